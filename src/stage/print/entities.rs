//! HTML entities that were left in a text.

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memchr_iter;

use super::edit::Edit;
use crate::removal::AlterationKind;

/// Bytes between `&` and `;`. The longest name that HTML knows has 31.
const LONGEST_NAME: usize = 32;

/// What the code points 0x80 to 0x9f stand for in HTML: they are read as Windows-1252.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
    '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The names that HTML knows with a semicolon, without `&` and `;`.
static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let named = |entity: &entities::Entity| {
        let name = entity.entity.strip_prefix('&')?.strip_suffix(';')?;
        Some((name, entity.characters))
    };
    entities::ENTITIES.iter().filter_map(named).collect()
});

/// The edits that decode every entity. Linear.
///
/// `&amp;amp;` is decoded to its end, `&`: decoded once, it would be an entity again when the
/// canonical text is cleaned a second time. In a line that also has a bare ampersand, `&amp;` is
/// what the line is about: what escapes one of them escapes all.
pub(super) fn decode(text: &str) -> Vec<Edit> {
    let has_bare = text.contains(" & ");
    let mut edits = Vec::new();
    let mut end = 0;
    for at in memchr_iter(b'&', text.as_bytes()) {
        if at < end {
            continue;
        }
        let (mut after, mut is_ampersand) = (None, true);
        end = at + 1;
        while is_ampersand && let Some((decoded, len)) = entity(&text[end..]) {
            end += len;
            is_ampersand = decoded == "&";
            after = Some(decoded);
        }
        if has_bare && text[at..].starts_with("&amp;") {
            continue;
        }
        let kind = AlterationKind::Entity;
        edits.extend(after.map(|after| Edit { span: at..end, after, kind }));
    }
    edits
}

/// What stands for the entity whose `&` is before `rest`, and how many bytes of `rest` it takes.
fn entity(rest: &str) -> Option<(String, usize)> {
    let bytes = rest.as_bytes();
    let len = bytes.iter().take(LONGEST_NAME).position(|&byte| byte == b';')?;
    let name = rest.get(..len)?;
    let decoded = match name.strip_prefix('#') {
        Some(number) => numbered(number)?.to_string(),
        None => (*NAMES.get(name)?).to_owned(),
    };
    // What could be read as a tag, ends a line or is never printed stays as it is.
    let is_kept_out = |char: char| {
        matches!(char, '<' | '\u{2028}' | '\u{2029}' | '\u{feff}') || char.is_control()
    };
    (!decoded.contains(is_kept_out)).then_some((decoded, len + 1))
}

fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    match u32::from_str_radix(digits, radix).ok()? {
        code @ 0x80..=0x9f => WINDOWS_1252.get((code - 0x80) as usize).copied(),
        code => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::stage::print::edit::apply;

    #[test]
    fn what_is_an_entity_and_what_is_none() {
        for (text, wanted) in [
            ("the mayor&#39;s &quot;plan&quot;", "the mayor's \"plan\""),
            ("the mayor&rsquo;s plan&#x2014;soon", "the mayor’s plan—soon"),
            ("It&#146;s &#8364;5&nbsp;&euro;", "It’s €5\u{a0}€"),
            ("fish &amp; chips", "fish & chips"),
            ("fish &amp;amp; chips &amp;amp;quot;", "fish & chips \""),
            ("1 &lt; 2 &gt; 0", "1 &lt; 2 > 0"),
            ("&amp;lt;b&amp;gt;", "&lt;b>"),
            ("AT&T; R&D; Q&A", "AT&T; R&D; Q&A"),
            ("no end: &amp &rsquo or &#39", "no end: &amp &rsquo or &#39"),
            ("&#10; &#x0; &#x2028; &Tab;", "&#10; &#x0; &#x2028; &Tab;"),
            ("&#+39; &#; &#x; &#xd800; &#99999999999;", "&#+39; &#; &#x; &#xd800; &#99999999999;"),
            ("&&amp;&", "&&&"),
            (
                "who prints a & writes &amp; in the source",
                "who prints a & writes &amp; in the source",
            ),
            ("bread & butter&rsquo;s price", "bread & butter’s price"),
        ] {
            assert_eq!(apply(text, &decode(text)), wanted, "{text}");
        }
    }
}
