//! What every line looks like on its own. Nothing is decided here.

use memchr::memchr;

use crate::compare::tokens;
use crate::options::LONGEST_ARTIFACT;
use crate::recognize::artifact::Widget;
use crate::recognize::shape::{End, Shape, has_inner_stop};
use crate::recognize::whole::{self, WholeLine};
use crate::recognize::{Lexicon, byline, credit, end_note, timestamp};
use crate::stage::{Document, Facts, Kind, Rules};

/// Longest place in a gallery, in bytes: `120 of 500`.
const LONGEST_PAGE_NUMBER: usize = 12;
/// Longest key, in bytes, of a sentence that may be something else than text.
const LONGEST_SHORT: usize = 60;
/// Lines above in which the same line is looked for: a head repeats itself.
const RECENT: usize = 8;
/// Words of a line that names another story.
const MOST_TEASER_WORDS: u32 = 28;
/// Longest line, in bytes, that is searched for a credit.
const LONGEST_CAPTION: usize = 2400;

/// Finds the facts of every line. Linear.
pub(crate) fn classify(document: &mut Document<'_>, rules: Rules<'_>) {
    for at in 0..document.lines.len() {
        let line = &document.lines[at];
        let twin = document.lines[at.saturating_sub(RECENT)..at]
            .iter()
            .find(|twin| twin.hash == line.hash && twin.text == line.text);
        let facts = match twin {
            Some(twin) => twin.facts.clone(),
            None => facts_of(&line.text, document.key(at), rules),
        };
        document.lines[at].facts = facts;
    }
}

pub(super) fn facts_of(text: &str, key: &str, rules: Rules<'_>) -> Facts {
    let lexicon = rules.lexicon;
    let shape = Shape::of(text);
    let count = tokens::count(key);
    let words = u32::try_from(count.total()).unwrap_or(u32::MAX);
    let is_unspaced = count.is_unspaced();
    let mut facts = Facts { shape, words, is_unspaced, ..Facts::default() };
    if text.len() <= LONGEST_CAPTION {
        facts.credit = credit::at_end(text, key, lexicon).map(Box::new);
    }
    facts.whole = WholeLine::of(text, key, facts.credit.as_deref(), lexicon);
    // `Share this article via Facebook` names no source; `Copyright Lena Marsh` may be both.
    if facts.whole.widget.is_some_and(|widget| widget != Widget::Legal) {
        facts.credit = None;
    }
    if text.len() <= whole::LONGEST {
        facts.kind = kind_of(text, key, &facts, lexicon);
    }
    if key.len() <= LONGEST_ARTIFACT
        && let Some(widget) = lexicon.own.artifact(key)
    {
        facts.kind = Kind::Widget(widget);
    }
    facts
}

fn kind_of(text: &str, key: &str, facts: &Facts, lexicon: &Lexicon) -> Kind {
    if let Some(widget) = facts.whole.widget {
        return if widget == Widget::Update { Kind::Date } else { Kind::Widget(widget) };
    }
    if facts.shape.end == End::Stop && key.len() > LONGEST_SHORT {
        let may_be_note = key.starts_with(['(', '[']) || memchr(b';', key.as_bytes()).is_some();
        let is_note = may_be_note && end_note::is_end_note(text, key, facts.shape, lexicon);
        return if is_note { Kind::EndNote } else { Kind::Text };
    }
    match () {
        () if !text.chars().any(char::is_alphanumeric) => Kind::Ornament,
        () if key.len() <= 2 && key.bytes().all(|byte| byte.is_ascii_digit()) => Kind::SmallNumber,
        () if is_page_number(key) => Kind::PageNumber,
        () if facts.whole.is_credit => Kind::Credit,
        () if byline::is_byline(text, key, facts.shape, lexicon) => Kind::Byline,
        () if timestamp::is_date(key, lexicon) => Kind::Date,
        () if end_note::is_end_note(text, key, facts.shape, lexicon) => Kind::EndNote,
        () if end_note::is_source(key) => Kind::Source,
        () if is_read_also(text, key, facts, lexicon) => Kind::ReadAlso,
        () => Kind::Text,
    }
}

/// `1 / 4`, `1 of 12`
fn is_page_number(key: &str) -> bool {
    if !key.starts_with(|char: char| char.is_ascii_digit()) || key.len() > LONGEST_PAGE_NUMBER {
        return false;
    }
    let parts = key.split_once('/').or_else(|| key.split_once(" of "));
    let number =
        |part: &str| part.trim().parse::<u16>().ok().filter(|number| (1..=500).contains(number));
    parts
        .and_then(|(page, pages)| Some((number(page)?, number(pages)?)))
        .is_some_and(|(page, pages)| page <= pages)
}

/// A label of the word lists and then a headline, not a sentence.
fn is_read_also(text: &str, key: &str, facts: &Facts, lexicon: &Lexicon) -> bool {
    if facts.shape.end == End::Stop {
        return false;
    }
    let Some(label) = lexicon
        .lists
        .read_also
        .at_start(key.trim_start_matches(['(', '[', '>', '»', '-', '•', '*', ' ']))
    else {
        return false;
    };
    key.len() > label.len() && facts.words <= MOST_TEASER_WORDS && !has_inner_stop(text)
}
