//! Lines after the body: `(Reporting by ...; Editing by ...)` and where a feed took the text from.

use crate::recognize::Lexicon;

/// Whether a whole line is a note of the editors.
pub(crate) fn is_end_note(folded: &str, lexicon: &Lexicon) -> bool {
    let bare = folded.trim_start_matches(['(', '[', '*', '-', ' ']);
    folded.len() <= 600 && lexicon.end_notes.at_start(bare).is_some() && (bare.len() < folded.len() || bare.contains(';') || folded.len() < 200)
}

/// Whether a whole line says where a feed took the text from: a few words and then an address, nothing after it.
pub(crate) fn is_source(folded: &str) -> bool {
    let Some(at) = folded.find("http://").or_else(|| folded.find("https://")) else { return false };
    let (before, address) = folded.split_at(at);
    !address.contains(' ') && before.split_whitespace().count() <= 6 && (before.is_empty() || before.ends_with(' '))
}
