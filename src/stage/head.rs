//! The head of an article: the headline, its echoes, and what stands between them.
//!
//! An echo is a later line that says the headline again (see [`relation`]) with nothing but head material before it:
//! captions, widgets, dates, bylines, and few other lines. The first form without site name or kicker is the headline; other
//! wordings are alternatives; equal ones and cut ones go.

use std::collections::HashMap;

use crate::compare::tokens;
use crate::recognize::artifact::Widget;
use crate::recognize::headline::{Relation, relation};
use crate::recognize::shape::{End, is_stop};
use crate::removal::{Reason, Role};
use crate::stage::{Document, Draft, Kind, Mark, Row, Rules};

/// Lines between a headline and its echo that are neither caption nor widget: a standfirst, a section line.
const MOST_PLAIN: usize = 2;
/// Lines that are looked at for the next echo.
const WINDOW: usize = 48;
/// Longest standfirst, in code points.
const LONGEST_STANDFIRST: usize = 600;
/// Longest headline that ends with a full stop, in code points.
const LONGEST_WITH_STOP: usize = 120;
/// Words without a capital in a title of that length.
const MOST_SMALL_WORDS: usize = 6;
/// Section and source lines under a doubled headline.
const MOST_SECTIONS: usize = 3;
/// Date lines that an article may have; more are a chronology.
const MOST_DATES: usize = 2;
/// Words of a section or source line.
const LABEL_WORDS: usize = 5;

/// What follows a headline.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// The rows that say the headline again.
    pub(crate) echoes: Vec<(usize, Relation)>,
    /// Whether captions, widgets, a date or a byline stand in the head: what no verse or list has.
    pub(crate) is_furnished: bool,
}

impl Head {
    /// Reads on from the headline in row `at`. Looks at a bounded number of rows.
    pub(crate) fn read(document: &Document<'_>, rows: &[Row], at: usize, rules: Rules<'_>) -> Self {
        let mut head = Self::default();
        let (mut plain, mut furnished, mut end) = (0, false, at);
        for next in at + 1..rows.len() {
            if next - end > WINDOW {
                break;
            }
            if let Some(relation) = relation(document.key(rows[at].line), document.key(rows[next].line), rules.lexicon) {
                let is_framed = furnished || rows.get(next + 1).is_some() && is_furniture(document, rows, next + 1);
                if plain > 0 && !is_framed || plain > 0 && relation != Relation::Equal && !furnished {
                    break;
                }
                head.is_furnished |= furnished;
                head.echoes.push((next, relation));
                end = next;
            } else if is_furniture(document, rows, next) {
                furnished = true;
            } else {
                plain += 1;
                if plain > MOST_PLAIN || document.facts(rows[next].line).shape.chars > LONGEST_STANDFIRST {
                    break;
                }
            }
        }
        let sections =
            (end + 1..rows.len()).take(MOST_SECTIONS).take_while(|&row| rows[row].blanks == 0 && is_section(document, rows, row)).count();
        let under = end + 1 + sections;
        head.is_furnished |= !head.echoes.is_empty() && under < rows.len() && is_caption_like(document, rows, under);
        head
    }
}

/// Whether a row can be nothing of a story's text: a caption, a widget, a date, a byline.
fn is_furniture(document: &Document<'_>, rows: &[Row], row: usize) -> bool {
    let kind = document.facts(rows[row].line).kind;
    matches!(kind, Kind::Widget(_) | Kind::Date | Kind::Byline | Kind::PageNumber | Kind::Credit | Kind::Source)
        || is_caption_like(document, rows, row)
        || kind == Kind::SmallNumber && row > 0 && is_text_size(document, rows, row - 1)
}

fn is_text_size(document: &Document<'_>, rows: &[Row], row: usize) -> bool {
    document.facts(rows[row].line).kind == Kind::Widget(Widget::TextSize)
}

/// Whether a row has a credit, begins as captions do, or is printed twice in a row.
pub(super) fn is_caption_like(document: &Document<'_>, rows: &[Row], row: usize) -> bool {
    let facts = document.facts(rows[row].line);
    let twin = |other: usize| rows.get(other).is_some_and(|other| document.same_key(rows[row].line, other.line));
    let page = |other: usize| rows.get(other).is_some_and(|other| document.facts(other.line).kind == Kind::PageNumber);
    let is_doubled = twin(row + 1) && rows[row + 1].blanks == 0 || row > 0 && twin(row - 1) && rows[row].blanks == 0;
    let is_paged = page(row + 1) && twin(row + 2) || row > 1 && page(row - 1) && twin(row - 2);
    facts.credit.is_some() || facts.caption_start || is_doubled || is_paged
}

/// Whether a line has the shape of a headline: short, one line, no full stop at its end.
pub(crate) fn is_headline_like(document: &Document<'_>, line: usize, rules: Rules<'_>) -> bool {
    let facts = document.facts(line);
    let shape = facts.shape;
    let text = &document.lines[line].text;
    let is_signed = facts.credit.as_ref().is_some_and(|credit| credit.strong || text[..credit.text_end].ends_with(is_stop));
    let fits = shape.chars <= rules.options.headline_chars && !shape.bullet && facts.kind == Kind::Text && !is_signed;
    fits && (matches!(shape.end, End::Open | End::Mark | End::Ellipsis) || shape.end == End::Stop && shape.chars <= LONGEST_WITH_STOP)
}

/// Finds the headline of a draft and marks the rows of its head.
pub(crate) fn mark(document: &Document<'_>, draft: &mut Draft, rules: Rules<'_>) {
    let Some(at) = first_row(document, &draft.rows, rules) else { return };
    let line = draft.rows[at].line;
    let is_lone_word = matches!(document.facts(line).kind, Kind::Widget(_));
    if !is_lone_word && !is_headline_like(document, line, rules) {
        return;
    }
    let head = Head::read(document, &draft.rows, at, rules);
    if head.echoes.is_empty() && !stands_as_headline(document, line) {
        return;
    }
    mark_forms(document, draft, at, &head.echoes);
    let end = head.echoes.last().map_or(at, |echo| echo.0);
    mark_leading(document, draft, at);
    mark_between(document, draft, at, end, rules);
    mark_sections(document, draft, end, !head.echoes.is_empty());
    mark_after(document, draft, end);
}

/// The row of the first line that is not a widget or date above the article.
fn first_row(document: &Document<'_>, rows: &[Row], rules: Rules<'_>) -> Option<usize> {
    let is_above = |row: &Row| {
        !row.mark.is_open() || matches!(document.facts(row.line).kind, Kind::Widget(_) | Kind::Date | Kind::Ornament | Kind::Source)
    };
    let first = rows.iter().position(|row| !is_above(row))?;
    let line = rows[first].line;
    if first == 0 || is_headline_like(document, line, rules) && stands_as_headline(document, line) {
        return Some(first);
    }
    // A lone word over a sentence is a headline, whatever else it may be.
    (first == 1 && matches!(document.facts(rows[0].line).kind, Kind::Widget(_))).then_some(0)
}

/// Whether a line can be the headline over a text: a line that ends with a full stop is a sentence of the story, but for titles
/// with capitals on most words and for a quotation as a title.
pub(super) fn stands_as_headline(document: &Document<'_>, line: usize) -> bool {
    let facts = document.facts(line);
    let text = &document.lines[line].text;
    let is_short = facts.shape.chars <= LONGEST_WITH_STOP;
    facts.shape.end != End::Stop || is_short && (is_title_case(text) || is_one_quotation(text))
}

/// Whether seven words in ten begin with a capital, of four words at least. Capitals throughout are no title case.
fn is_title_case(text: &str) -> bool {
    let (mut capitals, mut others) = (0, 0);
    for word in text.split(' ') {
        match word.chars().find(|char| char.is_alphabetic()) {
            Some(first) if first.is_uppercase() => capitals += 1,
            Some(_) => others += 1,
            None => {}
        }
        if others > MOST_SMALL_WORDS {
            return false;
        }
    }
    let is_mixed = text.chars().any(char::is_lowercase);
    is_mixed && capitals + others >= 4 && capitals * 10 >= (capitals + others) * 7
}

fn is_one_quotation(text: &str) -> bool {
    const QUOTES: [char; 10] = ['"', '“', '”', '„', '«', '»', '‘', '’', '「', '」'];
    let inner = text.strip_prefix(QUOTES).and_then(|rest| rest.strip_suffix(QUOTES));
    inner.is_some_and(|inner| !inner.contains(['"', '“', '”', '„', '«', '»', '「', '」']))
}

/// Chooses the headline among its forms, and marks all of them.
fn mark_forms(document: &Document<'_>, draft: &mut Draft, at: usize, echoes: &[(usize, Relation)]) {
    let forms = || std::iter::once((at, Relation::Equal)).chain(echoes.iter().copied());
    let rank = |relation: Relation| match relation {
        Relation::FirstLonger | Relation::FirstCut => 0,
        Relation::Equal => 1,
        Relation::SecondLonger => 2,
        Relation::SecondCut => 3,
    };
    let Some(best) = forms().map(|(_, relation)| rank(relation)).min() else { return };
    let first_is_cut = echoes.iter().any(|(_, relation)| *relation == Relation::FirstCut);
    let Some((main, _)) = forms().find(|(_, relation)| rank(*relation) == best) else { return };
    let main_line = draft.rows[main].line;
    draft.rows[main].mark = Mark::keep(Role::Headline);
    let mut kept: HashMap<&str, usize> = HashMap::from([(&*document.lines[main_line].text, main_line)]);
    for (row, relation) in forms().filter(|(row, _)| *row != main) {
        let line = draft.rows[row].line;
        let text = &*document.lines[line].text;
        let is_cut = relation == Relation::SecondCut || relation == Relation::Equal && first_is_cut;
        draft.rows[row].mark = match kept.get(text) {
            Some(twin) => Mark::repeat(Reason::RepeatedHeadline, *twin),
            None if is_cut => Mark::repeat(Reason::TruncatedText, main_line),
            None => {
                kept.insert(text, line);
                Mark::keep(Role::AlternativeHeadline)
            }
        };
    }
}

/// Dates above the headline belong to the article.
fn mark_leading(document: &Document<'_>, draft: &mut Draft, at: usize) {
    for row in &mut draft.rows[..at] {
        if document.facts(row.line).kind == Kind::Date {
            row.mark = Mark::keep(Role::Date);
        }
    }
}

/// Marks what stands between a headline and its last echo, captions aside.
fn mark_between(document: &Document<'_>, draft: &mut Draft, at: usize, end: usize, rules: Rules<'_>) {
    let mut after_text_size = false;
    let mut has_standfirst = false;
    for row in at + 1..end {
        let kind = document.facts(draft.rows[row].line).kind;
        let is_number = after_text_size && kind == Kind::SmallNumber;
        after_text_size = rules.options.remove_artifacts && kind == Kind::Widget(Widget::TextSize);
        if !draft.rows[row].mark.is_open() {
            continue;
        }
        let mark = match kind {
            Kind::Widget(widget) if rules.options.remove_artifacts => Mark::drop(widget.reason()),
            Kind::PageNumber if rules.options.remove_artifacts => Mark::drop(Reason::Media),
            Kind::Source if rules.options.remove_artifacts => Mark::drop(Reason::Source),
            Kind::SmallNumber if is_number => Mark::drop(Reason::TextSize),
            Kind::Date => again_or(document, draft, row, Role::Date),
            Kind::Byline => again_or(document, draft, row, Role::Byline),
            Kind::Text if is_standfirst(document, draft, row, has_standfirst) => {
                has_standfirst = true;
                Mark::keep(Role::Description)
            }
            Kind::Text | Kind::Credit if is_section(document, &draft.rows, row) => Mark::keep(Role::Section),
            _ => continue,
        };
        draft.rows[row].mark = mark;
    }
}

/// A single text with a blank line before it, that is no caption, is the standfirst.
fn is_standfirst(document: &Document<'_>, draft: &Draft, row: usize, has_one: bool) -> bool {
    let rows = &draft.rows;
    let again = || rows[row + 1..].iter().take(WINDOW).any(|other| document.same_key(rows[row].line, other.line));
    let beside_number = [row.wrapping_sub(1), row + 1].into_iter().filter_map(|beside| rows.get(beside));
    let in_gallery = beside_number.into_iter().any(|beside| document.facts(beside.line).kind == Kind::PageNumber);
    !has_one
        && rows[row].blanks > 0
        && !is_section(document, &draft.rows, row)
        && !is_caption_like(document, rows, row)
        && !in_gallery
        && !again()
}

/// A few words without an end.
fn is_section(document: &Document<'_>, rows: &[Row], row: usize) -> bool {
    let line = rows[row].line;
    let facts = document.facts(line);
    let words = tokens::count(document.key(line)).total();
    let is_plain = match &facts.credit {
        None => matches!(facts.kind, Kind::Text | Kind::Widget(Widget::Menu)),
        Some(credit) => facts.kind == Kind::Credit && !credit.strong,
    };
    let is_doubled =
        rows.get(row + 1).is_some_and(|next| document.same_key(line, next.line)) || row > 0 && document.same_key(line, rows[row - 1].line);
    !is_doubled && words <= LABEL_WORDS && facts.shape.end == End::Open && facts.shape.chars <= 60 && is_plain
}

/// Under the head: byline and dates, with a standfirst above them at most.
fn mark_after(document: &Document<'_>, draft: &mut Draft, end: usize) {
    let kind = |draft: &Draft, row: usize| draft.rows.get(row).map(|row| document.facts(row.line).kind);
    let dates = draft.rows[end..].iter().filter(|row| document.facts(row.line).kind == Kind::Date).take(MOST_DATES + 1).count();
    let mut row = end + 1;
    if kind(draft, row + 1) == Some(Kind::Byline)
        && kind(draft, row) == Some(Kind::Text)
        && is_standfirst(document, draft, row, has_standfirst(draft))
    {
        draft.rows[row].mark = Mark::keep(Role::Description);
        row += 1;
    }
    while let Some(found) = kind(draft, row) {
        match found {
            _ if !draft.rows[row].mark.is_open() => {}
            Kind::Byline => draft.rows[row].mark = again_or(document, draft, row, Role::Byline),
            Kind::Date if dates <= MOST_DATES => draft.rows[row].mark = again_or(document, draft, row, Role::Date),
            Kind::Widget(_) | Kind::PageNumber | Kind::Credit => {}
            Kind::Text if is_caption_like(document, &draft.rows, row) => {}
            _ => break,
        }
        row += 1;
    }
}

fn has_standfirst(draft: &Draft) -> bool {
    draft.rows.iter().any(|row| row.mark.is_role(Role::Description))
}

/// The role, or a repeat of the line that has it already. A second byline is a section line.
fn again_or(document: &Document<'_>, draft: &Draft, row: usize, role: Role) -> Mark {
    let line = draft.rows[row].line;
    let signatures = [Role::Byline, Role::Date, Role::Section];
    let mut above = draft.rows[..row].iter().rev().take(WINDOW).filter(|other| signatures.iter().any(|role| other.mark.is_role(*role)));
    if let Some(twin) = above.clone().find(|other| document.same_key(line, other.line)) {
        return Mark::repeat(Reason::RepeatedLine, twin.line);
    }
    let is_second = role == Role::Byline && above.any(|other| other.mark.is_role(Role::Byline));
    Mark::keep(if is_second { Role::Section } else { role })
}

/// After a doubled headline: section and source lines, up to a caption.
fn mark_sections(document: &Document<'_>, draft: &mut Draft, end: usize, is_echoed: bool) {
    if !is_echoed {
        return;
    }
    let sections =
        (end + 1..draft.rows.len()).take_while(|&row| draft.rows[row].blanks == 0 && is_section(document, &draft.rows, row)).count();
    let next = end + 1 + sections;
    let is_followed = next < draft.rows.len() && draft.rows[next].blanks == 0;
    if (1..=MOST_SECTIONS).contains(&sections) && is_followed {
        for row in end + 1..next {
            draft.rows[row].mark = Mark::keep(Role::Section);
        }
    }
}
