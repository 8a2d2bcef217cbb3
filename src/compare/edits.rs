//! The fewest edits between two texts: which words only one of them has, place by place.

use std::ops::Range;

/// Edits that an alignment may need; texts further apart are different texts.
pub(crate) const MOST_EDITS: usize = 64;

/// Words that only the left or only the right text has, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunk {
    pub(crate) left: Range<usize>,
    pub(crate) right: Range<usize>,
}

/// Aligns texts of so many words with the fewest edits (Myers, "An O(ND) Difference Algorithm and
/// Its Variations", 1986); `None` where they need more than [`MOST_EDITS`]. `same` tells whether a
/// word of the left and one of the right text are the same. Time O((n + m) * edits), memory
/// O(edits^2).
pub(crate) fn align(
    left: usize,
    right: usize,
    same: impl Fn(usize, usize) -> bool,
) -> Option<Vec<Hunk>> {
    let start = (0..left.min(right)).take_while(|&at| same(at, at)).count();
    let rest = left.min(right) - start;
    let end = (1..=rest).take_while(|&at| same(left - at, right - at)).count();
    let (n, m) = (left - start - end, right - start - end);
    if n == 0 || m == 0 {
        let hunk = Hunk { left: start..start + n, right: start..start + m };
        return Some(if n + m == 0 { Vec::new() } else { vec![hunk] });
    }
    let trace = shortest_edits(n, m, |x, y| same(start + x, start + y))?;
    Some(hunks(&trace, n, m, start))
}

/// The furthest points on each diagonal for every number of edits. Diagonal `k` is at index `k +
/// edits`.
fn shortest_edits(
    n: usize,
    m: usize,
    same: impl Fn(usize, usize) -> bool,
) -> Option<Vec<Vec<usize>>> {
    let mut trace: Vec<Vec<usize>> = Vec::new();
    for edits in 0..=MOST_EDITS.min(n + m) {
        let mut furthest = Vec::with_capacity(2 * edits + 1);
        for at in 0..=2 * edits {
            // Points beyond the grid's edge stay there: they lead nowhere.
            let mut x = match trace.last() {
                None => 0,
                Some(last) => step(last, at).0,
            };
            let Some(mut y) = (x + edits).checked_sub(at) else {
                furthest.push(x);
                continue;
            };
            while x < n && y < m && same(x, y) {
                (x, y) = (x + 1, y + 1);
            }
            furthest.push(x);
            if x >= n && y >= m {
                trace.push(furthest);
                return Some(trace);
            }
        }
        trace.push(furthest);
    }
    None
}

/// The furthest `x` that one more edit reaches on the diagonal at index `at`, and whether that edit
/// goes down.
fn step(last: &[usize], at: usize) -> (usize, bool) {
    let down = last.get(at).copied();
    let right = at.checked_sub(2).and_then(|at| last.get(at)).map(|x| x + 1);
    match (down, right) {
        (Some(down), Some(right)) if right > down => (right, false),
        (Some(down), _) => (down, true),
        (None, right) => (right.unwrap_or(0), false),
    }
}

/// Reads the edits back from the end and joins neighbouring ones.
fn hunks(trace: &[Vec<usize>], n: usize, m: usize, offset: usize) -> Vec<Hunk> {
    let (mut x, mut y) = (n, m);
    let mut found: Vec<Hunk> = Vec::new();
    for edits in (1..trace.len()).rev() {
        let at = x + edits - y;
        let (start, is_down) = step(&trace[edits - 1], at);
        let start_y = start + edits - at;
        let (from_x, from_y) = if is_down { (start, start_y - 1) } else { (start - 1, start_y) };
        let hunk = Hunk {
            left: offset + from_x..offset + start,
            right: offset + from_y..offset + start_y,
        };
        match found.last_mut() {
            Some(last)
                if last.left.start == hunk.left.end && last.right.start == hunk.right.end =>
            {
                last.left.start = hunk.left.start;
                last.right.start = hunk.right.start;
            }
            _ => found.push(hunk),
        }
        (x, y) = (from_x, from_y);
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Hunk, MOST_EDITS, align};

    fn hunks(left: &[u8], right: &[u8]) -> Option<Vec<Hunk>> {
        align(left.len(), right.len(), |x, y| left[x] == right[y])
    }

    #[test]
    fn the_places_where_two_texts_differ() {
        for (name, left, right, wanted) in [
            ("nowhere", "abc", "abc", vec![]),
            ("both are empty", "", "", vec![]),
            ("one is empty", "", "ab", vec![(0..0, 0..2)]),
            ("a word more", "abcd", "abXcd", vec![(2..2, 2..3)]),
            ("a word less", "abXcd", "abcd", vec![(2..3, 2..2)]),
            ("a word said twice", "abbc", "abc", vec![(2..3, 2..2)]),
            ("another word", "abXcd", "abYcd", vec![(2..3, 2..3)]),
            ("two words for one", "abXcd", "abYZcd", vec![(2..3, 2..4)]),
            ("another beginning", "Xbcd", "Ybcd", vec![(0..1, 0..1)]),
            ("another end", "abcX", "abcY", vec![(3..4, 3..4)]),
            ("two places", "aXbcYd", "aVbcWd", vec![(1..2, 1..2), (4..5, 4..5)]),
            ("a word moved", "abcdXe", "aXbcde", vec![(1..1, 1..2), (4..5, 5..5)]),
            ("all words", "ab", "XYZ", vec![(0..2, 0..3)]),
        ] {
            let wanted = wanted.into_iter().map(|(left, right)| Hunk { left, right }).collect();
            assert_eq!(hunks(left.as_bytes(), right.as_bytes()), Some(wanted), "{name}");
        }
    }

    #[test]
    fn what_takes_too_many_edits_is_another_text() {
        let (left, right) = ([1; MOST_EDITS], [2; MOST_EDITS]);
        let half = MOST_EDITS / 2;
        for (name, left, right, is_aligned) in [
            ("as many as may be", &left[..half], &right[..half], true),
            ("one more", &left[..half], &right[..=half], false),
            ("words of one text alone, however many", &left[..], &[][..], true),
        ] {
            assert_eq!(hunks(left, right).is_some(), is_aligned, "{name}");
        }
    }

    /// The length of the longest common subsequence.
    fn common(left: &[u8], right: &[u8]) -> usize {
        let mut best = vec![0; right.len() + 1];
        for a in left {
            let mut diagonal = 0;
            for (y, b) in right.iter().enumerate() {
                let above = best[y + 1];
                best[y + 1] = if a == b { diagonal + 1 } else { above.max(best[y]) };
                diagonal = above;
            }
        }
        best[right.len()]
    }

    proptest! {
        #[test]
        fn the_edits_make_one_text_of_the_other_and_are_the_fewest(left in prop::collection::vec(0_u8..4, 0..20), right in prop::collection::vec(0_u8..4, 0..20)) {
            let hunks = hunks(&left, &right).unwrap();
            let (mut x, mut made) = (0, Vec::new());
            for hunk in &hunks {
                made.extend_from_slice(&left[x..hunk.left.start]);
                made.extend_from_slice(&right[hunk.right.clone()]);
                x = hunk.left.end;
            }
            made.extend_from_slice(&left[x..]);
            prop_assert_eq!(&made, &right);
            let edits: usize = hunks.iter().map(|hunk| hunk.left.len() + hunk.right.len()).sum();
            prop_assert_eq!(edits, left.len() + right.len() - 2 * common(&left, &right));
        }
    }
}
