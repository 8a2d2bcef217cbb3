//! Reads WARC files: the text of each record of the type `conversion`, as in the WET files of
//! Common Crawl, and the page of each `response` with HTML.
//!
//! The fields of a record's head have the form of those of HTTP, and are read by the crate
//! `httparse`. Where records begin and end is found here, so that a record with a wrong
//! length costs that record alone: the reader goes on where the next one begins. Time is linear,
//! memory that of one record.

use std::fmt;
use std::io::{self, BufRead};

use memchr::memmem;
use serde_json::{Map, Value};

use crate::input::html;
use crate::input::http::{self, Response};
use crate::input::stream::Stream;

/// How a record begins.
const START: &[u8] = b"WARC/";
/// How a record ends and the next one begins. No text of a page has it: they end their lines
/// otherwise.
const END_AND_START: &[u8] = b"\r\n\r\nWARC/1.";
/// What follows a record.
const END: &[u8] = b"\r\n\r\n";
/// Longest head of a record and longest line of it, in bytes.
const LONGEST_HEAD: usize = 1 << 20;
/// Fields that are not given with a page: they are given otherwise, or say nothing of it.
const LEFT_OUT: [&str; 4] = ["content-length", "content-type", "warc-type", "warc-target-uri"];

/// The text of a page.
#[derive(Debug, PartialEq)]
pub(crate) struct Page {
    /// Which record of the file, from 1.
    pub(crate) number: u64,
    /// The page's address.
    pub(crate) address: Option<String>,
    /// The other fields of the record's head.
    pub(crate) fields: Map<String, Value>,
    /// What is read of it.
    pub(crate) body: Body,
}

/// What a record holds.
#[derive(Debug, PartialEq)]
pub(crate) enum Body {
    /// A text.
    Text(Vec<u8>),
    /// A page of HTML.
    Html(Response),
}

/// Why there is no page.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Which record of the file, from 1.
    pub(crate) number: u64,
    /// Where the record begins: bytes of the unpacked file.
    pub(crate) offset: u64,
    /// What is wrong with it.
    pub(crate) defect: Defect,
}

/// What is wrong with a record.
#[derive(Debug)]
pub(crate) enum Defect {
    /// The file could not be read further; nothing follows.
    Read(io::Error),
    /// The file ends inside the record; nothing follows.
    Ends,
    /// The head cannot be read.
    Head,
    /// No record has the text of a page.
    NoPages {
        /// How many records there are.
        count: u64,
    },
    /// A page that is packed in a way that is not known.
    Coding {
        /// How it is packed.
        name: String,
    },
    /// The record is longer than it may be.
    TooLong {
        /// How many bytes it may have.
        most: usize,
    },
    /// The record does not end where its length says.
    Length {
        /// The length that it gives.
        said: u64,
    },
}

/// The pages of a file, in order, one in memory at a time.
#[derive(Debug)]
pub(crate) struct Pages<R> {
    stream: Stream<R>,
    longest: usize,
    number: u64,
    has_given: bool,
    ended: bool,
}

/// A record's head.
struct Head {
    kind: String,
    length: u64,
    address: Option<String>,
    fields: Map<String, Value>,
}

impl<R: BufRead> Pages<R> {
    /// Nothing is read yet. A record of more than `longest` bytes is passed over.
    pub(crate) fn new(reader: R, longest: usize) -> Self {
        Self { stream: Stream::new(reader), longest, number: 0, has_given: false, ended: false }
    }

    /// The next record: a page, or `None` where it is of another type.
    fn record(&mut self) -> Result<Option<Page>, Defect> {
        let head = self.head()?;
        let bytes = self.body(head.length)?;
        self.end(head.length)?;
        if head.length > self.longest as u64 {
            return Err(Defect::TooLong { most: self.longest });
        }
        let body = match head.kind.as_str() {
            "conversion" => Some(Body::Text(bytes)),
            "response" if html::IS_READ => self.response(&bytes)?.map(Body::Html),
            _ => None,
        };
        let Head { address, fields, .. } = head;
        Ok(body.map(|body| Page { number: self.number, address, fields, body }))
    }

    /// The page in a response, where it has one.
    fn response(&self, bytes: &[u8]) -> Result<Option<Response>, Defect> {
        http::page_of(bytes, self.longest).map_err(|defect| match defect {
            http::Defect::Head => Defect::Head,
            http::Defect::Coding(name) => Defect::Coding { name },
            http::Defect::TooLong => Defect::TooLong { most: self.longest },
        })
    }

    /// Reads a head and the blank line after it.
    fn head(&mut self) -> Result<Head, Defect> {
        let mut head = Vec::new();
        loop {
            let start = head.len();
            if self.stream.read_line(&mut head, LONGEST_HEAD).map_err(Defect::Read)? == 0 {
                return Err(Defect::Ends);
            }
            let line = &head[start..];
            if line.trim_ascii().is_empty() {
                return read_head(&head[..start]).ok_or(Defect::Head);
            }
            let is_next = start > 0 && line.starts_with(START);
            if is_next || head.len() > LONGEST_HEAD {
                let line = head.split_off(start);
                self.stream.give_back(if is_next { line } else { Vec::new() });
                return Err(Defect::Head);
            }
        }
    }

    /// Reads `length` bytes, or less where another record begins within.
    fn body(&mut self, length: u64) -> Result<Vec<u8>, Defect> {
        let mut body = Vec::new();
        let mut read = 0;
        while read < length {
            let buffer = self.stream.fill_buf().map_err(Defect::Read)?;
            if buffer.is_empty() {
                return Err(Defect::Ends);
            }
            let missing = usize::try_from(length - read).unwrap_or(usize::MAX);
            let count = buffer.len().min(missing);
            let unseen = body.len().saturating_sub(END_AND_START.len());
            body.extend_from_slice(&buffer[..count]);
            self.stream.consume(count);
            read += count as u64;
            if let Some(at) = memmem::find(&body[unseen..], END_AND_START) {
                self.stream.give_back(body.split_off(unseen + at + END.len()));
                return Err(Defect::Length { said: length });
            }
            // Of a record that is too long no more is kept than shows where the next one begins.
            if read > self.longest as u64 {
                body.drain(..body.len().saturating_sub(END_AND_START.len()));
            }
        }
        Ok(body)
    }

    /// Reads what follows a record. Where something else does, the record's length is wrong.
    fn end(&mut self, length: u64) -> Result<(), Defect> {
        let mut end = Vec::new();
        for _ in 0..2 {
            self.stream.read_line(&mut end, END.len()).map_err(Defect::Read)?;
        }
        if end == END {
            return Ok(());
        }
        let cut_off = END.starts_with(&end);
        self.stream.give_back(end);
        Err(if cut_off { Defect::Ends } else { Defect::Length { said: length } })
    }

    /// Passes over everything before the next record, and says whether there is one.
    fn find_start(&mut self) -> io::Result<bool> {
        loop {
            let mut line = Vec::new();
            if self.stream.read_line(&mut line, LONGEST_HEAD)? == 0 {
                return Ok(false);
            }
            if line.starts_with(START) {
                self.stream.give_back(line);
                return Ok(true);
            }
        }
    }

    /// The fault, said once, that the file holds something, and no record with a text.
    fn without_pages(&mut self) -> Option<Fault> {
        let count = self.number.saturating_sub(1);
        let (number, offset) = (self.number, self.stream.place());
        let is_fault = !self.has_given && offset > 0;
        self.has_given = true;
        is_fault.then_some(Fault { number, offset, defect: Defect::NoPages { count } })
    }

    fn next_record(&mut self) -> Result<Option<Page>, Fault> {
        let begun = self.find_start();
        let offset = self.stream.place();
        self.ended = !matches!(begun, Ok(true));
        self.number += 1;
        let read = match begun {
            Ok(true) => self.record(),
            Ok(false) => Ok(None),
            Err(error) => Err(Defect::Read(error)),
        };
        self.ended |= matches!(read, Err(Defect::Read(_) | Defect::Ends));
        read.map_err(|defect| Fault { number: self.number, offset, defect })
    }
}

impl<R: BufRead> Iterator for Pages<R> {
    type Item = Result<Page, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            if let Some(page) = self.next_record().transpose() {
                self.has_given = true;
                return Some(page);
            }
        }
        self.without_pages().map(Err)
    }
}

/// Reads a head from its first line, which names the version, to the end of its last field.
fn read_head(bytes: &[u8]) -> Option<Head> {
    let (version, fields) = bytes.split_at(memchr::memchr(b'\n', bytes)? + 1);
    if !is_version(version.trim_ascii_end()) {
        return None;
    }
    let closed = [fields, b"\r\n"].concat();
    // There is a line for each field at least.
    let mut room = vec![httparse::EMPTY_HEADER; memchr::memchr_iter(b'\n', fields).count()];
    let fields = match httparse::parse_headers(&closed, &mut room).ok()? {
        httparse::Status::Complete((_, fields)) => fields,
        httparse::Status::Partial => return None,
    };
    let text = |value: &[u8]| String::from_utf8_lossy(value).trim().to_owned();
    let named = |name: &str| {
        fields
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case(name))
            .map(|field| text(field.value))
    };
    let length = named("content-length")?.parse().ok()?;
    let others = fields
        .iter()
        .filter(|field| !LEFT_OUT.iter().any(|name| field.name.eq_ignore_ascii_case(name)));
    Some(Head {
        kind: named("warc-type").unwrap_or_default().to_ascii_lowercase(),
        length,
        address: named("warc-target-uri"),
        fields: others
            .map(|field| (field.name.to_owned(), Value::String(text(field.value))))
            .collect(),
    })
}

/// Whether a line names a version of WARC, such as `WARC/1.0`.
fn is_version(line: &[u8]) -> bool {
    let number = line.strip_prefix(START).unwrap_or_default();
    !number.is_empty() && number.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, offset, defect } = self;
        write!(f, "record {number} at byte {offset}: ")?;
        match defect {
            Defect::Read(error) => write!(f, "{error}"),
            Defect::Ends => write!(f, "the file ends inside it; fetch the file again"),
            Defect::NoPages { count } => write!(f, "none of {count} records is a text"),
            Defect::TooLong { most } => write!(
                f,
                "it has more than {most} bytes; it was passed over; allow more with --max-record"
            ),
            Defect::Coding { name } => write!(
                f,
                "its page is compressed as `{name}`, which is not read; it was passed over; unpack it first"
            ),
            Defect::Head => write!(f, "its head cannot be read; it was passed over"),
            Defect::Length { said } => {
                write!(
                    f,
                    "it does not end where its Content-Length, {said}, says; it was passed over"
                )
            }
        }
    }
}
