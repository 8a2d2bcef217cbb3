//! Opens a file and gives its documents, one in memory at a time.

pub(crate) mod cleaned;
#[cfg(feature = "parquet")]
pub(crate) mod columns;
pub(crate) mod compression;
pub(crate) mod crawl;
pub(crate) mod encoding;
pub(crate) mod folder;
pub(crate) mod format;
pub(crate) mod head_fields;
#[cfg(feature = "html")]
pub(crate) mod html;
#[cfg(not(feature = "html"))]
#[path = "no_html.rs"]
pub(crate) mod html;
mod html_encoding;
mod http;
pub(crate) mod identity;
pub(crate) mod json_values;
pub(crate) mod kind;
pub(crate) mod mend;
pub(crate) mod page_head;
mod record_items;
pub mod records;
mod rest;
pub(crate) mod rules;
mod stdin;
pub(crate) mod stream;
pub(crate) mod table;
mod title;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::iter;
use std::path::Path;

use encoding_rs::Encoding;
use indicatif::ProgressBar;
use serde_json::Value;
use serde_json::value::RawValue;

use self::crawl::{Body, Page, Pages};
use self::format::Format;
use self::head_fields::HeadFields;
use self::json_values::Objects;
use self::page_head::PageHead;
use self::record_items::RecordItems;
#[cfg(feature = "parquet")]
use self::records::Defect;
use self::records::{Fault, Fields, Record, Records};
use self::table::Rows;
use crate::args::InputArguments;
use crate::args::choices::{Contents, HtmlReading};
use crate::output::problem::Problem;

/// One text to clean.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The record's id, a string or a number; the page's address; or the file's name.
    pub(crate) source: Value,
    /// A JSON object with what else the record says, where it says more.
    pub(crate) record: Option<Box<RawValue>>,
    /// The character encoding that the text was in, where that was not UTF-8.
    pub(crate) encoding: Option<&'static str>,
    /// The text; perhaps not valid UTF-8.
    pub(crate) text: Vec<u8>,
    /// How HTML is read that the text still is, or how the text was made of it.
    pub(crate) reading: Option<HtmlReading>,
    /// The title that the record says, in a field that was named.
    pub(crate) title: Option<String>,
    /// What the record, in fields that were named, or the page of HTML says of its article.
    pub(crate) head: Option<Box<PageHead>>,
    /// It is all that its file holds.
    is_file: bool,
    /// It was a page of HTML that held something, be a text in it or not.
    was_page: bool,
}

impl Document {
    /// The document with the text that is made of its HTML, where it is HTML. Takes time: it is for
    /// the threads that clean.
    pub(crate) fn rendered(self) -> Self {
        let Some(reading) = self.reading else { return self };
        let was_page = !self.is_blank();
        let page = html::rendered(&String::from_utf8_lossy(&self.text), reading);
        let head = Box::new(self.head.unwrap_or_default().or(page.head));
        let text = page.text.into_bytes();
        Self { text, reading: Some(page.reading), head: Some(head), was_page, ..self }
    }

    /// Whether there is nothing but white space, and never was more.
    pub(crate) fn is_blank(&self) -> bool {
        !self.was_page && String::from_utf8_lossy(&self.text).trim().is_empty()
    }
}

/// What is found in a file.
#[derive(Debug)]
pub(crate) enum Item {
    /// A document.
    Document(Document),
    /// A record or a file that cannot be read.
    Failure(Problem),
    /// What is to be said on standard error in its turn.
    Note(String),
}

impl Item {
    /// Whether it is a record, readable or not.
    pub(crate) fn is_record(&self) -> bool {
        match self {
            Self::Document(_) => true,
            Self::Failure(problem) => problem.is_of_record(),
            Self::Note(_) => false,
        }
    }
}

/// What a file holds, in order.
pub(crate) type Items = Box<dyn Iterator<Item = Item>>;

/// The documents of the file at `path`; `-` is standard input. `progress` hears of the bytes of a
/// file as they are read.
pub(crate) fn open(
    path: &Path,
    arguments: &InputArguments,
    progress: &ProgressBar,
) -> Result<Items, Problem> {
    let file = path.display().to_string();
    let reader =
        reader_of(path, progress).map_err(|error| Problem::Open { file: file.clone(), error })?;
    let unreadable = |error| Problem::Read { file: file.clone(), error };
    let (head, reader) = format::peek(compression::unpacked(reader).map_err(unreadable)?);
    let format = format_of(path, &head, arguments)?;
    if !html::IS_READ && (format == Format::Html || arguments.html_field.is_some()) {
        return Err(Problem::NoHtml { file });
    }
    let items = match format {
        #[cfg(feature = "parquet")]
        Format::Columns(kind) => {
            let rows = columns::open(path, reader, kind, progress).map_err(unreadable)?;
            items_of_rows(rows, file.clone(), arguments)
        }
        _ => {
            Opened { file: file.clone(), head, reader: Box::new(reader), arguments }.items(&format)
        }
    };
    Ok(Box::new(Watched { items, file, has_given: false, kept_back: None }))
}

/// The format that was asked for, or that is found out. What is no text is a problem.
fn format_of(path: &Path, head: &[u8], arguments: &InputArguments) -> Result<Format, Problem> {
    let file = || path.display().to_string();
    let found = match arguments.from {
        Contents::Text => return Ok(Format::Text),
        Contents::Jsonl => return Ok(Format::Jsonl),
        Contents::Json => return Ok(Format::Json),
        Contents::Csv => return Ok(Format::Csv),
        Contents::Warc => return Ok(Format::Warc),
        Contents::Html => return Ok(Format::Html),
        Contents::Auto => format::detect(head, &arguments.text_field),
    };
    let is_called_page = is_called(path, &["html", "htm", "xhtml"]);
    match found {
        Format::Other(kind) if is_called_page && kind.extension() == "xml" => Ok(Format::Html),
        Format::Other(kind) => Err(Problem::NoText { file: file(), kind }),
        Format::Csv => Err(Problem::Table { file: file() }),
        Format::Text if is_called_page => Ok(Format::Html),
        Format::Text if is_called(path, &["csv", "tsv"]) => Err(Problem::Table { file: file() }),
        found => Ok(found),
    }
}

/// Whether the name of a file ends with one of these.
fn is_called(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// A file whose first line is known.
struct Opened<'a> {
    file: String,
    head: Vec<u8>,
    reader: Box<dyn BufRead>,
    arguments: &'a InputArguments,
}

impl Opened<'_> {
    fn items(self, format: &Format) -> Items {
        let (declared, longest) = (self.arguments.encoding, self.arguments.max_record);
        let reading = self.arguments.html;
        let file = self.file.clone();
        match format {
            Format::Jsonl | Format::Json | Format::Csv => self.records(format),
            Format::Warc => {
                let fields = HeadFields::of(self.arguments);
                Box::new(Pages::new(self.reader, longest).map(move |page| match page {
                    Ok(page) => {
                        let head = fields.read(&page.fields).map(Box::new);
                        let title = head.as_ref().and_then(|head| head.title.clone());
                        let document = document_of_page(page, &file, declared, reading);
                        Item::Document(Document { title, head, ..document })
                    }
                    Err(fault) => Item::Failure(problem_of_page(fault, &file)),
                }))
            }
            Format::Html => {
                let reader = self.reader;
                Box::new(iter::once_with(move || match bytes_of(reader, &file, longest) {
                    Ok(page) => {
                        let source = Value::String(file);
                        let document = document_of_html(page, source, declared, reading);
                        Item::Document(Document { is_file: true, ..document })
                    }
                    Err(problem) => Item::Failure(problem),
                }))
            }
            _ => {
                let reader = self.reader;
                Box::new(iter::once_with(move || whole(reader, file, declared, longest)))
            }
        }
    }

    /// Each record of the file as a document.
    fn records(self, format: &Format) -> Items {
        let Self { file, head, mut reader, arguments } = self;
        let fields = fields_of(arguments);
        let longest = arguments.max_record;
        let encoding = arguments.encoding.or_else(|| encoding::utf16_of(&head));
        let encoding = encoding.filter(|encoding| *encoding != encoding_rs::UTF_8);
        if let Some(encoding) = encoding {
            reader = encoding::transcoded(reader, encoding);
        }
        let records: Box<dyn Iterator<Item = Result<Record, Fault>>> = match format {
            Format::Csv => {
                Box::new(Rows::new(reader, &encoding::head_in_utf8(&head), fields, longest))
            }
            Format::Json => Box::new(Objects::new(reader, longest).map(move |object| {
                let (line, object) = object?;
                mend::read(&object, line, &fields).map(json_values::compacted)
            })),
            _ => Box::new(
                Records::new(reader, fields).reading_with(mend::read).with_longest(longest),
            ),
        };
        let encoding = encoding.map(Encoding::name);
        Box::new(RecordItems::new(records, arguments, file).in_encoding(encoding))
    }
}

/// The fields of a record with its id, and its text or its page.
fn fields_of(arguments: &InputArguments) -> Fields {
    let (text, text_flag) = match &arguments.html_field {
        Some(field) => (field, "--html-field"),
        None => (&arguments.text_field, "--text-field"),
    };
    let fields = Fields::new(&arguments.id_field, text, text_flag);
    Fields { head: HeadFields::of(arguments), ..fields }
}

/// Each row of columns as a document.
#[cfg(feature = "parquet")]
fn items_of_rows(rows: columns::Rows, file: String, arguments: &InputArguments) -> Items {
    let fields = fields_of(arguments);
    if let Some(columns) = rows.columns_without(&fields.text) {
        let defect = Defect::NoColumn { field: fields.text, flag: fields.text_flag, columns };
        return Box::new(iter::once(Item::Failure(Problem::Record { file, line: 1, defect })));
    }
    let records = Records::new(rows, fields).with_longest(arguments.max_record);
    Box::new(RecordItems::new(records, arguments, file))
}

/// The items of a file, which says so where it holds nothing.
struct Watched {
    items: Items,
    file: String,
    has_given: bool,
    /// What comes behind a note.
    kept_back: Option<Item>,
}

impl Iterator for Watched {
    type Item = Item;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.kept_back.take().or_else(|| self.items.next());
        let is_nothing = match &next {
            None => true,
            Some(Item::Document(document)) => document.is_file && document.is_blank(),
            Some(_) => false,
        };
        if is_nothing && !self.has_given {
            (self.has_given, self.kept_back) = (true, next);
            return Some(Item::Note(format!("{}: is empty", self.file)));
        }
        self.has_given = true;
        next
    }
}

/// What the file at `path` holds; `-` is standard input.
pub(crate) fn reader_of(path: &Path, progress: &ProgressBar) -> io::Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(progress.wrap_read(stdin::open()))));
    }
    Ok(Box::new(BufReader::new(progress.wrap_read(File::open(path)?))))
}

/// The whole file as one document.
fn whole(
    reader: Box<dyn BufRead>,
    file: String,
    declared: Option<&'static Encoding>,
    longest: usize,
) -> Item {
    let bytes = match bytes_of(reader, &file, longest) {
        Ok(bytes) => bytes,
        Err(problem) => return Item::Failure(problem),
    };
    let (text, encoding) = encoding::decoded(bytes, declared);
    let source = Value::String(file);
    Item::Document(Document { source, encoding, text, is_file: true, ..Document::default() })
}

/// All that a file holds.
fn bytes_of(reader: Box<dyn BufRead>, file: &str, longest: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    if let Err(error) = reader.take(longest as u64 + 1).read_to_end(&mut bytes) {
        return Err(Problem::Read { file: file.to_owned(), error });
    }
    if bytes.len() > longest {
        return Err(Problem::TooLong { file: file.to_owned(), most: longest });
    }
    Ok(bytes)
}

/// A page of HTML, in UTF-8. Its encoding is the one that is declared, or that of its byte order
/// mark, or named in it, or guessed.
fn document_of_html(
    page: Vec<u8>,
    source: Value,
    declared: Option<&'static Encoding>,
    reading: HtmlReading,
) -> Document {
    let named = declared.or_else(|| html_encoding::of_meta(&page));
    let (text, encoding) = encoding::decoded(page, named);
    Document { source, encoding, text, reading: Some(reading), ..Document::default() }
}

fn document_of_page(
    page: Page,
    file: &str,
    declared: Option<&'static Encoding>,
    reading: HtmlReading,
) -> Document {
    let source = page.address.unwrap_or_else(|| format!("{file}: record {}", page.number));
    let source = Value::String(source);
    let record = serde_json::value::to_raw_value(&page.fields).ok();
    match page.body {
        Body::Text(text) => {
            let (text, encoding) = encoding::decoded(text, declared);
            Document { source, record, encoding, text, ..Document::default() }
        }
        Body::Html(response) => {
            let declared = declared.or(response.encoding);
            let html = document_of_html(response.html, source, declared, reading);
            Document { record, ..html }
        }
    }
}

fn problem_of_page(fault: crawl::Fault, file: &str) -> Problem {
    let file = file.to_owned();
    match fault.defect {
        crawl::Defect::Read(error) => {
            let words = format!(
                "{error}; record {} at byte {} is not complete",
                fault.number, fault.offset
            );
            Problem::Read { file, error: io::Error::new(error.kind(), words) }
        }
        crawl::Defect::NoPages { count: 0 } => Problem::NoRecord { file },
        crawl::Defect::NoPages { count } => Problem::NoPages { file, count },
        _ => Problem::Page { file, fault },
    }
}
