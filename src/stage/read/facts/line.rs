//! The facts of a line by itself: how long it is, how it ends and begins, its signs, what the lists
//! have of it.

use memchr::{memchr_iter, memmem};

use crate::recognize::artifact::Widget;
use crate::recognize::letters::Class;
use crate::recognize::shape::{End, has_inner_stop};
use crate::stage::read::facts::{Fact, OfLine};
use crate::stage::read::look::{Hidden, Look};
use crate::stage::{Facts, Kind};

/// Words of prose whose signs say nothing more.
const LONG_WORDS: usize = 35;

/// Adds what holds of a line with this look.
pub(in crate::stage::read) fn add(
    text: &str,
    facts: &Facts,
    look: &Look,
    hidden: Hidden,
    held: &mut OfLine,
) {
    shape(text, facts, look, held);
    lists(facts, look, hidden, held);
}

fn shape(text: &str, facts: &Facts, look: &Look, held: &mut OfLine) {
    held.push(match look.words {
        0 | 1 => Fact::Words1,
        2 => Fact::Words2,
        3..=4 => Fact::Words4,
        5..=7 => Fact::Words7,
        8..=12 => Fact::Words12,
        13..=20 => Fact::Words20,
        21..=LONG_WORDS => Fact::Words35,
        36..=60 => Fact::Words60,
        _ => Fact::WordsMore,
    });
    held.push(match look.end {
        End::Open => Fact::EndsOpen,
        End::Stop => Fact::EndsStop,
        End::Mark => Fact::EndsMark,
        End::Ellipsis => Fact::EndsCut,
        End::Pause => Fact::EndsPause,
    });
    hold! { held:
        MayBeHeadline if look.may_be_headline;
        TitleLike if look.is_title;
        ProseLike if look.is_prose;
        Unspaced if look.is_unspaced;
        Bullet if facts.shape.bullet;
        StartsQuote if text.starts_with(['"', '“', '«', '„', '‘', '「', '”']);
        EndsQuote if text.ends_with(['"', '”', '»', '“', '’', '」']);
    }
    if look.is_prose && look.words > LONG_WORDS {
        return;
    }
    signs(text, look, held);
}

fn signs(text: &str, look: &Look, held: &mut OfLine) {
    let first = text.chars().next().unwrap_or(' ');
    let last = text.chars().next_back().unwrap_or(' ');
    let early = &text[..text.floor_char_boundary(40)];
    let scan = Scan::of(text);
    let Scan { letters, digits, numbers, words, capitals, .. } = scan;
    let has_case = scan.has_lower || scan.has_upper;
    hold! { held:
        InnerStop if has_inner_stop(text);
        EndsBracket if matches!(last, ')' | ']' | '）' | '】');
        Numbered if is_numbered(text);
        StartsLower if first.is_lowercase();
        StartsDigit if first.is_numeric();
        StartsBracket if matches!(first, '(' | '[' | '（' | '【');
        StartsSign if !first.is_alphanumeric() && !matches!(first, '(' | '[' | '"' | '“' | '«' | '„');
        AllCaps if has_case && letters > 2 && !scan.has_lower;
        TitleCase if has_case && capitals * 10 >= words * 7;
        Caseless if letters > 0 && !has_case;
        Digit if digits > 0;
        Numbers2 if numbers >= 2;
        Numbers4 if numbers >= 4;
        MostlyDigits if digits * 2 >= letters && digits > 0;
        Year if digits > 3 && has_year(text);
        Clock if digits > 1 && has_clock(text);
        Pipe if scan.has(b'|');
        At if scan.has(b'@');
        Copyright if scan.is_in_any(&['©']);
        Hash if scan.has(b'#');
        Url if scan.has(b':') && text.contains("://") || scan.has(b'.') && has_www(text);
        Dash if scan.has(b'-') && text.contains(" - ") || scan.is_in_any(&['–', '—']) && has_dash(text);
        EarlyColon if early.contains([':', '：']);
        Slash if scan.has(b'/') && (look.words < 8 || text.contains(" / "));
        Arrow if scan.has(b'>') || scan.is_in_any(&['»', '›', '→']);
        Comma if scan.has(b',') || scan.is_in_any(&['，', '、', '،']);
        Brackets if scan.has(b'(') || scan.is_in_any(&['（']);
        NoLetters if letters == 0;
        Quoted if first != last && text.starts_with(['"', '“', '«', '„', '「']) && text.ends_with(['"', '”', '»', '“', '」']);
        NameLike if (2..=4).contains(&words) && capitals == words && digits == 0 && look.end == End::Open;
    }
}

fn lists(facts: &Facts, look: &Look, hidden: Hidden, held: &mut OfLine) {
    if !hidden.credits() {
        hold! { held:
            CreditStrong if facts.credit.as_ref().is_some_and(|credit| credit.strong);
            CreditWeak if facts.credit.as_ref().is_some_and(|credit| !credit.strong);
            CreditAlone if facts.credit.as_ref().is_some_and(|credit| credit.text_end == 0);
        }
    }
    hold! { held:
        CaptionStart if facts.whole.is_caption_start;
    }
    let fact = match look.kind {
        Kind::Text | Kind::Ornament | Kind::Credit => return,
        Kind::Widget(widget) => match widget {
            Widget::TextSize => Fact::KindTextSize,
            Widget::Share => Fact::KindShare,
            Widget::Menu => Fact::KindMenu,
            Widget::Comments => Fact::KindComments,
            Widget::Media => Fact::KindMedia,
            Widget::Newsletter => Fact::KindNewsletter,
            Widget::Paywall => Fact::KindPaywall,
            Widget::Update => Fact::KindDate,
            Widget::Related => Fact::KindRelated,
            Widget::Certain => Fact::KindCertain,
            Widget::Learned => Fact::KindLearned,
            Widget::Advertisement => Fact::KindAdvertisement,
            Widget::Promotion => Fact::KindPromotion,
            Widget::ReadMore => Fact::KindReadMore,
            Widget::Legal => Fact::KindLegal,
            Widget::Leak => Fact::KindLeak,
        },
        Kind::ReadAlso => Fact::KindReadAlso,
        Kind::Byline => Fact::KindByline,
        Kind::Date => Fact::KindDate,
        Kind::EndNote => Fact::KindEndNote,
        Kind::Source => Fact::KindSource,
        Kind::PageNumber => Fact::KindPageNumber,
        Kind::SmallNumber => Fact::SmallNumber,
    };
    held.push(fact);
}

/// What one pass over a text counts.
#[derive(Debug, Default)]
struct Scan {
    letters: usize,
    digits: usize,
    /// Runs of digits.
    numbers: usize,
    words: usize,
    /// Words whose first letter is a capital.
    capitals: usize,
    has_lower: bool,
    has_upper: bool,
    /// The code points of ASCII but for small letters, a bit each.
    ascii: u128,
    /// The other signs that were seen, a bit each, in the order of [`WIDE_SIGNS`].
    wide: u16,
}

/// Signs beyond ASCII that facts ask for.
const WIDE_SIGNS: [char; 10] = ['©', '–', '—', '»', '›', '→', '，', '、', '،', '（'];

impl Scan {
    fn of(text: &str) -> Self {
        let mut scan = Self::default();
        let (mut in_number, mut in_word, mut has_letter) = (false, false, false);
        let mut rest = text;
        while let Some(char) = rest.chars().next() {
            // Most of a text are small letters, which are counted all at once.
            let small = rest.bytes().take_while(u8::is_ascii_lowercase).count();
            if small > 0 {
                scan.letters += small;
                scan.words += usize::from(!in_word);
                scan.has_lower = true;
                (in_number, in_word, has_letter) = (false, true, true);
                rest = &rest[small..];
                continue;
            }
            rest = &rest[char.len_utf8()..];
            let class = Class::of(char);
            if char.is_ascii() {
                scan.ascii |= 1 << (char as u32);
            } else if !class.is(Class::ALPHABETIC)
                && let Some(at) = WIDE_SIGNS.iter().position(|&sign| sign == char)
            {
                scan.wide |= 1 << at;
            }
            let is_digit = class.is(Class::NUMERIC);
            scan.digits += usize::from(is_digit);
            scan.numbers += usize::from(is_digit && !in_number);
            in_number = is_digit;
            let is_letter = class.is(Class::ALPHABETIC);
            scan.letters += usize::from(is_letter);
            scan.has_lower |= class.is(Class::LOWER);
            scan.has_upper |= class.is(Class::UPPER);
            let is_inked = !class.is(Class::SPACE);
            if is_inked && !in_word {
                scan.words += 1;
                has_letter = false;
            }
            in_word = is_inked;
            scan.capitals += usize::from(is_letter && !has_letter && class.is(Class::UPPER));
            has_letter |= is_letter;
        }
        scan
    }

    fn has(&self, byte: u8) -> bool {
        self.ascii >> byte & 1 == 1
    }

    fn is_in_any(&self, signs: &[char]) -> bool {
        self.wide != 0
            && WIDE_SIGNS
                .iter()
                .enumerate()
                .any(|(at, sign)| self.wide >> at & 1 == 1 && signs.contains(sign))
    }
}

fn holds(text: &str, part: &str) -> bool {
    memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// Whether `www.` stands in a text. Of its signs the stop is the rarest.
fn has_www(text: &str) -> bool {
    memchr_iter(b'.', text.as_bytes()).any(|stop| text.as_bytes()[..stop].ends_with(b"www"))
}

fn has_dash(text: &str) -> bool {
    [" – ", " — "].iter().any(|dash| holds(text, dash))
}

/// `1.`, `2)`, `a)` before a text.
fn is_numbered(text: &str) -> bool {
    let start = text.split([' ', '\u{a0}']).next().unwrap_or_default();
    let inner = start.trim_end_matches(['.', ')', '、']);
    let is_short = inner.len() < start.len() && inner.len() <= 3 && !inner.is_empty();
    is_short && (inner.chars().all(char::is_numeric) || inner.chars().count() == 1)
}

fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| {
        let is_century = four.starts_with(b"19") || four.starts_with(b"20");
        is_century && four.iter().all(u8::is_ascii_digit)
    })
}

fn has_clock(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| {
        four[0].is_ascii_digit() && matches!(four[1], b':' | b'h') && four[2].is_ascii_digit()
    })
}
