//! Lines after the body: `(Reporting by ...; Editing by ...)` and where a feed took the text from.

use crate::recognize::Lexicon;
use crate::recognize::shape::{End, Shape};

/// Whether a whole line is a note of the editors: in brackets, or without a sentence's end. A sentence stays in the body.
pub(crate) fn is_end_note(folded: &str, shape: Shape, lexicon: &Lexicon) -> bool {
    let bare = folded.trim_start_matches(['(', '[', '*', '-', ' ']);
    let is_bracketed = bare.len() < folded.len();
    let is_list = !shape.inner_stop && (shape.end != End::Stop || bare.contains(';'));
    folded.len() <= 600 && lexicon.end_notes.at_start(bare).is_some() && (is_bracketed || is_list)
}

/// Whether a whole line says where a feed took the text from: a few words and then an address, nothing after it.
pub(crate) fn is_source(folded: &str) -> bool {
    let Some(at) = folded.find("http://").or_else(|| folded.find("https://")) else { return false };
    let (before, address) = folded.split_at(at);
    !address.contains(' ') && before.split_whitespace().count() <= 6 && (before.is_empty() || before.ends_with(' '))
}
