//! The first bytes of texts, for a look before any other.

use std::collections::HashSet;

use crate::compare::hasher::BuildKeyHasher;

/// A set of starts, with a table of bits before it: most words of a line start none of the phrases.
#[derive(Debug, Clone, Default)]
pub(super) struct Starts {
    all: HashSet<u32, BuildKeyHasher>,
    table: [u64; 1 << (TABLE_BITS - 6)],
}

/// Bits of the table. The longest lists have some hundred different starts.
const TABLE_BITS: u32 = 11;

impl Starts {
    pub(super) fn insert(&mut self, start: u32) {
        let bit = Self::bit(start);
        self.table[bit / 64] |= 1 << (bit % 64);
        self.all.insert(start);
    }

    pub(super) fn contains(&self, start: u32) -> bool {
        let bit = Self::bit(start);
        self.table[bit / 64] >> (bit % 64) & 1 == 1 && self.all.contains(&start)
    }

    fn bit(start: u32) -> usize {
        (start.wrapping_mul(0x9e37_79b1) >> (32 - TABLE_BITS)) as usize
    }
}

/// The first bytes of a text, `len` (four at most), filled up with zeros.
pub(super) fn start(text: &str, len: usize) -> u32 {
    if let (4, Some(four)) = (len, text.as_bytes().first_chunk()) {
        return u32::from_be_bytes(*four);
    }
    text.bytes().take(len).chain([0; 4]).take(4).fold(0, |start, byte| start << 8 | u32::from(byte))
}
