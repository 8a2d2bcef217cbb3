//! Which documents of a source tell the same story: those that share a good part of what they say
//! of names, numbers and dates.
//!
//! What a document says is told by the smallest hashes of its three-word shingles (Broder, "On the
//! Resemblance and Containment of Documents", 1997). Documents are joined where they share enough
//! of them, and whatever is joined to the same document is one story: a chain of versions counts
//! once.

use std::collections::HashSet;

use crate::compare::hasher::BuildKeyHasher;
use crate::corpus::shingles;
use crate::corpus::words::Word;

/// Hashes that are kept of a document, and those that it must have to be told from others.
const MOST_HASHES: usize = 64;
const LEAST_HASHES: usize = 10;
/// Two documents are one story from this share of the smaller one's hashes on: one in three.
const SAME_STORY: usize = 3;

/// Some of what a document says.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sketch(Vec<u32>);

impl Sketch {
    /// Adds the shingles of a line.
    pub(super) fn add(&mut self, words: &[Word]) {
        self.0.extend(shingles::of(words).map(|shingle| (shingle >> 32) as u32));
    }

    /// Keeps the smallest hashes.
    pub(super) fn finish(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
        self.0.truncate(MOST_HASHES);
        self.0.shrink_to_fit();
    }

    /// The largest hash of which one can say that the document lacks it when it is not here.
    fn limit(&self) -> u32 {
        self.0.get(MOST_HASHES - 1).copied().unwrap_or(u32::MAX)
    }

    /// Whether two documents share enough to be one story. Linear in their hashes.
    fn is_same_story(&self, other: &Self) -> bool {
        let limit = self.limit().min(other.limit());
        let within = |hashes: &[u32]| hashes.partition_point(|&hash| hash <= limit);
        let (left, right) = (&self.0[..within(&self.0)], &other.0[..within(&other.0)]);
        let shared = left.iter().filter(|hash| right.binary_search(hash).is_ok()).count();
        shared > 0 && shared * SAME_STORY >= left.len().min(right.len())
    }
}

/// For each document the number of its story; `None` where it says too little to be told from
/// others. The numbers are below the number of documents. Linear but for sorting; the order of the
/// documents makes no difference to which are one.
pub(super) fn stories(sketches: &[&Sketch]) -> Vec<Option<u32>> {
    let mut order: Vec<u32> = (0..sketches.len() as u32)
        .filter(|&at| sketches[at as usize].0.len() >= LEAST_HASHES)
        .collect();
    order.sort_by_key(|&at| sketches[at as usize]);
    let mut hashes: Vec<(u32, u32)> = Vec::new();
    for (rank, &at) in order.iter().enumerate() {
        hashes.extend(sketches[at as usize].0.iter().map(|&hash| (hash, rank as u32)));
    }
    hashes.sort_unstable();
    // Documents that share much stand beside one another at many of the hashes that they share.
    let neighbours =
        hashes.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[0].1, pair[1].1));
    let pairs: HashSet<(u32, u32), BuildKeyHasher> = neighbours.collect();
    let mut joined = Joined((0..order.len() as u32).collect());
    let sketch = |rank: u32| sketches[order[rank as usize] as usize];
    for (left, right) in pairs {
        if joined.first(left) != joined.first(right) && sketch(left).is_same_story(sketch(right)) {
            joined.join(left, right);
        }
    }
    let mut stories = vec![None; sketches.len()];
    for (rank, &at) in order.iter().enumerate() {
        stories[at as usize] = Some(joined.first(rank as u32));
    }
    stories
}

/// Sets that grow together (Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm",
/// 1975).
struct Joined(Vec<u32>);

impl Joined {
    /// The first member of the set that a member is in.
    fn first(&mut self, mut member: u32) -> u32 {
        while self.0[member as usize] != member {
            let next = self.0[member as usize];
            self.0[member as usize] = self.0[next as usize];
            member = next;
        }
        member
    }

    fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.first(left), self.first(right));
        self.0[left.max(right) as usize] = left.min(right);
    }
}
