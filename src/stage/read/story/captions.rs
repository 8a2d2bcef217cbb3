//! The captions of a page that nothing but their place makes one.

use std::collections::HashMap;

use crate::recognize::forms::Forms;
use crate::recognize::shape::End;
use crate::recognize::{Lexicon, credit};
use crate::stage::page::found::Found;
use crate::stage::read::facts::Facts;
use crate::stage::read::reading::Reading;
use crate::stage::{Document, Row};

/// The rows read as captions that are rather notes, or furniture that the lists know: no sentence,
/// where the way through the page has it in no body and nothing shows that it is a caption, neither
/// a credit of its own, of another print or beside it, nor how it begins, nor a place in a gallery.
/// Buttons and teasers around a picture read like captions: of 70 such lines on labelled pages two
/// in three were.
pub(super) fn unshown(
    rows: &[Row],
    readings: &[Reading],
    facts: &Facts<'_>,
    page: &Found,
) -> Vec<usize> {
    let beside = |row: usize| row.saturating_sub(1)..rows.len().min(row + 2);
    let is_sign = |row: usize| {
        readings[row].is_credit() || facts.looks[row].forms.has(Forms::GALLERY_COUNTER)
    };
    let has_credit = |row: usize| {
        facts.looks[row].has_credit || readings.get(row + 1).is_some_and(|it| it.is_credit())
    };
    let is_unshown = |&row: &usize| {
        let (look, relations) = (facts.looks[row], &facts.relations[row]);
        let prints = [
            relations.scene_above.get().map(|by| row - by as usize),
            relations.scene_below.get().map(|by| row + by as usize),
        ];
        let is_shown = look.has_credit
            || look.is_text()
            || look.forms.has(Forms::CAPTION_START)
            || beside(row).any(is_sign)
            || prints.into_iter().flatten().any(has_credit);
        readings[row].is_caption() && !page.is_body(rows[row].line) && !is_shown
    };
    (0..rows.len()).filter(is_unshown).collect()
}

/// The rows read as the story's that are a name and a house, between two texts: who made the picture
/// that stood there. In a list such a row has rows beside it.
pub(super) fn lone_credits(
    document: &Document<'_>,
    rows: &[Row],
    readings: &[Reading],
    facts: &Facts<'_>,
    lexicon: &Lexicon,
) -> Vec<usize> {
    let is_text = |row: usize| facts.looks.get(row).is_some_and(|look| look.is_text());
    let is_alone = |&row: &usize| {
        matches!(readings[row], Reading::Paragraph | Reading::Subhead)
            && is_text(row - 1)
            && is_text(row + 1)
            && credit::may_be_alone(&document.lines[rows[row].line].text, lexicon)
    };
    (1..rows.len()).filter(is_alone).collect()
}

/// The rows read as paragraphs that end with the same name behind a sentence's end as another row
/// does, `The ferry in the dock. Nora Stell`: the captions of pictures by one hand. Once it may be
/// anything, and a button is no name.
pub(super) fn signed_alike(
    document: &Document<'_>,
    rows: &[Row],
    readings: &[Reading],
    facts: &Facts<'_>,
    lexicon: &Lexicon,
) -> Vec<usize> {
    let signature = |row: usize| {
        let look = facts.looks[row];
        let may_be = look.end == End::Open && look.words <= credit::SIGNED_WORDS;
        may_be.then(|| credit::name_behind(&document.lines[rows[row].line].text, lexicon)).flatten()
    };
    let signed: Vec<(usize, String)> =
        (0..rows.len()).filter_map(|row| Some((row, signature(row)?))).collect();
    // Of each name, its first row and whether another text ends with it.
    let mut names: HashMap<&str, (usize, bool)> = HashMap::new();
    for (row, name) in &signed {
        let (first, is_again) = names.entry(name).or_insert((*row, false));
        *is_again |= !document.same_key(rows[*first].line, rows[*row].line);
    }
    let is_again = |(row, name): &&(usize, String)| {
        let is_of_many = names.get(name.as_str()).is_some_and(|(_, is_again)| *is_again);
        readings[*row] == Reading::Paragraph && is_of_many
    };
    signed.iter().filter(is_again).map(|(row, _)| *row).collect()
}

#[cfg(test)]
mod tests {
    use super::{lone_credits, signed_alike, unshown};
    use crate::recognize::Lexicon;
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading::{self, BodyCaption, BodyCredit, Paragraph};

    const TITLE: &str = "The ferry in the dock";

    #[test]
    fn what_shows_a_caption() {
        let credit = "Photo: Nora Stell";
        for (name, lines, readings, body, wanted) in [
            ("a title", vec![TITLE, "Pier"], [BodyCaption, Paragraph], "..", vec![0]),
            ("it is no caption", vec![TITLE, "Pier"], [Paragraph, Paragraph], "..", vec![]),
            ("it is of the body", vec![TITLE, "Pier"], [BodyCaption, Paragraph], "x.", vec![]),
            (
                "a sentence",
                vec!["The ferry lies in the dock.", "Pier"],
                [BodyCaption, Paragraph],
                "..",
                vec![],
            ),
            ("a credit below", vec![TITLE, credit], [BodyCaption, BodyCredit], "..", vec![]),
            ("a credit above", vec![credit, TITLE], [BodyCredit, BodyCaption], "..", vec![]),
            (
                "its own credit",
                vec!["The ferry in the dock (Photo: Nora Stell)", "Pier"],
                [BodyCaption, Paragraph],
                "..",
                vec![],
            ),
            (
                "its opening",
                vec!["FILE - The ferry in the dock", "Pier"],
                [BodyCaption, Paragraph],
                "..",
                vec![],
            ),
            (
                "a counter beside it",
                vec![TITLE, "1 of 12"],
                [BodyCaption, Reading::BodyCounter],
                "..",
                vec![],
            ),
            (
                "the same again",
                vec![TITLE, TITLE],
                [BodyCaption, Reading::BodyCaptionCopy],
                "..",
                vec![0, 1],
            ),
            (
                "the same again with a credit",
                vec![TITLE, "The ferry in the dock (Photo: Nora Stell)"],
                [BodyCaption, Reading::BodyCaptionCopy],
                "..",
                vec![],
            ),
        ] {
            let is_body = |row: usize, _| body.as_bytes()[row] == b'x';
            let found =
                with_page(&lines.join("\n\n"), None, None, is_body, |_, rows, facts, page| {
                    unshown(rows, &readings, facts, page)
                });
            assert_eq!(found, wanted, "{name}");
        }
        let prints = [TITLE, "Pier", TITLE, credit].join("\n\n");
        let readings = [BodyCaption, Paragraph, Reading::BodyCaptionCopy, BodyCredit];
        let found = with_page(
            &prints,
            None,
            None,
            |_, _| false,
            |_, rows, facts, page| unshown(rows, &readings, facts, page),
        );
        assert!(found.is_empty(), "again over a credit: {found:?}");
    }

    #[test]
    fn a_name_and_a_house_between_two_texts() {
        const TEXT: &str = "The ferry sails from Monday, the harbour office said.";
        const CREDIT: &str = "Lena Marsh / Harbour Ledger";
        for (name, lines, reading, wanted) in [
            ("between texts", [TEXT, CREDIT, TEXT], Paragraph, vec![1]),
            ("a house of one word", [TEXT, "Lena Marsh/HBC", TEXT], Paragraph, vec![1]),
            ("read as a subhead", [TEXT, CREDIT, TEXT], Reading::Subhead, vec![1]),
            ("read as a caption", [TEXT, CREDIT, TEXT], BodyCaption, vec![]),
            ("below a row", [TITLE, CREDIT, TEXT], Paragraph, vec![]),
            ("above a row", [TEXT, CREDIT, TITLE], Paragraph, vec![]),
            ("at the end", [TEXT, TEXT, CREDIT], Paragraph, vec![]),
            ("no name", [TEXT, "Harbour/Island", TEXT], Paragraph, vec![]),
            ("a name of four words", [TEXT, "Lena Mae Lou Marsh/HBC", TEXT], Paragraph, vec![]),
            ("three houses", [TEXT, "Lena Marsh/Old Harbour Ledger", TEXT], Paragraph, vec![]),
            ("small letters", [TEXT, "Lena Marsh/on the pier", TEXT], Paragraph, vec![]),
            ("a small word", [TEXT, "Lena Marsh/The Pier", TEXT], Paragraph, vec![]),
            ("figures", [TEXT, "Lena Marsh/Pier 2", TEXT], Paragraph, vec![]),
        ] {
            let readings = [Paragraph, reading, Paragraph];
            let found = with_page(
                &lines.join("\n\n"),
                None,
                None,
                |_, _| true,
                |document, rows, facts, _| {
                    lone_credits(document, rows, &readings, facts, Lexicon::built_in())
                },
            );
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn captions_that_end_with_one_name() {
        let read = |lines: &[&str]| {
            let readings = vec![Paragraph; lines.len()];
            let input = lines.join("\n\n");
            with_page(
                &input,
                None,
                None,
                |_, _| true,
                |document, rows, facts, _| {
                    signed_alike(document, rows, &readings, facts, Lexicon::built_in())
                },
            )
        };
        let long = |words: usize| format!("The{} sail. Nora Stell", " ferry".repeat(words - 2));
        let first = "The ferry lies in the dock. Nora Stell";
        for (name, second, wanted) in [
            ("the same name", "It sails from the pier. Nora Stell", vec![0, 1]),
            ("another name", "It sails from the pier. Omar Vane", vec![]),
            ("the same line", first, vec![]),
            ("a full stop", "It sails from the pier. Nora Stell.", vec![]),
            ("no sentence before it", "It sails from the pier with Nora Stell", vec![]),
            ("three words before it", "The ferry sails. Nora Stell", vec![]),
            ("45 words before it", &long(45), vec![0, 1]),
            ("46 words before it", &long(46), vec![]),
            ("a short form", "It sails to the pier etc. Nora Stell", vec![]),
            ("a number before it", "2 ferries in the dock. Nora Stell", vec![]),
        ] {
            assert_eq!(read(&[first, second]), wanted, "{name}");
        }
        for (name, end, wanted) in [
            ("one word", "Harbourpix", 2),
            ("four words", "Nora Mae Lou Stell", 2),
            ("five words", "Nora Mae Lou Ada Stell", 0),
            ("a button", "Read More", 0),
            ("a small word", "Off To Sea", 0),
            ("small letters", "Nora stell", 0),
            ("figures", "Pier 2", 0),
        ] {
            let lines = ["The ferry lies in the dock. ", "It sails from the pier. "];
            let lines = lines.map(|line| format!("{line}{end}"));
            assert_eq!(read(&[&lines[0], &lines[1]]).len(), wanted, "{name}");
        }
    }
}
