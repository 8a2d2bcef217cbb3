//! Inside the story of a page: widgets are none of it, nor are the titles that stand under a heading of other stories.

use crate::recognize::artifact::Widget;
use crate::recognize::shape::End;
use crate::stage::page::own::Own;
use crate::stage::{Document, Kind};

/// Titles under a heading of other stories.
const MOST_TITLES: usize = 6;
/// Words of a title.
const TITLE_WORDS: std::ops::RangeInclusive<i32> = 2..=28;

/// Takes out of the body what belongs to the page for sure. Linear.
pub(super) fn clear(document: &Document<'_>, lines: &[Own], body: &mut [bool]) {
    let mut titles = 0;
    for at in 0..body.len() {
        let kind = document.facts(at).kind;
        let is_title = !lines[at].sentence && lines[at].end == End::Open && TITLE_WORDS.contains(&lines[at].words);
        titles = match kind {
            Kind::Widget(Widget::Related | Widget::ReadMore) => MOST_TITLES,
            Kind::Text if is_title => titles,
            _ => 0,
        };
        let is_under_heading = titles > 0;
        titles = titles.saturating_sub(1);
        if is_under_heading || is_never_text(kind) {
            body[at] = false;
        }
    }
}

/// Whether a line is of the page wherever it stands. A word of a menu or of a player may be a subhead.
fn is_never_text(kind: Kind) -> bool {
    match kind {
        Kind::ReadAlso | Kind::Credit => true,
        Kind::Widget(widget) => !matches!(widget, Widget::Menu | Widget::Media | Widget::Update | Widget::TextSize),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::clear;
    use crate::stage::page::own;
    use crate::stage::page::with_lines;

    #[test]
    fn widgets_and_the_titles_under_them_go() {
        let story = "The ferry to Oakmouth will run again on Monday, the harbour office said.";
        let input = format!("{story}\nShare\nThe tides\nRead more\nSelby bridge opens after two years\n{story}\nThe pilots\n");
        with_lines(&input, |document, rules| {
            let (lines, _) = own::read(&input, document, rules.lexicon);
            let mut body = vec![true; lines.len()];
            clear(document, &lines, &mut body);
            assert_eq!(body, [true, false, true, false, false, true, true]);
        });
    }
}
