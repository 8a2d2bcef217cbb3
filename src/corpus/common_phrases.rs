//! The phrases that many different stories have: what a corpus knows as a whole, and two texts
//! alone cannot tell.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::compare::hasher::BuildKeyHasher;
use crate::corpus::shingles::{self, Buckets, WIDTH, is_chosen};
use crate::corpus::stories::is_common;
use crate::corpus::text::Text;
use crate::corpus::words::COMMON;

/// The phrases that many different stories have, and that therefore tell nothing: boilerplate, set
/// phrases, the words of forms.
///
/// A corpus learns them when it is [resolved](crate::corpus::Corpus::resolve); they are all that it
/// knows of two texts beside the texts themselves. Stored, and given to
/// [`Corpus::with_common_phrases`](crate::corpus::Corpus::with_common_phrases) or to
/// [`PairComparer`](crate::corpus::PairComparer), they make decisions repeatable wherever they are
/// made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Form", try_from = "Form")]
pub struct CommonPhrases {
    pub(super) buckets: Buckets,
    pub(super) ids: HashSet<u64, BuildKeyHasher>,
}

impl Default for CommonPhrases {
    /// No phrase is common.
    fn default() -> Self {
        Self { buckets: Buckets::finest(), ids: HashSet::default() }
    }
}

impl CommonPhrases {
    /// Those of some counted phrases that are common: for each its
    /// [candidate key](crate::corpus::Prepared::candidate_keys) under
    /// `CommonPhrases::default()`, the number of different stories, and the number of texts that it
    /// is in. Count a story and all its copies as one; where stories are not known yet, texts with
    /// equal words are a start.
    #[must_use]
    pub fn from_counts(counts: impl IntoIterator<Item = (u64, u32, u32)>) -> Self {
        let common = counts.into_iter().filter(|&(_, stories, texts)| is_common(stories, texts));
        Self::from_keys(common.map(|(key, ..)| key))
    }

    /// Those that are known to be common, by their keys as of
    /// [`from_counts`](Self::from_counts). To compare two texts, those are enough that either of
    /// them has.
    #[must_use]
    pub fn from_keys(keys: impl IntoIterator<Item = u64>) -> Self {
        Self { ids: keys.into_iter().collect(), ..Self::default() }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Marks the words all of whose chosen shingles are common; a word without one is as the word
    /// before it. Linear.
    pub(super) fn mark(&self, text: &mut Text, marks: &mut Vec<Option<bool>>) {
        let is_common = |shingle| self.ids.contains(&self.buckets.id(shingle));
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

/// How common phrases are stored.
#[derive(Serialize, Deserialize)]
struct Form {
    version: u32,
    bits: u32,
    phrases: Vec<u64>,
}

/// The version that is written, and the only one that is read: keys of another reading of words
/// would match nothing.
const VERSION: u32 = 1;

impl From<CommonPhrases> for Form {
    fn from(common: CommonPhrases) -> Self {
        let mut phrases: Vec<u64> = common.ids.into_iter().collect();
        phrases.sort_unstable();
        Self { version: VERSION, bits: common.buckets.bits(), phrases }
    }
}

impl TryFrom<Form> for CommonPhrases {
    type Error = String;

    fn try_from(form: Form) -> Result<Self, String> {
        if form.version != VERSION {
            return Err(format!(
                "common phrases of version {}, but must be of version {VERSION}; learn them anew",
                form.version
            ));
        }
        let buckets = Buckets::of_bits(form.bits)
            .ok_or_else(|| format!("common phrases with keys of {} bits", form.bits))?;
        Ok(Self { buckets, ids: form.phrases.into_iter().collect() })
    }
}
