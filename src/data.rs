//! Data files that are compiled in.

use std::iter;

use memchr::memchr;

/// The lines of a data file, without their ends. A start of the program reads a hundred thousand:
/// the standard library's lines, which are found by any pattern, take several times as long.
pub(crate) fn lines(data: &str) -> impl Iterator<Item = &str> {
    let mut rest = data;
    iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        Some(line)
    })
}
