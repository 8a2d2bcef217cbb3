//! Shingles: runs of three words, as hashes, and the numbers of those that occur twice.
//!
//! One shingle in two is looked at, chosen by its hash (Manber, "Finding Similar Files in a Large File System", 1994): the same
//! ones in every text, so that shares of shingles stay what they are.
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

/// The hashes of those shingles of a text that are looked at, in order.
pub(super) fn chosen(words: &[Word]) -> impl Iterator<Item = u64> {
    of(words).filter(|&shingle| is_chosen(shingle))
}

/// Whether a shingle is looked at.
#[inline]
pub(super) fn is_chosen(shingle: u64) -> bool {
    shingle & 2 == 0
}

/// Numbers for the shingles that occur twice: a table with linear probing.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    /// 36 bits of the spread shingle, and 28 bits with one more than its number; 0 where there is none.
    slots: Vec<u64>,
    used: usize,
}

/// The bits of a slot that hold the number; more shingles than that are not numbered.
const NUMBER_BITS: u32 = 28;
const NUMBER: u64 = (1 << NUMBER_BITS) - 1;

impl Repeated {
    /// The repeated shingles of some texts. Linear.
    pub(super) fn of<'w>(texts: impl Iterator<Item = &'w [Word]>, shingles: usize) -> Self {
        let words = (shingles / 16).next_power_of_two().max(1 << 6);
        let mut seen = vec![0_u64; words];
        let mut repeated = Self { slots: vec![0; 1 << 12], used: 0 };
        for text in texts {
            for shingle in chosen(text) {
                let spread = spread(shingle);
                let bits = 1_u64 << (spread & 63) | 1_u64 << (spread >> 6 & 63);
                let word = &mut seen[(spread >> 12) as usize & (words - 1)];
                if *word & bits == bits {
                    repeated.insert(spread);
                }
                *word |= bits;
            }
        }
        repeated
    }

    /// How many shingles have a number; numbers are below.
    pub(super) fn len(&self) -> usize {
        self.used
    }

    /// The numbers of a text's chosen shingles, in order, into `numbers`.
    pub(super) fn numbers(&self, words: &[Word], numbers: &mut Vec<Option<u32>>, buffer: &mut Vec<(u64, u64)>) {
        buffer.clear();
        numbers.clear();
        let mask = self.slots.len().saturating_sub(1);
        // All first slots are fetched before any is looked at, so that the memory serves many at once.
        buffer.extend(chosen(words).map(|shingle| {
            let spread = spread(shingle);
            (spread, self.slots.get(home(spread) & mask).copied().unwrap_or(0))
        }));
        numbers.extend(buffer.iter().map(|&(spread, slot)| match slot {
            0 => None,
            slot if (slot ^ spread) & !NUMBER == 0 => Some((slot & NUMBER) as u32 - 1),
            _ => self.number(spread),
        }));
    }

    /// The shingles with a number for which `holds`, as a filter.
    pub(super) fn filter(&self, holds: impl Fn(u32) -> bool) -> Filter {
        let mut bits = vec![0_u64; (self.used / 16).next_power_of_two().clamp(1 << 10, 1 << 16)];
        let mask = bits.len() - 1;
        for slot in self.slots.iter().filter(|&&slot| slot != 0 && holds((slot & NUMBER) as u32 - 1)) {
            bits[(slot >> 34) as usize & mask] |= 1 << (slot >> 28 & 63);
        }
        Filter { bits }
    }

    /// The number of a shingle.
    fn number(&self, spread: u64) -> Option<u32> {
        let slot = *self.slots.get(self.slot(spread))?;
        (slot != 0).then(|| (slot & NUMBER) as u32 - 1)
    }

    /// The number of a shingle that a filter lets pass.
    pub(super) fn number_of(&self, shingle: u64) -> Option<u32> {
        self.number(spread(shingle))
    }

    fn insert(&mut self, spread: u64) {
        if self.used * 2 >= self.slots.len() {
            let larger = vec![0; self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, larger).into_iter().filter(|&slot| slot != 0) {
                let at = self.slot(slot);
                self.slots[at] = slot;
            }
        }
        let at = self.slot(spread);
        if self.slots[at] == 0 && (self.used as u64) < NUMBER {
            self.used += 1;
            self.slots[at] = spread & !NUMBER | self.used as u64;
        }
    }

    /// Where a shingle is, or would be.
    fn slot(&self, spread: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = home(spread) & mask;
        while self.slots[at] != 0 && (self.slots[at] ^ spread) & !NUMBER != 0 {
            at = (at + 1) & mask;
        }
        at
    }
}

/// Some shingles; it may take a few others for them.
#[derive(Debug)]
pub(super) struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    /// Whether a shingle may be one of them.
    #[inline]
    pub(super) fn may_have(&self, shingle: u64) -> bool {
        let spread = spread(shingle);
        self.bits[(spread >> 34) as usize & (self.bits.len() - 1)] & 1 << (spread >> 28 & 63) != 0
    }
}

/// The slot at which the search for a shingle starts, before it is cut to the table's size.
#[inline]
fn home(spread: u64) -> usize {
    (spread >> NUMBER_BITS) as usize
}

#[inline]
fn spread(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::{Repeated, chosen};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_occurs_twice_has_a_number(texts in prop::collection::vec(prop::collection::vec(0_u32..6, 0..40), 0..12)) {
            let repeated = Repeated::of(texts.iter().map(Vec::as_slice), texts.iter().map(Vec::len).sum());
            let all: Vec<u64> = texts.iter().flat_map(|words| chosen(words)).collect();
            for shingle in &all {
                let count = all.iter().filter(|other| *other == shingle).count();
                prop_assert!(count < 2 || repeated.number_of(*shingle).is_some_and(|number| (number as usize) < repeated.len()));
            }
        }
    }
}
