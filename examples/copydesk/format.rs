//! Tells by its content whether a file is a text, JSON Lines, or records of a web crawl.

use std::io::{self, BufRead, Cursor, Read};

use crate::records::{has_text, without_mark};

/// How a WARC file begins.
const WARC: &[u8] = b"WARC/";

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// One text.
    Text,
    /// One record a line.
    Jsonl,
    /// One text, though it begins with a JSON object: the object lacks the text field.
    TextLikeJsonl,
    /// Records of a web crawl.
    Warc,
}

/// The format of what `reader` holds, and a reader that gives all of it.
pub(crate) fn detect<R: BufRead>(
    mut reader: R,
    text_field: &str,
) -> io::Result<(Format, impl BufRead + use<R>)> {
    let mut head = Vec::new();
    let mut format = None;
    while format.is_none() {
        let start = head.len();
        if reader.by_ref().read_until(b'\n', &mut head)? == 0 {
            break;
        }
        format = format_of(&head[start..], start == 0, text_field);
    }
    Ok((format.unwrap_or(Format::Text), Cursor::new(head).chain(reader)))
}

/// What a line says of its file; a blank one says nothing.
fn format_of(line: &[u8], first: bool, text_field: &str) -> Option<Format> {
    if first && line.starts_with(WARC) {
        return Some(Format::Warc);
    }
    let line = if first { without_mark(line) } else { line }.trim_ascii();
    if line.is_empty() {
        return None;
    }
    if !line.starts_with(b"{") {
        return Some(Format::Text);
    }
    Some(match has_text(line, text_field) {
        Some(true) => Format::Jsonl,
        Some(false) => Format::TextLikeJsonl,
        None => Format::Text,
    })
}
