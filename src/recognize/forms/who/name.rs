//! What the name of a person looks like in each script, without a list of names.

use crate::compare::key;
use crate::recognize::Lexicon;
use crate::recognize::letters::Class;

/// Words of a name, in scripts with capitals.
pub(super) const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=5;
/// Names that are function words of another language, so being one speaks not against a name.
const NAMES_THAT_ARE_WORDS: [&str; 24] = [
    "al", "ali", "an", "ana", "dan", "de", "den", "don", "el", "ella", "eva", "ha", "jan", "la",
    "le", "li", "ma", "mai", "max", "per", "sam", "sue", "van", "will",
];
/// Small words inside a name.
const NAME_PARTICLES: [&str; 26] = [
    "al", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "e", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu", "af",
];

/// Whether a text looks like the name of a person: in scripts with capitals two to five words that
/// have one.
pub(in crate::recognize::forms) fn is_name(text: &str, lexicon: &Lexicon) -> bool {
    let Some(first) = text.chars().find(|&char| Class::of(char).is(Class::ALPHABETIC)) else {
        return false;
    };
    match first as u32 {
        0x2e80.. => is_wide_name(text, lexicon),
        _ if !first.is_uppercase() && !first.is_lowercase() => is_caseless_name(text, lexicon),
        _ => is_cased_name(text, lexicon),
    }
}

/// Whether a text may begin with a name: where the script has capitals the second word has one, or
/// is a small word of names. `false` is certain, and is seen without folding a word.
pub(in crate::recognize::forms) fn may_begin_with_name(text: &str) -> bool {
    let first = text.chars().find(|&char| Class::of(char).is(Class::ALPHABETIC));
    let has_case = first.is_some_and(|first| {
        Class::of(first).is(Class::UPPER) || Class::of(first).is(Class::LOWER)
    });
    let second = text
        .split_whitespace()
        .nth(1)
        .unwrap_or_default()
        .trim_end_matches([',', '-', '–', '—', '.']);
    let is_small =
        second.is_ascii() && second.starts_with(|first: char| first.is_ascii_lowercase());
    !(has_case && is_small) || second.contains(['-', '\'']) || NAME_PARTICLES.contains(&second)
}

fn is_cased_name(text: &str, lexicon: &Lexicon) -> bool {
    let count = text.split_whitespace().count();
    if !NAME_WORDS.contains(&count) || !text.starts_with(char::is_uppercase) {
        return false;
    }
    let mut capitals = 0;
    for (at, word) in text.split_whitespace().enumerate() {
        let fits = |char: char| {
            char.is_alphabetic() || is_mark(char) || matches!(char, '\'' | '’' | '-' | '‑' | '.')
        };
        if !word.chars().all(fits) || word.chars().count() > 20 {
            return false;
        }
        let folded = key::of(word.trim_end_matches('.'));
        if !word.starts_with(char::is_uppercase) {
            let is_prefixed =
                word.contains(['-', '’', '\'']) && word.chars().any(char::is_uppercase);
            if !NAME_PARTICLES.contains(&folded.as_str()) && !is_prefixed {
                return false;
            }
            continue;
        }
        let known = lexicon.word(&folded);
        let is_function =
            known.light != 0 || known.negation || known.number != 0 && folded.len() > 3;
        // `Nora Van Der Stell`, but not `Der Hafen`.
        let is_particle = at > 0 && NAME_PARTICLES.contains(&folded.as_str());
        let may_be_name =
            is_particle || NAMES_THAT_ARE_WORDS.contains(&folded.as_str()) || is_initial(word);
        if is_function && !may_be_name {
            return false;
        }
        capitals += 1;
    }
    let last = key::of(text.split_whitespace().next_back().unwrap_or_default());
    // `Monday Morning` is none, `April Jones` is.
    capitals >= 2 && !lexicon.word(&last).date
}

fn is_initial(word: &str) -> bool {
    word.chars().filter(|char| char.is_alphabetic()).count() == 1
}

fn is_mark(char: char) -> bool {
    matches!(char as u32, 0x300..=0x36f | 0x5b0..=0x5c7 | 0x64b..=0x65f | 0x900..=0xd7f | 0x200c..=0x200f)
}

/// Two to four short words, none of them a function word.
fn is_caseless_name(text: &str, lexicon: &Lexicon) -> bool {
    let count = text.split_whitespace().count();
    (2..=4).contains(&count)
        && text.split_whitespace().all(|word| {
            let letters =
                word.chars().filter(|&char| Class::of(char).is(Class::ALPHABETIC)).count();
            let fits = |char: char| {
                Class::of(char).is(Class::ALPHABETIC)
                    || is_mark(char)
                    || matches!(char, '-' | '.' | '\'' | '״' | '׳')
            };
            let known = lexicon.word(&key::of(word));
            (1..=9).contains(&letters)
                && word.chars().all(fits)
                && known.light == 0
                && !known.date
                && !known.negation
                && known.number == 0
        })
}

/// Two to four signs of Chinese, Japanese or Korean, or a foreign name with its dot.
fn is_wide_name(text: &str, lexicon: &Lexicon) -> bool {
    let is_dotted = text.contains(['·', '・', '•']);
    let count = text.chars().filter(|char| char.is_alphabetic()).count();
    let fits =
        |char: char| matches!(char as u32, 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0x3400..=0x4dbf);
    let is_foreign =
        |char: char| fits(char) || matches!(char as u32, 0x30a0..=0x30ff | 0xb7 | 0x2022);
    let folded = key::of(text);
    let known = lexicon.word(&folded);
    let is_word = known.light != 0 || known.date || known.number != 0 || known.negation;
    if is_dotted {
        return (4..=14).contains(&count) && text.chars().all(is_foreign);
    }
    (2..=4).contains(&count)
        && !is_word
        && text.chars().all(|char| fits(char) || matches!(char, ' ' | '　'))
}

/// A single word with a capital, or a short one in a script without case: after a label even that
/// is a name.
pub(super) fn is_single_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let first = text.chars().next().unwrap_or(' ');
    words == 1
        && text.chars().all(char::is_alphabetic)
        && !first.is_lowercase()
        && text.chars().count() <= 16
}
