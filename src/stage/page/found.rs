//! What the measures of a page say of its lines, for the reader.

use std::ops::Range;

use crate::recognize::headline::relation;
use crate::stage::page::facts::Page;
use crate::stage::page::outside::{self, Outside};
use crate::stage::{Document, Draft, Row, Rules};

/// Lines above the headline, or above a body without one, that are read with the story: of 250
/// labelled pages no head began higher.
const ABOVE: usize = 12;
/// Lines below the body that are read with it: the notes of its tail.
const BELOW: usize = 24;

/// A page with its story.
#[derive(Debug)]
pub(crate) struct Found {
    pub(super) page: Page,
    /// Of each line: how much speaks for it.
    scores: Vec<Option<i32>>,
    /// Of each line: whether the way through the page has it in the body.
    pub(super) body: Vec<bool>,
    /// The line that is most like the headline.
    headline: Option<usize>,
    /// The lines above it that say it again, a document's title among them.
    echoes: Vec<usize>,
    /// The first and the last line of the body.
    ends: (usize, usize),
}

/// Where a line of a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Above,
    Body,
    /// Between lines of the body.
    Inside,
    Below,
}

impl Place {
    /// The names of the places, in their order.
    pub(crate) const NAMES: [&'static str; 4] =
        ["above_story", "in_story", "inside_story", "below_story"];
}

/// What a page says of one of its lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evidence {
    pub(crate) place: Place,
    /// How much speaks for it, in hundredths of a logit; none where no text is near.
    pub(crate) score: Option<i32>,
    pub(crate) is_headline: bool,
    /// Lines to the headline: negative above it.
    pub(crate) to_headline: Option<isize>,
    /// Whether it is the first or the last line of the body.
    pub(crate) is_first: bool,
    pub(crate) is_last: bool,
}

impl Found {
    pub(super) fn new(
        document: &Document<'_>,
        page: Page,
        scores: Vec<Option<i32>>,
        body: Vec<bool>,
        rules: Rules<'_>,
    ) -> Self {
        let first = body.iter().position(|&is_body| is_body).unwrap_or(0);
        let last = body.iter().rposition(|&is_body| is_body).unwrap_or(0);
        let headline = page.headline_over(document, first).map(|best| best.at);
        let says = |of: usize, at: usize| {
            relation(document.key(of), document.key(at), rules.lexicon).is_some()
        };
        let echoes = headline
            .map_or_else(Vec::new, |of| (0..of.min(first)).filter(|&at| says(of, at)).collect());
        Self { page, scores, body, headline, echoes, ends: (first, last) }
    }

    /// The lines that are read.
    fn window(&self) -> Range<usize> {
        let (first, last) = self.ends;
        let top = self.headline.map_or(first, |headline| headline.min(first));
        top.saturating_sub(ABOVE)..(last + 1 + BELOW).min(self.body.len())
    }

    /// The rows that are read: those of the story, those around it, and the headline wherever it
    /// stands above.
    pub(crate) fn rows(&self, document: &Document<'_>) -> Vec<Row> {
        let row = |line: usize| Row { line, blanks: document.lines[line].blanks, ..Row::default() };
        let window = self.window();
        let above = self.echoes.iter().copied().filter(|&line| line < window.start);
        let mut rows: Vec<Row> = above.chain(window.clone()).map(row).collect();
        if let Some(first) = rows.first_mut() {
            first.blanks = 0;
        }
        rows
    }

    /// Whether a line is of the body, by the way through the page.
    pub(crate) fn is_body(&self, line: usize) -> bool {
        self.body[line]
    }

    /// Whether a line is the one that is most like the headline.
    pub(crate) fn is_headline(&self, line: usize) -> bool {
        self.headline == Some(line)
    }

    /// The headline among these rows.
    pub(crate) fn headline_row(&self, rows: &[Row]) -> Option<usize> {
        rows.iter().position(|row| self.is_headline(row.line))
    }

    /// Whether a line above that one says the same.
    pub(crate) fn is_echo(&self, line: usize) -> bool {
        self.echoes.binary_search(&line).is_ok()
    }

    /// How much speaks for a line, in hundredths of a logit; none where no text is near.
    pub(crate) fn score(&self, line: usize) -> Option<i32> {
        self.scores[line]
    }

    /// What the page says of a line.
    pub(crate) fn evidence(&self, line: usize) -> Evidence {
        let (first, last) = self.ends;
        let place = match line {
            _ if self.body[line] => Place::Body,
            _ if line < first => Place::Above,
            _ if line > last => Place::Below,
            _ => Place::Inside,
        };
        Evidence {
            place,
            score: self.score(line),
            is_headline: self.is_headline(line),
            to_headline: self.headline.map(|headline| line as isize - headline as isize),
            is_first: line == first,
            is_last: line == last,
        }
    }

    /// All lines that are in none of the drafts, in blocks with their grounds. Linear.
    pub(crate) fn outside(&self, document: &Document<'_>, drafts: &[Draft]) -> Outside {
        outside::outside(document, (&self.page, &self.scores), drafts, self.ends)
    }
}

#[cfg(test)]
impl Found {
    /// A page whose body and headline are known.
    pub(crate) fn known(
        input: &str,
        document: &Document<'_>,
        rules: Rules<'_>,
        body: Vec<bool>,
        headline: Option<usize>,
    ) -> Self {
        let page = super::facts::read(input, document);
        let scores = super::scores(&page);
        Self { headline, echoes: Vec::new(), ..Self::new(document, page, scores, body, rules) }
    }

    /// The same page with one score for every line.
    pub(crate) fn scored(self, score: i32) -> Self {
        Self { scores: vec![Some(score); self.scores.len()], ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Place};
    use crate::stage::page::weights::Weights;
    use crate::stage::page::{self, with_lines};

    const STORY: &str = "The ferry to the island runs again from Monday, the harbour office said on Tuesday after a long meeting.\n\n\
        Repairs to the ferry took nine days and cost far more than the council had planned for the whole of the year.\n\n\
        The harbour office wants to buy a second ferry so that the island is not cut off when the first one is in the dock.";

    /// So many short lines, each but the first below a blank line.
    fn lines(count: usize) -> String {
        (0..count).map(|line| format!("Pier {line} opens again")).collect::<Vec<_>>().join("\n\n")
    }

    /// The first and the last line that are read of so many, the body and the headline being these.
    fn read(count: usize, body: &[usize], headline: Option<usize>) -> (usize, usize) {
        let input = lines(count);
        with_lines(&input, |document, rules| {
            let body = (0..count).map(|line| body.contains(&line)).collect();
            let rows = Found::known(&input, document, rules, body, headline).rows(document);
            assert!(
                rows.windows(2).all(|pair| pair[0].line + 1 == pair[1].line && pair[1].blanks == 1),
                "a line is left out"
            );
            assert_eq!(rows[0].blanks, 0, "nothing is above the first row");
            (rows[0].line, rows[rows.len() - 1].line)
        })
    }

    #[test]
    fn what_is_read_with_the_story() {
        for (name, count, body, headline, expected) in [
            ("a body without a headline", 60, &[20, 21, 22][..], None, (8, 46)),
            ("a body with a pause", 60, &[20, 22], None, (8, 46)),
            ("a headline right above", 60, &[20, 21], Some(19), (7, 45)),
            ("a headline further above", 60, &[20, 21], Some(15), (3, 45)),
            ("a headline inside", 60, &[20, 21], Some(21), (8, 45)),
            ("a body near the start", 60, &[12, 13], None, (0, 37)),
            ("a body one line below that", 60, &[13], None, (1, 37)),
            ("a body at the start", 60, &[0, 1], None, (0, 25)),
            ("a body near the end", 47, &[20, 22], None, (8, 46)),
            ("a body nearer the end", 46, &[20, 22], None, (8, 45)),
            ("a body at the end", 23, &[20, 22], None, (8, 22)),
        ] {
            assert_eq!(read(count, body, headline), expected, "{name}");
        }
    }

    #[test]
    fn where_a_line_stands() {
        let input = lines(8);
        with_lines(&input, |document, rules| {
            let body = [false, false, true, false, true, true, false, false].to_vec();
            let found = Found::known(&input, document, rules, body.clone(), Some(1));
            let other = Found::known(&input, document, rules, body, None);
            for (line, place, to_headline, is_first, is_last) in [
                (0, Place::Above, -1, false, false),
                (1, Place::Above, 0, false, false),
                (2, Place::Body, 1, true, false),
                (3, Place::Inside, 2, false, false),
                (4, Place::Body, 3, false, false),
                (5, Place::Body, 4, false, true),
                (6, Place::Below, 5, false, false),
                (7, Place::Below, 6, false, false),
            ] {
                let it = found.evidence(line);
                assert_eq!((it.place, it.to_headline), (place, Some(to_headline)), "line {line}");
                assert_eq!((it.is_first, it.is_last), (is_first, is_last), "line {line}");
                assert_eq!(
                    (it.is_headline, found.is_headline(line)),
                    (line == 1, line == 1),
                    "line {line}"
                );
                assert_eq!(found.is_body(line), place == Place::Body, "line {line}");
                let it = other.evidence(line);
                assert_eq!(
                    (it.place, it.to_headline, it.is_headline),
                    (place, None, false),
                    "line {line}"
                );
            }
        });
    }

    /// The first line of the story, what is found of the page, and the lines that are read.
    fn echoes(above: &str) -> (Option<usize>, Vec<usize>, Vec<usize>) {
        let input = format!("{above}\n\n{STORY}");
        with_lines(&input, |document, rules| {
            let page = page::facts::read(&input, document);
            let count = document.lines.len();
            let body = (0..count).map(|line| line + 3 >= count).collect();
            let scores = page::scores(&page);
            let found = Found::new(document, page, scores, body, rules);
            let rows = found.rows(document);
            assert_eq!(rows[0].blanks, 0, "{above}");
            let echoes = (0..count).filter(|&line| found.is_echo(line)).collect();
            (
                (0..count).find(|&line| found.is_headline(line)),
                echoes,
                rows.iter().map(|row| row.line).take(2).collect(),
            )
        })
    }

    #[test]
    fn what_says_the_headline_again_above_it() {
        let title = "Ferry to the island runs again from Monday";
        let menu = lines(14);
        for (name, above, headline, expected, rows) in [
            (
                "a title of the page",
                format!("{title} | Calder Post\nNews\n{title}"),
                Some(2),
                vec![0],
                [0, 1],
            ),
            (
                "a title far above",
                format!("{title} | Calder Post\n\n{menu}\n\n{title}"),
                Some(15),
                vec![0],
                [0, 3],
            ),
            (
                "another title",
                format!("Calder Post\n\n{menu}\n\n{title}"),
                Some(15),
                vec![],
                [3, 4],
            ),
            ("none above", format!("{title}\n\nNews"), Some(0), vec![], [0, 1]),
            ("no headline", "News\n\nSport".to_owned(), None, vec![], [0, 1]),
        ] {
            assert_eq!(echoes(&above), (headline, expected, rows.to_vec()), "{name}");
        }
    }

    #[test]
    fn scores_are_those_of_the_weights() {
        let input = format!("{}\n\n{STORY}", lines(14));
        with_lines(&input, |document, rules| {
            let page = page::facts::read(&input, document);
            let score = |facts| Weights::of_story().scores(&[facts])[0];
            let scores: Vec<Option<i32>> =
                page.facts.iter().map(|facts| facts.as_ref().map(score)).collect();
            let found_scores = page::scores(&page);
            let found = Found::new(document, page, found_scores, vec![true; scores.len()], rules);
            assert!(
                scores[0].is_none() && scores[scores.len() - 1].is_some(),
                "lines far from the text have no score: {scores:?}"
            );
            assert!(
                scores.iter().enumerate().all(|(line, score)| found.evidence(line).score == *score)
            );
        });
    }
}
