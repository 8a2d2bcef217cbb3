//! Reads a file of rules. Its problems name the line and the entry.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use copydesk::{Error, Options};
use serde::Deserialize;
use toml::Spanned;

use super::{Entries, LearnedRule, Rules};
use crate::output::problem::Problem;

/// What the file holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[serde(default)]
    artifacts: Vec<Spanned<String>>,
    #[serde(default)]
    site_suffixes: Vec<Spanned<String>>,
    #[serde(default)]
    agencies: Vec<Spanned<String>>,
    #[serde(default)]
    learned: Vec<Spanned<LearnedRule>>,
    #[serde(default)]
    source: BTreeMap<String, SourceRules>,
}

/// What it holds for documents of one source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceRules {
    #[serde(default)]
    artifacts: Vec<Spanned<String>>,
    #[serde(default)]
    site_suffixes: Vec<Spanned<String>>,
    #[serde(default)]
    agencies: Vec<Spanned<String>>,
    #[serde(default)]
    learned: Vec<Spanned<LearnedRule>>,
}

/// The rules that the file at `path` holds.
pub(super) fn read(path: &Path) -> Result<Rules, Problem> {
    let file = path.display().to_string();
    let text =
        fs::read_to_string(path).map_err(|error| Problem::Open { file: file.clone(), error })?;
    rules_of(&text).map_err(|(at, words)| Problem::Rules { file, line: line_of(&text, at), words })
}

/// The rules in a text; or the byte where it is wrong, and what is wrong there.
fn rules_of(text: &str) -> Result<Rules, (usize, String)> {
    let read: RulesFile = toml::from_str(text).map_err(|error| {
        (error.span().map_or(0, |span| span.start), error.message().replace('\n', " "))
    })?;
    let RulesFile { artifacts, site_suffixes, agencies, learned, source } = read;
    let everywhere = SourceRules { artifacts, site_suffixes, agencies, learned }.checked()?;
    let sources = source.into_iter().map(|(source, own)| Ok((source, own.checked()?)));
    Ok(Rules { everywhere, sources: sources.collect::<Result<_, _>>()? })
}

impl SourceRules {
    fn checked(self) -> Result<Entries, (usize, String)> {
        let learned_artifacts = |options: Options, rules: Vec<LearnedRule>| {
            options.learned_artifacts(rules.iter().map(LearnedRule::line).collect())
        };
        Ok(Entries {
            artifacts: checked(self.artifacts, "an artifact", Options::extra_artifacts)?,
            site_suffixes: checked(
                self.site_suffixes,
                "a site suffix",
                Options::extra_site_suffixes,
            )?,
            agencies: checked(self.agencies, "an agency", Options::extra_agencies)?,
            learned: checked(self.learned, "an artifact", learned_artifacts)?,
        })
    }
}

/// The entries of a list; `what` it is for, and the library's option that checks them.
fn checked<E: Clone>(
    entries: Vec<Spanned<E>>,
    what: &str,
    option: impl Fn(Options, Vec<E>) -> Options,
) -> Result<Vec<E>, (usize, String)> {
    let check = |entry: Spanned<E>| {
        let start = entry.span().start;
        let entry = entry.into_inner();
        match option(Options::default(), vec![entry.clone()]).validate() {
            Ok(()) => Ok(entry),
            Err(Error::BadEntry { value, allowed, .. }) => Err((
                start,
                format!("the entry {value:?} cannot be used: {what} must be {allowed}"),
            )),
            Err(error) => Err((start, error.to_string())),
        }
    };
    entries.into_iter().map(check).collect()
}

/// The line, from 1, that a byte of the text is in.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}
