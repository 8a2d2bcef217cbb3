//! What an article may open with: its headline, the kicker above it, the summary below it.

use crate::recognize::forms::Forms;
use crate::recognize::headline::Relation;
use crate::recognize::shape::End;
use crate::stage::read::allowed::{EDGE, LABEL_WORDS, Text, is_capitals, is_heading};
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::{Document, Kind, Row};

/// Words of a kicker in capitals, and of the headline below it.
const KICKER_WORDS: usize = 5;
const BELOW_KICKER_WORDS: usize = 6;
/// Words of a headline, of ten, that the text takes up where it takes up none of the line above.
const TAKEN_UP: u8 = 3;
/// Rows below a summary in which something of the head follows.
const HEAD: usize = 8;

/// The headings of markdown that stand under another one with a text of its own: a site's name over
/// its stories has none.
pub(super) fn subheads(document: &Document<'_>, rows: &[Row], facts: &Facts<'_>) -> Vec<bool> {
    let mut open: Vec<(u8, bool)> = Vec::new();
    let of_row = |(row, look): (&Row, &&Look)| {
        let level = document.lines[row.line].heading;
        if level == 0 {
            if let Some((_, has_text)) = open.last_mut() {
                *has_text |= look.class == Class::Prose;
            }
            return false;
        }
        while open.last().is_some_and(|&(above, _)| above >= level) {
            open.pop();
        }
        let is_subhead = open.iter().any(|&(_, has_text)| has_text);
        open.push((level, false));
        is_subhead
    };
    rows.iter().zip(&facts.looks).map(of_row).collect()
}

impl Text<'_> {
    /// Whether a line with a full stop is printed again without it, with no text between: no
    /// sentence of a story is.
    pub(super) fn is_repeated_without_stop(&self, row: usize) -> bool {
        let Some((by, Relation::Equal)) = self.relations[row].form_below else { return false };
        let by = by as usize;
        let (look, copy) = (self.looks[row], self.looks[row + by]);
        let is_short = |look: &Look| look.may_be_headline && look.words <= LABEL_WORDS;
        let is_stopped =
            look.end == End::Stop && copy.end == End::Open && is_short(look) && is_short(copy);
        let between = || self.looks[row + 1..row + by].iter().filter(|look| !look.has_credit);
        is_stopped && by <= HEAD && !between().any(|look| look.class == Class::Prose)
    }

    /// Whether a question stands over a caption printed twice, below a text, and the first line of
    /// all stands over such a pair as near: the frame of the articles begins again.
    pub(super) fn begins_again(&self, row: usize) -> bool {
        let look = self.looks[row];
        let is_question = matches!(look.end, End::Mark | End::Ellipsis) && look.may_be_headline;
        let is_below_text = row > 0 && self.looks[row - 1].is_text();
        self.page.is_none()
            && is_question
            && is_below_text
            && self.rows[row].blanks >= self.rows[row - 1].blanks
            && self.is_pair(1)
            && self.is_pair(row + 1)
            && self.rows[row + 1].blanks == self.rows[1].blanks
    }

    /// Whether a line that names an author with a role or an agency stands above a date: no
    /// headline does.
    pub(super) fn is_byline_over_date(&self, row: usize) -> bool {
        let has_date = self.looks.get(row + 1).is_some_and(|look| look.class == Class::Date);
        let is_byline = self.looks[row]
            .forms
            .has(Forms::BYLINE.or(Forms::NAME_AND_AGENCY).or(Forms::NAME_AND_DATE));
        is_byline && has_date && self.relations[row].form_below.is_none()
    }

    /// Whether a short line in capitals stands right above a headline that the text takes up, with
    /// no text above.
    pub(super) fn is_kicker(&self, row: usize) -> bool {
        let (look, Some(next)) = (self.looks[row], self.looks.get(row + 1).copied()) else {
            return false;
        };
        let is_label = is_capitals(look)
            && look.kind == Kind::Text
            && look.words <= KICKER_WORDS
            && matches!(self.relations[row].taken_up, None | Some(0));
        let is_headline =
            is_heading(next) && !is_capitals(next) && next.words >= BELOW_KICKER_WORDS;
        let is_taken_up =
            || self.relations[row + 1].taken_up.is_some_and(|taken_up| taken_up >= TAKEN_UP);
        is_label
            && is_headline
            && self.is_no_form(row, row + 1)
            && is_taken_up()
            && !self.has_text_above(row)
    }

    /// Whether no other line is a form of one of two, which may both be prints of a headline.
    fn is_no_form(&self, row: usize, next: usize) -> bool {
        self.relations[row].form_below.is_none() && self.relations[next].form_above.is_none()
    }

    /// Whether a text stands in the rows above in which a head would.
    fn has_text_above(&self, row: usize) -> bool {
        self.looks[..row].iter().rev().take(HEAD).any(|look| look.is_text())
    }

    /// Whether an article can begin with the headline in this row: it is the first that could be
    /// one, or something sets it off.
    pub(super) fn may_open(&self, row: usize) -> bool {
        let look = self.looks[row];
        if !look.may_be_headline || self.page.is_some() {
            return look.may_be_headline;
        }
        let is_doubled = self.relations[row].form_below.is_some();
        if self.subheads[row] && !is_doubled {
            return false;
        }
        if self.has_one_gap && row > 0 {
            // How articles are printed: a subhead over a date is no other one.
            let is_cut = matches!(self.looks[row - 1].kind, Kind::Source | Kind::Ornament)
                || self.looks[row - 1].forms.has(Forms::NEXT_ARTICLE);
            return is_doubled || self.is_pair(row + 1) || is_cut || !self.has_text_above(row);
        }
        let above = || self.looks[row.saturating_sub(EDGE)..row].iter().copied();
        let below = || self.looks.iter().copied().skip(row + 1).take(EDGE);
        let is_edge = |look: &Look| {
            matches!(look.class, Class::Ornament | Class::Furniture | Class::Date | Class::Number)
        };
        let is_head =
            |look: &Look| matches!(look.class, Class::Date | Class::Byline | Class::Caption);
        // Headlines of one text are set alike: a line in capitals is a subhead where the first
        // headline is none in capitals.
        let is_set_so = !(self.title_is_mixed
            && is_capitals(look)
            && self.rows[row].blanks <= self.body_gap.saturating_add(1));
        is_set_so
            && self.rows[row].blanks >= self.body_gap.saturating_add(self.min_extra_blank_lines)
            || is_doubled
            || self.is_pair(row + 1)
            || self.is_pair(row + 2)
            || !self.has_text_above(row)
            || above().any(is_edge)
            || below().any(is_head)
    }

    /// Whether a row and the next one are the same line, or the same scene.
    fn is_pair(&self, row: usize) -> bool {
        self.relations
            .get(row)
            .is_some_and(|it| it.scene_below.get() == Some(1) || it.equal_below.get() == Some(1))
    }

    /// Whether something of a head follows before the text does: an echo, a byline, a date, a
    /// picture, a button.
    pub(super) fn may_be_deck(&self, row: usize) -> bool {
        let is_head = |at: usize| {
            let (look, it) = (self.looks[at], &self.relations[at]);
            let is_of_head = matches!(
                look.class,
                Class::Date | Class::Byline | Class::Caption | Class::Furniture
            );
            let is_doubled = it.form_above.is_some()
                || it.scene_below.get() == Some(1)
                || it.scene_above.get() == Some(1);
            // A paragraph and the caption that says it again are of the body.
            let is_of_body = self.pictures.is_paragraph(at) || self.pictures.is_caption(at);
            !is_of_body && (is_of_head || is_doubled)
        };
        let mut prose = 0;
        for at in row + 1..self.rows.len().min(row + 1 + HEAD) {
            if is_head(at) {
                return true;
            }
            prose += usize::from(self.looks[at].is_prose);
            if prose > 1 {
                return false;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::HEAD;
    use crate::stage::read::allowed::tests::ask;

    const TITLE: &str = "Ferry to the island runs again from Monday";
    const FIRST: &str = "The ferry to the island runs again from Monday, the harbour office said.";
    const SECOND: &str = "Repairs took nine days and cost far more than the council had planned.";

    #[test]
    fn a_kicker_stands_above_a_headline_that_the_text_takes_up() {
        let kicker = "FROM THE QUAY";
        for (name, lines, row, wanted) in [
            ("a kicker", vec![kicker, TITLE, FIRST], 0, true),
            ("further down", vec!["Home", "News", kicker, TITLE, FIRST], 2, true),
            ("above nothing", vec![kicker], 0, false),
            ("in small letters", vec!["From the quay", TITLE, FIRST], 0, false),
            ("of six words", vec!["FROM THE OLD QUAY OF SELBY", TITLE, FIRST], 0, false),
            ("a button", vec!["SHARE", TITLE, FIRST], 0, false),
            ("above capitals", vec![kicker, "FERRY TO THE ISLAND RUNS AGAIN", FIRST], 0, false),
            ("above five words", vec![kicker, "Ferry to island runs again", FIRST], 0, false),
            ("above a sentence", vec![kicker, "Ferry to the island runs again.", FIRST], 0, false),
            ("above a line that the text does not take up", vec![kicker, TITLE, SECOND], 0, false),
            ("below a text", vec![SECOND, kicker, TITLE, FIRST], 1, false),
            (
                "above a headline that was printed before",
                vec![TITLE, kicker, TITLE, FIRST],
                1,
                false,
            ),
        ] {
            assert_eq!(ask(&lines.join("\n"), |text| text.is_kicker(row)), wanted, "{name}");
        }
    }

    #[test]
    fn a_headline_with_a_full_stop_is_printed_again_without() {
        let long = "The ferry to the island runs again from Monday";
        let stopped = format!("{long}.");
        for (name, lines, wanted) in [
            ("right below", vec!["Ferry runs again.", "Ferry runs again", FIRST], true),
            ("of nine words", vec![&*stopped, long, SECOND], true),
            ("with a text between", vec!["Ferry runs again.", SECOND, "Ferry runs again"], false),
            ("again with its stop", vec!["Ferry runs again.", "Ferry runs again.", FIRST], false),
            ("first without", vec!["Ferry runs again", "Ferry runs again.", FIRST], false),
            ("something else", vec!["Ferry runs again.", "Pier shut", FIRST], false),
        ] {
            let found = ask(&lines.join("\n"), |text| text.is_repeated_without_stop(0));
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn equal_lines_or_scenes_are_a_pair() {
        for (name, lines, row, wanted) in [
            ("equal lines", vec!["Harbour", "Harbour", FIRST], 0, true),
            ("the second of them", vec!["Harbour", "Harbour", FIRST], 1, false),
            ("with a line between", vec!["Harbour", "Pier", "Harbour"], 0, false),
            ("no such row", vec!["Harbour", "Harbour"], 7, false),
            (
                "a scene with a credit and without",
                vec![
                    "The ferry lies in the dock. Photo: Ann Lee",
                    "The ferry lies in the dock.",
                    FIRST,
                ],
                0,
                true,
            ),
        ] {
            assert_eq!(ask(&lines.join("\n"), |text| text.is_pair(row)), wanted, "{name}");
        }
    }

    #[test]
    fn something_of_a_head_follows_a_summary() {
        let deck = "The second ferry has to wait";
        let (date, words) =
            ("May 4, 2022", ["Pier", "Quay", "Dock", "Sail", "Mast", "Deck", "Rope", "Tide"]);
        let far = |count: usize| [&[TITLE, deck][..], &words[..count], &[date, FIRST]].concat();
        for (name, lines, row, wanted) in [
            ("a date", vec![TITLE, deck, date, FIRST], 1, true),
            ("a byline", vec![TITLE, deck, "By Nora Stell", FIRST], 1, true),
            ("a button", vec![TITLE, deck, "Facebook", FIRST], 1, true),
            ("a picture", vec![TITLE, deck, "The pier of Selby. Photo: Ann Lee", FIRST], 1, true),
            ("the headline again", vec![TITLE, deck, TITLE, FIRST], 1, true),
            ("the text", vec![TITLE, deck, FIRST, SECOND], 1, false),
            ("a paragraph and a date", vec![TITLE, deck, FIRST, date, SECOND], 1, true),
            ("two paragraphs and a date", vec![TITLE, deck, FIRST, SECOND, date], 1, false),
            ("a date in the last row of a head", far(HEAD - 1), 1, true),
            ("a date below it", far(HEAD), 1, false),
            ("it is the date itself", vec![TITLE, date, FIRST, SECOND], 1, false),
            ("nothing", vec![TITLE, deck], 1, false),
        ] {
            assert_eq!(ask(&lines.join("\n"), |text| text.may_be_deck(row)), wanted, "{name}");
        }
    }
}
