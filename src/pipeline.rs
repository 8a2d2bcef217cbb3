//! The whole job, one call a stage.

use crate::compare::candidates::Index;
use crate::removal::Cleaned;
use crate::stage::page::outside::Outside;
use crate::stage::read::Articles;
use crate::stage::{Rules, assemble, classify, lines, page, read, settle, unwrap};

/// Cleans one document: lines, unwrapped, their facts, the story of a whole page, the reading of all lines, articles.
pub(crate) fn run(input: &str, rules: Rules<'_>) -> Cleaned {
    let mut document = lines::read(input, rules.options);
    unwrap::unwrap(input, &mut document, rules.options);
    classify::classify(&mut document, rules);
    let several = if rules.options.split { Articles::Several } else { Articles::One };
    let (rows, articles, outside) = match page::find(input, &mut document, rules) {
        Some((story, outside)) => (story.rows, Articles::One, outside),
        None => (document.rows(), several, Outside::default()),
    };
    let mut index = Index::default();
    let drafts = read::read(&document, rows, articles, rules, &mut index);
    let drafts = settle::settle(&document, drafts, articles, rules, &mut index);
    assemble::assemble(document, drafts, outside, rules)
}
