//! Writes what was asked for to standard output: articles in one of three forms, or the explanation.

use std::io::{self, BufWriter, StdoutLock, Write};

use copydesk::{Article, Cleaned};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::arguments::{OutputArguments, To};
use crate::explain::Explainer;
use crate::input::Document;

/// Standard output. Lines are given to the buffer whole, so that what was written stays readable when the run is interrupted.
pub(crate) struct Answer {
    out: BufWriter<StdoutLock<'static>>,
    form: Form,
    begun: bool,
}

/// What is written.
enum Form {
    Articles(To),
    Explanation(Explainer),
}

/// An article with the name of the document that it is from, what else its record said, and the encoding that it was in.
#[derive(Serialize)]
struct Row<'a> {
    source: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    #[serde(flatten)]
    article: &'a Article,
}

impl Answer {
    /// Nothing is written yet.
    pub(crate) fn new(arguments: &OutputArguments) -> Self {
        let form = if arguments.explain { Form::Explanation(Explainer::for_terminal()) } else { Form::Articles(arguments.to) };
        Self { out: BufWriter::new(io::stdout().lock()), form, begun: false }
    }

    /// Writes what became of a document.
    pub(crate) fn write(&mut self, document: &Document, cleaned: &Cleaned) -> io::Result<()> {
        let to = match &self.form {
            Form::Explanation(explainer) => {
                let explanation = explainer.explain(document, cleaned);
                return self.write_part("", "\n", &explanation);
            }
            Form::Articles(to) => *to,
        };
        for article in &cleaned.articles {
            self.write_article(
                to,
                &Row { source: &document.source, record: document.record.as_deref(), encoding: document.encoding, article },
            )?;
        }
        Ok(())
    }

    /// Writes what closes the output, and makes sure that all of it arrived.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match &self.form {
            Form::Articles(To::Json) if self.begun => self.out.write_all(b"\n]\n")?,
            Form::Articles(To::Json) => self.out.write_all(b"[]\n")?,
            _ => {}
        }
        self.out.flush()
    }

    fn write_article(&mut self, to: To, row: &Row<'_>) -> io::Result<()> {
        match to {
            To::Jsonl => self.write_part("", "", &(serde_json::to_string(row)? + "\n")),
            To::Json => {
                // No string of JSON holds a line end of its own, so only the layout is moved.
                let element = serde_json::to_string_pretty(row)?.replace('\n', "\n  ");
                self.write_part("[\n  ", ",\n  ", &element)
            }
            To::Text => self.write_part("", "\n\n", &format!("{}\n", row.article)),
        }
    }

    /// Writes a part after what begins the output or comes between two parts, in one piece.
    fn write_part(&mut self, first: &str, between: &str, part: &str) -> io::Result<()> {
        let before = if self.begun { between } else { first };
        self.begun = true;
        self.out.write_all([before, part].concat().as_bytes())
    }
}
