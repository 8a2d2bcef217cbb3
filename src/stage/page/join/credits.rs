//! The credit of a picture that a scraper broke at every tag: `Photo by Nora Stell`, `/`,
//! `Harbour Press`.

use crate::compare::key;
use crate::recognize::Lexicon;
use crate::recognize::shape::End;
use crate::stage::Line;
use crate::stage::page::join::is_piece;

/// Words of a piece behind its label: a name or a house has no more.
const PIECE_WORDS: usize = 6;
/// Pieces of a credit: a label, its colon, and four names with signs between.
const MOST_PIECES: usize = 9;
/// Signs between the names of a credit.
const SIGNS: [&str; 2] = ["/", "|"];
const COLONS: [char; 2] = [':', '：'];

/// Whether a line of so many words goes on with the credit that the last of these pieces are;
/// `after` is the line below it.
pub(super) fn go_on(
    pieces: &[Line<'_>],
    (next, words): (&Line<'_>, usize),
    after: Option<&Line<'_>>,
    lexicon: &Lexicon,
) -> bool {
    let (Some(last), true) = (pieces.last(), is_piece(next) && words <= PIECE_WORDS) else {
        return false;
    };
    if next.facts.shape.end == End::Pause {
        // A label goes on with a text only where both stand in brackets.
        let is_closed = || after.is_some_and(|after| is_piece(after) && after.text.ends_with(')'));
        return last.text.ends_with('(') && is_label(&next.text, lexicon) && is_closed();
    }
    let is_sign = |line: &Line<'_>| SIGNS.contains(&&*line.text);
    if is_sign(next) {
        return !is_sign(last) && after.is_some_and(is_piece) && starts_credit(pieces, lexicon);
    }
    let is_ended = matches!(next.facts.shape.end, End::Stop | End::Mark | End::Ellipsis);
    // The colon may stand on a line of its own.
    let is_below_label = || {
        last.text.ends_with(COLONS)
            && (is_label(&last.text, lexicon) || is_label(&tail(pieces, 2), lexicon))
    };
    !is_ended && (is_below_label() || is_sign(last) && starts_credit(pieces, lexicon))
}

/// `Photo:`, `(Image:`
fn is_label(text: &str, lexicon: &Lexicon) -> bool {
    let text = text.trim_start_matches('(').trim_end();
    let label = text.strip_suffix(COLONS);
    label.is_some_and(|label| lexicon.lists.credit_labels.contains(&key::of(label.trim_end())))
}

/// Whether one of the last pieces begins as credits do, with nothing but pieces of it below.
fn starts_credit(pieces: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let last = pieces.len().saturating_sub(MOST_PIECES);
    pieces[last..].iter().rev().any(|piece| {
        let key = key::of(piece.text.trim_start_matches('('));
        let label = lexicon.lists.credit_labels.at_start(&key);
        label.is_some_and(|label| key[label.len()..].starts_with([':', ' ']))
    })
}

/// The last pieces as one text.
fn tail(pieces: &[Line<'_>], count: usize) -> String {
    pieces[pieces.len().saturating_sub(count)..].iter().map(|piece| &*piece.text).collect()
}

#[cfg(test)]
mod tests {
    use crate::stage::page::join::tests::joined;

    #[test]
    fn the_pieces_of_a_credit() {
        for (input, lines) in [
            ("Photo:\nNora Stell", vec!["Photo: Nora Stell"]),
            ("Photo:\nNora Stell\n/\nHarbour Press", vec!["Photo: Nora Stell / Harbour Press"]),
            ("Photo by Nora Stell\n/\nHarbour Press", vec!["Photo by Nora Stell / Harbour Press"]),
            ("Foto\n:\nNora Stell/Hafenblatt", vec!["Foto: Nora Stell/Hafenblatt"]),
            (
                "The boats of the port (\nImage:\nNora Stell)",
                vec!["The boats of the port (Image: Nora Stell)"],
            ),
            (
                "The boats of the port\n(\nImage:\nNora Stell)",
                vec!["The boats of the port (Image: Nora Stell)"],
            ),
            // No label, no name, no end, or a gap.
            ("Weather:\nNora Stell", vec!["Weather:", "Nora Stell"]),
            ("Photo:\n\nNora Stell", vec!["Photo:", "Nora Stell"]),
            ("Photo:\nThe boats are back.", vec!["Photo:", "The boats are back."]),
            (
                "Photo:\nBoats of the old port came back",
                vec!["Photo:", "Boats of the old port came back"],
            ),
            ("Photo:\n• Nora Stell", vec!["Photo:", "• Nora Stell"]),
            ("Photo:\n# Nora Stell", vec!["Photo:", "Nora Stell"]),
            ("Ports of call\n/\nHarbour Press", vec!["Ports of call", "/", "Harbour Press"]),
            ("Photo by Nora Stell\n/", vec!["Photo by Nora Stell", "/"]),
            (
                "The boats of the port (\nImage:\nNora Stell",
                vec!["The boats of the port (", "Image: Nora Stell"],
            ),
            (
                "The boats of the port\nImage:\nNora Stell)",
                vec!["The boats of the port", "Image: Nora Stell)"],
            ),
            ("Photos of the day\nNora Stell", vec!["Photos of the day", "Nora Stell"]),
        ] {
            assert_eq!(joined(input), lines, "{input:?}");
        }
    }
}
