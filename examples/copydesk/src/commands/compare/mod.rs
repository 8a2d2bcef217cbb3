//! `copydesk compare`: what two runs of `copydesk clean` over one input made differently.
//!
//! Both are read side by side, one document after another, and joined by the names of documents. A
//! run may lack documents that the other has, so what has no counterpart yet is held, up to a bound.

mod answer;
mod difference;
mod rows;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use self::answer::Comparison;
use self::rows::{Articles, Document, Removals, Removed};
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

/// What is joined: a document, or what was removed of one.
trait Named {
    fn name(&self) -> &str;
    /// How much it holds, roughly.
    fn bytes(&self) -> usize;
}

/// What two runs have of one name.
enum Found<D> {
    InBoth([D; 2]),
    /// In the first run alone (0), or the second (1).
    Alone(usize, D),
}

/// What one run has, without a counterpart yet, in its order.
struct Held<D> {
    all: BTreeMap<u64, D>,
    /// The numbers of those of a name: corpora may use one twice.
    numbers: HashMap<String, VecDeque<u64>>,
    next: u64,
    bytes: usize,
}

impl<D: Named> Held<D> {
    fn new() -> Self {
        Self { all: BTreeMap::new(), numbers: HashMap::new(), next: 0, bytes: 0 }
    }

    fn push(&mut self, one: D) {
        self.bytes += one.bytes();
        self.numbers.entry(one.name().to_owned()).or_default().push_back(self.next);
        self.all.insert(self.next, one);
        self.next += 1;
    }

    /// The first one of this name.
    fn take(&mut self, name: &str) -> Option<D> {
        let number = *self.numbers.get(name)?.front()?;
        self.remove(number)
    }

    fn oldest(&mut self) -> Option<D> {
        let number = *self.all.first_key_value()?.0;
        self.remove(number)
    }

    fn remove(&mut self, number: u64) -> Option<D> {
        let one = self.all.remove(&number)?;
        self.bytes -= one.bytes();
        if let Some(numbers) = self.numbers.get_mut(one.name()) {
            // The first of its name: each name's are taken in their order.
            numbers.pop_front();
            if numbers.is_empty() {
                self.numbers.remove(one.name());
            }
        }
        Some(one)
    }
}

/// Gives to `take` what the two runs have, joined by name; `next` reads of the first (0) or the
/// second (1).
fn join<D: Named>(
    mut next: impl FnMut(usize) -> Result<Option<D>, Problem>,
    mut take: impl FnMut(Found<D>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut held = [Held::new(), Held::new()];
    let mut is_open = [true; 2];
    while is_open != [false; 2] {
        for at in [0, 1] {
            let Some(one) = (if is_open[at] { next(at)? } else { None }) else {
                is_open[at] = false;
                continue;
            };
            if let Some(other) = held[1 - at].take(one.name()) {
                let pair = if at == 0 { [one, other] } else { [other, one] };
                take(Found::InBoth(pair))?;
            } else {
                held[at].push(one);
            }
            while held.iter().map(|held| held.bytes).sum::<usize>() > HELD_BYTES {
                let larger = usize::from(held[1].bytes > held[0].bytes);
                let Some(oldest) = held[larger].oldest() else { break };
                take(Found::Alone(larger, oldest))?;
            }
        }
    }
    for (at, held) in held.iter_mut().enumerate() {
        while let Some(oldest) = held.oldest() {
            take(Found::Alone(at, oldest))?;
        }
    }
    Ok(())
}

fn compare(arguments: &CompareArguments) -> Result<Comparison, Problem> {
    let CompareArguments { a, b, examples, .. } = arguments;
    if a == b && a.as_os_str() == "-" {
        return Err(Problem::OneInput);
    }
    let files = [rows::files_of(a)?, rows::files_of(b)?];
    let mut comparison = Comparison::new(*examples);
    if let Some([first_a, first_b]) = compare_articles(&files, &mut comparison)? {
        let [a, b] = [a, b].map(|path| path.display().to_string());
        return Err(Problem::Unrelated { a, b, first_a, first_b });
    }
    compare_reasons(&files, &mut comparison)?;
    Ok(comparison)
}

/// Compares the articles. Gives the names of the first documents where the two have none in common.
fn compare_articles(
    files: &[Vec<PathBuf>; 2],
    comparison: &mut Comparison,
) -> Result<Option<[String; 2]>, Problem> {
    let mut articles = files.clone().map(Articles::new);
    let mut removals = files.each_ref().map(|files| Removals::beside(files));
    comparison.has_reasons = removals.each_ref().map(Removals::are_known);
    let (mut firsts, mut is_related) = ([None, None], false);
    let next = |at: usize| {
        let document = articles[at].next_document()?;
        if let (None, Some(document)) = (&firsts[at], &document) {
            firsts[at] = Some(document.name.clone());
        }
        Ok(document)
    };
    join(next, |found| {
        match found {
            Found::InBoth(pair) => {
                is_related = true;
                let removals = removals_of(&mut removals, &pair[0].name)?;
                comparison.add_pair(&pair, &removals);
            }
            Found::Alone(at, document) => {
                let removals = removals_of(&mut removals, &document.name)?;
                // The other run has read it too, and removed all of it.
                is_related |= !removals[1 - at].is_empty();
                comparison.add_alone(at, &document, &removals);
            }
        }
        Ok(())
    })?;
    let [Some(a), Some(b)] = firsts else { return Ok(None) };
    Ok((!is_related).then_some([a, b]))
}

/// Compares why lines went that both runs removed, also of documents without an article.
fn compare_reasons(files: &[Vec<PathBuf>; 2], comparison: &mut Comparison) -> Result<(), Problem> {
    if comparison.has_reasons != [true; 2] {
        return Ok(());
    }
    let mut removals = files.each_ref().map(|files| Removals::beside(files));
    join(
        |at| removals[at].next_document(),
        |found| {
            if let Found::InBoth(pair) = found {
                comparison.add_reasons(&pair);
            }
            Ok(())
        },
    )
}

impl Named for Document {
    fn name(&self) -> &str {
        &self.name
    }

    fn bytes(&self) -> usize {
        self.bytes
    }
}

impl Named for Removed {
    fn name(&self) -> &str {
        &self.name
    }

    fn bytes(&self) -> usize {
        self.bytes()
    }
}

fn removals_of(sides: &mut [Removals; 2], name: &str) -> Result<[Vec<rows::Removal>; 2], Problem> {
    let [a, b] = sides;
    Ok([a.of(name)?, b.of(name)?])
}
