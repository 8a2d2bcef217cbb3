//! Shingles: runs of three words, as hashes, and the numbers of those that occur twice.
//!
//! A shingle that occurs once in a corpus joins nothing and gets no number. A filter of two bits a shingle (Bloom, "Space/Time
//! Trade-offs in Hash Coding with Allowable Errors", 1970) tells first from later occurrences, so that only repeated shingles
//! are ever stored; one that the filter takes for repeated by mistake gets a number that one text alone has, which is harmless.

use crate::corpus::words::{SAME, Word};

/// Words in a shingle.
pub(super) const WIDTH: usize = 3;

/// The hash of the shingle of three words; never 0.
#[inline]
fn shingle(words: &[Word]) -> u64 {
    let mix = |hash: u64, word: Word| (hash.rotate_left(23) ^ u64::from(word & SAME)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = words.iter().fold(0x51_7c_c1_b7, |hash, &word| mix(hash, word));
    (hash ^ hash >> 29) | 1
}

/// The hashes of all shingles of a text, in order.
pub(super) fn of(words: &[Word]) -> impl Iterator<Item = u64> {
    words.windows(WIDTH).map(shingle)
}

/// Numbers for the shingles that occur twice: a table with linear probing.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    slots: Vec<(u64, u32)>,
    used: usize,
}

impl Repeated {
    /// The repeated shingles of some texts. Linear.
    pub(super) fn of<'w>(texts: impl Iterator<Item = &'w [Word]>, shingles: usize) -> Self {
        let bits = (shingles * 12).next_power_of_two().max(1 << 12);
        let mut seen = vec![0_u64; bits / 64];
        let mut repeated = Self { slots: vec![(0, 0); 1 << 12], used: 0 };
        for words in texts {
            for shingle in of(words) {
                let (first, second) = (spread(shingle) as usize & (bits - 1), (spread(shingle) >> 32) as usize & (bits - 1));
                let mask = (1_u64 << (first % 64), 1_u64 << (second % 64));
                let is_seen = seen[first / 64] & mask.0 != 0 && seen[second / 64] & mask.1 != 0;
                if is_seen {
                    repeated.insert(shingle);
                } else {
                    seen[first / 64] |= mask.0;
                    seen[second / 64] |= mask.1;
                }
            }
        }
        repeated
    }

    /// How many shingles have a number; numbers are below.
    pub(super) fn len(&self) -> usize {
        self.used
    }

    /// The number of a shingle.
    #[inline]
    pub(super) fn number(&self, shingle: u64) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = spread(shingle) as usize >> 7 & mask;
        loop {
            let (known, number) = self.slots[at];
            if known == shingle {
                return Some(number);
            }
            if known == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    fn insert(&mut self, shingle: u64) {
        if self.used * 2 >= self.slots.len() {
            let larger = vec![(0, 0); self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, larger).into_iter().filter(|slot| slot.0 != 0) {
                let at = self.slot(slot.0);
                self.slots[at] = slot;
            }
        }
        let at = self.slot(shingle);
        if self.slots[at].0 == 0 {
            self.slots[at] = (shingle, self.used as u32);
            self.used += 1;
        }
    }

    /// Where a shingle is, or would be.
    fn slot(&self, shingle: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = spread(shingle) as usize >> 7 & mask;
        while self.slots[at].0 != 0 && self.slots[at].0 != shingle {
            at = (at + 1) & mask;
        }
        at
    }
}

#[inline]
fn spread(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::{Repeated, of};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_occurs_twice_has_a_number(texts in prop::collection::vec(prop::collection::vec(0_u32..6, 0..40), 0..12)) {
            let repeated = Repeated::of(texts.iter().map(Vec::as_slice), texts.iter().map(Vec::len).sum());
            let all: Vec<u64> = texts.iter().flat_map(|words| of(words)).collect();
            for shingle in &all {
                let count = all.iter().filter(|other| *other == shingle).count();
                prop_assert!(count < 2 || repeated.number(*shingle).is_some_and(|number| (number as usize) < repeated.len()));
            }
        }
    }
}
