//! Reads a file of rules. Its problems name the line and the entry.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use copydesk::{Error, Options};
use serde::Deserialize;
use toml::Spanned;

use super::{Entries, Rules};
use crate::problem::Problem;

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
    source: BTreeMap<String, SourceRules>,
}

/// What it holds for documents whose name begins in some way.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceRules {
    #[serde(default)]
    artifacts: Vec<Spanned<String>>,
    #[serde(default)]
    site_suffixes: Vec<Spanned<String>>,
    #[serde(default)]
    agencies: Vec<Spanned<String>>,
}

/// What a list is for, and the library's option that checks its entries.
type List = (&'static str, fn(Options, Vec<String>) -> Options);

const ARTIFACTS: List = ("an artifact", Options::extra_artifacts);
const SITE_SUFFIXES: List = ("a site suffix", Options::extra_site_suffixes);
const AGENCIES: List = ("an agency", Options::extra_agencies);

/// The rules that the file at `path` holds.
pub(super) fn read(path: &Path) -> Result<Rules, Problem> {
    let file = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| Problem::Open { file: file.clone(), error })?;
    rules_of(&text).map_err(|(at, words)| Problem::Rules { file, line: line_of(&text, at), words })
}

/// The rules in a text; or the byte where it is wrong, and what is wrong there.
fn rules_of(text: &str) -> Result<Rules, (usize, String)> {
    let read: RulesFile =
        toml::from_str(text).map_err(|error| (error.span().map_or(0, |span| span.start), error.message().replace('\n', " ")))?;
    let everywhere = entries(read.artifacts, read.site_suffixes, read.agencies)?;
    let sources = read.source.into_iter().map(|(source, own)| Ok((source, entries(own.artifacts, own.site_suffixes, own.agencies)?)));
    Ok(Rules { everywhere, sources: sources.collect::<Result<_, _>>()? })
}

fn entries(
    artifacts: Vec<Spanned<String>>,
    site_suffixes: Vec<Spanned<String>>,
    agencies: Vec<Spanned<String>>,
) -> Result<Entries, (usize, String)> {
    Ok(Entries {
        artifacts: checked(artifacts, ARTIFACTS)?,
        site_suffixes: checked(site_suffixes, SITE_SUFFIXES)?,
        agencies: checked(agencies, AGENCIES)?,
    })
}

fn checked(entries: Vec<Spanned<String>>, list: List) -> Result<Vec<String>, (usize, String)> {
    entries.into_iter().map(|entry| check(entry, list)).collect()
}

fn check(entry: Spanned<String>, (what, with): List) -> Result<String, (usize, String)> {
    let start = entry.span().start;
    let entry = entry.into_inner();
    match with(Options::default(), vec![entry.clone()]).check() {
        Ok(()) => Ok(entry),
        Err(Error::BadEntry { value, allowed, .. }) => {
            Err((start, format!("the entry {value:?} cannot be used: {what} must be {allowed}")))
        }
        Err(error) => Err((start, error.to_string())),
    }
}

/// The line, from 1, that a byte of the text is in.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}
