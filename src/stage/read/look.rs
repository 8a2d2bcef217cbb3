//! What a row looks like by itself, in the few ways that its neighbours are asked about.

use crate::compare::tokens;
use crate::recognize::shape::{End, has_inner_stop};
use crate::stage::{Document, Kind, Row, Rules, head};

/// Words that make a line prose when it ends as a sentence does, and when it ends in any way.
const PROSE_WORDS: usize = 9;
const LONG_PROSE_WORDS: usize = 28;
/// Words of a title.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=32;
/// Bytes of a key whose words are counted; a longer line is prose whatever follows.
const COUNTED: usize = 600;

/// What a row looks like.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Look {
    pub(super) kind: Kind,
    pub(super) class: Class,
    /// Words, of its first part where it is long; two code points of an unspaced script count as one.
    pub(super) words: usize,
    pub(super) is_unspaced: bool,
    pub(super) end: End,
    /// Whether it ends as a sentence and has the length of one, or is long.
    pub(super) is_prose: bool,
    /// Whether it is longer than captions are.
    pub(super) is_long: bool,
    /// Whether it could be a headline by its length and end, and is nothing that the lists know.
    pub(super) is_title: bool,
    /// Whether the hard rules allow it as a headline.
    pub(super) may_be_headline: bool,
    pub(super) is_short: bool,
    pub(super) is_tiny: bool,
    pub(super) is_cut: bool,
    pub(super) has_digit: bool,
    pub(super) kind_is_furniture: bool,
}

/// What the neighbours of a row see in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub(super) enum Class {
    /// A long sentence, or several.
    Prose,
    /// A short line with a sentence's end.
    Sentence,
    /// Of the length of a headline, without a full stop.
    Title,
    /// One or two words.
    #[default]
    Tiny,
    /// A whole line of the lists of furniture.
    Furniture,
    Date,
    Byline,
    /// It ends with a credit or begins as captions do.
    Caption,
    Bullet,
    /// No letter and no digit.
    Ornament,
    /// Digits and signs only.
    Number,
    /// It names another story, by the lists.
    ReadAlso,
}

impl Class {
    pub(super) const NAMES: [&'static str; 12] = [
        "prose", "sentence", "title", "tiny", "furniture", "date", "byline", "caption", "bullet", "ornament", "number", "read_also",
    ];
}

/// The looks of all rows. What the lists know of a kind that `hidden` names is not used.
pub(super) fn of_rows(document: &Document<'_>, rows: &[Row], rules: Rules<'_>, hidden: Hidden) -> Vec<Look> {
    rows.iter().map(|row| of(document, row.line, rules, hidden)).collect()
}

/// Kinds of the word lists that are kept from the reader while its weights are learned, so that it learns to do without them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hidden(pub(crate) u32);

impl Hidden {
    fn holds(self, kind: Kind) -> bool {
        let at = match kind {
            Kind::Text | Kind::SmallNumber | Kind::Ornament => return false,
            Kind::Widget(widget) => widget as u32,
            Kind::ReadAlso => 20,
            Kind::Byline => 21,
            Kind::Date => 22,
            Kind::EndNote => 23,
            Kind::Source => 24,
            Kind::PageNumber => 25,
            Kind::Credit => 26,
        };
        self.0 & 1 << at != 0
    }

    /// Whether credits at the ends of captions are hidden.
    pub(super) fn credits(self) -> bool {
        self.holds(Kind::Credit)
    }
}

fn of(document: &Document<'_>, line: usize, rules: Rules<'_>, hidden: Hidden) -> Look {
    let facts = document.facts(line);
    let text = &*document.lines[line].text;
    let key = document.key(line);
    let count = tokens::count(&key[..key.floor_char_boundary(COUNTED)]);
    let words = count.total();
    let end = facts.shape.end;
    let kind = if hidden.holds(facts.kind) { Kind::Text } else { facts.kind };
    let has_letter = text.chars().take(200).any(char::is_alphabetic);
    let has_digit = text.bytes().take(400).any(|byte| byte.is_ascii_digit()) || text.chars().take(100).any(char::is_numeric);
    let is_sentence = matches!(end, End::Stop | End::Mark) || end == End::Ellipsis && words >= PROSE_WORDS;
    let is_prose = has_letter && (is_sentence && words >= PROSE_WORDS || words >= LONG_PROSE_WORDS);
    let is_tiny = words <= 2;
    let is_title = TITLE_WORDS.contains(&words) && matches!(end, End::Open | End::Mark | End::Ellipsis) && !facts.shape.bullet;
    let has_credit = facts.credit.is_some() && !hidden.credits();
    let class = match kind {
        _ if !has_letter && !has_digit => Class::Ornament,
        _ if !has_letter => Class::Number,
        Kind::Widget(_) | Kind::Source | Kind::EndNote | Kind::PageNumber => Class::Furniture,
        Kind::ReadAlso => Class::ReadAlso,
        Kind::Date => Class::Date,
        Kind::Byline => Class::Byline,
        Kind::Credit => Class::Caption,
        _ if has_credit || facts.caption_start => Class::Caption,
        _ if facts.shape.bullet => Class::Bullet,
        _ if is_prose => Class::Prose,
        _ if is_tiny => Class::Tiny,
        _ if is_sentence || has_inner_stop(text) => Class::Sentence,
        _ => Class::Title,
    };
    Look {
        kind,
        class,
        words,
        is_unspaced: count.is_unspaced(),
        end,
        is_prose,
        is_long: facts.shape.chars > 600,
        is_title: is_title && matches!(kind, Kind::Text),
        may_be_headline: may_be_headline(document, line, rules),
        is_short: words <= 5,
        is_tiny,
        is_cut: end == End::Ellipsis,
        has_digit,
        kind_is_furniture: matches!(kind, Kind::Widget(_) | Kind::Source | Kind::PageNumber | Kind::Ornament),
    }
}

/// The hard rules for a headline: its length, and a letter or digit. What it looks like beside others is weighed.
fn may_be_headline(document: &Document<'_>, line: usize, rules: Rules<'_>) -> bool {
    let facts = document.facts(line);
    let is_sentence_long = facts.shape.end == End::Stop && !head::stands_as_headline(document, line) && facts.shape.chars > 160;
    facts.shape.chars <= rules.options.headline_chars
        && facts.kind != Kind::Ornament
        && !is_sentence_long
        && document.lines[line].text.chars().any(char::is_alphanumeric)
}
