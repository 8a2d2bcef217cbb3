//! Lines of the word lists with placeholders: `{n} min read`, `the post {*} appeared first on {*}`.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::{memchr, memmem};

use crate::compare::hasher::BuildKeyHasher;
use crate::recognize::bits::Bits;

/// Patterns, each with what it says of a line that it fits.
#[derive(Debug, Clone)]
pub(super) struct Gaps<T> {
    by_mark: HashMap<Mark, Vec<Pattern<T>>, BuildKeyHasher>,
    /// The marks, some hundred: hardly a line has one.
    marks: Bits<64>,
    inner: Inner,
}

/// A line with placeholders.
#[derive(Debug, Clone)]
pub(super) struct Pattern<T> {
    /// The last byte of a line that it fits, where it ends with text: most lines are told by it,
    /// without a look at the pieces.
    last: Option<u8>,
    pieces: Vec<Piece>,
    /// What it says of a line that it fits.
    pub(super) says: T,
}

impl<T> Pattern<T> {
    fn new(pieces: Vec<Piece>, says: T) -> Self {
        let last = pieces.last().and_then(Piece::text).and_then(|text| text.bytes().next_back());
        Self { last, pieces, says }
    }

    /// Whether it may fit a line that ends with this byte.
    fn may_end(&self, last: Option<u8>) -> bool {
        self.last.is_none() || self.last == last
    }

    /// Whether it covers a line.
    pub(super) fn fits(&self, line: &str) -> bool {
        ends_alike(&self.pieces, line) && fits(&self.pieces, line)
    }
}

impl<T> Default for Gaps<T> {
    fn default() -> Self {
        Self { by_mark: HashMap::default(), marks: Bits::default(), inner: Inner::default() }
    }
}

impl<T: Copy> Gaps<T> {
    /// Adds a folded entry with placeholders.
    pub(super) fn add(&mut self, entry: Cow<'static, str>, says: T) {
        let pieces = pieces(entry);
        let mark = Mark::of(&pieces);
        self.marks.insert(mark.0.into());
        if mark == Mark::NONE {
            self.inner.add(&pieces);
        }
        if mark == Mark::NUMBER {
            // What follows the number may be anything, so it is among those of each text that may
            // follow one.
            for (_, patterns) in self.by_mark.iter_mut().filter(|(mark, _)| mark.is_after_number())
            {
                patterns.push(Pattern::new(pieces.clone(), says));
            }
        }
        let after_any =
            if mark.is_after_number() { self.by_mark.get(&Mark::NUMBER).cloned() } else { None };
        self.by_mark
            .entry(mark)
            .or_insert_with(|| after_any.unwrap_or_default())
            .push(Pattern::new(pieces, says));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_mark.is_empty()
    }

    /// The patterns with a mark.
    fn with(&self, mark: Mark) -> Option<&Vec<Pattern<T>>> {
        if self.marks.may_hold(mark.0.into()) { self.by_mark.get(&mark) } else { None }
    }

    fn has(&self, mark: Mark) -> bool {
        self.with(mark).is_some()
    }

    /// The patterns that a line may fit: [`Pattern::fits`] tells.
    pub(super) fn candidates<'g>(
        &'g self,
        line: &str,
    ) -> impl Iterator<Item = &'g Pattern<T>> + use<'g, T> {
        let has_inner = self.has(Mark::NONE) && self.inner.may_be_in(line);
        let after_number =
            Mark::after_number(line).map(|mark| if self.has(mark) { mark } else { Mark::NUMBER });
        let marks =
            [Mark::start(line), Mark::end(line), after_number, has_inner.then_some(Mark::NONE)];
        let last = line.bytes().next_back();
        let patterns = marks.into_iter().flatten().filter_map(|mark| self.with(mark));
        patterns.flatten().filter(move |pattern| pattern.may_end(last))
    }
}

/// Bytes of a piece's start by which it is looked for inside a line.
const WINDOW: usize = 8;
/// Which texts stand inside the patterns that neither end of a line tells. One pass over a line
/// rules out all of them.
#[derive(Debug, Clone)]
struct Inner {
    /// The starts of the patterns' longest texts: a line has hundreds of places, and hardly one may
    /// meet a start by chance.
    starts: Bits<1024>,
    /// The first bytes of these texts.
    firsts: [bool; 256],
    /// Whether a pattern has no text that is long enough.
    has_short: bool,
}

impl Default for Inner {
    fn default() -> Self {
        Self { starts: Bits::default(), firsts: [false; 256], has_short: false }
    }
}

impl Inner {
    fn add(&mut self, pieces: &[Piece]) {
        let longest = pieces.iter().filter_map(Piece::text).max_by_key(|text| text.len());
        match longest.and_then(|text| text.as_bytes().first_chunk::<WINDOW>()) {
            Some(start) => {
                self.starts.insert(u64::from_le_bytes(*start));
                self.firsts[usize::from(start[0])] = true;
            }
            None => self.has_short = true,
        }
    }

    fn may_be_in(&self, line: &str) -> bool {
        let is_known = |window: &[u8]| {
            let start = window.first_chunk::<WINDOW>();
            start.is_some_and(|start| self.starts.may_hold(u64::from_le_bytes(*start)))
        };
        if self.has_short {
            return true;
        }
        let bytes = line.as_bytes();
        let mut from = 0;
        while let Some(at) = bytes[from..].iter().position(|&byte| self.firsts[usize::from(byte)]) {
            from += at;
            if is_known(&bytes[from..]) {
                return true;
            }
            from += 1;
        }
        false
    }
}

/// By which of its ends a pattern with placeholders is found: the end's number above three bytes of
/// text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Mark(u32);

impl Mark {
    /// It starts with a number, and any text may follow.
    const NUMBER: Self = Self(2 << 24);
    /// It has too little text at its ends.
    const NONE: Self = Self(3 << 24);

    fn start(text: &str) -> Option<Self> {
        let [a, b, c] = *text.as_bytes().first_chunk()?;
        Some(Self(u32::from_be_bytes([0, a, b, c])))
    }

    fn end(text: &str) -> Option<Self> {
        let [a, b, c] = *text.as_bytes().last_chunk()?;
        Some(Self(u32::from_be_bytes([1, a, b, c])))
    }

    fn of(pieces: &[Piece]) -> Self {
        if let [Piece::Number, rest @ ..] = pieces {
            return rest
                .first()
                .and_then(Piece::text)
                .and_then(Self::of_text_after_number)
                .unwrap_or(Self::NUMBER);
        }
        let (first, last) =
            (pieces.first().and_then(Piece::text), pieces.last().and_then(Piece::text));
        first.and_then(Self::start).or_else(|| last.and_then(Self::end)).unwrap_or(Self::NONE)
    }

    /// By the text right after a number at the start: none where the text may be taken for more of
    /// the number.
    fn of_text_after_number(text: &str) -> Option<Self> {
        let [a, b] = *text.as_bytes().first_chunk()?;
        (!is_number_sign(a)).then_some(Self(u32::from_be_bytes([2, 1, a, b])))
    }

    fn is_after_number(self) -> bool {
        self.0 >> 16 == 2 << 8 | 1
    }

    /// The mark of a line that starts with a number.
    fn after_number(line: &str) -> Option<Self> {
        if !line.starts_with(|char: char| char.is_ascii_digit()) {
            return None;
        }
        let end = line.bytes().take_while(|&byte| is_number_sign(byte)).count();
        Some(Self::of_text_after_number(&line[end..]).unwrap_or(Self::NUMBER))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(Cow<'static, str>),
    Number,
    Any,
}

impl Piece {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Bytes of a placeholder.
const GAP_LEN: usize = 3;
/// Places for any text in a pattern.
const MOST_GAPS: usize = 3;

/// Whether a folded entry has a placeholder.
pub(super) fn has_gaps(entry: &str) -> bool {
    next_gap(entry, 0).is_some()
}

/// The first placeholder of a folded entry from a place on, and where it begins.
fn next_gap(entry: &str, mut from: usize) -> Option<(usize, Piece)> {
    loop {
        let bytes = &entry.as_bytes()[from..];
        let at = memchr(b'{', bytes)?;
        match bytes[at..].get(..GAP_LEN) {
            Some(b"{n}") => return Some((from + at, Piece::Number)),
            Some(b"{*}") => return Some((from + at, Piece::Any)),
            _ => from += at + 1,
        }
    }
}

/// The pieces of a folded entry. More places for any text than three would make a line expensive to
/// look at: the rest is text.
fn pieces(entry: Cow<'static, str>) -> Vec<Piece> {
    match entry {
        Cow::Borrowed(entry) => cut(entry, Cow::Borrowed),
        Cow::Owned(entry) => cut(&entry, |text| Cow::Owned(text.to_owned())),
    }
}

/// The pieces of a folded entry, with each text as `text` makes it.
fn cut<'e>(entry: &'e str, text: impl Fn(&'e str) -> Cow<'static, str>) -> Vec<Piece> {
    let mut found = Vec::new();
    let (mut from, mut gaps) = (0, 0);
    while from < entry.len() {
        let next = if gaps < MOST_GAPS { next_gap(entry, from) } else { None };
        let end = next.as_ref().map_or(entry.len(), |(at, _)| *at);
        if from < end {
            found.push(Piece::Text(text(&entry[from..end])));
        }
        gaps += usize::from(matches!(next, Some((_, Piece::Any))));
        found.extend(next.map(|(_, piece)| piece));
        from = end + GAP_LEN;
    }
    found
}

/// Whether a line ends as a pattern does.
fn ends_alike(pieces: &[Piece], line: &str) -> bool {
    !matches!(pieces.last(), Some(Piece::Text(end)) if !line.ends_with(&**end))
}

/// Whether the pieces cover the line. Linear in the line, for each piece: it follows the places
/// where a piece may end all at once, so that no gap is tried again for each end of another.
fn fits(pieces: &[Piece], line: &str) -> bool {
    // Most lines are told apart by the first piece already.
    let (pieces, start) = match pieces {
        [Piece::Text(text), rest @ ..] if line.starts_with(&**text) => (rest, text.len()),
        [Piece::Text(_), ..] => return false,
        _ => (pieces, 0),
    };
    if !may_follow_number(pieces, &line[start..]) || !has_texts(pieces, &line[start..]) {
        return false;
    }
    // In order, each once.
    let mut ends = vec![start];
    for (at, piece) in pieces.iter().enumerate() {
        ends = match piece {
            Piece::Text(text) => after_text(&ends, text, line),
            Piece::Number => after_number(&ends, line),
            Piece::Any if at + 1 == pieces.len() => {
                return ends.first().is_some_and(|&first| first < line.len());
            }
            Piece::Any => after_any(&ends, line),
        };
        if ends.is_empty() {
            return false;
        }
    }
    ends.last() == Some(&line.len())
}

/// Whether a line has a pattern's texts one after the other, which costs less to see than how the
/// gaps are filled.
fn has_texts(pieces: &[Piece], mut line: &str) -> bool {
    pieces.iter().filter_map(Piece::text).all(|text| {
        let at = memmem::find(line.as_bytes(), text.as_bytes());
        line = at.map_or("", |at| &line[at + text.len()..]);
        at.is_some()
    })
}

/// Whether the text after a number at the start stands there: a text that begins with no sign of
/// numbers begins where they end.
fn may_follow_number(pieces: &[Piece], line: &str) -> bool {
    let [Piece::Number, Piece::Text(text), ..] = pieces else { return true };
    let end = line.bytes().take_while(|&byte| is_number_sign(byte)).count();
    text.bytes().next().is_some_and(is_number_sign) || line[end..].starts_with(&**text)
}

fn is_number_sign(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':' | b'/')
}

/// Where `text` ends that begins at one of the places.
fn after_text(starts: &[usize], text: &str, line: &str) -> Vec<usize> {
    let begins = |start: &&usize| line.as_bytes()[**start..].starts_with(text.as_bytes());
    starts.iter().filter(begins).map(|start| start + text.len()).collect()
}

/// Where a number may end that begins at one of the places: after each sign of a run of digits,
/// points, commas, colons and slashes that begins with a digit.
fn after_number(starts: &[usize], line: &str) -> Vec<usize> {
    let bytes = line.as_bytes();
    let mut ends: Vec<usize> = Vec::new();
    for &start in starts {
        if !bytes.get(start).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        // The ends up to the last one are there; a run is not read twice.
        let mut end = ends.last().copied().filter(|&last| last > start).unwrap_or(start);
        while bytes.get(end).copied().is_some_and(is_number_sign) {
            end += 1;
            ends.push(end);
        }
    }
    ends
}

/// Where any text may end that begins at one of the places: at each border of code points after
/// the first place.
fn after_any(starts: &[usize], line: &str) -> Vec<usize> {
    let Some(&first) = starts.first() else { return Vec::new() };
    (first + 1..=line.len()).filter(|&end| line.is_char_boundary(end)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Gaps, Piece, fits, pieces};
    use proptest::prelude::*;

    /// Whether the pieces cover the line, by trying everything.
    fn fits_naive(pieces: &[Piece], line: &str) -> bool {
        let Some((piece, rest)) = pieces.split_first() else { return line.is_empty() };
        let fits_part = |part: &str| match piece {
            Piece::Text(text) => part == text,
            Piece::Number => {
                part.starts_with(|char: char| char.is_ascii_digit())
                    && part.bytes().all(|byte| b"0123456789.,:/".contains(&byte))
            }
            Piece::Any => !part.is_empty(),
        };
        let mut ends = (0..=line.len()).filter(|&end| line.is_char_boundary(end));
        ends.any(|end| fits_part(&line[..end]) && fits_naive(rest, &line[end..]))
    }

    #[test]
    fn gaps_and_numbers() {
        for (pattern, fitting, other) in [
            ("{n} of {n}", "3 of 12", "3 of many"),
            ("{n}.5", "1.5", "1.55"),
            ("{n}{n}", "12", "1"),
            ("{n}", "12:30", ".5"),
            ("a {*} b", "a b b", "a b"),
            ("{*}{*}", "ab", "a"),
            ("{*} by {*} on {*}", "run by night by x on day", "run by day on "),
            ("{*}ab", "aab", "ab"),
            ("{*}: {n} {*}", "a: b: 3 c", "a: b: c"),
            ("{*}é", "éé", "é"),
            ("abc{n}", "abc1", "abc"),
        ] {
            assert!(fits(&pieces(pattern.into()), fitting), "{pattern} does not fit {fitting}");
            assert!(!fits(&pieces(pattern.into()), other), "{pattern} fits {other}");
        }
    }

    #[test]
    fn gaps_of_a_long_line_are_no_product() {
        // With backtracking each of the three gaps is tried for each place of the one before.
        let line = "ab".repeat(100_000);
        assert!(!fits(&pieces("{*}ab{*}ab{*}c".into()), &line));
        let digits = "1.".repeat(100_000);
        assert!(!fits(&pieces("{n}{n}{n}c".into()), &digits));
    }

    proptest! {
        #[test]
        fn fits_as_by_trying_everything(
            pattern in "([ab1.]|\\{n\\}|\\{\\*\\}){1,6}", line in "[ab1.é]{0,9}",
        ) {
            let pieces = pieces(pattern.into());
            prop_assert_eq!(fits(&pieces, &line), fits_naive(&pieces, &line));
        }
    }

    proptest! {
        #[test]
        fn no_fitting_pattern_is_passed_over(
            pattern in "(appeared|first on|[ab1]|\\{n\\}|\\{\\*\\}){1,5}",
            line in "(appeared|first on|[ab1]){1,6}",
        ) {
            let pieces = pieces(pattern.clone().into());
            let mut gaps = Gaps::default();
            gaps.add(pattern.into(), ());
            let found = gaps.candidates(&line).any(|pattern| pattern.fits(&line));
            prop_assert_eq!(found, fits(&pieces, &line));
        }
    }
}
