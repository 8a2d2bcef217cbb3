//! The head of a page's story: its headline, the summaries below it, and boxes of other stories
//! that stand between.

use std::ops::Range;

use crate::recognize::forms::Forms;
use crate::recognize::shape::End;
use crate::stage::page::found::Found;
use crate::stage::read::allowed::{DECK_WORDS, LONGEST_HEAD, starts_with_date};
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::reading::Reading;
use crate::stage::read::story::body_texts;
use crate::stage::read::story::said::Said;
use crate::stage::{Document, Row};

/// Lines below a headline that sum up the story, and words of such a line: a longer run is a list,
/// a shorter line is a label.
const MOST_SUMMARIES: usize = 4;
const SUMMARY_WORDS: usize = 4;
/// Words of a summary that holds a date: a shorter line says when, and by whom.
const DATED_WORDS: usize = 10;

/// Words of a key point: a shorter item is a link.
const POINT_WORDS: usize = 6;

/// Where the page's own measure of headlines and the reading disagree, the measure holds: it knows
/// the words of the story.
pub(super) fn settle_headline(
    rows: &[Row],
    readings: &mut [Reading],
    facts: &Facts<'_>,
    page: &Found,
) {
    let Some(headline) = page.headline_row(rows) else { return };
    let is_read_so = matches!(readings[headline], Reading::Headline | Reading::Echo);
    if !is_read_so && !facts.looks[headline].may_be_headline {
        return;
    }
    for (row, reading) in readings
        .iter_mut()
        .enumerate()
        .filter(|(row, _)| *row != headline && !page.is_body(rows[*row].line))
    {
        let is_above = row < headline;
        if page.is_echo(rows[row].line) && facts.looks[row].may_be_headline {
            *reading = Reading::Echo;
        } else if *reading == Reading::Headline && (!is_read_so || is_above)
            || *reading == Reading::Echo && is_above
        {
            *reading = if row + 1 == headline { Reading::SectionAbove } else { Reading::Ticker };
        }
    }
    if !is_read_so || !readings.contains(&Reading::Headline) {
        readings[headline] = Reading::Headline;
    }
}

/// Reads the lines right below the headline as summaries where they are read as the page's: no list
/// knows them, and what stands below them is of the head or the story. One of them is the deck,
/// several are key points.
pub(super) fn keep_summaries(
    document: &Document<'_>,
    rows: &[Row],
    readings: &mut [Reading],
    facts: &Facts<'_>,
    page: &Found,
) {
    let Some(headline) = headline_of(readings) else { return };
    let may_sum_up = |row: &usize| {
        let look = facts.looks[*row];
        look.class == Class::Title
            && look.end == End::Open
            && look.is_unlisted()
            && is_said(&document.lines[rows[*row].line].text)
            && look.words >= SUMMARY_WORDS
            && !page.is_body(rows[*row].line)
            && facts.relations[*row].equals == 1
    };
    let summaries: Vec<usize> =
        (headline + 1..rows.len()).take_while(may_sum_up).take(MOST_SUMMARIES + 1).collect();
    let below = headline + 1 + summaries.len();
    let is_of_head = |look: &Look| look.is_text() || look.is_furniture() && !opens_box(look);
    let is_head_below =
        below < rows.len() && (!readings[below].is_of_page() || is_of_head(facts.looks[below]));
    if summaries.len() > MOST_SUMMARIES || !is_head_below {
        return;
    }
    // What looks like a title and holds a number may be read as a date.
    let is_open = |row: &usize| {
        let look = facts.looks[*row];
        let is_dated = look.forms.has(Forms::HOLDS_DATE) && look.words < DATED_WORDS;
        // No list knows it as a label.
        let is_label = readings[*row] == Reading::PointLabel;
        readings[*row].is_of_page() || is_label || is_date(readings[*row]) && !is_dated
    };
    let open: Vec<usize> = summaries.into_iter().filter(is_open).collect();
    let summary = if open.len() == 1 && !readings.contains(&Reading::Deck) {
        Reading::Deck
    } else {
        Reading::Point
    };
    for row in open {
        readings[row] = summary;
    }
}

/// Reads what was taken for the summary, and is no text of the body, as the label or the date that
/// it is by its form: a copy further down says no more than that the page prints it twice.
pub(super) fn settle_labels(
    rows: &[Row],
    readings: &mut [Reading],
    facts: &Facts<'_>,
    page: &Found,
) {
    for (row, reading) in readings.iter_mut().enumerate() {
        let look = facts.looks[row];
        let is_deck = matches!(reading, Reading::Deck | Reading::DeckCopy);
        if !is_deck || page.is_body(rows[row].line) {
            continue;
        }
        if !look.is_text() && starts_with_date(look) {
            *reading = Reading::Date;
        } else if look.words < DECK_WORDS || look.forms.has(Forms::TAGS) {
            *reading = Reading::Section;
        }
    }
}

/// Reads texts of the body in scripts without spaces that hold a date as paragraphs: a comma or a
/// full stop parts what a line says, and a date has none.
pub(super) fn settle_dated_texts(
    document: &Document<'_>,
    rows: &[Row],
    readings: &mut [Reading],
    facts: &Facts<'_>,
    page: &Found,
) {
    for (row, reading) in readings.iter_mut().enumerate().filter(|(_, it)| is_date(**it)) {
        let line = rows[row].line;
        let has_clauses = document.lines[line].text.contains(['，', '。']);
        if facts.looks[row].is_unspaced && has_clauses && page.is_body(line) {
            *reading = Reading::Paragraph;
        }
    }
}

/// Reads the sentences and list items of the head that tell of the story as what they are by their
/// form, where they are read as the page's: the first sentence is a summary, the others say what
/// pictures show, items are key points.
pub(super) fn keep_told(
    document: &Document<'_>,
    rows: &[Row],
    readings: &mut [Reading],
    facts: &Facts<'_>,
    page: &Found,
) {
    let Some(headline) = headline_of(readings) else { return };
    let texts = body_texts(rows, facts, page);
    let Some(&opening) = texts.iter().find(|&&row| row > headline) else { return };
    let boxed = boxed(rows, readings, facts, page);
    let may_tell = |row: &usize| {
        let look = facts.looks[*row];
        (look.is_text() || look.class == Class::Bullet && look.words >= POINT_WORDS)
            && readings[*row].is_of_page()
            && look.is_unlisted()
            && !boxed.contains(row)
    };
    let rows_of_head = headline + 1..opening.min(headline + 1 + LONGEST_HEAD);
    let open: Vec<usize> = rows_of_head.filter(may_tell).collect();
    if open.is_empty() {
        return;
    }
    let said = Said::of(texts.iter().map(|&row| document.key(rows[row].line)));
    let is_beside_credit =
        |row: usize| facts.looks[row - 1..=row + 1].iter().any(|look| look.has_credit);
    for row in open.into_iter().filter(|&row| said.tells(document.key(rows[row].line))) {
        readings[row] = match () {
            () if facts.looks[row].class == Class::Bullet => Reading::Point,
            () if is_beside_credit(row) || readings.contains(&Reading::Deck) => {
                Reading::HeadCaption
            }
            () => Reading::Deck,
        };
    }
}

fn is_date(reading: Reading) -> bool {
    matches!(reading, Reading::Date | Reading::DateAbove)
}

/// Whether most of a line's words begin with a small letter, where the script has them: names and
/// titles of works have fewer.
fn is_said(line: &str) -> bool {
    let (mut words, mut small) = (0, 0);
    for first in line
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .filter(|first| first.is_alphabetic())
    {
        words += 1;
        small += usize::from(!first.is_uppercase());
    }
    small * 2 > words || words == 0
}

/// The row that is read as the headline.
pub(super) fn headline_of(readings: &[Reading]) -> Option<usize> {
    readings.iter().position(|&reading| reading == Reading::Headline)
}

/// The rows of a box of other stories between the headline and the body.
pub(super) fn boxed(
    rows: &[Row],
    readings: &[Reading],
    facts: &Facts<'_>,
    page: &Found,
) -> Range<usize> {
    let headline = headline_of(readings);
    let body = |from: usize| (from..rows.len()).find(|&row| page.is_body(rows[row].line));
    let Some((headline, first)) = headline.and_then(|row| Some((row, body(row)?))) else {
        return 0..0;
    };
    (headline..first).find(|&row| opens_box(facts.looks[row])).map_or(0..0, |label| label..first)
}

/// Whether a line is a heading over other stories.
fn opens_box(look: &Look) -> bool {
    look.forms.has(Forms::RELATED_LABEL)
}

#[cfg(test)]
mod tests {
    use super::{
        boxed, is_said, keep_summaries, keep_told, settle_dated_texts, settle_headline,
        settle_labels,
    };
    use crate::stage::page::found::Found;
    use crate::stage::page::sample::{BODY, HEADLINE};
    use crate::stage::read::facts::Facts;
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading;
    use crate::stage::{Document, Row};

    /// The last three rows are the body.
    fn is_body(row: usize, count: usize) -> bool {
        row + 3 >= count
    }

    /// Calls `each` with a head, its headline and a body below; gives the readings of the head.
    fn read(
        head: &str,
        headline: usize,
        readings: &[Reading],
        each: impl Fn(&Document<'_>, &[Row], &mut [Reading], &Facts<'_>, &Found),
    ) -> Vec<Reading> {
        let input = format!("{head}\n\n{BODY}");
        with_page(&input, Some(headline), None, is_body, |document, rows, facts, page| {
            let mut all = readings.to_vec();
            all.resize(rows.len(), Reading::Paragraph);
            each(document, rows, &mut all, facts, page);
            all.truncate(readings.len());
            all
        })
    }

    #[test]
    fn a_text_of_the_body_is_no_date() {
        use Reading::{Date, Menu, Paragraph};
        const TEXT: &str = "本报5月3日讯，港口的渡船从星期一起重新开航";
        for (line, is_body, before, after) in [
            (TEXT, true, Date, Paragraph),
            ("本报5月3日讯。港口的渡船重新开航", true, Date, Paragraph),
            ("本报5月3日讯", true, Date, Date),
            (TEXT, false, Date, Date),
            (TEXT, true, Menu, Menu),
            ("May 3, 2021， Oakmouth", true, Date, Date),
        ] {
            let input = format!("{HEADLINE}\n{line}\n\n{BODY}");
            let body = |row: usize, count: usize| row + 3 >= count || row == 1 && is_body;
            let reading = with_page(&input, Some(0), None, body, |document, rows, facts, page| {
                let mut readings = vec![Menu; rows.len()];
                readings[1] = before;
                settle_dated_texts(document, rows, &mut readings, facts, page);
                readings[1]
            });
            assert_eq!(reading, after, "{line}");
        }
    }

    #[test]
    fn labels_are_no_summaries() {
        use Reading::{Date, Deck, DeckCopy, Section};
        for (line, before, after) in [
            ("Harbour and Sea", DeckCopy, Section),
            ("Harbour and Sea Desk", DeckCopy, DeckCopy),
            ("Harbour and Sea", Deck, Section),
            ("URL is copied.", Deck, Section),
            ("The new URL is copied.", Deck, Deck),
            ("2021-05-03 14:05 Source: Harbour Times", Deck, Date),
            ("Source: Harbour Times 2021-05-03 14:05", Deck, Deck),
            ("3 of the 12 ferries ran on May 3, 2021, and no other.", Deck, Deck),
            ("Tags: ferry, port, pier, dock", Deck, Section),
            ("Harbour and Sea", Date, Date),
        ] {
            let head = format!("{HEADLINE}\n{line}");
            let readings =
                read(&head, 0, &[Reading::Headline, before], |_, rows, all, facts, page| {
                    settle_labels(rows, all, facts, page);
                });
            assert_eq!(readings[1], after, "{line}");
        }
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of both sides of every rule")]
    fn lines_that_sum_up_the_story() {
        use Reading::{Byline, Deck, Headline, Menu, Point, PointLabel, Section};
        let pier = "Ferries get a pier of their own";
        for (name, below, before, after) in [
            (
                "one",
                format!("{pier}\nBy Nora Stell"),
                [Menu, Byline].as_slice(),
                [Deck, Byline].as_slice(),
            ),
            ("one above the text", pier.to_owned(), &[Menu], &[Deck]),
            (
                "one read as a date",
                format!("{pier} for 300 crowns\nBy Nora Stell"),
                &[Reading::DateAbove, Byline],
                &[Deck, Byline],
            ),
            (
                "nine words with a date",
                "Ferries get two new piers on May 4, 2022\nBy Nora Stell".to_owned(),
                &[Reading::DateAbove, Byline],
                &[Reading::DateAbove, Byline],
            ),
            (
                "ten words with a date",
                "Ferries get their two new piers on May 4, 2022\nBy Nora Stell".to_owned(),
                &[Reading::DateAbove, Byline],
                &[Deck, Byline],
            ),
            (
                "one read as a label",
                format!("{pier}\nBy Nora Stell"),
                &[Section, Byline],
                &[Section, Byline],
            ),
            (
                "two",
                format!("{pier}\nCabins cost twice as much\nBy Nora Stell"),
                &[Menu, Menu, Byline],
                &[Point, Point, Byline],
            ),
            (
                "four words",
                "Ferries get new piers\nBy Nora Stell".to_owned(),
                &[Menu, Byline],
                &[Deck, Byline],
            ),
            (
                "four lines",
                format!(
                    "{pier}\nThe first pier opens\nThe second pier opens\nThe third pier opens\nBy Nora Stell"
                ),
                &[Menu, Menu, Menu, Menu, Byline],
                &[Point, Point, Point, Point, Byline],
            ),
            (
                "beside a deck",
                format!("{pier}\nCabins cost twice as much"),
                &[Deck, Menu],
                &[Deck, Point],
            ),
            (
                "three words",
                "Ferries get piers\nBy Nora Stell".to_owned(),
                &[Menu, Byline],
                &[Menu, Byline],
            ),
            (
                "a name",
                "Ottoline Speight Harbour Correspondent\nBy Nora Stell".to_owned(),
                &[Menu, Byline],
                &[Menu, Byline],
            ),
            (
                "a label of points",
                format!("{pier}\nThe first pier opens again\nBy Nora Stell"),
                &[Deck, PointLabel, Byline],
                &[Deck, Point, Byline],
            ),
            (
                "a listed one",
                "What you need to know\nBy Nora Stell".to_owned(),
                &[PointLabel, Byline],
                &[PointLabel, Byline],
            ),
            ("over a box", format!("{pier}\nRelated stories"), &[Menu, Menu], &[Menu, Menu]),
            ("over a line of the page", format!("{pier}\nOld piers"), &[Menu, Menu], &[Menu, Menu]),
            (
                "printed twice",
                format!("{pier}\n{pier}\nBy Nora Stell"),
                &[Menu, Menu, Byline],
                &[Menu, Menu, Byline],
            ),
            (
                "a list",
                format!("{pier}\nThe first one\nThe second pier opens\nThe third pier opens"),
                &[Menu; 4],
                &[Menu; 4],
            ),
            (
                "a question",
                "Who gets a pier of their own?\nBy Nora Stell".to_owned(),
                &[Menu, Byline],
                &[Menu, Byline],
            ),
            ("an item", format!("• {pier}\nBy Nora Stell"), &[Menu, Byline], &[Menu, Byline]),
            (
                "over a sentence of the page",
                format!("{pier}\nThe office said so on Tuesday."),
                &[Menu, Menu],
                &[Deck, Menu],
            ),
            (
                "five, the last one a label",
                format!(
                    "{pier}\nThe first pier opens\nThe second pier opens\nThe third pier opens\nThe fourth pier opens"
                ),
                &[Menu, Menu, Menu, Menu, Section],
                &[Menu, Menu, Menu, Menu, Section],
            ),
            (
                "five",
                format!(
                    "{pier}\nThe first pier opens\nThe second pier opens\nThe third pier opens\nThe fourth pier opens"
                ),
                &[Menu; 5],
                &[Menu; 5],
            ),
        ] {
            let before = [[Headline].as_slice(), before].concat();
            let found = read(&format!("{HEADLINE}\n{below}"), 0, &before, keep_summaries);
            assert_eq!(found[1..], *after, "{name}: {below}");
        }
        let nothing_below = format!("{HEADLINE}\n{pier}");
        with_page(
            &nothing_below,
            Some(0),
            None,
            |_, _| false,
            |document, rows, facts, page| {
                let mut readings = [Headline, Menu];
                keep_summaries(document, rows, &mut readings, facts, page);
                assert_eq!(readings, [Headline, Menu], "at the end of the page");
            },
        );
    }

    #[test]
    fn names_say_nothing() {
        for (line, expected) in [
            ("Ferries get a pier", true),
            ("Lena Marsh Harbour Times", false),
            ("Ferries Get a pier", false),
            ("Ferries get A pier of", true),
            ("فتح الميناء القديم أبوابه", true),
            ("1 2 3 4", true),
        ] {
            assert_eq!(is_said(line), expected, "{line}");
        }
    }

    #[test]
    fn boxes_above_the_body() {
        let found = |head: &str| {
            let input = format!("{head}\n\n{BODY}");
            with_page(&input, Some(0), None, is_body, |_, rows, facts, page| {
                let mut readings = vec![Reading::Menu; rows.len()];
                readings[0] = Reading::Headline;
                let boxed = boxed(rows, &readings, facts, page);
                (0..rows.len())
                    .map(|row| if boxed.contains(&row) { 'x' } else { '.' })
                    .collect::<String>()
            })
        };
        assert_eq!(
            found(&format!("{HEADLINE}\nMay 4, 2022\nRelated stories\nBridge closes\nMay 3, 2016")),
            "..xxx..."
        );
        assert_eq!(
            found(&format!("{HEADLINE}\nMay 4, 2022\nBridge closes\nMay 3, 2016")),
            "......."
        );
    }

    #[test]
    fn the_measure_of_the_page_settles_the_headline() {
        use Reading::{Echo, Headline, Menu, SectionAbove, Ticker};
        let other = "Harbour office opens on Sundays";
        for (name, head, headline, before, after) in [
            (
                "it is read so",
                format!("Bridge\n{HEADLINE}"),
                1,
                [Menu, Headline].as_slice(),
                [Menu, Headline].as_slice(),
            ),
            (
                "another is read so",
                format!("{other}\n7 p.m.\n{HEADLINE}"),
                2,
                &[Headline, Menu, Menu],
                &[Ticker, Menu, Headline],
            ),
            (
                "both are",
                format!("{other}\n7 p.m.\n{HEADLINE}"),
                2,
                &[Headline, Menu, Headline],
                &[Ticker, Menu, Headline],
            ),
            (
                "both are, and the other is said twice",
                format!("{other}\n{other}\n7 p.m.\n{HEADLINE}"),
                3,
                &[Headline, Echo, Menu, Headline],
                &[Ticker, Ticker, Menu, Headline],
            ),
            (
                "its echo is below it",
                format!("{HEADLINE}\n7 p.m.\n{HEADLINE}"),
                0,
                &[Headline, Menu, Echo],
                &[Headline, Menu, Echo],
            ),
            (
                "both are, one above the other",
                format!("{other}\n{HEADLINE}"),
                1,
                &[Headline, Headline],
                &[SectionAbove, Headline],
            ),
            (
                "a label above",
                format!("Old harbour\n{HEADLINE}"),
                1,
                &[Headline, Headline],
                &[SectionAbove, Headline],
            ),
            (
                "another right above is read so",
                format!("{other}\n{HEADLINE}"),
                1,
                &[Headline, Menu],
                &[SectionAbove, Headline],
            ),
            (
                "a line of the body is read so",
                HEADLINE.to_owned(),
                0,
                &[Menu, Headline],
                &[Headline, Headline],
            ),
            (
                "it cannot be one",
                "The harbour office opens on Sundays from May, when the ferry to the island runs again, and it stays open for the whole of the summer, its director said on Tuesday morning after a long meeting.".to_owned(),
                0,
                &[Menu],
                &[Menu],
            ),
            ("none is", format!("{other}\n{HEADLINE}"), 1, &[Menu, Menu], &[Menu, Headline]),
        ] {
            let found = read(&head, headline, before, |_, rows, readings, facts, page| {
                settle_headline(rows, readings, facts, page);
            });
            assert_eq!(found, after, "{name}: {head}");
        }
    }

    #[test]
    fn lines_that_tell_of_the_story() {
        use Reading::{Deck, HeadCaption, Headline, Menu, Point};
        const TOLD: &str = "The harbour office wants a second ferry, says its director.";
        const OTHER: &str = "Readers choose the favourite garden of the year every spring.";
        const ITEM: &str = "• Repairs to the ferry cost more than the council planned";
        let jobs = |count: usize| "Jobs\n".repeat(count);
        for (name, lines, expected) in [
            ("a sentence", TOLD.to_owned(), [Deck].as_slice()),
            ("of something else", OTHER.to_owned(), &[Menu]),
            (
                "a second one",
                format!("{TOLD}\nThe second ferry waits for the harbour office."),
                &[Deck, HeadCaption],
            ),
            ("above a credit", format!("{TOLD}\nPhoto: Nora Stell"), &[HeadCaption, Menu]),
            ("below a credit", format!("Photo: Nora Stell\n{TOLD}"), &[Menu, HeadCaption]),
            ("an item", ITEM.to_owned(), &[Point]),
            ("a short item", "• Ferry repairs, council planned".to_owned(), &[Menu]),
            (
                "a title",
                "Repairs to the ferry cost more than the council planned".to_owned(),
                &[Menu],
            ),
            ("in a box", format!("Related stories\n{TOLD}"), &[Menu, Menu]),
            ("far below", format!("{}{TOLD}", jobs(16)), &[Menu; 17]),
        ] {
            let mut readings = vec![Menu; lines.lines().count() + 1];
            readings[0] = Headline;
            let found = read(&format!("{HEADLINE}\n{lines}"), 0, &readings, keep_told);
            assert_eq!(found[1..], *expected, "{name}");
        }
        let head = format!("{HEADLINE}\n{}{TOLD}", jobs(15));
        let mut readings = vec![Menu; 17];
        readings[0] = Headline;
        assert_eq!(read(&head, 0, &readings, keep_told)[16], Deck, "not far below");
        let sentence = format!("The ferry to the island runs again.\n{TOLD}\n\n{BODY}");
        let is_body = |row: usize, count: usize| row == 0 || is_body(row, count);
        with_page(&sentence, Some(0), None, is_body, |document, rows, facts, page| {
            let mut readings = [Headline, Menu, Menu, Menu, Menu];
            keep_told(document, rows, &mut readings, facts, page);
            assert_eq!(readings[1], Deck, "below a headline that is a sentence of the body");
        });
        readings.fill(Menu);
        assert_eq!(read(&head, 0, &readings, keep_told), readings, "without a headline");
    }
}
