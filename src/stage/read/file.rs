//! Every reading into its field, or out under a licence.
//!
//! What a line is and whether it may go are two decisions. A line goes only as a verified repeat of
//! a kept text, or as furniture: a whole line of the lists, read as furniture in its place.
//! Everything else that is not of the body goes into a field.

use crate::options::LONGEST_ARTIFACT;
use crate::recognize::artifact::Widget;
use crate::recognize::forms::Forms;
use crate::removal::{Reason, Role};
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::reading::Reading;
use crate::stage::read::{captions, headline};
use crate::stage::{Document, Draft, Kind, Mark, Row, Rules};

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

    /// What is read as a copy of something else is a caption again where an equal line is read as a
    /// caption.
    fn read_prints_alike(&mut self) {
        for row in 0..self.readings.len() {
            let it = &self.facts.relations[self.from + row];
            let above = it.equal_above.get().and_then(|by| row.checked_sub(by as usize));
            let below = it.equal_below.get().map(|by| row + by as usize);
            let is_caption = |equal: Option<usize>| {
                equal.and_then(|row| self.readings.get(row)).is_some_and(|it| it.is_caption())
            };
            if matches!(self.readings[row], Reading::Echo | Reading::DeckCopy)
                && (is_caption(above) || is_caption(below))
            {
                self.readings[row] = Reading::HeadCaptionCopy;
            }
        }
    }

    /// Whether a line of the list of leaks has signs that no prose has, or is printed twice.
    fn is_leak(&self, row: usize) -> bool {
        let key = self.document.key(self.line(row));
        let it = &self.facts.relations[self.from + row];
        let is_twice = it.equal_below.get() == Some(1) || it.equal_above.get() == Some(1);
        is_twice || key.contains(['[', '{', '<', '!', '%', '_', '=', '&']) || key.ends_with("...")
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

    /// Whether a row that reads like `The post ... appeared first on ...` begins as a sentence does
    /// and does not name the headline.
    fn is_about_something_else(&self, row: usize) -> bool {
        let text = &*self.document.lines[self.line(row)].text;
        let begins_small =
            text.split_whitespace().nth(2).is_some_and(|word| word.starts_with(char::is_lowercase));
        self.facts.looks[self.from + row].forms.has(Forms::APPEARED_FIRST)
            && begins_small
            && !self.names_headline(row)
    }

    /// Whether a row holds the headline, a site's name before or after it aside.
    fn names_headline(&self, row: usize) -> bool {
        let Some(headline) = self.draft.rows.iter().find(|row| row.mark.is_role(Role::Headline))
        else {
            return false;
        };
        let (text, headline) =
            (self.document.key(self.line(row)), self.document.key(headline.line));
        let start = &headline[..headline.floor_char_boundary(NAMED)];
        let end = &headline[headline.floor_char_boundary(headline.len().saturating_sub(NAMED))..];
        text.contains(start) || text.contains(end)
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

    /// Copies that are no whole paragraph: they go where the text that they are of is in the body.
    fn mark_copies(&mut self) {
        for row in 0..self.readings.len() {
            if !self.draft.rows[row].mark.is_open() {
                continue;
            }
            let twin = match self.readings[row] {
                Reading::DeckCopy => self.twin_of_deck(row),
                Reading::PullQuote => {
                    self.paragraph_around(row).map(|twin| (twin, Reason::RepeatedSentence))
                }
                Reading::Paragraph | Reading::Subhead => {
                    self.sentence_beside(row).map(|twin| (twin, Reason::RepeatedSentence))
                }
                Reading::ParagraphCopy => {
                    self.longer_paragraph(row).map(|twin| (twin, Reason::TruncatedText))
                }
                _ => continue,
            };
            match twin {
                Some((twin, reason)) => {
                    self.draft.rows[row].mark = Mark::repeat(reason, self.line(twin));
                }
                None if self.readings[row] == Reading::DeckCopy => {
                    self.readings[row] = Reading::Deck;
                }
                None => {}
            }
        }
    }

    /// Whether a row is a paragraph that stays.
    fn is_body(&self, row: usize) -> bool {
        self.draft.rows.get(row).is_some_and(|row| row.mark.is_open())
            && matches!(self.readings[row], Reading::Paragraph)
    }

    fn twin_of_deck(&self, row: usize) -> Option<(usize, Reason)> {
        let it = &self.facts.relations[self.from + row];
        let below =
            |by: Option<u32>| by.map(|by| row + by as usize).filter(|&twin| self.is_body(twin));
        let equal = below(it.equal_below.get()).map(|twin| (twin, Reason::RepeatedParagraph));
        let cut = || below(it.goes_on_below.get());
        let is_sentence = |twin: usize| {
            let (start, full) =
                (self.document.key(self.line(row)), self.document.key(self.line(twin)));
            full.strip_prefix(start).is_some_and(|rest| rest.starts_with(' '))
                && !self.facts.looks[self.from + row].is_cut
        };
        let reason = |twin: usize| {
            if is_sentence(twin) { Reason::RepeatedSentence } else { Reason::TruncatedText }
        };
        let around = || self.paragraph_around(row).map(|twin| (twin, Reason::RepeatedSentence));
        equal.or_else(|| cut().map(|twin| (twin, reason(twin)))).or_else(around)
    }

    /// The paragraph that holds a row as one of its sentences.
    fn paragraph_around(&self, row: usize) -> Option<usize> {
        let (by, _) = self.facts.relations[self.from + row].sentence_of?;
        row.checked_add_signed(by as isize).filter(|&twin| self.is_body(twin))
    }

    /// The paragraph right beside a row that holds it as a sentence, where it is long enough to be
    /// no chance.
    fn sentence_beside(&self, row: usize) -> Option<usize> {
        let (by, _) = self.facts.relations[self.from + row].sentence_of?;
        let is_long = self.facts.looks[self.from + row].words >= QUOTE_WORDS;
        row.checked_add_signed(by as isize)
            .filter(|&twin| is_long && by.abs() == 1 && self.is_body(twin))
    }

    /// The paragraph that goes on where a row ends, inside a word or at a mark.
    fn longer_paragraph(&self, row: usize) -> Option<usize> {
        let it = &self.facts.relations[self.from + row];
        let above = it.goes_on_above.get().and_then(|by| row.checked_sub(by as usize));
        let below = it.goes_on_below.get().map(|by| row + by as usize);
        above.into_iter().chain(below).find(|&twin| self.is_body(twin))
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
            Reading::EndNote => {
                self.note_or_furniture(row, Role::EndNote, Forms::END_NOTE.or(Forms::SIGN_OFF))
            }
            Reading::Correction => self.note_or_furniture(row, Role::Correction, Forms::CORRECTION),
            Reading::AuthorBox => self.note_or_furniture(row, Role::AuthorBox, Forms::AUTHOR_BOX),
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

    /// A field where a form of the line supports it, or where the line is no furniture of the
    /// lists.
    fn note_or_furniture(&self, row: usize, role: Role, support: Forms) -> Mark {
        if self.facts.looks[self.from + row].forms.has(support) {
            self.filed(row, role)
        } else {
            self.furniture_or(row, role)
        }
    }

    fn filed(&self, row: usize, role: Role) -> Mark {
        if role == Role::Section { self.again_or(row, role) } else { Mark::keep(role) }
    }

    /// Whether a widget stands where widgets do. A word of a button alone between two texts is a
    /// subhead as likely; `TT` is an agency or a name, but where the headline is said again
    /// below it or a caption stands above it. A sentence of the story may have the words of a
    /// footer that names a headline.
    fn is_in_place(&self, row: usize, widget: Widget) -> bool {
        let is_text = |row: Option<usize>| {
            let look = row
                .and_then(|row| self.facts.looks.get(self.from + row))
                .filter(|_| row.is_some_and(|row| row < self.readings.len()));
            look.is_some_and(|look| look.is_text())
        };
        if self.is_about_something_else(row) {
            return false;
        }
        match widget {
            Widget::TextSize if is_bare(self.document.key(self.line(row))) => {
                let below = row + 1..self.readings.len().min(row + 1 + ECHO_WITHIN);
                let is_echo =
                    |row: usize| matches!(self.readings[row], Reading::Echo | Reading::Headline);
                let is_beside_head =
                    row > 0 && (self.readings[row - 1].is_caption() || is_echo(row - 1));
                below.into_iter().any(is_echo)
                    || is_beside_head
                    || self.is_among_widgets(row, !is_text(row.checked_sub(1)))
            }
            Widget::Share
            | Widget::Menu
            | Widget::Comments
            | Widget::Media
            | Widget::Related
            | Widget::Update => {
                // In a head the summary stands above it and the lead below, in a tail a note.
                matches!(self.readings[row], Reading::HeadWidget | Reading::TailWidget)
                    || !(is_text(row.checked_sub(1)) && is_text(Some(row + 1)))
            }
            _ => true,
        }
    }

    /// Whether a text-size widget that may as well be an agency stands where only a widget does:
    /// above a size, or below no text and beside another widget or as often as articles are
    /// printed. An agency signs below a text.
    fn is_among_widgets(&self, row: usize, is_below_no_text: bool) -> bool {
        let kind = |row: Option<usize>| {
            row.filter(|&row| row < self.readings.len()).map(|row| self.kind(row))
        };
        let is_widget = |row: Option<usize>| matches!(kind(row), Some(Kind::Widget(_)));
        let is_read_so = matches!(
            self.readings[row],
            Reading::HeadWidget | Reading::BodyWidget | Reading::TailWidget
        );
        let is_again = self.facts.relations[self.from + row].equals > 1;
        kind(Some(row + 1)) == Some(Kind::SmallNumber)
            || is_read_so
                && is_below_no_text
                && (is_again || is_widget(row.checked_sub(1)) || is_widget(Some(row + 1)))
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
                // A number that no size of the text explains is a row of the story.
                (Kind::SmallNumber, _) => Mark::Open,
                _ => self.filed(row, role),
            },
        }
    }

    /// Why a line that is read as furniture may go: the lists have it as a whole line, or it is
    /// drawn, not said.
    fn licence(&self, row: usize) -> Option<Reason> {
        match self.kind(row) {
            Kind::Widget(widget) if self.is_in_place(row, widget) => Some(widget.reason()),
            Kind::Widget(_) => None,
            Kind::ReadAlso => Some(Reason::ReadMore),
            Kind::Source => Some(Reason::Source),
            Kind::PageNumber => Some(Reason::Media),
            Kind::Ornament => {
                is_drawn(self.document.key(self.line(row))).then_some(Reason::Separator)
            }
            Kind::SmallNumber => {
                let above = row.checked_sub(1).map(|above| self.kind(above));
                let is_size = above == Some(Kind::Widget(Widget::TextSize));
                (is_size && self.draft.rows[row - 1].mark == Mark::drop(Reason::TextSize))
                    .then_some(Reason::TextSize)
            }
            _ => self.facts.looks[self.from + row].forms.licence(),
        }
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
/// Words of a line that repeats a sentence of the paragraph beside it: fewer are said twice by
/// chance.
const QUOTE_WORDS: usize = 8;
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

/// Whether a text-size widget may as well be a word: letters in one piece.
fn is_bare(key: &str) -> bool {
    key.len() <= LONGEST_BARE && key.chars().all(char::is_alphabetic)
}

/// Whether a line without letters and digits is drawn, not said: `* * *`, `-----`, a lone bullet.
fn is_drawn(key: &str) -> bool {
    const SIGNS: [char; 20] = [
        '*', '-', '_', '=', '~', '#', '•', '·', '×', '|', '□', '■', '◆', '●', '+', ' ', '/', '.',
        '>', '<',
    ];
    key.chars().all(|char| SIGNS.contains(&char))
}
