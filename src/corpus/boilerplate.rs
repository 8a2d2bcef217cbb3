//! Boilerplate: lines that a source leaves in many of its documents while the stories differ.
//!
//! ```
//! use copydesk::corpus::{Boilerplate, BoilerplateOptions, Item};
//! use copydesk::{Cleaner, Options, Reason};
//!
//! let stories = [
//!     "The Lapwing sank off Calder on Friday with 40 tons of grain aboard, the harbour office said.",
//!     "Judge Iris Vane fined the railway 9,000 euros over a gap in its fence near Northport.",
//!     "Farmers around Brae began to sow three weeks early after the mildest winter since 1974.",
//! ];
//! let page = |story: &str| format!("{story}\nSign up to get our stories every morning.");
//!
//! let mut boilerplate = Boilerplate::new(BoilerplateOptions::default().stories(3))?;
//! for story in stories {
//!     boilerplate.add(&Item::new(story, &page(story)).source(Some("https://example.org/")));
//! }
//! let learned = boilerplate.learn();
//! assert_eq!((learned[0].line.as_str(), learned[0].stories), ("Sign up to get our stories every morning.", 3));
//!
//! let cleaner = Cleaner::new(Options::default().learned_artifacts(learned))?;
//! let cleaned = cleaner.clean(&page("The council of Moor voted 12 to 7 to keep the night bus that Lena Marsh drives."));
//! let removal = &cleaned.removals[0];
//! assert_eq!((removal.reason, removal.learned.unwrap().stories), (Reason::LearnedArtifact, 3));
//! # Ok::<(), copydesk::Error>(())
//! ```
//!
//! # What is learned
//!
//! A line that is in enough different *stories* of its source, as a number and as a share.
//! Documents that share a good part of what they say of names, numbers and dates are one story, in
//! any number of copies and versions, cut or edited; a document that says too little of them to be
//! told from others is no story.
//!
//! - A line with a **fact** is never learned: a digit, a number word, a month or weekday, a
//!   negation, or a name. A word with a capital is a name, the first one of a sentence too, unless
//!   the documents print it more often in lower case, or the built-in lists know it from lines of
//!   pages.
//! - Neither are bylines, credits of pictures, notes of editors, and lines of more than 600 bytes.
//! - A line that stands elsewhere than among the last three of its documents must end as a sentence
//!   does, and be in twice as many stories and twice the share of them: others may be subheads and
//!   heads of columns and tables.
//! - In scripts **without capitals**, and in a line that begins without one, names cannot be seen.
//!   Such a line must have twelve words at most (two characters of an unspaced script count as
//!   one), stand among the last three, and be in twice as many stories and twice the share of them.
//!
//! So a refrain, a sentence of a syndicated story and the background that a paper prints under each
//! report of a war teach nothing.

mod capitals;
mod lines;
mod stories;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use self::capitals::Capitals;
use self::lines::{Line, Lines};
use self::stories::{Sketch, stories};
use crate::compare::{key, tokens};
use crate::corpus::Item;
use crate::corpus::reader::Reader;
use crate::corpus::words::{Class, Word, class};
use crate::error::Error;
use crate::options::LONGEST_ARTIFACT;
use crate::recognize::shape::{End, Shape};
use crate::recognize::{Lexicon, credit, end_note};
use crate::removal::Lesson;

/// Lines that are the end of a document.
const LAST_LINES: usize = 3;
/// A line stands at the end of documents when it does so in this many of ten.
const AT_END_OF_TEN: usize = 9;
/// Words of a line in which names cannot be told, or are not told before all documents are read.
const SHORT: usize = 12;
/// How much more a line must show where it is likelier to be part of a story.
const DOUBLE: u32 = 2;

/// What a line must show to be learned.
///
/// ```
/// use copydesk::corpus::BoilerplateOptions;
/// let options = BoilerplateOptions::default();
/// assert_eq!((options.stories, options.share), (10, 0.25));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BoilerplateOptions {
    /// Different stories of a source that the line must be in. Default 10, range 3 to 1,000,000.
    pub stories: u32,
    /// Share of the stories of a source that the line must be in. Default 0.25, range 0.1 to 1:
    /// below, set phrases of reports would be learned too.
    pub share: f64,
}

impl Default for BoilerplateOptions {
    fn default() -> Self {
        Self { stories: 10, share: 0.25 }
    }
}

impl BoilerplateOptions {
    /// Sets [`stories`](Self::stories).
    #[must_use]
    pub fn stories(mut self, stories: u32) -> Self {
        self.stories = stories;
        self
    }

    /// Sets [`share`](Self::share).
    #[must_use]
    pub fn share(mut self, share: f64) -> Self {
        self.share = share;
        self
    }

    fn validate(&self) -> Result<(), Error> {
        let out_of_range =
            |option, value, allowed| Err(Error::OptionOutOfRange { option, value, allowed });
        if !(3..=1_000_000).contains(&self.stories) {
            return out_of_range("stories", self.stories.to_string(), "from 3 to 1000000");
        }
        if !(0.1..=1.0).contains(&self.share) {
            return out_of_range("share", self.share.to_string(), "from 0.1 to 1");
        }
        Ok(())
    }
}

/// A line that belongs to a source's pages, not to its stories.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LearnedLine {
    /// The source, as [`Item::source`] names it; empty where none was named.
    pub source: String,
    /// The line as it is printed most often.
    pub line: String,
    /// The different stories that it is in.
    pub stories: u32,
    /// The documents that it is in, copies of a story and all.
    pub documents: u32,
    /// The id of a document that it is in: the first one in the order of bytes.
    pub example: String,
}

impl LearnedLine {
    /// A line that was learned elsewhere, from so many stories in so many documents.
    #[must_use]
    pub fn new(line: &str, stories: u32, documents: u32) -> Self {
        Self { line: line.to_owned(), stories, documents, ..Self::default() }
    }

    pub(crate) fn lesson(&self) -> Lesson {
        Lesson { stories: self.stories, documents: self.documents }
    }
}

/// Learns the boilerplate of sources from their documents, which may come in any order.
///
/// It keeps some 300 bytes of a document, 50 bytes for each of its lines that may be learned, and
/// the text of those that are in several documents; while it learns, another 1,200 bytes of each
/// document of one source.
///
/// ```
/// use copydesk::corpus::{Boilerplate, BoilerplateOptions, Item};
/// use copydesk::{Cleaner, Options, Reason};
///
/// let stories = [
///     "The ferry to Oakmouth will run again on Monday after nine days of repairs to its hull.",
///     "Farmers behind Northport have begun to pick apples three weeks earlier than last year.",
///     "The library in Selby has a new roof and opens on Sundays from now on, the town decided.",
/// ];
/// let line = "Sign up to get our stories every morning.";
/// let mut boilerplate = Boilerplate::new(BoilerplateOptions::default().stories(3))?;
/// for (number, story) in stories.iter().enumerate() {
///     let text = format!("{story}\n{line}");
///     boilerplate.add(&Item::new(&number.to_string(), &text).source(Some("gazette.example")));
/// }
/// let learned = boilerplate.learn();
/// assert_eq!((learned[0].line.as_str(), learned[0].stories), (line, 3));
///
/// let cleaner = Cleaner::new(Options::default().learned_artifacts(learned))?;
/// let cleaned = cleaner.clean(&format!("Bridge opens\n\nThe bridge opened on Friday.\n\n{line}"));
/// assert_eq!(cleaned.removals[0].reason, Reason::LearnedArtifact);
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug)]
pub struct Boilerplate {
    options: BoilerplateOptions,
    reader: Reader,
    capitals: Capitals,
    sources: BTreeMap<String, Source>,
}

/// The documents of one source.
#[derive(Debug, Default)]
struct Source {
    documents: Vec<Document>,
    lines: Lines,
}

#[derive(Debug)]
struct Document {
    id: String,
    sketch: Sketch,
}

impl Boilerplate {
    /// Nothing was read yet.
    ///
    /// # Errors
    ///
    /// [`Error::OptionOutOfRange`].
    pub fn new(options: BoilerplateOptions) -> Result<Self, Error> {
        options.validate()?;
        Ok(Self {
            options,
            reader: Reader::new(),
            capitals: Capitals::default(),
            sources: BTreeMap::new(),
        })
    }

    /// Reads a document of a source: best the paragraphs of a cleaned article, each on a line, so
    /// that what the cleaner removes by itself is not learned again. Any text will do; linear
    /// in its length.
    pub fn add(&mut self, item: &Item<'_>) {
        let source = self.sources.entry(item.source.unwrap_or_default().to_owned()).or_default();
        let number = source.documents.len() as u32;
        let lines: Vec<&str> =
            item.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let mut sketch = Sketch::default();
        for (at, line) in lines.iter().enumerate() {
            let words = self.reader.read(line);
            self.capitals.count(line, &words);
            let key = key::of(line);
            if may_be_learned(line, &key, &words) {
                source.lines.see(number, at + LAST_LINES >= lines.len(), line, &key);
            } else {
                sketch.add(&words);
            }
        }
        sketch.finish();
        source.documents.push(Document { id: item.id.to_owned(), sketch });
    }

    /// The lines that were learned so far: source by source, those of most stories first. The order
    /// in which the documents were added makes no difference. Linear but for sorting.
    pub fn learn(&mut self) -> Vec<LearnedLine> {
        let mut learned = Vec::new();
        for (name, source) in &self.sources {
            let sketches: Vec<&Sketch> =
                source.documents.iter().map(|document| &document.sketch).collect();
            let stories = stories(&sketches);
            let bar = Bar { options: &self.options, all: count_stories(stories.iter()) };
            for line in source.lines.repeated() {
                let count = count_stories(
                    line.sights.iter().map(|sight| &stories[sight.document as usize]),
                );
                let print = line
                    .commonest_print()
                    .filter(|print| bar.is_passed(line, print, count, &mut self.reader));
                let Some(print) =
                    print.filter(|print| self.capitals.are_ordinary(print, &mut self.reader))
                else {
                    continue;
                };
                let example = line
                    .sights
                    .iter()
                    .map(|sight| source.documents[sight.document as usize].id.as_str())
                    .min();
                let documents = line.sights.len() as u32;
                let (source, example) = (name.clone(), example.unwrap_or_default().to_owned());
                learned.push(LearnedLine {
                    source,
                    example,
                    ..LearnedLine::new(print, count, documents)
                });
            }
        }
        learned.sort_by(|left, right| {
            let order = left.source.cmp(&right.source).then(right.stories.cmp(&left.stories));
            order.then_with(|| left.line.cmp(&right.line))
        });
        learned
    }
}

fn count_stories<'s>(stories: impl Iterator<Item = &'s Option<u32>>) -> u32 {
    stories.flatten().collect::<BTreeSet<_>>().len() as u32
}

/// What the lines of a source must show.
struct Bar<'o> {
    options: &'o BoilerplateOptions,
    /// The stories of the source.
    all: u32,
}

impl Bar<'_> {
    /// Whether a line shows enough that is in `count` stories.
    fn is_passed(&self, line: &Line, print: &str, count: u32, reader: &mut Reader) -> bool {
        let is_at_end = line.sights.iter().filter(|sight| sight.is_at_end).count() * 10
            >= line.sights.len() * AT_END_OF_TEN;
        let may_hide_names = may_hide_names(print, &reader.read(print));
        let is_sentence = Shape::of(print).end == End::Stop;
        let times = if is_at_end && !may_hide_names { 1 } else { DOUBLE };
        let share = (self.options.share * f64::from(times)).min(1.0);
        let is_often = count >= self.options.stories.saturating_mul(times)
            && f64::from(count) >= share * f64::from(self.all);
        is_often && (is_at_end || is_sentence && !may_hide_names)
    }
}

/// Whether a line carries no fact that is seen at once, and is none of the lines that belong to a
/// story beside its text.
fn may_be_learned(line: &str, key: &str, words: &[Word]) -> bool {
    let has = |wanted: Class| has_class(words, wanted);
    let is_short = || tokens::count(key).total() <= SHORT;
    let lexicon = Lexicon::built_in();
    line.len() <= LONGEST_ARTIFACT
        && line.contains(char::is_alphabetic)
        && ![Class::Number, Class::Date, Class::Negation, Class::Affix].into_iter().any(has)
        && (is_short() || !has(Class::Name) && !may_hide_names(line, words))
        && credit::at_end(line, key, lexicon).is_none()
        && !end_note::is_end_note(line, key, Shape::of(line), lexicon)
}

/// Whether a name in the line may have no capital.
fn may_hide_names(line: &str, words: &[Word]) -> bool {
    let first = line.chars().find(|char| char.is_alphabetic());
    has_class(words, Class::Caseless) || first.is_some_and(char::is_lowercase)
}

fn has_class(words: &[Word], wanted: Class) -> bool {
    words.iter().any(|&word| class(word) == wanted)
}
