//! Entries that come again: items of a list, posts of a live report, people with their portraits.

use crate::recognize::artifact::Widget;
use crate::recognize::forms::Forms;
use crate::stage::Kind;
use crate::stage::read::allowed::{BARE_WORDS, Text};
use crate::stage::read::look::{Class, Look};

/// Words of a sentence that a list below its colon belongs to. A label has fewer: `Share on:`.
const LIST_OPENER_WORDS: usize = 6;
/// Words of an item of such a list, and rows above it in which its sentence stands.
const ITEM_WORDS: usize = 5;
const LIST_ROWS: usize = 8;
/// Entries of a live report below other ones. One may be a second article's head below a button.
const ENTRIES: usize = 2;
/// Rows between two names that stand above portraits: a name and a paragraph or two.
const PORTRAIT_ROWS: usize = 4;
/// Bare names between two texts that show that those of a text are above what it says of each.
const PORTRAITS: usize = 2;

/// Whether rows begin with a line that only says when, a short line, and a text.
fn is_entry(looks: &[&Look]) -> bool {
    let [stamp, head, text, ..] = looks else { return false };
    let is_head = matches!(head.class, Class::Title | Class::Tiny);
    stamp.forms.has(Forms::AGO.or(Forms::TIME_ONLY)) && is_head && text.is_text()
}

/// Whether at least [`ENTRIES`] such rows stand below a text or its buttons: in the head of an
/// article a title or nothing stands above the time.
pub(super) fn has_entries(looks: &[&Look]) -> bool {
    let is_end =
        |look: &Look| look.is_text() || matches!(look.class, Class::Furniture | Class::Bullet);
    looks.windows(4).filter(|rows| is_end(rows[0]) && is_entry(&rows[1..])).take(ENTRIES).count()
        == ENTRIES
}

impl Text<'_> {
    /// Whether a row is one of the items that a sentence with a colon opens. Words of a menu may be
    /// what is listed; those of other buttons are not.
    pub(super) fn is_item_below_colon(&self, row: usize) -> bool {
        let is_item = |look: &Look| {
            let is_word =
                matches!(look.kind, Kind::Text | Kind::Widget(Widget::Menu | Widget::TextSize));
            is_word
                && look.words <= ITEM_WORDS
                && matches!(
                    look.class,
                    Class::Title | Class::Tiny | Class::Furniture | Class::Number
                )
        };
        let above = self.looks[row.saturating_sub(LIST_ROWS)..=row].iter().rev();
        let items = above.take_while(|look| is_item(look)).count();
        let Some(opener) = row.checked_sub(items).filter(|_| items > 0) else { return false };
        let look = &self.looks[opener];
        let opens =
            look.is_colon && look.words >= LIST_OPENER_WORDS && !look.forms.has(Forms::FURNITURE);
        opens && self.looks.get(opener + 2).copied().is_some_and(is_item)
    }

    /// Whether a row stands between a time and a text in a live report.
    pub(super) fn is_entry_head(&self, row: usize) -> bool {
        self.has_entries && row > 0 && is_entry(&self.looks[row - 1..])
    }

    /// Whether a bare name stands above what is said of a person: more names stand so between two
    /// texts near by.
    pub(super) fn is_above_portrait(&self, row: usize) -> bool {
        let is_name = |look: &Look| look.forms.has(Forms::NAMES_ONLY) && look.words <= BARE_WORDS;
        let has_text = |row: Option<usize>| self.is_text(row);
        if !is_name(self.looks[row]) || !has_text(Some(row + 1)) {
            return false;
        }
        let is_portrait = |&row: &usize| {
            is_name(self.looks[row]) && has_text(row.checked_sub(1)) && has_text(Some(row + 1))
        };
        let above = (row.saturating_sub(PORTRAIT_ROWS)..row).filter(is_portrait).count();
        let below =
            (row + 1..self.rows.len().min(row + 1 + 2 * PORTRAIT_ROWS)).filter(is_portrait).count();
        let own = usize::from(has_text(row.checked_sub(1)));
        above + own + below >= PORTRAITS
    }

    /// Whether a row is an item of a list: another one stands next to it.
    pub(super) fn is_item(&self, row: usize) -> bool {
        let is_bullet = |row: Option<usize>| {
            row.and_then(|row| self.looks.get(row)).is_some_and(|look| look.class == Class::Bullet)
        };
        is_bullet(Some(row)) && (is_bullet(row.checked_sub(1)) || is_bullet(Some(row + 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::{PORTRAIT_ROWS, has_entries, is_entry};
    use crate::stage::read::allowed::tests::ask;

    const TEXT: &str = "The ferry to the island runs again from Monday, the harbour office said.";

    /// A text by its lines: `T` is a text.
    fn lines(lines: &[&str]) -> String {
        lines
            .iter()
            .map(|&line| if line == "T" { TEXT } else { line })
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn an_entry_is_a_time_a_short_line_and_a_text() {
        for (name, rows, wanted) in [
            ("an entry", ["2 hours ago", "Pier shut", "T"], true),
            ("a time of day", ["14:05", "Pier shut after the storm", "T"], true),
            ("no time", ["On the quay", "Pier shut", "T"], false),
            ("two texts", ["2 hours ago", "T", "T"], false),
            ("no text", ["2 hours ago", "Pier shut", "Bus late"], false),
            ("a button", ["2 hours ago", "Facebook", "T"], false),
        ] {
            assert_eq!(ask(&lines(&rows), |text| is_entry(text.looks)), wanted, "{name}");
        }
        assert!(!ask("2 hours ago\nPier shut", |text| is_entry(text.looks)));
    }

    #[test]
    fn two_entries_below_other_ones_make_a_live_report() {
        let entry = ["2 hours ago", "Pier shut", "T"];
        for (name, rows, wanted) in [
            ("three", [entry, entry, entry].concat(), true),
            ("two, the first below nothing", [entry, entry].concat(), false),
            ("two below a text", [&["T"][..], &entry, &entry].concat(), true),
            ("two below a button", [&["Facebook"][..], &entry, &entry].concat(), true),
            ("two below a title", [&["Pier and quay"][..], &entry, &entry].concat(), false),
        ] {
            assert_eq!(ask(&lines(&rows), |text| has_entries(text.looks)), wanted, "{name}");
        }
    }

    #[test]
    fn items_stand_below_a_sentence_with_a_colon() {
        let opener = "The office sells these signs of the pier:";
        for (name, rows, row, wanted) in [
            ("the first item", vec![opener, "Sport", "Travel", "T"], 1, true),
            ("the second", vec![opener, "Sport", "Travel", "T"], 2, true),
            ("further down", vec!["T", "T", "T", opener, "Sport", "Travel", "T", "T"], 4, true),
            ("one item alone", vec![opener, "Sport", "T"], 1, false),
            ("the sentence itself", vec![opener, "Sport", "Travel", "T"], 0, false),
            ("below a label", vec!["Signs of the pier:", "Sport", "Travel", "T"], 1, false),
            (
                "below no colon",
                vec!["The office sells these signs of the pier", "Sport", "Travel", "T"],
                1,
                false,
            ),
            ("a button", vec![opener, "Facebook", "Travel", "T"], 1, false),
            ("a text", vec![opener, "T", "T"], 1, false),
            (
                "an item of five words",
                vec![opener, "Ropes for a small boat", "Travel", "T"],
                1,
                true,
            ),
            ("of six words", vec![opener, "Ropes for a small old boat", "Travel", "T"], 1, false),
        ] {
            let found = ask(&lines(&rows), |text| text.is_item_below_colon(row));
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn names_stand_above_what_is_said_of_each() {
        let texts = |count: usize| vec!["T"; count];
        let apart =
            |count: usize| [vec!["T", "Ida Brand"], texts(count), vec!["Jon Abel", "T"]].concat();
        for (name, rows, row, wanted) in [
            ("the first of two", apart(1), 1, true),
            ("the second", apart(1), 3, true),
            ("one alone", vec!["T", "Ida Brand", "T"], 1, false),
            (
                "the first, below no text",
                vec!["Pier and quay", "Ida Brand", "T", "Jon Abel", "T"],
                1,
                false,
            ),
            (
                "of three",
                vec!["Pier and quay", "Ida Brand", "T", "Jon Abel", "T", "Rosa Ilm", "T"],
                1,
                true,
            ),
            ("with the second far below", apart(2 * PORTRAIT_ROWS - 1), 1, true),
            ("with the second further below", apart(2 * PORTRAIT_ROWS), 1, false),
            ("with the first far above", apart(PORTRAIT_ROWS - 1), 1 + PORTRAIT_ROWS, true),
            ("with the first further above", apart(PORTRAIT_ROWS), 2 + PORTRAIT_ROWS, false),
            ("above no text", vec!["T", "Ida Brand", "T", "Jon Abel"], 3, false),
            ("no name", vec!["T", "Ida Brand", "T", "On the quay", "T"], 3, false),
            (
                "where the other is above no text",
                vec!["T", "Ida Brand", "Harbour", "T", "Jon Abel", "T"],
                4,
                false,
            ),
        ] {
            let found = ask(&lines(&rows), |text| text.is_above_portrait(row));
            assert_eq!(found, wanted, "{name}");
        }
    }
}
