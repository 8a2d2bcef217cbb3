//! Who made a picture, in words: `Photograph by Lena Marsh`, `Courtesy of Harbour Museum`.

use crate::compare::key;
use crate::recognize::credit::{Credit, end_before, is_full_name, trimmed};
use crate::recognize::{Lexicon, shape};

/// Longest such credit, in bytes.
const LONGEST: usize = 80;
/// Words of a name behind a sentence; alone in a line a headline has as many: `Video by Google shows
/// a robot`.
const NAME_WORDS: usize = 5;
/// Letters of a word inside a name that need no capital: `Museum of Selby`.
const JOINT: usize = 3;

/// The credit that a line or its last sentence is: a label of several words, such as `photo by`, and
/// a name.
pub(super) fn at_end(text: &str, lexicon: &Lexicon) -> Option<Credit> {
    let bare = text.trim_end_matches('.');
    let start = shape::sentence_ends(bare).last().unwrap_or(0);
    let inner = trimmed(bare, start..bare.len());
    let printed = &bare[inner.clone()];
    if printed.len() > LONGEST || !printed.starts_with(char::is_alphabetic) {
        return None;
    }
    let folded = key::of(printed);
    let label = lexicon.lists.credit_labels.at_start(&folded)?.split(' ').count();
    let name = printed.split_whitespace().skip(label).collect::<Vec<_>>().join(" ");
    let first = name.split([',', '/', '|']).next().unwrap_or_default();
    let first = first.split_once(" for ").map_or(first, |(name, _)| name).trim();
    let is_name = is_full_name(first) || start > 0 && is_capitalized(first);
    let fits = label > 1 && is_name && !name.contains([':', '：']);
    fits.then(|| Credit { text_end: end_before(text, start), inner: inner.clone(), strong: true })
}

/// A few words with capitals.
fn is_capitalized(name: &str) -> bool {
    let is_large = |word: &str| word.starts_with(char::is_uppercase);
    let mut words = name.split(' ');
    name.split(' ').count() <= NAME_WORDS
        && is_large(name)
        && words.all(|word| is_large(word) || word.chars().count() <= JOINT)
}

#[cfg(test)]
mod tests {
    use super::at_end;
    use crate::recognize::Lexicon;

    #[test]
    fn who_made_a_picture() {
        for (line, expected) in [
            ("Photograph by Lena Marsh", Some(("", "Photograph by Lena Marsh"))),
            (
                "Photo by Lena Marsh for Harbour Times.",
                Some(("", "Photo by Lena Marsh for Harbour Times")),
            ),
            ("Courtesy of Lena Marsh", Some(("", "Courtesy of Lena Marsh"))),
            (
                "The pier after the storm. Photo by Lena Marsh.",
                Some(("The pier after the storm.", "Photo by Lena Marsh")),
            ),
            ("The pier after the storm. Courtesy of the Museum of Selby", None),
            (
                "The pier after the storm. Courtesy of Museum of Selby",
                Some(("The pier after the storm.", "Courtesy of Museum of Selby")),
            ),
            ("It was a storm. Photo by the Pier of Old Selby", None),
            ("It was a storm. Photo by Pier of the Old North Selby", None),
            ("It was a storm. Photo by Pier with Selby", None),
            ("Courtesy of Museum of Selby", None),
            ("Video by Google shows a robot", None),
            ("Photo Lena Marsh", None),
            ("Photo by Lena Marsh: The pier", None),
            ("He gave the photo by Lena Marsh", None),
            ("", None),
        ] {
            let found = at_end(line, Lexicon::built_in());
            let parts = found.map(|it| (&line[..it.text_end], &line[it.inner]));
            assert_eq!(parts, expected, "{line}");
        }
        let long = format!("Photo by Lena Marsh, {}", "Harbour Times ".repeat(5));
        assert!(at_end(&long, Lexicon::built_in()).is_none(), "{long}");
    }
}
