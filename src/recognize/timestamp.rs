//! Lines that only say when: `Updated 22 June 2017`, `2019-12-11 - 11:00`.

use crate::recognize::Lexicon;

/// Longest date line, in bytes, and the numbers that it may have.
const LONGEST: usize = 100;
const MOST_NUMBERS: usize = 9;

/// Whether a key holds nothing but a date: a month or weekday, or a full numeric date, and no word that is not of a date.
pub(crate) fn is_date(folded: &str, lexicon: &Lexicon) -> bool {
    if folded.len() > LONGEST || !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (mut names, mut numbers, mut has_year) = (0, 0, false);
    for token in folded.split(|char: char| !char.is_alphanumeric()).filter(|token| !token.is_empty()) {
        let digits = token.bytes().take_while(u8::is_ascii_digit).count();
        has_year |= digits == 4 && token.len() == 4 && (token.starts_with("19") || token.starts_with("20"));
        match () {
            () if digits > 0 && token.len() <= digits + 2 => numbers += 1,
            () if is_date_particle(token) => {}
            () if lexicon.word(token).date => names += 1,
            () => return false,
        }
    }
    let dated = names > 0 && numbers > 0 || has_year && numbers >= 3;
    numbers <= MOST_NUMBERS && dated && (has_year || folded.contains(':'))
}

/// Whether a key says when: a month or weekday beside a number, a numeric date, or a time of day.
pub(crate) fn holds_date(folded: &str, lexicon: &Lexicon) -> bool {
    if !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (mut numbers, mut names) = (0, 0);
    for token in folded.split(|char: char| !char.is_alphanumeric()).filter(|token| !token.is_empty()) {
        if token.bytes().all(|byte| byte.is_ascii_digit()) {
            numbers += usize::from(token.len() <= 4);
        } else if lexicon.word(token).date {
            names += 1;
        }
    }
    let is_joined = |three: &[u8]| three[0].is_ascii_digit() && matches!(three[1], b':' | b'/' | b'-' | b'.') && three[2].is_ascii_digit();
    let has_signs = || folded.contains(['年', '月', '日', '년', '월']);
    names > 0 && numbers > 0 || numbers >= 2 && folded.as_bytes().windows(3).any(is_joined) || has_signs()
}

fn is_date_particle(token: &str) -> bool {
    matches!(
        token,
        "am" | "pm"
            | "a"
            | "p"
            | "m"
            | "gmt"
            | "utc"
            | "ist"
            | "est"
            | "edt"
            | "cet"
            | "h"
            | "uhr"
            | "at"
            | "um"
            | "de"
            | "del"
            | "of"
            | "à"
            | "года"
            | "г"
            | "月"
            | "日"
            | "年"
            | "den"
            | "le"
            | "el"
    )
}
