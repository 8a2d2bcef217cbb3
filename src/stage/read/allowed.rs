//! What a row can be read as at all: the hard rules that stand above the weights.
//!
//! A copy needs a line that it is a copy of, a second article something that begins it, a summary in the head something of the head
//! below it. So a plain text, a headline over paragraphs with one gap between, is never cut and keeps every paragraph.

use crate::recognize::forms::Forms;
use crate::stage::Row;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::path::{self, Set};
use crate::stage::read::reading::Reading;
use crate::stage::read::relations::Relations;

/// Words of a paragraph that nothing but its place could make something else: captions, summaries and notes are shorter, or have
/// a copy or a credit.
const LONG_WORDS: usize = 60;
/// Words of a line that names people, tags or a section: of 40 real bylines with agency and date the longest has 16.
const LABEL_WORDS: usize = 24;
/// Words of a separator: `Next article`, `- 2 -`.
const SEPARATOR_WORDS: usize = 6;
/// Words of a credit on its own line.
const CREDIT_WORDS: usize = 14;
/// Rows above a headline in which a separator, a label or furniture shows that an article ends, and rows below it in which the
/// head goes on.
const EDGE: usize = 2;
/// Rows below a summary in which something of the head follows.
const HEAD: usize = 8;

/// The readings that are possible for every row. Linear.
pub(super) fn of_rows(rows: &[Row], facts: &Facts) -> Vec<Set> {
    let text = Text { rows, looks: &facts.looks, relations: &facts.relations, body_gap: facts.body_gap };
    (0..rows.len()).map(|row| text.allowed(row)).collect()
}

struct Text<'a> {
    rows: &'a [Row],
    looks: &'a [Look],
    relations: &'a [Relations],
    body_gap: u32,
}

impl Text<'_> {
    fn allowed(&self, row: usize) -> Set {
        let (look, it) = (&self.looks[row], &self.relations[row]);
        let mut set = path::ALL;
        let mut forbid = |is_possible: bool, readings: &[Reading]| {
            if !is_possible {
                set &= !path::set(readings);
            }
        };
        let is_scene = it.scene_above.is_some() || it.scene_below.is_some();
        let is_copy = it.equal_above.is_some() || it.equal_below.is_some();
        let goes_on = it.goes_on_above.is_some() || it.goes_on_below.is_some();
        let is_prose = look.class == Class::Prose;
        forbid(self.may_open(row), &[Reading::Headline]);
        forbid(it.form_above.is_some(), &[Reading::Echo]);
        forbid(self.may_be_deck(row), &[Reading::Deck]);
        forbid(is_copy || goes_on || it.sentence_of.is_some(), &[Reading::DeckCopy]);
        forbid(is_copy || goes_on, &[Reading::ParagraphCopy]);
        forbid(it.sentence_of.is_some(), &[Reading::PullQuote]);
        forbid(is_scene, &[Reading::HeadCaptionCopy, Reading::BodyCaptionCopy, Reading::TailCaptionCopy]);
        forbid(look.has_digit || look.forms.has(Forms::DATE.or(Forms::AGO)), &[Reading::Date, Reading::DateAbove]);
        forbid(look.has_digit, &[Reading::HeadCounter, Reading::BodyCounter, Reading::TailCounter]);
        forbid(look.words <= SEPARATOR_WORDS, &[Reading::Separator]);
        forbid(look.words <= CREDIT_WORDS, &[Reading::HeadCredit, Reading::BodyCredit, Reading::TailCredit]);
        forbid(look.words <= LABEL_WORDS, LABELS);
        forbid(!is_prose || look.words <= LONG_WORDS || is_scene || look.has_credit, LONG_NEVER);
        set
    }

    /// Whether an article can begin with the headline in this row: it is the first that could be one, or something sets it off.
    fn may_open(&self, row: usize) -> bool {
        let look = &self.looks[row];
        if !look.may_be_headline {
            return false;
        }
        let above = || self.looks[row.saturating_sub(EDGE)..row].iter();
        let below = || self.looks.iter().skip(row + 1).take(EDGE);
        let is_pair = |row: usize| self.relations.get(row).is_some_and(|it| it.scene_below == Some(1) || it.equal_below == Some(1));
        let is_edge = |look: &Look| matches!(look.class, Class::Ornament | Class::Furniture | Class::Date | Class::Number);
        let is_head = |look: &Look| matches!(look.class, Class::Date | Class::Byline | Class::Caption);
        self.rows[row].blanks > self.body_gap
            || self.relations[row].form_below.is_some()
            || is_pair(row + 1)
            || is_pair(row + 2)
            || !self.looks[..row].iter().rev().take(HEAD).any(|look| look.is_prose)
            || above().any(is_edge)
            || below().any(is_head)
    }

    /// Whether something of a head follows before the text does: an echo, a byline, a date, a picture, a button.
    fn may_be_deck(&self, row: usize) -> bool {
        let is_head = |at: usize| {
            let (look, it) = (&self.looks[at], &self.relations[at]);
            let is_of_head = matches!(look.class, Class::Date | Class::Byline | Class::Caption | Class::Furniture);
            is_of_head || it.form_above.is_some() || it.scene_below == Some(1) || it.scene_above == Some(1)
        };
        let mut prose = 0;
        for at in row + 1..self.rows.len().min(row + 1 + HEAD) {
            if is_head(at) {
                return true;
            }
            prose += usize::from(self.looks[at].is_prose);
            if prose > 1 {
                return false;
            }
        }
        false
    }
}

/// Readings of a few words.
const LABELS: &[Reading] = &[
    Reading::TickerLabel,
    Reading::Menu,
    Reading::SectionAbove,
    Reading::Section,
    Reading::PointLabel,
    Reading::Byline,
    Reading::Date,
    Reading::DateAbove,
    Reading::Advertisement,
    Reading::Tags,
    Reading::RelatedLabel,
    Reading::Navigation,
];

/// What a long paragraph without a copy or a credit is not.
const LONG_NEVER: &[Reading] = &[
    Reading::Ticker,
    Reading::HeadWidget,
    Reading::BodyWidget,
    Reading::TailWidget,
    Reading::HeadCaption,
    Reading::BodyCaption,
    Reading::TailCaption,
    Reading::Subhead,
    Reading::Signature,
    Reading::ReadAlso,
    Reading::Newsletter,
    Reading::TailNewsletter,
    Reading::Related,
    Reading::Feedback,
];
