//! What can go wrong, how it is said on standard error, and the exit code it leads to.

use std::io::{self, Write};

use crate::input::crawl::Fault;
use crate::input::html;
use crate::input::kind::Kind;
use crate::input::records::Defect;
use crate::output::printable;

/// What builds the tool with all that it can read and write.
const WHOLE_BUILD: &str =
    "cargo install --locked --path examples/copydesk --example copydesk --features html,parquet";
/// The exit code when some records failed.
pub(crate) const SOME_FAILED: u8 = 1;
/// The exit code when the tool was used wrongly, or a file could not be read or written.
pub(crate) const USAGE_OR_IO: u8 = 2;
/// The exit code when the reader of standard output went away: that of a program that the signal
/// for it, SIGPIPE, has ended, as shells show it.
pub(crate) const CLOSED: u8 = 128 + 13;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// A line of a JSON Lines file is no record.
    #[error("{file}:{line}: {defect}")]
    Record {
        /// The file as it was named.
        file: String,
        /// Its line, from 1.
        line: usize,
        /// What is wrong and what to do.
        defect: Defect,
    },
    /// A record of a web crawl cannot be read.
    #[error("{file}: {fault}")]
    Page {
        /// The file as it was named.
        file: String,
        /// Which record, where, and what is wrong.
        fault: Fault,
    },
    /// A file holds no text.
    #[error("{file}: {kind}")]
    NoText {
        /// The file as it was named.
        file: String,
        /// What it is, and what to do.
        kind: Kind,
    },
    /// HTML, in a build that does not read it.
    #[error(
        "{file}: is HTML, and this copydesk was built without it; build it with `{command}`, or extract the text first, or pass --from text to clean it as it stands",
        command = WHOLE_BUILD
    )]
    NoHtml {
        /// The file as it was named.
        file: String,
    },
    /// A file holds a table, and nobody said so.
    #[error(
        "{file}: is a table (CSV); pass --from csv to clean its rows, or --from text to clean it as one text"
    )]
    Table {
        /// The file as it was named.
        file: String,
    },
    /// A file of a web crawl where articles are asked for.
    #[error("{file}: holds pages of a web crawl; find their articles first, with copydesk clean")]
    Crawl {
        /// The file as it was named.
        file: String,
    },
    /// A page of HTML where articles are asked for.
    #[error("{file}: is a page of HTML; find its article first, with copydesk clean")]
    HtmlPage {
        /// The file as it was named.
        file: String,
    },
    /// What was to be read as WARC holds no record of it.
    #[error("{file}: holds no record of WARC; name a WARC or WET file, or leave --from away")]
    NoRecord {
        /// The file as it was named.
        file: String,
    },
    /// A file of a web crawl has other records than texts alone.
    #[error(
        "{file}: none of its {count} records is of the type `conversion`, which holds the text of a page, or a `response` with a page of HTML; use the WET file that belongs to it, or extract the text first{or_build}",
        or_build = if html::IS_READ { String::new() } else { format!(", or build this tool with HTML: `{WHOLE_BUILD}`") }
    )]
    NoPages {
        /// The file as it was named.
        file: String,
        /// How many records it has.
        count: u64,
    },
    /// A text is longer than it may be.
    #[error(
        "{file}: has more than {most} bytes, the most that one text may have; it was passed over; allow more with --max-record"
    )]
    TooLong {
        /// The file as it was named.
        file: String,
        /// How many bytes it may have.
        most: usize,
    },
    /// A file could not be opened.
    #[error("{file}: cannot be opened: {error}; check the path and its permissions")]
    Open {
        /// The file as it was named.
        file: String,
        /// What the system says.
        error: io::Error,
    },
    /// A file could not be read to its end.
    #[error("{file}: cannot be read: {error}")]
    Read {
        /// The file as it was named.
        file: String,
        /// What the system says.
        error: io::Error,
    },
    /// An option of the library has a bad value.
    #[error("{}", words_of_option(.0))]
    Options(#[from] copydesk::Error),
    /// Standard input has no name to write its articles under.
    #[error(
        "standard input has no name that its articles could be written under; write to standard output, or name files"
    )]
    Nameless,
    /// Two files of input have one file of output.
    #[error(
        "{left} and {right} would both be written to {output}; name the folder that both are in instead"
    )]
    SameOutput {
        /// One file of input.
        left: String,
        /// The other.
        right: String,
        /// The file of output.
        output: String,
    },
    /// The output would be among the inputs of the next run.
    #[error(
        "{folder}: is in the folder {input}, whose files are inputs; name a folder outside of it with --out"
    )]
    OutputAmongInputs {
        /// The folder of output, as it was named.
        folder: String,
        /// The folder of input, as it was named.
        input: String,
    },
    /// A folder holds the output of another job.
    #[error(
        "{folder}: holds the output of a run with other options or of another version; name another folder with --out, or remove it"
    )]
    OtherJob {
        /// The folder as it was named.
        folder: String,
    },
    /// Another run writes to a folder.
    #[error(
        "{folder}: another run is writing there; wait for it, or name another folder with --out"
    )]
    Busy {
        /// The folder as it was named.
        folder: String,
    },
    /// A row is no article, where articles are compared.
    #[error(
        "{file}:{line}: is no article; compare what `copydesk clean` writes as JSON Lines, its default form"
    )]
    NoArticle {
        /// The file as it was named.
        file: String,
        /// Its line, from 1.
        line: usize,
    },
    /// A row of a file of removals is none.
    #[error(
        "{file}:{line}: is no row of a file of removals; write the file again with --removals, or remove it"
    )]
    NoRemoval {
        /// The file as it was found.
        file: String,
        /// Its line, from 1.
        line: usize,
    },
    /// Two inputs are one.
    #[error("standard input cannot be both A and B; name a file for one of them")]
    OneInput,
    /// Two runs have nothing in common.
    #[error(
        "{a} and {b} have no document in common: the first one of {a} is `{first_a}`, that of {b} `{first_b}`; compare two runs over the same input, with the same --id-field"
    )]
    Unrelated {
        /// One run as it was named.
        a: String,
        /// The other.
        b: String,
        /// The first document of one.
        first_a: String,
        /// The first document of the other.
        first_b: String,
    },
    /// A page could not be laid out.
    #[error("the page cannot be laid out: {0:#}")]
    Layout(#[from] minijinja::Error),
    /// A file to write would go over an input file.
    #[error("{file}: is an input and cannot be written too; name another file")]
    Overwrite {
        /// The file as it was named.
        file: String,
    },
    /// A file to write would go over the file of rules.
    #[error("{file}: is the file of rules and cannot be written too; name another file")]
    OverwriteRules {
        /// The file as it was named.
        file: String,
    },
    /// A form of output is not in this build.
    #[error(
        "this build of the tool cannot write Parquet; build one that can with `{WHOLE_BUILD}`, or write another form with --to"
    )]
    NotBuiltIn,
    /// A form of output would be shown at a terminal.
    #[error(
        "standard output is a terminal, where Parquet means nothing; write it to a file: `> articles.parquet`"
    )]
    Terminal,
    /// Two outputs would go to one file.
    #[error("{}; name another file", words_of_one_output(left, right))]
    OneOutput {
        /// One output as it was named.
        left: String,
        /// The other.
        right: String,
    },
    /// A file of a corpus cannot be used.
    #[error("{file}: {error}")]
    Corpus {
        /// The index as it was named, or the folder of scratch files.
        file: String,
        /// What is wrong with it.
        error: copydesk::Error,
    },
    /// Something could not be written.
    #[error("{file}: cannot be written: {error}")]
    Write {
        /// The file as it was named, or `standard output`.
        file: String,
        /// What the system says.
        error: io::Error,
    },
    /// A file of rules cannot be used.
    #[error("{file}:{line}: {words}; `copydesk clean --help` says what a file of rules holds")]
    Rules {
        /// The file as it was named.
        file: String,
        /// Its line, from 1.
        line: usize,
        /// What is wrong.
        words: String,
    },
    /// Threads could not be begun.
    #[error("{count} threads cannot be begun: {error}; ask for fewer with --threads")]
    Threads {
        /// How many were asked for.
        count: usize,
        /// What the system says.
        error: io::Error,
    },
    /// There is no room for a file.
    #[error(
        "{file}: cannot be written: no space is left on the device; make room and give the same command again"
    )]
    Full {
        /// The file as it was named.
        file: String,
    },
    /// Nobody reads standard output any more.
    #[error("standard output is closed")]
    Closed,
}

impl Problem {
    /// What it means that standard output took no more.
    pub(crate) fn of_stdout(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Write { file: "standard output".to_owned(), error },
        }
    }

    /// The exit code that it leads to.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Closed => CLOSED,
            _ if self.is_of_record() => SOME_FAILED,
            _ => USAGE_OR_IO,
        }
    }

    /// Whether one record failed and no more.
    pub(crate) fn is_of_record(&self) -> bool {
        matches!(self, Self::Record { .. } | Self::Page { .. })
    }

    /// Says it on standard error; a reader that has seen enough is no news.
    pub(crate) fn report(&self) {
        if !matches!(self, Self::Closed) {
            note(&self.to_string());
        }
    }
}

/// Which flag has a value that the library refuses, and what is allowed.
fn words_of_option(error: &copydesk::Error) -> String {
    let flag = |option: &str| match option {
        "extra_artifacts" => "--artifact".to_owned(),
        "extra_agencies" => "--agency".to_owned(),
        "extra_site_suffixes" => "--site-suffix".to_owned(),
        _ => format!("--{}", option.replace('_', "-")),
    };
    match error {
        copydesk::Error::OptionOutOfRange { option, value, allowed } => {
            format!("{} is {value}, but must be {allowed}", flag(option))
        }
        copydesk::Error::BadEntry { option, value, allowed, .. } => {
            format!("{} is {value:?}, but must be {allowed}", flag(option))
        }
        other => other.to_string(),
    }
}

fn words_of_one_output(left: &str, right: &str) -> String {
    if left == right {
        format!("{left}: would be written twice in one run")
    } else {
        format!("{left} and {right} are one file and cannot both be written")
    }
}

/// So many of a thing, in words.
pub(crate) fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// Writes a line to standard error; a name in it cannot act on the terminal. Where that fails there
/// is nobody left to tell.
pub(crate) fn note(message: &str) {
    let _ = writeln!(io::stderr().lock(), "copydesk: {}", printable::visible(message));
}

/// The same with several lines of the tool's own words.
pub(crate) fn note_lines(message: &str) {
    let _ = writeln!(io::stderr().lock(), "copydesk: {message}");
}
