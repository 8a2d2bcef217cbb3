//! The whole job: each file, each document of it, cleaned and written.

use std::io::{self, BufWriter, StdoutLock};
use std::iter;
use std::path::{Path, PathBuf};

use crate::args::CleanArguments;
use crate::commands::bulk;
use crate::commands::walk::each_document;
use crate::input::Document;
use crate::input::folder;
use crate::input::rules::Cleaners;
use crate::output::answer::Answer;
use crate::output::place::Places;
use crate::output::problem::Problem;
use crate::output::provenance;
use crate::output::removals;
use crate::output::sidecar::{self, Sidecar};
use crate::output::summary::Summary;
use crate::output::tally::Tally;

/// Does what `copydesk clean` was called for, and gives the exit code.
pub(crate) fn run(arguments: &CleanArguments) -> u8 {
    if let Some(out) = &arguments.output.out {
        return bulk::run(arguments, out);
    }
    let mut tally = Tally::new(arguments.strict);
    let ended = Run::new(arguments).and_then(|mut run| {
        run.clean_files(&mut tally)?;
        run.finish(&tally)
    });
    tally.end(ended)
}

/// What is read and written.
fn places<'a>(arguments: &'a CleanArguments, files: &'a [Result<PathBuf, Problem>]) -> Places<'a> {
    let CleanArguments { output, cleaning, .. } = arguments;
    let named = [&output.removals, &output.provenance, &output.summary];
    Places {
        inputs: files.iter().flatten().map(PathBuf::as_path).collect(),
        rules: cleaning.rules.as_deref(),
        outputs: iter::once(Path::new("-"))
            .chain(named.into_iter().filter_map(Option::as_deref))
            .collect(),
    }
}

/// What is needed to clean documents. Its errors end the run.
struct Run<'a> {
    arguments: &'a CleanArguments,
    files: Vec<Result<PathBuf, Problem>>,
    cleaner: Cleaners,
    answer: Answer<BufWriter<StdoutLock<'static>>>,
    summary: Summary,
    removals: Option<Sidecar>,
    provenance: Option<Sidecar>,
}

impl<'a> Run<'a> {
    fn new(arguments: &'a CleanArguments) -> Result<Self, Problem> {
        let cleaner = Cleaners::new(&arguments.cleaning, &arguments.input)?;
        // The folders are read before a file is created, which may be in one of them.
        let files: Vec<_> =
            arguments.files().iter().flat_map(|path| folder::files_of(path)).collect();
        places(arguments, &files).check()?;
        let create = |path: &Option<PathBuf>| path.as_deref().map(Sidecar::create).transpose();
        let removals = create(&arguments.output.removals)?;
        let provenance = create(&arguments.output.provenance)?;
        let out = BufWriter::new(io::stdout().lock());
        let answer = if arguments.output.explain {
            Answer::explaining(out)
        } else {
            Answer::new(out, arguments.output.to)
        };
        Ok(Self {
            arguments,
            files,
            cleaner,
            answer,
            summary: Summary::default(),
            removals,
            provenance,
        })
    }

    /// Cleans every file; files and records that cannot be read are counted and passed over.
    fn clean_files(&mut self, tally: &mut Tally) -> Result<(), Problem> {
        let files = std::mem::take(&mut self.files);
        each_document(files, &self.arguments.input, tally, |document| self.clean_document(document))
    }

    fn clean_document(&mut self, document: &Document) -> Result<(), Problem> {
        let cleaned = self.cleaner.clean(document);
        if let Some(file) = &mut self.removals {
            removals::write(file, document, &cleaned)?;
        }
        if let Some(file) = &mut self.provenance {
            provenance::write(file, document, &cleaned)?;
        }
        self.summary.add(document, &cleaned);
        self.answer.write(document, &cleaned).map_err(Problem::of_stdout)
    }

    fn finish(mut self, tally: &Tally) -> Result<(), Problem> {
        self.answer.finish().map_err(Problem::of_stdout)?;
        if !self.arguments.output.explain {
            self.summary.note_without_article();
        }
        self.removals.into_iter().chain(self.provenance).try_for_each(Sidecar::finish)?;
        if let Some(path) = &self.arguments.output.summary {
            self.summary.failures = tally.failures().clone();
            sidecar::write_pretty(path, &self.summary)?;
        }
        Ok(())
    }
}
