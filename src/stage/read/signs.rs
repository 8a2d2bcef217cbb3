//! What a line is found by when others are looked for that have to do with it: hashes that come
//! from the line alone.

use std::num::NonZeroU64;

use memchr::{memchr2_iter, memchr3_iter};
use xxhash_rust::xxh3::xxh3_64;

use crate::compare::key;
use crate::recognize::letters::Class;
use crate::stage::read::look::Look;

/// Bytes of a key by which texts that begin alike are found.
const START: usize = 24;
/// Longest line, in bytes of its key, whose form is looked for elsewhere: labels and signatures are
/// short.
const LONGEST_FORM: usize = 160;
/// Bytes of a sentence's start by which it is looked for in other lines.
const SENTENCE_START: usize = 8;

/// A hash that leaves room for none.
pub(super) type Hash = NonZeroU64;

fn hash(bytes: &[u8]) -> Hash {
    NonZeroU64::new(xxh3_64(bytes)).unwrap_or(NonZeroU64::MAX)
}

/// What a line is found by.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Signs {
    /// The hash of its start, where it is long enough.
    pub(super) start: Option<Hash>,
    /// The first and the last letters and digits of a line that may be a headline: two forms of
    /// one share one of them.
    pub(super) ends: (u64, u64),
    /// The hash of the text before a credit.
    pub(super) scene: Option<Hash>,
    /// The hash of the line with its digits as one sign, of a short line with digits.
    pub(super) form: Option<Hash>,
    /// The hash of its first word, of a short line with several that is no prose.
    pub(super) first_word: Option<Hash>,
    /// Two bits for the start of each sentence in it.
    sentences: u64,
    /// The two bits of the line itself as a sentence; all bits where that is too short.
    as_sentence: u64,
}

impl Signs {
    /// `scene`: the text before a credit.
    pub(super) fn of(key: &str, scene: Option<&str>, look: &Look) -> Self {
        let &Look { has_digit, is_prose, may_be_headline, .. } = look;
        let is_short = key.len() <= LONGEST_FORM;
        let first = || key.split(' ').next().unwrap_or_default();
        let has_first = !is_prose && is_short && first().len() < key.len();
        Self {
            start: bare(key).as_bytes().get(..START).map(hash),
            scene: scene.map(|scene| hash(key::of(scene).as_bytes())),
            ends: if may_be_headline { ends(key) } else { (0, 0) },
            form: (is_short && has_digit).then(|| form(key)),
            first_word: has_first.then(|| hash(first().as_bytes())),
            sentences: sentences(key),
            as_sentence: sentence_bit(as_sentence(key)).unwrap_or(u64::MAX),
        }
    }

    /// Whether `other` may hold this line as one of its sentences.
    pub(super) fn may_be_sentence_of(&self, other: &Self) -> bool {
        self.as_sentence == u64::MAX || self.as_sentence & !other.sentences == 0
    }
}

/// A key without bullets and quotes before it.
pub(super) fn bare(key: &str) -> &str {
    key.trim_start_matches(['"', '\'', '-', '•', '*', '·', '▪', ' '])
}

/// A key as it stands inside another text.
pub(super) fn as_sentence(key: &str) -> &str {
    bare(key).trim_end_matches(['"', '\'', ' '])
}

/// What ends a sentence in a key, or stands before one.
pub(super) const BEFORE_SENTENCES: [char; 11] =
    ['.', '!', '?', '。', '！', '？', '।', '۔', '።', '؟', ':'];

/// The bits of a key's sentences. Of the signs before a sentence only five are left in keys, the
/// others are folded.
fn sentences(key: &str) -> u64 {
    let bit = |at: usize| {
        let rest = key.get(at..).unwrap_or_default().trim_start_matches(['"', '\'', '-', ' ']);
        // What is shorter holds no sentence that has bits.
        sentence_bit(rest).unwrap_or(0)
    };
    let bytes = key.as_bytes();
    let stops = memchr3_iter(b'.', b'!', b'?', bytes).fold(bit(0), |bits, at| bits | bit(at + 1));
    memchr2_iter(b':', ETHIOPIC, bytes).fold(stops, |bits, at| match bytes[at] {
        b':' => bits | bit(at + 1),
        _ if key[at..].starts_with('።') => bits | bit(at + '።'.len_utf8()),
        _ => bits,
    })
}

/// The first byte of the code points of Ethiopic, whose full stop stays in keys.
const ETHIOPIC: u8 = 0xe1;

/// The bits of a text that may be a sentence: two, so that few other starts have both.
fn sentence_bit(text: &str) -> Option<u64> {
    let start: &[u8; SENTENCE_START] = text.as_bytes().first_chunk()?;
    let spread = u64::from_le_bytes(*start).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    Some(1 << (spread >> 58) | 1 << (spread >> 40 & 63))
}

/// The first and the last eight bytes of a key's letters and digits.
fn ends(key: &str) -> (u64, u64) {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    let fold = |sum: u64, byte: u8| sum << 8 | u64::from(byte);
    let first = key.bytes().filter(is_letter).take(8).fold(0, fold);
    let last = key.bytes().rev().filter(is_letter).take(8).fold(0, fold);
    (first, last)
}

/// A key with its digits as one sign.
fn form(key: &str) -> Hash {
    let mut form = String::with_capacity(key.len());
    for char in key.chars() {
        match Class::of(char).is(Class::NUMERIC) {
            true if form.ends_with('0') => {}
            true => form.push('0'),
            false => form.push(char),
        }
    }
    hash(form.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Look, Signs, ends, form, sentence_bit, sentences};

    /// What a key is found by.
    fn signs(key: &str) -> Signs {
        Signs::of(key, None, &Look::default())
    }

    #[test]
    fn a_sentence_is_looked_for_where_it_may_stand() {
        let sentence = "nobody knows why.";
        for (name, text, wanted) in [
            ("alone", "nobody knows why.", true),
            ("at the start", "nobody knows why. the ferry waits.", true),
            ("behind a full stop", "the ferry waits. nobody knows why.", true),
            ("behind an exclamation mark", "the ferry waits! nobody knows why.", true),
            ("behind a question mark", "does the ferry wait? nobody knows why.", true),
            ("behind a colon", "the ferry waits: nobody knows why.", true),
            ("behind an Ethiopic full stop", "ጀልባው ይጠብቃል። nobody knows why.", true),
            ("in quotes", "the ferry waits. \"nobody knows why.\"", true),
            ("behind a dash", "the ferry waits. - nobody knows why.", true),
            ("behind a third sentence", "it waits. it rains. nobody knows why. it is cold.", true),
            ("behind a comma", "the ferry waits, nobody knows why.", false),
            ("behind an Ethiopic letter", "ጀልባው ይጠብቃል nobody knows why.", false),
            ("begun in another way", "the ferry waits. anybody knows why.", false),
            ("not there", "the ferry waits. it rains.", false),
        ] {
            let (line, other) = (signs(sentence), signs(text));
            assert_eq!(line.may_be_sentence_of(&other), wanted, "{name}");
            let quoted = signs(&format!("\"{sentence}\""));
            assert_eq!(quoted.may_be_sentence_of(&other), wanted, "{name}, the line in quotes");
        }
        // Too short for a sign: it may be anywhere.
        assert!(signs("why?").may_be_sentence_of(&signs("the ferry waits. it rains.")));
    }

    #[test]
    fn a_sentence_has_two_bits_by_its_first_eight_bytes() {
        assert_eq!(sentence_bit("so what"), None);
        assert_eq!(sentence_bit("so what?"), sentence_bit("so what? nothing"));
        let starts = [
            "the boat",
            "eleven m",
            "it waits",
            "nobody k",
            "ministers",
            "tomorrow",
            "yesterday",
            "in april",
        ];
        let bits: Vec<u64> = starts.iter().filter_map(|start| sentence_bit(start)).collect();
        assert!(bits.iter().all(|bits| bits.count_ones() == 2));
        let (high, low) = (
            bits.iter().fold(0, |all, bits| all | bits),
            bits.iter().fold(u64::MAX, |all, bits| all & bits),
        );
        // They are spread over the word: hardly any two of eight share a bit.
        assert!(high.count_ones() > 12 && low == 0, "{bits:x?}");
        assert_eq!(sentences("so. why"), 0);
        assert_eq!(sentences("it waits. nobody knows."), bits[2] | bits[3]);
    }

    #[test]
    fn a_headline_has_the_letters_at_its_ends() {
        let number = |bytes: &[u8]| bytes.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte));
        for (key, first, last) in [
            ("ferry waits for spring", &b"ferrywai"[..], &b"gnirpsro"[..]),
            ("\"ferry\" - 12", b"ferry12", b"21yrref"),
            ("...", b"", b""),
            ("é 1", &[0xc3, 0xa9, b'1'], &[b'1', 0xa9, 0xc3]),
        ] {
            assert_eq!(ends(key), (number(first), number(last)), "{key}");
        }
    }

    #[test]
    fn lines_that_differ_in_digits_have_one_form() {
        for (left, right, wanted) in [
            ("page 2 of 12", "page 14 of 3", true),
            ("page 2 of 12", "page 2 of many", false),
            ("page 2 of 12", "page 2 1 of 12", false),
            ("page 2", "pages 2", false),
        ] {
            assert_eq!(form(left) == form(right), wanted, "{left} / {right}");
        }
    }

    #[test]
    fn what_a_line_is_found_by() {
        let long = format!("{} 1", "label ".repeat(26));
        assert_eq!((long.len(), signs("harbour").first_word), (158, None));
        let number = |key: &str| Signs::of(key, None, &Look { has_digit: true, ..Look::default() });
        for (name, is_found, wanted) in [
            ("24 bytes have a start", signs("ferry waits for spring 2").start.is_some(), true),
            ("23 have none", signs("ferry waits for spring.").start.is_some(), false),
            (
                "a start is what is behind quotes",
                signs("\"ferry waits for spring 2").start
                    == signs("ferry waits for spring 2").start,
                true,
            ),
            ("a line with digits has a form", number("page 2").form.is_some(), true),
            ("one without has none", signs("page two").form.is_some(), false),
            ("160 bytes have a form", number(&format!("{long}23")).form.is_some(), true),
            ("161 have none", number(&format!("{long}234")).form.is_some(), false),
            ("160 bytes have a first word", signs(&format!("{long}23")).first_word.is_some(), true),
            ("161 have none of note", signs(&format!("{long}234")).first_word.is_some(), false),
            ("two words have a first one", signs("harbour office").first_word.is_some(), true),
            (
                "prose has none of note",
                Signs::of("harbour office", None, &Look { is_prose: true, ..Look::default() })
                    .first_word
                    .is_some(),
                false,
            ),
            (
                "the same first word",
                signs("harbour office").first_word == signs("harbour bus").first_word,
                true,
            ),
            (
                "another one",
                signs("harbour office").first_word == signs("pier office").first_word,
                false,
            ),
            (
                "a headline has ends",
                Signs::of("harbour", None, &Look { may_be_headline: true, ..Look::default() }).ends
                    != (0, 0),
                true,
            ),
            ("another line has none", signs("harbour").ends != (0, 0), false),
            (
                "the text before a credit",
                Signs::of("", Some("The Dock"), &Look::default()).scene
                    == Signs::of("", Some("the dock"), &Look::default()).scene,
                true,
            ),
        ] {
            assert_eq!(is_found, wanted, "{name}");
        }
    }
}
