//! Texts that hold no story: a menu, or nothing but headlines of stories with a link below each.

use crate::recognize::artifact::Widget;
use crate::recognize::forms::Forms;
use crate::recognize::shape::End;
use crate::removal::Reason;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::{Document, Draft, Kind, Mark, Row};

/// Links that show a listing. Two may lead on from a story.
const LINKS: usize = 3;
/// Lines above a link: a section, a headline, a summary, a date. The first teaser stands below the
/// names of the site and the page.
const TEASER_ROWS: usize = 5;
const FIRST_ROWS: usize = 7;
/// Words of a summary. What is longer is a text.
const SUMMARY_WORDS: usize = 40;
/// Lines of a text that is a menu, of which half are on the lists. A short list of names may have a
/// section's name in it.
const MENU_ROWS: usize = 6;

/// The draft of a text that holds no story, with a reason for each line; `None` where it holds one.
/// Linear.
pub(super) fn draft(
    document: &Document<'_>,
    rows: &mut Vec<Row>,
    facts: &Facts<'_>,
) -> Option<Draft> {
    let teasers = || is_teasers(document, rows, &facts.looks).then_some(Reason::OtherText);
    let other = is_menu(&facts.looks).then_some(Reason::Menu).or_else(teasers)?;
    let reason = |look: &Look| match look.kind {
        Kind::Widget(widget) => widget.reason(),
        _ => look.forms.licence().unwrap_or(other),
    };
    let mut rows = std::mem::take(rows);
    for (row, look) in rows.iter_mut().zip(&facts.looks) {
        row.mark = Mark::drop(reason(look));
    }
    Some(Draft { rows, pairs: None })
}

fn is_text(look: &Look) -> bool {
    match look.class {
        Class::Prose | Class::Caption => true,
        // A short form has a stop inside: `ext. 2206`.
        Class::Sentence => matches!(look.end, End::Stop | End::Mark | End::Ellipsis),
        _ => false,
    }
}

/// Whether the lists know a line as one of a page.
fn is_listed(look: &Look) -> bool {
    matches!(look.kind, Kind::Widget(_)) || look.forms.has(Forms::FURNITURE)
}

/// Nothing but lines of a menu and what stands beside one: no sentence, nothing that the lists know
/// as a part of a story.
fn is_menu(looks: &[&Look]) -> bool {
    let is_of_story = |look: &Look| {
        is_text(look)
            || look.forms.has(Forms::BYLINE.or(Forms::AGO).or(Forms::READ_ALSO).or(Forms::SPEAKER))
    };
    let menu = Forms::MENU.or(Forms::SECTION_LABEL);
    let listed = looks.iter().filter(|look| is_listed(look)).count();
    let sections = looks.iter().filter(|look| look.forms.has(menu)).count();
    looks.len() >= MENU_ROWS
        && listed * 2 >= looks.len()
        && sections * 3 >= looks.len()
        && !looks.iter().copied().any(is_of_story)
}

/// Headlines with a link to the story below each, the same link every time, and at most a short
/// summary between.
fn is_teasers(document: &Document<'_>, rows: &[Row], looks: &[&Look]) -> bool {
    let is_link = |row: &usize| {
        looks[*row].kind == Kind::Widget(Widget::ReadMore) || looks[*row].forms.has(Forms::EXPAND)
    };
    let links: Vec<usize> = (0..rows.len()).filter(is_link).collect();
    let (Some(&first), Some(&last)) = (links.first(), links.last()) else { return false };
    let is_same = |link: &usize| document.same_key(rows[*link].line, rows[first].line);
    if links.len() < LINKS
        || !links.iter().all(is_same)
        || looks[last..].iter().copied().any(is_text)
    {
        return false;
    }
    let starts = std::iter::once(0).chain(links.iter().map(|link| link + 1));
    starts.zip(&links).all(|(start, &link)| {
        is_teaser(&looks[start..link], if start == 0 { FIRST_ROWS } else { TEASER_ROWS })
    })
}

/// A headline, and a summary below it or none.
fn is_teaser(looks: &[&Look], most: usize) -> bool {
    let own = || looks.iter().filter(|look| !is_listed(look));
    let texts = own().filter(|look| is_text(look)).count();
    let is_short = own().all(|look| look.words <= SUMMARY_WORDS);
    let begins_with_title = own().next().is_some_and(|look| look.may_be_headline && !is_text(look));
    begins_with_title && texts <= 1 && is_short && own().count() <= most
}

#[cfg(test)]
mod tests {
    use crate::clean;

    #[test]
    fn what_holds_a_story_and_what_does_not() {
        let teaser = |title: &str, text: &str| format!("{title}\n\n{text}\n\nRead more\n\n");
        let titles = [
            "Chess club wins the county cup",
            "Bakery on the square to close",
            "Quarry lorries banned from village",
        ];
        let texts = [
            "It is the first cup of the club.",
            "The baker is seventy.",
            "They must take the road along the river.",
        ];
        let teasers =
            |count: usize| (0..count).map(|at| teaser(titles[at], texts[at])).collect::<String>();
        for (name, input, articles) in [
            (
                "a menu",
                "Home\nNews\nPolitics\nSport\nCulture\nHarbour Press, Quay Street 8\nOpinion"
                    .to_owned(),
                0,
            ),
            ("three teasers", teasers(3), 0),
            (
                "teasers without summaries",
                titles.map(|title| format!("{title}\n\nRead more\n\n")).concat(),
                0,
            ),
            (
                "a menu over a story",
                format!(
                    "Home\nNews\nSport\nCulture\n\n{}\n\n{}\n{}",
                    titles[0], texts[0], texts[2]
                ),
                1,
            ),
            ("links inside a story", format!("{}{}\n\n{}", teasers(3), texts[0], texts[1]), 1),
            (
                "one long story with links",
                teaser(titles[0], &format!("{}\n\n{}", texts[0], texts[2])) + &teasers(1),
                1,
            ),
        ] {
            let found = clean(&input).len();
            assert!(if articles == 0 { found == 0 } else { found > 0 }, "{name}: {found}");
        }
    }
}
