//! Whether two lines are the same headline: equal keys, or one with an affix that no headline owns.

use crate::compare::tokens::is_unspaced;
use crate::recognize::Lexicon;

/// How a headline's second form stands to its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Equal after folding.
    Equal,
    /// The second form has a site name or kicker more.
    SecondLonger,
    /// The first form has a site name or kicker more.
    FirstLonger,
    /// The second form ends early, at a truncation mark.
    SecondCut,
    /// The first form ends early, at a truncation mark.
    FirstCut,
}

/// Words that a site name or kicker may have.
const AFFIX_WORDS: usize = 7;
/// Code points of the names of a site and its parts, in a script without spaces.
const AFFIX_SIGNS: usize = 40;
/// Bytes of signs that one form may have more: two pairs of quotes with their spaces, a full stop.
const MOST_SIGNS: usize = 12;
/// Bytes that a headline must have for an affix without a separator, or for a cut form.
const LONG_ENOUGH: usize = 20;
const SEPARATORS: [&str; 6] = [" | ", " - ", " : ", " :: ", " / ", " · "];
const KICKER_ENDS: [&str; 8] = [": ", " | ", " - ", "] ", " / ", " · ", ":", "】"];

/// How the headline with key `second` stands to the one with key `first`; `None` where they are two
/// headlines.
pub(crate) fn relation(first: &str, second: &str, lexicon: &Lexicon) -> Option<Relation> {
    if first == second
        || first.len().abs_diff(second.len()) <= MOST_SIGNS && are_spelled_alike(first, second)
    {
        return Some(Relation::Equal);
    }
    if is_cut_form(second, first) {
        return Some(Relation::SecondCut);
    }
    if is_cut_form(first, second) {
        return Some(Relation::FirstCut);
    }
    if has_affix(second, first, lexicon) {
        return Some(Relation::SecondLonger);
    }
    has_affix(first, second, lexicon).then_some(Relation::FirstLonger)
}

/// Whether two keys have the same letters and digits between the same stops of numbers: quotes, a
/// full stop at the end, the spaces that some languages set inside quotes, and the dot on a Turkish
/// capital I do not count.
fn are_spelled_alike(first: &str, second: &str) -> bool {
    letters(first).eq(letters(second))
}

/// A key's letters and digits, and the signs between two digits: `3-1` is not `31`.
fn letters(key: &str) -> impl Iterator<Item = char> + '_ {
    let mut before = ' ';
    let mut chars = key.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let char = chars.next()?;
            let next = chars.peek().copied().unwrap_or(' ');
            let is_inside_number = before.is_numeric() && next.is_numeric();
            let letter = match char {
                '\u{307}' => None,
                'ı' => Some('i'),
                _ if char.is_alphanumeric() || is_inside_number || is_sign(char) => Some(char),
                _ => None,
            };
            before = char;
            if letter.is_some() {
                return letter;
            }
        }
    })
}

/// Signs that change what a headline says.
fn is_sign(char: char) -> bool {
    matches!(char, '+' | '%' | '$' | '€' | '£' | '¥' | '&' | '#' | '@' | '?')
}

/// Whether `cut` is the beginning of `full` and a truncation mark.
fn is_cut_form(cut: &str, full: &str) -> bool {
    let Some(start) = cut.strip_suffix("...") else { return false };
    let start = start.trim_end_matches([' ', '.']);
    start.len() >= LONG_ENOUGH && full.len() > start.len() && full.starts_with(start)
}

/// Whether `long` is `short` with a site name after it, or a site name or kicker before it.
fn has_affix(long: &str, short: &str, lexicon: &Lexicon) -> bool {
    if short.is_empty() || long.len() <= short.len() {
        return false;
    }
    if let Some(rest) = long.strip_prefix(short) {
        let name = SEPARATORS.iter().find_map(|separator| rest.strip_prefix(separator));
        return name.is_some_and(is_name)
            || is_site_behind_sign(rest, short)
            || is_glued(rest, short)
            || !rest.starts_with(char::is_alphanumeric) && lexicon.own.is_site(rest);
    }
    let Some(before) = long.strip_suffix(short) else { return false };
    if lexicon.own.is_site(before) && !before.ends_with(char::is_alphanumeric) {
        return true;
    }
    if let Some(kicker) = KICKER_ENDS.iter().find_map(|end| before.strip_suffix(end)) {
        // A colon without a space sets a kicker apart where a script has no spaces.
        let is_set_apart = before.ends_with(' ')
            || before.chars().next_back().is_some_and(|sign| sign != ':')
            || !before.is_ascii();
        return is_set_apart && is_name(kicker)
            || lexicon.lists.kickers.contains(kicker.trim_matches(['[', '(', ' ']));
    }
    let label = before.trim().trim_matches(['[', ']', '(', ')', '×', '•', ' ', '-']);
    lexicon.lists.kickers.contains(label)
        || label.is_empty()
        || before.ends_with(' ') && short.len() >= LONG_ENOUGH && is_name(label)
}

/// Whether a site name or kicker can be this: a few words and no number.
fn is_name(affix: &str) -> bool {
    affix.split_whitespace().count() <= AFFIX_WORDS
        && !affix.bytes().any(|byte| byte.is_ascii_digit())
        && affix.chars().any(char::is_alphabetic)
}

/// Whether `rest` is the name of a site behind a sign without spaces, as titles of pages have it in
/// scripts without spaces: `港口重新开放_新闻频道_海港网`. A label with a sign behind it is shorter than a
/// headline.
fn is_site_behind_sign(rest: &str, headline: &str) -> bool {
    let is_unspaced = || headline.chars().next_back().is_some_and(is_unspaced);
    let mut signs = rest.trim_start().chars();
    let is_sign = match signs.next() {
        Some('_' | '|') => true,
        Some('-') => is_unspaced(),
        _ => false,
    };
    headline.len() >= LONG_ENOUGH
        && is_sign
        && rest.chars().count() <= AFFIX_SIGNS
        && is_name(signs.as_str())
}

/// Whether `rest` is a button's word that was printed without a space after a headline:
/// `ScoresUpdated`.
fn is_glued(rest: &str, headline: &str) -> bool {
    let is_spaced = !headline.chars().next_back().is_some_and(is_unspaced);
    headline.len() >= LONG_ENOUGH
        && is_spaced
        && rest.chars().count() <= 12
        && rest.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{Relation, relation};
    use crate::compare::key;
    use crate::recognize::Lexicon;

    #[track_caller]
    fn check(first: &str, second: &str, expected: Option<Relation>) {
        assert_eq!(
            relation(&key::of(first), &key::of(second), Lexicon::built_in()),
            expected,
            "{first} / {second}"
        );
    }

    #[test]
    fn the_same_headline() {
        check("« Port » opens again", "“Port” opens again", Some(Relation::Equal));
        check("Port ‘opens’ again", "PORT 'OPENS' AGAIN", Some(Relation::Equal));
        check("Port opens again", "Port opens again | Harbour Times", Some(Relation::SecondLonger));
        check("Port opens again – Harbour Times", "Port opens again", Some(Relation::FirstLonger));
        check("Port opens again", "Breaking: Port opens again", Some(Relation::SecondLonger));
        check("Port opens again.", "Port opens again", Some(Relation::Equal));
        check("Brent petrolün varili", "BRENT PETROLÜN VARİLİ", Some(Relation::Equal));
        check("港口重新开放", "快讯：港口重新开放", Some(Relation::SecondLonger));
        check(
            "Port opens after long strike",
            "Port opens after long st...",
            Some(Relation::SecondCut),
        );
        check("Port opens after long …", "Port opens after long strike", Some(Relation::FirstCut));
        check(
            "Friday’s school football scores",
            "Friday’s school football scoresUpdated",
            Some(Relation::SecondLonger),
        );
        check(
            "ميناء المدينة يفتح أبوابه من جديدفيديو",
            "ميناء المدينة يفتح أبوابه من جديد",
            Some(Relation::FirstLonger),
        );
        check(
            "Порт снова открыт для паромовВидео",
            "Порт снова открыт для паромов",
            Some(Relation::FirstLonger),
        );
    }

    #[test]
    fn the_site_of_a_title_without_spaces() {
        let title = "港口今天上午重新开放";
        for (site, wanted) in [
            ("_新闻频道_海港网", true),
            ("-新闻频道-海港网", true),
            ("｜新聞速報｜海港電子報", true),
            (" ｜海港電子報", true),
            ("|海港网", true),
            ("。海港网", false),
            ("海港网", false),
            ("_25", false),
            (&format!("_{}", "海".repeat(39)), true),
            (&format!("_{}", "海".repeat(40)), false),
        ] {
            let relation = wanted.then_some(Relation::SecondLonger);
            check(title, &format!("{title}{site}"), relation);
        }
        check("港口今天重新", "港口今天重新-海港网", None);
        check("港口今天重新开", "港口今天重新开-海港网", Some(Relation::SecondLonger));
        check(
            "The port opens again today",
            "The port opens again today_Harbour",
            Some(Relation::SecondLonger),
        );
        check("The port opens again today", "The port opens again today-long", None);
    }

    #[test]
    fn two_headlines() {
        check("Siren sounds in Sufa", "Siren sounds in Nirim", None);
        check("Q2 profit falls", "Q3 profit falls", None);
        check("Selby wins 3-1", "Selby wins 31", None);
        check("Port opens again?", "Port opens again", None);
        check("Port opens", "Port opens after long strike", None);
        check("老城的港口今天重新开放", "老城的港口今天重新开放两周", None);
        check("Results", "Results - 14 dead", None);
        check("Port opens again", "Port opens again | Harbour 25", None);
    }
}
