//! Counts records and failures, and decides whether to go on.

use std::ops::ControlFlow;

use crate::output::failures::Failures;
use crate::output::problem::{self, Problem};
use crate::output::progress::Progress;

/// What happened so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    strict: bool,
    records: usize,
    failed: usize,
    failures: Failures,
    /// What is shown meanwhile.
    pub(crate) progress: Progress,
}

impl Tally {
    /// Nothing happened yet. `strict` ends the run at the first problem.
    pub(crate) fn new(strict: bool) -> Self {
        Self { strict, ..Self::default() }
    }

    /// A record was read well.
    pub(crate) fn read(&mut self) {
        self.records += 1;
    }

    /// A record or a file failed. Reports it and says whether the run goes on.
    pub(crate) fn failed(&mut self, problem: &Problem) -> ControlFlow<()> {
        if problem.is_of_record() {
            self.records += 1;
            self.failed += 1;
        }
        self.fatal(problem);
        if self.strict { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// The run ends with this problem.
    pub(crate) fn fatal(&mut self, problem: &Problem) {
        self.progress.report(problem);
        self.failures.add(problem);
    }

    /// What failed.
    pub(crate) fn failures(&self) -> &Failures {
        &self.failures
    }

    /// The exit code of a run that ended so. That nobody reads the output any more is said by the
    /// exit code alone.
    pub(crate) fn end(mut self, ended: Result<(), Problem>) -> u8 {
        match ended {
            Err(problem @ Problem::Closed) => return problem.exit_code(),
            Err(problem) => self.fatal(&problem),
            Ok(()) => {}
        }
        self.close()
    }

    /// The last line on standard error, when a record failed, and the exit code.
    pub(crate) fn close(&self) -> u8 {
        if self.failed > 0 {
            let stopped = if self.strict { "; stopped there because of --strict" } else { "" };
            problem::note(&format!("{} of {} records failed{stopped}", self.failed, self.records));
        }
        self.failures.exit_code
    }
}
