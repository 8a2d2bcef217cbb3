//! `copydesk compare`: what two runs of `copydesk clean` over one input made differently.
//!
//! Both are read side by side, one document after another, and joined by the names of documents. A
//! run may lack documents that the other has, so what has no counterpart yet is held, up to a bound.

mod answer;
mod difference;
mod rows;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use self::answer::Comparison;
use self::rows::{Articles, Document, Removals};
use crate::output::problem::{CLOSED, Problem, USAGE_OR_IO};

/// The exit code where the two differ, as that of `diff`.
const DIFFERENT: u8 = 1;
/// Bytes of rows without a counterpart that are held of both runs together; in memory they take
/// about twice as much. Runs over one input have the same order, so a document that is this far
/// behind is in one of them alone.
const HELD_BYTES: usize = 32 << 20;

const TASKS: &str = include_str!("../../args/tasks/compare.txt");

/// The flags of `copydesk compare`.
#[derive(Debug, Args)]
#[command(after_long_help = TASKS)]
pub(crate) struct CompareArguments {
    /// The articles of one run, as `copydesk clean` writes them as JSON Lines: a file, or a folder
    /// of `clean --out`; `-`: standard input
    ///
    /// Why a line went is read from the file of removals beside `old.jsonl`, called
    /// `old.removals.jsonl`, as `clean --out --with-removals` calls it. Without one it is not known.
    ///
    /// Both runs are read side by side and joined by the ids of documents, which `clean` writes as
    /// `source`. A document that has no counterpart within 32 MB of the other run is in one alone.
    #[arg(value_name = "A")]
    a: PathBuf,

    /// The articles of the other run over the same input
    #[arg(value_name = "B")]
    b: PathBuf,

    /// How many examples of each change to show
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    examples: usize,

    /// Write JSON instead of tables
    #[arg(long)]
    json: bool,
}

/// Does what `copydesk compare` was called for, and gives the exit code: nothing is passed over, as
/// half a comparison is none.
pub(crate) fn run(arguments: &CompareArguments) -> u8 {
    let ended = compare(arguments).and_then(|comparison| {
        let text = if arguments.json {
            serde_json::to_string_pretty(&comparison).unwrap_or_default() + "\n"
        } else {
            comparison.to_string()
        };
        io::stdout().lock().write_all(text.as_bytes()).map_err(Problem::of_stdout)?;
        Ok(comparison.is_same())
    });
    match ended {
        Ok(is_same) => {
            if is_same {
                0
            } else {
                DIFFERENT
            }
        }
        Err(Problem::Closed) => CLOSED,
        Err(problem) => {
            problem.report();
            USAGE_OR_IO
        }
    }
}

/// A run that is read.
struct Side {
    articles: Articles,
    removals: Removals,
    held: Held,
    /// The name of the first document.
    first: Option<String>,
}

/// Documents without a counterpart yet, in their order.
#[derive(Default)]
struct Held {
    documents: BTreeMap<u64, Document>,
    /// The numbers of the documents of a name: corpora may use one twice.
    numbers: HashMap<String, VecDeque<u64>>,
    next: u64,
    bytes: usize,
}

impl Held {
    fn push(&mut self, document: Document) {
        self.bytes += document.bytes;
        self.numbers.entry(document.name.clone()).or_default().push_back(self.next);
        self.documents.insert(self.next, document);
        self.next += 1;
    }

    /// The first document of this name.
    fn take(&mut self, name: &str) -> Option<Document> {
        let number = *self.numbers.get(name)?.front()?;
        self.remove(number)
    }

    fn oldest(&mut self) -> Option<Document> {
        let number = *self.documents.first_key_value()?.0;
        self.remove(number)
    }

    fn remove(&mut self, number: u64) -> Option<Document> {
        let document = self.documents.remove(&number)?;
        self.bytes -= document.bytes;
        if let Some(numbers) = self.numbers.get_mut(&document.name) {
            // The first of its name: each name's are taken in their order.
            numbers.pop_front();
            if numbers.is_empty() {
                self.numbers.remove(&document.name);
            }
        }
        Some(document)
    }
}

impl Side {
    fn open(path: &Path) -> Result<Self, Problem> {
        let files = rows::files_of(path)?;
        let removals = Removals::beside(&files);
        let articles = Articles::new(files);
        Ok(Self { articles, removals, held: Held::default(), first: None })
    }

    fn next(&mut self) -> Result<Option<Document>, Problem> {
        let document = self.articles.next_document()?;
        if let (None, Some(document)) = (&self.first, &document) {
            self.first = Some(document.name.clone());
        }
        Ok(document)
    }
}

fn compare(arguments: &CompareArguments) -> Result<Comparison, Problem> {
    let CompareArguments { a, b, examples, .. } = arguments;
    if a == b && a.as_os_str() == "-" {
        return Err(Problem::OneInput);
    }
    let mut sides = [Side::open(a)?, Side::open(b)?];
    let mut comparison = Comparison::new(*examples);
    comparison.has_reasons = sides.each_ref().map(|side| side.removals.are_known());
    let mut is_open = [true; 2];
    while is_open != [false; 2] {
        for at in [0, 1] {
            let Some(document) = (if is_open[at] { sides[at].next()? } else { None }) else {
                is_open[at] = false;
                continue;
            };
            match sides[1 - at].held.take(&document.name) {
                Some(other) => {
                    let pair = if at == 0 { [document, other] } else { [other, document] };
                    comparison.add_pair(&pair, &removals_of(&mut sides, &pair[0].name)?);
                }
                None => sides[at].held.push(document),
            }
            while sides.iter().map(|side| side.held.bytes).sum::<usize>() > HELD_BYTES {
                let larger = usize::from(sides[1].held.bytes > sides[0].held.bytes);
                add_alone(&mut comparison, &mut sides, larger)?;
            }
        }
    }
    let [first_a, first_b] = sides.each_ref().map(|side| side.first.clone());
    if let (0, Some(first_a), Some(first_b)) = (comparison.documents.both, first_a, first_b) {
        let [a, b] = [a, b].map(|path| path.display().to_string());
        return Err(Problem::Unrelated { a, b, first_a, first_b });
    }
    for at in [0, 1] {
        while add_alone(&mut comparison, &mut sides, at)? {}
    }
    Ok(comparison)
}

/// Takes the oldest document that is held of one run for one that the other has not.
fn add_alone(
    comparison: &mut Comparison,
    sides: &mut [Side; 2],
    at: usize,
) -> Result<bool, Problem> {
    let Some(document) = sides[at].held.oldest() else { return Ok(false) };
    let removals = removals_of(sides, &document.name)?;
    comparison.add_alone(at, &document, &removals);
    Ok(true)
}

fn removals_of(sides: &mut [Side; 2], name: &str) -> Result<[Vec<rows::Removal>; 2], Problem> {
    let [a, b] = sides;
    Ok([a.removals.of(name)?, b.removals.of(name)?])
}
