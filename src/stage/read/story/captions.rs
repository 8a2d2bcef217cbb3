//! The captions of a page that nothing but their place makes one.

use crate::recognize::forms::Forms;
use crate::stage::Row;
use crate::stage::page::found::Found;
use crate::stage::read::facts::Facts;
use crate::stage::read::reading::Reading;

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

#[cfg(test)]
mod tests {
    use super::unshown;
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
}
