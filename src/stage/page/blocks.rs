//! Runs of lines that are worth more together than apart.

use std::ops::Range;

/// A run of lines and the sum of their gains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) lines: Range<usize>,
    pub(super) gain: i32,
}

/// All maximal runs of a positive sum, in order: the run of the greatest sum, and the same again
/// before it and after it. Linear.
///
/// W. L. Ruzzo, M. Tompa: A linear time algorithm for finding all maximal scoring subsequences.
/// ISMB 1999.
pub(super) fn maximal(gains: &[i32]) -> Vec<Block> {
    // A run with the sums of all gains before it and up to its end.
    struct Run {
        lines: Range<usize>,
        before: i64,
        after: i64,
        /// The nearest run to the left with a smaller sum before it.
        smaller: Option<usize>,
    }
    let mut runs: Vec<Run> = Vec::new();
    let mut sum = 0_i64;
    for (at, &gain) in gains.iter().enumerate() {
        let before = sum;
        sum += i64::from(gain);
        if gain <= 0 {
            continue;
        }
        let mut run = Run { lines: at..at + 1, before, after: sum, smaller: None };
        loop {
            let mut left = runs.len().checked_sub(1);
            while let Some(at) = left.filter(|&at| runs[at].before >= run.before) {
                left = runs[at].smaller;
            }
            run.smaller = left;
            match left {
                Some(at) if runs[at].after < run.after => {
                    run = Run {
                        lines: runs[at].lines.start..run.lines.end,
                        before: runs[at].before,
                        after: run.after,
                        smaller: None,
                    };
                    runs.truncate(at);
                }
                _ => break,
            }
        }
        runs.push(run);
    }
    let gain = |run: &Run| i32::try_from(run.after - run.before).unwrap_or(i32::MAX);
    runs.into_iter().map(|run| Block { gain: gain(&run), lines: run.lines }).collect()
}

#[cfg(test)]
mod tests {
    use super::maximal;

    fn found(gains: &[i32]) -> Vec<(usize, usize, i32)> {
        maximal(gains)
            .into_iter()
            .map(|block| (block.lines.start, block.lines.end, block.gain))
            .collect()
    }

    #[test]
    fn the_example_of_the_paper() {
        assert_eq!(
            found(&[4, -5, 3, -3, 1, 2, -2, 2, -2, 1, 5]),
            [(0, 1, 4), (2, 3, 3), (4, 11, 7)]
        );
    }

    #[test]
    fn nothing_and_all() {
        assert_eq!(found(&[]), []);
        assert_eq!(found(&[-1, 0, -1]), []);
        assert_eq!(found(&[2, -1, 2]), [(0, 3, 3)]);
    }
}
