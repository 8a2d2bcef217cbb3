//! Words of a key, cheaply: for counting and for n-grams.
//!
//! A word is a run of letters and digits; a code point of an unspaced script (Han, kana, Thai, Lao,
//! Khmer, Burmese) is a token of its own. What decides over a text looks at the words of UAX #29
//! instead, see [`difference`](super::difference).

use xxhash_rust::xxh3::xxh3_64;

/// Counts of a key's tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Words of spaced scripts.
    pub(crate) words: usize,
    /// Code points of unspaced scripts.
    pub(crate) unspaced: usize,
}

impl Count {
    /// The length in words; two code points of an unspaced script count as one.
    pub(crate) fn total(self) -> usize {
        self.words + self.unspaced.div_ceil(2)
    }

    /// How many tokens there are.
    pub(crate) fn tokens(self) -> usize {
        self.words + self.unspaced
    }

    /// Whether most of the text is in an unspaced script.
    pub(crate) fn is_unspaced(self) -> bool {
        self.unspaced > self.words
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Alone,
    Separator,
}

/// Calls `each` with every token of a key and gives the counts. Linear.
pub(crate) fn for_each<'k>(key: &'k str, mut each: impl FnMut(&'k str)) -> Count {
    for_each_span(key, |start, end| each(&key[start..end]))
}

/// Calls `each` with the hash of every token of a key and gives the counts. Linear.
#[inline]
pub(crate) fn for_each_hash(key: &str, mut each: impl FnMut(u64)) -> Count {
    let bytes = key.as_bytes();
    for_each_span(key, |start, end| each(hash(bytes, start, end)))
}

/// The hash of the token that stands at these bytes of a key.
#[inline]
pub(crate) fn hash(bytes: &[u8], start: usize, end: usize) -> u64 {
    let len = end - start;
    if len > 8 {
        return xxh3_64(&bytes[start..end]);
    }
    // A token of up to eight bytes is a number of its own.
    let eight = bytes[start..].first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight[..len].copy_from_slice(&bytes[start..end]);
        eight
    });
    mix(u64::from_le_bytes(eight) << (64 - 8 * len))
}

/// Spreads the bits of a short token.
fn mix(token: u64) -> u64 {
    let product = token.wrapping_mul(0x9fb2_1c65_1e98_df25);
    (product ^ (product >> 35)).wrapping_mul(0x9fb2_1c65_1e98_df25)
}

/// Calls `each` with the bytes where every token starts and ends.
#[inline]
pub(crate) fn for_each_span(key: &str, mut each: impl FnMut(usize, usize)) -> Count {
    let (mut count, mut start, mut at) = (Count::default(), 0, 0);
    let bytes = key.as_bytes();
    loop {
        while bytes.get(at).is_some_and(|&byte| CLASSES[byte as usize] == WORD) {
            at += 1;
        }
        let Some(&byte) = bytes.get(at) else { break };
        let is_separator = CLASSES[byte as usize] == SEPARATOR;
        let (class, width) =
            if is_separator { (Class::Separator, 1) } else { wide_class(&key[at..]) };
        if class == Class::Word {
            at += width;
            continue;
        }
        if at > start {
            count.words += 1;
            each(start, at);
        }
        if class == Class::Alone {
            count.unspaced += 1;
            each(at, at + width);
        }
        at += width;
        start = at;
    }
    if at > start {
        count.words += 1;
        each(start, at);
    }
    count
}

/// Whether a key may have code points of unspaced scripts.
pub(crate) fn may_have_unspaced(key: &str) -> bool {
    has_wide(key.as_bytes())
}

/// Whether there is a byte that begins a code point which may be no letter, or one of an unspaced
/// script.
#[allow(clippy::needless_bitwise_bool, reason = "the loop is to have no branches")]
fn has_wide(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |found, &byte| found | (byte == 0xc2) | (byte >= 0xe0))
}

/// Bytes of a word that are never its ending: shorter words do not tell one story from another.
pub(crate) const STEM_BYTES: usize = 5;

/// A word without its ending, as languages bend their words: three quarters of it.
pub(crate) fn stem(word: &str) -> &str {
    let end = word.len() * 3 / 4;
    &word[..word.floor_char_boundary(end.max(STEM_BYTES))]
}

/// How many tokens a key has.
#[allow(clippy::needless_bitwise_bool, reason = "the loops are to have no branches")]
pub(crate) fn count(key: &str) -> Count {
    let bytes = key.as_bytes();
    // Without code points to look at, words begin where a byte of one follows a separator: a loop
    // without branches.
    if has_wide(bytes) {
        return for_each(key, |_| ());
    }
    let is_word = |byte: u8| {
        let (letter, digit) = ((byte | 0x20).wrapping_sub(b'a'), byte.wrapping_sub(b'0'));
        (letter < 26) | (digit < 10) | (byte >= 0x80)
    };
    let Some((&first, rest)) = bytes.split_first() else { return Count::default() };
    let blocks = bytes[..rest.len()].chunks(BLOCK).zip(rest.chunks(BLOCK));
    let starts = blocks.map(|(lefts, rights)| {
        let pairs = lefts.iter().zip(rights);
        let starts = pairs
            .fold(0, |starts, (&left, &right)| starts + u8::from(!is_word(left) & is_word(right)));
        usize::from(starts)
    });
    Count { words: usize::from(is_word(first)) + starts.sum::<usize>(), unspaced: 0 }
}

/// Bytes whose words are counted in one byte.
const BLOCK: usize = 128;

const SEPARATOR: u8 = 0;
const WORD: u8 = 1;
const WIDE: u8 = 2;

/// What a byte tells: a separator, a part of a word, or the start of a code point to look at. The
/// code points of two bytes are letters, but for those of the Latin-1 signs (0xc2).
const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [SEPARATOR; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80..=0xbf | 0xc3..=0xdf => WORD,
            0..=0x7f => SEPARATOR,
            _ => WIDE,
        };
        byte += 1;
    }
    table
}

/// Whether a code point is of a script that is written without spaces.
pub(crate) fn is_unspaced(char: char) -> bool {
    let mut bytes = [0; 4];
    wide_class(char.encode_utf8(&mut bytes)).0 == Class::Alone
}

fn wide_class(rest: &str) -> (Class, usize) {
    let char = rest.chars().next().unwrap_or(' ');
    let class = match char {
        // Thai and Lao, Burmese, Khmer; kana; Han.
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Alone,
        // Signs of Latin-1, Ethiopic, general, and of Chinese and Japanese.
        '\u{80}'..='\u{bf}'
        | '\u{1361}'..='\u{1368}'
        | '\u{2000}'..='\u{206f}'
        | '\u{2190}'..='\u{2bff}'
        | '\u{3000}'..='\u{303f}'
        | '\u{30fb}' => Class::Separator,
        _ => Class::Word,
    };
    (class, char.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::{Count, for_each, for_each_hash};

    #[track_caller]
    fn check(key: &str, tokens: &[&str], count: Count) {
        let mut found = Vec::new();
        assert_eq!(for_each(key, |token| found.push(token)), count);
        assert_eq!(found, tokens);
        assert_eq!(super::count(key), count);
    }

    #[test]
    fn words_and_unspaced_code_points() {
        check("", &[], Count::default());
        check(
            "the port, at 3.5%",
            &["the", "port", "at", "3", "5"],
            Count { words: 5, unspaced: 0 },
        );
        check("café عاد عمال", &["café", "عاد", "عمال"], Count { words: 3, unspaced: 0 });
        check("3月5日,port", &["3", "月", "5", "日", "port"], Count { words: 3, unspaced: 2 });
        check("안녕하세요 - 기자", &["안녕하세요", "기자"], Count { words: 2, unspaced: 0 });
    }

    #[test]
    fn equal_tokens_have_equal_hashes_wherever_they_stand() {
        let hashes = |key: &str| {
            let mut hashes = Vec::new();
            for_each_hash(key, |hash| hashes.push(hash));
            hashes
        };
        let key = "a ab abc harbour harbours 12345678 123456789 ميناء 港 a";
        let tokens: Vec<u64> = key
            .split(' ')
            .flat_map(|token| hashes(&format!("{token} and so on and on"))[..1].to_vec())
            .collect();
        // At the end of a key there are no eight bytes to read.
        assert_eq!(hashes(key), tokens);
        let distinct: std::collections::HashSet<u64> = tokens.iter().copied().collect();
        assert_eq!(distinct.len(), 9);
    }

    #[test]
    fn two_code_points_without_spaces_count_as_a_word() {
        for (words, unspaced, total, tokens, is_unspaced) in
            [(0, 0, 0, 0, false), (3, 2, 4, 5, false), (3, 3, 5, 6, false), (3, 4, 5, 7, true)]
        {
            let count = Count { words, unspaced };
            assert_eq!(
                (count.total(), count.tokens(), count.is_unspaced()),
                (total, tokens, is_unspaced),
                "{count:?}"
            );
        }
    }
}
