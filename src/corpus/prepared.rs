//! Texts that were read and can be compared: here, on another thread, on another machine.

use serde::{Deserialize, Serialize};

use crate::corpus::Item;
use crate::corpus::common_phrases::CommonPhrases;
use crate::corpus::keep::Metadata;
use crate::corpus::reader::Reader;
use crate::corpus::shingles::chosen;
use crate::corpus::text::{Fingerprint, Text, hexadecimal};
use crate::corpus::words::Word;

/// Reads texts for a [`Corpus`](crate::corpus::Corpus) or a
/// [`PairComparer`](crate::corpus::PairComparer). One for each thread: texts may go to any of them.
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
        let metadata = Metadata {
            id: item.id.into(),
            date: item.date.map(Into::into),
            source: item.source.map(Into::into),
            is_known: false,
        };
        let text = Text::read(item.text, &mut self.reader);
        Prepared { fingerprint: Fingerprint::of(item.text, &text), text, metadata }
    }
}

/// A text that was read: its words as numbers, not the text itself. It may be stored and sent, and
/// is read again by the same version of its form only.
///
/// ```
/// use copydesk::corpus::{CommonPhrases, Item, Prepared, Preparer};
///
/// let mut preparer = Preparer::default();
/// let text = preparer.prepare(&Item::new("a", "The ferry to Oakmouth will run again on Monday."));
/// let loud = preparer.prepare(&Item::new("b", "THE FERRY TO OAKMOUTH WILL RUN AGAIN ON MONDAY."));
/// assert_eq!(text.equality_key(), loud.equality_key());
/// assert_eq!(text.candidate_keys(&CommonPhrases::default()), loud.candidate_keys(&CommonPhrases::default()));
///
/// let stored = serde_json::to_string(&text)?;
/// assert_eq!(serde_json::from_str::<Prepared>(&stored)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Form", try_from = "Form")]
pub struct Prepared {
    pub(super) text: Text,
    pub(super) fingerprint: Fingerprint,
    pub(super) metadata: Metadata,
}

impl Prepared {
    /// The name of the text.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.metadata.id
    }

    /// Sets the name of the text.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        self.metadata.id = id.into();
        self
    }

    /// The same for texts with the same words, whatever their case, quotes and spacing.
    #[must_use]
    pub fn equality_key(&self) -> u64 {
        self.fingerprint.folded as u64
    }

    /// Whether the two texts' names, numbers and dates are hardly the same: then they are two
    /// stories, however many phrases both have. Linear in the number of those.
    #[must_use]
    pub fn has_other_facts(&self, other: &Self) -> bool {
        self.text.has_other_facts(&other.text)
    }

    /// What the text is found by: one key for each of its phrases that is looked at (every other
    /// run of three words, chosen by its hash) and is not common. Sorted, each once. Texts with no
    /// key in common are no copies, but where their [`equality_key`](Self::equality_key) is the
    /// same. Linear but for sorting.
    #[must_use]
    pub fn candidate_keys(&self, common: &CommonPhrases) -> Vec<u64> {
        let ids = chosen(&self.text.words).map(|shingle| common.buckets.id(shingle));
        let mut keys: Vec<u64> = ids.filter(|id| !common.ids.contains(id)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// How a prepared text is stored.
#[derive(Serialize, Deserialize)]
struct Form {
    version: u32,
    id: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    source: Option<String>,
    /// XXH3-128 of the text as printed.
    #[serde(with = "hexadecimal")]
    content_hash: u128,
    words: Vec<Word>,
}

/// The version that is written, and the only one that is read: words of another reading would
/// match nothing.
const VERSION: u32 = 1;

impl From<Prepared> for Form {
    fn from(prepared: Prepared) -> Self {
        let Prepared { text, fingerprint, metadata } = prepared;
        Self {
            version: VERSION,
            id: metadata.id.into(),
            date: metadata.date.map(Into::into),
            source: metadata.source.map(Into::into),
            content_hash: fingerprint.exact,
            words: text.words,
        }
    }
}

impl TryFrom<Form> for Prepared {
    type Error = String;

    fn try_from(form: Form) -> Result<Self, String> {
        if form.version != VERSION {
            return Err(format!(
                "a prepared text of version {}, but must be of version {VERSION}; prepare it anew",
                form.version
            ));
        }
        let text = Text::of_words(form.words);
        let metadata = Metadata {
            id: form.id.into(),
            date: form.date.map(Into::into),
            source: form.source.map(Into::into),
            is_known: false,
        };
        Ok(Self { fingerprint: Fingerprint::of_words(form.content_hash, &text), text, metadata })
    }
}
