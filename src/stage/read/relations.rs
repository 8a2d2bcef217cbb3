//! What the lines of a text have to do with each other: equal ones, forms of one headline,
//! beginnings and sentences of others.

use std::collections::HashMap;
use std::num::NonZeroU32;

use memchr::memmem;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::tokens;
use crate::recognize::headline::{Relation, relation};
use crate::stage::read::captions;
use crate::stage::read::look::Look;
use crate::stage::read::signs::{BEFORE_SENTENCES, Hash, as_sentence, bare};
use crate::stage::{Document, Row, Rules};

/// Rows below a title among which another form of it is looked for: a head with a gallery is seldom
/// longer.
const FORM_WINDOW: usize = 24;
/// Rows above and below in which the paragraph stands that a pull quote is of.
const QUOTE_WINDOW: usize = 5;
/// Texts that begin alike among which one that goes on is looked for, on either side.
const MOST_STARTS: usize = 3;
/// Bytes of a key that may be a sentence of another line. A shorter one is said twice by chance, a
/// longer one is a paragraph.
const QUOTE_BYTES: std::ops::RangeInclusive<usize> = 24..=420;
/// Words of a title that are looked for in the text below it.
const TITLE_WORDS: usize = 8;
/// Lines of prose below a title in which its words are looked for.
const PROSE_BELOW: usize = 4;
/// Rows in which these lines of prose must stand.
const PROSE_WITHIN: usize = 24;

/// How many rows another row is away, if there is one. A row has six of them, so they are small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Distance(Option<NonZeroU32>);

impl Distance {
    fn to(by: usize) -> Self {
        Self(NonZeroU32::new(by as u32))
    }

    pub(super) fn get(self) -> Option<u32> {
        self.0.map(NonZeroU32::get)
    }
}

/// What a row has to do with the others.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Relations {
    /// To the nearest row above and below with the same key.
    pub(super) equal_above: Distance,
    pub(super) equal_below: Distance,
    /// How many rows have its key.
    pub(super) equals: u32,
    /// To the nearest row above and below with the same text but for a credit.
    pub(super) scene_above: Distance,
    pub(super) scene_below: Distance,
    /// To the nearest row above and below that is a form of the same headline, and how it stands
    /// to it.
    pub(super) form_above: Option<(u32, Relation)>,
    pub(super) form_below: Option<(u32, Relation)>,
    /// To a row below that goes on where this one ends.
    pub(super) goes_on_below: Distance,
    /// To a row above that goes on where this one ends.
    pub(super) goes_on_above: Distance,
    /// To a row near by that holds this one as a sentence, and whether it does not begin with it.
    pub(super) sentence_of: Option<(i32, bool)>,
    /// How many of the longer words of a title the text below has, of ten; none where there are no
    /// such words or no text.
    pub(super) taken_up: Option<u8>,
}

/// The relations of all rows. Linear: each row is compared with a bounded number of others.
pub(super) fn find(
    document: &Document<'_>,
    rows: &[Row],
    looks: &[&Look],
    rules: Rules<'_>,
) -> Vec<Relations> {
    let mut found = vec![Relations::default(); rows.len()];
    find_equals(document, rows, looks, &mut found);
    find_forms(document, rows, looks, rules, &mut found);
    find_beginnings(document, rows, looks, &mut found);
    find_sentences(document, rows, looks, &mut found);
    find_taken_up(document, rows, looks, &mut found);
    found
}

/// Equal rows, and rows that are equal but for a credit.
fn find_equals(document: &Document<'_>, rows: &[Row], looks: &[&Look], found: &mut [Relations]) {
    let hashes: Vec<u64> = rows.iter().map(|row| document.lines[row.line].hash).collect();
    link(&hashes, found, |it, above| if above { &mut it.equal_above } else { &mut it.equal_below });
    count_equals(found);
    let scenes: Vec<u64> = hashes
        .iter()
        .zip(looks)
        .map(|(&hash, look)| look.signs.scene.map_or(hash, Hash::get))
        .collect();
    if scenes == hashes {
        // Without credits a scene is a whole line.
        for it in found {
            (it.scene_above, it.scene_below) = (it.equal_above, it.equal_below);
        }
    } else {
        link(
            &scenes,
            found,
            |it, above| if above { &mut it.scene_above } else { &mut it.scene_below },
        );
    }
}

/// Links every row with the nearest ones that have the same hash.
fn link(
    hashes: &[u64],
    found: &mut [Relations],
    field: impl Fn(&mut Relations, bool) -> &mut Distance,
) {
    let mut last: HashMap<u64, usize, BuildKeyHasher> =
        HashMap::with_capacity_and_hasher(hashes.len(), BuildKeyHasher::default());
    for (row, &hash) in hashes.iter().enumerate() {
        if let Some(above) = last.insert(hash, row) {
            *field(&mut found[row], true) = Distance::to(row - above);
            *field(&mut found[above], false) = Distance::to(row - above);
        }
    }
}

/// Counts the rows of each key along their links: down to know how many stand above, up to tell all
/// of them.
fn count_equals(found: &mut [Relations]) {
    for row in 0..found.len() {
        found[row].equals =
            found[row].equal_above.get().map_or(0, |by| found[row - by as usize].equals) + 1;
    }
    for row in (0..found.len()).rev() {
        if let Some(by) = found[row].equal_below.get() {
            found[row].equals = found[row + by as usize].equals;
        }
    }
}

fn find_forms(
    document: &Document<'_>,
    rows: &[Row],
    looks: &[&Look],
    rules: Rules<'_>,
    found: &mut [Relations],
) {
    let may_be: Vec<u32> =
        (0..).zip(looks).filter(|(_, look)| look.may_be_headline).map(|(row, _)| row).collect();
    for (at, &row) in may_be.iter().enumerate() {
        let row = row as usize;
        let (first, last) = looks[row].signs.ends;
        let below = may_be[at + 1..]
            .iter()
            .map(|&below| below as usize)
            .take_while(|&below| below <= row + FORM_WINDOW);
        let may_be_form = |&below: &usize| {
            looks[below].signs.ends.0 == first || looks[below].signs.ends.1 == last
        };
        for below in below.filter(may_be_form) {
            if let Some(relation) = relation(
                document.key(rows[row].line),
                document.key(rows[below].line),
                rules.lexicon,
            ) {
                let by = (below - row) as u32;
                found[row].form_below.get_or_insert((by, relation));
                found[below].form_above = Some((by, relation));
            }
        }
    }
}

/// Texts that begin as another does and end before it.
fn find_beginnings(
    document: &Document<'_>,
    rows: &[Row],
    looks: &[&Look],
    found: &mut [Relations],
) {
    // The nearest rows above and below that begin alike.
    let mut alike = vec![(Distance::default(), Distance::default()); rows.len()];
    let mut last: HashMap<Hash, usize, BuildKeyHasher> = HashMap::default();
    for row in 0..rows.len() {
        if let Some(above) = looks[row].signs.start.and_then(|start| last.insert(start, row)) {
            alike[row].0 = Distance::to(row - above);
            alike[above].1 = Distance::to(row - above);
        }
    }
    let next_above = |&row: &usize| alike[row].0.get().map(|by| row - by as usize);
    let next_below = |&row: &usize| alike[row].1.get().map(|by| row + by as usize);
    for row in (0..rows.len()).filter(|&row| alike[row] != Default::default()) {
        let cut = cut_key(document.key(rows[row].line), looks[row].is_cut);
        let is_longer = |&other: &usize| {
            let full = bare(document.key(rows[other].line));
            !document.same_key(rows[other].line, rows[row].line)
                && full.len() > cut.len() + 1
                && full.starts_with(cut)
        };
        let mut above = std::iter::successors(next_above(&row), next_above).take(MOST_STARTS);
        let mut below = std::iter::successors(next_below(&row), next_below).take(MOST_STARTS);
        found[row].goes_on_below =
            below.find(is_longer).map(|below| Distance::to(below - row)).unwrap_or_default();
        found[row].goes_on_above =
            above.find(is_longer).map(|above| Distance::to(row - above)).unwrap_or_default();
    }
}

/// What stands before the mark where a text was cut.
fn cut_key(key: &str, is_cut: bool) -> &str {
    let key = bare(key);
    let before_button = captions::before_cut(key).filter(|_| is_cut);
    if let Some(start) = before_button {
        return start;
    }
    if is_cut {
        key.trim_end_matches(['.', '[', ']', '(', ')', ' '])
    } else {
        key.trim_end_matches(['"', '\''])
    }
}

fn find_sentences(document: &Document<'_>, rows: &[Row], looks: &[&Look], found: &mut [Relations]) {
    for row in 0..rows.len() {
        let key = document.key(rows[row].line);
        if !QUOTE_BYTES.contains(&key.len()) || looks[row].is_tiny || looks[row].kind_is_furniture {
            continue;
        }
        let sentence = as_sentence(key);
        // Nearly no line is a sentence of another: the bits of their starts tell most of them
        // apart.
        let from = row.saturating_sub(QUOTE_WINDOW);
        for other in from..rows.len().min(row + QUOTE_WINDOW + 1) {
            if other == row || !looks[row].signs.may_be_sentence_of(&looks[other].signs) {
                continue;
            }
            let text = document.key(rows[other].line);
            if text.len() < sentence.len() + 12 {
                continue;
            }
            let found_at = place_of(sentence.as_bytes(), text.as_bytes());
            debug_assert_eq!(found_at, text.find(sentence), "a sentence is found elsewhere");
            let Some(at) = found_at else { continue };
            let opens = text[..at].trim_end_matches(['"', '\'', '-', ' ']);
            let is_sentence = opens.is_empty() || opens.ends_with(BEFORE_SENTENCES);
            if is_sentence {
                found[row].sentence_of = Some((other as i32 - row as i32, !opens.is_empty()));
                break;
            }
        }
    }
}

/// Where a sentence stands in a text. A few places are tried where its start stands: the search for
/// all of a long sentence takes longer to get ready than to find it.
fn place_of(sentence: &[u8], text: &[u8]) -> Option<usize> {
    const TRIES: usize = 4;
    const START: usize = 12;
    let start = &sentence[..sentence.len().min(START)];
    let mut from = 0;
    for _ in 0..TRIES {
        let at = from + memmem::find(&text[from..], start)?;
        if text[at..].starts_with(sentence) {
            return Some(at);
        }
        from = at + 1;
    }
    memmem::find(&text[from..], sentence).map(|at| from + at)
}

/// Measures what the text takes up of every title. A title that is printed again over the same
/// prose is not measured again.
fn find_taken_up(document: &Document<'_>, rows: &[Row], looks: &[&Look], found: &mut [Relations]) {
    let mut pieces = Vec::new();
    for row in (0..rows.len()).filter(|&row| looks[row].is_title) {
        let above = found[row].equal_above.get().map(|by| row - by as usize).filter(|&above| {
            let is_same =
                looks[above].is_title && document.same_key(rows[above].line, rows[row].line);
            is_same && prose_below(looks, above).eq(prose_below(looks, row))
        });
        found[row].taken_up = match above {
            Some(above) => found[above].taken_up,
            None => taken_up(document, rows, looks, row, &mut pieces),
        };
    }
}

/// The first lines of prose below a row.
fn prose_below(looks: &[&Look], row: usize) -> impl Iterator<Item = usize> {
    let below = row + 1..looks.len().min(row + 1 + PROSE_WITHIN);
    below.filter(|&other| looks[other].is_prose).take(PROSE_BELOW)
}

/// The pieces of four bytes that a line has, a bit each that some share: most words of a title are
/// in no line of the prose, and several titles stand above the same prose.
struct Pieces {
    row: usize,
    bits: [u64; 1 << (PIECE_BITS - 6)],
}

/// Bits of the table of pieces. A line of prose has some hundreds of them.
const PIECE_BITS: u32 = 12;

impl Pieces {
    fn of(row: usize, text: &str) -> Self {
        let mut bits = [0; 1 << (PIECE_BITS - 6)];
        for piece in text.as_bytes().windows(4) {
            let bit = Self::bit([piece[0], piece[1], piece[2], piece[3]]);
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Self { row, bits }
    }

    /// Whether `word` may be in the line, by its start and its end.
    fn may_hold(&self, word: &[u8]) -> bool {
        let has = |piece: &[u8; 4]| {
            let bit = Self::bit(*piece);
            self.bits[bit / 64] >> (bit % 64) & 1 == 1
        };
        word.first_chunk().is_none_or(has) && word.last_chunk().is_none_or(has)
    }

    fn bit(piece: [u8; 4]) -> usize {
        (u32::from_le_bytes(piece).wrapping_mul(0x9e37_79b1) >> (32 - PIECE_BITS)) as usize
    }
}

/// How many of the longer words of a title the prose below it has, of ten. `pieces` are those of
/// lines of prose near by.
fn taken_up(
    document: &Document<'_>,
    rows: &[Row],
    looks: &[&Look],
    row: usize,
    pieces: &mut Vec<Pieces>,
) -> Option<u8> {
    let title = document.key(rows[row].line);
    let mut words: Vec<&str> = Vec::with_capacity(TITLE_WORDS);
    let mut unspaced: Vec<&str> = Vec::new();
    let count = tokens::for_each_span(title, |start, end| {
        if end - start >= tokens::STEM_BYTES && words.len() < TITLE_WORDS {
            words.push(&title[start..end]);
        }
    });
    if count.is_unspaced() {
        let starts: Vec<usize> =
            title.char_indices().map(|(at, _)| at).chain([title.len()]).collect();
        unspaced =
            starts.windows(3).step_by(2).take(TITLE_WORDS).map(|at| &title[at[0]..at[2]]).collect();
    }
    // A pair of signs has no ending.
    let words =
        if unspaced.is_empty() { words.into_iter().map(tokens::stem).collect() } else { unspaced };
    if words.is_empty() {
        return None;
    }
    pieces.retain(|of| of.row > row);
    for other in prose_below(looks, row) {
        if pieces.last().is_none_or(|last| last.row < other) {
            pieces.push(Pieces::of(other, document.key(rows[other].line)));
        }
    }
    if pieces.is_empty() {
        return None;
    }
    let is_taken_up = |word: &&&str| {
        let is_in = |of: &Pieces| {
            let text = document.key(rows[of.row].line);
            debug_assert!(
                of.may_hold(word.as_bytes()) || !text.contains(**word),
                "a word is passed over: {word}"
            );
            of.may_hold(word.as_bytes()) && text.contains(**word)
        };
        pieces.iter().any(is_in)
    };
    let known = words.iter().filter(is_taken_up).count();
    Some((known * 10 / words.len()) as u8)
}

#[cfg(test)]
mod tests {
    use super::{Relations, place_of};
    use crate::recognize::headline::Relation::{
        self, Equal, FirstCut, FirstLonger, SecondCut, SecondLonger,
    };
    use crate::stage::read::facts::tests::{text, with_rows};
    use crate::stage::read::look;

    /// The relations of the rows of a text.
    fn find(input: &str) -> Vec<Relations> {
        with_rows(input, |document, rows, rules| {
            super::find(document, rows, &look::of_rows(document, rows, rules), rules)
        })
    }

    /// Two lines with so many lines of prose between.
    fn apart(first: &str, between: usize, last: &str) -> String {
        format!("{first}\n{}{last}", text(&"P".repeat(between)))
    }

    #[test]
    fn equal_lines_and_scenes() {
        for (kinds, row, above, below, equals) in [
            ("tPT", 0, None, None, 1),
            ("tt", 0, None, Some(1), 2),
            ("tt", 1, Some(1), None, 2),
            ("tPtPPt", 0, None, Some(2), 3),
            ("tPtPPt", 2, Some(2), Some(3), 3),
            ("tPtPPt", 5, Some(3), None, 3),
            ("tPtPPt", 1, None, None, 1),
            ("tptp", 1, None, Some(2), 2),
            ("Cc", 0, None, None, 1),
        ] {
            let it = find(&text(kinds))[row];
            assert_eq!(
                (it.equal_above.get(), it.equal_below.get(), it.equals),
                (above, below, equals),
                "row {row} of {kinds}"
            );
        }
        for (kinds, row, above, below) in [
            ("Cc", 0, None, Some(1)),
            ("Cc", 1, Some(1), None),
            ("cPC", 2, Some(2), None),
            ("CPcPPC", 2, Some(2), Some(3)),
            ("CPS", 0, None, None),
            ("tPt", 0, None, Some(2)),
            ("tPtC", 2, Some(2), None),
        ] {
            let it = find(&text(kinds))[row];
            assert_eq!(
                (it.scene_above.get(), it.scene_below.get()),
                (above, below),
                "row {row} of {kinds}"
            );
        }
    }

    #[test]
    fn forms_of_one_headline() {
        const TITLE: &str = "Ferry to the island runs again from Monday";
        let check = |name: &str,
                     input: &str,
                     row: usize,
                     above: Option<(u32, Relation)>,
                     below: Option<(u32, Relation)>| {
            let it = find(input)[row];
            assert_eq!((it.form_above, it.form_below), (above, below), "{name}");
        };
        for (name, kinds, row, above, below) in [
            ("an equal line", "tPt", 0, None, Some((2, Equal))),
            ("a longer form", "tPf", 0, None, Some((2, SecondLonger))),
            ("the other way round", "fPt", 0, None, Some((2, FirstLonger))),
            ("a cut form", "tx", 0, None, Some((1, SecondCut))),
            ("a cut form above", "xt", 1, Some((1, FirstCut)), None),
            ("the nearest of several", "tPfPPt", 0, None, Some((2, SecondLonger))),
            ("the nearest above", "tPfPPt", 5, Some((3, FirstLonger)), None),
            ("one on both sides", "tPfPPt", 2, Some((2, SecondLonger)), Some((3, FirstLonger))),
            ("another title", "tPT", 0, None, None),
        ] {
            check(name, &text(kinds), row, above, below);
        }
        check("a kicker", &format!("{TITLE}\nBreaking: {TITLE}"), 0, None, Some((1, SecondLonger)));
        check("24 rows below", &apart(TITLE, 23, TITLE), 0, None, Some((24, Equal)));
        check("25 rows below", &apart(TITLE, 24, TITLE), 0, None, None);
        let long = format!(
            "{TITLE}, said the harbour office of the island on a {} day.",
            "very ".repeat(20)
        );
        check(
            "a sentence that is too long for a headline",
            &format!("{long}\n{long}"),
            0,
            None,
            None,
        );
    }

    #[test]
    fn lines_that_go_on() {
        for (kinds, row, above, below) in [
            ("kPK", 0, None, Some(2)),
            ("KPPk", 3, Some(3), None),
            ("jPK", 0, None, Some(2)),
            ("jPj", 0, None, None),
            ("KPK", 0, None, None),
            ("jjjK", 0, None, Some(3)),
            ("jjjjK", 0, None, None),
            ("Kjjj", 3, Some(3), None),
            ("Kjjjj", 4, None, None),
            ("KkK", 1, Some(1), Some(1)),
            ("KPjPPK", 2, Some(2), Some(3)),
        ] {
            let it = find(&text(kinds))[row];
            assert_eq!(
                (it.goes_on_above.get(), it.goes_on_below.get()),
                (above, below),
                "row {row} of {kinds}"
            );
        }
        for (first, second, expected) in [
            ("The office wants to buy a ferry", "The office wants to buy a ferry.", None),
            ("The office wants to buy a ferry", "The office wants to buy a ferry:)", Some(1)),
            (
                "The office wants to buy a ferry.",
                "The office wants to buy a ferry and a pier",
                None,
            ),
            (
                "The office wants to buy a ferry [...]",
                "The office wants to buy a ferry and a pier",
                Some(1),
            ),
            (
                "The office wants to buy a ferry ... more",
                "The office wants to buy a ferry and a pier",
                Some(1),
            ),
            (
                "The office wants to buy a ferry more",
                "The office wants to buy a ferry and a pier",
                None,
            ),
            (
                "“The office wants to buy a ferry”",
                "The office wants to buy a ferry and a pier",
                Some(1),
            ),
            (
                "The office wants to buy a ferry",
                "“The office wants to buy a ferry and a pier”",
                Some(1),
            ),
            (
                "• The office wants to buy a ferry",
                "The office wants to buy a ferry and a pier",
                Some(1),
            ),
            ("The office wants a ferry", "The office wants a ferry and a pier", Some(1)),
            ("The office buys a ferry", "The office buys a ferry and a pier", None),
            (
                "The office wants to buy a ferry [...]",
                "The office wants to buy a ferry [...]",
                None,
            ),
            (
                "The office wants to buy a ferry ... more",
                "The office wants to buy a ferry ... more",
                None,
            ),
        ] {
            assert_eq!(
                find(&format!("{first}\n{second}"))[0].goes_on_below.get(),
                expected,
                "{first:?} above {second:?}"
            );
        }
    }

    #[test]
    fn sentences_of_other_lines() {
        for (kinds, row, expected) in [
            ("qPQ", 0, Some((2, true))),
            ("qPR", 0, Some((2, false))),
            ("QPq", 2, Some((-2, true))),
            ("RPq", 2, Some((-2, false))),
            ("qPPPPQ", 0, Some((5, true))),
            ("qPPPPPQ", 0, None),
            ("QPPPPq", 5, Some((-5, true))),
            ("QPPPPPq", 6, None),
            ("QPqR", 2, Some((-2, true))),
            ("PqP", 1, None),
            ("qQ", 1, None),
        ] {
            assert_eq!(find(&text(kinds))[row].sentence_of, expected, "row {row} of {kinds}");
        }
        let days = "Repairs took eight days.";
        let long = |end: &str| format!("The ferry {}{end}", "never ".repeat(67));
        for (name, sentence, other, expected) in [
            ("24 bytes", days.to_owned(), format!("{days} Nobody knows why."), Some((1, false))),
            (
                "23 bytes",
                "Repairs took nine days.".to_owned(),
                "Repairs took nine days. Nobody knows why.".to_owned(),
                None,
            ),
            ("12 bytes more", days.to_owned(), format!("{days} And it rain"), Some((1, false))),
            ("11 bytes more", days.to_owned(), format!("{days} And it ran"), None),
            (
                "420 bytes",
                long("goes on."),
                format!("{} Nobody knows why.", long("goes on.")),
                Some((1, false)),
            ),
            (
                "421 bytes",
                long("comes on."),
                format!("{} Nobody knows why.", long("comes on.")),
                None,
            ),
            (
                "in quotes",
                format!("“{days}”"),
                format!("The mayor wrote: {days} Nobody knows why."),
                Some((1, true)),
            ),
            (
                "quoted in the other",
                days.to_owned(),
                format!("The mayor wrote: “{days}”"),
                Some((1, true)),
            ),
            (
                "quoted at its start",
                days.to_owned(),
                format!("“{days}” That is what he wrote."),
                Some((1, false)),
            ),
            ("behind a word", days.to_owned(), format!("The mayor wrote that {days}"), None),
            (
                "behind a question",
                days.to_owned(),
                format!("What was it that went wrong? {days}"),
                Some((1, true)),
            ),
            (
                "two words",
                "Harbourmasters disagreed.".to_owned(),
                "Harbourmasters disagreed. Nobody knows why they did.".to_owned(),
                None,
            ),
            (
                "three words",
                "Harbourmasters all disagreed.".to_owned(),
                "Harbourmasters all disagreed. Nobody knows why they did.".to_owned(),
                Some((1, false)),
            ),
            (
                "a button",
                "Leave a reply cancel reply".to_owned(),
                "The page had this. Leave a reply cancel reply and so on.".to_owned(),
                None,
            ),
            (
                "no button",
                "Leave a boat cancel boat".to_owned(),
                "The page had this. Leave a boat cancel boat and so on.".to_owned(),
                Some((1, true)),
            ),
            (
                "behind many that begin so",
                days.to_owned(),
                format!(
                    "Repairs took one day. Repairs took two days. Repairs took ten days. Repairs took six days. Repairs took long. {days}"
                ),
                Some((1, true)),
            ),
        ] {
            assert_eq!(find(&format!("{sentence}\n{other}"))[0].sentence_of, expected, "{name}");
        }
    }

    #[test]
    fn the_place_of_a_sentence() {
        for (sentence, text, expected) in [
            ("a ferry", "a ferry", Some(0)),
            ("a ferry", "it is a ferry", Some(6)),
            ("a ferry", "it is a pier", None),
            ("the old ferry waits", "the old ferry runs and the old ferry waits", Some(23)),
            ("the old ferry waits", "the old ferry runs and the old ferry stops", None),
            ("aaaaaaaaaaaaab", "aaaaaaaaaaaaaab", Some(1)),
            ("aaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaab", Some(4)),
            ("aaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaaaab", Some(6)),
            ("aaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaaaaa", None),
        ] {
            assert_eq!(
                place_of(sentence.as_bytes(), text.as_bytes()),
                expected,
                "{sentence:?} in {text:?}"
            );
        }
    }

    #[test]
    fn titles_that_the_text_takes_up() {
        const PROSE: &str =
            "The ferry to the island runs again from Monday, the harbour office said.";
        for (name, title, expected) in [
            ("all of its words", "Ferry island harbour", Some(10)),
            ("none of them", "Swift brown horse", Some(0)),
            ("one of three", "Ferry swift horse", Some(3)),
            ("a word of five letters and shorter ones", "The ferry and why", Some(10)),
            ("shorter ones alone", "The runs and from", None),
            ("the eighth word", "Swift brown horse white crane green chair ferry", Some(1)),
            ("the ninth word", "Swift brown horse white crane green chair table ferry", Some(0)),
            ("another ending", "Islander at the pier", Some(10)),
            ("a longer ending", "Ferrying at the pier", Some(0)),
            ("a word of which five letters differ", "Ferrum at the pier", Some(0)),
            ("no title", "Ferry again", None),
            ("a sentence", "Ferry runs again.", None),
        ] {
            assert_eq!(find(&format!("{title}\n{PROSE}"))[0].taken_up, expected, "{name}");
        }
        let chinese = "港口办公室周二表示渡轮将在维修九天之后重新开航。";
        assert_eq!(
            find(&format!("渡轮桥塔恢复\n{chinese}"))[0].taken_up,
            Some(3),
            "one pair of three"
        );
        assert_eq!(
            find(&format!("渡轮周一恢复\n{chinese}"))[0].taken_up,
            Some(3),
            "a pair whose first sign it has"
        );
        assert_eq!(
            find(&format!("渡轮维修\n{chinese}"))[0].taken_up,
            None,
            "two words are no title"
        );
        assert_eq!(
            find(&format!("大桥早晨恢复\n{chinese}"))[0].taken_up,
            Some(0),
            "no pair of three"
        );
        for (kinds, row, expected) in [
            ("tp", 0, Some(10)),
            ("tW", 0, None),
            ("pt", 1, None),
            ("tPPPp", 0, Some(10)),
            ("tPPPPp", 0, Some(0)),
            ("tWWWWWWWWWWWWWWWWWWWWWWWp", 0, Some(10)),
            ("tWWWWWWWWWWWWWWWWWWWWWWWWp", 0, None),
            ("tpfP", 2, Some(0)),
            ("tptP", 0, Some(10)),
            ("tptP", 2, Some(0)),
            ("ttp", 0, Some(10)),
            ("ttp", 1, Some(10)),
            ("pTtp", 2, Some(10)),
        ] {
            assert_eq!(find(&text(kinds))[row].taken_up, expected, "row {row} of {kinds}");
        }
    }
}
