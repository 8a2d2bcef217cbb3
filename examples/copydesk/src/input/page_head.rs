//! What a page of HTML says of itself, or a record of its article: it fills the fields that the text
//! leaves empty.

use copydesk::Article;
use serde::Serialize;

/// Title, author and date of an article, and where it is from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PageHead {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<String>,
    /// When it was published, as the page writes it for machines, or as the record has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) site: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lang: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
}

impl PageHead {
    /// This, and what `other` says beside it.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            author: self.author.or(other.author),
            published: self.published.or(other.published),
            modified: self.modified.or(other.modified),
            description: self.description.or(other.description),
            site: self.site.or(other.site),
            lang: self.lang.or(other.lang),
            url: self.url.or(other.url),
        }
    }

    /// Gives the article headline, byline, authors and dates where it has none, with the names that
    /// `authors` finds in the byline of the article, and says which fields that were.
    pub(crate) fn fill(
        &self,
        article: &mut Article,
        authors: impl FnOnce(&Article, &str) -> Vec<String>,
    ) -> Vec<&'static str> {
        let mut filled = Vec::new();
        if let Some(title) = self.title.as_ref().filter(|_| article.headline.is_none()) {
            article.headline = Some(title.clone());
            article.recompute_id();
            filled.push("headline");
        }
        if let Some(author) = self.author.as_ref().filter(|_| article.byline.is_none()) {
            article.byline = Some(author.clone());
            filled.push("byline");
            if article.authors.is_empty() {
                article.authors = authors(article, author);
                filled.push("authors");
            }
        }
        if let Some(published) = self.published.as_ref().filter(|_| article.dates.is_empty()) {
            article.dates.push(published.clone());
            filled.push("dates");
        }
        filled
    }
}
