//! Copies across documents: which articles of a corpus tell the same story, in what way they
//! differ, and which one to keep.
//!
//! ```
//! use copydesk::corpus::{Corpus, Item, CopyKind, DedupOptions};
//!
//! let wire = "The ferry between Oakmouth and Calder Island will run again from Monday, the \
//!             harbour office said. Repairs to the hull took nine days and cost 40,000 euros. \
//!             Passengers had to take the bus over the northern bridge meanwhile.";
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
//! 4. **document frequency**: in how many different stories each shingle is; what many stories have
//!    is one of the **common phrases** and tells nothing;
//! 5. **keep**: the policy puts the texts in order, the best one of every story first;
//! 6. **search**: each text in that order is looked up among those that were **kept** so far;
//! 7. **comparer**: it is aligned with the ones that share the most, which gives a **verdict** on
//!    each pair: what each side has of its **own**, and what became of the **facts**;
//! 8. **decision**: from the verdicts follows which text goes, as a copy of which.
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
//!   speaks to its readers, and a few words above or below a story do not count; nor do phrases that
//!   many stories have, but where a sixth of each text is a beginning of its own with a new fact.
//! - A **version** ([`Resolution::version_of`]) is the same long story with one or two facts
//!   changed, or with its lead written anew. Both are kept. Where facts differ in many places for
//!   the length of the text, it is a form that was filled in again (weather, markets, results), and
//!   another story.
//! - A **container** ([`Resolution::contains`]) holds another story and more beside it: a round-up,
//!   a digest. It stays, and so does what it holds.
//!
//! In doubt both texts are kept. Each [`Match`] says on what [`Grounds`] two texts are one story,
//! and how much of each stands in the other; [`DedupOptions::report_near`] has every kept text name
//! those that it was compared with in vain, and what told them apart ([`Separation`]).
//!
//! A corpus can be written as an [index](Corpus::write_index) and gone on with another day
//! ([`Corpus::with_index`]). One that is larger than memory is told how much it may take
//! ([`Corpus::with_scratch`]): words go to a file, and shingles are grouped in more passes over it.
//! Threads and memory make no difference to the answer.
//!
//! # In pieces, on an engine
//!
//! Where texts are on many machines, the same search is made of its pieces. A text is
//! [prepared](Preparer) where it is; a [`Prepared`] text can be stored and sent. It goes under its
//! [keys](Prepared::candidate_keys); texts that share a key are compared by a [`PairComparer`];
//! texts that hang together are resolved from the verdicts by [`resolve_component`], whose example
//! has all of it. What a corpus knows beside texts and pairs are its [`CommonPhrases`]: take those
//! of a corpus of the same kind ([`Corpus::common_phrases`]), or count them.
//!
//! [`Boilerplate`] learns the lines that a source leaves in many documents while the stories
//! differ.

mod alignment;
mod batch;
mod boilerplate;
mod clusters;
mod common_phrases;
mod comparer;
mod component;
mod decision;
mod document_frequency;
mod explanation;
mod facts;
mod forward_index;
mod groups;
#[cfg(test)]
mod growth;
mod inverted_index;
mod keep;
mod kept;
mod kind;
mod known;
mod language;
mod numbers;
mod options;
mod outcomes;
mod own;
mod part;
mod prepared;
mod print;
mod reader;
mod resolution;
mod search;
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
mod word_set;
mod words;

pub use boilerplate::{Boilerplate, BoilerplateOptions, LearnedLine};
pub use clusters::Corpus;
pub use common_phrases::CommonPhrases;
pub use component::{Member, PairComparer, PairVerdict, first_of, resolve_component};
pub use explanation::{Explainer, OwnSentence, Standing};
pub use keep::Keep;
pub use kind::differing_words;
pub use options::DedupOptions;
pub use prepared::{Prepared, Preparer};
pub use resolution::{
    CopyKind, Grounds, Match, NearMiss, Original, Outcome, Reference, Resolution, Separation,
};

/// A text with its name, and what the policies of [`Keep`] ask for.
///
/// ```
/// use copydesk::corpus::Item;
///
/// let item = Item::new("a-17", "The ferry runs again.").date(Some("2024-05-02")).source(Some("post.example"));
/// assert_eq!((item.id, item.text), ("a-17", "The ferry runs again."));
/// ```
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
