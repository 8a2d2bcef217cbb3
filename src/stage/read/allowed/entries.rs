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
    let is_head = matches!(head.class, Class::Title | Class::Tiny) && head.kind == Kind::Text;
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
        above + own + below >= PORTRAITS && above + below > 0
    }

    /// Whether a row is an item of a list: another one stands next to it.
    pub(super) fn is_item(&self, row: usize) -> bool {
        let is_bullet = |row: Option<usize>| {
            row.and_then(|row| self.looks.get(row)).is_some_and(|look| look.class == Class::Bullet)
        };
        is_bullet(Some(row)) && (is_bullet(row.checked_sub(1)) || is_bullet(Some(row + 1)))
    }
}
