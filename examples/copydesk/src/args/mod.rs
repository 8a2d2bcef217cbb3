//! The command line: every flag, its default and its range.

pub(crate) mod boilerplate;
pub(crate) mod choices;
mod cleaning;
mod run;

use std::path::PathBuf;

use bytesize::ByteSize;
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use encoding_rs::Encoding;

use crate::args::choices::{Contents, HtmlReading, To};
use crate::commands::compare::CompareArguments;
use crate::commands::dedup::DedupArguments;
use crate::input::encoding;

pub(crate) use self::boilerplate::BoilerplateArguments;
pub(crate) use self::cleaning::CleaningArguments;
pub(crate) use self::run::RunArguments;

/// Tasks and exit codes, shown beneath the flags.
const TASKS: &str = include_str!("tasks/clean.txt");

const RENDER_TASKS: &str = include_str!("tasks/render.txt");
const STATS_TASKS: &str = include_str!("tasks/stats.txt");
const BOILERPLATE_TASKS: &str = include_str!("tasks/boilerplate.txt");
const COMPLETION_TASKS: &str = "Tasks:\n  Complete words in bash:\n    copydesk completions bash > ~/.local/share/bash-completion/completions/copydesk";
const RULES_TASKS: &str =
    "Tasks:\n  Check a file of rules:\n    copydesk rules --rules rules.toml | grep ^own";
const MAN_TASKS: &str = "Tasks:\n  Read it:\n    copydesk man | man -l -";
const REPORT_TASKS: &str = include_str!("tasks/report.txt");

/// What the tool was called with.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, after_long_help = TASKS, arg_required_else_help = true)]
#[command(
    about = "Turns scraped news text into canonical articles and says what it left out and why"
)]
pub(crate) struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Clean texts: one article per line on standard output
    #[command(after_long_help = TASKS)]
    Clean(CleanArguments),
    /// Find copies among articles: one line a record, in the order of the input
    Dedup(DedupArguments),
    /// Compare two runs of `clean` over one input: articles that came and went, and lines that are
    /// kept or removed now, by reason
    Compare(CompareArguments),
    /// Show texts and what became of each line as a page of HTML that needs nothing else
    #[command(after_long_help = REPORT_TASKS)]
    Report(ReportArguments),
    /// Count what was removed, by reason, language and source, and show the lines that are removed
    /// most
    #[command(after_long_help = STATS_TASKS)]
    Stats(StatsArguments),
    /// Learn the lines that a source leaves in many documents while the stories differ, and print
    /// them as a file of rules
    #[command(after_long_help = BOILERPLATE_TASKS)]
    Boilerplate(BoilerplateArguments),
    /// Print the text that is cleaned: of pages of HTML, of crawls, of records in any encoding
    #[command(after_long_help = RENDER_TASKS)]
    Render(RenderArguments),
    /// Print every line and word that is looked for, the built-in ones and your own: origin, list
    /// and entry, with tabs between
    #[command(after_long_help = RULES_TASKS)]
    Rules {
        /// Your own.
        #[command(flatten)]
        cleaning: CleaningArguments,
    },
    /// Print a script that completes the words of this tool in a shell
    #[command(after_long_help = COMPLETION_TASKS)]
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the man page
    #[command(after_long_help = MAN_TASKS)]
    Man,
}

/// The flags of `copydesk stats`.
#[derive(Debug, Args)]
pub(crate) struct StatsArguments {
    /// Files and folders, as for `copydesk clean`; `-` or none: standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How many lines, languages and sources to show
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    pub(crate) top: usize,

    /// Write JSON instead of tables
    #[arg(long)]
    pub(crate) json: bool,

    /// JSON Lines and web crawls: the field with a document's language, looked for among the
    /// fields that travel as `record`
    #[arg(long, value_name = "NAME", default_value = "lang")]
    pub(crate) language_field: String,

    /// How the input is read.
    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// How the run is done.
    #[command(flatten)]
    pub(crate) run: RunArguments,

    /// How the texts are cleaned.
    #[command(flatten)]
    pub(crate) cleaning: CleaningArguments,
}

/// The flags of `copydesk render`.
#[derive(Debug, Args)]
pub(crate) struct RenderArguments {
    /// Files and folders, as for `copydesk clean`; `-` or none: standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How the input is read.
    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// How the run is done.
    #[command(flatten)]
    pub(crate) run: RunArguments,
}

/// The flags of `copydesk report`.
#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// Files and folders, as for `copydesk clean`; `-` or none: standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The page; an older one is replaced. `-`: standard output
    #[arg(short, long, value_name = "FILE", default_value = "report.html")]
    pub(crate) output: PathBuf,

    /// How the input is read.
    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// How the run is done.
    #[command(flatten)]
    pub(crate) run: RunArguments,

    /// How the texts are cleaned.
    #[command(flatten)]
    pub(crate) cleaning: CleaningArguments,
}

/// The flags of `copydesk clean`.
#[derive(Debug, Args)]
pub(crate) struct CleanArguments {
    /// Files to clean, in this order, and folders, whose files are cleaned in the order of their
    /// names, but for hidden ones; `-` or none: standard input. Files may be compressed with
    /// gzip or Zstandard
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Stop at the first record or file that fails, instead of going on with the rest
    #[arg(long)]
    pub(crate) strict: bool,

    /// How the input is read.
    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// How the run is done.
    #[command(flatten)]
    pub(crate) run: RunArguments,

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

    /// JSON, tables and Parquet: the field or column with the record's id, a string or a number. A record without one is
    /// called `FILE:LINE`. Dots lead into objects: `meta.url`
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// JSON, tables and Parquet: the field or column with the record's text; dots lead into objects
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// JSON Lines: the field with the record's page in HTML, instead of a text; dots lead into
    /// objects
    #[arg(long, value_name = "NAME", conflicts_with = "text_field")]
    pub(crate) html_field: Option<String>,

    /// JSON, tables and Parquet: the field or column with the title of the record's article; dots
    /// lead into objects
    ///
    /// The title is the article's headline, and its copies in the text are copies of the headline.
    /// Of several articles in one text it goes to the one that prints it, and to none where none
    /// does. A headline of other words that the text prints becomes an alternative headline, and
    /// `page.replaced_headline` names it. `page` of an article has what the fields of title, date
    /// and byline say, and `filled` names the fields of the article that are from them; `record`
    /// has them as they stood.
    #[arg(long, value_name = "NAME")]
    pub(crate) title_field: Option<String>,

    /// JSON, tables and Parquet: the field or column with the date of the record's article, which
    /// fills `dates` where its text prints none; dots lead into objects
    #[arg(long, value_name = "NAME", alias = "published-field")]
    pub(crate) date_field: Option<String>,

    /// JSON, tables and Parquet: the field or column with the byline of the record's article, or
    /// with a list of its authors, which fills `byline` and `authors` where its text prints no
    /// byline; dots lead into objects
    #[arg(long, value_name = "NAME")]
    pub(crate) byline_field: Option<String>,

    /// HTML: what is read of a page. Spans and lines of the record are those of the text that is
    /// made of it, which `copydesk render` prints
    ///
    /// Fields that the text leaves empty are filled from what the head of the page says of its
    /// title, author and date; `page` of an article has all that it says, and `filled` names the
    /// fields.
    #[arg(long, value_name = "READING", value_enum, default_value_t = HtmlReading::Article)]
    pub(crate) html: HtmlReading,

    /// JSON, tables and Parquet: the field that says who published a text, for the rules of one
    /// source, for what a source leaves behind, and for counts; dots lead into objects. Default:
    /// `publisher` or `source`, or else the host of the text's URL, which is its id or `url`
    #[arg(long, value_name = "NAME", alias = "source-field")]
    pub(crate) publisher_field: Option<String>,

    /// The character encoding of the files, or of the pages in WARC files, such as `windows-1256`,
    /// `shift_jis` or `utf-16le`. Default: UTF-8, or what a byte order mark says, or what a
    /// text or record that is not UTF-8 looks like
    #[arg(long, value_name = "NAME", value_parser = encoding::of_label)]
    pub(crate) encoding: Option<&'static Encoding>,

    /// Most bytes of one text or record, uncompressed; a longer one is named and passed over
    #[arg(long, value_name = "BYTES", default_value = "256MB", value_parser = record_bytes)]
    pub(crate) max_record: usize,

    /// Read the first COUNT documents alone, to look before a long run; with --out, of each file
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) sample: Option<u32>,
}

impl InputArguments {
    /// Whether so many documents and records that failed are all that is wanted.
    pub(crate) fn is_enough(&self, count: usize) -> bool {
        self.sample.is_some_and(|most| count >= most as usize)
    }
}

/// How the answer is written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArguments {
    /// How articles are written
    #[arg(long, value_name = "FORM", value_enum, default_value_t = To::Jsonl, conflicts_with = "explain")]
    pub(crate) to: To,

    /// Write what was removed, altered, or kept in doubt to FILE, as JSON Lines. With --out, give
    /// --with-removals instead
    ///
    /// Every row has `what` (`removal`, `alteration` or `doubt`), `source`, `text` (as it stood in
    /// the input), `span` (bytes of the record's text) and `line`. A removal adds `reason`,
    /// `kept` (the span of the text that says the same), `similarity`, `difference`, `block`
    /// (of a whole page: which of the blocks that are not the story) and `learned` (of a learned
    /// artifact: the `stories` and `documents` that it was learned from); an alteration adds
    /// `kind` and `after`; a doubt adds `article`, `role` and `doubt`.
    #[arg(long, value_name = "FILE")]
    pub(crate) removals: Option<PathBuf>,

    /// Write where each article is from to FILE, as JSON Lines
    ///
    /// Every row has `id` (the article's), `source`, `record`, `encoding`, `span` (bytes of the
    /// text) and `dates` (as printed).
    #[arg(long, value_name = "FILE")]
    pub(crate) provenance: Option<PathBuf>,

    /// Write the articles of each input file to a file of its own in DIR, and a record of the run,
    /// `manifest.jsonl`
    ///
    /// A file has its name once it is whole. A run that was interrupted is resumed by the same
    /// command and gives the same bytes. Files of a folder keep their path within it: with
    /// `--out clean`, `news/a/b.txt` of the folder `news` goes to `clean/a/b.txt.jsonl`.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["removals", "provenance", "explain"])]
    pub(crate) out: Option<PathBuf>,

    /// With --out: write what was removed, altered, or kept in doubt beside each file of articles,
    /// as --removals would: `clean/a/b.txt.removals.jsonl`
    #[arg(long, requires = "out")]
    pub(crate) with_removals: bool,

    /// Write counts of documents, articles, removals by reason, bytes kept and removed, and
    /// failures to FILE, as JSON. `-`: standard output, with --out
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,

    /// Instead of articles, print each line of the input with what it was taken for
    #[arg(long)]
    pub(crate) explain: bool,
}

impl CleanArguments {
    /// The files to clean: standard input when none is named.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        or_stdin(&self.files)
    }
}

impl StatsArguments {
    /// The files to count: standard input when none is named.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        or_stdin(&self.files)
    }
}

impl RenderArguments {
    /// The files to print: standard input when none is named.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        or_stdin(&self.files)
    }
}

impl ReportArguments {
    /// The files to show: standard input when none is named.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        or_stdin(&self.files)
    }
}

fn record_bytes(bytes: &str) -> Result<usize, String> {
    let bytes = bytes.parse::<ByteSize>().ok().and_then(|size| usize::try_from(size.0).ok());
    bytes
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| "must be a size such as 100MB or 2GiB".to_owned())
}

pub(crate) fn or_stdin(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() }
}
