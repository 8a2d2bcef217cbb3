//! Sums over runs of lines, each in one step.

use std::ops::Range;

/// Sums over the lines before each line.
#[derive(Debug)]
pub(super) struct Sums(Vec<i32>);

impl Sums {
    pub(super) fn of(values: impl ExactSizeIterator<Item = i32>) -> Self {
        let mut sums = Vec::with_capacity(values.len() + 1);
        let mut sum = 0_i32;
        sums.push(0);
        for value in values {
            sum = sum.saturating_add(value);
            sums.push(sum);
        }
        Self(sums)
    }

    /// The sum over `lines`, those beyond the page left out.
    pub(super) fn over(&self, lines: Range<usize>) -> i32 {
        let last = self.0.len() - 1;
        self.0[lines.end.min(last)] - self.0[lines.start.min(last)]
    }

    pub(super) fn around(&self, at: usize, by: usize) -> i32 {
        self.over(at.saturating_sub(by)..at + by + 1)
    }

    pub(super) fn before(&self, at: usize) -> i32 {
        self.0[at]
    }

    pub(super) fn total(&self) -> i32 {
        self.0[self.0.len() - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::Sums;

    #[test]
    fn sums_over_runs() {
        let sums = Sums::of([1, 2, 4, 8].into_iter());
        assert_eq!(
            (sums.over(1..3), sums.over(3..9), sums.around(0, 1), sums.around(2, 5)),
            (6, 8, 3, 15)
        );
        assert_eq!((sums.before(0), sums.before(2), sums.total()), (0, 3, 15));
    }
}
