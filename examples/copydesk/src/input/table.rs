//! Reads tables with a header, as spreadsheets export them: each row is a record whose fields are
//! called by the header.

use std::io::BufRead;

use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use crate::input::encoding;
use crate::input::records::{Defect, Fault, Fields, Record};

/// What separates cells: commas, semicolons where commas are of numbers, tabs.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// Longest name of a column; what is longer is a sentence.
const LONGEST_NAME: usize = 60;

/// The rows of a table, one in memory at a time.
#[derive(Debug)]
pub(crate) struct Rows<R> {
    reader: Reader<R>,
    fields: Fields,
    /// Names of the columns, once they are read.
    names: Option<Vec<String>>,
    ended: bool,
}

/// What separates the cells of a table with this first line.
fn separator_of(line: &[u8]) -> u8 {
    let count = |separator: &u8| memchr::memchr_iter(*separator, line).count();
    // Of several that are equally frequent `max_by_key` takes the last.
    SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(b',')
}

/// Whether a line can be nothing but the header of a table that has the column.
pub(crate) fn is_header(line: &[u8], column: &str) -> bool {
    let separator = separator_of(line);
    let cells: Vec<&[u8]> = line.split(|byte| *byte == separator).map(unquoted).collect();
    let are_names = cells.iter().all(|cell| cell.len() <= LONGEST_NAME);
    cells.len() > 1 && are_names && cells.contains(&column.as_bytes())
}

fn unquoted(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    cell.strip_prefix(b"\"").and_then(|cell| cell.strip_suffix(b"\"")).unwrap_or(cell)
}

impl<R: BufRead> Rows<R> {
    /// The rows below the header, which is the first line, `head`.
    pub(crate) fn new(reader: R, head: &[u8], fields: Fields) -> Self {
        let mut builder = ReaderBuilder::new();
        let reader = builder.delimiter(separator_of(head)).from_reader(reader);
        Self { reader, fields, names: None, ended: false }
    }

    /// Reads the names of the columns, among which that of the text must be.
    fn read_names(&mut self) -> Result<Vec<String>, Fault> {
        let header = self.reader.byte_headers().map_err(fault_of)?.clone();
        let columns = cells(&header).0;
        if columns.contains(&self.fields.text) {
            return Ok(columns);
        }
        let (field, flag) = (self.fields.text.clone(), self.fields.text_flag);
        let defect = Defect::NoColumn { field, flag, columns };
        Err(Fault::Line { line: 1, defect })
    }

    fn read(&mut self) -> Result<Option<Record>, Fault> {
        if self.names.is_none() {
            self.names = Some(self.read_names().inspect_err(|_| self.ended = true)?);
        }
        let mut row = ByteRecord::new();
        let is_row = self.reader.read_byte_record(&mut row).map_err(fault_of)?;
        Ok(is_row.then(|| record_of(&row, self.names.as_deref().unwrap_or_default(), &self.fields)))
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Record, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let read = self.read();
        self.ended |= matches!(read, Ok(None) | Err(Fault::Read(_)));
        read.transpose()
    }
}

/// The cells of a row, and the encoding that they were in.
fn cells(row: &ByteRecord) -> (Vec<String>, Option<&'static str>) {
    let (_, encoding) = encoding::decoded(row.as_slice().to_vec(), None);
    let known = encoding.and_then(|name| encoding::of_label(name).ok());
    let text = |cell: &[u8]| {
        let (text, _) = encoding::decoded(cell.to_vec(), known.or(Some(encoding_rs::UTF_8)));
        String::from_utf8_lossy(&text).into_owned()
    };
    (row.iter().map(text).collect(), encoding)
}

fn record_of(row: &ByteRecord, names: &[String], fields: &Fields) -> Record {
    let (cells, encoding) = cells(row);
    let mut others: Map<String, Value> =
        names.iter().cloned().zip(cells.into_iter().map(Value::String)).collect();
    let head = fields.head.read(&others);
    let text = others.remove(&fields.text);
    let id = if fields.id == fields.text { text.clone() } else { others.remove(&fields.id) };
    Record {
        line: row.position().map_or(1, |position| position.line() as usize),
        id: id.filter(|id| id.as_str() != Some("")),
        text: text.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned(),
        rest: if others.is_empty() { None } else { serde_json::to_string(&others).ok() },
        head,
        encoding,
        had_nan: false,
    }
}

fn fault_of(error: csv::Error) -> Fault {
    let line = error.position().map_or(1, |position| position.line() as usize);
    match error.into_kind() {
        ErrorKind::Io(error) => Fault::Read(error),
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Fault::Line { line, defect: Defect::Cells { found: len, expected: expected_len } }
        }
        other => Fault::Read(std::io::Error::other(format!("line {line}: {other:?}"))),
    }
}
