//! The whole job: each file, each document of it, cleaned and written.

use std::io::{self, IsTerminal};
use std::iter;
use std::mem;
use std::path::{Path, PathBuf};

use crate::args::choices::To;
use crate::args::{CleanArguments, OutputArguments};
use crate::commands::bulk;
use crate::commands::walk::each_document;
use crate::input::Document;
use crate::input::folder;
use crate::input::rules::Cleaners;
use crate::output::answer::Form;
use crate::output::explain::Explainer;
use crate::output::outputs::{Outputs, Wanted, Written};
use crate::output::place::Places;
use crate::output::problem::{self, Problem};
use crate::output::progress;
use crate::output::sidecar;
use crate::output::summary::Summary;
use crate::output::tally::Tally;

/// Does what `copydesk clean` was called for, and gives the exit code.
pub(crate) fn run(arguments: &CleanArguments) -> u8 {
    if let Some(out) = &arguments.output.out {
        return bulk::run(arguments, out);
    }
    let mut tally = Tally::new(arguments.strict);
    let wanted = wanted(&arguments.output);
    let ended = Run::new(arguments, &wanted).and_then(|mut run| {
        run.clean_files(&mut tally)?;
        run.finish(&tally)
    });
    tally.end(ended)
}

/// What is to be written.
fn wanted(output: &OutputArguments) -> Wanted {
    let form = if output.explain {
        Form::Explanation(Explainer::for_terminal())
    } else {
        Form::Articles(output.to)
    };
    Wanted { form, removals: output.removals.is_some(), provenance: output.provenance.is_some() }
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
    cleaners: Cleaners,
    wanted: &'a Wanted,
    outputs: Outputs<'a>,
    summary: Summary,
}

impl<'a> Run<'a> {
    fn new(arguments: &'a CleanArguments, wanted: &'a Wanted) -> Result<Self, Problem> {
        wanted.form.check()?;
        if arguments.output.to == To::Parquet && io::stdout().is_terminal() {
            return Err(Problem::Terminal);
        }
        let cleaners = Cleaners::new(&arguments.cleaning, &arguments.input)?;
        // The folders are read before a file is created, which may be in one of them.
        let files: Vec<_> =
            arguments.files().iter().flat_map(|path| folder::files_of(path)).collect();
        places(arguments, &files).check()?;
        let OutputArguments { removals, provenance, .. } = &arguments.output;
        let outputs =
            Outputs::create(wanted, Path::new("-"), removals.as_deref(), provenance.as_deref())?;
        Ok(Self { arguments, files, cleaners, wanted, outputs, summary: Summary::default() })
    }

    /// Cleans every file; files and records that cannot be read are counted and passed over.
    fn clean_files(&mut self, tally: &mut Tally) -> Result<(), Problem> {
        let Self { arguments, files, cleaners, wanted, outputs, summary } = self;
        let clean = |document: Document| wanted.written(&document, &cleaners.clean(&document));
        let write = |written: io::Result<Written>| {
            let written = written.map_err(Problem::of_stdout)?;
            summary.extend(&written.summary);
            outputs.write(&written)
        };
        let files = mem::take(files);
        each_document(files, &arguments.input, &arguments.run, tally, clean, write)
    }

    fn finish(mut self, tally: &Tally) -> Result<(), Problem> {
        self.outputs.finish()?;
        let CleanArguments { output, run, .. } = self.arguments;
        let says_summary = progress::is_seen() && !run.quiet && !output.explain;
        if !output.explain && !says_summary {
            self.summary.note_without_article();
        }
        self.summary.failures = tally.failures().clone();
        if let Some(path) = &output.summary {
            sidecar::write_pretty(path, &self.summary)?;
        }
        if says_summary {
            problem::note_lines(&self.summary.to_string());
        }
        Ok(())
    }
}
