//! The file of removals: every text that was left out, altered, or kept in doubt, one JSON object a line.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use copydesk::{Alteration, Cleaned, Kept, Removal};
use serde::Serialize;
use serde_json::Value;

use crate::input::Document;
use crate::problem::Problem;

/// The file, open for writing.
pub(crate) struct RemovalsFile {
    name: String,
    out: BufWriter<File>,
}

/// A line of the file.
#[derive(Serialize)]
struct Row<'a> {
    what: &'static str,
    source: &'a Value,
    text: Cow<'a, str>,
    #[serde(flatten)]
    entry: Entry<'a>,
}

/// What the library recorded.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Removal(&'a Removal),
    Alteration(&'a Alteration),
    Doubt(&'a Kept),
}

impl RemovalsFile {
    /// Creates the file, unless it is one of the `inputs`.
    pub(crate) fn create<'p>(path: &Path, mut inputs: impl Iterator<Item = &'p PathBuf>) -> Result<Self, Problem> {
        let name = path.display().to_string();
        if inputs.any(|input| is_same_file(path, input)) {
            return Err(Problem::Overwrite { file: name });
        }
        match File::create(path) {
            Ok(file) => Ok(Self { name, out: BufWriter::new(file) }),
            Err(error) => Err(Problem::Write { file: name, error }),
        }
    }

    /// Writes the rows of a document in the order of its text.
    pub(crate) fn write(&mut self, document: &Document, cleaned: &Cleaned) -> Result<(), Problem> {
        for entry in entries(cleaned) {
            let row = Row { what: entry.what(), source: &document.source, text: entry.text(&document.text), entry };
            write_line(&mut self.out, &row).map_err(|error| self.problem(error))?;
        }
        Ok(())
    }

    /// Makes sure that all of it arrived.
    pub(crate) fn finish(&mut self) -> Result<(), Problem> {
        self.out.flush().map_err(|error| self.problem(error))
    }

    fn problem(&self, error: io::Error) -> Problem {
        Problem::Write { file: self.name.clone(), error }
    }
}

impl<'a> Entry<'a> {
    fn what(&self) -> &'static str {
        match self {
            Self::Removal(_) => "removal",
            Self::Alteration(_) => "alteration",
            Self::Doubt(_) => "doubt",
        }
    }

    fn start(&self) -> usize {
        match self {
            Self::Removal(removal) => removal.span.start,
            Self::Alteration(alteration) => alteration.span.start,
            Self::Doubt(kept) => kept.span.start,
        }
    }

    fn text(&self, input: &'a [u8]) -> Cow<'a, str> {
        match self {
            Self::Removal(removal) => removal.text(input),
            Self::Alteration(alteration) => alteration.before(input),
            Self::Doubt(kept) => kept.text(input),
        }
    }
}

/// What goes into the file, in the order of the text.
fn entries(cleaned: &Cleaned) -> Vec<Entry<'_>> {
    let removals = cleaned.removals.iter().map(Entry::Removal);
    let doubts = cleaned.kept.iter().filter(|kept| kept.doubt.is_some()).map(Entry::Doubt);
    let alterations = cleaned.alterations.iter().map(Entry::Alteration);
    let mut entries: Vec<_> = removals.chain(doubts).chain(alterations).collect();
    entries.sort_by_key(Entry::start);
    entries
}

/// One write for a line, so that the file never ends in half of one.
fn write_line(out: &mut impl Write, row: &Row<'_>) -> io::Result<()> {
    let mut line = serde_json::to_vec(row)?;
    line.push(b'\n');
    out.write_all(&line)
}

/// Whether both paths lead to one existing regular file.
fn is_same_file(path: &Path, input: &Path) -> bool {
    match (fs::canonicalize(path), fs::canonicalize(input)) {
        (Ok(path), Ok(input)) => path == input && path.is_file(),
        _ => false,
    }
}
