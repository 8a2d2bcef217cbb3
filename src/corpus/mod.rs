//! Copies across documents: which articles of a corpus tell the same story, in what way they
//! differ, and which one to keep.
//!
//! ```
//! use copydesk::corpus::{Corpus, Item, CopyKind, DedupOptions};
//!
//! let wire = "The ferry between Oakmouth and Calder Island will run again from Monday, the harbour office said. Repairs to the \
//!             hull took nine days and cost 40,000 euros. Passengers had to take the bus over the northern bridge meanwhile.";
//! let paper = format!("OAKMOUTH, May 3 (Reuters) - {wire}");
//!
//! let mut corpus = Corpus::new(DedupOptions::default());
//! corpus.add(&Item::new("wire", wire));
//! corpus.add(&Item::new("paper", &paper));
//! let resolutions = corpus.resolve()?;
//!
//! let original = resolutions[0].duplicate_of.as_ref().unwrap();
//! assert_eq!((original.id.as_str(), original.found.kind), ("paper", CopyKind::Truncated));
//! assert!(resolutions[1].duplicate_of.is_none());
//! # Ok::<(), copydesk::Error>(())
//! ```
//!
//! # How it works
//!
//! 1. **words**: a text becomes the numbers of its folded words, with what kind of word each is,
//!    and goes to the **store**;
//! 2. **shingles**: runs of three words; **groups** brings together the texts that have the same
//!    one;
//! 3. **stories**: a sample of the shingles tells which texts are of the same story, for a first
//!    look;
//! 4. **frequency**: in how many different stories each shingle is; what many stories have is common
//!    and tells nothing;
//! 5. **keep**: the policy puts the texts in order, the best one of every story first;
//! 6. **decision**: each text in that order is looked up among those that were **kept** so far;
//! 7. **verdict**: it is aligned with the ones that share the most, and goes when it is the same
//!    story as one of them.
//!
//! So every text that goes was compared with the one that stays, and no chain of likenesses joins
//! two stories.
//!
//! # What a copy is
//!
//! - A **copy** has nothing of its own. What only one of two texts has may be many words (the other
//!   was cut); when *each* has sentences with names, numbers or dates that the other lacks, they
//!   are two texts, however much they share: a follow-up with the background of an earlier story,
//!   the next issue of a listing. A headline, a caption or a link in prose, a line in which a site
//!   speaks to its readers, and a few words above or below a story do not count.
//! - A **version** ([`Resolution::version_of`]) is the same long story with one or two facts changed, or
//!   with its lead written anew. Both are kept. Where facts differ in many places for the length of
//!   the text, it is a form that was filled in again (weather, markets, results), and another
//!   story.
//! - A **container** ([`Resolution::contains`]) holds another story and more beside it: a round-up, a
//!   digest. It stays, and so does what it holds.
//!
//! In doubt both texts are kept.
//!
//! A corpus can be written as an [index](Corpus::write_index) and gone on with another day
//! ([`Corpus::with_index`]). One that is larger than memory is told how much it may take
//! ([`Corpus::with_scratch`]): words go to a file, and shingles are grouped in more passes over it.
//! Threads and memory make no difference to the answer.
//!
//! [`Boilerplate`] learns the lines that a source leaves in many documents while the stories
//! differ.

mod alignment;
mod batch;
mod boilerplate;
mod clusters;
mod decision;
mod document_frequency;
mod facts;
mod forward_index;
mod groups;
mod inverted_index;
mod keep;
mod kept;
mod kind;
mod numbers;
mod own;
mod part;
mod shingles;
mod sides;
mod site_lines;
mod snapshot;
mod spelling;
mod store;
mod stories;
mod text;
mod threads;
mod verdict;
mod words;

use serde::{Deserialize, Serialize};

use crate::removal::Difference;
pub use boilerplate::{Boilerplate, BoilerplateOptions, LearnedLine};
pub use clusters::{Corpus, Prepared, Preparer};
pub use keep::Keep;
pub use kind::differing_words;

/// What a corpus is asked to do. Every field has a default.
///
/// ```
/// use copydesk::corpus::{Keep, DedupOptions};
/// assert_eq!(DedupOptions::default().keep, Keep::MostComplete);
/// assert_eq!(DedupOptions::default().threads, 1);
/// assert!(!DedupOptions::default().fold_versions);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DedupOptions {
    /// Which text of a story is kept. Default: [`Keep::MostComplete`].
    pub keep: Keep,
    /// Threads that resolve a corpus. The answer is the same for any number. Default: 1; 0 counts
    /// as 1.
    pub threads: usize,
    /// Whether of the versions of a story only the one is kept that [`keep`](Self::keep) puts
    /// first, and the others go as its copies. Default: false.
    pub fold_versions: bool,
}

impl Default for DedupOptions {
    fn default() -> Self {
        Self { keep: Keep::default(), threads: 1, fold_versions: false }
    }
}

impl DedupOptions {
    /// Sets [`keep`](Self::keep).
    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// Sets [`threads`](Self::threads).
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Sets [`fold_versions`](Self::fold_versions).
    #[must_use]
    pub fn fold_versions(mut self, fold: bool) -> Self {
        self.fold_versions = fold;
        self
    }
}

/// A text with its name, and what the policies of [`Keep`] ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item<'a> {
    /// The name of the text. Two texts may have the same one.
    pub id: &'a str,
    /// The text.
    pub text: &'a str,
    /// When it was published, as in ISO 8601.
    pub date: Option<&'a str>,
    /// Who published it.
    pub source: Option<&'a str>,
}

impl<'a> Item<'a> {
    /// A text with its name.
    #[must_use]
    pub fn new(id: &'a str, text: &'a str) -> Self {
        Self { id, text, date: None, source: None }
    }

    /// Sets the date.
    #[must_use]
    pub fn date(mut self, date: Option<&'a str>) -> Self {
        self.date = date;
        self
    }

    /// Sets the source.
    #[must_use]
    pub fn source(mut self, source: Option<&'a str>) -> Self {
        self.source = source;
        self
    }
}

/// What becomes of a text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Resolution {
    /// The kept text that it is a copy of; `None` when it is kept itself.
    pub duplicate_of: Option<Original>,
    /// The kept text that it is another version of: a long text in which a few facts differ. Both
    /// are kept, but where [`DedupOptions::fold_versions`] is set. Copies of either name the one
    /// that they are copies of.
    #[serde(default)]
    pub version_of: Option<Original>,
    /// The kept texts that it holds beside others: it is a round-up, a digest, a live page. All
    /// are kept.
    #[serde(default)]
    pub contains: Vec<Reference>,
}

/// A kept text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reference {
    /// Its name.
    pub id: String,
    /// Its place among the texts that were added, from 0; `None` when it comes from an index.
    pub place: Option<usize>,
}

/// The kept text that says the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Original {
    /// Its name.
    pub id: String,
    /// Its place among the texts that were added, from 0; `None` when it comes from an index.
    pub place: Option<usize>,
    /// In what way the text is a copy of it.
    pub found: Match,
}

/// In what way one text is a copy of another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Match {
    /// Share of the smaller text's words, common phrases aside, that stand in the other in place,
    /// 0 to 1.
    pub similarity: f32,
    /// What kind of copy it is.
    pub kind: CopyKind,
    /// The gravest class of the words that were let pass.
    pub difference: Difference,
}

/// What kind of copy a text is, seen from the one that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CopyKind {
    /// The same text, but for white space at its ends.
    Exact,
    /// The same words: case, quotes, accents, the grouping of digits, spelling variants of a script
    /// and white space aside.
    Normalized,
    /// The kept text has a part more.
    Truncated,
    /// It has a part that the kept text lacks: a dateline, a note, a page's own lines.
    Extended,
    /// Words were changed, left out or added here and there.
    Edited,
    /// Parts stand in another order.
    Rearranged,
}
