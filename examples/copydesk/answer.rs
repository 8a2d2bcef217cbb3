//! Writes what was asked for to standard output: articles in one of the forms, or the explanation.

use std::io::{self, BufWriter, StdoutLock, Write};

use copydesk::Cleaned;

use crate::arguments::{OutputArguments, To};
use crate::explain::Explainer;
use crate::input::Document;
use crate::shape;

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
            let article = shape::written(to, document, article)?;
            match to {
                To::Json => self.write_part("[\n  ", ",\n  ", &article)?,
                To::Text => self.write_part("", "\n\n", &(article + "\n"))?,
                To::Jsonl | To::Ninjs | To::JsonLd | To::Rows => self.write_part("", "", &(article + "\n"))?,
            }
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

    /// Writes a part after what begins the output or comes between two parts, in one piece.
    fn write_part(&mut self, first: &str, between: &str, part: &str) -> io::Result<()> {
        let before = if self.begun { between } else { first };
        self.begun = true;
        self.out.write_all([before, part].concat().as_bytes())
    }
}
