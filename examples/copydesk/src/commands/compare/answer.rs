//! The counts of a comparison, and how they are written.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::difference::{self, Change, Kind};
use super::rows::{Document, Removal, Removed};
use crate::output::printable;

/// Columns of a text in a table.
const TEXT_COLUMNS: usize = 72;
/// Longest text of an example, in bytes, roughly: examples are held until the end.
const LONGEST_EXAMPLE: usize = 400;
/// Names of changes that are counted apart, so that memory has a bound whatever the rows hold; what
/// `clean` writes has some hundreds at most.
const MOST_CHANGES: usize = 10_000;

/// Documents by the runs that have articles of them.
#[derive(Debug, Default, Serialize)]
pub(super) struct Documents {
    pub(super) both: u64,
    only_a: u64,
    only_b: u64,
}

/// Articles by what became of them.
#[derive(Debug, Default, Serialize)]
struct Articles {
    same: u64,
    changed: u64,
    gone: u64,
    added: u64,
}

/// A change as it is shown.
#[derive(Debug, Serialize)]
struct Example {
    document: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<String>,
}

/// How often something happened.
#[derive(Debug, Default)]
struct Count {
    count: u64,
    examples: Vec<Example>,
}

/// What differs between two runs.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    most_examples: usize,
    /// Of which run it is known what was removed.
    pub(super) has_reasons: [bool; 2],
    pub(super) documents: Documents,
    articles: Articles,
    gone: Count,
    added: Count,
    /// Changes of lines, by kind and by what the line was and is.
    changes: BTreeMap<(Kind, String, String), Count>,
}

impl Comparison {
    /// Nothing is compared yet; so many examples of each change are kept.
    pub(super) fn new(most_examples: usize) -> Self {
        Self { most_examples, ..Self::default() }
    }

    /// Adds a document of which both runs have articles.
    pub(super) fn add_pair(&mut self, documents: &[Document; 2], removals: &[Vec<Removal>; 2]) {
        self.documents.both += 1;
        let [a, b] = documents;
        let pairs = difference::pairs(&a.articles, &b.articles);
        for (left, right) in &pairs.both {
            let (left, right) = (&a.articles[*left], &b.articles[*right]);
            if left == right {
                self.articles.same += 1;
                continue;
            }
            self.articles.changed += 1;
            for field in difference::other_fields(left, right) {
                let [text, now] = [left, right].map(|of| value(of.get(&field)));
                let now = Some(now);
                let change =
                    Change { kind: Kind::OtherField, from: field.clone(), to: field, text, now };
                self.add_change(&a.name, change);
            }
        }
        self.add_articles(a, &pairs.gone, false);
        self.add_articles(b, &pairs.added, true);
        let lines = documents.each_ref().map(lines);
        for change in difference::changes(lines, removals) {
            self.add_change(&a.name, change);
        }
    }

    /// Adds a document of which one run alone has articles: the first (0) or the second (1).
    pub(super) fn add_alone(
        &mut self,
        at: usize,
        document: &Document,
        removals: &[Vec<Removal>; 2],
    ) {
        let is_added = at == 1;
        *(if is_added { &mut self.documents.only_b } else { &mut self.documents.only_a }) += 1;
        let all: Vec<usize> = (0..document.articles.len()).collect();
        self.add_articles(document, &all, is_added);
        let mut sides = [Vec::new(), Vec::new()];
        sides[at] = lines(document);
        for change in difference::changes(sides, removals) {
            self.add_change(&document.name, change);
        }
    }

    /// Adds what was removed of a document of which both runs removed something.
    pub(super) fn add_reasons(&mut self, removed: &[Removed; 2]) {
        let removals = removed.each_ref().map(|removed| &*removed.removals);
        for change in difference::other_reasons(removals) {
            self.add_change(&removed[0].name, change);
        }
    }

    fn add_articles(&mut self, document: &Document, indexes: &[usize], is_added: bool) {
        for index in indexes {
            let Some(article) = document.articles.get(*index) else { continue };
            let first = difference::lines(article).into_iter().next();
            let text = first.map(|line| line.text).unwrap_or_default();
            let most = self.most_examples;
            let (count, articles) = if is_added {
                (&mut self.added, &mut self.articles.added)
            } else {
                (&mut self.gone, &mut self.articles.gone)
            };
            *articles += 1;
            count.add(most, &document.name, &text, None);
        }
    }

    fn add_change(&mut self, document: &str, change: Change) {
        let Change { kind, from, to, text, now } = change;
        let is_full = self.changes.len() >= MOST_CHANGES;
        let mut key = (kind, from, to);
        if is_full && !self.changes.contains_key(&key) {
            key = (kind, "other".to_owned(), "other".to_owned());
        }
        let most = self.most_examples;
        self.changes.entry(key).or_default().add(most, document, &text, now.as_deref());
    }

    /// Whether nothing differs.
    pub(super) fn is_same(&self) -> bool {
        let Articles { changed, gone, added, .. } = self.articles;
        changed + gone + added == 0 && self.changes.is_empty()
    }
}

impl Count {
    fn add(&mut self, most: usize, document: &str, text: &str, now: Option<&str>) {
        self.count += 1;
        if self.examples.len() < most {
            let now = now.map(begin);
            self.examples.push(Example { document: begin(document), text: begin(text), now });
        }
    }
}

/// The beginning of a long text.
fn begin(text: &str) -> String {
    if text.len() <= LONGEST_EXAMPLE {
        return text.to_owned();
    }
    text[..text.floor_char_boundary(LONGEST_EXAMPLE)].to_owned() + "…"
}

fn lines(document: &Document) -> Vec<difference::Line> {
    document.articles.iter().flat_map(difference::lines).collect()
}

fn value(value: Option<&Value>) -> String {
    value.map_or_else(|| "null".to_owned(), Value::to_string)
}

/// A change in the answer as JSON.
#[derive(Serialize)]
struct ChangeRow<'a> {
    kind: Kind,
    from: &'a str,
    to: &'a str,
    count: u64,
    examples: &'a [Example],
}

#[derive(Serialize)]
struct ArticlesRow<'a> {
    #[serde(flatten)]
    counts: &'a Articles,
    gone_examples: &'a [Example],
    added_examples: &'a [Example],
}

impl Serialize for Comparison {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows: Vec<_> = self
            .changes
            .iter()
            .map(|((kind, from, to), Count { count, examples })| ChangeRow {
                kind: *kind,
                from,
                to,
                count: *count,
                examples,
            })
            .collect();
        let articles = ArticlesRow {
            counts: &self.articles,
            gone_examples: &self.gone.examples,
            added_examples: &self.added.examples,
        };
        let mut row = serializer.serialize_struct("Comparison", 4)?;
        row.serialize_field("same", &self.is_same())?;
        row.serialize_field("documents", &self.documents)?;
        row.serialize_field("articles", &articles)?;
        row.serialize_field("changes", &rows)?;
        row.end()
    }
}

impl Kind {
    fn heading(self) -> &'static str {
        match self {
            Self::NowRemoved => "lines that A keeps and B removes",
            Self::NowKept => "lines that A removes and B keeps",
            Self::OtherRole => "lines that are kept as something else",
            Self::OtherReason => "lines that are removed for another reason",
            Self::OtherText => "lines with other words in the same place",
            Self::OtherField => "fields that are no lines",
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Documents { both, only_a, only_b } = &self.documents;
        writeln!(
            f,
            "documents with articles in both: {both}; in A alone: {only_a}; in B alone: {only_b}"
        )?;
        let Articles { same, changed, gone, added } = &self.articles;
        writeln!(
            f,
            "articles the same: {same}; changed: {changed}; in A alone: {gone}; in B alone: {added}"
        )?;
        for (heading, count) in
            [("articles in A alone", &self.gone), ("articles in B alone", &self.added)]
        {
            if count.count > 0 {
                writeln!(f, "\n{heading}\n{:8}", count.count)?;
                count.examples.iter().try_for_each(|example| example.write(f))?;
            }
        }
        let mut last = None;
        for ((kind, from, to), count) in &self.changes {
            if last.replace(kind) != Some(kind) {
                writeln!(f, "\n{}", kind.heading())?;
            }
            let (from, to) = (printable::visible(from), printable::visible(to));
            let what = if from == to { from } else { format!("{from} -> {to}") };
            writeln!(f, "{:8}  {what}", count.count)?;
            count.examples.iter().try_for_each(|example| example.write(f))?;
        }
        self.write_unknown(f)
    }
}

impl Comparison {
    /// Says where it is not known why lines went.
    fn write_unknown(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_same() || self.has_reasons == [true; 2] {
            return Ok(());
        }
        let whose = match self.has_reasons {
            [true, false] => "B",
            [false, true] => "A",
            _ => "A and B",
        };
        writeln!(
            f,
            "\nno file of removals is beside {whose}, so why lines went there is not known: `none`;\nwrite it with --removals, called old.removals.jsonl beside old.jsonl, or with --with-removals"
        )
    }
}

impl Example {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let document = printable::cut(&self.document, TEXT_COLUMNS);
        writeln!(f, "          {document}")?;
        writeln!(f, "            {}", printable::cut(&self.text, TEXT_COLUMNS))?;
        if let Some(now) = &self.now {
            writeln!(f, "         -> {}", printable::cut(now, TEXT_COLUMNS))?;
        }
        Ok(())
    }
}
