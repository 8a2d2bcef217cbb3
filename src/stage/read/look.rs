//! What a row looks like by itself, in the few ways that its neighbours are asked about.

use std::rc::Rc;

use crate::compare::tokens;
use crate::recognize::Lexicon;
use crate::recognize::artifact::Widget;
use crate::recognize::forms::Forms;
use crate::recognize::letters;
use crate::recognize::shape::{End, Shape, has_inner_stop};
use crate::stage::read::captions;
use crate::stage::read::facts::{self, OfLine};
use crate::stage::read::signs::Signs;
use crate::stage::{Document, Kind, Row, Rules};

/// Words that make a line prose when it ends as a sentence does, and when it ends in any way.
const PROSE_WORDS: usize = 9;
const LONG_PROSE_WORDS: usize = 28;
/// Words of a title.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=32;
/// Longest headline that ends with a full stop, in code points: a longer one is a sentence of the
/// story.
const LONGEST_WITH_STOP: u32 = 160;
/// Bytes of a key whose words are counted; a longer line is prose whatever follows.
const COUNTED: usize = 600;

/// Rows above in which an equal line is looked for: a head repeats itself.
const RECENT: usize = 8;

/// Forms of lines that say when.
const DATES: Forms = Forms::DATE.or(Forms::AGO).or(Forms::READING_TIME);
/// Forms of lines that say who.
const BYLINES: Forms =
    Forms::BYLINE.or(Forms::BYLINE_LABEL_ALONE).or(Forms::NAME_AND_AGENCY).or(Forms::NAME_AND_DATE);

/// What a row looks like.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Look {
    pub(super) kind: Kind,
    pub(super) forms: Forms,
    pub(super) class: Class,
    /// Words, of its first part where it is long; two code points of an unspaced script count as
    /// one.
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
    pub(super) has_credit: bool,
    /// Whether its credit can only belong to a picture.
    pub(super) is_signed: bool,
    /// Whether it ends with a credit behind a sentence's end.
    pub(super) has_credit_behind_stop: bool,
    /// Whether it begins with the label of a caption: `Caption:`.
    pub(super) has_caption_label: bool,
    pub(super) is_tiny: bool,
    pub(super) is_cut: bool,
    /// Whether it ends with a colon.
    pub(super) is_colon: bool,
    pub(super) has_digit: bool,
    pub(super) kind_is_furniture: bool,
    /// What it is found by.
    pub(super) signs: Signs,
    /// The facts that hold of the line by itself.
    pub(super) held: OfLine,
}

impl Look {
    /// Whether it is one sentence or more, long or short.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.class, Class::Prose | Class::Sentence)
    }

    /// Whether it says of itself that it names another story.
    pub(crate) fn names_other(&self) -> bool {
        self.class == Class::ReadAlso || self.forms.has(Forms::RELATED_LABEL)
    }

    /// Whether no list of whole lines knows it.
    pub(super) fn is_unlisted(&self) -> bool {
        self.kind == Kind::Text && !self.forms.has(Forms::FURNITURE)
    }

    /// Whether the lists know it as furniture, or as a line that says who or when.
    pub(super) fn is_furniture(&self) -> bool {
        matches!(
            self.class,
            Class::Furniture | Class::Date | Class::Byline | Class::ReadAlso | Class::Ornament
        )
    }
}

/// What the neighbours of a row see in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub(crate) enum Class {
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
        "prose",
        "sentence",
        "title",
        "tiny",
        "furniture",
        "date",
        "byline",
        "caption",
        "bullet",
        "ornament",
        "number",
        "read_also",
    ];
}

/// The looks of all rows, which are kept with their lines.
pub(super) fn of_rows<'d>(
    document: &'d Document<'_>,
    rows: &[Row],
    rules: Rules<'_>,
) -> Vec<&'d Look> {
    rows.iter()
        .enumerate()
        .map(|(at, row)| cached(document, &rows[at.saturating_sub(RECENT)..at], row.line, rules))
        .collect()
}

/// The looks of all rows for learning. What the lists know of a kind that `hidden` names is not
/// used.
#[cfg(feature = "internal-training")]
pub(super) fn with_hidden(
    document: &Document<'_>,
    rows: &[Row],
    rules: Rules<'_>,
    hidden: Hidden,
) -> Vec<Look> {
    rows.iter().map(|row| of(document, row.line, rules, hidden)).collect()
}

/// The look of a line, which is the same however often it is read, and that of an equal line above.
fn cached<'d>(
    document: &'d Document<'_>,
    above: &[Row],
    line: usize,
    rules: Rules<'_>,
) -> &'d Look {
    document.facts(line).look.get_or_init(|| {
        let own = &document.lines[line];
        let is_twin = |twin: &&Row| {
            document.lines[twin.line].hash == own.hash && document.lines[twin.line].text == own.text
        };
        let twin = above.iter().find(is_twin).and_then(|twin| document.facts(twin.line).look.get());
        twin.cloned().unwrap_or_else(|| Rc::new(of(document, line, rules, Hidden::default())))
    })
}

/// Forms of the word lists that are kept from the reader while its weights are learned, so that it
/// learns to do without them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hidden(pub(crate) u64);

impl Hidden {
    /// What is left of a line's forms and kind: a line with a hidden form is one that no list has.
    fn hide(self, forms: Forms, kind: Kind) -> (Forms, Kind) {
        let listed = Forms::LISTED.bits();
        if self.0 & listed & (forms.bits() | form_of(kind).bits()) == 0 {
            return (forms, kind);
        }
        let kind =
            if matches!(kind, Kind::Ornament | Kind::SmallNumber) { kind } else { Kind::Text };
        (forms.without(Forms::LISTED), kind)
    }

    /// Whether credits at the ends of captions are hidden.
    pub(super) fn credits(self) -> bool {
        self.0 & Forms::CREDIT_ALONE.bits() != 0
    }
}

/// The form that says the same as a kind.
fn form_of(kind: Kind) -> Forms {
    match kind {
        Kind::Text | Kind::SmallNumber | Kind::Ornament => Forms::NONE,
        Kind::Widget(widget) => match widget {
            Widget::TextSize => Forms::TEXT_SIZE,
            Widget::Share => Forms::SHARE,
            Widget::Menu => Forms::MENU,
            Widget::Comments => Forms::COMMENT_FORM,
            Widget::Media => Forms::MEDIA,
            Widget::Newsletter => Forms::NEWSLETTER,
            Widget::Paywall => Forms::PAYWALL,
            Widget::Update => Forms::DATE,
            Widget::Related | Widget::ReadMore => Forms::RELATED_LABEL,
            Widget::Certain | Widget::Learned => Forms::CERTAIN,
            Widget::Advertisement | Widget::Promotion => Forms::AD,
            Widget::Legal => Forms::RIGHTS,
            Widget::Leak => Forms::LEAK,
        },
        Kind::ReadAlso => Forms::READ_ALSO,
        Kind::Byline => Forms::BYLINE,
        Kind::Date => Forms::DATE,
        Kind::EndNote => Forms::END_NOTE,
        Kind::Source => Forms::SOURCE_LINE,
        Kind::PageNumber => Forms::GALLERY_COUNTER,
        Kind::Credit => Forms::CREDIT_ALONE,
    }
}

fn of(document: &Document<'_>, line: usize, rules: Rules<'_>, hidden: Hidden) -> Look {
    let facts = document.facts(line);
    let text = &*document.lines[line].text;
    let key = document.key(line);
    let (words, is_unspaced) = if key.len() <= COUNTED {
        (facts.words as usize, facts.is_unspaced)
    } else {
        let count = tokens::count(&key[..key.floor_char_boundary(COUNTED)]);
        (count.total(), count.is_unspaced())
    };
    let end = facts.shape.end;
    let forms = Forms::of_line(text, key, facts.shape, facts.whole, rules.lexicon);
    let (forms, kind) = hidden.hide(forms, facts.kind);
    let has_letter =
        text.chars().take(200).any(|char| letters::Class::of(char).is(letters::Class::ALPHABETIC));
    let has_digit = has_digit(text);
    let is_sentence =
        matches!(end, End::Stop | End::Mark) || end == End::Ellipsis && words >= PROSE_WORDS;
    let is_prose = has_letter && (is_sentence && words >= PROSE_WORDS || words >= LONG_PROSE_WORDS);
    let is_tiny = words <= 2;
    let is_title = TITLE_WORDS.contains(&words)
        && matches!(end, End::Open | End::Mark | End::Ellipsis)
        && !facts.shape.bullet;
    let has_credit = facts.credit.is_some() && !hidden.credits();
    let class = match kind {
        _ if !has_letter && !has_digit => Class::Ornament,
        _ if !has_letter && !forms.has(DATES) => Class::Number,
        _ if forms.has(DATES) => Class::Date,
        _ if forms.has(BYLINES) => Class::Byline,
        Kind::Widget(_) | Kind::Source | Kind::EndNote | Kind::PageNumber => Class::Furniture,
        Kind::ReadAlso => Class::ReadAlso,
        Kind::Date => Class::Date,
        Kind::Byline => Class::Byline,
        Kind::Credit => Class::Caption,
        _ if forms.has(Forms::READ_ALSO) => Class::ReadAlso,
        _ if forms.has(Forms::FURNITURE) => Class::Furniture,
        _ if has_credit || facts.whole.is_caption_start => Class::Caption,
        _ if facts.shape.bullet => Class::Bullet,
        _ if is_prose => Class::Prose,
        _ if is_tiny => Class::Tiny,
        _ if is_sentence || has_inner_stop(text) => Class::Sentence,
        _ => Class::Title,
    };
    let mut look = Look {
        kind,
        forms,
        class,
        words,
        is_unspaced,
        end,
        is_prose,
        is_long: facts.shape.chars > 600,
        is_title: is_title && matches!(kind, Kind::Text),
        may_be_headline: may_be_headline(document, line, rules),
        is_short: words <= 5,
        has_credit,
        is_signed: has_credit && facts.credit.as_ref().is_some_and(|credit| credit.strong),
        has_credit_behind_stop: has_credit
            && facts
                .credit
                .as_ref()
                .is_some_and(|credit| Shape::of(&text[..credit.text_end]).end == End::Stop),
        has_caption_label: facts.whole.is_caption_start && has_caption_label(key, rules.lexicon),
        is_tiny,
        is_cut: end == End::Ellipsis || captions::before_cut(key).is_some(),
        is_colon: text.ends_with([':', '：']),
        has_digit,
        kind_is_furniture: matches!(
            kind,
            Kind::Widget(_) | Kind::Source | Kind::PageNumber | Kind::Ornament
        ),
        signs: Signs::default(),
        held: OfLine::default(),
    };
    let credit = facts.credit.as_ref().filter(|credit| credit.text_end > 0 && !look.is_long);
    look.signs = Signs::of(key, credit.map(|credit| &text[..credit.text_end]), &look);
    let mut held = OfLine::default();
    facts::line::add(text, facts, &look, hidden, &mut held);
    look.held = held;
    look
}

/// Whether a digit stands in a text, or near its start another sign for a number.
fn has_digit(text: &str) -> bool {
    let bytes = text.as_bytes();
    let early = &bytes[..bytes.len().min(400)];
    letters::has_digit(early)
        || !early.is_ascii()
            && text
                .chars()
                .take(100)
                .any(|char| letters::Class::of(char).is(letters::Class::NUMERIC))
}

/// Whether a line begins with words that are no words of the caption, or with a colon behind them.
fn has_caption_label(key: &str, lexicon: &Lexicon) -> bool {
    let lists = &lexicon.lists;
    lists.caption_labels.at_start(key).is_some()
        || lists.caption_starts.at_start(key).is_some_and(|start| start.ends_with(':'))
}

/// The hard rules for a headline: its length, and a letter or digit. What it looks like beside
/// others is weighed.
fn may_be_headline(document: &Document<'_>, line: usize, rules: Rules<'_>) -> bool {
    let facts = document.facts(line);
    let is_sentence_long = facts.shape.end == End::Stop && facts.shape.chars > LONGEST_WITH_STOP;
    facts.shape.chars as usize <= rules.options.max_headline_chars
        && facts.kind != Kind::Ornament
        && !is_sentence_long
        && document.lines[line].text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{Class, Look, of_rows};
    use crate::stage::read::facts::tests::with_rows;

    fn look(line: &str) -> Look {
        with_rows(line, |document, rows, rules| *of_rows(document, rows, rules)[0])
    }

    /// So many words, and what follows them.
    fn words(count: usize, end: &str) -> String {
        format!("It {}so{end}", "is ".repeat(count - 2))
    }

    #[test]
    fn lines_that_say_that_they_name_another_story() {
        for (line, wanted) in [
            ("Read also: Fell Bridge closes", true),
            ("Related stories", true),
            ("Fell Bridge closes", false),
        ] {
            assert_eq!(look(line).names_other(), wanted, "{line}");
        }
    }

    #[test]
    fn words_and_ends_say_what_a_line_is() {
        for (name, line, wanted) in [
            ("9 words and a stop", words(9, "."), Class::Prose),
            ("8 words and a stop", words(8, "."), Class::Sentence),
            ("9 words and a mark", words(9, "?"), Class::Prose),
            ("9 words and an ellipsis", words(9, "..."), Class::Prose),
            ("8 words and an ellipsis", words(8, "..."), Class::Title),
            ("28 words and no end", words(28, ""), Class::Prose),
            ("27 words and no end", words(27, ""), Class::Title),
            ("3 words and a stop", words(3, "."), Class::Sentence),
            ("3 words", words(3, ""), Class::Title),
            ("2 words", words(2, ""), Class::Tiny),
            ("a stop inside", "It is. So".to_owned(), Class::Sentence),
            ("a bullet", "• Ferry to the island".to_owned(), Class::Bullet),
            ("stars", "* * *".to_owned(), Class::Ornament),
            ("a score", "2 : 1".to_owned(), Class::Number),
            ("a date in digits", "04.05.2022".to_owned(), Class::Date),
            ("how long ago", "2 hours ago".to_owned(), Class::Date),
            ("an author", "By Nora Stell".to_owned(), Class::Byline),
            ("a button", "Facebook".to_owned(), Class::Furniture),
            ("another story", "Read also: Fell Bridge closes".to_owned(), Class::ReadAlso),
            ("a credit", "Photo: Nora Stell".to_owned(), Class::Caption),
            (
                "a text with a credit",
                "The dock of Selby (Photo: Nora Stell)".to_owned(),
                Class::Caption,
            ),
        ] {
            assert_eq!(look(&line).class, wanted, "{name}");
        }
    }

    #[test]
    fn both_sides_of_what_a_line_looks_like() {
        type Is = fn(&Look) -> bool;
        let chars = |count: usize, end: &str| {
            format!("{} it is so{end}", "x".repeat(count - 9 - end.len()))
        };
        let cases: [(&str, String, Is, bool); 33] = [
            ("3 words are a title", words(3, ""), |look| look.is_title, true),
            ("2 are none", words(2, ""), |look| look.is_title, false),
            ("32 are a title", words(32, ""), |look| look.is_title, true),
            ("33 are none", words(33, ""), |look| look.is_title, false),
            ("a sentence is no title", words(5, "."), |look| look.is_title, false),
            ("a question is one", words(5, "?"), |look| look.is_title, true),
            ("an item is none", "• Ferry to the island".to_owned(), |look| look.is_title, false),
            (
                "a byline is none",
                "By Nora Stell and Omar Vane".to_owned(),
                |look| look.is_title,
                false,
            ),
            ("600 letters are not long", chars(600, ""), |look| look.is_long, false),
            ("601 are", chars(601, ""), |look| look.is_long, true),
            (
                "160 letters and a stop may be a headline",
                chars(160, "."),
                |look| look.may_be_headline,
                true,
            ),
            ("161 may not", chars(161, "."), |look| look.may_be_headline, false),
            ("161 without a stop may", chars(161, ""), |look| look.may_be_headline, true),
            ("signs may not", "* * *".to_owned(), |look| look.may_be_headline, false),
            ("5 words are short", words(5, ""), |look| look.is_short, true),
            ("6 are not", words(6, ""), |look| look.is_short, false),
            ("2 words are tiny", words(2, ""), |look| look.is_tiny, true),
            ("3 are not", words(3, ""), |look| look.is_tiny, false),
            ("an ellipsis is a cut", words(5, "..."), |look| look.is_cut, true),
            (
                "a button behind it is too",
                "The minister opens the northern ... more".to_owned(),
                |look| look.is_cut,
                true,
            ),
            ("a stop is none", words(5, "."), |look| look.is_cut, false),
            ("a colon", "More on this:".to_owned(), |look| look.is_colon, true),
            ("no colon", "More on this".to_owned(), |look| look.is_colon, false),
            ("a digit", "Pier 2".to_owned(), |look| look.has_digit, true),
            ("a digit of another script", "رصيف ٢".to_owned(), |look| look.has_digit, true),
            ("a digit far behind", format!("{}2", "x ".repeat(200)), |look| look.has_digit, false),
            ("no digit", "رصيف".to_owned(), |look| look.has_digit, false),
            (
                "a credit that is a picture's",
                "The dock (Photo: Nora Stell)".to_owned(),
                |look| look.has_credit && look.is_signed,
                true,
            ),
            (
                "no credit",
                "The dock of Selby".to_owned(),
                |look| look.has_credit || look.is_signed,
                false,
            ),
            (
                "a caption's label",
                "Image caption The dock of Selby".to_owned(),
                |look| look.has_caption_label,
                true,
            ),
            (
                "with a colon",
                "File photo: The dock of Selby".to_owned(),
                |look| look.has_caption_label,
                true,
            ),
            (
                "an opening is none",
                "In this file photo the dock of Selby".to_owned(),
                |look| look.has_caption_label,
                false,
            ),
            (
                "signs are furniture by kind",
                "* * *".to_owned(),
                |look| look.kind_is_furniture,
                true,
            ),
        ];
        for (name, line, is, wanted) in cases {
            assert_eq!(is(&look(&line)), wanted, "{name}");
        }
    }

    #[test]
    fn what_the_lists_know_is_furniture() {
        for (line, is_furniture, is_unlisted, is_text) in [
            ("Facebook", true, false, false),
            ("By Nora Stell", true, false, false),
            ("Read also: Fell Bridge closes", true, false, false),
            ("* * *", true, false, false),
            ("Ferry to the island", false, true, false),
            ("It is so.", false, true, true),
        ] {
            let look = look(line);
            let found = (look.is_furniture(), look.is_unlisted(), look.is_text());
            assert_eq!(found, (is_furniture, is_unlisted, is_text), "{line}");
        }
    }
}
