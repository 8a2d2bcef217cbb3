//! The whole job, one call a stage.

use crate::compare::candidates::Index;
use crate::options::InputKind;
use crate::removal::Cleaned;
use crate::stage::read::{Articles, Marks};
use crate::stage::settle::Known;
use crate::stage::{Rules, assemble, classify, lines, page, paragraphs, read, settle, unwrap};

/// Cleans one document: lines, unwrapped, their facts, the story of a whole page, the reading of
/// all lines, articles.
pub(crate) fn run(input: &str, rules: Rules<'_>) -> Cleaned {
    let mut document = lines::read(input, rules.options);
    unwrap::unwrap(input, &mut document, rules.options);
    classify::classify(&mut document, rules);
    let may_be_several =
        rules.options.split_articles && rules.options.input_kind != InputKind::Article;
    let number = if may_be_several { Articles::Several } else { Articles::One };
    let page = page::find(input, &mut document, rules);
    let (rows, articles) = match &page {
        Some(page) => (page.rows(&document), Articles::Story(page)),
        None => (document.rows(), number),
    };
    let mut drafts = read::articles(&document, rows, articles, Marks::Given, rules);
    let known = if page.is_some() { Known::OneStory } else { Known::Nothing };
    let outside = page.map(|page| page.outside(&document, &drafts)).unwrap_or_default();
    let mut index = Index::default();
    for draft in &mut drafts {
        paragraphs::mark(&document, draft, rules, &mut index);
    }
    let drafts = settle::settle(&document, drafts, number, known, rules, &mut index);
    document.forget_looks();
    assemble::assemble(document, drafts, outside, rules)
}
