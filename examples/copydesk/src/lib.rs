//! The command line tool `copydesk`: cleans scraped news text, finds copies, and says what it left
//! out and why.
//!
//! `args/` has the command line, `commands/` what each command does, `input/` what is read and
//! `output/` what is written; `commands/clean.rs` and `commands/dedup/mod.rs` are the places to
//! start reading.

mod args;
mod commands;
pub mod input;
pub mod output;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Command, CommandLine};
use crate::commands::{boilerplate, clean, compare, dedup, manual, render, report, rules, stats};
use crate::output::interrupt;

/// Does what the command line asks for.
#[must_use]
pub fn run() -> ExitCode {
    interrupt::is_heard();
    ExitCode::from(match CommandLine::parse().command {
        Command::Clean(arguments) => clean::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Render(arguments) => render::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Boilerplate(arguments) => boilerplate::run(&arguments),
        Command::Rules { cleaning } => rules::run(&cleaning),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::page(),
        Command::Dedup(arguments) => dedup::run(&arguments),
    })
}
