//! What differs between the articles of a document in two runs.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::rows::Removal;

/// Fields with a line or a list of lines, and what such a line is called.
const ROLES: [(&str, &str); 12] = [
    ("headline", "headline"),
    ("alternative_headlines", "alternative_headline"),
    ("description", "description"),
    ("key_points", "key_point"),
    ("byline", "byline"),
    ("authors", "author"),
    ("dateline", "dateline"),
    ("dates", "date"),
    ("sections", "section"),
    ("paragraphs", "paragraph"),
    ("keywords", "keyword"),
    ("related", "related"),
];
/// Shortest text, in bytes, that is looked for inside of others: shorter ones are in many.
const SHORTEST_PART: usize = 12;
/// How many of the next lines of a role are compared with one: more would take time without a bound,
/// and what is far away is another text.
const NEXT: usize = 8;
/// Texts of a document that are looked into for parts of lines, so that time has a bound.
const MOST_PARTS: usize = 1_000_000;
/// Fields that say nothing beside lines: what they are made of differs too.
const DERIVED: [&str; 2] = ["id", "record"];

type Article = Map<String, Value>;

/// A line of an article: what it is and what it says, without the white space between words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Line {
    pub(super) role: String,
    pub(super) text: String,
}

/// What became of a line in the other run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// It was kept and is removed, or is nowhere.
    NowRemoved,
    /// It was removed, or was nowhere, and is kept.
    NowKept,
    /// It is kept as something else.
    OtherRole,
    /// It is removed for another reason.
    OtherReason,
    /// A line of the same kind with other words stands for it.
    OtherText,
    /// A field that is no line.
    OtherField,
}

/// A change of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) kind: Kind,
    /// What it was, a role or a reason; `none` where no record names it.
    pub(super) from: String,
    /// What it is now.
    pub(super) to: String,
    pub(super) text: String,
    /// The text now, where that is another one.
    pub(super) now: Option<String>,
}

/// How the articles of a document correspond.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// Indexes into both.
    pub(super) both: Vec<(usize, usize)>,
    pub(super) gone: Vec<usize>,
    pub(super) added: Vec<usize>,
}

/// Pairs articles that are equal, then those that lie in the same place of the text.
pub(super) fn pairs(a: &[Article], b: &[Article]) -> Pairs {
    let mut free: Vec<usize> = (0..b.len()).collect();
    let mut found = Pairs::default();
    let mut rest = Vec::new();
    let mut by_id = HashMap::<&str, Vec<usize>>::new();
    for (index, article) in b.iter().enumerate().rev() {
        by_id.entry(id_of(article)).or_default().push(index);
    }
    for (index, article) in a.iter().enumerate() {
        match by_id.get_mut(id_of(article)).and_then(Vec::pop) {
            Some(other) => found.both.push((index, other)),
            None => rest.push(index),
        }
    }
    let mut is_taken = vec![false; b.len()];
    found.both.iter().for_each(|(_, other)| is_taken[*other] = true);
    free.retain(|index| !is_taken[*index]);
    // Spans of one document are in order and disjoint, so both are gone through once.
    let mut others = free.into_iter().peekable();
    for index in rest {
        let (start, end) = span_of(&a[index]);
        while let Some(before) = others.next_if(|other| span_of(&b[*other]).1 <= start) {
            found.added.push(before);
        }
        match others.next_if(|other| span_of(&b[*other]).0 < end) {
            Some(other) => found.both.push((index, other)),
            None => found.gone.push(index),
        }
    }
    found.added.extend(others);
    found.both.sort_unstable();
    found
}

fn id_of(article: &Article) -> &str {
    article.get("id").and_then(Value::as_str).unwrap_or_default()
}

fn span_of(article: &Article) -> (u64, u64) {
    let end = |name| article.get("span").and_then(|span| span.get(name)).and_then(Value::as_u64);
    (end("start").unwrap_or(0), end("end").unwrap_or(u64::MAX))
}

/// The lines of an article.
pub(super) fn lines(article: &Article) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |role: &str, text: &Value| {
        let text = text.as_str().map(normalized).filter(|text| !text.is_empty());
        lines.extend(text.map(|text| Line { role: role.to_owned(), text }));
    };
    for (field, role) in ROLES {
        for text in values(article.get(field)) {
            add(role, text);
        }
    }
    for caption in values(article.get("captions")) {
        add("caption", caption.get("text").unwrap_or(&Value::Null));
        add("credit", caption.get("credit").unwrap_or(&Value::Null));
    }
    for note in values(article.get("notes")) {
        let kind = note.get("kind").and_then(Value::as_str).unwrap_or("note");
        add(kind, note.get("text").unwrap_or(&Value::Null));
    }
    lines
}

fn values(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}

fn normalized(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What became of the lines of a document. Linear in their number, but for the texts that no record
/// names to the letter, which are looked for in those that are left.
pub(super) fn changes(lines: [Vec<Line>; 2], removals: &[Vec<Removal>; 2]) -> Vec<Change> {
    let [mut a, mut b] = lines;
    drop_common(&mut a, &mut b);
    let mut changes = Vec::new();
    for gone in move_same_text(&mut a, &mut b) {
        changes.push(gone);
    }
    for other in other_texts(&mut a, &mut b) {
        changes.push(other);
    }
    let change = |kind, from: &str, to: &str, text: &str| Change {
        kind,
        from: from.to_owned(),
        to: to.to_owned(),
        text: text.to_owned(),
        now: None,
    };
    let [removed_a, removed_b] = removals.each_ref().map(|removals| Reasons::new(removals));
    for Line { role, text } in &a {
        changes.push(change(Kind::NowRemoved, role, removed_b.of(text), text));
    }
    for Line { role, text } in &b {
        changes.push(change(Kind::NowKept, removed_a.of(text), role, text));
    }
    changes
}

/// The lines of a document that both runs removed, for other reasons.
pub(super) fn other_reasons(removals: [&[Removal]; 2]) -> Vec<Change> {
    let [a, b] = removals.map(Reasons::new);
    let differing = a.differing(&b).into_iter();
    differing
        .map(|(text, from, to)| Change {
            kind: Kind::OtherReason,
            from: from.to_owned(),
            to: to.to_owned(),
            text: text.to_owned(),
            now: None,
        })
        .collect()
}

/// Leaves in both what the other has not, as often as it has it not.
fn drop_common(a: &mut Vec<Line>, b: &mut Vec<Line>) {
    let mut counts = HashMap::<Line, usize>::new();
    for line in b.iter() {
        *counts.entry(line.clone()).or_default() += 1;
    }
    let mut common = HashMap::<Line, usize>::new();
    a.retain(|line| match counts.get_mut(line).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            *common.entry(line.clone()).or_default() += 1;
            false
        }
        None => true,
    });
    b.retain(|line| match common.get_mut(line).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    });
}

/// Takes out the lines with the same text that are something else in the other run.
fn move_same_text(a: &mut Vec<Line>, b: &mut Vec<Line>) -> Vec<Change> {
    let mut by_text = HashMap::<String, Vec<usize>>::new();
    for (index, line) in b.iter().enumerate().rev() {
        by_text.entry(line.text.clone()).or_default().push(index);
    }
    let (mut changes, mut is_taken) = (Vec::new(), vec![false; b.len()]);
    a.retain(|line| {
        let Some(index) = by_text.get_mut(&line.text).and_then(Vec::pop) else { return true };
        is_taken[index] = true;
        changes.push(Change {
            kind: Kind::OtherRole,
            from: line.role.clone(),
            to: b[index].role.clone(),
            text: line.text.clone(),
            now: None,
        });
        false
    });
    let mut is_taken = is_taken.into_iter();
    b.retain(|_| !is_taken.next().unwrap_or(false));
    changes
}

/// Takes out the lines of one role that stand in about the same place and share half of their words:
/// one text, read otherwise.
fn other_texts(a: &mut Vec<Line>, b: &mut Vec<Line>) -> Vec<Change> {
    let mut by_role = BTreeMap::<String, Vec<usize>>::new();
    for (index, line) in b.iter().enumerate().rev() {
        by_role.entry(line.role.clone()).or_default().push(index);
    }
    let (mut changes, mut is_taken) = (Vec::new(), vec![false; b.len()]);
    a.retain(|line| {
        let Some(others) = by_role.get_mut(&line.role) else { return true };
        let first = others.len().saturating_sub(NEXT);
        let is_alike = |index: &usize| are_alike(&line.text, &b[*index].text);
        let Some(at) = others[first..].iter().rposition(is_alike) else { return true };
        let index = others.remove(first + at);
        is_taken[index] = true;
        changes.push(Change {
            kind: Kind::OtherText,
            from: line.role.clone(),
            to: line.role.clone(),
            text: line.text.clone(),
            now: Some(b[index].text.clone()),
        });
        false
    });
    let mut is_taken = is_taken.into_iter();
    b.retain(|_| !is_taken.next().unwrap_or(false));
    changes
}

fn are_alike(a: &str, b: &str) -> bool {
    let mut counts = HashMap::<&str, usize>::new();
    for word in a.split(' ') {
        *counts.entry(word).or_default() += 1;
    }
    let total = a.split(' ').count().max(b.split(' ').count());
    let mut common = 0;
    for word in b.split(' ') {
        if let Some(count) = counts.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    common * 2 >= total
}

/// Why texts were removed.
struct Reasons<'r> {
    texts: Vec<(String, &'r str)>,
    by_text: HashMap<String, Vec<&'r str>>,
    parts_left: Cell<usize>,
}

impl<'r> Reasons<'r> {
    fn new(removals: &'r [Removal]) -> Self {
        let texts: Vec<_> =
            removals.iter().map(|it| (normalized(&it.text), it.reason.as_str())).collect();
        let mut by_text = HashMap::<String, Vec<&str>>::new();
        for (text, reason) in &texts {
            by_text.entry(text.clone()).or_default().push(reason);
        }
        Self { texts, by_text, parts_left: Cell::new(MOST_PARTS) }
    }

    /// Why a text was removed, alone or as part of a longer one, or in parts; `none` where no record
    /// names it.
    fn of(&self, text: &str) -> &'r str {
        let exact = self.by_text.get(text).and_then(|reasons| reasons.first().copied());
        let is_part = |(removed, _): &&(String, &str)| {
            (text.len() >= SHORTEST_PART && removed.contains(text))
                || (removed.len() >= SHORTEST_PART && text.contains(removed.as_str()))
        };
        let part = || {
            let left = self.parts_left.get().saturating_sub(self.texts.len());
            self.parts_left.set(left);
            self.texts.iter().take(left).find(is_part).map(|(_, reason)| *reason)
        };
        exact.or_else(part).unwrap_or("none")
    }

    /// Texts that both runs removed, as often, for other reasons.
    fn differing<'o>(&'o self, other: &'o Reasons<'r>) -> Vec<(&'o str, &'r str, &'r str)> {
        let mut differing = Vec::new();
        let mut texts: Vec<_> = self.by_text.keys().collect();
        texts.sort_unstable();
        for text in texts {
            let (Some(own), Some(others)) = (self.by_text.get(text), other.by_text.get(text))
            else {
                continue;
            };
            let (mut own, mut others) = (own.clone(), others.clone());
            own.sort_unstable();
            others.sort_unstable();
            let pairs = own.into_iter().zip(others).filter(|(from, to)| from != to);
            differing.extend(pairs.map(|(from, to)| (text.as_str(), from, to)));
        }
        differing
    }
}

/// The fields of two articles that differ and are no lines, or have the same lines.
pub(super) fn other_fields(a: &Article, b: &Article) -> Vec<String> {
    let has_same_lines = lines(a) == lines(b);
    let is_of_lines = |name: &str| {
        ROLES.iter().any(|(field, _)| *field == name) || matches!(name, "captions" | "notes")
    };
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    names
        .into_iter()
        .filter(|name| a.get(*name) != b.get(*name) && !DERIVED.contains(&name.as_str()))
        .filter(|name| has_same_lines || !is_of_lines(name))
        .cloned()
        .collect()
}
