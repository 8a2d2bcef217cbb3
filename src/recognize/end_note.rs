//! Lines after the body: `(Reporting by ...; Editing by ...)` and where a feed took the text from.

use memchr::memchr_iter;

use crate::recognize::Lexicon;
use crate::recognize::shape::{End, Shape, has_inner_stop};

/// Whether a whole line is a note of the editors: in brackets, or without a sentence's end. A
/// sentence stays in the body.
pub(crate) fn is_end_note(text: &str, folded: &str, shape: Shape, lexicon: &Lexicon) -> bool {
    let bare = folded.trim_start_matches(['(', '[', '*', '-', ' ']);
    if lexicon.lists.end_notes.at_start(bare).is_none() {
        return false;
    }
    let is_bracketed = bare.len() < folded.len();
    let may_be_list = shape.end != End::Stop || bare.contains(';');
    is_bracketed || may_be_list && !has_inner_stop(text)
}

/// Whether a whole line says where a feed took the text from: a few words and then an address,
/// nothing after it.
pub(crate) fn is_source(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    let Some(sign) = memchr_iter(b':', bytes).find(|&at| bytes[at..].starts_with(b"://")) else {
        return false;
    };
    let Some(at) = ["https", "http"]
        .iter()
        .find_map(|scheme| folded[..sign].ends_with(scheme).then(|| sign - scheme.len()))
    else {
        return false;
    };
    let (before, address) = folded.split_at(at);
    !address.contains(' ')
        && before.split_whitespace().count() <= 6
        && (before.is_empty() || before.ends_with(' '))
}
