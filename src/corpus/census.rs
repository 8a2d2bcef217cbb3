//! Which texts have which repeated shingle, and which shingles many different stories have.
//!
//! A shingle counts the *stories* that it is in, not the texts: a wire story may have thousands of copies and is one story, a
//! newsletter line is in as many stories as texts. Shingles of many stories (boilerplate, templates, set phrases) are common
//! and tell nothing; no number of texts alone makes a shingle common.

use crate::corpus::shingles::{self, Repeated, WIDTH, is_chosen};
use crate::corpus::text::Text;
use crate::corpus::words::COMMON;

/// A shingle in more stories than this is common, unless the texts are this many times more than the stories.
pub(super) const COMMON_STORIES: u32 = 24;
const COPIES_PER_STORY: u32 = 8;
/// Share of the smaller text's sampled shingles from which on two texts count as one story, in sixteenths.
const SAME_STORY_SIXTEENTHS: u32 = 5;
/// One chosen shingle in so many is looked at to tell stories apart.
const SAMPLE: u32 = 4;

/// The repeated shingles of all texts.
#[derive(Debug, Default)]
pub(super) struct Census {
    /// The numbers of each text's distinct repeated shingles, one text after the other.
    numbers: Vec<u32>,
    ends: Vec<usize>,
    /// For each text its distinct shingles.
    distinct: Vec<u32>,
    /// For each number the texts and the stories that have the shingle.
    texts: Vec<u32>,
    stories: Vec<u32>,
    /// For each number its place in the sample, or [`UNSAMPLED`].
    sample: Vec<u32>,
    sampled: u32,
}

const UNSAMPLED: u32 = u32::MAX;

impl Census {
    /// Counts the chosen shingles of `texts`. Linear.
    pub(super) fn of(texts: &[Text], repeated: &Repeated) -> Self {
        let mut census = Self { texts: vec![0; repeated.len()], sample: vec![UNSAMPLED; repeated.len()], ..Self::default() };
        let mut last = vec![u32::MAX; repeated.len()];
        let (mut found, mut buffer) = (Vec::new(), Vec::new());
        for (at, text) in texts.iter().enumerate() {
            repeated.numbers(&text.words, &mut found, &mut buffer);
            let mut distinct = 0;
            for (number, shingle) in found.iter().zip(shingles::chosen(&text.words)) {
                let Some(number) = *number else {
                    distinct += 1;
                    continue;
                };
                let before = std::mem::replace(&mut last[number as usize], at as u32);
                if before == u32::MAX && is_sampled(shingle) {
                    census.sample[number as usize] = census.sampled;
                    census.sampled += 1;
                }
                if before != at as u32 {
                    let count = &mut census.texts[number as usize];
                    *count = count.saturating_add(1).saturating_add(text.copies);
                    census.numbers.push(number);
                    distinct += 1;
                }
            }
            census.ends.push(census.numbers.len());
            census.distinct.push(distinct);
        }
        census
    }

    /// The numbers of a text's repeated shingles.
    pub(super) fn numbers(&self, text: usize) -> &[u32] {
        let start = if text == 0 { 0 } else { self.ends[text - 1] };
        &self.numbers[start..self.ends[text]]
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// In how many texts a shingle is.
    pub(super) fn texts(&self, number: u32) -> u32 {
        self.texts[number as usize]
    }

    /// Whether a shingle tells nothing, because many different stories have it.
    pub(super) fn is_common(&self, number: u32) -> bool {
        is_common(self.stories[number as usize], self.texts[number as usize])
    }

    /// A text's distinct shingles that are not common.
    pub(super) fn telling(&self, text: usize) -> u32 {
        self.distinct[text] - self.numbers(text).iter().filter(|&&number| self.is_common(number)).count() as u32
    }

    /// A text's shingles that other texts have too, common ones aside.
    pub(super) fn confirmed(&self, text: usize) -> u32 {
        self.numbers(text).iter().filter(|&&number| self.texts(number) > 1 && !self.is_common(number)).count() as u32
    }

    /// Counts the stories of each shingle: texts in this order, each a story of its own unless it shares enough of a sample of
    /// its shingles with an earlier story and does not contradict its facts.
    pub(super) fn count_stories(&mut self, texts: &[Text], order: &[u32]) {
        let mut counts = vec![0; self.len()];
        let mut stories = Stories::new(self.sampled as usize, texts.len());
        for &text in order {
            let sample: Vec<u32> = self.sample_of(text as usize).collect();
            let alone = self.distinct[text as usize] - self.shared_with_others(text as usize);
            let (size, earlier) = stories.meet(&sample, alone / SAMPLE);
            let is_same = |&(other, shared): &(u32, u32)| {
                let least = size.min(stories.sizes[other as usize]).max(4);
                shared * 16 >= least * SAME_STORY_SIXTEENTHS && !texts[text as usize].has_other_facts(&texts[other as usize])
            };
            if earlier.iter().any(is_same) {
                continue;
            }
            stories.add(text, size, &sample);
            for &number in self.numbers(text as usize) {
                counts[number as usize] += 1;
            }
        }
        self.stories = counts;
    }

    /// A text's shingles that are in the sample and in other texts too, by their place in the sample.
    fn sample_of(&self, text: usize) -> impl Iterator<Item = u32> {
        let numbers = self.numbers(text).iter().filter(|&&number| self.texts(number) > 1);
        numbers.map(|&number| self.sample[number as usize]).filter(|&place| place != UNSAMPLED)
    }

    pub(super) fn shared_with_others(&self, text: usize) -> u32 {
        self.numbers(text).iter().filter(|&&number| self.texts(number) > 1).count() as u32
    }

    /// Marks the words all of whose chosen shingles are common; a word without one is as the word before it. Linear.
    pub(super) fn mark_common(&self, texts: &mut [Text], repeated: &Repeated) {
        let filter = repeated.filter(|number| self.is_common(number));
        let is_common = |shingle| filter.may_have(shingle) && repeated.number_of(shingle).is_some_and(|number| self.is_common(number));
        let mut common = Vec::new();
        for text in texts {
            common.clear();
            common.extend(shingles::of(&text.words).map(|shingle| is_chosen(shingle).then(|| is_common(shingle))));
            let Some(last) = common.len().checked_sub(1) else { continue };
            let mut before = false;
            for (at, word) in text.words.iter_mut().enumerate() {
                let around = || common[at.saturating_sub(WIDTH - 1)..=at.min(last)].iter().flatten();
                before = around().all(|&common| common) && (before || around().next().is_some());
                if before {
                    *word |= COMMON;
                }
            }
        }
    }
}

fn is_common(stories: u32, texts: u32) -> bool {
    stories > COMMON_STORIES && stories.saturating_mul(COPIES_PER_STORY) > texts
}

fn is_sampled(shingle: u64) -> bool {
    shingle >> 40 & u64::from(SAMPLE - 1) == 0
}

/// The stories met so far, by a sample of their shingles.
struct Stories {
    /// For each sampled shingle the stories that have it, until it is common.
    lists: Vec<Vec<u32>>,
    /// For each sampled shingle how many texts had it.
    met: Vec<u32>,
    /// For each text how many sampled shingles it has, when it is a story.
    sizes: Vec<u32>,
    shared: Vec<u32>,
}

impl Stories {
    fn new(shingles: usize, texts: usize) -> Self {
        Self { lists: vec![Vec::new(); shingles], met: vec![0; shingles], sizes: vec![0; texts], shared: vec![0; texts] }
    }

    /// The size of a text, and the stories that share shingles with it, with how many.
    fn meet(&mut self, sample: &[u32], alone: u32) -> (u32, Vec<(u32, u32)>) {
        let mut touched = Vec::new();
        let mut size = alone;
        for &shingle in sample {
            let (list, met) = (&self.lists[shingle as usize], &mut self.met[shingle as usize]);
            *met += 1;
            if is_common(list.len() as u32, *met) {
                continue;
            }
            size += 1;
            for &other in list {
                if self.shared[other as usize] == 0 {
                    touched.push(other);
                }
                self.shared[other as usize] += 1;
            }
        }
        let earlier = touched.into_iter().map(|other| (other, std::mem::take(&mut self.shared[other as usize]))).collect();
        (size, earlier)
    }

    fn add(&mut self, text: u32, size: u32, sample: &[u32]) {
        self.sizes[text as usize] = size;
        for &shingle in sample {
            if !is_common(self.lists[shingle as usize].len() as u32, self.met[shingle as usize]) {
                self.lists[shingle as usize].push(text);
            }
        }
    }
}
