//! Texts listed under their shingles, to count what another text has in common with each of them.

use crate::corpus::forward_index::ForwardIndex;

/// Texts by their shingles.
#[derive(Debug)]
pub(super) struct InvertedIndex<'c> {
    forward: &'c ForwardIndex,
    /// Where each shingle's list starts, and how many it holds.
    lists: Vec<(u32, u32)>,
    listed: Vec<u32>,
}

impl<'c> InvertedIndex<'c> {
    /// An empty index. `room` says how many are listed of a shingle that so many have.
    pub(super) fn new(forward: &'c ForwardIndex, room: impl Fn(u32) -> u32) -> Self {
        let mut lists = Vec::new();
        let mut end = 0_u32;
        for count in forward.counts() {
            lists.push((end, 0));
            // What has no room any more is not listed: that takes thousands of millions of shared
            // shingles.
            end = end.checked_add(room(count)).unwrap_or(end);
        }
        lists.push((end, 0));
        Self { forward, lists, listed: vec![0; end as usize] }
    }

    /// Lists a text under all its shingles that have room, and calls `each` with their numbers.
    pub(super) fn add(&mut self, text: u32, mut each: impl FnMut(u32)) {
        self.forward.for_each(text, |number| {
            let at = number as usize;
            let end = self.lists[at + 1].0;
            let (start, len) = &mut self.lists[at];
            if *start + *len < end {
                self.listed[(*start + *len) as usize] = text;
                *len += 1;
                each(number);
            }
        });
    }

    /// Whether no more texts are listed under a shingle.
    pub(super) fn is_full(&self, number: u32) -> bool {
        let (start, len) = self.lists[number as usize];
        start + len == self.lists[number as usize + 1].0
    }

    /// The texts that are listed under a shingle, in the order in which they were added.
    pub(super) fn list(&self, number: u32) -> &[u32] {
        let (start, len) = self.lists[number as usize];
        &self.listed[start as usize..(start + len) as usize]
    }

    /// Counts, for each listed text, those of a text's shingles for which `holds` that the two have
    /// in common.
    pub(super) fn count(&self, text: u32, shared: &mut Shared, mut holds: impl FnMut(u32) -> bool) {
        // All lists are found before any is read, so that the memory serves many at once.
        let mut lists = std::mem::take(&mut shared.lists);
        lists.clear();
        self.forward.for_each(text, |number| {
            if holds(number) {
                lists.push(self.lists[number as usize]);
            }
        });
        for &(start, len) in &lists {
            self.listed[start as usize..(start + len) as usize]
                .iter()
                .for_each(|&other| shared.count(other));
        }
        shared.lists = lists;
    }
}

/// Counts for each text, kept from one look-up to the next, and all zero between two.
#[derive(Debug)]
pub(super) struct Shared {
    counts: Vec<u32>,
    touched: Vec<u32>,
    lists: Vec<(u32, u32)>,
}

impl Shared {
    /// For so many texts.
    pub(super) fn new(texts: usize) -> Self {
        Self { counts: vec![0; texts], touched: Vec::new(), lists: Vec::new() }
    }

    /// Counts a text once more.
    #[inline]
    pub(super) fn count(&mut self, text: u32) {
        let count = &mut self.counts[text as usize];
        if *count == 0 {
            self.touched.push(text);
        }
        *count += 1;
    }

    /// The texts that were counted and their counts, which are zero afterwards.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = (u32, u32)> {
        self.touched.drain(..).map(|text| (text, std::mem::take(&mut self.counts[text as usize])))
    }
}
