//! Rules of the user's own: a TOML file with entries beside the built-in lists, everywhere or in documents of one source.
//!
//! ```toml
//! artifacts = ["Seen by {*}", "{n} readers"]
//!
//! [source."https://example.org/"]
//! artifacts = ["Town and country"]
//! site_suffixes = ["Harbour 24"]
//! agencies = ["Harbour Wire"]
//! ```

mod file;

use std::collections::BTreeMap;

use copydesk::{Cleaned, Cleaner, Options};
use serde::{Deserialize, Serialize};

use crate::arguments::CleaningArguments;
use crate::input::Document;
use crate::problem::Problem;

/// Rules that were checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rules {
    /// Those for every document.
    pub(crate) everywhere: Entries,
    /// Those for documents whose name, id or address begins so.
    pub(crate) sources: BTreeMap<String, Entries>,
}

/// Entries beside the built-in lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entries {
    artifacts: Vec<String>,
    site_suffixes: Vec<String>,
    agencies: Vec<String>,
}

/// Cleaners with the rules for each source.
#[derive(Debug)]
pub(crate) struct Cleaners {
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
        }
    }

    /// The options with these entries added.
    pub(crate) fn add_to(&self, mut options: Options) -> Options {
        options.extra_artifacts.extend_from_slice(&self.artifacts);
        options.extra_site_suffixes.extend_from_slice(&self.site_suffixes);
        options.extra_agencies.extend_from_slice(&self.agencies);
        options
    }

    /// Each entry with the name of its list.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let lists = [("artifacts", &self.artifacts), ("site_suffixes", &self.site_suffixes), ("agencies", &self.agencies)];
        lists.into_iter().flat_map(|(name, entries)| entries.iter().map(move |entry| (name, entry.as_str())))
    }
}

impl Cleaners {
    /// The cleaners that the command line asks for.
    pub(crate) fn new(arguments: &CleaningArguments) -> Result<Self, Problem> {
        let rules = Rules::of(arguments)?;
        let options = rules.everywhere.add_to(arguments.options());
        let sources = rules.sources.iter().map(|(source, own)| Ok((source.clone(), Cleaner::new(own.add_to(options.clone()))?)));
        let sources = sources.collect::<Result<_, Problem>>()?;
        Ok(Self { everywhere: Cleaner::new(options)?, sources })
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
