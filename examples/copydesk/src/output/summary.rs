//! What happened in a run, counted.

use std::collections::BTreeMap;
use std::fmt;

use copydesk::{Cleaned, Reason};
use serde::{Deserialize, Serialize};

use crate::input::Document;
use crate::output::failures::Failures;
use crate::output::problem;

/// Counts of documents, articles and removals, and what failed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// Documents that were cleaned.
    pub(crate) documents: u64,
    /// Articles that they held.
    pub(crate) articles: u64,
    /// Documents with text in which no article was found.
    #[serde(default)]
    pub(crate) without_article: u64,
    /// Bytes of the documents that are in articles.
    pub(crate) bytes_kept: u64,
    /// Bytes of the documents that are in none, but for white space.
    pub(crate) bytes_removed: u64,
    /// Removals by reason.
    pub(crate) removals: BTreeMap<String, u64>,
    /// What failed.
    #[serde(flatten)]
    pub(crate) failures: Failures,
}

impl Summary {
    /// The counts of one document.
    pub(crate) fn of(document: &Document, cleaned: &Cleaned) -> Self {
        let mut counts = BTreeMap::<Reason, u64>::new();
        for removal in &cleaned.removals {
            *counts.entry(removal.reason).or_default() += 1;
        }
        Self {
            documents: 1,
            articles: cleaned.articles.len() as u64,
            without_article: u64::from(cleaned.articles.is_empty() && !document.is_blank()),
            bytes_kept: cleaned.kept.iter().map(|kept| kept.span.len() as u64).sum(),
            bytes_removed: cleaned.removals.iter().map(|it| it.span.len() as u64).sum(),
            removals: counts.into_iter().map(|(why, count)| (why.to_string(), count)).collect(),
            failures: Failures::default(),
        }
    }

    /// Adds what another summary counted.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.documents += other.documents;
        self.articles += other.articles;
        self.without_article += other.without_article;
        self.bytes_kept += other.bytes_kept;
        self.bytes_removed += other.bytes_removed;
        for (reason, count) in &other.removals {
            match self.removals.get_mut(reason) {
                Some(sum) => *sum += count,
                None => drop(self.removals.insert(reason.clone(), *count)),
            }
        }
        self.failures.extend(&other.failures);
    }

    /// Says on standard error how many documents gave nothing, if any did.
    pub(crate) fn note_without_article(&self) {
        let Self { documents, without_article, .. } = self;
        if *without_article > 0 {
            problem::note(&format!(
                "no article was found in {without_article} of {documents} documents; --explain says why"
            ));
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { documents, articles, bytes_kept, bytes_removed, removals, failures, .. } = self;
        write!(
            f,
            "documents: {documents}; articles: {articles}; bytes kept: {bytes_kept}, removed: {bytes_removed}"
        )?;
        if self.without_article > 0 {
            write!(f, "; documents without an article: {}", self.without_article)?;
        }
        write!(f, "; failures: {}", failures.count)?;
        for (reason, count) in removals {
            write!(f, "\n{count:10}  {reason}")?;
        }
        Ok(())
    }
}
