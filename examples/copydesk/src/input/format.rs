//! Tells by its content what a file holds: a text, records in JSON, a table, or records of a web
//! crawl.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use serde::de::IgnoredAny;

#[cfg(feature = "parquet")]
use crate::input::columns::Columnar;
use crate::input::encoding;
use crate::input::kind::{self, Kind};
use crate::input::records::without_mark;
use crate::input::table;

/// How a WARC file begins.
const WARC: &[u8] = b"WARC/";
/// How XML begins, and pages of HTML that are XML too.
const XML: &[u8] = b"<?xml";
/// Bytes of the first line that are looked at. What begins with a longer one is told by its begin.
const LOOKED_AT: u64 = 1 << 20;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Format {
    /// One text.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// JSON objects in an array, one after another, or laid out over several lines.
    Json,
    /// A table with a header.
    Csv,
    /// Records of a web crawl.
    Warc,
    /// A page of HTML.
    Html,
    /// Rows of columns.
    #[cfg(feature = "parquet")]
    Columns(Columnar),
    /// No text.
    Other(Kind),
}

/// Bytes that show what a file is whose first line is no text in UTF-8, or begins as markup does.
const SHOWN: usize = 512;
/// The same of a message, by its head: the path that it came takes some thousand bytes.
const SHOWN_OF_MESSAGE: usize = 1 << 16;

/// The first line of what `reader` holds that is not blank, with what is above it, and a reader
/// that gives all of it. Where the line is not UTF-8, or the first of markup or of a message, some
/// lines more.
pub(crate) fn peek<R: BufRead>(mut reader: R) -> (Vec<u8>, impl BufRead + use<R>) {
    let (mut head, mut failure) = (Vec::new(), None);
    while is_too_little(&head) && (head.len() as u64) < LOOKED_AT {
        match reader.by_ref().take(LOOKED_AT).read_until(b'\n', &mut head) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    let again = Cursor::new(head.clone()).chain(BufReader::new(Failure(failure)));
    (head, again.chain(reader))
}

/// Gives an error in its turn, once.
struct Failure(Option<io::Error>);

impl Read for Failure {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn is_too_little(head: &[u8]) -> bool {
    head.iter().copied().all(is_blank)
        || (head.len() < SHOWN && (begins_like_markup(head) || std::str::from_utf8(head).is_err()))
        || (head.len() < SHOWN_OF_MESSAGE && is_open_head(head))
}

fn begins_like_markup(head: &[u8]) -> bool {
    let head = without_mark(head).trim_ascii_start();
    matches!(head, [b'<', first, ..] if first.is_ascii_alphabetic() || *first == b'?')
}

/// Whether a message's head begins, and its last line that is known is not the blank one below it.
fn is_open_head(head: &[u8]) -> bool {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let whole = head.strip_suffix(b"\n").unwrap_or(head);
    let last = whole.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    (kind::is_head_line(first) || first.starts_with(b"From ")) && !last.trim_ascii().is_empty()
}

/// White space, and what stands beside it in UTF-16.
fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0
}

/// The format of a file with this head.
pub(crate) fn detect(head: &[u8], text_field: &str) -> Format {
    if head.starts_with(WARC) {
        return Format::Warc;
    }
    let head = encoding::head_in_utf8(head);
    let head = without_mark(&head).trim_ascii_start();
    if is_html(head) {
        return Format::Html;
    }
    if let Some(kind) = kind::of(head) {
        #[cfg(feature = "parquet")]
        if let Some(columnar) = Columnar::of(&kind) {
            return Format::Columns(columnar);
        }
        return Format::Other(kind);
    }
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    if begins_like_json(line) {
        return layout_of(line);
    }
    if table::is_header(line, text_field) { Format::Csv } else { Format::Text }
}

/// Whether a page of HTML begins, in one of its older forms too, which begin as XML does.
fn is_html(head: &[u8]) -> bool {
    if !head.starts_with(XML) {
        return kind::is_html(head);
    }
    let after = head.splitn(2, |byte| *byte == b'>').nth(1).unwrap_or_default();
    kind::is_html(after.trim_ascii_start())
}

/// Whether a line begins like a JSON object or an array of such, well written or not, or is a string
/// of JSON, as its escapes show. `{name}`, `[photo]` and `"A quotation"` do not.
fn begins_like_json(line: &[u8]) -> bool {
    let after = |line: &[u8]| line.get(1..).unwrap_or_default().trim_ascii_start().to_vec();
    match line.first() {
        Some(b'{') => {
            let inside = after(line);
            matches!(inside.first(), None | Some(b'"' | b'\'' | b'}')) || begins_with_key(&inside)
        }
        Some(b'[') => matches!(after(line).first(), None | Some(b'{' | b'"' | b']')),
        Some(b'"') => line.contains(&b'\\') && serde_json::from_slice::<IgnoredAny>(line).is_ok(),
        _ => false,
    }
}

/// Whether a name without quotes and a colon come first, as programs write that take JavaScript for
/// JSON.
fn begins_with_key(inside: &[u8]) -> bool {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
    let end = inside.iter().position(|byte| !is_of_name(byte)).unwrap_or(inside.len());
    end > 0 && inside[end..].trim_ascii_start().starts_with(b":")
}

/// How the objects are laid out whose first line this is.
fn layout_of(line: &[u8]) -> Format {
    if line.starts_with(b"[") {
        return Format::Json;
    }
    let mut values = serde_json::Deserializer::from_slice(line).into_iter::<IgnoredAny>();
    let goes_on = match values.next() {
        Some(Ok(_)) => {
            matches!(line[values.byte_offset()..].trim_ascii_start().first(), Some(b'{' | b','))
        }
        Some(Err(error)) => {
            error.is_eof() && line.last().is_some_and(|last| b"{[,:".contains(last))
        }
        None => false,
    };
    if goes_on { Format::Json } else { Format::Jsonl }
}
