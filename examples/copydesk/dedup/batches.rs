//! Reads JSON Lines in batches of whole lines, and reads the records of a batch on several threads.

use std::io::{self, BufRead};
use std::thread;

use copydesk::corpus::{Item, Prepared, Preparer};
use serde_json::Value;

use crate::dedup::row::{self, Row};
use crate::records::{self, Defect, Fault, Fields};

/// Bytes of a batch, but for its last line.
const BATCH_BYTES: usize = 8 << 20;

/// A record that was read.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What is compared, called by the record's id, or `FILE:LINE`, as JSON.
    pub(crate) prepared: Prepared,
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
    pub(crate) fields: &'a Fields,
    /// What is needed of a record at the end.
    pub(crate) spooled: Spooled,
}

/// The next lines of a file, all whole; none at its end.
pub(crate) fn next_lines(reader: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut lines = Vec::with_capacity(BATCH_BYTES + (1 << 16));
    while lines.len() < BATCH_BYTES {
        let block = reader.fill_buf()?;
        let len = block.len();
        if len == 0 {
            return Ok(lines);
        }
        lines.extend_from_slice(block);
        reader.consume(len);
    }
    reader.read_until(b'\n', &mut lines)?;
    Ok(lines)
}

impl BatchReader<'_> {
    /// The records of some lines, the first of which has the number `first`, in order. Each of the preparers has a thread.
    pub(crate) fn read(&self, lines: &[u8], first: usize, preparers: &mut [Preparer]) -> Vec<Outcome> {
        let parts = parts(lines, preparers.len());
        let mut firsts = vec![first];
        for part in &parts {
            firsts.push(firsts[firsts.len() - 1] + count_lines(part));
        }
        if let ([part], [preparer, ..]) = (parts.as_slice(), &mut *preparers) {
            return self.read_part(part, first, preparer);
        }
        thread::scope(|scope| {
            let jobs = parts.iter().zip(firsts).zip(preparers);
            let threads: Vec<_> =
                jobs.map(|((part, first), preparer)| scope.spawn(move || self.read_part(part, first, preparer))).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
        })
    }

    fn read_part(&self, part: &[u8], first: usize, preparer: &mut Preparer) -> Vec<Outcome> {
        let lines = part.split(|&byte| byte == b'\n').enumerate();
        let lines = lines.map(|(at, line)| (first + at, if first + at == 1 { records::without_mark(line) } else { line }.trim_ascii_end()));
        lines.filter(|(_, line)| !line.is_empty()).map(|(number, line)| self.read_line(line, number, preparer)).collect()
    }

    fn read_line(&self, line: &[u8], number: usize, preparer: &mut Preparer) -> Outcome {
        let row = std::str::from_utf8(line).ok().and_then(|line| Some((line, row::read(line, self.fields)?)));
        // Fields inside of others, and what is wrong, are left to the reader of records.
        let (line, row) = match row {
            Some(row) => row,
            None => self.slow_row(line, number)?,
        };
        let id = row.id.unwrap_or_else(|| Value::String(format!("{}:{number}", self.file))).to_string();
        let item = Item::new(&id, &row.text).date(row.date.as_deref()).source(row.source.as_deref());
        let read = preparer.prepare(&item);
        let spooled = match self.spooled {
            Spooled::Nothing => None,
            Spooled::Line => Some(line.to_owned()),
            Spooled::Text => Some(row.text.into_owned()),
        };
        Ok(Entry { prepared: read, spooled })
    }

    /// A line's row as other commands read it, or what they say is wrong with it.
    fn slow_row<'l>(&self, line: &'l [u8], number: usize) -> Result<(&'l str, Row<'l>), (usize, Defect)> {
        let no_text = || (number, Defect::NoText { field: self.fields.text.clone() });
        match records::read_record(line, number, self.fields) {
            Ok(record) => {
                let row = Row { id: record.id, text: record.text.into(), ..Row::default() };
                Ok((std::str::from_utf8(line).map_err(|_| no_text())?, row))
            }
            Err(Fault::Line { defect, .. }) => Err((number, defect)),
            Err(Fault::Read(_)) => Err(no_text()),
        }
    }
}

/// Cuts lines into so many parts of about the same size.
fn parts(lines: &[u8], count: usize) -> Vec<&[u8]> {
    let size = lines.len().div_ceil(count.max(1)).max(1);
    let (mut parts, mut rest) = (Vec::new(), lines);
    while rest.len() > size {
        let Some(end) = rest[size..].iter().position(|&byte| byte == b'\n') else { break };
        let (part, after) = rest.split_at(size + end + 1);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// How many line ends there are.
pub(crate) fn count_lines(lines: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', lines).count()
}
