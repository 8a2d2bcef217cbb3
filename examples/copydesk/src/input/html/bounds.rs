//! Bounds what a hostile page can cost: elements within each other, formatting that is never
//! closed, and tags of endless length.
//!
//! The parser looks through all open elements at each tag, and opens all formatting anew in each
//! block. Tags beyond a bound are left out of what it reads; text never is.

use std::borrow::Cow;

use memchr::memchr;

/// Elements within each other; browsers stop at 512. What the extractor does at each element grows
/// with it: a hostile page takes it 7 seconds a megabyte, and 16 at 512.
const DEEPEST: usize = 200;
/// Formatting within each other that stays open, such as `<b><i>`. Each block costs so many elements
/// more; writers nest two or three.
const MOST_FORMATTING: usize = 8;
/// Bytes of a tag. Longer ones hold pictures or scripts in their attributes, and lose them all.
const LONGEST_TAG: usize = 16 << 10;

/// Elements that hold nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements that the next one of their kind closes.
const CLOSED_BY_THE_NEXT: [&str; 18] = [
    "a", "body", "colgroup", "dd", "dt", "head", "html", "li", "nobr", "optgroup", "option", "p",
    "rt", "tbody", "td", "tfoot", "thead", "tr",
];
/// Elements that are opened anew in each block until they are closed.
const FORMATTING: [&str; 12] =
    ["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];
/// Elements with no tags in them but that which closes them.
const RAW: [&str; 7] = ["iframe", "noembed", "noframes", "script", "style", "textarea", "xmp"];

/// The page without the tags that are beyond the bounds.
pub(super) fn bounded(html: &str) -> Cow<'_, str> {
    let mut copy = Copy { html, done: 0, text: String::new() };
    let mut open = Open::default();
    let mut at = 0;
    while let Some(start) = find(html, at, b'<') {
        let tag = Tag::at(html, start);
        at = tag.end;
        if !open.admits(&tag) {
            copy.replace(&tag, "");
        } else if tag.end - start > LONGEST_TAG && tag.kind == Kind::Start {
            copy.replace(&tag, &format!("<{}>", tag.name));
        }
        if tag.kind == Kind::Start && RAW.contains(&tag.name.as_str()) {
            at = end_of_raw(html, at, &tag.name);
        }
    }
    copy.finish()
}

/// What a `<` begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    End,
    /// A comment, a declaration, or a sign in the text.
    Other,
}

/// A piece of the page from a `<` on.
struct Tag {
    kind: Kind,
    name: String,
    start: usize,
    end: usize,
    closes_itself: bool,
}

impl Tag {
    fn at(html: &str, start: usize) -> Self {
        let rest = &html[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(html.len(), |at| start + 4 + at + 3);
            return Self::other(start, end);
        }
        let (kind, from) = match rest.as_bytes() {
            [b'<', b'/', letter, ..] if letter.is_ascii_alphabetic() => (Kind::End, start + 2),
            [b'<', letter, ..] if letter.is_ascii_alphabetic() => (Kind::Start, start + 1),
            _ => return Self::other(start, start + 1),
        };
        let is_after = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let bytes = html.as_bytes();
        let length = bytes[from..].iter().position(is_after).unwrap_or(bytes.len() - from);
        let end = end_of_tag(bytes, from + length);
        let name = html[from..from + length].to_ascii_lowercase();
        Self { kind, name, start, end, closes_itself: html[..end].ends_with("/>") }
    }

    fn other(start: usize, end: usize) -> Self {
        Self { kind: Kind::Other, name: String::new(), start, end, closes_itself: false }
    }
}

/// Where a tag ends whose attributes begin at `from`.
fn end_of_tag(bytes: &[u8], from: usize) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    bytes.len()
}

/// Where the tag begins that closes the raw element `name`.
fn end_of_raw(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(start) = find(html, at, b'<') {
        let rest = html.as_bytes().get(start + 2..start + 2 + name.len()).unwrap_or_default();
        if html[start..].starts_with("</") && rest.eq_ignore_ascii_case(name.as_bytes()) {
            return start;
        }
        at = start + 1;
    }
    html.len()
}

fn find(html: &str, from: usize, byte: u8) -> Option<usize> {
    memchr(byte, html.as_bytes().get(from..)?).map(|at| from + at)
}

/// The elements that are open.
#[derive(Default)]
struct Open {
    elements: Vec<String>,
    formatting: Vec<String>,
    /// Elements whose start was left out, and whose end is to be.
    left_out: usize,
}

impl Open {
    /// Whether the tag is within the bounds. Counts it if it is.
    fn admits(&mut self, tag: &Tag) -> bool {
        let name = tag.name.as_str();
        if tag.kind == Kind::Other || VOID.contains(&name) || CLOSED_BY_THE_NEXT.contains(&name) {
            return true;
        }
        match (tag.kind, FORMATTING.contains(&name)) {
            (Kind::Start, true) => {
                admit(&mut self.formatting, &tag.name, MOST_FORMATTING).is_some()
            }
            (Kind::Start, false) if tag.closes_itself && self.is_in_drawing() => true,
            (Kind::Start, false) => {
                let admitted = admit(&mut self.elements, &tag.name, DEEPEST).is_some();
                self.left_out += usize::from(!admitted);
                admitted
            }
            (_, true) => {
                let place = self.formatting.iter().rposition(|open| *open == tag.name);
                place.map(|place| self.formatting.remove(place));
                true
            }
            (_, false) if self.left_out > 0 => {
                self.left_out -= 1;
                false
            }
            (_, false) => {
                if let Some(place) = self.elements.iter().rposition(|open| *open == tag.name) {
                    self.elements.truncate(place);
                }
                true
            }
        }
    }

    /// Whether elements may close themselves here.
    fn is_in_drawing(&self) -> bool {
        self.elements.iter().any(|open| matches!(open.as_str(), "svg" | "math"))
    }
}

fn admit(open: &mut Vec<String>, name: &str, most: usize) -> Option<()> {
    (open.len() < most).then(|| open.push(name.to_owned()))
}

/// The page with tags replaced.
struct Copy<'h> {
    html: &'h str,
    done: usize,
    text: String,
}

impl<'h> Copy<'h> {
    fn replace(&mut self, tag: &Tag, by: &str) {
        self.text.push_str(&self.html[self.done..tag.start]);
        self.text.push_str(by);
        self.done = tag.end;
    }

    fn finish(mut self) -> Cow<'h, str> {
        if self.done == 0 && self.text.is_empty() {
            return Cow::Borrowed(self.html);
        }
        self.text.push_str(&self.html[self.done..]);
        Cow::Owned(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, LONGEST_TAG, MOST_FORMATTING, bounded};

    #[test]
    fn pages_within_the_bounds_stay_as_they_are() {
        let pages = [
            String::new(),
            "Text without tags, 1 < 2".to_owned(),
            "<!DOCTYPE html><p>One<p>Two<br><img src=\"a>b\"><!-- <b> --></p>".to_owned(),
            "<div>".repeat(DEEPEST) + &"</div>".repeat(DEEPEST) + "<div>",
            "<b>x</b>".repeat(100),
            "<p>x".repeat(1000),
            "<a href=x>y".repeat(1000),
            "<svg>".to_owned() + &"<path d='M0'/>".repeat(1000) + "</svg>",
            "<script>".to_owned() + &"'<div>';".repeat(1000) + "</script>",
            format!("<p title=\"{}\">x", "y".repeat(LONGEST_TAG - 20)),
        ];
        for page in pages {
            assert_eq!(bounded(&page), page);
        }
    }

    #[test]
    fn tags_beyond_a_bound_go_and_their_text_stays() {
        let deep = "<div>".repeat(DEEPEST);
        let formatted = "<b>".repeat(MOST_FORMATTING);
        let long = "y".repeat(LONGEST_TAG);
        let cases = [
            (format!("{deep}<div>x</div>y</div>z"), format!("{deep}xy</div>z")),
            (format!("{formatted}<i>x</b><i>y"), format!("{formatted}x</b><i>y")),
            (format!("<p title=\"{long}\">x</p>"), "<p>x</p>".to_owned()),
        ];
        for (page, expected) in cases {
            assert_eq!(bounded(&page), expected);
        }
    }
}
