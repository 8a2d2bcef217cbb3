//! What is written of documents: made by workers, document by document, and written in order.

use std::io;
use std::path::Path;

use copydesk::Cleaned;

use crate::input::Document;
use crate::input::cleaned::CleanedDocument;
use crate::output::answer::{Answer, Form};
use crate::output::problem::Problem;
use crate::output::provenance;
use crate::output::removals;
use crate::output::sidecar::Sidecar;
use crate::output::summary::Summary;

/// What is to be written.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// The form of the answer.
    pub(crate) form: Form,
    /// Whether what was left out is written too.
    pub(crate) removals: bool,
    /// Whether it is written where articles are from.
    pub(crate) provenance: bool,
}

/// What is to be written of one document, and its counts.
#[derive(Debug)]
pub(crate) struct Written {
    answer: String,
    removals: String,
    provenance: String,
    pub(crate) summary: Summary,
}

/// Where it is written.
#[derive(Debug)]
pub(crate) struct Outputs<'w> {
    answer: Answer<'w>,
    removals: Option<Sidecar>,
    provenance: Option<Sidecar>,
}

impl Wanted {
    /// What is to be written of a document.
    pub(crate) fn written(
        &self,
        document: &Document,
        read: &CleanedDocument,
    ) -> io::Result<Written> {
        type Part = fn(&Document, &Cleaned) -> io::Result<String>;
        let cleaned = &read.cleaned;
        let part = |is_wanted: bool, part: Part| {
            if is_wanted { part(document, cleaned) } else { Ok(String::new()) }
        };
        Ok(Written {
            answer: self.form.written(document, read)?,
            removals: part(self.removals, removals::written)?,
            provenance: part(self.provenance, provenance::written)?,
            summary: Summary::of(document, cleaned),
        })
    }
}

impl<'w> Outputs<'w> {
    /// Creates the files; `-` is standard output.
    pub(crate) fn create(
        wanted: &'w Wanted,
        answer: &Path,
        removals: Option<&Path>,
        provenance: Option<&Path>,
    ) -> Result<Self, Problem> {
        let removals = removals.map(Sidecar::create).transpose()?;
        let provenance = provenance.map(Sidecar::create).transpose()?;
        let answer = Answer::create(answer, &wanted.form)?;
        Ok(Self { answer, removals, provenance })
    }

    /// Writes what is to be written of the next document.
    pub(crate) fn write(&mut self, written: &Written) -> Result<(), Problem> {
        if let Some(file) = &mut self.removals {
            file.write(&written.removals)?;
        }
        if let Some(file) = &mut self.provenance {
            file.write(&written.provenance)?;
        }
        self.answer.write(&written.answer)
    }

    /// Gives the files their names, once the whole answer has arrived.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        self.answer.finish()?;
        self.removals.into_iter().chain(self.provenance).try_for_each(Sidecar::finish)
    }
}
