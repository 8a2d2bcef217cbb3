//! The story of a whole page among the rows that were read.
//!
//! A row is left out where two say so: the reading has it outside, and the way through the page has
//! it in no body. What only one of them leaves out stays, in the body or in a field.

mod boxes;
mod byline;
mod captions;
mod clips;
mod end;
mod head;
mod labels;
mod loud;
mod notes;
mod said;

use crate::recognize::forms::Forms;
use crate::removal::Reason;
use crate::stage::page::found::Found;
use crate::stage::read::allowed::DECKS;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::reading::Reading;
use crate::stage::read::{file, starts};
use crate::stage::{Document, Draft, Mark, Row, Rules};

/// Rows above the headline in which a label, a date or an author is the story's.
const HEAD: usize = 4;
/// Rows that no list knows between two texts of a body: a box of other stories has more.
const FEW: usize = 2;
/// Forms of the labels of such boxes.
const BOX: Forms =
    Forms::READ_ALSO.or(Forms::RELATED_LABEL).or(Forms::NEWSLETTER).or(Forms::PAYWALL);
/// Forms of labels and of lines with one.
const LABELLED: Forms = Forms::SECTION_LABEL
    .or(Forms::BREADCRUMB)
    .or(Forms::TAGS)
    .or(Forms::TAGS_LABEL)
    .or(Forms::KEY_POINTS_LABEL);
/// Rows below the last paragraph in which its notes stand, and its date and section.
const TAIL: usize = 12;
const NEAR: usize = 2;

/// The draft of the story.
pub(super) fn draft(
    document: &Document<'_>,
    rows: Vec<Row>,
    mut readings: Vec<Reading>,
    facts: &Facts<'_>,
    page: &Found,
    rules: Rules<'_>,
) -> Draft {
    head::settle_headline(&rows, &mut readings, facts, page);
    head::keep_summaries(document, &rows, &mut readings, facts, page);
    head::keep_told(document, &rows, &mut readings, facts, page);
    head::settle_labels(&rows, &mut readings, facts, page);
    head::settle_dated_texts(document, &rows, &mut readings, facts, page);
    let authors = byline::settle_byline(document, &rows, &mut readings, facts, page, rules.lexicon);
    settle_between(&rows, &mut readings, facts, page);
    let last_sentences = end::last_sentences(document, &rows, facts, page);
    for row in last_sentences.into_iter().chain(end::last_items(&rows, facts, page)) {
        let is_label = is_label(readings[row]) && !facts.looks[row].forms.has(LABELLED);
        if readings[row].is_of_page() || readings[row].is_caption() || is_label {
            readings[row] = Reading::Paragraph;
        }
    }
    let mut is_outside = outside(&rows, &readings, facts, page);
    if let Some(authors) = authors {
        is_outside[authors].fill(false);
    }
    for row in end::announced(&rows, facts, page, &readings, &is_outside) {
        readings[row] = Reading::Paragraph;
        is_outside[row] = false;
    }
    settle_labels(document, &rows, &mut readings, &mut is_outside, facts, page);
    give_back(&rows, &mut readings, facts, page);
    for row in loud::headlines(document, &rows, &readings, &is_outside, facts) {
        readings[row] = Reading::Related;
    }
    for row in boxes::torn(&readings, facts) {
        readings[row] = Reading::Related;
    }
    for row in clips::titles(&rows, &readings, facts) {
        readings[row] = Reading::Related;
    }
    for row in captions::unshown(&rows, &readings, facts, page) {
        readings[row] = Reading::BodyWidget;
    }
    settle_offers(&mut readings, facts);
    for row in captions::lone_credits(document, &rows, &readings, facts, rules.lexicon) {
        readings[row] = Reading::BodyCredit;
    }
    for row in captions::signed_alike(document, &rows, &readings, facts, rules.lexicon) {
        readings[row] = Reading::BodyCaption;
    }
    let notes = notes::at_edges(document, &rows, &readings, &is_outside, facts, rules.lexicon);
    let mut draft = Draft { rows, pairs: None };
    for (row, role) in notes {
        draft.rows[row].mark = Mark::keep(role);
    }
    for (row, _) in draft.rows.iter_mut().zip(&is_outside).filter(|(_, is_outside)| **is_outside) {
        row.mark = Mark::drop(Reason::OtherText);
    }
    file::mark(document, &mut draft, &readings, facts, 0, rules);
    let mut is_outside = is_outside.into_iter();
    draft.rows.retain(|_| !is_outside.next().unwrap_or_default());
    draft
}

/// Reads as paragraphs the rows between two texts of the body that are read as the page's, or,
/// below the lead, as labels of its head or its tail: subheads read like these. Right above a text
/// they do so below a box, too.
fn settle_between(rows: &[Row], readings: &mut [Reading], facts: &Facts<'_>, page: &Found) {
    // A name is the author's where no other line says who that is.
    let has_byline = readings.iter().filter(|&&reading| reading == Reading::Byline).count() > 1;
    let is_subhead = |row: usize, readings: &[Reading]| {
        is_open(facts.looks[row])
            && (is_label(readings[row]) || has_byline && readings[row] == Reading::Byline)
            && !facts.looks[row].forms.has(LABELLED)
    };
    let texts = body_texts(rows, facts, page);
    let lead = texts.get(DECKS).copied().unwrap_or(rows.len());
    for row in between_paragraphs(&texts, rows, facts, page) {
        if readings[row].is_of_page() || row > lead && is_subhead(row, readings) {
            readings[row] = Reading::Paragraph;
        }
    }
    for above in texts.into_iter().filter(|&text| text > lead).map(|text| text - 1) {
        if is_subhead(above, readings) {
            readings[above] = Reading::Paragraph;
        }
    }
}

/// Keeps the keywords that their label shows, and reads what nothing shows to be a label as the
/// page's: above and below the story it is of no story, between its headline and its last text a
/// note.
fn settle_labels(
    document: &Document<'_>,
    rows: &[Row],
    readings: &mut [Reading],
    is_outside: &mut [bool],
    facts: &Facts<'_>,
    page: &Found,
) {
    let texts = body_texts(rows, facts, page);
    let headline = head::headline_of(readings);
    let first = headline.or(texts.first().copied()).unwrap_or(0);
    let is_text = |&row: &usize| {
        let is_note = file::supports(readings[row], facts.looks[row]).is_some();
        facts.looks[row].is_text() && !is_outside[row] && !is_note
    };
    let last = (0..rows.len()).rev().find(is_text).unwrap_or(0);
    let labels =
        labels::Labels::find(document, rows, readings, is_outside, facts, headline, &texts);
    for row in labels.keywords {
        is_outside[row] = false;
    }
    for row in labels.unshown {
        readings[row] = Reading::BodyWidget;
        is_outside[row] |= !(first..=last).contains(&row) && !page.is_body(rows[row].line);
    }
}

/// Reads the offers in whole sentences as such, and the notices of a page: of 100,000 paragraphs of
/// articles eight read like an offer, and six of these are one that was left in.
fn settle_offers(readings: &mut [Reading], facts: &Facts<'_>) {
    for (reading, look) in readings.iter_mut().zip(&facts.looks) {
        let is_of_body = matches!(reading, Reading::Paragraph | Reading::Subhead);
        if is_of_body && look.forms.has(Forms::OFFER) {
            *reading = Reading::Newsletter;
        }
        if *reading != Reading::Headline && look.forms.has(Forms::NOTICE) {
            *reading = Reading::BodyWidget;
        }
    }
}

/// Whether no list knows a line.
fn is_open(look: &Look) -> bool {
    look.is_unlisted() && !look.is_furniture()
}

/// Reads as paragraphs what is read as the page's where the way through the page has it in the
/// story: its last sentences, and lines inside that no list knows. That such a line could be the
/// headline of another story, by its colon or its place, is no more than that it could be a subhead.
fn give_back(rows: &[Row], readings: &mut [Reading], facts: &Facts<'_>, page: &Found) {
    let is_story = end::open_text(rows, facts, page, end::SURE);
    for row in 0..rows.len() {
        let (look, reading) = (facts.looks[row], readings[row]);
        let names_other = matches!(reading, Reading::RelatedLabel | Reading::ReadAlso);
        let is_subhead = || look.class == Class::Title && look.is_unlisted() && !names_other;
        // An item of the story's own list.
        let is_item = || end::is_below_item(row, facts) && readings[row - 1] == Reading::Paragraph;
        let is_of_story =
            || is_story[row] || page.is_body(rows[row].line) && (is_subhead() || is_item());
        // The last sentence may be a notice; no sentence of a story is.
        let is_notice = || reading == Reading::Rights && look.forms.has(Forms::RIGHTS);
        if reading.is_of_page() && is_of_story() && !is_notice() {
            readings[row] = Reading::Paragraph;
        }
    }
}

/// Whether each row is of the page and of no story.
fn outside(rows: &[Row], readings: &[Reading], facts: &Facts<'_>, page: &Found) -> Vec<bool> {
    let is_body = |row: usize| page.is_body(rows[row].line);
    let (first, last) = main_article(rows, readings, facts, page);
    let is_paragraph =
        |row: &usize| matches!(readings[*row], Reading::Paragraph | Reading::Subhead);
    let headline = (first..last).find(|&row| readings[row] == Reading::Headline);
    let opening = (first..last).find(is_paragraph).unwrap_or(last);
    let head = headline.unwrap_or(opening).min(opening).saturating_sub(HEAD).max(first);
    let end = (first..last).rev().find(is_paragraph).unwrap_or(first);
    let body_end = (first..last).rev().find(|&row| is_body(row)).unwrap_or(end);
    let others = (body_end + 1..last)
        .find(|&row| opens_others(readings[row], facts.looks[row]))
        .unwrap_or(last);
    let is_open = end::open_text(rows, facts, page, end::LEAST);
    // A date above the headline is of what stands there where the head has its own.
    let has_date = readings[headline.unwrap_or(first)..opening.max(headline.unwrap_or(first))]
        .contains(&Reading::Date);
    let boxed = head::boxed(rows, readings, facts, page);
    let next = end::next_story(rows, facts, page).unwrap_or(rows.len());
    let is_outside = |row: usize| {
        let reading = readings[row];
        if reading == Reading::Echo && page.is_echo(rows[row].line) {
            return false;
        }
        let is_far = row < head
            || row > end + TAIL
            || row > others
            || is_when_or_where(reading) && row > end + NEAR;
        let is_note = !is_paragraph(&row) && is_unsupported(reading, facts, row);
        let is_older = reading == Reading::DateAbove && has_date;
        let is_other =
            row < first || row >= last || is_older || boxed.contains(&row) && is_signed(reading);
        row >= next
            || !is_body(row)
                && !is_open[row]
                && (reading.is_of_page() || is_far || is_note || is_other)
    };
    (0..rows.len()).map(is_outside).collect()
}

/// The rows that no list knows in places between two texts of the body where few such rows stand:
/// subheads, short answers, what the page printed beside an advertisement. Boxes of other stories
/// have a label or more rows.
fn between_paragraphs(
    texts: &[usize],
    rows: &[Row],
    facts: &Facts<'_>,
    page: &Found,
) -> Vec<usize> {
    let of_gap = |ends: &[usize]| {
        let look = |row: usize| facts.looks[row];
        let is_box = (ends[0] + 1..ends[1])
            .any(|row| look(row).class == Class::ReadAlso || look(row).forms.has(BOX));
        let open: Vec<usize> = (ends[0] + 1..ends[1]).filter(|&row| is_open(look(row))).collect();
        let is_body = |row: &usize| page.is_body(rows[*row].line);
        if is_box || open.len() > FEW && !open.iter().all(is_body) { Vec::new() } else { open }
    };
    texts.windows(2).flat_map(of_gap).collect()
}

/// The texts of the body, one sentence or more.
fn body_texts(rows: &[Row], facts: &Facts<'_>, page: &Found) -> Vec<usize> {
    let is_text = |row: &usize| page.is_body(rows[*row].line) && facts.looks[*row].is_text();
    (0..rows.len()).filter(is_text).collect()
}

/// Whether a reading is a label of a head or a tail.
fn is_label(reading: Reading) -> bool {
    matches!(
        reading,
        Reading::PointLabel | Reading::Section | Reading::SectionAbove | Reading::Tags
    )
}

/// Whether a reading says who or when, or in which part of a paper.
fn is_signed(reading: Reading) -> bool {
    is_when_or_where(reading) || reading == Reading::Byline
}

/// Whether a reading says no more than when, or in which part of a paper.
fn is_when_or_where(reading: Reading) -> bool {
    matches!(reading, Reading::Date | Reading::DateAbove | Reading::Section | Reading::SectionAbove)
}

/// Whether other stories, comments or offers begin at a row below the body: what has a date or a
/// name there is none of this story's.
fn opens_others(reading: Reading, look: &Look) -> bool {
    let is_read_so =
        matches!(reading, Reading::RelatedLabel | Reading::CommentForm | Reading::TailNewsletter);
    is_read_so || look.forms.has(Forms::RELATED_LABEL.or(Forms::COMMENT_FORM))
}

/// Whether a sentence is read as a note that no form of it supports.
fn is_unsupported(reading: Reading, facts: &Facts<'_>, row: usize) -> bool {
    facts.looks[row].is_text() && file::supports(reading, facts.looks[row]) == Some(false)
}

/// The rows of the story: from the article that the page's headline stands in to the one that has
/// most of the page's body.
fn main_article(
    rows: &[Row],
    readings: &[Reading],
    facts: &Facts<'_>,
    page: &Found,
) -> (usize, usize) {
    let mut starts = starts(readings, |row| facts.looks[row].is_text());
    starts.push(rows.len());
    let words = |&(from, to): &(usize, usize)| -> usize {
        (from..to)
            .filter(|&row| page.is_body(rows[row].line))
            .map(|row| facts.looks[row].words)
            .sum()
    };
    let articles = starts.windows(2).map(|ends| (ends[0], ends[1]));
    let (first, last) = articles.rev().max_by_key(words).unwrap_or((0, rows.len()));
    let headline = page.headline_row(rows).unwrap_or(first);
    let opening = starts.iter().copied().take_while(|&start| start <= headline).last().unwrap_or(0);
    (first.min(opening), last)
}

#[cfg(test)]
mod tests {
    use super::{draft, give_back, main_article, outside, settle_between, settle_labels};
    use crate::options::InputKind;
    use crate::recognize::Lexicon;
    use crate::removal::Role;
    use crate::stage::page::sample::{BODY, HEADLINE, MENU};
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading;
    use crate::stage::{Mark, Rules};
    use crate::{Article, Cleaner, Options};

    /// Another story, with when it was published.
    const NEXT: &str = "3 minutes ago\n\nFell Bridge closes to lorries\n\nFell Bridge is closed to lorries until May, the county said, because \
        two of its stones fell into the river.";
    const MORE: &str = "The second ferry has to wait until the island has the money for it, the harbour office said on Tuesday.";
    const OTHER: &str = "Fell Bridge is closed to lorries until May, the county said, because two of its stones fell into the river.";

    /// The only article of a page, and where a line of it is: in the paragraphs, in another field,
    /// or nowhere.
    #[track_caller]
    fn find(page: &str, line: &str) -> (Article, &'static str) {
        let cleaner =
            Cleaner::new(Options { input_kind: InputKind::Page, ..Options::default() }).unwrap();
        let mut articles = cleaner.clean(page).articles;
        assert_eq!(articles.len(), 1, "{page}");
        let article = articles.remove(0);
        let is_paragraph = article.paragraphs.iter().any(|paragraph| paragraph == line);
        let is_kept = serde_json::to_string(&article)
            .unwrap()
            .contains(&serde_json::to_string(line).unwrap());
        let place = if is_paragraph {
            "paragraph"
        } else if is_kept {
            "field"
        } else {
            "outside"
        };
        (article, place)
    }

    #[test]
    fn where_what_is_no_label_goes() {
        let text = "The ferry sails from Monday, the harbour office said, after nine days.";
        let lines = [
            ("Show the map", Reading::SectionAbove, true),
            ("News", Reading::Menu, true),
            ("Sport", Reading::Menu, true),
            (HEADLINE, Reading::Headline, false),
            ("Open the list", Reading::Section, false),
            (text, Reading::Paragraph, false),
            ("Close the list", Reading::Section, true),
            ("Of the body", Reading::Section, false),
            ("Tags", Reading::Tags, false),
            ("Harbour office", Reading::Tags, false),
            ("Weather", Reading::Tags, true),
        ];
        let input = lines.map(|(line, ..)| line).join("\n\n");
        let mut readings = lines.map(|(_, reading, _)| reading);
        let mut is_outside = [false; 11];
        is_outside[9] = true;
        let is_body = |row: usize, _| row == 5 || row == 7;
        with_page(&input, Some(3), None, is_body, |document, rows, facts, page| {
            settle_labels(document, rows, &mut readings, &mut is_outside, facts, page);
        });
        for (row, (line, before, wanted)) in lines.into_iter().enumerate() {
            assert_eq!(is_outside[row], wanted, "{line}");
            let is_kept = matches!(line, HEADLINE | "Tags" | "Harbour office") || line == text;
            let reading = if is_kept { before } else { Reading::BodyWidget };
            assert_eq!(readings[row], reading, "{line}");
        }
    }

    #[test]
    fn offers_between_paragraphs_go() {
        let page = |line: &str| {
            let (first, rest) = BODY.split_once("\n\n").unwrap();
            format!("{MENU}\n\n{HEADLINE}\n\n{first}\n\n{line}\n\n{rest}\n\nAbout us\nContact\n")
        };
        for (line, expected) in [
            ("Your browser does not support the video tag.", "outside"),
            ("Hide caption", "outside"),
            ("Sign up for our brief and get the news of the port in your inbox.", "outside"),
            ("Sign up for our brief and get the news of the port in your inbox", "outside"),
            ("Sign up for our brief at the harbour office, said the mayor.", "paragraph"),
            ("Sign up for the port's newsletter by 3 May to win a bicycle.", "paragraph"),
        ] {
            assert_eq!(find(&page(line), line).1, expected, "{line}");
        }
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of both sides of every rule")]
    fn what_is_of_the_story() {
        let page = |above: &str, head: &str, below: &str| {
            format!(
                "{MENU}\n\n{above}\n\n{HEADLINE}\n\n{head}\n\n{BODY}\n\n{below}\n\nAbout us\nContact\nTerms of use\n"
            )
        };
        let above = |line: &str| page(line, "", "");
        let below = |line: &str| page("", "", line);
        let inside =
            |line: &str| below("").replace("of the year.", &format!("of the year.\n\n{line}"));
        let box_of = |lines: &str| inside(&format!("{lines}\n\nFell Bridge closes"));
        let mut wrong = Vec::new();
        for (name, page, line, place) in [
            ("a menu", below(""), "Culture", "outside"),
            ("the last sentence", below("It leaves at six."), "It leaves at six.", "paragraph"),
            (
                "a question and its answer",
                below("And the price?\n\nIt stays as it is."),
                "It stays as it is.",
                "paragraph",
            ),
            (
                "a sentence below a heading",
                below("What it costs\n\nThe price stays as it is for now."),
                "What it costs",
                "field",
            ),
            (
                "a sentence with its source",
                below("The radio learnt that the price stays as it is. (tk)"),
                "The radio learnt that the price stays as it is. (tk)",
                "paragraph",
            ),
            (
                "a sentence below a share bar",
                below("Share\n\nNo date is set."),
                "No date is set.",
                "outside",
            ),
            ("the next story", below(&format!("Happening now\n\n{NEXT}")), OTHER, "outside"),
            (
                "what comes next in this one",
                below(&format!("What comes next\n\n{MORE}")),
                MORE,
                "paragraph",
            ),
            (
                "an entry of a live report",
                inside(&format!("Noon\n\n3 minutes ago\n\nA second ferry\n\n{MORE}"))
                    .replace("Repairs", "2 minutes ago\n\nRepairs"),
                MORE,
                "paragraph",
            ),
            (
                "items of a list",
                below("• No trader will pay\n• The hall stays open"),
                "• The hall stays open",
                "outside",
            ),
            (
                "items that a sentence announces",
                below(
                    "The harbour office says what the island gets for the ferry:\n\n• No trader will pay\n• The hall stays open",
                ),
                "• The hall stays open",
                "field",
            ),
            (
                "a date in a box of the head",
                page("", "More like this\n\nBridge closes\n\nMay 3, 2016", ""),
                "May 3, 2016",
                "outside",
            ),
            ("a date of the head", page("", "May 3, 2016", ""), "May 3, 2016", "field"),
            (
                "a text below other headlines",
                below(&format!("Most read\n\nFell Bridge closes\n\n{OTHER}")),
                OTHER,
                "outside",
            ),
            (
                "a text below a comment form",
                below(&format!("Post a comment\n\n{OTHER}")),
                OTHER,
                "outside",
            ),
            ("a subhead", inside("A second ferry"), "A second ferry", "paragraph"),
            (
                "a subhead beside an advertisement",
                inside("Advertisement\n\nA second ferry"),
                "A second ferry",
                "paragraph",
            ),
            ("two lines", box_of("Market moves"), "Fell Bridge closes", "paragraph"),
            ("a label of a box", box_of("Read also:"), "Read also:", "outside"),
            ("a date above the headline", above("May 3, 2022"), "May 3, 2022", "field"),
            (
                "where the head has its own",
                page("May 3, 2016", "May 4, 2022", ""),
                "May 3, 2016",
                "outside",
            ),
            ("a date below the story", below("May 3, 2022"), "May 3, 2022", "field"),
            (
                "a date among other stories",
                below("Most read\n\nFell Bridge closes\n\nMay 3, 2022"),
                "May 3, 2022",
                "outside",
            ),
            (
                "a headline far above",
                above(&format!("Fell Bridge closes\n\n{}", "Jobs\n".repeat(12))),
                "Fell Bridge closes",
                "outside",
            ),
        ] {
            let (article, found) = find(&page, line);
            assert_eq!(article.headline.as_deref(), Some(HEADLINE), "{name}");
            if found != place {
                wrong.push(format!("{name}: {found} instead of {place}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// What some lines between two paragraphs of the body become where all of them were read so,
    /// the paragraph above them being this one of three.
    fn all_between(lines: &str, paragraph: usize, reading: Reading) -> Vec<Reading> {
        let mut body: Vec<&str> = BODY.split("\n\n").collect();
        body.insert(paragraph + 1, lines);
        let last = paragraph + lines.split("\n\n").count();
        let is_between = |row: usize| (paragraph + 1..=last).contains(&row);
        let is_body = |row: usize, _| !is_between(row);
        with_page(&body.join("\n\n"), None, None, is_body, |_, rows, facts, page| {
            let of_row = |row| if is_between(row) { reading } else { Reading::Paragraph };
            let mut readings: Vec<Reading> = (0..rows.len()).map(of_row).collect();
            settle_between(rows, &mut readings, facts, page);
            readings[paragraph + 1..=last].to_vec()
        })
    }

    /// What the last of them becomes.
    #[track_caller]
    fn between(lines: &str, paragraph: usize, reading: Reading) -> Reading {
        *all_between(lines, paragraph, reading).last().unwrap()
    }

    #[test]
    fn few_lines_between_paragraphs_are_subheads() {
        use Reading::{Menu, Paragraph, Section};
        for (name, lines, reading, expected) in [
            ("two", "A second ferry\n\nThe old pier", Menu, Paragraph),
            ("three", "A second ferry\n\nThe old pier\n\nThe new quay", Menu, Menu),
            ("two labels", "A second ferry\n\nThe old pier", Section, Paragraph),
            ("a date", "May 3, 2022", Section, Section),
            ("a byline", "By Nora Stell", Section, Section),
            ("a name and its agency", "Nora Stell, Reuters", Section, Section),
            ("how long ago", "2 hours ago", Section, Section),
            ("a credit", "Photo: Nora Stell", Section, Section),
            ("below a link", "Read also: Fell Bridge closes\n\nThe old pier", Menu, Menu),
            ("below the label of a box", "Most read\n\nThe old pier", Menu, Menu),
            ("below an offer", "Newsletter\n\nThe old pier", Menu, Menu),
        ] {
            let found = all_between(lines, 1, reading);
            assert!(found.iter().all(|&found| found == expected), "{name}: {found:?}");
        }
    }

    #[test]
    fn the_story_begins_where_the_headline_of_the_page_stands() {
        use Reading::{Headline, Paragraph};
        let input = format!("{HEADLINE}\n\n{OTHER}\n\nFell Bridge closes\n\n{BODY}");
        let readings = [Headline, Paragraph, Headline, Paragraph, Paragraph, Paragraph];
        for (headline, expected) in [(None, (2, 6)), (Some(0), (0, 6)), (Some(2), (2, 6))] {
            let is_body = |row: usize, _| row > 2;
            let found = with_page(&input, headline, None, is_body, |_, rows, facts, page| {
                main_article(rows, &readings, facts, page)
            });
            assert_eq!(found, expected, "{headline:?}");
        }
    }

    #[test]
    fn labels_between_paragraphs_are_subheads() {
        const LABELS: [Reading; 4] =
            [Reading::PointLabel, Reading::Section, Reading::SectionAbove, Reading::Tags];
        for reading in LABELS {
            assert_eq!(between("A second ferry", 1, reading), Reading::Paragraph, "{reading:?}");
            assert_eq!(between("A second ferry", 0, reading), reading, "{reading:?} over the lead");
            for label in ["Home > Harbour", "World", "Tags: ferry, pier", "Key points"] {
                assert_eq!(between(label, 1, reading), reading, "{label:?}");
            }
        }
        let byline = Reading::Byline;
        assert_eq!(between("Nora Stell", 1, byline), byline, "no other says who wrote it");
        assert_eq!(between("A second ferry\n\nNora Stell", 1, byline), Reading::Paragraph);
        let list = "Ferry\n\nPier\n\nQuay\n\nA second ferry";
        assert_eq!(between(list, 1, Reading::PointLabel), Reading::Paragraph, "below a list");
        assert_eq!(between(list, 0, Reading::PointLabel), Reading::PointLabel, "over the lead");
        assert_eq!(between(list, 1, Reading::Menu), Reading::Menu, "below a list, of the page");
        let list = "A second ferry\n\nFerry\n\nPier\n\nQuay";
        assert_eq!(between(list, 1, Reading::Menu), Reading::Menu, "above a list");
        for reading in [Reading::Menu, Reading::Related] {
            for paragraph in [0, 1] {
                assert_eq!(between("A second ferry", paragraph, reading), Reading::Paragraph);
            }
        }
        for reading in [Reading::Subhead, Reading::EndNote, Reading::BodyCaption] {
            assert_eq!(between("A second ferry", 1, reading), reading);
        }
    }

    /// What the lines of a body become that were read so, all of them being the body's or none.
    fn given_back(lines: &str, readings: &[Reading], is_body: bool) -> Vec<Reading> {
        let input = format!("{BODY}\n\n{lines}");
        let is_of_body = |row: usize, _| row < 3 || is_body;
        with_page(&input, None, Some(-1), is_of_body, |_, rows, facts, page| {
            let mut all = vec![Reading::Paragraph; 3];
            all.extend(readings);
            give_back(rows, &mut all, facts, page);
            all.split_off(3)
        })
    }

    #[test]
    fn lines_in_the_body_that_could_be_of_the_page() {
        use Reading::{Menu, Paragraph, ReadAlso, Related, RelatedLabel, Rights};
        let title = "Early days: pier and market";
        let notice = "Copyright 2022 Harbour Times. All rights reserved. This may not be printed.";
        for (name, lines, before, after) in [
            ("a headline of another story", title, [Related].as_slice(), [Paragraph].as_slice()),
            ("of a menu", title, &[Menu], &[Paragraph]),
            ("the label of a box", title, &[RelatedLabel], &[RelatedLabel]),
            ("a link", title, &[ReadAlso], &[ReadAlso]),
            ("listed", "Read also: Fell Bridge closes", &[Related], &[Related]),
            ("a notice of rights", notice, &[Rights], &[Rights]),
            ("read as a menu", notice, &[Menu], &[Paragraph]),
            ("a sentence read as one", "The pier is of all of us.", &[Rights], &[Paragraph]),
            ("an item", "• The hall stays open for now", &[Related], &[Related]),
            (
                "below an item of the story",
                "• No trader will pay\n• The hall stays open\n• The pier is closed",
                &[Paragraph, Related, Menu],
                &[Paragraph; 3],
            ),
            (
                "below another story's",
                "• No trader will pay\n• The hall stays open",
                &[Related; 2],
                &[Related; 2],
            ),
            (
                "below a line of the story",
                "The traders agreed on this\n• The hall stays open",
                &[Paragraph, Related],
                &[Paragraph, Related],
            ),
        ] {
            assert_eq!(given_back(lines, before, true), after, "{name}");
            assert_eq!(given_back(lines, before, false), before, "{name}, not in the body");
        }
    }

    #[test]
    fn a_heading_over_the_last_answers_is_no_tag() {
        let questions = "Four questions to Mara Dunlin\n\nWhy herring?\n\nBecause it was there.\n\nAnd now?\n\nNow it is not.";
        let page = format!(
            "{MENU}\n\n{HEADLINE}\n\n{BODY}\n\n{questions}\n\nMost read\n\nFell Bridge closes\n\nAbout us\nContact\nTerms of use\n"
        );
        for line in questions.split("\n\n") {
            assert_eq!(find(&page, line).1, "paragraph", "{line}");
        }
    }

    #[test]
    fn a_title_far_above_is_the_headline_again() {
        let title = format!("{HEADLINE} | Harbour Times");
        let page = format!(
            "{title}\n\n{}\n\n{HEADLINE}\n\nBy Nora Stell\n\n{BODY}\n",
            [MENU; 4].join("\n")
        );
        let (article, place) = find(&page, &title);
        assert_eq!((article.headline.as_deref(), place), (Some(HEADLINE), "field"), "{article:?}");
        assert_eq!(article.alternative_headlines, [title]);
    }

    /// The rows that are outside of the story, marked by `x`, where each line is read so. Of the
    /// body are the rows with an `x` in `body`.
    fn left_out(lines: &[(&str, Reading)], body: &str) -> String {
        let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
        let readings: Vec<Reading> = lines.iter().map(|&(_, reading)| reading).collect();
        let is_body = |row: usize, _| body.as_bytes().get(row) == Some(&b'x');
        with_page(&text.join("\n\n"), None, Some(-1000), is_body, |_, rows, facts, page| {
            let is_outside = outside(rows, &readings, facts, page);
            is_outside.into_iter().map(|is_outside| if is_outside { 'x' } else { '.' }).collect()
        })
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of both sides of every rule")]
    fn rows_that_are_outside() {
        use Reading::{
            AuthorBox, Byline, Date, DateAbove, Deck, Echo, EndNote, Headline, Menu, Paragraph,
            Related, RelatedLabel, Section, SectionAbove, Tags,
        };
        let pier = ("Old pier", Tags);
        let story = ("The ferry to the island runs again from Monday, the office said.", Paragraph);
        let headline = (HEADLINE, Headline);
        let tail = |count: usize| [vec![story], vec![pier; count]].concat();
        for (name, lines, body, expected) in [
            ("a line of the page", vec![headline, ("Jobs", Menu), story], "..x", ".x."),
            ("in the body", vec![headline, ("Jobs", Menu), story], ".xx", "..."),
            (
                "five rows above the headline",
                [vec![("Harbour", SectionAbove); 5], vec![headline, story]].concat(),
                "......x",
                "x......",
            ),
            (
                "an echo that says something else",
                [
                    vec![("Fell Bridge closes", Echo)],
                    vec![("Harbour", SectionAbove); 4],
                    vec![headline, story],
                ]
                .concat(),
                "......x",
                "x......",
            ),
            ("twelve rows below", tail(13), "x.............", ".............x"),
            (
                "two rows below",
                vec![story, ("Harbour", Section), ("May 3, 2022", Date), ("May 4, 2022", Date)],
                "x...",
                "...x",
            ),
            (
                "below a label that is read so",
                vec![story, pier, ("Happening now", RelatedLabel), pier],
                "x...",
                "..xx",
            ),
            (
                "below a label that has its form",
                vec![story, pier, ("Most read", Tags), pier],
                "x...",
                "...x",
            ),
            ("below a label in the body", vec![story, ("Most read", Tags), pier], "xx.", "..."),
            (
                "a note without its form",
                vec![story, ("The bridge closes in May, the county said.", EndNote)],
                "x.",
                ".x",
            ),
            (
                "a note with its form",
                vec![story, ("Lena Marsh is a reporter at the Calder Post.", AuthorBox)],
                "x.",
                "..",
            ),
            (
                "a paragraph",
                vec![story, ("The bridge closes in May, it said.", Paragraph)],
                "x.",
                "..",
            ),
            (
                "a date above one of the head",
                vec![("May 3, 2022", DateAbove), headline, ("May 4, 2022", Date), story],
                "...x",
                "x...",
            ),
            (
                "a date above the headline",
                vec![("May 3, 2022", DateAbove), headline, story],
                "..x",
                "...",
            ),
            (
                "in a box of the head",
                vec![
                    headline,
                    ("Related stories", Menu),
                    ("Fell Bridge closes", Deck),
                    ("By Nora Stell", Byline),
                    ("May 3, 2022", Date),
                    story,
                ],
                ".....x",
                ".x.xx.",
            ),
            (
                "no box",
                vec![headline, ("Fell Bridge closes", Deck), ("By Nora Stell", Byline), story],
                "...x",
                "....",
            ),
            (
                "another article below",
                vec![
                    headline,
                    story,
                    story,
                    ("Fell Bridge closes", Headline),
                    ("By Nora Stell", Byline),
                    story,
                ],
                ".xx...",
                "...xxx",
            ),
            (
                "another article above",
                vec![
                    ("Fell Bridge closes", Headline),
                    ("By Nora Stell", Byline),
                    story,
                    headline,
                    story,
                    story,
                ],
                "....xx",
                "xxx...",
            ),
            ("of another story", vec![story, ("Fell Bridge closes", Related)], "x.", ".x"),
        ] {
            assert_eq!(left_out(&lines, body), expected, "{name}");
        }
    }

    #[test]
    fn a_caption_that_nothing_shows_is_a_note() {
        let options = Options::default();
        let rules = Rules { options: &options, lexicon: Lexicon::built_in() };
        let role = |line: &str| {
            let input = format!("{HEADLINE}\n\n{line}\n\n{BODY}");
            let is_body = |row: usize, count: usize| row + 3 >= count;
            with_page(&input, Some(0), Some(0), is_body, |document, rows, facts, page| {
                let mut readings = vec![Reading::Paragraph; rows.len()];
                (readings[0], readings[1]) = (Reading::Headline, Reading::HeadCaption);
                let draft = draft(document, rows.to_vec(), readings, facts, page, rules);
                draft.rows.into_iter().find(|row| row.line == 1).map(|row| row.mark)
            })
        };
        assert_eq!(role("Pier of the day"), Some(Mark::keep(Role::Note)));
        let shown = "The ferry in the dock (Photo: Nora Stell)";
        assert_eq!(role(shown), Some(Mark::keep(Role::Caption)));
    }

    #[test]
    fn last_sentences_that_are_read_as_labels() {
        use Reading::{Menu, PointLabel, Section, Tags};
        let options = Options::default();
        let rules = Rules { options: &options, lexicon: Lexicon::built_in() };
        let is_paragraph = |line: &str, reading: Reading| {
            let input = format!("{HEADLINE}\n\n{BODY}\n\n{line}\n\nMost read");
            let is_body = |row: usize, _| (1..4).contains(&row);
            with_page(&input, Some(0), Some(0), is_body, |document, rows, facts, page| {
                let mut readings = vec![Reading::Paragraph; rows.len()];
                (readings[0], readings[4], readings[5]) = (Reading::Headline, reading, Menu);
                let draft = draft(document, rows.to_vec(), readings, facts, page, rules);
                draft.rows.iter().any(|row| row.line == 4 && row.mark == Mark::Open)
            })
        };
        for reading in [PointLabel, Section, Tags, Menu] {
            assert!(is_paragraph("It leaves at six.", reading), "{reading:?}");
        }
        let over = |heading: &str| format!("{heading}\n\nIt stays.\n\nIt leaves at six.");
        assert!(is_paragraph(&over("What the ferry costs"), Section));
        for label in ["Key points", "World", "Tags: ferry, pier", "Home > Harbour"] {
            assert!(!is_paragraph(&over(label), Section), "{label}");
        }
    }
}
