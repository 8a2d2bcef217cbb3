//! The whole job, one call a stage.

use crate::compare::candidates::Index;
use crate::removal::Cleaned;
use crate::stage::page::outside::Outside;
use crate::stage::{Document, Draft, Rules, artifacts, assemble, captions, classify, head, lines, page, paragraphs, settle, split, unwrap};

/// Cleans one document: lines, unwrapped, their facts, the story of a whole page or drafts of articles, marks, articles.
pub(crate) fn run(input: &str, rules: Rules<'_>) -> Cleaned {
    let mut document = lines::read(input, rules.options);
    unwrap::unwrap(input, &mut document, rules.options);
    classify::classify(&mut document, rules);
    let (mut drafts, outside) = match page::find(input, &mut document, rules) {
        Some((story, outside)) => (vec![story], outside),
        None => (split::split(&document, rules), Outside::default()),
    };
    let mut index = Index::default();
    for draft in &mut drafts {
        mark(&document, draft, rules, &mut index);
    }
    let drafts = settle::settle(&document, drafts, rules, &mut index);
    assemble::assemble(document, drafts, outside, rules)
}

/// Marks every line of a draft.
pub(crate) fn mark(document: &Document<'_>, draft: &mut Draft, rules: Rules<'_>, index: &mut Index) {
    artifacts::mark_menus(document, draft, rules);
    head::mark(document, draft, rules);
    artifacts::mark(document, draft, rules);
    captions::mark(document, draft);
    paragraphs::mark(document, draft, rules, index);
}
