//! `copydesk clean --out DIR`: one file of articles for each file of input, in runs that can be
//! broken off and taken up again.

mod manifest;
mod shards;
mod side_by_side;

use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::path::Path;

use copydesk::Cleaned;
use indicatif::ProgressBar;

use self::manifest::{Job, Manifest, Row};
use self::shards::Shard;
use crate::args::CleanArguments;
use crate::args::choices::To;
use crate::input::rules::{Cleaners, Rules};
use crate::input::{self, Document};
use crate::output::answer::Answer;
use crate::output::atomic::AtomicFile;
use crate::output::problem::{self, Problem};
use crate::output::progress;
use crate::output::removals;
use crate::output::sidecar::{self, Sidecar};
use crate::output::summary::Summary;

/// Does what `copydesk clean --out` was called for, and gives the exit code.
pub(crate) fn run(arguments: &CleanArguments, out: &Path) -> u8 {
    match run_in(arguments, out) {
        Ok(exit_code) => exit_code,
        Err(problem) => {
            problem.report();
            problem.exit_code()
        }
    }
}

fn run_in(arguments: &CleanArguments, out: &Path) -> Result<u8, Problem> {
    let cleaner = Cleaners::new(&arguments.cleaning, &arguments.input)?;
    let shards = shards::of(arguments, out)?;
    let mut manifest =
        Manifest::open(out, &Job::new(arguments, Rules::of(&arguments.cleaning)?), &shards)?;
    let missing = missing(&manifest, &shards, arguments.strict);
    let mut progress = Progress::new(&shards, &missing, arguments.quiet);
    for (index, row) in manifest.rows() {
        progress.finished(&shards[index], row);
    }
    let bar = progress.bar.clone();
    let work = |index: usize| {
        let row = clean(&shards[index], &cleaner, arguments, &bar);
        let is_last = row.as_ref().map_or(true, |row| arguments.strict && row.has_failures());
        if is_last { ControlFlow::Break(row) } else { ControlFlow::Continue(row) }
    };
    side_by_side::each(&missing, arguments.output.threads, work, |index, row| {
        let row = manifest.add(index, row?)?;
        progress.finished(&shards[index], row);
        Ok(())
    })?;
    progress.bar.finish_and_clear();
    manifest.close()?;
    let summary = summary(&manifest, arguments.strict);
    if let Some(path) = &arguments.output.summary {
        sidecar::write_pretty(path, &summary)?;
    }
    if !arguments.quiet {
        problem::note_lines(&summary.to_string());
    }
    Ok(summary.failures.exit_code)
}

/// The files that are to be cleaned, in order. A strict run goes no further than a file that failed
/// before.
fn missing(manifest: &Manifest, shards: &[Shard], strict: bool) -> Vec<usize> {
    let end = manifest
        .rows()
        .find(|(_, row)| strict && row.has_failures())
        .map_or(shards.len(), |(index, _)| index);
    (0..end).filter(|&index| !manifest.has(index)).collect()
}

/// What happened in all files, or in those up to the first failure.
fn summary(manifest: &Manifest, strict: bool) -> Summary {
    let mut summary = Summary::default();
    for (_, row) in manifest.rows() {
        summary.extend(&row.summary);
        if strict && row.has_failures() {
            break;
        }
    }
    summary
}

/// Cleans one file of input. What fails in it is reported and recorded, and the rest is cleaned.
fn clean(
    shard: &Shard,
    cleaners: &Cleaners,
    arguments: &CleanArguments,
    bar: &ProgressBar,
) -> Result<Row, Problem> {
    let mut summary = Summary::default();
    let fail = |summary: &mut Summary, problem: &Problem| {
        bar.suspend(|| problem.report());
        summary.failures.add(problem);
    };
    let (digest, documents) = match shard
        .digest()
        .and_then(|digest| Ok((digest, input::open(&shard.input, &arguments.input, bar)?)))
    {
        Ok(opened) => opened,
        Err(problem) => {
            fail(&mut summary, &problem);
            return Ok(Row::unread(shard, summary));
        }
    };
    let mut output = Output::create(shard, arguments.output.to)?;
    for document in documents {
        match document {
            Ok(document) => {
                let cleaned = cleaners.clean(&document);
                output.write(&document, &cleaned)?;
                summary.add(&document, &cleaned);
            }
            Err(problem) => fail(&mut summary, &problem),
        }
        let count = summary.documents + summary.failures.count;
        let is_enough = arguments.input.is_enough(usize::try_from(count).unwrap_or(usize::MAX));
        if is_enough || (arguments.strict && !summary.failures.is_empty()) {
            break;
        }
    }
    output.finish()?;
    Ok(Row::new(shard, digest, summary))
}

/// What is written of one file of input.
struct Output<'s> {
    shard: &'s Shard,
    answer: Answer<AtomicFile>,
    removals: Option<Sidecar>,
}

impl<'s> Output<'s> {
    fn create(shard: &'s Shard, to: To) -> Result<Self, Problem> {
        let answer = Answer::new(AtomicFile::create(&shard.output.path)?, to);
        let removals =
            shard.removals.as_ref().map(|file| Sidecar::create(&file.path)).transpose()?;
        Ok(Self { shard, answer, removals })
    }

    fn write(&mut self, document: &Document, cleaned: &Cleaned) -> Result<(), Problem> {
        if let Some(file) = &mut self.removals {
            removals::write(file, document, cleaned)?;
        }
        self.answer.write(document, cleaned).map_err(|error| self.shard.problem(error))
    }

    /// Gives the files their names.
    fn finish(self) -> Result<(), Problem> {
        self.removals.map_or(Ok(()), Sidecar::finish)?;
        self.answer.finish().map_err(|error| self.shard.problem(error))?.finish()
    }
}

/// A bar with rate and time left at a terminal; a line for each file elsewhere.
struct Progress {
    bar: ProgressBar,
    finished: usize,
    count: usize,
    says_lines: bool,
}

impl Progress {
    fn new(shards: &[Shard], missing: &[usize], quiet: bool) -> Self {
        let bar = progress::bar(missing.iter().map(|&index| shards[index].len()).sum(), !quiet);
        Self { bar, finished: 0, count: shards.len(), says_lines: !quiet && !progress::is_seen() }
    }

    fn finished(&mut self, shard: &Shard, row: &Row) {
        self.finished += 1;
        if self.says_lines {
            let Summary { documents, articles, failures, .. } = &row.summary;
            let (number, count, failed, input) =
                (self.finished, self.count, failures.count, shard.input.display());
            problem::note(&format!(
                "{number} of {count}: {input}: documents: {documents}; articles: {articles}; failures: {failed}"
            ));
        }
    }
}

/// Whether a file is called as those that a run writes beside articles: of removals, or the
/// manifest.
pub(crate) fn is_beside_articles(file: &Path) -> bool {
    let name = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
    name == manifest::NAME || name.ends_with(shards::REMOVALS)
}
