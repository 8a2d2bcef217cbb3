//! Headlines of other stories inside a page's story, in capitals: some papers print their links so,
//! with no label, between paragraphs.

use std::collections::HashSet;

use crate::recognize::shape::End;
use crate::stage::read::facts::{Fact, Facts};
use crate::stage::read::look::Class;
use crate::stage::read::reading::Reading;
use crate::stage::{Document, Row};

/// Words of such a headline. On labelled pages in scripts with capitals 13 of 14 lines with as many
/// are links and the other reads like one; of those with six to nine words five of ten are subheads.
const LOUD_WORDS: usize = 10;

/// The rows between texts of the story that are headlines in capitals, where fewer lines in capitals
/// are as short as subheads and no two of them begin alike, as steps and entries do.
pub(super) fn headlines(
    document: &Document<'_>,
    rows: &[Row],
    readings: &[Reading],
    is_outside: &[bool],
    facts: &Facts<'_>,
) -> Vec<usize> {
    let text = |row: usize| &*document.lines[rows[row].line].text;
    let is_kept = |row: &usize| {
        !is_outside[*row] && matches!(readings[*row], Reading::Paragraph | Reading::Subhead)
    };
    let is_text = |row: &usize| is_kept(row) && facts.looks[*row].is_text();
    let first = (0..readings.len()).find(is_text).unwrap_or(0);
    let last = (first..readings.len()).rev().find(is_text).unwrap_or(first);
    let is_loud = |row: &usize| {
        let look = facts.looks[*row];
        is_kept(row)
            && look.class == Class::Title
            && look.end == End::Open
            && look.held.has(Fact::AllCaps)
            && !look.is_unspaced
            // A table's row has its cells apart.
            && !text(*row).contains('\t')
    };
    let is_long = |row: &usize| facts.looks[*row].words >= LOUD_WORDS;
    let (long, short): (Vec<usize>, Vec<usize>) = (first..last).filter(is_loud).partition(is_long);
    let mut starts = HashSet::new();
    let mut differs = |row: &usize| starts.insert(text(*row).split(' ').next());
    if short.len() < long.len() && long.iter().all(&mut differs) { long } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::headlines;
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading;

    const TEXT: &str = "The ferry sails from Monday, the harbour office said, after nine days.";
    const LOUD: &str = "TWO MEN OF SELBY ALLEGEDLY SOLD MAPS OF THE STRAIT";

    #[test]
    fn headlines_in_capitals_between_paragraphs() {
        let other = "MAYOR OF SELBY WANTS THE MAPS BACK FROM THE TWO MEN";
        for (name, lines, wanted) in [
            ("one", vec![TEXT, LOUD, TEXT], vec![1]),
            (
                "nine words",
                vec![TEXT, "TWO MEN OF SELBY ALLEGEDLY SOLD MAPS OF STRAITS", TEXT],
                vec![],
            ),
            (
                "small letters",
                vec![TEXT, "Two men of Selby allegedly sold maps of the strait", TEXT],
                vec![],
            ),
            ("a sentence", vec![TEXT, &format!("{LOUD}."), TEXT], vec![]),
            ("below the last text", vec![TEXT, TEXT, LOUD], vec![]),
            ("above the first text", vec![LOUD, TEXT, TEXT], vec![]),
            ("two", vec![TEXT, LOUD, TEXT, other, TEXT], vec![1, 3]),
            ("two that begin alike", vec![TEXT, LOUD, TEXT, LOUD, TEXT], vec![]),
            ("a subhead in capitals", vec![TEXT, "THE MAPS OF SELBY", TEXT, LOUD, TEXT], vec![]),
            (
                "one of three",
                vec![TEXT, "THE MAPS OF SELBY", TEXT, LOUD, TEXT, other, TEXT],
                vec![3, 5],
            ),
            (
                "cells",
                vec![TEXT, "MEN\tOF SELBY ALLEGEDLY SOLD MAPS OF THE STRAIT\tYEAR", TEXT],
                vec![],
            ),
            (
                "a script without spaces",
                vec![TEXT, "海港DVD渡轮今天重新开放城里的人都来了看见了", TEXT],
                vec![],
            ),
        ] {
            let found = with_page(
                &lines.join("\n\n"),
                None,
                None,
                |_, _| true,
                |document, rows, facts, _| {
                    let readings = vec![Reading::Paragraph; rows.len()];
                    let is_outside = vec![false; rows.len()];
                    headlines(document, rows, &readings, &is_outside, facts)
                },
            );
            assert_eq!(found, wanted, "{name}");
        }
        let lines = [TEXT, LOUD, TEXT].join("\n\n");
        for (name, reading, outside) in [
            ("it is outside", Reading::Paragraph, true),
            ("it is a caption", Reading::BodyCaption, false),
        ] {
            let found = with_page(
                &lines,
                None,
                None,
                |_, _| true,
                |document, rows, facts, _| {
                    let readings = [Reading::Paragraph, reading, Reading::Paragraph];
                    headlines(document, rows, &readings, &[false, outside, false], facts)
                },
            );
            assert!(found.is_empty(), "{name}");
        }
    }
}
