//! The place or label that a text begins with, on a line of its own: `Oakmouth.`,
//! `Oakmouth, Conn. —`, `HARBOUR FEES:`.

use crate::compare::tokens;
use crate::recognize::shape::End;
use crate::stage::page::join::is_piece;
use crate::stage::{Kind, Line};

/// Words of the text: a label stands over shorter ones, too.
const TEXT_WORDS: usize = 10;
/// Words of a place before a full stop, and of one before a dash, which says more.
const STOP_WORDS: usize = 3;
const DASH_WORDS: usize = 5;
/// Words of a label in capitals right above its text: one alone is a button.
const LABEL_WORDS: std::ops::RangeInclusive<usize> = 2..=4;
/// Empty lines between the two. In pages that are torn so, paragraphs stand as far apart.
const BLANKS: u32 = 3;

/// Whether a line of so many words is the text that the line above it opens; `above` is the line
/// above both.
pub(super) fn opens(
    above: Option<&Line<'_>>,
    line: &Line<'_>,
    (text, words): (&Line<'_>, usize),
) -> bool {
    let is_plain = |line: &Line<'_>| line.facts.kind == Kind::Text && is_piece(line);
    let is_text = words >= TEXT_WORDS
        && text.facts.shape.end == End::Stop
        && text.blanks <= BLANKS
        && !text.text.starts_with(char::is_lowercase);
    if !is_text || !is_plain(line) || !is_plain(text) {
        return false;
    }
    let opening = &*line.text;
    let count =
        opening.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let has_capitals =
        || opening.split_whitespace().all(|word| !word.starts_with(char::is_lowercase));
    if opening.ends_with(['—', '–']) {
        return (1..=DASH_WORDS).contains(&count) && has_capitals();
    }
    if let Some(label) = opening.strip_suffix(':') {
        let is_loud =
            label.chars().any(char::is_uppercase) && !label.chars().any(char::is_lowercase);
        return is_loud && LABEL_WORDS.contains(&count) && text.blanks == 0;
    }
    // Below a sentence it is one itself: an answer.
    let is_below_text = above
        .is_some_and(|above| matches!(above.facts.shape.end, End::Stop | End::Mark | End::Pause));
    let place = opening.strip_suffix('.').filter(|_| !is_below_text);
    place.is_some_and(|place| {
        (1..=STOP_WORDS).contains(&count)
            && place.chars().all(|char| char.is_alphabetic() || matches!(char, ' ' | '-' | '/'))
            && !place.chars().any(tokens::is_unspaced)
            && place.split(' ').all(|word| word.starts_with(char::is_uppercase))
    })
}

#[cfg(test)]
mod tests {
    use crate::stage::page::join::tests::joined;

    #[test]
    fn what_a_text_begins_with() {
        let text = "The ferry to the island runs again on Monday, the office said.";
        for (name, above, opening, gap, count) in [
            ("a place", "Harbour", "Oakmouth.", "\n", 1),
            ("two words", "Harbour", "Port Selby.", "\n", 1),
            ("a place further off", "Harbour", "Oakmouth.", "\n\n\n\n", 1),
            ("four empty lines", "Harbour", "Oakmouth.", "\n\n\n\n\n", 2),
            ("an answer", "Does it run?", "Never.", "\n", 2),
            ("below a sentence", "It is away.", "Oakmouth.", "\n", 2),
            ("below a pause", "He said,", "Never.", "\n", 2),
            ("small letters", "Harbour", "Port of Selby.", "\n", 2),
            ("four words", "Harbour", "Port Selby On Sea.", "\n", 2),
            ("a number", "Harbour", "Pier 4.", "\n", 2),
            ("an item", "Harbour", "• Oakmouth.", "\n", 2),
            ("a heading", "Harbour", "# Oakmouth.", "\n", 2),
            ("no stop", "Harbour", "Oakmouth", "\n", 2),
            ("a dash", "It is away.", "Oakmouth, Conn. —", "\n\n", 1),
            ("five words before a dash", "Harbour", "Port Selby On Sea, Conn. —", "\n", 1),
            ("six words before a dash", "Harbour", "Port Selby On The Sea, Conn. —", "\n", 2),
            ("small letters before a dash", "Harbour", "on the sea —", "\n\n", 2),
            ("a dash alone", "Harbour", "—", "\n\n", 2),
            ("a loud label", "Harbour", "HARBOUR FEES:", "\n", 1),
            ("it stands apart", "Harbour", "HARBOUR FEES:", "\n\n", 2),
            ("one word", "Harbour", "FEES:", "\n", 2),
            ("five words", "Harbour", "THE FEES OF THE HARBOUR:", "\n", 2),
            ("a label that is not loud", "Harbour", "Harbour Fees:", "\n", 2),
        ] {
            let found = joined(&format!("{above}\n\n{opening}{gap}{text}"));
            assert_eq!(found.len() - 1, count, "{name}: {found:?}");
        }
        for text in [
            "The ferry runs again on Monday, the office said.",
            "The ferry to the island runs again on Monday, the office said",
            "the ferry to the island runs again on Monday, the office said.",
            "• The ferry to the island runs again on Monday, the office said.",
        ] {
            assert_eq!(joined(&format!("Harbour\n\nOakmouth.\n\n{text}")).len(), 3, "{text}");
        }
        let first = format!("Oakmouth.\n{text}");
        assert_eq!(joined(&format!("{first}\n\nIt is away.")).len(), 2, "at the top");
    }
}
