//! Rules of the user's own: a TOML file with lines that are artifacts, everywhere or in documents of one source.
//!
//! ```toml
//! artifacts = ["Seen by {*}", "{n} readers"]
//!
//! [source."https://example.org/"]
//! artifacts = ["Town and country"]
//!
//! [[source."https://example.org/".learned]]
//! line = "Sign up to get our stories every morning."
//! stories = 40
//! documents = 44
//! ```

use std::collections::BTreeMap;
use std::fs;

use copydesk::corpus::LearnedLine;
use copydesk::{Cleaned, Cleaner, Options};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::arguments::{CleaningArguments, InputArguments};
use crate::input::Document;
use crate::problem::Problem;
use crate::publisher;

/// What a file of rules holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[serde(default)]
    artifacts: Vec<Spanned<String>>,
    #[serde(default)]
    learned: Vec<Spanned<LearnedRule>>,
    #[serde(default)]
    source: BTreeMap<String, SourceRules>,
}

/// The rules for documents of one source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceRules {
    #[serde(default)]
    artifacts: Vec<Spanned<String>>,
    #[serde(default)]
    learned: Vec<Spanned<LearnedRule>>,
}

/// A line that was learned, and how many stories and documents it was learned from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LearnedRule {
    pub(crate) line: String,
    pub(crate) stories: u32,
    pub(crate) documents: u32,
}

/// Rules that were checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rules {
    /// Those for every document.
    pub(crate) everywhere: Artifacts,
    /// Those for documents that are from one source: that say so, or whose name, id or address begins so.
    pub(crate) sources: BTreeMap<String, Artifacts>,
}

/// Lines that are artifacts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Artifacts {
    /// Written by a user; they may have placeholders.
    pub(crate) own: Vec<String>,
    /// Learned.
    pub(crate) learned: Vec<LearnedRule>,
}

/// Cleaners with the rules for each source.
#[derive(Debug)]
pub(crate) struct Cleaners {
    everywhere: Cleaner,
    sources: BTreeMap<String, Cleaner>,
    source_field: String,
}

impl Rules {
    /// The rules of the file that the command line names.
    pub(crate) fn of(arguments: &CleaningArguments) -> Result<Self, Problem> {
        let Some(path) = &arguments.rules else { return Ok(Self::default()) };
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| Problem::Open { file: file.clone(), error })?;
        let problem = |at: usize, words: String| Problem::Rules { file: file.clone(), line: line_of(&text, at), words };
        let read: RulesFile =
            toml::from_str(&text).map_err(|error| problem(error.span().map_or(0, |span| span.start), words_of(&error)))?;
        let everywhere = Artifacts::checked(read.artifacts, read.learned, problem)?;
        let checked = |rules: SourceRules| Artifacts::checked(rules.artifacts, rules.learned, problem);
        let sources = read.source.into_iter().map(|(source, rules)| Ok((source, checked(rules)?)));
        Ok(Self { everywhere, sources: sources.collect::<Result<_, Problem>>()? })
    }
}

/// The parser's words in one line.
fn words_of(error: &toml::de::Error) -> String {
    error.message().replace('\n', " ")
}

/// The line, from 1, that a byte of the text is in.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}

impl Artifacts {
    /// The lines of a file, each one checked; `problem` is made of the byte where a bad one stands, and of words.
    fn checked(
        own: Vec<Spanned<String>>,
        learned: Vec<Spanned<LearnedRule>>,
        problem: impl Fn(usize, String) -> Problem,
    ) -> Result<Self, Problem> {
        let mut artifacts = Self::default();
        for entry in own {
            let start = entry.span().start;
            let one = Self { own: vec![entry.into_inner()], learned: Vec::new() };
            one.check().map_err(|words| problem(start, words))?;
            artifacts.own.extend(one.own);
        }
        for entry in learned {
            let start = entry.span().start;
            let one = Self { own: Vec::new(), learned: vec![entry.into_inner()] };
            one.check().map_err(|words| problem(start, words))?;
            artifacts.learned.extend(one.learned);
        }
        Ok(artifacts)
    }

    fn check(&self) -> Result<(), String> {
        self.added_to(Options::default()).check().map_err(|error| match error {
            copydesk::Error::BadEntry { value, allowed, .. } => {
                format!("the entry {value:?} cannot be used: an artifact must be {allowed}")
            }
            error => error.to_string(),
        })
    }

    /// Options with these lines too.
    fn added_to(&self, mut options: Options) -> Options {
        options.extra_artifacts.extend(self.own.iter().cloned());
        options.learned_artifacts.extend(self.learned.iter().map(|it| LearnedLine::new(&it.line, it.stories, it.documents)));
        options
    }
}

impl Cleaners {
    /// The cleaners that the command line asks for.
    pub(crate) fn new(cleaning: &CleaningArguments, input: &InputArguments) -> Result<Self, Problem> {
        let rules = Rules::of(cleaning)?;
        let everywhere = rules.everywhere.added_to(cleaning.options());
        let of_source =
            |(source, artifacts): (&String, &Artifacts)| Ok((source.clone(), Cleaner::new(artifacts.added_to(everywhere.clone()))?));
        let sources = rules.sources.iter().map(of_source).collect::<Result<_, Problem>>()?;
        Ok(Self { everywhere: Cleaner::new(everywhere)?, sources, source_field: input.source_field.clone() })
    }

    /// Cleans a document by the rules for its source.
    pub(crate) fn clean(&self, document: &Document) -> Cleaned {
        self.of_source(document).unwrap_or(&self.everywhere).clean_bytes(&document.text)
    }

    /// The cleaner for the source that the document names, or for the longest beginning of its own name that has rules.
    fn of_source(&self, document: &Document) -> Option<&Cleaner> {
        if self.sources.is_empty() {
            return None;
        }
        let named = publisher::said(document, &self.source_field).and_then(|source| self.sources.get(&source));
        named.or_else(|| {
            let name = document.source.as_str()?;
            let fitting = self.sources.iter().filter(|(source, _)| name.starts_with(source.as_str()));
            fitting.max_by_key(|(source, _)| source.len()).map(|(_, cleaner)| cleaner)
        })
    }
}
