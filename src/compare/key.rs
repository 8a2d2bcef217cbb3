//! The comparison key: folded text that is only ever compared, never printed.
//!
//! NFKC, full case folding, no default-ignorable code points (together `NFKC_Casefold`, Unicode
//! section 3.13); quotes, dashes and ellipses folded to ASCII; Arabic and Persian letter forms and
//! all decimal digits folded; marks of vocalisation dropped; white space to one space, none at the
//! ends.

use std::borrow::Cow;

use caseless::Caseless;
use unicode_normalization::char::{canonical_combining_class, compose};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::compare::blocks::{self, Blocks};

/// Two of these in a row become one.
const COLLAPSING: [u8; 3] = *b" -'";

/// How many bytes from the start are printable ASCII that no rule but lower case looks at, doubles
/// aside.
fn plain_len(bytes: &[u8]) -> usize {
    let is_special = |byte: u8| !(0x20..0x7f).contains(&byte) || byte == b'`';
    let whole = bytes
        .chunks_exact(32)
        .take_while(|chunk| !chunk.iter().fold(false, |found, &byte| found | is_special(byte)))
        .count()
        * 32;
    whole + bytes[whole..].iter().position(|&byte| is_special(byte)).unwrap_or(bytes.len() - whole)
}

/// Whether two collapsing bytes stand side by side.
fn has_double(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.get(1..) else { return false };
    // Without a branch for each byte, nor a search among the three.
    let [space, dash, quote] = COLLAPSING;
    let is_double = |left: u8, right: u8| {
        u8::from(left == right)
            & (u8::from(left == space) | u8::from(left == dash) | u8::from(left == quote))
    };
    bytes.iter().zip(rest).fold(0, |found, (&left, &right)| found | is_double(left, right)) != 0
}

/// Writes keys. Keeps its buffer from one text to the next.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    folded: String,
}

/// The key of `text`.
pub(crate) fn of(text: &str) -> String {
    let mut folder = Folder { folded: String::with_capacity(text.len()) };
    folder.fold(text);
    let len = folder.key().len();
    folder.folded.truncate(len);
    folder.folded
}

/// The key of `text`: the text itself where it is its own key, as most entries of word lists are.
pub(crate) fn of_entry(text: &str) -> Cow<'_, str> {
    if is_key(text) { Cow::Borrowed(text) } else { Cow::Owned(of(text)) }
}

/// A part of a key, borrowed where the key is.
pub(crate) fn part<'k>(key: Cow<'k, str>, of: impl for<'t> Fn(&'t str) -> &'t str) -> Cow<'k, str> {
    match key {
        Cow::Borrowed(key) => Cow::Borrowed(of(key)),
        Cow::Owned(key) => Cow::Owned(of(&key).to_owned()),
    }
}

/// Whether a text is its own key, as it shows code point by code point: `true` is certain.
fn is_key(text: &str) -> bool {
    // A space at the start is one after another.
    let mut last = ' ';
    let all_stay = text.chars().all(|char| {
        let before = std::mem::replace(&mut last, char);
        let stays = || match char {
            ' ' | '-' | '\'' => char != before,
            'A'..='Z' | '`' | '\u{2026}' => false,
            '!'..='~' => true,
            _ => match fold_fast(char) {
                Fold::Joins => compose(before, char).is_none(),
                fold => fold == Fold::To(char),
            },
        };
        char.is_ascii_lowercase() || stays()
    });
    all_stay && (last != ' ' || text.is_empty())
}

/// The key by the definition alone, without the fast path.
#[cfg(any(test, feature = "internal-differential"))]
pub(crate) fn of_naive(text: &str) -> String {
    let mut folder = Folder::default();
    folder.fold_fully(text);
    folder.key().to_owned()
}

impl Folder {
    /// Appends the key of `text` to `keys`.
    ///
    /// Gives `true` when `text` holds only code points that are their own normalization form C in
    /// any order, and no control character but tab: then it can be printed as it is. Linear in
    /// the length of `text`.
    pub(crate) fn append(&mut self, text: &str, keys: &mut String) -> bool {
        let is_plain = self.fold(text);
        keys.push_str(self.key());
        is_plain
    }

    /// Folds `text`, and gives whether the fast path did.
    fn fold(&mut self, text: &str) -> bool {
        self.folded.clear();
        let is_fast = self.fold_fast(text);
        if !is_fast {
            self.folded.clear();
            self.fold_fully(text);
        }
        is_fast
    }

    /// Folds `text` if it has fast code points only.
    fn fold_fast(&mut self, text: &str) -> bool {
        let mut rest = text;
        while !rest.is_empty() {
            rest = self.push_ascii(rest);
            let mut chars = rest.chars();
            // A word of another script, with the space after it.
            while let Some(char) = chars.next() {
                let before = || {
                    text[..text.len() - chars.as_str().len() - char.len_utf8()].chars().next_back()
                };
                match fold_fast(char) {
                    Fold::Slow => return false,
                    Fold::Joins
                        if before().is_some_and(|before| compose(before, char).is_some()) =>
                    {
                        return false;
                    }
                    Fold::Joins => self.folded.push(char),
                    Fold::To('\u{2026}') => self.folded.push_str("..."),
                    Fold::To(folded) if folded.is_ascii() => self.push(folded),
                    Fold::To(folded) => self.folded.push(folded),
                    Fold::Dropped => {}
                }
                rest = chars.as_str();
                if rest.starts_with(' ')
                    && rest.as_bytes().get(1).is_some_and(|next| !next.is_ascii())
                {
                    self.push(' ');
                    chars = rest[1..].chars();
                } else if rest.as_bytes().first().is_some_and(u8::is_ascii) {
                    break;
                }
            }
        }
        true
    }

    /// Folds the ASCII text at the start of `text` and gives what follows: nothing, or a code point
    /// not of ASCII.
    fn push_ascii<'t>(&mut self, text: &'t str) -> &'t str {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            let run = &bytes[at..at + plain_len(&bytes[at..])];
            if has_double(run) || run.first().is_some_and(|first| COLLAPSING.contains(first)) {
                for byte in run {
                    self.push(char::from(byte.to_ascii_lowercase()));
                }
            } else {
                let from = self.folded.len();
                self.folded.push_str(&text[at..at + run.len()]);
                self.folded[from..].make_ascii_lowercase();
            }
            at += run.len();
            match bytes.get(at) {
                Some(b'\t') => self.push(' '),
                Some(b'`') => self.push('\''),
                _ => return &text[at..],
            }
            at += 1;
        }
    }

    fn fold_fully(&mut self, text: &str) {
        for char in text.nfkc().default_case_fold().nfkc() {
            if let Some(folded) = refine(char) {
                self.push(folded);
            }
        }
    }

    /// Adds a folded code point; runs of spaces and dashes become one, two single quotes a double
    /// one.
    fn push(&mut self, char: char) {
        match (char, self.folded.as_bytes().last()) {
            (' ', None | Some(b' ')) | ('-', Some(b'-')) => {}
            ('\'', Some(b'\'')) => {
                self.folded.pop();
                self.folded.push('"');
            }
            _ => self.folded.push(char),
        }
    }

    fn key(&self) -> &str {
        self.folded.strip_suffix(' ').unwrap_or(&self.folded)
    }
}

/// What becomes of a code point on the fast path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fold {
    /// Its neighbours matter, or it becomes several.
    Slow,
    /// It folds to itself, but where it makes one code point with the one right before it: vowel
    /// signs of Indic scripts.
    Joins,
    To(char),
    Dropped,
}

/// The scripts whose code points are looked up: Latin to Arabic, Indic, Ethiopic, Latin and Greek
/// with marks, punctuation, kana, full width forms.
const SCRIPTS: [(u32, u32); 7] = [
    (0x80, 0x700),
    (0x900, 0xe00),
    (0x1200, 0x1380),
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
fn fold_fast(char: char) -> Fold {
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

/// A code point folds alone when it is its own form C beside any other such one, and folds to one
/// code point or none.
///
/// It is a starter (or a virama: there is no other mark beside it to be put in order with) that
/// never joins the one before it, or of which it can be seen whether it does;
/// the ellipsis, which becomes three full stops, is looked after where it is used.
fn fold_alone(code: u32) -> Fold {
    let Some(char) = char::from_u32(code) else { return Fold::Slow };
    let is_starter = matches!(canonical_combining_class(char), 0 | 9);
    if char == '\u{2026}' {
        return Fold::To(char);
    }
    let form = is_nfc_quick(std::iter::once(char));
    if char.is_control() || char == '\u{feff}' || !is_starter || form == IsNormalized::No {
        return Fold::Slow;
    }
    let mut folded = std::iter::once(char).nfkc().default_case_fold().nfkc();
    match (folded.next(), folded.next()) {
        // Between it and the one that it joins nothing may stand, as it is a starter.
        (Some(one), None) if form == IsNormalized::Maybe => {
            if one == char && canonical_combining_class(char) == 0 {
                Fold::Joins
            } else {
                Fold::Slow
            }
        }
        (Some(one), None) if canonical_combining_class(one) == canonical_combining_class(char) => {
            refine(one).map_or(Fold::Dropped, Fold::To)
        }
        _ => Fold::Slow,
    }
}

/// The rules beyond NFKC and case folding, for one code point; `None` where it is dropped.
fn refine(char: char) -> Option<char> {
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

#[cfg(test)]
mod tests {
    use super::{Fold, Folder, fold_fast, is_key, of, of_naive};

    #[test]
    fn folds_what_never_makes_a_difference() {
        for (left, right) in [
            ("The “Last Big Fight”", "the \"last big fight\""),
            ("it’s 2014.   (x)", "It's 2014. (x)"),
            ("''quoted'' — so", "\"quoted\" -- so"),
            ("Straße", "STRASSE"),
            ("wait…", "wait..."),
            ("إعلان ـــ القاهرة", "اعلان القاهره"),
            ("۱۲ ٤٥", "12 45"),
            ("می\u{200c}شود", "ميشود"),
            ("ＡＦＰ　通信", "afp 通信"),
            ("\u{a0} a\u{ad}b\u{feff} ", "ab"),
        ] {
            assert_eq!(of(left), of(right), "{left:?} and {right:?}");
        }
    }

    #[test]
    fn keeps_what_makes_a_difference() {
        for (left, right) in
            [("15,000", "16,000"), ("Sufa", "Nirim"), ("2 1", "21"), ("كتب", "كاتب"), ("не", "ни")]
        {
            assert_ne!(of(left), of(right));
        }
    }

    fn fast_ones() -> impl Iterator<Item = char> {
        ('\u{80}'..=char::MAX).filter(|&char| fold_fast(char) != Fold::Slow)
    }

    #[test]
    fn every_fast_code_point_folds_as_defined_alone_and_beside_others() {
        assert!(fast_ones().count() > 34_000);
        for char in fast_ones() {
            for text in [
                format!("a{char}b"),
                format!("{char}{char}"),
                format!("\u{905}{char}\u{627}"),
                format!("\u{e9} {char} '{char}'"),
            ] {
                assert_eq!(of(&text), of_naive(&text), "{text:?}");
                assert!(!is_key(&text) || of(&text) == text, "{text:?}");
            }
        }
    }

    #[test]
    fn a_key_is_known_as_its_own() {
        for text in ["", "a-b 'c'", "il a été", "12:30 \"x\"", "كتب", "ও ক", "日本"] {
            assert!(is_key(text) && of(text) == text, "{text:?}");
        }
        for text in [
            " a", "a ", "a  b", "a--b", "''", "A", "É", "`", "\t", "\u{a0}", "…", "“", "\u{ad}",
            "e\u{301}",
        ] {
            assert!(!is_key(text), "{text:?}");
        }
    }

    #[test]
    fn fast_texts_are_in_form_c() {
        use unicode_normalization::is_nfc;
        for char in fast_ones() {
            let text = format!("a{char}{char}\u{627}{char}\u{94d}{char}");
            assert!(
                Folder::default().append(&text, &mut String::new()) && is_nfc(&text),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_code_point_that_may_join_is_seen_with_the_one_before() {
        use unicode_normalization::is_nfc;
        let joining: Vec<char> =
            fast_ones().filter(|&char| fold_fast(char) == Fold::Joins).collect();
        assert!(joining.contains(&'\u{9be}') && joining.contains(&'\u{bbe}'), "{joining:?}");
        // They join code points of their own scripts only, and are looked at beside all Indic ones.
        let before = || {
            fast_ones()
                .filter(|char| ('\u{80}'..'\u{e00}').contains(char))
                .chain([' ', '-', 'a', '\u{200d}', '\u{4e00}'])
        };
        for (before, char) in
            before().flat_map(|before| joining.iter().map(move |&char| (before, char)))
        {
            let text = format!("{before}{char} {char}{before}{before}{char}{char}");
            assert_eq!(of(&text), of_naive(&text), "{text:?}");
            assert!(!is_key(&text) || of(&text) == text, "{text:?}");
            assert!(
                !Folder::default().append(&text, &mut String::new()) || is_nfc(&text),
                "{text:?}"
            );
        }
    }

    #[test]
    fn joining_code_points_are_not_fast() {
        for text in
            ["e\u{301}", "\u{9c7}\u{9be}", "\u{1100}\u{1161}", "\u{915}\u{93c}", "\u{304b}\u{3099}"]
        {
            assert!(!Folder::default().append(text, &mut String::new()), "{text:?}");
            assert_eq!(of(text), of_naive(text));
        }
    }
}
