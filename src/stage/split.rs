//! Where articles begin in a document.
//!
//! A line with the shape of a headline opens an article when it is echoed around captions or widgets; when a longer run of
//! blank lines than the document's habit stands before it; when the text before it ended with a source line and an echo
//! follows; or when it is followed by a doubled caption as the document's first headline is. Never for a blank count alone.

use std::collections::{BTreeMap, HashSet};

use crate::compare::hasher::BuildKeyHasher;
use crate::recognize::shape::End;
use crate::stage::head::{self, Head};
use crate::stage::{Document, Draft, Kind, Mark, Row, Rules};

/// Lines under a headline among which prose must stand.
const PROSE_WITHIN: usize = 6;
/// Code points of a long line, and of a sentence.
const LONG_CHARS: usize = 60;
const SENTENCE_CHARS: usize = 15;

/// The drafts of a document, in order. Linear.
pub(crate) fn split(document: &Document<'_>, rules: Rules<'_>) -> Vec<Draft> {
    let rows = document.lines.iter().enumerate().map(|(line, it)| Row { line, blanks: it.blanks, mark: Mark::Open }).collect();
    split_rows(document, rows, rules)
}

/// The drafts of these rows.
pub(crate) fn split_rows(document: &Document<'_>, mut rows: Vec<Row>, rules: Rules<'_>) -> Vec<Draft> {
    let mut starts = if rules.options.split { Splitter::new(document, &rows, rules).starts() } else { Vec::new() };
    let mut drafts = Vec::with_capacity(starts.len() + 1);
    while let Some(start) = starts.pop() {
        drafts.push(Draft { rows: rows.split_off(start), pairs: None });
    }
    if !rows.is_empty() {
        drafts.push(Draft { rows, pairs: None });
    }
    drafts.reverse();
    drafts
}

struct Splitter<'d, 't> {
    document: &'d Document<'t>,
    rows: &'d [Row],
    rules: Rules<'d>,
    /// Blank lines that make a long run.
    long_run: u32,
    /// Whether the first article opens with a headline and a doubled caption.
    opens_with_pair: bool,
}

impl<'d, 't> Splitter<'d, 't> {
    fn new(document: &'d Document<'t>, rows: &'d [Row], rules: Rules<'d>) -> Self {
        let long_run = habit(rows).saturating_add(u32::try_from(rules.options.blank_run).unwrap_or(u32::MAX));
        let mut splitter = Self { document, rows, rules, long_run, opens_with_pair: false };
        splitter.opens_with_pair = splitter.pair_follows(0);
        splitter
    }

    /// The rows after the first that open an article.
    fn starts(&self) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut article = Article::default();
        for row in 0..self.rows.len() {
            if row > 0 && article.has_body && self.opens(row, &article) {
                starts.push(row);
                article.seen.clear();
                article = Article { seen: article.seen, ..Article::default() };
            }
            self.add(&mut article, row);
        }
        starts
    }

    fn add(&self, article: &mut Article, row: usize) {
        let line = self.rows[row].line;
        let facts = self.document.facts(line);
        article.seen.insert(self.document.lines[line].hash);
        match article.head_end {
            None if head::is_headline_like(self.document, line, self.rules) => {
                let head = Head::read(self.document, self.rows, row, self.rules);
                article.head_end = Some(head.echoes.last().map_or(row, |echo| echo.0));
            }
            None => article.head_end = (facts.kind == Kind::Text).then_some(row),
            Some(end) => {
                article.has_body |= row > end && facts.kind == Kind::Text && facts.credit.is_none();
                article.has_prose |= row > end && self.is_prose(line);
            }
        }
    }

    fn opens(&self, row: usize, article: &Article) -> bool {
        let Row { line, blanks, .. } = self.rows[row];
        if !head::is_headline_like(self.document, line, self.rules) || row + 1 == self.rows.len() {
            return false;
        }
        let is_repeat = article.seen.contains(&self.document.lines[line].hash);
        let is_long = blanks >= self.long_run;
        if is_repeat && !is_long && blanks == 0 {
            return false;
        }
        if !is_repeat
            && (is_long && article.has_prose && self.text_follows(row) || self.opens_with_pair && blanks > 0 && self.pair_follows(row))
        {
            return true;
        }
        let head = Head::read(self.document, self.rows, row, self.rules);
        let after_source = || matches!(self.document.facts(self.rows[row - 1].line).kind, Kind::Source);
        let may_open = || (head.is_furnished || after_source()) && head::stands_as_headline(self.document, line);
        !head.echoes.is_empty() && (is_long || may_open())
    }

    /// Whether the row after a headline is near it and prose is not far, so that the headline stands over something.
    fn text_follows(&self, row: usize) -> bool {
        let below = self.rows.iter().skip(row + 1).take(PROSE_WITHIN);
        self.rows.get(row + 1).is_some_and(|next| next.blanks < self.long_run) && below.into_iter().any(|row| self.is_prose(row.line))
    }

    /// Whether a line is more than a word on a button: it is long, or it is a sentence.
    fn is_prose(&self, line: usize) -> bool {
        let facts = self.document.facts(line);
        let is_sentence = matches!(facts.shape.end, End::Stop | End::Mark) && facts.shape.chars >= SENTENCE_CHARS;
        facts.kind == Kind::Text && (facts.shape.chars >= LONG_CHARS || is_sentence)
    }

    /// Whether the two rows after `row` are the same line, with no blank line between.
    fn pair_follows(&self, row: usize) -> bool {
        let (Some(first), Some(second)) = (self.rows.get(row + 1), self.rows.get(row + 2)) else { return false };
        second.blanks == 0 && self.document.same_key(first.line, second.line)
    }
}

/// What was seen of the article that is being read.
#[derive(Default)]
struct Article {
    /// The row of its headline's last echo; of its first text where it has no headline.
    head_end: Option<usize>,
    has_body: bool,
    /// Whether any of it is prose.
    has_prose: bool,
    seen: HashSet<u64, BuildKeyHasher>,
}

/// The most usual number of blank lines between two lines; of equally usual ones the smallest.
fn habit(rows: &[Row]) -> u32 {
    let mut counts = BTreeMap::new();
    for row in rows.iter().skip(1) {
        *counts.entry(row.blanks).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by_key(|&(blanks, count)| (count, std::cmp::Reverse(blanks))).map_or(0, |(blanks, _)| blanks)
}
