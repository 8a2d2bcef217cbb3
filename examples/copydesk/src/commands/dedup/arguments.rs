//! The flags of `copydesk dedup`.

use std::path::PathBuf;

use bytesize::ByteSize;
use clap::{Args, ValueEnum};
use copydesk::corpus::{Keep, Options};

use crate::dedup::batches::Spooled;
use crate::dedup::row;
use crate::input::records::Fields;

/// The flags of `copydesk dedup`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct DedupArguments {
    /// Files of JSON Lines to compare, all with all; `-` or none: standard input
    ///
    /// Each line is `{"id", "text"}`, or an article that `copydesk clean` wrote: its headline and
    /// paragraphs are compared.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Stop at the first record or file that fails, instead of going on with the rest
    #[arg(long)]
    pub(crate) strict: bool,

    /// Neither a progress bar nor the counts at the end
    #[arg(long)]
    pub(crate) quiet: bool,

    /// The field with the record's id, a string or a whole number. A record without one is called
    /// `FILE:LINE`, an article as its document
    #[arg(long, value_name = "NAME", default_value = "id")]
    id_field: String,

    /// The field with the record's text
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,

    /// Which text of a story is kept
    #[arg(long, value_name = "POLICY", value_enum, default_value_t = Policy::MostComplete)]
    keep: Policy,

    /// With `--keep preferred`: a source, the best one first; of articles the host of their URL.
    /// May be given again
    #[arg(long, value_name = "NAME", required_if_eq("keep", "preferred"))]
    prefer: Vec<String>,

    /// Keep one version of a story, the one that the policy puts first; the others go as its
    /// copies
    #[arg(long)]
    fold_versions: bool,

    /// Print the records that are kept, as they were read, instead of one line a record
    #[arg(long, conflicts_with_all = ["clusters", "pairs"])]
    pub(crate) kept_only: bool,

    /// Print one line for each story with copies: `{"kept", "copies"}`
    #[arg(long, conflicts_with = "pairs")]
    pub(crate) clusters: bool,

    /// Print one line for each copy and each version, with the words that differ, to read
    #[arg(long)]
    pub(crate) pairs: bool,

    /// Compare with the kept texts of FILE too, and add those that are kept now to it; it is made
    /// where there is none
    ///
    /// Texts of FILE stay kept, whatever the policy. FILE holds numbers for words, not texts, has
    /// a version and a checksum, and is replaced as a whole or not at all. A run waits for
    /// another one that has FILE, by means of `FILE.lock`.
    #[arg(long, value_name = "FILE")]
    pub(crate) index: Option<PathBuf>,

    /// Threads to use; the answer is the same for any number. Default: one for each core
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// Memory to take at most, about, such as `256M` or `4GiB`; the answer is the same for any.
    /// Default: as much as it takes
    ///
    /// What does not fit goes to scratch files and is read in more passes. Some 1,000 bytes a
    /// record must fit; where they do not, more is taken.
    #[arg(long, value_name = "SIZE")]
    memory: Option<ByteSize>,

    /// The folder for scratch files, which have no names and leave nothing behind. Default: the
    /// system's
    #[arg(long, value_name = "FOLDER")]
    scratch: Option<PathBuf>,
}

/// Which text of a story is kept, see [`Keep`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Policy {
    /// The one that the others confirm most of
    MostComplete,
    /// The first one read
    First,
    /// The one with the most words
    Longest,
    /// The one with the earliest `date`, written as in ISO 8601
    Earliest,
    /// The one whose `source` comes first among those of `--prefer`
    Preferred,
}

impl DedupArguments {
    /// The files to read: standard input when none is named.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        if self.files.is_empty() { vec![PathBuf::from("-")] } else { self.files.clone() }
    }

    /// The names of the fields to read.
    pub(crate) fn fields(&self) -> Fields {
        Fields { id: self.id_field.clone(), text: self.text_field.clone() }
    }

    /// The library's options.
    pub(crate) fn options(&self) -> Options {
        let keep = match self.keep {
            Policy::MostComplete => Keep::MostComplete,
            Policy::First => Keep::First,
            Policy::Longest => Keep::Longest,
            Policy::Earliest => Keep::Earliest,
            Policy::Preferred => Keep::Preferred(self.preferred()),
        };
        Options::default().keep(keep).threads(self.threads()).fold_versions(self.fold_versions)
    }

    /// The sources to prefer, the hosts of URLs.
    fn preferred(&self) -> Vec<String> {
        let name = |name: &String| row::host_of(name).unwrap_or(name).to_owned();
        self.prefer.iter().map(name).collect()
    }

    /// How many bytes to take.
    pub(crate) fn memory(&self) -> Option<usize> {
        self.memory.map(|memory| usize::try_from(memory.as_u64()).unwrap_or(usize::MAX))
    }

    /// Where scratch files go.
    pub(crate) fn scratch_folder(&self) -> String {
        self.scratch.clone().unwrap_or_else(std::env::temp_dir).display().to_string()
    }

    /// What is needed of a record at the end.
    pub(crate) fn spooled(&self) -> Spooled {
        match () {
            () if self.kept_only => Spooled::Line,
            () if self.pairs => Spooled::Text,
            () => Spooled::Nothing,
        }
    }

    /// How many threads to use.
    pub(crate) fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(cores, usize::from)
    }
}
