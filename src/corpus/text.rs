//! What is remembered of a text: its words, and what tells it from other texts at a glance.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use crate::corpus::reader::Reader;
use crate::corpus::words::{COMMON, Class, SAME, Word, class, is_fact, same};

/// Facts that the smaller text must have for a verdict by facts alone.
const LEAST_FACTS: usize = 8;

/// What is compared of a text; the text itself is not remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    pub(super) words: Vec<Word>,
    /// The names, numbers and dates, each once, sorted.
    pub(super) facts: Vec<Word>,
}

/// What equal texts have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Fingerprint {
    /// The hash of the text without white space at its ends.
    #[serde(with = "hexadecimal")]
    pub(super) exact: u128,
    /// The hash of its words.
    #[serde(with = "hexadecimal")]
    pub(super) folded: u128,
}

/// Numbers of 128 bits as 32 hexadecimal digits: not all formats have such numbers.
pub(super) mod hexadecimal {
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(in crate::corpus) fn serialize<S: Serializer>(
        number: &u128,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{number:032x}"))
    }

    pub(in crate::corpus) fn deserialize<'d, D: Deserializer<'d>>(
        deserializer: D,
    ) -> Result<u128, D::Error> {
        let digits = String::deserialize(deserializer)?;
        u128::from_str_radix(&digits, 16).map_err(|_| {
            de::Error::custom(format!("a hash is {digits:?}, but must be 32 hexadecimal digits"))
        })
    }
}

impl Fingerprint {
    /// The fingerprint of a text as printed, read as these words.
    pub(super) fn of(printed: &str, text: &Text) -> Self {
        Self::of_words(xxh3_128(printed.trim().as_bytes()), text)
    }

    /// The fingerprint of a text of which the hash and the words are known.
    pub(super) fn of_words(exact: u128, text: &Text) -> Self {
        let bytes: Vec<u8> =
            text.words.iter().flat_map(|word| (word & SAME).to_le_bytes()).collect();
        Self { exact, folded: xxh3_128(&bytes) }
    }
}

impl Text {
    /// Reads a text. Linear.
    pub(super) fn read(text: &str, reader: &mut Reader) -> Self {
        Self::of_words(reader.read(text))
    }

    /// A text of these words.
    pub(super) fn of_words(mut words: Vec<Word>) -> Self {
        for word in &mut words {
            *word &= !COMMON;
        }
        let mut facts: Vec<Word> =
            words.iter().copied().filter(|&word| is_fact(word)).map(|word| word & SAME).collect();
        facts.sort_unstable();
        facts.dedup();
        Self { words, facts }
    }

    /// Takes so many facts and the words after them.
    pub(super) fn fill(&mut self, text: &[Word], facts: usize) {
        let (facts, words) = text.split_at(facts.min(text.len()));
        self.facts.extend_from_slice(facts);
        self.words.extend_from_slice(words);
    }

    /// Whether the text has this name, number or date.
    pub(super) fn has_fact(&self, word: Word) -> bool {
        self.facts.binary_search(&(word & SAME)).is_ok()
    }

    /// Whether two texts have the same words.
    pub(super) fn has_same_words(&self, other: &Self) -> bool {
        self.words.len() == other.words.len()
            && self.words.iter().zip(&other.words).all(|(one, other)| same(*one, *other))
    }

    /// Whether the smaller text's facts are hardly any of the other's. Linear in the number of
    /// facts.
    pub(super) fn has_other_facts(&self, other: &Self) -> bool {
        let (shared, least) = self.fact_share(other);
        least >= LEAST_FACTS && shared * 4 < least
    }

    /// Whether most of the smaller text's facts, five in eight, are the other's too. Linear in the
    /// number of facts.
    pub(super) fn shares_facts(&self, other: &Self) -> bool {
        let (shared, least) = self.fact_share(other);
        shared * 8 >= least * 5
    }

    /// How many facts two texts share, and how many the one with fewer has. Linear in the number of
    /// facts.
    pub(super) fn fact_share(&self, other: &Self) -> (usize, usize) {
        let (mut left, mut right, mut shared) = (self.facts.as_slice(), other.facts.as_slice(), 0);
        let least = left.len().min(right.len());
        while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
            shared += usize::from(first == second);
            if first <= second {
                left = left_rest;
            }
            if second <= first {
                right = right_rest;
            }
        }
        (shared, least)
    }

    /// Whether the text is in a script without capitals, for the most part.
    pub(super) fn is_caseless(&self) -> bool {
        let count =
            |wanted: Class| self.words.iter().filter(|word| class(**word) == wanted).count();
        count(Class::Caseless) > count(Class::Content) + count(Class::Name)
    }
}

#[cfg(test)]
mod tests {
    use super::Text;
    use crate::corpus::words::{Class, with_class};

    /// A text with these facts and some words beside them.
    fn text(facts: impl IntoIterator<Item = u32>) -> Text {
        let facts = facts.into_iter().map(|word| with_class(word, Class::Number));
        Text::of_words((1000..1010).chain(facts).collect())
    }

    #[test]
    fn facts_are_shared_or_others() {
        for (name, left, right, share, are_others, are_shared) in [
            ("the same", text(0..8), text(0..8), (8, 8), false, true),
            ("none in common", text(0..8), text(20..28), (0, 8), true, false),
            ("none in common, but few", text(0..7), text(20..28), (0, 7), false, false),
            ("one of eight", text(0..8), text(7..15), (1, 8), true, false),
            ("two of eight", text(0..8), text(6..14), (2, 8), false, false),
            ("four of eight", text(0..8), text(4..12), (4, 8), false, false),
            ("five of eight", text(0..8), text(3..11), (5, 8), false, true),
            ("all of the fewer", text(2..5), text(0..8), (3, 3), false, true),
            ("each said twice", text((0..8).chain(0..8)), text(0..8), (8, 8), false, true),
            ("no facts", text(0..0), text(0..8), (0, 0), false, true),
        ] {
            for (left, right) in [(&left, &right), (&right, &left)] {
                assert_eq!(left.fact_share(right), share, "{name}");
                assert_eq!(left.has_other_facts(right), are_others, "{name}");
                assert_eq!(left.shares_facts(right), are_shared, "{name}");
            }
        }
        assert!(text([3, 5]).has_fact(with_class(5, Class::Name)) && !text([3, 5]).has_fact(4));
    }

    #[test]
    fn most_words_say_whether_a_script_has_capitals() {
        use Class::{Caseless, Content, Light, Name};
        for (classes, wanted) in [
            (vec![Caseless, Caseless, Content], true),
            (vec![Caseless, Caseless, Content, Name], false),
            (vec![Caseless, Light, Light], true),
            (vec![Light], false),
        ] {
            let words = classes.iter().zip(0..).map(|(&class, word)| with_class(word, class));
            assert_eq!(Text::of_words(words.collect()).is_caseless(), wanted, "{classes:?}");
        }
    }

    #[test]
    fn texts_with_the_same_words() {
        let text = |words: &[u32]| Text::of_words(words.to_vec());
        for (left, right, wanted) in [
            (text(&[1, 2, 3]), text(&[1, 2, with_class(3, Class::Name)]), true),
            (text(&[1, 2, 3]), text(&[1, 2, 4]), false),
            (text(&[1, 2, 3]), text(&[1, 2]), false),
        ] {
            assert_eq!(left.has_same_words(&right), wanted);
        }
    }
}
