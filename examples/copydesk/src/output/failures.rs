//! What failed in a run: all of it counted, the first of it kept.

use serde::{Deserialize, Serialize};

use crate::output::problem::Problem;

/// Failures that are kept with their words. A file of nothing but bad records has millions; their
/// number says as much.
const KEPT: usize = 100;

/// What failed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Failures {
    /// How many there are.
    #[serde(rename = "failure_count")]
    pub(crate) count: u64,
    /// The exit code that they lead to.
    pub(crate) exit_code: u8,
    /// The first hundred, in order.
    #[serde(rename = "failures")]
    first: Vec<Failure>,
}

/// A record or file that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Failure {
    /// Where, what was wrong, and what to do.
    message: String,
    /// The exit code that it leads to.
    exit_code: u8,
}

impl Failures {
    /// Counts a failure.
    pub(crate) fn add(&mut self, problem: &Problem) {
        let exit_code = problem.exit_code();
        self.count += 1;
        self.exit_code = self.exit_code.max(exit_code);
        if self.first.len() < KEPT {
            self.first.push(Failure { message: problem.to_string(), exit_code });
        }
    }

    /// Adds what failed elsewhere, afterwards.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.count += other.count;
        self.exit_code = self.exit_code.max(other.exit_code);
        let room = KEPT - self.first.len();
        self.first.extend(other.first.iter().take(room).cloned());
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }
}
