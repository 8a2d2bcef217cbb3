//! Who made a picture, in words: `Photograph by Lena Marsh`, `Courtesy of Harbour Museum`.

use std::borrow::Cow;

use crate::compare::key;
use crate::recognize::credit::{Credit, end_before, is_full_name, trimmed};
use crate::recognize::{Lexicon, shape};

/// Longest such credit, in bytes; no more of a line is searched for its last sentence.
const LONGEST: usize = 80;
/// Words of a name behind a sentence; alone in a line a headline has as many: `Video by Google shows
/// a robot`.
const NAME_WORDS: usize = 5;
/// Letters of a word inside a name that need no capital: `Museum of Selby`.
const JOINT: usize = 3;

/// The credit that a line or its last sentence is: a label of several words, such as `photo by`, and
/// a name.
pub(super) fn at_end(text: &str, folded: &str, lexicon: &Lexicon) -> Option<Credit> {
    let bare = text.trim_end_matches('.');
    let from = bare.floor_char_boundary(bare.len().saturating_sub(LONGEST));
    let behind = shape::sentence_ends(&bare[from..]).last().map(|end| from + end);
    let start = behind.or((from == 0).then_some(0))?;
    let inner = trimmed(bare, start..bare.len());
    let printed = &bare[inner.clone()];
    // Folding a line costs more than all else here.
    let folded =
        if inner.start == 0 { Cow::Borrowed(folded) } else { Cow::Owned(key::of(printed)) };
    let label = lexicon.lists.credit_labels.at_start(&folded)?.split(' ').count();
    let mut words = printed.split_whitespace().skip(label - 1);
    // `Photo Illustration Wins Prize` is a headline.
    let last = words.next()?;
    let is_of_title = last.starts_with(char::is_uppercase) && last.contains(char::is_lowercase);
    let rest = words.collect::<Vec<_>>().join(" ");
    let before_house = rest.split([',', '/', '|']).next().unwrap_or_default();
    let name = before_house.split_once(" for ").map_or(before_house, |(name, _)| name).trim();
    let is_name = is_full_name(name) || start > 0 && is_capitalized(name);
    let fits = label > 1 && !is_of_title && is_name && !rest.contains([':', '：']);
    fits.then(|| Credit { text_end: end_before(text, start), inner, strong: true })
}

/// A few words with capitals.
fn is_capitalized(name: &str) -> bool {
    let is_large = |word: &str| word.starts_with(char::is_uppercase);
    let words = || name.split(' ');
    words().count() <= NAME_WORDS
        && is_large(name)
        && words().all(|word| is_large(word) || word.chars().count() <= JOINT)
}

#[cfg(test)]
mod tests {
    use super::at_end;
    use crate::compare::key;
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
            ("Photo Illustration Wins Prize", None),
            ("PHOTO BY LENA MARSH", Some(("", "PHOTO BY LENA MARSH"))),
            ("Photo by Lena Marsh: The pier", None),
            ("He gave the photo by Lena Marsh", None),
            ("", None),
        ] {
            let found = at_end(line, &key::of(line), Lexicon::built_in());
            let parts = found.map(|it| (&line[..it.text_end], &line[it.inner]));
            assert_eq!(parts, expected, "{line}");
        }
        let long = format!("Photo by Lena Marsh, {}", "Harbour Times ".repeat(5));
        assert!(at_end(&long, &key::of(&long), Lexicon::built_in()).is_none(), "{long}");
    }
}
