//! The corpus: texts go in, and each is kept or a copy of a kept one.

use std::fs::File;
use std::io::{self, Read, Write};

use crate::corpus::common_phrases::CommonPhrases;
use crate::corpus::document_frequency::{Basis, DocumentFrequency};
use crate::corpus::groups::Grouping;
use crate::corpus::keep::Metadata;
use crate::corpus::outcomes::Outcomes;
use crate::corpus::prepared::{Prepared, Preparer};
use crate::corpus::search::Context;
use crate::corpus::shingles::Buckets;
use crate::corpus::store::Store;
use crate::corpus::stories::Sample;
use crate::corpus::text::{Fingerprint, Text};
use crate::corpus::{DedupOptions, Item, Keep, Reference, Resolution, snapshot};
use crate::error::Error;

/// The part of a corpus's memory for the texts that are held, and the one for the buckets of their
/// shingles. The rest is for what is remembered of each text, and of shingles.
const TEXTS_PART: usize = 10;
const BUCKETS_PART: usize = 6;

/// Texts of which some are copies of others.
///
/// ```
/// use copydesk::corpus::{Corpus, DedupOptions, Item, Outcome};
///
/// let story = "The ferry between Oakmouth and Calder Island will run again from Monday, the harbour \
///              office said. Repairs to the hull took nine days and cost 40,000 euros.";
/// let mut corpus = Corpus::new(DedupOptions::default());
/// corpus.add(&Item::new("a", story));
/// corpus.add(&Item::new("b", &story.to_uppercase()));
/// corpus.add(&Item::new("c", "Farmers behind Northport have begun to pick apples early."));
///
/// let outcomes: Vec<_> = corpus.resolve()?.iter().map(|text| text.outcome()).collect();
/// assert_eq!(outcomes, [Outcome::Original, Outcome::Copy, Outcome::Original]);
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug)]
pub struct Corpus {
    options: DedupOptions,
    preparer: Preparer,
    store: Store,
    fingerprints: Vec<Fingerprint>,
    metadata: Vec<Metadata>,
    /// How many copies of each text went before, of those that come from an index and all before
    /// them.
    copies: Vec<u32>,
    memory: Option<usize>,
    /// The texts that were kept when the corpus was resolved last, and how many copies of each
    /// went then and before.
    kept: Vec<(u32, u32)>,
    /// The common phrases that were given.
    given: Option<CommonPhrases>,
    /// Those of the last time that the corpus was resolved.
    common: CommonPhrases,
}

impl Corpus {
    /// A corpus without texts.
    #[must_use]
    pub fn new(options: DedupOptions) -> Self {
        Self {
            options,
            preparer: Preparer::default(),
            store: Store::default(),
            fingerprints: Vec::new(),
            metadata: Vec::new(),
            copies: Vec::new(),
            memory: None,
            kept: Vec::new(),
            given: None,
            common: CommonPhrases::default(),
        }
    }

    /// A corpus that takes about `memory` bytes at most, and writes what does not fit to `scratch`:
    /// an empty file, open for reading and writing, that nothing else uses. The answer is the
    /// same as without.
    ///
    /// What must be in memory is some 300 bytes and the id for each text, and 8 to 16 bytes for
    /// each of its shingles that some other texts have too. Where that is more than two thirds
    /// of `memory`, more than `memory` is taken.
    #[must_use]
    pub fn with_scratch(options: DedupOptions, memory: usize, scratch: File) -> Self {
        Self {
            store: Store::with_scratch(scratch, memory / TEXTS_PART),
            memory: Some(memory),
            ..Self::new(options)
        }
    }

    /// Adds the texts of an [index](Self::write_index): they stay kept, and copies of them that are
    /// added go, whatever the policy. Linear in the length of the index, which is read in small
    /// pieces: give a buffered reader.
    ///
    /// # Errors
    ///
    /// [`Error::IndexDamaged`] and [`Error::IndexVersion`], for any bytes that are no index of this
    /// version; [`Error::IndexUnread`] where the reader fails.
    pub fn with_index(mut self, index: &mut dyn Read) -> Result<Self, Error> {
        snapshot::read(index, |text, fingerprint, copies, metadata| {
            self.kept.push((self.fingerprints.len() as u32, copies));
            self.copies.resize(self.fingerprints.len(), 0);
            self.copies.push(copies);
            self.push(text, fingerprint, metadata);
        })?;
        Ok(self)
    }

    /// The same with phrases that are known to be common: the corpus does not learn its own then.
    /// So parts of a corpus, or days, are resolved by one measure.
    #[must_use]
    pub fn with_common_phrases(mut self, common: CommonPhrases) -> Self {
        self.given = Some(common);
        self
    }

    /// The phrases that were common when the corpus was [resolved](Self::resolve) last; none
    /// before.
    #[must_use]
    pub fn common_phrases(&self) -> &CommonPhrases {
        self.given.as_ref().unwrap_or(&self.common)
    }

    /// Writes the texts that were kept when the corpus was [resolved](Self::resolve) last: about as
    /// many bytes as the texts have. They hold a version and a checksum, but not the texts
    /// themselves.
    ///
    /// # Errors
    ///
    /// Those of `out`, and of the scratch file.
    ///
    /// ```
    /// use copydesk::corpus::{Corpus, DedupOptions, Item};
    ///
    /// let story = "The ferry between Oakmouth and Calder Island will run again from Monday, the harbour \
    ///              office said. Repairs to the hull took nine days and cost 40,000 euros.";
    /// let mut monday = Corpus::new(DedupOptions::default());
    /// monday.add(&Item::new("monday", story));
    /// monday.resolve()?;
    /// let mut index = Vec::new();
    /// monday.write_index(&mut index)?;
    ///
    /// let mut tuesday = Corpus::new(DedupOptions::default()).with_index(&mut &*index)?;
    /// tuesday.add(&Item::new("tuesday", story));
    /// let original = tuesday.resolve()?[0].duplicate_of.clone().unwrap();
    /// assert_eq!((original.id.as_str(), original.place), ("monday", None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write_index(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = snapshot::Writer::new(out, self.kept.len())?;
        let mut words = Text::default();
        for &(text, copies) in &self.kept {
            self.store.load(text, &mut words)?;
            writer.text(
                &words,
                self.fingerprints[text as usize],
                copies,
                &self.metadata[text as usize],
            )?;
        }
        writer.end()
    }

    /// Adds a text.
    pub fn add(&mut self, item: &Item<'_>) {
        let prepared = self.preparer.prepare(item);
        self.add_prepared(prepared);
    }

    /// Adds a text that was read already, perhaps on another thread.
    pub fn add_prepared(&mut self, prepared: Prepared) {
        self.push(&prepared.text, prepared.fingerprint, prepared.metadata);
    }

    fn push(&mut self, text: &Text, fingerprint: Fingerprint, metadata: Metadata) {
        self.store.add(text);
        self.fingerprints.push(fingerprint);
        self.metadata.push(metadata);
    }

    /// What becomes of each text that was added, in that order; those of an index are not among
    /// them. Time and memory are linear in the texts' length, as long as no story has hundreds
    /// of kept variants.
    ///
    /// # Errors
    ///
    /// [`Error::Scratch`] where the scratch file cannot be used; none without one.
    pub fn resolve(&mut self) -> Result<Vec<Resolution>, Error> {
        let mut outcomes =
            self.outcomes().map_err(|error| Error::Scratch { what: error.to_string() })?;
        if self.options.fold_versions {
            outcomes.fold_versions(self.options.min_coverage);
        }
        let mut copies = self.copies.clone();
        copies.resize(self.fingerprints.len(), 0);
        for (kept, _) in outcomes.originals.iter().flatten() {
            copies[*kept as usize] = copies[*kept as usize].saturating_add(1);
        }
        let kept = (0..self.fingerprints.len()).filter(|&text| outcomes.originals[text].is_none());
        self.kept = kept.map(|text| (text as u32, copies[text])).collect();
        Ok(self.resolutions(outcomes))
    }

    fn resolutions(&self, outcomes: Outcomes) -> Vec<Resolution> {
        let places = self.places();
        let resolutions = outcomes.resolutions(|kept| {
            let metadata = &self.metadata[kept as usize];
            let place = (!metadata.is_known).then(|| places[kept as usize]);
            Reference { id: metadata.id.to_string(), place }
        });
        let all = resolutions.into_iter().zip(&self.metadata);
        all.filter(|(_, metadata)| !metadata.is_known).map(|(resolution, _)| resolution).collect()
    }

    /// The names of the texts that were added, in that order; those of an index are not among them.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.metadata.iter().filter(|metadata| !metadata.is_known).map(|metadata| &*metadata.id)
    }

    /// For each text its place among those that come from no index, where it is one of them.
    fn places(&self) -> Vec<usize> {
        let place = |next: &mut usize, metadata: &Metadata| {
            let place = *next;
            *next += usize::from(!metadata.is_known);
            Some(place)
        };
        self.metadata.iter().scan(0, place).collect()
    }

    /// What is decided on each text.
    fn outcomes(&mut self) -> io::Result<Outcomes> {
        self.store.take_failure()?;
        let frequency = self.frequency()?;
        let order = self.order(&self.options.keep, |text| frequency.confirmed(text));
        let is_known: Vec<bool> = self.metadata.iter().map(|metadata| metadata.is_known).collect();
        let context = Context {
            store: &self.store,
            fingerprints: &self.fingerprints,
            is_known: &is_known,
            frequency: &frequency,
            order: &order,
            options: &self.options,
        };
        let outcomes = context.decide()?;
        if self.given.is_none() {
            self.common = frequency.into_common();
        }
        Ok(outcomes)
    }

    /// Which texts have which distinctive shingle.
    fn frequency(&self) -> io::Result<DocumentFrequency> {
        let (store, threads) = (&self.store, self.options.threads.max(1));
        let memory = self.memory.map(|memory| memory / BUCKETS_PART);
        let grouping = |buckets: Buckets| Grouping { store, buckets, threads, memory };
        if let Some(common) = &self.given {
            return DocumentFrequency::of(&grouping(common.buckets), Basis::Given(common));
        }
        let grouping = grouping(Buckets::new(store.shingles()));
        let sample = Sample::of(&grouping)?;
        // Which texts tell the same story does not hang on the policy.
        let order = self.order(&Keep::MostComplete, |text| sample.shared(text));
        let stories = sample.stories(store, &order, threads)?;
        drop(sample);
        DocumentFrequency::of(&grouping, Basis::Stories { copies: &self.copies, stories: &stories })
    }

    /// The texts in the order of a policy.
    fn order(&self, keep: &Keep, confirmed: impl Fn(u32) -> u32) -> Vec<u32> {
        let rank = |text: u32| {
            let at = text as usize;
            keep.rank(
                &self.metadata[at],
                &self.fingerprints[at],
                self.store.words(at),
                confirmed(text),
                at,
            )
        };
        let mut order: Vec<_> =
            (0..self.fingerprints.len() as u32).map(|text| (rank(text), text)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, text)| text).collect()
    }
}
