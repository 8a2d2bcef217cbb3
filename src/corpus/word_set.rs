//! Which words a text has, at a glance.

use crate::corpus::words::{SAME, Word};

/// The words of a text: one that it has is always found, and one in sixteen others is taken for one
/// of them.
#[derive(Debug, Default)]
pub(super) struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    /// Makes it the set of these words. Linear.
    pub(super) fn fill(&mut self, words: &[Word]) {
        self.bits.clear();
        self.bits.resize((words.len() / 4).next_power_of_two(), 0);
        for &word in words {
            let (at, bit) = self.place(word);
            self.bits[at] |= bit;
        }
    }

    /// Whether a word may be one of them.
    pub(super) fn has(&self, word: Word) -> bool {
        let (at, bit) = self.place(word);
        self.bits[at] & bit != 0
    }

    fn place(&self, word: Word) -> (usize, u64) {
        let hash = u64::from(word & SAME).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((hash >> 32) as usize & (self.bits.len() - 1), 1 << (hash >> 26 & 63))
    }
}
