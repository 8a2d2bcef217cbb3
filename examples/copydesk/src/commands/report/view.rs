//! What the page shows of a document.

use std::collections::BTreeMap;
use std::ops::Range;

use copydesk::{Cleaned, Difference};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::input::Document;
use crate::output::block;
use crate::output::entries::{Entries, Entry as Span};
use crate::output::lesson;
use crate::output::printable::is_hidden;

/// Longest text, in bytes, whose words are compared with its twin's.
const LONGEST_COMPARED: usize = 20_000;

/// A document.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    name: Vec<Piece>,
    articles: Vec<Article>,
    /// What lines were taken for, with how many of each there are.
    groups: Vec<(String, usize)>,
    lines: Vec<Line>,
}

/// An article and the bytes of the document around it.
#[derive(Debug, Serialize)]
struct Article {
    headline: Option<Vec<Piece>>,
    kept: usize,
    removed: usize,
}

/// A line that is not blank, or that part of it that is of one kind. What it has nothing of is left
/// out: a page may have a million.
#[derive(Debug, Serialize)]
struct Line {
    number: usize,
    state: State,
    group: String,
    what: String,
    text: Vec<Piece>,
    /// Of the first line of a block of a page: why the block is not the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<String>,
    /// Index of the line that says the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    twin: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    measures: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<Vec<(u8, Vec<Piece>)>>,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Kept,
    Doubt,
    Removed,
}

/// Text to show as it is, or the number of a character that acts on a page or hides in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Piece {
    Text(String),
    Hidden(u32),
}

/// A span of the document and where its first line is among the lines.
struct Placed<'a> {
    span: Span<'a>,
    first: usize,
}

impl Entry {
    /// What became of a document.
    pub(super) fn new(document: &Document, cleaned: &Cleaned) -> Self {
        let entries = Entries::new(&document.text, cleaned);
        let mut placed = Vec::new();
        let mut lines = Vec::new();
        let mut last_block = None;
        for span in entries.iter() {
            let first = lines.len();
            placed.push(Placed { span, first });
            lines.extend(lines_of(span, &span.text(&document.text)));
            let opened = block::opened(span, cleaned, &mut last_block);
            if let (Some(line), Some(opened)) = (lines.get_mut(first), opened) {
                line.block = Some(block::description(opened));
            }
        }
        for Placed { span, first } in &placed {
            if let Some(line) = lines.get_mut(*first) {
                point_to_twin(line, *span, &placed, &document.text);
            }
        }
        let mut groups = BTreeMap::<&str, usize>::new();
        for line in &lines {
            *groups.entry(&line.group).or_default() += 1;
        }
        let groups = groups.into_iter().map(|(group, count)| (group.to_owned(), count)).collect();
        let name =
            document.source.as_str().map_or_else(|| document.source.to_string(), str::to_owned);
        Self { name: pieces(&name), articles: articles(cleaned, &entries), groups, lines }
    }
}

/// The articles with the bytes of their lines, and of the removed lines after each; what is before
/// all counts for the first.
fn articles(cleaned: &Cleaned, entries: &Entries<'_>) -> Vec<Article> {
    let headline = |article: &copydesk::Article| article.headline.as_deref().map(pieces);
    let mut articles: Vec<_> = cleaned
        .articles
        .iter()
        .map(|it| Article { headline: headline(it), kept: 0, removed: 0 })
        .collect();
    let mut current = 0;
    for span in entries.iter() {
        if let Span::Kept(kept) = span {
            current = kept.article;
        }
        let Some(article) = articles.get_mut(current) else { continue };
        match span {
            Span::Kept(kept) => article.kept += kept.span.len(),
            Span::Removed(removal) => article.removed += removal.span.len(),
        }
    }
    articles
}

/// A line for each line of the span that is not blank.
fn lines_of(span: Span<'_>, text: &str) -> Vec<Line> {
    let (state, group, what) = match span {
        Span::Kept(kept) => {
            let state = if kept.doubt.is_some() { State::Doubt } else { State::Kept };
            let role = kept.role;
            (state, format!("kept: {role}"), format!("article {}: {role}", kept.article + 1))
        }
        Span::Removed(removal) => {
            let reason = removal.reason;
            let lesson = removal
                .learned
                .map(|learned| format!(", {}", lesson::description(learned)))
                .unwrap_or_default();
            (State::Removed, format!("removed: {reason}"), format!("removed: {reason}{lesson}"))
        }
    };
    let numbered =
        (span.line()..).zip(text.split('\n').map(str::trim)).filter(|(_, line)| !line.is_empty());
    let line = |(number, text)| Line {
        number,
        state,
        group: group.clone(),
        what: what.clone(),
        text: pieces(text),
        block: None,
        twin: None,
        measures: String::new(),
        difference: None,
    };
    numbered.map(line).collect()
}

fn point_to_twin(line: &mut Line, span: Span<'_>, placed: &[Placed<'_>], text: &[u8]) {
    let (twin, similarity, difference) = match span {
        Span::Removed(removal) => (removal.kept.as_ref(), removal.similarity, removal.difference),
        Span::Kept(kept) => match &kept.doubt {
            Some(doubt) => (Some(&doubt.twin), Some(doubt.similarity), Some(doubt.difference)),
            None => (None, None, None),
        },
    };
    let Some(twin) = twin.and_then(|twin| find(twin, placed)) else { return };
    line.twin = Some(twin.first);
    line.measures = measures(similarity, difference);
    let (own, other) = (span.text(text), twin.span.text(text));
    if own != other && own.len().max(other.len()) <= LONGEST_COMPARED {
        line.difference = Some(differing(&own, &other));
    }
}

/// The span that holds the start of another.
fn find<'p, 'a>(twin: &Range<usize>, placed: &'p [Placed<'a>]) -> Option<&'p Placed<'a>> {
    let after = placed.partition_point(|placed| placed.span.span().start <= twin.start);
    placed.get(after.checked_sub(1)?)
}

fn measures(similarity: Option<f32>, difference: Option<Difference>) -> String {
    let similarity = similarity.map(|share| format!("; similarity {share:.2}"));
    let difference = difference.map(|class| format!("; difference: {class}"));
    similarity.unwrap_or_default() + &difference.unwrap_or_default()
}

/// The words of both texts in order: 0 of both, 1 of `own` alone, 2 of `other` alone.
fn differing(own: &str, other: &str) -> Vec<(u8, Vec<Piece>)> {
    let mut runs: Vec<(u8, String)> = Vec::new();
    for change in TextDiff::from_unicode_words(own, other).iter_all_changes() {
        let side = match change.tag() {
            ChangeTag::Equal => 0,
            ChangeTag::Delete => 1,
            ChangeTag::Insert => 2,
        };
        match runs.last_mut() {
            Some((last, text)) if *last == side => text.push_str(change.value()),
            _ => runs.push((side, change.value().to_owned())),
        }
    }
    runs.into_iter().map(|(side, text)| (side, pieces(&text))).collect()
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for character in text.chars() {
        match pieces.last_mut() {
            _ if is_hidden(character) && character != '\n' => {
                pieces.push(Piece::Hidden(character.into()));
            }
            Some(Piece::Text(text)) => text.push(character),
            _ => pieces.push(Piece::Text(character.to_string())),
        }
    }
    pieces
}
