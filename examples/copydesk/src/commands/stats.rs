//! `copydesk stats`: what is removed from many documents, and which short lines come back in them.

mod counts;

use std::io::{self, Write};

use self::counts::{Counted, Counts, Fields};
use crate::args::StatsArguments;
use crate::commands::walk::each_document;
use crate::input::Document;
use crate::input::folder;
use crate::input::rules::Cleaners;
use crate::output::problem::Problem;
use crate::output::tally::Tally;

/// Does what `copydesk stats` was called for, and gives the exit code.
pub(crate) fn run(arguments: &StatsArguments) -> u8 {
    let mut tally = Tally::new(false);
    let ended = print(arguments, &mut tally);
    tally.end(ended)
}

fn print(arguments: &StatsArguments, tally: &mut Tally) -> Result<(), Problem> {
    let cleaner = Cleaners::new(&arguments.cleaning, &arguments.input)?;
    let files = arguments.files().iter().flat_map(|path| folder::files_of(path)).collect();
    let mut counts = Counts::default();
    let fields = Fields {
        language: &arguments.language_field,
        publisher: arguments.input.publisher_field.as_deref(),
    };
    let count =
        |document: Document| Counted::new(&document, &cleaner.clean(&document).cleaned, fields);
    each_document(files, &arguments.input, &arguments.run, tally, count, |counted| {
        counts.add(counted);
        Ok(())
    })?;
    counts.add_failures(tally.failures());
    let stats = counts.top(arguments.top);
    let text = if arguments.json {
        serde_json::to_string_pretty(&stats).unwrap_or_default() + "\n"
    } else {
        stats.to_string()
    };
    io::stdout().lock().write_all(text.as_bytes()).map_err(Problem::of_stdout)
}
