//! What a page's story says, to ask of a line of its head whether it is about the story.

use std::collections::HashSet;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::{key, tokens};

/// Longer words of a line that can be told to be of the story.
const LONG_WORDS: usize = 4;
/// Tenths of its longer words that the story says. Of the sentences and items that the reading left
/// out of the heads of labelled pages, nine in ten from here on are summaries, captions or
/// paragraphs of the story; below it one in five is.
const TOLD: usize = 4;

/// The words of a story.
pub(super) struct Said<'a> {
    keys: Vec<&'a str>,
    words: HashSet<u64, BuildKeyHasher>,
}

impl<'a> Said<'a> {
    pub(super) fn of(keys: impl Iterator<Item = &'a str>) -> Self {
        let keys: Vec<&str> = keys.collect();
        let mut words = HashSet::default();
        for key in &keys {
            tokens::for_each_hash(key, |word| {
                words.insert(word);
            });
        }
        Self { keys, words }
    }

    /// Whether the story says one of the words of a name that have a capital, or a name in a script
    /// without spaces.
    pub(super) fn has_any(&self, name: &str) -> bool {
        self.has_unspaced(name).unwrap_or_else(|| capitalised(name).any(|word| self.has(word)))
    }

    /// Whether the story says all words of a name that have a capital.
    pub(super) fn has_all(&self, name: &str) -> bool {
        self.has_unspaced(name).unwrap_or_else(|| capitalised(name).all(|word| self.has(word)))
    }

    /// Whether the story says a name in a script without spaces; none for another one.
    fn has_unspaced(&self, name: &str) -> Option<bool> {
        let folded = key::of(name);
        let is_unspaced = tokens::count(&folded).is_unspaced();
        is_unspaced.then(|| self.keys.iter().any(|key| key.contains(&folded)))
    }

    fn has(&self, word: &str) -> bool {
        let mut is_said = false;
        tokens::for_each_hash(&key::of(word), |word| is_said |= self.words.contains(&word));
        is_said
    }

    /// Whether the story says all longer words of a line, or all where none is longer; a line in a
    /// script without spaces as a whole.
    pub(super) fn says(&self, key: &str) -> bool {
        if tokens::count(key).is_unspaced() {
            return self.keys.iter().any(|text| text.contains(key));
        }
        let (mut all, mut said, mut long, mut long_said) = (0, 0, 0, 0);
        tokens::for_each_span(key, |start, end| {
            let is_said = self.words.contains(&tokens::hash(key.as_bytes(), start, end));
            let is_long = end - start >= tokens::STEM_BYTES;
            all += 1;
            said += usize::from(is_said);
            long += usize::from(is_long);
            long_said += usize::from(is_long && is_said);
        });
        if long > 0 { long_said == long } else { all > 0 && said == all }
    }

    /// Whether a line tells of the story: four in ten of its longer words, of which it has four,
    /// are said there.
    pub(super) fn tells(&self, key: &str) -> bool {
        let (mut long, mut said) = (0, 0);
        tokens::for_each_span(key, |start, end| {
            if end - start >= tokens::STEM_BYTES {
                long += 1;
                let word = tokens::hash(key.as_bytes(), start, end);
                said += usize::from(self.words.contains(&word));
            }
        });
        long >= LONG_WORDS && said * 10 >= long * TOLD
    }
}

/// The words of a name that begin with no small letter.
fn capitalised(name: &str) -> impl Iterator<Item = &str> {
    name.split_whitespace().filter(|word| !word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::Said;
    use crate::compare::key;

    #[test]
    fn what_is_told() {
        let story =
            key::of("The harbour office wants another ferry before winter, says its director.");
        let said = Said::of([story.as_str()].into_iter());
        for (name, line, expected) in [
            ("all longer words", "Another ferry for the harbour office", true),
            ("two of four", "Another ferry for the village museum", true),
            ("one of four", "Another museum for the village school", false),
            ("two of five", "Another ferry for the village school museum", true),
            ("two of six", "Another ferry for the village school museum garden", false),
            ("three longer words", "The harbour office wants one", false),
            ("none", "Here it is", false),
        ] {
            assert_eq!(said.tells(&key::of(line)), expected, "{name}");
        }
    }

    #[test]
    fn lines_whose_words_are_all_said() {
        let keys = [key::of("The ferry to the island sails for 山田造船 in May.")];
        let said = Said::of(keys.iter().map(String::as_str));
        for (name, line, expected) in [
            ("both longer words", "island ferry", true),
            ("one of them", "island museum", false),
            ("a shorter one aside", "ferry of old", true),
            ("shorter words", "in May", true),
            ("one of them", "in June", false),
            ("no word", "...", false),
            ("a script without spaces", "山田造船", true),
            ("signs of it", "造船山田", false),
        ] {
            assert_eq!(said.says(&key::of(line)), expected, "{name}: {line}");
        }
    }

    #[test]
    fn names_that_are_said() {
        let keys = [key::of("Mr Bell of the 山田太郎 museum said no.")];
        let said = Said::of(keys.iter().map(String::as_str));
        for (name, line, expected) in [
            ("a last name", "Tom Bell", true),
            ("no word of it", "Nora Stell", false),
            ("a small word", "Nora of Stell", false),
            ("a name without spaces", "山田太郎", true),
            ("signs of it", "太郎山田", false),
        ] {
            assert_eq!(said.has_any(line), expected, "{name}");
        }
    }
}
