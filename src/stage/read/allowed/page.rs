//! The hard rules of whole pages, where most lines are none of the story: what only a form of a
//! line can show needs that form, and what stands in the head or below a label is what its form
//! says.

use std::ops::Range;

use crate::recognize::artifact::Widget;
use crate::recognize::forms::Forms;
use crate::recognize::shape::End;
use crate::stage::read::allowed::{
    CAPTIONS, CREDITS, DATES, FIRST_CAPTIONS, LABEL_WORDS, LONG_WORDS, SECTION_READINGS, SIGNED,
    Text, is_bare_name, is_credit, is_signed_credit,
};
use crate::stage::read::facts::{Fact, Facts};
use crate::stage::read::look::{Class, Look};
use crate::stage::read::path::{self, Set};
use crate::stage::read::reading::Reading;
use crate::stage::{Kind, Row};

/// What has one form that shows it.
const SUPPORTED: &[(Forms, &[Reading])] = &[
    (Forms::APPEARED_FIRST.or(Forms::SOURCE_LINE), &[Reading::FirstPublished]),
    (Forms::END_NOTE.or(Forms::SIGN_OFF), &[Reading::EndNote]),
    (Forms::CORRECTION, &[Reading::Correction]),
    (Forms::AUTHOR_BOX, &[Reading::AuthorBox]),
    (Forms::RIGHTS, &[Reading::Rights]),
    (Forms::GALLERY_COUNTER, &[Reading::HeadCounter, Reading::BodyCounter, Reading::TailCounter]),
    (WHEN, DATES),
    (Forms::FEEDBACK, &[Reading::Feedback]),
    (Forms::COMMENT_FORM, &[Reading::CommentForm]),
    (Forms::PREV_NEXT.or(Forms::NEXT_ARTICLE), &[Reading::Navigation]),
    (
        Forms::FURNITURE,
        &[
            Reading::Newsletter,
            Reading::TailNewsletter,
            Reading::HeadWidget,
            Reading::BodyWidget,
            Reading::TailWidget,
        ],
    ),
    (Forms::AD, &[Reading::Advertisement]),
    (Forms::READ_ALSO.or(Forms::RELATED_LABEL), &[Reading::ReadAlso]),
    (SIGNED.or(Forms::SOCIAL_SIGNATURE), &[Reading::Signature]),
];
/// Forms of lines that say when, or how often.
const WHEN: Forms = Forms::DATE
    .or(Forms::AGO)
    .or(Forms::HOLDS_DATE)
    .or(Forms::TIME_ONLY)
    .or(Forms::READING_TIME)
    .or(Forms::VIEWS_OR_COMMENTS_COUNT);
/// Forms of lines that hold a name.
const NAMED: Forms = Forms::BYLINE
    .or(Forms::BYLINE_LABEL_ALONE)
    .or(Forms::NAMES_ONLY)
    .or(Forms::NAME_AND_AGENCY)
    .or(Forms::NAME_AND_DATE);
/// Forms of lines that hold a name, where they hold a date too.
const NAME_BESIDE_DATE: Forms = Forms::BYLINE.or(Forms::NAME_AND_DATE).or(Forms::NAME_AND_AGENCY);
/// Forms of what stands below keywords. A name may be one.
const NO_KEYWORD: Forms =
    Forms::FURNITURE.or(Forms::BYLINE).or(Forms::NAME_AND_AGENCY).or(Forms::HOLDS_DATE);

const BODY: &[Reading] = &[Reading::Paragraph, Reading::Subhead];
const OTHERS: &[Reading] = &[Reading::Related, Reading::Ticker];
const LABELS: &[Reading] = &[Reading::TickerLabel, Reading::PointLabel, Reading::RelatedLabel];

/// Words of a heading over other things.
const HEADING_WORDS: usize = 8;
/// Words of a summary: fewer are a label.
pub(in crate::stage::read) const DECK_WORDS: usize = 4;
/// Texts below a summary at least: none of 95 labelled pages that have one has fewer, and three have
/// fewer than five.
const SUMMED_UP: usize = 3;
/// Words of a caption with a credit that only pictures have: agencies tell the background in them.
/// On 500 labelled pages each of 25 such lines with more than 60 words was one.
const SIGNED_WORDS: usize = 80;
/// Words of a caption with a credit that a paragraph has as well: on 250 labelled pages none of 20
/// captions like that has more, and an agency's brief has.
const BRIEF_WORDS: usize = 40;
/// Words of a name that no form shows.
const NAME_WORDS: usize = 2;
/// Rows between headline and body: of 250 labelled pages nine in ten have fewer.
pub(in crate::stage::read) const LONGEST_HEAD: usize = 16;
/// Words of a keyword, and rows below their label in which keywords stand.
const KEYWORD_WORDS: usize = 4;
const KEYWORDS: usize = 16;
/// Texts of the body that a head may have: a summary.
pub(in crate::stage::read) const DECKS: usize = 1;

/// Where the story of a page stands among its rows.
pub(super) struct PageRows {
    /// Texts of the body above each row, and all of them.
    texts: Vec<usize>,
    /// The page's headline.
    headline: Option<usize>,
    /// The rows below the headline and above the body.
    head: Range<usize>,
}

impl PageRows {
    pub(super) fn new(rows: &[Row], facts: &Facts<'_>) -> Self {
        let is_body_text =
            |row: usize| facts.looks[row].is_text() && facts.is_of_body(rows[row].line);
        let mut texts = vec![0; rows.len() + 1];
        for row in 0..rows.len() {
            texts[row + 1] = texts[row] + usize::from(is_body_text(row));
        }
        let headline = rows.iter().position(|row| facts.is_page_headline(row.line));
        let head = match (headline, (0..rows.len()).find(|&row| is_body_text(row))) {
            (Some(headline), Some(opening))
                if headline < opening && opening - headline <= LONGEST_HEAD =>
            {
                headline + 1..opening
            }
            _ => 0..0,
        };
        Self { texts, headline, head }
    }

    /// What is left of a row's readings.
    pub(super) fn allowed(&self, text: &Text<'_>, row: usize, mut set: Set) -> Set {
        let (look, it) = (text.looks[row], &text.relations[row]);
        if text.is_below_label(row, Forms::TAGS_LABEL) {
            return path::set(&[Reading::Tags]);
        }
        if text.is_below_label(row, Forms::KEY_POINTS_LABEL) {
            return path::set(&[Reading::Point]);
        }
        let is_in_head = self.head.contains(&row);
        if is_in_head && it.form_above.is_none() && it.form_below.is_none() {
            match look.class {
                Class::Date if look.forms.has(NAME_BESIDE_DATE) => {
                    return path::set(&[Reading::Byline]);
                }
                Class::Date => return path::set(&[Reading::Date]),
                // The name stands below it.
                _ if look.forms.has(Forms::BYLINE_LABEL_ALONE) => {
                    return path::set(&[Reading::Section]);
                }
                Class::Byline => return path::set(&[Reading::Byline]),
                _ if text.is_below_byline_label(row) => return path::set(&[Reading::Byline]),
                _ => {}
            }
        }
        if self.is_below_caption(text, row) {
            return path::set(CREDITS);
        }
        let is_beside = self.is_over_credit(text, row) || self.is_under_credit(text, row);
        if self.is_signed_caption(text, row) || is_beside {
            return path::set(CAPTIONS);
        }
        let mut forbid = |is_possible: bool, readings: &[Reading]| {
            if !is_possible {
                set = path::without(set, path::set(readings));
            }
        };
        for (form, readings) in SUPPORTED {
            forbid(look.forms.has(*form), readings);
        }
        let is_button = look.forms.licence().is_some() && self.headline != Some(row);
        forbid(!is_button, &[Reading::Headline]);
        let is_caption = look.has_credit || look.has_caption_label;
        forbid(is_caption || !is_over_others_credit(text, row), CAPTIONS);
        forbid(!is_length(look), CAPTIONS);
        let (is_text, is_credit) = (look.is_text(), is_credit(look));
        let is_scene = it.scene_above.get().is_some() || it.scene_below.get().is_some();
        let is_label = look.forms.has(Forms::SECTION_LABEL.or(Forms::BREADCRUMB));
        let may_be_section = !is_text
            && !is_credit
            && look.class != Class::Date
            && (is_label || !self.is_below_lead(row));
        let is_tags = look.forms.has(Forms::TAGS.or(Forms::TAGS_LABEL));
        let is_listed_or_row = look.is_furniture() || look.class == Class::Bullet || look.has_digit;
        let may_be_tags = !is_text && !is_listed_or_row && self.is_below_body(row);
        let may_be_deck = look.words >= DECK_WORDS
            && !look.is_furniture()
            && !look.has_credit
            && !look.forms.has(SIGNED);
        forbid(
            is_scene
                || !look.is_furniture()
                    && !starts_with_date(look)
                    && text.has_credit_or_counter(row),
            FIRST_CAPTIONS,
        );
        forbid(is_tags || may_be_tags, &[Reading::Tags]);
        forbid(is_in_head && look.class == Class::Bullet, &[Reading::Point]);
        forbid(look.is_signed, CREDITS);
        forbid(may_be_deck && !self.is_of_brief(row), &[Reading::Deck]);
        forbid(!is_text || look.end != End::Stop, OTHERS);
        // Between paragraphs, what a line says beside its date is content: a list of concerts.
        forbid(!is_text && (look.class == Class::Date || !self.is_below_lead(row)), DATES);
        // A lone word is rather a label, and an address nobody.
        let may_name =
            look.words >= NAME_WORDS && !look.forms.has(Forms::HOLDS_DATE) && !look.is_furniture();
        forbid(!is_credit && (look.forms.has(NAMED) || may_name), &[Reading::Byline]);
        forbid(may_be_section, SECTION_READINGS);
        let is_of_menu = is_last_of_menu(text, row) && !look.forms.has(Forms::BREADCRUMB);
        forbid(!is_of_menu, &[Reading::SectionAbove]);
        forbid(!is_below_label_of_others(text, row), BODY);
        forbid(!is_text && look.words <= HEADING_WORDS, LABELS);
        set
    }

    /// Whether more than a summary of the page's body is above a row, and some of it below: the
    /// head is over.
    fn is_below_lead(&self, row: usize) -> bool {
        self.texts[row] > DECKS && !self.is_below_body(row)
    }

    /// Whether a row is a text of the page's body with fewer below it than a story has that is summed
    /// up: the lead of a brief, or a last paragraph.
    fn is_of_brief(&self, row: usize) -> bool {
        let below = self.texts.last().map_or(0, |all| all - self.texts[row + 1]);
        self.is_body_text(row) && below < SUMMED_UP
    }

    /// Whether all texts of the page's body are above a row.
    fn is_below_body(&self, row: usize) -> bool {
        self.texts.last() == Some(&self.texts[row])
    }

    /// Whether a line says what a picture shows, above the end of the body: it begins with a
    /// caption's label or ends with a credit that only pictures have, or is short and has any credit
    /// behind a sentence.
    fn is_signed_caption(&self, text: &Text<'_>, row: usize) -> bool {
        let look = text.looks[row];
        let most = match () {
            () if look.is_signed || look.has_caption_label => SIGNED_WORDS,
            () if look.has_credit_behind_stop => BRIEF_WORDS,
            () => return false,
        };
        let is_whole = !is_credit(look) && (DECK_WORDS..=most).contains(&look.words);
        is_whole && !starts_with_date(look) && !self.is_below_body(row)
    }

    /// Whether a line stands right above a credit and says what the picture shows: both stand
    /// nearer to each other than to the rest, or the page's body has neither it nor the line above.
    fn is_over_credit(&self, text: &Text<'_>, row: usize) -> bool {
        let (look, credit) = (text.looks[row], text.looks.get(row + 1));
        let is_shown = self.may_show(text, row) && !self.is_below_body(row + 1);
        let Some(credit) = credit.filter(|below| is_credit(below) && is_shown) else {
            return false;
        };
        let (above, between, below) =
            (text.blanks(row), text.blanks(row + 1), text.blanks(row + 2));
        let is_told = look.is_text() && self.is_body_text(row.saturating_sub(1));
        let is_tied = between < below && (between < above || between == above && !is_told);
        let is_outside = look.is_text() && !self.is_body_text(row) && between <= below;
        let is_shown = is_tied && (credit.is_signed || look.is_text());
        (is_shown || is_outside && credit.is_signed) && !is_over_others_credit(text, row)
    }

    /// Whether a line stands right below a credit, nearer to it than that is to what is above, and
    /// says what the picture shows.
    fn is_under_credit(&self, text: &Text<'_>, row: usize) -> bool {
        let Some(above) = row.checked_sub(1) else { return false };
        let (over, between, below) = (text.blanks(above), text.blanks(row), text.blanks(row + 1));
        let is_tied = between < over && between <= below;
        self.may_show(text, row)
            && is_signed_credit(text.looks[above])
            && is_tied
            && !self.is_body_text(row)
    }

    /// Whether a line can say what a picture shows, above the end of the body.
    fn may_show(&self, text: &Text<'_>, row: usize) -> bool {
        let look = text.looks[row];
        let is_title = look.class == Class::Title && !is_length(look);
        (look.is_text() || is_title && look.kind == Kind::Text)
            && (DECK_WORDS..=LONG_WORDS).contains(&look.words)
            && !look.forms.has(Forms::FURNITURE)
            && Some(row) != self.headline
            && !self.is_below_body(row)
    }

    /// Whether a row is a text of the page's body.
    fn is_body_text(&self, row: usize) -> bool {
        self.texts[row] < self.texts[row + 1]
    }

    /// Whether a credit stands right below what a picture can show, above the end of the body.
    fn is_below_caption(&self, text: &Text<'_>, row: usize) -> bool {
        let Some(above) = row.checked_sub(1) else { return false };
        let look = text.looks[above];
        let shows = look.is_text() && look.words <= LONG_WORDS || look.class == Class::Title;
        is_signed_credit(text.looks[row]) && shows && !self.is_below_body(row)
            || self.is_over_credit(text, above)
    }
}

/// Whether the credit below a row is that of the caption below it, which has a label: some papers
/// print it above.
fn is_over_others_credit(text: &Text<'_>, row: usize) -> bool {
    text.looks.get(row + 2).is_some_and(|caption| {
        caption.has_caption_label
            && is_credit(text.looks[row + 1])
            && text.blanks(row + 2) <= text.blanks(row + 1)
    })
}

/// Whether a line begins with a number and holds a date: its source is none of a picture.
pub(in crate::stage::read) fn starts_with_date(look: &Look) -> bool {
    look.forms.has(Forms::HOLDS_DATE) && look.held.has(Fact::StartsDigit)
}

impl Text<'_> {
    /// Blank lines above a row, none below the last one.
    fn blanks(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.blanks)
    }

    /// Whether a row is one of the keywords or points below their label: short lines as far from
    /// one another as the first is from the label.
    fn is_below_label(&self, row: usize, label: Forms) -> bool {
        let most = if label == Forms::TAGS_LABEL { KEYWORD_WORDS } else { LABEL_WORDS };
        let is_entry = |row: usize| {
            let look = self.looks[row];
            look.words <= most
                && look.kind == Kind::Text
                && !look.forms.has(NO_KEYWORD)
                && look.class != Class::Prose
        };
        let is_label = |row: usize| self.looks[row].forms.has(label);
        let entries = (row.saturating_sub(KEYWORDS)..=row)
            .rev()
            .take_while(|&row| !is_label(row) && is_entry(row))
            .count();
        let Some(at) = row.checked_sub(entries).filter(|&at| entries > 0 && is_label(at)) else {
            return false;
        };
        let gap = self.rows[at + 1].blanks;
        self.rows[at + 1..=row].iter().all(|row| row.blanks <= gap)
    }

    /// Whether a row is a name below `By`.
    fn is_below_byline_label(&self, row: usize) -> bool {
        row > 0
            && self.looks[row - 1].forms.has(Forms::BYLINE_LABEL_ALONE)
            && is_bare_name(self.looks[row])
    }
}

/// Whether a title may say how long a recording is, for it has a time.
fn is_length(look: &Look) -> bool {
    look.class == Class::Title && look.held.has(Fact::Clock)
}

/// Whether a line stands nearer to a line above it, which is no text, than to the one below: the last
/// entry of a menu over the headline.
fn is_last_of_menu(text: &Text<'_>, row: usize) -> bool {
    let is_text = row.checked_sub(1).is_none_or(|above| text.looks[above].is_text());
    !is_text && text.blanks(row) < text.blanks(row + 1)
}

/// Whether a title stands right below a label of other stories that names none itself. `Read more`
/// without a colon is a button below a text, too.
fn is_below_label_of_others(text: &Text<'_>, row: usize) -> bool {
    let is_label = |above: &Look| {
        above.kind == Kind::Widget(Widget::Related)
            || above.forms.has(Forms::RELATED_LABEL) && above.is_colon
    };
    text.looks[row].class == Class::Title
        && row.checked_sub(1).is_some_and(|above| is_label(text.looks[above]))
}

#[cfg(test)]
mod tests {
    use super::{
        CAPTIONS, is_below_label_of_others, is_last_of_menu, is_over_others_credit,
        starts_with_date,
    };
    use crate::Options;
    use crate::options::InputKind;
    use crate::recognize::Lexicon;
    use crate::stage::page;
    use crate::stage::page::sample::{BODY, HEADLINE, MENU};
    use crate::stage::read::Marks;
    use crate::stage::read::allowed::Text;
    use crate::stage::read::facts::Facts;
    use crate::stage::read::look;
    use crate::stage::read::path;
    use crate::stage::read::reading::Reading::{
        self, AuthorBox, BodyCaption, Byline, Date, Deck, EndNote, HeadCaption, HeadCredit,
        HeadWidget, Headline, Menu, Paragraph, ParagraphCopy, Point, Related, RelatedLabel, Rights,
        Section, Subhead, Tags,
    };
    use crate::stage::{Rules, classify, lines};

    const LAST: &str = "Monday's first ferry to the island leaves at half past six, and the harbour office asks passengers to come early.";

    /// Asks about the last line with this text on a page.
    #[track_caller]
    fn ask<T>(page: &str, line: &str, each: impl FnOnce(&Text<'_>, usize) -> T) -> T {
        let options = Options { input_kind: InputKind::Page, ..Options::default() };
        let rules = Rules { options: &options, lexicon: Lexicon::built_in() };
        let mut document = lines::read(page, &options);
        classify::classify(&mut document, rules);
        let found =
            page::find(page, &mut document, rules).unwrap_or_else(|| panic!("no page: {page}"));
        let rows = found.rows(&document);
        let looks = look::of_rows(&document, &rows, rules);
        let facts = Facts::find(&document, &rows, looks, Some(&found), rules);
        let at = rows
            .iter()
            .rposition(|row| document.lines[row.line].text == line)
            .unwrap_or_else(|| panic!("no {line:?} in {page}"));
        each(&Text::of(&document, &rows, &facts, Marks::Given, rules), at)
    }

    /// Whether the last line with this text on a page may be read so.
    #[track_caller]
    fn allows(page: &str, line: &str, reading: Reading) -> bool {
        ask(page, line, |text, row| text.allowed(row) & path::set(&[reading])) != 0
    }

    /// A page with lines in its head, inside its body and below.
    fn page_with(head: &str, inside: &str, below: &str) -> String {
        format!(
            "{MENU}\n\n{HEADLINE}\n\n{head}\n\n{BODY}\n\n{inside}\n\n{LAST}\n\n{below}\n\nContact\nTerms of use"
        )
    }

    #[test]
    fn the_length_of_a_recording_is_no_caption() {
        let none = path::set(&[Reading::Section]);
        for (line, is_none) in [
            ("Length of recording 4:22", true),
            ("The ferry in the dock", false),
            ("The ferry leaves the dock at 4:22 again.", false),
        ] {
            let page = page_with(&format!("{line}\nPhoto: Nora Stell"), "", "");
            let set = path::set(CAPTIONS) | none;
            let left = ask(&page, line, |text, row| {
                text.page.as_ref().map(|page| page.allowed(text, row, set))
            });
            assert_eq!(left == Some(none), is_none, "{line}");
        }
    }

    #[test]
    fn the_last_entry_of_a_menu_is_no_section() {
        for (name, menu, wanted) in [
            ("below its menu", "Home\nNews\nCulture\n\n", true),
            ("in the middle", "Home\n\nCulture\n\n", false),
            ("right above the headline", "Home\n\nCulture\n", false),
            ("no blank lines", "Home\nNews\nCulture\n", false),
            ("below a text", "The harbour is open again from Monday on.\nCulture\n\n", false),
            ("the first line", "Culture\n\n", false),
        ] {
            let page = format!("{menu}{HEADLINE}\n\n{BODY}\n\nContact\nTerms of use");
            assert_eq!(ask(&page, "Culture", is_last_of_menu), wanted, "{name}");
        }
    }

    #[test]
    fn a_title_below_a_label_of_other_stories_is_of_none() {
        let title = "Fell Bridge closes to lorries again";
        for (name, lines, line, wanted) in [
            ("below a label", format!("Related articles\n{title}"), title, true),
            ("below one with a colon", format!("Read more:\n{title}"), title, true),
            ("below a button", format!("Read more\n{title}"), title, false),
            (
                "below one that names its story",
                format!("Read more: Port opens\n{title}"),
                title,
                false,
            ),
            ("below another title", format!("A second ferry for all\n{title}"), title, false),
            (
                "not right below",
                format!("Related articles\nPort opens again soon\n{title}"),
                title,
                false,
            ),
            (
                "a sentence",
                "Related articles\nThe bridge is closed again.".to_owned(),
                "The bridge is closed again.",
                false,
            ),
        ] {
            let is_other = ask(&page_with("", &lines, ""), line, is_below_label_of_others);
            assert_eq!(is_other, wanted, "{name}");
        }
    }

    #[test]
    fn a_brief_has_no_summary() {
        let set = path::set(&[Reading::Deck, Reading::Paragraph]);
        let texts: Vec<&str> = BODY.split("\n\n").chain([LAST]).collect();
        let may_be_deck = |texts: &[&str], line: &str| {
            let story = texts.join("\n\n");
            let page = format!("{MENU}\n\n{HEADLINE}\n\n{story}\n\nContact\nTerms of use");
            let left = ask(&page, line, |text, row| {
                text.page.as_ref().map(|page| page.allowed(text, row, set))
            });
            left == Some(set)
        };
        assert!(may_be_deck(&texts, texts[0]), "three texts below it");
        assert!(!may_be_deck(&texts, texts[1]), "two");
        assert!(!may_be_deck(&texts, LAST), "the last one");
        assert!(!may_be_deck(&texts[..1], texts[0]), "the only one");
    }

    #[test]
    fn a_credit_stands_below_what_a_picture_can_show() {
        let credit = "Photo: Nora Stell";
        let long = |count: usize| "it is so ".repeat(count / 3) + "now.";
        for (name, above, line, wanted) in [
            ("a title", "The ferry in the dock", credit, true),
            ("a sentence", "The ferry lies in the dock.", credit, true),
            ("a text of 58 words", &long(57), credit, true),
            ("a text of 61 words", &long(60), credit, false),
            ("a word", "Harbour", credit, false),
            ("a button", "Facebook", credit, false),
            ("a name below a title", "The ferry in the dock", "Nora Stell", false),
        ] {
            let is_below = |page: &str| {
                ask(page, line, |text, row| {
                    text.page.as_ref().is_some_and(|page| page.is_below_caption(text, row))
                })
            };
            let lines = format!("{above}\n{line}");
            assert_eq!(is_below(&page_with("", &lines, "")), wanted, "{name}");
            assert!(!is_below(&page_with("", "", &lines)), "{name}, below the body");
        }
    }

    #[test]
    fn the_longest_caption_is_longer_with_a_sure_credit() {
        for (credit, words, wanted) in [
            ("(AFP)", 39, true),
            ("(AFP)", 40, false),
            ("(AFP Photo/Nora Stell)", 76, true),
            ("(AFP Photo/Nora Stell)", 78, false),
        ] {
            let line = format!(
                "{}so. {credit}",
                "it is ".repeat(words / 2 - 1) + if words % 2 == 0 { "it " } else { "" }
            );
            let is_caption = ask(&page_with("", &line, ""), &line, |text, row| {
                text.page.as_ref().is_some_and(|page| page.is_signed_caption(text, row))
            });
            assert_eq!(is_caption, wanted, "{credit}, {words} words");
        }
    }

    #[test]
    fn a_label_makes_a_caption() {
        for (name, line, wanted) in [
            ("a label", "Pictured: The ferry lies in the dock.", true),
            ("an opening without a colon", "In this photo the ferry lies in the dock.", false),
            ("three words", "Pictured: The ferry", false),
            (
                "the line begins with another word",
                "The one pictured: the ferry in the dock.",
                false,
            ),
        ] {
            let is_caption = ask(&page_with("", line, ""), line, |text, row| {
                text.page.as_ref().is_some_and(|page| page.is_signed_caption(text, row))
            });
            assert_eq!(is_caption, wanted, "{name}");
        }
    }

    #[test]
    fn a_caption_and_its_credit_stand_nearer_to_each_other() {
        let (sentence, title) = ("The ferry lies in the dock.", "The ferry in the dock");
        for (name, line, gaps, is_over) in [
            ("nearer", sentence, [2, 1, 2], true),
            ("as near as the line above", title, [1, 1, 2], true),
            ("a text as near as one above", sentence, [1, 1, 2], false),
            ("as near as the line below", title, [2, 1, 1], false),
            ("further than the line below", title, [3, 2, 1], false),
        ] {
            let lines = ["It was away.", line, "Photo: Nora Stell", "The dock"];
            let mut inside = lines[0].to_owned();
            for (line, gap) in lines[1..].iter().zip(gaps) {
                inside.push_str(&"\n".repeat(gap + 1));
                inside.push_str(line);
            }
            let found = ask(&page_with("", &inside, ""), line, |text, row| {
                text.page.as_ref().is_some_and(|page| page.is_over_credit(text, row))
            });
            assert_eq!(found, is_over, "{name}");
        }
    }

    #[test]
    fn a_credit_above_a_label_is_that_captions() {
        let line = "The ferry lies in the dock.";
        for (name, below, gaps, wanted) in [
            ("nearer to the label", "Image caption The dock", [1, 0], true),
            ("as near", "Image caption The dock", [1, 1], true),
            ("further", "Image caption The dock", [0, 1], false),
            ("no label", "The dock of Selby", [1, 0], false),
        ] {
            let gaps = gaps.map(|gap| "\n".repeat(gap + 1));
            let inside = format!("{line}{}Photo: Nora Stell{}{below}", gaps[0], gaps[1]);
            let found = ask(&page_with("", &inside, ""), line, is_over_others_credit);
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn a_date_is_what_a_line_starts_with() {
        for (line, wanted) in [
            ("4 May 2022, updated at noon", true),
            ("On 4 May 2022, at noon", false),
            ("4 ferries wait at noon", false),
        ] {
            let found =
                ask(&page_with(line, "", ""), line, |text, row| starts_with_date(text.looks[row]));
            assert_eq!(found, wanted, "{line}");
        }
    }

    #[test]
    fn a_head_has_sixteen_rows_at_most() {
        let words = [
            "Pier", "Quay", "Dock", "Sail", "Mast", "Rope", "Tide", "Buoy", "Crane", "Ship",
            "Wharf", "Lock", "Beach", "Reef", "Bay",
        ];
        for (count, is_head) in [(14, true), (15, false)] {
            let head = format!("{}\nBy Nora Stell", words[..count].join("\n"));
            let is_in_head = ask(&page_with(&head, "", ""), "By Nora Stell", |text, row| {
                text.page.as_ref().is_some_and(|page| page.head.contains(&row))
            });
            assert_eq!(is_in_head, is_head, "{count} lines above");
        }
        let is_head = |line: &str| {
            ask(&page_with("By Nora Stell", "", ""), line, |text, row| {
                text.page.as_ref().is_some_and(|page| page.head.contains(&row))
            })
        };
        assert!(!is_head(HEADLINE) && !is_head("Weather") && !is_head(LAST));
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of both sides of every rule")]
    fn both_sides_of_each_rule() {
        let head = |line: &str| page_with(line, "", "");
        let inside = |line: &str| page_with("", line, "");
        let below = |line: &str| page_with("", "", line);
        for (name, page, line, reading, expected) in [
            ("a date in the head", head("May 4, 2022"), "May 4, 2022", Date, true),
            ("it is nothing else", head("May 4, 2022"), "May 4, 2022", Menu, false),
            ("a date far below", below("May 4, 2022"), "May 4, 2022", Menu, true),
            ("a date inside", inside("May 4, 2022"), "May 4, 2022", Date, true),
            (
                "a concert inside",
                inside("June 9, 2022 -- Calder Hall, Oakmouth"),
                "June 9, 2022 -- Calder Hall, Oakmouth",
                Date,
                false,
            ),
            (
                "a date with a place in the head",
                head("June 9, 2022 -- Calder Hall"),
                "June 9, 2022 -- Calder Hall",
                Date,
                true,
            ),
            ("a byline in the head", head("By Nora Stell"), "By Nora Stell", Byline, true),
            ("it is nothing else either", head("By Nora Stell"), "By Nora Stell", Section, false),
            (
                "a byline with a date",
                head("By Nora Stell | May 4, 2022"),
                "By Nora Stell | May 4, 2022",
                Date,
                false,
            ),
            (
                "a date with its source",
                head("4 May 2022, updated 5 May 2022 | Source: Calder Online"),
                "4 May 2022, updated 5 May 2022 | Source: Calder Online",
                HeadCaption,
                false,
            ),
            ("a button inside", inside("Toggle caption"), "Toggle caption", Headline, false),
            ("a title inside", inside("Fell Bridge closes"), "Fell Bridge closes", Headline, true),
            (
                "a text over the credit of a caption with a label",
                inside("The ferry lies in the dock.\n\nPhoto: Nora Stell\nImage caption The dock"),
                "The ferry lies in the dock.",
                BodyCaption,
                false,
            ),
            (
                "over a credit and a title",
                inside("The ferry lies in the dock.\n\nPhoto: Nora Stell\nThe dock of Selby"),
                "The ferry lies in the dock.",
                BodyCaption,
                true,
            ),
            (
                "a button again",
                inside("Toggle caption\n\nNora Stell\n\nToggle caption"),
                "Toggle caption",
                ParagraphCopy,
                false,
            ),
            (
                "a title again",
                inside("Fell Bridge closes\n\nNora Stell\n\nFell Bridge closes"),
                "Fell Bridge closes",
                ParagraphCopy,
                true,
            ),
            ("a name below its label", head("By\n\nNora Stell"), "Nora Stell", Byline, true),
            ("it is no label", head("By\n\nNora Stell"), "Nora Stell", Section, false),
            ("the label", head("By\n\nNora Stell"), "By", Byline, false),
            (
                "two words that may be a name",
                head("Editorial Team"),
                "Editorial Team",
                Byline,
                true,
            ),
            ("a lone word", head("Editorial"), "Editorial", Byline, false),
            (
                "an address",
                head("https://calder.example/4k"),
                "https://calder.example/4k",
                Byline,
                false,
            ),
            (
                "a summary",
                head("The second ferry has to wait for another year\nBy Nora Stell"),
                "The second ferry has to wait for another year",
                Deck,
                true,
            ),
            ("a label", head("Island traffic\nBy Nora Stell"), "Island traffic", Deck, false),
            ("a label in the head", head("Island traffic"), "Island traffic", Section, true),
            ("a heading inside", inside("A second ferry"), "A second ferry", Section, false),
            ("a heading inside is one", inside("A second ferry"), "A second ferry", Subhead, true),
            (
                "a breadcrumb inside",
                inside("Home > News > Island"),
                "Home > News > Island",
                Section,
                true,
            ),
            ("keywords below their label", below("Tags:\nferry\nharbour"), "harbour", Tags, true),
            ("they are nothing else", below("Tags:\nferry\nharbour"), "harbour", Menu, false),
            ("a line further off", below("Tags:\nferry\n\n\nharbour"), "harbour", Menu, true),
            ("words without a label inside", inside("ferry harbour"), "ferry harbour", Tags, false),
            ("words without a label below", below("ferry harbour"), "ferry harbour", Tags, true),
            ("a count below", below("Comments (3)"), "Comments (3)", Tags, false),
            (
                "points below their label",
                head("Story highlights\nThe second ferry waits\nThe first one runs"),
                "The first one runs",
                Point,
                true,
            ),
            (
                "a line without such a label",
                head("The first one runs"),
                "The first one runs",
                Point,
                false,
            ),
            (
                "a caption with its credit",
                inside("The ferry in the dock on Tuesday. Photo: Nora Stell"),
                "The ferry in the dock on Tuesday. Photo: Nora Stell",
                BodyCaption,
                true,
            ),
            (
                "it is no paragraph",
                inside("The ferry in the dock on Tuesday. Photo: Nora Stell"),
                "The ferry in the dock on Tuesday. Photo: Nora Stell",
                Paragraph,
                false,
            ),
            (
                "a sentence without a credit",
                inside("The ferry was in the dock on Tuesday."),
                "The ferry was in the dock on Tuesday.",
                BodyCaption,
                false,
            ),
            (
                "a sentence over a credit",
                inside("The ferry was in the dock on Tuesday.\nPhoto: Nora Stell"),
                "The ferry was in the dock on Tuesday.",
                Paragraph,
                false,
            ),
            (
                "a title over a credit",
                inside("The ferry in the dock\nPhoto: Nora Stell (Reuters)"),
                "The ferry in the dock",
                Subhead,
                false,
            ),
            (
                "three words over a credit",
                inside("Ferry runs again\nPhoto: Nora Stell"),
                "Ferry runs again",
                Subhead,
                true,
            ),
            (
                "a sentence apart from the credit",
                inside(
                    "The ferry was in the dock on Tuesday, the harbour office said, and nobody on the island knew when it would sail.\n\nPhoto: Nora Stell",
                ),
                "The ferry was in the dock on Tuesday, the harbour office said, and nobody on the island knew when it would sail.",
                Paragraph,
                true,
            ),
            (
                "a paragraph's last line over a credit",
                inside(
                    "The second ferry has to wait until the island has the money for it.\nThe ferry was in the dock on Tuesday, the harbour office said, and nobody on the island knew when it would sail.\nPhoto: Nora Stell",
                ),
                "The ferry was in the dock on Tuesday, the harbour office said, and nobody on the island knew when it would sail.",
                Paragraph,
                true,
            ),
            (
                "a credit with a text right below",
                inside(
                    "The ferry was in the dock on Tuesday.\nPhoto: Nora Stell\nIt is an old ferry.",
                ),
                "The ferry was in the dock on Tuesday.",
                Paragraph,
                true,
            ),
            (
                "a sentence over an agency",
                inside("The ferry was in the dock on Tuesday.\nReuters"),
                "The ferry was in the dock on Tuesday.",
                Paragraph,
                false,
            ),
            (
                "a sentence apart from an agency",
                inside("The ferry was in the dock on Tuesday.\n\nReuters"),
                "The ferry was in the dock on Tuesday.",
                Paragraph,
                true,
            ),
            (
                "a title over an agency",
                inside("The ferry in the dock\nReuters"),
                "The ferry in the dock",
                Subhead,
                true,
            ),
            (
                "a recording's length over a credit",
                inside("The recording is 4:22\nPhoto: Nora Stell"),
                "The recording is 4:22",
                Subhead,
                true,
            ),
            (
                "a sentence of no body over a credit, all lines close",
                head(
                    "4 May 2022\nFerries wait.\nThe old ferry lies in the dock.\nPhoto: Nora Stell\nBy Tom Bell",
                ),
                "The old ferry lies in the dock.",
                Deck,
                false,
            ),
            (
                "over an agency",
                head(
                    "4 May 2022\nFerries wait.\nThe old ferry lies in the dock.\nReuters\nBy Tom Bell",
                ),
                "The old ferry lies in the dock.",
                Deck,
                true,
            ),
            (
                "the headline over a credit",
                head("Photo: Nora Stell\n\n\n"),
                HEADLINE,
                Reading::Headline,
                true,
            ),
            (
                "a title over a credit as far",
                head("The ferry in the dock\n\nPhoto: Nora Stell\n\n\n"),
                "The ferry in the dock",
                Subhead,
                false,
            ),
            (
                "a sentence below a credit",
                inside("Photo: Nora Stell\nThe ferry in the dock"),
                "The ferry in the dock",
                Subhead,
                false,
            ),
            (
                "it is the body's",
                inside(
                    "Photo: Nora Stell\nThe ferry was in the dock on Tuesday, and so was the new one from the island.",
                ),
                "The ferry was in the dock on Tuesday, and so was the new one from the island.",
                Paragraph,
                true,
            ),
            (
                "a title apart from the credit",
                inside("Photo: Nora Stell\n\nThe ferry in the dock"),
                "The ferry in the dock",
                Subhead,
                true,
            ),
            (
                "a credit above that is of another line",
                inside("The dock of the island\nPhoto: Nora Stell\nThe ferry in the dock"),
                "The ferry in the dock",
                Subhead,
                true,
            ),
            (
                "a line between two credits",
                inside("Photo: Nora Stell\nThe ferry in the dock\nPhoto: Tom Bell"),
                "Photo: Tom Bell",
                HeadCredit,
                true,
            ),
            (
                "a credit that a paragraph has as well, behind a sentence",
                inside("The ferry was in the dock on Tuesday. (AFP)"),
                "The ferry was in the dock on Tuesday. (AFP)",
                Paragraph,
                false,
            ),
            (
                "behind no sentence",
                inside("The ferry in the dock on Tuesday (AFP)"),
                "The ferry in the dock on Tuesday (AFP)",
                Paragraph,
                true,
            ),
            (
                "below the body",
                below("The ferry was in the dock on Tuesday. (AFP)"),
                "The ferry was in the dock on Tuesday. (AFP)",
                Paragraph,
                true,
            ),
            (
                "a sentence over a credit below the story",
                below(
                    "Most read\n\nFell Bridge closes\n\nThe ferry was in the dock.\nPhoto: Nora Stell\n\nHome",
                ),
                "The ferry was in the dock.",
                Paragraph,
                true,
            ),
            (
                "a credit below a caption",
                inside("The ferry in the dock\nPhoto: Nora Stell"),
                "Photo: Nora Stell",
                HeadCredit,
                true,
            ),
            (
                "it is nobody's byline",
                inside("The ferry in the dock\nPhoto: Nora Stell"),
                "Photo: Nora Stell",
                Byline,
                false,
            ),
            ("a button is no credit", head("Facebook"), "Facebook", HeadCredit, false),
            (
                "a right",
                below("© 2022 Calder Post. All rights reserved."),
                "© 2022 Calder Post. All rights reserved.",
                Rights,
                true,
            ),
            (
                "no right",
                below("Calder Post is read by many."),
                "Calder Post is read by many.",
                Rights,
                false,
            ),
            (
                "a sentence is no end note",
                below("Calder Post is read by many."),
                "Calder Post is read by many.",
                EndNote,
                false,
            ),
            ("a name is no author's box", below("Nora Stell"), "Nora Stell", AuthorBox, false),
            (
                "another story's headline",
                below("Fell Bridge closes for repairs"),
                "Fell Bridge closes for repairs",
                Related,
                true,
            ),
            (
                "a sentence is none",
                below("Fell Bridge was closed for repairs."),
                "Fell Bridge was closed for repairs.",
                Related,
                false,
            ),
            (
                "a keyword of five words",
                below("Tags:\nferry\nthe pier of the harbour"),
                "the pier of the harbour",
                Menu,
                true,
            ),
            (
                "a point of five words",
                head("Story highlights\nThe second ferry waits\nThe first one runs again"),
                "The first one runs again",
                Menu,
                false,
            ),
            ("a button below keywords", below("Tags:\nferry\nFacebook"), "Facebook", Menu, true),
            (
                "an author below keywords",
                below("Tags:\nferry\nBy Nora Stell"),
                "By Nora Stell",
                Menu,
                true,
            ),
            (
                "a line set off from keywords",
                below("Tags:\nferry\n\nharbour"),
                "harbour",
                Menu,
                true,
            ),
            (
                "a sentence is no label",
                head("The second ferry waits.\nBy Nora Stell"),
                "The second ferry waits.",
                Section,
                false,
            ),
            ("a credit is none", head("Photo: Nora Stell"), "Photo: Nora Stell", Section, false),
            ("a date below is none", below("May 4, 2022"), "May 4, 2022", Section, false),
            ("a bullet is no keyword", below("• ferry harbour"), "• ferry harbour", Tags, false),
            ("a button is none", below("Facebook"), "Facebook", Tags, false),
            (
                "a question may be another story",
                below("Why was Fell Bridge closed?"),
                "Why was Fell Bridge closed?",
                Related,
                true,
            ),
            (
                "a short line may be a heading",
                below("More from the island"),
                "More from the island",
                RelatedLabel,
                true,
            ),
            (
                "a long line is none",
                below("Fell Bridge closes to all lorries for repairs until May"),
                "Fell Bridge closes to all lorries for repairs until May",
                RelatedLabel,
                false,
            ),
            (
                "a short sentence is none",
                below("Fell Bridge is closed."),
                "Fell Bridge is closed.",
                RelatedLabel,
                false,
            ),
            (
                "a sentence is no button",
                head("The second ferry has to wait."),
                "The second ferry has to wait.",
                HeadWidget,
                false,
            ),
        ] {
            assert_eq!(allows(&page, line, reading), expected, "{name}");
        }
    }
}
