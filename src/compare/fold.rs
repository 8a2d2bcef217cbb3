//! What becomes of a code point in a comparison key.

use caseless::Caseless;
use unicode_normalization::char::{canonical_combining_class, compose};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfd_quick};

use crate::compare::blocks::{self, Blocks};

/// What becomes of a code point on the fast path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// Its neighbours matter, or it becomes several.
    Slow,
    /// It folds to itself, but where it makes one code point with the one right before it: vowel
    /// signs of Indic scripts.
    Joins,
    /// It is a mark on the code point before it.
    Mark(Mark),
    To(char),
    /// It becomes two, neither of them ASCII: the vowel of Thai `ทำ`.
    Pair(char, char),
    Dropped,
}

/// A mark that folds to itself or is dropped, behind what it may stand behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Marks on one letter stand in the order of their classes (`Canonical_Combining_Class`).
    class: u8,
    /// Whether it makes one code point with some letter.
    may_join: bool,
    pub(super) is_dropped: bool,
}

impl Mark {
    /// Whether the mark stays as it is behind `before`. At the start of a text it is as if it did
    /// not: what the text is put behind may end with a mark.
    pub(super) fn stays_behind(self, char: char, before: Option<char>) -> bool {
        let Some(before) = before else { return false };
        match canonical_combining_class(before) {
            // Where the letter itself is folded, or is made of a letter and a mark, the mark may
            // join what it is folded to or made of.
            0 if self.may_join => {
                fold_fast(before) == Fold::To(before)
                    && is_nfd_quick(std::iter::once(before)) == IsNormalized::Yes
                    && compose(before, char).is_none()
            }
            class => class <= self.class && !self.may_join,
        }
    }
}

/// The scripts whose code points are looked up: Latin to Arabic, Indic to Georgian, Ethiopic, Khmer,
/// Latin and Greek with marks, punctuation, kana, full width forms.
const SCRIPTS: [(u32, u32); 8] = [
    (0x80, 0x700),
    (0x900, 0x1100),
    (0x1200, 0x1380),
    (0x1780, 0x1800),
    (0x1e00, 0x2070),
    (0x20a0, 0x20c0),
    (0x3000, 0x3100),
    (0xff00, 0xff9e),
];

/// The end of the scripts of [`SCRIPTS`] but for the last one, the full width forms.
const LOW_END: u32 = 0x3100;
const WIDE_START: u32 = 0xff00;
const WIDE_END: u32 = 0xff9e;

/// The folded forms of the code points of [`SCRIPTS`], and of those between them, which are slow.
static LOW: Blocks<Fold, { blocks::count(LOW_END) }> = Blocks::new(fold_known);
static WIDE: Blocks<Fold, { blocks::count(WIDE_END - WIDE_START) }> =
    Blocks::new(|at| fold_known(WIDE_START + at));

/// What becomes of a code point. What is not of [`SCRIPTS`] is slow, but for Han and Hangul.
pub(super) fn fold_fast(char: char) -> Fold {
    match char as u32 {
        code @ ..LOW_END => LOW.get(code),
        0x4e00..=0x9fff | 0xac00..=0xd7a3 => Some(Fold::To(char)),
        code @ WIDE_START..WIDE_END => WIDE.get(code - WIDE_START),
        _ => None,
    }
    .unwrap_or(Fold::Slow)
}

fn fold_known(code: u32) -> Fold {
    let is_known = SCRIPTS.iter().any(|&(start, end)| (start..end).contains(&code));
    if is_known { fold_alone(code) } else { Fold::Slow }
}

/// A code point folds alone when it is its own form C beside any other such one, or where it can be
/// seen by the one before it whether it is, and when it folds to one code point, two or none.
///
/// The ellipsis, which becomes three full stops, is looked after where it is used.
fn fold_alone(code: u32) -> Fold {
    let Some(char) = char::from_u32(code) else { return Fold::Slow };
    if char == '\u{2026}' {
        return Fold::To(char);
    }
    let form = is_nfc_quick(std::iter::once(char));
    if char.is_control() || char == '\u{feff}' || form == IsNormalized::No {
        return Fold::Slow;
    }
    let may_join = form == IsNormalized::Maybe;
    let class = canonical_combining_class(char);
    let mut folded = std::iter::once(char).nfkc().default_case_fold().nfkc();
    match (folded.next(), folded.next(), folded.next()) {
        (Some(one), None, None) if class > 0 => {
            let is_dropped = refine(one).is_none();
            let stays = is_dropped || refine(one) == Some(char);
            let mark = Mark { class, may_join, is_dropped };
            if stays && canonical_combining_class(one) == class {
                Fold::Mark(mark)
            } else {
                Fold::Slow
            }
        }
        // Between it and the one that it joins nothing may stand, as it is a starter.
        (Some(one), None, None) if may_join => {
            if one == char {
                Fold::Joins
            } else {
                Fold::Slow
            }
        }
        (Some(one), None, None) if canonical_combining_class(one) == 0 => {
            refine(one).map_or(Fold::Dropped, Fold::To)
        }
        (Some(one), Some(two), None) if [one, two].into_iter().all(stands_alone) => {
            Fold::Pair(one, two)
        }
        _ => Fold::Slow,
    }
}

/// Whether a code point beyond ASCII joins nothing before it, and no rule changes it.
fn stands_alone(char: char) -> bool {
    !char.is_ascii()
        && canonical_combining_class(char) == 0
        && is_nfc_quick(std::iter::once(char)) == IsNormalized::Yes
        && refine(char) == Some(char)
}

/// The rules beyond NFKC and case folding, for one code point; `None` where it is dropped.
pub(super) fn refine(char: char) -> Option<char> {
    Some(match char {
        _ if char.is_ascii_alphanumeric() => char,
        '`'
        | '\u{b4}'
        | '\u{2bc}'
        | '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{2039}'
        | '\u{203a}' => '\'',
        '\u{ab}'
        | '\u{bb}'
        | '\u{201c}'..='\u{201f}'
        | '\u{2033}'
        | '\u{300c}'..='\u{300f}'
        | '\u{301d}'..='\u{301f}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' => '-',
        '\u{640}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' => return None,
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => '\u{627}',
        '\u{649}' | '\u{6cc}' => '\u{64a}',
        '\u{629}' | '\u{6be}' | '\u{6c1}' | '\u{6d5}' => '\u{647}',
        '\u{6a9}' => '\u{643}',
        '\u{60c}' | '\u{3001}' => ',',
        '\u{61b}' => ';',
        '\u{61f}' => '?',
        '\u{6d4}' | '\u{964}' | '\u{3002}' => '.',
        _ if char.is_whitespace() => ' ',
        _ if char.is_control() || is_default_ignorable(char) => return None,
        _ => return Some(ascii_digit(char).unwrap_or(char)),
    })
}

/// Whether a code point is never seen (`Default_Ignorable_Code_Point`, UAX #44).
pub(crate) fn is_default_ignorable(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// First code points of the decimal digits in the scripts of living languages
/// (`General_Category=Nd`).
const ZEROS: [u32; 24] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1b50, 0x1bb0, 0xa9d0,
];

/// The ASCII digit of the same value.
fn ascii_digit(char: char) -> Option<char> {
    let code = char as u32;
    let zero = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}
