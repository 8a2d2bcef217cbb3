//! Captions: found by their credit, by being doubled, or by their place in the head; collapsed to one with a count.
//!
//! Two lines are the same caption when their texts without the credit have equal keys and their credits are equal or one has
//! none. The fullest form is kept. Two photographers make two captions.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key;
use crate::recognize::shape::End;
use crate::removal::{Reason, Role};
use crate::stage::{Document, Draft, Kind, Mark};

/// Longest caption that is known by its credit alone, in code points.
const LONGEST_BY_CREDIT: usize = 500;
/// Longest caption that is known by being doubled, in code points.
const LONGEST_DOUBLED: usize = 1000;

/// Captions among which a copy is looked for, from the last one back.
const RECENT: usize = 64;

/// Marks captions and credits of a draft. Linear.
pub(crate) fn mark(document: &Document<'_>, draft: &mut Draft) {
    let mut captions = Captions::new(document, draft);
    for row in 0..draft.rows.len() {
        captions.visit(draft, row);
    }
    captions.finish(draft);
}

/// A caption and its copies.
struct Group {
    text: String,
    credit: Option<String>,
    /// The rows, with whether each has the credit.
    rows: Vec<(usize, bool)>,
}

struct Captions<'d, 't> {
    document: &'d Document<'t>,
    groups: Vec<Group>,
    /// The hashes of their texts.
    texts: HashSet<u64, BuildKeyHasher>,
    /// The row of the last echo of the headline.
    head_end: usize,
    headline: Option<usize>,
    /// The rows from the head's end to here have their marks.
    marked_until: usize,
}

impl<'d, 't> Captions<'d, 't> {
    fn new(document: &'d Document<'t>, draft: &Draft) -> Self {
        let is_form = |mark: &Mark| {
            mark.is_role(Role::Headline)
                || mark.is_role(Role::AlternativeHeadline)
                || matches!(mark, Mark::Drop { reason: Reason::RepeatedHeadline, .. })
        };
        let headline = draft.rows.iter().position(|row| row.mark.is_role(Role::Headline));
        let head_end = draft.rows.iter().rposition(|row| is_form(&row.mark)).unwrap_or(0);
        Self { document, groups: Vec::new(), texts: HashSet::default(), head_end, headline, marked_until: head_end }
    }

    fn visit(&mut self, draft: &mut Draft, row: usize) {
        if !draft.rows[row].mark.is_open() {
            return;
        }
        let facts = self.document.facts(draft.rows[row].line);
        if facts.kind == Kind::Credit {
            self.visit_credit(draft, row);
        } else if facts.kind == Kind::Text && self.may_be_caption(draft, row) {
            let (text, credit) = self.parts(draft, row);
            if self.is_near_copy(draft, row, &text, credit.as_deref()) || self.is_caption(draft, row, &text, credit.as_deref()) {
                self.add(draft, row, text, credit);
            }
        }
    }

    /// Whether a row is worth a look: it is short, and signed, near a caption, in the head, or followed by its like.
    fn may_be_caption(&self, draft: &Draft, row: usize) -> bool {
        let facts = self.document.facts(draft.rows[row].line);
        let next = || (row + 1..draft.rows.len()).take(2).any(|next| self.may_be_twin(draft, row, next));
        facts.shape.chars <= LONGEST_DOUBLED
            && (facts.credit.is_some()
                || self.texts.contains(&self.document.lines[draft.rows[row].line].hash)
                || facts.caption_start
                || row < self.head_end
                || next())
    }

    fn may_be_twin(&self, draft: &Draft, row: usize, other: usize) -> bool {
        let (line, other) = (draft.rows[row].line, draft.rows[other].line);
        self.document.same_key(line, other) || self.document.facts(other).credit.is_some()
    }

    /// The keys of a row's text without its credit, and of the credit.
    fn parts(&self, draft: &Draft, row: usize) -> (String, Option<String>) {
        let line = draft.rows[row].line;
        match &self.document.facts(line).credit {
            Some(credit) => {
                let text = &self.document.lines[line].text;
                (key::of(&text[..credit.text_end]), Some(key::of(&text[credit.inner.clone()])))
            }
            None => (self.document.key(line).to_owned(), None),
        }
    }

    /// Whether a row is a copy of a caption in the head, or right after its copy.
    fn is_near_copy(&mut self, draft: &Draft, row: usize, text: &str, credit: Option<&str>) -> bool {
        let in_head = row <= self.head_end + 1 || self.only_captions_since_head(draft, row);
        let known = self.groups.iter().rev().take(RECENT).find(|group| group.is_same(text, credit));
        let is_pair = |group: &Group| draft.rows[row].blanks == 0 || group.credit.as_deref() == credit;
        known.is_some_and(|group| {
            in_head || is_pair(group) && group.rows.last().is_some_and(|(last, _)| only_marked_between(draft, *last, row))
        })
    }

    /// Whether every row between the head and this one has its mark.
    fn only_captions_since_head(&mut self, draft: &Draft, row: usize) -> bool {
        while self.marked_until < row && !draft.rows[self.marked_until].mark.is_open() {
            self.marked_until += 1;
        }
        self.headline.is_some() && self.marked_until == row
    }

    fn is_caption(&self, draft: &Draft, row: usize, text: &str, credit: Option<&str>) -> bool {
        let facts = self.document.facts(draft.rows[row].line);
        let is_short = facts.shape.chars <= LONGEST_BY_CREDIT;
        let is_signed = is_short && facts.credit.as_ref().is_some_and(|credit| credit.strong);
        is_signed || self.is_doubled(draft, row, text, credit) || self.is_in_head(draft, row)
    }

    /// Whether the next open row is the same caption, right below, or below a blank line with a cue that it is one.
    fn is_doubled(&self, draft: &Draft, row: usize, text: &str, credit: Option<&str>) -> bool {
        let passes = |row: &usize| matches!(self.document.facts(draft.rows[*row].line).kind, Kind::PageNumber);
        let Some(next) = (row + 1..draft.rows.len()).find(|row| !passes(row)) else { return false };
        if !draft.rows[next].mark.is_open() {
            return false;
        }
        let (next_text, next_credit) = self.parts(draft, next);
        let is_same = text == next_text && (credit == next_credit.as_deref() || credit.is_none() || next_credit.is_none());
        let facts = self.document.facts(draft.rows[row].line);
        let is_under_head = row <= self.head_end + 1 || self.headline.is_none();
        let has_cue = credit.is_some() || facts.caption_start || !is_under_head && facts.shape.end == End::Open;
        let is_identical = self.document.lines[draft.rows[row].line].text == self.document.lines[draft.rows[next].line].text;
        // Two lines without a blank line between are a pair where blank lines set them off, else as likely a paragraph twice.
        let is_set_off = is_under_head || draft.rows[row].blanks > 0 || draft.rows.get(next + 1).is_some_and(|below| below.blanks > 0);
        let is_pair = draft.rows[next].blanks == 0 && (is_set_off || has_cue) || has_cue && is_identical;
        is_same && facts.shape.chars <= LONGEST_DOUBLED && is_pair
    }

    /// Whether a row between the headline and its echo, or right under a doubled headline's section lines, is a caption.
    fn is_in_head(&self, draft: &Draft, row: usize) -> bool {
        let Some(headline) = self.headline else { return false };
        let facts = self.document.facts(draft.rows[row].line);
        let is_signed = facts.credit.is_some() || facts.caption_start;
        if row > headline && row < self.head_end {
            return is_signed || draft.rows[row].blanks == 0 || self.again_below(draft, row);
        }
        let under_section = row > 0 && draft.rows[row - 1].mark.is_role(Role::Section) && draft.rows[row].blanks == 0;
        under_section && is_signed
    }

    fn again_below(&self, draft: &Draft, row: usize) -> bool {
        let line = draft.rows[row].line;
        draft.rows[row + 1..].iter().take(32).any(|other| self.document.same_key(line, other.line))
    }

    /// A credit alone: of the caption before it, or again what that caption has.
    fn visit_credit(&mut self, draft: &mut Draft, row: usize) {
        let line = draft.rows[row].line;
        let Some(credit) = &self.document.facts(line).credit else { return };
        let printed = key::of(&self.document.lines[line].text[credit.inner.clone()]);
        let last = self.groups.last_mut().filter(|group| group.rows.last().is_some_and(|(last, _)| only_marked_between(draft, *last, row)));
        match last {
            Some(group) if group.credit.as_deref() == Some(printed.as_str()) => {
                let twin = group.kept(draft);
                draft.rows[row].mark = Mark::repeat(Reason::RepeatedCredit, twin);
            }
            Some(group) if group.credit.is_none() && !group.text.is_empty() => {
                group.credit = Some(printed);
                draft.rows[row].mark = Mark::keep(Role::Credit);
            }
            _ if credit.strong => self.add(draft, row, String::new(), Some(printed)),
            _ => {}
        }
    }

    fn add(&mut self, draft: &mut Draft, row: usize, text: String, credit: Option<String>) {
        let has_credit = credit.is_some();
        draft.rows[row].mark = Mark::keep(Role::Caption);
        if let Some(group) = self.groups.iter_mut().rev().take(RECENT).find(|group| group.is_same(&text, credit.as_deref())) {
            group.credit = group.credit.take().or(credit);
            group.rows.push((row, has_credit));
        } else {
            self.texts.insert(xxh3_64(text.as_bytes()));
            self.groups.push(Group { text, credit, rows: vec![(row, has_credit)] });
        }
    }

    /// Keeps the fullest form of every caption and drops its copies.
    fn finish(self, draft: &mut Draft) {
        for group in &self.groups {
            let kept = group.kept_row();
            let twin = draft.rows[kept].line;
            for &(row, _) in group.rows.iter().filter(|(row, _)| *row != kept) {
                draft.rows[row].mark = Mark::repeat(Reason::RepeatedCaption, twin);
            }
        }
    }
}

impl Group {
    fn is_same(&self, text: &str, credit: Option<&str>) -> bool {
        self.text == text && (self.credit.is_none() || credit.is_none() || self.credit.as_deref() == credit)
    }

    /// The first row with the credit, else the first row.
    fn kept_row(&self) -> usize {
        let signed = self.rows.iter().find(|(_, has_credit)| *has_credit);
        signed.or(self.rows.first()).map_or(0, |(row, _)| *row)
    }

    fn kept(&self, draft: &Draft) -> usize {
        draft.rows[self.kept_row()].line
    }
}

/// Whether every row strictly between two rows has its mark already.
fn only_marked_between(draft: &Draft, from: usize, to: usize) -> bool {
    draft.rows.get(from + 1..to).is_none_or(|rows| rows.iter().all(|row| !row.mark.is_open()))
}
