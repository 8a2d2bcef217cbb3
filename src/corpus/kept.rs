//! The kept texts, by their shingles: which of them share enough with a text to be compared.
//!
//! Only kept texts are listed, and kept texts are no copies of one another. So the lists of a story
//! stay short however many copies it has, and the shared shingles of a text and every kept one are
//! counted exactly, without a filter or a signature.

use std::cmp::Reverse;

use crate::corpus::document_frequency::DocumentFrequency;
use crate::corpus::inverted_index::{InvertedIndex, Shared};
use crate::corpus::store::Store;

/// Kept texts listed of one shingle. A shingle of more different stories than that is common after
/// all.
const MOST_LISTED: u32 = 256;
/// Share of the smaller text's distinctive shingles that two texts must have in common to be
/// compared, in percent.
const OVERLAP_PERCENT: u64 = 18;
/// Distinctive shingles that the smaller text must have.
const LEAST_SHINGLES: u32 = 6;
/// How many times as many distinctive shingles as the smaller one the larger of two texts may have.
/// A smaller part is neither that text cut off (that takes one word in twenty-five of it) nor says
/// what it is; and a text as long as thousands of its pieces would be read through for each of
/// them.
const MOST_TIMES: u64 = 40;
/// Kept texts that one text is compared with: those that share the most.
const MOST_COMPARED: usize = 24;
/// Words of kept texts that one text is compared with, when these are more than the first few. All
/// that share enough are read where they are articles, of which the longest have 2,700 words; of
/// 120 listings of 57,000 words each all would be read through for all.
const MOST_WORDS: usize = 1 << 16;
const FEW_COMPARED: usize = 4;

/// The kept texts so far.
#[derive(Debug)]
pub(super) struct KeptTexts<'c> {
    frequency: &'c DocumentFrequency,
    index: InvertedIndex<'c>,
    store: &'c Store,
    /// For each text its place in the order in which texts are decided.
    ranks: &'c [u32],
}

impl<'c> KeptTexts<'c> {
    pub(super) fn new(
        frequency: &'c DocumentFrequency,
        store: &'c Store,
        ranks: &'c [u32],
    ) -> Self {
        Self {
            frequency,
            index: InvertedIndex::new(frequency.shared(), |count| count.min(MOST_LISTED)),
            store,
            ranks,
        }
    }

    /// Lists a text as kept.
    pub(super) fn add(&mut self, text: u32) {
        self.index.add(text, |_| {});
    }

    /// The kept texts that share enough with `text`, those that share the most first: those that
    /// are listed, and some that are known to share so many shingles.
    pub(super) fn candidates(
        &self,
        text: u32,
        near: impl Iterator<Item = (u32, u32)>,
        shared: &mut Shared,
    ) -> Vec<u32> {
        self.index.count(text, shared, |_| true);
        let listed = shared
            .drain()
            .filter(|&(other, count)| is_candidate(self.frequency, text, other, count));
        let found = listed.chain(near).map(|(other, count)| Candidate {
            text: other,
            shared: count,
            least: least(self.frequency, text, other),
            rank: self.ranks[other as usize],
            words: self.store.words(other as usize),
        });
        closest(found)
    }
}

/// A kept text that shares enough with another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) text: u32,
    /// How many distinctive shingles both have, and how many the one with fewer has.
    pub(super) shared: u32,
    pub(super) least: u32,
    /// Its place in the order in which texts are decided.
    pub(super) rank: u32,
    pub(super) words: usize,
}

/// Those of some candidates that a text is compared with, those that share the most first.
pub(super) fn closest(candidates: impl Iterator<Item = Candidate>) -> Vec<u32> {
    let mut found: Vec<Candidate> = candidates.collect();
    let share =
        |found: &Candidate| u64::from(found.shared) * 1_000_000 / u64::from(found.least.max(1));
    found.sort_unstable_by_key(|found| (Reverse(share(found)), found.rank, found.text));
    found.truncate(MOST_COMPARED);
    let mut words = 0;
    let is_compared = |(at, found): &(usize, Candidate)| {
        words += found.words;
        *at < FEW_COMPARED || words <= MOST_WORDS
    };
    let compared = found.into_iter().enumerate().take_while(is_compared);
    compared.map(|(_, found)| found.text).collect()
}

/// Whether two texts with so many shingles in common are to be compared.
pub(super) fn is_candidate(
    frequency: &DocumentFrequency,
    text: u32,
    other: u32,
    count: u32,
) -> bool {
    share_enough(frequency.distinctive(text), frequency.distinctive(other), count)
}

/// Whether two texts with so many distinctive shingles are to be compared when they have so many in
/// common.
pub(super) fn share_enough(left: u32, right: u32, shared: u32) -> bool {
    let (least, most) = (left.min(right), left.max(right));
    least >= LEAST_SHINGLES
        && u64::from(shared) * 100 >= u64::from(least) * OVERLAP_PERCENT
        && u64::from(most) <= u64::from(least) * MOST_TIMES
}

/// The distinctive shingles of the smaller one of two texts.
fn least(frequency: &DocumentFrequency, text: u32, other: u32) -> u32 {
    frequency.distinctive(text).min(frequency.distinctive(other))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{
        Candidate, KeptTexts, LEAST_SHINGLES, OVERLAP_PERCENT, closest, is_candidate, share_enough,
    };
    use crate::corpus::batch::Neighbourhood;
    use crate::corpus::document_frequency::{Basis, DocumentFrequency};
    use crate::corpus::groups::Grouping;
    use crate::corpus::inverted_index::Shared;
    use crate::corpus::shingles::{Buckets, chosen};
    use crate::corpus::store::Store;
    use crate::corpus::text::Text;

    /// The kept texts that share enough with the last one, by comparing it with each.
    fn all_pairs(texts: &[Text], order: &[u32]) -> Vec<u32> {
        let sets: Vec<HashSet<u64>> =
            texts.iter().map(|text| chosen(&text.words).collect()).collect();
        let text = &sets[texts.len() - 1];
        let is_close = |other: &u32| {
            let other = &sets[*other as usize];
            let least = text.len().min(other.len());
            let shared = text.intersection(other).count();
            shared > 0
                && least >= LEAST_SHINGLES as usize
                && shared as u64 * 100 >= least as u64 * OVERLAP_PERCENT
        };
        let mut found: Vec<u32> = order.iter().copied().filter(is_close).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn texts_share_enough_to_be_compared_or_not() {
        for (left, right, shared, enough) in [
            (6, 6, 6, true),
            (5, 5, 5, false),
            (100, 400, 18, true),
            (100, 400, 17, false),
            (6, 240, 6, true),
            (6, 241, 6, false),
        ] {
            assert_eq!(share_enough(left, right, shared), enough, "{left}, {right}, {shared}");
            assert_eq!(share_enough(right, left, shared), enough, "{left}, {right}, {shared}");
        }
    }

    #[test]
    fn a_text_is_compared_with_those_that_share_the_most() {
        // How many candidates of so many words there are, and how many are compared.
        for (name, count, words, compared) in [
            ("few", 5, 100, 5),
            ("as many as may be", 24, 2700, 24),
            ("one more", 25, 2700, 24),
            ("words of 8 are all", 24, 8192, 8),
            ("of 7", 24, 8193, 7),
            ("listings", 24, 57_000, 4),
            ("a few listings", 3, 57_000, 3),
        ] {
            let candidate =
                |text: u32| Candidate { text, shared: 20 + text, least: 50, rank: text, words };
            let wanted: Vec<u32> = (0..count).rev().take(compared).collect();
            assert_eq!(closest((0..count).map(candidate)), wanted, "{name}");
        }
        let candidate =
            |text, shared, least, rank| Candidate { text, shared, least, rank, words: 9 };
        let found = [candidate(7, 5, 10, 2), candidate(8, 6, 12, 1), candidate(9, 6, 10, 3)];
        assert_eq!(closest(found.into_iter()), [9, 8, 7], "the larger share, then the rank");
    }

    proptest! {
        #[test]
        fn misses_none(texts in prop::collection::vec(prop::collection::vec(0_u32..5, 0..60), 1..16), listed in 0_usize..16) {
            let texts: Vec<Text> = texts.into_iter().map(Text::of_words).collect();
            let mut store = Store::default();
            for text in &texts {
                store.add(text);
            }
            let grouping = Grouping { store: &store, buckets: Buckets::new(store.shingles()), threads: 1, memory: None };
            let order: Vec<u32> = (0..texts.len() as u32).collect();
            let frequency = DocumentFrequency::of(&grouping, Basis::Stories { copies: &[], stories: &order }).unwrap();
            let mut kept = KeptTexts::new(&frequency, &store, &order);
            let (last, others) = order.split_last().unwrap();
            let (listed, near) = others.split_at(listed.min(others.len()));
            for &text in listed {
                kept.add(text);
            }
            let batch: Vec<u32> = near.iter().chain([last]).copied().collect();
            let is_near = |place: u32, other: u32, count| is_candidate(&frequency, batch[place as usize], batch[other as usize], count);
            let neighbours = Neighbourhood::new(frequency.shared()).neighbours(&batch, is_near).pop().unwrap();
            let near = neighbours.iter().map(|&(place, count)| (batch[place as usize], count));
            let mut found = kept.candidates(*last, near, &mut Shared::new(texts.len()));
            found.sort_unstable();
            prop_assert_eq!(found, all_pairs(&texts, others));
        }
    }
}
