//! Turns scraped news text into canonical articles and says what it left out and why.
//!
//! Scraped pages repeat the headline two to four times, print every photo caption twice, leave page
//! widgets behind, print paragraphs twice, and run several articles into one text. [`clean`] takes
//! such a text apart; a [`Cleaner`] also gives the record of every byte that it left out. It works
//! from the text alone: no HTML, no neural model, no network, no state between documents.
//!
//! ```
//! let page = "Ferry to run again on Monday\n\n\
//!     The ferry at the pier in Oakmouth. (AFP Photo/LENA MARSH)\n\
//!     The ferry at the pier in Oakmouth. (AFP Photo/LENA MARSH)\n\
//!     TT\n\n\
//!     Ferry to run again on Monday\n\n\
//!     The ferry to Oakmouth will run again on Monday, the harbour office said.\n\n\
//!     Repairs took nine days.\n";
//!
//! let articles = copydesk::clean(page);
//!
//! assert_eq!(articles.len(), 1);
//! assert_eq!(articles[0].headline.as_deref(), Some("Ferry to run again on Monday"));
//! assert_eq!(articles[0].captions[0].credit.as_deref(), Some("AFP Photo/LENA MARSH"));
//! assert_eq!(articles[0].captions[0].count, 2);
//! assert_eq!(articles[0].paragraphs.len(), 2);
//! ```
//!
//! # How it works
//!
//! Text becomes lines once; stages mark a line with what it is and why it is unwanted; assembly
//! partitions the lines:
//!
//! 1. **lines**: all newline functions of Unicode, form C, the span of every line in the input,
//!    blank lines counted;
//! 2. **classify**: what each line looks like on its own: credit, byline, date, widget, note;
//! 3. **page**: whether the text is a whole page, and if so, which lines are its story (see
//!    [`InputKind`] and [`Block`]);
//! 4. **read**: all lines at once. Every line gets a reading: headline, echo, byline, caption,
//!    paragraph, tag, note, menu and some forty more. Named facts of the line, of its neighbours,
//!    of its copies and of the text's habits (its gaps, forms that come back) speak for or against
//!    each reading, with small integer weights, and the sequence of readings for which most speaks
//!    is taken. Articles begin where it has them begin;
//! 5. every reading is **filed**: into the field of an article that it belongs to, or out under one
//!    of three licences (below);
//! 6. **paragraphs**: what repeats another one, cut, whole or nearly;
//! 7. **settle**: the canonical text of every article is read again until it gives itself;
//! 8. **assemble**: articles, and an entry for every span of the input.
//!
//! # What may go
//!
//! What a line is and whether it may go are two decisions. A line goes only as a repeat of a kept
//! text, verified, that says the same of the same thing; as furniture, a whole line that the word
//! lists have or wholly explain, where furniture stands; or because it lies outside every story of
//! a whole page. All else is kept in a field: a wrong reading puts a sentence into the wrong one and
//! does not lose it.
//!
//! # What counts as a repeat
//!
//! Similarity only proposes; the *difference* of two texts decides. Folding (case, quotes, dashes,
//! Unicode compatibility forms, Arabic letter forms, white space) leaves a key that is compared and
//! never printed.
//!
//! - A **headline** repeats another when their keys are equal, or one has a site name or kicker
//!   more or is cut off, and nothing but captions, widgets, dates and the like stands between. Two
//!   headlines that differ by a number or a name are two articles.
//! - A **caption** repeats another when the texts without the credit are equal and the credits do
//!   not differ.
//! - A **paragraph** goes when it is equal to an earlier one and long, or in a run of equal ones;
//!   when it is the beginning of another, cut off; or when it has nothing that the other lacks but
//!   words that carry no fact. A number, a name, a negation, a date or a content word that differs
//!   keeps both, and the [`Doubt`] is recorded. Equal words under another heading (a day, a
//!   speaker, a question, an item) are said of another thing, and stay.
//! - An **artifact** is a whole line of the word lists (33 languages) that is read as furniture.
//!
//! # How the story of a page is found
//!
//! A text is a page when short lines in runs frame its sentences: menus, widgets, footers. Then
//! sentences that were broken at tags are joined, and every line is measured: its length, its end,
//! the words of sentences around it, the run of dense text it lies in or near, the words it shares
//! with that run, the distance to the headline, and the widgets, dates and comments before
//! it. Learnt integer weights add up to what speaks for the line, and the best way through the page
//! (before the story, in it, after it) decides. Everything else is a [`Removal`] of a [`Block`],
//! which says what the block reads like and which facts spoke most against it. No word list of one
//! language decides.
//!
//! # What is promised
//!
//! [`Cleaner::clean`] never fails and never panics. Every byte of the input that is not white space
//! is in exactly one of [`Cleaned::kept`] and [`Cleaned::removals`]. Every text of an article is a
//! normalized span of the input with its [`Alteration`]s made. Every repeat names its kept twin,
//! compared as text, not by hash. An article's canonical text (its [`Display`](std::fmt::Display))
//! cleaned again gives the same headline and paragraphs. Same input, options and version: same
//! answer. Time and memory are linear.
//!
//! # Scope
//!
//! Text in, articles out. HTML, language detection and the parsing of dates are not done here. When
//! unsure the text stays. [`corpus`] finds the copies among many articles, and learns the lines
//! that a source leaves in all of them.
//!
//! [`export`] has views of an article in the shapes of IPTC ninjs and of schema.org.
//!
//! # Features
//!
//! - `schema` (off): [`Article`] implements schemars' `JsonSchema`. The schema is in
//!   `schema/article.json`.
//! - `internal-differential` (off): the module `differential`, for tests that compare fast paths
//!   with their definitions.
//! - `internal-training` (off): the module `training`: how the weights of the reader are learned,
//!   and what those of whole pages are trained on.
//!
//! Features that begin with `internal-` are for the crate's own tests and tools and may change at
//! any time.

mod article;
mod cleaner;
mod compare;
pub mod corpus;
mod data;
#[cfg(feature = "internal-differential")]
pub mod differential;
mod error;
pub mod export;
mod names;
mod options;
mod pipeline;
mod recognize;
mod removal;
mod stage;
#[cfg(feature = "internal-training")]
pub mod training;
pub mod word_lists;

pub use article::{Article, Caption, Note, NoteKind};
pub use cleaner::Cleaner;
pub use error::Error;
pub use names::UnknownName;
pub use options::{InputKind, Options, Tolerance};
pub use removal::{
    Alteration, AlterationKind, Argument, Block, Cleaned, Difference, Doubt, Kept, Lesson, Place,
    Reason, Removal, Role,
};

/// The articles of a scraped text, with default [`Options`]. The word lists are read at the first
/// call.
///
/// For other options, or for the record of what was left out, build a [`Cleaner`].
///
/// ```
/// let articles = copydesk::clean("Bridge opens\n\nShare\n\nThe bridge at Oakmouth opened on Friday.");
/// assert_eq!(articles[0].headline.as_deref(), Some("Bridge opens"));
/// assert_eq!(articles[0].paragraphs, ["The bridge at Oakmouth opened on Friday."]);
/// ```
#[must_use]
pub fn clean(input: &str) -> Vec<Article> {
    Cleaner::default().clean(input).articles
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
