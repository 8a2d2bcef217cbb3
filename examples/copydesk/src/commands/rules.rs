//! `copydesk rules`: every line and word that is looked for, the built-in ones and the user's own.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use crate::args::CleaningArguments;
use crate::input::rules::{Entries, Rules};
use crate::output::problem::Problem;

/// Prints the rules, and gives the exit code.
pub(crate) fn run(arguments: &CleaningArguments) -> u8 {
    let printed = text_of(arguments).and_then(|text| {
        io::stdout().lock().write_all(text.as_bytes()).map_err(Problem::of_stdout)
    });
    match printed {
        Ok(()) => 0,
        Err(problem) => {
            problem.report();
            problem.exit_code()
        }
    }
}

/// One rule a line: where it is from, its list, and the entry, with tabs between.
fn text_of(arguments: &CleaningArguments) -> Result<String, Problem> {
    let rules = Rules::of(arguments)?;
    let options = arguments.options();
    options.validate()?;
    let mut text = String::new();
    let mut add = |origin: &str, list: &str, entry: &str| {
        // Writing to a string never fails.
        let _ = writeln!(text, "{origin}\t{list}\t{entry}");
    };
    for entry in copydesk::word_lists::built_in() {
        add(entry.language, entry.list, entry.text);
    }
    for (list, entry) in Entries::of(&options).iter().chain(rules.everywhere.iter()) {
        add("own", list, entry);
    }
    for (source, entries) in &rules.sources {
        for (list, entry) in entries.iter() {
            add(&format!("own, {source}"), list, entry);
        }
    }
    Ok(text)
}
