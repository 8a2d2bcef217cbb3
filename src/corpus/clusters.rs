//! The corpus: texts go in, and each is kept or a copy of a kept one.

use std::collections::HashMap;

use crate::compare::hasher::BuildKeyHasher;
use crate::corpus::census::Census;
use crate::corpus::keep::{Label, Rank};
use crate::corpus::kept::{KeptTexts, Shared};
use crate::corpus::shingles::{Repeated, WIDTH};
use crate::corpus::text::Text;
use crate::corpus::verdict::Judge;
use crate::corpus::words::Reader;
use crate::corpus::{Fate, Item, Kind, Match, Options, Twin};
use crate::removal::Difference;

/// Reads texts for a [`Corpus`]. One for each thread: a corpus takes what any of them prepared.
#[derive(Debug)]
pub struct Preparer {
    reader: Reader,
}

impl Default for Preparer {
    fn default() -> Self {
        Self { reader: Reader::new() }
    }
}

impl Preparer {
    /// Reads a text. Any text will do; linear in its length.
    #[must_use]
    pub fn prepare(&mut self, item: &Item<'_>) -> Prepared {
        let label = Label {
            id: item.id.to_owned(),
            date: item.date.map(str::to_owned),
            source: item.source.map(str::to_owned),
            is_known: false,
        };
        Prepared { text: Text::read(item.text, &mut self.reader), label }
    }
}

/// A text that was read: its words as numbers, not the text itself.
#[derive(Debug, Clone)]
pub struct Prepared {
    text: Text,
    label: Label,
}

/// Texts of which some are copies of others.
#[derive(Debug)]
pub struct Corpus {
    options: Options,
    preparer: Preparer,
    texts: Vec<Text>,
    labels: Vec<Label>,
}

impl Corpus {
    /// A corpus without texts.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, preparer: Preparer::default(), texts: Vec::new(), labels: Vec::new() }
    }

    /// Adds a text.
    pub fn add(&mut self, item: &Item<'_>) {
        let prepared = self.preparer.prepare(item);
        self.add_prepared(prepared);
    }

    /// Adds a text that was read already, perhaps on another thread.
    pub fn add_prepared(&mut self, prepared: Prepared) {
        self.texts.push(prepared.text);
        self.labels.push(prepared.label);
    }

    /// What becomes of each text, in the order in which they were added. Time and memory are linear in the texts' length, as
    /// long as no story has hundreds of kept variants.
    pub fn resolve(&mut self) -> Vec<Fate> {
        let shingles = self.texts.iter().map(|text| text.words.len().saturating_sub(WIDTH - 1)).sum();
        let repeated = Repeated::of(self.texts.iter().map(|text| text.words.as_slice()), shingles);
        let mut census = Census::of(&self.texts, &repeated);
        let everything: Vec<u32> = (0..self.texts.len()).map(|text| census.shared_with_others(text)).collect();
        census.count_stories(&self.texts, &self.order(&everything));
        for text in &mut self.texts {
            census.mark_common(&mut text.words, &repeated);
        }
        drop(repeated);
        let confirmed: Vec<u32> = (0..self.texts.len()).map(|text| census.confirmed(text)).collect();
        let order = self.order(&confirmed);
        let twins = self.decide(&census, &order);
        twins.into_iter().map(|twin| Fate { twin: twin.map(|(kept, found)| self.twin(kept, found)) }).collect()
    }

    fn twin(&self, kept: u32, found: Match) -> Twin {
        Twin { id: self.labels[kept as usize].id.clone(), place: Some(kept as usize), found }
    }

    /// The texts in the order of the policy.
    fn order(&self, confirmed: &[u32]) -> Vec<u32> {
        let rank = |text: usize| self.options.keep.rank(&self.texts[text], &self.labels[text], confirmed[text], text);
        let mut order: Vec<(Rank, u32)> = (0..self.texts.len()).map(|text| (rank(text), text as u32)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, text)| text).collect()
    }

    /// For each text the kept one that it is a copy of.
    fn decide(&self, census: &Census, order: &[u32]) -> Vec<Option<(u32, Match)>> {
        let mut twins: Vec<Option<(u32, Match)>> = vec![None; self.texts.len()];
        let mut kept = KeptTexts::new(census, self.texts.len());
        let mut seen: HashMap<u64, u32, BuildKeyHasher> = HashMap::default();
        let (mut shared, mut judge) = (Shared::default(), Judge::default());
        for &text in order {
            let like = *seen.entry(self.texts[text as usize].folded as u64).or_insert(text);
            twins[text as usize] = if like != text && self.texts[like as usize].folded == self.texts[text as usize].folded {
                Some(twins[like as usize].unwrap_or_else(|| (like, self.equal(text, like))))
            } else {
                let candidates = kept.candidates(text, &mut shared);
                let copy = &self.texts[text as usize];
                candidates.into_iter().find_map(|other| Some((other, judge.compare(copy, &self.texts[other as usize])?)))
            };
            if twins[text as usize].is_none() {
                kept.add(text);
            }
        }
        twins
    }

    /// How a text with the same words as another is its copy.
    fn equal(&self, text: u32, kept: u32) -> Match {
        let is_exact = self.texts[text as usize].exact == self.texts[kept as usize].exact;
        let kind = if is_exact { Kind::Exact } else { Kind::Normalized };
        Match { similarity: 1.0, kind, difference: Difference::None }
    }
}
