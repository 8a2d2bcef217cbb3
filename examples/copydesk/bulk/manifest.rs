//! The record of a bulk run in its output folder: what was asked for, then a line for each file that is finished, in order.
//!
//! A line is written once its file is on the disk, so a run that was ended at any moment leaves a record that is true; only its
//! last line may be cut off. The next run keeps the lines that still hold and goes on after them.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use copydesk::Options;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::shards::Shard;
use crate::arguments::CleanArguments;
use crate::atomic;
use crate::problem::Problem;
use crate::rules::Rules;
use crate::summary::Summary;

/// Its name in the output folder.
const NAME: &str = "manifest.jsonl";

/// What was asked for, as far as the output depends on it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Job {
    copydesk: String,
    from: String,
    encoding: Option<String>,
    id_field: String,
    text_field: String,
    source_field: String,
    to: String,
    strict: bool,
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
    /// What happened.
    #[serde(flatten)]
    pub(super) summary: Summary,
}

/// The manifest, open for writing, and locked.
#[derive(Debug)]
pub(super) struct Manifest {
    path: PathBuf,
    file: File,
    finished: Vec<Row>,
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
            source_field: arguments.input.source_field.clone(),
            to: arguments.output.to.extension().to_owned(),
            strict: arguments.strict,
            options: arguments.cleaning.options(),
            rules,
        }
    }
}

impl Row {
    /// A file that was read.
    pub(super) fn new(shard: &Shard, digest: String, summary: Summary) -> Self {
        let length = shard.output.metadata().map_or(0, |metadata| metadata.len());
        Self { input: input_of(shard), digest: Some(digest), output: Some((shard.name.clone(), length)), summary }
    }

    /// A file that could not be opened.
    pub(super) fn unread(shard: &Shard, summary: Summary) -> Self {
        Self { input: input_of(shard), digest: None, output: None, summary }
    }

    /// Whether the input is still the same, and the output still there.
    fn holds(&self, shard: &Shard) -> bool {
        let output = shard.output.metadata().ok().map(|metadata| (shard.name.clone(), metadata.len()));
        self.input == input_of(shard) && self.digest.is_some() && self.digest == shard.digest().ok() && self.output == output
    }
}

fn input_of(shard: &Shard) -> String {
    shard.input.display().to_string()
}

impl Manifest {
    /// The manifest in `folder`, with the lines that still hold. What unfinished files a run left there is removed.
    pub(super) fn open(folder: &Path, job: &Job, shards: &[Shard]) -> Result<Self, Problem> {
        let path = folder.join(NAME);
        let problem = |error| Problem::Write { file: path.display().to_string(), error };
        fs::create_dir_all(folder).map_err(problem)?;
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(problem)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(Problem::Busy { folder: folder.display().to_string() }),
            Err(TryLockError::Error(error)) => return Err(problem(error)),
            Ok(()) => {}
        }
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(problem)?;
        let mut lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        let first = lines.next();
        if first.is_some_and(|line| serde_json::from_str::<Job>(line).ok().as_ref() != Some(job)) {
            return Err(Problem::OtherJob { folder: folder.display().to_string() });
        }
        remove_unfinished(folder).map_err(problem)?;
        let rows = lines.map_while(|line| serde_json::from_str::<Row>(line).ok().map(|row| (row, line.len())));
        let held: Vec<_> = rows.zip(shards).take_while(|((row, _), shard)| row.holds(shard)).map(|(row, _)| row).collect();
        let length = first.map_or(0, str::len) + held.iter().map(|(_, length)| length).sum::<usize>();
        let mut manifest = Self { path: path.clone(), file, finished: held.into_iter().map(|(row, _)| row).collect() };
        manifest.cut(length as u64).map_err(problem)?;
        if first.is_none() {
            manifest.append(job)?;
        }
        Ok(manifest)
    }

    /// The row of a file that an earlier run finished.
    pub(super) fn finished(&self, index: usize) -> Option<&Row> {
        self.finished.get(index)
    }

    /// Adds the row of a file that is finished.
    pub(super) fn add(&mut self, row: Row) -> Result<Row, Problem> {
        self.append(&row)?;
        Ok(row)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)?;
        self.file.seek(SeekFrom::End(0)).map(drop)
    }

    fn append(&mut self, row: &impl Serialize) -> Result<(), Problem> {
        let line = serde_json::to_string(row).map_err(io::Error::from).map(|line| line + "\n");
        let written = line.and_then(|line| self.file.write_all(line.as_bytes())).and_then(|()| self.file.sync_data());
        written.map_err(|error| atomic::problem(&self.path, error))
    }
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
