//! Captions that say what a paragraph says: with a credit that only pictures have, the whole
//! paragraph or its beginning.

use std::collections::HashMap;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::signs::Hash;
use crate::stage::{Document, Row};

/// Words of such a caption with its credit: fewer begin a paragraph by chance.
const CAPTION_WORDS: usize = 6;
/// Paragraphs that begin alike among which the caption's is looked for.
const MOST_STARTS: usize = 8;

/// Such captions, and their paragraphs.
#[derive(Debug)]
pub(super) struct Pictures {
    captions: Vec<bool>,
    paragraphs: Vec<bool>,
}

impl Pictures {
    /// Linear: a caption is compared with a bounded number of paragraphs.
    pub(super) fn find(document: &Document<'_>, rows: &[Row], facts: &Facts<'_>) -> Self {
        let mut found =
            Self { captions: vec![false; rows.len()], paragraphs: vec![false; rows.len()] };
        let signed = || {
            (0..rows.len()).filter(|&row| {
                facts.looks[row].is_signed && facts.looks[row].words >= CAPTION_WORDS
            })
        };
        if signed().next().is_none() {
            return found;
        }
        let mut starts: HashMap<Hash, Vec<usize>, BuildKeyHasher> = HashMap::default();
        for row in (0..rows.len()).filter(|&row| is_plain(facts.looks[row])) {
            if let Some(start) = facts.looks[row].signs.start {
                starts.entry(start).or_default().push(row);
            }
        }
        for row in signed() {
            let line = rows[row].line;
            let Some(credit) =
                document.facts(line).credit.as_ref().filter(|credit| credit.text_end > 0)
            else {
                continue;
            };
            let text = key::of(&document.lines[line].text[..credit.text_end]);
            let alike = facts.looks[row]
                .signs
                .start
                .and_then(|start| starts.get(&start))
                .map_or(&[][..], Vec::as_slice);
            for &paragraph in alike.iter().take(MOST_STARTS) {
                let Some(rest) = document.key(rows[paragraph].line).strip_prefix(text.as_str())
                else {
                    continue;
                };
                let is_whole = rest.is_empty() && is_in_body(facts, paragraph);
                found.captions[row] |= is_whole || rest.starts_with(' ');
                found.paragraphs[paragraph] |= is_whole;
            }
        }
        found
    }

    /// Whether a row is a caption that says what a paragraph says.
    pub(super) fn is_caption(&self, row: usize) -> bool {
        self.captions[row]
    }

    /// Whether a row is a paragraph that a caption says again: without this, both are prints of one
    /// caption.
    pub(super) fn is_paragraph(&self, row: usize) -> bool {
        self.paragraphs[row]
    }
}

/// Whether a line is prose without a credit.
fn is_plain(look: &Look) -> bool {
    look.class == Class::Prose && !look.has_credit
}

/// Whether a line stands at the top or below another one without a credit. A caption that is
/// printed twice, one of them with its credit, stands in the head or behind a picture.
fn is_in_body(facts: &Facts<'_>, row: usize) -> bool {
    row == 0 || is_plain(facts.looks[row - 1])
}

#[cfg(test)]
mod tests {
    use super::Pictures;
    use crate::stage::read::facts::Facts;
    use crate::stage::read::facts::tests::with_rows;
    use crate::stage::read::look;

    #[test]
    fn captions_that_say_what_a_paragraph_says() {
        const FERRY: &str =
            "The ferry to the island runs again from Monday, the harbour office said.";
        const OTHER: &str =
            "Repairs to the ferry took nine days and cost more than the council had planned.";
        let longer = format!("{FERRY} It was away for nine days.");
        let short =
            "Harbourmasters disagreed. Nobody knows why they did, and nobody asks them.".to_owned();
        let all = short.replace(" disagreed", " all disagreed");
        let signed = format!("{FERRY} (Photo: Ann Lee)");
        for (name, lines, expected) in [
            ("a paragraph", vec![OTHER, FERRY, OTHER, &signed], ".P.C"),
            ("the first one", vec![FERRY, &signed], "PC"),
            ("above its paragraph", vec![&signed, OTHER, FERRY], "C.P"),
            ("a paragraph that is printed twice", vec![OTHER, FERRY, FERRY, &signed], ".PPC"),
            ("the beginning of a paragraph", vec![OTHER, &longer, &signed], "..C"),
            ("below a line that is no text", vec![OTHER, "Harbour", FERRY, &signed], "...."),
            ("below another credit", vec![OTHER, &signed, FERRY], "..."),
            (
                "a credit that may be of the text",
                vec![OTHER, FERRY, &format!("{FERRY} (Reuters)")],
                "...",
            ),
            ("another sentence", vec![OTHER, FERRY, &format!("{OTHER} (Photo: Ann Lee)")], "P.C"),
            ("no credit", vec![OTHER, FERRY, FERRY], "..."),
            (
                "five words with the credit",
                vec!["Harbourmasters disagreed. (Photo: Ann Lee)", &short],
                "..",
            ),
            ("six words", vec!["Harbourmasters all disagreed. (Photo: Ann Lee)", &all], "C."),
        ] {
            let found = with_rows(&lines.join("\n\n"), |document, rows, rules| {
                let facts =
                    Facts::find(document, rows, look::of_rows(document, rows, rules), None, rules);
                let pictures = Pictures::find(document, rows, &facts);
                let of_row = |row| match (pictures.is_caption(row), pictures.is_paragraph(row)) {
                    (true, _) => 'C',
                    (_, true) => 'P',
                    _ => '.',
                };
                (0..rows.len()).map(of_row).collect::<String>()
            });
            assert_eq!(found, expected, "{name}: {lines:?}");
        }
    }
}
