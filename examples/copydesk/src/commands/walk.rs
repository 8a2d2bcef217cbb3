//! Goes through the documents of files and folders, on several threads where that is wanted; what
//! cannot be read is reported, counted and passed over.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::vec;

use crate::args::{InputArguments, RunArguments};
use crate::commands::fan_out::{self, Order};
use crate::input::{self, Document, Item, Items};
use crate::output::problem::Problem;
use crate::output::progress::Progress;
use crate::output::tally::Tally;

/// Bytes of text after which a batch goes to a worker: what is cleaned in some 10 ms, in which the
/// handing over is lost; four times as much takes more memory and gains nothing.
const BATCH_BYTES: usize = 1 << 17;
/// Bytes that an item counts for beside its text, so that batches of empty ones end too.
const BYTES_PER_ITEM: usize = 64;

/// Gives each document of `files` to `work`, and what it makes of it to `act`, in the order of the
/// documents. Errors of `act` end the walk.
pub(crate) fn each_document<T: Send>(
    files: Vec<Result<PathBuf, Problem>>,
    input: &InputArguments,
    run: &RunArguments,
    tally: &mut Tally,
    work: impl Fn(Document) -> T + Sync,
    act: impl FnMut(T) -> Result<(), Problem>,
) -> Result<(), Problem> {
    tally.progress = Progress::of_files(&files, !run.quiet);
    let reading = Reading::of_files(files, input, tally.progress.clone());
    let ended = each_of(reading, run.threads, tally, work, act);
    tally.progress.clear();
    ended
}

/// The same for the documents of `reading`, on so many threads.
pub(crate) fn each_of<T: Send>(
    mut reading: Reading<'_>,
    threads: usize,
    tally: &mut Tally,
    work: impl Fn(Document) -> T + Sync,
    mut act: impl FnMut(T) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let batch_bytes = if threads == 1 { 1 } else { BATCH_BYTES };
    let work_off = |batch: Vec<Item>| -> Vec<Done<T>> {
        batch.into_iter().map(|item| Done::new(item, &work)).collect()
    };
    let mut workers = vec![&work_off; threads];
    let next = || Ok(reading.batch(batch_bytes));
    let ended = fan_out::fan_out(&mut workers, Order::OfJobs, next, |batch| {
        for done in batch {
            match done {
                Done::Document(done) => {
                    tally.read();
                    act(done)?;
                }
                Done::Failure(problem) if tally.failed(&problem).is_break() => {
                    return Ok(ControlFlow::Break(()));
                }
                Done::Failure(_) => {}
                Done::Note(note) => tally.progress.note(&note),
            }
        }
        Ok(ControlFlow::Continue(()))
    });
    ended.map(drop)
}

/// What became of an item.
enum Done<T> {
    Document(T),
    Failure(Problem),
    Note(String),
}

impl<T> Done<T> {
    fn new(item: Item, work: impl Fn(Document) -> T) -> Self {
        match item {
            Item::Document(document) => Self::Document(work(document.rendered())),
            Item::Failure(problem) => Self::Failure(problem),
            Item::Note(note) => Self::Note(note),
        }
    }
}

/// The items of files, file by file.
pub(crate) struct Reading<'a> {
    files: vec::IntoIter<Result<PathBuf, Problem>>,
    input: &'a InputArguments,
    items: Option<Items>,
    /// Records that were read, well or not.
    records: usize,
    progress: Progress,
}

impl<'a> Reading<'a> {
    /// Nothing is read yet, and no file is open.
    pub(crate) fn of_files(
        files: Vec<Result<PathBuf, Problem>>,
        input: &'a InputArguments,
        progress: Progress,
    ) -> Self {
        Self { files: files.into_iter(), input, items: None, records: 0, progress }
    }

    /// The items of a file that is open.
    pub(crate) fn of_items(items: Items, input: &'a InputArguments, progress: Progress) -> Self {
        Self { items: Some(items), ..Self::of_files(Vec::new(), input, progress) }
    }

    /// The next items, of about so many bytes, and how many bytes that are; none at the end.
    pub(crate) fn batch(&mut self, bytes: usize) -> Option<(Vec<Item>, usize)> {
        self.progress.tick();
        let (mut batch, mut held) = (Vec::new(), 0);
        while held < bytes {
            let Some(item) = self.next() else { break };
            held += BYTES_PER_ITEM + if let Item::Document(it) = &item { it.text.len() } else { 0 };
            batch.push(item);
        }
        (!batch.is_empty()).then_some((batch, held))
    }
}

impl Iterator for Reading<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.input.is_enough(self.records) {
            if let Some(item) = self.items.as_mut().and_then(Iterator::next) {
                self.records += usize::from(item.is_record());
                return Some(item);
            }
            self.items = None;
            match self
                .files
                .next()?
                .and_then(|file| input::open(&file, self.input, self.progress.bar()))
            {
                Ok(items) => self.items = Some(items),
                Err(problem) => return Some(Item::Failure(problem)),
            }
        }
        // What is open is closed once nobody reads it, such as a pipe whose writer waits.
        self.items = None;
        None
    }
}
