//! What a page prints between its menu and the headline: a notice of the shop, of the browser or of
//! the reader's account, a teaser of another story, the profile of a company. It is dense text, so
//! the way through the page begins with it; the story begins below its headline.

use std::cell::LazyCell;

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
/// headline than the best above it, and the first with a byline or a date below it. A body without
/// any headline above it is left as it is: its own headings are as likely. Linear.
pub(super) fn cut(document: &Document<'_>, page: &Page, body: &mut [bool], rules: Rules<'_>) {
    let Some(first) = body.iter().position(|&is_body| is_body) else { return };
    let last = (first + LINES + 1).min(body.len());
    let end = (first..last).find(|&at| is_signed(document, &page.lines, at)).unwrap_or(last);
    let sentences = |at: usize| (first..at).filter(|&at| page.lines[at].sentence).count();
    let may_be =
        |at: &usize| is_signed_below(document, &page.lines, *at) && !is_boxed(&page.lines, *at);
    // Few pages have a line that may be one.
    let above = LazyCell::new(|| page.headline_over(document, first));
    for at in (first + 1..end).filter(may_be).take_while(|&at| sentences(at) <= SENTENCES) {
        let story = (at + 1..body.len()).find(|&at| body[at] && page.lines[at].sentence);
        let inside = story.and_then(|story| page.headline_over(document, story));
        let Some(inside) = inside.filter(|inside| inside.at == at && inside.is_likely) else {
            continue;
        };
        let Some(above) = *above else { return };
        let margin = if above.is_likely && sentences(at) > 0 { MARGIN } else { 0 };
        let is_twice = above.at + TWICE_WITHIN >= first
            && relation(document.key(above.at), document.key(at), rules.lexicon).is_some();
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

    const OTHER: &str = "Bridge over the river closes for two weeks";

    /// Whether the story begins below the headline, where all lines from the second part on are the
    /// body.
    fn is_cut(menu: &str, above: &str, below: &str) -> bool {
        let input = format!("{MENU}\n{menu}\n{above}Harbour\n{HEADLINE}\n{below}{STORY}");
        with_lines(&input, |document, rules| {
            let page = facts::read(&input, document);
            let menu = MENU.lines().count() + menu.lines().count();
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
        // The same headline so many lines above the notice.
        let above =
            |lines: usize| format!("{HEADLINE} | Calder Post{}", "\nPier".repeat(lines - 1));
        let (near, far) = (above(12), above(13));
        let likely = "The pier to the harbour closes again on Monday";
        let likely_by_little = "Old pier closes again";
        for (name, menu, above, below, wanted) in [
            ("a notice", OTHER, NOTICE.to_owned(), date, true),
            ("three sentences", OTHER, NOTICE.repeat(3), date, true),
            ("four", OTHER, NOTICE.repeat(4), date, false),
            ("eight lines", OTHER, format!("{NOTICE}{}", "Pier\n".repeat(6)), date, true),
            ("nine", OTHER, format!("{NOTICE}{}", "Pier\n".repeat(7)), date, false),
            ("no byline and no date", OTHER, NOTICE.to_owned(), "", false),
            ("a date above", OTHER, format!("{NOTICE}4 May 2024, 9:30\n"), date, false),
            ("a heading of other stories", OTHER, format!("{NOTICE}Related\n"), date, false),
            ("no headline above", "Weather", NOTICE.to_owned(), date, false),
            ("one nearly as likely", likely, NOTICE.to_owned(), date, false),
            ("and no sentence between", likely, NOTICE.replace('.', ""), date, true),
            ("one less likely", likely_by_little, NOTICE.to_owned(), date, true),
            ("the same near above", &near, NOTICE.to_owned(), date, false),
            ("the same far above", &far, NOTICE.to_owned(), date, true),
        ] {
            assert_eq!(is_cut(menu, &above, below), wanted, "{name}");
        }
    }
}
