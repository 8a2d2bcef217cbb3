//! `copydesk clean --out DIR`: one file of articles for each file of input, in runs that can be broken off and taken up again.

mod manifest;
mod shards;

use std::path::Path;

use indicatif::ProgressBar;

use self::manifest::{Job, Manifest, Row};
use self::shards::Shard;
use crate::answer::Answer;
use crate::arguments::CleanArguments;
use crate::atomic::AtomicFile;
use crate::input;
use crate::problem::{self, Problem};
use crate::progress;
use crate::rules::{Cleaners, Rules};
use crate::sidecar;
use crate::summary::Summary;

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
    let shards = shards::of(&arguments.files(), out, arguments.output.to.extension())?;
    let mut manifest = Manifest::open(out, &Job::new(arguments, Rules::of(&arguments.cleaning)?), &shards)?;
    let mut summary = Summary::default();
    let progress = Progress::new(&shards, arguments.quiet);
    for (number, shard) in (1..).zip(&shards) {
        let row = match manifest.finished(number - 1) {
            Some(row) => row.clone(),
            None => manifest.add(clean(shard, &cleaner, arguments, &progress.bar)?)?,
        };
        progress.finished(number, shard, &row);
        summary.extend(&row.summary);
        if arguments.strict && !row.summary.failures.is_empty() {
            break;
        }
    }
    progress.bar.finish_and_clear();
    if let Some(path) = &arguments.output.summary {
        sidecar::write_pretty(path, &summary)?;
    }
    if !arguments.quiet {
        problem::note(&summary.to_string());
    }
    Ok(summary.exit_code())
}

/// Cleans one file of input. What fails in it is reported and recorded, and the rest is cleaned.
fn clean(shard: &Shard, cleaner: &Cleaners, arguments: &CleanArguments, bar: &ProgressBar) -> Result<Row, Problem> {
    let mut summary = Summary::default();
    let fail = |summary: &mut Summary, problem: &Problem| {
        bar.suspend(|| problem.report());
        summary.fail(problem);
    };
    let (digest, documents) = match shard.digest().and_then(|digest| Ok((digest, input::open(&shard.input, &arguments.input, bar)?))) {
        Ok(opened) => opened,
        Err(problem) => {
            fail(&mut summary, &problem);
            return Ok(Row::unread(shard, summary));
        }
    };
    let mut answer = Answer::new(AtomicFile::create(&shard.output)?, arguments.output.to);
    for document in documents {
        match document {
            Ok(document) => {
                let outcome = cleaner.clean(&document);
                answer.write(&document, &outcome).map_err(|error| shard.problem(error))?;
                summary.add(&outcome);
            }
            Err(problem) => fail(&mut summary, &problem),
        }
        if arguments.strict && !summary.failures.is_empty() {
            break;
        }
    }
    answer.finish().map_err(|error| shard.problem(error))?.finish()?;
    Ok(Row::new(shard, digest, summary))
}

/// A bar with rate and time left at a terminal; a line for each file elsewhere.
struct Progress {
    bar: ProgressBar,
    count: usize,
    says_lines: bool,
}

impl Progress {
    fn new(shards: &[Shard], quiet: bool) -> Self {
        let bar = progress::bar(shards.iter().map(Shard::len).sum(), !quiet);
        Self { bar, count: shards.len(), says_lines: !quiet && !progress::is_seen() }
    }

    fn finished(&self, number: usize, shard: &Shard, row: &Row) {
        if self.says_lines {
            let Summary { documents, articles, failures, .. } = &row.summary;
            let failed = failures.len();
            let input = shard.input.display();
            problem::note(&format!(
                "{number} of {}: {input}: documents: {documents}; articles: {articles}; failures: {failed}",
                self.count
            ));
        }
    }
}
