//! Notes at the edges of a story: where it stood first, what was changed in it, who wrote it.
//!
//! They are whole sentences about the story, right above or below its own ones, so the page's
//! measures and the reading take them for paragraphs. What a list knows is told by that; the box of
//! an author also by the byline, since a story begins with what others are, too.

use crate::recognize::forms::Forms;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::reading::Reading;
use crate::stage::{Document, Row};

/// Notes above the first paragraph: one about the story, one about its author.
const ABOVE: usize = 2;

/// The rows read as the story that are notes above its first paragraph and below its last one, each
/// with what it is. Linear.
pub(super) fn at_edges(
    document: &Document<'_>,
    rows: &[Row],
    readings: &[Reading],
    is_outside: &[bool],
    facts: &Facts<'_>,
) -> Vec<(usize, Reading)> {
    let key = |row: usize| document.key(rows[row].line);
    let bylines: Vec<&str> = (0..rows.len())
        .filter(|&row| readings[row] == Reading::Byline && !is_outside[row])
        .map(key)
        .collect();
    let is_author = |row: usize| {
        let name = name_at_start(key(row));
        name.is_some_and(|name| bylines.iter().any(|byline| byline.contains(name)))
    };
    let note = |&row: &usize| Some((row, note_of(facts.looks[row], || is_author(row))?));
    let headline = readings.iter().position(|&reading| reading == Reading::Headline);
    let texts: Vec<usize> = (headline.map_or(0, |row| row + 1)..rows.len())
        .filter(|&row| !is_outside[row] && is_of_body(readings[row]))
        .collect();
    let is_paragraph = |row: &usize| facts.looks[*row].class == Class::Prose && note(row).is_none();
    if !texts.iter().any(is_paragraph) {
        return Vec::new();
    }
    // A number above the first paragraph counts readers; where others follow, parts of the story.
    let is_number = |row: &usize| facts.looks[*row].class == Class::Number;
    let has_one_number = texts.iter().filter(|row| is_number(row)).count() == 1;
    let count =
        |row: &usize| (has_one_number && is_number(row)).then_some((*row, Reading::HeadCounter));
    let above = texts.iter().take(ABOVE).map_while(|row| note(row).or_else(|| count(row)));
    above.chain(texts.iter().rev().map_while(note)).collect()
}

fn is_of_body(reading: Reading) -> bool {
    matches!(reading, Reading::Paragraph | Reading::Subhead | Reading::Deck)
}

/// What a line is by its form, the narrowest first.
fn note_of(look: &Look, is_author: impl Fn() -> bool) -> Option<Reading> {
    match look.forms {
        forms if forms.has(Forms::CORRECTION) => Some(Reading::Correction),
        forms if forms.has(Forms::APPEARED_FIRST.or(Forms::END_NOTE)) => Some(Reading::EndNote),
        forms if forms.has(Forms::AUTHOR_BOX) && is_author() => Some(Reading::AuthorBox),
        _ => None,
    }
}

/// The first two words of a key: a name.
fn name_at_start(key: &str) -> Option<&str> {
    let (end, _) = key.match_indices(' ').nth(1)?;
    Some(key[..end].trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::at_edges;
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading::{
        self, AuthorBox, Byline, Correction, Deck, EndNote, HeadCounter, Headline, Paragraph,
        Subhead,
    };

    const TEXT: &str = "The ferry sails from Monday, the harbour office said, after nine days.";
    const AUTHOR: &str = "Lena Marsh is a reporter at the Harbour Times.";
    const OTHER: &str = "Omar Vane is a reporter at the Harbour Times.";
    const CHANGED: &str = "This story has been updated with the price of the ferry.";
    const FIRST: &str = "This story was originally published in May.";

    /// What is read anew of these lines, of which the last `outside` are outside the story.
    fn read(lines: &[(&str, Reading)], outside: usize) -> Vec<(usize, Reading)> {
        let input = lines.iter().map(|(line, _)| *line).collect::<Vec<_>>().join("\n\n");
        let readings: Vec<Reading> = lines.iter().map(|(_, reading)| *reading).collect();
        let is_outside: Vec<bool> =
            (0..lines.len()).map(|row| row + outside >= lines.len()).collect();
        with_page(
            &input,
            None,
            None,
            |_, _| true,
            |document, rows, facts, _| at_edges(document, rows, &readings, &is_outside, facts),
        )
    }

    #[test]
    fn notes_above_the_first_paragraph_and_below_the_last() {
        let head = [("Ferry to the island runs again", Headline), ("By Lena Marsh", Byline)];
        for (name, body, wanted) in [
            ("none", vec![(TEXT, Paragraph)], vec![]),
            ("a change", vec![(TEXT, Paragraph), (CHANGED, Paragraph)], vec![(3, Correction)]),
            ("below a subhead", vec![(TEXT, Paragraph), (FIRST, Subhead)], vec![(3, EndNote)]),
            (
                "two of them",
                vec![(TEXT, Paragraph), (AUTHOR, Paragraph), (CHANGED, Paragraph)],
                vec![(4, Correction), (3, AuthorBox)],
            ),
            ("another author", vec![(TEXT, Paragraph), (OTHER, Paragraph)], vec![]),
            ("inside", vec![(TEXT, Paragraph), (CHANGED, Paragraph), (TEXT, Paragraph)], vec![]),
            ("above", vec![(FIRST, Paragraph), (TEXT, Paragraph)], vec![(2, EndNote)]),
            ("as a summary", vec![(CHANGED, Deck), (TEXT, Paragraph)], vec![(2, Correction)]),
            (
                "three above",
                vec![
                    (FIRST, Paragraph),
                    (AUTHOR, Paragraph),
                    (CHANGED, Paragraph),
                    (TEXT, Paragraph),
                ],
                vec![(2, EndNote), (3, AuthorBox)],
            ),
            ("nothing else", vec![(CHANGED, Paragraph), (FIRST, Paragraph)], vec![]),
            ("a number", vec![("12", Paragraph), (TEXT, Paragraph)], vec![(2, HeadCounter)]),
            (
                "numbers of parts",
                vec![("1", Paragraph), (TEXT, Paragraph), ("2", Paragraph), (TEXT, Paragraph)],
                vec![],
            ),
            ("a number below", vec![(TEXT, Paragraph), ("12", Paragraph)], vec![]),
        ] {
            assert_eq!(read(&[&head[..], &body].concat(), 0), wanted, "{name}");
        }
        let below = [(TEXT, Paragraph), (CHANGED, Paragraph), (TEXT, Paragraph)];
        assert_eq!(read(&below, 1), [(1, Correction)], "what is outside the story is none of it");
        let above = [(AUTHOR, Paragraph), head[0], head[1], (TEXT, Paragraph)];
        assert_eq!(read(&above, 0), [], "above the headline");
        let unsigned = [head[0], (TEXT, Paragraph), (AUTHOR, Paragraph)];
        assert_eq!(read(&unsigned, 0), [], "without a byline");
    }
}
