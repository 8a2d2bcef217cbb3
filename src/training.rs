//! What the weights of whole pages are trained on.

use std::collections::HashMap;
use std::ops::Range;

use crate::Cleaner;
use crate::stage::page::{self, facts, headline};
use crate::stage::{Line, classify, lines};

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
    /// What was measured of it as a headline, in the order of [`headline_measure_names`]; none where it cannot be one.
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
    let first = page::body(&page).and_then(|body| body.iter().position(|&is_body| is_body)).unwrap_or(0);
    let mut measures: HashMap<usize, Vec<i16>> = page.headline_candidates(&document, first).into_iter().collect();
    let lines = document.lines.iter().zip(page.all_facts()).enumerate();
    let page_line = |(at, (line, facts)): (usize, (&Line<'_>, _))| PageLine {
        span: line.span.clone(),
        text: line.text.to_string(),
        facts,
        headline_measures: measures.remove(&at),
    };
    lines.map(page_line).collect()
}
