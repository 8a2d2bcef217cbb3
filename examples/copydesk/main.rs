//! The command line tool `copydesk`: cleans scraped news text, finds copies, and says what it left out and why.
//!
//! `run.rs` and `dedup/mod.rs` are the places to start reading.

mod answer;
mod arguments;
mod dedup;
mod entries;
mod explain;
mod format;
mod input;
mod printable;
mod problem;
mod records;
mod removals;
mod run;
mod snake_name;
mod tally;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Command, CommandLine};

fn main() -> ExitCode {
    ExitCode::from(match CommandLine::parse().command {
        Command::Clean(arguments) => run::run(&arguments),
        Command::Dedup(arguments) => dedup::run(&arguments),
    })
}
