//! Two texts side by side: which words of one stand in the other, and what stands between them.
//!
//! Shared shingles are anchors, as in the patience difference, but they may move: paragraphs that
//! changed places still meet. What lies between two anchors that are in order is aligned by the
//! longest common subsequence when it is short, and is a block of its own when it is long or has
//! next to nothing in common. Linear in the lengths of both texts.

use std::ops::Range;

use crate::compare::edits::Hunk;
use crate::corpus::shingles::{self, WIDTH};
use crate::corpus::words::{SAME, Word, same};

/// Words of one side between two anchors that are aligned word by word; more are a block.
const GAP_WORDS: usize = 48;
const _: () = assert!(GAP_WORDS < u64::BITS as usize, "a row of the table is a number");
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
        #[cfg(test)]
        crate::stage::work::count(left.len() + right.len());
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
///
/// A row of the table of lengths is the bits of one number, as there are no more than
/// [`GAP_WORDS`] words (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004): a step for
/// each word, and none for each pair of words.
fn common(left: &[Word], right: &[Word]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if left.is_empty() || right.is_empty() {
        return found;
    }
    let rows = rows(left, &places(right));
    // How many words two rests have in common.
    let best = |x: usize, y: usize| (!rows[x] & ((1 << (right.len() - y)) - 1)).count_ones();
    let (mut x, mut y) = (0, 0);
    while x < left.len() && y < right.len() {
        if same(left[x], right[y]) {
            found.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if best(x + 1, y) >= best(x, y + 1) {
            x += 1;
        } else {
            y += 1;
        }
    }
    found
}

/// The words of a short run, each once and sorted, with a bit for each of its places, the last one
/// first.
fn places(words: &[Word]) -> Vec<(Word, u64)> {
    let from_end = words.iter().rev().zip(0_u32..);
    let mut places: Vec<(Word, u64)> =
        from_end.map(|(word, at)| (word & SAME, 1_u64.wrapping_shl(at))).collect();
    places.sort_unstable();
    places.dedup_by(|next, first| {
        let is_same = next.0 == first.0;
        first.1 |= if is_same { next.1 } else { 0 };
        is_same
    });
    places
}

/// For each rest of some words, from all of them to none, a number with a bit of 0 for each place of
/// the other run where a longer rest of that run has one more word in common with it.
fn rows(words: &[Word], others: &[(Word, u64)]) -> Vec<u64> {
    let mut rows = vec![u64::MAX; words.len() + 1];
    let mut row = u64::MAX;
    for (at, word) in words.iter().enumerate().rev() {
        #[cfg(test)]
        crate::stage::work::count(1);
        let found = others.binary_search_by_key(&(word & SAME), |&(other, _)| other);
        let both = row & found.map_or(0, |found| others[found].1);
        row = row.wrapping_add(both) | (row - both);
        rows[at] = row;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{Aligner, Hunk, Run, common, gap, in_line, without_chance};
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

    fn run(left: usize, right: usize, len: usize) -> Run {
        Run { left, right, len }
    }

    #[test]
    fn between_two_runs_lies_what_neither_has() {
        for (name, before, after, wanted) in [
            ("words on both sides", run(0, 1, 3), run(5, 9, 2), Some((3..5, 4..9))),
            ("none", run(0, 1, 3), run(3, 4, 2), Some((3..3, 4..4))),
            ("out of order", run(0, 5, 3), run(3, 7, 2), None),
        ] {
            let wanted = wanted.map(|(left, right)| Hunk { left, right });
            assert_eq!(gap(before, after), wanted, "{name}");
        }
    }

    #[test]
    fn a_short_run_must_be_in_line_with_a_neighbour() {
        let long = run(0, 0, 8);
        for (name, anchors, wanted) in [
            ("8 words alone", vec![run(3, 90, 8)], 1),
            ("7 words alone", vec![run(3, 90, 7)], 0),
            ("48 words between", vec![run(0, 0, 3), run(51, 51, 3)], 2),
            ("49 words between in the left text", vec![run(0, 0, 3), run(52, 51, 3)], 0),
            ("49 words between in the right text", vec![run(0, 0, 3), run(51, 52, 3)], 0),
            ("the other way round", vec![run(0, 9, 3), run(3, 0, 3)], 0),
            ("behind a long run", vec![long, run(20, 20, 3), run(200, 200, 8)], 3),
            ("before a long run", vec![long, run(180, 180, 3), run(200, 200, 8)], 3),
            ("off the line of two long runs, after", vec![long, run(15, 45, 3), run(25, 25, 8)], 2),
            ("off it, before", vec![run(0, 20, 8), run(12, 0, 3), run(25, 45, 8)], 2),
            ("on that line", vec![long, run(15, 15, 3), run(25, 25, 8)], 3),
            ("with long runs out of order", vec![run(0, 50, 8), run(15, 15, 3), run(25, 25, 8)], 3),
        ] {
            assert_eq!(in_line(anchors).len(), wanted, "{name}");
        }
    }

    #[test]
    fn a_part_that_moved_stands_between_no_neighbours() {
        let (first, second, moved) = (0..10, 20..30, 40..50);
        let own = 60..64;
        for (name, right, hunks) in [
            ("it begins what lies between", vec![&first, &moved, &own, &second], vec![]),
            ("it ends what lies between", vec![&first, &own, &moved, &second], vec![]),
            (
                "it is elsewhere",
                vec![&first, &own, &second, &moved],
                vec![Hunk { left: 10..10, right: 10..14 }],
            ),
        ] {
            let left: Vec<u32> =
                [&first, &second, &moved].into_iter().flat_map(Clone::clone).collect();
            let right: Vec<u32> = right.into_iter().flat_map(Clone::clone).collect();
            let alignment = Aligner::default().align(&left, &right);
            assert_eq!((alignment.matched(), alignment.hunks), (30, hunks), "{name}");
        }
    }

    #[test]
    fn a_gap_is_an_edit_where_it_is_short_or_has_enough_in_common() {
        // So many words of the left and of the right text, and how many of them both have.
        for (name, left, right, both, matched, hunks) in [
            ("12 words for 12 others", 12, 12, 0, 40, 1),
            ("13 for 13", 13, 13, 0, 40, 0),
            ("13 for none", 13, 0, 0, 40, 0),
            ("12 for none", 12, 0, 0, 40, 1),
            ("none for 12", 0, 12, 0, 40, 1),
            ("none for 13", 0, 13, 0, 40, 0),
            ("6 of 15 in common", 15, 15, 6, 46, 7),
            ("5 of 15 in common", 15, 15, 5, 40, 0),
            ("1 of 12 in common", 12, 12, 1, 41, 2),
            ("20 of 48 in common", 48, 48, 20, 60, 21),
            ("20 of 49 in common", 49, 49, 20, 40, 0),
        ] {
            let text = |by: u32, len: u32| -> Vec<u32> {
                let is_shared = |at: u32| at % 2 == 1 && at / 2 < both;
                let gap = (0..len).map(|at| if is_shared(at) { 100 + at } else { by * 1000 + at });
                (0..20).chain(gap).chain(20..40).collect()
            };
            let found = Aligner::default().align(&text(1, left), &text(2, right));
            assert_eq!((found.matched(), found.hunks.len()), (matched, hunks), "{name}");
        }
    }

    #[test]
    fn between_words_that_both_have_there_is_no_edit() {
        let alignment = Aligner::default()
            .align(&words("abcdefghXMNYijklmnop"), &words("abcdefghZMNWijklmnop"));
        assert_eq!(
            alignment.hunks,
            [Hunk { left: 8..9, right: 8..9 }, Hunk { left: 11..12, right: 11..12 }]
        );
    }

    #[test]
    fn what_lies_before_the_first_run_and_behind_the_last_is_aligned_too() {
        let alignment = Aligner::default().align(&words("XYabcdefghijV"), &words("ZabcdefghijUW"));
        assert_eq!(alignment.runs, [run(2, 1, 10)]);
        assert_eq!(
            alignment.hunks,
            [Hunk { left: 0..2, right: 0..1 }, Hunk { left: 12..13, right: 11..13 }]
        );
    }

    #[test]
    fn a_few_words_that_both_have_between_words_of_one_and_of_the_other_are_chance() {
        let line = |from: (usize, usize), len: usize| -> Vec<(usize, usize)> {
            (0..len).map(|at| (from.0 + at, from.1 + at)).collect()
        };
        for (name, common, left, right, kept) in [
            ("left before, right after", line((2, 0), 1), 3, 3, 0),
            ("right before, left after", line((0, 2), 1), 3, 3, 0),
            ("three words", line((2, 0), 3), 5, 5, 0),
            ("four words", line((2, 0), 4), 6, 6, 4),
            ("left before and after", line((2, 0), 1), 5, 1, 1),
            ("right before and after", line((0, 2), 1), 1, 5, 1),
            ("both before", line((2, 2), 1), 3, 5, 1),
            ("both after", line((2, 0), 1), 5, 3, 1),
            ("nothing before", line((0, 0), 1), 1, 3, 1),
            (
                "right before, left after, behind another word",
                [line((0, 0), 1), line((1, 3), 1)].concat(),
                4,
                4,
                1,
            ),
            ("nothing after", line((2, 0), 1), 3, 1, 1),
            (
                "between other words",
                [line((0, 0), 1), line((3, 1), 1), line((4, 4), 1)].concat(),
                5,
                5,
                2,
            ),
            (
                "two by chance",
                [line((0, 0), 1), line((3, 1), 1), line((4, 4), 1), line((7, 5), 1)].concat(),
                8,
                9,
                2,
            ),
        ] {
            assert_eq!(without_chance(common, left, right).len(), kept, "{name}");
        }
    }

    #[test]
    fn the_longest_common_subsequence_of_a_gap() {
        for (left, right, wanted) in [
            ("", "abc", vec![]),
            ("abc", "", vec![]),
            ("abc", "xyz", vec![]),
            ("abc", "abc", vec![(0, 0), (1, 1), (2, 2)]),
            ("axbyc", "abc", vec![(0, 0), (2, 1), (4, 2)]),
            ("abc", "axbyc", vec![(0, 0), (1, 2), (2, 4)]),
            ("xab", "abx", vec![(1, 0), (2, 1)]),
            ("abx", "xab", vec![(0, 1), (1, 2)]),
            // Of two that are as long, the one that begins later in the left text.
            ("ab", "ba", vec![(1, 0)]),
        ] {
            assert_eq!(common(&words(left), &words(right)), wanted, "{left} / {right}");
        }
    }

    #[test]
    fn the_shingles_of_a_text_are_found_where_they_stand() {
        let right: Vec<u32> = (0..2000).collect();
        let mut aligner = Aligner::default();
        aligner.fill(&right);
        let places: Vec<Option<usize>> =
            (0..1998).map(|at| aligner.find(&right, &right, at)).collect();
        let found = places.iter().flatten().count();
        assert!(places.iter().zip(0..).all(|(place, at)| place.is_none_or(|place| place == at)));
        // The table is half full, and of a hundred shingles three find no slot near enough.
        assert!(found > 1920, "{found}");
        assert_eq!(aligner.find(&right, &right, 1998), None);
        // Of one that is said over and over, the first.
        let over: Vec<u32> = (0..40).map(|at| at % 4).collect();
        aligner.fill(&over);
        assert_eq!(aligner.find(&over, &over, 20), Some(0));
        // Nothing is left of the text before.
        assert_eq!(aligner.find(&right, &over, 900), None);
    }

    /// A longest common subsequence, from the lengths of the rests alone.
    fn by_lengths(left: &[u32], right: &[u32]) -> Vec<(usize, usize)> {
        let (mut x, mut y, mut found) = (0, 0, Vec::new());
        while x < left.len() && y < right.len() {
            if left[x] == right[y] {
                found.push((x, y));
                (x, y) = (x + 1, y + 1);
            } else if longest(&left[x + 1..], &right[y..]) >= longest(&left[x..], &right[y + 1..]) {
                x += 1;
            } else {
                y += 1;
            }
        }
        found
    }

    /// The length of the longest common subsequence, by its definition.
    fn longest(left: &[u32], right: &[u32]) -> usize {
        match (left, right) {
            ([a, left @ ..], [b, right @ ..]) if a == b => 1 + longest(left, right),
            ([_, left_rest @ ..], [_, right_rest @ ..]) => {
                longest(left_rest, right).max(longest(left, right_rest))
            }
            _ => 0,
        }
    }

    proptest! {
        #[test]
        fn no_common_subsequence_is_longer(left in prop::collection::vec(0_u32..3, 0..9), right in prop::collection::vec(0_u32..3, 0..9)) {
            let found = common(&left, &right);
            prop_assert_eq!(&found, &by_lengths(&left, &right));
            prop_assert_eq!(found.len(), longest(&left, &right));
            prop_assert!(found.iter().all(|&(x, y)| left[x] == right[y]));
            prop_assert!(found.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1));
        }

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
