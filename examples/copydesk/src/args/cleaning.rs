//! The flags that say how texts are cleaned.

use std::path::PathBuf;

use clap::Args;
use copydesk::Options;

use crate::args::choices::{Kind, Level};

/// The options of the library.
#[derive(Debug, Args)]
#[command(next_help_heading = "Cleaning")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct CleaningArguments {
    /// What a text holds
    #[arg(long, value_name = "KIND", value_enum, alias = "extent", default_value_t = Kind::Detect)]
    input_kind: Kind,

    /// How much may differ between two paragraphs that are taken for one
    #[arg(long, value_name = "LEVEL", value_enum, alias = "strictness", default_value_t = Level::Low)]
    tolerance: Level,

    /// Share of the smaller paragraph's word 3-grams that two paragraphs must have in common to be
    /// compared, from 0.3 to 1.0
    #[arg(long, value_name = "SHARE", default_value_t = Options::default().near_duplicate_overlap)]
    near_duplicate_overlap: f32,

    /// Words that a paragraph must have to be a near-duplicate, from 5 to 1000
    #[arg(long, value_name = "COUNT", alias = "near-duplicate-words", default_value_t = Options::default().min_near_duplicate_words)]
    min_near_duplicate_words: usize,

    /// Longest headline in characters, from 20 to 2000
    #[arg(long, value_name = "COUNT", alias = "headline-chars", default_value_t = Options::default().max_headline_chars)]
    max_headline_chars: usize,

    /// Blank lines, more than the document's usual spacing, that may separate articles, from 1 to
    /// 100
    #[arg(long, value_name = "COUNT", alias = "blank-run", default_value_t = Options::default().min_extra_blank_lines)]
    min_extra_blank_lines: usize,

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
    #[arg(long, alias = "no-normalize")]
    no_nfc: bool,

    /// Leave HTML entities such as `&amp;` in the text. Default: they are decoded
    #[arg(long)]
    keep_entities: bool,

    /// Leave soft hyphens, and zero width spaces inside words. Default: they are removed
    #[arg(long)]
    keep_soft_hyphens: bool,

    /// Leave marks of markdown in the text. Default: a text that shows that it is markdown is read
    /// as such
    #[arg(long)]
    keep_markdown: bool,

    /// Leave the rows of a text that was broken at some width. Default: they are joined to
    /// paragraphs
    #[arg(long)]
    no_unwrap: bool,

    // clap takes an n in braces for a line break, so the sign for a number cannot be shown as it
    // is written.
    /// A line to remove wherever it stands; `{*}` in it stands for any text, an `n` in the same
    /// brackets for a number. May be repeated. Default: none beside the built-in lists
    #[arg(long, value_name = "LINE")]
    artifact: Vec<String>,

    /// A news or picture agency as it signs, in credits, datelines and bylines. May be repeated.
    /// Default: none beside the built-in lists
    #[arg(long, value_name = "NAME")]
    agency: Vec<String>,

    /// The name of a site as it stands after a headline or before it, set apart by a sign. May be
    /// repeated. Names of a few words without a number are known by their form
    #[arg(long, value_name = "NAME")]
    site_suffix: Vec<String>,

    // clap takes an n in braces for a line break here too.
    /// A TOML file with more of the same, everywhere or in documents of one source
    ///
    /// It has lists `artifacts`, `site_suffixes` and `agencies`: `artifacts = ["Seen by {*}"]`
    /// holds everywhere. Beneath `[source."https://example.org/"]` it holds for documents whose URL, id or file begins so, of several beginnings the
    /// longest; or whose record names that source, which counts first. What `copydesk boilerplate`
    /// prints is such a file, with a list `learned`. `copydesk rules` prints what is in force.
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
}

impl CleaningArguments {
    /// The library's options, not yet checked.
    pub(crate) fn options(&self) -> Options {
        Options::default()
            .input_kind(self.input_kind.into())
            .tolerance(self.tolerance.into())
            .near_duplicate_overlap(self.near_duplicate_overlap)
            .min_near_duplicate_words(self.min_near_duplicate_words)
            .max_headline_chars(self.max_headline_chars)
            .min_extra_blank_lines(self.min_extra_blank_lines)
            .split_articles(!self.no_split)
            .remove_artifacts(!self.keep_artifacts)
            .remove_near_duplicates(!self.keep_near_duplicates)
            .nfc(!self.no_nfc)
            .decode_entities(!self.keep_entities)
            .remove_soft_hyphens(!self.keep_soft_hyphens)
            .read_markdown(!self.keep_markdown)
            .unwrap(!self.no_unwrap)
            .extra_artifacts(self.artifact.clone())
            .extra_agencies(self.agency.clone())
            .extra_site_suffixes(self.site_suffix.clone())
    }
}
