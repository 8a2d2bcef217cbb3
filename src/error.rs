//! Errors come from options, never from text.

/// Why a [`Cleaner`](crate::Cleaner) could not be built.
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
}
