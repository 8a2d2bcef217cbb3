//! Particles that Japanese and Korean hang on a word: a line that begins with one goes on with the
//! last word of the line above, which was a link.

use crate::recognize::Lexicon;
use crate::recognize::forms::Start;

/// Whether a text begins with a particle. In Korean a space follows; in Japanese a sign that is not
/// hiragana, as words that begin with the same sign go on in it.
pub(super) fn is_at_start(text: &str, lexicon: &Lexicon) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let (sign, rest) = text.split_at(first.len_utf8());
    if is_hiragana(first) {
        let is_next = |char: char| char.is_alphanumeric() && !is_hiragana(char);
        return rest.starts_with(is_next) && is_particle(sign, lexicon);
    }
    is_hangul(first) && text.split_once(' ').is_some_and(|(word, _)| is_particle(word, lexicon))
}

/// Whether a text ends with a particle of Japanese: a word follows.
pub(super) fn is_at_end(text: &str, lexicon: &Lexicon) -> bool {
    let last = text.char_indices().next_back().filter(|&(_, char)| is_hiragana(char));
    last.is_some_and(|(at, _)| is_particle(&text[at..], lexicon))
}

fn is_particle(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.lists.forms.start(Start::Particle).contains(word)
}

fn is_hiragana(char: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&char)
}

fn is_hangul(char: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&char)
}

#[cfg(test)]
mod tests {
    use super::{is_at_end, is_at_start};
    use crate::recognize::Lexicon;

    #[test]
    fn particles_are_told_from_words() {
        let lexicon = Lexicon::built_in();
        for (text, start, end) in [
            ("のjリーグは開幕する", true, false),
            ("が港を開いた", true, false),
            ("がん治療の港", false, false),
            ("の", false, true),
            ("港町の", false, true),
            ("港町", false, false),
            ("港は明日から", false, false),
            ("の、港", false, false),
            ("는 15일 문을 연다", true, false),
            ("은행이 문을 연다", false, false),
            ("는", false, false),
            ("the port", false, false),
            ("", false, false),
        ] {
            assert_eq!(is_at_start(text, lexicon), start, "{text}");
            assert_eq!(is_at_end(text, lexicon), end, "{text}");
        }
    }
}
