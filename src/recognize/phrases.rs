//! Lists of phrases that a key, or the start of one, may be.

use std::borrow::Cow;
use std::ops::Range;

use crate::recognize::starts::{Starts, start};

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
    /// Bytes of the shortest phrase.
    shortest: usize,
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
        self.pairs.insert(&phrase);
        self.starts.insert(start(&phrase, 4));
        self.has_len[phrase.len().clamp(1, 4) - 1] = true;
        let is_first = self.sorted.is_empty();
        self.shortest = if is_first { phrase.len() } else { self.shortest.min(phrase.len()) };
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
            let head = head(start);
            let same = self.with_head(head);
            let after = same.start + self.sorted[same].partition_point(|phrase| &**phrase <= start);
            // The phrase that has most in common with the start: none that comes after it begins it.
            let nearest = after.checked_sub(1)?;
            let phrase = &*self.sorted[nearest];
            let shared = match (head ^ self.heads[nearest]).leading_zeros() as usize / 8 {
                HEAD => start.bytes().zip(phrase.bytes()).take_while(|(a, b)| a == b).count(),
                of_heads => of_heads.min(phrase.len()).min(start.len()),
            };
            if shared == phrase.len() && ends_word(phrase, &key[shared..]) {
                return Some(phrase);
            }
            // A shorter phrase at most has in common what the nearest one has.
            let shorter = shared.min(phrase.len().saturating_sub(1));
            if shorter < self.shortest {
                return None;
            }
            start = &key[..key.floor_char_boundary(shorter)];
        }
    }

    /// Whether the whole of `key` is a phrase.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.starts.contains(start(key, 4))
            && self.sorted[self.with_head(head(key))].iter().any(|phrase| **phrase == *key)
    }

    /// Where the phrases with this head are.
    fn with_head(&self, head: u64) -> Range<usize> {
        let from = self.heads.partition_point(|&other| other < head);
        let same = self.heads[from..].iter().take_while(|&&other| other == head).count();
        from..from + same
    }
}

/// Bytes of a head.
const HEAD: usize = 8;

/// The first eight bytes of a text, filled up with zeros, as a number: texts are in the order of
/// these numbers.
fn head(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let eight = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; HEAD];
        eight[..bytes.len()].copy_from_slice(bytes);
        eight
    });
    u64::from_be_bytes(eight)
}

/// Whether a phrase that is followed by `rest` ends at a word's end.
fn ends_word(phrase: &str, rest: &str) -> bool {
    let (Some(last), Some(next)) = (phrase.chars().next_back(), rest.chars().next()) else {
        return true;
    };
    !last.is_alphanumeric() || !next.is_alphanumeric() || last as u32 >= 0x2e80
}

#[cfg(test)]
mod tests {
    use super::{Phrases, ends_word};
    use proptest::prelude::*;

    fn list(phrases: &[String]) -> Phrases {
        let mut list = Phrases::default();
        for phrase in phrases {
            list.add(phrase.clone().into());
        }
        list
    }

    #[test]
    fn the_longest_phrase_counts_that_ends_a_word() {
        let list = list(&["photo", "photo by", "photographer", "by", "写真"].map(str::to_owned));
        for (key, phrase) in [
            ("photo by lena marsh", Some("photo by")),
            ("photo byline", Some("photo")),
            ("photos of the week", None),
            ("photographer", Some("photographer")),
            ("photo", Some("photo")),
            ("phot", None),
            ("by: lena", Some("by")),
            ("写真家", Some("写真")),
            ("", None),
        ] {
            assert_eq!(list.at_start(key), phrase, "{key}");
        }
        assert!(list.contains("photo by") && !list.contains("photo b") && !list.contains(""));
        assert_eq!(Phrases::default().at_start("photo"), None);
    }

    proptest! {
        #[test]
        fn no_phrase_is_passed_over(
            phrases in prop::collection::vec("[ab é写]{1,11}", 0..9),
            key in "[ab é写]{0,14}",
        ) {
            let list = list(&phrases);
            let begins = |phrase: &&String| {
                key.strip_prefix(phrase.as_str()).is_some_and(|rest| ends_word(phrase, rest))
            };
            let longest = phrases.iter().filter(begins).max_by_key(|phrase| phrase.len());
            prop_assert_eq!(list.at_start(&key), longest.map(String::as_str));
            prop_assert_eq!(list.contains(&key), phrases.contains(&key));
        }
    }
}
