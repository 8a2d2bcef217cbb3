//! Counts records and failures, and decides whether to go on.

use std::ops::ControlFlow;

use crate::output::failures::Failures;
use crate::output::problem::{self, Problem};

/// What happened so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    strict: bool,
    records: usize,
    failed: usize,
    failures: Failures,
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

    /// Records that were read, well or not.
    pub(crate) fn records(&self) -> usize {
        self.records
    }

    /// A record or a file failed. Reports it and says whether the run goes on.
    pub(crate) fn failed(&mut self, problem: &Problem) -> ControlFlow<()> {
        if matches!(problem, Problem::Record { .. } | Problem::Page { .. }) {
            self.records += 1;
            self.failed += 1;
        }
        self.fatal(problem);
        if self.strict { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// The run ends with this problem.
    pub(crate) fn fatal(&mut self, problem: &Problem) {
        problem.report();
        self.failures.add(problem);
    }

    /// What failed.
    pub(crate) fn failures(&self) -> &Failures {
        &self.failures
    }

    /// The exit code of a run that ended so. A reader of the output that has seen enough is no
    /// failure.
    pub(crate) fn end(mut self, ended: Result<(), Problem>) -> u8 {
        match ended {
            Err(Problem::Closed) => return 0,
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
