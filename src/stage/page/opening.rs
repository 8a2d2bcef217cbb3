//! What a page prints between its menu and the headline: a notice of the shop, of the browser or of
//! the reader's account, a teaser of another story, the profile of a company. It is dense text, so
//! the way through the page begins with it; the story begins below its headline.

use crate::recognize::headline::relation;
use crate::stage::page::facts::Page;
use crate::stage::page::headline::{is_boxed, is_signed, is_signed_below};
use crate::stage::{Document, Rules};

/// Lines from such a text to the headline below it, and sentences among them: where there are more,
/// it is a story of its own, or this one with a box of another in it.
const LINES: usize = 8;
const SENTENCES: usize = 3;
/// Lines above such a text in which a headline that says the same as the one below it is the
/// story's, printed twice with its summary between.
const TWICE_WITHIN: usize = 12;

/// How much more must speak for the headline below than for a likely one above, where sentences go
/// for it, in hundredths of a logit: of 32 labelled pages with such a text, the headings of four
/// guides had 9 to 58 more than the guide's headline; true headlines had 122 and more.
const MARGIN: i32 = 100;

/// Takes the lines above the headline from the body, where a line in its beginning is a likelier
/// headline than the best above it, and the first with a byline or a date below it. Linear.
pub(super) fn cut(document: &Document<'_>, page: &Page, body: &mut [bool], rules: Rules<'_>) {
    let Some(first) = body.iter().position(|&is_body| is_body) else { return };
    let last = (first + LINES + 1).min(body.len());
    let is_dated = |at: &usize| is_signed(document, &page.lines, *at);
    let end = (first..last).find(is_dated).unwrap_or(last);
    let sentences = |at: usize| (first..at).filter(|&at| page.lines[at].sentence).count();
    let may_be =
        |at: &usize| is_signed_below(document, &page.lines, *at) && !is_boxed(&page.lines, *at);
    for at in (first + 1..end).filter(may_be).take_while(|&at| sentences(at) <= SENTENCES) {
        let story = (at + 1..body.len()).find(|&at| body[at] && page.lines[at].sentence);
        let inside = story.and_then(|story| page.headline_over(document, story));
        let Some(inside) = inside.filter(|inside| inside.at == at && inside.is_likely) else {
            continue;
        };
        let Some(above) = page.headline_over(document, first) else { return };
        let margin = if above.is_likely && sentences(at) > 0 { MARGIN } else { 0 };
        let is_twice = above.at + TWICE_WITHIN >= first
            && (above.at == at
                || relation(document.key(above.at), document.key(at), rules.lexicon).is_some());
        if inside.score > above.score + margin && !is_twice {
            body[first..=at].fill(false);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::stage::page::sample::{HEADLINE, MENU};
    use crate::stage::page::{facts, with_lines};

    const STORY: &str = "The ferry to the island runs again from Monday, the harbour office said on Tuesday after a long meeting.\n\
        Repairs to the ferry took nine days and cost far more than the council had planned for the whole of the year.";
    const NOTICE: &str =
        "You use a browser that is very old and that nobody looks after any more.\n";

    /// Whether the story begins below the headline, where all lines from the notice on are the body.
    fn is_cut(above: &str, below: &str) -> bool {
        let other = "Bridge over the river closes for two weeks";
        let input = format!("{MENU}\n{other}\n{above}Harbour\n{HEADLINE}\n{below}{STORY}");
        with_lines(&input, |document, rules| {
            let page = facts::read(&input, document);
            let menu = MENU.lines().count() + 1;
            let mut body: Vec<bool> = (0..document.lines.len()).map(|line| line >= menu).collect();
            let headline = document.lines.iter().rposition(|line| line.text == HEADLINE).unwrap();
            cut(document, &page, &mut body, rules);
            assert!(body[headline + 1..].iter().all(|&is_body| is_body), "the story stays");
            body[..=headline].iter().all(|&is_body| !is_body)
        })
    }

    #[test]
    fn a_story_begins_below_its_headline() {
        let date = "By Lena Marsh\n3 May 2024, 10:15\n";
        let twice = format!("{HEADLINE}\n{NOTICE}");
        for (name, above, below, wanted) in [
            ("a notice", NOTICE.to_owned(), date, true),
            ("three sentences", NOTICE.repeat(3), date, true),
            ("four", NOTICE.repeat(4), date, false),
            ("no byline and no date", NOTICE.to_owned(), "", false),
            ("a date above", format!("{NOTICE}4 May 2024, 9:30\n"), date, false),
            ("a heading of other stories", format!("{NOTICE}Related\n"), date, false),
            ("the same headline above", twice, date, false),
        ] {
            assert_eq!(is_cut(&above, below), wanted, "{name}");
        }
    }
}
