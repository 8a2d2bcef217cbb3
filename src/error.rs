//! Errors come from options and from files of the corpus, never from text.

/// Why a [`Cleaner`](crate::Cleaner) could not be built, or why a [`Corpus`](crate::corpus::Corpus)
/// could not use its files.
///
/// ```
/// use copydesk::{Cleaner, Error, Options};
///
/// let error = Cleaner::new(Options::default().max_headline_chars(5)).unwrap_err();
/// assert!(matches!(error, Error::OptionOutOfRange { option: "max_headline_chars", .. }));
/// assert_eq!(error.to_string(), "option `max_headline_chars` is 5, but must be from 20 to 2000");
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An option's value lies outside its range.
    #[error("option `{option}` is {value}, but must be {allowed}")]
    OptionOutOfRange {
        /// The option's name.
        option: &'static str,
        /// The value that was given.
        value: String,
        /// What is allowed.
        allowed: &'static str,
    },
    /// An entry of a list cannot be used.
    #[error("option `{option}`: entry {index} is {value:?}, but must be {allowed}")]
    BadEntry {
        /// The option's name.
        option: &'static str,
        /// Which entry, from 0.
        index: usize,
        /// The entry.
        value: String,
        /// What is allowed.
        allowed: &'static str,
    },
    /// An index is not what [`Corpus::write_index`](crate::corpus::Corpus::write_index) wrote.
    #[error("the index is damaged at byte {offset}: {what}; make it anew from the articles")]
    IndexDamaged {
        /// Which byte, from 0.
        offset: usize,
        /// What is wrong there.
        what: &'static str,
    },
    /// An index is of another version of its format.
    #[error(
        "the index is of version {found}, but must be of version {known}; make it anew from the articles"
    )]
    IndexVersion {
        /// The index's version.
        found: u32,
        /// The version that is allowed.
        known: u32,
    },
    /// An index could not be read.
    #[error("the index cannot be read: {what}")]
    IndexUnread {
        /// What the reader said.
        what: String,
    },
    /// The scratch file of a corpus could not be written or read.
    #[error(
        "the scratch file cannot be used: {what}; give it a place with more room, or the corpus more memory"
    )]
    Scratch {
        /// What the system said.
        what: String,
    },
}
