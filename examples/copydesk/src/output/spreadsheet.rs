//! An article as a row of a table for spreadsheets (CSV).

use copydesk::Article;
use csv::{Terminator, WriterBuilder};
use serde_json::Value;

/// The first row.
const COLUMNS: [&str; 8] =
    ["source", "id", "headline", "description", "byline", "dateline", "dates", "text"];
/// What a spreadsheet takes for the begin of a formula, which may send data elsewhere when the
/// table is opened.
const BEGINS_OF_FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The first row, with its end.
pub(crate) fn header() -> String {
    row(&COLUMNS)
}

/// The row of an article, with its end.
pub(crate) fn article(source: &Value, article: &Article) -> String {
    let source = source.as_str().map_or_else(|| source.to_string(), str::to_owned);
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let cells = [
        source,
        article.id.clone(),
        or_empty(&article.headline),
        or_empty(&article.description),
        or_empty(&article.byline),
        or_empty(&article.dateline),
        article.dates.join("\n"),
        article.paragraphs.join("\n\n"),
    ];
    row(&cells.map(harmless))
}

/// The text with an apostrophe before what would be a formula: spreadsheets take it as the sign of
/// a text.
fn harmless(cell: String) -> String {
    if cell.starts_with(BEGINS_OF_FORMULAS) { format!("'{cell}") } else { cell }
}

/// The text that a cell of such a table was made of.
pub(crate) fn as_it_was(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| text.starts_with(BEGINS_OF_FORMULAS)).unwrap_or(cell)
}

fn row(cells: &[impl AsRef<[u8]>]) -> String {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    // Memory takes whatever is written.
    let _ = writer.write_record(cells);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
