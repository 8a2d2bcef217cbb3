//! Writes what was asked for: articles in one of the forms, or the explanation.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;
#[cfg(feature = "parquet")]
use std::path::PathBuf;

use crate::args::choices::To;
use crate::input::Document;
use crate::input::cleaned::CleanedDocument;
#[cfg(feature = "parquet")]
use crate::output::atomic;
use crate::output::atomic::AtomicFile;
use crate::output::explain::Explainer;
use crate::output::problem::Problem;
use crate::output::shape;
use crate::output::spreadsheet;
#[cfg(feature = "parquet")]
use crate::output::table::Table;

/// What is written.
#[derive(Debug)]
pub(crate) enum Form {
    /// Articles.
    Articles(To),
    /// What every line was taken for.
    Explanation(Explainer),
}

/// Where it is written.
#[derive(Debug)]
pub(crate) struct Answer<'f> {
    out: Out,
    form: &'f Form,
    begun: bool,
}

/// What becomes of the parts.
#[derive(Debug)]
enum Out {
    /// They are written as they are. The file gets lines whole, so that what was written stays
    /// readable when the run is interrupted.
    Text(AtomicFile),
    /// They are rows of a table.
    #[cfg(feature = "parquet")]
    Table { path: PathBuf, table: Box<Table> },
}

impl Form {
    /// The articles of a document, or its explanation, with what comes between two parts; empty where
    /// there is nothing to write.
    pub(crate) fn written(
        &self,
        document: &Document,
        read: &CleanedDocument,
    ) -> io::Result<String> {
        let to = match self {
            Self::Explanation(explainer) => return Ok(explainer.explain(document, read)),
            Self::Articles(to) => *to,
        };
        let mut written = String::new();
        for (article, marks) in read.cleaned.articles.iter().zip(&read.marks) {
            if !written.is_empty() {
                written.push_str(self.between());
            }
            written.push_str(&shape::written(to, document, article, marks)?);
            if !matches!(to, To::Json | To::Csv) {
                written.push('\n');
            }
        }
        Ok(written)
    }

    /// Fails where this build cannot write the form.
    pub(crate) fn check(&self) -> Result<(), Problem> {
        let is_parquet = matches!(self, Self::Articles(To::Parquet));
        if is_parquet && !cfg!(feature = "parquet") { Err(Problem::NotBuiltIn) } else { Ok(()) }
    }

    /// What comes before the first part.
    fn begin(&self) -> String {
        match self {
            Self::Articles(To::Json) => "[\n  ".to_owned(),
            Self::Articles(To::Csv) => spreadsheet::header(),
            _ => String::new(),
        }
    }

    fn between(&self) -> &'static str {
        match self {
            Self::Explanation(_) => "\n",
            Self::Articles(To::Json) => ",\n  ",
            Self::Articles(To::Text) => "\n\n",
            Self::Articles(_) => "",
        }
    }

    /// What closes the output.
    fn end(&self, has_begun: bool) -> String {
        match self {
            Self::Articles(To::Json) if has_begun => "\n]\n".to_owned(),
            Self::Articles(To::Json) => "[]\n".to_owned(),
            Self::Articles(To::Csv) if !has_begun => spreadsheet::header(),
            _ => String::new(),
        }
    }
}

impl<'f> Answer<'f> {
    /// Creates the file at `path`; `-` is standard output.
    pub(crate) fn create(path: &Path, form: &'f Form) -> Result<Self, Problem> {
        let out = AtomicFile::create(path)?;
        let out = match form {
            #[cfg(feature = "parquet")]
            Form::Articles(To::Parquet) => {
                let table = Table::new(out).map_err(|error| atomic::problem(path, error))?;
                Out::Table { path: path.to_owned(), table: Box::new(table) }
            }
            _ => Out::Text(out),
        };
        Ok(Self { out, form, begun: false })
    }

    /// Writes what the form made of a document.
    pub(crate) fn write(&mut self, written: &str) -> Result<(), Problem> {
        if written.is_empty() {
            return Ok(());
        }
        let before =
            if self.begun { Cow::Borrowed(self.form.between()) } else { self.form.begin().into() };
        self.begun = true;
        self.out.put(&[&before, written].concat())
    }

    /// Writes what closes the output, makes sure that all of it arrived, and gives the file its name.
    pub(crate) fn finish(mut self) -> Result<(), Problem> {
        self.out.put(&self.form.end(self.begun))?;
        match self.out {
            Out::Text(file) => file.finish(),
            #[cfg(feature = "parquet")]
            Out::Table { path, table } => {
                table.finish().map_err(|error| atomic::problem(&path, error))?.finish()
            }
        }
    }
}

impl Out {
    fn put(&mut self, part: &str) -> Result<(), Problem> {
        match self {
            Self::Text(file) => {
                file.write_all(part.as_bytes()).map_err(|error| file.problem(error))
            }
            #[cfg(feature = "parquet")]
            Self::Table { path, table } => {
                table.write(part).map_err(|error| atomic::problem(path, error))
            }
        }
    }
}
