//! How a text ends and how it is built: what can be said without knowing a word.

/// How a text ends, closing quotes and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum End {
    /// With a letter, a digit or some other sign.
    #[default]
    Open,
    /// With a full stop of any script.
    Stop,
    /// With a question or exclamation mark.
    Mark,
    /// With an ellipsis, bare or in brackets.
    Ellipsis,
    /// With a colon, a semicolon or a comma.
    Pause,
}

/// How a text is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Shape {
    /// Code points.
    pub(crate) chars: u32,
    /// How it ends.
    pub(crate) end: End,
    /// Whether it starts with a list bullet or a dash.
    pub(crate) bullet: bool,
}

impl Shape {
    pub(crate) fn of(text: &str) -> Self {
        let bare = text.trim_end_matches(is_closing);
        Self {
            chars: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
            end: end_of(text, bare),
            bullet: starts_with_bullet(text),
        }
    }
}

fn is_closing(char: char) -> bool {
    matches!(
        char,
        '"' | '\''
            | '”'
            | '’'
            | '“'
            | '‘'
            | '»'
            | '«'
            | ')'
            | ']'
            | '）'
            | '」'
            | '』'
            | '】'
            | '›'
            | '\u{200f}'
            | '\u{200e}'
            | ' '
    )
}

fn end_of(text: &str, bare: &str) -> End {
    if cut_mark(text).is_some() {
        return End::Ellipsis;
    }
    match bare.chars().next_back() {
        Some(char) if is_stop(char) => End::Stop,
        Some('?' | '!' | '؟' | '？' | '！' | '፧') => End::Mark,
        Some(':' | ';' | ',' | '：' | '，' | '、' | '؛' | '،') => End::Pause,
        _ => End::Open,
    }
}

/// Where the truncation mark at a text's end begins: `...`, `…`, `[…]`, `(...)`.
pub(crate) fn cut_mark(text: &str) -> Option<usize> {
    let inner = text.strip_suffix([']', ')']).unwrap_or(text).trim_end();
    let bare = inner.strip_suffix('…').or_else(|| inner.strip_suffix("..."))?;
    let bare = bare.trim_end_matches(['.', '…']);
    let start =
        if inner.len() < text.len() { bare.trim_end().strip_suffix(['[', '('])? } else { bare };
    Some(start.trim_end().len())
}

/// Whether a code point ends a sentence: the full stops of all scripts.
pub(crate) fn is_stop(char: char) -> bool {
    matches!(char, '.' | '。' | '．' | '।' | '۔' | '።' | '។' | '။' | '෴' | '։' | '॥' | '｡')
}

/// Where sentences end inside `text`: the byte after each stop or mark (with closing quotes) that
/// is followed by more.
pub(crate) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    ends(text).filter_map(|(at, char)| {
        let after = &text[at + char.len_utf8()..];
        let rest = after.trim_start_matches(is_closing_sign);
        let wide = char as u32 >= 0x3000;
        let goes_on = !rest.is_empty()
            && (wide || rest.starts_with(char::is_whitespace))
            && !is_initial(&text[..at]);
        goes_on.then_some(text.len() - rest.len())
    })
}

/// The stops and marks of a text. All but a few bytes begin none, so code points are read at those
/// only.
fn ends(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + bytes[from..].iter().position(|&byte| MAY_END[byte as usize])?;
            let char = text[at..].chars().next()?;
            from = at + char.len_utf8();
            if is_stop(char) || matches!(char, '?' | '!' | '؟' | '？' | '！') {
                return Some((at, char));
            }
        }
    })
}

/// The first bytes of stops and marks.
const MAY_END: [bool; 256] = {
    let mut may_end = [false; 256];
    let firsts = [b'.', b'?', b'!', 0xd6, 0xd8, 0xdb, 0xe0, 0xe1, 0xe3, 0xef];
    let mut at = 0;
    while at < firsts.len() {
        may_end[firsts[at] as usize] = true;
        at += 1;
    }
    may_end
};

fn is_closing_sign(char: char) -> bool {
    is_closing(char) && char != ' '
}

/// Whether a text ends with an initial or a short form, whose full stop ends no sentence.
fn is_initial(before: &str) -> bool {
    let word = before.rsplit([' ', '.', '(', '\u{a0}']).next().unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next(), letters.next()) {
        // `9. Ferries to the island`: the number of an item.
        (Some(first), None, _) => first.is_uppercase() || first.is_ascii_digit() && before == word,
        (Some(first), Some(second), None) => {
            first.is_uppercase() && second.is_lowercase()
                || word.chars().all(|char| char.is_ascii_digit())
        }
        _ => false,
    }
}

/// Whether a sentence ends inside a text, with more after it. Reads on to the first such place.
pub(crate) fn has_inner_stop(text: &str) -> bool {
    sentence_ends(text).next().is_some()
}

fn starts_with_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    let bullet = matches!(
        chars.next(),
        Some(
            '•' | '*'
                | '-'
                | '–'
                | '—'
                | '▲'
                | '▶'
                | '►'
                | '■'
                | '□'
                | '●'
                | '○'
                | '◆'
                | '·'
                | '+'
                | '→'
        )
    );
    bullet && chars.next().is_some_and(|char| char.is_whitespace() || char.is_alphabetic())
}

/// The words of a text, each with the byte that it begins at.
pub(crate) fn placed_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split_whitespace();
    words.map(move |word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

#[cfg(test)]
mod tests {
    use super::{End, Shape, cut_mark, has_inner_stop, sentence_ends};

    #[test]
    fn ends_in_many_scripts() {
        for (text, end) in [
            ("The port opens.", End::Stop),
            ("“The port opens.”", End::Stop),
            ("港口开放。", End::Stop),
            ("बंदरगाह खुला।", End::Stop),
            ("Who opens the port?", End::Mark),
            ("من يفتح الميناء؟", End::Mark),
            ("The port opens", End::Open),
            ("The port op…", End::Ellipsis),
            ("The port op [...]", End::Ellipsis),
            ("They said:", End::Pause),
            ("The port (AFP)", End::Open),
        ] {
            assert_eq!(Shape::of(text).end, end, "{text}");
        }
    }

    #[test]
    fn truncation_marks() {
        assert_eq!(cut_mark("The port …"), Some(8));
        assert_eq!(cut_mark("The port [...]"), Some(8));
        assert_eq!(cut_mark("The port"), None);
        assert_eq!(cut_mark("The river […] rose"), None);
    }

    #[test]
    fn every_stop_and_mark_is_found_by_its_first_byte() {
        for char in '\0'..=char::MAX {
            let is_end = super::is_stop(char) || "?!؟？！".contains(char);
            assert_eq!(super::ends(&format!("ب {char}")).count(), usize::from(is_end), "{char:?}");
        }
    }

    #[test]
    fn initials_end_no_sentence() {
        assert_eq!(sentence_ends("Mr. J. Bell spoke. He left.").collect::<Vec<_>>(), [18]);
        assert!(has_inner_stop("One. Two."));
        assert!(!has_inner_stop("U.S. shares rise."));
        for (text, wanted) in [
            ("9. Ferries to the island", false),
            ("11. Ferries to the island", false),
            ("1990. Ferries to the island", true),
            ("They are 9. Ferries wait", true),
        ] {
            assert_eq!(has_inner_stop(text), wanted, "{text}");
        }
    }
}
