//! Pairs of paragraphs that share enough of their n-grams to be looked at.
//!
//! The overlap of a pair is the share of the smaller one's distinct word 3-grams (token 2-grams in
//! unspaced scripts) that the other has too. The index is a prefix filter (Chaudhuri, Ganti and
//! Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", ICDE 2006): of `n`
//! n-grams, any `n - ceil(overlap * n) + 1` hold at least one shared one, so only the rarest that
//! many are looked up. A paragraph in which enough n-grams are its own needs no look-up at all.

use std::collections::{HashMap, HashSet};

use crate::compare::tokens;

/// Paragraphs remembered of one n-gram, and pairs verified of one paragraph: what keeps hostile
/// input linear.
const MOST_POSTINGS: usize = 48;

/// Two paragraphs, by their place, and their overlap. Small, as there may be 48 of a short line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) overlap: f32,
}

impl Pair {
    /// The places of both.
    pub(crate) fn places(&self) -> (usize, usize) {
        (self.left as usize, self.right as usize)
    }
}

/// The n-grams of some paragraphs. Keeps its memory from one article to the next, and nothing else.
#[derive(Debug, Default)]
pub(crate) struct Index {
    hashes: Vec<u64>,
    /// The hashes of one paragraph's tokens.
    tokens: Vec<u64>,
    /// For each paragraph where its distinct n-grams end in `hashes`.
    ends: Vec<usize>,
    /// For each paragraph how many of them no other has.
    own: Vec<usize>,
    owners: Owners,
    /// For each paragraph whether its n-grams are sorted: only those that are looked up become so.
    is_sorted: Vec<bool>,
}

impl Index {
    /// All pairs of paragraphs whose overlap reaches `overlap`, sorted; paragraphs of less than
    /// `words` words are in no pair.
    ///
    /// Linear in the length of the keys. Misses none, as long as no rare n-gram is in more than 48
    /// paragraphs.
    pub(crate) fn find(&mut self, keys: &[&str], overlap: f32, words: usize) -> Vec<Pair> {
        self.fill(keys, words);
        let suspects: Vec<usize> =
            (0..self.ends.len()).filter(|&at| self.may_be_shared(at, overlap)).collect();
        if suspects.is_empty() {
            return Vec::new();
        }
        let mut pairs = self.verify(&suspects, overlap);
        // A pair that was found from both sides is there twice, and both are equal.
        pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
        pairs.dedup_by_key(|pair| (pair.left, pair.right));
        pairs
    }

    fn fill(&mut self, keys: &[&str], words: usize) {
        const BYTES_PER_WORD: usize = 6;
        let grams = keys.iter().map(|key| key.len()).sum::<usize>() / BYTES_PER_WORD;
        self.hashes.clear();
        self.hashes.reserve(grams);
        self.ends.clear();
        self.own.clear();
        self.owners.start(grams);
        for key in keys {
            self.add(key, words);
        }
    }

    fn add(&mut self, key: &str, words: usize) {
        let paragraph = self.owners.next();
        self.own.push(0);
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.clear();
        let count = tokens::for_each_hash(key, |hash| tokens.push(hash));
        if count.total() >= words {
            self.owners.reserve(tokens.len());
            if count.is_unspaced() {
                tokens.windows(2).for_each(|pair| self.add_gram(mix(pair[0], pair[1]), paragraph));
            } else {
                tokens.windows(3).for_each(|triple| {
                    self.add_gram(mix(mix(triple[0], triple[1]), triple[2]), paragraph);
                });
            }
        }
        self.tokens = tokens;
        self.ends.push(self.hashes.len());
    }

    #[inline]
    fn add_gram(&mut self, gram: u64, paragraph: u32) {
        match self.owners.add(gram, paragraph) {
            Owner::This => return,
            Owner::Nobody => self.own[self.ends.len()] += 1,
            Owner::Other(owner) => self.own[owner] -= 1,
            Owner::Several => {}
        }
        self.hashes.push(gram);
    }

    fn paragraph(&self, paragraph: usize) -> &[u64] {
        let start = if paragraph == 0 { 0 } else { self.ends[paragraph - 1] };
        &self.hashes[start..self.ends[paragraph]]
    }

    /// Whether enough of a paragraph's n-grams are in other paragraphs too.
    fn may_be_shared(&self, paragraph: usize, overlap: f32) -> bool {
        let grams = self.paragraph(paragraph).len();
        grams > 0 && self.own[paragraph] <= grams - needed(grams, overlap)
    }

    /// The rarest n-grams of a paragraph, of which any partner must have one.
    fn prefix(&self, paragraph: usize, overlap: f32) -> Vec<u64> {
        let mut grams = self.paragraph(paragraph).to_vec();
        grams.sort_unstable_by_key(|&gram| (self.owners.is_shared(gram), gram));
        grams.truncate(grams.len() - needed(grams.len(), overlap) + 1);
        grams.shrink_to_fit();
        grams
    }

    fn verify(&mut self, suspects: &[usize], overlap: f32) -> Vec<Pair> {
        let prefixes: Vec<Vec<u64>> = suspects.iter().map(|&at| self.prefix(at, overlap)).collect();
        let postings = self.postings(prefixes.iter().flatten().copied());
        self.is_sorted.clear();
        self.is_sorted.resize(self.ends.len(), false);
        let mut pairs = Vec::new();
        let mut seen = HashSet::new();
        for (&small, prefix) in suspects.iter().zip(&prefixes) {
            let own = self.paragraph(small).len();
            seen.clear();
            for large in prefix.iter().filter_map(|gram| postings.get(gram)).flatten() {
                let large = *large as usize;
                if large == small || self.paragraph(large).len() < own {
                    continue;
                }
                if seen.len() < MOST_POSTINGS && seen.insert(large) {
                    self.sort(large);
                    let shared = self.shared(small, large);
                    if shared >= needed(own, overlap) {
                        let overlap = shared as f32 / own as f32;
                        let (left, right) = (small.min(large) as u32, small.max(large) as u32);
                        pairs.push(Pair { left, right, overlap });
                    }
                }
            }
        }
        pairs
    }

    /// Sorts the n-grams of a paragraph, once.
    fn sort(&mut self, paragraph: usize) {
        if !std::mem::replace(&mut self.is_sorted[paragraph], true) {
            let start = if paragraph == 0 { 0 } else { self.ends[paragraph - 1] };
            self.hashes[start..self.ends[paragraph]].sort_unstable();
        }
    }

    /// How many n-grams of `small` the sorted paragraph `large` has. It looks each of them up, so
    /// that a long paragraph costs little more per partner than a short one.
    fn shared(&self, small: usize, large: usize) -> usize {
        #[cfg(test)]
        crate::stage::work::count(self.paragraph(small).len());
        let large = self.paragraph(large);
        self.paragraph(small).iter().filter(|gram| large.binary_search(gram).is_ok()).count()
    }

    /// The paragraphs that hold each of the wanted n-grams: the first ones of them.
    fn postings(&self, wanted: impl Iterator<Item = u64>) -> HashMap<u64, Vec<u32>> {
        let mut postings: HashMap<u64, Vec<u32>> = wanted.map(|gram| (gram, Vec::new())).collect();
        for paragraph in 0..self.ends.len() {
            for gram in self.paragraph(paragraph) {
                if let Some(list) = postings.get_mut(gram).filter(|list| list.len() < MOST_POSTINGS)
                {
                    list.push(paragraph as u32);
                }
            }
        }
        postings
    }
}

/// The overlap of two keys; `None` where the shorter one has no n-gram. Linear.
pub(crate) fn overlap(left: &str, right: &str) -> Option<f32> {
    let mut index = Index::default();
    index.fill(&[left, right], 0);
    let (small, large) =
        if index.paragraph(0).len() <= index.paragraph(1).len() { (0, 1) } else { (1, 0) };
    index.is_sorted.resize(2, false);
    index.sort(large);
    let grams = index.paragraph(small).len();
    (grams > 0).then(|| index.shared(small, large) as f32 / grams as f32)
}

/// How many of `grams` n-grams a partner must have.
fn needed(grams: usize, overlap: f32) -> usize {
    #[allow(clippy::cast_sign_loss, reason = "at least 1")]
    let needed = (grams as f32 * overlap - 1e-4).ceil().max(1.0) as usize;
    needed.min(grams)
}

fn mix(left: u64, right: u64) -> u64 {
    (left.rotate_left(5) ^ right).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}

/// Who has an n-gram already.
enum Owner {
    Nobody,
    /// The paragraph that asks.
    This,
    /// One other paragraph, by its place.
    Other(usize),
    /// Two paragraphs or more, not the one that asks.
    Several,
}

/// Which paragraph each n-gram is in: a table with linear probing. Paragraphs have numbers that go
/// on from article to article, so that what an article left is known as old and the table need not
/// be emptied.
#[derive(Debug, Default)]
struct Owners {
    slots: Vec<Slot>,
    used: usize,
    /// The number of the article's first paragraph, and of the next one. Numbers start at 1.
    first: u32,
    next: u32,
}

/// An n-gram is known by half of its hash: two that agree in it count as one.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    gram: u32,
    /// The first paragraph that has it, or [`SHARED`].
    owner: u32,
    /// The last paragraph that has it; an older one than the article's first in an empty slot.
    last: u32,
}

const SHARED: u32 = u32::MAX;

impl Owners {
    /// Begins an article with room for `grams` n-grams.
    fn start(&mut self, grams: usize) {
        if self.next >= u32::MAX / 2 {
            *self = Self::default();
        }
        self.first = self.next.max(1);
        self.next = self.first;
        self.used = 0;
        self.reserve(grams);
    }

    /// The number of one more paragraph.
    fn next(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// Gives an n-gram, for which there is room, to a paragraph, and tells who had it.
    fn add(&mut self, gram: u64, paragraph: u32) -> Owner {
        let at = self.slot(gram as u32);
        let first = self.first;
        let slot = &mut self.slots[at];
        let before = *slot;
        slot.last = paragraph;
        if before.last < first {
            self.used += 1;
            *slot = Slot { gram: gram as u32, owner: paragraph, last: paragraph };
            return Owner::Nobody;
        }
        match before.owner {
            _ if before.last == paragraph => Owner::This,
            SHARED => Owner::Several,
            owner => {
                slot.owner = SHARED;
                Owner::Other((owner - first) as usize)
            }
        }
    }

    fn is_shared(&self, gram: u64) -> bool {
        let slot = self.slots[self.slot(gram as u32)];
        slot.last >= self.first && slot.owner == SHARED
    }

    /// Where an n-gram is, or would be.
    fn slot(&self, gram: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (gram.wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
        while self.slots[at].last >= self.first && self.slots[at].gram != gram {
            at = (at + 1) & mask;
        }
        at
    }

    /// Makes room for `more` n-grams, so that half of the slots stay empty.
    fn reserve(&mut self, more: usize) {
        let size = ((self.used + more) * 2).next_power_of_two().max(1024);
        if size <= self.slots.len() {
            return;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.last >= self.first) {
            let at = self.slot(slot.gram);
            self.slots[at] = slot;
        }
    }
}

/// The same pairs by comparing all with all.
#[cfg(any(test, feature = "internal-differential"))]
pub(crate) fn find_naive(keys: &[&str], overlap: f32, words: usize) -> Vec<Pair> {
    let mut grams = Index::default();
    grams.fill(keys, words);
    let mut pairs = Vec::new();
    for left in 0..grams.ends.len() {
        for right in left + 1..grams.ends.len() {
            let least = grams.paragraph(left).len().min(grams.paragraph(right).len());
            let shared = grams
                .paragraph(left)
                .iter()
                .filter(|gram| grams.paragraph(right).contains(gram))
                .count();
            if least > 0 && shared >= needed(least, overlap) {
                let overlap = shared as f32 / least as f32;
                pairs.push(Pair { left: left as u32, right: right as u32, overlap });
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{Index, Owner, Owners, Pair, find_naive, needed};
    use proptest::prelude::*;

    fn find(keys: &[&str], overlap: f32, words: usize) -> Vec<Pair> {
        let mut index = Index::default();
        // What is left of another article does not count.
        index.find(&keys.iter().rev().copied().take(1).collect::<Vec<_>>(), 0.3, 1);
        index.find(keys, overlap, words)
    }

    #[test]
    fn finds_a_sentence_with_a_changed_word() {
        let keys = [
            "the ferry to the island will run again from monday after nine days of repair work",
            "nobody at the harbour office could say how long the second ferry would be away",
            "the ferry to the island will run again from friday after nine days of repair work",
        ];
        let pairs = find(&keys, 0.6, 12);
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].left, pairs[0].right), (0, 2));
        assert!((pairs[0].overlap - 11.0 / 14.0).abs() < 1e-6);
        assert_eq!(find(&keys, 0.8, 12), []);
        assert_eq!(find(&keys, 0.6, 17), []);
    }

    #[test]
    fn finds_in_unspaced_scripts() {
        let keys = [
            "港口的渡轮将于周一重新开航，此前维修工作持续了九天。",
            "港口的渡轮将于周五重新开航，此前维修工作持续了九天。",
        ];
        assert_eq!(find(&keys, 0.6, 10).len(), 1);
    }

    proptest! {
        #[test]
        fn misses_none(keys in prop::collection::vec(prop::collection::vec(0_u8..9, 5..40), 0..24), overlap in 0.3_f32..1.0) {
            let keys: Vec<String> = keys.iter().map(|words| words.iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            prop_assert_eq!(find(&keys, overlap, 5), find_naive(&keys, overlap, 5));
        }
    }

    #[test]
    fn so_many_n_grams_a_partner_must_have() {
        for (grams, overlap, wanted) in [
            (10, 0.6, 6),
            (10, 0.55, 6),
            (10, 0.61, 7),
            (10, 1.0, 10),
            (10, 0.01, 1),
            (1, 0.6, 1),
            (0, 0.6, 0),
        ] {
            assert_eq!(needed(grams, overlap), wanted, "{overlap} of {grams}");
        }
    }

    #[test]
    fn the_overlap_of_two_keys_is_a_share_of_the_shorter_one() {
        for (name, left, right, wanted) in [
            ("the same words", "a b c d", "a b c d", Some(1.0)),
            ("half of the shorter one", "a b c d", "x a b c y z", Some(0.5)),
            ("nothing in common", "a b c d", "w x y z", Some(0.0)),
            ("too short for an n-gram", "a b", "a b c d", None),
            ("two characters are one", "新桥", "新桥通", Some(1.0)),
            ("two of three", "新桥开通", "旧桥开通了", Some(2.0 / 3.0)),
        ] {
            assert_eq!(super::overlap(left, right), wanted, "{name}");
            assert_eq!(super::overlap(right, left), wanted, "{name}, the other way round");
        }
    }

    #[test]
    fn of_many_equal_paragraphs_the_first_48_are_partners() {
        let keys = ["the ferry to the island will run again"; 50];
        // All pairs but the one of the last two.
        let pairs = find(&keys, 0.6, 5);
        assert_eq!(pairs.len(), 50 * 49 / 2 - 1);
        assert!(!pairs.iter().any(|pair| pair.places() == (48, 49)));
    }

    #[test]
    fn a_paragraph_is_compared_with_48_others() {
        let word = |name: char, at: usize| format!("{name}{at} ");
        let small: String = (0..12).map(|at| word('s', at)).collect();
        // Each has one n-gram of the first, and is longer.
        let large = |at: usize| -> String {
            let shared = (at % 10..at % 10 + 3).map(|at| word('s', at));
            let own = (0..20).map(|more| word('o', at * 100 + more));
            shared.chain(own).collect()
        };
        let texts: Vec<String> = std::iter::once(small).chain((0..60).map(large)).collect();
        let keys: Vec<&str> = texts.iter().map(String::as_str).collect();
        let of_first = |pairs: &[Pair]| pairs.iter().filter(|pair| pair.left == 0).count();
        assert_eq!(of_first(&find_naive(&keys, 0.1, 5)), 60);
        assert_eq!(of_first(&find(&keys, 0.1, 5)), 48);
    }

    #[test]
    fn a_paragraph_with_enough_n_grams_of_its_own_is_not_looked_up() {
        let mut index = Index::default();
        // Of the eight n-grams of the first, two are in the second too; the third has none.
        index.fill(&["a b c d e f g h i j", "a b c d x y z", "v w"], 0);
        for (name, paragraph, overlap, wanted) in [
            ("two of eight may be enough", 0, 0.25, true),
            ("three of eight", 0, 0.3, false),
            ("two of five", 1, 0.4, true),
            ("three of five", 1, 0.5, false),
            ("no n-gram", 2, 0.1, false),
        ] {
            assert_eq!(index.may_be_shared(paragraph, overlap), wanted, "{name}");
        }
    }

    #[test]
    fn the_rarest_n_grams_are_looked_up_and_no_more_than_are_needed() {
        let mut index = Index::default();
        index.fill(&["a b c d e f g h i j", "a b c d x y z"], 0);
        let shared: Vec<u64> = index.paragraph(0)[..2].to_vec();
        for (overlap, count, of_shared) in
            [(1.0, 1, 0), (0.5, 5, 0), (0.3, 6, 0), (0.25, 7, 1), (0.1, 8, 2)]
        {
            let prefix = index.prefix(0, overlap);
            let found = prefix.iter().filter(|gram| shared.contains(gram)).count();
            assert_eq!((prefix.len(), found), (count, of_shared), "{overlap}");
        }
    }

    #[test]
    fn the_owners_of_n_grams() {
        let mut owners = Owners::default();
        for article in 0..3 {
            owners.start(3000);
            let (first, second, third) = (owners.next(), owners.next(), owners.next());
            for gram in 0..3000 {
                assert!(matches!(owners.add(gram, first), Owner::Nobody), "{article}: {gram}");
            }
            for gram in 0..3000 {
                assert!(matches!(owners.add(gram, first), Owner::This));
                assert!(!owners.is_shared(gram));
                assert!(matches!(owners.add(gram, second), Owner::Other(0)));
                assert!(matches!(owners.add(gram, second), Owner::This));
                assert!(matches!(owners.add(gram, third), Owner::Several));
                assert!(owners.is_shared(gram));
            }
            assert!(!owners.is_shared(3001));
            assert_eq!(owners.used, 3000);
        }
    }

    #[test]
    fn half_of_the_slots_stay_empty() {
        let mut owners = Owners::default();
        for (used, more, slots) in
            [(0, 0, 1024), (0, 512, 1024), (0, 513, 2048), (500, 12, 1024), (500, 13, 2048)]
        {
            owners = Owners { next: owners.next, ..Owners::default() };
            owners.start(0);
            let paragraph = owners.next();
            for gram in 0..used {
                owners.add(gram, paragraph);
            }
            owners.reserve(more);
            assert_eq!(owners.slots.len(), slots, "{more} more than {used}");
            // What was known is known in the larger table.
            assert!((0..used).all(|gram| matches!(owners.add(gram, paragraph), Owner::This)));
        }
    }

    #[test]
    fn the_numbers_of_paragraphs_begin_anew_before_they_run_out() {
        for (next, first) in
            [(0, 1), (7, 7), (u32::MAX / 2 - 1, u32::MAX / 2 - 1), (u32::MAX / 2, 1)]
        {
            let mut owners = Owners { next, ..Owners::default() };
            owners.start(10);
            assert_eq!((owners.first, owners.next()), (first, first));
        }
    }

    #[test]
    fn of_an_n_gram_48_paragraphs_are_remembered() {
        for (count, listed) in [(47, 47), (48, 48), (49, 48)] {
            let mut index = Index::default();
            index.fill(&vec!["a b c d"; count], 0);
            let postings = index.postings(index.paragraph(0).iter().copied());
            assert!(postings.len() == 2 && postings.values().all(|list| list.len() == listed));
        }
    }
}
