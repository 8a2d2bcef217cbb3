//! An article as it is written in each form.

use std::borrow::Cow;
use std::ops::Range;

use copydesk::export::{NewsArticle, NinjsItem};
use copydesk::{Article, Caption, Note};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::args::choices::To;
use crate::input::Document;
use crate::input::cleaned::Marks;
use crate::input::page_head::PageHead;
use crate::output::spreadsheet;

/// An article with the name of the document that it is from, what else its record said, and the
/// encoding that it was in.
#[derive(Serialize)]
struct Row<'a> {
    source: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<Page<'a>>,
    #[serde(flatten)]
    article: &'a Article,
}

/// What the head of the HTML says, or the record in fields that were named, and what of the article
/// is from it.
#[derive(Clone, Copy, Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    head: &'a PageHead,
    #[serde(flatten)]
    marks: &'a Marks,
}

/// A row of a table: the text as a corpus has it, and all fields but the paragraphs, which are the
/// parts of the text between blank lines: twice they would take twice the room and time.
#[derive(Serialize)]
struct TableRow<'a> {
    text: String,
    id: &'a str,
    source: Cow<'a, str>,
    record: Option<&'a str>,
    encoding: Option<&'static str>,
    headline: Option<&'a str>,
    headline_count: u32,
    alternative_headlines: &'a [String],
    description: Option<&'a str>,
    key_points: &'a [String],
    byline: Option<&'a str>,
    authors: &'a [String],
    dateline: Option<&'a str>,
    dates: &'a [String],
    sections: &'a [String],
    captions: &'a [Caption],
    notes: &'a [Note],
    keywords: &'a [String],
    related: &'a [String],
    span: &'a Range<usize>,
}

/// A row of a corpus: every row has the same keys, as loaders of data sets want it.
#[derive(Serialize)]
struct CorpusRow<'a> {
    text: String,
    id: &'a str,
    metadata: Metadata<'a>,
}

/// What is known of an article beside its text.
#[derive(Serialize)]
struct Metadata<'a> {
    source: &'a Value,
    record: Option<&'a RawValue>,
    encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<Page<'a>>,
    headline: Option<&'a str>,
    description: Option<&'a str>,
    key_points: &'a [String],
    byline: Option<&'a str>,
    authors: &'a [String],
    dateline: Option<&'a str>,
    dates: &'a [String],
    sections: &'a [String],
    captions: &'a [Caption],
    notes: &'a [Note],
    keywords: &'a [String],
}

/// The article in the form `to`, without what comes between two articles.
pub(crate) fn written(
    to: To,
    document: &Document,
    article: &Article,
    marks: &Marks,
) -> serde_json::Result<String> {
    let page = document.head.as_deref().map(|head| Page { head, marks });
    match to {
        To::Jsonl => serde_json::to_string(&row(document, page, article)),
        // No string of JSON holds a line end of its own, so only the layout is moved.
        To::Json => {
            Ok(serde_json::to_string_pretty(&row(document, page, article))?.replace('\n', "\n  "))
        }
        To::Text => Ok(article.to_string()),
        To::Csv => Ok(spreadsheet::article(&document.source, article)),
        To::Ninjs => serde_json::to_string(&NinjsItem::from(article)),
        To::JsonLd => serde_json::to_string(&NewsArticle::from(article)),
        To::Parquet => serde_json::to_string(&table_row(document, article)),
        To::Rows => serde_json::to_string(&corpus_row(document, page, article)),
    }
}

fn row<'a>(document: &'a Document, page: Option<Page<'a>>, article: &'a Article) -> Row<'a> {
    Row {
        source: &document.source,
        record: document.record.as_deref(),
        encoding: document.encoding,
        page,
        article,
    }
}

fn table_row<'a>(document: &'a Document, article: &'a Article) -> TableRow<'a> {
    let name = document.source.as_str().map(Cow::Borrowed);
    TableRow {
        text: article.to_string(),
        source: name.unwrap_or_else(|| document.source.to_string().into()),
        record: document.record.as_deref().map(RawValue::get),
        encoding: document.encoding,
        id: &article.id,
        headline: article.headline.as_deref(),
        headline_count: article.headline_count,
        alternative_headlines: &article.alternative_headlines,
        description: article.description.as_deref(),
        key_points: &article.key_points,
        byline: article.byline.as_deref(),
        authors: &article.authors,
        dateline: article.dateline.as_deref(),
        dates: &article.dates,
        sections: &article.sections,
        captions: &article.captions,
        notes: &article.notes,
        keywords: &article.keywords,
        related: &article.related,
        span: &article.span,
    }
}

fn corpus_row<'a>(
    document: &'a Document,
    page: Option<Page<'a>>,
    article: &'a Article,
) -> CorpusRow<'a> {
    let metadata = Metadata {
        source: &document.source,
        record: document.record.as_deref(),
        encoding: document.encoding,
        page,
        headline: article.headline.as_deref(),
        description: article.description.as_deref(),
        key_points: &article.key_points,
        byline: article.byline.as_deref(),
        authors: &article.authors,
        dateline: article.dateline.as_deref(),
        dates: &article.dates,
        sections: &article.sections,
        captions: &article.captions,
        notes: &article.notes,
        keywords: &article.keywords,
    };
    CorpusRow { text: article.to_string(), id: &article.id, metadata }
}
