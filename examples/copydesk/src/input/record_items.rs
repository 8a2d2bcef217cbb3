//! The records of a file as documents, and what is to be said of the file.

use std::collections::VecDeque;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::args::InputArguments;
use crate::args::choices::HtmlReading;
use crate::input::head_fields::{HeadFields, Named};
use crate::input::records::{Fault, Record};
use crate::input::{Document, Item};
use crate::output::problem::Problem;

/// Names of fields that a note shows, so that it stays one line.
const MOST_NAMES: usize = 20;

/// The records of a file as documents.
pub(super) struct RecordItems<I> {
    records: I,
    file: String,
    /// How texts are read that are pages of HTML.
    reading: Option<HtmlReading>,
    /// The encoding that all records were in, where that was not UTF-8.
    encoding: Option<&'static str>,
    /// Fields that were named and that no record had so far.
    missing: HeadFields,
    /// The names of the first record's other fields.
    names: Option<Vec<String>>,
    has_noted_numbers: bool,
    has_noted_halves: bool,
    /// How many records are read before others are not asked for, where that is known.
    left: Option<u32>,
    /// What was read and is not given yet.
    read: VecDeque<Item>,
}

impl<I: Iterator<Item = Result<Record, Fault>>> RecordItems<I> {
    /// The documents that `records` of `file` are.
    pub(super) fn new(records: I, arguments: &InputArguments, file: String) -> Self {
        Self {
            records,
            file,
            reading: arguments.html_field.as_ref().map(|_| arguments.html),
            encoding: None,
            missing: HeadFields::of(arguments),
            names: None,
            has_noted_numbers: false,
            has_noted_halves: false,
            left: arguments.sample,
            read: VecDeque::new(),
        }
    }

    /// The same of a file in an encoding.
    pub(super) fn in_encoding(self, encoding: Option<&'static str>) -> Self {
        Self { encoding, ..self }
    }

    fn read(&mut self, record: Record) {
        if record.had_half && !self.has_noted_halves {
            self.has_noted_halves = true;
            self.read.push_back(Item::Note(format!(
                "{}:{}: an escape is half a character, as `\\ud83d` alone; here and below such halves are read as U+FFFD",
                self.file, record.line
            )));
        }
        if record.had_nan && !self.has_noted_numbers {
            self.has_noted_numbers = true;
            self.read.push_back(Item::Note(format!(
                "{}:{}: NaN and Infinity are no numbers of JSON; here and below they are read as null",
                self.file, record.line
            )));
        }
        if let Some(head) = &record.head {
            self.missing.strike(head);
            if self.names.is_none() && self.missing.iter().next().is_some() {
                self.names = Some(names(record.rest.as_deref()));
            }
        }
        if self.is_last() {
            self.note_missing();
        }
        let document = self.document(record);
        self.read.push_back(Item::Document(document));
    }

    fn document(&self, record: Record) -> Document {
        let name = || Value::String(format!("{}:{}", self.file, record.line));
        Document {
            source: record.id.unwrap_or_else(name),
            record: record.rest.and_then(|rest| RawValue::from_string(rest).ok()),
            encoding: self.encoding.or(record.encoding),
            text: record.text.into_bytes(),
            reading: self.reading,
            title: record.head.as_ref().and_then(|head| head.title.clone()),
            head: record.head.map(Box::new),
            is_file: false,
            was_page: false,
        }
    }

    /// Whether nothing is asked for after this record.
    fn is_last(&mut self) -> bool {
        self.left = self.left.map(|left| left.saturating_sub(1));
        self.left == Some(0)
    }

    /// Says at the end of the file, or of the sample, which fields no record had, where there were records.
    fn note_missing(&mut self) {
        let Some(names) = self.names.take() else { return };
        for Named { field, thing, flag } in self.missing.iter() {
            let others = if names.is_empty() {
                "there is no other field".to_owned()
            } else {
                format!("the first one has {}", names.join(", "))
            };
            self.read.push_back(Item::Note(format!(
                "{}: no record has a {thing} in the field `{field}`; {others}; name the field with the {thing} with {flag}",
                self.file
            )));
        }
    }
}

impl<I: Iterator<Item = Result<Record, Fault>>> Iterator for RecordItems<I> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.read.is_empty() {
            match self.records.next() {
                Some(Ok(record)) => self.read(record),
                Some(Err(fault)) => {
                    if self.is_last() {
                        self.note_missing();
                    }
                    self.read.push_back(Item::Failure(problem(fault, &self.file)));
                }
                None => self.note_missing(),
            }
        }
        self.read.pop_front()
    }
}

/// The names of the fields of a JSON object, the first ones.
fn names(object: Option<&str>) -> Vec<String> {
    let object: Map<String, Value> =
        object.and_then(|object| serde_json::from_str(object).ok()).unwrap_or_default();
    let mut names: Vec<_> = object.into_iter().map(|(name, _)| format!("`{name}`")).collect();
    if names.len() > MOST_NAMES {
        names.truncate(MOST_NAMES);
        names.push("...".to_owned());
    }
    names
}

fn problem(fault: Fault, file: &str) -> Problem {
    let file = file.to_owned();
    match fault {
        Fault::Read(error) => Problem::Read { file, error },
        Fault::Line { line, defect } => Problem::Record { file, line, defect },
    }
}
