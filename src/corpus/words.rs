//! A text as numbers: one for each word, with what kind of word it is.
//!
//! Words are those of [`compare::tokens`](crate::compare::tokens) over the comparison key, so that
//! case, quotes, width and Arabic spelling make no difference. Capitals are read off the printed
//! text before they are folded away.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key::{self, Folder};
use crate::compare::tokens;
use crate::corpus::numbers::Number;
use crate::corpus::site_lines::{self, SiteWords};
use crate::corpus::spelling::{self, LETTER_BITS, letters, parts_of_name};
use crate::recognize::byline::is_byline;
use crate::recognize::shape::Shape;
use crate::recognize::{Lexicon, dateline};

/// A word: 11 bits of its hash and 16 of its [`letters`], a bit for [`OPENS`], three for its
/// [`Class`], one for [`COMMON`].
pub(super) type Word = u32;

/// Set where all shingles that a word stands in are those of many different stories.
pub(super) const COMMON: u32 = 1 << 31;
const CLASS_SHIFT: u32 = 28;
/// Set where a sentence or a line begins.
const OPENS: u32 = 1 << 27;
/// The bits that say which word it is.
pub(super) const SAME: u32 = OPENS - 1;

/// Lines at the head of a text that may be a byline or begin with a dateline, headline included.
const HEAD_LINES: usize = 4;
/// Words that a reader remembers; it forgets them all when they are more.
const MOST_KNOWN: usize = 1 << 18;
/// Lines that are no sentences stand around a story when one word in so many or fewer is theirs; a
/// listing or a text without full stops has more.
const UNENDED_PARTS: usize = 4;
/// Longest byline, in bytes.
const LONGEST_BYLINE: usize = 240;

/// What kind of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// An ordinary word in lower case, or one that opens a sentence.
    Content = 0,
    /// A function word.
    Light = 1,
    /// A capitalised word inside a sentence.
    Name = 2,
    /// Digits or a number word.
    Number = 3,
    /// A month or weekday.
    Date = 4,
    Negation = 5,
    /// A word, no function word, of a script without capitals: it may be a name.
    Caseless = 6,
    /// A word of a byline or dateline: it belongs to the page, and tells nothing of the story.
    Affix = 7,
}

const CLASSES: [Class; 8] = [
    Class::Content,
    Class::Light,
    Class::Name,
    Class::Number,
    Class::Date,
    Class::Negation,
    Class::Caseless,
    Class::Affix,
];

/// The class of a word.
pub(super) fn class(word: Word) -> Class {
    CLASSES.get((word >> CLASS_SHIFT & 7) as usize).copied().unwrap_or(Class::Content)
}

/// A word as one of another class.
fn with_class(word: Word, class: Class) -> Word {
    word & !(7 << CLASS_SHIFT) | (class as u32) << CLASS_SHIFT
}

/// Whether a word is the first one of a sentence or a line.
pub(super) fn opens(word: Word) -> bool {
    word & OPENS != 0
}

/// Whether two words are the same word.
#[inline]
pub(super) fn same(left: Word, right: Word) -> bool {
    (left ^ right) & SAME == 0
}

/// Whether a word may tell one story from another: one outside bylines, datelines and common
/// shingles.
#[inline]
pub(super) fn is_distinctive(word: Word) -> bool {
    word & COMMON == 0 && class(word) != Class::Affix
}

/// Whether a word is a fact wherever it stands: a name, a number, a date.
pub(super) fn is_fact(word: Word) -> bool {
    matches!(class(word), Class::Name | Class::Number | Class::Date)
}

/// Reads texts. Keeps its buffers, and what it knows of words, from one text to the next.
#[derive(Debug)]
pub(super) struct Reader {
    lexicon: &'static Lexicon,
    known: HashMap<u64, Known, BuildKeyHasher>,
    folder: Folder,
    key: String,
    spans: Vec<(usize, usize)>,
    site_words: SiteWords,
}

/// What a folded word may be.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// The bits that make the word the same as another.
    same: u32,
    /// The bits of the second word, where one is printed that others print as two; otherwise 0.
    second: u32,
    class: Class,
    has_digit: bool,
    /// A month or weekday that is also a plain word, such as `may`: a date only with a capital.
    is_date_if_capital: bool,
    /// Sites say it to their readers.
    is_site: bool,
}

/// How a word is printed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Print {
    is_capital: bool,
    /// It stands where a capital says nothing: after a full stop, a colon, a quotation mark.
    opens_sentence: bool,
    /// It is the first word of a sentence.
    begins: bool,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            lexicon: Lexicon::built_in(),
            known: HashMap::default(),
            folder: Folder::default(),
            key: String::new(),
            spans: Vec::new(),
            site_words: SiteWords::default(),
        }
    }

    /// The words of a text. Linear.
    pub(super) fn read(&mut self, text: &str) -> Vec<Word> {
        if self.known.len() > MOST_KNOWN {
            self.known.clear();
        }
        let mut words = Vec::with_capacity(text.len() / 5);
        let mut head_lines = HEAD_LINES;
        let (mut site_lines, mut unended) = (Vec::new(), Vec::new());
        for line in text.lines() {
            let from = words.len();
            self.site_words = SiteWords::default();
            self.read_line(line, &mut words);
            if words.len() == from {
                continue;
            }
            words[from] |= OPENS;
            if self.is_site_line(line, words.len() - from) {
                site_lines.push(from..words.len());
            } else if head_lines > 0 {
                let affix = affix_len(line, self.lexicon);
                let count =
                    if affix == 0 { 0 } else { tokens::count(&key::of(&line[..affix])).tokens() };
                words[from..].iter_mut().take(count).for_each(set_affix);
                if site_lines::is_unended(line, words.len() - from) {
                    unended.push(from..words.len());
                }
            } else if site_lines::is_unended(line, words.len() - from) {
                unended.push(from..words.len());
            }
            head_lines = head_lines.saturating_sub(1);
        }
        // Where most lines speak of sites and readers, they are the story; where many are no
        // sentences, they are a listing.
        set_affixes(&mut words, &site_lines, 2);
        set_affixes(&mut words, &unended, UNENDED_PARTS);
        words.shrink_to_fit();
        words
    }

    /// Whether a line of so many words, the one read last, is the site's own.
    fn is_site_line(&self, line: &str, words: usize) -> bool {
        self.site_words.make_a_line(words)
            || site_lines::has_form(line, words, &self.key, self.lexicon)
    }

    /// The words of a text, and for each the bytes of the text that it stands in.
    pub(super) fn read_places(&mut self, text: &str) -> (Vec<Word>, Vec<Range<usize>>) {
        let (mut words, mut places) = (Vec::new(), Vec::new());
        for piece in text.split_whitespace() {
            let start = piece.as_ptr().addr() - text.as_ptr().addr();
            let before = words.len();
            self.read_pieces(piece, &mut words);
            let count = words.len() - before;
            let mut spans = Vec::new();
            tokens::for_each_span(piece, |from, to| spans.push(start + from..start + to));
            if spans.len() != count {
                spans = vec![start..start + piece.len(); count];
            }
            places.append(&mut spans);
        }
        (words, places)
    }

    fn read_line(&mut self, line: &str, words: &mut Vec<Word>) {
        let mut key = std::mem::take(&mut self.key);
        let mut spans = std::mem::take(&mut self.spans);
        key.clear();
        spans.clear();
        self.folder.append(line, &mut key);
        tokens::for_each_span(line, |start, end| spans.push((start, end)));
        let from = words.len();
        let (mut at, mut number) = (0, Number::default());
        tokens::for_each_span(&key, |start, end| {
            let print = print_at(line, &spans, at);
            if !key.as_bytes()[start].is_ascii_digit() {
                self.push(&key, start, end, print, words);
            } else if number.goes_on(&key, start, end) {
                words.truncate(number.first);
                self.push(&number.digits, 0, number.digits.len(), number.print, words);
            } else {
                number.begin(&key[start..end], end, words.len(), print);
                self.push(&key, start, end, print, words);
            }
            at += 1;
        });
        if at != spans.len() {
            words.truncate(from);
            self.read_pieces(line, words);
        }
        if is_mostly_capital(&words[from..]) {
            words[from..]
                .iter_mut()
                .filter(|word| class(**word) == Class::Name)
                .for_each(|word| *word = with_class(*word, Class::Content));
        }
        (self.key, self.spans) = (key, spans);
    }

    /// Reads a line piece by piece, where the words as printed and the folded words do not run side
    /// by side.
    fn read_pieces(&mut self, line: &str, words: &mut Vec<Word>) {
        let mut opens_sentence = true;
        for piece in line.split_whitespace() {
            let key = key::of(piece);
            let first = piece.chars().find(|char| char.is_alphanumeric());
            let is_capital = first.is_some_and(char::is_uppercase);
            let print = Print { is_capital, opens_sentence, begins: opens_sentence };
            tokens::for_each_span(&key, |start, end| self.push(&key, start, end, print, words));
            opens_sentence = piece.ends_with(['.', '!', '?', ':']);
        }
    }

    /// Adds the word at some bytes of a key.
    #[inline]
    fn push(&mut self, key: &str, start: usize, end: usize, print: Print, words: &mut Vec<Word>) {
        let hash = tokens::hash(key.as_bytes(), start, end);
        let lexicon = self.lexicon;
        let known =
            *self.known.entry(hash).or_insert_with(|| Known::of(&key[start..end], hash, lexicon));
        let is_name = print.is_capital && !print.opens_sentence;
        let class = match known.class {
            _ if known.is_date_if_capital && print.is_capital => Class::Date,
            Class::Content if is_name && !known.has_digit => Class::Name,
            class => class,
        };
        if known.is_site {
            self.site_words.add(known.same);
        }
        let opens = if print.begins { OPENS } else { 0 };
        words.push(known.same | opens | (class as u32) << CLASS_SHIFT);
        if known.second != 0 {
            words.push(known.second | (class as u32) << CLASS_SHIFT);
        }
    }
}

/// Makes all words of some lines affixes, unless they are one word in so many or more.
fn set_affixes(words: &mut [Word], lines: &[Range<usize>], parts: usize) {
    if lines.iter().map(Range::len).sum::<usize>() * parts < words.len() {
        for line in lines {
            words[line.clone()].iter_mut().for_each(set_affix);
        }
    }
}

fn set_affix(word: &mut Word) {
    *word = with_class(*word, Class::Affix);
}

impl Known {
    fn of(folded: &str, hash: u64, lexicon: &Lexicon) -> Self {
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
        let is_light = word.light | word.empty != 0;
        let has_digit = folded.bytes().any(|byte| byte.is_ascii_digit());
        let has_case = folded.chars().any(char::is_lowercase);
        let is_plain_too = has_case
            && (is_light
                || matches!(folded, "may" | "march" | "sun" | "mar" | "sat" | "dec" | "second"));
        let class = match () {
            () if has_digit => Class::Number,
            () if word.negation => Class::Negation,
            () if word.date && !is_plain_too => Class::Date,
            () if word.number && !is_light => Class::Number,
            () if is_light => Class::Light,
            () if has_case => Class::Content,
            () => Class::Caseless,
        };
        let is_date_if_capital = word.date && is_plain_too;
        Self { same, second, class, has_digit, is_date_if_capital, is_site: word.site }
    }
}

/// The bits that say which word a folded one is.
fn same_bits(folded: &str) -> u32 {
    same_of(tokens::hash(folded.as_bytes(), 0, folded.len()), folded)
}

fn same_of(hash: u64, folded: &str) -> u32 {
    ((hash ^ hash >> 32) as u32) << LETTER_BITS & SAME | letters(folded)
}

/// How the word at a place of a line is printed. `spans` are the bytes of the line's words.
#[inline]
fn print_at(line: &str, spans: &[(usize, usize)], at: usize) -> Print {
    let Some(&(start, _)) = spans.get(at) else {
        return Print { is_capital: false, opens_sentence: true, begins: false };
    };
    let is_capital = match line.as_bytes()[start] {
        byte if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => line[start..].chars().next().is_some_and(char::is_uppercase),
    };
    let opens_sentence = is_capital && opens_sentence(line, spans, at);
    Print { is_capital, opens_sentence, begins: begins_sentence(line, spans, at) }
}

/// Whether a full stop and a space stand before a word, or a full stop of a script without spaces.
#[inline]
fn begins_sentence(line: &str, spans: &[(usize, usize)], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| spans.get(before)) else { return false };
    if spans[at].0 - before.1 < 2 {
        // Arabic marks are taken for letters of the word before them.
        let word = &line.as_bytes()[before.0..before.1];
        return word.ends_with("\u{61f}".as_bytes()) || word.ends_with("\u{6d4}".as_bytes());
    }
    let between = &line[before.1..spans[at].0];
    let is_short = before.1 - before.0 <= 3 && line[before.0..].starts_with(char::is_uppercase);
    let is_stop = |char| matches!(char, '.' | '!' | '?' | '\u{61f}' | '\u{6d4}' | '\u{964}');
    between.contains(['\u{3002}', '\u{ff01}', '\u{ff1f}'])
        || !is_short && between.contains(is_stop) && between.contains(char::is_whitespace)
}

/// Whether what stands before a word ends a sentence. A full stop after up to three letters is an
/// abbreviation's.
fn opens_sentence(line: &str, spans: &[(usize, usize)], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| spans.get(before)) else { return true };
    let between = &line[before.1..spans[at].0];
    let is_short = before.1 - before.0 <= 3 && line[before.0..].starts_with(char::is_uppercase);
    between.contains(['!', '?', ':', '"', '\u{201c}', '\u{ab}'])
        || between.contains('.') && !is_short
}

/// How many bytes of a line are a byline or dateline.
fn affix_len(line: &str, lexicon: &Lexicon) -> usize {
    let line = line.trim_end();
    if line.len() <= LONGEST_BYLINE && is_byline(line, &key::of(line), Shape::of(line), lexicon) {
        return line.len();
    }
    dateline::len(line, lexicon).unwrap_or(0)
}

/// Whether capitals say nothing: most of the words of a line have one.
fn is_mostly_capital(words: &[Word]) -> bool {
    let names = words.iter().filter(|word| class(**word) == Class::Name).count();
    let plain = words.iter().filter(|word| class(**word) == Class::Content).count();
    names > 2 * plain.max(2)
}

#[cfg(test)]
mod tests {
    use super::{Class, Reader, class, opens, same};

    #[track_caller]
    fn classes(text: &str) -> Vec<Class> {
        Reader::new().read(text).into_iter().map(class).collect()
    }

    #[test]
    fn words_have_classes() {
        use Class::{Caseless, Content, Date, Light, Name, Negation, Number};
        assert_eq!(
            classes("Ferries in Oakmouth did not sail on 3 May"),
            [Content, Light, Name, Light, Negation, Content, Light, Number, Date]
        );
        assert_eq!(classes("the council may march"), [Light, Content, Content, Content]);
        assert_eq!(classes("BRIDGE NEAR OAKMOUTH OPENS AFTER REPAIR")[0], Content);
        assert_eq!(classes("وصلت عبارة ١٢")[1..], [Caseless, Number]);
    }

    #[test]
    fn spelling_makes_no_difference() {
        let mut reader = Reader::new();
        for (left, right) in [
            ("أعلنت الإدارة", "اعلنت الاداره"),
            ("قــال الوزيرُ", "قال الوزير"),
            ("“Ferry” sailed", "\"FERRY\" sailed"),
            ("می\u{200c}شود خبر", "میشود خبر"),
            ("Léna paid 1,400,000 crowns", "Lena paid 1400000 crowns"),
            ("دفع عبدالرحمن 1,400", "دفع عبد الرحمن ١٬٤٠٠"),
        ] {
            let (left, right) = (reader.read(left), reader.read(right));
            assert!(
                left.len() == right.len()
                    && left.iter().zip(&right).all(|(left, right)| same(*left, *right))
            );
        }
    }

    #[test]
    fn digits_in_other_groups_are_other_numbers() {
        let mut reader = Reader::new();
        for text in ["1,40", "1, 400", "1400,20", "3.5", "12:300", "2014-2015"] {
            assert_eq!(reader.read(text).len(), 2, "{text}");
        }
        assert_eq!(reader.read("1,400,200").len(), 1);
        assert_eq!(reader.read("\u{66c} a").len(), 2);
    }

    #[test]
    fn sentences_begin_after_full_stops_and_on_new_lines() {
        let begins = |text: &str| {
            let words = Reader::new().read(text);
            words
                .iter()
                .enumerate()
                .filter(|(_, word)| opens(**word))
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        };
        assert_eq!(begins("The boat sank. Nobody saw it.\nIt was 3.5 metres long"), [0, 3, 6]);
        assert_eq!(begins("Mr. Vane of the U.S. fleet said so"), [0]);
        assert_eq!(begins("وصلت العبارة. هل تعود؟ نعم"), [0, 2, 4]);
    }
}
