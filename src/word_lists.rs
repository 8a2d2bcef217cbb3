//! The built-in word lists, to look at.
//!
//! ```
//! let mut entries = copydesk::word_lists::built_in();
//!
//! assert!(entries.any(|entry| entry.language == "de" && entry.list == "advertisement" && entry.text == "anzeige"));
//! ```

use crate::recognize::lexicon;

/// A line or word that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListEntry {
    /// The language's tag, `common` for entries of all languages.
    pub language: &'static str,
    /// The list that says what the entry is for: `share`, `agency`.
    pub list: &'static str,
    /// The entry. `{n}` stands for a number, `{*}` for any text.
    pub text: &'static str,
}

/// All entries of all lists, by language.
///
/// ```
/// let count = copydesk::word_lists::built_in().filter(|entry| entry.language == "common").count();
/// assert!(count > 0);
/// ```
pub fn built_in() -> impl Iterator<Item = ListEntry> {
    lexicon::built_in_entries().map(|(language, list, text)| ListEntry { language, list, text })
}
