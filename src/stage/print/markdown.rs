//! Markdown as extractors write it, read as what it means.
//!
//! Of headings, quotes, emphasis, links and escapes only the marks go; list items, rules, table
//! rows and code are plain text as they stand. Every line is read alone.

use std::cmp::Reverse;
use std::ops::{BitOr, BitOrAssign, Range};

use memchr::{memchr3, memmem};

use super::edit::{Edit, apply};
use crate::removal::AlterationKind;

/// Longest title of a link, in bytes. Titles are captions at most; what goes on for longer between
/// a quote and a bracket is prose. An address has no bound but the line: pictures are in some.
const LONGEST_TITLE: usize = 512;

/// Kinds of marks that a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u8);

impl Marks {
    const HEADING: Self = Self(1);
    const LINK: Self = Self(2);
    const STRONG: Self = Self(4);
    const EMPHASIS: Self = Self(8);
    const QUOTE: Self = Self(16);
    const ESCAPE: Self = Self(32);

    /// Whether a document with these marks is markdown. A heading or a link is enough, as no plain
    /// text has them. Stars around a word, `>` before a line and backslashes are in plain texts,
    /// too, each in its own: two kinds of them are not.
    pub(super) fn show_markdown(self) -> bool {
        self.0 & (Self::HEADING.0 | Self::LINK.0) != 0 || self.0.count_ones() >= 2
    }

    /// Whether all kinds of `self` are in `other`.
    pub(super) fn are_in(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}

impl BitOr for Marks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

/// What the marks of one line say.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What leaves the marks out.
    pub(super) edits: Vec<Edit>,
    pub(super) marks: Marks,
    /// Level of the heading, 0 where it is none.
    pub(super) heading: u8,
    /// Whether the line has pictures and nothing else.
    pub(super) is_image: bool,
}

/// Whether a text has a sign that marks begin with.
pub(super) fn may_have_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3(b'*', b'_', b'[', bytes).is_some() || memchr3(b'#', b'>', b'\\', bytes).is_some()
}

/// The marks of a line whose plain text does not read as markdown again.
///
/// Where it would with its escapes resolved (`\*not\*`), they stay; where it would anyway, the line
/// stays as it is. So what was read once gives itself when it is read again.
pub(super) fn read_for_good(text: &str) -> Reading {
    let reading = read(text, Escapes::Resolved);
    if reading.edits.is_empty() {
        return reading;
    }
    let plain = apply(text, &reading.edits);
    if read(plain.trim(), Escapes::Resolved).edits.is_empty() {
        return reading;
    }
    let careful = read(text, Escapes::Left);
    let escaped = apply(text, &careful.edits);
    let escaped = escaped.trim();
    let again = read(escaped, Escapes::Resolved);
    let is_stable = read(escaped, Escapes::Left).edits.is_empty()
        && apply(escaped, &again.edits).trim() == plain.trim();
    if is_stable { careful } else { Reading::default() }
}

/// What becomes of `\*`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    /// `*`
    Resolved,
    /// `\*`, and the star is no mark.
    Left,
}

/// The marks of a line. Linear.
pub(super) fn marks(text: &str) -> Marks {
    read(text, Escapes::Resolved).marks
}

fn read(text: &str, escapes: Escapes) -> Reading {
    // A row of a table.
    if text.starts_with('|') || !may_have_marks(text) {
        return Reading::default();
    }
    let mut scanner = Scanner::new(text, escapes);
    let start = scanner.block_marks();
    scanner.inline_marks(start);
    scanner.finish(start)
}

/// A run of `*` or `_` that may open emphasis.
struct Opener {
    run: Range<usize>,
    sign: u8,
    /// Letters and digits before it.
    letters: usize,
}

/// A picture: `![alt](address)`.
struct Image {
    span: Range<usize>,
    /// Letters and digits of its text.
    letters: usize,
}

struct Scanner<'t> {
    text: &'t str,
    escapes: Escapes,
    reading: Reading,
    /// Where brackets opened, with the letters and digits before each.
    brackets: Vec<(usize, usize)>,
    openers: Vec<Opener>,
    /// How many of `openers` there are: `*`, `_`, by their number of signs.
    open: [[usize; 4]; 2],
    images: Vec<Image>,
    /// Letters and digits so far.
    letters: usize,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, escapes: Escapes) -> Self {
        Self {
            text,
            escapes,
            reading: Reading::default(),
            brackets: Vec::new(),
            openers: Vec::new(),
            open: [[0; 4]; 2],
            images: Vec::new(),
            letters: 0,
        }
    }

    fn drop(&mut self, span: Range<usize>, mark: Marks) {
        self.reading.edits.push(Edit::without(span, AlterationKind::Markup));
        self.reading.marks |= mark;
    }

    /// `> ` and `## ` at the line's start; gives where the text begins.
    fn block_marks(&mut self) -> usize {
        let mut start = 0;
        loop {
            let rest = &self.text[start..];
            let hashes = rest.bytes().take_while(|&byte| byte == b'#').count();
            let signs = if rest.starts_with('>') { 1 } else { hashes };
            let after = &rest[signs..];
            let inner = after.trim_start();
            let is_apart = inner.len() < after.len() || after.is_empty();
            let end = start + rest.len() - inner.len();
            match signs {
                1 if hashes == 0 && (is_apart || after.starts_with('>')) => {
                    self.drop(start..end, Marks::QUOTE);
                }
                1..=6 if hashes > 0 && is_apart && inner.contains(char::is_alphanumeric) => {
                    // `# 3` may be a rank.
                    let is_sure = !inner.starts_with(char::is_numeric);
                    self.drop(start..end, if is_sure { Marks::HEADING } else { Marks::default() });
                    self.reading.heading = self.reading.heading.max(hashes as u8);
                    self.closing_hashes();
                }
                _ => return start,
            }
            start = end;
        }
    }

    /// `## Heading ##`
    fn closing_hashes(&mut self) {
        let bare = self.text.trim_end_matches('#');
        if bare.len() < self.text.len() && bare.ends_with(char::is_whitespace) {
            self.drop(bare.trim_end().len()..self.text.len(), Marks::HEADING);
        }
    }

    fn inline_marks(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(char) = self.text[at..].chars().next() {
            at = match char {
                '\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => self.escape(at),
                '[' => {
                    self.brackets.push((at, self.letters));
                    at + 1
                }
                ']' => self.bracket_end(at),
                '*' | '_' => self.emphasis(at),
                _ => {
                    self.letters += usize::from(char.is_alphanumeric());
                    at + char.len_utf8()
                }
            };
        }
    }

    fn escape(&mut self, at: usize) -> usize {
        if self.escapes == Escapes::Resolved {
            self.drop(at..at + 1, Marks::ESCAPE);
        } else {
            self.reading.marks |= Marks::ESCAPE;
        }
        at + 2
    }

    /// The end of a link or a picture, or of some other bracket.
    fn bracket_end(&mut self, at: usize) -> usize {
        let Some((open, letters)) = self.brackets.pop() else { return at + 1 };
        let is_image = self.opens_image(open);
        let rest = self.text[at + 1..].strip_prefix('(');
        let Some(end) = rest.and_then(|rest| address_end(rest, is_image)).map(|len| at + 2 + len)
        else {
            return at + 1;
        };
        let start = open - usize::from(is_image);
        self.drop(start..open + 1, Marks::LINK);
        self.drop(at..end, Marks::LINK);
        if is_image {
            self.images.push(Image { span: start..end, letters: self.letters - letters });
        }
        end
    }

    /// Whether a picture's sign is before the bracket. After a word it ends a sentence:
    /// `Stop![More](/more)`.
    fn opens_image(&self, open: usize) -> bool {
        let before = self.text[..open].strip_suffix('!');
        before.is_some_and(|before| {
            !before.ends_with(|char: char| char == '\\' || char.is_alphanumeric())
        })
    }

    fn emphasis(&mut self, at: usize) -> usize {
        let sign = self.text.as_bytes()[at];
        let len = self.text.as_bytes()[at..].iter().take_while(|&&byte| byte == sign).count();
        let run = at..at + len;
        if len > 3 {
            return run.end;
        }
        let before = self.text[..run.start].chars().next_back();
        let after = self.text[run.end..].chars().next();
        let kind = usize::from(sign == b'_');
        if closes(sign, len, before, after) && self.open[kind][len] > 0 {
            self.close(&run, sign);
        } else if opens(before, after) {
            self.open[kind][len] += 1;
            self.openers.push(Opener { run: run.clone(), sign, letters: self.letters });
        }
        run.end
    }

    /// Takes the last opener of this kind, and those that opened after it.
    fn close(&mut self, run: &Range<usize>, sign: u8) {
        while let Some(opener) = self.openers.pop() {
            self.open[usize::from(opener.sign == b'_')][opener.run.len()] -= 1;
            if opener.sign != sign || opener.run.len() != run.len() {
                continue;
            }
            if self.letters > opener.letters {
                let mark = if run.len() > 1 { Marks::STRONG } else { Marks::EMPHASIS };
                self.drop(opener.run, mark);
                self.drop(run.clone(), mark);
            }
            return;
        }
    }

    /// The text of pictures stays where the line has nothing else.
    fn finish(mut self, start: usize) -> Reading {
        let of_images: usize = self.images.iter().map(|image| image.letters).sum();
        self.reading.is_image =
            !self.images.is_empty() && of_images == self.letters && start < self.text.len();
        if !self.reading.is_image {
            for image in std::mem::take(&mut self.images) {
                self.drop(image.span, Marks::LINK);
            }
        }
        let edits = &mut self.reading.edits;
        edits.sort_by_key(|edit| (edit.span.start, Reverse(edit.span.end)));
        let mut end = 0;
        edits.retain(|edit| {
            let is_inside = edit.span.end <= end;
            end = end.max(edit.span.end);
            !is_inside
        });
        self.reading
    }
}

/// Whether emphasis may begin between these: at a word's start, not before a space or a sign that
/// closes. `5*3`, `f**k` and `5 * 3` open none.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    let is_closing = |char: char| {
        char.is_whitespace() || matches!(char, ')' | ']' | '}' | '.' | ',' | ':' | ';' | '!' | '?')
    };
    before.is_none_or(|before| !is_in_word(before)) && after.is_some_and(|after| !is_closing(after))
}

/// Whether emphasis may end between these. Extractors print `**Question:**Answer` without the
/// space that the page shows, so two stars may stand before a word.
fn closes(sign: u8, len: usize, before: Option<char>, after: Option<char>) -> bool {
    let is_opening = |char: char| char.is_whitespace() || matches!(char, '(' | '[' | '{');
    let may_touch = sign == b'*' && len > 1;
    before.is_some_and(|before| !is_opening(before))
        && after.is_none_or(|after| may_touch || !is_in_word(after))
}

/// Whether a letter or digit is of a script that puts spaces between words.
fn is_in_word(char: char) -> bool {
    char.is_alphanumeric()
        && !matches!(char, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}')
}

/// Bytes up to and with the bracket that closes an address, with a title or without. The next
/// `](` ends the search, so that all searches together are linear.
fn address_end(rest: &str, is_image: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut depth = 0_usize;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b')' if depth == 0 => return may_be_address(&rest[..at], is_image).then_some(at + 1),
            b')' => depth -= 1,
            b'(' => depth += 1,
            b']' if bytes.get(at + 1) == Some(&b'(') => return None,
            b' ' | b'\t' if at > 0 => {
                return may_be_address(&rest[..at], is_image)
                    .then(|| title_end(&rest[at..]))
                    .flatten()
                    .map(|len| at + len);
            }
            _ if byte.is_ascii_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// `[sic](he said)` and `[3](4)` are no links.
fn may_be_address(address: &str, is_image: bool) -> bool {
    is_image || address.is_empty() || address.contains(['/', '.', '#', ':', '?', '='])
}

/// Bytes of a quoted title with the bracket after it.
fn title_end(rest: &str) -> Option<usize> {
    let title = rest.trim_start();
    let sign = title.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let end = memmem::find(title.as_bytes(), if sign == '"' { b"\")" } else { b"')" })?;
    let is_one = end <= LONGEST_TITLE && memmem::find(&title.as_bytes()[..end], b"](").is_none();
    (end > 0 && is_one).then_some(rest.len() - title.len() + end + 2)
}

#[cfg(test)]
mod tests {
    use super::{Marks, marks, read_for_good};
    use crate::stage::print::edit::apply;

    fn plain(text: &str) -> String {
        apply(text, &read_for_good(text).edits).trim().to_owned()
    }

    #[test]
    fn marks_are_read_as_what_they_mean() {
        for (text, wanted) in [
            ("# Port opens again", "Port opens again"),
            ("### Port opens again ###", "Port opens again"),
            ("**Update:** the port is *open*", "Update: the port is open"),
            (
                "__Update:__ the port is _open_, \"*really*\"",
                "Update: the port is open, \"really\"",
            ),
            ("***Both***, he said", "Both, he said"),
            ("**Question:**Answer", "Question:Answer"),
            ("港口**重新**开放", "港口重新开放"),
            ("See [the report](http://a.example/b_(c)) now", "See the report now"),
            ("See [the **full** report](/b \"The report\").", "See the full report."),
            ("[![The harbour](/a.jpg)](/b)", "The harbour"),
            ("![The harbour](data:image/png;base64,AAA=)", "The harbour"),
            ("![icon](/a.png) The port is open", "The port is open"),
            ("It is open![More](/more)", "It is open!More"),
            ("> > He said no", "He said no"),
            ("> # A heading", "A heading"),
            (r"1\. The port\-side \[west\]", "1. The port-side [west]"),
        ] {
            assert_eq!(plain(text), wanted, "{text}");
            assert_eq!(plain(wanted), wanted);
        }
    }

    #[test]
    fn what_is_no_mark_stays() {
        for text in [
            "#harbour #port",
            "#1 in the charts",
            "#",
            "- one for the road",
            "* two for the sea",
            "1. first",
            "---",
            "* * *",
            "***",
            "| **a** | [b](/c) |",
            "5 * 3 * 2 and 5*3*2",
            "f**k and s**t, f*** and sh**",
            "snake_case_name",
            "*Prices as of May",
            "the word[sic](he said) and [3](4)",
            "(*) see (below*)",
            ">50 people came",
            "Home > News",
        ] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn what_would_read_as_markdown_again_keeps_its_escapes() {
        for (text, wanted) in [
            (r"**Note:** \*not bold\*", r"Note: \*not bold\*"),
            (r"\# no heading", r"\# no heading"),
            (r"5\*3 **and** more", "5*3 and more"),
            (r"\\*emphasis*", r"\emphasis"),
        ] {
            assert_eq!(plain(text), wanted);
            assert_eq!(plain(wanted), wanted);
        }
    }

    #[test]
    fn levels_and_pictures() {
        for (text, heading, is_image) in [
            ("# Port", 1, false),
            ("### Port", 3, false),
            ("####### Port", 0, false),
            ("![The harbour](/a.jpg)", 0, true),
            ("- [![The harbour](/a.jpg)](/b)", 0, true),
            ("![](/a.jpg)", 0, true),
            ("![The harbour](/a.jpg) in May", 0, false),
        ] {
            let reading = read_for_good(text);
            assert_eq!((reading.heading, reading.is_image), (heading, is_image), "{text}");
        }
    }

    #[test]
    fn what_shows_that_a_text_is_markdown() {
        for (lines, is_markdown) in [
            (&["# Port opens"][..], true),
            (&["See [this](/a)"], true),
            (&["![](/a.png)"], true),
            (&["**Update** one", "*two*"], true),
            (&["> said", r"1\. one"], true),
            (&["**Update** one", "**two**"], false),
            (&["# 3", "#harbour"], false),
            (&["*Prices as of May", "> no quote"], false),
            (&["- item", "---", "1. item", "| a | b |"], false),
        ] {
            let all = lines.iter().fold(Marks::default(), |all, line| all | marks(line));
            assert_eq!(all.show_markdown(), is_markdown, "{lines:?}");
        }
    }
}
