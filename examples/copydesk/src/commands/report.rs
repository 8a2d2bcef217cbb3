//! `copydesk report`: one page of HTML that shows each document beside what became of it.

mod page;
mod view;

use std::io;
use std::path::PathBuf;

use self::page::Entries;
use self::view::Entry;
use crate::args::ReportArguments;
use crate::commands::walk::each_document;
use crate::input::Document;
use crate::input::folder;
use crate::input::rules::Cleaners;
use crate::output::atomic::AtomicFile;
use crate::output::place::Places;
use crate::output::problem::Problem;
use crate::output::tally::Tally;

/// Does what `copydesk report` was called for, and gives the exit code.
pub(crate) fn run(arguments: &ReportArguments) -> u8 {
    let mut tally = Tally::new(false);
    let ended = report(arguments, &mut tally);
    tally.end(ended)
}

fn report(arguments: &ReportArguments, tally: &mut Tally) -> Result<(), Problem> {
    let cleaner = Cleaners::new(&arguments.cleaning, &arguments.input)?;
    let files: Vec<_> = arguments.files().iter().flat_map(|path| folder::files_of(path)).collect();
    let places = Places {
        inputs: files.iter().flatten().map(PathBuf::as_path).collect(),
        rules: arguments.cleaning.rules.as_deref(),
        outputs: vec![&arguments.output],
    };
    places.check()?;
    let mut entries = Entries::new()?;
    let view = |document: Document| {
        page::embedded(&Entry::new(&document, &cleaner.clean(&document).cleaned))
    };
    each_document(files, &arguments.input, &arguments.run, tally, view, |entry| {
        entries.add(&entry?)
    })?;
    let mut page = entries.page()?;
    let mut file = AtomicFile::create(&arguments.output)?;
    io::copy(&mut page, &mut file).map_err(|error| file.problem(error))?;
    file.finish()
}
