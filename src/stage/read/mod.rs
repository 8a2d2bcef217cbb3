//! The whole text is read at once: every line gets a reading, and all of them together are the sequence for which most speaks.
//!
//! 1. [`look`]: what a row looks like by itself;
//! 2. [`relations`]: what the rows have to do with each other: equal ones, forms of a headline, beginnings, sentences;
//! 3. [`habits`]: what the text does all over: its gaps, forms that come back;
//! 4. [`facts`]: all that as named facts, each true or false of a row;
//! 5. [`weights`]: how much each fact speaks for each [`reading`], and how well readings follow one another;
//! 6. [`path`]: the best sequence.

pub(crate) mod facts;
mod habits;
pub(crate) mod look;
mod path;
pub(crate) mod reading;
mod relations;
#[cfg(feature = "training")]
pub(crate) mod train;
mod weights;

use crate::stage::read::look::Hidden;
use crate::stage::read::reading::Reading;
use crate::stage::read::weights::Weights;
use crate::stage::{Document, Row, Rules};

/// What every row is read as. Linear.
pub(crate) fn readings(document: &Document<'_>, rows: &[Row], rules: Rules<'_>) -> Vec<Reading> {
    if rows.is_empty() {
        return Vec::new();
    }
    let facts = facts::find(document, rows, rules, Hidden::default());
    path::best(&facts, Weights::built_in(), |_| path::ALL)
}

/// The facts of a text for learning, once with all lists and `hidden` times with some of them kept from it.
#[cfg(feature = "training")]
pub(crate) fn facts_for_training(document: &Document<'_>, rules: Rules<'_>, hidden: &[u32]) -> Vec<facts::Facts> {
    use crate::stage::Mark;

    let rows: Vec<Row> =
        document.lines.iter().enumerate().map(|(line, it)| Row { line, blanks: it.blanks, mark: Mark::Open }).collect();
    hidden.iter().map(|&hidden| facts::find(document, &rows, rules, Hidden(hidden))).collect()
}
