//! The character encoding that a page of HTML names.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

/// Bytes in which a page names its encoding. Browsers look at 1024; pages with scripts in front of
/// it are read all the same.
const LOOKED_AT: usize = 8 << 10;

/// The encoding in a field such as `text/html; charset=windows-1256`.
pub(crate) fn of_content_type(field: &str) -> Option<&'static Encoding> {
    let at = field.to_ascii_lowercase().find("charset")?;
    let value = field[at + "charset".len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let is_end = |character: char| character.is_whitespace() || "\"';>/".contains(character);
    Encoding::for_label(value.split(is_end).next()?.as_bytes())
}

/// The encoding in a tag `meta` of the page.
pub(crate) fn of_meta(html: &[u8]) -> Option<&'static Encoding> {
    let head = html[..html.len().min(LOOKED_AT)].to_ascii_lowercase();
    let mut tags = memmem::find_iter(&head, b"<meta").map(|start| {
        let tag = &head[start..];
        &tag[..memchr::memchr(b'>', tag).unwrap_or(tag.len())]
    });
    let named = tags.find_map(|tag| of_content_type(&String::from_utf8_lossy(tag)))?;
    // What could be read as ASCII is not in UTF-16.
    Some(if named == UTF_16LE || named == UTF_16BE { UTF_8 } else { named })
}
