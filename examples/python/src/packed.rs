//! Articles as batches keep them: in one piece each. Of a batch of 100 MB, the strings and lists of
//! an article, each with room of its own, would take a fifth of the batch more.

use copydesk::Article;
use pyo3::prelude::*;

use crate::record::{Located, Record as _};
use crate::span::{Places, Span};

/// An article in one piece. It is read anew for each field: what was read once is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed {
    bytes: Box<[u8]>,
    places: Places,
}

impl Packed {
    /// An article of `input`.
    pub(crate) fn new(article: &Article, input: &[u8]) -> Self {
        Self::with_places(article, Places::of(input, article.spans()))
    }

    /// An article of a document whose spans are known.
    pub(crate) fn with_places(article: &Article, places: Places) -> Self {
        // Writing into memory never fails.
        let bytes = postcard::to_allocvec(article).unwrap_or_default();
        Self { bytes: bytes.into(), places }
    }

    /// Its bytes, and the places of its spans.
    pub(crate) fn into_parts(self) -> (Box<[u8]>, Places) {
        (self.bytes, self.places)
    }

    /// What [`into_parts`](Self::into_parts) gave.
    pub(crate) fn from_parts(bytes: Box<[u8]>, places: Places) -> Self {
        Self { bytes, places }
    }

    /// The article. Linear in its length.
    pub(crate) fn read(&self) -> Article {
        // What was written is read again.
        postcard::from_bytes(&self.bytes).unwrap_or_default()
    }

    pub(crate) fn span(&self) -> Span {
        self.places.span(&self.read().span)
    }

    pub(crate) fn to_json(&self) -> PyResult<String> {
        self.located().to_json()
    }

    pub(crate) fn pickled(&self) -> PyResult<(String, Vec<(usize, usize)>)> {
        self.located().pickled()
    }

    pub(crate) fn restored(json: &str, places: Vec<(usize, usize)>) -> PyResult<Self> {
        let restored = Located::<Article>::restored(json, places)?;
        Ok(Self::with_places(&restored.value, restored.places))
    }

    pub(crate) fn shown(&self, class: &str) -> String {
        self.located().shown(class)
    }

    fn located(&self) -> Located<Article> {
        Located { value: self.read(), places: self.places.clone() }
    }
}
