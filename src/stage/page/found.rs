//! What the measures of a page say of its lines, for the reader.

use std::ops::Range;

use crate::recognize::headline::relation;
use crate::stage::page::facts::Page;
use crate::stage::page::outside::{self, Outside};
use crate::stage::page::weights::Weights;
use crate::stage::{Document, Draft, Row, Rules};

/// Lines above the headline, or above a body without one, that are read with the story: of 250 labelled pages no head began higher.
const ABOVE: usize = 12;
/// Lines below the body that are read with it: the notes of its tail.
const BELOW: usize = 24;

/// A page with its story.
#[derive(Debug)]
pub(crate) struct Found {
    pub(super) page: Page,
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
    pub(crate) const NAMES: [&'static str; 4] = ["above_story", "in_story", "inside_story", "below_story"];
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
    pub(super) fn new(document: &Document<'_>, page: Page, body: Vec<bool>, rules: Rules<'_>) -> Self {
        let first = body.iter().position(|&is_body| is_body).unwrap_or(0);
        let last = body.iter().rposition(|&is_body| is_body).unwrap_or(0);
        let headline = page.headline_over(document, first);
        let says = |of: usize, at: usize| relation(document.key(of), document.key(at), rules.lexicon).is_some();
        let echoes = headline.map_or_else(Vec::new, |of| (0..of.min(first)).filter(|&at| says(of, at)).collect());
        Self { page, body, headline, echoes, ends: (first, last) }
    }

    /// The lines that are read.
    fn window(&self) -> Range<usize> {
        let (first, last) = self.ends;
        let top = self.headline.map_or(first, |headline| headline.min(first));
        top.saturating_sub(ABOVE)..(last + 1 + BELOW).min(self.body.len())
    }

    /// The rows that are read: those of the story, those around it, and the headline wherever it stands above.
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

    /// Whether a line above that one says the same.
    pub(crate) fn is_echo(&self, line: usize) -> bool {
        self.echoes.binary_search(&line).is_ok()
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
            score: self.page.facts[line].as_ref().map(|facts| Weights::built_in().score(facts)),
            is_headline: self.is_headline(line),
            to_headline: self.headline.map(|headline| line as isize - headline as isize),
            is_first: line == first,
            is_last: line == last,
        }
    }

    /// All lines that are in none of the drafts, in blocks with their grounds. Linear.
    pub(crate) fn outside(&self, document: &Document<'_>, drafts: &[Draft]) -> Outside {
        outside::outside(document, &self.page, drafts, self.ends)
    }
}
