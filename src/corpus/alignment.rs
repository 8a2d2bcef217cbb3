//! Two texts side by side: which words of one stand in the other, and what stands between them.
//!
//! Shared shingles are anchors, as in the patience difference, but they may move: paragraphs that
//! changed places still meet. What lies between two anchors that are in order is aligned by the
//! longest common subsequence when it is short, and is a block of its own when it is long or has
//! next to nothing in common. Linear in the lengths of both texts.

use std::ops::Range;

use crate::compare::edits::Hunk;
use crate::corpus::shingles::{self, WIDTH};
use crate::corpus::words::{Word, same};

/// Words of one side between two anchors that are aligned word by word; more are a block.
const GAP_WORDS: usize = 48;
/// Words of an unaligned gap from which on it is a block, and no edit.
const BLOCK_WORDS: usize = 12;
/// An anchor with fewer words must be in line with a neighbour.
const SURE_WORDS: usize = 8;

/// Words between an insertion and an omission that may stand in both texts by chance.
const CHANCE_WORDS: usize = 3;

/// Words that both texts have, in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) len: usize,
}

/// How two texts lie side by side. Words in no run and no hunk are in blocks that one text has
/// alone.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Alignment {
    /// In the order of the left text.
    pub(super) runs: Vec<Run>,
    pub(super) hunks: Vec<Hunk>,
}

/// Aligns texts. Keeps its memory from one pair to the next, and nothing else.
#[derive(Debug, Default)]
pub(super) struct Aligner {
    /// Places of the right text's shingles, one more than the place; 0 where there is none.
    slots: Vec<u32>,
}

impl Aligner {
    /// How `left` and `right` lie side by side.
    pub(super) fn align(&mut self, left: &[Word], right: &[Word]) -> Alignment {
        self.fill(right);
        let anchors = in_line(self.anchors(left, right));
        let mut starts: Vec<usize> = anchors.iter().map(|anchor| anchor.right).collect();
        starts.sort_unstable();
        // Where a part that moved stands between two anchors, they are no neighbours.
        let is_free = |gap: &Hunk| {
            starts
                .get(starts.partition_point(|&start| start < gap.right.start))
                .is_none_or(|&next| next >= gap.right.end)
        };
        let mut alignment = Alignment::default();
        let mut before = Run { left: 0, right: 0, len: 0 };
        for anchor in anchors {
            alignment.add_gap(left, right, gap(before, anchor).filter(is_free));
            alignment.runs.push(anchor);
            before = anchor;
        }
        let end = Run { left: left.len(), right: right.len(), len: 0 };
        alignment.add_gap(left, right, gap(before, end).filter(is_free));
        alignment
    }

    fn fill(&mut self, right: &[Word]) {
        let size = (right.len() * 2).next_power_of_two().max(16);
        self.slots.clear();
        self.slots.resize(size, 0);
        for (at, shingle) in shingles::of(right).enumerate() {
            // A shingle that occurs again and again keeps its first places only.
            let start = shingle as usize >> 4;
            let free =
                (0..4).map(|step| (start + step) & (size - 1)).find(|&slot| self.slots[slot] == 0);
            if let Some(slot) = free {
                self.slots[slot] = at as u32 + 1;
            }
        }
    }

    /// Where the shingle at a place of the left text stands in the right one.
    fn find(&self, left: &[Word], right: &[Word], at: usize) -> Option<usize> {
        let words = left.get(at..at + WIDTH)?;
        let start = shingles::of(words).next()? as usize >> 4;
        let places = (0..4).map(|step| self.slots[(start + step) & (self.slots.len() - 1)]);
        let mut found = places.take_while(|&place| place != 0).map(|place| place as usize - 1);
        found.find(|&place| {
            right
                .get(place..place + WIDTH)
                .is_some_and(|other| other.iter().zip(words).all(|(a, b)| same(*a, *b)))
        })
    }

    fn anchors(&self, left: &[Word], right: &[Word]) -> Vec<Run> {
        let mut anchors: Vec<Run> = Vec::new();
        let mut at = 0;
        while at + WIDTH <= left.len() {
            let Some(place) = self.find(left, right, at) else {
                at += 1;
                continue;
            };
            let len =
                left[at..].iter().zip(&right[place..]).take_while(|(a, b)| same(**a, **b)).count();
            anchors.push(Run { left: at, right: place, len });
            at += len;
        }
        anchors
    }
}

/// The anchors without short ones that stand in line with neither neighbour, or between two that
/// are in line with each other and not with it: set phrases and names that occur anywhere.
fn in_line(anchors: Vec<Run>) -> Vec<Run> {
    let follows = |first: &Run, second: &Run| {
        let (left, right) = (
            second.left - (first.left + first.len),
            second.right.checked_sub(first.right + first.len),
        );
        right.is_some_and(|right| left.max(right) <= GAP_WORDS)
    };
    let is_kept = |at: usize| {
        let anchor = &anchors[at];
        let (before, after) =
            (at.checked_sub(1).map(|before| &anchors[before]), anchors.get(at + 1));
        let (is_after, is_before) = (
            before.is_some_and(|run| follows(run, anchor)),
            after.is_some_and(|run| follows(anchor, run)),
        );
        let is_stray = || before.zip(after).is_some_and(|(before, after)| follows(before, after));
        anchor.len >= SURE_WORDS || is_after && is_before || (is_after || is_before) && !is_stray()
    };
    let kept: Vec<bool> = (0..anchors.len()).map(is_kept).collect();
    anchors.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(anchor, _)| anchor).collect()
}

/// What lies between two runs; `None` where they are out of order.
fn gap(before: Run, after: Run) -> Option<Hunk> {
    let (left, right) = (before.left + before.len, before.right + before.len);
    (after.right >= right).then_some(Hunk { left: left..after.left, right: right..after.right })
}

impl Alignment {
    /// Words of each side in runs.
    pub(super) fn matched(&self) -> usize {
        self.runs.iter().map(|run| run.len).sum()
    }

    fn add_gap(&mut self, left: &[Word], right: &[Word], gap: Option<Hunk>) {
        let Some(gap) = gap.filter(|gap| !gap.left.is_empty() || !gap.right.is_empty()) else {
            return;
        };
        let longest = gap.left.len().max(gap.right.len());
        if longest > GAP_WORDS {
            return;
        }
        let common = common(&left[gap.left.clone()], &right[gap.right.clone()]);
        // Two sentences that say other things share a third of their words, function words most of
        // them.
        if longest > BLOCK_WORDS && common.len() * 5 < longest * 2 {
            return;
        }
        let mut start = (gap.left.start, gap.right.start);
        for (from_left, from_right) in without_chance(common, gap.left.len(), gap.right.len()) {
            let at = (gap.left.start + from_left, gap.right.start + from_right);
            self.add_hunk(start.0..at.0, start.1..at.1);
            self.runs.push(Run { left: at.0, right: at.1, len: 1 });
            start = (at.0 + 1, at.1 + 1);
        }
        self.add_hunk(start.0..gap.left.end, start.1..gap.right.end);
    }

    fn add_hunk(&mut self, left: Range<usize>, right: Range<usize>) {
        if left.len().max(right.len()) > 0 {
            self.hunks.push(Hunk { left, right });
        }
    }
}

/// The pairs of places without a few words that only one text has words before and only the other
/// one has words after: the words before and after are one edit, and that both have something
/// between is chance, or a name that changed places.
fn without_chance(
    mut common: Vec<(usize, usize)>,
    left: usize,
    right: usize,
) -> Vec<(usize, usize)> {
    let (mut from, mut end) = (0, (0, 0));
    while let Some(&(x, y)) = common.get(from) {
        let len = common[from..]
            .iter()
            .zip(0..)
            .take_while(|&(&pair, at)| pair == (x + at, y + at))
            .count();
        let after = common.get(from + len).copied().unwrap_or((left, right));
        let (before, after) = ((x > end.0, y > end.1), (after.0 > x + len, after.1 > y + len));
        if len <= CHANCE_WORDS
            && matches!(
                (before, after),
                ((true, false), (false, true)) | ((false, true), (true, false))
            )
        {
            common.drain(from..from + len);
        } else {
            from += len;
            end = (x + len, y + len);
        }
    }
    common
}

/// The longest common subsequence of two short runs of words, as pairs of places.
fn common(left: &[Word], right: &[Word]) -> Vec<(usize, usize)> {
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    let width = right.len() + 1;
    let mut best = vec![0_u8; (left.len() + 1) * width];
    for (x, a) in left.iter().enumerate().rev() {
        for (y, b) in right.iter().enumerate().rev() {
            let skipped = best[(x + 1) * width + y].max(best[x * width + y + 1]);
            best[x * width + y] =
                if same(*a, *b) { best[(x + 1) * width + y + 1] + 1 } else { skipped };
        }
    }
    let (mut x, mut y, mut found) = (0, 0, Vec::new());
    while x < left.len() && y < right.len() {
        if same(left[x], right[y]) {
            found.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if best[(x + 1) * width + y] >= best[x * width + y + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Aligner, Hunk, Run};
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<u32> {
        text.bytes().map(u32::from).collect()
    }

    #[test]
    fn finds_what_differs() {
        let alignment =
            Aligner::default().align(&words("abcdefXghijklm"), &words("abcdefYZghijklm"));
        assert_eq!(
            alignment.runs,
            [Run { left: 0, right: 0, len: 6 }, Run { left: 7, right: 8, len: 7 }]
        );
        assert_eq!(alignment.hunks, [Hunk { left: 6..7, right: 6..8 }]);
    }

    #[test]
    fn a_name_that_changed_places_is_no_match() {
        let alignment = Aligner::default()
            .align(&words("abcdefghMNzOPqijklmnop"), &words("abcdefghOPzKLqijklmnop"));
        assert_eq!(alignment.hunks, [Hunk { left: 8..13, right: 8..13 }]);
        let alignment =
            Aligner::default().align(&words("abcdefghXYijklmnop"), &words("abcdefghYZijklmnop"));
        assert_eq!(alignment.hunks, [Hunk { left: 8..10, right: 8..10 }]);
    }

    #[test]
    fn a_short_gap_is_aligned_word_by_word_and_a_long_one_is_a_block() {
        for (gap, matched) in [(48, 40 + 24), (49, 40)] {
            let text = |by: u32| -> Vec<u32> {
                let gap = (0..gap).map(|at| if at % 2 == 1 { 100 + at } else { by * 1000 + at });
                (0..20).chain(gap).chain(20..40).collect()
            };
            let alignment = Aligner::default().align(&text(1), &text(2));
            assert_eq!(alignment.matched(), matched, "{gap}");
        }
    }

    #[test]
    fn a_run_that_is_far_out_of_line_must_be_sure() {
        for (len, matched) in [(8, 48), (7, 40)] {
            let moved = || 500..500 + len;
            let left: Vec<u32> = (0..20).chain(moved()).chain(20..40).collect();
            let right: Vec<u32> = (0..40).chain(1000..1100).chain(moved()).collect();
            assert_eq!(Aligner::default().align(&left, &right).matched(), matched, "{len}");
        }
    }

    #[test]
    fn finds_what_moved() {
        let alignment = Aligner::default()
            .align(&words("abcdefghij0123456789"), &words("0123456789abcdefghij"));
        assert_eq!((alignment.matched(), alignment.hunks.len()), (20, 0));
    }

    proptest! {
        #[test]
        fn no_word_of_the_left_text_is_counted_twice(left in prop::collection::vec(0_u32..5, 0..90), right in prop::collection::vec(0_u32..5, 0..90)) {
            let alignment = Aligner::default().align(&left, &right);
            let mut count = vec![0; left.len()];
            for run in &alignment.runs {
                for at in 0..run.len {
                    count[run.left + at] += 1;
                    prop_assert_eq!(left[run.left + at], right[run.right + at]);
                }
            }
            alignment.hunks.iter().flat_map(|hunk| hunk.left.clone()).for_each(|at| count[at] += 1);
            prop_assert!(count.iter().all(|&count| count <= 1));
        }
    }
}
