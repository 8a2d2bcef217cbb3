//! A file of JSON Lines that is written beside the answer.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::output::atomic::AtomicFile;
use crate::output::problem::Problem;

/// The file, open for writing. It has its name once it is finished.
#[derive(Debug)]
pub(crate) struct Sidecar {
    out: AtomicFile,
}

impl Sidecar {
    /// Creates the file.
    pub(crate) fn create(path: &Path) -> Result<Self, Problem> {
        AtomicFile::create(path).map(|out| Self { out })
    }

    /// Writes rows, which have their ends.
    pub(crate) fn write(&mut self, lines: &str) -> Result<(), Problem> {
        self.out.write_all(lines.as_bytes()).map_err(|error| self.out.problem(error))
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        self.out.finish()
    }
}

/// A line for each row.
pub(crate) fn lines(rows: impl Iterator<Item = impl Serialize>) -> io::Result<String> {
    let mut lines = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut lines, &row)?;
        lines.push(b'\n');
    }
    String::from_utf8(lines).map_err(io::Error::other)
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
