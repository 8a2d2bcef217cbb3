//! What a row can be read as at all: the hard rules that stand above the weights.
//!
//! A copy needs a line that it is a copy of, a second article something that begins it, a summary
//! in the head something of the head below it. So a plain text, a headline over paragraphs with one
//! gap between, is never cut and keeps every paragraph.

mod entries;
mod opening;
mod page;
mod pictures;

pub(super) use page::{DECK_WORDS, DECKS, LONGEST_HEAD, starts_with_date};

use crate::recognize::artifact::Widget;
use crate::recognize::forms::Forms;
use crate::recognize::shape::End;
use crate::stage::read::Marks;
use crate::stage::read::allowed::entries::has_entries;
use crate::stage::read::allowed::opening::subheads;
use crate::stage::read::allowed::page::PageRows;
use crate::stage::read::allowed::pictures::Pictures;
use crate::stage::read::facts::{Fact, Facts};
use crate::stage::read::look::{Class, Look};
use crate::stage::read::path::{self, Set};
use crate::stage::read::reading::Reading;
use crate::stage::read::relations::Relations;
use crate::stage::{Document, Kind, Row, Rules};

/// Words of a paragraph that nothing but its place could make something else: captions, summaries
/// and notes are shorter, or have a copy or a credit.
const LONG_WORDS: usize = 60;
/// Words of a line that names people, tags or a section: of 40 real bylines with agency and date
/// the longest has 16.
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
/// Forms of lines that ask something of the reader.
const REQUESTS: Forms =
    Forms::NEWSLETTER.or(Forms::PAYWALL).or(Forms::COMMENT_FORM).or(Forms::FEEDBACK);
/// Words of a section's name that no list has, and forms of the others. A longer line above a
/// headline is one itself.
const SECTION_WORDS: usize = 6;
const SECTIONS: Forms = Forms::SECTION_LABEL
    .or(Forms::BREADCRUMB)
    .or(Forms::FURNITURE)
    .or(Forms::NAME_AND_AGENCY)
    .or(Forms::NAMES_ONLY);
/// Words of a separator: `Next article`, `- 2 -`.
const SEPARATOR_WORDS: usize = 6;
/// Words of a credit on its own line.
const CREDIT_WORDS: usize = 14;
/// Rows above a headline in which a separator, a label or furniture shows that an article ends, and
/// rows below it in which the head goes on.
const EDGE: usize = 2;

/// The readings that are possible for every row. Linear.
pub(super) fn of_rows(
    document: &Document<'_>,
    rows: &[Row],
    facts: &Facts<'_>,
    marks: Marks,
    rules: Rules<'_>,
) -> Vec<Set> {
    let text = Text::of(document, rows, facts, marks, rules);
    (0..rows.len()).map(|row| text.allowed(row)).collect()
}

struct Text<'a> {
    rows: &'a [Row],
    looks: &'a [&'a Look],
    relations: &'a [Relations],
    body_gap: u32,
    has_one_gap: bool,
    /// The page that the rows are of.
    page: Option<PageRows>,
    /// Blank lines beyond the usual gap that may set articles apart.
    min_extra_blank_lines: u32,
    /// Whether each row is a heading under one that has a text of its own, as markdown has it.
    subheads: Vec<bool>,
    /// The captions that say what paragraphs say.
    pictures: Pictures,
    /// The last row of prose that no list knows.
    last_prose: usize,
    /// Whether times stand above many of the texts, as in a live report.
    has_entries: bool,
    /// Whether the first line that looks like a headline has small letters.
    title_is_mixed: bool,
}

impl<'a> Text<'a> {
    /// What is asked about these rows. Linear.
    fn of(
        document: &Document<'_>,
        rows: &'a [Row],
        facts: &'a Facts<'_>,
        marks: Marks,
        rules: Rules<'_>,
    ) -> Self {
        let min_extra_blank_lines =
            u32::try_from(rules.options.min_extra_blank_lines).unwrap_or(u32::MAX);
        Self {
            rows,
            looks: &facts.looks,
            relations: &facts.relations,
            body_gap: facts.body_gap,
            has_one_gap: facts.has_one_gap,
            page: facts.is_page().then(|| PageRows::new(rows, facts)),
            min_extra_blank_lines,
            subheads: match marks {
                Marks::Given => subheads(document, rows, facts),
                Marks::Gone => vec![false; rows.len()],
            },
            pictures: Pictures::find(document, rows, facts),
            last_prose: facts
                .looks
                .iter()
                .rposition(|look| look.class == Class::Prose)
                .unwrap_or(0),
            has_entries: has_entries(&facts.looks),
            title_is_mixed: facts
                .looks
                .iter()
                .find(|look| is_heading(look))
                .is_some_and(|look| !is_capitals(look)),
        }
    }
}

/// Whether a line may name another story: by the lists, or by a sign between a label and a
/// headline.
fn names_other_story(look: &Look) -> bool {
    let signs = [
        Fact::EarlyColon,
        Fact::Pipe,
        Fact::Arrow,
        Fact::Dash,
        Fact::StartsSign,
        Fact::StartsBracket,
    ];
    let is_listed = look.kind != Kind::Text
        || look.class == Class::ReadAlso
        || look.forms.has(Forms::FURNITURE);
    is_listed || look.class == Class::Bullet || signs.iter().any(|&sign| look.held.has(sign))
}

/// Whether a line that no form shows to be a name may be one: a few words, capitals where the
/// script has them, and no sign.
pub(super) fn is_bare_name(look: &Look) -> bool {
    let has = |facts: &[Fact]| facts.iter().any(|&fact| look.held.has(fact));
    look.words <= BARE_WORDS
        && has(&[Fact::TitleCase, Fact::AllCaps, Fact::Caseless])
        && !has(&[Fact::Brackets, Fact::Digit])
}

fn is_heading(look: &Look) -> bool {
    look.class == Class::Title && look.may_be_headline
}

fn is_capitals(look: &Look) -> bool {
    look.held.has(Fact::AllCaps)
}

fn is_credit(look: &Look) -> bool {
    look.forms.has(Forms::CREDIT_ALONE) || look.kind == Kind::Credit
}

/// Whether a line is a credit that only pictures have.
fn is_signed_credit(look: &Look) -> bool {
    look.is_signed && is_credit(look)
}

impl Text<'_> {
    fn allowed(&self, row: usize) -> Set {
        let (look, it) = (self.looks[row], &self.relations[row]);
        let mut set = path::ALL;
        let mut forbid = |is_possible: bool, readings: &[Reading]| {
            if !is_possible {
                set = path::without(set, path::set(readings));
            }
        };
        let is_scene = it.scene_above.get().is_some() || it.scene_below.get().is_some();
        let is_copy = it.equal_above.get().is_some() || it.equal_below.get().is_some();
        let goes_on = it.goes_on_above.get().is_some() || it.goes_on_below.get().is_some();
        let is_prose = look.class == Class::Prose;
        let is_counter = look.forms.has(Forms::GALLERY_COUNTER);
        forbid(
            self.may_open(row) && !is_counter && !self.is_byline_over_date(row),
            &[Reading::Headline],
        );
        forbid(it.form_above.is_some(), &[Reading::Echo]);
        forbid(self.may_be_deck(row), &[Reading::Deck]);
        forbid(is_copy || goes_on || it.sentence_of.is_some(), &[Reading::DeckCopy]);
        forbid(is_copy && !look.is_furniture() || goes_on, &[Reading::ParagraphCopy]);
        forbid(it.sentence_of.is_some(), &[Reading::PullQuote]);
        forbid(
            is_scene,
            &[Reading::HeadCaptionCopy, Reading::BodyCaptionCopy, Reading::TailCaptionCopy],
        );
        forbid(look.has_digit || look.forms.has(Forms::DATE.or(Forms::AGO)), DATES);
        forbid(look.has_digit, &[Reading::HeadCounter, Reading::BodyCounter, Reading::TailCounter]);
        forbid(look.words <= SEPARATOR_WORDS, &[Reading::Separator]);
        forbid(look.words <= CREDIT_WORDS, CREDITS);
        // A lone address of a page is nobody.
        let may_sign = look.kind != Kind::Source && (look.forms.has(SIGNED) || is_bare_name(look));
        forbid(may_sign, &[Reading::Byline]);
        forbid(!look.has_credit && !is_credit(look), &[Reading::Point]);
        forbid(look.words <= LABEL_WORDS, LABELS);
        forbid(self.page.is_some() || !self.is_alone_between_prose(row), OUTSIDE);
        forbid(self.page.is_some(), &[Reading::Elsewhere]);
        forbid(is_scene || self.may_be_scene(row), FIRST_CAPTIONS);
        forbid(!is_prose || look.words <= LONG_WORDS || is_scene || look.has_credit, LONG_NEVER);
        forbid(!self.is_above_portrait(row), &[Reading::Byline]);
        forbid(look.words <= SECTION_WORDS || look.forms.has(SECTIONS), SECTION_READINGS);
        forbid(names_other_story(look), &[Reading::ReadAlso]);
        if let Some(page) = &self.page {
            set = page.allowed(self, row, set);
        }
        if self.is_plea(row) {
            set = path::without(set, path::set(STORY) | path::set(CAPTIONS));
        }
        if self.is_entry_head(row) {
            let head = path::set(&[Reading::Deck, Reading::DeckCopy, Reading::Headline]);
            set = path::without(set, path::set(LABELS) | path::set(OUTSIDE) | head);
        }
        if self.is_kicker(row) {
            return path::set(&[Reading::SectionAbove]);
        }
        if row > 0 && self.is_kicker(row - 1) {
            return path::set(&[Reading::Headline]);
        }
        if row > 1 && is_credit(look) && self.is_folded(row - 2) {
            return path::set(CREDITS);
        }
        if self.is_folded(row) || row > 0 && self.is_folded(row - 1) {
            return path::set(CAPTIONS);
        }
        if self.pictures.is_caption(row) {
            return path::set(CAPTIONS);
        }
        if self.pictures.is_paragraph(row) {
            set = path::without(set, path::set(CAPTIONS));
        }
        if self.is_item_below_colon(row) {
            return path::set(&[Reading::Paragraph]);
        }
        let headline = set & path::set(&[Reading::Headline, Reading::Echo]);
        let is_headline = self.is_repeated_without_stop(row) || self.begins_again(row);
        if headline != 0 && is_headline { headline } else { set }
    }

    /// Whether a row and the next one are a caption that can be unfolded, whole and cut, with a
    /// credit below: `... more`.
    fn is_folded(&self, row: usize) -> bool {
        let is_button = |row: usize| self.looks[row].is_cut && self.looks[row].end == End::Open;
        let is_whole_below = is_button(row) && self.relations[row].goes_on_below.get() == Some(1);
        let is_whole_above = || {
            row + 1 < self.rows.len()
                && is_button(row + 1)
                && self.relations[row + 1].goes_on_above.get() == Some(1)
        };
        (is_whole_below || is_whole_above())
            && self.looks.iter().skip(row + 2).take(EDGE).any(|look| is_credit(look))
    }

    /// Whether the lists know a line as one that is never of a story, or as a request to the reader
    /// with no text of the story below.
    fn is_plea(&self, row: usize) -> bool {
        let look = self.looks[row];
        let is_request = || matches!(look.end, End::Stop | End::Mark) && look.forms.has(REQUESTS);
        look.kind == Kind::Widget(Widget::Certain) || row > self.last_prose && is_request()
    }

    /// Whether a row stands between two paragraphs, said once, and no list knows it: a subhead, or
    /// whatever else the story has there.
    fn is_alone_between_prose(&self, row: usize) -> bool {
        let look = self.looks[row];
        let is_listed = look.forms.has(Forms::FURNITURE.or(Forms::AUTHOR_BOX).or(Forms::END_NOTE))
            || look.kind != Kind::Text;
        self.is_text(row.checked_sub(1))
            && self.is_text(Some(row + 1))
            && !is_listed
            && self.relations[row].equals < 2
    }

    /// Whether there is such a row and it is a text.
    fn is_text(&self, row: Option<usize>) -> bool {
        row.and_then(|row| self.looks.get(row)).is_some_and(|look| look.is_text())
    }

    /// Whether a single line can be a caption: it is no sentence, or a credit, a counter or its
    /// opening says so.
    fn may_be_scene(&self, row: usize) -> bool {
        !self.is_item(row) && (!self.looks[row].is_text() || self.has_credit_or_counter(row))
    }

    /// Whether a credit, a counter or its opening says that a line is a caption.
    fn has_credit_or_counter(&self, row: usize) -> bool {
        let look = self.looks[row];
        // On a page, a share bar reads like agencies.
        let shows_picture = |look: &Look| {
            is_signed_credit(look) || self.page.is_none() && look.forms.has(Forms::CREDIT_ALONE)
        };
        let is_sign = |look: &Look| shows_picture(look) || look.forms.has(Forms::GALLERY_COUNTER);
        let beside = |row: Option<usize>| {
            row.and_then(|row| self.looks.get(row)).is_some_and(|look| is_sign(look))
        };
        look.has_credit
            || look.forms.has(Forms::CAPTION_START)
            || beside(row.checked_sub(1))
            || beside(Some(row + 1))
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

/// Captions that are the first ones of their text.
const FIRST_CAPTIONS: &[Reading] =
    &[Reading::HeadCaption, Reading::BodyCaption, Reading::TailCaption];
/// Credits on their own lines.
const CREDITS: &[Reading] = &[Reading::HeadCredit, Reading::BodyCredit, Reading::TailCredit];
/// When it was printed, and in which part of a paper.
const DATES: &[Reading] = &[Reading::Date, Reading::DateAbove];
const SECTION_READINGS: &[Reading] = &[Reading::Section, Reading::SectionAbove];

/// What is said of a picture.
const CAPTIONS: &[Reading] = &[
    Reading::HeadCaption,
    Reading::HeadCaptionCopy,
    Reading::BodyCaption,
    Reading::BodyCaptionCopy,
    Reading::TailCaption,
    Reading::TailCaptionCopy,
];

/// What is of the story and has no name in front of it.
const STORY: &[Reading] = &[
    Reading::Headline,
    Reading::Echo,
    Reading::Deck,
    Reading::DeckCopy,
    Reading::Paragraph,
    Reading::ParagraphCopy,
    Reading::Subhead,
    Reading::PullQuote,
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

#[cfg(test)]
mod tests {
    use super::{Text, is_bare_name, is_credit, is_heading, names_other_story};
    use crate::recognize::forms::Forms;
    use crate::stage::Kind;
    use crate::stage::read::Marks;
    use crate::stage::read::facts::Facts;
    use crate::stage::read::facts::tests::with_rows;
    use crate::stage::read::look::{self, Look};
    use crate::stage::read::path;
    use crate::stage::read::reading::Reading::{
        self, BodyCaption, Byline, DeckCopy, Headline, Menu, Paragraph, Point, ReadAlso,
        SectionAbove, Subhead,
    };

    const FIRST: &str = "The ferry to the island runs again from Monday, the harbour office said.";
    const SECOND: &str = "Repairs took nine days and cost far more than the council had planned.";

    /// Asks about a text.
    pub(super) fn ask<T>(input: &str, each: impl FnOnce(&Text<'_>) -> T) -> T {
        with_rows(input, |document, rows, rules| {
            let looks = look::of_rows(document, rows, rules);
            let facts = Facts::find(document, rows, looks, None, rules);
            each(&Text::of(document, rows, &facts, Marks::Given, rules))
        })
    }

    /// Whether a row of a text, its first line being row 0, may be read so.
    fn allows(input: &str, row: usize, reading: Reading) -> bool {
        ask(input, |text| text.allowed(row)) & path::set(&[reading]) != 0
    }

    #[test]
    fn what_a_line_is_by_itself() {
        let of = |line: &str, is: fn(&Look) -> bool| ask(line, |text| is(text.looks[0]));
        for (line, is_other, is_title, is_name) in [
            ("Chess club wins the county cup", false, true, false),
            ("Chess club wins the county cup.", false, false, false),
            ("By Nora Stell", true, false, true),
            ("Facebook", true, false, true),
            ("Read also: Chess club wins", true, false, false),
            ("Chess: club wins the county cup", true, true, false),
            ("Nora Stell", false, false, true),
            ("Nora Stell 2", false, false, false),
            ("Nora Stell (Selby)", false, true, false),
            ("Nora Stell Omar Vane", false, true, true),
            ("Nora Stell Omar Vane Castel", false, true, false),
            ("on the quay", false, true, false),
        ] {
            assert_eq!(of(line, names_other_story), is_other, "{line}: names another story");
            assert_eq!(of(line, is_heading), is_title, "{line}: a heading");
            assert_eq!(of(line, is_bare_name), is_name, "{line}: a name");
        }
        for (kind, forms, wanted) in [
            (Kind::Credit, Forms::NONE, true),
            (Kind::Text, Forms::CREDIT_ALONE, true),
            (Kind::Text, Forms::NONE, false),
        ] {
            assert_eq!(is_credit(&Look { kind, forms, ..Look::default() }), wanted, "{kind:?}");
        }
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of both sides of every rule")]
    fn both_sides_of_each_rule() {
        let head = "Ferry runs again";
        let title = "Ferry to the island runs again from Monday";
        let asks = "Who pays for the new pier of Oakmouth, and when does the council say so?";
        let scene = "The old pier after the storm. Photo: Ann Lee";
        let pair = format!("{scene}\n{scene}");
        for (name, input, row, reading, expected) in [
            (
                "a headline with and without its stop",
                format!("{head}.\n\n{head}\n\n{FIRST}"),
                0,
                Paragraph,
                false,
            ),
            (
                "the same with a text between",
                format!("{head}.\n\n{FIRST}\n\n{head}\n\n{SECOND}"),
                0,
                Paragraph,
                true,
            ),
            (
                "two sentences",
                format!("{head}.\n\nFerry stops again.\n\n{FIRST}"),
                0,
                Paragraph,
                true,
            ),
            (
                "a question over a caption printed twice, as the first line is",
                format!("{head}\n\n{pair}\n\n{FIRST}\n\n{SECOND}\n\n{asks}\n\n{pair}\n\n{SECOND}"),
                5,
                Paragraph,
                false,
            ),
            (
                "the first line is not",
                format!("{head}\n\n{FIRST}\n\n{SECOND}\n\n{asks}\n\n{pair}\n\n{SECOND}"),
                3,
                Paragraph,
                true,
            ),
            (
                "the caption is printed once",
                format!("{head}\n\n{pair}\n\n{FIRST}\n\n{SECOND}\n\n{asks}\n\n{scene}\n\n{SECOND}"),
                5,
                Paragraph,
                true,
            ),
            (
                "it is nearer",
                format!("{head}\n\n{pair}\n\n{FIRST}\n\n{SECOND}\n\n{asks}\n{pair}\n\n{SECOND}"),
                5,
                Paragraph,
                true,
            ),
            (
                "no question",
                format!("{head}\n\n{pair}\n\n{FIRST}\n\n{SECOND}\n\n{asks}.\n\n{pair}\n\n{SECOND}")
                    .replace("?.", "."),
                5,
                Paragraph,
                true,
            ),
            (
                "the question is nearer than paragraphs are",
                format!("{head}\n\n{pair}\n\n{FIRST}\n\n{SECOND}\n{asks}\n\n{pair}\n\n{SECOND}"),
                5,
                Paragraph,
                true,
            ),
            (
                "a kicker in capitals",
                format!("FROM THE QUAY\n{title}\n{FIRST}"),
                0,
                Headline,
                false,
            ),
            (
                "a headline in capitals the text takes up",
                format!("ISLAND FERRY RUNS AGAIN\n{title}\n{FIRST}"),
                0,
                Headline,
                true,
            ),
            ("a headline in capitals alone", format!("FROM THE QUAY\n{FIRST}"), 0, Headline, true),
            (
                "an item of a list",
                format!(
                    "{head}\n\n• No trader pays\n• The hall stays open\n(Photo: Ann Lee)\n\n{FIRST}"
                ),
                2,
                Reading::HeadCaption,
                false,
            ),
            (
                "a line with a bullet alone",
                format!("{head}\n\n{SECOND}\n• The hall stays open\n(Photo: Ann Lee)\n\n{FIRST}"),
                2,
                Reading::HeadCaption,
                true,
            ),
            (
                "words below a colon",
                format!(
                    "{head}\n\nThe office sells these signs of the pier:\n\nSport\nTravel\n\n{FIRST}"
                ),
                2,
                Menu,
                false,
            ),
            (
                "words below no colon",
                format!(
                    "{head}\n\nThe office sells these signs of the pier.\n\nSport\nTravel\n\n{FIRST}"
                ),
                2,
                Menu,
                true,
            ),
            (
                "words below a label",
                format!("{head}\n\nSections:\n\nSport\nTravel\n\n{FIRST}"),
                2,
                Menu,
                true,
            ),
            (
                "a heading under a text",
                format!("# {head}\n\n{FIRST}\n\n\n\n### {title}\n\n{SECOND}"),
                2,
                Headline,
                false,
            ),
            (
                "a heading under a site's name",
                format!("# Gazette\n\n## {head}\n\n{FIRST}\n\n\n\n## {title}\n\n{SECOND}"),
                3,
                Headline,
                true,
            ),
            (
                "capitals below two blank lines",
                format!("{title}\n\n{FIRST}\n\n\nWHAT COMES NEXT\n\n{SECOND}"),
                2,
                Headline,
                false,
            ),
            (
                "small letters there",
                format!("{title}\n\n{FIRST}\n\n\nWhat comes next\n\n{SECOND}"),
                2,
                Headline,
                true,
            ),
            (
                "capitals where all are",
                format!("ISLAND FERRY RUNS AGAIN\n\n{FIRST}\n\n\nBRIDGE IS CLOSED\n\n{SECOND}"),
                2,
                Headline,
                true,
            ),
            (
                "names above portraits",
                format!(
                    "{head}\n\nIda Brand\n\n{FIRST}\n\nJon Abel\n\n{SECOND}\n\nRosa Ilm\n\n{FIRST}"
                ),
                1,
                Byline,
                false,
            ),
            ("one name", format!("{head}\n\nIda Brand\n\n{FIRST}\n\n{SECOND}"), 1, Byline, true),
            (
                "an address of a page below a button",
                format!(
                    "{head}\n\nShort Url\nhttps://example.com/p8x2q\nUpdated 22 June 2017\n\n{FIRST}"
                ),
                2,
                Byline,
                false,
            ),
            (
                "a name and an address below a button",
                format!(
                    "{head}\n\nShort Url\nIda Brand ida@gazette.example\nUpdated 22 June 2017\n\n{FIRST}"
                ),
                2,
                Byline,
                true,
            ),
            (
                "words that are no name",
                format!("{head}\n\nDoors open in September\n\n{FIRST}"),
                1,
                Byline,
                false,
            ),
            (
                "a sentence that no list has",
                format!("{head}\n\n{FIRST}\n\nWhoever asks gets none\n\n{SECOND}"),
                2,
                ReadAlso,
                false,
            ),
            (
                "a label and a title",
                format!("{head}\n\n{FIRST}\n\nMore: {title}\n\n{SECOND}"),
                2,
                ReadAlso,
                true,
            ),
            (
                "a long line above a headline",
                format!("{title} after all\n\n{head}\n\n{FIRST}"),
                0,
                SectionAbove,
                false,
            ),
            ("a short one", format!("On the quay\n\n{head}\n\n{FIRST}"), 0, SectionAbove, true),
            (
                "the page's line",
                format!("{head}\n\n{FIRST}\n\nThis summary was created by AI.\n\n{SECOND}"),
                2,
                Paragraph,
                false,
            ),
            (
                "a request below the story",
                format!("{head}\n\n{FIRST}\n\nAlready a subscriber? Log in."),
                2,
                Paragraph,
                false,
            ),
            (
                "the same inside it",
                format!("{head}\n\n{FIRST}\n\nAlready a subscriber? Log in.\n\n{SECOND}"),
                2,
                Paragraph,
                true,
            ),
            (
                "the head of an entry",
                format!(
                    "{head}\n\n2 hours ago\nPier shut\n\n{FIRST}\n\n3 hours ago\nBus late\n\n{SECOND}\n\n4 hours ago\nNo power\n\n{FIRST}"
                ),
                5,
                Menu,
                false,
            ),
            (
                "of two entries",
                format!(
                    "{head}\n\n2 hours ago\nPier shut\n\n{FIRST}\n\n3 hours ago\nBus late\n\n{SECOND}"
                ),
                5,
                Menu,
                true,
            ),
            (
                "a caption that can be unfolded",
                format!(
                    "{head}\n\n{FIRST} less\n\nThe ferry to the island runs again from ... more\n\nPhoto: Ann Lee\n\n{SECOND}"
                ),
                1,
                Paragraph,
                false,
            ),
            (
                "a text that can be, without a credit",
                format!(
                    "{head}\n\n{FIRST} less\n\nThe ferry to the island runs again from ... more\n\n{SECOND}"
                ),
                1,
                Paragraph,
                true,
            ),
            (
                "what the paragraph above begins with, and a credit",
                format!("{head}\n\n{FIRST} {SECOND}\n\n{FIRST} Photo: Ann Lee\n\n{SECOND}"),
                2,
                Paragraph,
                false,
            ),
            (
                "something else, and a credit",
                format!("{head}\n\n{SECOND} {FIRST}\n\n{FIRST} Photo: Ann Lee\n\n{SECOND}"),
                2,
                Paragraph,
                true,
            ),
            ("a counter", format!("Photo 1 of 8\n\n{FIRST}"), 0, Headline, false),
            (
                "an author over a date",
                format!("Ann Lee, Staff Writer\n\nMay 3, 2021\n\n{FIRST}"),
                0,
                Headline,
                false,
            ),
            (
                "an author over a text",
                format!("Ann Lee, Staff Writer\n\n{FIRST}"),
                0,
                Headline,
                true,
            ),
            (
                "a plain subhead",
                format!("{head}\n\n{FIRST}\n\nOn the quay\n\n{SECOND}"),
                2,
                Subhead,
                true,
            ),
            (
                "it is no menu",
                format!("{head}\n\n{FIRST}\n\nOn the quay\n\n{SECOND}"),
                2,
                Menu,
                false,
            ),
            (
                "a byline there may be one",
                format!("{head}\n\n{FIRST}\n\nBy Ida Brand\n\n{SECOND}"),
                2,
                Menu,
                true,
            ),
            (
                "the headline below a kicker",
                format!("FROM THE QUAY\n{title}\n{FIRST}"),
                1,
                Headline,
                true,
            ),
            ("it is nothing else", format!("FROM THE QUAY\n{title}\n{FIRST}"), 1, Subhead, false),
            (
                "a folded caption further down",
                format!(
                    "{head}\n\n{SECOND}\n\nOn the quay\n\n{FIRST} less\n\nThe ferry to the island runs again from ... more\n\nPhoto: Ann Lee\n\n{SECOND}"
                ),
                3,
                Paragraph,
                false,
            ),
            (
                "its second form",
                format!(
                    "{head}\n\n{SECOND}\n\nOn the quay\n\n{FIRST} less\n\nThe ferry to the island runs again from ... more\n\nPhoto: Ann Lee\n\n{SECOND}"
                ),
                4,
                Paragraph,
                false,
            ),
            (
                "its credit",
                format!(
                    "{head}\n\n{SECOND}\n\nOn the quay\n\n{FIRST} less\n\nThe ferry to the island runs again from ... more\n\nPhoto: Ann Lee\n\n{SECOND}"
                ),
                5,
                Paragraph,
                false,
            ),
            (
                "a text above its credit",
                format!(
                    "{head}\n\n{FIRST} less\n\nThe ferry to the island runs again from ... more\n\n{SECOND}\n\nPhoto: Ann Lee"
                ),
                3,
                Paragraph,
                true,
            ),
            (
                "a credit below a headline",
                format!("{head}\nPhoto: Ann Lee\n\n{FIRST}"),
                1,
                Reading::HeadCredit,
                true,
            ),
            (
                "a sentence that begins as a caption",
                format!("{head}\n\n{FIRST}\n\nFILE - The ferry lies in the dock.\n\n{SECOND}"),
                2,
                BodyCaption,
                true,
            ),
            (
                "one with a credit",
                format!(
                    "{head}\n\n{FIRST}\n\nThe ferry lies in the dock. (Photo: Ann Lee)\n\n{SECOND}"
                ),
                2,
                BodyCaption,
                true,
            ),
            (
                "one above a credit",
                format!(
                    "{head}\n\n{FIRST}\n\nThe ferry lies in the dock.\nPhoto: Ann Lee\n\n{SECOND}"
                ),
                2,
                BodyCaption,
                true,
            ),
            (
                "one without",
                format!("{head}\n\n{FIRST}\n\nThe ferry lies in the dock.\n\n{SECOND}"),
                2,
                BodyCaption,
                false,
            ),
            (
                "a line with a credit",
                format!("{head}\n\nThe ferry lies in the dock. (Photo: Ann Lee)\n\n{FIRST}"),
                1,
                Point,
                false,
            ),
            ("a credit", format!("{head}\n\nPhoto: Ann Lee\n\n{FIRST}"), 1, Point, false),
            (
                "a line with neither",
                format!("{head}\n\nThe ferry lies in the dock\n\n{FIRST}"),
                1,
                Point,
                true,
            ),
            (
                "the beginning of the text",
                format!("{head}\n\nThe ferry to the island runs again ...\n\n{FIRST}"),
                1,
                DeckCopy,
                true,
            ),
            (
                "the beginning of no text",
                format!("{head}\n\nThe ferry to the island runs again ...\n\n{SECOND}"),
                1,
                DeckCopy,
                false,
            ),
            (
                "a long paragraph",
                format!("{head}\n\n{}now.", "it is so ".repeat(20)),
                1,
                Subhead,
                false,
            ),
            ("60 words", format!("{head}\n\n{}so now.", "it is so ".repeat(19)), 1, Subhead, true),
            (
                "a long item",
                format!("{head}\n\n• {}now.", "it is so ".repeat(20)),
                1,
                Subhead,
                true,
            ),
        ] {
            assert_eq!(allows(&input, row, reading), expected, "{name}");
        }
    }
}
