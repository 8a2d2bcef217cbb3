//! Rules of the user's own: a TOML file with lines that are artifacts, everywhere or in documents of one source.
//!
//! ```toml
//! artifacts = ["Seen by {*}", "{n} readers"]
//!
//! [source."https://example.org/"]
//! artifacts = ["Town and country"]
//! ```

use std::collections::BTreeMap;
use std::fs;

use copydesk::{Cleaned, Cleaner, Options};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::arguments::CleaningArguments;
use crate::input::Document;
use crate::problem::Problem;

/// What a file of rules holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[serde(default)]
    artifacts: Vec<Spanned<String>>,
    #[serde(default)]
    source: BTreeMap<String, SourceRules>,
}

/// The rules for documents whose name begins in some way.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceRules {
    artifacts: Vec<Spanned<String>>,
}

/// Rules that were checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rules {
    /// Lines that are artifacts in every document.
    pub(crate) artifacts: Vec<String>,
    /// Lines that are artifacts in documents whose name, id or address begins so.
    pub(crate) sources: BTreeMap<String, Vec<String>>,
}

/// Cleaners with the rules for each source.
#[derive(Debug)]
pub(crate) struct Cleaners {
    everywhere: Cleaner,
    sources: BTreeMap<String, Cleaner>,
}

impl Rules {
    /// The rules of the command line and of the file that it names.
    pub(crate) fn of(arguments: &CleaningArguments) -> Result<Self, Problem> {
        let Some(path) = &arguments.rules else { return Ok(Self::default()) };
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| Problem::Open { file: file.clone(), error })?;
        let problem = |at: usize, words: String| Problem::Rules { file: file.clone(), line: line_of(&text, at), words };
        let read: RulesFile =
            toml::from_str(&text).map_err(|error| problem(error.span().map_or(0, |span| span.start), words_of(&error)))?;
        let checked = |entries: Vec<Spanned<String>>| entries.into_iter().map(|entry| check(entry, problem)).collect::<Result<_, _>>();
        let artifacts = checked(read.artifacts)?;
        let sources = read.source.into_iter().map(|(source, rules)| Ok((source, checked(rules.artifacts)?)));
        Ok(Self { artifacts, sources: sources.collect::<Result<_, Problem>>()? })
    }
}

/// The parser's words in one line.
fn words_of(error: &toml::de::Error) -> String {
    error.message().replace('\n', " ")
}

fn check(entry: Spanned<String>, problem: impl Fn(usize, String) -> Problem) -> Result<String, Problem> {
    let start = entry.span().start;
    let entry = entry.into_inner();
    match Options::default().extra_artifacts(vec![entry.clone()]).check() {
        Ok(()) => Ok(entry),
        Err(copydesk::Error::BadEntry { value, allowed, .. }) => {
            Err(problem(start, format!("the entry {value:?} cannot be used: an artifact must be {allowed}")))
        }
        Err(error) => Err(problem(start, error.to_string())),
    }
}

/// The line, from 1, that a byte of the text is in.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}

impl Cleaners {
    /// The cleaners that the command line asks for.
    pub(crate) fn new(arguments: &CleaningArguments) -> Result<Self, Problem> {
        let rules = Rules::of(arguments)?;
        let options = |more: &[String]| {
            let mut options = arguments.options();
            options.extra_artifacts.extend(rules.artifacts.iter().chain(more).cloned());
            options
        };
        let everywhere = Cleaner::new(options(&[]))?;
        let sources = rules.sources.iter().map(|(source, lines)| Ok((source.clone(), Cleaner::new(options(lines))?)));
        Ok(Self { everywhere, sources: sources.collect::<Result<_, Problem>>()? })
    }

    /// Cleans a document by the rules for its source: those of the longest beginning of its name that has rules.
    pub(crate) fn clean(&self, document: &Document) -> Cleaned {
        let own = document.source.as_str().and_then(|name| {
            let fitting = self.sources.iter().filter(|(source, _)| name.starts_with(source.as_str()));
            fitting.max_by_key(|(source, _)| source.len())
        });
        own.map_or(&self.everywhere, |(_, cleaner)| cleaner).clean_bytes(&document.text)
    }
}
