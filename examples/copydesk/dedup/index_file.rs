//! The index file: read at the start, replaced as a whole at the end.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use copydesk::corpus::{Corpus, Options};
use tempfile::NamedTempFile;

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

/// Writes the index of a corpus beside `path` and moves it there, so that the old index stays until the new one is whole.
pub(crate) fn write(path: &Path, corpus: &Corpus) -> Result<(), Problem> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&corpus.index())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error| Problem::Write { file: path.display().to_string(), error })
}
