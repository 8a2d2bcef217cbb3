//! What a row can be read as at all: the hard rules that stand above the weights.
//!
//! A copy needs a line that it is a copy of, a second article something that begins it, a summary in the head something of the head
//! below it. So a plain text, a headline over paragraphs with one gap between, is never cut and keeps every paragraph.

use crate::recognize::forms::Forms;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::path::{self, Set};
use crate::stage::read::reading::Reading;
use crate::stage::read::relations::Relations;
use crate::stage::{Kind, Row, Rules};

/// Words of a paragraph that nothing but its place could make something else: captions, summaries and notes are shorter, or have
/// a copy or a credit.
const LONG_WORDS: usize = 60;
/// Words of a line that names people, tags or a section: of 40 real bylines with agency and date the longest has 16.
const LABEL_WORDS: usize = 24;
/// Words of a byline that nothing but its place shows: a name.
const BARE_WORDS: usize = 4;
/// Forms of lines that say who.
const SIGNED: Forms = Forms::BYLINE
    .or(Forms::BYLINE_LABEL_ALONE)
    .or(Forms::NAMES_ONLY)
    .or(Forms::NAME_AND_AGENCY)
    .or(Forms::NAME_AND_DATE)
    .or(Forms::AGENCY_ONLY)
    .or(Forms::HOLDS_DATE)
    .or(Forms::HANDLE)
    .or(Forms::URL_OR_MAIL);
/// Words of a separator: `Next article`, `- 2 -`.
const SEPARATOR_WORDS: usize = 6;
/// Words of a heading over a list: `Four stories you should not miss`.
const HEADING_WORDS: usize = 8;
/// Words of a credit on its own line.
const CREDIT_WORDS: usize = 14;
/// Rows above a headline in which a separator, a label or furniture shows that an article ends, and rows below it in which the
/// head goes on.
const EDGE: usize = 2;
/// Rows below a summary in which something of the head follows.
const HEAD: usize = 8;

/// The readings that are possible for every row. Linear.
pub(super) fn of_rows(rows: &[Row], facts: &Facts<'_>, rules: Rules<'_>) -> Vec<Set> {
    let blank_run = u32::try_from(rules.options.blank_run).unwrap_or(u32::MAX);
    let text = Text {
        rows,
        looks: &facts.looks,
        relations: &facts.relations,
        body_gap: facts.body_gap,
        has_one_gap: facts.has_one_gap,
        is_page: facts.is_page(),
        blank_run,
    };
    (0..rows.len()).map(|row| text.allowed(row)).collect()
}

struct Text<'a> {
    rows: &'a [Row],
    looks: &'a [&'a Look],
    relations: &'a [Relations],
    body_gap: u32,
    has_one_gap: bool,
    is_page: bool,
    /// Blank lines beyond the usual gap that may set articles apart.
    blank_run: u32,
}

impl Text<'_> {
    fn allowed(&self, row: usize) -> Set {
        let (look, it) = (self.looks[row], &self.relations[row]);
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
        forbid(look.words <= BARE_WORDS || look.forms.has(SIGNED), &[Reading::Byline]);
        forbid(look.words <= LABEL_WORDS, LABELS);
        forbid(self.is_page || !self.is_alone_between_prose(row), OUTSIDE);
        forbid(self.is_page, &[Reading::Elsewhere]);
        if self.is_page {
            for (form, readings) in SUPPORTED {
                forbid(look.forms.has(*form), readings);
            }
            forbid(look.forms.has(SIGNED.or(Forms::SOCIAL_SIGNATURE)), &[Reading::Signature]);
            let is_text = matches!(look.class, Class::Prose | Class::Sentence);
            forbid(!is_text || look.forms.has(Forms::TAGS), &[Reading::Tags]);
            forbid(!is_text && look.words <= HEADING_WORDS, &[Reading::TickerLabel, Reading::PointLabel, Reading::RelatedLabel]);
            forbid(!is_prose || is_scene || self.may_be_scene(row), CAPTIONS);
            forbid(!look.is_title || is_scene || self.has_sign_of_scene(row), CAPTIONS);
        }
        forbid(is_scene || self.may_be_scene(row), &[Reading::HeadCaption, Reading::BodyCaption, Reading::TailCaption]);
        forbid(!is_prose || look.words <= LONG_WORDS || is_scene || look.has_credit, LONG_NEVER);
        set
    }

    /// Whether a row stands between two paragraphs, said once, and no list knows it: a subhead, or whatever else the story has there.
    fn is_alone_between_prose(&self, row: usize) -> bool {
        let is_text = |look: &Look| matches!(look.class, Class::Prose | Class::Sentence);
        let is_prose = |row: Option<usize>| row.and_then(|row| self.looks.get(row).copied()).is_some_and(is_text);
        let look = self.looks[row];
        let is_listed = look.forms.has(Forms::FURNITURE.or(Forms::AUTHOR_BOX).or(Forms::END_NOTE)) || look.kind != Kind::Text;
        is_prose(row.checked_sub(1)) && is_prose(Some(row + 1)) && !is_listed && self.relations[row].equals < 2
    }

    /// Whether an article can begin with the headline in this row: it is the first that could be one, or something sets it off.
    fn may_open(&self, row: usize) -> bool {
        let look = self.looks[row];
        if !look.may_be_headline || self.is_page {
            return look.may_be_headline;
        }
        let is_doubled = self.relations[row].form_below.is_some();
        let is_text = |look: &Look| matches!(look.class, Class::Prose | Class::Sentence);
        if self.has_one_gap && row > 0 {
            // How articles are printed: a subhead over a date is no other one.
            let is_cut =
                matches!(self.looks[row - 1].kind, Kind::Source | Kind::Ornament) || self.looks[row - 1].forms.has(Forms::NEXT_ARTICLE);
            return is_doubled || self.is_pair(row + 1) || is_cut || !self.looks[..row].iter().rev().take(HEAD).copied().any(is_text);
        }
        let above = || self.looks[row.saturating_sub(EDGE)..row].iter().copied();
        let below = || self.looks.iter().copied().skip(row + 1).take(EDGE);
        let is_edge = |look: &Look| matches!(look.class, Class::Ornament | Class::Furniture | Class::Date | Class::Number);
        let is_head = |look: &Look| matches!(look.class, Class::Date | Class::Byline | Class::Caption);
        self.rows[row].blanks >= self.body_gap.saturating_add(self.blank_run)
            || is_doubled
            || self.is_pair(row + 1)
            || self.is_pair(row + 2)
            || !self.looks[..row].iter().rev().take(HEAD).copied().any(is_text)
            || above().any(is_edge)
            || below().any(is_head)
    }

    /// Whether a single line can be a caption: it is no sentence, or a credit, a counter or its opening says so.
    fn may_be_scene(&self, row: usize) -> bool {
        let is_text = matches!(self.looks[row].class, Class::Prose | Class::Sentence);
        !is_text || self.has_sign_of_scene(row)
    }

    /// Whether a credit, a counter or its opening says that a line is a caption.
    fn has_sign_of_scene(&self, row: usize) -> bool {
        let look = self.looks[row];
        let signs = Forms::CREDIT_ALONE.or(Forms::GALLERY_COUNTER);
        let beside = |row: Option<usize>| row.and_then(|row| self.looks.get(row)).is_some_and(|look| look.forms.has(signs));
        look.has_credit || look.forms.has(Forms::CAPTION_START) || beside(row.checked_sub(1)) || beside(Some(row + 1))
    }

    /// Whether a row and the next one are the same line, or the same scene.
    fn is_pair(&self, row: usize) -> bool {
        self.relations.get(row).is_some_and(|it| it.scene_below == Some(1) || it.equal_below == Some(1))
    }

    /// Whether something of a head follows before the text does: an echo, a byline, a date, a picture, a button.
    fn may_be_deck(&self, row: usize) -> bool {
        let is_head = |at: usize| {
            let (look, it) = (self.looks[at], &self.relations[at]);
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

/// On a page, where most lines are none of the story, what only a form of the line itself can show.
const SUPPORTED: &[(Forms, &[Reading])] = &[
    (Forms::APPEARED_FIRST.or(Forms::SOURCE_LINE), &[Reading::FirstPublished]),
    (Forms::END_NOTE.or(Forms::SIGN_OFF), &[Reading::EndNote]),
    (Forms::CORRECTION, &[Reading::Correction]),
    (Forms::AUTHOR_BOX.or(Forms::NAMES_ONLY).or(Forms::BYLINE), &[Reading::AuthorBox]),
    (Forms::RIGHTS, &[Reading::Rights]),
    (Forms::GALLERY_COUNTER, &[Reading::HeadCounter, Reading::BodyCounter, Reading::TailCounter]),
    (
        Forms::DATE.or(Forms::AGO).or(Forms::HOLDS_DATE).or(Forms::TIME_ONLY).or(Forms::READING_TIME).or(Forms::VIEWS_OR_COMMENTS_COUNT),
        &[Reading::Date, Reading::DateAbove],
    ),
    (Forms::FEEDBACK, &[Reading::Feedback]),
    (Forms::COMMENT_FORM, &[Reading::CommentForm]),
    (Forms::PREV_NEXT.or(Forms::NEXT_ARTICLE), &[Reading::Navigation]),
    (Forms::FURNITURE, &[Reading::Newsletter, Reading::TailNewsletter, Reading::HeadWidget, Reading::BodyWidget, Reading::TailWidget]),
    (Forms::AD, &[Reading::Advertisement]),
    (Forms::READ_ALSO.or(Forms::RELATED_LABEL), &[Reading::ReadAlso]),
];

/// Captions that are the first ones of their text.
const CAPTIONS: &[Reading] = &[Reading::HeadCaption, Reading::BodyCaption, Reading::TailCaption];

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

/// What is not of the story.
const OUTSIDE: &[Reading] = &[
    Reading::Menu,
    Reading::TickerLabel,
    Reading::Ticker,
    Reading::PointLabel,
    Reading::Tags,
    Reading::RelatedLabel,
    Reading::Related,
    Reading::AuthorBox,
    Reading::CommentForm,
    Reading::Rights,
    Reading::FirstPublished,
    Reading::Feedback,
    Reading::Navigation,
    Reading::HeadWidget,
    Reading::BodyWidget,
    Reading::TailWidget,
    Reading::TailNewsletter,
    Reading::Newsletter,
    Reading::Advertisement,
    Reading::EndNote,
    Reading::Correction,
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
