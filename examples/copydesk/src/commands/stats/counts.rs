//! The counts, and their tables.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use copydesk::{Cleaned, Role};
use serde::Serialize;
use serde_json::Value;

use crate::input::Document;
use crate::input::identity;
use crate::output::failures::Failures;
use crate::output::printable;
use crate::output::summary::Summary;

/// Longest line that may belong to a page, in bytes.
const LONGEST_LINE: usize = 120;
/// Different lines that are counted; those that come later are not, so that memory has a bound.
const MOST_LINES: usize = 1_000_000;
/// Fields with the language in corpora of web pages and in crawls, where the named one is not there.
const LANGUAGES: [&str; 2] = ["language", "WARC-Identified-Content-Language"];
/// Columns of a line in a table.
const LINE_COLUMNS: usize = 60;

/// Counts over documents.
#[derive(Debug, Default)]
pub(super) struct Counts {
    total: Summary,
    languages: BTreeMap<String, Summary>,
    sources: BTreeMap<String, Summary>,
    lines: HashMap<(String, String), Line>,
}

/// How often a short line stands in documents as one thing.
#[derive(Debug, Clone, Serialize)]
struct Line {
    text: String,
    /// What it was taken for: a reason for removals, `kept: paragraph` and the like for what
    /// stayed.
    what: String,
    documents: u64,
    /// A document that it is in.
    example: String,
}

/// The largest counts.
#[derive(Debug, Serialize)]
pub(super) struct Stats {
    total: Summary,
    languages: Vec<(String, Summary)>,
    sources: Vec<(String, Summary)>,
    /// Lines that were removed, in most documents first.
    removed_lines: Vec<Line>,
    /// Short lines that stayed and are in several documents: what a new entry of a word list, or
    /// --artifact, would remove.
    kept_lines: Vec<Line>,
}

/// What one document adds to the counts.
#[derive(Debug)]
pub(super) struct Counted {
    summary: Summary,
    language: String,
    publisher: String,
    name: String,
    /// Short lines, each with what it was taken for.
    lines: BTreeSet<(String, String)>,
}

/// Where records say what is counted apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a> {
    pub(super) language: &'a str,
    pub(super) publisher: Option<&'a str>,
}

impl Counted {
    /// What a document adds.
    pub(super) fn new(document: &Document, cleaned: &Cleaned, fields: Fields<'_>) -> Self {
        let kept = cleaned.kept.iter().filter(|kept| may_be_of_the_page(kept.role));
        let kept = kept.map(|kept| (kept.text(&document.text), format!("kept: {}", kept.role)));
        let removed = cleaned.removals.iter();
        let removed = removed.map(|it| (it.text(&document.text), it.reason.to_string()));
        let lines = kept.chain(removed).filter_map(|(text, what)| {
            let line = text.trim();
            let is_short = line.len() <= LONGEST_LINE && !line.contains('\n');
            is_short.then(|| (line.to_owned(), what))
        });
        Self {
            summary: Summary::of(document, cleaned),
            language: language(document, fields.language),
            publisher: identity::publisher_of(document, fields.publisher)
                .unwrap_or_else(|| "unknown".to_owned()),
            name: document
                .source
                .as_str()
                .map_or_else(|| document.source.to_string(), str::to_owned),
            lines: lines.collect(),
        }
    }
}

impl Counts {
    /// Counts a document.
    pub(super) fn add(&mut self, counted: Counted) {
        let Counted { summary, language, publisher, name, lines } = counted;
        self.total.extend(&summary);
        self.languages.entry(language).or_default().extend(&summary);
        self.sources.entry(publisher).or_default().extend(&summary);
        for line in lines {
            self.count_line(line, &name);
        }
    }

    /// Adds what failed.
    pub(super) fn add_failures(&mut self, failures: &Failures) {
        self.total.failures = failures.clone();
    }

    fn count_line(&mut self, key: (String, String), example: &str) {
        if let Some(line) = self.lines.get_mut(&key) {
            line.documents += 1;
        } else if self.lines.len() < MOST_LINES {
            let (text, what) = key.clone();
            self.lines.insert(key, Line { text, what, documents: 1, example: example.to_owned() });
        }
    }

    /// The `count` largest of each.
    pub(super) fn top(self, count: usize) -> Stats {
        let (kept, removed): (Vec<_>, Vec<_>) =
            self.lines.into_values().partition(|line| line.what.starts_with("kept"));
        let again = kept.into_iter().filter(|line| line.documents > 1).collect();
        Stats {
            total: self.total,
            languages: most_documents(self.languages, count),
            sources: most_documents(self.sources, count),
            removed_lines: most_lines(removed, count),
            kept_lines: most_lines(again, count),
        }
    }
}

/// What the record says of its language, or the page.
fn language(document: &Document, field: &str) -> String {
    let record: Option<Value> =
        document.record.as_ref().and_then(|record| serde_json::from_str(record.get()).ok());
    let said = record
        .as_ref()
        .and_then(|record| [field].iter().chain(&LANGUAGES).find_map(|field| record.get(*field)));
    let of_page = || document.head.as_ref()?.lang.as_deref();
    said.and_then(Value::as_str).or_else(of_page).unwrap_or("unknown").to_owned()
}

/// Whether lines of a role may be what a page prints around every text.
fn may_be_of_the_page(role: Role) -> bool {
    matches!(role, Role::Paragraph | Role::Section | Role::Keyword | Role::Related)
        || role.note_kind().is_some()
}

fn most_documents(counts: BTreeMap<String, Summary>, count: usize) -> Vec<(String, Summary)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, summary)| Reverse(summary.documents));
    counts.truncate(count);
    counts
}

fn most_lines(mut lines: Vec<Line>, count: usize) -> Vec<Line> {
    lines.sort_by(|left, right| {
        (Reverse(left.documents), &left.text, &left.what).cmp(&(
            Reverse(right.documents),
            &right.text,
            &right.what,
        ))
    });
    lines.truncate(count);
    lines
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.total)?;
        write_sums(f, "language", &self.languages)?;
        write_sums(f, "source", &self.sources)?;
        write_lines(f, "removed line", &self.removed_lines)?;
        write_lines(f, "kept line that comes again", &self.kept_lines)
    }
}

fn write_sums(
    f: &mut fmt::Formatter<'_>,
    heading: &str,
    sums: &[(String, Summary)],
) -> fmt::Result {
    writeln!(f, "\n documents   articles       kept    removed  {heading}")?;
    for (name, sum) in sums {
        let Summary { documents, articles, bytes_kept, bytes_removed, .. } = sum;
        writeln!(
            f,
            "{documents:10} {articles:10} {bytes_kept:10} {bytes_removed:10}  {}",
            printable::cut(name, LINE_COLUMNS)
        )?;
    }
    Ok(())
}

fn write_lines(f: &mut fmt::Formatter<'_>, heading: &str, lines: &[Line]) -> fmt::Result {
    writeln!(f, "\n documents  {:24}  {heading}, and a document that has it", "taken for")?;
    for Line { text, what, documents, example } in lines {
        let (text, example) =
            (printable::cut(text, LINE_COLUMNS), printable::cut(example, LINE_COLUMNS));
        writeln!(f, "{documents:10}  {what:24}  {text}  [{example}]")?;
    }
    Ok(())
}
