//! Photo credits: at the end of a caption, or a line of their own.

mod behind;
mod maker;

pub(crate) use behind::{SIGNED_WORDS, name_behind};

use std::ops::Range;

use memchr::{memchr2, memmem, memrchr2};

use crate::compare::key;
use crate::compare::tokens::is_unspaced;
use crate::recognize::Lexicon;
use crate::recognize::forms::Forms;
use crate::recognize::shape::{is_stop, sentence_ends};

/// Longest name before an agency in brackets, in bytes.
const LONGEST_NAME: usize = 60;
/// Longest credit, in bytes.
const LONGEST: usize = 140;

/// Longest word of an unspaced script that may be a name, in code points. Names of people have two
/// to five in Han and up to twelve in kana (`レオナルド・ディカプリオ`); what is longer is a
/// sentence.
const LONGEST_UNSPACED_NAME: usize = 12;

/// A credit at the end of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    /// Where the text before it ends.
    pub(crate) text_end: usize,
    /// The credit without brackets and dashes.
    pub(crate) inner: Range<usize>,
    /// Whether it can only belong to a picture. `(AFP)` may also end a paragraph.
    pub(crate) strong: bool,
}

/// The credit that `text`, with this key, ends with, if any.
pub(crate) fn at_end(text: &str, folded: &str, lexicon: &Lexicon) -> Option<Credit> {
    let last = text.chars().next_back()?;
    match last {
        ')' | '）' | ']' | '】' => {
            bracketed(text, lexicon).or_else(|| before_house(text, folded, lexicon))
        }
        '.' => {
            let bare = &text[..text.len() - 1];
            let from = bare.floor_char_boundary(bare.len().saturating_sub(LONGEST));
            let label = if bare[from..].contains(':') { after_label(bare, lexicon) } else { None };
            label
                .or_else(|| before_rights(text, folded))
                .or_else(|| maker::at_end(text, folded, lexicon))
        }
        _ if is_stop(last)
            || matches!(last, '?' | '!' | ',' | ':' | '؟' | '"' | '\'' | '”' | '’' | '»' | '“') =>
        {
            None
        }
        _ => unbracketed(text, folded, lexicon)
            .or_else(|| maker::at_end(text, folded, lexicon))
            .filter(|_| !is_headline_after_label(text, lexicon)),
    }
}

fn unbracketed(text: &str, folded: &str, lexicon: &Lexicon) -> Option<Credit> {
    if !may_be_unbracketed(text, folded, lexicon) {
        return None;
    }
    after_label(text, lexicon)
        .or_else(|| after_sentence(text, lexicon))
        .or_else(|| by_first_words(text, lexicon))
        .or_else(|| before_agency(text, lexicon))
        .or_else(|| after_sign(text))
}

/// Whether a text ends as credits without brackets do: with a sign of theirs, or the last word of
/// an agency.
fn may_be_unbracketed(text: &str, folded: &str, lexicon: &Lexicon) -> bool {
    let tail = &text[text.floor_char_boundary(text.len().saturating_sub(LONGEST))..];
    let last = memrchr2(b' ', b'-', folded.as_bytes()).map_or(folded, |at| &folded[at + 1..]);
    memchr2(b':', b'/', tail.as_bytes()).is_some()
        || !tail.is_ascii() && tail.contains(['©', '：', '摄', '攝'])
        || memmem::find(tail.as_bytes(), b" for ").is_some()
        || lexicon.ends_credit(last)
}

fn bracketed(text: &str, lexicon: &Lexicon) -> Option<Credit> {
    let close = text.char_indices().next_back()?.0;
    let opens = if text.ends_with([')', '）']) { ['(', '（'] } else { ['[', '【'] };
    let open = text[..close].rfind(opens)?;
    let inner = trimmed(text, open + text[open..].chars().next()?.len_utf8()..close);
    let square = text.ends_with([']', '】']);
    let text_end = end_before(text, open);
    let printed = &text[inner.clone()];
    let after_stop = text[..text_end].ends_with(is_stop);
    let judged = judge(printed, square, lexicon);
    if let Some(label) = judged.and_then(|_| after_label(&text[..text_end], lexicon)) {
        return Some(Credit { inner: label.inner.start..text.len(), ..label });
    }
    if judged.is_some()
        && let Some(start) = name_before(text, text_end)
    {
        return Some(Credit {
            text_end: end_before(text, start),
            inner: start..text.len(),
            strong: true,
        });
    }
    let strong = judged.or_else(|| {
        let is_house = after_stop && (is_outlet(printed) || is_name_and_initials(printed));
        (is_house || has_words(&text[..text_end]) && is_name_and_house(printed)).then_some(false)
    })?;
    Some(Credit { text_end, inner, strong })
}

/// `Photo: Lena Marsh and Omar Vane (Harbour Post)`, `© Lena Marsh (hbc)`: a house in brackets behind
/// names with a label or a sign.
fn before_house(text: &str, folded: &str, lexicon: &Lexicon) -> Option<Credit> {
    let open = text.rfind(['(', '（'])?;
    let house = text[open..].trim_matches(['(', '（', ')', '）']);
    let from = text.floor_char_boundary(open.saturating_sub(LONGEST));
    let sign = text[from..open].rfind('©').map(|at| from + at + '©'.len_utf8());
    let is_signed = sign.is_some_and(|sign| is_full_name(text[sign..open].trim()));
    let is_house = (1..=3).contains(&house.split_whitespace().count())
        && (is_signed || house.split_whitespace().all(|word| word.starts_with(char::is_uppercase)));
    let may_be = is_house
        && may_be_unbracketed(text, folded, lexicon)
        && !is_headline_after_label(text, lexicon);
    may_be.then(|| after_label(text, lexicon)).flatten()
}

/// A credit without the house in brackets behind its names.
fn without_house(names: &str) -> &str {
    names.split(['(', '（']).next().unwrap_or(names).trim()
}

/// Where a name begins that stands alone between a sentence's end and the agency in brackets: `...
/// on Monday. Lena Marsh (AFP)`.
fn name_before(text: &str, end: usize) -> Option<usize> {
    let from = text.floor_char_boundary(end.saturating_sub(LONGEST_NAME));
    let stop = from + text[from..end].rfind(is_stop)?;
    let start = stop + text[stop..end].find(' ')? + 1;
    let name = &text[start..end];
    let is_full = (2..=4).contains(&name.split(' ').count())
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (is_full && !ends_with_initial(&text[..stop])).then_some(start)
}

/// Whether a text ends with a single capital: the full stop after it ends no sentence.
fn ends_with_initial(text: &str) -> bool {
    let mut chars = text.chars().rev();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_none_or(|before| !before.is_alphanumeric())
}

/// `Lena Marsh/CBC`: a name, and a house in capitals.
fn is_name_and_initials(text: &str) -> bool {
    let Some((name, house)) = text.rsplit_once('/') else { return false };
    let is_house =
        (2..=6).contains(&house.trim().len()) && house.trim().chars().all(char::is_uppercase);
    is_house && name.split_whitespace().count() >= 2 && is_name(name)
}

/// Whether a bracketed text after a sentence may be the name of a paper: a few words, each with a
/// capital.
fn is_outlet(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (2..=5).contains(&words)
        && text.chars().all(|char| char.is_alphabetic() || char == ' ')
        && text.split(' ').all(|word| word.starts_with(char::is_uppercase))
}

/// `Photo: Lena Marsh`, `© dpa`
fn after_label(text: &str, lexicon: &Lexicon) -> Option<Credit> {
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    if let Some(at) = text[from..].rfind('©') {
        let inner = trimmed(text, from + at..text.len());
        // `Bild © Lena Marsh`, but not `Copyright © 2026 Harbour Post`.
        let is_name = is_full_name(without_house(text[from + at..].trim_start_matches('©').trim()));
        let is_rights = |&label: &usize| key::of(&text[label..]).starts_with("copyright");
        let label =
            label_start(text, from + at, lexicon).filter(|label| is_name && !is_rights(label));
        let start = label.unwrap_or(from + at);
        return (inner.len() > 3).then(|| Credit {
            text_end: end_before(text, start),
            inner: start..inner.end,
            strong: true,
        });
    }
    let colon = from + text[from..].find([':', '：'])?;
    let name = text[colon..].trim_start_matches([':', '：', ' ', '\u{a0}']);
    let start = label_start(text, colon, lexicon)?;
    let (first, others) = name.split_at(sentence_ends(name).next().unwrap_or(name.len()));
    let fits = !name.is_empty()
        && first.split_whitespace().count() <= 10
        && (others.is_empty() || is_staff(others));
    fits.then(|| Credit {
        text_end: end_before(text, start),
        inner: start..text.len(),
        strong: true,
    })
}

/// `Styling: Lena Marsh. Hair: Omar Vane`: who else was at a picture.
fn is_staff(text: &str) -> bool {
    let mut from = 0;
    let ends: Vec<usize> = sentence_ends(text).chain([text.len()]).collect();
    ends.into_iter().all(|end| {
        let entry = text[std::mem::replace(&mut from, end)..end].trim().trim_end_matches(is_stop);
        let Some((role, name)) = entry.split_once(':') else { return false };
        (1..=2).contains(&role.split_whitespace().count()) && is_full_name(name.trim())
    })
}

/// Words in small letters after a label that no name and no house has: `Video: traders bang pans on
/// the quay`.
const SAID_WORDS: usize = 5;

/// Whether a label begins a line and what follows is rather a headline: most of its words have a
/// small letter.
fn is_headline_after_label(text: &str, lexicon: &Lexicon) -> bool {
    let Some((label, rest)) =
        text.split_once([':', '：']).filter(|(label, _)| label.len() <= LONGEST)
    else {
        return false;
    };
    let small = rest.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    let is_said = small >= SAID_WORDS && small * 4 >= rest.split_whitespace().count() * 3;
    is_said && label_start(text, label.len(), lexicon) == Some(0)
}

/// Where the label begins that ends before byte `colon`.
fn label_start(text: &str, colon: usize, lexicon: &Lexicon) -> Option<usize> {
    let before = text[..colon].trim_end();
    let starts = before.char_indices().rev().filter(|&(at, char)| {
        !char.is_whitespace()
            && before[..at]
                .chars()
                .next_back()
                .is_none_or(|left| !left.is_alphanumeric() || left as u32 >= 0x2e80)
    });
    starts
        .take(4)
        .map(|(at, _)| at)
        .filter(|&at| lexicon.lists.credit_labels.contains(&key::of(&before[at..])))
        .filter(|&at| !goes_on(before, at))
        .last()
}

/// Whether a small letter goes on at byte `at` with the sentence before it, which a label does not:
/// `the words on the screen: ...`.
fn goes_on(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    text[at..].starts_with(char::is_lowercase) && before.ends_with(char::is_alphanumeric)
}

/// `REUTERS/Lena Marsh`, `- LENA MARSH / AFP`, `AFP` after the end of a sentence or a dash.
fn after_sentence(text: &str, lexicon: &Lexicon) -> Option<Credit> {
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    let stops = text.rmatch_indices(is_stop).take_while(|(at, _)| *at > from);
    let stops =
        stops.filter(|(at, _)| !ends_with_initial(&text[..*at])).map(|(at, stop)| at + stop.len());
    let stops = stops.filter(|&at| {
        text[at..].starts_with(' ') || text[..at].ends_with(|stop| stop as u32 >= 0x3000)
    });
    let is_spaced = |at: usize, dash: &str| {
        text[..at].ends_with(' ') && text[at + dash.len()..].starts_with(' ')
    };
    let dash = text
        .rmatch_indices(['-', '–', '—', '|'])
        .take_while(|(at, _)| *at > from)
        .find(|(at, dash)| is_spaced(*at, dash))
        .map(|(at, _)| at - 1);
    let whole = (from == 0).then_some(0);
    // In a script without spaces a space is a sign: what follows it is no part of the sentence.
    let space = text
        .rfind(' ')
        .filter(|&at| at > from && text[..at].chars().next_back().is_some_and(is_unspaced));
    stops.chain(dash).chain(whole).chain(space).find_map(|start| {
        let inner = trimmed(text, start..text.len());
        let printed = &text[inner.clone()];
        let for_house = || {
            let before = &text[..start];
            let is_name = || {
                is_name_for_house(printed, lexicon)
                    || may_be_alone(printed, lexicon)
                    || is_name_and_house(printed)
            };
            (before.ends_with(is_stop) && has_words(before) && is_name()).then_some(false)
        };
        let strong = judge(printed, false, lexicon).or_else(for_house)?;
        // After a dash, an agency alone may be the name of the site.
        let is_site = !strong && Some(start) == dash && start > 0;
        (!is_site).then_some(Credit { text_end: end_before(text, start), inner, strong })
    })
}

/// `AP Photo/Lena Marsh` with no sentence end before it: the agency and the slash say enough.
fn by_first_words(text: &str, lexicon: &Lexicon) -> Option<Credit> {
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    let slash = from + text[from..].rfind('/')?;
    let starts = text[..slash]
        .char_indices()
        .rev()
        .filter(|&(at, char)| char.is_uppercase() && text[..at].ends_with(' '));
    starts.take(4).map(|(at, _)| at).take_while(|&at| at >= from).find_map(|start| {
        let inner = trimmed(text, start..text.len());
        let tail = &text[inner.clone()];
        let agency =
            tail.split(['/', ' ']).next().is_some_and(|word| lexicon.is_agency(&key::of(word)));
        (agency && judge(tail, false, lexicon)?).then(|| Credit {
            text_end: end_before(text, start),
            inner,
            strong: true,
        })
    })
}

/// `Lena Marsh/AFP` with no sentence end before it: the agency, and a name that begins behind a
/// small word or a number.
fn before_agency(text: &str, lexicon: &Lexicon) -> Option<Credit> {
    let slash = text.rfind('/')?;
    if !lexicon.is_agency(key::of(&text[slash + 1..]).trim()) {
        return None;
    }
    let starts = capitals(text, slash);
    let start = *starts.last().filter(|_| NAME_WORDS.contains(&starts.len()))?;
    let text_end = end_before(text, start);
    let inner = start..text.len();
    has_words(&text[..text_end]).then_some(Credit { text_end, inner, strong: true })
}

/// `Lena Marsh/Copyright 2026 The Harbour Press. All rights reserved.`
fn before_rights(text: &str, folded: &str) -> Option<Credit> {
    if !folded.trim_end_matches('.').ends_with("all rights reserved") {
        return None;
    }
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    let slash = from + text[from..].find("/Copyright")?;
    // German nouns before a name have capitals, too.
    let starts = capitals(text, slash);
    let start = *starts[..starts.len().min(*NAME_WORDS.end())].last()?;
    Some(Credit { text_end: end_before(text, start), inner: start..text.len(), strong: true })
}

/// Where the words with a capital begin that stand in a row before byte `end`, from the last one
/// back to a small word, a number, or the end of a sentence.
fn capitals(text: &str, end: usize) -> Vec<usize> {
    let from = text.floor_char_boundary(end.saturating_sub(LONGEST_NAME));
    let before = text[from..end].trim_end();
    let gaps = before.rmatch_indices(' ').map(|(at, _)| at + 1).chain((from == 0).then_some(0));
    let (mut starts, mut last) = (Vec::new(), before.len());
    for at in gaps {
        let word = before[at..last].trim();
        let is_over = word.ends_with(',') || word.ends_with('.') && word.chars().count() > 2;
        if !word.starts_with(char::is_uppercase) || is_over {
            break;
        }
        last = at;
        starts.push(from + at);
    }
    starts
}

/// `... - Lena Marsh/Harbour Institute`, `... / Lena Marsh`: a sign with blanks around it, and a
/// name. It may as well name two teams, so that the line's place must speak for a caption, too.
fn after_sign(text: &str) -> Option<Credit> {
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    let (at, sign) = [" - ", " – ", " — ", " | ", " / "]
        .iter()
        .filter_map(|sign| text[from..].find(sign).map(|at| (from + at, *sign)))
        .min()?;
    let inner = trimmed(text, at + sign.len()..text.len());
    let printed = &text[inner.clone()];
    let is_signed = is_name_and_house(printed) || sign == " / " && is_full_name(printed);
    (is_signed && has_words(&text[..at])).then(|| Credit {
        text_end: end_before(text, at),
        inner,
        strong: false,
    })
}

/// Words of a caption before a credit that no agency is in. What is shorter is a headline with two
/// names as likely.
const CAPTION_WORDS: usize = 6;

fn has_words(text: &str) -> bool {
    text.split_whitespace().take(CAPTION_WORDS).count() == CAPTION_WORDS
}

/// `Lena Marsh for The Harbour Ledger`, and not `Sign Up for The Harbour Letter`.
fn is_name_for_house(text: &str, lexicon: &Lexicon) -> bool {
    text.split_once(" for ").is_some_and(|(name, house)| {
        is_full_name(name)
            && NAME_WORDS.contains(&name.split(' ').count())
            && lexicon.lists.widgets.find(&key::of(name)).is_none()
            && house.split(' ').count() <= HOUSE_WORDS
            && house.starts_with(char::is_uppercase)
    })
}

/// Two to four words, each with a capital, and nothing but letters: the name of one person.
fn is_full_name(text: &str) -> bool {
    (2..=4).contains(&text.split_whitespace().count()) && text.split_whitespace().all(is_name_word)
}

/// Whether a word has a capital and nothing but the letters and signs of names.
fn is_name_word(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.all(|char| char.is_alphabetic() || matches!(char, '.' | '-' | '’' | '\''))
}

/// `Lena Marsh/HBC`, `Lena Marsh / Harbour Ledger`: the name of a person and of a house, nothing
/// else. A row of a table and a pair of players look like it, too: its place tells.
pub(crate) fn may_be_alone(text: &str, lexicon: &Lexicon) -> bool {
    let Some((name, house)) = text.split_once('/') else { return false };
    let is_large = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(char::is_alphabetic)
            && !lexicon.is_light(word)
    };
    let words = house.split_whitespace();
    is_full_name(name.trim())
        && NAME_WORDS.contains(&name.split_whitespace().count())
        && !name.split_whitespace().any(|word| lexicon.is_light(word))
        && (1..=LONE_HOUSE_WORDS).contains(&words.clone().count())
        && words.clone().all(is_large)
}

/// `Lena Marsh/The Harbour Ledger`: a name, and a house of two words or more.
fn is_name_and_house(text: &str) -> bool {
    let Some((name, house)) = text.split_once('/') else { return false };
    let words = house.split_whitespace().count();
    let is_house = (2..=5).contains(&words)
        && house
            .trim()
            .chars()
            .all(|char| char.is_alphabetic() || matches!(char, ' ' | '.' | '&' | '-'));
    is_full_name(name.trim())
        && is_house
        && house
            .split_whitespace()
            .all(|word| word.len() <= 3 || word.starts_with(char::is_uppercase))
}

/// Words of a house behind a name, with no caption before them.
const LONE_HOUSE_WORDS: usize = 2;
/// Words of a house's name.
const HOUSE_WORDS: usize = 5;
/// Words of one person's name with no sign before it.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=3;
/// Words of a credit: two names, a house and what they did.
const MOST_WORDS: usize = 12;

#[derive(Default)]
struct Parts {
    agencies: usize,
    words: usize,
    names: usize,
}

/// Whether `text` reads like a credit, and if so, whether it can only belong to a picture.
fn judge(text: &str, square: bool, lexicon: &Lexicon) -> Option<bool> {
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    let words = text.split_whitespace().filter(is_word).count();
    if !(1..=MOST_WORDS).contains(&words) || text.len() > LONGEST {
        return None;
    }
    let folded = key::of(text);
    let folded = folded.trim_matches(['"', '\'', ' ', '-', '=']);
    // In German the name of an Iranian agency is the button of a text that was cut.
    let is_button = || lexicon.is_line_of(Forms::EXPAND, folded);
    judge_folded(text, folded, square, lexicon).filter(|_| !is_button())
}

/// The same of a text with its key, buttons not told apart.
fn judge_folded(text: &str, folded: &str, square: bool, lexicon: &Lexicon) -> Option<bool> {
    if let Some(label) = lexicon.lists.credit_labels.at_start(folded) {
        let rest = folded[label.len()..].trim_start();
        let sign = rest.starts_with([':', '/', '=', '：']);
        if sign || label.contains(' ') && !rest.is_empty() {
            return Some(true);
        }
    }
    if let Some(start) = lexicon.lists.caption_starts.at_start(folded)
        && folded[start.len()..].trim_start().starts_with(':')
    {
        return Some(true);
    }
    if ["摄", "攝", "撮影", "提供"].iter().any(|end| folded.ends_with(end)) {
        return (folded.chars().count() <= 24).then_some(true);
    }
    if let Some((_, agency)) = folded.rsplit_once(" via ") {
        return is_signed(agency, lexicon).then_some(true);
    }
    let separators: &[char] =
        if square { &['/', '|', ',', '=', '—', '–'] } else { &['/', '|', ',', '—', '–'] };
    let mut parts = Parts::default();
    for part in text.split(separators).map(str::trim).filter(|part| !part.is_empty()) {
        count_part(part, &mut parts, lexicon)?;
    }
    match parts {
        Parts { agencies: 0, words: 0, names } => (square && names == 2).then_some(true),
        Parts { agencies: 0, words: _, names } => Some(names > 0),
        Parts { agencies: _, words, names } => Some(words > 0 || names > 0),
    }
}

/// Adds one part of a credit; `None` where it can be no part of one.
fn count_part(part: &str, parts: &mut Parts, lexicon: &Lexicon) -> Option<()> {
    let folded = key::of(part);
    let folded = folded.trim_matches(['"', '\'', ' ', '.', '-']);
    if lexicon.lists.credit_words.contains(folded) {
        let of_picture = folded
            .split(' ')
            .any(|word| word.len() < folded.len() && lexicon.lists.credit_labels.contains(word));
        parts.words += 1;
        parts.agencies += usize::from(of_picture || lexicon.is_agency(folded));
    } else if lexicon.is_agency(folded) {
        parts.agencies += 1;
    } else if let Some(agency) = lexicon.agency_at_start(folded) {
        let rest = folded[agency.len()..].trim();
        let signs =
            lexicon.lists.credit_words.contains(rest) || lexicon.lists.credit_labels.contains(rest);
        parts.agencies += 1;
        parts.words += usize::from(signs);
        parts.names += usize::from(!signs);
        return (signs || is_name(part)).then_some(());
    } else if ends_with_agency(folded, lexicon) && is_name(part) {
        parts.agencies += 1;
        parts.names += 1;
    } else if is_name(part) {
        parts.names += 1;
    } else {
        return None;
    }
    Some(())
}

fn ends_with_agency(folded: &str, lexicon: &Lexicon) -> bool {
    folded
        .char_indices()
        .filter(|(_, char)| *char == ' ')
        .any(|(at, _)| lexicon.is_agency(&folded[at + 1..]))
}

fn is_signed(folded: &str, lexicon: &Lexicon) -> bool {
    lexicon.agency_at_start(folded).is_some()
        || lexicon.lists.credit_words.at_start(folded).is_some()
}

/// Whether a part of a credit may be a name: up to four words, each with a capital or of a script
/// without case.
fn is_name(part: &str) -> bool {
    let words = part.split_whitespace();
    let capital = |word: &str| {
        let first = word.chars().find(|char| char.is_alphabetic());
        first.is_none_or(|first| !first.is_lowercase())
            || word.len() <= 3
            || word.starts_with("d'")
            || word.starts_with("al-")
    };
    let is_long =
        |word: &str| word.chars().filter(|&char| is_unspaced(char)).count() > LONGEST_UNSPACED_NAME;
    part.chars().any(char::is_alphabetic)
        && words.clone().count() <= 4
        && words.clone().all(capital)
        && !words.clone().any(is_long)
        && !part.chars().any(is_stop_of_sentence)
}

fn is_stop_of_sentence(char: char) -> bool {
    is_stop(char) && char != '.' || matches!(char, '?' | '!' | ';')
}

/// Where the text before a credit ends that starts at `start`.
fn end_before(text: &str, start: usize) -> usize {
    text[..start]
        .trim_end_matches([' ', '\u{a0}', '-', '–', '—', '|', '\u{3000}', '\u{200f}', '\u{200e}'])
        .len()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    const SIGNS: [char; 7] = [' ', '\u{a0}', '-', '–', '—', '|', '\u{3000}'];
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start_matches(SIGNS).len());
    start..start + inner.trim_matches(SIGNS).len()
}

#[cfg(test)]
mod tests {
    use super::at_end;
    use crate::compare::key;
    use crate::recognize::Lexicon;

    fn parts(text: &str) -> Option<(&str, &str, bool)> {
        let credit = at_end(text, &key::of(text), Lexicon::built_in())?;
        Some((&text[..credit.text_end], &text[credit.inner.clone()], credit.strong))
    }

    #[test]
    fn names_around_an_agency() {
        for (text, before, credit, strong) in [
            (
                "The pier on Monday. Lena Marsh (AFP)",
                "The pier on Monday.",
                "Lena Marsh (AFP)",
                true,
            ),
            ("Photo: Lena Marsh (AFP)", "", "Photo: Lena Marsh (AFP)", true),
            (
                "The pier on Monday. Photo: Lena Marsh (AFP)",
                "The pier on Monday.",
                "Photo: Lena Marsh (AFP)",
                true,
            ),
            ("The pier at ten: Lena Marsh (AFP)", "The pier at ten: Lena Marsh", "AFP", false),
            (
                "The pier on Monday. Photo by Lena S. Marsh / AP",
                "The pier on Monday.",
                "Photo by Lena S. Marsh / AP",
                true,
            ),
            (
                "The pier on Monday. (Lena Marsh/HBC)",
                "The pier on Monday.",
                "Lena Marsh/HBC",
                false,
            ),
            (
                "The pier on Monday. Foto: Lena Marsh.",
                "The pier on Monday.",
                "Foto: Lena Marsh",
                true,
            ),
            ("月曜日の港（海野花子撮影）", "月曜日の港", "海野花子撮影", true),
            (
                "The pier on Monday, pier 10. LENA MARSH / AFP",
                "The pier on Monday, pier 10.",
                "LENA MARSH / AFP",
                true,
            ),
        ] {
            assert_eq!(parts(text), Some((before, credit, strong)), "{text}");
        }
    }

    #[test]
    fn names_behind_a_sign() {
        let before = "The last boat leaves the old pier";
        for (end, credit, strong) in [
            (" - Lena Marsh/Harbour Institute", "Lena Marsh/Harbour Institute", false),
            (" | Lena Marsh / Harbour Press", "Lena Marsh / Harbour Press", false),
            (" / Lena Marsh", "Lena Marsh", false),
            (" (Lena Marsh/The Harbour Ledger)", "Lena Marsh/The Harbour Ledger", false),
            (", 2016 Lena Marsh/Getty", "Lena Marsh/Getty", true),
            (" in Pell, May 2016. Lena Marsh—Getty Images", "Lena Marsh—Getty Images", true),
        ] {
            let text = format!("{before}{end}");
            let found = parts(&text).map(|(_, credit, strong)| (credit, strong));
            assert_eq!(found, Some((credit, strong)), "{text}");
        }
        for text in [
            "Cup final - Lena Marsh/Harbour Institute",
            "The last boat leaves the old pier - North/South",
            "The last boat leaves the old pier / and stays",
            "The last boat leaves the old pier - Lena Marsh",
            "The last boat leaves the old pier (Harbour/Island)",
            "The last boat leaves the old pier of the South/Getty",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn a_sentence_without_spaces_is_no_name() {
        for (text, before, credit) in [
            ("港の渡船を待つ人たちと新しい桟橋 AFP", "港の渡船を待つ人たちと新しい桟橋", "AFP"),
            ("海野花子 AFP", "", "海野花子 AFP"),
            ("レオナルド・ディカプリオ AFP", "", "レオナルド・ディカプリオ AFP"),
            ("港で渡船を待つ人たち。海野花子 AFP", "港で渡船を待つ人たち。", "海野花子 AFP"),
        ] {
            let found = parts(text).map(|(before, credit, _)| (before, credit));
            assert_eq!(found, Some((before, credit)), "{text}");
        }
        for text in ["港の渡船を待つ人たちと新しい桟橋 PIER", "The clerks wait for the boat AFP"]
        {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn a_headline_after_a_label_is_none() {
        assert_eq!(parts("Video: traders bang pans on the quay"), None);
        assert_eq!(
            parts("Video: Lena Marsh of the harbour office"),
            Some(("", "Video: Lena Marsh of the harbour office", true))
        );
        assert_eq!(
            parts("Video: bang pans on quays"),
            Some(("", "Video: bang pans on quays", true))
        );
        assert_eq!(
            parts("The pier. Video: traders bang pans on the quay"),
            Some(("The pier.", "Video: traders bang pans on the quay", true))
        );
    }

    #[test]
    fn houses_staffs_and_rights() {
        let before = "The last boat leaves the old pier at noon.";
        for (end, credit, strong) in [
            (
                "Foto: Lena Marsh und Omar Vane (Hafenblatt)",
                "Foto: Lena Marsh und Omar Vane (Hafenblatt)",
                true,
            ),
            (
                "Foto: Lena von Marsh. Styling: Omar Vane. Make-up: Ada Lomax",
                "Foto: Lena von Marsh. Styling: Omar Vane. Make-up: Ada Lomax",
                true,
            ),
            (
                "(Photo: Lena Marsh / Port Photo / Harbour Office. Courtesy of the office)",
                "Photo: Lena Marsh / Port Photo / Harbour Office. Courtesy of the office",
                true,
            ),
            ("Bild © Lena Marsh (hbc)", "Bild © Lena Marsh (hbc)", true),
            ("© Lena Marsh (hbc)", "© Lena Marsh (hbc)", true),
            ("Bild © Lena Marsh", "Bild © Lena Marsh", true),
            ("© 2026 Hafenblatt", "© 2026 Hafenblatt", true),
            ("Lena Marsh for The Harbour Ledger", "Lena Marsh for The Harbour Ledger", false),
            ("Lena Marsh/Harbourpix", "Lena Marsh/Harbourpix", false),
            ("Lena Marsh / Old Harbour Ledger", "Lena Marsh / Old Harbour Ledger", false),
            (
                "Lena Marsh/Copyright 2026 The Harbour Press. All rights reserved.",
                "Lena Marsh/Copyright 2026 The Harbour Press. All rights reserved.",
                true,
            ),
        ] {
            assert_eq!(parts(&format!("{before} {end}")), Some((before, credit, strong)), "{end}");
        }
        let noun = "Das letzte Schiff verlässt den Hafen Lena Marsh II/Copyright 2026 The Harbour Press. All rights reserved.";
        assert_eq!(
            parts(noun).map(|(text, ..)| text),
            Some("Das letzte Schiff verlässt den Hafen")
        );
        for end in [
            "Foto: Lena Marsh und Omar Vane (links im Bild)",
            "© Hafenblatt 2026. Alle Rechte (hbc)",
            "Foto: Lena Marsh und Omar Vane (Hafenblatt in der neuen Ausgabe)",
            "Foto: Lena Marsh von der alten Hafenstadt. So geht es bis zum späten Abend weiter",
            "Foto: Lena Marsh von der alten Hafenstadt. So geht es am Abend: Omar Vane und alle",
            "Foto: Lena Marsh von der alten Hafenstadt. Styling: bis zum späten Abend, und so weiter",
            "Sign Up for The Harbour Ledger",
            "Harbour/Selby",
            "Lena Marsh/on the pier",
            "Lena Marsh/Omar Vane/Ada Lomax",
            "Lena Marsh for the harbour",
            "Lena Marsh Omar Vane for The Harbour Ledger",
            "Lena Marsh for The New Ledger Of All Harbours",
            "Copyright 2026 The Harbour Press. All rights reserved.",
            "marsh/Copyright 2026 The Harbour Press. All rights reserved.",
            "Lena Marsh/Copyright 2026 The Harbour Press.",
            "The words on the screen: Lena Marsh",
            "MEHR",
        ] {
            assert_eq!(parts(&format!("{before} {end}")), None, "{end}");
        }
        assert_eq!(parts("2. Lena Marsh for The Harbour Ledger"), None);
    }

    #[test]
    fn a_label_in_a_sentence_is_none() {
        assert_eq!(parts("The words that came up on the photo: Lena Marsh"), None);
        for text in
            ["The pier. photo: Lena Marsh", "photo: Lena Marsh", "The pier Photo: Lena Marsh"]
        {
            assert!(parts(text).is_some(), "{text}");
        }
    }

    #[test]
    fn sentences_have_none() {
        for text in [
            "The mayor said no.",
            "He asked: who pays?",
            "The plan (and the other one) failed.",
            "It was 10:30 on Monday.",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
