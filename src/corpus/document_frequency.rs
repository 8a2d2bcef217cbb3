//! Which texts have which distinctive shingle, and which shingles tell nothing.
//!
//! A shingle counts the *stories* that it is in, not the texts: a wire story may have thousands of
//! copies and is one story, a newsletter line is in as many stories as texts. Shingles of many
//! stories (boilerplate, templates, set phrases) are common and tell nothing; no number of texts
//! alone makes a shingle common. A shingle that one text alone has joins nothing and gets
//! no number.

use std::collections::HashSet;
use std::io;

use crate::corpus::common_phrases::CommonPhrases;
use crate::corpus::forward_index::{ForwardIndex, Lists, Part};
use crate::corpus::groups::{Group, Grouping};
use crate::corpus::stories::{is_common, most_distinctive, sums};

/// The chosen shingles of all texts.
#[derive(Debug)]
pub(super) struct DocumentFrequency {
    common: CommonPhrases,
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

/// What tells which shingles are common.
#[derive(Debug, Clone, Copy)]
pub(super) enum Basis<'b> {
    /// The corpus itself: `copies` has for the first texts how many copies of them went before,
    /// `stories` for each text the one that stands for its story.
    Stories { copies: &'b [u32], stories: &'b [u32] },
    /// What another corpus, or this one before, has learned.
    Given(&'b CommonPhrases),
}

impl DocumentFrequency {
    /// Counts shingles. Linear.
    pub(super) fn of(grouping: &Grouping<'_>, basis: Basis<'_>) -> io::Result<Self> {
        let texts = grouping.store.len();
        let new = || Counts {
            common: Vec::new(),
            shared: Lists::default(),
            distinctive: vec![0; texts],
            last: vec![0; texts],
            shingles: 0,
        };
        let count = |counts: &mut Counts, group: &Group<'_>| counts.count(group, basis);
        let end =
            |counts: Counts| (counts.common, Part::of(counts.shared, texts), counts.distinctive);
        let (mut ids, mut parts, mut distinctive) = (HashSet::default(), Vec::new(), Vec::new());
        for pass in grouping.passes(0..grouping.buckets.len(), new, count, end)? {
            ids.extend(pass.0);
            parts.push(pass.1);
            distinctive.push(pass.2);
        }
        let common = match basis {
            Basis::Stories { .. } => CommonPhrases { buckets: grouping.buckets, ids },
            Basis::Given(common) => common.clone(),
        };
        let shared = ForwardIndex::of(parts.into_iter());
        Ok(Self { common, shared, distinctive: sums(distinctive) })
    }

    /// The shingles that tell nothing.
    pub(super) fn common(&self) -> &CommonPhrases {
        &self.common
    }

    /// The same, when nothing else is needed any more.
    pub(super) fn into_common(self) -> CommonPhrases {
        self.common
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
}

impl Counts {
    fn count(&mut self, group: &Group<'_>, basis: Basis<'_>) {
        if self.is_common(group, basis) {
            self.common.push(group.id);
            return;
        }
        group.texts().for_each(|text| self.distinctive[text as usize] += 1);
        if group.len() > 1 {
            self.shared.push(group.texts());
        }
    }

    fn is_common(&mut self, group: &Group<'_>, basis: Basis<'_>) -> bool {
        match basis {
            Basis::Given(common) => common.ids.contains(&group.id),
            Basis::Stories { copies, stories } => {
                // Fewer texts than that are no more stories.
                group.len() > most_distinctive(0) && {
                    let known = group.texts().map_while(|text| copies.get(text as usize));
                    let all = known.fold(group.len(), |all, &copies| all.saturating_add(copies));
                    is_common(self.stories(group, stories, most_distinctive(all)), all)
                }
            }
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
