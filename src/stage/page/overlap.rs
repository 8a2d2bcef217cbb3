//! Which words two parts of a page share.

use xxhash_rust::xxh3::xxh3_64;

use crate::compare::tokens;

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
            let (at, bit) = place(word);
            self.bits[at] |= bit;
            self.count += 1;
        });
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

fn place(word: u64) -> (usize, u64) {
    ((word >> (64 - (BITS - 6))) as usize, 1 << (word & 63))
}

/// Calls `each` with the hash of every word of four bytes and more, and of every two neighbours in
/// an unspaced script.
pub(super) fn each_word(key: &str, mut each: impl FnMut(u64)) {
    let base = key.as_ptr() as usize;
    let mut before: Option<(usize, usize)> = None;
    tokens::for_each(key, |token| {
        let start = token.as_ptr() as usize - base;
        let end = start + token.len();
        let is_alone =
            token.len() < LONG_ENOUGH && !token.is_ascii() && token.chars().nth(1).is_none();
        match before {
            _ if token.len() >= LONG_ENOUGH => each(xxh3_64(token.as_bytes())),
            Some((first, last)) if is_alone && last == start => {
                each(xxh3_64(&key.as_bytes()[first..end]));
            }
            _ => {}
        }
        before = is_alone.then_some((start, end));
    });
}

#[cfg(test)]
mod tests {
    use super::{Words, each_word};

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
}
