//! Every reading into its field, or out under a licence.
//!
//! What a line is and whether it may go are two decisions. A line goes only as a verified repeat of
//! a kept text, or as furniture: a whole line of the lists, read as furniture in its place.
//! Everything else that is not of the body goes into a field.

mod copies;
mod licence;

use crate::options::LONGEST_ARTIFACT;
use crate::recognize::artifact::Widget;
use crate::recognize::forms::Forms;
use crate::removal::{Reason, Role};
use crate::stage::read::allowed::DECKS;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::reading::Reading;
use crate::stage::read::{captions, contents, headline};
use crate::stage::{Document, Draft, Kind, Mark, Row, Rules, unwrap};

/// Marks the rows of an article as they were read. Those of its body stay open. Linear.
pub(super) fn mark(
    document: &Document<'_>,
    draft: &mut Draft,
    readings: &[Reading],
    facts: &Facts<'_>,
    from: usize,
    rules: Rules<'_>,
) {
    let mut filer = Filer { document, draft, readings: readings.to_vec(), facts, from, rules };
    filer.mark_artifacts();
    contents::mark(document, filer.draft, readings, rules);
    filer.read_prints_alike();
    filer.mark_headline();
    filer.keep_sentences();
    filer.mark_buttons();
    filer.mark_menus();
    filer.mark_copies();
    captions::mark(document, filer.draft, &filer.readings);
    for row in 0..filer.readings.len() {
        if filer.draft.rows[row].mark.is_open() {
            filer.draft.rows[row].mark = filer.mark_of(row);
        }
    }
    keep_one(draft, Role::Byline, Role::Section);
    keep_one(draft, Role::Description, Role::Note);
}

/// Whether a form of a line supports that it is read as a note; none where a reading needs none.
pub(super) fn supports(reading: Reading, look: &Look) -> Option<bool> {
    match reading {
        Reading::AuthorBox | Reading::EndNote | Reading::Correction | Reading::Rights => {
            Some(look.forms.has(NOTES))
        }
        Reading::Feedback
        | Reading::CommentForm
        | Reading::TailNewsletter
        | Reading::Newsletter
        | Reading::Navigation => Some(look.forms.has(Forms::FURNITURE)),
        Reading::Tags
        | Reading::Section
        | Reading::SectionAbove
        | Reading::Related
        | Reading::RelatedLabel => Some(look.class != Class::Prose),
        _ => None,
    }
}

/// A field for one line takes the first one, a byline with the lines right below it; a page may
/// have marked another before its rows were read.
fn keep_one(draft: &mut Draft, role: Role, other: Role) {
    let is_one = |row: &Row| row.mark.is_role(role);
    let Some(first) = draft.rows.iter().position(is_one) else { return };
    let is_several = role == Role::Byline;
    let last = first + draft.rows[first..].iter().take_while(|row| is_one(row)).count();
    let from = if is_several { last } else { first + 1 };
    for row in draft.rows[from..].iter_mut().filter(|row| is_one(row)) {
        row.mark = Mark::keep(other);
    }
}

struct Filer<'a, 't> {
    document: &'a Document<'t>,
    draft: &'a mut Draft,
    readings: Vec<Reading>,
    /// The facts of the whole text, of which the draft begins at the row `from`.
    facts: &'a Facts<'a>,
    from: usize,
    rules: Rules<'a>,
}

impl Filer<'_, '_> {
    fn line(&self, row: usize) -> usize {
        self.draft.rows[row].line
    }

    fn kind(&self, row: usize) -> Kind {
        self.document.facts(self.line(row)).kind
    }

    /// What the caller names as artifacts goes wherever it stands, and so does code.
    fn mark_artifacts(&mut self) {
        if !self.rules.options.remove_artifacts {
            return;
        }
        for row in 0..self.draft.rows.len() {
            let key = self.document.key(self.line(row));
            if key.len() <= LONGEST_ARTIFACT
                && self.draft.rows[row].mark.is_open()
                && let Some(widget) = self.rules.lexicon.own.artifact(key)
            {
                self.draft.rows[row].mark = Mark::drop(widget.reason());
            } else if self.kind(row) == Kind::Widget(Widget::Leak) && self.is_leak(row) {
                self.draft.rows[row].mark = Mark::drop(Reason::Leak);
            }
        }
    }

    /// The headline and its echoes. A second headline inside an article is a subhead; an echo that
    /// says something else is a label, or a text.
    fn mark_headline(&mut self) {
        let is_open = |row: &usize| self.draft.rows[*row].mark.is_open();
        let first = (0..self.readings.len())
            .filter(is_open)
            .find(|&row| self.readings[row] == Reading::Headline);
        let forms: Vec<usize> = (0..self.readings.len())
            .filter(is_open)
            .filter(|&row| {
                Some(row) == first || first.is_some_and(|first| self.may_be_echo(first, row))
            })
            .collect();
        for row in headline::mark(self.document, self.draft, &forms, self.rules) {
            self.readings[row] = if self.facts.looks[self.from + row].is_short {
                Reading::Section
            } else {
                Reading::Paragraph
            };
        }
        for row in 0..self.readings.len() {
            if self.draft.rows[row].mark.is_open()
                && matches!(self.readings[row], Reading::Headline | Reading::Echo)
            {
                self.readings[row] = Reading::Paragraph;
            }
        }
    }

    /// Whether a row is read as an echo of the headline, or is a form of it with no text between.
    fn may_be_echo(&self, headline: usize, row: usize) -> bool {
        let form = || {
            self.facts.relations[self.from + row]
                .form_above
                .is_some_and(|(by, _)| row == headline + by as usize)
        };
        let is_text = |row: usize| self.facts.looks[self.from + row].class == Class::Prose;
        let is_near = || {
            row > headline && row - headline <= ECHO_WITHIN && !(headline + 1..=row).any(is_text)
        };
        self.readings[row] == Reading::Echo || is_near() && form()
    }

    /// A sentence that is read as a note and that no form of notes supports is a paragraph: it may
    /// be the story's last one.
    fn keep_sentences(&mut self) {
        for row in 0..self.readings.len() {
            let look = &self.facts.looks[self.from + row];
            let is_supported = match self.readings[row] {
                Reading::FirstPublished => self.names_headline(row),
                reading => supports(reading, look).unwrap_or(true),
            };
            if look.is_text() && !is_supported && self.draft.rows[row].mark.is_open() {
                self.readings[row] = Reading::Paragraph;
            }
        }
    }

    /// Buttons of a share bar that come back below every entry of a text, whatever they are read
    /// as.
    fn mark_buttons(&mut self) {
        for row in 0..self.readings.len() {
            let is_button = self.kind(row) == Kind::Widget(Widget::Share)
                && self.facts.relations[self.from + row].equals >= BUTTONS;
            if is_button
                && self.rules.options.remove_artifacts
                && self.draft.rows[row].mark.is_open()
            {
                self.draft.rows[row].mark = Mark::drop(Reason::Share);
            }
        }
    }

    /// Menus: lines that are read so, one right below the other, of which at least three and half
    /// of all are on the lists, show that the others belong to the menu too.
    fn mark_menus(&mut self) {
        if !self.rules.options.remove_artifacts {
            return;
        }
        let mut start = 0;
        while start < self.readings.len() {
            let is_menu = |row: usize| {
                self.readings[row] == Reading::Menu && self.draft.rows[row].mark.is_open()
            };
            let more = (start + 1..self.readings.len()).take_while(|&row| is_menu(row)).count();
            let run = start..start + 1 + more;
            let listed = run.clone().filter(|&row| self.licence(row).is_some()).count();
            if is_menu(start) && listed >= MENU_LINES && listed * 2 >= run.len() {
                for row in run.clone() {
                    self.draft.rows[row].mark =
                        Mark::drop(self.licence(row).unwrap_or(Reason::Menu));
                }
            }
            start = run.end;
        }
    }

    /// The mark of a row by its reading.
    fn mark_of(&self, row: usize) -> Mark {
        let reading = self.readings[row];
        match reading {
            Reading::Paragraph
            | Reading::ParagraphCopy
            | Reading::PullQuote
            | Reading::Subhead
            | Reading::Signature
            | Reading::Headline
            | Reading::Echo => Mark::Open,
            Reading::Deck | Reading::DeckCopy => {
                self.once_or(row, Role::Description, || Mark::Open)
            }
            Reading::Point => Mark::keep(Role::KeyPoint),
            Reading::Byline => self.again_or(row, Role::Byline),
            Reading::Date | Reading::DateAbove => self.again_or(row, Role::Date),
            Reading::EndNote => self.note(row, Role::EndNote),
            Reading::Correction => self.note(row, Role::Correction),
            Reading::AuthorBox => self.note(row, Role::AuthorBox),
            Reading::Rights => self.legal_or(row, Role::Rights, Forms::RIGHTS),
            Reading::FirstPublished => {
                self.legal_or(row, Role::FirstPublished, Forms::APPEARED_FIRST)
            }
            Reading::Tags => {
                self.note_or_furniture(row, Role::Keyword, Forms::TAGS.or(Forms::TAGS_LABEL))
            }
            Reading::Section | Reading::SectionAbove => self.note_or_furniture(
                row,
                Role::Section,
                Forms::SECTION_LABEL.or(Forms::BREADCRUMB),
            ),
            Reading::Related | Reading::Ticker => Mark::keep(Role::Related),
            Reading::HeadWidget | Reading::PointLabel | Reading::Menu => {
                self.furniture_or(row, Role::Section)
            }
            Reading::ReadAlso | Reading::TickerLabel | Reading::RelatedLabel => {
                self.furniture_or(row, Role::Related)
            }
            _ => self.furniture_or(row, Role::Note),
        }
    }

    /// A note of the kind that its form says, which is clearer than its reading; else of this kind.
    fn note(&self, row: usize, role: Role) -> Mark {
        let forms = self.facts.looks[self.from + row].forms;
        match note_kind(forms) {
            Some(kind) => self.filed(row, kind),
            None => self.furniture_or(row, role),
        }
    }

    /// A field where a form of the line supports it, or where the line is no furniture of the
    /// lists.
    fn note_or_furniture(&self, row: usize, role: Role, support: Forms) -> Mark {
        if self.facts.looks[self.from + row].forms.has(support) {
            self.filed(row, role)
        } else {
            self.furniture_or(row, role)
        }
    }

    /// A line in a field. The first letter of the text below it is in none: it is joined where it is
    /// the only one of its text, so that each stays in the body where there are several.
    fn filed(&self, row: usize, role: Role) -> Mark {
        let text = |row: usize| &*self.document.lines[self.line(row)].text;
        let has_below = row + 1 < self.readings.len();
        let is_first_letter = has_below && unwrap::first_letter(text(row)).is_some();
        if is_first_letter && text(row + 1).starts_with(char::is_lowercase) {
            return Mark::keep(Role::Paragraph);
        }
        if role == Role::Section { self.again_or(row, role) } else { Mark::keep(role) }
    }

    /// Legal lines of the lists go; what only reads like one is kept.
    fn legal_or(&self, row: usize, role: Role, support: Forms) -> Mark {
        match self.kind(row) {
            Kind::Widget(_) if self.is_about_something_else(row) => Mark::Open,
            Kind::Widget(widget) if self.rules.options.remove_artifacts => {
                Mark::drop(widget.reason())
            }
            _ => self.note_or_furniture(row, role, support),
        }
    }

    /// Furniture of the lists goes; what only stands where furniture stands is kept in a field.
    fn furniture_or(&self, row: usize, role: Role) -> Mark {
        match self.licence(row).filter(|_| self.rules.options.remove_artifacts) {
            Some(reason) => Mark::drop(reason),
            None => match (self.kind(row), role) {
                (Kind::Widget(widget), _) if !self.is_in_place(row, widget) => Mark::Open,
                (Kind::Date, _) => self.again_or(row, Role::Date),
                (Kind::EndNote, _) => Mark::keep(Role::EndNote),
                (Kind::SmallNumber, _) if self.is_count(row) => Mark::keep(Role::Note),
                // A number that nothing explains is a row of the story.
                (Kind::SmallNumber, _) => Mark::Open,
                _ => self.filed(row, role),
            },
        }
    }

    /// Whether a number stands in the head of a page, where readers are counted, and none below it,
    /// where the parts of a story are.
    fn is_count(&self, row: usize) -> bool {
        let is_prose = |row: &usize| self.facts.looks[self.from + row].class == Class::Prose;
        let body = (0..self.readings.len()).filter(is_prose).nth(DECKS).unwrap_or(0);
        self.facts.is_page()
            && row < body
            && (body..self.readings.len()).all(|row| self.kind(row) != Kind::SmallNumber)
    }

    /// The role, or a repeat of a line near above that has it already. A second byline further down
    /// is a label.
    fn again_or(&self, row: usize, role: Role) -> Mark {
        let line = self.line(row);
        let is_signature = |row: &&Row| {
            [Role::Byline, Role::Date, Role::Section].iter().any(|role| row.mark.is_role(*role))
        };
        let mut above = self.draft.rows[..row].iter().rev().take(RECENT).filter(is_signature);
        if let Some(twin) = above.clone().find(|other| self.document.same_key(line, other.line)) {
            return Mark::repeat(Reason::RepeatedLine, twin.line);
        }
        let is_byline = |other: &Row| other.mark.is_role(Role::Byline);
        let is_right_below = row > 0 && is_byline(&self.draft.rows[row - 1]);
        let is_second = role == Role::Byline && !is_right_below && above.any(is_byline);
        Mark::keep(if is_second { Role::Section } else { role })
    }

    fn once_or(&self, row: usize, role: Role, other: impl Fn() -> Mark) -> Mark {
        let has_one =
            self.draft.rows[..row].iter().rev().take(RECENT).any(|other| other.mark.is_role(role));
        if has_one { other() } else { Mark::keep(role) }
    }
}

/// Longest key, in bytes, of a text-size widget that may as well be a word or an agency: `tt`,
/// `aa`.
const LONGEST_BARE: usize = 5;
/// Rows between a headline or a widget and the headline's echo, where nothing else tells that it is
/// one.
const ECHO_WITHIN: usize = 4;
/// Lines of a menu that the lists know: two buttons may stand anywhere.
const MENU_LINES: usize = 3;
/// Bytes of a headline's start or end by which another line names it: three words or more. A
/// shorter headline is looked for whole.
const NAMED: usize = 24;
/// How often a button stands in a text that has it below every entry: a word of one may be a
/// subhead, but not three times.
const BUTTONS: u32 = 3;
/// The kinds of notes that a form of a line says, the narrowest first.
const NOTE_KINDS: [(Forms, Role); 4] = [
    (Forms::SIGN_OFF, Role::SignOff),
    (Forms::CORRECTION, Role::Correction),
    (Forms::END_NOTE, Role::EndNote),
    (Forms::AUTHOR_BOX, Role::AuthorBox),
];
/// The kind of note that a form of a line says.
pub(super) fn note_kind(forms: Forms) -> Option<Role> {
    NOTE_KINDS.iter().find(|(form, _)| forms.has(*form)).map(|(_, kind)| *kind)
}

/// Forms of what stands below a body.
const NOTES: Forms = Forms::AUTHOR_BOX
    .or(Forms::END_NOTE)
    .or(Forms::SIGN_OFF)
    .or(Forms::CORRECTION)
    .or(Forms::RIGHTS)
    .or(Forms::APPEARED_FIRST)
    .or(Forms::SOURCE_LINE)
    .or(Forms::URL_OR_MAIL)
    .or(Forms::HANDLE)
    .or(Forms::PHONE);
/// Rows above in which a line may stand that a signature repeats: a head is no longer.
const RECENT: usize = 64;

#[cfg(test)]
mod tests {
    use super::{Role, keep_one, supports};
    use crate::options::InputKind;
    use crate::recognize::forms::Forms;
    use crate::stage::page::sample::{BODY, HEADLINE, MENU};
    use crate::stage::read::look::{Class, Look};
    use crate::stage::read::reading::Reading;
    use crate::stage::{Draft, Mark, Row};
    use crate::{Cleaner, Options};

    #[test]
    fn what_supports_a_reading() {
        let with = |forms: Forms| Look { forms, ..Look::default() };
        let of = |class: Class| Look { class, ..Look::default() };
        for (name, reading, look, wanted) in [
            ("a note of editors", Reading::EndNote, with(Forms::END_NOTE), Some(true)),
            ("a note of none", Reading::EndNote, with(Forms::MENU), Some(false)),
            ("an author", Reading::AuthorBox, with(Forms::AUTHOR_BOX), Some(true)),
            ("a right that reads like nothing", Reading::Rights, with(Forms::NONE), Some(false)),
            ("a button", Reading::Feedback, with(Forms::FEEDBACK), Some(true)),
            ("a button of no list", Reading::Feedback, with(Forms::NONE), Some(false)),
            ("keywords", Reading::Tags, of(Class::Title), Some(true)),
            ("keywords that are a text", Reading::Tags, of(Class::Prose), Some(false)),
            ("a section", Reading::SectionAbove, of(Class::Tiny), Some(true)),
            ("a paragraph", Reading::Paragraph, of(Class::Prose), None),
        ] {
            assert_eq!(supports(reading, &look), wanted, "{name}");
        }
    }

    #[test]
    fn the_first_letter_of_a_text_is_no_field() {
        for (label, expected) in [("Y", "paragraph"), ("YO", "section")] {
            let text = format!(
                "The village that keeps the bread\n\n{label}\nalthough nobody asked, the oven of Selby is lit every morning of the year.\n\nO\nnly once, in 2011, was it cold, when the baker was in bed.\n"
            );
            let answer = Cleaner::default().clean(&text);
            let article = &answer.articles[0];
            let is_section = article.sections.iter().any(|section| section == label);
            let found = if is_section { "section" } else { "paragraph" };
            assert_eq!(found, expected, "{label}: {article:?}");
        }
    }

    #[test]
    fn a_number_in_the_head_of_a_page_counts_its_readers() {
        let page = |head: &str, body: &str| {
            format!(
                "{MENU}\n\n{HEADLINE}\n\n{head}\n\n{}\n\nAbout us\nContact",
                BODY.replace("\n\n", body)
            )
        };
        let first = BODY.split_once("\n\n").unwrap().0;
        for (name, page, expected) in [
            ("in the head", page("12", "\n\n"), "note"),
            ("below the first paragraph", page(&format!("{first}\n\n12"), "\n\n"), "note"),
            ("below two", page("", "\n\n").replace("the year.", "the year.\n\n12"), "paragraph"),
            ("with others below", page("12", "\n\n13\n\n"), "paragraph"),
        ] {
            let options = Options { input_kind: InputKind::Page, ..Options::default() };
            let answer = Cleaner::new(options).unwrap().clean(&page);
            let article = &answer.articles[0];
            let is_note = article.notes.iter().any(|note| note.text == "12");
            let is_paragraph = article.paragraphs.iter().any(|paragraph| paragraph == "12");
            let found = match (is_note, is_paragraph) {
                (true, false) => "note",
                (false, true) => "paragraph",
                _ => "nowhere",
            };
            assert_eq!(found, expected, "{name}: {article:?}");
        }
    }

    #[test]
    fn a_field_for_one_line_has_the_first() {
        let keep = Mark::keep;
        for (name, role, other, marks, wanted) in [
            (
                "a summary and another",
                Role::Description,
                Role::Note,
                vec![keep(Role::Description), Mark::Open, keep(Role::Description)],
                vec![keep(Role::Description), Mark::Open, keep(Role::Note)],
            ),
            (
                "one right below",
                Role::Description,
                Role::Note,
                vec![Mark::Open, keep(Role::Description), keep(Role::Description)],
                vec![Mark::Open, keep(Role::Description), keep(Role::Note)],
            ),
            (
                "a byline of two lines and another",
                Role::Byline,
                Role::Section,
                vec![keep(Role::Byline), keep(Role::Byline), Mark::Open, keep(Role::Byline)],
                vec![keep(Role::Byline), keep(Role::Byline), Mark::Open, keep(Role::Section)],
            ),
            (
                "none",
                Role::Byline,
                Role::Section,
                vec![keep(Role::Date), Mark::Open],
                vec![keep(Role::Date), Mark::Open],
            ),
        ] {
            let rows = marks.into_iter().map(|mark| Row { mark, ..Row::default() }).collect();
            let mut draft = Draft { rows, pairs: None };
            keep_one(&mut draft, role, other);
            let found: Vec<Mark> = draft.rows.into_iter().map(|row| row.mark).collect();
            assert_eq!(found, wanted, "{name}");
        }
    }
}
