//! Lines that name the authors: `By Lena Marsh`, `Von dpa`.

use crate::compare::key;
use crate::recognize::Lexicon;
use crate::recognize::shape::{End, Shape, has_inner_stop};

/// Longest byline, in bytes.
const LONGEST: usize = 240;
/// Words that a byline may have after its label.
const MOST_WORDS: usize = 12;

/// Whether a whole line is a byline: a label of the word lists and then names.
pub(crate) fn is_byline(text: &str, folded: &str, shape: Shape, lexicon: &Lexicon) -> bool {
    if shape.end != End::Open || text.len() > LONGEST {
        return false;
    }
    let Some(label) = lexicon.lists.byline_labels.at_start(folded) else { return false };
    let label_words = label.split_whitespace().count();
    let names = text.split_whitespace().skip(label_words).collect::<Vec<_>>();
    let is_short = !names.is_empty() && names.len() <= MOST_WORDS && !has_inner_stop(text);
    is_short
        && names.iter().all(|word| may_stand_in_names(word, lexicon))
        && names.iter().any(|word| starts_a_name(word))
}

fn starts_a_name(word: &str) -> bool {
    let first = word.trim_start_matches(|char: char| !char.is_alphanumeric()).chars().next();
    first.is_some_and(|first| !first.is_lowercase() && !first.is_numeric())
}

fn may_stand_in_names(word: &str, lexicon: &Lexicon) -> bool {
    if starts_a_name(word) {
        return true;
    }
    let folded = key::of(word.trim_matches(|char: char| !char.is_alphanumeric()));
    folded.is_empty()
        || lexicon.word(&folded).light != 0
        || lexicon.is_agency(&folded)
        || folded.len() <= 3
}
