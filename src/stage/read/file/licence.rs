//! Why a line that is read as furniture may go: the lists have it as a whole line, or explain all of
//! its sentences as an offer, and it stands where furniture stands, or it is drawn, not said.

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
        let forms = self.facts.looks[self.from + row].forms;
        match self.kind(row) {
            _ if forms.has(Forms::NOTICE) => forms.licence(),
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
            _ => forms.licence(),
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

#[cfg(test)]
mod tests {
    use super::{Filer, is_bare, is_drawn};
    use crate::removal::{Reason, Role};
    use crate::stage::read::facts::Facts;
    use crate::stage::read::facts::tests::with_rows;
    use crate::stage::read::look;
    use crate::stage::read::reading::Reading::{
        self, BodyCaption, BodyWidget, Echo, HeadWidget, Headline, Menu, Paragraph, TailWidget,
    };
    use crate::stage::{Draft, Mark};

    const TITLE: &str = "Ferry to the island runs again from Monday";
    const PROSE: &str = "The ferry to the island runs again from Monday, the harbour office said.";

    /// Lines of the article above.
    const ABOVE: &str = "Calder Post\nThe parish pays a third of it.\n";

    /// Asks about an article whose lines are read so.
    #[track_caller]
    fn ask<T>(input: &str, readings: &[Reading], each: impl FnOnce(&mut Filer<'_, '_>) -> T) -> T {
        with_rows(&format!("{ABOVE}{input}"), |document, rows, rules| {
            let from = ABOVE.lines().count();
            assert_eq!(rows.len(), from + readings.len(), "each line has a reading: {input}");
            let looks = look::of_rows(document, rows, rules);
            let facts = Facts::find(document, rows, looks, None, rules);
            let draft = &mut Draft { rows: rows[from..].to_vec(), pairs: None };
            let readings = readings.to_vec();
            each(&mut Filer { document, draft, readings, facts: &facts, from, rules })
        })
    }

    #[test]
    fn a_leak_has_signs_or_stands_there_twice() {
        let leak = |input: &str, row: usize| {
            ask(input, &vec![Paragraph; input.lines().count()], |filer| filer.is_leak(row))
        };
        for (name, input, row, wanted) in [
            ("a plain word", "None", 0, false),
            ("twice, the first", "None\nNone", 0, true),
            ("twice, the second", "None\nNone", 1, true),
            ("with a line between, the first", "None\nHarbour\nNone", 0, false),
            ("with a line between, the second", "None\nHarbour\nNone", 2, false),
            ("a bracket", "[embed", 0, true),
            ("a curly bracket", "{embed", 0, true),
            ("a tag", "<embed", 0, true),
            ("a percent sign", "embed%", 0, true),
            ("an underscore", "em_bed", 0, true),
            ("an ampersand", "embed&", 0, true),
            ("three dots at the end", "loading...", 0, true),
            ("three dots inside", "loading... embed", 0, false),
        ] {
            assert_eq!(leak(input, row), wanted, "{name}");
        }
    }

    #[test]
    fn a_line_names_the_headline_by_its_start_or_its_end() {
        for (name, headline, line, wanted) in [
            ("all of it", TITLE, "Post: Ferry to the island runs again from Monday | Selby", true),
            ("24 letters of its start", TITLE, "Ferry to the island runs once", true),
            ("23 of them", TITLE, "Ferry to the island run, once", false),
            ("24 letters of its end", TITLE, "Board runs again from Monday", true),
            ("22 of them", TITLE, "Bus runs again from Monday", false),
            ("a short one", "Ferry waits", "Why the ferry waits", true),
            ("the half of a short one", "Ferry waits", "Why the ferry sails", false),
        ] {
            let (input, readings) = (format!("{headline}\n{line}"), [Headline, Paragraph]);
            ask(&input, &readings, |filer| {
                assert!(!filer.names_headline(1), "{name}, without a headline");
                filer.draft.rows[0].mark = Mark::keep(Role::Headline);
                assert_eq!(filer.names_headline(1), wanted, "{name}");
            });
        }
    }

    #[test]
    fn a_footer_that_names_no_headline_may_be_a_sentence() {
        for (name, line, wanted) in [
            ("another thing", "The post office appeared first on a map of Calder.", true),
            ("the headline", "The post ferry waits appeared first on Calder Post.", false),
            ("another headline", "The post Office closed appeared first on Calder Post.", false),
            ("no footer", "The post office was not on a map of Calder.", false),
        ] {
            let input = format!("Ferry waits\n{line}");
            ask(&input, &[Headline, Paragraph], |filer| {
                filer.draft.rows[0].mark = Mark::keep(Role::Headline);
                assert_eq!(filer.is_about_something_else(1), wanted, "{name}");
            });
        }
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of both sides of every rule")]
    fn a_widget_goes_where_widgets_stand() {
        let lines = |lines: &[&str]| lines.join("\n");
        let other = "Nobody at the office knows how long the second ferry has to wait for it.";
        for (name, input, readings, row, wanted) in [
            (
                "a button between texts",
                lines(&[PROSE, "Facebook", other]),
                vec![Paragraph, BodyWidget, Paragraph],
                1,
                None,
            ),
            (
                "in a head",
                lines(&[PROSE, "Facebook", other]),
                vec![Paragraph, HeadWidget, Paragraph],
                1,
                Some(Reason::Share),
            ),
            (
                "in a tail",
                lines(&[PROSE, "Facebook", other]),
                vec![Paragraph, TailWidget, Paragraph],
                1,
                Some(Reason::Share),
            ),
            (
                "below no text",
                lines(&[TITLE, "Facebook", other]),
                vec![Headline, BodyWidget, Paragraph],
                1,
                Some(Reason::Share),
            ),
            (
                "above no text",
                lines(&[PROSE, "Facebook", TITLE]),
                vec![Paragraph, BodyWidget, Headline],
                1,
                Some(Reason::Share),
            ),
            (
                "the first line",
                lines(&["Facebook", other]),
                vec![BodyWidget, Paragraph],
                0,
                Some(Reason::Share),
            ),
            (
                "the last line",
                lines(&[PROSE, "Facebook"]),
                vec![Paragraph, BodyWidget],
                1,
                Some(Reason::Share),
            ),
            (
                "text sizes between texts",
                lines(&[PROSE, "Text size", other]),
                vec![Paragraph, BodyWidget, Paragraph],
                1,
                Some(Reason::TextSize),
            ),
            // Letters in one piece may as well be an agency.
            (
                "letters between texts",
                lines(&[PROSE, "TT", other]),
                vec![Paragraph, BodyWidget, Paragraph],
                1,
                None,
            ),
            (
                "letters in two pieces",
                lines(&[PROSE, "T T", other]),
                vec![Paragraph, BodyWidget, Paragraph],
                1,
                Some(Reason::TextSize),
            ),
            (
                "letters above an echo",
                lines(&[PROSE, "TT", TITLE]),
                vec![Paragraph, BodyWidget, Echo],
                1,
                Some(Reason::TextSize),
            ),
            (
                "letters above a headline",
                lines(&[PROSE, "TT", TITLE]),
                vec![Paragraph, BodyWidget, Headline],
                1,
                Some(Reason::TextSize),
            ),
            (
                "four lines above an echo",
                lines(&["TT", PROSE, other, PROSE, TITLE]),
                vec![BodyWidget, Paragraph, Paragraph, Paragraph, Echo],
                0,
                Some(Reason::TextSize),
            ),
            (
                "five lines above it",
                lines(&["TT", PROSE, other, PROSE, other, TITLE]),
                vec![BodyWidget, Paragraph, Paragraph, Paragraph, Paragraph, Echo],
                0,
                None,
            ),
            (
                "below a caption",
                lines(&[PROSE, "TT", other]),
                vec![BodyCaption, BodyWidget, Paragraph],
                1,
                Some(Reason::TextSize),
            ),
            (
                "below an echo",
                lines(&[TITLE, "TT", other]),
                vec![Echo, BodyWidget, Paragraph],
                1,
                Some(Reason::TextSize),
            ),
            (
                "below another line",
                lines(&[TITLE, "TT", other]),
                vec![Menu, BodyWidget, Paragraph],
                1,
                None,
            ),
            (
                "letters above a size",
                lines(&[PROSE, "TT", "12"]),
                vec![Paragraph, Menu, Menu],
                1,
                Some(Reason::TextSize),
            ),
            ("above a year", lines(&[PROSE, "TT", "1912"]), vec![Paragraph, Menu, Menu], 1, None),
            (
                "letters above a button",
                lines(&["TT", "Facebook", other]),
                vec![BodyWidget, BodyWidget, Paragraph],
                0,
                Some(Reason::TextSize),
            ),
            (
                "read as no widget",
                lines(&["TT", "Facebook", other]),
                vec![Menu, BodyWidget, Paragraph],
                0,
                None,
            ),
            (
                "below a text",
                lines(&[PROSE, "TT", "Facebook"]),
                vec![Paragraph, BodyWidget, BodyWidget],
                1,
                None,
            ),
            (
                "letters below a button",
                lines(&["Facebook", "TT", other]),
                vec![BodyWidget, HeadWidget, Paragraph],
                1,
                Some(Reason::TextSize),
            ),
            (
                "three times",
                lines(&["TT", other, TITLE, "TT", PROSE, TITLE, "TT", other]),
                vec![
                    TailWidget, Paragraph, Menu, TailWidget, Paragraph, Menu, TailWidget, Paragraph,
                ],
                3,
                Some(Reason::TextSize),
            ),
        ] {
            ask(&input, &readings, |filer| assert_eq!(filer.licence(row), wanted, "{name}"));
        }
    }

    #[test]
    fn a_line_that_the_lists_know_or_that_is_drawn_has_a_licence() {
        for (name, line, wanted) in [
            ("another story", "Read also: Fell Bridge closes for repairs", Some(Reason::ReadMore)),
            ("a source", "Taken from https://calder.example/4k", Some(Reason::Source)),
            ("a place in a gallery", "1 / 12", Some(Reason::Media)),
            ("stars", "* * *", Some(Reason::Separator)),
            ("signs that are said", "?!", None),
            ("a number", "12", None),
            ("a sentence", PROSE, None),
        ] {
            let found = ask(line, &[BodyWidget], |filer| filer.licence(0));
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn a_number_is_a_size_below_text_sizes_that_go() {
        for (name, above, mark, wanted) in [
            ("they go", "Text size", Mark::drop(Reason::TextSize), Some(Reason::TextSize)),
            ("they stay", "Text size", Mark::Open, None),
            ("below a button", "Facebook", Mark::drop(Reason::TextSize), None),
        ] {
            let found = ask(&format!("{above}\n12"), &[BodyWidget, BodyWidget], |filer| {
                filer.draft.rows[0].mark = mark;
                filer.licence(1)
            });
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn letters_in_one_piece_may_be_a_word_and_signs_are_drawn() {
        for (key, wanted) in
            [("tt", true), ("ttttt", true), ("tttttt", false), ("t t", false), ("a+", false)]
        {
            assert_eq!(is_bare(key), wanted, "{key}");
        }
        for (key, wanted) in
            [("* * *", true), ("-----", true), ("•", true), ("?", false), ("* a *", false)]
        {
            assert_eq!(is_drawn(key), wanted, "{key}");
        }
    }
}
