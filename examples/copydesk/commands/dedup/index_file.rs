//! The index file: read at the start, replaced as a whole at the end.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use copydesk::corpus::Corpus;

use crate::atomic::AtomicFile;
use crate::problem::Problem;

/// The corpus with the texts of the index at `path`; as it is where there is no such file.
pub(crate) fn open(path: &Path, corpus: Corpus) -> Result<Corpus, Problem> {
    let file = path.display().to_string();
    match File::open(path) {
        Ok(index) => corpus
            .with_index(&mut BufReader::new(index))
            .map_err(|error| Problem::Corpus { file, error }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(corpus),
        Err(error) => Err(Problem::Open { file, error }),
    }
}

/// Writes the index of a corpus, so that the old one stays until the new one is whole.
pub(crate) fn write(path: &Path, corpus: &Corpus) -> Result<(), Problem> {
    let mut file = AtomicFile::create(path)?;
    corpus.write_index(&mut file).map_err(|error| file.problem(error))?;
    file.finish()
}
