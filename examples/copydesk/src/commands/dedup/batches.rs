//! Reads JSON Lines in batches of whole lines, each batch on a thread of several; and records of
//! other formats one after the other.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use copydesk::corpus::{Item, Prepared, Preparer};
use serde_json::{Map, Value};

use crate::commands::fan_out::{Flow, Order, fan_out};
use crate::dedup::row::{self, Row, RowFields};
use crate::input::encoding;
use crate::input::identity;
use crate::input::json_values::Objects;
use crate::input::mend;
use crate::input::records::{self, Defect, Fault, Record};
use crate::input::table::Rows;
use crate::output::problem::Problem;
use crate::output::spreadsheet;

/// Bytes of a batch, but for its last line.
const BATCH_BYTES: usize = 1 << 20;

/// A record that was read.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What is compared, called by the record's id, or `FILE:LINE`, as JSON.
    pub(crate) prepared: Prepared,
    /// Whether it is one article of a document, which may have more.
    pub(crate) is_article: bool,
    /// What was asked to be spooled.
    pub(crate) spooled: Option<String>,
}

/// What is needed of a record at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spooled {
    /// Its id alone.
    Nothing,
    /// The line without its end.
    Line,
    /// The text that is compared.
    Text,
}

/// An entry, or the number of a line and what is wrong with it.
pub(crate) type Outcome = Result<Entry, (usize, Defect)>;

/// Reads batches.
pub(crate) struct BatchReader<'a> {
    /// The name of the file.
    pub(crate) file: &'a str,
    /// The fields to read.
    pub(crate) fields: &'a RowFields,
    /// What is needed of a record at the end.
    pub(crate) spooled: Spooled,
}

/// What takes the records of a batch, and says whether it wants more.
pub(crate) type Each<'a> = dyn FnMut(Vec<Outcome>) -> Flow + 'a;

/// The lines of a file, some at a time.
struct Batches<'r> {
    reader: &'r mut dyn BufRead,
    /// The number of the next line.
    first: usize,
    failure: Option<io::Error>,
}

impl Batches<'_> {
    /// The next lines, all whole, and the number of the first one; none at the end. Lines before a
    /// failure come first.
    fn next(&mut self) -> io::Result<Option<(usize, Vec<u8>)>> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let mut lines = Vec::with_capacity(BATCH_BYTES + (1 << 16));
        if let Err(failure) = self.fill(&mut lines) {
            self.failure = Some(failure);
            lines.truncate(memchr::memrchr(b'\n', &lines).map_or(0, |end| end + 1));
            if lines.is_empty() {
                return self.next();
            }
        }
        let first = self.first;
        self.first += memchr::memchr_iter(b'\n', &lines).count();
        Ok((!lines.is_empty()).then_some((first, lines)))
    }

    fn fill(&mut self, lines: &mut Vec<u8>) -> io::Result<()> {
        while lines.len() < BATCH_BYTES {
            let block = self.reader.fill_buf()?;
            let len = block.len();
            if len == 0 {
                break;
            }
            lines.extend_from_slice(block);
            self.reader.consume(len);
        }
        self.reader.read_until(b'\n', lines).map(drop)
    }
}

impl BatchReader<'_> {
    /// Reads a file in batches, and gives the records of each to `each`, in order, until it wants
    /// no more. Each of the preparers has a thread when there are several.
    pub(crate) fn read<'p>(
        &self,
        reader: &mut dyn BufRead,
        preparers: &'p mut [Preparer],
        each: &mut Each<'_>,
    ) -> Flow {
        let mut batches = Batches { reader, first: 1, failure: None };
        let next = || match batches.next() {
            Ok(batch) => Ok(batch.map(|(first, lines)| {
                let bytes = lines.len();
                ((first, lines), bytes)
            })),
            Err(error) => Err(Problem::Read { file: self.file.to_owned(), error }),
        };
        let worker = |preparer: &'p mut Preparer| {
            move |(first, lines): (usize, Vec<u8>)| self.read_part(&lines, first, preparer)
        };
        let mut workers: Vec<_> = preparers.iter_mut().map(worker).collect();
        fan_out(&mut workers, Order::OfJobs, next, each)
    }

    fn read_part(&self, part: &[u8], first: usize, preparer: &mut Preparer) -> Vec<Outcome> {
        let lines = part.split(|&byte| byte == b'\n').enumerate();
        let lines = lines.map(|(at, line)| {
            (
                first + at,
                if first + at == 1 { records::without_mark(line) } else { line }.trim_ascii_end(),
            )
        });
        lines
            .filter(|(_, line)| !line.is_empty())
            .map(|(number, line)| self.read_line(line, number, preparer))
            .collect()
    }

    fn read_line(&self, line: &[u8], number: usize, preparer: &mut Preparer) -> Outcome {
        let Ok(text) = std::str::from_utf8(line) else {
            return Err((number, self.defect(line, number)));
        };
        if let Some(row) = row::read(text, self.fields) {
            return Ok(self.entry(text, row, number, preparer));
        }
        // What `clean` reads for certain; the line is given back as it stands.
        let mended = mend::mended_json(text);
        let row = mended.as_deref().and_then(|mended| row::read(mended, self.fields));
        // What is wrong is left to the reader of records.
        let Some(row) = row else { return Err((number, self.defect(line, number))) };
        Ok(self.entry(text, row, number, preparer))
    }

    fn entry(&self, line: &str, row: Row<'_>, number: usize, preparer: &mut Preparer) -> Entry {
        let id =
            row.id.unwrap_or_else(|| Value::String(format!("{}:{number}", self.file))).to_string();
        let item = Item::new(&id, &row.text)
            .date(row.published.as_deref())
            .source(row.publisher.as_deref());
        let read = preparer.prepare(&item);
        let is_article = row.is_article;
        let spooled = match self.spooled {
            Spooled::Nothing => None,
            Spooled::Line => Some(line.to_owned()),
            Spooled::Text => Some(row.text.into_owned()),
        };
        Entry { prepared: read, is_article, spooled }
    }

    /// What other commands say is wrong with a line.
    fn defect(&self, line: &[u8], number: usize) -> Defect {
        let named = &self.fields.named;
        if let Err(Fault::Line { defect, .. }) = records::read_record(line, number, named) {
            return defect;
        }
        Defect::NoText { field: named.text.clone(), flag: named.text_flag }
    }

    /// Reads objects that stand in an array or are laid out over several lines, and gives each to
    /// `each` until it wants no more.
    pub(crate) fn read_objects(
        &self,
        reader: &mut dyn BufRead,
        preparer: &mut Preparer,
        each: &mut Each<'_>,
    ) -> Flow {
        let read = |(number, object): (usize, Vec<u8>)| {
            let line: Vec<u8> = object
                .into_iter()
                .map(|byte| if byte == b'\n' || byte == b'\r' { b' ' } else { byte })
                .collect();
            self.read_line(&line, number, preparer)
        };
        self.read_each(Objects::new(reader, usize::MAX), read, each)
    }

    /// The same of the rows of a table with this header.
    pub(crate) fn read_table(
        &self,
        reader: &mut dyn BufRead,
        header: &[u8],
        preparer: &mut Preparer,
        each: &mut Each<'_>,
    ) -> Flow {
        let rows = Rows::new(reader, header, self.fields.named.clone(), usize::MAX);
        self.read_each(rows, |record| self.read_row(record, preparer), each)
    }

    /// Gives what `read` makes of every item to `each`, and what is wrong with the others, until
    /// it wants no more.
    fn read_each<T>(
        &self,
        items: impl Iterator<Item = Result<T, Fault>>,
        mut read: impl FnMut(T) -> Outcome,
        each: &mut Each<'_>,
    ) -> Flow {
        for item in items {
            let outcome = match item {
                Ok(item) => read(item),
                Err(Fault::Line { line, defect }) => Err((line, defect)),
                Err(Fault::Read(error)) => {
                    return Err(Problem::Read { file: self.file.to_owned(), error });
                }
            };
            if each(vec![outcome])?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn read_row(&self, record: Record, preparer: &mut Preparer) -> Outcome {
        let Record { line, id, text, rest, .. } = record;
        let rest = rest.as_deref().and_then(|rest| serde_json::from_str(rest).ok());
        let mut row: Map<String, Value> = rest.unwrap_or_default();
        row.insert(self.fields.named.text.clone(), Value::String(text));
        if identity::is_content_hash(id.as_ref()) {
            for cell in row.values_mut() {
                let text = cell.as_str().map(spreadsheet::as_it_was).unwrap_or_default();
                *cell = Value::String(text.to_owned());
            }
        }
        row.extend(id.map(|id| (self.fields.named.id.clone(), id)));
        self.read_line(Value::Object(row).to_string().as_bytes(), line, preparer)
    }

    /// The whole file as one text.
    pub(crate) fn read_text(
        &self,
        reader: &mut dyn BufRead,
        preparer: &mut Preparer,
        each: &mut Each<'_>,
    ) -> Flow {
        let mut bytes = Vec::new();
        let read = reader.read_to_end(&mut bytes);
        read.map_err(|error| Problem::Read { file: self.file.to_owned(), error })?;
        let (bytes, _) = encoding::decoded(bytes, None);
        let text = String::from_utf8_lossy(&bytes);
        if text.trim().is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let id = Some(Value::String(self.file.to_owned()));
        let row = Row { id, text: text.as_ref().into(), ..Row::default() };
        each(vec![Ok(self.entry(&text, row, 1, preparer))])
    }
}
