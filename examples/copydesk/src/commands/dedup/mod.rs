//! `copydesk dedup`: finds the copies among many articles and says why.

mod answer;
mod arguments;
mod batches;
mod index_file;
mod pairs;
mod row;
mod spool;

use std::fs::{self, File};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use copydesk::corpus::{Corpus, Prepared, Preparer, Resolution};
use indicatif::ProgressBar;

use crate::commands::bulk;
use crate::commands::fan_out::Flow;
pub(crate) use crate::dedup::arguments::DedupArguments;
use crate::dedup::batches::{BatchReader, Outcome, Spooled};
use crate::dedup::row::RowFields;
use crate::dedup::spool::Spool;
use crate::input;
#[cfg(feature = "parquet")]
use crate::input::columns;
use crate::input::format::{self, Format};
use crate::input::{compression, encoding, folder};
use crate::output::problem::{self, Problem};
use crate::output::progress;
use crate::output::tally::Tally;

/// Does what `copydesk dedup` was called for, and gives the exit code.
pub(crate) fn run(arguments: &DedupArguments) -> u8 {
    let mut tally = Tally::new(arguments.strict);
    let ended = Run::new(arguments).and_then(|mut run| {
        run.read_files(&mut tally)?;
        run.answer()
    });
    tally.end(ended)
}

/// What was read so far.
struct Run<'a> {
    arguments: &'a DedupArguments,
    fields: RowFields,
    preparers: Vec<Preparer>,
    corpus: Corpus,
    spool: Option<Spool>,
    /// Held until the index is written.
    _lock: Option<File>,
    /// Of the bytes of the files.
    bar: ProgressBar,
}

impl<'a> Run<'a> {
    fn new(arguments: &'a DedupArguments) -> Result<Self, Problem> {
        let lock = arguments.index.as_deref().map(index_file::lock).transpose()?;
        let corpus = match arguments.memory() {
            Some(memory) => {
                Corpus::with_scratch(arguments.options(), memory, scratch_file(arguments)?)
            }
            None => Corpus::new(arguments.options()),
        };
        let corpus = match &arguments.index {
            Some(path) => index_file::open(path, corpus)?,
            None => corpus,
        };
        let spool = if arguments.spooled() == Spooled::Nothing {
            None
        } else {
            Some(Spool::new(scratch_file(arguments)?))
        };
        let bytes = arguments
            .files()
            .iter()
            .filter_map(|file| fs::metadata(file).ok())
            .map(|file| file.len())
            .sum();
        let bar = progress::bar(bytes, !arguments.quiet);
        let preparers = (0..arguments.threads()).map(|_| Preparer::default()).collect();
        Ok(Self {
            arguments,
            fields: arguments.fields(),
            preparers,
            corpus,
            spool,
            _lock: lock,
            bar,
        })
    }

    /// Reads every file; files and records that cannot be read are counted and passed over. Without
    /// its scratch file the run ends.
    fn read_files(&mut self, tally: &mut Tally) -> Result<(), Problem> {
        for file in self.files() {
            let flow = match file.and_then(|file| self.read_file(&file, tally)) {
                Err(problem @ Problem::Write { .. }) => return Err(problem),
                flow => flow.unwrap_or_else(|problem| tally.failed(&problem)),
            };
            if flow.is_break() {
                break;
            }
        }
        self.bar.finish_and_clear();
        self.spool
            .as_mut()
            .map_or(Ok(()), Spool::end)
            .map_err(|error| no_scratch(self.arguments, error))
    }

    /// The files that are named, and those of folders, but for the files that `clean` writes beside
    /// articles.
    fn files(&self) -> Vec<Result<PathBuf, Problem>> {
        let named = self.arguments.files();
        let all = named.iter().flat_map(|path| {
            let is_article = |file: &Result<PathBuf, Problem>| match file {
                Ok(file) => file == path || !bulk::is_beside_articles(file),
                Err(_) => true,
            };
            folder::files_of(path).into_iter().filter(is_article).collect::<Vec<_>>()
        });
        all.collect()
    }

    fn read_file(&mut self, path: &Path, tally: &mut Tally) -> Flow {
        let file = path.display().to_string();
        let reader = input::reader_of(path, &self.bar)
            .map_err(|error| Problem::Open { file: file.clone(), error })?;
        let reader = compression::unpacked(reader)
            .map_err(|error| Problem::Read { file: file.clone(), error })?;
        let (head, mut reader) = format::peek(reader);
        let Self { arguments, corpus, spool, preparers, .. } = self;
        let mut names = Names::default();
        let mut take = |outcomes: Vec<Outcome>| {
            for outcome in outcomes {
                match outcome {
                    Ok(entry) => {
                        tally.read();
                        corpus.add_prepared(if entry.is_article {
                            names.of_article(entry.prepared)
                        } else {
                            entry.prepared
                        });
                        if let (Some(spool), Some(string)) = (&mut *spool, entry.spooled) {
                            spool.push(&string).map_err(|error| no_scratch(arguments, error))?;
                        }
                    }
                    Err((line, defect)) => {
                        let flow =
                            tally.failed(&Problem::Record { file: file.clone(), line, defect });
                        if flow.is_break() {
                            return Ok(flow);
                        }
                    }
                }
            }
            Ok(ControlFlow::Continue(()))
        };
        let batches =
            BatchReader { file: &file, fields: &self.fields, spooled: arguments.spooled() };
        let format = match head.trim_ascii() {
            [] => Format::Jsonl,
            _ => format::detect(&head, &self.fields.named.text),
        };
        let Some(preparer) = preparers.first_mut() else { return Ok(ControlFlow::Continue(())) };
        match format {
            Format::Jsonl => batches.read(&mut reader, preparers, &mut take),
            Format::Json => batches.read_objects(&mut reader, preparer, &mut take),
            Format::Csv => {
                let header = encoding::head_in_utf8(&head);
                batches.read_table(&mut reader, &header, preparer, &mut take)
            }
            Format::Text => batches.read_text(&mut reader, preparer, &mut take),
            #[cfg(feature = "parquet")]
            Format::Columns(kind) => {
                let mut rows = columns::open(path, &mut reader, kind, &self.bar)
                    .map_err(|error| Problem::Read { file: file.clone(), error })?;
                batches.read(&mut rows, preparers, &mut take)
            }
            Format::Warc => Err(Problem::Crawl { file }),
            Format::Html => Err(Problem::HtmlPage { file }),
            Format::Other(kind) => Err(Problem::NoText { file, kind }),
        }
    }

    fn answer(&mut self) -> Result<(), Problem> {
        let spinner = progress::spinner(
            format!("comparing {} records", self.corpus.ids().count()),
            !self.arguments.quiet,
        );
        let resolved = self.corpus.resolve();
        spinner.finish_and_clear();
        let resolutions = resolved
            .map_err(|error| Problem::Corpus { file: self.arguments.scratch_folder(), error })?;
        let ids: Vec<&str> = self.corpus.ids().collect();
        answer::write(
            self.arguments,
            &ids,
            &resolutions,
            self.corpus.common_phrases(),
            self.spool.as_mut(),
        )
        .map_err(Problem::of_stdout)?;
        if !self.arguments.quiet {
            report(&resolutions);
        }
        self.arguments.index.as_ref().map_or(Ok(()), |path| index_file::write(path, &self.corpus))
    }
}

/// Names the articles of a file, which stand document by document: the second one of `page` is
/// `page#2`.
#[derive(Default)]
struct Names {
    document: String,
    articles: usize,
}

impl Names {
    fn of_article(&mut self, article: Prepared) -> Prepared {
        if article.id() != self.document {
            (self.document, self.articles) = (article.id().to_owned(), 0);
        }
        self.articles += 1;
        if self.articles == 1 {
            return article;
        }
        let name = self.document.trim_matches('"');
        let id = format!("\"{name}#{}\"", self.articles);
        article.with_id(&id)
    }
}

/// An empty file without a name.
fn scratch_file(arguments: &DedupArguments) -> Result<File, Problem> {
    tempfile::tempfile_in(arguments.scratch_folder()).map_err(|error| no_scratch(arguments, error))
}

fn no_scratch(arguments: &DedupArguments, error: io::Error) -> Problem {
    Problem::Write { file: arguments.scratch_folder(), error }
}

/// Says how many records are kept and how many go.
fn report(resolutions: &[Resolution]) {
    let copies = resolutions.iter().filter(|resolution| resolution.duplicate_of.is_some()).count();
    problem::note(&format!(
        "{}: {} kept, {copies} {}",
        problem::counted(resolutions.len(), "record"),
        resolutions.len() - copies,
        if copies == 1 { "copy" } else { "copies" }
    ));
}
