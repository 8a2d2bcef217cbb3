//! The captions of an article: each once, with a count, in its fullest form.
//!
//! Two lines are the same caption when their texts without the credit have equal keys and their
//! credits are equal or one has none. Two photographers make two captions. A caption that is cut,
//! with a button that shows the rest or without, is a copy of the one that goes on.

use crate::compare::key;
use crate::recognize::Lexicon;
use crate::recognize::forms::Forms;
use crate::removal::{Reason, Role};
use crate::stage::read::reading::Reading;
use crate::stage::{Document, Draft, Mark};

/// Captions among which a copy is looked for, from the last one back. A gallery prints its pictures
/// in one order.
const RECENT: usize = 64;

/// Marks the rows that were read as captions and credits. Linear.
pub(super) fn mark(document: &Document<'_>, draft: &mut Draft, readings: &[Reading]) {
    let mut captions = Captions { document, groups: Vec::new(), above: None };
    for (row, reading) in readings.iter().enumerate() {
        if reading.is_caption() {
            captions.add(draft, row);
        } else if reading.is_credit() {
            // A credit goes rather below its caption.
            let is_caption = |row: usize| readings.get(row).is_some_and(|it| it.is_caption());
            let is_credit = |row: usize| readings.get(row).is_some_and(|it| it.is_credit());
            let is_above = is_caption(row + 1) && !is_credit(row + 2);
            let is_below = row.checked_sub(1).is_some_and(|row| is_caption(row) || is_credit(row));
            captions.add_credit(
                draft,
                row,
                is_below,
                is_above && captions.has_none(draft, row + 1),
            );
        }
    }
    captions.finish(draft);
}

/// Shortest text, in bytes of its key, that another caption goes on with where it is cut: shorter
/// ones begin alike by chance.
const LEAST_CUT: usize = 24;
/// Where a key is cut.
const MARK: &str = "...";
/// Bytes and words of a button behind the mark of a cut: `... more`.
const BUTTON: usize = 24;
const BUTTON_WORDS: usize = 2;

/// A caption and its copies.
struct Group {
    text: String,
    credit: Option<String>,
    /// The row of the credit, where it stands on a line of its own.
    credit_row: Option<usize>,
    rows: Vec<Print>,
}

/// One print of a caption.
struct Print {
    row: usize,
    has_credit: bool,
    is_cut: bool,
}

/// What stands before the mark where a key is cut.
pub(super) fn before_cut(key: &str) -> Option<&str> {
    Some(cut(key)?.0)
}

/// What stands before the mark where a key is cut, and behind it.
fn cut(key: &str) -> Option<(&str, &str)> {
    // A mark further from the end has no button behind it: most keys are not searched to their
    // start.
    let from = key.floor_char_boundary(key.len().saturating_sub(MARK.len() + BUTTON));
    let at = from + key[from..].rfind(MARK)?;
    let (start, button) = (&key[..at], &key[at + MARK.len()..]);
    let is_button = button.len() <= BUTTON
        && button.split_whitespace().count() <= BUTTON_WORDS
        && button.chars().all(|char| char.is_alphabetic() || char == ' ');
    let start = start.trim_end_matches(['.', ' ']);
    (is_button && start.len() >= LEAST_CUT).then_some((start, button))
}

/// Whether the lists know what stands behind the mark where a key is cut, if anything does. Below a
/// picture other words are a button too; a sentence may say there what no other line says.
pub(super) fn is_button_listed(key: &str, lexicon: &Lexicon) -> bool {
    let button = cut(key).map_or("", |(_, button)| button.trim());
    button.is_empty() || lexicon.is_line_of(Forms::EXPAND, button)
}

struct Captions<'d, 't> {
    document: &'d Document<'t>,
    groups: Vec<Group>,
    /// The credit on the row right above, of the caption that comes, and that row.
    above: Option<(usize, String)>,
}

impl Captions<'_, '_> {
    /// The keys of a row's text without its credit, and of the credit.
    fn parts(&self, draft: &Draft, row: usize) -> (String, Option<String>) {
        let line = draft.rows[row].line;
        // The button behind a cut may read like an agency: `... mehr`.
        let is_cut = before_cut(self.document.key(line)).is_some();
        match self.document.facts(line).credit.as_ref().filter(|_| !is_cut) {
            Some(credit) => {
                let text = &self.document.lines[line].text;
                (key::of(&text[..credit.text_end]), Some(key::of(&text[credit.inner.clone()])))
            }
            None => (self.document.key(line).to_owned(), None),
        }
    }

    /// Whether a row is not marked yet and has no credit.
    fn has_none(&self, draft: &Draft, row: usize) -> bool {
        draft.rows[row].mark.is_open() && self.parts(draft, row).1.is_none()
    }

    fn add(&mut self, draft: &mut Draft, row: usize) {
        if !draft.rows[row].mark.is_open() {
            return;
        }
        let above = self.above.take();
        let (text, credit) = self.parts(draft, row);
        let Some((credit_row, printed)) = above else {
            self.add_parts(row, text, credit);
            return;
        };
        let at = self.add_parts(row, text, Some(printed));
        let group = &mut self.groups[at];
        let kept = group.kept_row();
        if kept == row {
            group.credit_row = Some(credit_row);
        } else {
            let twin = draft.rows[group.credit_row.unwrap_or(kept)].line;
            draft.rows[credit_row].mark = Mark::repeat(Reason::RepeatedCredit, twin);
        }
    }

    /// Adds a print to its group, and says which that is.
    fn add_parts(&mut self, row: usize, text: String, credit: Option<String>) -> usize {
        let has_credit = credit.is_some();
        let print = Print { row, has_credit, is_cut: before_cut(&text).is_some() };
        let from = self.groups.len().saturating_sub(RECENT);
        let same = |group: &Group| group.is_same(&text, credit.as_deref());
        if let Some(at) = self.groups[from..].iter().rposition(same).map(|at| from + at) {
            let group = &mut self.groups[at];
            if group.rows.iter().all(|print| print.is_cut) {
                group.text = text;
            }
            group.credit = group.credit.take().or(credit);
            group.rows.push(print);
            at
        } else {
            self.groups.push(Group { text, credit, credit_row: None, rows: vec![print] });
            self.groups.len() - 1
        }
    }

    /// A credit alone: again what the caption before it has, or of that caption where it stands right
    /// below it, or else of a caption right below, or of the caption before it all the same.
    fn add_credit(&mut self, draft: &mut Draft, row: usize, is_below: bool, is_above: bool) {
        if !draft.rows[row].mark.is_open() {
            return;
        }
        let line = draft.rows[row].line;
        let (text, credit) = self.parts(draft, row);
        if credit.is_some() && !text.is_empty() {
            self.add_parts(row, text, credit);
            return;
        }
        let printed = credit.clone().unwrap_or_else(|| self.document.key(line).to_owned());
        match self.groups.last_mut() {
            Some(group) if group.credit.as_deref() == Some(printed.as_str()) => {
                let twin = draft.rows[group.credit_row.unwrap_or_else(|| group.kept_row())].line;
                draft.rows[row].mark = Mark::repeat(Reason::RepeatedCredit, twin);
            }
            Some(group)
                if group.credit.is_none() && !group.text.is_empty() && (is_below || !is_above) =>
            {
                group.credit = Some(printed);
                group.credit_row = Some(row);
                draft.rows[row].mark = Mark::keep(Role::Credit);
            }
            _ if is_above => {
                self.above = Some((row, printed));
                draft.rows[row].mark = Mark::keep(Role::Credit);
            }
            _ => {
                self.add_parts(row, text, credit);
            }
        }
    }

    /// Keeps the fullest form of every caption and drops its copies.
    fn finish(self, draft: &mut Draft) {
        for group in &self.groups {
            let kept = group.kept_row();
            let twin = draft.rows[kept].line;
            for &Print { row, .. } in &group.rows {
                draft.rows[row].mark = if row == kept {
                    Mark::keep(Role::Caption)
                } else {
                    Mark::repeat(Reason::RepeatedCaption, twin)
                };
            }
        }
    }
}

impl Group {
    fn is_same(&self, text: &str, credit: Option<&str>) -> bool {
        let goes_on = |cut: &str, full: &str| {
            before_cut(cut).is_some_and(|start| full.len() > cut.len() && full.starts_with(start))
        };
        let is_same_text =
            self.text == text || goes_on(&self.text, text) || goes_on(text, &self.text);
        is_same_text
            && (self.credit.is_none() || credit.is_none() || self.credit.as_deref() == credit)
    }

    /// The first row that is not cut, of these the first one with the credit.
    fn kept_row(&self) -> usize {
        let kept =
            self.rows.iter().min_by_key(|print| (print.is_cut, !print.has_credit, print.row));
        kept.map_or(0, |print| print.row)
    }
}

#[cfg(test)]
mod tests {
    use super::{before_cut, is_button_listed, mark};
    use crate::Options;
    use crate::recognize::Lexicon;
    use crate::removal::{Reason, Role};
    use crate::stage::read::reading::Reading::{self, BodyCaption, BodyCredit, Paragraph};
    use crate::stage::{Draft, Mark, Rules, classify, lines};

    #[test]
    fn where_a_caption_is_cut() {
        for (key, start) in [
            ("the minister opens the northern ... more", Some("the minister opens the northern")),
            ("the minister opens the northern...", Some("the minister opens the northern")),
            ("the minister opens ... mehr", None),
            ("the minister opens the northern ... and then the southern pier", None),
            ("the minister opens the northern pier. less", None),
            ("the minister opens the northern ... more and more of it", None),
            ("the minister opens the northern ... 12", None),
        ] {
            assert_eq!(before_cut(key), start, "{key}");
        }
    }

    #[test]
    fn what_stands_behind_the_mark() {
        for (key, expected) in [
            ("the minister opens the northern ... more", true),
            ("the minister opens the northern...mehr", true),
            ("the minister opens the northern ... [read more]", true),
            ("the minister opens the northern...", true),
            ("the minister opens the northern pier", true),
            ("the minister opens the northern ... not us", false),
            ("the minister opens the northern pier in m...ay", false),
        ] {
            assert_eq!(is_button_listed(key, Lexicon::built_in()), expected, "{key}");
        }
    }

    /// The marks of the lines of a text that are read so.
    fn marks(input: &str, readings: &[Reading]) -> Vec<Mark> {
        let options = Options::default();
        let rules = Rules { options: &options, lexicon: Lexicon::built_in() };
        let mut document = lines::read(input, &options);
        classify::classify(&mut document, rules);
        let mut draft = Draft { rows: document.rows(), pairs: None };
        mark(&document, &mut draft, readings);
        draft.rows.into_iter().map(|row| row.mark).collect()
    }

    #[test]
    fn a_credit_again_is_a_repeat_of_the_line_that_has_it() {
        let alone = "Passengers wait at the quay of Oakmouth\n(Photo: Ann Lee)\n(Photo: Ann Lee)\n";
        let kept = [
            Mark::keep(Role::Caption),
            Mark::keep(Role::Credit),
            Mark::repeat(Reason::RepeatedCredit, 1),
        ];
        assert_eq!(marks(alone, &[BodyCaption, BodyCredit, BodyCredit]), kept);
        let beside = "Passengers wait at the quay of Oakmouth (Photo: Ann Lee)\n(Photo: Ann Lee)\nThe ferry runs again.\n";
        let kept = [Mark::keep(Role::Caption), Mark::repeat(Reason::RepeatedCredit, 0), Mark::Open];
        assert_eq!(marks(beside, &[BodyCaption, BodyCredit, Paragraph]), kept);
    }

    #[test]
    fn a_credit_above_its_caption() {
        let (credit, text) = ("(Photo: Ann Lee)", "Passengers wait at the quay of Oakmouth");
        let other = "The old ferry in the dock (Photo: Tom Bell)";
        let (caption, own) = (Mark::keep(Role::Caption), Mark::keep(Role::Credit));
        for (name, input, readings, wanted) in [
            (
                "alone",
                vec![credit, text],
                [BodyCredit, BodyCaption],
                vec![own.clone(), caption.clone()],
            ),
            (
                "of no caption",
                vec![credit, text],
                [BodyCredit, Paragraph],
                vec![caption.clone(), Mark::Open],
            ),
            (
                "over one with its own",
                vec![credit, other],
                [BodyCredit, BodyCaption],
                vec![caption.clone(), caption.clone()],
            ),
        ] {
            assert_eq!(marks(&input.join("\n"), &readings), wanted, "{name}");
        }
        let below = format!("{text}\n{credit}\nThe old ferry in the dock");
        let wanted = [caption.clone(), own.clone(), caption.clone()];
        assert_eq!(
            marks(&below, &[BodyCaption, BodyCredit, BodyCaption]),
            wanted,
            "of the one above"
        );
        let between =
            ["The old ferry in the dock", "The ferry runs again.", credit, text, other].join("\n");
        let readings = [BodyCaption, Paragraph, BodyCredit, BodyCaption, BodyCaption];
        let wanted = [
            Mark::repeat(Reason::RepeatedCaption, 4),
            Mark::Open,
            own.clone(),
            caption.clone(),
            caption.clone(),
        ];
        assert_eq!(marks(&between, &readings), wanted, "not of one further above");
        let twice = [credit, text, other, credit, text].join("\n");
        let wanted = [
            own.clone(),
            caption.clone(),
            caption.clone(),
            Mark::repeat(Reason::RepeatedCredit, 0),
            Mark::repeat(Reason::RepeatedCaption, 1),
        ];
        let readings = [BodyCredit, BodyCaption, BodyCaption, BodyCredit, BodyCaption];
        assert_eq!(marks(&twice, &readings), wanted, "both again");
        let later = [text, other, credit, text].join("\n");
        let wanted = [
            Mark::repeat(Reason::RepeatedCaption, 3),
            caption.clone(),
            own.clone(),
            caption.clone(),
        ];
        let readings = [BodyCaption, BodyCaption, BodyCredit, BodyCaption];
        assert_eq!(marks(&later, &readings), wanted, "the second print has the credit");
        let again = format!("{other}\n{credit}\n{text}\n{credit}");
        let wanted = [caption.clone(), caption.clone(), caption, own];
        assert_eq!(
            marks(&again, &[BodyCaption, BodyCredit, BodyCaption, BodyCredit]),
            wanted,
            "between two, the second with a credit below"
        );
    }
}
