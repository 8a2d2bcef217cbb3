//! Whether a capital makes a name: how often a word is printed with one inside sentences, and how
//! often without; and whether the word lists know it from lines of pages.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::tokens;
use crate::corpus::reader::Reader;
use crate::corpus::words::{Class, SAME, Word, class};
use crate::recognize::lexicon;

/// Word lists of lines whose words are ordinary ones. Those of buttons and of legal lines name
/// companies.
const LISTS: [&str; 7] =
    ["newsletter", "paywall", "comments", "read_more", "promotion", "related", "advertisement"];

/// The words of [`LISTS`].
static LISTED: LazyLock<HashSet<Word, BuildKeyHasher>> = LazyLock::new(|| {
    let mut reader = Reader::new();
    let entries = lexicon::built_in_entries().filter(|(_, list, _)| LISTS.contains(list));
    entries.flat_map(|(_, _, entry)| reader.read(entry)).map(|word| word & SAME).collect()
});

/// How often each word was printed with a capital and without. One entry for each word of the
/// language.
#[derive(Debug, Default)]
pub(super) struct Capitals(HashMap<Word, Counts, BuildKeyHasher>);

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// In lower case.
    lower: u32,
    /// With a capital inside a sentence.
    capital: u32,
}

impl Capitals {
    /// Counts the words of a line. Linear.
    pub(super) fn count(&mut self, line: &str, words: &[Word]) {
        let mut starts = Vec::with_capacity(words.len());
        tokens::for_each_span(line, |start, _| starts.push(start));
        if starts.len() != words.len() {
            return;
        }
        for (&word, start) in words.iter().zip(starts) {
            match class(word) {
                Class::Name => self.0.entry(word & SAME).or_default().capital += 1,
                Class::Content if !starts_with_capital(&line[start..]) => {
                    self.0.entry(word & SAME).or_default().lower += 1;
                }
                _ => {}
            }
        }
    }

    /// Whether every word of the line that is printed with a capital is an ordinary one: of the
    /// lists, or counted more often in lower case than not.
    pub(super) fn are_ordinary(&self, line: &str, reader: &mut Reader) -> bool {
        let (words, places) = reader.read_places(line);
        let is_mostly_lower =
            |word: Word| self.0.get(&word).is_some_and(|counts| counts.lower > counts.capital);
        let is_ordinary =
            |word: Word| LISTED.contains(&(word & SAME)) || is_mostly_lower(word & SAME);
        words.into_iter().zip(places).all(|(word, place)| {
            let may_be_name = matches!(class(word), Class::Content | Class::Name)
                && starts_with_capital(&line[place]);
            !may_be_name || is_ordinary(word)
        })
    }
}

fn starts_with_capital(text: &str) -> bool {
    text.chars().find(|char| char.is_alphanumeric()).is_some_and(char::is_uppercase)
}
