//! Lines made safe and short enough for a terminal.

use copydesk_tool::output::printable::{cut, visible};

#[test]
fn characters_that_act_or_hide_are_escaped() {
    assert_eq!(
        visible("a\u{1b}[1mb\u{202e}c\u{2028}d\u{feff}\t\u{e0041}\u{fff9}"),
        "a\\u{1b}[1mb\\u{202e}c\\u{2028}d\\u{feff}\\u{9}\\u{e0041}\\u{fff9}"
    );
}

#[test]
fn letters_of_all_scripts_stay() {
    for line in ["ordinary", "می\u{200c}خواهم", "日本語", "👩\u{200d}🚒", "cafe\u{301}"]
    {
        assert_eq!(visible(line), line);
    }
}

#[test]
fn lines_are_cut_at_columns_not_characters() {
    let cases = [
        ("", 3, ""),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("日本", 4, "日本"),
        ("日本語", 4, "日…"),
        ("日本語", 5, "日本…"),
        ("cafe\u{301}s", 4, "caf…"),
        ("ae\u{301}", 2, "ae\u{301}"),
        ("a\u{7}b", 3, "a…"),
        ("ab", 1, "…"),
    ];
    for (line, columns, expected) in cases {
        assert_eq!(cut(line, columns), expected, "{line:?} in {columns}");
    }
}
