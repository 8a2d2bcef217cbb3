//! Lines that list what a story is about: `Tags: ferry, harbour`, `#ferry #harbour`.

/// Most words of a label before the keywords. `Filed under:` has two, `In this article:` three; a
/// longer text before a colon is more likely a part of the first keyword.
const MOST_LABEL_WORDS: usize = 3;

/// The keywords of a line in their order, each as printed, without the label before a colon.
pub(crate) fn keywords_of(line: &str) -> impl Iterator<Item = &str> {
    let list = without_label(line).trim();
    let signs = list.match_indices(is_sign).filter(move |&(at, _)| separates(list, at));
    let cuts = signs.map(|(at, sign)| (at, at + sign.len())).chain([(list.len(), list.len())]);
    let mut start = 0;
    let pieces = cuts.map(move |(end, next)| &list[std::mem::replace(&mut start, next)..end]);
    pieces.map(str::trim).filter(|piece| piece.contains(char::is_alphanumeric))
}

/// The line after its first colon, where a label may stand before it. The colon of `14:05` ends no
/// label.
fn without_label(line: &str) -> &str {
    let Some((label, list)) = line.split_once([':', '：']) else { return line };
    let is_time = label.ends_with(|char: char| char.is_ascii_digit())
        && list.starts_with(|char: char| char.is_ascii_digit());
    if is_time || label.split_whitespace().count() > MOST_LABEL_WORDS { line } else { list }
}

fn is_sign(char: char) -> bool {
    matches!(char, ',' | '，' | '،' | ';' | '；' | '؛' | '、' | '|' | '｜' | '·' | '•' | '#')
}

/// Whether the sign at `at` stands between two keywords.
fn separates(list: &str, at: usize) -> bool {
    let before = list[..at].chars().next_back();
    let mut rest = list[at..].chars();
    match rest.next() {
        // Glued hash tags (`#ferry#harbour`) only where the list begins with one: `C#` is a
        // keyword.
        Some('#') => list.starts_with('#') || !before.is_some_and(char::is_alphanumeric),
        // `1,5 degrees`
        Some(',') => {
            let is_digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
            !(is_digit(before) && is_digit(rest.next()))
        }
        // `Gal·la` in Catalan.
        Some('·') => {
            let is_letter = |char: Option<char>| char.is_some_and(char::is_alphabetic);
            !(is_letter(before) && is_letter(rest.next()))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::keywords_of;

    #[test]
    fn keywords_are_the_items_without_the_label() {
        for (line, keywords) in [
            ("Tags: ferry, harbour office; Oakmouth", &["ferry", "harbour office", "Oakmouth"][..]),
            ("In this article: ferry", &["ferry"]),
            ("The words of the day: ferry, bus", &["The words of the day: ferry", "bus"]),
            ("标签：渡轮、港口", &["渡轮", "港口"]),
            ("#ferry #harbour", &["ferry", "harbour"]),
            ("#ferry#harbour", &["ferry", "harbour"]),
            ("C#, Route #3", &["C#", "Route", "3"]),
            ("Ferry | Harbour · Oakmouth • Bus", &["Ferry", "Harbour", "Oakmouth", "Bus"]),
            ("1,5 degrees, 1,200", &["1,5 degrees", "1,200"]),
            ("Gal·la", &["Gal·la"]),
            ("The 14:05 ferry", &["The 14:05 ferry"]),
            ("Ferry", &["Ferry"]),
            ("Tags:", &[]),
            (" , ;", &[]),
        ] {
            assert_eq!(keywords_of(line).collect::<Vec<_>>(), keywords, "{line}");
        }
    }
}
