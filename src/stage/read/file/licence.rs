//! Why a line that is read as furniture may go: the lists have it as a whole line and it stands
//! where furniture stands, or it is drawn, not said.

use crate::recognize::artifact::Widget;
use crate::recognize::forms::Forms;
use crate::removal::{Reason, Role};
use crate::stage::read::file::{ECHO_WITHIN, Filer, LONGEST_BARE, NAMED};
use crate::stage::read::reading::Reading;
use crate::stage::{Kind, Mark};

impl Filer<'_, '_> {
    /// Whether a line of the list of leaks has signs that no prose has, or is printed twice.
    pub(super) fn is_leak(&self, row: usize) -> bool {
        let key = self.document.key(self.line(row));
        let it = &self.facts.relations[self.from + row];
        let is_twice = it.equal_below.get() == Some(1) || it.equal_above.get() == Some(1);
        is_twice || key.contains(['[', '{', '<', '!', '%', '_', '=', '&']) || key.ends_with("...")
    }

    /// Whether a row that reads like `The post ... appeared first on ...` begins as a sentence does
    /// and does not name the headline.
    pub(super) fn is_about_something_else(&self, row: usize) -> bool {
        let text = &*self.document.lines[self.line(row)].text;
        let begins_small =
            text.split_whitespace().nth(2).is_some_and(|word| word.starts_with(char::is_lowercase));
        self.facts.looks[self.from + row].forms.has(Forms::APPEARED_FIRST)
            && begins_small
            && !self.names_headline(row)
    }

    /// Whether a row holds the headline, a site's name before or after it aside.
    pub(super) fn names_headline(&self, row: usize) -> bool {
        let Some(headline) = self.draft.rows.iter().find(|row| row.mark.is_role(Role::Headline))
        else {
            return false;
        };
        let (text, headline) =
            (self.document.key(self.line(row)), self.document.key(headline.line));
        let start = &headline[..headline.floor_char_boundary(NAMED)];
        let end = &headline[headline.floor_char_boundary(headline.len().saturating_sub(NAMED))..];
        text.contains(start) || text.contains(end)
    }

    /// Whether a widget stands where widgets do. A word of a button alone between two texts is a
    /// subhead as likely; `TT` is an agency or a name, but where the headline is said again
    /// below it or a caption stands above it. A sentence of the story may have the words of a
    /// footer that names a headline.
    pub(super) fn is_in_place(&self, row: usize, widget: Widget) -> bool {
        let is_text = |row: Option<usize>| {
            let look = row
                .and_then(|row| self.facts.looks.get(self.from + row))
                .filter(|_| row.is_some_and(|row| row < self.readings.len()));
            look.is_some_and(|look| look.is_text())
        };
        if self.is_about_something_else(row) {
            return false;
        }
        match widget {
            Widget::TextSize if is_bare(self.document.key(self.line(row))) => {
                let below = row + 1..self.readings.len().min(row + 1 + ECHO_WITHIN);
                let is_echo =
                    |row: usize| matches!(self.readings[row], Reading::Echo | Reading::Headline);
                let is_beside_head =
                    row > 0 && (self.readings[row - 1].is_caption() || is_echo(row - 1));
                below.into_iter().any(is_echo)
                    || is_beside_head
                    || self.is_among_widgets(row, !is_text(row.checked_sub(1)))
            }
            Widget::Share
            | Widget::Menu
            | Widget::Comments
            | Widget::Media
            | Widget::Related
            | Widget::Update => {
                // In a head the summary stands above it and the lead below, in a tail a note.
                matches!(self.readings[row], Reading::HeadWidget | Reading::TailWidget)
                    || !(is_text(row.checked_sub(1)) && is_text(Some(row + 1)))
            }
            _ => true,
        }
    }

    /// Whether a text-size widget that may as well be an agency stands where only a widget does:
    /// above a size, or below no text and beside another widget or as often as articles are
    /// printed. An agency signs below a text.
    fn is_among_widgets(&self, row: usize, is_below_no_text: bool) -> bool {
        let kind = |row: Option<usize>| {
            row.filter(|&row| row < self.readings.len()).map(|row| self.kind(row))
        };
        let is_widget = |row: Option<usize>| matches!(kind(row), Some(Kind::Widget(_)));
        let is_read_so = matches!(
            self.readings[row],
            Reading::HeadWidget | Reading::BodyWidget | Reading::TailWidget
        );
        let is_again = self.facts.relations[self.from + row].equals > 1;
        kind(Some(row + 1)) == Some(Kind::SmallNumber)
            || is_read_so
                && is_below_no_text
                && (is_again || is_widget(row.checked_sub(1)) || is_widget(Some(row + 1)))
    }

    /// Why a line that is read as furniture may go: the lists have it as a whole line, or it is
    /// drawn, not said.
    pub(super) fn licence(&self, row: usize) -> Option<Reason> {
        match self.kind(row) {
            Kind::Widget(widget) if self.is_in_place(row, widget) => Some(widget.reason()),
            Kind::Widget(_) => None,
            Kind::ReadAlso => Some(Reason::ReadMore),
            Kind::Source => Some(Reason::Source),
            Kind::PageNumber => Some(Reason::Media),
            Kind::Ornament => {
                is_drawn(self.document.key(self.line(row))).then_some(Reason::Separator)
            }
            Kind::SmallNumber => {
                let above = row.checked_sub(1).map(|above| self.kind(above));
                let is_size = above == Some(Kind::Widget(Widget::TextSize));
                (is_size && self.draft.rows[row - 1].mark == Mark::drop(Reason::TextSize))
                    .then_some(Reason::TextSize)
            }
            _ => self.facts.looks[self.from + row].forms.licence(),
        }
    }
}

/// Whether a text-size widget may as well be a word: letters in one piece.
fn is_bare(key: &str) -> bool {
    key.len() <= LONGEST_BARE && key.chars().all(char::is_alphabetic)
}

/// Whether a line without letters and digits is drawn, not said: `* * *`, `-----`, a lone bullet.
fn is_drawn(key: &str) -> bool {
    const SIGNS: [char; 20] = [
        '*', '-', '_', '=', '~', '#', '•', '·', '×', '|', '□', '■', '◆', '●', '+', ' ', '/', '.',
        '>', '<',
    ];
    key.chars().all(|char| SIGNS.contains(&char))
}
