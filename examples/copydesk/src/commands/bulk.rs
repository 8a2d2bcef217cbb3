//! `copydesk clean --out DIR`: one file of articles for each file of input, in runs that can be
//! broken off and taken up again.

mod manifest;
mod shards;

pub(crate) use self::shards::REMOVALS;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use indicatif::ProgressBar;
use walkdir::WalkDir;

use self::manifest::{Job, Manifest, Row};
use self::shards::Shard;
use crate::args::CleanArguments;
use crate::commands::fan_out::{Order, fan_out};
use crate::commands::walk::{self, Reading};
use crate::input::rules::{Cleaners, Rules};
use crate::input::{self, Document};
use crate::output::answer::Form;
use crate::output::outputs::{Outputs, Wanted, Written};
use crate::output::problem::{self, Problem};
use crate::output::progress::{self, Progress};
use crate::output::sidecar;
use crate::output::summary::Summary;
use crate::output::tally::Tally;

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
    let cleaners = Cleaners::new(&arguments.cleaning, &arguments.input)?;
    let wanted = Wanted {
        form: Form::Articles(arguments.output.to),
        removals: arguments.output.with_removals,
        provenance: false,
    };
    wanted.form.check()?;
    let work = Work { arguments, cleaners, wanted };
    let shards = shards::of(arguments, out)?;
    let mut manifest =
        Manifest::open(out, &Job::new(arguments, Rules::of(&arguments.cleaning)?), &shards)?;
    note_other_files(arguments, out, &shards);
    let missing = missing(&manifest, &shards, arguments.strict);
    let mut progress = FileProgress::new(&shards, &missing, arguments.run.quiet);
    for (index, row) in manifest.rows() {
        progress.finished(&shards[index], row);
    }
    let threads = Threads::new(arguments, missing.len());
    let bar = progress.bar.clone();
    let clean = |index: usize| (index, work.clean(&shards[index], threads.of_each, &bar));
    let mut indices = missing.iter().map(|&index| (index, 0));
    let next = || Ok(indices.next());
    let _flow = fan_out(&mut vec![&clean; threads.files], Order::AsDone, next, |(index, row)| {
        let row = manifest.add(index, row?)?;
        progress.finished(&shards[index], row);
        let is_last = arguments.strict && row.has_failures();
        Ok(if is_last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    progress.bar.finish_and_clear();
    manifest.close()?;
    let summary = summary(&manifest, arguments.strict);
    if let Some(path) = &arguments.output.summary {
        sidecar::write_pretty(path, &summary)?;
    }
    if !arguments.run.quiet {
        problem::note_lines(&summary.to_string());
    }
    Ok(summary.failures.exit_code)
}

/// Says which files of articles in the output folder are of no input of this run: who reads the
/// folder would read them too.
fn note_other_files(arguments: &CleanArguments, out: &Path, shards: &[Shard]) {
    let outputs: HashSet<&Path> = shards.iter().map(|shard| shard.output.path.as_path()).collect();
    let ending = arguments.output.to.extension();
    let is_other = |path: &Path| {
        let is_of_articles = path.to_string_lossy().ends_with(ending) && !is_beside_articles(path);
        let is_summary = arguments.output.summary.as_deref() == Some(path);
        is_of_articles && !is_summary && !outputs.contains(path)
    };
    let files = WalkDir::new(out).sort_by_file_name().into_iter().flatten();
    let mut others = files.filter(|file| file.file_type().is_file() && is_other(file.path()));
    let Some(first) = others.next() else { return };
    let count = 1 + others.count();
    problem::note(&format!(
        "{}: {} in it {} of no input of this run, {} {}; remove what is of inputs that are gone",
        out.display(),
        problem::counted(count, "file"),
        if count == 1 { "is" } else { "are" },
        if count == 1 { "it is" } else { "the first is" },
        first.path().display(),
    ));
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

/// How many files are cleaned at once, and on how many threads each.
struct Threads {
    files: usize,
    of_each: usize,
}

impl Threads {
    /// Files go side by side, where that does not go past a failure that ends the run; threads that
    /// are left over go to each of them.
    fn new(arguments: &CleanArguments, files: usize) -> Self {
        let threads = arguments.run.threads;
        let files = if arguments.strict { 1 } else { files.clamp(1, threads) };
        Self { files, of_each: threads / files }
    }
}

/// What is needed to clean a file.
struct Work<'a> {
    arguments: &'a CleanArguments,
    cleaners: Cleaners,
    wanted: Wanted,
}

impl Work<'_> {
    /// Cleans one file of input. What fails in it is reported and recorded, and the rest is cleaned.
    fn clean(&self, shard: &Shard, threads: usize, bar: &ProgressBar) -> Result<Row, Problem> {
        let Self { arguments, cleaners, wanted } = self;
        let mut tally = Tally::new(arguments.strict);
        tally.progress = Progress::of_bar(bar);
        let mut summary = Summary::default();
        let opened = shard
            .digest()
            .and_then(|digest| Ok((digest, input::open(&shard.input, &arguments.input, bar)?)));
        let (digest, items) = match opened {
            Ok(opened) => opened,
            Err(problem) => {
                tally.fatal(&problem);
                summary.failures = tally.failures().clone();
                return Ok(Row::unread(shard, summary));
            }
        };
        let removals = shard.removals.as_ref().map(|target| target.path.as_path());
        let mut outputs = Outputs::create(wanted, &shard.output.path, removals, None)?;
        let reading = Reading::of_items(items, &arguments.input, tally.progress.clone());
        let clean = |document: Document| wanted.written(&document, &cleaners.clean(&document));
        let write = |written: io::Result<Written>| {
            let written = written.map_err(|error| shard.problem(error))?;
            summary.extend(&written.summary);
            outputs.write(&written)
        };
        walk::each_of(reading, threads, &mut tally, clean, write)?;
        outputs.finish()?;
        summary.failures = tally.failures().clone();
        Ok(Row::new(shard, digest, summary))
    }
}

/// A bar with rate and time left at a terminal; a line for each file elsewhere.
struct FileProgress {
    bar: ProgressBar,
    finished: usize,
    count: usize,
    says_lines: bool,
}

impl FileProgress {
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
