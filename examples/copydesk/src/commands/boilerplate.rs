//! `copydesk boilerplate`: learns the lines that a source leaves in many documents, and prints them
//! as a file of rules.

mod answer;

use std::io::{self, Write};

use copydesk::corpus::{Boilerplate, Item};
use serde_json::Value;

use crate::args::BoilerplateArguments;
use crate::commands::walk::each_document;
use crate::input::Document;
use crate::input::folder;
use crate::input::identity;
use crate::input::rules::Cleaners;
use crate::output::problem::{self, Problem, counted};
use crate::output::tally::Tally;

/// Does what `copydesk boilerplate` was called for, and gives the exit code.
pub(crate) fn run(arguments: &BoilerplateArguments) -> u8 {
    let mut tally = Tally::new(false);
    let ended = learn(arguments, &mut tally);
    tally.end(ended)
}

/// The bodies of a document's articles, and where they are from.
struct Bodies {
    id: String,
    source: Option<String>,
    texts: Vec<String>,
}

fn learn(arguments: &BoilerplateArguments, tally: &mut Tally) -> Result<(), Problem> {
    let cleaner = Cleaners::new(&arguments.cleaning, &arguments.input)?;
    let mut boilerplate = Boilerplate::new(arguments.options())?;
    let files = arguments.files().iter().flat_map(|path| folder::files_of(path)).collect();
    let mut documents = 0;
    let clean = |document: Document| Bodies {
        id: id_of(&document),
        source: identity::source_of(&document, arguments.input.publisher_field.as_deref()),
        texts: cleaner
            .clean(&document)
            .cleaned
            .articles
            .iter()
            .map(|it| it.paragraphs.join("\n"))
            .collect(),
    };
    each_document(files, &arguments.input, &arguments.run, tally, clean, |bodies| {
        documents += 1;
        for text in &bodies.texts {
            boilerplate.add(&Item::new(&bodies.id, text).source(bodies.source.as_deref()));
        }
        Ok(())
    })?;
    let learned = boilerplate.learn();
    let text = if arguments.json { answer::json_lines(&learned) } else { answer::rules(&learned) };
    io::stdout().lock().write_all(text.as_bytes()).map_err(Problem::of_stdout)?;
    let (documents, lines) = (counted(documents, "document"), counted(learned.len(), "line"));
    if !arguments.run.quiet {
        problem::note(&format!("{documents}: {lines} learned"));
    }
    Ok(())
}

fn id_of(document: &Document) -> String {
    match &document.source {
        Value::String(id) => id.clone(),
        other => other.to_string(),
    }
}
