//! Which of several copies is kept.

use serde::{Deserialize, Serialize};

use crate::corpus::text::Fingerprint;

/// Which text of a story is kept. Ties are broken by the longer text, then the content hash, then
/// the id, so that for every policy but [`Keep::First`] the order of the input makes no difference.
///
/// ```
/// use copydesk::corpus::{Corpus, DedupOptions, Item, Keep};
///
/// let story = "The ferry between Oakmouth and Calder Island will run again from Monday, the harbour \
///              office said. Repairs to the hull took nine days and cost 40,000 euros.";
/// let cut = &story[..120];
/// let kept = |keep| {
///     let mut corpus = Corpus::new(DedupOptions::default().keep(keep));
///     corpus.add(&Item::new("cut", cut).source(Some("post.example")));
///     corpus.add(&Item::new("whole", story).source(Some("wire.example")));
///     let copies = corpus.resolve()?;
///     Ok::<_, copydesk::Error>(if copies[0].duplicate_of.is_none() { "cut" } else { "whole" })
/// };
/// assert_eq!(kept(Keep::Longest)?, "whole");
/// assert_eq!(kept(Keep::Preferred(vec!["post.example".to_owned()]))?, "cut");
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Keep {
    /// The text most of whose three-word shingles other texts of the corpus confirm: the fullest
    /// one, with the least of its own errors and additions.
    #[default]
    MostComplete,
    /// The first one added.
    First,
    /// The one with the most words.
    Longest,
    /// The one with the earliest [`Item::date`](crate::corpus::Item::date), compared as text, so
    /// dates must be written as in ISO 8601. Texts without a date come last.
    Earliest,
    /// The one whose [`Item::source`](crate::corpus::Item::source) stands first in this list;
    /// sources not in it come last.
    Preferred(Vec<String>),
}

/// What the policies look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank<'l>(bool, u64, &'l str, usize, u128, &'l str);

impl Rank<'_> {
    /// The rank as bytes, which are in the order of ranks.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let Self(is_new, first, date, fewer_words, content_hash, id) = self;
        let mut bytes = vec![u8::from(*is_new)];
        bytes.extend(first.to_be_bytes());
        // Two zeros end the date, and come before whatever a longer one goes on with.
        for &byte in date.as_bytes() {
            bytes.push(byte);
            bytes.extend((byte == 0).then_some(u8::MAX));
        }
        bytes.extend([0, 0]);
        bytes.extend((*fewer_words as u64).to_be_bytes());
        bytes.extend(content_hash.to_be_bytes());
        bytes.extend(id.as_bytes());
        bytes
    }
}

impl Keep {
    /// The rank of a text of so many words; the least one is kept. `confirmed` counts the shingles
    /// that other texts have too.
    pub(super) fn rank<'l>(
        &self,
        metadata: &'l Metadata,
        fingerprint: &Fingerprint,
        words: usize,
        confirmed: u32,
        place: usize,
    ) -> Rank<'l> {
        let first = match self {
            Self::First => place as u64,
            _ if metadata.is_known => place as u64,
            Self::MostComplete => u64::MAX - u64::from(confirmed),
            Self::Longest => 0,
            Self::Earliest => u64::from(metadata.date.is_none()),
            Self::Preferred(sources) => sources
                .iter()
                .position(|source| Some(source.as_str()) == metadata.source.as_deref())
                .unwrap_or(sources.len()) as u64,
        };
        let date =
            metadata.date.as_deref().filter(|_| matches!(self, Self::Earliest)).unwrap_or_default();
        Rank(!metadata.is_known, first, date, usize::MAX - words, fingerprint.exact, &metadata.id)
    }
}

/// What is known of a text beside its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Metadata {
    pub(super) id: Box<str>,
    pub(super) date: Option<Box<str>>,
    pub(super) source: Option<Box<str>>,
    /// Whether the text comes from an index: it was kept and stays kept.
    pub(super) is_known: bool,
}
