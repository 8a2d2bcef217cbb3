//! Pairs of paragraphs that share enough of their n-grams to be looked at.
//!
//! The overlap of a pair is the share of the smaller one's distinct word 3-grams (token 2-grams in unspaced scripts) that the
//! other has too. The index is a prefix filter (Chaudhuri, Ganti and Kaushik, "A Primitive Operator for Similarity Joins in
//! Data Cleaning", ICDE 2006): of `n` n-grams, any `n - ceil(overlap * n) + 1` hold at least one shared one, so only the
//! rarest that many are looked up. A paragraph in which enough n-grams are its own needs no look-up at all.

use std::collections::{HashMap, HashSet};

use crate::compare::tokens;

/// Paragraphs remembered of one n-gram, and pairs verified of one paragraph: what keeps hostile input linear.
const MOST_POSTINGS: usize = 48;

/// Two paragraphs, by their place, and their overlap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    pub(crate) left: usize,
    pub(crate) right: usize,
    pub(crate) overlap: f32,
}

/// The n-grams of some paragraphs.
#[derive(Debug, Default)]
struct Grams {
    hashes: Vec<u64>,
    /// For each paragraph where its distinct n-grams end in `hashes`.
    ends: Vec<usize>,
    counts: Counts,
}

/// All pairs of paragraphs whose overlap reaches `overlap`, sorted; paragraphs of less than `words` words are in no pair.
///
/// Linear in the length of the keys. Misses none, as long as no rare n-gram is in more than 48 paragraphs.
pub(crate) fn find<'k>(keys: impl Iterator<Item = &'k str>, overlap: f32, words: usize) -> Vec<Pair> {
    let mut grams = Grams::default();
    for key in keys {
        grams.add(key, words);
    }
    let suspects: Vec<usize> = (0..grams.ends.len()).filter(|&at| grams.may_be_shared(at, overlap)).collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let mut pairs = grams.verify(&suspects, overlap);
    pairs.sort_by_key(|pair| (pair.left, pair.right));
    pairs.dedup_by_key(|pair| (pair.left, pair.right));
    pairs
}

impl Grams {
    fn add(&mut self, key: &str, words: usize) {
        let start = self.hashes.len();
        let paragraph = self.ends.len() as u32 + 1;
        let mut recent = [0_u64; 2];
        let hashes = &mut self.hashes;
        let count = tokens::for_each(key, |token| {
            let hash = tokens::hash(token);
            hashes.push(mix(mix(recent[0], recent[1]), hash));
            recent = [recent[1], hash];
        });
        if count.total() < words {
            self.hashes.truncate(start);
        } else if count.is_unspaced() {
            self.hashes.truncate(start);
            self.add_pairs(key);
        } else {
            self.hashes.drain(start..(start + 2).min(self.hashes.len()));
        }
        let mut kept = start;
        for at in start..self.hashes.len() {
            let gram = self.hashes[at];
            if self.counts.add(gram, paragraph) {
                self.hashes[kept] = gram;
                kept += 1;
            }
        }
        self.hashes.truncate(kept);
        self.ends.push(kept);
    }

    fn add_pairs(&mut self, key: &str) {
        let mut last = None;
        tokens::for_each(key, |token| {
            let hash = tokens::hash(token);
            if let Some(last) = last.replace(hash) {
                self.hashes.push(mix(last, hash));
            }
        });
    }

    fn of(&self, paragraph: usize) -> &[u64] {
        let start = if paragraph == 0 { 0 } else { self.ends[paragraph - 1] };
        &self.hashes[start..self.ends[paragraph]]
    }

    /// Whether enough of a paragraph's n-grams are in other paragraphs too.
    fn may_be_shared(&self, paragraph: usize, overlap: f32) -> bool {
        let grams = self.of(paragraph);
        let allowed = grams.len() - needed(grams.len(), overlap);
        !grams.is_empty() && grams.iter().filter(|&&gram| self.counts.get(gram) < 2).take(allowed + 1).count() <= allowed
    }

    /// The rarest n-grams of a paragraph, of which any partner must have one.
    fn prefix(&self, paragraph: usize, overlap: f32) -> Vec<u64> {
        let mut grams = self.of(paragraph).to_vec();
        grams.sort_unstable_by_key(|&gram| (self.counts.get(gram), gram));
        grams.truncate(grams.len() - needed(grams.len(), overlap) + 1);
        grams
    }

    fn verify(&self, suspects: &[usize], overlap: f32) -> Vec<Pair> {
        let prefixes: Vec<Vec<u64>> = suspects.iter().map(|&at| self.prefix(at, overlap)).collect();
        let postings = self.postings(prefixes.iter().flatten().copied());
        let mut pairs = Vec::new();
        for (&small, prefix) in suspects.iter().zip(&prefixes) {
            let own: HashSet<u64> = self.of(small).iter().copied().collect();
            let mut seen = HashSet::new();
            let partners = prefix.iter().filter_map(|gram| postings.get(gram)).flatten().copied();
            for large in partners.filter(|&large| large != small && self.of(large).len() >= own.len()) {
                if seen.len() < MOST_POSTINGS && seen.insert(large) {
                    let shared = self.of(large).iter().filter(|gram| own.contains(gram)).count();
                    if shared >= needed(own.len(), overlap) {
                        let overlap = shared as f32 / own.len() as f32;
                        pairs.push(Pair { left: small.min(large), right: small.max(large), overlap });
                    }
                }
            }
        }
        pairs
    }

    /// The paragraphs that hold each of the wanted n-grams: the first ones of them.
    fn postings(&self, wanted: impl Iterator<Item = u64>) -> HashMap<u64, Vec<usize>> {
        let mut postings: HashMap<u64, Vec<usize>> = wanted.map(|gram| (gram, Vec::new())).collect();
        for paragraph in 0..self.ends.len() {
            for gram in self.of(paragraph) {
                if let Some(list) = postings.get_mut(gram).filter(|list| list.len() < MOST_POSTINGS) {
                    list.push(paragraph);
                }
            }
        }
        postings
    }
}

/// How many of `grams` n-grams a partner must have.
fn needed(grams: usize, overlap: f32) -> usize {
    ((grams as f32 * overlap - 1e-4).ceil().max(1.0) as usize).min(grams)
}

fn mix(left: u64, right: u64) -> u64 {
    (left.rotate_left(5) ^ right).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}

/// In how many paragraphs each n-gram is: a table with linear probing.
#[derive(Debug, Default)]
struct Counts {
    slots: Vec<Slot>,
    used: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    gram: u64,
    /// The last paragraph that had it, from 1; 0 in an empty slot.
    paragraph: u32,
    count: u32,
}

impl Counts {
    /// Counts an n-gram of a paragraph; `false` where the paragraph had it before.
    fn add(&mut self, gram: u64, paragraph: u32) -> bool {
        if self.used * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(gram);
        let slot = &mut self.slots[slot];
        self.used += usize::from(slot.paragraph == 0);
        let is_new = slot.paragraph != paragraph;
        *slot = Slot { gram, paragraph, count: slot.count + u32::from(is_new) };
        is_new
    }

    fn get(&self, gram: u64) -> u32 {
        if self.slots.is_empty() { 0 } else { self.slots[self.slot(gram)].count }
    }

    /// Where an n-gram is, or would be.
    fn slot(&self, gram: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (gram >> 20) as usize & mask;
        while self.slots[at].paragraph != 0 && self.slots[at].gram != gram {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(256);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.paragraph != 0) {
            let at = self.slot(slot.gram);
            self.slots[at] = slot;
        }
    }
}

/// The same pairs by comparing all with all.
#[cfg(any(test, feature = "differential"))]
pub(crate) fn find_naive<'k>(keys: impl Iterator<Item = &'k str>, overlap: f32, words: usize) -> Vec<Pair> {
    let mut grams = Grams::default();
    for key in keys {
        grams.add(key, words);
    }
    let mut pairs = Vec::new();
    for left in 0..grams.ends.len() {
        for right in left + 1..grams.ends.len() {
            let least = grams.of(left).len().min(grams.of(right).len());
            let shared = grams.of(left).iter().filter(|gram| grams.of(right).contains(gram)).count();
            if least > 0 && shared >= needed(least, overlap) {
                pairs.push(Pair { left, right, overlap: shared as f32 / least as f32 });
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{find, find_naive};
    use proptest::prelude::*;

    #[test]
    fn finds_a_sentence_with_a_changed_word() {
        let keys = [
            "the ferry to the island will run again from monday after nine days of repair work",
            "nobody at the harbour office could say how long the second ferry would be away",
            "the ferry to the island will run again from friday after nine days of repair work",
        ];
        let pairs = find(keys.into_iter(), 0.6, 12);
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].left, pairs[0].right), (0, 2));
        assert!((pairs[0].overlap - 11.0 / 14.0).abs() < 1e-6);
        assert_eq!(find(keys.into_iter(), 0.8, 12), []);
        assert_eq!(find(keys.into_iter(), 0.6, 17), []);
    }

    #[test]
    fn finds_in_unspaced_scripts() {
        let keys = ["港口的渡轮将于周一重新开航，此前维修工作持续了九天。", "港口的渡轮将于周五重新开航，此前维修工作持续了九天。"];
        assert_eq!(find(keys.into_iter(), 0.6, 10).len(), 1);
    }

    proptest! {
        #[test]
        fn misses_none(keys in prop::collection::vec(prop::collection::vec(0_u8..9, 5..40), 0..24), overlap in 0.3_f32..1.0) {
            let keys: Vec<String> = keys.iter().map(|words| words.iter().map(|word| format!("w{word} ")).collect()).collect();
            let keys = || keys.iter().map(String::as_str);
            prop_assert_eq!(find(keys(), overlap, 5), find_naive(keys(), overlap, 5));
        }
    }
}
