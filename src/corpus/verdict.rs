//! What two texts are to each other.

use serde::{Deserialize, Serialize};

use crate::corpus::part::Part;
use crate::corpus::{Match, Separation};

/// What two texts are to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Verdict {
    /// Copies of one story.
    Copy(Finding),
    /// The same long story, in which a few facts were changed.
    Version(Finding),
    /// One is a piece of the other, which has much besides: perhaps other stories.
    Piece(Part),
    /// The beginning of one stands in the other, and then each goes on alone: the other may hold
    /// several stories. The parts are those of the texts that may. With it, why they are two texts.
    Beginning(Vec<Part>, Separation),
    /// Two stories.
    Apart(Separation),
}

/// In what way one text is a copy of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Finding {
    pub(super) found: Match,
    /// Where the one text stands in the other, as words of the other, when it is a part of it.
    pub(super) part: Option<Part>,
}

/// What came of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Compared {
    pub(super) verdict: Verdict,
    /// Of the one and of the other text the share that the other has too; `None` where a glance was
    /// enough.
    pub(super) coverage: Option<[f32; 2]>,
}

impl Compared {
    /// Two texts whose facts are other facts.
    pub(super) fn at_a_glance() -> Self {
        Self { verdict: Verdict::Apart(Separation::OtherFacts), coverage: None }
    }

    /// Why the two are not one story; `None` where they are copies or versions.
    pub(super) fn separation(&self) -> Option<Separation> {
        match self.verdict {
            Verdict::Copy(_) | Verdict::Version(_) => None,
            Verdict::Piece(_) => Some(Separation::PartOfMore),
            Verdict::Beginning(_, reason) | Verdict::Apart(reason) => Some(reason),
        }
    }
}
