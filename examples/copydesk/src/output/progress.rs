//! A bar with rate and time left, or a sign of life, on standard error when that is a terminal.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::problem::{self, Problem};

/// How a run of known length is shown.
const BAR: &str = "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
/// How a run is shown whose end nobody knows.
const RATE: &str = "{spinner} {bytes} read, {bytes_per_sec}, {elapsed}";
/// A run that is over sooner shows no bar: it would only flicker.
const DELAY: Duration = Duration::from_secs(1);

/// A bar for so many bytes; a hidden one where nobody sees it, and where it is not wanted.
pub(crate) fn bar(bytes: u64, is_wanted: bool) -> ProgressBar {
    if !is_wanted || !is_seen() {
        return ProgressBar::hidden();
    }
    ProgressBar::new(bytes).with_style(style(BAR))
}

/// A sign of life beside some words, under the same conditions.
pub(crate) fn spinner(words: String, is_wanted: bool) -> ProgressBar {
    if !is_wanted || !is_seen() {
        return ProgressBar::hidden();
    }
    let spinner = ProgressBar::new_spinner().with_message(words);
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}

/// Whether standard error is a terminal.
pub(crate) fn is_seen() -> bool {
    io::stderr().is_terminal()
}

/// How far a run has come that writes to standard output.
#[derive(Debug, Clone)]
pub(crate) struct Progress {
    bar: ProgressBar,
    /// When the bar is shown that is not yet.
    due: Option<Instant>,
}

impl Default for Progress {
    /// Shows nothing.
    fn default() -> Self {
        Self { bar: ProgressBar::hidden(), due: None }
    }
}

impl Progress {
    /// Of reading `files`. It is seen where standard error is a terminal and standard output is none,
    /// whose lines would go through it.
    pub(crate) fn of_files(files: &[Result<PathBuf, Problem>], is_wanted: bool) -> Self {
        if !is_wanted || !is_seen() || io::stdout().is_terminal() {
            return Self::default();
        }
        let length = |file: &PathBuf| fs::metadata(file).ok().filter(fs::Metadata::is_file);
        let lengths: Option<u64> =
            files.iter().flatten().map(|file| length(file).map(|file| file.len())).sum();
        let bar = ProgressBar::with_draw_target(lengths, ProgressDrawTarget::hidden());
        let bar = bar.with_style(style(if lengths.is_some() { BAR } else { RATE }));
        Self { bar, due: Instant::now().checked_add(DELAY) }
    }

    /// As `bar` shows it.
    pub(crate) fn of_bar(bar: &ProgressBar) -> Self {
        Self { bar: bar.clone(), due: None }
    }

    /// What hears of the bytes that are read.
    pub(crate) fn bar(&self) -> &ProgressBar {
        &self.bar
    }

    /// Shows the bar when it is time.
    pub(crate) fn tick(&mut self) {
        if self.due.is_some_and(|due| Instant::now() >= due) {
            self.due = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Says something above the bar.
    pub(crate) fn note(&self, message: &str) {
        self.bar.suspend(|| problem::note(message));
    }

    /// Reports a problem above the bar.
    pub(crate) fn report(&self, problem: &Problem) {
        self.bar.suspend(|| problem.report());
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
