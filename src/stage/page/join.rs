//! Sentences that a scraper broke at every tag are joined again, before anything is judged.

use std::borrow::Cow;
use std::ops::Range;

use crate::compare::key::Folder;
use crate::compare::tokens;
use crate::recognize::shape::{End, is_stop};
use crate::removal::{Alteration, AlterationKind};
use crate::stage::{Document, Line, Rules, classify};
use xxhash_rust::xxh3::xxh3_64;

/// Words that one side of a seam with a space must have.
const SIDE_WORDS: usize = 5;
/// Words above a line that goes on with a small letter.
const WORDS_BEFORE_SMALL: usize = 4;
/// Words above a line that goes on after a comma or an open bracket.
const WORDS_BEFORE_PAUSE: usize = 6;

/// Joins the lines that one sentence was broken into. Linear.
pub(super) fn join<'t>(input: &'t str, document: &mut Document<'t>, rules: Rules<'_>) {
    let seams = Seams { input, is_indented: is_indented(input, &document.lines) };
    let lines = std::mem::take(&mut document.lines);
    let mut joined: Vec<Line<'t>> = Vec::with_capacity(lines.len());
    let mut folder = Folder::default();
    let mut pieces: Vec<Line<'t>> = Vec::new();
    let mut alterations = Vec::new();
    let close = |document: &mut Document<'t>, pieces: &mut Vec<Line<'t>>, folder: &mut Folder, alterations: &mut Vec<Alteration>| {
        let merged = if pieces.len() > 1 { Some(merge(input, document, pieces, folder, alterations, rules)) } else { pieces.pop() };
        pieces.clear();
        merged
    };
    for line in lines {
        let goes_on = pieces.last().is_some_and(|last| seams.belong_together(document, last, &line));
        if !goes_on {
            joined.extend(close(document, &mut pieces, &mut folder, &mut alterations));
        }
        pieces.push(line);
    }
    joined.extend(close(document, &mut pieces, &mut folder, &mut alterations));
    document.lines = joined;
    if !alterations.is_empty() {
        document.alterations.extend(alterations);
        document.alterations.sort_by_key(|alteration| (alteration.span.start, alteration.span.end));
    }
}

/// Whether three lines in ten are indented: then a space at a line's start says nothing.
fn is_indented(input: &str, lines: &[Line<'_>]) -> bool {
    let indented = lines.iter().filter(|line| spaces_before(input, &line.span) >= 2).count();
    indented * 10 >= lines.len() * 3
}

fn spaces_before(input: &str, span: &Range<usize>) -> usize {
    input[..span.start].chars().rev().take(3).take_while(|&char| is_blank(char)).count()
}

fn spaces_after(input: &str, span: &Range<usize>) -> usize {
    input[span.end..].chars().take(3).take_while(|&char| is_blank(char)).count()
}

fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\u{a0}' | '\t')
}

struct Seams<'t> {
    input: &'t str,
    is_indented: bool,
}

impl Seams<'_> {
    fn belong_together(&self, document: &Document<'_>, last: &Line<'_>, next: &Line<'_>) -> bool {
        let Some(first) = next.text.chars().next().filter(|_| next.blanks == 0) else { return false };
        if is_closing(first) {
            return !last.facts.shape.bullet || next.text.chars().count() < 3 || !matches!(last.facts.shape.end, End::Stop | End::Mark);
        }
        if next.facts.shape.bullet || matches!(last.facts.shape.end, End::Stop | End::Mark | End::Ellipsis) {
            return false;
        }
        let words = |line: &Line<'_>| tokens::count(&document.keys[line.key.clone()]).total();
        let has_space = !self.is_indented && (spaces_after(self.input, &last.span) == 1 || spaces_before(self.input, &next.span) == 1);
        if has_space && (words(last) >= SIDE_WORDS || words(next) >= SIDE_WORDS) {
            return true;
        }
        if first.is_lowercase() && words(last) >= WORDS_BEFORE_SMALL {
            return true;
        }
        last.text.ends_with([',', '，', '،', '(', '[', '“', '„', '«', '「']) && words(last) >= WORDS_BEFORE_PAUSE
    }
}

/// Whether a text cannot begin with this sign.
fn is_closing(char: char) -> bool {
    is_stop(char)
        || matches!(
            char,
            ',' | ';'
                | ':'
                | '!'
                | '?'
                | ')'
                | ']'
                | '”'
                | '’'
                | '»'
                | '，'
                | '、'
                | '；'
                | '：'
                | '！'
                | '？'
                | '）'
                | '」'
                | '』'
                | '،'
                | '؛'
                | '؟'
        )
}

/// One line of several pieces.
fn merge<'t>(
    input: &str,
    document: &mut Document<'t>,
    pieces: &[Line<'t>],
    folder: &mut Folder,
    alterations: &mut Vec<Alteration>,
    rules: Rules<'_>,
) -> Line<'t> {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(last) = at.checked_sub(1).map(|last| &pieces[last]) {
            let seam = last.span.end..piece.span.start;
            let after = separator(input, last, piece);
            text.push_str(after);
            alterations.push(Alteration { span: seam, line: last.number, kind: AlterationKind::Joined, after: after.to_owned() });
        }
        text.push_str(&piece.text);
    }
    let start = document.keys.len();
    folder.append(&text, &mut document.keys);
    let key = start..document.keys.len();
    let hash = xxh3_64(&document.keys.as_bytes()[key.clone()]);
    let facts = classify::facts_of(&text, &document.keys[key.clone()], rules);
    let span = pieces[0].span.start..pieces[pieces.len() - 1].span.end;
    Line { text: Cow::Owned(text), span, number: pieces[0].number, blanks: pieces[0].blanks, key, hash, facts }
}

/// What stands between two pieces.
fn separator(input: &str, last: &Line<'_>, next: &Line<'_>) -> &'static str {
    let has_space = spaces_after(input, &last.span) > 0 || spaces_before(input, &next.span) > 0;
    let closes = next.text.chars().next().is_some_and(is_closing);
    let opens = last.text.ends_with(['(', '[', '“', '„', '«', '「']);
    if !has_space && (closes || opens) { "" } else { " " }
}
