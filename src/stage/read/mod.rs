//! The whole text is read at once: every line gets a reading, and all of them together are the
//! sequence for which most speaks.
//!
//! 1. [`look`]: what a row looks like by itself;
//! 2. [`relations`]: what the rows have to do with each other: equal ones, forms of a headline,
//!    beginnings, sentences;
//! 3. [`habits`]: what the text does all over: its gaps, forms that come back;
//! 4. [`facts`]: all that as named facts, each true or false of a row; by them, [`listing`] tells a
//!    text without a story;
//! 5. [`weights`]: how much each fact speaks for each [`reading`], and how well readings follow one
//!    another;
//! 6. [`allowed`]: what a row can be read as at all, the hard rules above the weights;
//! 7. [`path`]: the best sequence;
//! 8. [`file`]: every reading into its field, or out under a licence, with [`headline`] and
//!    [`captions`];
//! 9. [`story`]: which of the rows of a whole page are of its story.

mod allowed;
mod captions;
mod contents;
pub(crate) mod facts;
mod file;
mod habits;
mod headline;
mod listing;
pub(crate) mod look;
mod path;
pub(crate) mod reading;
mod relations;
mod signs;
mod story;
#[cfg(feature = "internal-training")]
pub(crate) mod train;
mod weights;

use crate::stage::page::found::Found;
use crate::stage::read::facts::Facts;
#[cfg(feature = "internal-training")]
use crate::stage::read::facts::Held;
#[cfg(feature = "internal-training")]
use crate::stage::read::look::Hidden;
use crate::stage::read::reading::Reading;
pub(crate) use crate::stage::read::weights::Weights;
use crate::stage::{Document, Draft, Row, Rules};

/// What a text holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Articles<'p> {
    /// Any number.
    Several,
    /// One at most.
    One,
    /// The story of a page.
    Story(&'p Found),
}

/// The marks of markdown in a text. What they say of a line is known as long as they are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    Given,
    /// A canonical text has none.
    Gone,
}

impl<'p> Articles<'p> {
    /// What is known of the page.
    fn page(self) -> Option<&'p Found> {
        if let Self::Story(page) = self { Some(page) } else { None }
    }
}

/// The articles of these rows. Every row is marked but those of the bodies; those of a page that
/// are of no story are left out. Linear.
pub(crate) fn articles(
    document: &Document<'_>,
    mut rows: Vec<Row>,
    articles: Articles<'_>,
    marks: Marks,
    rules: Rules<'_>,
) -> Vec<Draft> {
    if rows.is_empty() {
        return Vec::new();
    }
    let facts =
        Facts::find(document, &rows, look::of_rows(document, &rows, rules), articles.page(), rules);
    if rules.options.remove_artifacts
        && articles.page().is_none()
        && let Some(draft) = listing::draft(document, &mut rows, &facts)
    {
        return vec![draft];
    }
    let allowed = allowed::of_rows(document, &rows, &facts, marks, rules);
    let weights =
        if articles.page().is_some() { Weights::of_pages() } else { Weights::of_articles() };
    let readings = path::best(&facts.of_rows(document, &rows), weights, |row| allowed[row]);
    if let Some(page) = articles.page() {
        return vec![story::draft(document, rows, readings, &facts, page, rules)];
    }
    let starts = if matches!(articles, Articles::Several) {
        starts(&readings, |row| facts.looks[row].is_text())
    } else {
        vec![0]
    };
    let mut drafts = cut(rows, &starts);
    for (draft, &start) in drafts.iter_mut().zip(&starts) {
        let readings = &readings[start..start + draft.rows.len()];
        file::mark(document, draft, readings, &facts, start, rules);
    }
    drafts
}

/// The rows at which articles begin: the first one of each run of lines that may open one, with a
/// headline among them and above them a sentence or a picture of the article before. What is above
/// the first sentence or picture is of one article, as the title of a page is.
fn starts(readings: &[Reading], is_sentence: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut starts = vec![0];
    let mut open = None;
    let mut has_story = false;
    for (row, &reading) in readings.iter().enumerate() {
        open = if reading.may_open() { open.or(Some(row)) } else { None };
        if reading == Reading::Headline && has_story {
            starts.push(open.unwrap_or(row));
            has_story = false;
        }
        let is_told = reading == Reading::Paragraph && is_sentence(row);
        has_story |= is_told || reading.is_caption();
    }
    starts
}

fn cut(mut rows: Vec<Row>, starts: &[usize]) -> Vec<Draft> {
    let mut drafts = Vec::with_capacity(starts.len());
    for &start in starts.iter().rev() {
        // What begins with the first row is all that is left, and needs no copy.
        let own = if start == 0 { std::mem::take(&mut rows) } else { rows.split_off(start) };
        drafts.push(Draft { rows: own, pairs: None });
    }
    drafts.reverse();
    drafts
}

/// What these rows are read as.
#[cfg(feature = "internal-training")]
pub(crate) fn readings(
    document: &Document<'_>,
    rows: &[Row],
    page: Option<&Found>,
    rules: Rules<'_>,
    weights: &Weights,
) -> Vec<Reading> {
    if rows.is_empty() {
        return Vec::new();
    }
    let facts = Facts::find(document, rows, look::of_rows(document, rows, rules), page, rules);
    let allowed = allowed::of_rows(document, rows, &facts, Marks::Given, rules);
    path::best(&facts.of_rows(document, rows), weights, |row| allowed[row])
}

/// The facts of rows for learning, once for each of `hidden`, with some kinds of the word lists
/// kept from them.
#[cfg(feature = "internal-training")]
pub(crate) fn facts_for_training(
    document: &Document<'_>,
    rows: &[Row],
    page: Option<&Found>,
    rules: Rules<'_>,
    hidden: &[u64],
) -> Vec<(Vec<Held>, Vec<u64>)> {
    let find = |&hidden: &u64| {
        let looks = look::with_hidden(document, rows, rules, Hidden(hidden));
        let facts = Facts::find(document, rows, looks.iter().collect(), page, rules);
        let text = facts.of_rows(document, rows);
        (
            (0..rows.len()).map(|row| text.held(row)).collect(),
            allowed::of_rows(document, rows, &facts, Marks::Given, rules),
        )
    };
    hidden.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::{Reading, starts};

    #[test]
    fn where_articles_begin() {
        for (name, rows, wanted) in [
            ("two articles", "HpHp", vec![0, 2]),
            ("their headlines twice", "HepHep", vec![0, 3]),
            ("what may open one", "HpsdHp", vec![0, 2]),
            ("a line between", "HpswHp", vec![0, 4]),
            ("the title of a page", "HHp", vec![0]),
            ("one that is printed twice", "HewHep", vec![0]),
            ("lines that are no sentence", "HwwHp", vec![0]),
            ("a picture", "HcHp", vec![0, 2]),
            ("a copy of a picture", "HyHp", vec![0, 2]),
            ("a subhead of no article", "HpHwHp", vec![0, 2]),
            ("a last headline over nothing", "HpH", vec![0, 2]),
            ("nothing but a headline", "H", vec![0]),
            ("no headline", "pp", vec![0]),
        ] {
            let readings: Vec<_> = rows
                .chars()
                .map(|row| match row {
                    'H' => Reading::Headline,
                    'e' => Reading::Echo,
                    's' => Reading::SectionAbove,
                    'd' => Reading::DateAbove,
                    'c' => Reading::HeadCaption,
                    'y' => Reading::HeadCaptionCopy,
                    _ => Reading::Paragraph,
                })
                .collect();
            let is_sentence = |row: usize| rows.as_bytes()[row] == b'p';
            assert_eq!(starts(&readings, is_sentence), wanted, "{name}");
        }
    }
}
