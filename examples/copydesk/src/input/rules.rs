//! Rules of the user's own: a TOML file with entries beside the built-in lists, everywhere or in
//! documents of one source.
//!
//! ```toml
//! artifacts = ["Seen by {*}", "{n} readers"]
//!
//! [source."https://example.org/"]
//! artifacts = ["Town and country"]
//! site_suffixes = ["Harbour 24"]
//! agencies = ["Harbour Wire"]
//!
//! [[source."https://example.org/".learned]]
//! line = "Sign up to get our stories every morning."
//! stories = 40
//! documents = 44
//! ```

mod file;

use std::collections::BTreeMap;

use copydesk::corpus::LearnedLine;
use copydesk::{Cleaner, Options};
use serde::{Deserialize, Serialize};

use crate::args::choices::HtmlReading;
use crate::args::{CleaningArguments, InputArguments};
use crate::input::Document;
use crate::input::cleaned::CleanedDocument;
use crate::input::identity;
use crate::output::problem::Problem;

/// Rules that were checked. They are written as a file of rules has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rules {
    /// Those for every document.
    #[serde(flatten)]
    pub(crate) everywhere: Entries,
    /// Those for documents that are from one source: that say so, or whose name, id or address
    /// begins so.
    #[serde(default, rename = "source", skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) sources: BTreeMap<String, Entries>,
}

/// Entries beside the built-in lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Entries {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    artifacts: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    site_suffixes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    agencies: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) learned: Vec<LearnedRule>,
}

/// A line that was learned, and how many stories and documents it was learned from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LearnedRule {
    line: String,
    stories: u32,
    documents: u32,
}

/// Cleaners with the rules for each source.
#[derive(Debug)]
pub(crate) struct Cleaners {
    texts: CleanersOfKind,
    /// For texts that were made of a page of HTML, by what they hold.
    articles_of_html: CleanersOfKind,
    pages_of_html: CleanersOfKind,
    publisher_field: Option<String>,
}

/// Cleaners of texts that hold the same.
#[derive(Debug)]
struct CleanersOfKind {
    everywhere: Cleaner,
    sources: BTreeMap<String, Cleaner>,
}

impl Rules {
    /// The rules of the file that the command line names.
    pub(crate) fn of(arguments: &CleaningArguments) -> Result<Self, Problem> {
        arguments.rules.as_deref().map_or_else(|| Ok(Self::default()), file::read)
    }
}

impl Entries {
    /// Those of the library's options.
    pub(crate) fn of(options: &Options) -> Self {
        Self {
            artifacts: options.extra_artifacts.clone(),
            site_suffixes: options.extra_site_suffixes.clone(),
            agencies: options.extra_agencies.clone(),
            learned: options.learned_artifacts.iter().map(LearnedRule::of).collect(),
        }
    }

    /// The options with these entries added.
    pub(crate) fn add_to(&self, mut options: Options) -> Options {
        options.extra_artifacts.extend_from_slice(&self.artifacts);
        options.extra_site_suffixes.extend_from_slice(&self.site_suffixes);
        options.extra_agencies.extend_from_slice(&self.agencies);
        options.learned_artifacts.extend(self.learned.iter().map(LearnedRule::line));
        options
    }

    /// Each entry with the name of its list.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let lists = [
            ("artifacts", &self.artifacts),
            ("site_suffixes", &self.site_suffixes),
            ("agencies", &self.agencies),
        ];
        let written = lists
            .into_iter()
            .flat_map(|(name, entries)| entries.iter().map(move |entry| (name, entry.as_str())));
        written.chain(self.learned.iter().map(|learned| ("learned", learned.line.as_str())))
    }
}

impl LearnedRule {
    /// The rule that a learned line gives.
    pub(crate) fn of(learned: &LearnedLine) -> Self {
        Self { line: learned.line.clone(), stories: learned.stories, documents: learned.documents }
    }

    /// The line, as the library's options have it.
    fn line(&self) -> LearnedLine {
        LearnedLine::new(&self.line, self.stories, self.documents)
    }
}

impl Cleaners {
    /// The cleaners that the command line asks for.
    pub(crate) fn new(
        cleaning: &CleaningArguments,
        input: &InputArguments,
    ) -> Result<Self, Problem> {
        let rules = Rules::of(cleaning)?;
        let options = rules.everywhere.add_to(cleaning.options());
        let of_html = |reading: HtmlReading| {
            CleanersOfKind::new(&rules, &options.clone().input_kind(reading.into()))
        };
        Ok(Self {
            texts: CleanersOfKind::new(&rules, &options)?,
            articles_of_html: of_html(HtmlReading::Article)?,
            pages_of_html: of_html(HtmlReading::Page)?,
            publisher_field: input.publisher_field.clone(),
        })
    }

    /// Cleans a document by what it holds and the rules for its source.
    pub(crate) fn clean(&self, document: &Document) -> CleanedDocument {
        let cleaners = match document.reading {
            None => &self.texts,
            Some(HtmlReading::Article) => &self.articles_of_html,
            Some(HtmlReading::Page) => &self.pages_of_html,
        };
        let cleaner = cleaners.of_source(document, self.publisher_field.as_deref());
        CleanedDocument::new(cleaner.unwrap_or(&cleaners.everywhere), document)
    }
}

impl CleanersOfKind {
    fn new(rules: &Rules, options: &Options) -> Result<Self, Problem> {
        let sources = rules
            .sources
            .iter()
            .map(|(source, own)| Ok((source.clone(), Cleaner::new(own.add_to(options.clone()))?)));
        let sources = sources.collect::<Result<_, Problem>>()?;
        Ok(Self { everywhere: Cleaner::new(options.clone())?, sources })
    }

    /// The cleaner for the source that the document names, or for the longest beginning of its URL
    /// that has rules, or for its publisher, or for the longest beginning of its own name.
    fn of_source(&self, document: &Document, field: Option<&str>) -> Option<&Cleaner> {
        if self.sources.is_empty() {
            return None;
        }
        let named = identity::named_source(document, field);
        let named = named.and_then(|source| self.sources.get(&source));
        let of_publisher = || self.sources.get(&identity::publisher_of(document, field)?);
        let beginning = |name: &str| {
            let fitting =
                self.sources.iter().filter(|(source, _)| name.starts_with(source.as_str()));
            fitting.max_by_key(|(source, _)| source.len()).map(|(_, cleaner)| cleaner)
        };
        named
            .or_else(|| identity::url(document).and_then(|url| beginning(&url)))
            .or_else(of_publisher)
            .or_else(|| document.source.as_str().and_then(beginning))
    }
}
