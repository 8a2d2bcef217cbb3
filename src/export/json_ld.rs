//! schema.org `NewsArticle`, as JSON-LD.

use serde::Serialize;

use super::{body_of, words_of};
use crate::article::{Article, Caption, NoteKind};

/// A text as a `NewsArticle` of schema.org, in JSON-LD.
///
/// | schema.org | from the article |
/// |---|---|
/// | `@id`, `identifier` | [`id`](Article::id) |
/// | `headline`, `alternativeHeadline`, `description`, `dateline` | the same, as printed |
/// | `abstract` | the key points |
/// | `author` | a `Person` for each of the [`authors`](Article::authors) |
/// | `creditText` | the byline and the notes, as printed, but for those of the next two rows |
/// | `correction` | the notes of the kind [`Correction`](NoteKind::Correction) |
/// | `copyrightNotice` | the notes of the kind [`Rights`](NoteKind::Rights) |
/// | `articleSection`, `keywords` | sections and keywords |
/// | `articleBody`, `wordCount` | the paragraphs with blank lines between, and their words |
/// | `image` | an `ImageObject` for each caption, with `caption` and `creditText` |
///
/// Left out: the dates, which schema.org wants in the form of ISO 8601, related headlines, which it
/// wants as links, how often headline and captions were printed, and the span.
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
    /// The key points.
    #[serde(skip_serializing_if = "is_empty")]
    pub r#abstract: &'a [String],
    /// The authors that the byline names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Person<'a>>,
    /// Byline and notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub credit_text: Vec<&'a str>,
    /// What was wrong in an earlier version.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correction: Vec<&'a str>,
    /// Copyright and terms of use.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copyright_notice: Vec<&'a str>,
    /// Place and agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<&'a str>,
    /// Section lines, breadcrumbs and source lines.
    #[serde(skip_serializing_if = "is_empty")]
    pub article_section: &'a [String],
    /// The items of tag lines.
    #[serde(skip_serializing_if = "is_empty")]
    pub keywords: &'a [String],
    /// The body.
    pub article_body: String,
    /// Words of the body, by Unicode's default rules.
    pub word_count: usize,
    /// The pictures whose captions the text has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub image: Vec<Image<'a>>,
}

/// An author of whom only the name is known: a `Person` of schema.org.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Person<'a> {
    /// Always `Person`.
    #[serde(rename = "@type")]
    pub r#type: &'static str,
    /// The name, as printed.
    pub name: &'a str,
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
            r#abstract: &article.key_points,
            author: article.authors.iter().map(|name| Person { r#type: "Person", name }).collect(),
            credit_text: article
                .byline
                .as_deref()
                .into_iter()
                .chain(notes(article, is_credit))
                .collect(),
            correction: notes(article, |kind| kind == NoteKind::Correction).collect(),
            copyright_notice: notes(article, |kind| kind == NoteKind::Rights).collect(),
            dateline: article.dateline.as_deref(),
            article_section: &article.sections,
            keywords: &article.keywords,
            word_count: words_of(&article_body),
            article_body,
            image: article.captions.iter().map(Image::from).collect(),
        }
    }
}

/// Whether schema.org has no property of its own for notes of a kind.
fn is_credit(kind: NoteKind) -> bool {
    !matches!(kind, NoteKind::Correction | NoteKind::Rights)
}

/// The notes of the kinds that are wanted.
fn notes(article: &Article, is_wanted: impl Fn(NoteKind) -> bool) -> impl Iterator<Item = &str> {
    article.notes.iter().filter(move |note| is_wanted(note.kind)).map(|note| note.text.as_str())
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
