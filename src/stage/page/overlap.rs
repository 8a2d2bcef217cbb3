//! Which words two parts of a page share.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::compare::tokens;
use crate::stage::page::own::MOST_WORDS;

/// Bytes of a word that counts: shorter ones are in every text.
const LONG_ENOUGH: usize = 4;
/// Bits of the filter, as a power of two.
const BITS: u32 = 14;

/// A set of words that may, rarely, hold one word too many: a filter of one hash (B. H. Bloom,
/// 1970).
#[derive(Debug)]
pub(super) struct Words {
    bits: Vec<u64>,
    count: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self { bits: vec![0; 1 << (BITS - 6)], count: 0 }
    }
}

impl Words {
    /// The words of one key.
    pub(super) fn of(key: &str) -> Self {
        let mut words = Self::default();
        words.add(key);
        words
    }

    pub(super) fn add(&mut self, key: &str) {
        each_word(key, |word| {
            self.insert(word);
        });
    }

    /// Adds words, and says how many of them it did not hold.
    pub(super) fn add_new(&mut self, words: &[u64]) -> usize {
        words.iter().filter(|&&word| self.insert(word)).count()
    }

    /// Adds a word, and says whether it did not hold it.
    fn insert(&mut self, word: u64) -> bool {
        let (at, bit) = place(word);
        let is_new = self.bits[at] & bit == 0;
        self.bits[at] |= bit;
        self.count += 1;
        is_new
    }

    /// Words that were added, counted as often as they were.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn holds(&self, word: u64) -> bool {
        let (at, bit) = place(word);
        self.bits[at] & bit != 0
    }
}

/// Code points of a word beyond which most languages have endings.
const STEM: usize = 5;

/// The words of lines, as hashes: of each line the first hundred, whole and without their endings.
#[derive(Debug)]
pub(super) struct LineWords {
    words: Vec<u64>,
    stems: Vec<u64>,
    ends: Vec<usize>,
}

impl LineWords {
    /// Of the keys of lines, where they are asked for.
    pub(super) fn of<'k>(keys: impl Iterator<Item = Option<&'k str>>) -> Self {
        let mut lines = Self { words: Vec::new(), stems: Vec::new(), ends: vec![0] };
        for key in keys {
            if let Some(key) = key {
                let most = lines.words.len() + MOST_WORDS as usize;
                each_text(key, |word| {
                    if lines.words.len() < most {
                        lines.words.push(xxh3_64(word.as_bytes()));
                        lines.stems.push(xxh3_64(stem(word).as_bytes()));
                    }
                });
            }
            lines.ends.push(lines.words.len());
        }
        lines
    }

    /// The words of a line.
    pub(super) fn words(&self, line: usize) -> &[u64] {
        &self.words[self.ends[line]..self.ends[line + 1]]
    }

    /// The words of `lines` without their endings, those beyond the page left out.
    pub(super) fn stems(&self, lines: Range<usize>) -> &[u64] {
        let last = self.ends.len() - 1;
        &self.stems[self.ends[lines.start.min(last)]..self.ends[lines.end.min(last)]]
    }
}

/// The first five code points of a word.
fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end])
}

fn place(word: u64) -> (usize, u64) {
    ((word >> (64 - (BITS - 6))) as usize, 1 << (word & 63))
}

/// Calls `each` with the hash of every word of four bytes and more, and of every two neighbours in
/// an unspaced script.
pub(super) fn each_word(key: &str, mut each: impl FnMut(u64)) {
    each_text(key, |word| each(xxh3_64(word.as_bytes())));
}

/// The same with the words themselves.
fn each_text<'k>(key: &'k str, mut each: impl FnMut(&'k str)) {
    let base = key.as_ptr() as usize;
    let mut before: Option<(usize, usize)> = None;
    tokens::for_each(key, |token| {
        let start = token.as_ptr() as usize - base;
        let end = start + token.len();
        let is_alone =
            token.len() < LONG_ENOUGH && !token.is_ascii() && token.chars().nth(1).is_none();
        match before {
            _ if token.len() >= LONG_ENOUGH => each(&key[start..end]),
            Some((first, last)) if is_alone && last == start => each(&key[first..end]),
            _ => {}
        }
        before = is_alone.then_some((start, end));
    });
}

#[cfg(test)]
mod tests {
    use super::{LineWords, Words, each_word};

    fn count(key: &str) -> usize {
        let mut count = 0;
        each_word(key, |_| count += 1);
        count
    }

    #[test]
    fn long_words_and_neighbours() {
        assert_eq!(count("the harbour wall is old"), 2);
        assert_eq!(count("港口计划"), 3);
        assert_eq!(count("港口, 计划"), 2);
        assert_eq!(count("it is so"), 0);
        assert_eq!(count("港a"), 0, "a short word beside a sign");
        assert_eq!(count("a港"), 0, "a sign beside a short word");
        assert_eq!(count("𠀀港"), 1, "a sign of four bytes is a word of its own");
    }

    #[test]
    fn holds_what_was_added() {
        let words = Words::of("harbour wall");
        let mut held = Vec::new();
        each_word("wall harbour bridge", |word| held.push(words.holds(word)));
        assert_eq!(held, [true, true, false]);
        assert_eq!(words.count(), 2);
    }

    #[test]
    fn new_words_are_those_not_held() {
        let mut words = Words::of("harbour");
        let mut line = Vec::new();
        each_word("harbour wall wall", |word| line.push(word));
        assert_eq!(words.add_new(&line), 1);
        assert_eq!((words.add_new(&line), words.count()), (0, 7));
    }

    #[test]
    fn words_of_lines_whole_and_without_their_endings() {
        let keys = [Some("harbour wall"), None, Some("harbours"), Some("harb"), Some("港口港")];
        let lines = LineWords::of(keys.into_iter());
        let counts: Vec<usize> = (0..5).map(|line| lines.words(line).len()).collect();
        assert_eq!(counts, [2, 0, 1, 1, 2]);
        assert_ne!(lines.words(0)[0], lines.words(2)[0]);
        assert_eq!(lines.stems(0..1)[0], lines.stems(2..3)[0]);
        assert_ne!(lines.stems(2..3), lines.stems(3..4), "four letters are no five");
        assert_eq!(lines.words(4), lines.stems(4..5));
        assert_eq!((lines.stems(0..3).len(), lines.stems(3..9).len()), (3, 3));
    }
}
