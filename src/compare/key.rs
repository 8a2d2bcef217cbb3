//! The comparison key: folded text that is only ever compared, never printed.
//!
//! NFKC, full case folding, no default-ignorable code points (together `NFKC_Casefold`, Unicode
//! section 3.13); quotes, dashes and ellipses folded to ASCII; Arabic and Persian letter forms and
//! all decimal digits folded; marks of vocalisation dropped; white space to one space, none at the
//! ends.

use std::borrow::Cow;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use crate::compare::fold::{Fold, fold_fast, refine};

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
                Fold::Mark(mark) => !mark.is_dropped && mark.stays_behind(char, Some(before)),
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
    /// Gives `true` when `text` is its own normalization form C, behind whatever it is put, and
    /// has no control character but tab: then it can be printed as it is. Linear in the length of
    /// `text`.
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
                    Fold::Mark(mark) if !mark.stays_behind(char, before()) => return false,
                    Fold::Mark(mark) if mark.is_dropped => {}
                    Fold::Joins | Fold::Mark(_) => self.folded.push(char),
                    Fold::Pair(one, two) => self.folded.extend([one, two]),
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

#[cfg(test)]
mod tests {
    use unicode_normalization::is_nfc;

    use super::{Folder, is_key, of, of_naive};
    use crate::compare::fold::{Fold, fold_fast};

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
            ("`Ferry` sails", "'Ferry' sails"),
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

    /// The fast path gives what the definition does, and takes only what is in form C.
    fn assert_as_defined(text: &str) {
        assert_eq!(of(text), of_naive(text), "{text:?}");
        assert!(!is_key(text) || of(text) == text, "{text:?}");
        assert!(!is_fast(text) || is_nfc(text), "{text:?}");
    }

    fn is_fast(text: &str) -> bool {
        Folder::default().append(text, &mut String::new())
    }

    #[test]
    fn every_fast_code_point_folds_as_defined_alone_and_beside_others() {
        assert!(fast_ones().count() > 35_000);
        for char in fast_ones() {
            for text in [
                format!("a{char}b"),
                format!("{char}{char}"),
                format!("\u{905}{char}\u{627}"),
                format!("\u{e9} {char} '{char}'"),
            ] {
                assert_as_defined(&text);
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
        for char in fast_ones().filter(|&char| !matches!(fold_fast(char), Fold::Mark(_))) {
            let text = format!("a{char}{char}\u{627}{char}\u{94d}{char}");
            assert!(is_fast(&text) && is_nfc(&text), "{text:?}");
        }
    }

    #[test]
    fn a_code_point_that_may_join_is_seen_with_the_one_before() {
        let joining: Vec<char> =
            fast_ones().filter(|&char| fold_fast(char) == Fold::Joins).collect();
        assert!(joining.contains(&'\u{9be}') && joining.contains(&'\u{bbe}'), "{joining:?}");
        // They join code points of their own scripts only, and are looked at beside all of these.
        let before = || {
            fast_ones()
                .filter(|char| ('\u{80}'..'\u{1100}').contains(char))
                .chain([' ', '-', 'a', '\u{200d}', '\u{4e00}'])
        };
        for (before, char) in
            before().flat_map(|before| joining.iter().map(move |&char| (before, char)))
        {
            assert_as_defined(&format!("{before}{char} {char}{before}{before}{char}{char}"));
        }
    }

    #[test]
    fn marks_are_seen_with_what_they_stand_behind() {
        let marks: Vec<char> =
            fast_ones().filter(|&char| matches!(fold_fast(char), Fold::Mark(_))).collect();
        assert!(marks.len() > 150, "{}", marks.len());
        let letters = ['a', 'H', '\u{f2}', '\u{627}', '\u{915}', '\u{e01}', '\u{ff28}'];
        let low: Vec<char> = fast_ones().take_while(|&char| char < '\u{1100}').collect();
        for (at, &mark) in marks.iter().enumerate() {
            for before in low.iter().skip(at % 8).step_by(8) {
                assert_as_defined(&format!("{before}{mark}"));
            }
            for (other_at, other) in marks.iter().enumerate() {
                let letter = letters[(at + other_at) % letters.len()];
                assert_as_defined(&format!("{letter}{mark}{other}"));
            }
        }
        for (text, takes) in [
            ("\u{e17}\u{e33}", true),                      // two code points
            ("\u{e19}\u{e49}\u{e33}", true),               // behind a tone
            ("\u{e1a}\u{e38}\u{e48}", true),               // a vowel below and a tone, in order
            ("\u{e1a}\u{e48}\u{e38}", false),              // out of order
            ("\u{e48}\u{e1a}", false),                     // behind nothing
            ("\u{623}\u{64a}\u{636}\u{627}\u{64b}", true), // a sign of vocalisation, dropped
            ("\u{92c}\u{921}\u{93c}\u{93e}", true), // a dot below that makes no letter of its own
            ("\u{928}\u{93c}", false),              // one that does
            ("\u{921}\u{94d}\u{93c}", false),       // one behind another mark
            ("x\u{301}", false),                    // on a letter of ASCII
            ("\u{1019}\u{103c}\u{1014}\u{103a}\u{1019}\u{102c}", true),
            ("\u{1781}\u{17d2}\u{1798}\u{17c2}\u{179a}", true),
        ] {
            assert_eq!(is_fast(text), takes, "{text:?}");
            assert_as_defined(text);
        }
    }

    #[test]
    fn joining_code_points_are_not_fast() {
        for text in
            ["e\u{301}", "\u{9c7}\u{9be}", "\u{1100}\u{1161}", "\u{930}\u{93c}", "\u{304b}\u{3099}"]
        {
            assert!(!is_fast(text), "{text:?}");
            assert_as_defined(text);
        }
    }
}
