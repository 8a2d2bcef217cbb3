//! What a page of HTML says of itself, which fills the fields that its text leaves empty.

use std::borrow::Cow;

use copydesk::Article;
use serde::Serialize;

/// Title, author and date of a page, and where it is from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct PageHead {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<String>,
    /// When it was published, as the page writes it for machines.
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

/// An article whose empty fields are filled.
#[derive(Debug)]
pub(crate) struct Filled<'a> {
    pub(crate) article: Cow<'a, Article>,
    /// The fields that were empty.
    pub(crate) fields: Vec<&'static str>,
}

impl PageHead {
    /// The article, with headline, byline, authors and dates of the page where it has none.
    pub(crate) fn fill<'a>(&self, article: &'a Article) -> Filled<'a> {
        let mut filled = Filled { article: Cow::Borrowed(article), fields: Vec::new() };
        if let Some(title) = self.title.as_ref().filter(|_| article.headline.is_none()) {
            let article = filled.field("headline");
            article.headline = Some(title.clone());
            article.recompute_id();
        }
        if let Some(author) = self.author.as_ref().filter(|_| article.byline.is_none()) {
            filled.field("byline").byline = Some(author.clone());
            if article.authors.is_empty() {
                filled.field("authors").authors = author.split(", ").map(str::to_owned).collect();
            }
        }
        if let Some(published) = self.published.as_ref().filter(|_| article.dates.is_empty()) {
            filled.field("dates").dates.push(published.clone());
        }
        filled
    }
}

impl Filled<'_> {
    fn field(&mut self, name: &'static str) -> &mut Article {
        self.fields.push(name);
        self.article.to_mut()
    }
}
