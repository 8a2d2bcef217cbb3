//! The flags of `copydesk dedup`.

use std::path::PathBuf;

use bytesize::ByteSize;
use clap::{Args, ValueEnum};
use copydesk::corpus::{DedupOptions, Keep};

use crate::dedup::batches::Spooled;
use crate::dedup::row::RowFields;
use crate::input::identity;
use crate::input::records::Fields;

/// The flags of `copydesk dedup`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct DedupArguments {
    /// Files and folders to compare, all with all; `-` or none: standard input
    ///
    /// Records are `{"id", "text"}`, or articles that `copydesk clean` wrote in any of its forms:
    /// of these headline and paragraphs are compared. JSON Lines, other JSON and tables are
    /// detected from content; any other file is one text. Of folders that `clean --out` wrote, the
    /// manifest and the files of removals are passed over.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Stop at the first record or file that fails, instead of going on with the rest
    #[arg(long)]
    pub(crate) strict: bool,

    /// Neither a progress bar nor the counts at the end
    #[arg(long)]
    pub(crate) quiet: bool,

    /// The field with the record's id, a string or a whole number, or the way to it with dots. A
    /// record without one is called `FILE:LINE`, an article as its document
    #[arg(long, value_name = "NAME", default_value = "id")]
    id_field: String,

    /// The field with the record's text, or the way to it with dots
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,

    /// The field that says who published a text, or the way to it with dots, for `--keep
    /// preferred`. Default: `publisher` or `source`
    ///
    /// Of articles it is looked for in what the record of their document said; where that says
    /// nothing, the host of the document's URL is taken.
    #[arg(long, value_name = "NAME")]
    publisher_field: Option<String>,

    /// The field that says when a text was published, or the way to it with dots, for `--keep
    /// earliest`. Default: `published` or `date`
    ///
    /// Of articles it is looked for in what the record of their document said; where that says
    /// nothing, the first of their dates is taken that is printed as in ISO 8601.
    #[arg(long, value_name = "NAME")]
    published_field: Option<String>,

    /// Which text of a story is kept
    #[arg(long, value_name = "POLICY", value_enum, default_value_t = Policy::MostComplete)]
    keep: Policy,

    /// With `--keep preferred`: a publisher, the best one first; of articles the host of their URL.
    /// May be repeated
    #[arg(long, value_name = "NAME", required_if_eq("keep", "preferred"))]
    prefer: Vec<String>,

    /// Keep one version of a story, the one that the policy puts first; the others go as its
    /// copies
    #[arg(long)]
    fold_versions: bool,

    /// The share of a text that must stand in the kept one for the text to go, from 0 to 1
    ///
    /// 0.95 keeps every text of which more than a twentieth would be lost, such as a long report
    /// of which the site that is preferred has only the beginning. It makes the rules stricter,
    /// never laxer: with 0 they alone decide, and they are careful.
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    min_coverage: f32,

    /// Print the records that are kept, as they were read, instead of one line a record
    #[arg(long, conflicts_with_all = ["clusters", "pairs"])]
    pub(crate) kept_only: bool,

    /// Print one line for each story with copies: `{"kept", "copies"}`
    #[arg(long, conflicts_with = "pairs")]
    pub(crate) clusters: bool,

    /// Print one line for each copy and each version, to read: the share of each text that stands
    /// in the other, the words that differ, what each has of its own, and why the two are one
    /// story
    #[arg(long)]
    pub(crate) pairs: bool,

    /// With `--pairs`: also one line for each two texts that were compared and are not one story,
    /// with the reason
    #[arg(long, requires = "pairs")]
    near: bool,

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
    /// The one that was published first; dates must be written as in ISO 8601
    Earliest,
    /// The one whose publisher comes first among those of `--prefer`
    Preferred,
}

impl DedupArguments {
    /// The files to read: standard input when none is named.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        if self.files.is_empty() { vec![PathBuf::from("-")] } else { self.files.clone() }
    }

    /// The names of the fields to read.
    pub(crate) fn fields(&self) -> RowFields {
        RowFields {
            named: Fields::new(&self.id_field, &self.text_field, "--text-field"),
            publisher: self.publisher_field.clone(),
            published: self.published_field.clone(),
        }
    }

    /// The library's options.
    pub(crate) fn options(&self) -> DedupOptions {
        let keep = match self.keep {
            Policy::MostComplete => Keep::MostComplete,
            Policy::First => Keep::First,
            Policy::Longest => Keep::Longest,
            Policy::Earliest => Keep::Earliest,
            Policy::Preferred => Keep::Preferred(self.preferred()),
        };
        DedupOptions::default()
            .keep(keep)
            .threads(self.threads())
            .fold_versions(self.fold_versions)
            .min_coverage(self.min_coverage)
            .report_near(self.near)
    }

    /// The sources to prefer, the hosts of URLs.
    fn preferred(&self) -> Vec<String> {
        let name = |name: &String| identity::site(name).to_owned();
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

/// A share from 0 to 1.
fn share(text: &str) -> Result<f32, String> {
    let share = text.parse::<f32>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "must be a number from 0 to 1, such as 0.95".to_owned())
}
