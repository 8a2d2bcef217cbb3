//! Puts the entries into the page. Their texts go into it as JSON, which the template engine makes
//! safe; the script shows them as text.

use minijinja::value::Serde;
use minijinja::{Environment, context};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::view::Entry;
use crate::output::problem::Problem;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the page shows.
#[derive(Serialize)]
struct Report<'a> {
    documents: &'a [Entry],
}

/// The page. The same entries give the same bytes.
pub(super) fn written(entries: &[Entry]) -> Result<String, Problem> {
    let report = Report { documents: entries };
    let nonce = nonce_of(&report);
    let values =
        context! { report => Serde(&report), style => STYLE, script => SCRIPT, nonce => nonce };
    // The name ends in `.html`, so every value is escaped as HTML.
    Ok(Environment::new().render_named_str("page.html", PAGE, values)?)
}

/// What the page's own script and style are known by. It rests on all texts, so that none of them
/// can hold it.
fn nonce_of(report: &Report<'_>) -> String {
    let json = serde_json::to_vec(report).unwrap_or_default();
    format!("{:032x}", xxh3_128(&json))
}
