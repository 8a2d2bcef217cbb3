//! Lines that belong to the page, not to the story.

use std::collections::{HashMap, HashSet};

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key;
use crate::removal::Reason;

/// What kind of artifact a whole line reads like. Whether it is one depends on its place, but for [`Widget::Certain`]
/// and [`Widget::Learned`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Widget {
    TextSize,
    Share,
    Menu,
    Comments,
    Media,
    Newsletter,
    Paywall,
    Update,
    Related,
    Certain,
    /// A line that was learned from a corpus.
    Learned,
    Advertisement,
    Promotion,
    ReadMore,
    Legal,
    Leak,
}

impl Widget {
    /// The kind that the entries of a word list are of.
    pub(crate) fn of_list(list: &str) -> Option<Self> {
        Some(match list {
            "text_size" => Self::TextSize,
            "share" => Self::Share,
            "menu" => Self::Menu,
            "comments" => Self::Comments,
            "media" => Self::Media,
            "newsletter" => Self::Newsletter,
            "paywall" => Self::Paywall,
            "update" => Self::Update,
            "related" => Self::Related,
            "certain" => Self::Certain,
            "advertisement" => Self::Advertisement,
            "promotion" => Self::Promotion,
            "read_more" => Self::ReadMore,
            "legal" => Self::Legal,
            "leak" => Self::Leak,
            _ => return None,
        })
    }

    /// The reason that a removal of such a line gives.
    pub(crate) fn reason(self) -> Reason {
        match self {
            Self::TextSize => Reason::TextSize,
            Self::Share => Reason::Share,
            Self::Menu => Reason::Menu,
            Self::Comments => Reason::Comments,
            Self::Media => Reason::Media,
            Self::Newsletter => Reason::Newsletter,
            Self::Paywall => Reason::Paywall,
            Self::Update | Self::Certain => Reason::Widget,
            Self::Learned => Reason::LearnedArtifact,
            Self::Related => Reason::Related,
            Self::Advertisement | Self::Promotion => Reason::Advertisement,
            Self::ReadMore => Reason::ReadMore,
            Self::Legal => Reason::Legal,
            Self::Leak => Reason::Leak,
        }
    }
}

/// The whole lines of all artifact lists.
#[derive(Debug, Clone, Default)]
pub(crate) struct Patterns {
    whole: HashMap<String, Widget, BuildKeyHasher>,
    /// Lines with placeholders.
    with_gaps: HashMap<Mark, Vec<(Vec<Piece>, Widget)>, BuildKeyHasher>,
    /// How buttons of three bytes and more start.
    button_starts: HashSet<Mark, BuildKeyHasher>,
}

/// By which of its ends a pattern with placeholders is found: the end's number above three bytes of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Mark(u32);

impl Mark {
    /// It starts with a number.
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

    pub(super) fn of(pieces: &[Piece]) -> Self {
        if matches!(pieces.first(), Some(Piece::Number)) {
            return Self::NUMBER;
        }
        let (first, last) = (pieces.first().and_then(Piece::text), pieces.last().and_then(Piece::text));
        first.and_then(Self::start).or_else(|| last.and_then(Self::end)).unwrap_or(Self::NONE)
    }

    /// The marks by which a line may be found.
    pub(super) fn of_line(line: &str) -> impl Iterator<Item = Self> {
        let number = line.starts_with(|char: char| char.is_ascii_digit()).then_some(Self::NUMBER);
        [Self::start(line), Self::end(line), number, Some(Self::NONE)].into_iter().flatten()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
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

/// Places for any text in a pattern.
const MOST_GAPS: usize = 3;

impl Patterns {
    /// Adds a line of a word list; where two lists hold it, the first one counts.
    pub(crate) fn add(&mut self, line: &str, widget: Widget) {
        let folded = key::of(line);
        let entry = trim(&folded);
        if !entry.contains("{n}") && !entry.contains("{*}") {
            if let (Widget::Share | Widget::TextSize, Some(start)) = (widget, Mark::start(entry)) {
                self.button_starts.insert(start);
            }
            self.whole.entry(entry.to_owned()).or_insert(widget);
            return;
        }
        let pieces = pieces(entry);
        self.with_gaps.entry(Mark::of(&pieces)).or_default().push((pieces, widget));
    }

    /// What a line with this key reads like.
    pub(crate) fn find(&self, key: &str) -> Option<Widget> {
        if self.whole.is_empty() && self.with_gaps.is_empty() {
            return None;
        }
        let line = trim(key);
        if line.starts_with(|first: char| first.is_ascii_alphanumeric()) {
            return self.find_trimmed(line);
        }
        let bare = line.trim_start_matches(['•', '*', '-', '|', '+', '×', '·', '▼', '▶', '►', '>', '»', ' ']);
        self.find_trimmed(line).or_else(|| (bare.len() < line.len()).then(|| self.find_trimmed(bare)).flatten())
    }

    fn find_trimmed(&self, line: &str) -> Option<Widget> {
        if let Some(&widget) = self.whole.get(line) {
            return Some(widget);
        }
        let lists = Mark::of_line(line).filter_map(|mark| self.with_gaps.get(&mark));
        let found = lists.flatten().find(|(pieces, _)| may_fit(pieces, line) && fits(pieces, line)).map(|(_, widget)| *widget);
        found.or_else(|| self.is_button_row(line).then_some(Widget::Share))
    }

    /// Whether a line is two or more buttons in a row, with or without something between: `facebooktwitteremail`.
    fn is_button_row(&self, line: &str) -> bool {
        const LONGEST_ROW: usize = 160;
        let is_known = Mark::start(line).is_some_and(|start| self.button_starts.contains(&start));
        if line.len() > LONGEST_ROW || !is_known {
            return false;
        }
        let (mut rest, mut buttons, mut kinds) = (line, 0, 0);
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(at, char)| at + char.len_utf8()).filter(|&end| end <= 24);
            let is_button = |end: &usize| matches!(self.whole.get(&rest[..*end]), Some(Widget::Share | Widget::TextSize));
            let Some(end) = ends.rev().find(is_button) else { return false };
            kinds += usize::from(end > 3);
            buttons += 1;
            rest = rest[end..].trim_start_matches([' ', '/', '|', ',', '•', '·', '-']);
        }
        buttons >= 2 && kinds >= 1
    }
}

/// Ends that do not count.
pub(super) fn trim(key: &str) -> &str {
    if key.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
        return key;
    }
    let line = key.trim_end_matches([' ', ':', '.', '|', '>', '»', '…', '：']);
    if line.is_empty() { key } else { line }
}

/// The pieces of a folded entry. More places for any text than three would make a line expensive to look at: the rest is text.
pub(super) fn pieces(entry: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = entry;
    while !rest.is_empty() {
        let gaps = found.iter().filter(|piece| matches!(piece, Piece::Any)).count();
        let gap = [("{n}", Piece::Number), ("{*}", Piece::Any)];
        let next = gap.into_iter().filter_map(|(mark, piece)| rest.find(mark).map(|at| (at, piece))).min_by_key(|(at, _)| *at);
        let Some((at, piece)) = next.filter(|_| gaps < MOST_GAPS) else {
            found.push(Piece::Text(rest.to_owned()));
            break;
        };
        if at > 0 {
            found.push(Piece::Text(rest[..at].to_owned()));
        }
        found.push(piece);
        rest = &rest[at + 3..];
    }
    found
}

/// Whether a line ends as a pattern does.
pub(super) fn may_fit(pieces: &[Piece], line: &str) -> bool {
    !matches!(pieces.last(), Some(Piece::Text(end)) if !line.ends_with(end.as_str()))
}

/// Whether the pieces cover the line. Linear in the line, for each piece: it follows the places
/// where a piece may end all at once, so that no gap is tried again for each end of another.
pub(super) fn fits(pieces: &[Piece], line: &str) -> bool {
    // Most lines are told apart by the first piece already.
    let (pieces, start) = match pieces {
        [Piece::Text(text), rest @ ..] if line.starts_with(text.as_str()) => (rest, text.len()),
        [Piece::Text(_), ..] => return false,
        _ => (pieces, 0),
    };
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

/// Where `text` ends that begins at one of the places.
fn after_text(starts: &[usize], text: &str, line: &str) -> Vec<usize> {
    let begins = |start: &&usize| line.as_bytes()[**start..].starts_with(text.as_bytes());
    starts.iter().filter(begins).map(|start| start + text.len()).collect()
}

/// Where a number may end that begins at one of the places: after each sign of a run of digits,
/// points, commas, colons and slashes that begins with a digit.
fn after_number(starts: &[usize], line: &str) -> Vec<usize> {
    let is_sign = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':' | b'/');
    let bytes = line.as_bytes();
    let mut ends: Vec<usize> = Vec::new();
    for &start in starts {
        if !bytes.get(start).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        // The ends up to the last one are there; a run is not read twice.
        let mut end = ends.last().copied().filter(|&last| last > start).unwrap_or(start);
        while bytes.get(end).is_some_and(is_sign) {
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
    use super::{Patterns, Piece, Widget, fits, pieces};
    use crate::compare::key;
    use proptest::prelude::*;

    /// Whether the pieces cover the line, by trying everything.
    fn fits_naive(pieces: &[Piece], line: &str) -> bool {
        let Some((piece, rest)) = pieces.split_first() else { return line.is_empty() };
        let fits_part = |part: &str| match piece {
            Piece::Text(text) => part == text,
            Piece::Number => {
                part.starts_with(|char: char| char.is_ascii_digit()) && part.bytes().all(|byte| b"0123456789.,:/".contains(&byte))
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
            assert!(fits(&pieces(pattern), fitting), "{pattern} does not fit {fitting}");
            assert!(!fits(&pieces(pattern), other), "{pattern} fits {other}");
        }
    }

    #[test]
    fn gaps_of_a_long_line_are_no_product() {
        // With backtracking each of the three gaps is tried for each place of the one before.
        let line = "ab".repeat(100_000);
        assert!(!fits(&pieces("{*}ab{*}ab{*}c"), &line));
        let digits = "1.".repeat(100_000);
        assert!(!fits(&pieces("{n}{n}{n}c"), &digits));
    }

    proptest! {
        #[test]
        fn fits_as_by_trying_everything(
            pattern in "([ab1.]|\\{n\\}|\\{\\*\\}){1,6}", line in "[ab1.é]{0,9}",
        ) {
            let pieces = pieces(&pattern);
            prop_assert_eq!(fits(&pieces, &line), fits_naive(&pieces, &line));
        }
    }

    fn patterns() -> Patterns {
        let mut patterns = Patterns::default();
        for (line, widget) in [
            ("short url", Widget::Certain),
            ("facebook", Widget::Share),
            ("twitter", Widget::Share),
            ("email", Widget::Share),
            ("{n} min read", Widget::Update),
            ("updated {*}", Widget::Update),
            ("the post {*} appeared first on {*}", Widget::Legal),
            ("a a", Widget::TextSize),
        ] {
            patterns.add(line, widget);
        }
        patterns
    }

    #[test]
    fn whole_lines_and_gaps() {
        let found = |line: &str| patterns().find(&key::of(line));
        assert_eq!(found("Short Url"), Some(Widget::Certain));
        assert_eq!(found("• Short Url:"), Some(Widget::Certain));
        assert_eq!(found("12 min read"), Some(Widget::Update));
        assert_eq!(found("min read"), None);
        assert_eq!(found("Updated"), None);
        assert_eq!(found("Updated 22 June 2017"), Some(Widget::Update));
        assert_eq!(found("The post Ferry sinks appeared first on Harbour Times."), Some(Widget::Legal));
        assert_eq!(found("Short url of the day"), None);
    }

    #[test]
    fn rows_of_buttons() {
        let found = |line: &str| patterns().find(&key::of(line));
        assert_eq!(found("FacebookTwitterEmail"), Some(Widget::Share));
        assert_eq!(found("Facebook / Twitter | Email"), Some(Widget::Share));
        assert_eq!(found("Facebook buys Twitter"), None);
        assert_eq!(found("A A A"), None);
    }
}
