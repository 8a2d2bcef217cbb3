//! The file of removals: every text that was left out, altered, or kept in doubt, one JSON object a
//! line.

use std::borrow::Cow;
use std::io;

use copydesk::{Alteration, Cleaned, Kept, Removal};
use serde::Serialize;
use serde_json::Value;

use crate::input::Document;
use crate::output::sidecar;

/// A line of the file.
#[derive(Serialize)]
struct Row<'a> {
    what: &'static str,
    source: &'a Value,
    text: Cow<'a, str>,
    #[serde(flatten)]
    entry: Entry<'a>,
}

/// What the library recorded.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Removal(&'a Removal),
    Alteration(&'a Alteration),
    Doubt(&'a Kept),
}

/// The rows of a document in the order of its text.
pub(crate) fn written(document: &Document, cleaned: &Cleaned) -> io::Result<String> {
    sidecar::lines(entries(cleaned).into_iter().map(|entry| Row {
        what: entry.what(),
        source: &document.source,
        text: entry.text(&document.text),
        entry,
    }))
}

impl<'a> Entry<'a> {
    fn what(&self) -> &'static str {
        match self {
            Self::Removal(_) => "removal",
            Self::Alteration(_) => "alteration",
            Self::Doubt(_) => "doubt",
        }
    }

    fn start(&self) -> usize {
        match self {
            Self::Removal(removal) => removal.span.start,
            Self::Alteration(alteration) => alteration.span.start,
            Self::Doubt(kept) => kept.span.start,
        }
    }

    fn text(&self, input: &'a [u8]) -> Cow<'a, str> {
        match self {
            Self::Removal(removal) => removal.text(input),
            Self::Alteration(alteration) => alteration.before(input),
            Self::Doubt(kept) => kept.text(input),
        }
    }
}

/// What goes into the file, in the order of the text.
fn entries(cleaned: &Cleaned) -> Vec<Entry<'_>> {
    let removals = cleaned.removals.iter().map(Entry::Removal);
    let doubts = cleaned.kept.iter().filter(|kept| kept.doubt.is_some()).map(Entry::Doubt);
    let alterations = cleaned.alterations.iter().map(Entry::Alteration);
    let mut entries: Vec<_> = removals.chain(doubts).chain(alterations).collect();
    entries.sort_by_key(Entry::start);
    entries
}
