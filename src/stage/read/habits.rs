//! What a text does all over: its gaps, and lines that come back.

use std::collections::HashMap;

use crate::compare::hasher::BuildKeyHasher;
use crate::stage::read::look::Look;
use crate::stage::read::signs::{Hash, Signs};
use crate::stage::{Document, Row};

/// Gaps beyond which all count alike.
const WIDEST: usize = 12;
/// Rows that lie between two lines for them to be of two articles: a head with its pictures is
/// shorter than that.
const FAR: usize = 6;

/// The habits of a text.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// The usual gap between two lines of prose.
    pub(super) body_gap: u32,
    /// The widest gap of the text.
    pub(super) widest: u32,
    /// The next to widest gap; 0 where there is no other.
    pub(super) second: u32,
    /// Whether all gaps are of one width.
    pub(super) has_one_gap: bool,
    /// How many rows stand below the widest gap.
    pub(super) widest_count: usize,
    /// Whether nearly all rows below the widest gap look like titles.
    pub(super) titles_below_widest: bool,
    /// Whether any line of prose stands a blank line from the next one.
    pub(super) has_gaps: bool,
    /// Of each row: how many others have its form, its digits aside, far from it; two at most.
    pub(super) same_form: Vec<u8>,
    /// Of each row: how many others begin with its first word, far from it; two at most.
    pub(super) same_start: Vec<u8>,
    /// Of each row: whether the same line stands elsewhere with the same line above it or below
    /// it.
    pub(super) framed: Vec<bool>,
}

impl Habits {
    pub(super) fn of(document: &Document<'_>, rows: &[Row], looks: &[&Look]) -> Self {
        let mut habits = Self::default();
        habits.measure_gaps(rows, looks);
        habits.same_form = far_copies(looks, |signs| signs.form);
        habits.same_start = far_copies(looks, |signs| signs.first_word);
        habits.framed = framed(document, rows, looks);
        habits
    }

    fn measure_gaps(&mut self, rows: &[Row], looks: &[&Look]) {
        let mut counts = [0_usize; WIDEST + 1];
        for (pair, row) in looks.windows(2).zip(rows.iter().skip(1)) {
            if pair[0].is_prose && pair[1].is_prose {
                counts[(row.blanks as usize).min(WIDEST)] += 1;
            }
        }
        if counts.iter().all(|&count| count == 0) {
            for row in rows.iter().skip(1) {
                counts[(row.blanks as usize).min(WIDEST)] += 1;
            }
        }
        let most = (0..=WIDEST).max_by_key(|&gap| (counts[gap], std::cmp::Reverse(gap)));
        self.body_gap = most.unwrap_or(0) as u32;
        self.has_gaps = self.body_gap > 0;
        for row in rows.iter().skip(1) {
            if row.blanks > self.widest {
                self.second = self.widest;
                self.widest = row.blanks;
            } else if row.blanks < self.widest {
                self.second = self.second.max(row.blanks);
            }
        }
        self.has_one_gap = rows.windows(3).all(|three| three[1].blanks == three[2].blanks);
        let below = || rows.iter().zip(looks).skip(1).filter(|(row, _)| row.blanks == self.widest);
        self.widest_count = below().count();
        let titles = below().filter(|(_, look)| look.is_title || look.is_short).count();
        self.titles_below_widest = titles * 5 >= self.widest_count * 4;
    }
}

/// Of each row: how many others, far from it, have the same sign; two at most.
fn far_copies(looks: &[&Look], sign: impl Fn(&Signs) -> Option<Hash>) -> Vec<u8> {
    let signs = || looks.iter().map(|look| sign(&look.signs));
    let mut seen: HashMap<Hash, (usize, usize, u8), BuildKeyHasher> = HashMap::default();
    for (row, sign) in signs().enumerate() {
        let Some(sign) = sign else { continue };
        let (first, last, count) = seen.entry(sign).or_insert((row, row, 1));
        if row > *last + FAR {
            *count = count.saturating_add(1).min(3);
        }
        *last = row;
        *first = (*first).min(row);
    }
    signs()
        .map(|sign| sign.and_then(|sign| seen.get(&sign)).map_or(0, |(_, _, count)| count - 1))
        .collect()
}

/// Whether the same line stands elsewhere with the same neighbour.
fn framed(document: &Document<'_>, rows: &[Row], looks: &[&Look]) -> Vec<bool> {
    let hash = |row: usize| document.lines[rows[row].line].hash;
    let mut pairs: HashMap<u64, usize, BuildKeyHasher> = HashMap::default();
    let mut framed = vec![false; rows.len()];
    for row in 1..rows.len() {
        if looks[row].is_prose && looks[row - 1].is_prose || hash(row) == hash(row - 1) {
            continue;
        }
        let pair = hash(row).rotate_left(17) ^ hash(row - 1);
        let first = *pairs.entry(pair).or_insert(row);
        if row > first + FAR {
            for at in [first, first - 1, row, row - 1] {
                framed[at] = true;
            }
        }
    }
    framed
}

#[cfg(test)]
mod tests {
    use super::Habits;
    use crate::stage::read::facts::tests::{text, with_rows};
    use crate::stage::read::look;

    /// The habits of a text with lines of these kinds.
    fn of(kinds: &str) -> Habits {
        with_rows(&text(kinds), |document, rows, rules| {
            Habits::of(document, rows, &look::of_rows(document, rows, rules))
        })
    }

    #[test]
    fn gaps() {
        for (name, kinds, body, widest, second, has_gaps) in [
            ("a text without gaps", "TPP", 0, 0, 0, false),
            ("a text with one gap", "T-P-P", 1, 1, 0, true),
            ("most lines of prose", "P-P-PP", 1, 1, 0, true),
            ("fewer of them", "P-PPP", 0, 1, 0, false),
            ("two gaps alike", "P--P-P", 1, 2, 1, true),
            ("prose before other lines", "PP-T-T-T", 0, 1, 0, false),
            ("prose above a title", "P-P--T--P--T", 1, 2, 1, true),
            ("no two lines of prose", "T-T-TT", 1, 1, 0, true),
            ("no two next to each other", "P-T-P--T", 1, 2, 1, true),
            ("one line", "P", 0, 0, 0, false),
            ("blank lines above the first", "---P-P", 1, 1, 0, true),
            ("twelve blank lines", "P------------P", 12, 12, 0, true),
            ("thirteen", "P-------------P", 12, 13, 0, true),
            ("a gap that grows", "P-P--P---P", 1, 3, 2, true),
            ("a gap that shrinks", "P---P--P-P", 1, 3, 2, true),
            ("a gap that grows and shrinks", "P--P---P-P", 1, 3, 2, true),
            ("the widest gap twice", "P-P--P--P-P", 1, 2, 1, true),
        ] {
            let it = of(kinds);
            assert_eq!(
                (it.body_gap, it.widest, it.second, it.has_gaps),
                (body, widest, second, has_gaps),
                "{name}: {kinds}"
            );
        }
    }

    #[test]
    fn one_gap() {
        for (kinds, expected) in [
            ("P-P-P", true),
            ("PPP", true),
            ("P--P--P", true),
            ("P-PP", false),
            ("PP-P", false),
            ("P-P--P", false),
            ("---P-P", true),
        ] {
            assert_eq!(of(kinds).has_one_gap, expected, "{kinds}");
        }
    }

    #[test]
    fn what_stands_below_the_widest_gap() {
        for (name, kinds, count, is_of_titles) in [
            ("titles", "P-P-P--T--T", 2, true),
            ("a title and a text", "P-P-P--T--P", 2, false),
            ("four titles of five", "P-P-P--T--T--P--T--T", 5, true),
            ("three titles of four", "P-P-P--T--P--T--T", 4, false),
            ("a word", "P-P-P--W", 1, true),
            ("a text", "P-P-P--P", 1, false),
            ("the first row is below none", "T-P-P", 2, false),
        ] {
            let it = of(kinds);
            assert_eq!(
                (it.widest_count, it.titles_below_widest),
                (count, is_of_titles),
                "{name}: {kinds}"
            );
        }
    }

    #[test]
    fn forms_and_starts_that_come_back() {
        for (name, kinds, expected) in [
            ("seven rows away", "?PPPPPP?", [1, 1].as_slice()),
            ("six rows away", "?PPPPP?", &[0, 0]),
            ("three far from each other", "?PPPPPP?PPPPPP?", &[2, 2, 2]),
            ("four far from each other", "?PPPPPP?PPPPPP?PPPPPP?", &[2, 2, 2, 2]),
            ("three near each other", "?PPP?PPP?", &[0, 0, 0]),
            ("two near each other and one far", "??PPPPPP?", &[1, 1, 1]),
        ] {
            let rows = kinds.char_indices().filter(|(_, kind)| *kind == '?').map(|(row, _)| row);
            let forms = of(&kinds.replace('?', "d")).same_form;
            let starts = of(&kinds.replace('?', "l")).same_start;
            assert_eq!(
                rows.clone().map(|row| forms[row]).collect::<Vec<_>>(),
                expected,
                "{name}: forms"
            );
            assert_eq!(
                rows.clone().map(|row| starts[row]).collect::<Vec<_>>(),
                expected,
                "{name}: starts"
            );
            assert_eq!(
                of(&kinds.replace('?', "T")).same_form,
                vec![0; kinds.len()],
                "{name}: titles without digits"
            );
        }
    }

    #[test]
    fn frames() {
        for (name, kinds, expected) in [
            ("two lines far away", "wtPPPPPwt", "xx.....xx"),
            ("nearer", "wtPPPPwt", "........"),
            ("in the other order", "wtPPPPPtw", "........."),
            ("one line of them", "wtPPPPPwT", "........."),
            ("two lines of prose", "pqPPPPPpq", "........."),
            ("prose above a title", "ptPPPPPpt", "xx.....xx"),
            ("a title above prose", "tpPPPPPtp", "xx.....xx"),
            ("the same line twice", "ttPPPPPtt", "........."),
            ("further down", "PwtPPPPPwt", ".xx.....xx"),
        ] {
            let framed: String =
                of(kinds).framed.iter().map(|&framed| if framed { 'x' } else { '.' }).collect();
            assert_eq!(framed, expected, "{name}: {kinds}");
        }
    }
}
