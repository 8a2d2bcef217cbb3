//! Every threshold, list and switch, with its default and its range.

use serde::{Deserialize, Serialize};

use crate::corpus::LearnedLine;
use crate::error::Error;
use crate::names::names;

/// Longest artifact line, in bytes.
pub(crate) const LONGEST_ARTIFACT: usize = 600;
/// Longest name of an agency or a site, in bytes.
const LONGEST_NAME: usize = 100;

/// How much may differ between two paragraphs that are taken for one.
///
/// ```
/// use copydesk::{Cleaner, Options, Tolerance};
///
/// let text = "Ferry runs again\n\n\
///     The ferry to Calder Island will run again from Monday, and repairs to the hull took nine days \
///     in all, the harbour office said in a short statement.\n\n\
///     The ferry to Calder Island will run again from Monday, and repairs to the hull took nine days \
///     in all, the harbour office said in a brief statement.";
/// let paragraphs = |tolerance| {
///     let cleaner = Cleaner::new(Options::default().tolerance(tolerance))?;
///     Ok::<_, copydesk::Error>(cleaner.clean(text).articles[0].paragraphs.len())
/// };
/// assert_eq!(paragraphs(Tolerance::Low)?, 2);
/// assert_eq!(paragraphs(Tolerance::High)?, 1);
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Tolerance {
    /// Near-duplicates go only when the removed text has nothing that the kept one lacks but words
    /// that change no claim.
    #[default]
    Low,
    /// Also when function words changed, a word was misspelt, or an ordinary word changed, one in
    /// ten at most, in paragraphs of 20 words and more.
    Medium,
    /// Also when ordinary words changed or were added, one in five at most. Names, numbers,
    /// negations and dates still keep both.
    High,
}

/// What a text holds.
///
/// ```
/// use copydesk::{Cleaner, InputKind, Options};
///
/// let text = "Bridge opens\n\nThe bridge at Calder opened on Friday.\n\n\n\n\n\
///     School closes\n\nThe school in Oakmouth closes for one week.";
/// let articles = |kind| {
///     let cleaner = Cleaner::new(Options::default().input_kind(kind))?;
///     Ok::<_, copydesk::Error>(cleaner.clean(text).articles.len())
/// };
/// assert_eq!(articles(InputKind::Detect)?, 2);
/// assert_eq!(articles(InputKind::Article)?, 1);
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InputKind {
    /// Found out from the text: a whole page has menus, widgets and other short lines in runs
    /// around its sentences. A text whose lines all stand one blank line apart, as articles are
    /// printed, is no page.
    #[default]
    Detect,
    /// A whole page with one story.
    Page,
    /// Exactly one article, such as extractors give: no page, and never split.
    Article,
    /// One article or several, with what a feed leaves between them, but no whole page.
    Articles,
}

names! { InputKind, "input kind", {
    Detect => "detect",
    Page => "page",
    Article => "article",
    Articles => "articles",
} }

names! { Tolerance, "tolerance", {
    Low => "low",
    Medium => "medium",
    High => "high",
} }

/// The settings of a [`Cleaner`](crate::Cleaner).
///
/// ```
/// use copydesk::{InputKind, Options, Tolerance};
///
/// let options = Options::default();
/// assert_eq!(options.input_kind, InputKind::Detect);
/// assert_eq!(options.tolerance, Tolerance::Low);
/// assert_eq!(options.near_duplicate_overlap, 0.6);
/// assert_eq!(options.min_near_duplicate_words, 12);
/// assert_eq!(options.max_headline_chars, 250);
/// assert_eq!(options.min_extra_blank_lines, 1);
/// assert!(options.split_articles);
/// assert!(options.remove_artifacts);
/// assert!(options.remove_near_duplicates);
/// assert!(options.nfc);
/// assert!(options.decode_entities);
/// assert!(options.remove_soft_hyphens);
/// assert!(options.read_markdown);
/// assert!(options.unwrap);
/// assert!(options.extra_artifacts.is_empty());
/// assert!(options.extra_agencies.is_empty());
/// assert!(options.extra_site_suffixes.is_empty());
/// assert!(options.learned_artifacts.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    /// What a text holds. Default: [`InputKind::Detect`].
    pub input_kind: InputKind,
    /// How much may differ between near-duplicate paragraphs. Default: [`Tolerance::Low`].
    pub tolerance: Tolerance,
    /// Share of the smaller paragraph's word 3-grams (character 2-grams in unspaced scripts) that
    /// a pair must have in common to be looked at. Default 0.6, range 0.3 to 1.0. Below, the
    /// index finds more candidates than it is worth.
    pub near_duplicate_overlap: f32,
    /// Words that a paragraph must have to be a near-duplicate, or to go as a lone repeat far from
    /// its twin (in unspaced scripts two characters count as a word). Default 12, range 5 to
    /// 1000.
    pub min_near_duplicate_words: usize,
    /// Longest headline in characters. Default 250, range 20 to 2000.
    pub max_headline_chars: usize,
    /// Blank lines, more than the document's usual spacing, that may separate articles when a
    /// headline follows. Default 1, range 1 to 100.
    pub min_extra_blank_lines: usize,
    /// Whether a document may hold several articles, unless [`input_kind`](Self::input_kind) says
    /// how many it holds. Default `true`.
    pub split_articles: bool,
    /// Whether lines that belong to the page are removed. Default `true`. Where they are not, no
    /// text is taken for a whole page unless [`input_kind`](Self::input_kind) says so.
    pub remove_artifacts: bool,
    /// Whether near-duplicate paragraphs are removed; equal ones always are. Default `true`.
    pub remove_near_duplicates: bool,
    /// Whether texts are brought into Unicode normalization form C. Default `true`.
    pub nfc: bool,
    /// Whether HTML entities that were left in a text are decoded: those that HTML knows, with
    /// their semicolon. What would become `<` or a control character stays. Default `true`.
    pub decode_entities: bool,
    /// Whether soft hyphens are left out, and zero width spaces inside words of scripts that put
    /// spaces between them. Default `true`.
    pub remove_soft_hyphens: bool,
    /// Whether a text that shows by its headings, links or other marks that it is markdown is read
    /// as such: the marks go, their text stays. Default `true`.
    pub read_markdown: bool,
    /// Whether the rows of a text that was broken at some width, of 50 to 90 columns, become
    /// paragraphs again. Default `true`.
    pub unwrap: bool,
    /// Lines that are artifacts wherever they stand, beside the built-in lists. Compared after
    /// folding. `{n}` stands for a number, `{*}` for any text. Default empty; an entry must
    /// hold a letter or digit, at most three placeholders and 600 bytes, and longer lines are
    /// none.
    pub extra_artifacts: Vec<String>,
    /// News and picture agencies as they sign, beside the built-in lists: in credits, datelines
    /// and bylines. Compared after folding. Default empty; an entry must be one line of at
    /// most 100 bytes, with a letter and without placeholders.
    pub extra_agencies: Vec<String>,
    /// Names of sites as they print them after a headline, or before it, set apart by a sign:
    /// `Port opens again | News 24`. The headline with such a name says the same as the one
    /// without. Names of a few words without a number are known by their form. Compared after
    /// folding, without the signs around them. Default empty; an entry must be as for
    /// [`extra_agencies`](Self::extra_agencies).
    pub extra_site_suffixes: Vec<String>,
    /// Lines that [`Boilerplate`](crate::corpus::Boilerplate) learned of the source that the
    /// documents are from, artifacts wherever they stand. Compared after folding; braces in
    /// them stand for themselves. Default empty; a line must hold a letter or digit and 600
    /// bytes at most.
    pub learned_artifacts: Vec<LearnedLine>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            input_kind: InputKind::default(),
            tolerance: Tolerance::default(),
            near_duplicate_overlap: 0.6,
            min_near_duplicate_words: 12,
            max_headline_chars: 250,
            min_extra_blank_lines: 1,
            split_articles: true,
            remove_artifacts: true,
            remove_near_duplicates: true,
            nfc: true,
            decode_entities: true,
            remove_soft_hyphens: true,
            read_markdown: true,
            unwrap: true,
            extra_artifacts: Vec::new(),
            extra_agencies: Vec::new(),
            extra_site_suffixes: Vec::new(),
            learned_artifacts: Vec::new(),
        }
    }
}

macro_rules! setters {
    ($($field:ident: $kind:ty),* $(,)?) => {
        impl Options {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
                #[must_use]
                pub fn $field(mut self, value: $kind) -> Self {
                    self.$field = value;
                    self
                }
            )*
        }
    };
}

setters! {
    input_kind: InputKind,
    tolerance: Tolerance,
    near_duplicate_overlap: f32,
    min_near_duplicate_words: usize,
    max_headline_chars: usize,
    min_extra_blank_lines: usize,
    split_articles: bool,
    remove_artifacts: bool,
    remove_near_duplicates: bool,
    nfc: bool,
    decode_entities: bool,
    remove_soft_hyphens: bool,
    read_markdown: bool,
    unwrap: bool,
    learned_artifacts: Vec<LearnedLine>,
}

macro_rules! list_setters {
    ($($field:ident),* $(,)?) => {
        impl Options {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
                #[must_use]
                pub fn $field(mut self, entries: impl IntoIterator<Item: Into<String>>) -> Self {
                    self.$field = entries.into_iter().map(Into::into).collect();
                    self
                }
            )*
        }
    };
}

list_setters! { extra_artifacts, extra_agencies, extra_site_suffixes }

impl Options {
    /// Whether every value lies in its range.
    ///
    /// # Errors
    ///
    /// Names the first option whose value does not, the value and what is allowed.
    pub fn validate(&self) -> Result<(), Error> {
        if !(0.3..=1.0).contains(&self.near_duplicate_overlap) {
            return Err(Error::OptionOutOfRange {
                option: "near_duplicate_overlap",
                value: self.near_duplicate_overlap.to_string(),
                allowed: "from 0.3 to 1.0",
            });
        }
        in_range(
            "min_near_duplicate_words",
            self.min_near_duplicate_words,
            5,
            1000,
            "from 5 to 1000",
        )?;
        in_range("max_headline_chars", self.max_headline_chars, 20, 2000, "from 20 to 2000")?;
        in_range("min_extra_blank_lines", self.min_extra_blank_lines, 1, 100, "from 1 to 100")?;
        each_entry(
            "extra_artifacts",
            self.extra_artifacts.iter().map(String::as_str),
            is_a_pattern,
            A_PATTERN,
        )?;
        each_entry(
            "extra_agencies",
            self.extra_agencies.iter().map(String::as_str),
            is_a_name,
            A_NAME,
        )?;
        each_entry(
            "extra_site_suffixes",
            self.extra_site_suffixes.iter().map(String::as_str),
            is_a_name,
            A_NAME,
        )?;
        each_entry(
            "learned_artifacts",
            self.learned_artifacts.iter().map(|learned| learned.line.as_str()),
            is_a_line,
            A_LINE,
        )
    }
}

const A_LINE: &str = "one line of at most 600 bytes, with a letter or a digit";
const A_NAME: &str = "one line of at most 100 bytes, with a letter and without placeholders";
const A_PATTERN: &str =
    "one line of at most 600 bytes, with a letter or a digit and at most three placeholders";

fn in_range(
    option: &'static str,
    value: usize,
    least: usize,
    most: usize,
    allowed: &'static str,
) -> Result<(), Error> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(Error::OptionOutOfRange { option, value: value.to_string(), allowed })
}

/// Whether every entry of a list is good.
fn each_entry<'e>(
    option: &'static str,
    entries: impl Iterator<Item = &'e str>,
    is_good: fn(&str) -> bool,
    allowed: &'static str,
) -> Result<(), Error> {
    match entries.enumerate().find(|(_, entry)| !is_good(entry)) {
        None => Ok(()),
        Some((index, entry)) => {
            Err(Error::BadEntry { option, index, value: entry.to_owned(), allowed })
        }
    }
}

fn is_a_line(entry: &str) -> bool {
    !entry.contains('\n')
        && entry.len() <= LONGEST_ARTIFACT
        && entry.contains(char::is_alphanumeric)
}

fn is_a_pattern(entry: &str) -> bool {
    let printed = entry.replace("{n}", "").replace("{*}", "");
    let placeholders = (entry.len() - printed.len()) / "{n}".len();
    is_a_line(entry) && placeholders <= 3 && printed.contains(char::is_alphanumeric)
}

fn is_a_name(entry: &str) -> bool {
    let has_placeholder = ["{n}", "{*}"].iter().any(|placeholder| entry.contains(placeholder));
    !entry.contains('\n')
        && entry.len() <= LONGEST_NAME
        && !has_placeholder
        && entry.contains(char::is_alphabetic)
}
