//! Places where a word may be broken: soft hyphens and zero width spaces.

use memchr::memmem;

use super::edit::Edit;
use crate::removal::AlterationKind;

const SOFT_HYPHEN: char = '\u{ad}';
const ZERO_WIDTH_SPACE: char = '\u{200b}';

pub(super) fn may_have_some(bytes: &[u8]) -> bool {
    ["\u{ad}", "\u{200b}"].iter().any(|sign| memmem::find(bytes, sign.as_bytes()).is_some())
}

/// The edits that leave out every soft hyphen, and zero width spaces between two letters or digits
/// of spaced scripts. Linear.
pub(super) fn remove(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !may_have_some(text.as_bytes()) {
        return edits;
    }
    let mut before = None;
    // Zero width spaces since the last code point that is seen; they wait for the next one.
    let mut waiting = Vec::new();
    for (at, char) in text.char_indices() {
        match char {
            SOFT_HYPHEN | ZERO_WIDTH_SPACE => waiting.push((at, char)),
            _ => {
                flush(&mut edits, &mut waiting, before.is_some_and(is_spaced) && is_spaced(char));
                before = Some(char);
            }
        }
    }
    flush(&mut edits, &mut waiting, false);
    edits
}

/// Takes what waits: soft hyphens in any case, zero width spaces inside a word.
fn flush(edits: &mut Vec<Edit>, waiting: &mut Vec<(usize, char)>, is_in_word: bool) {
    let goes = |&(_, char): &(usize, char)| is_in_word || char == SOFT_HYPHEN;
    let edit = |(at, char): (usize, char)| {
        Edit::without(at..at + char.len_utf8(), AlterationKind::SoftHyphens)
    };
    edits.extend(waiting.drain(..).filter(goes).map(edit));
}

/// Whether a code point is a letter or digit of a script that puts spaces between words. In Thai,
/// Lao, Tibetan, Burmese, Khmer, the Tai scripts, Balinese and Javanese a zero width space marks
/// them; in kana and Han it says where a line may break.
fn is_spaced(char: char) -> bool {
    let is_unspaced = matches!(char,
        '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19ff}' | '\u{1a20}'..='\u{1aaf}'
        | '\u{1b00}'..='\u{1b7f}' | '\u{2e80}'..='\u{a4cf}' | '\u{a980}'..='\u{aadf}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}');
    char.is_alphanumeric() && !is_unspaced
}

#[cfg(test)]
mod tests {
    use super::remove;
    use crate::stage::print::edit::apply;

    #[test]
    fn what_goes_and_what_stays() {
        for (text, wanted) in [
            ("Hafen\u{ad}behör\u{ad}de", "Hafenbehörde"),
            ("har\u{200b}bour \u{ad}office\u{ad}", "harbour office"),
            ("har\u{200b}\u{ad}\u{200b}bour", "harbour"),
            ("항\u{200b}구", "항구"),
            ("port\u{200b} office, \u{200b}now", "port\u{200b} office, \u{200b}now"),
            ("ท่าเรือ\u{200b}เปิด", "ท่าเรือ\u{200b}เปิด"),
            ("កំពង់\u{200b}ផែ", "កំពង់\u{200b}ផែ"),
            ("港口\u{200b}开放", "港口\u{200b}开放"),
            ("می\u{200c}شود क्\u{200d}ष", "می\u{200c}شود क्\u{200d}ष"),
        ] {
            assert_eq!(apply(text, &remove(text)), wanted, "{text:?}");
        }
    }
}
