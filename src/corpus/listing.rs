//! Texts listed under their shingles, to count what another text has in common with each of them.
//!
//! Texts are listed in waves. What was listed before a wave can be counted on several threads at once; what was listed in it is
//! counted apart, and is little.

use crate::corpus::incidence::Incidence;

/// Texts by their shingles.
#[derive(Debug)]
pub(super) struct Listing<'c> {
    incidence: &'c Incidence,
    /// Where each shingle's list starts, and how many it holds.
    lists: Vec<(u32, u32)>,
    listed: Vec<u32>,
    /// For each text how many were listed before it.
    before: Vec<u32>,
    count: u32,
    /// Shingles of the texts that were listed in this wave, and whether a shingle is one of them.
    fresh: Vec<u32>,
    is_fresh: Vec<bool>,
    /// How many were listed before the wave.
    before_wave: u32,
}

impl<'c> Listing<'c> {
    /// An empty listing of so many texts. `room` says how many are listed of a shingle that so many have.
    pub(super) fn new(incidence: &'c Incidence, texts: usize, room: impl Fn(u32) -> u32) -> Self {
        let mut lists = Vec::new();
        let mut end = 0_u32;
        for count in incidence.counts() {
            lists.push((end, 0));
            // What has no room any more is not listed: that takes thousands of millions of shared shingles.
            end = end.checked_add(room(count)).unwrap_or(end);
        }
        let is_fresh = vec![false; lists.len()];
        lists.push((end, 0));
        Self {
            incidence,
            lists,
            listed: vec![0; end as usize],
            before: vec![0; texts],
            count: 0,
            fresh: Vec::new(),
            is_fresh,
            before_wave: 0,
        }
    }

    /// Lists a text under all its shingles that have room.
    pub(super) fn add(&mut self, text: u32) {
        self.before[text as usize] = self.count;
        self.count += 1;
        self.incidence.for_each(text, |number| {
            let at = number as usize;
            let end = self.lists[at + 1].0;
            let (start, len) = &mut self.lists[at];
            if *start + *len == end {
                return;
            }
            self.listed[(*start + *len) as usize] = text;
            *len += 1;
            if !std::mem::replace(&mut self.is_fresh[at], true) {
                self.fresh.push(number);
            }
        });
    }

    /// From here on texts are of a new wave.
    pub(super) fn start_wave(&mut self) {
        self.fresh.drain(..).for_each(|number| self.is_fresh[number as usize] = false);
        self.before_wave = self.count;
    }

    /// How many texts were listed before this one.
    pub(super) fn before(&self, text: u32) -> u32 {
        self.before[text as usize]
    }

    /// Whether no more texts are listed under a shingle.
    pub(super) fn is_full(&self, number: u32) -> bool {
        let (start, len) = self.lists[number as usize];
        start + len == self.lists[number as usize + 1].0
    }

    /// Counts, for each listed text, those of a text's shingles for which `holds` that the two have in common.
    pub(super) fn count(&self, text: u32, shared: &mut Shared, mut holds: impl FnMut(u32) -> bool) {
        // All lists are found before any is read, so that the memory serves many at once.
        let mut lists = std::mem::take(&mut shared.lists);
        lists.clear();
        self.incidence.for_each(text, |number| {
            if holds(number) {
                lists.push(self.lists[number as usize]);
            }
        });
        for &(start, len) in &lists {
            self.listed[start as usize..(start + len) as usize].iter().for_each(|&other| shared.count(other));
        }
        shared.lists = lists;
    }

    /// The same for the texts that were listed in this wave.
    pub(super) fn count_of_wave(&self, text: u32, shared: &mut Shared) {
        self.incidence.for_each(text, |number| {
            if self.is_fresh[number as usize] {
                let (start, len) = self.lists[number as usize];
                let last_first = self.listed[start as usize..(start + len) as usize].iter().rev();
                last_first.take_while(|&&other| self.before(other) >= self.before_wave).for_each(|&other| shared.count(other));
            }
        });
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

    #[inline]
    fn count(&mut self, text: u32) {
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
