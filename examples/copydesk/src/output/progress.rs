//! A bar with rate and time left, or a sign of life, on standard error when that is a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for so many bytes; a hidden one where nobody sees it, and where it is not wanted.
pub(crate) fn bar(bytes: u64, is_wanted: bool) -> ProgressBar {
    if !is_wanted || !is_seen() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(
        "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
    );
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
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
    std::io::stderr().is_terminal()
}
