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
