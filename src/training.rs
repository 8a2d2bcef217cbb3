//! What the weights of whole pages are trained on.

use std::collections::HashMap;
use std::ops::Range;

use crate::Cleaner;
use crate::stage::page::{self, facts, headline};
use crate::stage::read::reading::Reading;
use crate::stage::{Line, Row, classify, lines, read};

/// One line of a page.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PageLine {
    /// Bytes of the input.
    pub span: Range<usize>,
    /// The line, joined again where it was broken.
    pub text: String,
    /// The facts, in the order of [`fact_names`]; none where no text is near.
    pub facts: Option<Vec<i16>>,
    /// What was measured of it as a headline, in the order of [`headline_measure_names`]; none
    /// where it cannot be one.
    pub headline_measures: Option<Vec<i16>>,
}

/// The names of all facts.
#[must_use]
pub fn fact_names() -> &'static [&'static str] {
    facts::NAMES
}

/// What the facts mean, in the order of [`fact_names`].
#[must_use]
pub fn fact_meanings() -> &'static [&'static str] {
    facts::MEANINGS
}

/// The names of what is measured of a headline.
#[must_use]
pub fn headline_measure_names() -> &'static [&'static str] {
    headline::NAMES
}

/// The lines of a page with their facts. Linear.
#[must_use]
pub fn page_lines(cleaner: &Cleaner, input: &str) -> Vec<PageLine> {
    let rules = cleaner.rules();
    let mut document = lines::read(input, rules.options);
    classify::classify(&mut document, rules);
    let page = page::measure(input, &mut document, rules);
    let first = page::body(&page, &page::scores(&page))
        .and_then(|body| body.iter().position(|&is_body| is_body))
        .unwrap_or(0);
    let mut measures: HashMap<usize, Vec<i16>> =
        page.headline_candidates(&document, first).into_iter().collect();
    let lines = document.lines.iter().zip(page.all_facts()).enumerate();
    let page_line = |(at, (line, facts)): (usize, (&Line<'_>, _))| PageLine {
        span: line.span.clone(),
        text: line.text.to_string(),
        facts,
        headline_measures: measures.remove(&at),
    };
    lines.map(page_line).collect()
}

/// A labelled text for the reader: its lines as `labels` names them, the readings that are right
/// for each one after the other, with `|` between, `*` for any.
#[derive(Debug)]
pub struct LabelledText(read::train::Example);

impl LabelledText {
    /// A text with its labels, one for each line that is not blank; `None` where the lines are not
    /// as many. `hidden` says, for each time that the text is shown, which kinds of the word
    /// lists are kept from it, a bit each.
    #[must_use]
    pub fn new(cleaner: &Cleaner, text: &str, labels: &[String], hidden: &[u64]) -> Option<Self> {
        let rules = cleaner.rules();
        let mut document = lines::read(text, rules.options);
        classify::classify(&mut document, rules);
        let spans: Vec<Range<usize>> =
            document.lines.iter().map(|line| line.span.clone()).collect();
        let page = page::find(text, &mut document, rules);
        let rows = page.as_ref().map_or_else(|| document.rows(), |page| page.rows(&document));
        let set = |label: &String| -> Option<u64> {
            if label == "*" {
                return Some((1 << Reading::ALL.len()) - 1);
            }
            label
                .split('|')
                .map(|name| Reading::named(name).map(|reading| 1_u64 << reading as u8))
                .sum()
        };
        let labels = labels.iter().map(set).collect::<Option<Vec<u64>>>()?;
        let labels = if labels.len() == spans.len() {
            of_joined(&document.lines, &spans, &labels)
        } else {
            labels
        };
        if labels.len() != document.lines.len() || rows.is_empty() {
            return None;
        }
        let labels = rows.iter().map(|row| labels[row.line]).collect();
        let facts = read::facts_for_training(&document, &rows, page.as_ref(), rules, hidden);
        Some(Self(read::train::Example { facts, labels }))
    }
}

/// The labels of lines that were joined from others: what all pieces are, or else what any of them
/// is.
fn of_joined(lines: &[Line<'_>], spans: &[Range<usize>], labels: &[u64]) -> Vec<u64> {
    let of = |line: &Line<'_>| {
        let from = spans.partition_point(|piece| piece.start < line.span.start);
        let to = spans.partition_point(|piece| piece.start < line.span.end);
        let all = labels[from..to].iter().fold(u64::MAX, |all, label| all & label);
        if all == 0 { labels[from..to].iter().fold(0, |any, label| any | label) } else { all }
    };
    lines.iter().map(of).collect()
}

/// The text of a file of weights, learned from these texts: the mean of what `orders` orders of
/// them teach. `log` is told the round, the wrong lines and all lines.
#[must_use]
pub fn train_reader(
    texts: Vec<LabelledText>,
    rounds: usize,
    orders: u64,
    log: &mut dyn FnMut(usize, usize, usize),
) -> String {
    let examples: Vec<_> = texts.into_iter().map(|text| text.0).collect();
    let learned: Vec<_> =
        (1..=orders).map(|seed| read::train::train(&examples, rounds, seed, log)).collect();
    read::train::write(&read::train::mean(&learned))
}

/// Weights of the reader.
#[derive(Debug)]
pub struct ReaderWeights {
    articles: read::Weights,
    pages: read::Weights,
}

impl ReaderWeights {
    /// Reads the text of a file of weights, for articles and pages alike; without one, those that
    /// are compiled in.
    #[must_use]
    pub fn new(file: Option<&str>) -> Self {
        let weights =
            |built_in: &read::Weights| file.map_or_else(|| built_in.clone(), read::Weights::read);
        Self {
            articles: weights(read::Weights::of_articles()),
            pages: weights(read::Weights::of_pages()),
        }
    }
}

/// What every line of a text is read as by these weights, with the line; of a whole page, the lines
/// around its story alone.
#[must_use]
pub fn readings(
    cleaner: &Cleaner,
    weights: &ReaderWeights,
    text: &str,
) -> Vec<(&'static str, String)> {
    let rules = cleaner.rules();
    let mut document = lines::read(text, rules.options);
    classify::classify(&mut document, rules);
    let page = page::find(text, &mut document, rules);
    let rows = page.as_ref().map_or_else(|| document.rows(), |page| page.rows(&document));
    let readings = read::readings(
        &document,
        &rows,
        page.as_ref(),
        rules,
        if page.is_some() { &weights.pages } else { &weights.articles },
    );
    let name = |(reading, row): (Reading, &Row)| {
        (Reading::NAMES[reading as usize], document.lines[row.line].text.to_string())
    };
    readings.into_iter().zip(&rows).map(name).collect()
}
