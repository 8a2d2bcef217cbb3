//! What stands around a story: breadcrumbs, tags, notes, rights, the author's box.

use memchr::memchr;

use crate::compare::{key, tokens};
use crate::recognize::Lexicon;
use crate::recognize::end_note;
use crate::recognize::forms::Forms;
use crate::recognize::forms::table::Start;
use crate::recognize::forms::who;
use crate::recognize::letters::Class;
use crate::recognize::shape::{End, Shape, has_inner_stop};

/// Words of a line that names another story.
const MOST_TEASER_WORDS: usize = 28;
/// Longest sign-off, in bytes with its brackets: four sets of initials.
const LONGEST_SIGN_OFF: usize = 40;
/// Words of the middle parts of a breadcrumb; the last one may be a headline.
const CRUMB_WORDS: usize = 5;
/// Longest breadcrumb, in bytes.
const LONGEST_CRUMBS: usize = 260;
/// Words of a line of tags whose label has no colon.
const MOST_TAG_WORDS: usize = 30;
/// Bytes of a line of rights that only its first words tell: longer ones are paragraphs about a
/// copyright.
const LONGEST_RIGHTS: usize = 400;

/// `found`: what was found of the line so far.
pub(super) fn of(text: &str, key: &str, shape: Shape, found: Forms, lexicon: &Lexicon) -> Forms {
    let lists = &lexicon.lists;
    let mut forms = tags(text, key, shape, lexicon)
        | rights(text, key, shape, lexicon)
        | correction(key, lexicon);
    if end_note::is_end_note(text, key, shape, lexicon) {
        forms |= Forms::END_NOTE;
    }
    if is_sign_off(text, key, lexicon) {
        forms |= Forms::SIGN_OFF | Forms::END_NOTE;
    }
    if is_source(text, key, shape, lexicon) {
        forms |= Forms::SOURCE_LINE;
    }
    if is_author_box(text, key, shape, lexicon) {
        forms |= Forms::AUTHOR_BOX;
    }
    if shape.end != End::Stop {
        if is_breadcrumb(text, shape, lexicon)
            && !found.has(Forms::PREV_NEXT.or(Forms::SHARE).or(Forms::DATE))
        {
            forms |= Forms::BREADCRUMB;
        }
        let start = key.trim_start_matches([
            '(', '[', '>', '"', '\'', '-', '•', '*', '»', '→', '▶', '►', '|', ' ',
        ]);
        let label = lists.read_also.at_start(start);
        let may_be_headline = |label: &str| {
            start.len() > label.len() && tokens::count(start).total() <= MOST_TEASER_WORDS
        };
        let is_alone = |label: &str| !start[label.len()..].contains(char::is_alphanumeric);
        if label.is_some_and(is_alone) {
            forms |= Forms::RELATED_LABEL;
        } else if label.is_some_and(may_be_headline) && !has_inner_stop(text) {
            forms |= Forms::READ_ALSO;
        }
    }
    forms
}

/// A label of tags alone, or with the tags.
fn tags(text: &str, key: &str, shape: Shape, lexicon: &Lexicon) -> Forms {
    let start = key.trim_start_matches(['#', '•', '-', '*', ' ']);
    let Some(label) = lexicon.lists.forms.start(Start::TagsLabel).at_start(start) else {
        return Forms::NONE;
    };
    let rest = start[label.len()..].trim_start();
    let list = rest.trim_start_matches([':', '|', '-', '/', '»', '>', ' ', '#']);
    if list.is_empty() {
        return Forms::TAGS_LABEL;
    }
    // Without a colon, only commas or hashes make a list of what follows.
    let is_marked = rest.starts_with([':', '#', '|']) || text.contains('#') || label.ends_with(':');
    let has_colon = rest.starts_with(':') || label.ends_with(':');
    let is_list = shape.end != End::Stop
        && !has_inner_stop(text)
        && (has_colon || list.split(' ').count() <= MOST_TAG_WORDS);
    Forms::when(is_marked && is_list, Forms::TAGS)
}

/// `© 2022 Harbour Times`, `Copyright 2022 ...`, `All rights reserved.`
fn rights(text: &str, key: &str, shape: Shape, lexicon: &Lexicon) -> Forms {
    if key.len() > LONGEST_RIGHTS {
        return Forms::NONE;
    }
    let phrases = lexicon.lists.forms.start(Start::Rights);
    let signed =
        text.starts_with(['©', 'Ⓒ', 'ⓒ']) || key.starts_with("(c)") || key.starts_with("copyright");
    if signed
        && (has_year(key)
            || key.starts_with("copyright ©")
            || key.starts_with("copyright:")
            || key.starts_with("copyright(c)"))
    {
        return Forms::RIGHTS;
    }
    let is_sign = |char: char| !char.is_alphanumeric();
    let phrase_at = |at: usize| Some((at, phrases.at_start(&key[at..])?.len()));
    // Nearly no line has one of these, and only where one stands the places inside the line are
    // looked at.
    let may_be_inside =
        || signed || lexicon.lists.forms.may_end_with_rights(key) || text.contains('©');
    let inside = || if may_be_inside() { after_signs(key).find_map(phrase_at) } else { None };
    let Some((at, length)) = phrase_at(0).or_else(inside) else {
        debug_assert!(
            after_signs(key)
                .find_map(phrase_at)
                .is_none_or(|(at, length)| !key[at + length..].chars().all(is_sign)),
            "rights at the end are passed over: {key}"
        );
        return Forms::NONE;
    };
    // At the start or the end of a line; inside it only beside the sign.
    let is_at_end = key[at + length..].chars().all(is_sign);
    let is_sentence =
        shape.end == End::Stop && at == 0 && !has_inner_stop(text) && key.len() > 4 * length;
    Forms::when(
        (at == 0 || is_at_end || signed || text.contains('©')) && !is_sentence,
        Forms::RIGHTS,
    )
}

/// Where something may begin inside a key: behind each sign. Most signs are of ASCII, and most
/// bytes are of letters.
fn after_signs(key: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let byte = *key.as_bytes().get(at)?;
            if byte < 0x80 {
                at += 1;
                if !byte.is_ascii_alphanumeric() {
                    return Some(at);
                }
                continue;
            }
            let char = key[at..].chars().next()?;
            at += char.len_utf8();
            if !Class::of(char).is(Class::ALPHANUMERIC) {
                return Some(at);
            }
        }
    })
}

/// Whether a number of this century or the last one stands in a key.
fn has_year(key: &str) -> bool {
    let mut numbers = key.split(|char: char| !char.is_ascii_digit());
    numbers
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

/// How a correction begins, in brackets or not.
fn correction(key: &str, lexicon: &Lexicon) -> Forms {
    let start = key.trim_start_matches(['(', '[', '*', '-', '"', '【', ' ']);
    Forms::when(
        lexicon.lists.forms.start(Start::Correction).at_start(start).is_some(),
        Forms::CORRECTION,
    )
}

/// Initials or agencies in brackets, or an agency behind a dash: `(dpa/tk)`, `[drg/rfs]`, `— AFP`.
fn is_sign_off(text: &str, key: &str, lexicon: &Lexicon) -> bool {
    if text.len() > LONGEST_SIGN_OFF {
        return false;
    }
    if let Some(agency) = text.strip_prefix(['—', '–', '-']) {
        return lexicon.is_agency(&key::of(agency.trim()));
    }
    let inner = [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')].into_iter().find_map(
        |(open, close)| text.trim_end_matches(['.', '。']).strip_prefix(open)?.strip_suffix(close),
    );
    let Some(inner) = inner else { return false };
    let is_initials = |part: &str| {
        let letters = part.chars().count();
        let same_case =
            part.chars().all(char::is_lowercase) || part.chars().all(char::is_uppercase);
        (2..=4).contains(&letters) && part.chars().all(char::is_alphabetic) && same_case
    };
    let is_part = |part: &str| is_initials(part) || lexicon.is_agency(&key::of(part));
    let parts = inner.split(['/', ',', '-', '|']).map(str::trim);
    !key.is_empty()
        && !inner.is_empty()
        && parts.clone().count() <= 4
        && parts.into_iter().all(is_part)
}

/// `Source: dpa`, `来源：新华社`: a label with its colon, and few words.
fn is_source(text: &str, key: &str, shape: Shape, lexicon: &Lexicon) -> bool {
    let start = key.trim_start_matches(['(', '[', '*', '-', '•', ' ']);
    let Some(label) = lexicon.lists.forms.start(Start::SourceLabel).at_start(start) else {
        return false;
    };
    let rest = start[label.len()..].trim_start();
    let is_marked = rest.starts_with([':', '/', '|', '=']) || label.ends_with(':');
    let name = rest.trim_start_matches([':', '/', '|', '=', ' ']);
    let words = name.split(' ').count();
    is_marked
        && !name.is_empty()
        && words <= 8
        && name.chars().count() <= 80
        && shape.end != End::Stop
        && !has_inner_stop(text)
}

/// `Lena Marsh is a reporter at ...`, `Lena Marsh covers politics`: a name at the start, and who
/// that is.
fn is_author_box(text: &str, key: &str, shape: Shape, lexicon: &Lexicon) -> bool {
    let forms = &lexicon.lists.forms;
    let (is, does) = (forms.start(Start::AuthorIs), forms.start(Start::AuthorDoes));
    if shape.end == End::Pause || text.len() > 500 {
        return false;
    }
    let may_begin_with_name = who::may_begin_with_name(text);
    if !may_begin_with_name && !cfg!(debug_assertions) {
        return false;
    }
    // The name has two to four words, also in the key.
    let is_end = |(at, byte)| matches!(byte, b' ' | b',').then_some(at);
    let mut ends = key.bytes().enumerate().filter_map(is_end).skip(1).take(4);
    ends.any(|at| {
        let rest = key[at..].trim_start_matches([' ', ',', '-']);
        let name = || {
            let words = key[..at].trim_end_matches(',').split(' ').count();
            let end = text.match_indices(' ').nth(words - 1).map_or(text.len(), |(at, _)| at);
            let name = text[..end].trim_end_matches([',', ' ', '-', '–', '—']);
            let is_name = who::is_name(name, lexicon);
            debug_assert!(may_begin_with_name || !is_name, "a name is passed over: {name}");
            is_name && !name.ends_with('.')
        };
        if does.at_start(rest).is_some() {
            return name();
        }
        let Some(verb) = is.at_start(rest) else { return false };
        has_role(rest[verb.len()..].trim_start(), lexicon) && name()
    })
}

/// Whether a role stands among the first words of what is said of a person.
fn has_role(rest: &str, lexicon: &Lexicon) -> bool {
    /// `an award-winning senior foreign affairs correspondent`
    const FIRST_WORDS: usize = 6;
    let roles = lexicon.lists.forms.start(Start::Role);
    let starts =
        std::iter::once(0).chain(rest.match_indices(' ').map(|(at, _)| at + 1)).take(FIRST_WORDS);
    // Past a comma something else is said.
    starts
        .take_while(|&at| !rest[..at].contains([',', '.', ';']))
        .any(|at| roles.at_start(&rest[at..]).is_some())
}

/// Whether one of the bytes stands in a text that the signs of breadcrumbs begin with: one pass in
/// place of one for each sign.
fn may_have_crumbs(text: &str) -> bool {
    let starts = |byte: &u8| matches!(byte, b'>' | b'/' | b'|' | b':' | b'-' | 0xc2 | 0xe2);
    text.bytes().fold(false, |found, byte| found | starts(&byte))
}

/// `Home > World > Africa`: short parts with one sign between them. Signs that join other things
/// too need a first part that breadcrumbs begin with.
fn is_breadcrumb(text: &str, shape: Shape, lexicon: &Lexicon) -> bool {
    if text.len() > LONGEST_CRUMBS
        || shape.end == End::Mark && text.contains('?')
        || !may_have_crumbs(text)
    {
        return false;
    }
    let line = text.trim_matches(|char: char| {
        char.is_whitespace() || matches!(char, '»' | '«' | '>' | '›' | '/' | '|' | '→')
    });
    for (sign, is_sure) in [
        (">", true),
        (" » ", true),
        ("›", true),
        ("→", true),
        (" « ", true),
        ("‹", true),
        ("»", false),
        (" / ", false),
        (" | ", false),
        ("/", false),
        (" • ", false),
        (" · ", false),
        (" - ", false),
        ("::", false),
    ] {
        // The sign's own byte first, which is found faster.
        if memchr(sign.trim_start().as_bytes()[0], line.as_bytes()).is_none()
            || !line.contains(sign)
        {
            continue;
        }
        let parts = || line.split(sign).map(str::trim);
        let count = parts().count();
        let first = key::of(parts().next().unwrap_or_default());
        let is_home = lexicon.lists.forms.start(Start::Home).contains(&first);
        let is_section = || lexicon.lists.forms.is_one_of(Forms::SECTION_LABEL, &first);
        let known = is_home
            || is_section()
                && parts().skip(1).all(|part| {
                    // After a section alone every part has to be short: `World / The port opens` is
                    // a kicker and a headline.
                    part.split_whitespace().count() <= 3
                });
        let fits = parts().enumerate().all(|(at, part)| {
            let words = part.split_whitespace().count();
            let is_last = at + 1 == count;
            !part.is_empty()
                && (words <= CRUMB_WORDS || is_last && words <= 20)
                && part.chars().count() <= if is_last { 140 } else { 40 }
        });
        let is_plain =
            || parts().all(|part| part.chars().next().is_some_and(|first| !first.is_numeric()));
        if fits
            && count >= 2
            && (known
                || is_sure
                    && is_plain()
                    && (count >= 3
                        || parts().all(|part| part.split_whitespace().count() <= CRUMB_WORDS)))
        {
            return true;
        }
    }
    false
}
