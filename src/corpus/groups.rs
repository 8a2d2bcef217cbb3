//! Groups of texts that have a shingle in common: shingles are thrown into buckets by their hash,
//! and each bucket is sorted.
//!
//! The buckets of one pass over the texts are all that is in memory of their shingles, so that more
//! passes take less memory (partitioned hashing: Kitsuregawa et al., "Application of Hash to Data
//! Base Machine and Its Architecture", 1983).

use std::io;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

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
    /// groups, one after the other, and what it made of them so far; `end` ends that, as often as
    /// there are threads in each pass. The results are in the order of the buckets.
    pub(super) fn passes<M, T: Send>(
        &self,
        buckets: Range<usize>,
        new: impl Fn() -> M + Sync,
        each: impl Fn(&mut M, &Group<'_>) + Sync,
        end: impl Fn(M) -> T + Sync,
    ) -> io::Result<Vec<T>> {
        let made = |thrown: Vec<Thrown>| {
            let mut made = new();
            for thrown in thrown {
                thrown.groups(|group| each(&mut made, group));
            }
            end(made)
        };
        let mut results = Vec::new();
        for buckets in parts(&buckets, self.pass_count(buckets.len())) {
            results.extend(self.pass(&buckets, made)?);
        }
        Ok(results)
    }

    fn pass_count(&self, buckets: usize) -> usize {
        let bytes = self.store.shingles() / 2 * SHINGLE_BYTES / self.buckets.len() * buckets;
        self.memory.map_or(1, |memory| bytes.div_ceil(memory.max(1))).clamp(1, buckets.max(1))
    }

    /// One pass. Each thread throws the shingles of a part of the texts, and then takes a part of
    /// the buckets: no shingle is made twice.
    fn pass<T: Send>(
        &self,
        buckets: &Range<usize>,
        made: impl Fn(Vec<Thrown>) -> T + Sync,
    ) -> io::Result<Vec<T>> {
        let threads = &mut vec![(); self.threads];
        let shares = parts(&(0..self.store.chunks()), self.threads);
        let throw = |(): &mut (), at: usize| self.throw(&shares[at], buckets);
        let thrown = threads::in_order(shares.len(), threads, throw);
        let mut thrown = thrown.into_iter().collect::<io::Result<Vec<_>>>()?;
        let mut of_bucket = |bucket: usize| {
            let entries =
                thrown.iter_mut().map(|share| std::mem::take(&mut share[bucket - buckets.start]));
            Thrown { bucket, entries: entries.collect() }
        };
        let jobs = parts(buckets, self.threads).into_iter();
        let jobs: Vec<Mutex<Vec<Thrown>>> =
            jobs.map(|part| Mutex::new(part.map(&mut of_bucket).collect())).collect();
        let group = |(): &mut (), at: usize| {
            made(std::mem::take(&mut jobs[at].lock().unwrap_or_else(PoisonError::into_inner)))
        };
        Ok(threads::in_order(jobs.len(), threads, group))
    }

    /// The entries of some chunks of texts, by their bucket.
    fn throw(&self, chunks: &Range<usize>, buckets: &Range<usize>) -> io::Result<Vec<Vec<u64>>> {
        let room = self.store.shingles() / 2 / self.buckets.len() / self.threads;
        let mut entries: Vec<Vec<u64>> =
            buckets.clone().map(|_| Vec::with_capacity(room + room / 16)).collect();
        let mut ids = Vec::new();
        self.store.for_each(chunks, |text, words| {
            for &id in self.buckets.ids(words, buckets, &mut ids) {
                let (bucket, entry) =
                    (&mut entries[(id >> 32) as usize - buckets.start], id << 32 | u64::from(text));
                // A word said over and over has the same shingle again and again.
                if bucket.last() != Some(&entry) {
                    bucket.push(entry);
                }
            }
        })?;
        Ok(entries)
    }
}

/// What was thrown into a bucket.
struct Thrown {
    bucket: usize,
    /// By the parts of the texts, in their order.
    entries: Vec<Vec<u64>>,
}

impl Thrown {
    /// Calls `each` with the groups of the bucket.
    fn groups(mut self, mut each: impl FnMut(&Group<'_>)) {
        for share in &mut self.entries {
            share.sort_unstable();
            share.dedup();
        }
        let id = |entry: u64| (self.bucket as u64) << 32 | entry >> 32;
        if let [entries] = self.entries.as_slice() {
            for entries in entries.chunk_by(|left, right| left >> 32 == right >> 32) {
                each(&Group { id: id(entries[0]), entries });
            }
            return;
        }
        // Shares are merged group by group: put together they would be in memory twice.
        let mut rests: Vec<&[u64]> = self.entries.iter().map(Vec::as_slice).collect();
        let mut entries = Vec::new();
        while let Some(first) = rests.iter().filter_map(|rest| rest.first()).min().copied() {
            entries.clear();
            for rest in &mut rests {
                let len = rest.iter().take_while(|&entry| entry >> 32 == first >> 32).count();
                let (of_group, after) = rest.split_at(len);
                entries.extend_from_slice(of_group);
                *rest = after;
            }
            each(&Group { id: id(first), entries: &entries });
        }
    }
}

/// A range in so many parts, about equal, in order.
fn parts(range: &Range<usize>, count: usize) -> Vec<Range<usize>> {
    let bound = |part: usize| range.start + range.len() * part / count;
    (0..count).map(|part| bound(part)..bound(part + 1)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::{Group, Grouping, parts};
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
    fn memory_says_how_many_passes_there_are() {
        let mut store = Store::default();
        store.add(&Text::of_words((0..100_002).collect()));
        // Half of the 100,000 shingles, of 8 bytes each, in 64 buckets: 6250 bytes a bucket.
        let all = Buckets::of_bits(6).unwrap();
        for (name, threads, memory, buckets, passes) in [
            ("no bound", 1, None, 64, 1),
            ("no bound, whatever the threads", 3, None, 64, 1),
            ("room for all", 1, Some(400_000), 64, 1),
            ("a byte less", 1, Some(399_999), 64, 2),
            ("room for a quarter", 1, Some(100_000), 64, 4),
            ("room for a quarter, which the threads share", 2, Some(100_000), 64, 4),
            ("room for a quarter of the buckets", 1, Some(100_000), 16, 1),
            ("no room", 1, Some(0), 64, 64),
            ("no buckets", 1, Some(0), 0, 1),
        ] {
            let grouping = Grouping { store: &store, buckets: all, threads, memory };
            assert_eq!(grouping.pass_count(buckets), passes, "{name}");
        }
    }

    #[test]
    fn parts_are_about_equal_and_in_order() {
        for (range, count, wanted) in [
            (0..9, 1, std::iter::once(0..9).collect()),
            (4..13, 2, vec![4..8, 8..13]),
            (0..2, 3, vec![0..0, 0..1, 1..2]),
            (5..5, 2, vec![5..5, 5..5]),
        ] {
            assert_eq!(parts(&range, count), wanted, "{range:?} in {count}");
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
