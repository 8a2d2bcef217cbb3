//! Groups of texts that have a shingle in common: shingles are thrown into buckets by their hash,
//! and each bucket is sorted.
//!
//! The buckets of one pass over the texts are all that is in memory of their shingles, so that more
//! passes take less memory (partitioned hashing: Kitsuregawa et al., "Application of Hash to Data
//! Base Machine and Its Architecture", 1983). Passes know nothing of one another, and each may have
//! a thread.

use std::io;
use std::ops::Range;

use crate::corpus::shingles::Buckets;
use crate::corpus::store::Store;
use crate::corpus::threads;

/// Bytes of a chosen shingle in a bucket.
const SHINGLE_BYTES: usize = size_of::<u64>();

/// How the shingles of a store are grouped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grouping<'s> {
    pub(super) store: &'s Store,
    pub(super) buckets: Buckets,
    pub(super) threads: usize,
    /// Bytes that the buckets of all threads may take, about.
    pub(super) memory: Option<usize>,
}

/// A shingle and the texts that have it.
#[derive(Debug)]
pub(super) struct Group<'e> {
    /// What the shingle is known by.
    pub(super) id: u64,
    /// The shingle's lower bits above, and the text below; each once, sorted.
    entries: &'e [u64],
}

impl Group<'_> {
    /// The texts, each once, in order.
    pub(super) fn texts(&self) -> impl Iterator<Item = u32> {
        self.entries.iter().map(|&entry| entry as u32)
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> u32 {
        self.entries.len() as u32
    }
}

impl Grouping<'_> {
    /// Makes passes over the texts until all groups of some of the buckets were seen. `each` gets
    /// the groups of a pass, one after the other, and what it made of them so far; `end` ends
    /// that. The results are in the order of the buckets.
    pub(super) fn passes<M, T: Send>(
        &self,
        buckets: Range<usize>,
        new: impl Fn() -> M + Sync,
        each: impl Fn(&mut M, &Group<'_>) + Sync,
        end: impl Fn(M) -> T + Sync,
    ) -> io::Result<Vec<T>> {
        let passes = self.pass_count(buckets.len());
        let bound = |pass: usize| buckets.start + buckets.len() * pass / passes;
        let job = |(): &mut (), pass: usize| {
            let mut made = new();
            self.pass(bound(pass)..bound(pass + 1), |group| each(&mut made, group))
                .map(|()| end(made))
        };
        threads::in_order(passes, &mut vec![(); self.threads.min(passes)], job)
            .into_iter()
            .collect()
    }

    fn pass_count(&self, buckets: usize) -> usize {
        let bytes = self.store.shingles() / 2 * SHINGLE_BYTES / self.buckets.len() * buckets;
        let needed = self
            .memory
            .map_or(1, |memory| bytes.saturating_mul(self.threads).div_ceil(memory.max(1)));
        needed.next_multiple_of(self.threads).clamp(1, buckets)
    }

    /// One pass: the groups of some buckets.
    fn pass(&self, buckets: Range<usize>, mut each: impl FnMut(&Group<'_>)) -> io::Result<()> {
        let room = self.store.shingles() / 2 / self.buckets.len();
        let mut entries: Vec<Vec<u64>> =
            buckets.clone().map(|_| Vec::with_capacity(room + room / 16)).collect();
        let mut ids = Vec::new();
        self.store.for_each(|text, words| {
            for &id in self.buckets.ids(words, &buckets, &mut ids) {
                let (bucket, entry) =
                    (&mut entries[(id >> 32) as usize - buckets.start], id << 32 | u64::from(text));
                // A word said over and over has the same shingle again and again.
                if bucket.last() != Some(&entry) {
                    bucket.push(entry);
                }
            }
        })?;
        for (bucket, mut entries) in buckets.zip(entries) {
            entries.sort_unstable();
            entries.dedup();
            for entries in entries.chunk_by(|left, right| left >> 32 == right >> 32) {
                each(&Group { id: (bucket as u64) << 32 | entries[0] >> 32, entries });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::{Group, Grouping};
    use crate::corpus::shingles::{Buckets, chosen};
    use crate::corpus::store::Store;
    use crate::corpus::text::Text;

    proptest! {
        #[test]
        fn each_shingle_has_its_texts(texts in prop::collection::vec(prop::collection::vec(0_u32..6, 0..40), 0..12)) {
            let mut store = Store::default();
            for words in &texts {
                store.add(&Text::of_words(words.clone()));
            }
            let buckets = Buckets::new(store.shingles());
            let mut wanted: BTreeMap<u64, BTreeSet<u32>> = BTreeMap::new();
            for (text, words) in texts.iter().enumerate() {
                chosen(words).for_each(|shingle| {
                    wanted.entry(buckets.id(shingle)).or_default().insert(text as u32);
                });
            }
            let wanted: Vec<(u64, Vec<u32>)> = wanted.into_iter().map(|(id, texts)| (id, texts.into_iter().collect())).collect();
            for (threads, memory) in [(1, None), (3, None), (1, Some(1)), (2, Some(64))] {
                let grouping = Grouping { store: &store, buckets, threads, memory };
                let each = |groups: &mut Vec<_>, group: &Group<'_>| groups.push((group.id, group.texts().collect::<Vec<u32>>()));
                let passes = grouping.passes(0..buckets.len(), Vec::new, each, |groups| groups);
                prop_assert_eq!(&passes.unwrap().concat(), &wanted);
            }
        }
    }

    #[test]
    fn memory_and_threads_say_how_many_passes_there_are() {
        let mut store = Store::default();
        store.add(&Text::of_words((0..100_002).collect()));
        // Half of the 100,000 shingles, of 8 bytes each, in 64 buckets: 6250 bytes a bucket.
        let all = Buckets::of_bits(6).unwrap();
        for (name, threads, memory, buckets, passes) in [
            ("no bound", 1, None, 64, 1),
            ("no bound, a pass for each thread", 3, None, 64, 3),
            ("room for all", 1, Some(400_000), 64, 1),
            ("a byte less", 1, Some(399_999), 64, 2),
            ("room for a quarter", 1, Some(100_000), 64, 4),
            ("room for a quarter, of which two threads use half each", 2, Some(100_000), 64, 8),
            ("as many for each thread", 2, Some(160_000), 64, 6),
            ("room for a quarter of the buckets", 1, Some(100_000), 16, 1),
            ("no room", 1, Some(0), 64, 64),
            ("more threads than buckets", 3, None, 2, 2),
        ] {
            let grouping = Grouping { store: &store, buckets: all, threads, memory };
            assert_eq!(grouping.pass_count(buckets), passes, "{name}");
        }
    }

    #[test]
    fn some_of_the_buckets_have_the_groups_of_these_buckets() {
        let mut store = Store::default();
        store.add(&Text::of_words((0..600).collect()));
        store.add(&Text::of_words((300..900).collect()));
        let buckets = Buckets::new(store.shingles());
        for (threads, memory) in [(1, None), (2, Some(64)), (3, Some(1))] {
            let grouping = Grouping { store: &store, buckets, threads, memory };
            let groups = |buckets| {
                let each = |groups: &mut Vec<_>, group: &Group<'_>| {
                    groups.push((group.id, group.len(), group.texts().collect::<Vec<u32>>()));
                };
                grouping.passes(buckets, Vec::new, each, |groups| groups).unwrap().concat()
            };
            let (all, some) = (groups(0..buckets.len()), groups(16..48));
            let wanted: Vec<_> =
                all.iter().filter(|(id, ..)| (16..48).contains(&(id >> 32))).cloned().collect();
            assert_eq!(some, wanted);
            assert!(all.iter().all(|(_, len, texts)| *len as usize == texts.len()));
            assert!(some.len() < all.len() && some.iter().any(|(_, len, _)| *len == 2));
        }
    }
}
