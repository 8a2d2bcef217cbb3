//! `copydesk report`: one page of HTML that shows each document beside what became of it.

mod page;
mod view;

use std::io::Write;
use std::path::Path;

use self::view::Entry;
use crate::arguments::ReportArguments;
use crate::atomic::AtomicFile;
use crate::folder;
use crate::problem::Problem;
use crate::rules::Cleaners;
use crate::tally::Tally;
use crate::walk::each_document;

/// Does what `copydesk report` was called for, and gives the exit code.
pub(crate) fn run(arguments: &ReportArguments) -> u8 {
    let mut tally = Tally::new(false);
    if let Err(problem) = report(arguments, &mut tally) {
        tally.fatal(&problem);
    }
    tally.close()
}

fn report(arguments: &ReportArguments, tally: &mut Tally) -> Result<(), Problem> {
    let cleaner = Cleaners::new(&arguments.cleaning, &arguments.input)?;
    let files: Vec<_> = arguments.files().iter().flat_map(|path| folder::files_of(path)).collect();
    if files.iter().flatten().any(|file| is_same_file(file, &arguments.output)) {
        return Err(Problem::Overwrite { file: arguments.output.display().to_string() });
    }
    let mut entries: Vec<Entry> = Vec::new();
    each_document(files, &arguments.input, tally, |document| {
        entries.push(Entry::new(document, &cleaner.clean(document)));
        Ok(())
    })?;
    let mut file = AtomicFile::create(&arguments.output)?;
    file.write_all(page::written(&entries)?.as_bytes()).map_err(|error| file.problem(error))?;
    file.finish()
}

fn is_same_file(left: &Path, right: &Path) -> bool {
    matches!((left.canonicalize(), right.canonicalize()), (Ok(left), Ok(right)) if left == right)
}
