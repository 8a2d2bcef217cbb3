//! The first letter of a text, set larger than the rest and on a line of its own: `T`, `he ferry
//! runs again.`

use crate::recognize::Lexicon;
use crate::recognize::letters::is_alphanumeric;
use crate::stage::page::join::{QUOTES, is_piece};
use crate::stage::{Kind, Line};

/// Words of a line that goes on from its letter; a shorter one is as likely a button (`X`,
/// `github`) and goes on only to a word that is known.
const TEXT_WORDS: usize = 4;

/// Whether a line is the rest of the text whose first letter stands above it; `others` are the
/// keys of the other lines. No space stands at the break: behind a word of one letter there is one.
/// Of 73 such pairs on 4,636 pages, sixteen are none, all of them short lines.
pub(super) fn goes_on<'k>(
    input: &str,
    mut others: impl Iterator<Item = &'k str>,
    letter: &Line<'_>,
    (next, words): (&Line<'_>, usize),
    lexicon: &Lexicon,
) -> bool {
    if !is_torn(input, letter, next) || next.facts.kind != Kind::Text || !is_piece(next) {
        return false;
    }
    let rest = next.text.split(|char| !is_alphanumeric(char)).next().unwrap_or_default();
    let letter = letter.text.trim_start_matches(QUOTES).to_lowercase();
    let word = format!("{letter}{rest}");
    // `A`, `woman of the harbour`: the letter may be a word itself.
    let is_sure = words >= TEXT_WORDS && !lexicon.is_light(&letter);
    is_sure || lexicon.is_light(&word) || others.any(|key| says(key, &word))
}

/// Whether a line is one capital, behind a quote or not, and the next one goes on with a small
/// letter right below it.
pub(super) fn is_torn(input: &str, letter: &Line<'_>, next: &Line<'_>) -> bool {
    let mut chars = letter.text.trim_start_matches(QUOTES).chars();
    let is_capital = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    is_capital
        && next.text.starts_with(char::is_lowercase)
        && matches!(&input[letter.span.end..next.span.start], "\n" | "\r\n")
}

/// Whether a word stands in a text.
fn says(text: &str, word: &str) -> bool {
    let is_end = |char: Option<char>| !char.is_some_and(is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        is_end(text[..at].chars().next_back()) && is_end(text[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use crate::stage::page::join::tests::joined;

    #[test]
    fn the_first_letter_of_a_text() {
        for (input, lines) in [
            ("T\nhe ferry runs again.", &["The ferry runs again."][..]),
            ("“T\nhe ferry runs again.", &["“The ferry runs again."]),
            ("T\r\nhe ferry runs again.", &["The ferry runs again."]),
            ("Ш\nторм прошёл над гаванью ночью.", &["Шторм прошёл над гаванью ночью."]),
            ("T\n\nhe ferry runs again.", &["T", "he ferry runs again."]),
            // With a space at the break the two are words of a sentence.
            ("T \nhe ferry runs again.", &["T he ferry runs again."]),
            ("T\n he ferry runs again.", &["T he ferry runs again."]),
            ("T\nThe ferry runs again.", &["T", "The ferry runs again."]),
            ("t\nhe ferry runs again.", &["t", "he ferry runs again."]),
            ("Th\ne ferry runs again.", &["Th", "e ferry runs again."]),
            // A short line, and what it goes on to.
            ("X\ngithub link here", &["X", "github link here"]),
            ("V\nellmark city port", &["V", "ellmark city port"]),
            ("V\nellmark\n\nThe port of Vellmark.", &["Vellmark", "The port of Vellmark."]),
            (
                "V\nellmark\n\nThe Vellmarkers said no.",
                &["V", "ellmark", "The Vellmarkers said no."],
            ),
            ("V\nellmark\n\nThe Oldvellmark port.", &["V", "ellmark", "The Oldvellmark port."]),
            // A letter that is a word.
            ("A\nwoman of the harbour spoke.", &["A", "woman of the harbour spoke."]),
            ("A\nnd so the ferry runs.", &["And so the ferry runs."]),
            (
                "A\ndmiral Bell of the harbour spoke.\n\nThe admiral left.",
                &["Admiral Bell of the harbour spoke.", "The admiral left."],
            ),
            // It goes on further below.
            (
                "T\nhe ferry of the harbour\nNorth Star\nruns again.",
                &["The ferry of the harbour North Star runs again."],
            ),
            ("S\nhare", &["S", "hare"]),
        ] {
            assert_eq!(joined(input), lines, "{input:?}");
        }
    }
}
