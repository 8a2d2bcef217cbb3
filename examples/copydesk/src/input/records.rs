//! Reads JSON Lines: one record a line, each with a text and perhaps an id.
//!
//! Total: any bytes give records and faults, one for each line that is not blank, and never a
//! panic.

use std::fmt;
use std::io::{self, BufRead, Read as _};

use serde_json::{Map, Value};

use crate::input::head_fields::HeadFields;
use crate::input::page_head::PageHead;
use crate::input::rest;

/// The mark that some programs put before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Integers beyond this are not exact as a 64-bit float.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// The fields to read: names, or the names on the way to them with dots between.
#[derive(Debug, Clone)]
pub struct Fields {
    /// The field with the id.
    pub id: String,
    /// The field with the text.
    pub text: String,
    /// The flag that names the field with the text.
    pub text_flag: &'static str,
    /// The fields with what the record says of its article.
    pub(crate) head: HeadFields,
}

impl Fields {
    /// The fields with the id and with the text, and the flag that names the latter.
    #[must_use]
    pub fn new(id: &str, text: &str, text_flag: &'static str) -> Self {
        let (id, text) = (id.to_owned(), text.to_owned());
        Self { id, text, text_flag, head: HeadFields::default() }
    }
}

/// What a line holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Line of the file, from 1.
    pub line: usize,
    /// A string or a number, where the record has one.
    pub id: Option<Value>,
    /// The text.
    pub text: String,
    /// A JSON object with the other fields, byte for byte as they stood, sorted by name; `None`
    /// where there are no others.
    pub rest: Option<String>,
    /// What the record says of its article, in the fields that were named.
    pub head: Option<PageHead>,
    /// The character encoding that it was in, where that was not UTF-8.
    pub encoding: Option<&'static str>,
    /// It had numbers that JSON has not, such as `NaN`, and was read with `null` in their place.
    pub had_nan: bool,
    /// It had escapes of half a character without the other half, and was read with U+FFFD in their
    /// place.
    pub had_half: bool,
}

/// Why there is no record.
#[derive(Debug)]
pub enum Fault {
    /// The file could not be read further; nothing follows. The error says in which line that was,
    /// and where the line begins.
    Read(io::Error),
    /// A line is no record; the next one may be.
    Line {
        /// Line of the file, from 1.
        line: usize,
        /// What is wrong with it.
        defect: Defect,
    },
}

/// What is wrong with a line, and what to do about it.
#[derive(Debug, Clone, PartialEq)]
pub enum Defect {
    /// A byte that is not UTF-8, counted from 1.
    NotUtf8 {
        /// Which byte of the line, from 1.
        byte: usize,
    },
    /// No JSON.
    NotJson {
        /// How many lines below the first one of the record, which may have several.
        below: usize,
        /// Which byte of the line, from 1.
        column: usize,
        /// The parser's words.
        reason: String,
    },
    /// More bytes than a record may have.
    TooLong {
        /// How many it may have.
        most: usize,
    },
    /// A table without the column.
    NoColumn {
        /// Its name.
        field: String,
        /// The flag that names it.
        flag: &'static str,
        /// The columns that are there.
        columns: Vec<String>,
    },
    /// A table with two columns of the name that is read.
    TwoColumns {
        /// The name.
        field: String,
    },
    /// A row of a table with more cells than its header, or fewer.
    Cells {
        /// How many it has.
        found: u64,
        /// How many the header has.
        expected: u64,
    },
    /// The last row of a table, in which a quote is open.
    OpenQuote,
    /// JSON, but no object.
    NotAnObject {
        /// What it is.
        kind: &'static str,
    },
    /// No text field.
    NoText {
        /// Its name.
        field: String,
        /// The flag that names it.
        flag: &'static str,
    },
    /// The text field holds something else.
    TextIsNoString {
        /// Its name.
        field: String,
        /// The flag that names it.
        flag: &'static str,
        /// What it holds.
        kind: &'static str,
    },
    /// The id field holds neither a string nor a number.
    IdIsNoName {
        /// Its name.
        field: String,
        /// What it holds.
        kind: &'static str,
    },
    /// The id is a number that would be written differently than it was read.
    IdTooLarge {
        /// Its name.
        field: String,
    },
}

/// What makes a record of a line.
pub(crate) type Read = fn(&[u8], usize, &Fields) -> Result<Record, Fault>;

/// The records of a file, one in memory at a time.
#[derive(Debug)]
pub struct Records<R> {
    reader: R,
    fields: Fields,
    read: Read,
    longest: usize,
    buffer: Vec<u8>,
    line: usize,
    /// Where the line begins: bytes of what the reader gives.
    offset: u64,
    ended: bool,
}

impl<R: BufRead> Records<R> {
    /// The records that `reader` holds.
    pub fn new(reader: R, fields: Fields) -> Self {
        let (read, longest): (Read, usize) = (read_record, usize::MAX);
        Self { reader, fields, read, longest, buffer: Vec::new(), line: 0, offset: 0, ended: false }
    }

    /// The same, with another way to make a record of a line.
    pub(crate) fn reading_with(self, read: Read) -> Self {
        Self { read, ..self }
    }

    /// The same, but lines of more than `longest` bytes are passed over.
    pub(crate) fn with_longest(self, longest: usize) -> Self {
        Self { longest, ..self }
    }

    /// Brings the next line into the buffer; `false` at the end.
    fn advance(&mut self) -> io::Result<bool> {
        self.offset += self.buffer.len() as u64;
        self.buffer.clear();
        self.line += 1;
        let most = (self.longest as u64).saturating_add(1);
        let read = self.reader.by_ref().take(most).read_until(b'\n', &mut self.buffer).map_err(
            |error| {
                let words =
                    format!("{error}; line {} at byte {} is not complete", self.line, self.offset);
                io::Error::new(error.kind(), words)
            },
        )?;
        Ok(read > 0)
    }

    /// Passes over the rest of a line that is too long.
    fn pass_over(&mut self) -> Fault {
        let (line, most) = (self.line, self.longest);
        if !self.buffer.ends_with(b"\n") {
            match self.reader.skip_until(b'\n') {
                Ok(passed) => self.offset += passed as u64,
                Err(error) => {
                    self.ended = true;
                    return Fault::Read(error);
                }
            }
        }
        Fault::Line { line, defect: Defect::TooLong { most } }
    }

    /// The line in the buffer without its end; empty when it is blank.
    fn current(&self) -> &[u8] {
        let line = if self.line == 1 { without_mark(&self.buffer) } else { &self.buffer };
        line.trim_ascii_end()
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.advance() {
                Ok(true) if self.current().is_empty() => {}
                Ok(true) if self.buffer.len() > self.longest => return Some(Err(self.pass_over())),
                Ok(true) => return Some((self.read)(self.current(), self.line, &self.fields)),
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Fault::Read(error)));
                }
            }
        }
        None
    }
}

/// `bytes` without the byte order mark at their start.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

/// The record that a line holds, which has this number.
pub(crate) fn read_record(line: &[u8], number: usize, fields: &Fields) -> Result<Record, Fault> {
    record_of(line, number, fields).map_err(|defect| {
        let below = if let Defect::NotJson { below, .. } = defect { below } else { 0 };
        Fault::Line { line: number + below, defect }
    })
}

fn record_of(line: &[u8], number: usize, fields: &Fields) -> Result<Record, Defect> {
    let line = std::str::from_utf8(line)
        .map_err(|error| Defect::NotUtf8 { byte: error.valid_up_to() + 1 })?;
    let object = read_object(line)?;
    let id = id_of(find(&object, &fields.id), &fields.id)?;
    let text = text_of(find(&object, &fields.text), fields)?;
    let has_others = object.keys().any(|name| *name != fields.id && *name != fields.text);
    let rest = if has_others { rest::without(line, [&fields.id, &fields.text]) } else { None };
    let head = fields.head.read(&object);
    let (had_nan, had_half) = (false, false);
    Ok(Record { line: number, id, text, rest, head, encoding: None, had_nan, had_half })
}

/// The JSON object that a line holds.
fn read_object(line: &str) -> Result<Map<String, Value>, Defect> {
    match serde_json::from_str(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(other) => Err(Defect::NotAnObject { kind: kind_of(&other) }),
        Err(error) => Err(Defect::NotJson {
            below: error.line().saturating_sub(1),
            column: error.column(),
            reason: words_of(&error),
        }),
    }
}

/// The field with this name; or else the one that the names before and after its dots lead to.
pub(crate) fn find<'o>(object: &'o Map<String, Value>, path: &str) -> Option<&'o Value> {
    object.get(path).or_else(|| {
        let (first, rest) = path.split_once('.')?;
        find(object.get(first)?.as_object()?, rest)
    })
}

/// A string or a number that may name a record; `None` where there is none.
pub(crate) fn id_of(value: Option<&Value>, field: &str) -> Result<Option<Value>, Defect> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(number)) if !is_exact(number) => {
            Err(Defect::IdTooLarge { field: field.to_owned() })
        }
        Some(id @ (Value::String(_) | Value::Number(_))) => Ok(Some(id.clone())),
        Some(other) => Err(Defect::IdIsNoName { field: field.to_owned(), kind: kind_of(other) }),
    }
}

fn text_of(value: Option<&Value>, fields: &Fields) -> Result<String, Defect> {
    let (field, flag) = (fields.text.clone(), fields.text_flag);
    match value {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(other) => Err(Defect::TextIsNoString { field, flag, kind: kind_of(other) }),
        None => Err(Defect::NoText { field, flag }),
    }
}

fn is_exact(number: &serde_json::Number) -> bool {
    number.is_i64()
        || number.is_u64()
        || number.as_f64().is_some_and(|value| value.abs() < LARGEST_EXACT)
}

/// The parser's message without its position, which counts lines within the line.
fn words_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&position).unwrap_or(&message).to_owned()
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 { byte } => {
                write!(
                    f,
                    "byte {byte} is not UTF-8; convert the file to UTF-8, or name its encoding with --encoding"
                )
            }
            Self::NotJson { column, reason, .. } => {
                write!(
                    f,
                    "not JSON at byte {column}: {reason}; correct it, or pass --from json for objects over several lines, or --from text"
                )
            }
            Self::NotAnObject { kind } => {
                write!(
                    f,
                    "the line is {kind}, not a JSON object; put one JSON object on each line, or pass --from json or --from text"
                )
            }
            Self::TooLong { most } => {
                write!(
                    f,
                    "the record has more than {most} bytes; it was passed over; allow more with --max-record"
                )
            }
            Self::NoColumn { field, flag, columns } => {
                write!(
                    f,
                    "no column `{field}` among {}; name the column with the text with {flag}",
                    columns.join(", ")
                )
            }
            Self::TwoColumns { field } => {
                write!(f, "two columns are called `{field}`; give one of them another name")
            }
            Self::Cells { found, expected } => {
                write!(
                    f,
                    "the row has {found} cells, and the header {expected}; put cells with separators in quotes"
                )
            }
            Self::OpenQuote => {
                f.write_str("a quote is not closed before the file ends, in this row or above it, and no row below was read; close it, or double quotes inside of cells")
            }
            Self::NoText { field, flag } => {
                write!(f, "no field `{field}`; name the field with the text with {flag}")
            }
            Self::TextIsNoString { field, flag, kind } => {
                write!(
                    f,
                    "field `{field}` is {kind}, not a string; name the field with the text with {flag}"
                )
            }
            Self::IdIsNoName { field, kind } => {
                write!(
                    f,
                    "field `{field}` is {kind}, not a string or a number; name the field with the id with --id-field"
                )
            }
            Self::IdTooLarge { field } => {
                write!(f, "field `{field}` is a number too large to be exact; write it as a string")
            }
        }
    }
}
