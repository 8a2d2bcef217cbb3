//! IPTC ninjs 3.1, "News in JSON".

use serde::Serialize;

use super::{body_of, words_of};
use crate::article::{Article, Caption, Note, NoteKind};

/// A text in the shape of IPTC ninjs 3.1.
///
/// | ninjs | from the article |
/// |---|---|
/// | `uri` | [`id`](Article::id), which has the form of a URI |
/// | `headlines` | the headline in the role `main`, other wordings in the role `alternative` |
/// | `by` | the byline as printed |
/// | `people` | each of the [`authors`](Article::authors), with the relation `author` |
/// | `subjects` | the keywords, with the relation `keyword` |
/// | `copyrightNotice` | the notes of the kind [`Rights`](NoteKind::Rights), a line each |
/// | `descriptions` | the standfirst in the role `summary`, and the lines that ninjs has no place for, as printed: in the roles `key_point`, `dateline`, `date`, `section`, `related`, and the other notes in the role of their [kind](NoteKind) |
/// | `bodies` | one, of plain text: the paragraphs with blank lines between; none where there are no paragraphs |
/// | `associations` | a picture for each caption |
///
/// Left out: how often headline and captions were printed, and the span. The language is not known.
///
/// ```
/// use copydesk::export::NinjsItem;
///
/// let article = &copydesk::clean("Bridge opens\n\nThe bridge at Oakmouth opened on Friday after two years of work.\n")[0];
/// let item = serde_json::to_value(NinjsItem::from(article))?;
///
/// assert_eq!(item["uri"], article.id);
/// assert_eq!(item["bodies"][0]["wordCount"], 12);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NinjsItem<'a> {
    /// The article's content address.
    pub uri: &'a str,
    /// Always `text`.
    pub r#type: &'static str,
    /// Which standard this is.
    pub standard: NinjsStandard,
    /// The headline and its other wordings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headlines: Vec<NinjsText<'a>>,
    /// The byline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'a str>,
    /// The authors that the byline names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<NinjsConcept<'a>>,
    /// The keywords.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<NinjsConcept<'a>>,
    /// Copyright and terms of use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright_notice: Option<String>,
    /// The standfirst and other lines about the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<NinjsText<'a>>,
    /// The body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<NinjsBody>,
    /// The pictures whose captions the text has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub associations: Vec<NinjsPicture<'a>>,
}

/// Name and version of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NinjsStandard {
    /// Always `ninjs`.
    pub name: &'static str,
    /// Always `3.1`.
    pub version: &'static str,
    /// The address of the standard's schema.
    pub schema: &'static str,
}

/// A headline or a description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NinjsText<'a> {
    /// What the text is to the item.
    pub role: &'static str,
    /// Always `text/plain`.
    pub content_type: &'static str,
    /// The text.
    pub value: &'a str,
}

/// A person or a subject of which only the name is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NinjsConcept<'a> {
    /// The name, as printed.
    pub name: &'a str,
    /// What it is to the text: `author`, `keyword`.
    pub rel: &'static str,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NinjsBody {
    /// Always `main`.
    pub role: &'static str,
    /// Always `text/plain`.
    pub content_type: &'static str,
    /// Characters of the text.
    pub char_count: usize,
    /// Words of the text, by Unicode's default rules.
    pub word_count: usize,
    /// The text.
    pub value: String,
}

/// A picture of which only the caption is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NinjsPicture<'a> {
    /// The article's content address and the number of the caption.
    pub uri: String,
    /// `picture 1` and so on, in the order of the captions.
    pub name: String,
    /// Always `picture`.
    pub r#type: &'static str,
    /// The caption, where there is more than a credit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<NinjsText<'a>>,
    /// The credit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'a str>,
}

const STANDARD: NinjsStandard = NinjsStandard {
    name: "ninjs",
    version: "3.1",
    schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
};
const PLAIN: &str = "text/plain";

impl<'a> From<&'a Article> for NinjsItem<'a> {
    fn from(article: &'a Article) -> Self {
        let headline = article.headline.iter().map(text("main"));
        let alternatives = article.alternative_headlines.iter().map(text("alternative"));
        let descriptions = (article.description.iter().map(text("summary")))
            .chain(article.key_points.iter().map(text("key_point")))
            .chain(article.dateline.iter().map(text("dateline")))
            .chain(article.dates.iter().map(text("date")))
            .chain(article.sections.iter().map(text("section")))
            .chain(
                article
                    .notes
                    .iter()
                    .filter(|note| !is_rights(note))
                    .map(|note| text(note.kind.as_str())(&note.text)),
            )
            .chain(article.related.iter().map(text("related")));
        let rights: Vec<&str> = article
            .notes
            .iter()
            .filter(|note| is_rights(note))
            .map(|note| note.text.as_str())
            .collect();
        Self {
            uri: &article.id,
            r#type: "text",
            standard: STANDARD,
            headlines: headline.chain(alternatives).collect(),
            by: article.byline.as_deref(),
            people: article.authors.iter().map(concept("author")).collect(),
            subjects: article.keywords.iter().map(concept("keyword")).collect(),
            copyright_notice: (!rights.is_empty()).then(|| rights.join("\n")),
            descriptions: descriptions.collect(),
            bodies: body(article).into_iter().collect(),
            associations: (1..)
                .zip(&article.captions)
                .map(|(number, caption)| picture(&article.id, number, caption))
                .collect(),
        }
    }
}

fn is_rights(note: &Note) -> bool {
    note.kind == NoteKind::Rights
}

fn concept<'a>(rel: &'static str) -> impl Fn(&'a String) -> NinjsConcept<'a> {
    move |name| NinjsConcept { name, rel }
}

fn text<'a>(role: &'static str) -> impl Fn(&'a String) -> NinjsText<'a> {
    move |value| NinjsText { role, content_type: PLAIN, value }
}

fn body(article: &Article) -> Option<NinjsBody> {
    if article.paragraphs.is_empty() {
        return None;
    }
    let value = body_of(article);
    Some(NinjsBody {
        role: "main",
        content_type: PLAIN,
        char_count: value.chars().count(),
        word_count: words_of(&value),
        value,
    })
}

fn picture<'a>(id: &str, number: usize, caption: &'a Caption) -> NinjsPicture<'a> {
    NinjsPicture {
        uri: format!("{id}#picture-{number}"),
        name: format!("picture {number}"),
        r#type: "picture",
        descriptions: Some(&caption.text)
            .filter(|caption| !caption.is_empty())
            .map(text("caption"))
            .into_iter()
            .collect(),
        by: caption.credit.as_deref(),
    }
}
