//! Whole pages: which lines are the story, and which are the page around it.
//!
//! 1. [`gate`]: whether the text is a page at all. Articles and dumps of them go on as they are.
//! 2. [`join`]: sentences that the scraper broke at tags become one line again.
//! 3. [`own`], [`blocks`], [`facts`], [`meter`], [`cohesion`]: what every line is worth alone,
//!    where the dense text lies, and what is known of a line there. Lines far from any dense text
//!    are out.
//! 4. [`weights`], [`scorer`]: how much speaks for each line, learnt from labelled pages.
//! 5. [`path`]: the best way from before the story through it to what comes after.
//! 6. [`opening`]: what is dense above the headline is none of it.
//! 7. [`found`]: what all that says of a line, for the reader, which reads the lines around the
//!    story as it reads any text.
//! 8. [`outside`]: the lines that it leaves out, in blocks, each with its grounds.

mod blocks;
mod cohesion;
pub(crate) mod facts;
pub(crate) mod found;
mod gate;
pub(crate) mod headline;
mod join;
mod meter;
mod opening;
pub(crate) mod outside;
mod overlap;
mod own;
mod path;
mod scorer;
mod sums;
mod weights;

use crate::options::InputKind;
use crate::stage::page::facts::Page;
use crate::stage::page::found::Found;
use crate::stage::page::weights::Weights;
use crate::stage::{Document, Rules};

/// What is known of a whole page and its story; `None` where the text is no page or has no
/// sentence. Linear.
pub(crate) fn find<'t>(
    input: &'t str,
    document: &mut Document<'t>,
    rules: Rules<'_>,
) -> Option<Found> {
    let is_page = match rules.options.input_kind {
        InputKind::Detect => rules.options.remove_artifacts && gate::is_page(input, document),
        InputKind::Article | InputKind::Articles => false,
        InputKind::Page => true,
    };
    if !is_page {
        return None;
    }
    let page = measure(input, document, rules);
    let scores = scores(&page);
    let mut body = body(&page, &scores)?;
    opening::cut(document, &page, &mut body, rules);
    Some(Found::new(document, page, scores, body, rules))
}

/// Joins what was broken and measures every line. Linear.
pub(crate) fn measure<'t>(input: &'t str, document: &mut Document<'t>, rules: Rules<'_>) -> Page {
    join::join(input, document, rules);
    facts::read(input, document)
}

/// How much speaks for each line, in hundredths of a logit; none where no text is near.
pub(crate) fn scores(page: &Page) -> Vec<Option<i32>> {
    let near: Vec<_> = page.facts.iter().flatten().collect();
    let mut scores = Weights::of_story().scores(&near).into_iter();
    page.facts.iter().map(|facts| facts.as_ref().and_then(|_| scores.next())).collect()
}

/// Whether each line is of the story's body, by their scores. Where no line speaks enough for
/// itself, the main block is the story.
pub(crate) fn body(page: &Page, scores: &[Option<i32>]) -> Option<Vec<bool>> {
    let lines: Vec<_> =
        scores.iter().zip(&page.lines).map(|(&score, own)| (score, own.words)).collect();
    let mut body = path::story(&lines);
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

/// A page for tests, in parts.
#[cfg(test)]
pub(crate) mod sample {
    pub(crate) const MENU: &str = "Home\nNews\nSport\nCulture\nWeather\nLog in";
    pub(crate) const HEADLINE: &str = "Ferry to the island runs again from Monday";
    pub(crate) const BODY: &str = "The ferry to the island runs again from Monday, the harbour office said on Tuesday morning after a long meeting.\n\n\
        Repairs to the ferry took nine days and cost far more than the council had planned for the whole of the year.\n\n\
        The harbour office wants to buy a second ferry so that the island is not cut off when the first one is in the dock.";
}
