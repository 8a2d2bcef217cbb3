//! The facts of a row of a whole page: what its measures say.

use crate::stage::Row;
use crate::stage::page::found::{Found, Place};
use crate::stage::read::facts::{AT_PLACE, AT_SCORE, Held};
use crate::stage::read::look::{Class, Look};

/// Rows above and below the headline that are close to it.
const CLOSE: std::ops::RangeInclusive<isize> = 1..=4;

/// Between what scores of the page a line of one class may be another thing, in hundredths of a
/// logit.
const STEPS: [i32; 8] = [-400, -200, -100, -30, 30, 100, 200, 400];
/// The names of what lies between: lines far from any text have no score.
pub(super) const SCORES: [&str; 10] = [
    "far_from_text",
    "scored_least",
    "scored_under_200",
    "scored_under_100",
    "scored_under_30",
    "scored_around_0",
    "scored_over_30",
    "scored_over_100",
    "scored_over_200",
    "scored_most",
];

/// The lines of the body that are nearest to a row, above it and below it.
#[derive(Debug, Clone, Copy, Default)]
struct Nearest {
    above: Option<Body>,
    below: Option<Body>,
}

/// A line of the body.
#[derive(Debug, Clone, Copy)]
struct Body {
    /// Rows to it.
    by: usize,
    /// Whether none of the rows between is furniture or a heading of other parts.
    is_open: bool,
}

/// A page and what its rows are measured against.
#[derive(Debug)]
pub(in crate::stage::read) struct Page<'p> {
    page: &'p Found,
    nearest: Vec<Nearest>,
}

impl<'p> Page<'p> {
    pub(super) fn new(page: &'p Found, rows: &[Row], looks: &[&Look]) -> Self {
        let mut nearest = vec![Nearest::default(); rows.len()];
        let scan = |order: &mut dyn Iterator<Item = usize>,
                    set: &mut dyn FnMut(usize, Option<Body>)| {
            let mut last: Option<Body> = None;
            for row in order {
                set(row, last);
                let is_border = matches!(looks[row].class, Class::Furniture | Class::ReadAlso);
                last = match last {
                    _ if page.is_body(rows[row].line) => Some(Body { by: 1, is_open: true }),
                    Some(last) => {
                        Some(Body { by: last.by + 1, is_open: last.is_open && !is_border })
                    }
                    None => None,
                };
            }
        };
        scan(&mut (0..rows.len()), &mut |row, body| nearest[row].above = body);
        scan(&mut (0..rows.len()).rev(), &mut |row, body| nearest[row].below = body);
        Self { page, nearest }
    }

    pub(super) fn is_headline(&self, line: usize) -> bool {
        self.page.is_headline(line)
    }

    pub(super) fn is_of_body(&self, line: usize) -> bool {
        self.page.is_body(line)
    }

    /// Adds what holds of a row.
    pub(super) fn collect(&self, line: usize, look: &Look, row: usize, held: &mut Held) {
        let it = self.page.evidence(line);
        let is_body = it.place == Place::Body;
        let Nearest { above, below } = self.nearest[row];
        let is_next = |body: Option<Body>| body.is_some_and(|body| body.by == 1);
        let within = |body: Option<Body>, by: std::ops::RangeInclusive<usize>| {
            !is_body && body.is_some_and(|body| by.contains(&body.by))
        };
        let is_open = |body: Option<Body>| !is_body && body.is_some_and(|body| body.is_open);
        let is_sentence = look.is_text();
        hold! { held:
            OnPage if true;
            PageFirst if it.is_first;
            PageLast if it.is_last;
            PageHeadline if it.is_headline;
            PageOverHeadline if it.to_headline.is_some_and(|by| CLOSE.contains(&-by));
            PageUnderHeadline if it.to_headline.is_some_and(|by| CLOSE.contains(&by));
            PageAboveBody if is_next(above);
            PageBelowBody if is_next(below);
            PageAloneOut if !is_body && is_next(above) && is_next(below);
            PageAloneIn if is_body && !is_next(above) && !is_next(below);
            PageAfterNear if within(above, 2..=4);
            PageAfterFar if within(above, 5..=usize::MAX);
            PageBeforeNear if within(below, 2..=4);
            PageBeforeFar if within(below, 5..=usize::MAX);
            PageAfterOpen if is_open(above);
            PageBeforeOpen if is_open(below);
            PageSentenceAfterOpen if is_open(above) && is_sentence;
            PageSentenceBeforeOpen if is_open(below) && is_sentence;
            PageSentenceAfterBorder if is_sentence && !is_body && !is_open(above) && above.is_some();
        }
        let score = it.score.map_or(0, |score| 1 + STEPS.partition_point(|&step| step <= score));
        let class = look.class as usize;
        held.add(AT_SCORE + class * SCORES.len() + score, true);
        held.add(AT_PLACE + class * Place::NAMES.len() + it.place as usize, true);
    }
}
