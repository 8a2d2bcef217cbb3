//! Where a page's story ends: its last sentences, and the beginning of the next story.

use crate::recognize::forms::Forms;
use crate::recognize::shape::{End, Shape};
use crate::stage::page::found::Found;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::reading::Reading;
use crate::stage::read::story::body_texts;
use crate::stage::{Document, Row};

/// What the page's measures say for a sentence right below the body, in hundredths of a logit: from
/// which on it is kept, whatever it is read as, and from which on it is a paragraph. With one bound
/// for both, teasers cost more than the last sentences of stories give (F1 .916 against .919 on 995
/// held-out pages). Of 512 renderings of news pages 33 lose their last line with -200, 28 with
/// -300, at the same F1.
pub(super) const LEAST: i32 = -300;
pub(super) const SURE: i32 = 0;
/// Words of a sentence that ends with a source or with initials in brackets: fewer are a caption.
const SENTENCE_WORDS: usize = 8;
/// Words of a sentence that announces what stands below it: fewer are a label. On the labelled pages
/// 434 of 485 lists below so many words and a colon are of the story, and 189 of 253 below fewer.
const ANNOUNCING_WORDS: usize = 7;
/// Words of the label over the next story.
const LABEL_WORDS: usize = 4;
/// What the page's measures say for paragraphs below a box that parts them from the body, and their
/// least words: a teaser has fewer. On the labelled pages 7 of 10 above -50 are of the story, and
/// one paragraph, a teaser, lies from there down to here: a story's last paragraph, in a language
/// whose words seldom come again in the same form, is worth more than that.
const BELOW_BOX: i32 = -100;
const PARAGRAPH_WORDS: usize = 20;
/// Rows of such a box. A longer one stands below stories.
const BOX_ROWS: usize = 3;
/// Forms of such a box. Without one, half of the paragraphs are of the story.
const PARTING: Forms = Forms::AD.or(Forms::RELATED_LABEL).or(Forms::READ_ALSO);
/// Texts of a story that another one may follow.
const FEWEST_TEXTS: usize = 3;

/// Whether each row is a sentence that nothing parts from the body above it but a short box, or a
/// heading over one: the story may end with it.
pub(super) fn open_text(rows: &[Row], facts: &Facts<'_>, page: &Found, least: i32) -> Vec<bool> {
    let is_body = |row: usize| page.is_body(rows[row].line);
    let scores_enough = |row: usize| page.score(rows[row].line).is_some_and(|score| score > least);
    let mut is_open = false;
    let mut is_sentence_there = |row: usize| {
        let look = facts.looks[row];
        if look.forms.has(Forms::AD) {
            // An advertisement ends no story.
            return false;
        }
        is_open = is_body(row)
            || is_open && may_go_on(look, rows[row].blanks, facts.body_gap) && scores_enough(row);
        is_open && is_sentence(look)
    };
    let mut open: Vec<bool> = (0..rows.len()).map(&mut is_sentence_there).collect();
    for row in 1..rows.len().saturating_sub(1) {
        let look = facts.looks[row];
        let is_heading =
            look.is_title && look.end == End::Open && is_body(row - 1) && !is_body(row + 1);
        open[row] |= is_heading && open[row + 1];
    }
    for row in below_box(rows, facts, page) {
        open[row] = true;
    }
    open
}

/// The last row of the body.
fn last_of_body(rows: &[Row], page: &Found) -> Option<usize> {
    (0..rows.len()).rev().find(|&row| page.is_body(rows[row].line))
}

/// The paragraphs below the body that a short box parts from it: an advertisement, a picture,
/// headlines of other stories under their label.
fn below_box(rows: &[Row], facts: &Facts<'_>, page: &Found) -> Vec<usize> {
    let look = |row: usize| facts.looks[row];
    let Some(end) = last_of_body(rows, page) else { return Vec::new() };
    let is_paragraph = |row: &usize| {
        look(*row).class == Class::Prose
            && look(*row).words >= PARAGRAPH_WORDS
            && may_be_text(look(*row))
            && page.score(rows[*row].line).is_some_and(|score| score > BELOW_BOX)
    };
    let parts = |row: usize| {
        look(row).forms.has(PARTING) || matches!(look(row).class, Class::ReadAlso | Class::Caption)
    };
    let below = (end + 1..rows.len()).take(BOX_ROWS + 1).find(|&row| look(row).is_text());
    match below {
        Some(first) if (end + 1..first).any(parts) => {
            (first..rows.len()).take_while(is_paragraph).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a line reads like a sentence, however short, with a credit behind it or not.
fn is_sentence(look: &Look) -> bool {
    look.is_text()
        || matches!(look.end, End::Stop | End::Mark)
        || look.class == Class::Caption && look.words >= SENTENCE_WORDS
}

/// Whether a line that no list knows stands no further from the one above than paragraphs do.
fn may_go_on(look: &Look, blanks: u32, gap: u32) -> bool {
    may_be_text(look) && (look.is_text() || blanks <= gap)
}

fn may_be_text(look: &Look) -> bool {
    !look.forms.has(Forms::FURNITURE.or(Forms::AUTHOR_BOX)) && !look.is_furniture()
}

/// The rows below the body that are the end of the story: sentences, under a heading or not, and
/// then what a list knows. Headlines of other stories stand among the teasers of a list, and a
/// request ends with an exclamation mark.
pub(super) fn last_sentences(
    document: &Document<'_>,
    rows: &[Row],
    facts: &Facts<'_>,
    page: &Found,
) -> Vec<usize> {
    let Some(end) = last_of_body(rows, page) else { return Vec::new() };
    let look = |row: usize| facts.looks[row];
    let is_open = |row: &usize| {
        may_go_on(look(*row), rows[*row].blanks, facts.body_gap) || look(*row).forms.has(Forms::AD)
    };
    let run: Vec<usize> = (end + 1..rows.len())
        .take_while(is_open)
        .filter(|&row| !look(row).forms.has(Forms::AD))
        .collect();
    // One heading, over two texts: a teaser has one below it.
    let is_heading = |row: &usize| look(*row).is_title && look(*row).end == End::Open;
    let heading = run.iter().position(is_heading).filter(|at| run.len() - at > 2);
    let is_plain = |row: usize| {
        let text = &document.lines[rows[row].line].text;
        // A caption ends without a full stop before its credit.
        let credit = document
            .facts(rows[row].line)
            .credit
            .as_ref()
            .filter(|_| look(row).class == Class::Caption);
        let is_whole =
            credit.is_none_or(|credit| Shape::of(&text[..credit.text_end]).end == End::Stop);
        is_sentence(look(row))
            && is_whole
            && look(row).class != Class::Bullet
            && !text.ends_with(['!', '！'])
    };
    let scores = run.iter().map(|&row| page.score(rows[row].line));
    let sum: Option<i32> = scores.sum();
    let is_enough = !run.is_empty() && sum.is_some_and(|sum| sum > LEAST * run.len() as i32);
    let mut texts = (0..run.len()).filter(|at| Some(*at) != heading);
    if is_enough && texts.all(|at| is_plain(run[at])) { run } else { Vec::new() }
}

/// The items of a list that the body has begun: bullets right below one of the body or of these.
pub(super) fn last_items(rows: &[Row], facts: &Facts<'_>, page: &Found) -> Vec<usize> {
    let mut items: Vec<usize> = Vec::new();
    for row in 1..rows.len() {
        let is_listed = page.is_body(rows[row - 1].line) || items.last() == Some(&(row - 1));
        if is_below_item(row, facts)
            && is_listed
            && rows[row].blanks <= facts.body_gap
            && !page.is_body(rows[row].line)
            && page.score(rows[row].line).is_some_and(|score| score > LEAST)
        {
            items.push(row);
        }
    }
    items
}

/// The rows that a sentence of the story announces with a colon: what stands right below it, up to
/// the next row of the story, to what a list knows, or to the end of the list. Such a sentence
/// between two rows of the body is of the story too: with their lists, 42 of 60 on the labelled
/// pages are, all or half of them.
pub(super) fn announced(
    rows: &[Row],
    facts: &Facts<'_>,
    page: &Found,
    readings: &[Reading],
    is_outside: &[bool],
) -> Vec<usize> {
    let look = |row: usize| facts.looks[row];
    let is_body = |row: usize| page.is_body(rows[row].line);
    let first = (0..rows.len()).find(|&row| is_body(row)).unwrap_or(rows.len());
    let body = first..last_of_body(rows, page).unwrap_or(first);
    let is_paragraph = |row: usize| {
        !is_outside[row] && matches!(readings[row], Reading::Paragraph | Reading::Subhead)
    };
    let is_kept = |row: usize| is_paragraph(row) || is_body(row);
    let could_be = |row: usize| body.contains(&row) && may_be_text(look(row));
    let announces = |row: usize| {
        look(row).is_colon && look(row).words >= ANNOUNCING_WORDS && (is_kept(row) || could_be(row))
    };
    let is_bullet = |row: usize| look(row).class == Class::Bullet;
    let is_item = |row: usize| {
        !(is_paragraph(row) && look(row).is_text())
            && (may_be_text(look(row)) || look(row).class == Class::Date)
            && page.score(rows[row].line).is_some()
    };
    // Below an item that is read as a paragraph the list has no more than the likes of it.
    let is_like = |row: usize, above: usize| {
        look(row).class == look(above).class && look(row).has_digit == look(above).has_digit
    };
    let goes_with = |row: usize, first: usize| {
        is_bullet(row) == is_bullet(first)
            && (row == first || !is_paragraph(row - 1) || is_like(row, row - 1))
    };
    let (mut found, mut row) = (Vec::new(), 0);
    while row < rows.len() {
        let (label, first) = (row, row + 1);
        let below = if announces(label) { first..rows.len() } else { 0..0 };
        let run: Vec<usize> =
            below.take_while(|&row| is_item(row) && goes_with(row, first)).collect();
        // What was announced announces no more, so that every row is looked at once.
        row = first + run.len();
        let sum: i32 = run.iter().filter_map(|&row| page.score(rows[row].line)).sum();
        // What is announced by a line that is of no body is so where the story goes on below it.
        let goes_on = row < rows.len() && is_paragraph(row);
        if sum > LEAST * run.len() as i32 && (is_kept(label) || goes_on) {
            found.push(label);
            found.extend(run);
        }
    }
    found
}

/// Whether a row is an item of a list right below another one.
pub(super) fn is_below_item(row: usize, facts: &Facts<'_>) -> bool {
    let is_bullet = |row: usize| facts.looks[row].class == Class::Bullet;
    row > 0 && is_bullet(row - 1) && is_bullet(row)
}

/// The row of the label over another story that stands below this one: `Happening now`, how long
/// ago, a headline, its text. In a live report and in a list of what happened when, such frames
/// come back; a date there may be what the story tells of.
pub(super) fn next_story(rows: &[Row], facts: &Facts<'_>, page: &Found) -> Option<usize> {
    let look = |row: usize| facts.looks[row];
    let texts = body_texts(rows, facts, page);
    let first = *texts.get(FEWEST_TEXTS - 1)?;
    let begins = |&label: &usize| {
        let is_label = look(label).words <= LABEL_WORDS && look(label).end == End::Open;
        let is_framed =
            look(label + 1).forms.has(Forms::AGO) && look(label + 2).class == Class::Title;
        is_label
            && is_framed
            && texts.binary_search(&(label - 1)).is_ok()
            && look(label + 3).is_text()
    };
    let label = (first + 1..rows.len().saturating_sub(3)).find(begins)?;
    let is_dated = |row: usize| look(row).class == Class::Date;
    let last = texts.last().copied().unwrap_or(label).max(label + 2);
    let has_frames = (texts[0]..last).filter(|&row| is_dated(row)).count() > 1;
    let is_rest = texts.iter().filter(|&&row| row > label).count()
        < texts.iter().filter(|&&row| row < label).count();
    (!has_frames && is_rest).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::{
        BELOW_BOX, LEAST, SURE, announced, is_below_item, last_items, last_sentences, next_story,
        open_text,
    };
    use crate::stage::page::found::Found;
    use crate::stage::page::sample::BODY;
    use crate::stage::read::facts::Facts;
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading;
    use crate::stage::{Document, Row};

    const OTHER: &str = "Fell Bridge is closed to lorries until May, the county said on Monday.";
    const LABEL: &str = "Most read";

    /// Calls `each` with a body of three paragraphs and what stands below them, each line of that
    /// with this score.
    fn below<T>(
        lines: &str,
        score: i32,
        each: impl FnOnce(&Document<'_>, &[Row], &Facts<'_>, &Found) -> T,
    ) -> T {
        with_page(&format!("{BODY}\n\n{lines}"), None, Some(score), |row, _| row < 3, each)
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of both sides of every rule")]
    fn sentences_that_end_a_story() {
        let answers =
            "Why herring?\n\nBecause it was there.\n\nAnd now?\n\nAs long as the ice lasts, yes.";
        for (name, lines, score, count) in [
            ("none", LABEL.to_owned(), 0, 0),
            ("one", format!("It leaves at six.\n\n{LABEL}"), LEAST + 1, 1),
            ("one that the page speaks against", format!("It leaves at six.\n\n{LABEL}"), LEAST, 0),
            ("one at the end of the page", "It leaves at six.".to_owned(), LEAST + 1, 1),
            (
                "with a source",
                format!(
                    "It leaves the old pier at six every morning. (Source: Radio Calder)\n\n{LABEL}"
                ),
                LEAST + 1,
                1,
            ),
            (
                "with a picture's credit",
                format!("The ferry leaves the pier at six (Photo: Ann Lee)\n\n{LABEL}"),
                LEAST + 1,
                0,
            ),
            (
                "seven words and a source",
                format!("It leaves at six. (Source: Radio Calder)\n\n{LABEL}"),
                LEAST + 1,
                0,
            ),
            (
                "eight words and a source",
                format!("It leaves the old pier. (Source: Radio Calder)\n\n{LABEL}"),
                LEAST + 1,
                1,
            ),
            (
                "a heading over two sentences",
                format!("What the ferry costs\n\nIt stays.\n\nIt leaves at six.\n\n{LABEL}"),
                LEAST + 1,
                3,
            ),
            (
                "a heading between sentences",
                format!(
                    "It leaves at six.\n\nWhat the ferry costs\n\nIt stays.\n\nNobody pays twice.\n\n{LABEL}"
                ),
                LEAST + 1,
                4,
            ),
            (
                "a heading as the last line",
                format!("It leaves at six.\n\nIt stays.\n\nWhat the ferry costs\n\n{LABEL}"),
                LEAST + 1,
                0,
            ),
            ("a question", format!("And who pays?\n\n{LABEL}"), LEAST + 1, 1),
            ("a request", format!("Write to us!\n\n{LABEL}"), LEAST + 1, 0),
            ("questions and answers", format!("{answers}\n\n{LABEL}"), LEAST + 1, 4),
            (
                "below a heading",
                format!("Three questions for the mayor\n\n{answers}\n\n{LABEL}"),
                LEAST + 1,
                5,
            ),
            (
                "a heading over one sentence",
                format!("What the ferry costs\n\nIt leaves at six.\n\n{LABEL}"),
                LEAST + 1,
                0,
            ),
            (
                "two headings",
                format!(
                    "What it costs\n\n{answers}\n\nWho goes there now\n\nIt leaves at six.\n\n{LABEL}"
                ),
                LEAST + 1,
                0,
            ),
            (
                "teasers",
                format!("{OTHER}\n\nRowers win third title in a row\n\n{OTHER}\n\n{LABEL}"),
                LEAST + 1,
                0,
            ),
            (
                "an item over two sentences",
                format!(
                    "• It stays as it is\n\nIt leaves at six.\n\nNobody pays twice.\n\n{LABEL}"
                ),
                LEAST + 1,
                0,
            ),
            ("items", format!("• It leaves at six.\n\n{LABEL}"), LEAST + 1, 0),
            (
                "below an advertisement",
                format!("Advertisement\n\nIt leaves at six.\n\n{LABEL}"),
                LEAST + 1,
                1,
            ),
            ("below a share bar", format!("Share\n\nIt leaves at six.\n\n{LABEL}"), LEAST + 1, 0),
            (
                "a wide gap above a sentence",
                format!("\n\nIt leaves at six every morning.\n\n{LABEL}"),
                LEAST + 1,
                1,
            ),
        ] {
            let found = below(&lines, score, last_sentences);
            assert_eq!(
                found,
                (3..3 + count)
                    .map(|row| row + usize::from(name.contains("advert")))
                    .collect::<Vec<_>>(),
                "{name}: {lines}"
            );
        }
    }

    #[test]
    fn text_that_nothing_parts_from_the_body() {
        for (name, lines, score, expected) in [
            ("a sentence", "It leaves at six.", 1, "x"),
            ("one that the page speaks against", "It leaves at six.", 0, "."),
            ("two", "It leaves at six.\n\nIt comes back at nine.", 1, "xx"),
            ("below a share bar", "Share\n\nIt leaves at six.", 1, ".."),
            ("below an advertisement", "Advertisement\n\nIt leaves at six.", 1, ".x"),
            ("below a heading", "What it costs\n\nIt leaves at six.", 1, "xx"),
            ("a heading alone", "What it costs", 1, "."),
            ("an author", "About the author\n\nLena Marsh writes about ships.", 1, ".."),
        ] {
            let open = below(lines, score, |_, rows, facts, page| open_text(rows, facts, page, 0));
            let found: String =
                open[3..].iter().map(|&is_open| if is_open { 'x' } else { '.' }).collect();
            assert_eq!(found, expected, "{name}: {lines}");
        }
    }

    #[test]
    fn paragraphs_below_a_box() {
        let paragraph = "Fell Bridge is closed to lorries until May, the county said on Monday, because two of its four stones fell into the river.";
        let short = "Fell Bridge is closed to lorries until May, the county said on Monday, as two of its stones fell.";
        let author = "Lena Marsh is a reporter at the Calder Post, where she writes about ships, ports and the people who live on and from the sea.";
        let related = "Related\n\nRowers win third title in a row";
        for (name, lines, score, expected) in [
            ("a box of other stories", format!("{related}\n\n{paragraph}"), BELOW_BOX + 1, "..x"),
            (
                "one that the page speaks against",
                format!("{related}\n\n{paragraph}"),
                BELOW_BOX,
                "...",
            ),
            ("two", format!("{related}\n\n{paragraph}\n\n{paragraph}"), BELOW_BOX + 1, "..xx"),
            ("nineteen words", format!("{related}\n\n{short}"), BELOW_BOX + 1, "..."),
            (
                "a picture",
                format!("The bridge in May. (Photo: Ann Lee)\n\n{paragraph}"),
                BELOW_BOX + 1,
                ".x",
            ),
            (
                "read also",
                format!("Read also: Rowers win title\n\n{paragraph}"),
                BELOW_BOX + 1,
                ".x",
            ),
            (
                "a box that no list knows",
                format!("Rowers win third title in a row\n\n{paragraph}"),
                BELOW_BOX + 1,
                "..",
            ),
            ("a share bar", format!("Share\n\n{paragraph}"), BELOW_BOX + 1, ".."),
            (
                "a box of three rows",
                format!("{related}\n\nHarbour wins a prize\n\n{paragraph}"),
                BELOW_BOX + 1,
                "...x",
            ),
            (
                "a box of four",
                format!("{related}\n\nHarbour wins a prize\n\nMarket hall opens\n\n{paragraph}"),
                BELOW_BOX + 1,
                ".....",
            ),
            ("an author below it", format!("{related}\n\n{author}"), BELOW_BOX + 1, "..."),
        ] {
            let open =
                below(&lines, score, |_, rows, facts, page| open_text(rows, facts, page, SURE));
            let found: String =
                open[3..].iter().map(|&is_open| if is_open { 'x' } else { '.' }).collect();
            assert_eq!(found, expected, "{name}: {lines}");
        }
    }

    #[test]
    fn a_body_that_ends_with_a_heading_or_a_label() {
        let paragraph = "Fell Bridge is closed to lorries until May, the county said on Monday, because two of its four stones fell into the river.";
        for (name, lines, score, expected) in [
            ("a heading over a sentence", "What it costs\n\nIt leaves at six.".to_owned(), 1, "xx"),
            (
                "a label over a paragraph",
                format!("Read also: Rowers win title\n\n{paragraph}"),
                -49,
                "..",
            ),
        ] {
            let input = format!("{BODY}\n\n{lines}");
            let is_body = |row: usize, _| row < 4;
            let open = with_page(&input, None, Some(score), is_body, |_, rows, facts, page| {
                open_text(rows, facts, page, SURE)
            });
            let found: String =
                open[3..].iter().map(|&is_open| if is_open { 'x' } else { '.' }).collect();
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn items_below_others() {
        let input = format!("• No trader will pay\n• The hall stays open\n\n{BODY}\n\n• Pier");
        with_page(
            &input,
            None,
            None,
            |_, _| true,
            |_, _, facts, _| {
                let found: Vec<usize> = (0..6).filter(|&row| is_below_item(row, facts)).collect();
                assert_eq!(found, [1]);
            },
        );
    }

    #[test]
    fn items_of_a_list_in_the_body() {
        let items = |lines: &str, score: i32, blanks: usize| {
            let gap = "\n".repeat(blanks + 1);
            let input = format!("{BODY}\n\n• No trader will pay{gap}{lines}");
            with_page(
                &input,
                None,
                Some(score),
                |row, _| row < 4,
                |_, rows, facts, page| last_items(rows, facts, page),
            )
        };
        for (name, lines, score, blanks, expected) in [
            ("one more", "• The hall stays open", LEAST + 1, 0, [4].as_slice()),
            ("one that the page speaks against", "• The hall stays open", LEAST, 0, &[]),
            ("two more", "• The hall stays open\n• The pier is closed", LEAST + 1, 0, &[4, 5]),
            ("behind another line", "Share\n• The hall stays open", LEAST + 1, 0, &[]),
            ("behind a gap", "• The hall stays open", LEAST + 1, 1, &[4]),
            ("behind a wide gap", "• The hall stays open", LEAST + 1, 2, &[]),
        ] {
            assert_eq!(items(lines, score, blanks), expected, "{name}: {lines}");
        }
    }

    #[test]
    fn what_a_sentence_announces() {
        let label = "The council asks the traders for this:";
        // The rows found where a label and lines stand below a body of three paragraphs, the label
        // being read so and outside or not, and the lines outside; sentences are paragraphs.
        let found = |lines: &str, score: i32, reading: Reading, is_body: bool, is_outside: bool| {
            let input = format!("{BODY}\n\n{lines}");
            let of_body = |row: usize, rows: usize| {
                row < 3 || row == 3 && is_body || lines.ends_with(OTHER) && row + 1 == rows
            };
            with_page(&input, None, Some(score), of_body, |_, rows, facts, page| {
                let is_told = |row: usize| row != 3 && facts.looks[row].is_text();
                let of_row = |row| match row {
                    3 => (reading, is_outside),
                    row if is_told(row) => (Reading::Paragraph, false),
                    _ => (Reading::Menu, true),
                };
                let (readings, outside): (Vec<_>, Vec<_>) = (0..rows.len()).map(of_row).unzip();
                announced(rows, facts, page, &readings, &outside)
            })
        };
        for (name, lines, expected) in [
            ("items", "• Pier\n• Market hall", [3, 4, 5].as_slice()),
            ("without signs", "Pier\nMarket hall", &[3, 4, 5]),
            ("to the end of the list", "• Pier\nMarket hall", &[3, 4]),
            ("to the first item", "Pier\n• Market hall", &[3, 4]),
            ("to what a list knows", "Pier\nShare\nMarket hall", &[3, 4]),
            ("dates", "May 3, 2022\nJune 4, 2022", &[3, 4, 5]),
            ("to the next paragraph", &format!("Pier\n\n{OTHER}\n\nMarket hall"), &[3, 4]),
            ("another label", &format!("Pier\n{label}\nMarket hall"), &[3, 4, 5, 6]),
            ("nothing", "Share", &[]),
        ] {
            let lines = format!("{label}\n\n{lines}");
            for (reading, is_body, is_outside) in [
                (Reading::Paragraph, false, false),
                (Reading::Subhead, false, false),
                (Reading::Date, true, false),
            ] {
                let found = found(&lines, LEAST + 1, reading, is_body, is_outside);
                assert_eq!(found, expected, "{name}, {reading:?}");
            }
        }
        let items = format!("{label}\n\n• Pier\n• Market hall");
        let inside = format!("{items}\n\n{OTHER}");
        let (all, none) = ([3, 4, 5].as_slice(), [].as_slice());
        assert_eq!(found(&items, LEAST + 1, Reading::Paragraph, false, true), none, "outside");
        for (name, lines, score, expected) in [
            ("above the body", inside.as_str(), LEAST + 1, all),
            ("the page speaks against it", &inside, LEAST, none),
            ("below the body", &items, LEAST + 1, none),
            ("a label of six words", &inside.replace("the traders", "traders"), LEAST + 1, none),
            ("no colon", &inside.replace(':', ""), LEAST + 1, none),
            (
                "a listed label",
                &inside.replace(label, "Read also the other stories of the week:"),
                LEAST + 1,
                none,
            ),
            ("what a list knows", &inside.replace("• Market hall", "Share"), LEAST + 1, none),
            (
                "not up to the body",
                &inside.replace("• Market hall", "Market hall"),
                LEAST + 1,
                none,
            ),
        ] {
            assert_eq!(found(lines, score, Reading::Menu, false, true), expected, "{name}");
        }
    }

    #[test]
    fn items_read_as_paragraphs_are_announced_with_the_likes_of_them() {
        let label = "The choir sings in the barns of the county on these evenings:";
        for (name, lines, told, expected) in [
            ("their likes", "June 7 -- Pier\nJune 9 -- Market hall", 1, [3, 4, 5].as_slice()),
            ("all of them", "June 7 -- Pier\nJune 9 -- Market hall", 2, &[3, 4, 5]),
            ("others", "June 7 -- Pier\nFell Bridge closes again", 1, &[3, 4]),
            (
                "others below no paragraph",
                "June 7 -- Pier\nFell Bridge closes again",
                0,
                &[3, 4, 5],
            ),
            ("to the next text", &format!("June 7 -- Pier\n{OTHER}"), 2, &[3, 4]),
        ] {
            let input = format!("{BODY}\n\n{label}\n\n{lines}");
            with_page(
                &input,
                None,
                Some(LEAST + 1),
                |row, _| row <= 3,
                |_, rows, facts, page| {
                    let of_row = |row| match row {
                        row if row < 4 + told => (Reading::Paragraph, false),
                        _ => (Reading::Menu, true),
                    };
                    let (readings, outside): (Vec<_>, Vec<_>) = (0..rows.len()).map(of_row).unzip();
                    assert_eq!(
                        announced(rows, facts, page, &readings, &outside),
                        expected,
                        "{name}"
                    );
                },
            );
        }
    }

    #[test]
    fn what_is_announced_above_the_story_is_not_of_it() {
        let input = format!("See what the harbour paper has this week:\n\nPier\n\n{BODY}");
        for (first, expected) in [(2, [].as_slice()), (0, &[0, 1])] {
            let of_body = |row: usize, _| row >= 2 || row == first;
            with_page(&input, None, Some(LEAST + 1), of_body, |_, rows, facts, page| {
                let of_row = |row| match row {
                    0 | 1 => (Reading::Menu, true),
                    _ => (Reading::Paragraph, false),
                };
                let (readings, outside): (Vec<_>, Vec<_>) = (0..rows.len()).map(of_row).unzip();
                assert_eq!(announced(rows, facts, page, &readings, &outside), expected, "{first}");
            });
        }
    }

    #[test]
    fn where_another_story_begins() {
        let title = "Fell Bridge closes to lorries";
        for (name, lines, expected) in [
            (
                "label, time, headline, text",
                format!("Happening now\n\n3 minutes ago\n\n{title}\n\n{OTHER}"),
                Some(3),
            ),
            ("no label", format!("3 minutes ago\n\n{title}\n\n{OTHER}"), None),
            ("no time", format!("Happening now\n\n{title}\n\n{OTHER}"), None),
            ("a date", format!("Happening now\n\nMay 3, 2022\n\n{title}\n\n{OTHER}"), None),
            ("no headline", format!("Happening now\n\n3 minutes ago\n\n{OTHER}"), None),
            ("no text", format!("Happening now\n\n3 minutes ago\n\n{title}\n\nShare"), None),
            (
                "a label of four words",
                format!("This is happening now\n\n3 minutes ago\n\n{title}\n\n{OTHER}"),
                Some(3),
            ),
            (
                "a long label",
                format!("What is happening now here\n\n3 minutes ago\n\n{title}\n\n{OTHER}"),
                None,
            ),
        ] {
            assert_eq!(
                below(&lines, 0, |_, rows, facts, page| next_story(rows, facts, page)),
                expected,
                "{name}: {lines}"
            );
        }
    }

    #[test]
    fn frames_of_a_live_report_begin_no_other_story() {
        let frame =
            format!("Happening now\n\n3 minutes ago\n\nFell Bridge closes to lorries\n\n{OTHER}");
        let next = |input: &str, body: &[usize]| {
            with_page(
                input,
                None,
                None,
                |row, _| body.contains(&row),
                |_, rows, facts, page| next_story(rows, facts, page),
            )
        };
        let live = BODY.replacen("\n\n", "\n\n5 minutes ago\n\n", 1);
        assert_eq!(next(&format!("{live}\n\n{frame}"), &[0, 2, 3]), None);
        let twice = format!("{BODY}\n\n{frame}\n\n2 minutes ago\n\n{OTHER}");
        assert_eq!(next(&twice, &[0, 1, 2, 6, 8]), None, "another one below");
        let short = BODY.rsplit_once("\n\n").unwrap().0;
        assert_eq!(
            next(&format!("{short}\n\n{frame}"), &[0, 1]),
            None,
            "two paragraphs are no story"
        );
        let longer = format!("{BODY}\n\n{frame}\n\n{OTHER}\n\n{OTHER}");
        assert_eq!(next(&longer, &[0, 1, 2, 6, 7, 8]), None, "half of the story stands below");
        assert_eq!(next(&longer, &[0, 1, 2, 6, 7]), Some(3), "less of it stands below");
        let framed = format!("{BODY}\n\n{frame}");
        assert_eq!(next(&framed, &[0, 1, 2, 3, 6]), Some(3), "its label is taken for the body's");
    }
}
