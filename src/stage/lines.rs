//! Text becomes lines: all newline functions of Unicode, form C, blank lines counted, spans of the
//! input kept.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memchr3, memmem};
use xxhash_rust::xxh3::xxh3_64;

use crate::Options;
use crate::compare::fold;
use crate::compare::key::Folder;
use crate::removal::{Alteration, AlterationKind, Reason};
use crate::stage::print::{Edit, Printed, Printer, is_dropped};
use crate::stage::{Document, Facts, Line};

/// Reads a document. Linear.
pub(crate) fn read<'t>(input: &'t str, options: &Options) -> Document<'t> {
    let spans = line_spans(input);
    let printer = Printer::new(input, spans.clone(), options);
    let (document, folder) = (Document { printer, ..Document::default() }, Folder::default());
    let mut reader = Reader { document, folder, printer, blanks: 0, blanks_above: 0 };
    reader.document.keys.reserve(input.len());
    // Exactly, as lines of a few bytes take far more room than their text.
    reader
        .document
        .lines
        .reserve_exact(spans.clone().filter(|span| trim(input, span.clone()).is_some()).count());
    let mut number = 0;
    for span in spans {
        number += 1;
        reader.line(input, span, number);
    }
    reader.document
}

struct Reader<'t> {
    document: Document<'t>,
    folder: Folder,
    printer: Printer,
    blanks: u32,
    /// Blank lines above marks that stood alone on a line.
    blanks_above: u32,
}

impl<'t> Reader<'t> {
    fn line(&mut self, input: &'t str, raw: Range<usize>, number: usize) {
        let Some(span) = trim(input, raw) else {
            self.blanks = self.blanks.saturating_add(1);
            return;
        };
        let given = &input[span.clone()];
        let start = self.document.keys.len();
        let mut printed = None;
        if self.printer.has_work(given) {
            let made = printed.insert(self.printer.print(given));
            self.folder.append(&made.text, &mut self.document.keys);
        } else if !self.folder.append(given, &mut self.document.keys) {
            printed = Some(self.printer.print(given));
        }
        let text = printed.as_ref().map_or(given, |printed| &printed.text);
        if self.document.keys.len() == start && text.chars().all(is_invisible) {
            self.document.keys.truncate(start);
            self.without_text(span, number, printed);
            return;
        }
        let (heading, is_image) =
            printed.as_ref().map_or((0, false), |printed| (printed.heading, printed.is_image));
        let text = match printed {
            Some(printed) => self.record(printed, &span, number),
            None => Cow::Borrowed(given),
        };
        let key = start..self.document.keys.len();
        let hash = xxh3_64(&self.document.keys.as_bytes()[key.clone()]);
        let blanks = std::mem::take(&mut self.blanks).max(std::mem::take(&mut self.blanks_above));
        let facts = Facts::default();
        let line = Line {
            text,
            span,
            number,
            last_number: number,
            blanks,
            key,
            hash,
            heading,
            is_image,
            facts,
        };
        self.document.lines.push(line);
    }

    /// A line of marks alone goes with the blank lines below it, so that no gap grows by it; one
    /// that nobody sees is a blank line.
    fn without_text(&mut self, span: Range<usize>, number: usize, printed: Option<Printed<'_>>) {
        let is_mark = |edit: &Edit| edit.kind == AlterationKind::Markup;
        if printed.is_some_and(|printed| printed.edits.iter().any(is_mark)) {
            self.document.without_text.push((span, number, Reason::Leak));
            self.blanks_above = self.blanks_above.max(std::mem::take(&mut self.blanks));
        } else {
            self.document.without_text.push((span, number, Reason::Invisible));
            self.blanks = self.blanks.saturating_add(1);
        }
    }

    /// Records what was done to a line and gives its text.
    fn record(&mut self, printed: Printed<'t>, span: &Range<usize>, line: usize) -> Cow<'t, str> {
        let alterations = &mut self.document.alterations;
        if printed.is_composed {
            let (kind, after) = (AlterationKind::Composed, printed.text.to_string());
            alterations.push(Alteration { span: span.clone(), line, kind, after });
        }
        alterations.extend(printed.edits.into_iter().map(|Edit { span: at, after, kind }| {
            let span = span.start + at.start..span.start + at.end;
            Alteration { span, line, kind, after }
        }));
        printed.text
    }
}

fn is_invisible(char: char) -> bool {
    is_space(char) || is_dropped(char) || fold::is_default_ignorable(char)
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

/// The spans of the lines, without the newline functions that end them: LF, CRLF, CR, VT, FF, NEL,
/// LS and PS (Unicode section 5.8).
pub(crate) fn line_spans(input: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    let bytes = input.as_bytes();
    let has_rare = memchr3(0x0b, 0x0c, 0x0d, bytes).is_some()
        || ["\u{85}", "\u{2028}", "\u{2029}"]
            .iter()
            .any(|sign| memmem::find(bytes, sign.as_bytes()).is_some());
    let plain = (!has_rare).then(|| memchr_iter(b'\n', bytes).map(|at| at..at + 1));
    let rare = has_rare.then(|| all_newlines(input));
    let mut ends = plain.into_iter().flatten().chain(rare.into_iter().flatten());
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

fn all_newlines(input: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    let is_newline =
        |char| matches!(char, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let bytes = input.as_bytes();
    input
        .match_indices(is_newline)
        .filter(move |(at, _)| *at == 0 || bytes[*at] != b'\n' || bytes[*at - 1] != b'\r')
        .map(move |(at, sign)| {
            let is_crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            at..at + sign.len() + usize::from(is_crlf)
        })
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
        let texts: Vec<_> =
            document.lines.iter().map(|line| (&*line.text, line.blanks, line.number)).collect();
        assert_eq!(texts, [("Head", 0, 1), ("Cafés", 2, 4)]);
        assert_eq!(&input[document.lines[1].span.clone()], "Cafe\u{301}\u{1}s");
        assert_eq!(document.alterations.len(), 3);
        assert_eq!(document.without_text.len(), 1);
    }
}
