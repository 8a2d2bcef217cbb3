//! How a word is printed in its line: with a capital, and whether that says anything.

/// How a word is printed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Print {
    pub(super) is_capital: bool,
    /// It stands where a capital says nothing: after a full stop, a colon, a quotation mark.
    pub(super) opens_sentence: bool,
    /// It is the first word of a sentence.
    pub(super) begins: bool,
}

/// How the word at a place of a line is printed. `spans` are the bytes of the line's words.
#[inline]
pub(super) fn print_at(line: &str, spans: &[(usize, usize)], at: usize) -> Print {
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
    // Stops of Arabic and Indic scripts are taken for letters of the word before them.
    if line[before.0..before.1].ends_with(['\u{61f}', '\u{6d4}', '\u{964}']) {
        return true;
    }
    if spans[at].0 - before.1 < 2 {
        return false;
    }
    let between = &line[before.1..spans[at].0];
    let is_short = before.1 - before.0 <= 3 && line[before.0..].starts_with(char::is_uppercase);
    let is_stop = |char| matches!(char, '.' | '!' | '?');
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

#[cfg(test)]
mod tests {
    use super::print_at;
    use crate::compare::tokens;

    #[test]
    fn a_capital_and_what_it_says() {
        // Whether a capital, whether it says nothing, whether a sentence begins.
        for (line, word, wanted) in [
            ("The boat sank", "The", (true, true, false)),
            ("The boat sank", "boat", (false, false, false)),
            ("In Oakmouth", "Oakmouth", (true, false, false)),
            ("in Élan", "Élan", (true, false, false)),
            ("in élan", "élan", (false, false, false)),
            ("It sank. Nobody saw", "Nobody", (true, true, true)),
            ("It sank. nobody saw", "nobody", (false, false, true)),
            ("It sank! Nobody saw", "Nobody", (true, true, true)),
            ("It sank? Nobody saw", "Nobody", (true, true, true)),
            ("It sank: Nobody saw", "Nobody", (true, true, false)),
            ("It said \"Nobody\"", "Nobody", (true, true, false)),
            ("It sank, Nobody", "Nobody", (true, false, false)),
            ("It sank.Nobody", "Nobody", (true, true, false)),
            // Up to three letters and a full stop are an abbreviation where the first is a capital.
            ("for Mr. Vane", "Vane", (true, false, false)),
            ("for Capt. Vane", "Vane", (true, true, true)),
            ("for us. Vane", "Vane", (true, true, true)),
            // Marks of other scripts, some of which are taken for letters of the word before.
            ("عادت العبارة. هل", "هل", (false, false, true)),
            ("عادت؟ نعم", "نعم", (false, false, true)),
            ("ہے۔ اب", "اب", (false, false, true)),
            ("नाव आई। अब", "अब", (false, false, true)),
            ("नाव आई, अब", "अब", (false, false, false)),
            ("船沉。人", "人", (false, false, true)),
            ("船沉，人", "人", (false, false, false)),
        ] {
            let mut spans = Vec::new();
            tokens::for_each_span(line, |start, end| spans.push((start, end)));
            let at = spans
                .iter()
                .rposition(|&(start, _)| line[start..].starts_with(word))
                .unwrap_or_else(|| panic!("no {word} in {line}"));
            let print = print_at(line, &spans, at);
            assert_eq!((print.is_capital, print.opens_sentence, print.begins), wanted, "{line}");
            // Where there is no such word, nothing is known.
            let print = print_at(line, &spans, spans.len());
            assert_eq!(
                (print.is_capital, print.opens_sentence, print.begins),
                (false, true, false)
            );
        }
    }
}
