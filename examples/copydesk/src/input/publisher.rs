//! Who a document is from: what rules are found by, and what boilerplate is learned for.

use serde_json::{Map, Value};

use crate::input::Document;
use crate::input::records;

/// What the document's record says in `field`; or the site of its address; or its id or file up to
/// the last slash.
///
/// A name of the last two kinds is how the document's id, address or file begins.
pub(crate) fn of(document: &Document, field: &str) -> Option<String> {
    said(document, field).or_else(|| {
        let name = document.source.as_str()?;
        let folder = || name.rfind('/').map(|slash| &name[..=slash]);
        site_of(name).or_else(folder).map(str::to_owned)
    })
}

/// What the document's record says in `field`; of an address its site.
pub(crate) fn said(document: &Document, field: &str) -> Option<String> {
    let record: Map<String, Value> = serde_json::from_str(document.record.as_ref()?.get()).ok()?;
    let name =
        records::find(&record, field)?.as_str().map(str::trim).filter(|name| !name.is_empty())?;
    Some(site_of(name).unwrap_or(name).to_owned())
}

/// Scheme and host of an address, with the slash after them: `https://example.org/`.
fn site_of(name: &str) -> Option<&str> {
    let host = name.find("://")? + "://".len();
    let slash = name[host..].find('/')?;
    Some(&name[..=host + slash])
}
