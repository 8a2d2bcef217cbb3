//! `copydesk rules`: every line and word that is looked for, the built-in ones and the user's own.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use crate::arguments::CleaningArguments;
use crate::problem::Problem;
use crate::rules::Rules;

/// Prints the rules, and gives the exit code.
pub(crate) fn run(arguments: &CleaningArguments) -> u8 {
    let printed = text_of(arguments).and_then(|text| io::stdout().lock().write_all(text.as_bytes()).map_err(Problem::of_stdout));
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
    options.check()?;
    let mut text = String::new();
    let mut add = |origin: &str, list: &str, entry: &str| {
        // Writing to a string never fails.
        let _ = writeln!(text, "{origin}\t{list}\t{entry}");
    };
    for entry in copydesk::lists::built_in() {
        add(entry.language, entry.list, entry.text);
    }
    for line in &options.extra_artifacts {
        add("own", "artifacts", line);
    }
    let of_sources = rules.sources.iter().map(|(source, artifacts)| (format!("own, {source}"), artifacts));
    for (origin, artifacts) in std::iter::once(("own".to_owned(), &rules.everywhere)).chain(of_sources) {
        artifacts.own.iter().for_each(|line| add(&origin, "artifacts", line));
        artifacts.learned.iter().for_each(|learned| add(&origin, "learned", &learned.line));
    }
    Ok(text)
}
