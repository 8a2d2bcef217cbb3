//! What became of a text, in what way it is a copy of another, and why two texts are none.

use serde::{Deserialize, Serialize};

use crate::names::names;
use crate::removal::Difference;

/// What becomes of a text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Resolution {
    /// The kept text that it is a copy of; `None` when it is kept itself.
    pub duplicate_of: Option<Original>,
    /// The kept text that it is another version of: a long text in which a few facts differ. Both
    /// are kept, but where [`DedupOptions::fold_versions`](crate::corpus::DedupOptions) is set.
    /// Copies of either name the one that they are copies of.
    pub version_of: Option<Original>,
    /// The kept texts that it holds beside others: it is a round-up, a digest, a live page. All
    /// are kept.
    pub contains: Vec<Reference>,
    /// The kept texts that it was compared with and is no copy or version of, those that share the
    /// most first. Empty for copies, and unless
    /// [`DedupOptions::report_near`](crate::corpus::DedupOptions::report_near) is set.
    pub near: Vec<NearMiss>,
}

impl Resolution {
    /// What it is in one word. A round-up that is also a version of another is a version.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self { duplicate_of: Some(_), .. } => Outcome::Copy,
            Self { version_of: Some(_), .. } => Outcome::Version,
            Self { contains, .. } if !contains.is_empty() => Outcome::Container,
            _ => Outcome::Original,
        }
    }
}

/// What a text is among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// It is kept, and no other kept text is related to it.
    Original,
    /// It goes: a kept text says the same.
    Copy,
    /// It is kept beside another version of its story.
    Version,
    /// It is kept beside the stories that it holds.
    Container,
}

names!(Outcome, "outcome", {
    Original => "original",
    Copy => "copy",
    Version => "version",
    Container => "container",
});

/// A kept text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
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
    #[serde(default)]
    pub place: Option<usize>,
    /// In what way the text is a copy of it.
    pub found: Match,
}

/// In what way one text is a copy of another.
///
/// ```
/// use copydesk::corpus::{CopyKind, Corpus, DedupOptions, Grounds, Item};
///
/// let story = "The ferry between Oakmouth and Calder Island will run again from Monday, the harbour \
///              office said. Repairs to the hull took nine days and cost 40,000 euros.";
/// let mut corpus = Corpus::new(DedupOptions::default());
/// corpus.add(&Item::new("whole", story));
/// corpus.add(&Item::new("cut", story.split_once(" Repairs").unwrap().0));
/// let found = corpus.resolve()?[1].duplicate_of.clone().unwrap().found;
///
/// assert_eq!((found.kind, found.grounds), (CopyKind::Truncated, Grounds::NoFactsOfItsOwn));
/// assert_eq!(found.coverage, 1.0);
/// assert!(found.original_coverage < 1.0);
/// # Ok::<(), copydesk::Error>(())
/// ```
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
    /// Share of the text's own words, common phrases and the lines of sites aside, that stand in
    /// the original, 0 to 1: what is left over is lost where the text goes.
    #[serde(default)]
    pub coverage: f32,
    /// Share of the original's words that stand in the text: what is left over the text lacks.
    #[serde(default)]
    pub original_coverage: f32,
    /// Why the two may be one story in spite of what differs.
    #[serde(default)]
    pub grounds: Grounds,
}

/// A kept text that another one was compared with, and why the two are not one story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NearMiss {
    /// Its name.
    pub id: String,
    /// Its place among the texts that were added, from 0; `None` when it comes from an index.
    #[serde(default)]
    pub place: Option<usize>,
    /// What told the two apart.
    pub reason: Separation,
    /// Share of the text's words that stand in the other one, 0 to 1, as
    /// [`Match::coverage`]; `None` where a glance at their facts was enough.
    #[serde(default)]
    pub coverage: Option<f32>,
    /// The same of the other text.
    #[serde(default)]
    pub original_coverage: Option<f32>,
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

names!(CopyKind, "kind of copy", {
    Exact => "exact",
    Normalized => "normalized",
    Truncated => "truncated",
    Extended => "extended",
    Edited => "edited",
    Rearranged => "rearranged",
});

/// Why two texts may be one story in spite of what differs. *Facts of its own* are those in whole
/// sentences that the other text has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Grounds {
    /// The words are the same.
    #[default]
    SameWords,
    /// Neither has facts of its own.
    NoFactsOfItsOwn,
    /// Only the original has: the copy was cut, or left something out.
    OriginalHasMore,
    /// Only the copy has: the original was cut, or left something out.
    CopyHasMore,
    /// They are versions: a few facts were changed in hundreds of equal words.
    FewFactsChanged,
    /// They are versions: the lead was written anew, and all the rest is the same.
    LeadRewritten,
}

names!(Grounds, "grounds", {
    SameWords => "same_words",
    NoFactsOfItsOwn => "no_facts_of_its_own",
    OriginalHasMore => "original_has_more",
    CopyHasMore => "copy_has_more",
    FewFactsChanged => "few_facts_changed",
    LeadRewritten => "lead_rewritten",
});

/// What told two texts apart that share enough to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Separation {
    /// Hardly any of their names, numbers and dates are the same.
    OtherFacts,
    /// Too few words of the smaller one stand in the other.
    LittleShared,
    /// What they share is a small part of the larger one, and neither its beginning nor all over
    /// it.
    SmallPart,
    /// They share no more words than two reports on one matter, and other facts.
    LooselyAlike,
    /// Each has sentences with facts of its own.
    BothHaveFacts,
    /// The same words with other facts in them: a form that was filled in again, or a short text
    /// with another figure.
    FactsChanged,
    /// The smaller one stands in the larger one, which has much besides: perhaps other stories.
    PartOfMore,
    /// One of them is a round-up that holds the other.
    RoundUp,
    /// It is a copy, but less of it stands in the other than
    /// [`DedupOptions::min_coverage`](crate::corpus::DedupOptions::min_coverage) asks for.
    LowCoverage,
}

names!(Separation, "separation", {
    OtherFacts => "other_facts",
    LittleShared => "little_shared",
    SmallPart => "small_part",
    LooselyAlike => "loosely_alike",
    BothHaveFacts => "both_have_facts",
    FactsChanged => "facts_changed",
    PartOfMore => "part_of_more",
    RoundUp => "round_up",
    LowCoverage => "low_coverage",
});
