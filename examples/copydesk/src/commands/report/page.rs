//! Puts the entries into the page. Their texts go into it as JSON, which the template engine makes
//! safe; the script shows them as text.

use std::env;
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use xxhash_rust::xxh3::Xxh3Default;

use super::view::Entry;
use crate::output::problem::Problem;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Where in the page the entries stand.
const PLACE: &str = "{{ entries }}";

/// The entries of a page, in a scratch file without a name until the page is written: it may be far
/// longer than memory.
pub(super) struct Entries {
    spool: BufWriter<File>,
    digest: Xxh3Default,
    is_empty: bool,
}

/// An entry as the page holds it: JSON in which no text can end the page's script.
pub(super) fn embedded(entry: &Entry) -> Result<String, Problem> {
    rendered("{{ entry|tojson }}", context! { entry => Serde(entry) })
}

impl Entries {
    /// No entry yet.
    pub(super) fn new() -> Result<Self, Problem> {
        let spool = BufWriter::new(tempfile::tempfile().map_err(no_scratch)?);
        Ok(Self { spool, digest: Xxh3Default::new(), is_empty: true })
    }

    /// Adds an entry, embedded.
    pub(super) fn add(&mut self, entry: &str) -> Result<(), Problem> {
        let separator = if self.is_empty { "" } else { "," };
        self.is_empty = false;
        for part in [separator, entry] {
            self.digest.update(part.as_bytes());
            self.spool.write_all(part.as_bytes()).map_err(no_scratch)?;
        }
        Ok(())
    }

    /// The page, as a reader gives it. The same entries give the same bytes.
    pub(super) fn page(self) -> Result<impl io::Read, Problem> {
        // What the page's own script and style are known by. It rests on all texts, so that none of
        // them can hold it.
        let nonce = format!("{:032x}", self.digest.digest128());
        let values = context! { style => STYLE, script => SCRIPT, nonce => nonce };
        let (head, tail) = PAGE.split_once(PLACE).unwrap_or((PAGE, ""));
        let (head, tail) = (rendered(head, values.clone())?, rendered(tail, values)?);
        let mut spool = self.spool.into_inner().map_err(|error| no_scratch(error.into_error()))?;
        spool.rewind().map_err(no_scratch)?;
        Ok(io::Read::chain(io::Cursor::new(head), io::Read::chain(spool, io::Cursor::new(tail))))
    }
}

fn rendered(template: &str, values: Value) -> Result<String, Problem> {
    // The name ends in `.html`, so every value is escaped as HTML.
    Ok(Environment::new().render_named_str("page.html", template, values)?)
}

fn no_scratch(error: io::Error) -> Problem {
    Problem::Write { file: env::temp_dir().display().to_string(), error }
}
