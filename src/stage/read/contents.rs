//! Tables of contents: entries that stand again below, as the headings of the parts of a text.
//!
//! What a reader sees twice by design is printed twice by an extractor. An entry goes as what it
//! is, a repeat of its heading; the heading stays. Lines that a refrain, a table or a list of
//! answers repeats stand together again, with no text between.

use std::collections::{HashMap, HashSet};

use crate::compare::hasher::BuildKeyHasher;
use crate::recognize::Lexicon;
use crate::recognize::forms::Start;
use crate::recognize::shape::End;
use crate::removal::Reason;
use crate::stage::read::reading::Reading;
use crate::stage::{Document, Draft, Mark, Rules};

/// Entries of a table that stand again: one line is no list.
const LEAST: usize = 2;
/// Words of an entry: a longer line is a text.
const ENTRY_WORDS: u32 = 20;
/// Words of the text below a heading, and rows below in which it begins: between them stand the
/// heading of its first part, a picture's caption, a date.
const TEXT_WORDS: u32 = 8;
const TEXT_WITHIN: usize = 3;
/// Rows above the entries in which the label stands: it may be printed twice, or have a button.
const LABEL_WITHIN: usize = 3;
/// Rows with one name that are looked at for a heading: a field of a table stands more often.
const MOST_ALIKE: usize = 8;
/// Digits of a part of an entry's number, as in `12.3`: a year has more.
const DIGITS: usize = 2;

/// Marks the open rows that are entries of tables of contents, and the labels of these. Linear.
pub(super) fn mark(
    document: &Document<'_>,
    draft: &mut Draft,
    readings: &[Reading],
    rules: Rules<'_>,
) {
    let has_label = || draft.rows.iter().any(|row| is_label(document.key(row.line), rules.lexicon));
    if !rules.options.remove_artifacts || !has_label() {
        return;
    }
    for (row, heading) in Table::of(document, draft, readings).entries(rules.lexicon) {
        draft.rows[row].mark = match heading.map(|heading| draft.rows[heading].line) {
            Some(twin) => Mark::repeat(Reason::TableOfContents, twin),
            None => Mark::drop(Reason::TableOfContents),
        };
    }
}

/// The open rows of a draft; a place in these lists is a position.
struct Table<'d, 't> {
    document: &'d Document<'t>,
    draft: &'d Draft,
    readings: &'d [Reading],
    rows: Vec<usize>,
    /// What may be an entry or a heading.
    headings: Vec<Option<Heading<'d>>>,
    /// For each heading the next position with its name.
    next: Vec<Option<usize>>,
    /// Texts above each position.
    texts: Vec<usize>,
}

/// A heading in its parts: `2.1` and `the old pier`.
#[derive(Clone, Copy)]
struct Heading<'d> {
    number: &'d str,
    name: &'d str,
}

impl<'d, 't> Table<'d, 't> {
    fn of(document: &'d Document<'t>, draft: &'d Draft, readings: &'d [Reading]) -> Self {
        let rows: Vec<usize> =
            (0..draft.rows.len()).filter(|&row| draft.rows[row].mark.is_open()).collect();
        let headings: Vec<Option<Heading<'d>>> =
            rows.iter().map(|&row| heading(document, draft.rows[row].line)).collect();
        let mut last: HashMap<&str, usize, BuildKeyHasher> = HashMap::default();
        let mut next = vec![None; rows.len()];
        for (at, heading) in headings.iter().enumerate().rev() {
            if let Some(heading) = heading {
                next[at] = last.insert(heading.name, at);
            }
        }
        let mut texts = vec![0];
        for &row in &rows {
            let facts = document.facts(draft.rows[row].line);
            let is_text =
                facts.words >= TEXT_WORDS && matches!(facts.shape.end, End::Stop | End::Mark);
            texts.push(texts[texts.len() - 1] + usize::from(is_text));
        }
        Self { document, draft, readings, rows, headings, next, texts }
    }

    /// The rows that go, each entry with the row of its heading.
    fn entries(&self, lexicon: &Lexicon) -> Vec<(usize, Option<usize>)> {
        let mut found = Vec::new();
        let mut from = 0;
        while from < self.rows.len() {
            if self.next[from].is_none() || self.labels(from, lexicon).next().is_none() {
                from += 1;
                continue;
            }
            let end = self.end_of_run(from);
            let entries = self.of_run(from, end);
            if !entries.is_empty() {
                let is_kept =
                    |row: &usize| !matches!(self.draft.rows[*row].mark, Mark::Drop { .. });
                found.extend(self.labels(from, lexicon).filter(is_kept).map(|row| (row, None)));
            }
            let rows = |(at, heading): (usize, usize)| (self.rows[at], Some(self.rows[heading]));
            found.extend(entries.into_iter().map(rows));
            from = end;
        }
        found
    }

    /// Where the lines that may be entries end: at a text, or where the first of their headings
    /// stands.
    fn end_of_run(&self, from: usize) -> usize {
        let mut names: HashSet<&str, BuildKeyHasher> = HashSet::default();
        let is_new = |heading: &&Option<Heading<'d>>| {
            heading.is_some_and(|heading| names.insert(heading.name))
        };
        from + self.headings[from..].iter().take_while(is_new).count()
    }

    /// The entries of a run of rows, each with its heading; none where the rows are no table.
    fn of_run(&self, from: usize, end: usize) -> Vec<(usize, usize)> {
        let mut entries: Vec<(usize, usize)> = Vec::new();
        let mut below = end;
        for at in from..end {
            if let Some(heading) = self.heading_below(at, below) {
                entries.push((at, heading));
                below = heading + 1;
            }
        }
        let is_table = entries.len() >= LEAST && entries.len() * 2 >= end - from;
        if is_table { entries } else { Vec::new() }
    }

    /// The first position from `below` on that is read as the text's, with the name of an entry, no
    /// other number, and a text below it.
    fn heading_below(&self, at: usize, below: usize) -> Option<usize> {
        let number = |at: usize| self.headings[at].map_or("", |heading| heading.number);
        let is_heading = |&other: &usize| {
            let (own, its) = (number(at), number(other));
            let end = (other + 1 + TEXT_WITHIN).min(self.rows.len());
            other >= below
                && matches!(self.readings[self.rows[other]], Reading::Paragraph | Reading::Subhead)
                && (own.is_empty() || its.is_empty() || own == its)
                && self.texts[end] > self.texts[other + 1]
        };
        let alike = std::iter::successors(self.next[at], |&at| self.next[at]);
        alike.take(MOST_ALIKE).find(is_heading)
    }

    /// The rows of the labels above a table.
    fn labels(&self, at: usize, lexicon: &Lexicon) -> impl Iterator<Item = usize> {
        let first = self.rows[at];
        let key = |row: usize| self.document.key(self.draft.rows[row].line);
        let above = first.saturating_sub(LABEL_WITHIN)..first;
        above.filter(move |&row| is_label(key(row), lexicon))
    }
}

/// `Table of contents`
fn is_label(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.lists.forms.start(Start::ContentsLabel).contains(key.trim_end_matches([':', ' ']))
}

/// A line that may be a heading, in its parts.
fn heading<'d>(document: &'d Document<'_>, line: usize) -> Option<Heading<'d>> {
    let facts = document.facts(line);
    let may_be = facts.words <= ENTRY_WORDS && matches!(facts.shape.end, End::Open | End::Mark);
    may_be.then(|| parts(document.key(line))).filter(|heading| !heading.name.is_empty())
}

/// The number and the name of a heading, with signs of lists before either.
fn parts(key: &str) -> Heading<'_> {
    let is_sign = |char: char| !char.is_alphanumeric();
    let key = key.trim_start_matches(is_sign);
    let len = key.find(|char: char| !char.is_ascii_digit() && char != '.').unwrap_or(key.len());
    let number = key[..len].trim_end_matches('.');
    let rest = &key[len..];
    let is_number = !number.is_empty()
        && number.split('.').all(|part| part.len() <= DIGITS)
        && rest.starts_with([' ', ')', ':', '-'])
        && rest.contains(char::is_alphabetic);
    if is_number {
        Heading { number, name: rest.trim_start_matches(is_sign) }
    } else {
        Heading { number: "", name: key }
    }
}

#[cfg(test)]
mod tests {
    use super::{mark, parts};
    use crate::Options;
    use crate::recognize::Lexicon;
    use crate::removal::Reason;
    use crate::stage::read::reading::Reading;
    use crate::stage::{Draft, Mark, Row, Rules, classify, lines};

    const LABEL: &str = "Table of contents";
    const TEXT: &str = "The ferry sails from the old pier on every day of the week.";

    /// The lines that go with a table, each with the line of its heading, where the line `other` is
    /// read as no text.
    fn gone_but(
        rows: &[&str],
        other: Option<(usize, Reading)>,
        options: &Options,
    ) -> Vec<(usize, Option<usize>)> {
        let rules = Rules { options, lexicon: Lexicon::built_in() };
        let input = rows.join("\n\n");
        let mut document = lines::read(&input, options);
        classify::classify(&mut document, rules);
        let mut draft = Draft { rows: document.rows(), pairs: None };
        let mut readings = vec![Reading::Paragraph; rows.len()];
        if let Some((line, reading)) = other {
            readings[line] = reading;
        }
        mark(&document, &mut draft, &readings, rules);
        let of_table = |row: &Row| match row.mark {
            Mark::Drop { reason: Reason::TableOfContents, twin, .. } => Some((row.line, twin)),
            _ => None,
        };
        draft.rows.iter().filter_map(of_table).collect()
    }

    fn gone(rows: &[&str]) -> Vec<(usize, Option<usize>)> {
        gone_but(rows, None, &Options::default())
    }

    fn table<'t>(label: &'t str, first: &'t str, second: &'t str) -> Vec<&'t str> {
        vec![label, first, second, TEXT, first, TEXT, second, TEXT]
    }

    #[test]
    fn lines_that_are_entries() {
        let long = |words: usize| format!("Pier{}", " quay".repeat(words - 1));
        let found = vec![(0, None), (1, Some(4)), (2, Some(6))];
        for (name, rows, is_table) in [
            ("two entries", table(LABEL, "The pier", "The quay"), true),
            ("a label with a colon", table("On this page:", "The pier", "The quay"), true),
            ("a label in Japanese", table("目次", "桟橋の歴史", "港の歴史"), true),
            ("no label", table("The harbour", "The pier", "The quay"), false),
            ("questions", table(LABEL, "Which pier?", "Which quay?"), true),
            ("20 words", table(LABEL, &long(20), "The quay"), true),
            ("21 words", table(LABEL, &long(21), "The quay"), false),
            ("sentences", table(LABEL, "A pier.", "A quay."), false),
        ] {
            assert_eq!(gone(&rows), if is_table { found.clone() } else { vec![] }, "{name}");
        }
        let numbered =
            [LABEL, "1. The pier", "2. The quay", TEXT, "The pier", TEXT, "2) The quay", TEXT];
        assert_eq!(gone(&numbered), found, "numbers");
        let other =
            [LABEL, "1. The pier", "2. The quay", TEXT, "The pier", TEXT, "3) The quay", TEXT];
        assert_eq!(gone(&other), [], "another number");
        let rows = table(LABEL, "The pier", "The quay");
        let read = |reading| gone_but(&rows, Some((4, reading)), &Options::default());
        assert_eq!(read(Reading::Subhead), found, "a heading that is read as one");
        assert_eq!(read(Reading::Byline), [], "a heading that is read as a name");
        let kept = Options { remove_artifacts: false, ..Options::default() };
        assert_eq!(gone_but(&rows, None, &kept), [], "nothing is to go");
    }

    #[test]
    fn where_a_table_stands() {
        let (seven, eight) =
            ("It sails from the old pier now.", "It sails from the very old pier now.");
        for (name, rows, wanted) in [
            ("one entry", vec![LABEL, "A", "Dock", TEXT, "A", TEXT, "B", TEXT], vec![]),
            (
                "half of the lines",
                vec![LABEL, "A", "B", "X", "Y", TEXT, "A", TEXT, "B", TEXT],
                vec![(0, None), (1, Some(6)), (2, Some(8))],
            ),
            (
                "fewer than half",
                vec![LABEL, "A", "B", "X", "Y", "Z", TEXT, "A", TEXT, "B", TEXT],
                vec![],
            ),
            ("another order", vec![LABEL, "A", "B", TEXT, "B", TEXT, "A", TEXT], vec![]),
            (
                "a text four rows below a heading",
                vec![LABEL, "A", "B", TEXT, "A", "x", "y", "z", TEXT, "B", TEXT],
                vec![],
            ),
            (
                "a text three rows below",
                vec![LABEL, "A", "B", TEXT, "A", "x", "y", TEXT, "B", TEXT],
                vec![(0, None), (1, Some(4)), (2, Some(8))],
            ),
            (
                "seven words below a heading",
                vec![LABEL, "A", "B", TEXT, "A", seven, "x", "y", "B", TEXT],
                vec![],
            ),
            (
                "eight words below it",
                vec![LABEL, "A", "B", TEXT, "A", eight, "x", "y", "B", TEXT],
                vec![(0, None), (1, Some(4)), (2, Some(8))],
            ),
            (
                "right above the first heading",
                vec![LABEL, "A", "B", "A", TEXT, "B", TEXT],
                vec![(0, None), (1, Some(3)), (2, Some(5))],
            ),
            (
                "printed twice: the first for the second, which goes, too",
                vec![LABEL, "A", "B", LABEL, "A", "B", TEXT, "A", TEXT, "B", TEXT],
                vec![(0, None), (1, Some(4)), (2, Some(5)), (3, None), (4, Some(7)), (5, Some(9))],
            ),
            (
                "two rows below the label",
                vec![LABEL, "Up", "Tap", "A", "B", TEXT, "A", TEXT, "B", TEXT],
                vec![(0, None), (3, Some(6)), (4, Some(8))],
            ),
            (
                "three rows below the label",
                vec![LABEL, "x", "y", "z", "A", "B", TEXT, "A", TEXT, "B", TEXT],
                vec![],
            ),
        ] {
            assert_eq!(gone(&rows), wanted, "{name}");
        }
        for (prints, lines) in [(7, 3), (8, 0)] {
            let rows = [
                vec![LABEL, "A", "B", TEXT],
                ["A", "x", "y", "z"].repeat(prints),
                table("A", TEXT, "B"),
            ];
            assert_eq!(gone(&rows.concat()).len(), lines, "{prints} prints that are no headings");
        }
    }

    #[test]
    fn parts_of_a_heading() {
        for (key, number, name) in [
            ("the old pier", "", "the old pier"),
            ("• the old pier", "", "the old pier"),
            ("1. the old pier", "1", "the old pier"),
            ("2) the old pier", "2", "the old pier"),
            ("+ 12.3 the old pier", "12.3", "the old pier"),
            ("#1: the old pier", "1", "the old pier"),
            ("2024 at the old pier", "", "2024 at the old pier"),
            ("3rd pier", "", "3rd pier"),
            ("12", "", "12"),
            ("12 34", "", "12 34"),
            ("...", "", ""),
        ] {
            let found = parts(key);
            assert_eq!((found.number, found.name), (number, name), "{key}");
        }
    }
}
