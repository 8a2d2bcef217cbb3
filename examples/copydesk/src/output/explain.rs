//! Says line by line, for a person at a terminal, what a text was taken for.
//!
//! ```text
//! == page.txt
//!      1  article 1 headline               Harbour of Vellmark open again
//!      3  removed repeated_headline        Harbour of Vellmark open again
//!         ^ says the same as line 1
//! ```
//!
//! In a whole page, a line above each block that is not the story says what it reads like and what
//! spoke against it.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use copydesk::{Cleaned, Difference, Kept, Reason, Removal};
use serde_json::Value;
use terminal_size::{Width, terminal_size};

use crate::input::Document;
use crate::input::cleaned::{CleanedDocument, Marks};
use crate::output::block;
use crate::output::entries::{Entries, Entry};
use crate::output::lesson;
use crate::output::printable;

/// Columns where there is no terminal.
const DEFAULT_COLUMNS: usize = 100;
/// Columns of the text on the narrowest terminal.
const FEWEST_TEXT_COLUMNS: usize = 20;
/// Columns of what the line was taken for: the longest is `removed near_duplicate_paragraph`.
const VERDICT_COLUMNS: usize = 32;
/// Columns before the text: line number, verdict and two blanks after each.
const COLUMNS_BEFORE_TEXT: usize = 6 + 2 + VERDICT_COLUMNS + 2;

/// Explains documents within a number of columns.
#[derive(Debug)]
pub(crate) struct Explainer {
    text_columns: usize,
    colours: bool,
}

impl Explainer {
    /// Fits the terminal, and has colours where it takes them.
    pub(crate) fn for_terminal() -> Self {
        let columns =
            terminal_size().map_or(DEFAULT_COLUMNS, |(Width(columns), _)| usize::from(columns));
        let text_columns = columns.saturating_sub(COLUMNS_BEFORE_TEXT).max(FEWEST_TEXT_COLUMNS);
        // Looks at NO_COLOR and CLICOLOR_FORCE, and whether a terminal is there.
        let colours = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        Self { text_columns, colours }
    }

    /// What became of each line of a document, and the counts.
    pub(crate) fn explain(&self, document: &Document, read: &CleanedDocument) -> String {
        let cleaned = &read.cleaned;
        let entries = Entries::new(&document.text, cleaned);
        let mut lines = vec![format!("== {}\n", name_of(&document.source))];
        let mut last_block = None;
        for entry in entries.iter() {
            let opened = block::opened(entry, cleaned, &mut last_block);
            lines.extend(opened.map(|opened| format!("-- {}\n", block::description(opened))));
            lines.extend(self.rows(entry, &entry.text(&document.text)));
            lines.extend(grounds(entry, &entries).map(|grounds| format!("{:8}^ {grounds}\n", "")));
        }
        lines.extend((1..).zip(&read.marks).filter_map(|(number, marks)| filled(number, marks)));
        lines.push(totals(cleaned));
        lines.extend(counts(&cleaned.removals));
        lines.concat()
    }

    /// A row for each line of the entry that is not blank.
    fn rows(&self, entry: Entry<'_>, text: &str) -> Vec<String> {
        let verdict = verdict(entry);
        let style = if self.colours { style_of(entry) } else { Style::new() };
        let lines = (entry.line()..).zip(text.split('\n').map(str::trim));
        let row = |(number, line)| {
            let line = printable::cut(line, self.text_columns);
            format!("{number:6}  {style}{verdict:VERDICT_COLUMNS$}{style:#}  {line}\n")
        };
        lines.filter(|(_, line)| !line.is_empty()).map(row).collect()
    }
}

/// A document's name as it can be shown.
fn name_of(source: &Value) -> String {
    match source {
        Value::String(name) => printable::visible(name),
        other => other.to_string(),
    }
}

/// Green for what was kept, yellow for what was kept in doubt, red for what was removed.
fn style_of(entry: Entry<'_>) -> Style {
    let colour = match entry {
        Entry::Kept(Kept { doubt: None, .. }) => AnsiColor::Green,
        Entry::Kept(_) => AnsiColor::Yellow,
        Entry::Removed(_) => AnsiColor::Red,
    };
    colour.on_default()
}

/// What a line was taken for.
fn verdict(entry: Entry<'_>) -> String {
    match entry {
        Entry::Kept(kept) => format!("article {} {}", kept.article + 1, kept.role),
        Entry::Removed(removal) => format!("removed {}", removal.reason),
    }
}

/// What the verdict rests on, where that is another line or a corpus.
fn grounds(entry: Entry<'_>, entries: &Entries<'_>) -> Option<String> {
    match entry {
        Entry::Kept(Kept { doubt, .. }) => doubt.as_ref().map(|doubt| {
            let line = entries.line_of(&doubt.twin);
            format!(
                "kept, though like line {line}{}",
                measures(Some(doubt.similarity), Some(doubt.difference))
            )
        }),
        Entry::Removed(removal) => grounds_of_removal(removal, entries),
    }
}

fn grounds_of_removal(removal: &Removal, entries: &Entries<'_>) -> Option<String> {
    if let Some(lesson) = removal.learned {
        return Some(lesson::description(lesson));
    }
    let twin: &Range<usize> = removal.kept.as_ref()?;
    let line = entries.line_of(twin);
    Some(format!(
        "says the same as line {line}{}",
        measures(removal.similarity, removal.difference)
    ))
}

/// Similarity and class of difference, where there are any.
fn measures(similarity: Option<f32>, difference: Option<Difference>) -> String {
    let similarity = similarity.map(|share| format!("; similarity {share:.2}"));
    let difference = difference.map(|class| format!("; difference {class}"));
    similarity.unwrap_or_default() + &difference.unwrap_or_default()
}

/// What of an article is from its record or its page, where something is.
fn filled(number: usize, marks: &Marks) -> Option<String> {
    let Marks { filled, replaced_headline } = marks;
    let filled = (!filled.is_empty()).then(|| format!("filled: {}", filled.join(", ")));
    let replaced = replaced_headline.as_ref().map(|headline| {
        format!("title in place of the headline: {}", printable::visible(headline))
    });
    let words: Vec<_> = filled.into_iter().chain(replaced).collect();
    (!words.is_empty()).then(|| format!("-- article {number}: {}\n", words.join("; ")))
}

/// How much was kept and removed.
fn totals(cleaned: &Cleaned) -> String {
    let articles = cleaned.articles.len();
    let kept = cleaned.kept.len();
    let doubts = cleaned.kept.iter().filter(|kept| kept.doubt.is_some()).count();
    let altered = cleaned.alterations.len();
    let removed = cleaned.removals.len();
    format!(
        "-- articles: {articles}; kept: {kept}, of them in doubt: {doubts}; altered: {altered}; removed: {removed}\n"
    )
}

/// A row for each reason with its count.
fn counts(removals: &[Removal]) -> Vec<String> {
    let mut counts = BTreeMap::<Reason, usize>::new();
    for removal in removals {
        *counts.entry(removal.reason).or_default() += 1;
    }
    counts.into_iter().map(|(reason, count)| format!("{count:6}  {reason}\n")).collect()
}
