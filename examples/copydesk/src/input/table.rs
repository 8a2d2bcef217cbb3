//! Reads tables with a header, as spreadsheets export them: each row is a record whose fields are
//! called by the header.

use std::cell::Cell;
use std::io::{self, BufRead, Chain, Read};
use std::rc::Rc;

use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use crate::input::encoding;
use crate::input::records::{Defect, Fault, Fields, Record};

/// What separates cells: commas, semicolons where commas are of numbers, tabs.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// Longest name of a column; what is longer is a sentence.
const LONGEST_NAME: usize = 60;

/// A row that is put below the last one: in a table with an open quote it is a part of that cell.
const LAST: &[u8] = b"\n\x01last row\x01\n";

/// The rows of a table, one in memory at a time.
#[derive(Debug)]
pub(crate) struct Rows<R> {
    reader: Reader<Metered<Chain<R, &'static [u8]>>>,
    /// Bytes that were read of the row.
    read: Rc<Cell<usize>>,
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

/// A reader that fails where a row has more bytes than it may have.
#[derive(Debug)]
struct Metered<R> {
    reader: R,
    read: Rc<Cell<usize>>,
    most: usize,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.read.get() > self.most {
            return Err(io::Error::other(format!(
                "the row has more than {} bytes, and no row below it was read; close its quotes, or allow more with --max-record",
                self.most
            )));
        }
        let read = self.reader.read(bytes)?;
        self.read.set(self.read.get() + read);
        Ok(read)
    }
}

impl<R: BufRead> Rows<R> {
    /// The rows below the header, which is the first line, `head`; none has more than `most` bytes.
    pub(crate) fn new(reader: R, head: &[u8], fields: Fields, most: usize) -> Self {
        let read = Rc::new(Cell::new(0));
        let reader = Metered { reader: reader.chain(LAST), read: Rc::clone(&read), most };
        let mut builder = ReaderBuilder::new();
        builder.delimiter(separator_of(head)).flexible(true).has_headers(false);
        Self { reader: builder.from_reader(reader), read, fields, names: None, ended: false }
    }

    /// The next row; none at the end.
    fn row(&mut self) -> Result<Option<ByteRecord>, Fault> {
        let mut row = ByteRecord::new();
        self.read.set(0);
        let line = self.reader.position().line();
        let is_row =
            self.reader.read_byte_record(&mut row).map_err(|error| fault_of(error, line))?;
        let last = LAST.trim_ascii();
        if !is_row || (row.len() == 1 && row.as_slice() == last) {
            return Ok(None);
        }
        if row.as_slice().trim_ascii_end().ends_with(last) {
            self.ended = true;
            return Err(Fault::Line { line: line_of(&row), defect: Defect::OpenQuote });
        }
        Ok(Some(row))
    }

    /// The names of the columns, among which that of the text must be.
    fn names_of(&self, header: &ByteRecord) -> Result<Vec<String>, Fault> {
        let columns = cells(header).0;
        let is_twice =
            |field: &&String| columns.iter().filter(|column| column == field).count() > 1;
        if let Some(field) = [&self.fields.text, &self.fields.id].into_iter().find(is_twice) {
            let defect = Defect::TwoColumns { field: field.clone() };
            return Err(Fault::Line { line: 1, defect });
        }
        if columns.contains(&self.fields.text) {
            return Ok(columns);
        }
        let (field, flag) = (self.fields.text.clone(), self.fields.text_flag);
        let defect = Defect::NoColumn { field, flag, columns };
        Err(Fault::Line { line: 1, defect })
    }

    fn read(&mut self) -> Result<Option<Record>, Fault> {
        if self.names.is_none() {
            let Some(header) = self.row()? else { return Ok(None) };
            let names = self.names_of(&header).inspect_err(|_| self.ended = true)?;
            self.names = Some(names);
        }
        let Some(row) = self.row()? else { return Ok(None) };
        let names = self.names.as_deref().unwrap_or_default();
        let (found, expected) = (row.len() as u64, names.len() as u64);
        if found != expected {
            let defect = Defect::Cells { found, expected };
            return Err(Fault::Line { line: line_of(&row), defect });
        }
        Ok(Some(record_of(&row, names, &self.fields)))
    }
}

fn line_of(row: &ByteRecord) -> usize {
    row.position().map_or(1, |position| position.line() as usize)
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
        line: line_of(row),
        id: id.filter(|id| id.as_str() != Some("")),
        text: text.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned(),
        rest: if others.is_empty() { None } else { serde_json::to_string(&others).ok() },
        head,
        encoding,
        had_nan: false,
        had_half: false,
    }
}

/// What could not be read of the row that begins in this line.
fn fault_of(error: csv::Error, line: u64) -> Fault {
    let (kind, words) = match error.into_kind() {
        ErrorKind::Io(error) => (error.kind(), error.to_string()),
        other => (io::ErrorKind::Other, format!("{other:?}")),
    };
    let words = format!("{words}; the row in line {line} is not complete");
    Fault::Read(io::Error::new(kind, words))
}
