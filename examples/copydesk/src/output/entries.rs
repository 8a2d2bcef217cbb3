//! What the library recorded of a document, kept and removed together, in the order of the text.

use std::borrow::Cow;
use std::ops::Range;

use copydesk::{Cleaned, Kept, Removal};
use memchr::memchr_iter;

/// A span of the text: in an article or not.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Entry<'a> {
    /// In an article.
    Kept(&'a Kept),
    /// In no article.
    Removed(&'a Removal),
}

/// All spans of a text in order.
#[derive(Debug)]
pub(crate) struct Entries<'a> {
    text: &'a [u8],
    entries: Vec<Entry<'a>>,
}

impl<'a> Entry<'a> {
    /// Bytes of the text.
    pub(crate) fn span(&self) -> &'a Range<usize> {
        match self {
            Self::Kept(kept) => &kept.span,
            Self::Removed(removal) => &removal.span,
        }
    }

    /// Line of the text, from 1.
    pub(crate) fn line(&self) -> usize {
        match self {
            Self::Kept(kept) => kept.line,
            Self::Removed(removal) => removal.line,
        }
    }

    /// What stands there.
    pub(crate) fn text(&self, text: &'a [u8]) -> Cow<'a, str> {
        match self {
            Self::Kept(kept) => kept.text(text),
            Self::Removed(removal) => removal.text(text),
        }
    }
}

impl<'a> Entries<'a> {
    /// What became of `text`.
    pub(crate) fn new(text: &'a [u8], cleaned: &'a Cleaned) -> Self {
        let kept = cleaned.kept.iter().map(Entry::Kept);
        let removed = cleaned.removals.iter().map(Entry::Removed);
        let mut entries: Vec<_> = kept.chain(removed).collect();
        entries.sort_by_key(|entry| entry.span().start);
        Self { text, entries }
    }

    /// The spans in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Entry<'a>> {
        self.entries.iter().copied()
    }

    /// The line, from 1, that a span of the text begins in.
    pub(crate) fn line_of(&self, span: &Range<usize>) -> usize {
        let after = self.entries.partition_point(|entry| entry.span().start <= span.start);
        let (line, start) = match after.checked_sub(1).and_then(|index| self.entries.get(index)) {
            Some(entry) => (entry.line(), entry.span().start),
            None => (1, 0),
        };
        let between = self.text.get(start..span.start).unwrap_or_default();
        line + memchr_iter(b'\n', between).count()
    }
}
