//! The comparison key: folded text that is only ever compared, never printed.
//!
//! NFKC, full case folding, no default-ignorable code points (together `NFKC_Casefold`, Unicode section 3.13); quotes,
//! dashes and ellipses folded to ASCII; Arabic and Persian letter forms and all decimal digits folded; marks of vocalisation
//! dropped; white space to one space, none at the ends.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// What a byte of ASCII becomes; 0 where a rule looks at it.
const ASCII: [u8; 128] = ascii_table();

const fn ascii_table() -> [u8; 128] {
    let mut table = [0; 128];
    let mut byte = 0x21;
    while byte < 0x7f {
        table[byte as usize] = match byte {
            b'A'..=b'Z' => byte + 32,
            b'-' | b'\'' | b'`' => 0,
            _ => byte,
        };
        byte += 1;
    }
    table
}

/// Appends the key of `text` to `keys`.
///
/// Gives `true` when `text` holds only code points that are their own normalization form C in any order, and no control
/// character but tab: then it can be printed as it is. Linear in the length of `text`.
pub(crate) fn append(text: &str, keys: &mut String) -> bool {
    let start = keys.len();
    let mut key = Key { keys, start };
    if key.fold_fast(text) {
        return true;
    }
    key.keys.truncate(start);
    key.fold_fully(text);
    false
}

/// The key of `text` on its own.
pub(crate) fn of(text: &str) -> String {
    let mut keys = String::with_capacity(text.len());
    append(text, &mut keys);
    keys
}

/// The key by the definition alone, without the fast path.
#[cfg(any(test, feature = "differential"))]
pub(crate) fn of_naive(text: &str) -> String {
    let mut keys = String::new();
    Key { keys: &mut keys, start: 0 }.fold_fully(text);
    keys
}

struct Key<'k> {
    keys: &'k mut String,
    start: usize,
}

impl Key<'_> {
    fn fold_fast(&mut self, text: &str) -> bool {
        self.keys.reserve(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            rest = self.push_ascii(rest);
            let Some(char) = rest.chars().next() else { break };
            match fast(char) {
                Some(folded) => self.push(folded),
                None => return false,
            }
            rest = &rest[char.len_utf8()..];
        }
        self.trim_end();
        true
    }

    /// Folds the ASCII text at the start of `text` and gives what follows: nothing, or a code point for [`fast`].
    fn push_ascii<'t>(&mut self, text: &'t str) -> &'t str {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let run = bytes[at..].iter().take_while(|&&byte| byte < 0x80 && ASCII[byte as usize] != 0).count();
            let plain = &text[at..at + run];
            let from = self.keys.len();
            self.keys.push_str(plain);
            self.keys[from..].make_ascii_lowercase();
            at += run;
            match bytes.get(at) {
                Some(b' ' | b'\t') => self.push(' '),
                Some(b'-') => self.push('-'),
                Some(b'\'' | b'`') => self.push('\''),
                _ => break,
            }
            at += 1;
        }
        &text[at..]
    }

    fn fold_fully(&mut self, text: &str) {
        for char in text.nfkc().default_case_fold().nfkc() {
            if let Some(folded) = refine(char) {
                self.push(folded);
            }
        }
        self.trim_end();
    }

    /// Adds a folded code point; runs of spaces and dashes become one, two single quotes a double one.
    fn push(&mut self, char: char) {
        let last = self.keys.as_bytes()[self.start..].last().copied();
        match (char, last) {
            (' ', None | Some(b' ')) | ('-', Some(b'-')) => {}
            ('\'', Some(b'\'')) => {
                self.keys.pop();
                self.keys.push('"');
            }
            _ => self.keys.push(char),
        }
    }

    fn trim_end(&mut self) {
        if self.keys.len() > self.start && self.keys.ends_with(' ') {
            self.keys.pop();
        }
    }
}

/// The folded form of a code point that always folds to one code point, is its own form C and composes with no other fast one.
fn fast(char: char) -> Option<char> {
    let folded = match char {
        '\u{e0}'..='\u{f6}' | '\u{f8}'..='\u{ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => return Some(char),
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{de}' | '\u{410}'..='\u{42f}' => char::from_u32(char as u32 + 32)?,
        '\u{430}'..='\u{44f}' | '\u{5d0}'..='\u{5ea}' | '\u{1208}'..='\u{1248}' => return Some(char),
        '\u{401}' => '\u{451}',
        '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => return refine(char),
        '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{679}' | '\u{67e}' | '\u{686}' | '\u{698}' | '\u{6a9}' | '\u{6af}' | '\u{6cc}' => {
            return refine(char);
        }
        '\u{904}'..='\u{928}' | '\u{92a}'..='\u{930}' | '\u{932}' | '\u{935}'..='\u{939}' | '\u{93e}'..='\u{94d}' => char,
        '\u{964}' | '\u{966}'..='\u{96f}' | '\u{451}' => return refine(char),
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201f}' | '\u{2010}'..='\u{2015}' | '\u{3001}' | '\u{3002}' | '\u{300c}'..='\u{300f}' => {
            return refine(char);
        }
        '\u{3042}'..='\u{3096}' | '\u{30a2}'..='\u{30fa}' | '\u{30fc}' => char,
        _ => return None,
    };
    Some(folded)
}

/// The rules beyond NFKC and case folding, for one code point; `None` where it is dropped.
fn refine(char: char) -> Option<char> {
    Some(match char {
        _ if char.is_ascii_alphanumeric() => char,
        '`' | '\u{b4}' | '\u{2bc}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{2039}' | '\u{203a}' => '\'',
        '\u{ab}' | '\u{bb}' | '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{300c}'..='\u{300f}' | '\u{301d}'..='\u{301f}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' => '-',
        '\u{640}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' => return None,
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

/// First code points of the decimal digits in the scripts of living languages (`General_Category=Nd`).
const ZEROS: [u32; 24] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810,
    0x1946, 0x19d0, 0x1b50, 0x1bb0, 0xa9d0,
];

/// The ASCII digit of the same value.
fn ascii_digit(char: char) -> Option<char> {
    let code = char as u32;
    let zero = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::{append, fast, of, of_naive};

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
        for (left, right) in [("15,000", "16,000"), ("Sufa", "Nirim"), ("2 1", "21"), ("كتب", "كاتب"), ("не", "ни")] {
            assert_ne!(of(left), of(right));
        }
    }

    #[test]
    fn every_fast_code_point_folds_as_defined_alone_and_beside_others() {
        let fast_ones: Vec<char> = ('\u{80}'..=char::MAX).filter(|&char| fast(char).is_some()).collect();
        assert!(fast_ones.len() > 30_000);
        for &char in &fast_ones {
            for text in [format!("a{char}b"), format!("{char}{char}"), format!("\u{905}{char}\u{627}")] {
                assert_eq!(of(&text), of_naive(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn fast_texts_are_in_form_c() {
        use unicode_normalization::is_nfc;
        for char in ('\u{80}'..=char::MAX).filter(|&char| fast(char).is_some()) {
            let text = format!("a{char}{char}\u{627}{char}");
            assert!(append(&text, &mut String::new()) && is_nfc(&text), "{text:?}");
        }
    }
}
