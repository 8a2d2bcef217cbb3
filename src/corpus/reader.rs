//! Reads a text as numbers: one for each word, with what kind of word it is.
//!
//! Words are those of [`compare::tokens`](crate::compare::tokens) over the comparison key, so that
//! case, quotes, width and Arabic spelling make no difference. Capitals are read off the printed
//! text before they are folded away.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key::{self, Folder};
use crate::compare::tokens;
use crate::corpus::known::Known;
use crate::corpus::language::Language;
use crate::corpus::numbers::Number;
use crate::corpus::print::{Print, print_at};
use crate::corpus::site_lines::{self, SiteWords};
use crate::corpus::words::{CLASS_SHIFT, Class, OPENS, Word, class, with_class};
use crate::recognize::byline::is_byline;
use crate::recognize::shape::Shape;
use crate::recognize::{Lexicon, dateline};

/// Lines at the head of a text that may be a byline or begin with a dateline, headline included.
const HEAD_LINES: usize = 4;
/// Words that a reader remembers; it forgets them all when they are more.
const MOST_KNOWN: usize = 1 << 18;
/// Lines that are no sentences stand around a story when one word in so many or fewer is theirs; a
/// listing or a text without full stops has more.
const UNENDED_PARTS: usize = 4;
/// Longest byline, in bytes.
const LONGEST_BYLINE: usize = 240;

/// Reads texts. Keeps its buffers, and what it knows of words, from one text to the next.
#[derive(Debug)]
pub(super) struct Reader {
    lexicon: &'static Lexicon,
    known: HashMap<u64, Known, BuildKeyHasher>,
    folder: Folder,
    key: String,
    spans: Vec<(usize, usize)>,
    site_words: SiteWords,
    language: Language,
    /// Where the words stand, when that is asked for.
    places: Option<Places>,
}

/// For each word the bytes of the text that it stands in.
#[derive(Debug, Default)]
struct Places {
    spans: Vec<Range<usize>>,
    /// Where the line begins that is read.
    line: usize,
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
            language: Language::default(),
            places: None,
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
            if let Some(places) = &mut self.places {
                places.line = line.as_ptr().addr() - text.as_ptr().addr();
            }
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
        self.language.settle(&mut words);
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

    /// The same, and for each word the bytes of the text that it stands in.
    pub(super) fn read_with_places(&mut self, text: &str) -> (Vec<Word>, Vec<Range<usize>>) {
        self.places = Some(Places::default());
        let words = self.read(text);
        let mut places = self.places.take().map(|places| places.spans).unwrap_or_default();
        places.resize(words.len(), text.len()..text.len());
        (words, places)
    }

    /// The words of a text piece by piece, without regard to its lines, and for each the bytes of
    /// the text that it stands in.
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
        self.language.settle(&mut words);
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
            let mut place = spans.get(at).copied().unwrap_or((0, line.len()));
            if !key.as_bytes()[start].is_ascii_digit() {
                self.push(&key, start, end, print, words);
            } else if number.goes_on(&key, start, end) {
                words.truncate(number.first);
                place.0 = self.start_of(number.first).unwrap_or(place.0);
                self.push(&number.digits, 0, number.digits.len(), number.print, words);
            } else {
                number.begin(&key[start..end], end, words.len(), print);
                self.push(&key, start, end, print, words);
            }
            self.place(place, words.len());
            at += 1;
        });
        if at != spans.len() {
            words.truncate(from);
            self.language.truncate(from);
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
            let start = piece.as_ptr().addr() - line.as_ptr().addr();
            tokens::for_each_span(&key, |from, to| {
                self.push(&key, from, to, print, words);
                self.place((start, start + piece.len()), words.len());
            });
            opens_sentence = piece.ends_with(['.', '!', '?', ':']);
        }
    }

    /// Remembers at which bytes of its line the last one of so many words stands, and those before
    /// it that have no place yet.
    #[inline]
    fn place(&mut self, (start, end): (usize, usize), words: usize) {
        if let Some(places) = &mut self.places {
            places.spans.truncate(words.saturating_sub(1));
            places.spans.resize(words, places.line + start..places.line + end);
        }
    }

    /// At which byte of its line a word begins.
    fn start_of(&self, word: usize) -> Option<usize> {
        let places = self.places.as_ref()?;
        places.spans.get(word).map(|span| span.start - places.line)
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
        self.language.note(&known, words.len());
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
    use super::{Class, HEAD_LINES, LONGEST_BYLINE, Reader, affix_len, class, set_affixes};
    use crate::corpus::words::{opens, same};
    use crate::recognize::Lexicon;

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
        assert_eq!(classes("وصلت عبارة ١٢")[1..], [Caseless, Number]);
        // One word that others print as two.
        assert_eq!(classes("دفع عبدالرحمن"), [Caseless; 3]);
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
    fn words_have_places() {
        for (text, wanted) in [
            ("Léna paid 1,400 crowns.\n\nAll of it", "Léna|paid|1,400|crowns|All|of|it"),
            ("دفع عبدالرحمن 1٬400", "دفع|عبدالرحمن|عبدالرحمن|1٬400"),
            ("a ½ b\n\u{66c}", "a|½|½|b|\u{66c}"),
            ("All of it\npaid 1,400 crowns", "All|of|it|paid|1,400|crowns"),
            ("", ""),
        ] {
            let (words, places) = Reader::new().read_with_places(text);
            assert_eq!(words, Reader::new().read(text));
            let found: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
            assert_eq!(found.join("|"), wanted);
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

    #[test]
    fn words_have_places_in_their_piece() {
        for (text, wanted) in [
            ("well-known to all", "well|known|to|all"),
            ("a ½ b", "a|½|½|b"),
            ("paid\n1,400 crowns", "paid|1|400|crowns"),
        ] {
            let (words, places) = Reader::new().read_places(text);
            assert_eq!(words.len(), places.len());
            let found: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
            assert_eq!(found.join("|"), wanted);
        }
    }

    #[test]
    fn capitals_say_nothing_where_most_words_have_one() {
        use Class::{Content, Light, Name, Number};
        for (name, line, wanted) in [
            ("five of six", "Vale Ostrel Quind Marv Teld Sorn", vec![Content; 6]),
            ("four of five", "Vale Ostrel Quind Marv Teld", vec![Content, Name, Name, Name, Name]),
            (
                "seven of ten",
                "Vale sold bread Ostrel Quind Marv Teld Sorn Ulm Brek",
                vec![Content; 10],
            ),
            (
                "six of nine",
                "Vale sold bread Ostrel Quind Marv Teld Sorn Ulm",
                vec![Content, Content, Content, Name, Name, Name, Name, Name, Name],
            ),
            (
                "other words stay what they are",
                "Vale Ostrel Quind Marv Teld Sorn of 12",
                vec![Content, Content, Content, Content, Content, Content, Light, Number],
            ),
        ] {
            assert_eq!(classes(line), wanted, "{name}");
        }
    }

    #[test]
    fn a_byline_or_dateline_is_no_word_of_the_story() {
        let dateline = "OAKMOUTH, May 3 (Reuters)";
        let names = |count: usize| format!("By {}Omar Vane", "Nora Field, ".repeat(count));
        for (line, wanted) in [
            ("By Nora Field".to_owned(), 13),
            ("By Nora Field  ".to_owned(), 13),
            (format!("{dateline} - Ferries sail again."), dateline.len()),
            ("Ferries sail again.".to_owned(), 0),
            (names(2), 36),
            (names(1 + LONGEST_BYLINE / 12), 0),
        ] {
            assert_eq!(affix_len(&line, Lexicon::built_in()), wanted, "{line}");
        }
    }

    const STORY: &str = "The ferry to Calder Island sails again from Monday after nine days of repairs, and bread is cheap once more. A \
        log had torn the hull beneath the engine room, divers found, who went down eleven times in the cold.";

    #[test]
    fn a_byline_or_dateline_stands_in_the_head() {
        for (name, lines, line, is_affix) in [
            ("a byline, first of all", 0, "By Nora Field\nThe yard asks for more.", true),
            ("in the last line of a head", HEAD_LINES - 1, "By Nora Field", true),
            ("below the head", HEAD_LINES, "By Nora Field.", false),
            (
                "a dateline in a head",
                1,
                "OAKMOUTH, May 3 (Reuters) - The yard asks for more.",
                true,
            ),
            (
                "below the head",
                HEAD_LINES,
                "OAKMOUTH, May 3 (Reuters) - The yard asks for more.",
                false,
            ),
        ] {
            let above = format!("{STORY}\n").repeat(lines);
            let from = Reader::new().read(&above).len();
            let found = classes(&format!("{above}{line}\n{STORY}"));
            assert_eq!(found[from] == Class::Affix, is_affix, "{name}");
            assert!(found[..from].iter().all(|class| *class != Class::Affix), "{name}");
            assert_ne!(found.last(), Some(&Class::Affix), "{name}");
        }
        // Nothing of the sentence behind a dateline.
        let found = classes(&format!("OAKMOUTH, May 3 (Reuters) - The yard asks.\n{STORY}"));
        assert_eq!(found.iter().filter(|class| **class == Class::Affix).count(), 4);
    }

    #[test]
    fn a_line_that_is_no_sentence_is_none_of_the_story_wherever_it_stands() {
        let words = |count: usize| "harbour ".repeat(count - 1) + "harbour";
        for (name, lines, line, is_affix) in [
            ("20 words in a head", 1, words(20), true),
            ("21 words in a head", 1, words(21), false),
            ("20 words below it", HEAD_LINES, words(20), true),
            ("21 words below it", HEAD_LINES, words(21), false),
            ("a sentence in a head", 1, words(9) + ".", false),
            ("a sentence below it", HEAD_LINES, words(9) + ".", false),
        ] {
            let above = format!("{STORY}\n").repeat(lines);
            let from = Reader::new().read(&above).len();
            let found = classes(&format!("{above}{line}\n{STORY}\n{STORY}"));
            assert_eq!(found[from] == Class::Affix, is_affix, "{name}");
        }
    }

    #[test]
    fn lines_that_are_half_of_a_text_are_the_text() {
        for (words, wanted) in [(8, false), (9, true)] {
            let mut words: Vec<u32> = (0..words).collect();
            set_affixes(&mut words, &[0..1, 3..6], 2);
            let found: Vec<usize> =
                (0..words.len()).filter(|&at| class(words[at]) == Class::Affix).collect();
            assert_eq!(found, if wanted { vec![0, 3, 4, 5] } else { vec![] }, "{words:?}");
        }
    }
}
