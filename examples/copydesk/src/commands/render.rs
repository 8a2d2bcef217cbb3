//! Prints the text of each document, as it is cleaned.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::Value;

use crate::args::RenderArguments;
use crate::commands::walk::each_document;
use crate::input::Document;
use crate::input::folder;
use crate::input::page_head::PageHead;
use crate::output::problem::Problem;
use crate::output::tally::Tally;

/// A document: a record that `copydesk clean` reads.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a Value,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a PageHead>,
}

/// Does what `copydesk render` was called for, and gives the exit code.
pub(crate) fn run(arguments: &RenderArguments) -> u8 {
    let mut tally = Tally::new(false);
    let files = arguments.files();
    let files = files.iter().flat_map(|path| folder::files_of(path)).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let (input, run) = (&arguments.input, &arguments.run);
    let ended = each_document(
        files,
        input,
        run,
        &mut tally,
        |document| written(&document),
        |line| out.write_all(line?.as_bytes()).map_err(Problem::of_stdout),
    );
    let ended = ended.and_then(|()| out.flush().map_err(Problem::of_stdout));
    tally.end(ended)
}

/// The line for a document.
fn written(document: &Document) -> Result<String, Problem> {
    let row = Row {
        id: &document.source,
        text: &String::from_utf8_lossy(&document.text),
        encoding: document.encoding,
        page: document.head.as_deref(),
    };
    let line = serde_json::to_string(&row).map_err(|error| Problem::of_stdout(error.into()))?;
    Ok(line + "\n")
}
