//! The record of a bulk run in its output folder: what was asked for, then a line for each file
//! that is finished.
//!
//! A line is written once its file is on the disk, so a run that was ended at any moment leaves a
//! record that is true; only its last line may be cut off. The next run keeps the lines that still
//! hold; of two for one file the later counts. A run that comes to its end puts the lines in the
//! order of the files.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use copydesk::Options;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::shards::{Shard, Target};
use crate::args::CleanArguments;
use crate::input::html;
use crate::input::rules::Rules;
use crate::output::atomic::{self, AtomicFile};
use crate::output::problem::Problem;
use crate::output::summary::Summary;

/// Its name in the output folder.
pub(super) const NAME: &str = "manifest.jsonl";

/// What was asked for, as far as the output depends on it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Job {
    copydesk: String,
    from: String,
    encoding: Option<String>,
    id_field: String,
    text_field: String,
    html_field: Option<String>,
    /// How pages of HTML are read, in a build that reads them.
    html: Option<String>,
    publisher_field: Option<String>,
    #[serde(default)]
    title_field: Option<String>,
    #[serde(default)]
    date_field: Option<String>,
    #[serde(default)]
    byline_field: Option<String>,
    to: String,
    strict: bool,
    sample: Option<u32>,
    with_removals: bool,
    options: Options,
    rules: Rules,
}

/// A file of input that is finished.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    input: String,
    /// Digest of the input; `None` where it could not be opened.
    digest: Option<String>,
    /// Name and length of the output; `None` where there is none.
    output: Option<(String, u64)>,
    /// The same of the file of removals.
    removals_file: Option<(String, u64)>,
    /// What happened.
    #[serde(flatten)]
    pub(super) summary: Summary,
}

/// The manifest, open for writing, and locked.
#[derive(Debug)]
pub(super) struct Manifest {
    path: PathBuf,
    file: File,
    /// The first line.
    job: String,
    /// The files that are finished, by their place among all.
    rows: BTreeMap<usize, Row>,
}

impl Job {
    /// What was asked for.
    pub(super) fn new(arguments: &CleanArguments, rules: Rules) -> Self {
        Self {
            copydesk: env!("CARGO_PKG_VERSION").to_owned(),
            from: format!("{:?}", arguments.input.from).to_lowercase(),
            encoding: arguments.input.encoding.map(|encoding| encoding.name().to_owned()),
            id_field: arguments.input.id_field.clone(),
            text_field: arguments.input.text_field.clone(),
            html_field: arguments.input.html_field.clone(),
            html: html::IS_READ.then(|| format!("{:?}", arguments.input.html).to_lowercase()),
            publisher_field: arguments.input.publisher_field.clone(),
            title_field: arguments.input.title_field.clone(),
            date_field: arguments.input.date_field.clone(),
            byline_field: arguments.input.byline_field.clone(),
            to: arguments.output.to.extension().to_owned(),
            strict: arguments.strict,
            sample: arguments.input.sample,
            with_removals: arguments.output.with_removals,
            options: arguments.cleaning.options(),
            rules,
        }
    }
}

impl Row {
    /// A file that was read.
    pub(super) fn new(shard: &Shard, digest: String, summary: Summary) -> Self {
        let removals_file = shard.removals.as_ref().and_then(Target::written);
        Self {
            input: input_of(shard),
            digest: Some(digest),
            output: shard.output.written(),
            removals_file,
            summary,
        }
    }

    /// A file that could not be opened.
    pub(super) fn unread(shard: &Shard, summary: Summary) -> Self {
        Self { input: input_of(shard), digest: None, output: None, removals_file: None, summary }
    }

    /// Whether something in the file failed.
    pub(super) fn has_failures(&self) -> bool {
        !self.summary.failures.is_empty()
    }

    /// Whether the input is still the same, and the output still there.
    fn holds(&self, shard: &Shard) -> bool {
        let removals_file = shard.removals.as_ref().and_then(Target::written);
        let is_written =
            self.output == shard.output.written() && self.removals_file == removals_file;
        is_written && self.digest.is_some() && self.digest == shard.digest().ok()
    }
}

fn input_of(shard: &Shard) -> String {
    shard.input.display().to_string()
}

impl Manifest {
    /// The manifest in `folder`, with the rows that still hold. What unfinished files a run left
    /// there is removed.
    pub(super) fn open(folder: &Path, job: &Job, shards: &[Shard]) -> Result<Self, Problem> {
        let path = folder.join(NAME);
        let problem = |error| atomic::problem(&path, error);
        fs::create_dir_all(folder).map_err(problem)?;
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(problem)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(Problem::Busy { folder: folder.display().to_string() });
            }
            Err(TryLockError::Error(error)) => return Err(problem(error)),
            Ok(()) => {}
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(problem)?;
        // What a full disk cut off may end inside a character.
        bytes.truncate(memchr::memrchr(b'\n', &bytes).map_or(0, |end| end + 1));
        let text = String::from_utf8_lossy(&bytes);
        let (first, rest) = text.split_at(text.find('\n').map_or(0, |end| end + 1));
        if !first.is_empty() && serde_json::from_str::<Job>(first).ok().as_ref() != Some(job) {
            return Err(Problem::OtherJob { folder: folder.display().to_string() });
        }
        remove_unfinished(folder).map_err(problem)?;
        file.set_len(bytes.len() as u64)
            .and_then(|()| file.seek(SeekFrom::End(0)))
            .map_err(problem)?;
        let mut manifest = Self {
            path: path.clone(),
            file,
            job: line(job).map_err(problem)?,
            rows: rows_that_hold(rest, shards),
        };
        if first.is_empty() {
            let job = manifest.job.clone();
            manifest.append(&job)?;
        }
        Ok(manifest)
    }

    /// The rows of the files that are finished, in the order of the files.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.rows.iter().map(|(index, row)| (*index, row))
    }

    /// Whether the file at this place among all is finished.
    pub(super) fn has(&self, index: usize) -> bool {
        self.rows.contains_key(&index)
    }

    /// Adds the row of a file that is finished.
    pub(super) fn add(&mut self, index: usize, row: Row) -> Result<&Row, Problem> {
        let line = line(&row).map_err(|error| atomic::problem(&self.path, error))?;
        self.append(&line)?;
        self.rows.insert(index, row);
        Ok(&self.rows[&index])
    }

    /// Puts the rows in order, and leaves out those that hold no more.
    pub(super) fn close(&mut self) -> Result<(), Problem> {
        let lines: io::Result<String> = self.rows.values().map(line).collect();
        let whole = lines
            .map(|rows| self.job.clone() + &rows)
            .map_err(|error| atomic::problem(&self.path, error))?;
        let written =
            fs::read_to_string(&self.path).map_err(|error| atomic::problem(&self.path, error))?;
        if written == whole {
            return Ok(());
        }
        let mut file = AtomicFile::create(&self.path)?;
        file.write_all(whole.as_bytes()).map_err(|error| atomic::problem(&self.path, error))?;
        file.finish()
    }

    fn append(&mut self, line: &str) -> Result<(), Problem> {
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_data());
        written.map_err(|error| atomic::problem(&self.path, error))
    }
}

fn line(row: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string(row)? + "\n")
}

/// The rows whose file is as they say, by its place among all.
fn rows_that_hold(lines: &str, shards: &[Shard]) -> BTreeMap<usize, Row> {
    let places: HashMap<String, usize> =
        shards.iter().enumerate().map(|(index, shard)| (input_of(shard), index)).collect();
    let rows = lines.lines().filter_map(|line| serde_json::from_str::<Row>(line).ok());
    let mut rows: BTreeMap<usize, Row> =
        rows.filter_map(|row| Some((*places.get(&row.input)?, row))).collect();
    rows.retain(|&index, row| row.holds(&shards[index]));
    rows
}

fn remove_unfinished(folder: &Path) -> io::Result<()> {
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() && atomic::is_unfinished(entry.path()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
