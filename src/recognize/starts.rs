//! The first bytes of texts, for a look before any other.

use std::collections::HashSet;

use crate::compare::hasher::BuildKeyHasher;
use crate::recognize::bits::Bits;

/// A set of starts: most words of a line start none of the phrases of a list, which has some hundred
/// different starts at most.
#[derive(Debug, Clone, Default)]
pub(super) struct Starts {
    all: HashSet<u32, BuildKeyHasher>,
    bits: Bits<32>,
}

impl Starts {
    pub(super) fn insert(&mut self, start: u32) {
        self.bits.insert(start.into());
        self.all.insert(start);
    }

    pub(super) fn contains(&self, start: u32) -> bool {
        self.bits.may_hold(start.into()) && self.all.contains(&start)
    }
}

/// The first bytes of a text, `len` (four at most), filled up with zeros.
pub(super) fn start(text: &str, len: usize) -> u32 {
    if let (4, Some(four)) = (len, text.as_bytes().first_chunk()) {
        return u32::from_be_bytes(*four);
    }
    text.bytes().take(len).chain([0; 4]).take(4).fold(0, |start, byte| start << 8 | u32::from(byte))
}
