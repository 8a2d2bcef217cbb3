//! The command line tool, run as a process.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod dedup;
mod exit_codes;
mod explanation;
mod forms;
mod help;
mod input_formats;
mod library_options;
mod printable;
mod records;
mod removals_file;
mod streams;
mod tool;
