//! A file of JSON Lines that is written beside the answer.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::atomic::{self, AtomicFile};
use crate::problem::Problem;

/// The file, open for writing.
#[derive(Debug)]
pub(crate) struct Sidecar<W = BufWriter<File>> {
    path: PathBuf,
    out: W,
}

impl Sidecar {
    /// Creates the file, unless it is one of the `inputs`.
    pub(crate) fn create(path: &Path, inputs: &[&PathBuf]) -> Result<Self, Problem> {
        if inputs.iter().any(|input| is_same_file(path, input)) {
            return Err(Problem::Overwrite { file: path.display().to_string() });
        }
        match File::create(path) {
            Ok(file) => Ok(Self { path: path.to_owned(), out: BufWriter::new(file) }),
            Err(error) => Err(atomic::problem(path, error)),
        }
    }

    /// Makes sure that all of it arrived.
    pub(crate) fn finish(&mut self) -> Result<(), Problem> {
        self.out.flush().map_err(|error| atomic::problem(&self.path, error))
    }
}

impl Sidecar<AtomicFile> {
    /// A file that will be there whole, or not at all.
    pub(crate) fn create_whole(path: &Path) -> Result<Self, Problem> {
        Ok(Self { path: path.to_owned(), out: AtomicFile::create(path)? })
    }

    /// Gives the file its name.
    pub(crate) fn finish_whole(self) -> Result<(), Problem> {
        self.out.finish()
    }
}

impl<W: Write> Sidecar<W> {
    /// Writes a row, at once: the file never ends in half of one.
    pub(crate) fn write(&mut self, row: &impl Serialize) -> Result<(), Problem> {
        let line = serde_json::to_string(row).map_err(io::Error::from).map(|row| row + "\n");
        line.and_then(|line| self.out.write_all(line.as_bytes()))
            .map_err(|error| atomic::problem(&self.path, error))
    }
}

/// Whether both paths lead to one existing regular file.
fn is_same_file(path: &Path, input: &Path) -> bool {
    match (fs::canonicalize(path), fs::canonicalize(input)) {
        (Ok(path), Ok(input)) => path == input && path.is_file(),
        _ => false,
    }
}

/// Writes a file with one value, laid out for reading.
pub(crate) fn write_pretty(path: &Path, value: &impl Serialize) -> Result<(), Problem> {
    let mut file = AtomicFile::create(path)?;
    let written = serde_json::to_string_pretty(value)
        .map_err(io::Error::from)
        .and_then(|json| writeln!(file, "{json}"));
    written.map_err(|error| file.problem(error))?;
    file.finish()
}
