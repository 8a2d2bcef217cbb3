//! A document that was cleaned, with what its record or its page fills.

use copydesk::{Article, Cleaned, Cleaner};
use serde::Serialize;

use crate::input::Document;
use crate::input::title::{self, Titled};

/// What became of a document.
#[derive(Debug)]
pub(crate) struct CleanedDocument {
    /// The articles, with what was filled, and what was left out.
    pub(crate) cleaned: Cleaned,
    /// For each article, what is not of the text.
    pub(crate) marks: Vec<Marks>,
}

/// What of an article is not of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Marks {
    /// The fields that the text left empty, and the headline that was replaced.
    pub(crate) filled: Vec<&'static str>,
    /// The other headline that the text prints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) replaced_headline: Option<String>,
}

impl CleanedDocument {
    /// Cleans a document, and fills the article that it is about from what its record says, or its
    /// page of HTML.
    pub(crate) fn new(cleaner: &Cleaner, document: &Document) -> Self {
        let titled = title::clean(cleaner, &document.text, document.title.as_deref());
        let Titled { mut cleaned, article, is_filled, replaced } = titled;
        let mut marks = vec![Marks::default(); cleaned.articles.len()];
        let about =
            article.and_then(|at| Some((cleaned.articles.get_mut(at)?, marks.get_mut(at)?)));
        if let (Some((article, marks)), Some(head)) = (about, &document.head) {
            marks.filled.extend(is_filled.then_some("headline"));
            marks.replaced_headline = replaced;
            let names = |article: &Article, byline: &str| authors(cleaner, article, byline);
            marks.filled.extend(head.fill(article, names));
        }
        Self { cleaned, marks }
    }
}

/// The names in a byline: as it is read below a headline, or else what stands between commas.
fn authors(cleaner: &Cleaner, article: &Article, byline: &str) -> Vec<String> {
    let headline = article.headline.as_deref().unwrap_or_default();
    let body = article.paragraphs.first().map_or("", String::as_str);
    let text = format!("{headline}\n\n{byline}\n\n{body}");
    let article = cleaner.clean(&text).articles.into_iter().next();
    let read = article.filter(|article| article.byline.as_deref() == Some(byline));
    read.map(|article| article.authors)
        .filter(|authors| !authors.is_empty())
        .unwrap_or_else(|| byline.split(", ").map(str::to_owned).collect())
}
