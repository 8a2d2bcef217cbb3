//! What was kept once is kept for good: the canonical text of a draft is cleaned again until nothing changes.
//!
//! Removing lines changes the neighbourhood of those that stay. So the headline and the paragraphs of every draft go through
//! the same stages again, as they would stand in the canonical text, on the facts that are known already.

use crate::compare::candidates::Index;
use crate::removal::Role;
use crate::stage::read::Articles;
use crate::stage::{Document, Draft, Mark, Row, Rules, read};

/// Rounds for one draft. Each round but the last removes a line or cuts the draft in two.
const MOST_ROUNDS: usize = 8;

/// The drafts whose canonical texts give themselves, from drafts that were marked.
pub(crate) fn settle(document: &Document<'_>, drafts: Vec<Draft>, articles: Articles, rules: Rules<'_>, index: &mut Index) -> Vec<Draft> {
    let mut settled = Vec::with_capacity(drafts.len());
    for draft in drafts {
        settle_one(document, draft, articles, rules, index, MOST_ROUNDS, &mut settled);
    }
    settled
}

fn settle_one(document: &Document<'_>, mut draft: Draft, articles: Articles, rules: Rules<'_>, index: &mut Index, rounds: usize, settled: &mut Vec<Draft>) {
    let again = clean_again(document, &draft, articles, rules, index);
    let is_same = match again.as_slice() {
        [] => true,
        [only] => only.rows.iter().all(|row| is_headline_or_paragraph(&row.mark)) && headline(only) == headline(&draft),
        _ => false,
    };
    if is_same || rounds == 0 {
        settled.push(draft);
        return;
    }
    adopt(&mut draft, &again);
    for part in cut(draft, &again) {
        settle_one(document, part, articles, rules, index, rounds - 1, settled);
    }
}

/// The drafts of the canonical text: headline and paragraphs, one blank line between.
fn clean_again(document: &Document<'_>, draft: &Draft, articles: Articles, rules: Rules<'_>, index: &mut Index) -> Vec<Draft> {
    let canonical = headline_row(draft).into_iter().chain(draft.rows.iter().filter(|row| row.mark.is_role(Role::Paragraph)));
    let rows = canonical.enumerate().map(|(at, row)| Row { line: row.line, blanks: u32::from(at > 0), mark: Mark::Open }).collect();
    read::read(document, rows, articles, rules, index)
}

fn is_headline_or_paragraph(mark: &Mark) -> bool {
    mark.is_role(Role::Headline) || mark.is_role(Role::Paragraph)
}

fn headline_row(draft: &Draft) -> Option<&Row> {
    draft.rows.iter().find(|row| row.mark.is_role(Role::Headline))
}

fn headline(draft: &Draft) -> Option<usize> {
    headline_row(draft).map(|row| row.line)
}

/// Gives the rows of a draft the marks of the second cleaning. A second standfirst is a note, a second byline a section line.
fn adopt(draft: &mut Draft, again: &[Draft]) {
    let has = |draft: &Draft, role: Role| draft.rows.iter().any(|row| row.mark.is_role(role));
    for row in again.iter().flat_map(|part| &part.rows) {
        if let Ok(at) = draft.rows.binary_search_by_key(&row.line, |row| row.line) {
            draft.rows[at].mark = match &row.mark {
                Mark::Keep { role: Role::Description, .. } if has(draft, Role::Description) => Mark::keep(Role::Note),
                Mark::Keep { role: Role::Byline, .. } if has(draft, Role::Byline) => Mark::keep(Role::Section),
                mark => mark.clone(),
            };
        }
    }
}

/// Cuts a draft where the second cleaning found articles to begin.
fn cut(mut draft: Draft, again: &[Draft]) -> Vec<Draft> {
    let pairs = draft.pairs.take();
    let mut parts = Vec::new();
    for start in again.iter().skip(1).rev().filter_map(|part| part.rows.first()) {
        let at = draft.rows.partition_point(|row| row.line < start.line);
        parts.push(Draft { rows: draft.rows.split_off(at), pairs: pairs.clone() });
    }
    parts.push(Draft { rows: draft.rows, pairs });
    parts.reverse();
    if parts.len() > 1 {
        parts.iter_mut().for_each(reopen);
    }
    parts
}

/// Takes up again what was decided of a line by one that is now of another article: what repeats it, and other forms of its
/// headline. A headline may stand below the cut, and is then a second one there.
fn reopen(part: &mut Draft) {
    let Some((first, last)) = part.rows.first().map(|row| row.line).zip(part.rows.last().map(|row| row.line)) else { return };
    let headline = headline(part);
    for row in &mut part.rows {
        let is_lost = match row.mark {
            Mark::Drop { twin: Some(twin), .. } => !(first..=last).contains(&twin),
            Mark::Keep { role: Role::Headline, .. } => headline != Some(row.line),
            Mark::Keep { role: Role::AlternativeHeadline, .. } => headline.is_none(),
            _ => false,
        };
        if is_lost {
            row.mark = Mark::keep(Role::Paragraph);
            // It was not among the candidates.
            part.pairs = None;
        }
    }
}
