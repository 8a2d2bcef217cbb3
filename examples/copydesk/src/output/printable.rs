//! Makes a line of any text safe to print at a terminal, and short enough.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Stands for what was cut off.
const CUT: &str = "…";

/// `line` with characters that act on the terminal, or hide in it, written as `\u{..}`.
#[must_use]
pub fn visible(line: &str) -> String {
    line.chars().fold(String::with_capacity(line.len()), |mut shown, character| {
        if is_hidden(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
        shown
    })
}

/// As much of `line`, made visible, as fits into `columns`, which is at least 1.
#[must_use]
pub fn cut(line: &str, columns: usize) -> String {
    let mut shown = String::new();
    let mut fitting = 0;
    let mut width = 0;
    for piece in line.graphemes(true).map(visible) {
        width += piece.width();
        shown.push_str(&piece);
        if width < columns {
            fitting = shown.len();
        } else if width > columns {
            shown.truncate(fitting);
            return shown + CUT;
        }
    }
    shown
}

/// Control characters, bidirectional controls, line separators, tags, and characters without width
/// that no script needs.
pub(crate) fn is_hidden(character: char) -> bool {
    let is_bidi = matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let is_separator = matches!(character, '\u{2028}' | '\u{2029}');
    let is_empty = matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}');
    let is_tag = matches!(character, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}');
    is_tag || character.is_control() || is_bidi || is_separator || is_empty
}
