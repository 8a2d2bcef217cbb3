//! Lists of phrases that a key, or the start of one, may be.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::compare::hasher::BuildKeyHasher;

/// A list of phrases that are looked for at the start of a key, sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrases {
    sorted: Vec<Cow<'static, str>>,
    /// The first eight bytes of each phrase as a number, in the same order: a phrase is looked for
    /// among these, and the phrases themselves are far away.
    heads: Vec<u64>,
    /// The first four bytes of all phrases, those of shorter ones filled up with zeros.
    starts: Starts,
    /// Whether there are phrases of one, two, three, and of four bytes or more.
    has_len: [bool; 4],
    /// The first two bytes of all phrases, for a look before any other.
    pairs: Pairs,
}

/// A set of pairs of bytes, of which some share a bit.
#[derive(Debug, Clone)]
struct Pairs([u64; 64]);

impl Default for Pairs {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Pairs {
    /// Adds the first two bytes of a phrase, with all second bytes where it has one only.
    fn insert(&mut self, phrase: &str) {
        match *phrase.as_bytes() {
            [first, second, ..] => self.insert_pair(first, second),
            [first] => (0..=u8::MAX).for_each(|second| self.insert_pair(first, second)),
            [] => self.0 = [u64::MAX; 64],
        }
    }

    fn insert_pair(&mut self, first: u8, second: u8) {
        let (word, bit) = Self::place(first, second);
        self.0[word] |= 1 << bit;
    }

    /// Whether a phrase may begin as this text does.
    fn may_start(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let (word, bit) = match *bytes {
            [first, second, ..] => Self::place(first, second),
            [first] => Self::place(first, 0),
            [] => return true,
        };
        self.0[word] >> bit & 1 == 1
    }

    /// Letters differ in their lowest five bits, scripts in those of the first byte above.
    fn place(first: u8, second: u8) -> (usize, u32) {
        (usize::from(first & 63), u32::from((second ^ first >> 6) & 63))
    }
}

impl Phrases {
    pub(crate) fn add(&mut self, phrase: Cow<'static, str>) {
        self.starts.insert(start(&phrase, 4));
        self.has_len[phrase.len().clamp(1, 4) - 1] = true;
        self.pairs.insert(&phrase);
        if let Err(at) = self.sorted.binary_search(&phrase) {
            self.heads.insert(at, head(&phrase));
            self.sorted.insert(at, phrase);
        }
    }

    /// The longest phrase that `key` starts with, ended by a word's end.
    pub(crate) fn at_start<'l>(&'l self, key: &str) -> Option<&'l str> {
        if !self.pairs.may_start(key) {
            debug_assert!(self.longest_at_start(key).is_none(), "a phrase is passed over: {key}");
            return None;
        }
        let four = start(key, 4);
        let may_start = |len: usize| {
            // The first bytes of the four alone.
            let start = four >> (32 - 8 * len) << (32 - 8 * len);
            self.has_len[len - 1] && self.starts.contains(start)
        };
        if !(1..=4).any(may_start) {
            return None;
        }
        self.longest_at_start(key)
    }

    fn longest_at_start<'l>(&'l self, key: &str) -> Option<&'l str> {
        let mut start = key;
        loop {
            let same = self.with_head_of(start);
            let end = same.start + self.sorted[same].partition_point(|phrase| &**phrase <= start);
            let last = self.sorted.get(end.checked_sub(1)?)?;
            let shared =
                start.bytes().zip(last.bytes()).take_while(|(left, right)| left == right).count();
            if shared == last.len() && ends_word(last, &key[shared..]) {
                return Some(last);
            }
            // A shorter phrase at most has in common what the nearest one has.
            let shorter = shared.min(last.len().saturating_sub(1));
            start = &key[..key.floor_char_boundary(shorter)];
        }
    }

    /// Whether the whole of `key` is a phrase.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.starts.contains(start(key, 4))
            && self.sorted[self.with_head_of(key)].iter().any(|phrase| **phrase == *key)
    }

    /// Where the phrases are that begin with the same eight bytes as a text.
    fn with_head_of(&self, text: &str) -> Range<usize> {
        let head = head(text);
        let from = self.heads.partition_point(|&other| other < head);
        let same = self.heads[from..].iter().take_while(|&&other| other == head).count();
        from..from + same
    }
}

/// The first eight bytes of a text, filled up with zeros, as a number: texts are in the order of
/// these numbers.
fn head(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let eight = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight[..bytes.len()].copy_from_slice(bytes);
        eight
    });
    u64::from_be_bytes(eight)
}

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

/// Whether a phrase that is followed by `rest` ends at a word's end.
fn ends_word(phrase: &str, rest: &str) -> bool {
    let (Some(last), Some(next)) = (phrase.chars().next_back(), rest.chars().next()) else {
        return true;
    };
    !last.is_alphanumeric() || !next.is_alphanumeric() || last as u32 >= 0x2e80
}
