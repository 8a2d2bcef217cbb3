//! Opens a file and gives its documents, one in memory at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::iter;
use std::path::Path;

use indicatif::ProgressBar;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::arguments::InputArguments;
use crate::choices::Contents;
use crate::compression;
use crate::crawl::{self, Page, Pages};
use crate::encoding;
use crate::format::{self, Format};
use crate::problem::{self, Problem};
use crate::records::{Fault, Fields, Record, Records};

/// One text to clean.
#[derive(Debug)]
pub(crate) struct Document {
    /// The record's id, a string or a number; the page's address; or the file's name.
    pub(crate) source: Value,
    /// A JSON object with what else the record says, where it says more.
    pub(crate) record: Option<Box<RawValue>>,
    /// The character encoding that the text was in, where that was not UTF-8.
    pub(crate) encoding: Option<&'static str>,
    /// The text; perhaps not valid UTF-8.
    pub(crate) text: Vec<u8>,
}

/// The documents of a file, in order.
pub(crate) type Documents = Box<dyn Iterator<Item = Result<Document, Problem>>>;

/// The documents of the file at `path`; `-` is standard input. `progress` hears of the bytes of a file as they are read.
pub(crate) fn open(
    path: &Path,
    arguments: &InputArguments,
    progress: &ProgressBar,
) -> Result<Documents, Problem> {
    let file = path.display().to_string();
    let reader =
        reader_of(path, progress).map_err(|error| Problem::Open { file: file.clone(), error })?;
    let reader = compression::unpacked(reader)
        .map_err(|error| Problem::Read { file: file.clone(), error })?;
    let (format, reader) = format_of(reader, arguments)
        .map_err(|error| Problem::Read { file: file.clone(), error })?;
    if format == Format::TextLikeJsonl {
        problem::note(&format!(
            "{file}: read as one text, though it begins with a JSON object: the object has no field `{}`; for JSON Lines name \
             the field with the text with --text-field",
            arguments.text_field
        ));
    }
    let declared = arguments.encoding;
    Ok(match format {
        Format::Jsonl => records(reader, file, arguments),
        Format::Warc => Box::new(Pages::new(reader).map(move |page| match page {
            Ok(page) => Ok(document_of_page(page, &file, declared)),
            Err(fault) => Err(problem_of_page(fault, &file)),
        })),
        Format::Text | Format::TextLikeJsonl => {
            Box::new(iter::once_with(move || whole(reader, file, declared)))
        }
    })
}

/// What the file at `path` holds; `-` is standard input.
pub(crate) fn reader_of(path: &Path, progress: &ProgressBar) -> io::Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    Ok(Box::new(BufReader::new(progress.wrap_read(File::open(path)?))))
}

fn format_of(
    reader: Box<dyn BufRead>,
    arguments: &InputArguments,
) -> io::Result<(Format, Box<dyn BufRead>)> {
    match arguments.from {
        Contents::Text => Ok((Format::Text, reader)),
        Contents::Jsonl => Ok((Format::Jsonl, reader)),
        Contents::Warc => Ok((Format::Warc, reader)),
        Contents::Auto => {
            let (format, reader) = format::detect(reader, &arguments.text_field)?;
            Ok((format, Box::new(reader)))
        }
    }
}

/// The whole file as one document.
fn whole(
    mut reader: Box<dyn BufRead>,
    file: String,
    declared: Option<&'static encoding_rs::Encoding>,
) -> Result<Document, Problem> {
    let mut bytes = Vec::new();
    if let Err(error) = reader.read_to_end(&mut bytes) {
        return Err(Problem::Read { file, error });
    }
    let (text, encoding) = encoding::decoded(bytes, declared);
    Ok(Document { source: Value::String(file), record: None, encoding, text })
}

/// Each record of the file as a document.
fn records(reader: Box<dyn BufRead>, file: String, arguments: &InputArguments) -> Documents {
    let fields = Fields { id: arguments.id_field.clone(), text: arguments.text_field.clone() };
    Box::new(Records::new(reader, fields).map(move |record| match record {
        Ok(record) => Ok(document(record, &file)),
        Err(Fault::Read(error)) => Err(Problem::Read { file: file.clone(), error }),
        Err(Fault::Line { line, defect }) => {
            Err(Problem::Record { file: file.clone(), line, defect })
        }
    }))
}

fn document(record: Record, file: &str) -> Document {
    let source = record.id.unwrap_or_else(|| Value::String(format!("{file}:{}", record.line)));
    let rest = record.rest.and_then(|rest| RawValue::from_string(rest).ok());
    Document { source, record: rest, encoding: None, text: record.text.into_bytes() }
}

fn document_of_page(
    page: Page,
    file: &str,
    declared: Option<&'static encoding_rs::Encoding>,
) -> Document {
    let source = page.address.unwrap_or_else(|| format!("{file}: record {}", page.number));
    let record = serde_json::value::to_raw_value(&page.fields).ok();
    let (text, encoding) = encoding::decoded(page.text, declared);
    Document { source: Value::String(source), record, encoding, text }
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
        _ => Problem::Page { file, fault },
    }
}
