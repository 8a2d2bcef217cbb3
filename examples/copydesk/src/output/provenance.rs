//! The file of provenance: where each article comes from, one JSON object a line.
//!
//! For the forms that have no place for it: ninjs and schema.org allow no keys of our own.

use std::io;
use std::ops::Range;

use copydesk::Cleaned;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::input::Document;
use crate::output::sidecar;

/// A line of the file.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    source: &'a Value,
    record: Option<&'a RawValue>,
    encoding: Option<&'static str>,
    span: &'a Range<usize>,
    dates: &'a [String],
}

/// A row for each article of a document.
pub(crate) fn written(document: &Document, cleaned: &Cleaned) -> io::Result<String> {
    sidecar::lines(cleaned.articles.iter().map(|article| Row {
        id: &article.id,
        source: &document.source,
        record: document.record.as_deref(),
        encoding: document.encoding,
        span: &article.span,
        dates: &article.dates,
    }))
}
