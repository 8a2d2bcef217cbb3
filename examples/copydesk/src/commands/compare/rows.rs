//! The rows of two runs: articles document by document, and what was removed of a document.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::vec;

use indicatif::ProgressBar;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::commands::bulk;
use crate::input;
use crate::input::compression;
use crate::input::folder;
use crate::input::format::{self, Format};
use crate::input::json_values::Objects;
use crate::input::records::{Defect, Fault};
use crate::output::problem::Problem;

/// Longest row in bytes; the articles of a longer text would be no rows to read.
const LONGEST: usize = 1 << 30;
/// Documents with removals that are read ahead while those of one are searched for: so many in a row
/// without an article, of a corpus of menus, lie between two with one.
const AHEAD: u64 = 1_000;
/// How names of compressed files end.
const COMPRESSED: [&str; 2] = [".gz", ".zst"];
/// Bytes of removals that are held for documents to come.
const HELD_BYTES: usize = 32 << 20;

/// The articles of a document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its id, as it is shown.
    pub(super) name: String,
    /// The rows as they were written, without the name.
    pub(super) articles: Vec<Map<String, Value>>,
    /// How much it holds, roughly: bytes of its rows.
    pub(super) bytes: usize,
}

/// A line that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Removal {
    pub(super) reason: String,
    pub(super) text: String,
}

/// What was removed of a document.
#[derive(Debug, Default)]
pub(super) struct Removed {
    pub(super) name: String,
    pub(super) removals: Vec<Removal>,
}

impl Removed {
    /// How much it holds, roughly.
    pub(super) fn bytes(&self) -> usize {
        self.name.len() + self.removals.iter().map(|removal| removal.text.len()).sum::<usize>()
    }
}

/// A row of the file of removals.
#[derive(Deserialize)]
struct RemovalRow {
    what: String,
    source: Value,
    text: String,
    #[serde(default)]
    reason: Option<String>,
}

/// The objects of a file, each with the line that it begins in.
type Found = Box<dyn Iterator<Item = Result<(usize, Vec<u8>), Fault>>>;

/// Objects of several files, each with the place where it stands and its length.
struct Rows {
    files: vec::IntoIter<PathBuf>,
    open: Option<(String, Found)>,
}

struct Row {
    file: String,
    line: usize,
    bytes: Vec<u8>,
}

/// The articles of a run.
pub(super) struct Articles {
    rows: Rows,
    next: Option<Article>,
}

struct Article {
    name: String,
    fields: Map<String, Value>,
    bytes: usize,
}

/// What was removed in a run, found by the names of documents.
pub(super) struct Removals {
    rows: Option<Rows>,
    /// The document that was begun.
    begun: Option<Removed>,
    /// The number of each document among those that were read, and what was removed of it.
    held: HashMap<String, (u64, Vec<Removal>)>,
    order: VecDeque<(String, usize)>,
    bytes: usize,
    /// How many documents were read, and which of them was found last.
    read: u64,
    found: u64,
    /// How many were not found since.
    missed: u64,
}

/// The files with the articles of a run, in order.
pub(super) fn files_of(path: &Path) -> Result<Vec<PathBuf>, Problem> {
    let is_named = |file: &PathBuf| file == path;
    folder::files_of(path)
        .into_iter()
        .filter(|file| {
            file.as_ref().map_or(true, |file| is_named(file) || !bulk::is_beside_articles(file))
        })
        .collect()
}

/// The file of removals beside a file of articles; either may be compressed.
fn beside(articles: &Path) -> Option<PathBuf> {
    let name = articles.file_name()?.to_str()?;
    let name = COMPRESSED.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let name = name.strip_suffix(".jsonl")?.to_owned() + bulk::REMOVALS;
    let names = [""].into_iter().chain(COMPRESSED).map(|end| format!("{name}{end}"));
    names.map(|name| articles.with_file_name(name)).find(|file| file.is_file())
}

impl Rows {
    fn new(files: Vec<PathBuf>) -> Self {
        Self { files: files.into_iter(), open: None }
    }

    fn read(&mut self) -> Result<Option<Row>, Problem> {
        loop {
            if let Some((file, objects)) = &mut self.open {
                match objects.next() {
                    Some(Ok((line, bytes))) => {
                        return Ok(Some(Row { file: file.clone(), line, bytes }));
                    }
                    Some(Err(Fault::Read(error))) => {
                        return Err(Problem::Read { file: file.clone(), error });
                    }
                    Some(Err(Fault::Line { line, defect })) => {
                        return Err(Problem::Record { file: file.clone(), line, defect });
                    }
                    None => self.open = None,
                }
            }
            let Some(path) = self.files.next() else { return Ok(None) };
            self.open = Some(open(&path)?);
        }
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

fn open(path: &Path) -> Result<(String, Found), Problem> {
    let file = path.display().to_string();
    let reader = input::reader_of(path, &ProgressBar::hidden())
        .map_err(|error| Problem::Open { file: file.clone(), error })?;
    let reader = compression::unpacked(reader)
        .map_err(|error| Problem::Read { file: file.clone(), error })?;
    let (head, reader) = format::peek(reader);
    match format::detect(&head, "text") {
        _ if head.trim_ascii().is_empty() => {}
        Format::Jsonl | Format::Json => {}
        _ => return Err(Problem::NoArticle { file, line: 1 }),
    }
    Ok((file, Box::new(Objects::new(reader, LONGEST))))
}

impl Articles {
    pub(super) fn new(files: Vec<PathBuf>) -> Self {
        Self { rows: Rows::new(files), next: None }
    }

    /// The next document with all its articles.
    pub(super) fn next_document(&mut self) -> Result<Option<Document>, Problem> {
        let Some(first) = self.article()? else { return Ok(None) };
        let Article { name, fields, mut bytes } = first;
        let mut articles = vec![fields];
        while let Some(article) = self.article()? {
            if article.name != name {
                self.next = Some(article);
                break;
            }
            bytes += article.bytes;
            articles.push(article.fields);
        }
        Ok(Some(Document { name, articles, bytes }))
    }

    fn article(&mut self) -> Result<Option<Article>, Problem> {
        if let Some(article) = self.next.take() {
            return Ok(Some(article));
        }
        self.rows.read()?.map(article_of).transpose()
    }
}

fn article_of(row: Row) -> Result<Article, Problem> {
    let Row { file, line, bytes } = row;
    let no_article = || Problem::NoArticle { file: file.clone(), line };
    let mut fields: Map<String, Value> =
        serde_json::from_slice(&bytes).map_err(|error| Problem::Record {
            file: file.clone(),
            line,
            defect: Defect::NotJson { below: 0, column: error.column(), reason: error.to_string() },
        })?;
    let is_article = fields.get("paragraphs").is_some_and(Value::is_array);
    let name = fields.remove("source").filter(|_| is_article).ok_or_else(no_article)?;
    Ok(Article { name: shown(&name), fields, bytes: bytes.len() })
}

/// An id as it is shown; a number and its digits are one.
fn shown(name: &Value) -> String {
    name.as_str().map_or_else(|| name.to_string(), str::to_owned)
}

impl Removals {
    /// Those in the files beside files of articles.
    pub(super) fn beside(files: &[PathBuf]) -> Self {
        let files: Vec<_> = files.iter().filter_map(|file| beside(file)).collect();
        Self {
            rows: (!files.is_empty()).then(|| Rows::new(files)),
            begun: None,
            held: HashMap::new(),
            order: VecDeque::new(),
            bytes: 0,
            read: 0,
            found: 0,
            missed: 0,
        }
    }

    /// Whether there are any files of removals.
    pub(super) fn are_known(&self) -> bool {
        self.rows.is_some()
    }

    /// What was removed of a document; nothing where no row names it nearby.
    pub(super) fn of(&mut self, name: &str) -> Result<Vec<Removal>, Problem> {
        while !self.held.contains_key(name) && self.read - self.found < AHEAD + self.missed {
            let Some(removed) = self.next_document()? else { break };
            self.hold(removed);
        }
        let Some((number, removals)) = self.held.remove(name) else {
            // A document of which nothing was removed; or it is further ahead, and a step nearer
            // each time.
            self.missed += 1;
            return Ok(Vec::new());
        };
        (self.found, self.missed) = (self.found.max(number), 0);
        Ok(removals)
    }

    fn hold(&mut self, removed: Removed) {
        let bytes = removed.bytes();
        let Removed { name, removals } = removed;
        self.bytes += bytes;
        self.order.push_back((name.clone(), bytes));
        self.read += 1;
        let held = self.held.entry(name).or_default();
        held.0 = self.read;
        held.1.extend(removals);
        while self.bytes > HELD_BYTES && self.order.len() > 1 {
            let Some((oldest, bytes)) = self.order.pop_front() else { break };
            self.bytes -= bytes;
            self.held.remove(&oldest);
        }
    }

    /// The next document of which something was removed.
    pub(super) fn next_document(&mut self) -> Result<Option<Removed>, Problem> {
        let Some(rows) = &mut self.rows else { return Ok(None) };
        for row in rows {
            let Row { file, line, bytes } = row?;
            let row: RemovalRow = serde_json::from_slice(&bytes)
                .map_err(|_| Problem::NoRemoval { file: file.clone(), line })?;
            let name = shown(&row.source);
            let removal = row.reason.filter(|_| row.what == "removal");
            let removal = removal.map(|reason| Removal { reason, text: row.text });
            match &mut self.begun {
                Some(begun) if begun.name == name => begun.removals.extend(removal),
                begun => {
                    let removals = removal.into_iter().collect();
                    let read = begun.replace(Removed { name, removals });
                    if read.is_some() {
                        return Ok(read);
                    }
                }
            }
        }
        Ok(self.begun.take())
    }
}
