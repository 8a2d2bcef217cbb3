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
    use super::{is_menu, is_teaser, is_teasers};
    use crate::clean;
    use crate::removal::Reason;
    use crate::stage::read::facts::Facts;
    use crate::stage::read::facts::tests::with_rows;
    use crate::stage::read::look::{self, Look};
    use crate::stage::{Document, Mark, Row};

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

    /// Asks about the lines of a text.
    fn ask<T>(input: &str, each: impl FnOnce(&Document<'_>, &[Row], &[&Look]) -> T) -> T {
        with_rows(input, |document, rows, rules| {
            each(document, rows, &look::of_rows(document, rows, rules))
        })
    }

    const TITLE: &str = "Chess club wins the county cup";
    const SUMMARY: &str = "It is the first cup of the club.";

    #[test]
    fn a_teaser_is_a_headline_and_at_most_a_summary() {
        let words = |count: usize| format!("It {}now.", "is so ".repeat(count / 2 - 1));
        assert_eq!(ask(&words(40), |_, _, looks| looks[0].words), 40);
        for (name, lines, most, wanted) in [
            ("a headline alone", vec![TITLE], 5, true),
            ("with a summary", vec![TITLE, SUMMARY], 5, true),
            ("with two", vec![TITLE, SUMMARY, "The baker is seventy."], 5, false),
            ("a summary alone", vec![SUMMARY], 5, false),
            ("below a summary", vec![SUMMARY, TITLE], 5, false),
            ("below a button", vec!["Facebook", TITLE, SUMMARY], 5, true),
            ("no headline", vec!["Facebook", "Home"], 5, false),
            ("five lines", vec![TITLE, "Calder", "Selby", "Oakmouth", SUMMARY], 5, true),
            ("six lines", vec![TITLE, "Calder", "Selby", "Oakmouth", "Vale", SUMMARY], 5, false),
            (
                "six of which the lists know one",
                vec![TITLE, "Calder", "Selby", "Facebook", "Vale", SUMMARY],
                5,
                true,
            ),
            ("a summary of 40 words", vec![TITLE, &words(40)], 5, true),
            ("a text of 42", vec![TITLE, &words(42)], 5, false),
        ] {
            let found = ask(&lines.join("\n"), |_, _, looks| is_teaser(looks, most));
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn a_menu_is_half_on_the_lists_and_has_nothing_of_a_story() {
        let with = |lines: &[&str]| {
            ["Home", "News", "Politics", "Sport", "Culture", "Opinion"]
                .iter()
                .chain(lines)
                .copied()
                .collect::<Vec<_>>()
                .join("\n")
        };
        for (name, input, wanted) in [
            ("six lines", with(&[]), true),
            ("five lines", "Home\nNews\nPolitics\nSport\nCulture".to_owned(), false),
            (
                "half of them listed",
                "Home\nNews\nPolitics\nCalder\nSelby\nOakmouth".to_owned(),
                true,
            ),
            (
                "less than half",
                "Home\nNews\nPolitics\nCalder\nSelby\nOakmouth\nVale".to_owned(),
                false,
            ),
            (
                "a third are of menus",
                "Home\nPolitics\nFacebook\nWhatsApp\nCalder\nSelby".to_owned(),
                true,
            ),
            ("fewer are", "Home\nFacebook\nWhatsApp\nCalder\nSelby\nTwitter".to_owned(), false),
            ("a sentence", with(&[SUMMARY]), false),
            ("a byline", with(&["By Nora Stell"]), false),
            ("how long ago", with(&["2 hours ago"]), false),
            ("another story", with(&["Read also: Fell Bridge closes for repairs"]), false),
            ("a speaker", with(&["NORA STELL: We stay."]), false),
            ("a headline", with(&[TITLE]), true),
        ] {
            assert_eq!(ask(&input, |_, _, looks| is_menu(looks)), wanted, "{name}");
        }
    }

    #[test]
    fn teasers_have_the_same_link_below_each_and_no_text_behind_the_last() {
        let teaser = |rows: usize| format!("{TITLE}\n{}Read more\n", "Calder\n".repeat(rows - 1));
        for (name, input, wanted) in [
            ("three", teaser(1).repeat(3), true),
            ("two", teaser(1).repeat(2), false),
            ("none", TITLE.to_owned(), false),
            ("another link", teaser(1).repeat(3) + &format!("{TITLE}\nContinue reading\n"), false),
            ("a text behind the last", teaser(1).repeat(3) + SUMMARY, false),
            ("a label behind it", teaser(1).repeat(3) + "Calder", true),
            ("seven lines of the first", teaser(7) + &teaser(1).repeat(2), true),
            ("eight lines of it", teaser(8) + &teaser(1).repeat(2), false),
            ("five lines of the second", teaser(1) + &teaser(5) + &teaser(1), true),
            ("six lines of it", teaser(1) + &teaser(6) + &teaser(1), false),
            ("no headline above one", teaser(1).repeat(3) + "Facebook\nRead more", false),
        ] {
            let found = ask(&input, is_teasers);
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn each_line_goes_for_what_it_is() {
        use Reason::{Menu, OtherText, ReadMore, Share};
        let reasons = |input: &str| -> Option<Vec<Mark>> {
            with_rows(input, |document, rows, rules| {
                let looks = look::of_rows(document, rows, rules);
                let facts = Facts::find(document, rows, looks, None, rules);
                let draft = super::draft(document, &mut rows.to_vec(), &facts);
                draft.map(|draft| draft.rows.into_iter().map(|row| row.mark).collect())
            })
        };
        let marks =
            |reasons: &[Reason]| Some(reasons.iter().map(|&reason| Mark::drop(reason)).collect());
        assert_eq!(
            reasons("Home\nNews\nPolitics\nSport\nFacebook\nCalder"),
            marks(&[Menu, Menu, Menu, Menu, Share, Menu])
        );
        let teaser = format!("{TITLE}\nRead more\n");
        assert_eq!(
            reasons(&(teaser.repeat(3) + "Facebook")),
            marks(&[OtherText, ReadMore, OtherText, ReadMore, OtherText, ReadMore, Share])
        );
        assert_eq!(reasons(&format!("{TITLE}\n{SUMMARY}")), None);
    }
}
