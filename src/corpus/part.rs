//! Parts of a text that other texts have: two that lie apart are two stories, and the text is a
//! round-up.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The words of the larger text that a smaller one has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) of_kept: bool,
    pub(super) words: Range<usize>,
    /// Whether the smaller one begins with it: a story that the larger one holds does, one that
    /// was written anew above does not.
    pub(super) is_start: bool,
}

impl Part {
    /// Whether two parts of a text have next to nothing in common: they are two stories.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        let shared = self
            .words
            .end
            .min(other.words.end)
            .saturating_sub(self.words.start.max(other.words.start));
        shared.saturating_mul(10) < self.words.len().min(other.words.len())
    }
}

/// Whether two of these parts of a text lie apart.
pub(super) fn are_apart(parts: Vec<Part>) -> bool {
    let mut parts = parts.into_iter().filter(|part| part.is_start);
    let Some(first) = parts.next() else { return false };
    let mut ends = (first.clone(), first);
    parts.for_each(|part| widen(&mut ends, &part));
    ends.0.is_apart(&ends.1)
}

/// Makes the one of some parts that ends first and the one that starts last also those of one part
/// more. Two parts lie apart when these two do.
pub(super) fn widen((first, last): &mut (Part, Part), part: &Part) {
    if part.words.end < first.words.end {
        *first = part.clone();
    }
    if part.words.start > last.words.start {
        *last = part.clone();
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Part, are_apart};

    #[test]
    fn stories_of_a_round_up_lie_apart() {
        let part = |words: Range<usize>| Part { of_kept: true, words, is_start: true };
        for (parts, apart) in [
            (vec![], false),
            (vec![part(0..90)], false),
            (vec![part(0..90), part(0..40)], false),
            // One word in ten of the smaller one may be chance.
            (vec![part(0..90), part(87..127)], true),
            (vec![part(0..90), part(85..125)], false),
            (vec![part(50..90), part(0..200), part(120..180)], true),
        ] {
            assert_eq!(are_apart(parts.clone()), apart, "{parts:?}");
        }
        // A text that has a lead of its own above the part may be the same story.
        let below = Part { is_start: false, ..part(90..180) };
        assert!(!are_apart(vec![part(0..90), below]));
    }
}
