//! Place and agency at the start of a story: `QUITO, May 3 (Reuters) - `, `جدة : واس`.

use crate::compare::{key, tokens};
use crate::recognize::Lexicon;

/// Longest dateline, in bytes.
const LONGEST: usize = 120;

/// How many bytes of `text` are its dateline, without the sign that closes it.
pub(crate) fn len(text: &str, lexicon: &Lexicon) -> Option<usize> {
    signed_len(text, lexicon).or_else(|| unsigned_len(text, lexicon))
}

/// The same for a dateline that names its agency.
pub(crate) fn signed_len(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let head = head(text);
    with_agency(head, lexicon).or_else(|| in_chinese(head, lexicon))
}

/// The same for a place alone, which may as well be a speaker or a label.
pub(crate) fn unsigned_len(text: &str, lexicon: &Lexicon) -> Option<usize> {
    with_capitals(head(text), lexicon)
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// `Évry, France (AFP) —`, `الرياض - واس:`: an agency near the start, in brackets or between two
/// signs.
fn with_agency(head: &str, lexicon: &Lexicon) -> Option<usize> {
    for (open, close) in [('(', ')'), ('/', '/')] {
        let Some(at) = head.find(open) else { continue };
        let Some(length) = head[at + 1..].find(close) else { continue };
        let end = at + 1 + length + 1;
        let is_agency = lexicon.agency_at_start(&key::of(&head[at + 1..end - 1])).is_some();
        if is_agency && is_place(&head[..at], lexicon) && closes(&head[end..]) {
            return Some(end);
        }
    }
    let colon = head.find(':')?;
    let (place, agency) = head[..colon].rsplit_once(['-', '–', ':'])?;
    let signed = lexicon.is_agency(key::of(agency).as_str()) && is_place(place, lexicon);
    signed.then(|| head[..colon].trim_end().len())
}

/// `JEDDAH: `, `ISLAMABAD – `, `Jeddah, Apr 21: `: capitals, or a place with a date.
fn with_capitals(head: &str, lexicon: &Lexicon) -> Option<usize> {
    let is_end = |at: usize, sign: &str| {
        let rest = &head[at + sign.len()..];
        rest.starts_with(' ') && sign == ":"
            || head[..at].ends_with(' ') && rest.trim_start_matches(['-', '/']).starts_with(' ')
    };
    let (end, _) =
        head.match_indices([':', '-', '–', '—', '/']).find(|(at, sign)| is_end(*at, sign))?;
    let place = head[..end].trim_end();
    let end = place.len();
    let letters = || place.chars().filter(|char| char.is_alphabetic());
    let capitals = letters().count() >= 3
        && letters().all(char::is_uppercase)
        && place.split_whitespace().count() <= 4;
    let dated = place.split_once(',').is_some_and(|(_, date)| has_date(date, lexicon));
    (is_place(place, lexicon) && (capitals || dated)).then_some(end)
}

/// `新华网北京12月16日电`, `中新网3月14日电`
fn in_chinese(head: &str, lexicon: &Lexicon) -> Option<usize> {
    let wire = ["电", "電"].iter().filter_map(|sign| head.find(sign)).min()?;
    lexicon.agency_at_start(&key::of(head))?;
    let end = wire + "电".len();
    let reporter =
        head[end..].starts_with(['(', '（']).then(|| head[end..].find([')', '）'])).flatten();
    Some(reporter.map_or(end, |close| head.ceil_char_boundary(end + close + 1)))
}

fn has_date(text: &str, lexicon: &Lexicon) -> bool {
    let mut dated = false;
    tokens::for_each(&key::of(text), |token| dated |= lexicon.word(token).date);
    dated
}

/// One to seven words that begin with a capital or are of a script without case, or belong to a
/// date.
fn is_place(text: &str, lexicon: &Lexicon) -> bool {
    let mut words = text.split([' ', ',', '.', '|', '-', '–']).filter(|word| !word.is_empty());
    let count = words.clone().count();
    let fits = |word: &str| {
        let first = word.chars().next().unwrap_or(' ');
        !first.is_lowercase() || lexicon.word(&key::of(word)).date || word.len() <= 3
    };
    let starts_well =
        text.chars().next().is_some_and(|char| char.is_alphabetic() && !char.is_lowercase());
    (1..=7).contains(&count) && starts_well && words.all(fits)
}

/// Whether what follows a dateline closes it.
fn closes(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with(['-', '–', '—', ':', '.', '|', '/']) || rest.starts_with("ـ")
}
