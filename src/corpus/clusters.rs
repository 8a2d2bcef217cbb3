//! The corpus: texts go in, and each is kept or a copy of a kept one.

use std::collections::HashMap;

use crate::compare::hasher::BuildKeyHasher;
use crate::corpus::census::Census;
use crate::corpus::keep::{Label, Rank};
use crate::corpus::kept::{KeptTexts, Shared};
use crate::corpus::shingles::{Repeated, WIDTH};
use crate::corpus::text::Text;
use crate::corpus::verdict::{Finding, Judge, Part};
use crate::corpus::words::Reader;
use crate::corpus::{Fate, Item, Kind, Match, Options, Twin, snapshot};
use crate::error::Error;
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
        let label =
            Label { id: item.id.to_owned(), date: item.date.map(str::to_owned), source: item.source.map(str::to_owned), is_known: false };
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
    /// How many of the texts come from an index: the first ones.
    known: usize,
    /// The texts that were kept when the corpus was resolved last, and how many copies of each went then.
    kept: Vec<(u32, u32)>,
}

impl Corpus {
    /// A corpus without texts.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, preparer: Preparer::default(), texts: Vec::new(), labels: Vec::new(), known: 0, kept: Vec::new() }
    }

    /// A corpus that goes on from an [`index`](Self::index): its texts are kept, and copies of them that are added go, whatever
    /// the policy. Linear in the length of the index.
    ///
    /// # Errors
    ///
    /// [`Error::IndexDamaged`] and [`Error::IndexVersion`], for any bytes that are no index of this version.
    pub fn from_index(options: Options, index: &[u8]) -> Result<Self, Error> {
        let (texts, labels): (Vec<Text>, Vec<Label>) = snapshot::read(index)?.into_iter().unzip();
        Ok(Self { known: texts.len(), kept: (0..texts.len() as u32).map(|text| (text, 0)).collect(), texts, labels, ..Self::new(options) })
    }

    /// The texts that were kept when the corpus was [resolved](Self::resolve) last, as bytes: about as many as the texts have.
    /// They hold a version and a checksum, but not the texts themselves.
    #[must_use]
    pub fn index(&self) -> Vec<u8> {
        snapshot::write(self.kept.iter().map(|&(text, copies)| (&self.texts[text as usize], &self.labels[text as usize], copies)))
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

    /// What becomes of each text that was added, in that order; those of an index are not among them. Time and memory are linear in the texts' length, as
    /// long as no story has hundreds of kept variants.
    pub fn resolve(&mut self) -> Vec<Fate> {
        let shingles = self.texts.iter().map(|text| text.words.len().saturating_sub(WIDTH - 1)).sum();
        let repeated = Repeated::of(self.texts.iter().map(|text| text.words.as_slice()), shingles);
        let mut census = Census::of(&self.texts, &repeated);
        let everything: Vec<u32> = (0..self.texts.len()).map(|text| census.shared_with_others(text)).collect();
        census.count_stories(&self.texts, &self.order(&everything));
        census.mark_common(&mut self.texts, &repeated);
        drop(repeated);
        let confirmed: Vec<u32> = (0..self.texts.len()).map(|text| census.confirmed(text)).collect();
        let order = self.order(&confirmed);
        let twins = self.decide(&census, &order);
        let mut copies = vec![0; self.texts.len()];
        twins.iter().flatten().for_each(|(kept, _)| copies[*kept as usize] += 1);
        let kept = (0..self.texts.len()).filter(|&text| twins[text].is_none());
        self.kept = kept.map(|text| (text as u32, copies[text])).collect();
        let new = twins.into_iter().skip(self.known);
        new.map(|twin| Fate { twin: twin.map(|(kept, found)| self.twin(kept, found)) }).collect()
    }

    fn twin(&self, kept: u32, found: Match) -> Twin {
        Twin { id: self.labels[kept as usize].id.clone(), place: (kept as usize).checked_sub(self.known), found }
    }

    /// The texts in the order of the policy.
    fn order(&self, confirmed: &[u32]) -> Vec<u32> {
        let rank = |text: usize| self.options.keep.rank(&self.texts[text], &self.labels[text], confirmed[text], text);
        let mut order: Vec<(Rank, u32)> = (0..self.texts.len()).map(|text| (rank(text), text as u32)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, text)| text).collect()
    }

    /// For each text the kept one that it is a copy of. When two stories turn out to be parts of one text, that text is a
    /// round-up, and all is decided again with it as no text's larger twin.
    fn decide(&self, census: &Census, order: &[u32]) -> Vec<Option<(u32, Match)>> {
        let mut roundups = vec![false; self.texts.len()];
        loop {
            let mut decision = Decision::new(self, census, roundups);
            for &text in order {
                decision.decide(text);
            }
            if !decision.find_roundups() {
                return decision.twins.into_iter().map(|twin| twin.map(|(kept, finding)| (kept, finding.found))).collect();
            }
            roundups = decision.roundups;
        }
    }

    /// How a text with the same words as another is its copy.
    fn equal(&self, text: u32, kept: u32) -> Finding {
        let is_exact = self.texts[text as usize].exact == self.texts[kept as usize].exact;
        let kind = if is_exact { Kind::Exact } else { Kind::Normalized };
        Finding { found: Match { similarity: 1.0, kind, difference: Difference::None }, part: None }
    }
}

/// What was decided so far.
struct Decision<'c> {
    corpus: &'c Corpus,
    kept: KeptTexts<'c>,
    /// The first text of each sequence of words.
    seen: HashMap<u64, u32, BuildKeyHasher>,
    /// For each text whether it holds several stories.
    roundups: Vec<bool>,
    twins: Vec<Option<(u32, Finding)>>,
    shared: Shared,
    judge: Judge,
}

impl<'c> Decision<'c> {
    fn new(corpus: &'c Corpus, census: &'c Census, roundups: Vec<bool>) -> Self {
        let texts = corpus.texts.len();
        Self {
            corpus,
            kept: KeptTexts::new(census, texts),
            seen: HashMap::default(),
            roundups,
            twins: vec![None; texts],
            shared: Shared::default(),
            judge: Judge::default(),
        }
    }

    fn decide(&mut self, text: u32) {
        let texts = &self.corpus.texts;
        let like = *self.seen.entry(texts[text as usize].folded as u64).or_insert(text);
        let is_repeat = like != text && !self.corpus.labels[text as usize].is_known;
        let twin = if is_repeat && texts[like as usize].folded == texts[text as usize].folded {
            Some(self.twins[like as usize].clone().unwrap_or_else(|| (like, self.corpus.equal(text, like))))
        } else if self.corpus.labels[text as usize].is_known {
            None
        } else {
            self.find(text)
        };
        if twin.is_none() {
            self.kept.add(text);
        }
        self.twins[text as usize] = twin;
    }

    /// The kept text that `text` is a copy of: the first one of those that share the most.
    fn find(&mut self, text: u32) -> Option<(u32, Finding)> {
        let texts = &self.corpus.texts;
        let mut twin: Option<(u32, Finding)> = None;
        for other in self.kept.candidates(text, &mut self.shared) {
            let Some(finding) = self.judge.compare(&texts[text as usize], &texts[other as usize]) else { continue };
            match (&finding.part, &twin) {
                (Some(part), _) if self.roundups[if part.of_kept { other } else { text } as usize] => {}
                (Some(Part { of_kept: false, .. }), None) => twin = Some((other, finding)),
                (_, None) => return Some((other, finding)),
                // The text goes on where an earlier story ends, with another story.
                (Some(part), Some((_, Finding { part: Some(first), .. }))) if !part.of_kept && part.is_apart(first) => {
                    self.roundups[text as usize] = true;
                    return None;
                }
                _ => {}
            }
        }
        twin
    }

    /// Marks the texts that turned out to hold two stories; tells whether there are new ones.
    fn find_roundups(&mut self) -> bool {
        let is_new = self.find_kept_roundups();
        // A text that went as the longer one may go on with a story that was kept after it.
        let longer = |twin: &Option<(u32, Finding)>| {
            twin.as_ref().is_some_and(|(_, finding)| finding.part.as_ref().is_some_and(|part| !part.of_kept))
        };
        let longer: Vec<u32> = (0..self.twins.len()).filter(|&text| longer(&self.twins[text])).map(|text| text as u32).collect();
        longer.into_iter().fold(is_new, |is_new, text| {
            let was = self.roundups[text as usize];
            self.find(text);
            is_new || was != self.roundups[text as usize]
        })
    }

    /// Marks the kept texts of which two copies are parts that lie apart. Linear.
    fn find_kept_roundups(&mut self) -> bool {
        let mut firsts: HashMap<u64, (Part, Part), BuildKeyHasher> = HashMap::default();
        let mut is_new = false;
        for (kept, finding) in self.twins.iter().flatten() {
            let Some(part) = finding.part.clone().filter(|part| part.of_kept) else { continue };
            // Two parts lie apart when the one that ends first and the one that starts last do.
            let (first, last) = firsts.entry(u64::from(*kept)).or_insert_with(|| (part.clone(), part.clone()));
            if part.words.end < first.words.end {
                *first = part.clone();
            }
            if part.words.start > last.words.start {
                *last = part;
            }
            if first.is_apart(last) && !self.roundups[*kept as usize] {
                self.roundups[*kept as usize] = true;
                is_new = true;
            }
        }
        is_new
    }
}
