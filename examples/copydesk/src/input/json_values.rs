//! Finds the objects of a JSON file that is no JSON Lines: elements of an array, objects one after
//! another, objects that are laid out over several lines.
//!
//! An object that is not well formed costs itself alone, where it can be told where the next one
//! begins: at a line that begins with `{`, or after `},`. Time is linear, memory that of one
//! object.

use std::io::{self, BufRead};

use crate::input::records::{Defect, Fault, Record};

/// An object with the line that it begins in.
type Found = Result<(usize, Vec<u8>), Fault>;

/// The objects of a file, each with the line that it begins in.
#[derive(Debug)]
pub(crate) struct Objects<R> {
    reader: R,
    scanner: Scanner,
    ended: bool,
}

/// Where in the file the next byte is.
#[derive(Debug)]
struct Scanner {
    longest: usize,
    line: usize,
    column: usize,
    /// The array that the objects are elements of has begun.
    in_array: bool,
    progress: Progress,
    /// The last two bytes that are not white space, outside of objects or strings.
    before: [u8; 2],
    /// Nothing but white space precedes in the line.
    is_indent: bool,
    object: Object,
}

/// How the reading went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// Every object was well formed so far.
    Straight,
    /// An object was broken off, and the next one is searched for.
    Lost,
    /// Objects were found behind one that was broken off.
    FoundAgain,
}

/// An object as far as it was read.
#[derive(Debug, Default)]
struct Object {
    bytes: Vec<u8>,
    line: usize,
    open: Vec<u8>,
    in_string: bool,
    is_escaped: bool,
}

/// What a byte is for the object that is read.
enum Step {
    Inside,
    Last,
    Broken(&'static str),
}

impl<R: BufRead> Objects<R> {
    /// Nothing is read yet. An object of more than `longest` bytes is passed over.
    pub(crate) fn new(reader: R, longest: usize) -> Self {
        Self { reader, scanner: Scanner::new(longest), ended: false }
    }
}

impl Scanner {
    fn new(longest: usize) -> Self {
        Self {
            longest,
            line: 1,
            column: 0,
            in_array: false,
            progress: Progress::Straight,
            before: [0; 2],
            is_indent: true,
            object: Object::default(),
        }
    }

    /// Takes in one byte, and gives an object or a fault where it ends one.
    fn take(&mut self, byte: u8) -> Option<Found> {
        self.column += 1;
        let found =
            if self.object.open.is_empty() { self.outside(byte) } else { self.inside(byte) };
        if byte == b'\n' {
            (self.line, self.column, self.is_indent) = (self.line + 1, 0, true);
        } else if !byte.is_ascii_whitespace() {
            self.is_indent = false;
            self.before = [self.before[1], byte];
        }
        found
    }

    fn outside(&mut self, byte: u8) -> Option<Found> {
        let is_lost = self.progress == Progress::Lost;
        let begins = !is_lost || self.is_indent || self.before == *b"},";
        match byte {
            b'{' if begins => self.begin(),
            _ if is_lost || byte.is_ascii_whitespace() || byte == b',' => {}
            b'[' if !self.in_array => self.in_array = true,
            b']' if self.in_array => self.in_array = false,
            // The mark that some programs put before the first line.
            0xEF | 0xBB | 0xBF if self.line == 1 && self.column <= 3 => {}
            _ => return Some(Err(self.broken("expected a JSON object"))),
        }
        None
    }

    fn begin(&mut self) {
        if self.progress == Progress::Lost {
            self.progress = Progress::FoundAgain;
        }
        self.object =
            Object { bytes: vec![b'{'], line: self.line, open: vec![b'{'], ..Object::default() };
    }

    fn inside(&mut self, byte: u8) -> Option<Found> {
        if self.object.bytes.len() >= self.longest {
            let line = self.object.line;
            self.lose();
            return Some(Err(Fault::Line { line, defect: Defect::TooLong { most: self.longest } }));
        }
        match self.object.take(byte, self.before[1]) {
            Step::Inside => None,
            Step::Last => {
                let Object { line, bytes, .. } = std::mem::take(&mut self.object);
                Some(Ok((line, bytes)))
            }
            Step::Broken(reason) => {
                let fault = self.broken(reason);
                if byte == b'{' {
                    self.begin();
                }
                Some(Err(fault))
            }
        }
    }

    /// The fault that something is wrong at this byte.
    fn broken(&mut self, reason: &str) -> Fault {
        self.lose();
        not_json(self.line, self.column, reason)
    }

    fn lose(&mut self) {
        self.object = Object::default();
        self.progress = Progress::Lost;
    }

    /// The fault that the file ends too early.
    fn end(&self) -> Option<Fault> {
        if !self.object.open.is_empty() {
            return Some(not_json(self.object.line, 1, "the object does not end"));
        }
        // Behind an object that is broken, brackets cannot be told apart.
        let is_open = self.in_array && self.progress == Progress::Straight;
        is_open.then(|| not_json(self.line, self.column, "the array does not end"))
    }
}

impl Object {
    /// Takes in one byte after `before`.
    fn take(&mut self, byte: u8, before: u8) -> Step {
        self.bytes.push(byte);
        if self.in_string {
            return self.take_of_string(byte);
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => {
                let is_for_key = matches!(before, b'{' | b',') && self.open.ends_with(b"{");
                if is_for_key {
                    return Step::Broken("key must be a string");
                }
                self.open.push(byte);
            }
            b'}' | b']' => {
                let opener = if byte == b'}' { b'{' } else { b'[' };
                if self.open.pop() != Some(opener) {
                    return Step::Broken("expected another bracket");
                }
                if self.open.is_empty() {
                    return Step::Last;
                }
            }
            _ => {}
        }
        Step::Inside
    }

    fn take_of_string(&mut self, byte: u8) -> Step {
        match byte {
            b'\n' => return Step::Broken("a line ends inside a string"),
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' => self.is_escaped = true,
            b'"' => self.in_string = false,
            _ => {}
        }
        Step::Inside
    }
}

impl<R: BufRead> Iterator for Objects<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let buffer = match self.reader.fill_buf() {
                Ok([]) => {
                    self.ended = true;
                    return self.scanner.end().map(Err);
                }
                Ok(buffer) => buffer,
                Err(error) => {
                    self.ended = true;
                    let words = format!("{error}; line {} is not complete", self.scanner.line);
                    return Some(Err(Fault::Read(io::Error::new(error.kind(), words))));
                }
            };
            let mut bytes = buffer.iter().enumerate();
            let found = bytes.find_map(|(at, byte)| Some((at, self.scanner.take(*byte)?)));
            let read = found.as_ref().map_or(buffer.len(), |(at, _)| at + 1);
            self.reader.consume(read);
            if let Some((_, found)) = found {
                return Some(found);
            }
        }
        None
    }
}

fn not_json(line: usize, column: usize, reason: &str) -> Fault {
    let defect = Defect::NotJson { below: 0, column, reason: reason.to_owned() };
    Fault::Line { line, defect }
}

/// The same record with its other fields in one line.
pub(crate) fn compacted(record: Record) -> Record {
    Record { rest: record.rest.as_deref().map(compact), ..record }
}

/// The same JSON without white space outside of strings.
fn compact(json: &str) -> String {
    let (mut in_string, mut is_escaped) = (false, false);
    let is_kept = |character: &char| {
        if in_string {
            in_string = *character != '"' || is_escaped;
            is_escaped = *character == '\\' && !is_escaped;
            return true;
        }
        in_string = *character == '"';
        !character.is_ascii_whitespace()
    };
    json.chars().filter(is_kept).collect()
}
