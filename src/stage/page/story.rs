//! The draft of a page's story: its headline with the echoes, byline, dates and captions, and the lines of its body.

use crate::compare::{key, tokens};
use crate::recognize::headline::relation;
use crate::recognize::shape::{End, is_stop};
use crate::removal::Role;
use crate::stage::page::ends;
use crate::stage::page::facts::Page;
use crate::stage::{Document, Draft, Kind, Mark, Row, Rules};

/// Lines around the space between headline and body in which byline and dates stand.
const BESIDE_HEAD: usize = 4;
/// Lines above a body without a headline that may be its head.
const HEAD_LINES: usize = 12;
/// Dates of a story: printed and updated.
const MOST_DATES: usize = 2;
/// Longest caption, in code points, and fewest of one whose credit stands on the next line.
const LONGEST_CAPTION: usize = 500;
const SHORTEST_CAPTION: usize = 20;
/// Longest headline that ends with a full stop, in code points.
const LONGEST_WITH_STOP: usize = 120;
/// Words without a capital in a title of that length.
const MOST_SMALL_WORDS: usize = 6;
/// Words of a caption before a credit that is sure.
const CAPTION_WORDS: usize = 3;

/// The draft of the lines in `body`, with what belongs to them.
pub(super) fn draft(document: &Document<'_>, page: &Page, body: &[bool], rules: Rules<'_>) -> Draft {
    let mut marks: Vec<Option<Mark>> = body.iter().map(|&is_body| is_body.then_some(Mark::Open)).collect();
    let (first, last) = ends(body);
    let headline = page.headline_over(document, first).filter(|&at| may_be_headline(document, at, rules));
    if let Some(headline) = headline.filter(|&at| at < first) {
        open_echoes(document, headline, first, &mut marks, rules);
    }
    let head = headline.unwrap_or(first.saturating_sub(HEAD_LINES)).min(first);
    mark_signatures(document, head, first, &mut marks);
    mark_captions(document, head, last, &mut marks);
    Draft { rows: rows(document, marks), pairs: None }
}

/// Whether the head of the article can take a line for its headline.
fn may_be_headline(document: &Document<'_>, at: usize, rules: Rules<'_>) -> bool {
    is_headline_like(document, at, rules) && stands_as_headline(document, at)
}

/// Whether a line has the shape of a headline: short, one line, no full stop at its end.
fn is_headline_like(document: &Document<'_>, line: usize, rules: Rules<'_>) -> bool {
    let facts = document.facts(line);
    let shape = facts.shape;
    let text = &document.lines[line].text;
    let is_signed = facts.credit.as_ref().is_some_and(|credit| credit.strong || text[..credit.text_end].ends_with(is_stop));
    let fits = shape.chars <= rules.options.headline_chars && !shape.bullet && facts.kind == Kind::Text && !is_signed;
    fits && (matches!(shape.end, End::Open | End::Mark | End::Ellipsis) || shape.end == End::Stop && shape.chars <= LONGEST_WITH_STOP)
}

/// Whether a line can be the headline over a text: a line that ends with a full stop is a sentence of the story, but for titles
/// with capitals on most words and for a quotation as a title.
fn stands_as_headline(document: &Document<'_>, line: usize) -> bool {
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

/// Opens the headline and every line above the body that says the same, for the head of the article to choose from.
fn open_echoes(document: &Document<'_>, headline: usize, first: usize, marks: &mut [Option<Mark>], rules: Rules<'_>) {
    let is_echo = |of: usize, at: usize| {
        may_be_headline(document, at, rules) && relation(document.key(of), document.key(at), rules.lexicon).is_some()
    };
    let opening = (0..headline).find(|&at| is_echo(headline, at)).unwrap_or(headline);
    for (at, mark) in marks.iter_mut().enumerate().take(first).skip(opening) {
        if at == opening || at == headline || is_echo(opening, at) && is_echo(headline, at) {
            *mark = Some(Mark::Open);
        }
    }
}

/// The first byline and the first dates beside the headline and above the body. A byline may lie in the body's first lines.
fn mark_signatures(document: &Document<'_>, head: usize, first: usize, marks: &mut [Option<Mark>]) {
    let (mut has_byline, mut dates) = (false, 0);
    for at in head.saturating_sub(BESIDE_HEAD)..(first + BESIDE_HEAD).min(marks.len()) {
        match document.facts(at).kind {
            Kind::Byline if !has_byline => {
                has_byline = true;
                marks[at] = Some(Mark::keep(Role::Byline));
            }
            Kind::Date if dates < MOST_DATES && marks[at].is_none() => {
                dates += 1;
                marks[at] = Some(Mark::keep(Role::Date));
            }
            _ => {}
        }
    }
}

/// Signed captions from the headline to the end of the body, with the credit at their end or on the next line.
fn mark_captions(document: &Document<'_>, head: usize, last: usize, marks: &mut [Option<Mark>]) {
    for at in head..=last {
        let facts = document.facts(at);
        if marks[at].is_some() || facts.kind != Kind::Text || facts.shape.chars > LONGEST_CAPTION {
            continue;
        }
        let next = document.lines.get(at + 1).map(|next| &next.facts);
        let is_credit_next = at < last
            && next.is_some_and(|next| next.kind == Kind::Credit && next.credit.as_ref().is_some_and(|credit| credit.strong))
            && marks[at + 1].is_none();
        match &facts.credit {
            // The stage of captions knows these.
            Some(credit) if credit.strong && words_before(document, at, credit.text_end) >= CAPTION_WORDS => marks[at] = Some(Mark::Open),
            Some(credit) if !credit.strong && words_before(document, at, credit.text_end) > CAPTION_WORDS => {
                marks[at] = Some(Mark::keep(Role::Caption));
            }
            None if is_credit_next && facts.shape.chars >= SHORTEST_CAPTION => {
                marks[at] = Some(Mark::keep(Role::Caption));
                marks[at + 1] = Some(Mark::keep(Role::Credit));
            }
            _ => {}
        }
    }
}

/// How many words a line has before its credit.
fn words_before(document: &Document<'_>, at: usize, end: usize) -> usize {
    tokens::count(&key::of(&document.lines[at].text[..end])).total()
}

/// The rows of all lines with a mark. Where lines between were left out, one blank line stands for them.
fn rows(document: &Document<'_>, marks: Vec<Option<Mark>>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (line, mark) in marks.into_iter().enumerate() {
        let Some(mark) = mark else { continue };
        let own = document.lines[line].blanks;
        let blanks = match rows.last() {
            None => 0,
            Some(last) if last.line + 1 == line => own,
            Some(_) => own.max(1),
        };
        rows.push(Row { line, blanks, mark });
    }
    rows
}
