//! The flags of `copydesk boilerplate`.

use std::path::PathBuf;

use clap::Args;
use copydesk::corpus::BoilerplateOptions;

use crate::args::{CleaningArguments, InputArguments, RunArguments, or_stdin};

/// The flags of `copydesk boilerplate`.
#[derive(Debug, Args)]
pub(crate) struct BoilerplateArguments {
    /// Files and folders, as for `copydesk clean`; `-` or none: standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Different stories of its source that a line must be in, from 3 to 1000000
    #[arg(long, value_name = "COUNT", default_value_t = BoilerplateOptions::default().stories)]
    stories: u32,

    /// Share of the stories of its source that a line must be in, from 0.1 to 1
    #[arg(long, value_name = "SHARE", default_value_t = BoilerplateOptions::default().share)]
    share: f64,

    /// Write JSON Lines, `{"source", "line", "stories", "documents", "example"}`, instead of a
    /// file of rules
    #[arg(long)]
    pub(crate) json: bool,

    /// How the input is read.
    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// How the run is done.
    #[command(flatten)]
    pub(crate) run: RunArguments,

    /// How the texts are cleaned before.
    #[command(flatten)]
    pub(crate) cleaning: CleaningArguments,
}

impl BoilerplateArguments {
    /// The files to learn from: standard input when none is named.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        or_stdin(&self.files)
    }

    /// The library's options, not yet checked.
    pub(crate) fn options(&self) -> BoilerplateOptions {
        BoilerplateOptions::default().stories(self.stories).share(self.share)
    }
}
