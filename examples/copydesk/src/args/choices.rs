//! The choices that flags of the command line take.

use clap::ValueEnum;
use copydesk::{InputKind, Tolerance};

/// What the input files hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Contents {
    /// Found out from how the file begins: `warc`, `jsonl`, `json`, `html`, `text`, or Parquet and
    /// Arrow, where the tool was built with `--features parquet`. What is no text is an error, and
    /// so is a table
    Auto,
    /// Each file is one text
    Text,
    /// Each line is a JSON object with a text; its other fields come with each article, as `record`
    Jsonl,
    /// JSON objects in an array, one after another, or laid out over several lines; each is a
    /// record as with `jsonl`
    Json,
    /// A table with a header, separated by commas, semicolons or tabs: each row is a record whose
    /// fields are called by the header
    Csv,
    /// Records of a web crawl, such as a WET file of Common Crawl: those of the type `conversion`
    /// are texts, and pages of HTML in those of the type `response`
    Warc,
    /// Each file is one page of HTML
    Html,
}

/// What is read of a page of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HtmlReading {
    /// The title and the body that an extractor finds in the page; the whole page where it finds none
    Article,
    /// The whole page, in which the story is found as in any text of a page; what is left out is in
    /// the record
    Page,
}

/// How articles are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// One JSON object per line for each article: `source` (the id, URL or file), `record` (what
    /// else the record said) and `encoding` (where it was not UTF-8), then the article's fields
    Jsonl,
    /// One indented JSON array of the same objects
    Json,
    /// Headline and paragraphs, for people; two blank lines between articles
    Text,
    /// A table for spreadsheets, one row per article, whose columns are `source`, `id`, `headline`,
    /// `description`, `byline`, `dateline`, `dates` and `text`; an apostrophe stands before
    /// what a spreadsheet would take for a formula
    Csv,
    /// IPTC ninjs 3.1, one item per line; --provenance says where each is from
    Ninjs,
    /// A `NewsArticle` of schema.org, one JSON-LD object per line; --provenance says where each is
    /// from
    JsonLd,
    /// Rows of a corpus: one JSON object per line with `text`, `id` and `metadata`
    Rows,
    /// A Parquet file with a row for each article: `text` and `id`, then the fields of `jsonl` but
    /// the paragraphs as columns, with `record` as JSON. Where the tool was built with `--features parquet`
    Parquet,
}

/// What a text holds, see [`InputKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Found out from each text: a page has menus and other short lines in runs around its
    /// sentences
    #[value(alias = "unknown")]
    Detect,
    /// A whole page with one story
    Page,
    /// Exactly one article, such as extractors give: no page, and never split
    Article,
    /// One article or several, and no whole page
    Articles,
}

/// The levels of [`Tolerance`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// Only words without a fact of their own
    #[value(alias = "careful")]
    Low,
    /// Also one ordinary word in ten, in paragraphs of 20 words and more
    #[value(alias = "balanced")]
    Medium,
    /// Also one ordinary word in five
    #[value(alias = "aggressive")]
    High,
}

impl To {
    /// How the name of a file of this form ends.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => ".jsonl",
            Self::Json => ".json",
            Self::Text => ".txt",
            Self::Csv => ".csv",
            Self::Ninjs => ".ninjs.jsonl",
            Self::JsonLd => ".jsonld.jsonl",
            Self::Rows => ".rows.jsonl",
            Self::Parquet => ".parquet",
        }
    }
}

impl From<HtmlReading> for InputKind {
    fn from(reading: HtmlReading) -> Self {
        match reading {
            HtmlReading::Article => Self::Article,
            HtmlReading::Page => Self::Page,
        }
    }
}

impl From<Kind> for InputKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Detect => Self::Detect,
            Kind::Page => Self::Page,
            Kind::Article => Self::Article,
            Kind::Articles => Self::Articles,
        }
    }
}

impl From<Level> for Tolerance {
    fn from(level: Level) -> Self {
        match level {
            Level::Low => Self::Low,
            Level::Medium => Self::Medium,
            Level::High => Self::High,
        }
    }
}
