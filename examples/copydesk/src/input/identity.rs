//! Who a document is and where it is from: one notion for all commands.
//!
//! | | |
//! |---|---|
//! | document id | the id that its record has, or its URL, or its file and line |
//! | publisher | what its record says, of a URL the host without `www.`; or the host of its URL |
//! | published | what its record says; or, of an article, the first of its dates in ISO 8601 |
//! | content hash | the id of an article: XXH3 of its canonical text, headline and paragraphs |

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::input::Document;
use crate::input::records;

/// Where a record says who published it and when, unless other fields are named.
const PUBLISHER: [&str; 2] = ["publisher", "source"];
const PUBLISHED: [&str; 2] = ["published", "date"];
/// The field of a record with the URL of its page, where that is not the id: corpora of web pages
/// number their pages.
const URL: &str = "url";
/// How the ids of articles begin.
const CONTENT_HASH: &str = "xxh3:";

/// What a record says of who published it, in the field that is named, or in the usual ones.
pub(crate) fn publisher_said(record: &Map<String, Value>, field: Option<&str>) -> Option<String> {
    said(record, field, &PUBLISHER)
}

/// What a record says of when it was published, in the field that is named, or in the usual ones.
pub(crate) fn published_said(record: &Map<String, Value>, field: Option<&str>) -> Option<String> {
    said(record, field, &PUBLISHED)
}

fn said(record: &Map<String, Value>, field: Option<&str>, usual: &[&str]) -> Option<String> {
    let text = |field: &str| {
        let text = records::find(record, field)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    field.map_or_else(|| usual.iter().copied().find_map(text), text)
}

/// The publisher of a document with this id, by its record or its URL.
pub(crate) fn publisher(
    record: Option<&Map<String, Value>>,
    id: &Value,
    field: Option<&str>,
) -> Option<String> {
    let said = record.and_then(|record| publisher_said(record, field));
    said.map(|name| site(&name).to_owned()).or_else(|| {
        let url = url_of(record, id)?;
        host_of(&url).map(str::to_owned)
    })
}

/// The publisher of a document.
pub(crate) fn publisher_of(document: &Document, field: Option<&str>) -> Option<String> {
    publisher(record_of(document).as_ref(), &document.source, field)
}

/// The URL of a document with this id: the id, or what its record has as `url`.
fn url_of(record: Option<&Map<String, Value>>, id: &Value) -> Option<String> {
    let is_url = |text: &&str| text.contains("://");
    let said = || record.and_then(|record| records::find(record, URL)?.as_str().filter(is_url));
    id.as_str().filter(is_url).or_else(said).map(str::to_owned)
}

/// The document's URL.
pub(crate) fn url(document: &Document) -> Option<String> {
    url_of(record_of(document).as_ref(), &document.source)
}

/// How a document's URL begins: scheme and host; or what its record says of its publisher; or its
/// id or file up to the last slash. What boilerplate is learned for, and a source of a file of rules
/// is called.
pub(crate) fn source_of(document: &Document, field: Option<&str>) -> Option<String> {
    named_source(document, field).or_else(|| {
        let site = url(document).and_then(|url| begin_of(&url).map(str::to_owned));
        site.or_else(|| {
            let name = document.source.as_str()?;
            name.rfind('/').map(|slash| name[..=slash].to_owned())
        })
    })
}

/// What the document's record says of its publisher; of a URL scheme and host.
pub(crate) fn named_source(document: &Document, field: Option<&str>) -> Option<String> {
    let name = publisher_said(&record_of(document)?, field)?;
    Some(begin_of(&name).unwrap_or(&name).to_owned())
}

fn record_of(document: &Document) -> Option<Map<String, Value>> {
    serde_json::from_str(document.record.as_ref()?.get()).ok()
}

/// Scheme and host of a URL, with the slash after them: `https://example.org/`.
fn begin_of(url: &str) -> Option<&str> {
    let host = url.find("://")? + "://".len();
    let slash = url[host..].find('/')?;
    Some(&url[..=host + slash])
}

/// The host of a URL, without `www.`.
pub(crate) fn host_of(url: &str) -> Option<&str> {
    let rest = &url[url.find("://")? + "://".len()..];
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// The host of a URL, or the name itself.
pub(crate) fn site(name: &str) -> &str {
    host_of(name).unwrap_or(name)
}

/// The first of an article's dates that is written as in ISO 8601: those that are printed in words
/// could not be put in order.
pub(crate) fn iso_date<'l>(dates: &Value) -> Option<Cow<'l, str>> {
    const FORM: &[u8] = b"0000-00-00";
    let is_iso = |date: &&str| {
        let fits = |(byte, form): (u8, &u8)| match form {
            b'0' => byte.is_ascii_digit(),
            form => byte == *form,
        };
        date.len() >= FORM.len() && date.bytes().zip(FORM).all(fits)
    };
    // In a table they are lines of a cell.
    let lines = dates.as_str().into_iter().flat_map(str::lines);
    let items = dates.as_array().into_iter().flatten().filter_map(Value::as_str);
    items.chain(lines).map(str::trim).find(is_iso).map(|date| Cow::Owned(date.to_owned()))
}

/// Whether an id is that of an article.
pub(crate) fn is_content_hash(id: Option<&Value>) -> bool {
    id.and_then(Value::as_str).is_some_and(|id| id.starts_with(CONTENT_HASH))
}
