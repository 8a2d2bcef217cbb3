//! The command line tool `copydesk`: cleans scraped news text, finds copies, and says what it left out and why.
//!
//! `run.rs` and `dedup/mod.rs` are the places to start reading.

mod answer;
mod arguments;
mod atomic;
mod block;
mod boilerplate;
mod bulk;
mod choices;
mod compression;
mod crawl;
mod dedup;
mod effective;
mod encoding;
mod entries;
mod explain;
mod failures;
mod folder;
mod format;
mod input;
mod json_values;
mod kind;
mod lesson;
mod manual;
mod mend;
mod place;
mod printable;
mod problem;
mod progress;
mod provenance;
mod publisher;
mod records;
mod removals;
mod report;
mod rules;
mod run;
mod shape;
mod sidecar;
mod stats;
mod stream;
mod summary;
mod table;
mod tally;
mod walk;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Command, CommandLine};

fn main() -> ExitCode {
    ExitCode::from(match CommandLine::parse().command {
        Command::Clean(arguments) => run::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Boilerplate(arguments) => boilerplate::run(&arguments),
        Command::Rules { cleaning } => effective::run(&cleaning),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::page(),
        Command::Dedup(arguments) => dedup::run(&arguments),
    })
}
