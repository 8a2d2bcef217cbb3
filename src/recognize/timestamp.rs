//! Lines that only say when: `Updated 22 June 2017`, `2019-12-11 - 11:00`.

use std::ops::Range;

use crate::compare::key;
use crate::recognize::Lexicon;
use crate::recognize::forms::Start;
use crate::recognize::letters::{self, Class};
use crate::recognize::shape::placed_words;

/// Longest date line, in bytes, and the numbers that it may have.
pub(crate) const LONGEST: usize = 100;
const MOST_NUMBERS: usize = 9;
/// Longest line, in bytes, that may say when something was published and when it was changed, with
/// both times and zones.
const LONGEST_WHEN: usize = 180;
/// Numbers of two dates with their times and zones.
const MOST_WHEN_NUMBERS: usize = 16;

/// Whether a key holds nothing but a date: a month or weekday, or a full numeric date, and no word
/// that is not of a date.
pub(crate) fn is_date(folded: &str, lexicon: &Lexicon) -> bool {
    if folded.len() > LONGEST || !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (mut names, mut numbers, mut has_year) = (0, 0, false);
    for token in
        folded.split(|char: char| !char.is_alphanumeric()).filter(|token| !token.is_empty())
    {
        let digits = token.bytes().take_while(u8::is_ascii_digit).count();
        has_year |=
            digits == 4 && token.len() == 4 && (token.starts_with("19") || token.starts_with("20"));
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

/// What a key says of when.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Says {
    /// Whether it has a month or weekday beside a number, or a numeric date.
    pub(crate) day: bool,
    /// Whether it has a time of day.
    pub(crate) time: bool,
    /// What it says when it says nothing else.
    pub(crate) only: Option<When>,
}

impl Says {
    /// What a key says of when. Linear.
    pub(crate) fn of(key: &str, lexicon: &Lexicon) -> Self {
        Self { day: holds_day(key, lexicon), time: holds_time(key), only: when(key, lexicon) }
    }
}

/// Whether a key says when: by a day or by a time of day.
pub(crate) fn holds_date(folded: &str, lexicon: &Lexicon) -> bool {
    holds_day(folded, lexicon) || holds_time(folded)
}

/// Whether a key has a month or weekday beside a number, or a numeric date.
pub(crate) fn holds_day(folded: &str, lexicon: &Lexicon) -> bool {
    if !letters::has_digit(folded.as_bytes()) {
        return false;
    }
    let (mut has_number, mut has_name) = (false, false);
    for token in words(folded) {
        if is_number(token) {
            has_number = true;
        } else if !has_name && is_date_word(token, lexicon) {
            has_name = true;
        }
        if has_name && has_number {
            return true;
        }
    }
    let has_signs = || {
        folded.bytes().any(|byte| byte >= 0xe0) && folded.contains(['年', '月', '日', '년', '월'])
    };
    has_joined_numbers(folded, [b'/', b'-', b'.']) || has_signs()
}

/// Whether a key has a time of day.
fn holds_time(folded: &str) -> bool {
    has_joined_numbers(folded, [b':'; 3])
}

/// Whether a key has two digits with one of the signs between them, and two numbers.
fn has_joined_numbers(folded: &str, [one, two, three]: [u8; 3]) -> bool {
    let bytes = folded.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_joined = |at: usize| is_digit(at.wrapping_sub(1)) && is_digit(at + 1);
    memchr::memchr3_iter(one, two, three, bytes).any(is_joined)
        && words(folded).filter(|token| is_number(token)).nth(1).is_some()
}

/// Whether a word is a number of a date: four digits at most.
fn is_number(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a folded word is a month or weekday. Most words are told by their start, without a
/// look-up.
fn is_date_word(word: &str, lexicon: &Lexicon) -> bool {
    debug_assert!(
        lexicon.lists.may_be_date_word(word) || !lexicon.word(word).date,
        "a word of dates is passed over: {word}"
    );
    lexicon.lists.may_be_date_word(word) && lexicon.word(word).date
}

/// The runs of letters and digits in a text. Most bytes are of ASCII, which needs no table of
/// letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    let width = move |at: usize| {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return Some((byte.is_ascii_alphanumeric(), 1));
        }
        let char = text[at..].chars().next()?;
        Some((Class::of(char).is(Class::ALPHANUMERIC), char.len_utf8()))
    };
    std::iter::from_fn(move || {
        while let Some((false, width)) = width(at) {
            at += width;
        }
        let start = at;
        while let Some((true, width)) = width(at) {
            at += width;
        }
        (at > start).then(|| &text[start..at])
    })
}

/// Whether a word stands in dates, in front of a time or behind it.
pub(crate) fn is_date_particle(token: &str) -> bool {
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

/// What a line says that only says when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// A date, with a time or without.
    Date,
    /// How long ago.
    Ago,
    /// A time of day alone.
    Time,
}

/// Whether a key has what no date can do without: a digit, or few enough words to be `yesterday`.
pub(crate) fn may_say_when(key: &str) -> bool {
    letters::has_digit(key.as_bytes())
        || key.bytes().filter(|&byte| byte == b' ').take(4).count() < 4
}

/// Whether a key only says when, in the script and calendar of any language of the lists:
/// `published: may 3, 2021 14:05 gmt`, `2026年3月4日 14時32分`, `vor 3 stunden`. One word that says
/// something else, and it does not.
pub(crate) fn when(key: &str, lexicon: &Lexicon) -> Option<When> {
    if key.len() > LONGEST_WHEN || !may_say_when(key) {
        return None;
    }
    let mut reading = Reading::default();
    reading.read(key, lexicon)?;
    reading.verdict()
}

/// Where a line of several parts says when, by a day or by how long ago: the first stretch of words
/// that only say it, as long as it gets. Quadratic in the words, which are few: none in a line that
/// is longer than [`LONGEST_WHEN`].
pub(crate) fn find(text: &str, lexicon: &Lexicon) -> Option<Range<usize>> {
    if text.len() > LONGEST_WHEN || !text.contains(char::is_numeric) {
        return None;
    }
    let words: Vec<_> = placed_words(text).collect();
    let says = |span: &Range<usize>| {
        let key = key::of(&text[span.clone()]);
        matches!(when(&key, lexicon), Some(When::Date | When::Ago))
    };
    // What the label at the end says it of stands behind it.
    let labels = lexicon.lists.forms.start(Start::DateLabel);
    let is_label = |word: &str| labels.contains(key::of(word).trim_end_matches(':'));
    let found = words.iter().enumerate().find_map(|(at, (first, _))| {
        let ends = words[at..].iter().rev().filter(|(_, word)| !is_label(word));
        let mut ends = ends.map(|(last, word)| last + word.len());
        ends.find_map(|end| Some(*first..end).filter(says))
    })?;
    let is_around = |char: char| is_frame(char) || char.is_whitespace();
    let end = found.start + text[found.clone()].trim_end_matches(is_around).len();
    let start = end - text[found.start..end].trim_start_matches(is_around).len();
    Some(start..end)
}

/// Words of a place before a date.
const PLACE_WORDS: usize = 3;

/// Whether a line says from where and when: a place in capitals, a date and a time of day. Without
/// the time it may as well be what happened on a day.
pub(crate) fn is_where_and_when(text: &str, lexicon: &Lexicon) -> bool {
    let ends = text.char_indices().filter(|(_, char)| char.is_whitespace()).map(|(at, _)| at);
    let is_place =
        |place: &str| place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    text.len() <= LONGEST
        && ends.take(PLACE_WORDS).take_while(|&end| is_place(&text[..end])).any(|end| {
            let mut reading = Reading::default();
            reading.read(&key::of(&text[end..]), lexicon).is_some()
                && reading.time
                && reading.year
                && reading.verdict() == Some(When::Date)
        })
}

/// Signs of a word of dates at most in a script without spaces.
const WIDE_WORD: usize = 6;

/// Signs around a date.
fn is_frame(char: char) -> bool {
    matches!(
        char,
        '(' | ')'
            | '['
            | ']'
            | '【'
            | '】'
            | '|'
            | '-'
            | '•'
            | '·'
            | '*'
            | ' '
            | ','
            | '.'
            | ':'
            | '/'
            | '〔'
            | '〕'
    )
}

/// Signs inside a date, those of numbers aside.
fn is_sign(char: char) -> bool {
    !Class::of(char).is(Class::ALPHANUMERIC)
        && !matches!(char, '+' | '%' | '$' | '€' | '£' | '#' | '@' | '&' | '?' | '!' | '"')
}

/// What was read of a line so far.
#[derive(Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says one thing of a line, and any may hold together"
)]
struct Reading {
    names: usize,
    numbers: usize,
    year: bool,
    /// Three numbers with one sign between them, or a number with the sign for a year, a month, a
    /// day.
    dated: bool,
    time: bool,
    label: bool,
    ago: bool,
}

impl Reading {
    /// Reads a whole key; `None` where something in it says no time.
    fn read(&mut self, key: &str, lexicon: &Lexicon) -> Option<()> {
        let mut rest = key.trim_matches(is_frame);
        while !rest.is_empty() {
            if lexicon.lists.forms.is_ago(rest) {
                self.ago = true;
                break;
            }
            rest = self.step(rest, lexicon)?.trim_start_matches(is_sign);
        }
        Some(())
    }

    /// Reads what stands at the start of `rest` and gives what follows.
    fn step<'k>(&mut self, rest: &'k str, lexicon: &Lexicon) -> Option<&'k str> {
        if let Some(label) = lexicon.lists.forms.start(Start::DateLabel).at_start(rest) {
            self.label = true;
            return Some(&rest[label.len()..]);
        }
        if rest.starts_with(|char: char| char.is_ascii_digit()) {
            return self.number(rest);
        }
        // The difference of a zone: `+0800`.
        let rest = rest.strip_prefix('+').unwrap_or(rest);
        if rest.starts_with(|char: char| char.is_ascii_digit()) {
            return Some(
                rest.trim_start_matches(|char: char| char.is_ascii_digit() || char == ':'),
            );
        }
        let end = rest
            .find(|char: char| !Class::of(char).is(Class::ALPHABETIC) && !is_mark(char))
            .unwrap_or(rest.len());
        let word = &rest[..end];
        if word.is_empty() {
            return None;
        }
        let taken = self.word(word, lexicon)?;
        Some(&rest[taken..])
    }

    /// Reads a number, or the numbers that one sign joins.
    fn number<'k>(&mut self, rest: &'k str) -> Option<&'k str> {
        let end = rest
            .find(|char: char| !char.is_ascii_digit() && !matches!(char, ':' | '/' | '-' | '.'))
            .unwrap_or(rest.len());
        let joined = rest[..end].trim_end_matches([':', '/', '-', '.']);
        let parts = joined.split([':', '/', '-', '.']);
        let is_clock = joined.contains(':') || joined.contains('.') && joined.len() <= 5;
        self.time |= is_clock && joined.len() >= 3;
        let mut lengths = [0; 3];
        for (at, part) in parts.enumerate() {
            if part.len() > 4 && joined.len() != 8 {
                return None;
            }
            self.numbers += 1;
            self.year |= part.len() == 4 && matches!(&part[..2], "19" | "20" | "13" | "14");
            if let Some(length) = lengths.get_mut(at) {
                *length = part.len();
            }
        }
        self.dated |=
            lengths.iter().all(|length| (1..=4).contains(length)) && !joined.contains(':');
        // `2021-05-03-14:05` and the like are one date.
        self.dated |= joined.len() >= 10 && joined.as_bytes()[4] == b'-';
        (self.numbers <= MOST_WHEN_NUMBERS).then_some(&rest[joined.len()..])
    }

    /// Reads a word, or as much of it as is one in scripts without spaces; how many bytes it has.
    fn word(&mut self, word: &str, lexicon: &Lexicon) -> Option<usize> {
        let is_wide = word.starts_with(|char| char as u32 >= 0x2e80);
        // In a script without spaces the longest beginning that is a word of dates.
        let signs = if is_wide { word.chars().take(WIDE_WORD).count() } else { 1 };
        for signs in (1..=signs).rev() {
            let end = match word.char_indices().nth(signs) {
                Some((end, _)) if is_wide => end,
                _ => word.len(),
            };
            let part = &word[..end];
            if is_date_word(part, lexicon) {
                self.names += 1;
                return Some(end);
            }
            if matches!(part, "年" | "月" | "日" | "号" | "號" | "년" | "월" | "일") {
                self.dated = true;
                return Some(end);
            }
            if matches!(part, "h" | "uhr" | "时" | "時" | "点" | "點" | "시" | "am" | "pm") {
                self.time |= self.numbers > 0;
                return Some(end);
            }
            if lexicon.lists.forms.is_time_word(part) {
                return Some(end);
            }
        }
        None
    }

    fn verdict(&self) -> Option<When> {
        let has_day = self.names > 0 && self.numbers > 0 || self.dated;
        // `May 3` alone, or a year alone, may be a subhead or a row: a label, a year, a time or a
        // weekday beside it tells.
        let is_full = self.label
            || self.year
            || self.time
            || self.names > 1
            || self.dated && self.numbers > 1;
        match () {
            () if self.ago => Some(When::Ago),
            () if has_day && is_full => Some(When::Date),
            () if self.label && self.time => Some(When::Date),
            () if self.time && self.numbers <= 4 && !self.year && self.names == 0 => {
                Some(When::Time)
            }
            () => None,
        }
    }
}

/// Marks that belong to the letter before them.
fn is_mark(char: char) -> bool {
    matches!(char as u32, 0x300..=0x36f | 0x900..=0xd7f | 0x135d..=0x135f | 0x3099..=0x309a)
        || matches!(char, '\'' | '-')
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::recognize::Lexicon;

    #[test]
    fn a_date_among_other_parts() {
        let lexicon = Lexicon::built_in();
        for (text, date) in [
            ("By Lena Marsh May 3, 2021", Some("May 3, 2021")),
            ("By Lena Marsh Tuesday, May 4, 2021 7:18 pm", Some("Tuesday, May 4, 2021 7:18 pm")),
            ("By Lena Marsh | 3 May 2021 | Oakmouth", Some("3 May 2021")),
            ("By Lena Marsh (2021-05-03)", Some("2021-05-03")),
            ("Lena Marsh |\u{a0} 3 May 2021", Some("3 May 2021")),
            ("By Lena Marsh - Staff Writer 2021-05-03T10:00:00Z Sea", Some("2021-05-03T10:00:00Z")),
            ("Updated 3 May 2021 by Lena Marsh", Some("Updated 3 May 2021")),
            ("Monday, 3 May 2021 Posted by Lena Marsh", Some("Monday, 3 May 2021")),
            ("Lena Marsh, 2 hours ago", Some("2 hours ago")),
            ("作者：王小明 2021年5月3日", Some("2021年5月3日")),
            ("By Lena Marsh, 19", None),
            ("By Theresa May", None),
            ("By Lena Marsh at 10:41", None),
        ] {
            assert_eq!(find(text, lexicon).map(|span| &text[span]), date, "{text}");
        }
        let long = format!("{} May 3, 2021", "Marsh ".repeat(40));
        assert_eq!(find(&long, lexicon), None);
    }
}
