//! What a folded word may be, wherever it stands: what the word lists and its letters say of it.

use crate::compare::tokens;
use crate::corpus::spelling::{self, LETTER_BITS, letters, parts_of_name};
use crate::corpus::words::{Class, SAME};
use crate::recognize::Lexicon;
use crate::recognize::lexicon::Languages;

/// What a folded word may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// The bits that make the word the same as another.
    pub(super) same: u32,
    /// The bits of the second word, where one is printed that others print as two; otherwise 0.
    pub(super) second: u32,
    pub(super) class: Class,
    pub(super) has_digit: bool,
    /// A month or weekday that is also a plain word, such as `may`: a date only with a capital.
    pub(super) is_date_if_capital: bool,
    /// Sites say it to their readers.
    pub(super) is_site: bool,
    /// The languages in which it is a function word, and those in which it is a number:
    /// no language has it as both.
    pub(super) light: Languages,
    pub(super) number: Languages,
}

impl Known {
    pub(super) fn of(folded: &str, hash: u64, lexicon: &Lexicon) -> Self {
        let word = lexicon.word(folded);
        let (same, second) = match parts_of_name(folded) {
            Some((first, second)) => (same_bits(first), same_bits(second)),
            None if folded.is_ascii() => (same_of(hash, folded), 0),
            None => match spelling::plain(folded) {
                // A mark between digits that stands alone.
                plain if plain.is_empty() => (same_of(hash, folded), 0),
                plain => (same_bits(&plain), 0),
            },
        };
        let light = word.light | word.empty;
        let is_light = light != 0;
        let has_digit = folded.bytes().any(|byte| byte.is_ascii_digit());
        let has_case = folded.chars().any(char::is_lowercase);
        let is_plain_too = has_case
            && (is_light
                || matches!(folded, "may" | "march" | "sun" | "mar" | "sat" | "dec" | "second"));
        let class = match () {
            () if has_digit => Class::Number,
            () if word.negation => Class::Negation,
            () if word.date && !is_plain_too => Class::Date,
            () if word.number != 0 && !is_light => Class::Number,
            () if is_light => Class::Light,
            () if has_case => Class::Content,
            () => Class::Caseless,
        };
        let is_date_if_capital = word.date && is_plain_too;
        Self {
            same,
            second,
            class,
            has_digit,
            is_date_if_capital,
            is_site: word.site,
            light,
            number: word.number,
        }
    }
}

/// The bits that say which word a folded one is.
fn same_bits(folded: &str) -> u32 {
    same_of(tokens::hash(folded.as_bytes(), 0, folded.len()), folded)
}

fn same_of(hash: u64, folded: &str) -> u32 {
    ((hash ^ hash >> 32) as u32) << LETTER_BITS & SAME | letters(folded)
}
