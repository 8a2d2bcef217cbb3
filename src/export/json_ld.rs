//! schema.org `NewsArticle`, as JSON-LD.

use serde::Serialize;

use super::{body_of, words_of};
use crate::article::{Article, Caption};

/// A text as a `NewsArticle` of schema.org, in JSON-LD.
///
/// | schema.org | from the article |
/// |---|---|
/// | `@id`, `identifier` | [`id`](Article::id) |
/// | `headline`, `alternativeHeadline`, `description`, `dateline` | the same, as printed |
/// | `creditText` | the byline and the notes, as printed: schema.org's `author` would need the names alone |
/// | `articleSection` | the labels |
/// | `articleBody`, `wordCount` | the paragraphs with blank lines between, and their words |
/// | `image` | an `ImageObject` for each caption, with `caption` and `creditText` |
///
/// Left out: the dates, which schema.org wants in the form of ISO 8601, how often headline and captions were printed, and the
/// span.
///
/// ```
/// use copydesk::export::NewsArticle;
///
/// let article = &copydesk::clean("Bridge opens\n\nThe bridge at Oakmouth opened on Friday after two years of work.\n")[0];
/// let view = serde_json::to_value(NewsArticle::from(article))?;
///
/// assert_eq!(view["@type"], "NewsArticle");
/// assert_eq!(view["articleBody"], article.paragraphs[0]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NewsArticle<'a> {
    /// Always `https://schema.org`.
    #[serde(rename = "@context")]
    pub context: &'static str,
    /// Always `NewsArticle`.
    #[serde(rename = "@type")]
    pub r#type: &'static str,
    /// The article's content address.
    #[serde(rename = "@id")]
    pub id: &'a str,
    /// The article's content address.
    pub identifier: &'a str,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<&'a str>,
    /// Other wordings of the headline.
    #[serde(skip_serializing_if = "is_empty")]
    pub alternative_headline: &'a [String],
    /// The standfirst.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    /// Byline and notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub credit_text: Vec<&'a str>,
    /// Place and agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<&'a str>,
    /// Section and source lines.
    #[serde(skip_serializing_if = "is_empty")]
    pub article_section: &'a [String],
    /// The body.
    pub article_body: String,
    /// Words of the body, by Unicode's default rules.
    pub word_count: usize,
    /// The pictures whose captions the text has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub image: Vec<Image<'a>>,
}

/// A picture of which only the caption is known: an `ImageObject` of schema.org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Image<'a> {
    /// Always `ImageObject`.
    #[serde(rename = "@type")]
    pub r#type: &'static str,
    /// The caption, where there is more than a credit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<&'a str>,
    /// The credit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_text: Option<&'a str>,
}

impl<'a> From<&'a Article> for NewsArticle<'a> {
    fn from(article: &'a Article) -> Self {
        let article_body = body_of(article);
        Self {
            context: "https://schema.org",
            r#type: "NewsArticle",
            id: &article.id,
            identifier: &article.id,
            headline: article.headline.as_deref(),
            alternative_headline: &article.alternative_headlines,
            description: article.description.as_deref(),
            credit_text: article.byline.iter().chain(article.notes.iter().map(|note| &note.text)).map(String::as_str).collect(),
            dateline: article.dateline.as_deref(),
            article_section: &article.sections,
            word_count: words_of(&article_body),
            article_body,
            image: article.captions.iter().map(Image::from).collect(),
        }
    }
}

impl<'a> From<&'a Caption> for Image<'a> {
    fn from(caption: &'a Caption) -> Self {
        let text = Some(caption.text.as_str()).filter(|text| !text.is_empty());
        Self { r#type: "ImageObject", caption: text, credit_text: caption.credit.as_deref() }
    }
}

// Called by serde, which gives a reference to the field.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_empty(texts: &&[String]) -> bool {
    texts.is_empty()
}
