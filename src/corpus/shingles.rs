//! Shingles: runs of three words, as hashes.
//!
//! One shingle in two is looked at, chosen by its hash (Manber, "Finding Similar Files in a Large
//! File System", 1994): the same ones in every text, so that shares of shingles stay what they are.

use std::ops::Range;

use crate::corpus::words::{SAME, Word};

/// Words in a shingle.
pub(super) const WIDTH: usize = 3;

/// The hash of the shingle of three words; never 0.
#[inline]
fn shingle(words: &[Word]) -> u64 {
    let mix = |hash: u64, word: Word| {
        (hash.rotate_left(23) ^ u64::from(word & SAME)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
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

/// Buckets that shingles are sorted into by their hash, so many that each fits a processor's cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Buckets {
    /// There are two to the power of these.
    bits: u32,
}

/// Chosen shingles of a bucket, about.
const BUCKET_SHINGLES: usize = 1 << 16;
const FEWEST_BITS: u32 = 6;
const MOST_BITS: u32 = 16;

impl Buckets {
    /// Buckets for so many shingles, of which one in two is chosen.
    pub(super) fn new(shingles: usize) -> Self {
        let buckets = (shingles / 2 / BUCKET_SHINGLES).max(1).next_power_of_two();
        Self { bits: buckets.ilog2().clamp(FEWEST_BITS, MOST_BITS) }
    }

    /// As many buckets as there may be: shingles are told apart as well as they can be.
    pub(super) fn finest() -> Self {
        Self { bits: MOST_BITS }
    }

    /// The buckets that have this number of bits.
    pub(super) fn of_bits(bits: u32) -> Option<Self> {
        (FEWEST_BITS..=MOST_BITS).contains(&bits).then_some(Self { bits })
    }

    /// See [`of_bits`](Self::of_bits).
    pub(super) fn bits(self) -> u32 {
        self.bits
    }

    /// How many there are; a multiple of 64.
    pub(super) fn len(self) -> usize {
        1 << self.bits
    }

    /// What those chosen shingles of a text are known by that are in some of the buckets, in order.
    pub(super) fn ids<'b>(
        self,
        words: &[Word],
        buckets: &Range<usize>,
        room: &'b mut Vec<u64>,
    ) -> &'b [u64] {
        let mut count = 0;
        room.resize(room.len().max(words.len()), 0);
        for shingle in of(words) {
            let id = self.id(shingle);
            let is_in = ((id >> 32) as usize).wrapping_sub(buckets.start) < buckets.len();
            // Every one is written, and those that are not wanted are written over: a branch would
            // be guessed wrong half the time.
            room[count] = id;
            count += usize::from(is_chosen(shingle) & is_in);
        }
        &room[..count]
    }

    /// What a shingle is known by: its bucket above the lower 32 bits, and 32 bits more of its
    /// hash.
    #[inline]
    pub(super) fn id(self, shingle: u64) -> u64 {
        let hash = (shingle ^ shingle >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
        (hash ^ hash >> 32) >> (32 - self.bits)
    }
}
