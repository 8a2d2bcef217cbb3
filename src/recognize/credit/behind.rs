//! Names of people and of houses behind a caption, with no sign between.

use crate::compare::key;
use crate::recognize::Lexicon;
use crate::recognize::credit::is_name_word;
use crate::recognize::forms::Forms;
use crate::recognize::shape::sentence_ends;

/// Words before the name behind a caption.
const CAPTION_WORDS: std::ops::RangeInclusive<usize> = 4..=45;
/// Words of a name behind a caption: a house has one.
const NAME_WORDS: usize = 4;
/// Words of a caption and the name behind it: a text with more is not worth a look.
pub(crate) const SIGNED_WORDS: usize = *CAPTION_WORDS.end() + NAME_WORDS;
/// Letters of the last word of a caption: short forms have fewer, as in `vs. Lena Marsh`.
const LAST_LETTERS: usize = 4;

/// The key of the name that a text ends with behind its last sentence: `The ferry in the dock. Lena
/// Marsh`. By itself it may be anything: other texts that end with it tell.
pub(crate) fn name_behind(text: &str, lexicon: &Lexicon) -> Option<String> {
    let end = sentence_ends(text).last()?;
    let (caption, name) = (text[..end].trim(), text[end..].trim());
    let last = caption.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
    let is_name = last.chars().count() >= LAST_LETTERS
        && name.split_whitespace().count() <= NAME_WORDS
        && name.split_whitespace().all(|word| is_name_word(word) && !lexicon.is_light(word))
        && !caption.starts_with(char::is_numeric)
        && CAPTION_WORDS.contains(&caption.split_whitespace().count());
    let key = key::of(name);
    (is_name && !Forms::of(name, &key, lexicon).has(Forms::FURNITURE)).then_some(key)
}
