//! Who a document is from: what rules are found by, and what boilerplate is learned for.

use serde_json::{Map, Value};

use crate::input::Document;
use crate::input::records;

/// The field of a record with the address of its page, where that is not the id: corpora of web pages
/// number their pages.
const ADDRESS: &str = "url";

/// What the document's record says in `field`; or the site of its address; or its id or file up to
/// the last slash.
///
/// A name of the last two kinds is how the document's address, id or file begins.
pub(crate) fn of(document: &Document, field: &str) -> Option<String> {
    said(document, field).or_else(|| {
        let site = address(document).and_then(|address| site_of(&address).map(str::to_owned));
        site.or_else(|| {
            let name = document.source.as_str()?;
            name.rfind('/').map(|slash| name[..=slash].to_owned())
        })
    })
}

/// The document's address: its id, or what its record has as `url`.
pub(crate) fn address(document: &Document) -> Option<String> {
    let id = document.source.as_str().filter(|id| id.contains("://"));
    id.map(str::to_owned).or_else(|| {
        let record = record_of(document)?;
        let address = records::find(&record, ADDRESS)?.as_str()?;
        address.contains("://").then(|| address.to_owned())
    })
}

/// What the document's record says in `field`; of an address its site.
pub(crate) fn said(document: &Document, field: &str) -> Option<String> {
    let record = record_of(document)?;
    let name =
        records::find(&record, field)?.as_str().map(str::trim).filter(|name| !name.is_empty())?;
    Some(site_of(name).unwrap_or(name).to_owned())
}

fn record_of(document: &Document) -> Option<Map<String, Value>> {
    serde_json::from_str(document.record.as_ref()?.get()).ok()
}

/// Scheme and host of an address, with the slash after them: `https://example.org/`.
fn site_of(name: &str) -> Option<&str> {
    let host = name.find("://")? + "://".len();
    let slash = name[host..].find('/')?;
    Some(&name[..=host + slash])
}
