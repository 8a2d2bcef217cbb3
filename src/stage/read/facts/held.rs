//! The facts that hold for a row, a bit each.

use crate::stage::read::facts::{COUNT, Fact, NAMES};

/// A set of facts. Neighbours share most of theirs, and what differs shows word by word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bits<const WORDS: usize>([u64; WORDS]);

/// The facts of a row.
pub(crate) type Held = Bits<{ COUNT.div_ceil(64) }>;
/// The facts of a line by itself, all of which have a name.
pub(crate) type OfLine = Bits<{ NAMES.len().div_ceil(64) }>;

impl<const WORDS: usize> Default for Bits<WORDS> {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl From<OfLine> for Held {
    fn from(line: OfLine) -> Self {
        let mut held = Self::default();
        for (word, line) in held.0.iter_mut().zip(line.0) {
            *word = line;
        }
        held
    }
}

impl<const WORDS: usize> Bits<WORDS> {
    /// Adds a fact by its number where it holds.
    #[inline]
    pub(super) fn add(&mut self, fact: usize, holds: bool) {
        self.0[fact / 64] |= u64::from(holds) << (fact % 64);
    }

    /// Adds a fact that has a name.
    #[inline]
    pub(super) fn push(&mut self, fact: Fact) {
        self.add(fact as usize, true);
    }

    /// Whether a fact that has a name holds.
    pub(in crate::stage::read) fn has(&self, fact: Fact) -> bool {
        self.0[fact as usize / 64] >> (fact as usize % 64) & 1 == 1
    }

    /// Adds 64 facts from the number `from` on, those whose bits are set.
    pub(super) fn add_bits(&mut self, from: usize, bits: u64) {
        self.0[from / 64] |= bits << (from % 64);
        if !from.is_multiple_of(64) && from / 64 + 1 < WORDS {
            self.0[from / 64 + 1] |= bits >> (64 - from % 64);
        }
    }

    /// Calls `each` with the facts that hold here and not in `other`.
    #[inline]
    pub(in crate::stage::read) fn for_each_beyond(
        &self,
        other: &Self,
        mut each: impl FnMut(usize),
    ) {
        for (word, (own, other)) in self.0.iter().zip(&other.0).enumerate() {
            let mut rest = own & !other;
            while rest != 0 {
                each(word * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }
}
