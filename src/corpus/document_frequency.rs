//! Which texts have which distinctive shingle, and which shingles tell nothing.
//!
//! A shingle counts the *stories* that it is in, not the texts: a wire story may have thousands of
//! copies and is one story, a newsletter line is in as many stories as texts. Shingles of many
//! stories (boilerplate, templates, set phrases) are common and tell nothing; no number of texts
//! alone makes a shingle common. A shingle that one text alone has joins nothing and gets
//! no number.

use std::collections::HashSet;
use std::io;

use crate::compare::hasher::BuildKeyHasher;
use crate::corpus::forward_index::{ForwardIndex, Lists, Part};
use crate::corpus::groups::{Group, Grouping};
use crate::corpus::shingles::{self, Buckets, WIDTH, is_chosen};
use crate::corpus::stories::{is_common, most_distinctive, sums};
use crate::corpus::text::Text;
use crate::corpus::words::COMMON;

/// The chosen shingles of all texts.
#[derive(Debug)]
pub(super) struct DocumentFrequency {
    buckets: Buckets,
    common: HashSet<u64, BuildKeyHasher>,
    /// The distinctive shingles that several texts have.
    shared: ForwardIndex,
    /// For each text its distinctive shingles, those that it alone has among them.
    distinctive: Vec<u32>,
}

/// What one pass counts.
#[derive(Debug)]
struct Counts {
    common: Vec<u64>,
    shared: Lists,
    distinctive: Vec<u32>,
    /// For each story the last shingle that was found in it, from 1.
    last: Vec<u32>,
    shingles: u32,
}

impl DocumentFrequency {
    /// Counts shingles. `copies` has for the first texts how many copies of them went before,
    /// `stories` for each text the one that stands for its story. Linear.
    pub(super) fn of(grouping: &Grouping<'_>, copies: &[u32], stories: &[u32]) -> io::Result<Self> {
        let texts = stories.len();
        let new = || Counts {
            common: Vec::new(),
            shared: Lists::default(),
            distinctive: vec![0; texts],
            last: vec![0; texts],
            shingles: 0,
        };
        let count = |counts: &mut Counts, group: &Group<'_>| counts.count(group, copies, stories);
        let end =
            |counts: Counts| (counts.common, Part::of(counts.shared, texts), counts.distinctive);
        let (mut common, mut parts, mut distinctive) = (HashSet::default(), Vec::new(), Vec::new());
        for pass in grouping.passes(0..grouping.buckets.len(), new, count, end)? {
            common.extend(pass.0);
            parts.push(pass.1);
            distinctive.push(pass.2);
        }
        Ok(Self {
            buckets: grouping.buckets,
            common,
            shared: ForwardIndex::of(parts.into_iter()),
            distinctive: sums(distinctive),
        })
    }

    /// The distinctive shingles that several texts have.
    pub(super) fn shared(&self) -> &ForwardIndex {
        &self.shared
    }

    /// A text's shingles that are not common.
    pub(super) fn distinctive(&self, text: u32) -> u32 {
        self.distinctive[text as usize]
    }

    /// A text's shingles that other texts have too, common ones aside.
    pub(super) fn confirmed(&self, text: u32) -> u32 {
        self.shared.len(text)
    }

    /// Marks the words all of whose chosen shingles are common; a word without one is as the word
    /// before it. Linear.
    pub(super) fn mark_common(&self, text: &mut Text, marks: &mut Vec<Option<bool>>) {
        let is_common = |shingle| self.common.contains(&self.buckets.id(shingle));
        marks.clear();
        marks.extend(
            shingles::of(&text.words).map(|shingle| is_chosen(shingle).then(|| is_common(shingle))),
        );
        let Some(last) = marks.len().checked_sub(1) else { return };
        let mut before = false;
        for (at, word) in text.words.iter_mut().enumerate() {
            let around = || marks[at.saturating_sub(WIDTH - 1)..=at.min(last)].iter().flatten();
            before = around().all(|&common| common) && (before || around().next().is_some());
            if before {
                *word |= COMMON;
            }
        }
    }
}

impl Counts {
    fn count(&mut self, group: &Group<'_>, copies: &[u32], stories: &[u32]) {
        if group.len() > most_distinctive(0) {
            let known = group.texts().map_while(|text| copies.get(text as usize));
            let all = known.fold(group.len(), |all, &copies| all.saturating_add(copies));
            if is_common(self.stories(group, stories, most_distinctive(all)), all) {
                self.common.push(group.id);
                return;
            }
        }
        group.texts().for_each(|text| self.distinctive[text as usize] += 1);
        if group.len() > 1 {
            self.shared.push(group.texts());
        }
    }

    /// How many stories a shingle is in; counted no further than one above `most`.
    fn stories(&mut self, group: &Group<'_>, stories: &[u32], most: u32) -> u32 {
        self.shingles += 1;
        let mut found = 0;
        for text in group.texts() {
            let last = &mut self.last[stories[text as usize] as usize];
            found += u32::from(std::mem::replace(last, self.shingles) != self.shingles);
            if found > most {
                break;
            }
        }
        found
    }
}
