//! The captions of an article: each once, with a count, in its fullest form.
//!
//! Two lines are the same caption when their texts without the credit have equal keys and their credits are equal or one has
//! none. Two photographers make two captions.

use crate::compare::key;
use crate::removal::{Reason, Role};
use crate::stage::read::reading::Reading;
use crate::stage::{Document, Draft, Mark};

/// Captions among which a copy is looked for, from the last one back. A gallery prints its pictures in one order.
const RECENT: usize = 64;

/// Marks the rows that were read as captions and credits. Linear.
pub(super) fn mark(document: &Document<'_>, draft: &mut Draft, readings: &[Reading]) {
    let mut captions = Captions { document, groups: Vec::new() };
    for (row, reading) in readings.iter().enumerate() {
        if reading.is_caption() {
            captions.add(draft, row);
        } else if reading.is_credit() {
            captions.add_credit(draft, row);
        }
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
}

impl Captions<'_, '_> {
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

    fn add(&mut self, draft: &Draft, row: usize) {
        if !draft.rows[row].mark.is_open() {
            return;
        }
        let (text, credit) = self.parts(draft, row);
        self.add_parts(row, text, credit);
    }

    fn add_parts(&mut self, row: usize, text: String, credit: Option<String>) {
        let has_credit = credit.is_some();
        if let Some(group) = self.groups.iter_mut().rev().take(RECENT).find(|group| group.is_same(&text, credit.as_deref())) {
            group.credit = group.credit.take().or(credit);
            group.rows.push((row, has_credit));
        } else {
            self.groups.push(Group { text, credit, rows: vec![(row, has_credit)] });
        }
    }

    /// A credit alone: of the caption before it, or again what that caption has.
    fn add_credit(&mut self, draft: &mut Draft, row: usize) {
        if !draft.rows[row].mark.is_open() {
            return;
        }
        let line = draft.rows[row].line;
        let (text, credit) = self.parts(draft, row);
        if credit.is_some() && !text.is_empty() {
            self.add_parts(row, text, credit);
            return;
        }
        let printed = credit.clone().unwrap_or_else(|| self.document.key(line).to_owned());
        match self.groups.last_mut() {
            Some(group) if group.credit.as_deref() == Some(printed.as_str()) => {
                let twin = draft.rows[group.kept_row()].line;
                draft.rows[row].mark = Mark::repeat(Reason::RepeatedCredit, twin);
            }
            Some(group) if group.credit.is_none() && !group.text.is_empty() => {
                group.credit = Some(printed);
                draft.rows[row].mark = Mark::keep(Role::Credit);
            }
            _ => self.add_parts(row, text, credit),
        }
    }

    /// Keeps the fullest form of every caption and drops its copies.
    fn finish(self, draft: &mut Draft) {
        for group in &self.groups {
            let kept = group.kept_row();
            let twin = draft.rows[kept].line;
            for &(row, _) in &group.rows {
                draft.rows[row].mark = if row == kept { Mark::keep(Role::Caption) } else { Mark::repeat(Reason::RepeatedCaption, twin) };
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
}
