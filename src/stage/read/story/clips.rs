//! Titles of recordings inside a page's story: a line over the length of a recording.

use crate::recognize::forms::Forms;
use crate::stage::Row;
use crate::stage::read::facts::{Fact, Facts};
use crate::stage::read::reading::Reading;

/// Words of a title. A longer line is a text that a recording follows.
const MOST_WORDS: usize = 20;

/// The rows read as the story's that are the titles of recordings: no sentence, and right below them
/// a length, `02:12 - Source: CNN`, `00:00:49`, nearer than the row above.
pub(super) fn titles(rows: &[Row], readings: &[Reading], facts: &Facts<'_>) -> Vec<usize> {
    let is_length = |row: usize| {
        let look = facts.looks[row];
        look.forms.has(Forms::LISTEN) && look.held.has(Fact::StartsDigit)
    };
    let is_title = |&row: &usize| {
        let look = facts.looks[row];
        matches!(readings[row], Reading::Paragraph | Reading::Subhead)
            && !look.is_text()
            && !look.is_furniture()
            && look.words <= MOST_WORDS
            && rows[row + 1].blanks <= rows[row].blanks
            && is_length(row + 1)
    };
    (1..rows.len().saturating_sub(1)).filter(is_title).collect()
}

#[cfg(test)]
mod tests {
    use super::titles;
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading;

    #[test]
    fn what_stands_over_the_length_of_a_recording() {
        const TEXT: &str = "The ferry sails from Monday, the harbour office said.";
        const TITLE: &str = "Watch how the ferry left the pier";
        const LENGTH: &str = "02:12 - Source: CNN";
        let long = "ferry ".repeat(21);
        for (name, input, reading, found) in [
            ("a title", format!("{TEXT}\n\n{TITLE}\n{LENGTH}"), Reading::Paragraph, vec![1]),
            ("a subhead", format!("{TEXT}\n\n{TITLE}\n{LENGTH}"), Reading::Subhead, vec![1]),
            ("gaps alike", format!("{TEXT}\n\n{TITLE}\n\n{LENGTH}"), Reading::Paragraph, vec![1]),
            ("a length alone", format!("{TEXT}\n\n{TITLE}\n00:00:49"), Reading::Paragraph, vec![1]),
            ("a time of day", format!("{TEXT}\n\n{TITLE}\n10:00"), Reading::Paragraph, vec![]),
            ("a button", format!("{TEXT}\n\n{TITLE}\nListen"), Reading::Paragraph, vec![]),
            ("further off", format!("{TEXT}\n{TITLE}\n\n{LENGTH}"), Reading::Paragraph, vec![]),
            ("a caption", format!("{TEXT}\n\n{TITLE}\n{LENGTH}"), Reading::BodyCaption, vec![]),
            ("a sentence", format!("{TEXT}\n\n{TEXT}\n{LENGTH}"), Reading::Paragraph, vec![]),
            ("a date", format!("{TEXT}\n\nMay 3, 2021\n{LENGTH}"), Reading::Paragraph, vec![]),
            (
                "20 words",
                format!("{TEXT}\n\n{}\n{LENGTH}", &long[..120]),
                Reading::Paragraph,
                vec![1],
            ),
            ("21 words", format!("{TEXT}\n\n{long}\n{LENGTH}"), Reading::Paragraph, vec![]),
        ] {
            let readings = [Reading::Paragraph, reading, Reading::BodyWidget];
            let rows = with_page(
                &input,
                None,
                None,
                |_, _| true,
                |_, rows, facts, _| titles(rows, &readings, facts),
            );
            assert_eq!(rows, found, "{name}");
        }
    }
}
