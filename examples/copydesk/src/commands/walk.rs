//! Goes through the documents of files and folders; what cannot be read is reported, counted and
//! passed over.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use crate::args::InputArguments;
use crate::input::{self, Document};
use crate::output::problem::Problem;
use crate::output::tally::Tally;

/// Gives each document of `files` to `act`, whose errors end the walk.
pub(crate) fn each_document(
    files: Vec<Result<PathBuf, Problem>>,
    input: &InputArguments,
    tally: &mut Tally,
    mut act: impl FnMut(&Document) -> Result<(), Problem>,
) -> Result<(), Problem> {
    for file in files {
        if input.is_enough(tally.records()) {
            break;
        }
        let goes_on = match file {
            Ok(file) => each_of_file(&file, input, tally, &mut act)?,
            Err(problem) => tally.failed(&problem),
        };
        if goes_on.is_break() {
            break;
        }
    }
    Ok(())
}

/// Gives each document of one file to `act`.
pub(crate) fn each_of_file(
    file: &Path,
    input: &InputArguments,
    tally: &mut Tally,
    mut act: impl FnMut(&Document) -> Result<(), Problem>,
) -> Result<ControlFlow<()>, Problem> {
    let documents = match input::open(file, input, &ProgressBar::hidden()) {
        Ok(documents) => documents,
        Err(problem) => return Ok(tally.failed(&problem)),
    };
    for document in documents {
        match document {
            Ok(document) => {
                tally.read();
                act(&document)?;
            }
            Err(problem) if tally.failed(&problem).is_break() => return Ok(ControlFlow::Break(())),
            Err(_) => {}
        }
        if input.is_enough(tally.records()) {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}
