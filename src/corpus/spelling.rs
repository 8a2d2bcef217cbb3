//! Which letters a word has: enough to tell a slip of the pen from another word, of words that are
//! not kept as text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::corpus::words::Word;

/// Bits of a word that say which letters it has: the lowest ones.
pub(super) const LETTER_BITS: u32 = 16;
const LETTERS: Word = (1 << LETTER_BITS) - 1;

/// Which letters a word has, as bits; several letters share one.
pub(super) fn letters(folded: &str) -> u32 {
    let bit = |char: char| {
        (u64::from(u32::from(char).wrapping_mul(0x9e37_79b1)) * u64::from(LETTER_BITS)) >> 32
    };
    folded.chars().fold(0, |letters, char| letters | 1 << bit(char))
}

/// Whether words are spelled nearly alike: a letter was lost, added or changed, or a space. One
/// pair of other words in fifty is.
pub(super) fn are_alike(left: &[Word], right: &[Word]) -> bool {
    let is_near = |left: u32, right: u32| {
        (left & !right).count_ones() <= 1 && (right & !left).count_ones() <= 1 && left & right != 0
    };
    let all = |words: &[Word]| words.iter().fold(0, |letters, word| letters | word & LETTERS);
    match (left.len(), right.len()) {
        (1..=4, len) if len == left.len() => {
            left.iter().zip(right).all(|(left, right)| is_near(left & LETTERS, right & LETTERS))
        }
        (1, 2) | (2, 1) => is_near(all(left), all(right)),
        _ => false,
    }
}

/// A folded word without the marks on its Latin letters, its ligatures as letters, and without the
/// mark between groups of Arabic digits. In other scripts marks make other letters.
pub(super) fn plain(folded: &str) -> String {
    let mut plain = String::with_capacity(folded.len());
    for char in folded.nfd() {
        match char {
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            '\u{66c}' => {}
            'þ' => plain.push_str("th"),
            _ if is_combining_mark(char) && plain.ends_with(|last: char| last.is_ascii()) => {}
            _ => plain.push(char),
        }
    }
    plain
}

/// The two words of an Arabic name that is printed as one or as two: a servant (`عبد`) and a name
/// of God with its article.
pub(super) fn parts_of_name(folded: &str) -> Option<(&str, &str)> {
    let god = folded.strip_prefix("عبد")?;
    let is_name = god.starts_with("ال") && god.chars().count() >= SHORTEST_NAME_OF_GOD;
    is_name.then(|| (&folded[..folded.len() - god.len()], god))
}

/// Letters of the shortest name of God with its article, `الله` or `الحي`; shorter ones are
/// inflected words.
const SHORTEST_NAME_OF_GOD: usize = 4;

#[cfg(test)]
mod tests {
    use super::{are_alike, parts_of_name, plain};
    use crate::corpus::reader::Reader;

    #[test]
    fn slips_of_the_pen_are_told_from_other_words() {
        let mut reader = Reader::new();
        let mut alike = |left, right| are_alike(&reader.read(left), &reader.read(right));
        for (left, right) in [
            ("harbour", "harbonr"),
            ("bakery", "bakry"),
            ("ferries", "ferriess"),
            ("meanwhile", "mean while"),
            ("السكان", "السكن"),
        ] {
            assert!(alike(left, right), "{left}, {right}");
        }
        for (left, right) in [
            ("harbour", "council"),
            ("monday", "tuesday"),
            ("the mayor", "mayor the office"),
            ("سالم", "طارق"),
            ("", "sea"),
        ] {
            assert!(!alike(left, right), "{left}, {right}");
        }
    }

    #[test]
    fn marks_on_latin_letters_make_no_other_word() {
        for (word, wanted) in [
            ("léna", "lena"),
            ("łódź", "lodz"),
            ("œuvre", "oeuvre"),
            ("ærø", "aero"),
            ("đak", "dak"),
            ("þór", "thor"),
            ("ısı", "isi"),
            ("1\u{66c}400", "1400"),
            ("йод", "йод"),
            ("ガス", "ガス"),
        ] {
            let folded: String =
                unicode_normalization::UnicodeNormalization::nfc(plain(word).as_str()).collect();
            assert_eq!(folded, wanted);
        }
    }

    #[test]
    fn names_of_servants_are_two_words() {
        assert_eq!(parts_of_name("عبدالرحمن"), Some(("عبد", "الرحمن")));
        assert_eq!(parts_of_name("عبدالله"), Some(("عبد", "الله")));
        for word in ["عبدال", "عبده", "الرحمن", "عابدين"] {
            assert_eq!(parts_of_name(word), None, "{word}");
        }
    }
}
