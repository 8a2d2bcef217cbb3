//! Whole pages: which lines are the story, and which are the page around it.
//!
//! 1. [`gate`]: whether the text is a page at all. Articles and dumps of them go on as they are.
//! 2. [`join`]: sentences that the scraper broke at tags become one line again.
//! 3. [`own`], [`blocks`], [`facts`], [`meter`]: what every line is worth alone, where the dense text lies, and what is known of a line
//!    there. Lines far from any dense text are out.
//! 4. [`weights`]: how much speaks for each line, learnt from labelled pages.
//! 5. [`path`]: the best way from before the story through it to what comes after.
//! 6. [`found`]: what all that says of a line, for the reader, which reads the lines around the story as it reads any text.
//! 7. [`outside`]: the lines that it leaves out, in blocks, each with its grounds.

mod blocks;
pub(crate) mod facts;
pub(crate) mod found;
mod gate;
pub(crate) mod headline;
mod join;
mod meter;
pub(crate) mod outside;
mod overlap;
mod own;
mod path;
mod sums;
mod weights;

use crate::options::Extent;
use crate::stage::page::facts::Page;
use crate::stage::page::found::Found;
use crate::stage::page::own::Own;
use crate::stage::page::weights::Weights;
use crate::stage::{Document, Rules};

/// What is known of a whole page and its story; `None` where the text is no page or has no sentence. Linear.
pub(crate) fn find<'t>(input: &'t str, document: &mut Document<'t>, rules: Rules<'_>) -> Option<Found> {
    let is_page = match rules.options.extent {
        Extent::Unknown => rules.options.remove_artifacts && gate::is_page(document),
        Extent::Articles => false,
        Extent::Page => true,
    };
    if !is_page {
        return None;
    }
    let page = measure(input, document, rules);
    let body = body(&page)?;
    Some(Found::new(document, page, body, rules))
}

/// Joins what was broken and measures every line. Linear.
pub(crate) fn measure<'t>(input: &'t str, document: &mut Document<'t>, rules: Rules<'_>) -> Page {
    join::join(input, document, rules);
    facts::read(input, document, rules)
}

/// Whether each line is of the story's body. Where no line speaks enough for itself, the main block is the story.
pub(crate) fn body(page: &Page) -> Option<Vec<bool>> {
    let weights = Weights::built_in();
    let score = |(facts, own): (&Option<facts::Values>, &Own)| (facts.as_ref().map(|facts| weights.score(facts)), own.words);
    let scores: Vec<_> = page.facts.iter().zip(&page.lines).map(score).collect();
    let mut body = path::story(&scores);
    if !body.contains(&true) {
        body[page.main.clone()].fill(true);
    }
    body.contains(&true).then_some(body)
}

/// Calls `each` with a text's lines and their facts, and with the rules they were found by.
#[cfg(test)]
fn with_lines<'t, T>(input: &'t str, each: impl FnOnce(&mut Document<'t>, Rules<'_>) -> T) -> T {
    use crate::recognize::Lexicon;
    use crate::stage::{classify, lines};

    let options = crate::Options::default();
    let rules = Rules { options: &options, lexicon: Lexicon::built_in() };
    let mut document = lines::read(input, &options);
    classify::classify(&mut document, rules);
    each(&mut document, rules)
}
