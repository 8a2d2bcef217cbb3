//! Lines that belong to the page, not to the story.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key;
use crate::recognize::gaps::{Gaps, has_gaps};
use crate::recognize::starts::{Starts, start};
use crate::removal::Reason;

/// What kind of artifact a whole line reads like. Whether it is one depends on its place, but for
/// [`Widget::Certain`] and [`Widget::Learned`].
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

/// Bytes by which rows of buttons are told from other lines.
const BUTTON_START: usize = 3;

/// The whole lines of all artifact lists.
#[derive(Debug, Clone, Default)]
pub(crate) struct Patterns {
    whole: HashMap<Cow<'static, str>, Widget, BuildKeyHasher>,
    /// Lines with placeholders.
    with_gaps: Gaps<Widget>,
    /// How buttons of three bytes and more start.
    button_starts: Starts,
}

impl Patterns {
    /// Makes room for so many lines.
    pub(crate) fn reserve(&mut self, lines: usize) {
        self.whole.reserve(lines);
    }

    /// Adds the key of a line; where two lists hold it, the first one counts.
    pub(crate) fn add(&mut self, line: Cow<'static, str>, widget: Widget) {
        let entry = key::part(line, trim);
        if has_gaps(&entry) {
            self.with_gaps.add(entry, widget);
            return;
        }
        if matches!(widget, Widget::Share | Widget::TextSize) && entry.len() >= BUTTON_START {
            self.button_starts.insert(start(&entry, BUTTON_START));
        }
        self.whole.entry(entry).or_insert(widget);
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
        let bare = line
            .trim_start_matches(['•', '*', '-', '|', '+', '×', '·', '▼', '▶', '►', '>', '»', ' ']);
        self.find_trimmed(line)
            .or_else(|| (bare.len() < line.len()).then(|| self.find_trimmed(bare)).flatten())
    }

    fn find_trimmed(&self, line: &str) -> Option<Widget> {
        if let Some(&widget) = self.whole.get(line) {
            return Some(widget);
        }
        let mut lists = self.with_gaps.candidates(line);
        let found = lists.find(|pattern| pattern.fits(line)).map(|pattern| pattern.says);
        found.or_else(|| self.is_button_row(line).then_some(Widget::Share))
    }

    /// Whether a line is two or more buttons in a row, with or without something between:
    /// `facebooktwitteremail`.
    fn is_button_row(&self, line: &str) -> bool {
        const LONGEST_ROW: usize = 160;
        let is_known = self.button_starts.contains(start(line, BUTTON_START));
        if line.len() > LONGEST_ROW || !is_known {
            return false;
        }
        let (mut rest, mut buttons, mut kinds) = (line, 0, 0);
        while !rest.is_empty() {
            let ends =
                rest.char_indices().map(|(at, char)| at + char.len_utf8()).filter(|&end| end <= 24);
            let is_button = |end: &usize| {
                matches!(self.whole.get(&rest[..*end]), Some(Widget::Share | Widget::TextSize))
            };
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
    let line = key
        .trim_end_matches([' ', ':', '.', '|', '>', '»', '›', '→', '…', '：', '。', '।', '۔', '።']);
    if line.is_empty() { key } else { line }
}

#[cfg(test)]
mod tests {
    use super::{Patterns, Widget};
    use crate::compare::key;

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
            patterns.add(key::of_entry(line), widget);
        }
        patterns
    }

    #[test]
    fn whole_lines_and_gaps() {
        let found = |line: &str| patterns().find(&key::of(line));
        assert_eq!(found("Short Url"), Some(Widget::Certain));
        assert_eq!(found("• Short Url:"), Some(Widget::Certain));
        for stop in ['.', '。', '।', '۔', '።', '：', '…'] {
            assert_eq!(found(&format!("Short Url{stop}")), Some(Widget::Certain), "{stop}");
        }
        assert_eq!(found("Short Url!"), None);
        assert_eq!(found("12 min read"), Some(Widget::Update));
        assert_eq!(found("min read"), None);
        assert_eq!(found("Updated"), None);
        assert_eq!(found("Updated 22 June 2017"), Some(Widget::Update));
        assert_eq!(
            found("The post Ferry sinks appeared first on Harbour Times."),
            Some(Widget::Legal)
        );
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
