//! The index file: read at the start, replaced as a whole at the end.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use copydesk::corpus::{Corpus, Options};

use crate::atomic::AtomicFile;
use crate::problem::Problem;

/// A corpus that goes on from the index at `path`; an empty one where there is no such file.
pub(crate) fn open(path: &Path, options: Options) -> Result<Corpus, Problem> {
    let file = path.display().to_string();
    match fs::read(path) {
        Ok(bytes) => Corpus::from_index(options, &bytes).map_err(|error| Problem::Index { file, error }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Corpus::new(options)),
        Err(error) => Err(Problem::Open { file, error }),
    }
}

/// Writes the index of a corpus, so that the old one stays until the new one is whole.
pub(crate) fn write(path: &Path, corpus: &Corpus) -> Result<(), Problem> {
    let mut file = AtomicFile::create(path)?;
    file.write_all(&corpus.index()).map_err(|error| file.problem(error))?;
    file.finish()
}
