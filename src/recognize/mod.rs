//! What a line, or an affix of one, is.
//!
//! One recognizer a file; the word lists that they use are data files, see `data/README.md`.
//! Recognizers look at one text and know nothing of its place: what a finding means is decided by
//! the stages.

pub(crate) mod artifact;
pub(crate) mod authors;
mod bits;
pub(crate) mod byline;
pub(crate) mod credit;
pub(crate) mod dateline;
pub(crate) mod end_note;
pub(crate) mod forms;
mod gaps;
pub(crate) mod headline;
pub(crate) mod keywords;
pub(crate) mod learned;
pub(crate) mod letters;
pub(crate) mod lexicon;
pub(crate) mod own;
mod phrases;
pub(crate) mod shape;
mod starts;
pub(crate) mod timestamp;
pub(crate) mod whole;

pub(crate) use lexicon::Lexicon;
