//! The kept texts, by their shingles: which of them share enough with a text to be compared.
//!
//! Only kept texts are listed, and kept texts are no copies of one another. So the lists of a story
//! stay short however many copies it has, and the shared shingles of a text and every kept one are
//! counted exactly, without a filter or a signature.

use std::cmp::Reverse;

use crate::corpus::census::Census;
use crate::corpus::listing::{Listing, Shared};

/// Kept texts listed of one shingle. A shingle of more different stories than that is common after
/// all.
const MOST_LISTED: u32 = 256;
/// Share of the smaller text's telling shingles that two texts must have in common to be compared,
/// in percent.
const OVERLAP_PERCENT: u64 = 18;
/// Telling shingles that the smaller text must have.
const LEAST_SHINGLES: u32 = 6;
/// How many times as many telling shingles as the smaller one the larger of two texts may have. A
/// smaller part is neither that text cut off (that takes one word in twenty-five of it) nor says
/// what it is; and a text as long as thousands of its pieces would be read through for each of
/// them.
const MOST_TIMES: u64 = 40;
/// Kept texts that one text is compared with: those that share the most.
const MOST_COMPARED: usize = 24;

/// The kept texts so far.
#[derive(Debug)]
pub(super) struct KeptTexts<'c> {
    census: &'c Census,
    listing: Listing<'c>,
    /// For each text its place in the order in which texts are decided.
    ranks: &'c [u32],
}

impl<'c> KeptTexts<'c> {
    pub(super) fn new(census: &'c Census, ranks: &'c [u32]) -> Self {
        Self {
            census,
            listing: Listing::new(census.shared(), |count| count.min(MOST_LISTED)),
            ranks,
        }
    }

    /// Lists a text as kept.
    pub(super) fn add(&mut self, text: u32) {
        self.listing.add(text, |_| {});
    }

    /// The kept texts that share enough with `text`, those that share the most first: those that
    /// are listed, and some that are known to share so many shingles.
    pub(super) fn candidates(
        &self,
        text: u32,
        near: impl Iterator<Item = (u32, u32)>,
        shared: &mut Shared,
    ) -> Vec<u32> {
        self.listing.count(text, shared, |_| true);
        let listed =
            shared.drain().filter(|&(other, count)| is_candidate(self.census, text, other, count));
        let ranked = listed.chain(near).map(|(other, count)| {
            let share = u64::from(count) * 1_000_000 / u64::from(least(self.census, text, other));
            (Reverse(share), self.ranks[other as usize], other)
        });
        let mut found: Vec<(Reverse<u64>, u32, u32)> = ranked.collect();
        found.sort_unstable();
        found.truncate(MOST_COMPARED);
        found.into_iter().map(|(_, _, other)| other).collect()
    }
}

/// Whether two texts with so many shingles in common are to be compared.
pub(super) fn is_candidate(census: &Census, text: u32, other: u32, count: u32) -> bool {
    let least = least(census, text, other);
    let most = census.telling(text).max(census.telling(other));
    least >= LEAST_SHINGLES
        && u64::from(count) * 100 >= u64::from(least) * OVERLAP_PERCENT
        && u64::from(most) <= u64::from(least) * MOST_TIMES
}

/// The telling shingles of the smaller one of two texts.
fn least(census: &Census, text: u32, other: u32) -> u32 {
    census.telling(text).min(census.telling(other))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{KeptTexts, LEAST_SHINGLES, OVERLAP_PERCENT, is_candidate};
    use crate::corpus::census::Census;
    use crate::corpus::groups::Grouping;
    use crate::corpus::listing::Shared;
    use crate::corpus::shingles::{Buckets, chosen};
    use crate::corpus::store::Store;
    use crate::corpus::text::Text;
    use crate::corpus::wave::Neighbourhood;

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
            let census = Census::of(&grouping, &[], &order).unwrap();
            let mut kept = KeptTexts::new(&census, &order);
            let (last, others) = order.split_last().unwrap();
            let (listed, near) = others.split_at(listed.min(others.len()));
            for &text in listed {
                kept.add(text);
            }
            let wave: Vec<u32> = near.iter().chain([last]).copied().collect();
            let is_near = |place: u32, other: u32, count| is_candidate(&census, wave[place as usize], wave[other as usize], count);
            let neighbours = Neighbourhood::new(census.shared()).neighbours(&wave, is_near).pop().unwrap();
            let near = neighbours.iter().map(|&(place, count)| (wave[place as usize], count));
            let mut found = kept.candidates(*last, near, &mut Shared::new(texts.len()));
            found.sort_unstable();
            prop_assert_eq!(found, all_pairs(&texts, others));
        }
    }
}
