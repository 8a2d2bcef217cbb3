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
        self.store.load_facts(text, &mut workspace.text)?;
        for (story, _) in alike {
            self.store.load_facts(story, &mut workspace.other)?;
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

#[cfg(test)]
mod tests {
    use super::{Earlier, Sample, Workspace, is_common, room, sums};
    use crate::corpus::batch::BATCH;
    use crate::corpus::groups::Grouping;
    use crate::corpus::shingles::Buckets;
    use crate::corpus::store::Store;
    use crate::corpus::text::Text;
    use crate::corpus::words::{Class, with_class};

    fn store(texts: impl IntoIterator<Item = Vec<u32>>) -> Store {
        let mut store = Store::default();
        texts.into_iter().for_each(|words| store.add(&Text::of_words(words)));
        store
    }

    fn sample(store: &Store) -> Sample {
        let buckets = Buckets::new(store.shingles());
        Sample::of(&Grouping { store, buckets, threads: 1, memory: None }).unwrap()
    }

    /// The story of each text, in this order of the texts.
    fn stories(store: &Store, order: &[u32], threads: usize) -> Vec<u32> {
        sample(store).stories(store, order, threads).unwrap()
    }

    #[test]
    fn a_shingle_of_many_stories_is_common() {
        for (stories, texts, wanted) in [
            (24, 100, false),
            (25, 100, true),
            (24, 199, false),
            (25, 199, true),
            (25, 200, false),
            (26, 200, true),
        ] {
            assert_eq!(is_common(stories, texts), wanted, "{stories} of {texts}");
        }
        // One more than a shingle may have and tell something, but no more than texts.
        for (texts, wanted) in [(1, 1), (24, 24), (25, 25), (26, 25), (200, 26), (2000, 128)] {
            assert_eq!(room(texts), wanted, "{texts}");
        }
    }

    #[test]
    fn counts_of_passes_are_added_up() {
        assert_eq!(sums(vec![vec![1, 2, 3], vec![10, 0, 20], vec![5, 5, 5]]), [16, 7, 28]);
        assert_eq!(sums(Vec::new()), [0; 0]);
    }

    #[test]
    fn a_sample_has_an_eighth_of_all_shingles() {
        let store = store([(0..8000).collect(), (4000..12_000).collect()]);
        let sample = sample(&store);
        // Half of the shingles are chosen, and a quarter of the buckets looked at.
        for text in [0, 1] {
            let (shared, alone) = (sample.shared(text), sample.alone[text as usize]);
            assert!(
                (400..600).contains(&shared) && (400..600).contains(&alone),
                "{shared}, {alone}"
            );
        }
        assert_eq!(sample.shared(0), sample.shared(1));
    }

    #[test]
    fn texts_that_share_enough_are_one_story() {
        let own = |from: u32, len: u32| from..from + len;
        let texts = [
            own(0, 800).collect(),
            own(10_000, 800).collect(),
            // Three quarters of the first text, and then an eighth of it.
            own(0, 600).chain(own(20_000, 200)).collect(),
            own(0, 100).chain(own(30_000, 700)).collect(),
            // A half of the first text and most of the second one.
            own(0, 400).chain(own(10_000, 700)).collect(),
        ];
        let store = store(texts);
        for threads in [1, 2] {
            assert_eq!(stories(&store, &[0, 1, 2, 3, 4], threads), [0, 1, 0, 3, 1]);
            // The first one in the order stands for its story.
            assert_eq!(stories(&store, &[2, 1, 0, 3, 4], threads), [2, 1, 2, 3, 1]);
            assert_eq!(stories(&store, &[4, 3, 2, 1, 0], threads), [4, 4, 4, 3, 4]);
        }
    }

    #[test]
    fn the_story_of_an_earlier_batch_is_found() {
        let text = |at: u32| at * 100..at * 100 + 60;
        let count = BATCH as u32;
        let copies = [0, 5, count - 1];
        let store = store((0..count).chain(copies).map(|at| text(at).collect()));
        let order: Vec<u32> = (0..count + 3).collect();
        let wanted: Vec<u32> = (0..count).chain(copies).collect();
        for threads in [1, 2] {
            assert_eq!(stories(&store, &order, threads), wanted);
        }
    }

    #[test]
    fn texts_with_other_facts_are_other_stories() {
        let text = |facts: u32| -> Vec<u32> {
            (0..400)
                .map(|at| if at % 40 == 0 { with_class(facts + at, Class::Number) } else { at })
                .collect()
        };
        let store = store([text(1000), text(2000), text(2000)]);
        assert_eq!(stories(&store, &[0, 1, 2], 1), [0, 1, 1]);
    }

    #[test]
    fn five_in_sixteen_of_the_smaller_sample_are_enough() {
        let store = store([(0..9).collect(), (0..9).collect()]);
        let sample = sample(&store);
        for (size, story_size, shared, wanted) in [
            (16, 16, 5, true),
            (16, 16, 4, false),
            (99, 16, 5, true),
            (99, 16, 4, false),
            (16, 99, 5, true),
            (16, 99, 4, false),
            // What has fewer than four counts as four.
            (1, 1, 2, true),
            (1, 1, 1, false),
        ] {
            let mut earlier = Earlier::new(&sample, &store, &[0, 1]);
            earlier.sizes[0] = story_size;
            let mut workspace = Workspace::new(2);
            (0..shared).for_each(|_| workspace.shared.count(0));
            let found = earlier.alike(1, size, &mut workspace).unwrap();
            assert_eq!(found, wanted.then_some(0), "{shared} of {size} and {story_size}");
        }
    }
}
