//! Opens a file and gives its documents, one in memory at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::iter;
use std::path::Path;

use serde_json::Value;

use crate::arguments::{Contents, InputArguments};
use crate::format::{self, Format};
use crate::problem::{self, Problem};
use crate::records::{Fault, Fields, Record, Records};

/// One text to clean.
#[derive(Debug)]
pub(crate) struct Document {
    /// The record's id, a string or a number; or the file's name.
    pub(crate) source: Value,
    /// The text; perhaps not valid UTF-8.
    pub(crate) text: Vec<u8>,
}

/// The documents of a file, in order.
pub(crate) type Documents = Box<dyn Iterator<Item = Result<Document, Problem>>>;

/// The documents of the file at `path`; `-` is standard input.
pub(crate) fn open(path: &Path, arguments: &InputArguments) -> Result<Documents, Problem> {
    let file = path.display().to_string();
    let reader = reader_of(path).map_err(|error| Problem::Open { file: file.clone(), error })?;
    let (format, reader) = format_of(reader, arguments).map_err(|error| Problem::Read { file: file.clone(), error })?;
    if format == Format::TextLikeJsonl {
        problem::note(&format!(
            "{file}: read as one text, though it begins with a JSON object: the object has no field `{}`; for JSON Lines name \
             the field with the text with --text-field",
            arguments.text_field
        ));
    }
    Ok(match format {
        Format::Jsonl => records(reader, file, arguments),
        Format::Text | Format::TextLikeJsonl => Box::new(iter::once_with(move || whole(reader, file))),
    })
}

/// What the file at `path` holds; `-` is standard input.
pub(crate) fn reader_of(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

fn format_of(reader: Box<dyn BufRead>, arguments: &InputArguments) -> io::Result<(Format, Box<dyn BufRead>)> {
    match arguments.from {
        Contents::Text => Ok((Format::Text, reader)),
        Contents::Jsonl => Ok((Format::Jsonl, reader)),
        Contents::Auto => {
            let (format, reader) = format::detect(reader, &arguments.text_field)?;
            Ok((format, Box::new(reader)))
        }
    }
}

/// The whole file as one document.
fn whole(mut reader: Box<dyn BufRead>, file: String) -> Result<Document, Problem> {
    let mut text = Vec::new();
    match reader.read_to_end(&mut text) {
        Ok(_) => Ok(Document { source: Value::String(file), text }),
        Err(error) => Err(Problem::Read { file, error }),
    }
}

/// Each record of the file as a document.
fn records(reader: Box<dyn BufRead>, file: String, arguments: &InputArguments) -> Documents {
    let fields = Fields { id: arguments.id_field.clone(), text: arguments.text_field.clone() };
    Box::new(Records::new(reader, fields).map(move |record| match record {
        Ok(record) => Ok(document(record, &file)),
        Err(Fault::Read(error)) => Err(Problem::Read { file: file.clone(), error }),
        Err(Fault::Line { line, defect }) => Err(Problem::Record { file: file.clone(), line, defect }),
    }))
}

fn document(record: Record, file: &str) -> Document {
    let source = record.id.unwrap_or_else(|| Value::String(format!("{file}:{}", record.line)));
    Document { source, text: record.text.into_bytes() }
}
