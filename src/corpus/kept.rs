//! The kept texts, by their shingles: which of them share enough with a text to be compared.
//!
//! Only kept texts are listed, and kept texts are no copies of one another. So the lists of a story stay short however many
//! copies it has, and the shared shingles of a text and every kept one are counted exactly, without a filter or a signature.

use crate::corpus::census::Census;

/// Kept texts listed of one shingle. A shingle of more different stories than that is common after all.
const MOST_LISTED: usize = 256;
/// Share of the smaller text's telling shingles that two texts must have in common to be compared, in percent.
const OVERLAP_PERCENT: u64 = 18;
/// Telling shingles that the smaller text must have.
const LEAST_SHINGLES: u32 = 6;
/// Kept texts that one text is compared with: those that share the most.
const MOST_COMPARED: usize = 24;

/// The kept texts so far.
#[derive(Debug)]
pub(super) struct KeptTexts<'c> {
    census: &'c Census,
    /// Where each shingle's list starts, and how many it holds.
    lists: Vec<(u32, u32)>,
    listed: Vec<u32>,
    /// Telling shingles of each text.
    sizes: Vec<u32>,
    /// For each text how many were kept before it.
    before: Vec<u32>,
    kept: u32,
}

impl<'c> KeptTexts<'c> {
    pub(super) fn new(census: &'c Census, texts: usize) -> Self {
        let room = |number: u32| match census.texts(number) {
            _ if census.is_common(number) => 0,
            0 | 1 => 0,
            texts => texts.min(MOST_LISTED as u32),
        };
        let mut lists = Vec::with_capacity(census.len() + 1);
        let mut end = 0;
        for number in 0..census.len() as u32 {
            lists.push((end, 0));
            end += room(number);
        }
        lists.push((end, 0));
        let sizes = (0..texts).map(|text| census.telling(text)).collect();
        Self { census, lists, listed: vec![0; end as usize], sizes, before: vec![0; texts], kept: 0 }
    }

    /// Lists a text as kept.
    pub(super) fn add(&mut self, text: u32) {
        self.before[text as usize] = self.kept;
        self.kept += 1;
        for &number in self.census.numbers(text as usize) {
            let end = self.lists[number as usize + 1].0;
            let (start, len) = &mut self.lists[number as usize];
            if *len < end - *start {
                self.listed[(*start + *len) as usize] = text;
                *len += 1;
            }
        }
    }

    /// The kept texts that share enough with `text`, those that share the most first.
    pub(super) fn candidates(&self, text: u32, shared: &mut Shared) -> Vec<u32> {
        let counts = &mut shared.counts;
        counts.resize(self.sizes.len(), 0);
        for &number in self.census.numbers(text as usize) {
            let (start, len) = self.lists[number as usize];
            for &other in &self.listed[start as usize..(start + len) as usize] {
                if counts[other as usize] == 0 {
                    shared.touched.push(other);
                }
                counts[other as usize] += 1;
            }
        }
        let mut found: Vec<(u64, u32)> = Vec::new();
        for other in shared.touched.drain(..) {
            let count = std::mem::take(&mut counts[other as usize]);
            let least = self.sizes[text as usize].min(self.sizes[other as usize]);
            if least >= LEAST_SHINGLES && u64::from(count) * 100 >= u64::from(least) * OVERLAP_PERCENT {
                found.push((u64::from(count) * 1_000_000 / u64::from(least), other));
            }
        }
        found.sort_unstable_by_key(|&(share, other)| (std::cmp::Reverse(share), self.before[other as usize]));
        found.truncate(MOST_COMPARED);
        found.into_iter().map(|(_, other)| other).collect()
    }
}

/// Counts that are kept from one look-up to the next, and are all zero between two.
#[derive(Debug, Default)]
pub(super) struct Shared {
    counts: Vec<u32>,
    touched: Vec<u32>,
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{KeptTexts, LEAST_SHINGLES, OVERLAP_PERCENT, Shared};
    use crate::corpus::census::Census;
    use crate::corpus::shingles::{Repeated, chosen};
    use crate::corpus::text::Text;

    /// The kept texts that share enough with the last one, by comparing it with each.
    fn all_pairs(texts: &[Text], order: &[u32]) -> Vec<u32> {
        let sets: Vec<HashSet<u64>> = texts.iter().map(|text| chosen(&text.words).collect()).collect();
        let text = &sets[texts.len() - 1];
        let is_close = |other: &u32| {
            let other = &sets[*other as usize];
            let least = text.len().min(other.len());
            let shared = text.intersection(other).count();
            shared > 0 && least >= LEAST_SHINGLES as usize && shared as u64 * 100 >= least as u64 * OVERLAP_PERCENT
        };
        let mut found: Vec<u32> = order.iter().copied().filter(is_close).collect();
        found.sort_unstable();
        found
    }

    proptest! {
        #[test]
        fn misses_none(texts in prop::collection::vec(prop::collection::vec(0_u32..5, 0..60), 1..16)) {
            let texts: Vec<Text> = texts.into_iter().map(|words| Text::of_words(words, 0)).collect();
            let repeated = Repeated::of(texts.iter().map(|text| text.words.as_slice()), 1000);
            let mut census = Census::of(&texts, &repeated);
            let order: Vec<u32> = (0..texts.len() as u32).collect();
            census.count_stories(&texts, &order);
            let mut kept = KeptTexts::new(&census, texts.len());
            let (last, others) = order.split_last().unwrap();
            for &text in others {
                kept.add(text);
            }
            let mut found = kept.candidates(*last, &mut Shared::default());
            found.sort_unstable();
            prop_assert_eq!(found, all_pairs(&texts, others));
        }
    }
}
