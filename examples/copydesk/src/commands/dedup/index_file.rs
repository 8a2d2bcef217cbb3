//! The index file: locked and read at the start, replaced as a whole at the end.

use std::fs::{File, TryLockError};
use std::io::{self, BufReader};
use std::path::Path;

use copydesk::corpus::Corpus;

use crate::output::atomic::AtomicFile;
use crate::output::problem::{self, Problem};

/// Locks the index at `path` until the file that is given back is dropped, and waits while another
/// run has it: of two that read the same index, the one that ends last would undo what the other
/// has added.
pub(crate) fn lock(path: &Path) -> Result<File, Problem> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let name = Path::new(&name);
    let problem = |error| Problem::Write { file: name.display().to_string(), error };
    let file = File::options().create(true).append(true).open(name).map_err(problem)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            problem::note(&format!("{}: another run has the index; waiting", path.display()));
            file.lock().map(|()| file).map_err(problem)
        }
        Err(TryLockError::Error(error)) => Err(problem(error)),
    }
}

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
