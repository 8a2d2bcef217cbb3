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
