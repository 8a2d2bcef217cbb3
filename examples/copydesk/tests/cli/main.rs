//! The command line tool, run as a process.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod boilerplate;
mod bulk;
mod compare;
mod crawls;
mod dedup;
mod encodings;
mod exit_codes;
mod explanation;
mod forms;
mod head_fields;
mod help;
mod html;
mod identity;
mod input_formats;
mod interrupted;
mod library_options;
#[path = "../support/records.rs"]
mod line_law;
mod manual;
mod mistaken_inputs;
mod outputs;
mod packed;
mod parquet;
mod printable;
mod record_fields;
mod records;
mod removals_file;
#[path = "../../../../tests/support/replay.rs"]
mod replay;
mod rules;
mod stats;
mod streams;
mod terminal;
mod threads;
mod tool;
mod tutorial;
