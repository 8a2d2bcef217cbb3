//! Writes what was asked for: articles in one of the forms, or the explanation.

use std::io::{self, Write};

use copydesk::Cleaned;

use crate::args::choices::To;
use crate::input::Document;
use crate::output::explain::Explainer;
use crate::output::shape;
use crate::output::spreadsheet;

/// What is written to. It gets lines whole, so that what was written stays readable when the run is
/// interrupted.
#[derive(Debug)]
pub(crate) struct Answer<W> {
    out: W,
    form: Form,
    begun: bool,
}

/// What is written.
#[derive(Debug)]
enum Form {
    Articles(To),
    Explanation(Explainer),
}

impl<W: Write> Answer<W> {
    /// Articles in the form `to`; nothing is written yet.
    pub(crate) fn new(out: W, to: To) -> Self {
        Self { out, form: Form::Articles(to), begun: false }
    }

    /// An explanation of every line; nothing is written yet.
    pub(crate) fn explaining(out: W) -> Self {
        Self { out, form: Form::Explanation(Explainer::for_terminal()), begun: false }
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
                To::Csv => self.write_part(&spreadsheet::header(), "", &article)?,
                To::Jsonl | To::Ninjs | To::JsonLd | To::Rows => {
                    self.write_part("", "", &(article + "\n"))?;
                }
            }
        }
        Ok(())
    }

    /// Writes what closes the output, makes sure that all of it arrived, and gives back what was
    /// written to.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        match &self.form {
            Form::Articles(To::Json) if self.begun => self.out.write_all(b"\n]\n")?,
            Form::Articles(To::Csv) if !self.begun => {
                self.out.write_all(spreadsheet::header().as_bytes())?;
            }
            Form::Articles(To::Json) => self.out.write_all(b"[]\n")?,
            _ => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }

    /// Writes a part after what begins the output or comes between two parts, in one piece.
    fn write_part(&mut self, first: &str, between: &str, part: &str) -> io::Result<()> {
        let before = if self.begun { between } else { first };
        self.begun = true;
        self.out.write_all([before, part].concat().as_bytes())
    }
}
