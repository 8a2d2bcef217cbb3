//! What is printed of a line: its text as the extractor should have given it, with every change an
//! exact replacement.

mod edit;
mod entities;
mod hyphens;
mod markdown;

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub(crate) use self::edit::{Edit, apply, compose};
use crate::Options;
use crate::removal::AlterationKind;

/// Rounds after which a line is left as it is. What one change makes may be read by another (an
/// entity of an ampersand that was an entity), so they are made until nothing changes: two rounds
/// for all but made-up texts.
const ROUNDS: usize = 32;

/// What is changed in the lines of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Printer {
    has_entities: bool,
    has_hyphens: bool,
    reads_markdown: bool,
    normalizes: bool,
}

/// A line as it is printed.
#[derive(Debug)]
pub(crate) struct Printed<'t> {
    /// Trimmed.
    pub(crate) text: Cow<'t, str>,
    /// What was done, in order; form C comes after them.
    pub(crate) edits: Vec<Edit>,
    /// Whether `text` was brought into form C.
    pub(crate) is_composed: bool,
    /// Level of a heading, 0 where it is none.
    pub(crate) heading: u8,
    /// Whether it is the text of a picture.
    pub(crate) is_image: bool,
    /// Bytes of the line as it was given.
    len: usize,
}

impl Printer {
    /// Looks once for the signs that are worth a look in each line, and whether the text is
    /// markdown. `lines` are the spans of the lines.
    pub(crate) fn new(
        input: &str,
        lines: impl Iterator<Item = Range<usize>>,
        options: &Options,
    ) -> Self {
        let bytes = input.as_bytes();
        let mut printer = Self {
            has_entities: options.decode_entities && memchr(b'&', bytes).is_some(),
            // Entities may stand for them.
            has_hyphens: options.remove_soft_hyphens && hyphens::may_have_some(bytes),
            reads_markdown: false,
            normalizes: options.nfc,
        };
        printer.has_hyphens |= options.remove_soft_hyphens && printer.has_entities;
        printer.reads_markdown = options.read_markdown
            && (printer.has_entities || markdown::may_have_marks(input))
            && printer.finds_markdown(input, lines);
        printer
    }

    fn finds_markdown(self, input: &str, lines: impl Iterator<Item = Range<usize>>) -> bool {
        let mut marks = markdown::Marks::default();
        for span in lines {
            let line = input[span].trim();
            let may_count = markdown::may_have_marks(line)
                || self.has_entities && memchr(b'&', line.as_bytes()).is_some();
            if may_count {
                marks |= markdown::marks(&self.print(line).text);
            }
            if marks.show_markdown() {
                return true;
            }
        }
        false
    }

    /// Whether a line has a sign that is looked at.
    pub(crate) fn has_work(self, line: &str) -> bool {
        let bytes = line.as_bytes();
        self.has_entities && memchr(b'&', bytes).is_some()
            || self.has_hyphens && hyphens::may_have_some(bytes)
            || self.reads_markdown && markdown::may_have_marks(line)
    }

    /// What is printed of a trimmed line. Linear.
    pub(crate) fn print(self, line: &str) -> Printed<'_> {
        self.print_within(line, ROUNDS)
    }

    fn print_within(self, line: &str, mut rounds: usize) -> Printed<'_> {
        let mut printed = Printed {
            text: Cow::Borrowed(line),
            edits: Vec::new(),
            is_composed: false,
            heading: 0,
            is_image: false,
            len: line.len(),
        };
        // Without white space at the ends only when all is done: until then the edits are of the
        // whole line.
        while self.round(&mut printed) {
            rounds = rounds.saturating_sub(1);
            if rounds == 0 {
                break;
            }
        }
        let trimmed = printed.text.trim();
        if self.normalizes && is_nfc_quick(trimmed.chars()) != IsNormalized::Yes {
            let composed: String = trimmed.nfc().collect();
            if composed != trimmed {
                return self.compose(line, printed, composed, rounds);
            }
        }
        if trimmed.len() < printed.text.len() {
            printed.text = Cow::Owned(trimmed.to_owned());
        }
        printed
    }

    /// The text in form C; where that is read in another way, it was changed as a whole.
    fn compose<'t>(
        self,
        line: &'t str,
        printed: Printed<'t>,
        composed: String,
        rounds: usize,
    ) -> Printed<'t> {
        if rounds > 0 {
            let again = self.print_within(&composed, rounds - 1);
            if again.has_changed() {
                // A Greek question mark becomes a semicolon: no other sign that is looked for is
                // made by form C.
                let kind = AlterationKind::Entity;
                let after = again.text.into_owned();
                let edits = vec![Edit { span: 0..line.len(), after: after.clone(), kind }];
                let (heading, is_image) = (again.heading, again.is_image);
                return Printed {
                    text: Cow::Owned(after),
                    edits,
                    is_composed: false,
                    heading,
                    is_image,
                    len: line.len(),
                };
            }
        }
        Printed { text: Cow::Owned(composed), is_composed: true, ..printed }
    }

    /// Makes every change once; whether there was any.
    fn round(self, printed: &mut Printed<'_>) -> bool {
        let mut is_changed = printed.change(controls);
        if self.has_entities {
            is_changed |= printed.change(entities::decode);
        }
        if self.has_hyphens {
            is_changed |= printed.change(hyphens::remove);
        }
        if self.reads_markdown {
            let (mut heading, mut is_image) = (0, false);
            is_changed |= printed.change(|text| {
                let reading = markdown::read_for_good(text);
                (heading, is_image) = (reading.heading, reading.is_image);
                reading.edits
            });
            printed.heading = printed.heading.max(heading);
            printed.is_image |= is_image;
        }
        is_changed
    }

    /// Whether a text put together of printed pieces has what none of the pieces has: marks, or an
    /// entity.
    pub(crate) fn reads_more<'p>(
        text: &str,
        pieces: impl Iterator<Item = &'p str>,
        options: &Options,
    ) -> bool {
        if options.decode_entities && !entities::decode(text).is_empty() {
            return true;
        }
        if !options.read_markdown || !markdown::may_have_marks(text) {
            return false;
        }
        let of_pieces =
            pieces.fold(markdown::Marks::default(), |all, piece| all | markdown::marks(piece));
        !markdown::marks(text).are_in(of_pieces)
    }
}

impl Printed<'_> {
    pub(crate) fn has_changed(&self) -> bool {
        self.is_composed || !self.edits.is_empty()
    }

    /// Makes the edits that `find` finds in the text without white space at its ends.
    fn change(&mut self, find: impl FnOnce(&str) -> Vec<Edit>) -> bool {
        let lead = self.text.len() - self.text.trim_start().len();
        let mut edits = find(self.text.trim());
        if edits.is_empty() {
            return false;
        }
        for edit in &mut edits {
            edit.span = edit.span.start + lead..edit.span.end + lead;
        }
        let text = edit::apply(&self.text, &edits);
        let kind = edits[0].kind;
        // No change takes a part of what another put there. If one did, the line was changed as a
        // whole.
        self.edits = edit::compose(std::mem::take(&mut self.edits), edits)
            .unwrap_or_else(|| vec![Edit { span: 0..self.len, after: text.clone(), kind }]);
        self.text = Cow::Owned(text);
        true
    }
}

/// Control characters but tab, and byte order marks.
fn controls(text: &str) -> Vec<Edit> {
    let edit = |(at, dropped): (usize, &str)| {
        Edit::without(at..at + dropped.len(), AlterationKind::ControlCharacters)
    };
    text.match_indices(is_dropped).map(edit).collect()
}

/// Control characters but tab, and byte order marks.
pub(crate) fn is_dropped(char: char) -> bool {
    char.is_control() && char != '\t' || char == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::{Printer, edit};
    use crate::Options;
    use crate::stage::lines::line_spans;

    #[test]
    fn edits_are_exact_and_what_was_printed_prints_itself() {
        for (line, wanted) in [
            ("The port is open", "The port is open"),
            ("&nbsp;**The** port&#39;s&nbsp;", "The port's"),
            ("&#42;&#42;The&#42;&#42; p\u{ad}ort", "The port"),
            ("[The &amp;amp; port](/a?b&amp;c)", "The & port"),
            ("&a\u{ad}mp; &am\u{1}p; &*amp;*", "&amp; & &amp;"),
            ("&#38&#59; &&#97;mp;", "& &"),
            ("&nbsp;&shy;# Head", "Head"),
            ("Cafe\u{301} &amp; *bar*", "Café & bar"),
            ("fish &amp\u{37e} chips", "fish & chips"),
        ] {
            let input = format!("# Markdown\n{line}");
            let printer = Printer::new(&input, line_spans(&input), &Options::default());
            let made = printer.print(line);
            assert_eq!(made.text, wanted);
            let edited = edit::apply(line, &made.edits);
            assert!(made.is_composed || edited.trim() == wanted, "{edited:?}");
            assert!(printer.print(wanted).edits.is_empty(), "{wanted:?}");
        }
    }

    #[test]
    fn only_markdown_is_read_as_such() {
        for (input, printed) in [
            ("*The* port\n# Head", "The port"),
            ("*The* port\n#head", "*The* port"),
            ("&ast;The&ast; port\n&gt; said", "The port"),
        ] {
            let printer = Printer::new(input, line_spans(input), &Options::default());
            let line = input.lines().next().unwrap_or_default();
            assert_eq!(printer.print(line).text, printed);
        }
    }
}
