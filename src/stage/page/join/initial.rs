//! The first letter of a text, set larger than the rest: on a line of its own, `T`, `he ferry runs
//! again.`, or with a space behind it, `T he ferry runs again.`

use crate::compare::key::Folder;
use crate::recognize::Lexicon;
use crate::recognize::letters::is_alphanumeric;
use crate::removal::{Alteration, AlterationKind};
use crate::stage::page::join::{QUOTES, is_piece};
use crate::stage::{Document, Kind, Line, Rules, classify, merge};

/// Words of a line that goes on from its letter; a shorter one is as likely a button (`X`,
/// `github`) and goes on only to a word that is known.
const TEXT_WORDS: usize = 4;
/// Lines of a page that may begin so, each of which is looked for in all others: a page with more is
/// a list of letters.
pub(super) const MOST: usize = 48;

/// Whether a line is the rest of the text whose first letter stands above it; `is_said` tells
/// whether another line has a word. No space stands at the break: behind a word of one letter there
/// is one. Of 73 such pairs on 4,636 pages, sixteen are none, all of them short lines.
pub(super) fn goes_on(
    input: &str,
    is_said: impl FnOnce(&str) -> bool,
    letter: &Line<'_>,
    (next, words): (&Line<'_>, usize),
    lexicon: &Lexicon,
) -> bool {
    if !is_torn(input, letter, next) || next.facts.kind != Kind::Text || !is_piece(next) {
        return false;
    }
    let rest = next.text.split(|char| !is_alphanumeric(char)).next().unwrap_or_default();
    let letter = letter.text.trim_start_matches(QUOTES).to_lowercase();
    let word = format!("{letter}{rest}");
    // `A`, `woman of the harbour`: the letter may be a word itself.
    let is_sure = words >= TEXT_WORDS && !lexicon.is_light(&letter);
    is_sure || lexicon.is_light(&word) || is_said(&word)
}

/// Whether a line is one capital, behind a quote or not, and the next one goes on with a small
/// letter right below it.
pub(super) fn is_torn(input: &str, letter: &Line<'_>, next: &Line<'_>) -> bool {
    let mut chars = letter.text.trim_start_matches(QUOTES).chars();
    let is_capital = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    is_capital
        && next.text.starts_with(char::is_lowercase)
        && matches!(&input[letter.span.end..next.span.start], "\n" | "\r\n")
}

/// A line whose first letter is set apart.
struct Apart {
    line: usize,
    /// The byte of the space behind the letter.
    space: usize,
    /// Whether nothing but a letter set apart explains the line, and whether it does beside one
    /// that is sure: a site prints all its texts alike.
    is_sure: bool,
    is_likely: bool,
}

impl Apart {
    fn of(line: usize, document: &Document<'_>, lexicon: &Lexicon) -> Option<Self> {
        let Line { text, facts, .. } = &document.lines[line];
        let letter =
            text.trim_start_matches(QUOTES).chars().next().filter(|it| it.is_uppercase())?;
        let quotes = text.len() - text.trim_start_matches(QUOTES).len();
        let space = quotes + letter.len_utf8();
        let rest = text[space..].strip_prefix(' ')?;
        let rest = rest.split(|char| !is_alphanumeric(char)).next().unwrap_or_default();
        let may_be = rest.starts_with(char::is_lowercase)
            && facts.kind == Kind::Text
            && facts.words as usize > TEXT_WORDS
            && is_piece(&document.lines[line]);
        if !may_be {
            return None;
        }
        let letter = letter.to_lowercase().to_string();
        let (is_word, is_rest_word) = (lexicon.is_light(&letter), lexicon.is_light(rest));
        // `A long way`, and `A ccording` is not told from `A longish`; no word is like `A nd`.
        if is_word && (is_rest_word || rest.chars().nth(2).is_some()) {
            return None;
        }
        let word = format!("{letter}{rest}");
        let mut others = (0..document.lines.len()).filter(|&other| other != line);
        let is_known =
            lexicon.is_light(&word) || others.any(|other| says(document.key(other), &word));
        // `T he` may be `H is for harbour` where no other line is sure, `F ormer` may be `X leadership`.
        let is_likely = is_known || !is_word && !is_rest_word;
        let is_sure = is_known && !is_word && !is_rest_word;
        Some(Self { line, space, is_sure, is_likely })
    }
}

/// Puts the first letters that are set apart to their words, where one surely is: a letter that is
/// no word, which with the rest makes a word that is known. `X has a new owner.` stays. Linear, but
/// for the few lines that begin so, each of which is looked for in all others.
pub(super) fn put_to_words(input: &str, document: &mut Document<'_>, rules: Rules<'_>) {
    let lines = 0..document.lines.len();
    let apart: Vec<Apart> =
        lines.filter_map(|line| Apart::of(line, document, rules.lexicon)).take(MOST).collect();
    if !apart.iter().any(|it| it.is_sure) {
        return;
    }
    let mut folder = Folder::default();
    let mut lines = std::mem::take(&mut document.lines);
    for Apart { line, space, .. } in apart.into_iter().filter(|it| it.is_likely) {
        let old = &lines[line];
        let start = old.span.start;
        // Where the text is another one than the input, its bytes stand elsewhere.
        if !input[start..].starts_with(&old.text[..=space]) {
            continue;
        }
        let text = format!("{}{}", &old.text[..space], &old.text[space + 1..]);
        let pieces = std::slice::from_ref(old);
        let Some(mut new) = merge::rewritten(document, &mut folder, pieces, text) else { continue };
        new.facts = classify::facts_of(&new.text, &document.keys[new.key.clone()], rules);
        document.alterations.push(Alteration {
            span: start + space..start + space + 1,
            line: new.number,
            kind: AlterationKind::Joined,
            after: String::new(),
        });
        lines[line] = new;
    }
    document.lines = lines;
}

/// Whether a word stands in a text.
pub(super) fn says(text: &str, word: &str) -> bool {
    let is_end = |char: Option<char>| !char.is_some_and(is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        is_end(text[..at].chars().next_back()) && is_end(text[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use crate::stage::page::join::tests::joined;

    #[test]
    fn the_first_letter_of_a_text() {
        for (input, lines) in [
            ("T\nhe ferry runs again.", &["The ferry runs again."][..]),
            ("“T\nhe ferry runs again.", &["“The ferry runs again."]),
            ("T\r\nhe ferry runs again.", &["The ferry runs again."]),
            ("Ш\nторм прошёл над гаванью ночью.", &["Шторм прошёл над гаванью ночью."]),
            ("T\n\nhe ferry runs again.", &["T", "he ferry runs again."]),
            // With a space at the break the two are words of a sentence.
            ("T \nhe ferry runs again.", &["T he ferry runs again."]),
            ("T\n he ferry runs again.", &["T he ferry runs again."]),
            ("T\nThe ferry runs again.", &["T", "The ferry runs again."]),
            ("t\nhe ferry runs again.", &["t", "he ferry runs again."]),
            ("Th\ne ferry runs again.", &["Th", "e ferry runs again."]),
            // A short line, and what it goes on to.
            ("X\ngithub link here", &["X", "github link here"]),
            ("V\nellmark city port", &["V", "ellmark city port"]),
            ("V\nellmark\n\nThe port of Vellmark.", &["Vellmark", "The port of Vellmark."]),
            (
                "V\nellmark\n\nThe Vellmarkers said no.",
                &["V", "ellmark", "The Vellmarkers said no."],
            ),
            ("V\nellmark\n\nThe Oldvellmark port.", &["V", "ellmark", "The Oldvellmark port."]),
            // A letter that is a word.
            ("A\nwoman of the harbour spoke.", &["A", "woman of the harbour spoke."]),
            ("A\nnd so the ferry runs.", &["And so the ferry runs."]),
            (
                "A\ndmiral Bell of the harbour spoke.\n\nThe admiral left.",
                &["Admiral Bell of the harbour spoke.", "The admiral left."],
            ),
            // It goes on further below.
            (
                "T\nhe ferry of the harbour\nNorth Star\nruns again.",
                &["The ferry of the harbour North Star runs again."],
            ),
            ("S\nhare", &["S", "hare"]),
        ] {
            assert_eq!(joined(input), lines, "{input:?}");
        }
    }

    #[test]
    fn a_first_letter_with_a_space_behind_it() {
        let known = "The former mayor of Vellmark left.";
        for (line, becomes) in [
            ("F ormer mayor Lena Marsh is back.", "Former mayor Lena Marsh is back."),
            ("“F ormer mayor Lena Marsh is back.”", "“Former mayor Lena Marsh is back.”"),
            // No known word.
            ("X leadership has said no to that.", "X leadership has said no to that."),
            ("T cells are not of the mayor.", "T cells are not of the mayor."),
            // A rest that is a word.
            ("D own the river lies the town.", "D own the river lies the town."),
            ("A former mayor of the town is back.", "A former mayor of the town is back."),
            ("F ormer mayor back.", "F ormer mayor back."),
            ("f ormer mayor Lena Marsh is back.", "f ormer mayor Lena Marsh is back."),
            ("F  ormer mayor Lena Marsh is back.", "F  ormer mayor Lena Marsh is back."),
            ("- F ormer mayor Lena Marsh is back.", "- F ormer mayor Lena Marsh is back."),
        ] {
            assert_eq!(joined(&format!("{known}\n\n{line}")), [known, becomes]);
        }
        // What is sure of one line is likely of others.
        let sure = "F ormer mayor Lena Marsh is back.";
        for (line, becomes) in [
            ("P erhaps she will stay this time.", "Perhaps she will stay this time."),
            ("A nd so she left the old town.", "And so she left the old town."),
            ("A nnabel Marsh left the old town.", "A nnabel Marsh left the old town."),
            ("A mayor of the old town is back.", "A mayor of the old town is back."),
            ("A long way to the old town.", "A long way to the old town."),
            ("T he old town has a mayor.", "The old town has a mayor."),
            ("R is no word of the town.", "R is no word of the town."),
        ] {
            let input = format!("{known}\n\n{sure}\n\n{line}");
            let former = "Former mayor Lena Marsh is back.";
            assert_eq!(joined(&input), [known, former, becomes], "{line}");
        }
    }
}
