//! Which texts tell the same story, by a sample of their shingles: a first look, to tell what a
//! story says from what many say.
//!
//! A text is of the story of an earlier text when they share enough of the sample and their facts
//! do not contradict each other. What is in many stories already is passed over, so that the work
//! stays linear however many texts have the same lines.

use std::cmp::Reverse;
use std::io;

use crate::corpus::batch::{BATCH, ranks};
use crate::corpus::forward_index::{ForwardIndex, Lists, Part};
use crate::corpus::groups::{Group, Grouping};
use crate::corpus::inverted_index::{InvertedIndex, Shared};
use crate::corpus::store::Store;
use crate::corpus::text::Text;
use crate::corpus::threads;

/// A shingle in more stories than this is common, unless the texts are this many times more than
/// the stories.
const COMMON_STORIES: u32 = 24;
const COPIES_PER_STORY: u32 = 8;
/// Share of the smaller text's sampled shingles from which on two texts count as one story, in
/// sixteenths.
const SAME_STORY_SIXTEENTHS: u32 = 5;
/// The least that counts as a text's sampled shingles.
const LEAST_SAMPLED: u32 = 4;
/// The most stories that are looked at for one shingle; of more, the shingle tells nothing in a
/// first look.
const MOST_LISTED: u32 = 128;
/// One bucket in so many is looked at.
const SAMPLE: usize = 4;

/// Whether a shingle in so many stories and texts tells nothing.
pub(super) fn is_common(stories: u32, texts: u32) -> bool {
    stories > most_distinctive(texts)
}

/// The most stories that a shingle in so many texts can be in and tell something.
pub(super) fn most_distinctive(texts: u32) -> u32 {
    COMMON_STORIES.max(texts / COPIES_PER_STORY)
}

/// A sample of the shingles of all texts.
#[derive(Debug)]
pub(super) struct Sample {
    /// The sampled shingles that several texts have.
    shared: ForwardIndex,
    /// For each text how many sampled shingles no other text has.
    alone: Vec<u32>,
}

impl Sample {
    /// Takes a sample. Linear.
    pub(super) fn of(grouping: &Grouping<'_>) -> io::Result<Self> {
        let texts = grouping.store.len();
        let new = || (Lists::default(), vec![0_u32; texts]);
        let count = |(lists, alone): &mut (Lists, Vec<u32>), group: &Group<'_>| {
            let mut texts = group.texts();
            match (texts.next(), texts.next()) {
                (Some(text), None) => alone[text as usize] += 1,
                _ => lists.push(group.texts()),
            }
        };
        let passes =
            grouping.passes(0..grouping.buckets.len() / SAMPLE, new, count, |(lists, alone)| {
                (Part::of(lists, texts), alone)
            })?;
        let (parts, alone): (Vec<Part>, Vec<Vec<u32>>) = passes.into_iter().unzip();
        Ok(Self { shared: ForwardIndex::of(parts.into_iter()), alone: sums(alone) })
    }

    /// How many of a text's sampled shingles other texts have too.
    pub(super) fn shared(&self, text: u32) -> u32 {
        self.shared.len(text)
    }

    /// For each text the one that stands for its story, itself where it is the first: texts in this
    /// order.
    pub(super) fn stories(
        &self,
        texts: &Store,
        order: &[u32],
        threads: usize,
    ) -> io::Result<Vec<u32>> {
        let count = texts.len();
        let mut earlier = Earlier::new(self, texts, order);
        let mut workspaces: Vec<Workspace> = (0..threads).map(|_| Workspace::new(count)).collect();
        let mut stories: Vec<u32> = (0..count as u32).collect();
        for batch in order.chunks(BATCH) {
            earlier.start_batch(batch);
            let found = threads::for_each_text(batch, &mut workspaces, |workspace, text| {
                earlier.find(text, workspace)
            });
            let Some(workspace) = workspaces.first_mut() else { break };
            for (&text, found) in batch.iter().zip(found) {
                let (size, story) = found?;
                match story.map_or_else(
                    || earlier.find_in_batch(text, size, workspace),
                    |story| Ok(Some(story)),
                )? {
                    Some(story) => stories[text as usize] = story,
                    None => earlier.add(text, size),
                }
            }
        }
        Ok(stories)
    }
}

/// Sums of numbers that stand at the same place.
pub(super) fn sums(parts: Vec<Vec<u32>>) -> Vec<u32> {
    let add = |mut sums: Vec<u32>, part: Vec<u32>| {
        sums.iter_mut().zip(part).for_each(|(sum, number)| *sum += number);
        sums
    };
    parts.into_iter().reduce(add).unwrap_or_default()
}

/// How many stories are listed of a shingle that so many texts have.
fn room(texts: u32) -> u32 {
    texts.min(most_distinctive(texts) + 1).min(MOST_LISTED)
}

/// What one thread works with.
#[derive(Debug)]
struct Workspace {
    shared: Shared,
    text: Text,
    other: Text,
}

impl Workspace {
    fn new(texts: usize) -> Self {
        Self { shared: Shared::new(texts), text: Text::default(), other: Text::default() }
    }
}

/// The stories met so far.
struct Earlier<'s> {
    sample: &'s Sample,
    store: &'s Store,
    /// Under their sampled shingles; what has no room any more is in many stories.
    index: InvertedIndex<'s>,
    /// For each story its sampled shingles that were not in many stories when it was met.
    sizes: Vec<u32>,
    /// For each text its place in the order, and the place of the first one of this batch.
    ranks: Vec<u32>,
    batch: u32,
    /// Shingles of the stories of this batch, and whether a shingle is one of them.
    fresh: Vec<u32>,
    is_fresh: Vec<bool>,
}

impl<'s> Earlier<'s> {
    fn new(sample: &'s Sample, store: &'s Store, order: &[u32]) -> Self {
        Self {
            sample,
            store,
            index: InvertedIndex::new(&sample.shared, room),
            sizes: vec![0; store.len()],
            ranks: ranks(order),
            batch: 0,
            fresh: Vec::new(),
            is_fresh: vec![false; sample.shared.counts().count()],
        }
    }

    fn start_batch(&mut self, batch: &[u32]) {
        self.fresh.drain(..).for_each(|number| self.is_fresh[number as usize] = false);
        self.batch = batch.first().map_or(0, |&text| self.ranks[text as usize]);
    }

    /// How many sampled shingles of a text are not in many stories, and the story of an earlier
    /// batch that it is of.
    fn find(&self, text: u32, workspace: &mut Workspace) -> io::Result<(u32, Option<u32>)> {
        let mut size = self.sample.alone[text as usize];
        self.index.count(text, &mut workspace.shared, |number| {
            let is_distinctive = !self.index.is_full(number);
            size += u32::from(is_distinctive);
            is_distinctive
        });
        Ok((size, self.alike(text, size, workspace)?))
    }

    /// The story of this batch that a text of this size is of.
    fn find_in_batch(
        &self,
        text: u32,
        size: u32,
        workspace: &mut Workspace,
    ) -> io::Result<Option<u32>> {
        self.sample.shared.for_each(text, |number| {
            if self.is_fresh[number as usize] {
                let last_first = self.index.list(number).iter().rev();
                let of_batch =
                    last_first.take_while(|&&story| self.ranks[story as usize] >= self.batch);
                of_batch.for_each(|&story| workspace.shared.count(story));
            }
        });
        self.alike(text, size, workspace)
    }

    /// Of the stories that were counted the one that shares the most, enough, and no other facts.
    fn alike(&self, text: u32, size: u32, workspace: &mut Workspace) -> io::Result<Option<u32>> {
        let shares_enough = |&(story, shared): &(u32, u32)| {
            let least = size.min(self.sizes[story as usize]).max(LEAST_SAMPLED);
            shared * 16 >= least * SAME_STORY_SIXTEENTHS
        };
        let mut alike: Vec<(u32, u32)> = workspace.shared.drain().filter(shares_enough).collect();
        if alike.is_empty() {
            return Ok(None);
        }
        alike
            .sort_unstable_by_key(|&(story, shared)| (Reverse(shared), self.ranks[story as usize]));
        self.store.load(text, &mut workspace.text)?;
        for (story, _) in alike {
            self.store.load(story, &mut workspace.other)?;
            if !workspace.text.has_other_facts(&workspace.other) {
                return Ok(Some(story));
            }
        }
        Ok(None)
    }

    /// Adds a story.
    fn add(&mut self, text: u32, size: u32) {
        self.sizes[text as usize] = size;
        self.index.add(text, |number| {
            if !std::mem::replace(&mut self.is_fresh[number as usize], true) {
                self.fresh.push(number);
            }
        });
    }
}
