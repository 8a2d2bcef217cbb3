//! What every line looks like on its own. Nothing is decided here.

use crate::compare::tokens;
use crate::recognize::artifact::Widget;
use crate::recognize::shape::{End, Shape};
use crate::recognize::{Lexicon, byline, credit, end_note, timestamp};
use crate::stage::{Document, Facts, Kind, Rules};

/// Longest line, in bytes, that is looked up in the word lists as a whole.
const LONGEST_KIND: usize = 600;
/// Words of a line that names another story.
const MOST_TEASER_WORDS: usize = 28;
/// Longest line, in bytes, that is searched for a credit.
const LONGEST_CAPTION: usize = 2400;

/// Finds the facts of every line. Linear.
pub(crate) fn classify(document: &mut Document<'_>, rules: Rules<'_>) {
    for at in 0..document.lines.len() {
        let facts = facts_of(&document.lines[at].text, document.key(at), rules.lexicon);
        document.lines[at].facts = facts;
    }
}

fn facts_of(text: &str, key: &str, lexicon: &Lexicon) -> Facts {
    let shape = Shape::of(text);
    let mut facts = Facts { shape, ..Facts::default() };
    if text.len() <= LONGEST_CAPTION {
        facts.credit = credit::at_end(text, lexicon);
    }
    if text.len() <= LONGEST_KIND {
        facts.caption_start = lexicon.caption_starts.at_start(key).is_some();
        facts.kind = kind_of(text, key, &facts, lexicon);
    }
    facts
}

fn kind_of(text: &str, key: &str, facts: &Facts, lexicon: &Lexicon) -> Kind {
    let is_long_sentence = facts.shape.is_sentence() && facts.shape.inner_stop && key.len() > 200;
    if is_long_sentence {
        return Kind::Text;
    }
    if let Some(widget) = lexicon.widgets.find(key) {
        return if widget == Widget::Update { Kind::Date } else { Kind::Widget(widget) };
    }
    match () {
        () if !text.chars().any(char::is_alphanumeric) => Kind::Ornament,
        () if key.len() <= 2 && key.bytes().all(|byte| byte.is_ascii_digit()) => Kind::SmallNumber,
        () if is_page_number(key) => Kind::PageNumber,
        () if facts.credit.as_ref().is_some_and(|credit| credit.text_end == 0) => Kind::Credit,
        () if byline::is_byline(text, key, facts.shape, lexicon) => Kind::Byline,
        () if timestamp::is_date(key, lexicon) => Kind::Date,
        () if end_note::is_end_note(key, facts.shape, lexicon) => Kind::EndNote,
        () if end_note::is_source(key) => Kind::Source,
        () if is_read_also(key, facts.shape, lexicon) => Kind::ReadAlso,
        () => Kind::Text,
    }
}

/// `1 / 4`, `1 of 12`
fn is_page_number(key: &str) -> bool {
    let parts = key.split_once('/').or_else(|| key.split_once(" of "));
    let number = |part: &str| part.trim().parse::<u16>().ok().filter(|number| (1..=500).contains(number));
    parts.and_then(|(page, pages)| Some((number(page)?, number(pages)?))).is_some_and(|(page, pages)| page <= pages)
}

/// A label of the word lists and then a headline, not a sentence.
fn is_read_also(key: &str, shape: Shape, lexicon: &Lexicon) -> bool {
    let Some(label) = lexicon.read_also.at_start(key.trim_start_matches(['(', '[', '>', '»', '-', '•', '*', ' '])) else { return false };
    let words = tokens::count(key).total();
    key.len() > label.len() && words <= MOST_TEASER_WORDS && !shape.inner_stop && shape.end != End::Stop
}
