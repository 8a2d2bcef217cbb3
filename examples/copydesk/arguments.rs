//! The command line: every flag, its default and its range.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use copydesk::{Extent, Options, Strictness};

use crate::dedup::DedupArguments;

/// Tasks and exit codes, shown beneath the flags.
const TASKS: &str = include_str!("tasks.txt");

/// What the tool was called with.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, after_long_help = TASKS, arg_required_else_help = true)]
#[command(about = "Turns scraped news text into canonical articles and says what it left out and why")]
pub(crate) struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Clean texts: one article a line on standard output
    #[command(after_long_help = TASKS)]
    Clean(CleanArguments),
    /// Find copies among articles: one line a record, in the order of the input
    Dedup(DedupArguments),
}

/// The flags of `copydesk clean`.
#[derive(Debug, Args)]
pub(crate) struct CleanArguments {
    /// Files to clean, in this order; `-` or none: standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Stop at the first record or file that fails, instead of going on with the rest
    #[arg(long)]
    pub(crate) strict: bool,

    /// How the input is read.
    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// How the answer is written.
    #[command(flatten)]
    pub(crate) output: OutputArguments,

    /// How the texts are cleaned.
    #[command(flatten)]
    pub(crate) cleaning: CleaningArguments,
}

/// How the input is read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArguments {
    /// What the files hold
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Contents::Auto)]
    pub(crate) from: Contents,

    /// JSON Lines: the field with the record's id, a string or a number. A record without one is called `FILE:LINE`
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// JSON Lines: the field with the record's text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
}

/// How the answer is written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArguments {
    /// How articles are written
    #[arg(long, value_name = "FORM", value_enum, default_value_t = To::Jsonl, conflicts_with = "explain")]
    pub(crate) to: To,

    /// Write what was removed, altered, or kept in doubt to FILE, as JSON Lines; an older FILE is replaced
    ///
    /// Every row has `what` (`removal`, `alteration` or `doubt`), `source`, `text` (as it stood in the input), `span` (bytes of
    /// the record's text) and `line`. A removal adds `reason`, `kept` (the span of the text that says the same), `similarity` and
    /// `difference`; an alteration adds `kind` and `after`; a doubt adds `article`, `role` and `doubt`.
    #[arg(long, value_name = "FILE")]
    pub(crate) removals: Option<PathBuf>,

    /// Instead of articles, print each line of the input with what it was taken for
    #[arg(long)]
    pub(crate) explain: bool,
}

/// The options of the library.
#[derive(Debug, Args)]
#[command(next_help_heading = "Cleaning")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct CleaningArguments {
    /// What a text holds
    #[arg(long, value_name = "EXTENT", value_enum, default_value_t = TextExtent::Unknown)]
    extent: TextExtent,

    /// How much may differ between two paragraphs that are taken for one
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::Careful)]
    strictness: Level,

    /// Share of the smaller paragraph's word 3-grams that two paragraphs must have in common to be compared, from 0.3 to 1.0
    #[arg(long, value_name = "SHARE", default_value_t = Options::default().near_duplicate_overlap)]
    near_duplicate_overlap: f32,

    /// Words that a paragraph must have to be a near-duplicate, from 5 to 1000
    #[arg(long, value_name = "COUNT", default_value_t = Options::default().near_duplicate_words)]
    near_duplicate_words: usize,

    /// Longest headline in characters, from 20 to 2000
    #[arg(long, value_name = "COUNT", default_value_t = Options::default().headline_chars)]
    headline_chars: usize,

    /// Blank lines, beyond the document's own habit, that may separate articles, from 1 to 100
    #[arg(long, value_name = "COUNT", default_value_t = Options::default().blank_run)]
    blank_run: usize,

    /// Take every document for one article. Default: a document may hold several
    #[arg(long)]
    no_split: bool,

    /// Keep lines that belong to the page, such as `Share`. Default: they are removed
    #[arg(long)]
    keep_artifacts: bool,

    /// Keep near-duplicate paragraphs; equal ones still go. Default: they are removed
    #[arg(long)]
    keep_near_duplicates: bool,

    /// Leave texts as they are coded. Default: Unicode normalization form C
    #[arg(long)]
    no_normalize: bool,

    // clap takes an n in braces for a line break, so the sign for a number cannot be shown as it is written.
    /// A line to remove wherever it stands; `{*}` in it stands for any text, an `n` in the same brackets for a number. May be
    /// given again. Default: none beside the built-in lists
    #[arg(long, value_name = "LINE")]
    artifact: Vec<String>,
}

/// What the input files hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Contents {
    /// `jsonl` when the first line that is not blank is a JSON object with the text field, else `text`
    Auto,
    /// Each file is one text
    Text,
    /// Each line is a JSON object with a text
    Jsonl,
}

/// How articles are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// One JSON object a line for each article: `source`, then the article's fields
    Jsonl,
    /// One indented JSON array of the same objects
    Json,
    /// Headline and paragraphs, for people; two blank lines between articles
    Text,
}

/// What a text holds, see [`Extent`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TextExtent {
    /// Found out from each text: a page has menus and other short lines in runs around its sentences
    Unknown,
    /// One article or several, and no whole page
    Articles,
    /// A whole page with one story
    Page,
}

/// The levels of [`Strictness`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Level {
    /// Only words without a fact of their own
    Careful,
    /// Also one ordinary word in ten, in paragraphs of 20 words and more
    Balanced,
    /// Also one ordinary word in five
    Aggressive,
}

impl CleanArguments {
    /// The files to clean: standard input when none is named.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        if self.files.is_empty() { vec![PathBuf::from("-")] } else { self.files.clone() }
    }
}

impl CleaningArguments {
    /// The library's options, not yet checked.
    pub(crate) fn options(&self) -> Options {
        Options::default()
            .extent(self.extent.into())
            .strictness(self.strictness.into())
            .near_duplicate_overlap(self.near_duplicate_overlap)
            .near_duplicate_words(self.near_duplicate_words)
            .headline_chars(self.headline_chars)
            .blank_run(self.blank_run)
            .split(!self.no_split)
            .remove_artifacts(!self.keep_artifacts)
            .remove_near_duplicates(!self.keep_near_duplicates)
            .normalize(!self.no_normalize)
            .extra_artifacts(self.artifact.clone())
    }
}

impl From<TextExtent> for Extent {
    fn from(extent: TextExtent) -> Self {
        match extent {
            TextExtent::Unknown => Self::Unknown,
            TextExtent::Articles => Self::Articles,
            TextExtent::Page => Self::Page,
        }
    }
}

impl From<Level> for Strictness {
    fn from(level: Level) -> Self {
        match level {
            Level::Careful => Self::Careful,
            Level::Balanced => Self::Balanced,
            Level::Aggressive => Self::Aggressive,
        }
    }
}
