//! What a corpus is asked to do.

use crate::corpus::Keep;

/// What a corpus is asked to do. Every field has a default.
///
/// ```
/// use copydesk::corpus::{DedupOptions, Keep};
///
/// let options = DedupOptions::default();
/// assert_eq!(options.keep, Keep::MostComplete);
/// assert_eq!(options.threads, 1);
/// assert!(!options.fold_versions);
/// assert_eq!(options.min_coverage, 0.0);
/// assert!(!options.report_near);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DedupOptions {
    /// Which text of a story is kept. Default: [`Keep::MostComplete`].
    pub keep: Keep,
    /// Threads that resolve a corpus. The answer is the same for any number. Default: 1; 0 counts
    /// as 1.
    pub threads: usize,
    /// Whether of the versions of a story only the one is kept that [`keep`](Self::keep) puts
    /// first, and the others go as its copies. Default: false.
    pub fold_versions: bool,
    /// The share of a text that must stand in the kept one for the text to go, 0 to 1: see
    /// [`Match::coverage`](crate::corpus::Match::coverage). With 0.95, a text goes only where next
    /// to nothing is lost by it. It makes the rules stricter, never laxer. Default: 0, the rules
    /// alone decide.
    pub min_coverage: f32,
    /// Whether each kept text also names the texts that it was compared with and is no copy of, and
    /// why: see [`Resolution::near`](crate::corpus::Resolution::near). Default: false.
    pub report_near: bool,
}

impl Default for DedupOptions {
    fn default() -> Self {
        Self {
            keep: Keep::default(),
            threads: 1,
            fold_versions: false,
            min_coverage: 0.0,
            report_near: false,
        }
    }
}

impl DedupOptions {
    /// Sets [`keep`](Self::keep).
    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// Sets [`threads`](Self::threads).
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Sets [`fold_versions`](Self::fold_versions).
    #[must_use]
    pub fn fold_versions(mut self, fold: bool) -> Self {
        self.fold_versions = fold;
        self
    }

    /// Sets [`min_coverage`](Self::min_coverage).
    #[must_use]
    pub fn min_coverage(mut self, share: f32) -> Self {
        self.min_coverage = share;
        self
    }

    /// Sets [`report_near`](Self::report_near).
    #[must_use]
    pub fn report_near(mut self, report: bool) -> Self {
        self.report_near = report;
        self
    }
}
