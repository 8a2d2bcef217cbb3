//! Text becomes lines: all newline functions of Unicode, form C, blank lines counted, spans of the input kept.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memchr3, memmem};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use xxhash_rust::xxh3::xxh3_64;

use crate::Options;
use crate::compare::key::{self, Folder};
use crate::removal::{Alteration, AlterationKind};
use crate::stage::{Document, Facts, Line};

/// Reads a document. Linear.
pub(crate) fn read<'t>(input: &'t str, options: &Options) -> Document<'t> {
    let mut reader = Reader { document: Document::default(), folder: Folder::default(), blanks: 0, normalize: options.normalize };
    reader.document.keys.reserve(input.len());
    let mut number = 0;
    for span in line_spans(input) {
        number += 1;
        reader.line(input, span, number);
    }
    reader.document
}

struct Reader<'t> {
    document: Document<'t>,
    folder: Folder,
    blanks: u32,
    normalize: bool,
}

impl<'t> Reader<'t> {
    fn line(&mut self, input: &'t str, raw: Range<usize>, number: usize) {
        let Some(span) = trim(input, raw) else {
            self.blanks = self.blanks.saturating_add(1);
            return;
        };
        let printed = &input[span.clone()];
        let start = self.document.keys.len();
        let is_plain = self.folder.append(printed, &mut self.document.keys);
        let text = if is_plain { Cow::Borrowed(printed) } else { self.normalized(printed, &span, number) };
        if self.document.keys.len() == start && text.chars().all(is_invisible) {
            self.document.keys.truncate(start);
            self.document.invisible.push((span, number));
            self.blanks = self.blanks.saturating_add(1);
            return;
        }
        let key = start..self.document.keys.len();
        let hash = xxh3_64(&self.document.keys.as_bytes()[key.clone()]);
        let blanks = std::mem::take(&mut self.blanks);
        let lines = &mut self.document.lines;
        if lines.len() == lines.capacity() {
            // By a quarter, not by all: lines of a few bytes take far more room than their text.
            lines.reserve_exact(lines.len() / 4 + 16);
        }
        lines.push(Line { text, span, number, blanks, key, hash, facts: Facts::default() });
    }

    /// The line without control characters and in form C; what was done is recorded.
    fn normalized(&mut self, printed: &'t str, span: &Range<usize>, number: usize) -> Cow<'t, str> {
        let first_alteration = self.document.alterations.len();
        let mut text = Cow::Borrowed(printed);
        if printed.contains(is_dropped) {
            for (at, dropped) in printed.match_indices(is_dropped) {
                let at = span.start + at;
                self.alter(at..at + dropped.len(), number, AlterationKind::ControlCharacters, String::new());
            }
            text = Cow::Owned(printed.replace(is_dropped, "").trim_matches(is_space).to_owned());
        }
        if self.normalize && is_nfc_quick(text.chars()) != IsNormalized::Yes {
            let composed: String = text.nfc().collect();
            if composed != *text {
                self.alter(span.clone(), number, AlterationKind::Composed, composed.clone());
                text = Cow::Owned(composed);
            }
        }
        if text.chars().all(is_invisible) {
            self.document.alterations.truncate(first_alteration);
        }
        text
    }

    fn alter(&mut self, span: Range<usize>, line: usize, kind: AlterationKind, after: String) {
        self.document.alterations.push(Alteration { span, line, kind, after });
    }
}

/// Control characters but tab, and byte order marks.
fn is_dropped(char: char) -> bool {
    char.is_control() && char != '\t' || char == '\u{feff}'
}

fn is_invisible(char: char) -> bool {
    is_space(char) || is_dropped(char) || key::is_default_ignorable(char)
}

fn is_space(char: char) -> bool {
    char.is_whitespace()
}

fn trim(input: &str, raw: Range<usize>) -> Option<Range<usize>> {
    let line = &input[raw.clone()];
    let rest = line.trim_start_matches(is_space);
    let start = raw.end - rest.len();
    let end = start + rest.trim_end_matches(is_space).len();
    (start < end).then_some(start..end)
}

/// The spans of the lines, without the newline functions that end them: LF, CRLF, CR, VT, FF, NEL, LS and PS
/// (Unicode section 5.8).
pub(crate) fn line_spans(input: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = input.as_bytes();
    let has_rare = memchr3(0x0b, 0x0c, 0x0d, bytes).is_some()
        || ["\u{85}", "\u{2028}", "\u{2029}"].iter().any(|sign| memmem::find(bytes, sign.as_bytes()).is_some());
    let mut ends: Box<dyn Iterator<Item = Range<usize>>> =
        if has_rare { Box::new(all_newlines(input)) } else { Box::new(memchr_iter(b'\n', bytes).map(|at| at..at + 1)) };
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let Some(end) = ends.next() else {
            start = None;
            return (from < bytes.len()).then_some(from..bytes.len());
        };
        start = Some(end.end);
        Some(from..end.start)
    })
}

fn all_newlines(input: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_newline = |char| matches!(char, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let bytes = input.as_bytes();
    input.match_indices(is_newline).filter(move |(at, _)| *at == 0 || bytes[*at] != b'\n' || bytes[*at - 1] != b'\r').map(
        move |(at, sign)| {
            let is_crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            at..at + sign.len() + usize::from(is_crlf)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{line_spans, read};
    use crate::Options;

    #[test]
    fn all_newline_functions() {
        let input = "a\nb\r\nc\rd\u{b}e\u{c}f\u{85}g\u{2028}h\u{2029}\n\ri";
        let lines: Vec<_> = line_spans(input).map(|span| &input[span]).collect();
        assert_eq!(lines, ["a", "b", "c", "d", "e", "f", "g", "h", "", "", "i"]);
        assert_eq!(line_spans("a\n").count(), 1);
        assert_eq!(line_spans("").count(), 0);
    }

    #[test]
    fn blanks_spans_and_form() {
        let input = "\u{feff}Head\u{a0}\n \u{a0}\n\u{200b}\n  Cafe\u{301}\u{1}s\n";
        let document = read(input, &Options::default());
        let texts: Vec<_> = document.lines.iter().map(|line| (&*line.text, line.blanks, line.number)).collect();
        assert_eq!(texts, [("Head", 0, 1), ("Cafés", 2, 4)]);
        assert_eq!(&input[document.lines[1].span.clone()], "Cafe\u{301}\u{1}s");
        assert_eq!(document.alterations.len(), 3);
        assert_eq!(document.invisible.len(), 1);
    }
}
