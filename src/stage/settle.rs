//! What was kept once is kept for good: the canonical text of a draft is cleaned again until
//! nothing changes.
//!
//! Removing lines changes the neighbourhood of those that stay. So the headline and the paragraphs
//! of every draft go through the same stages again, as they would stand in the canonical text, on
//! the facts that are known already.
//!
//! # Why it ends, and in linear time
//!
//! A draft has an allowance of work, [`READINGS`] times its size. Each reading takes its cost from
//! it, so all of them together are linear. A draft that is cut in two shares its allowance out by
//! size. As long as each reading takes an eighth of what it read, the allowance lasts: the sizes
//! are a geometric series of sum eight.
//!
//! A text may have lines that hold each other up, so that each reading takes one more. When the
//! allowance is used up, [`file`] makes an end of it: what still changes becomes notes, and with it
//! its neighbours within a radius that is squared from one reading to the next (2, 4, 16, 256,
//! 65,536, 2^32). So after eight readings nothing changes, or all the text is notes; an empty
//! canonical text changes no more. Notes are kept, so nothing is lost.

use crate::compare::candidates::{Index, Pair};
use crate::removal::Role;
use crate::stage::read::{self, Articles, Marks};
use crate::stage::{Document, Draft, Mark, Row, Rules, paragraphs, unwrap};

/// How often a draft's size may be read before what still changes is filed away. Ordinary articles
/// settle in one to three readings. With 16, a cascade of one line per reading is followed to its
/// end in articles of up to 30 lines (sum of 30/30, 29/30, ...); longer ones lose lines to notes.
const READINGS: usize = 16;
/// The first radius, in lines, within which neighbours of a changing line are filed.
const FIRST_RADIUS: usize = 2;
/// What a line costs besides its bytes: the stages look at every line a few times.
const LINE_COST: usize = 32;

/// The drafts whose canonical texts give themselves, from drafts that were marked. Linear.
pub(crate) fn settle(
    document: &Document<'_>,
    drafts: Vec<Draft>,
    articles: Articles<'_>,
    known: Known,
    rules: Rules<'_>,
    index: &mut Index,
) -> Vec<Draft> {
    settle_within(READINGS, document, drafts, articles, known, rules, index)
}

/// What is known of the drafts beside their text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nothing: a draft may still be cut in two.
    Nothing,
    /// Each is one story, found on a whole page: a line that would begin another one, or be of the
    /// page around it, is a note.
    OneStory,
}

fn settle_within(
    readings: usize,
    document: &Document<'_>,
    drafts: Vec<Draft>,
    articles: Articles<'_>,
    known: Known,
    rules: Rules<'_>,
    index: &mut Index,
) -> Vec<Draft> {
    let mut settled = Vec::with_capacity(drafts.len());
    // The drafts that are not settled, the next one last.
    let mut open: Vec<(Draft, usize)> = Vec::with_capacity(drafts.len());
    for draft in drafts.into_iter().rev() {
        let allowance = readings * size(document, &draft.rows);
        open.push((draft, allowance));
    }
    while let Some((mut draft, allowance)) = open.pop() {
        file_letters(document, &mut draft, rules);
        paragraphs::mend_twins(document, &mut draft, rules, Role::Paragraph);
        let rows = canonical(&draft);
        let cost = size(document, &rows) + draft.rows.len();
        if cost > allowance {
            settled.push(file(document, draft, articles, known, rules, index));
            continue;
        }
        let again = clean_again(document, &mut draft, rows, articles, rules, index);
        if is_same(&draft, &again) {
            settled.push(draft);
            continue;
        }
        let (whole, left) = (size(document, &draft.rows), allowance - cost);
        let again = match known {
            Known::Nothing => again,
            Known::OneStory => vec![of_story(&draft, again, |line| names_other(document, line))],
        };
        for part in cut(draft, again).into_iter().rev() {
            let share = size(document, &part.rows) as u128 * left as u128 / whole.max(1) as u128;
            open.push((part, share as usize));
        }
    }
    settled
}

/// What reading these rows costs.
fn size(document: &Document<'_>, rows: &[Row]) -> usize {
    rows.iter().map(|row| LINE_COST + document.lines[row.line].text.len()).sum()
}

/// Files what changes, and ever more of what stands around it, until nothing changes. It cuts
/// nothing. Eight readings at most, each of no more text than the one before.
fn file(
    document: &Document<'_>,
    mut draft: Draft,
    articles: Articles<'_>,
    known: Known,
    rules: Rules<'_>,
    index: &mut Index,
) -> Draft {
    let mut radius = 0;
    loop {
        file_letters(document, &mut draft, rules);
        // Candidates are those of the text as it stands, as they are when it is cleaned alone.
        draft.pairs = None;
        let rows = canonical(&draft);
        let again = clean_again(document, &mut draft, rows, articles, rules, index);
        if is_same(&draft, &again) {
            return draft;
        }
        if radius == 0 {
            // What the first reading says of its lines holds: they were compared.
            let read = match known {
                Known::Nothing => uncut(again),
                Known::OneStory => of_story(&draft, again, |line| names_other(document, line)),
            };
            adopt(&mut draft, &read);
            paragraphs::mend_twins(document, &mut draft, rules, Role::Note);
            radius = FIRST_RADIUS;
        } else {
            file_around(&mut draft, again, radius);
            radius = radius.saturating_mul(radius);
        }
    }
}

/// The rows of several drafts as those of the first one: a second headline, and a line that would
/// begin another article, are notes.
fn uncut(again: Vec<Draft>) -> Draft {
    let mut rows = Vec::new();
    for (part, draft) in again.into_iter().enumerate() {
        for (at, mut row) in draft.rows.into_iter().enumerate() {
            if part > 0 && (at == 0 || row.mark.is_role(Role::Headline)) {
                row.mark = Mark::keep(Role::Note);
            }
            rows.push(row);
        }
    }
    Draft { rows, pairs: None }
}

/// The rows of a page's story as they are read without the page. What would be a label, a keyword,
/// or the headline of another story and does not say so, is a note: the page's measures had it in
/// the story, and on the labelled pages four of five such rows are of it. So is a date where the
/// story has one.
fn of_story(draft: &Draft, mut again: Vec<Draft>, names_other: impl Fn(usize) -> bool) -> Draft {
    let mut read = if again.len() == 1 { again.remove(0) } else { uncut(again) };
    let has_date = draft.rows.iter().any(|row| row.mark.is_role(Role::Date));
    let is_other = |row: &Row| {
        row.mark.is_role(Role::Keyword)
            || row.mark.is_role(Role::Section)
            || row.mark.is_role(Role::Related) && !names_other(row.line)
            || row.mark.is_role(Role::Date) && has_date
    };
    for row in read.rows.iter_mut().filter(|row| is_other(row)) {
        row.mark = Mark::keep(Role::Note);
    }
    read
}

/// Whether a line that was read says of itself that it names another story.
fn names_other(document: &Document<'_>, line: usize) -> bool {
    document.facts(line).look.get().is_some_and(|look| look.names_other())
}

/// Makes notes of the lines that the reading changes, and of all within `radius` of one.
fn file_around(draft: &mut Draft, again: Vec<Draft>, radius: usize) {
    let old = headline(draft);
    let read = uncut(again);
    let is_moved = headline(&read) != old;
    let changes = |row: &Row| {
        let is_headline = row.mark.is_role(Role::Headline) || Some(row.line) == old;
        !is_headline_or_paragraph(&row.mark) || is_moved && is_headline
    };
    let at_change = |(at, row): (usize, &Row)| changes(row).then_some(at);
    let changing: Vec<usize> = read.rows.iter().enumerate().filter_map(at_change).collect();
    for (at, row) in read.rows.iter().enumerate() {
        let next = changing.partition_point(|&other| other.saturating_add(radius) < at);
        if changing.get(next).is_some_and(|&other| other <= at.saturating_add(radius)) {
            set(draft, row.line, Mark::keep(Role::Note));
        }
    }
}

/// Makes notes of large first letters, and of letters above them, that would be joined with the
/// line below them if the canonical text was cleaned again: something else stood between the two, or
/// only a piece of the line. The others were joined with all of their text in view.
fn file_letters(document: &Document<'_>, draft: &mut Draft, rules: Rules<'_>) {
    if !rules.options.unwrap {
        return;
    }
    let lines = canonical_rows(draft).map(|row| row.line);
    let letters = unwrap::letters_of_canonical(document, lines.clone());
    if letters.is_empty() {
        return;
    }
    let lines: Vec<usize> = lines.collect();
    for at in letters {
        let is_letter =
            |line: &&usize| unwrap::first_letter(&document.lines[**line].text).is_some();
        for &line in lines[..=at].iter().rev().take_while(is_letter) {
            set(draft, line, Mark::keep(Role::Note));
        }
    }
}

/// The rows of the canonical text: headline and paragraphs, one blank line between.
fn canonical(draft: &Draft) -> Vec<Row> {
    let mut rows = Vec::with_capacity(canonical_rows(draft).count());
    for row in canonical_rows(draft) {
        let blanks = u32::from(!rows.is_empty());
        rows.push(Row { line: row.line, blanks, mark: Mark::Open });
    }
    rows
}

/// The headline of a draft, then its paragraphs.
fn canonical_rows(draft: &Draft) -> impl Iterator<Item = &Row> + Clone {
    let paragraphs = draft.rows.iter().filter(|row| row.mark.is_role(Role::Paragraph));
    headline_row(draft).into_iter().chain(paragraphs)
}

/// The drafts of these rows. They take the draft's candidate pairs.
fn clean_again(
    document: &Document<'_>,
    draft: &mut Draft,
    rows: Vec<Row>,
    articles: Articles<'_>,
    rules: Rules<'_>,
    index: &mut Index,
) -> Vec<Draft> {
    let mut again = read::articles(document, rows, articles, Marks::Gone, rules);
    if let Some(pairs) = draft.pairs.take() {
        deal_out(pairs, &mut again);
    }
    for part in &mut again {
        paragraphs::mark(document, part, rules, index);
    }
    again
}

/// Gives each part the pairs of its own lines; a pair of two parts is none any more. Linear: both
/// the pairs and the parts are sorted.
fn deal_out(pairs: Vec<Pair>, parts: &mut [Draft]) {
    if let [only] = parts {
        only.pairs = Some(pairs);
        return;
    }
    // A headline that was moved to the top stands in the first part, which begins at any line.
    let starts: Vec<usize> =
        parts.iter().skip(1).filter_map(|part| part.rows.first()).map(|row| row.line).collect();
    let part_of = |line: usize| starts.partition_point(|&start| start <= line);
    for part in parts.iter_mut() {
        part.pairs = Some(Vec::new());
    }
    for pair in pairs {
        let (left, right) = pair.places();
        let part = part_of(left);
        if part == part_of(right)
            && let Some(own) = parts.get_mut(part).and_then(|part| part.pairs.as_mut())
        {
            own.push(pair);
        }
    }
}

/// Whether a reading gives the draft that it read.
fn is_same(draft: &Draft, again: &[Draft]) -> bool {
    match again {
        [] => true,
        [only] => {
            let is_settled = |row: &Row| is_headline_or_paragraph(&row.mark);
            only.rows.iter().all(is_settled) && headline(only) == headline(draft)
        }
        _ => false,
    }
}

fn is_headline_or_paragraph(mark: &Mark) -> bool {
    mark.is_role(Role::Headline) || mark.is_role(Role::Paragraph)
}

fn headline_row(draft: &Draft) -> Option<&Row> {
    draft.rows.iter().find(|row| row.mark.is_role(Role::Headline))
}

fn headline(draft: &Draft) -> Option<usize> {
    headline_row(draft).map(|row| row.line)
}

/// Gives the rows of a draft the marks of a reading. A second standfirst is a note, a second byline
/// a section.
fn adopt(draft: &mut Draft, again: &Draft) {
    let has = |role: Role| draft.rows.iter().any(|row| row.mark.is_role(role));
    let (mut has_standfirst, mut has_byline) = (has(Role::Description), has(Role::Byline));
    for row in &again.rows {
        let mark = match &row.mark {
            Mark::Keep { role: Role::Description, .. }
                if std::mem::replace(&mut has_standfirst, true) =>
            {
                Mark::keep(Role::Note)
            }
            Mark::Keep { role: Role::Byline, .. } if std::mem::replace(&mut has_byline, true) => {
                Mark::keep(Role::Section)
            }
            mark => mark.clone(),
        };
        set(draft, row.line, mark);
    }
}

fn set(draft: &mut Draft, line: usize, mark: Mark) {
    if let Ok(at) = draft.rows.binary_search_by_key(&line, |row| row.line) {
        draft.rows[at].mark = mark;
    }
}

/// Cuts a draft where a reading found articles to begin, and gives each part its marks.
fn cut(mut draft: Draft, again: Vec<Draft>) -> Vec<Draft> {
    let is_cut = again.len() > 1;
    let mut parts = Vec::with_capacity(again.len());
    for (number, read) in again.into_iter().enumerate().rev() {
        let start = read.rows.first().map_or(0, |row| row.line);
        // What stands above the first article's canonical text is of it too.
        let at = if number == 0 { 0 } else { draft.rows.partition_point(|row| row.line < start) };
        let mut part = Draft { rows: draft.rows.split_off(at), pairs: None };
        adopt(&mut part, &read);
        part.pairs = read.pairs;
        if is_cut {
            reopen(&mut part);
        }
        parts.push(part);
    }
    parts.reverse();
    parts
}

/// Takes up again what was decided of a line by one that is now of another article: what repeats
/// it, and other forms of its headline. A headline may stand below the cut, and is then a second
/// one there.
fn reopen(part: &mut Draft) {
    let Some((first, last)) =
        part.rows.first().map(|row| row.line).zip(part.rows.last().map(|row| row.line))
    else {
        return;
    };
    let headline = headline(part);
    for row in &mut part.rows {
        let is_lost = match row.mark {
            Mark::Drop { twin: Some(twin), .. } => !(first..=last).contains(&twin),
            Mark::Keep { role: Role::Headline, .. } => headline != Some(row.line),
            Mark::Keep { role: Role::AlternativeHeadline, .. } => headline.is_none(),
            _ => false,
        };
        if is_lost {
            row.mark = Mark::keep(Role::Paragraph);
            // It was not among the candidates.
            part.pairs = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, canonical, clean_again, file_letters, is_same, of_story, settle_within};
    use crate::Cleaner;
    use crate::compare::candidates::Index;
    use crate::removal::Reason;
    use crate::removal::Role::{
        self, Byline, Date, Headline, KeyPoint, Keyword, Note, Paragraph, Related, Section,
    };
    use crate::stage::read::{self, Articles, Marks};
    use crate::stage::{Draft, Mark, Row, classify, lines, paragraphs};

    const CASCADE: &str = include_str!("../../tests/fixtures/settle_cascade_en/input.txt");

    /// Settles a text within so many readings, and gives how many lines are in no canonical text.
    /// Asserts that reading any draft again changes nothing, and that no line is lost.
    #[track_caller]
    fn settle(text: &str, readings: usize, known: Known) -> usize {
        let cleaner = Cleaner::default();
        let rules = cleaner.rules();
        let mut index = Index::default();
        let mut document = lines::read(text, rules.options);
        classify::classify(&mut document, rules);
        let mut drafts =
            read::articles(&document, document.rows(), Articles::Several, Marks::Given, rules);
        for draft in &mut drafts {
            paragraphs::mark(&document, draft, rules, &mut index);
        }
        let mut settled =
            settle_within(readings, &document, drafts, Articles::Several, known, rules, &mut index);
        let mut outside = 0;
        let mut found = Vec::new();
        for draft in &mut settled {
            draft.pairs = None;
            let rows = canonical(draft);
            outside += draft.rows.len() - rows.len();
            let again = clean_again(&document, draft, rows, Articles::Several, rules, &mut index);
            assert!(is_same(draft, &again), "{readings} readings: {draft:#?} became {again:#?}");
            assert_twins_kept(draft);
            found.extend(draft.rows.iter().map(|row| row.line));
        }
        assert!(found.iter().copied().eq(0..document.lines.len()), "lines are lost: {found:?}");
        outside
    }

    #[track_caller]
    fn assert_twins_kept(draft: &Draft) {
        let is_kept = |line: usize| {
            draft.rows.iter().any(|row| row.line == line && matches!(row.mark, Mark::Keep { .. }))
        };
        for row in &draft.rows {
            if let Mark::Drop { twin: Some(twin), .. } = row.mark {
                assert!(is_kept(twin), "{row:?} names a twin that went");
            }
        }
    }

    #[test]
    fn what_does_not_settle_is_filed() {
        let lines: Vec<&str> = CASCADE.lines().collect();
        for turn in 0..lines.len() {
            let text = [&lines[turn..], &lines[..turn]].concat().join("\n");
            for readings in [0, 1, 2, 3, 16] {
                settle(&text, readings, Known::Nothing);
                settle(&text, readings, Known::OneStory);
            }
        }
    }

    #[test]
    fn one_story_stays_one() {
        let story = "The ferry to the island runs again.\n\nIt was away for a week because of the storm that broke the pier.";
        let other = "The market moves to the old depot in May.\n\nTraders had asked for cold rooms, and got half of them.";
        let text = format!(
            "Ferry runs again\n\n{story}\n\n\n\nMarket moves to the depot\nMarket moves to the depot\n\n{other}"
        );
        let count = |known| {
            let cleaner = Cleaner::default();
            let rules = cleaner.rules();
            let mut document = lines::read(&text, rules.options);
            classify::classify(&mut document, rules);
            let mark = |line| Mark::keep(if line == 0 { Role::Headline } else { Role::Paragraph });
            let rows = document
                .rows()
                .into_iter()
                .map(|row| Row { mark: mark(row.line), ..row })
                .collect();
            settle_within(
                16,
                &document,
                vec![Draft { rows, pairs: None }],
                Articles::Several,
                known,
                rules,
                &mut Index::default(),
            )
            .len()
        };
        assert_eq!(count(Known::OneStory), 1);
        assert_eq!(count(Known::Nothing), 2, "the text has two articles");
        settle(&text, 16, Known::OneStory);
    }

    #[test]
    fn what_the_page_had_in_its_story_is_in_no_field_of_others() {
        let draft = |roles: &[Role]| {
            let row = |(line, &role)| Row { line, blanks: 0, mark: Mark::keep(role) };
            Draft { rows: roles.iter().enumerate().map(row).collect(), pairs: None }
        };
        // Line 2 says that it names another story.
        for (name, story, again, expected) in [
            ("a headline of another story", vec![], vec![vec![Related]], vec![Note]),
            (
                "one that says so",
                vec![],
                vec![vec![Headline, Related, Related]],
                vec![Headline, Note, Related],
            ),
            ("a keyword", vec![], vec![vec![Keyword]], vec![Note]),
            ("a label", vec![], vec![vec![Section]], vec![Note]),
            ("the first date", vec![], vec![vec![Date]], vec![Date]),
            ("a second date", vec![Date], vec![vec![Date]], vec![Note]),
            (
                "the story's own",
                vec![Date],
                vec![vec![Headline, Byline, KeyPoint, Paragraph]],
                vec![Headline, Byline, KeyPoint, Paragraph],
            ),
            (
                "two articles",
                vec![],
                vec![vec![Headline, Section], vec![Section, Headline, Paragraph]],
                vec![Headline, Note, Note, Note, Paragraph],
            ),
        ] {
            let again = again.iter().map(|roles| draft(roles)).collect();
            let read = of_story(&draft(&story), again, |line| line == 2);
            assert_eq!(read.rows.len(), expected.len(), "{name}");
            for (row, role) in read.rows.iter().zip(expected) {
                assert!(row.mark.is_role(role), "{name}: {row:?} instead of {role:?}");
            }
        }
    }

    #[test]
    fn letters_that_would_be_joined_are_notes() {
        let below = "ier days and four nights the burner stays awake.";
        let known = "Vier days are long.";
        for (name, lines, notes) in [
            ("a word of the text", vec!["V", "Share", below, known], vec!["V"]),
            ("a letter above it", vec!["E", "V", "Share", below, known], vec!["E", "V"]),
            ("no word", vec!["W", "Share", below], vec![]),
            ("a letter below", vec![below, "V", "Share", known], vec![]),
        ] {
            let cleaner = Cleaner::default();
            let input = lines.join("\n");
            let document = lines::read(&input, cleaner.options());
            let mut draft = Draft { rows: document.rows(), pairs: None };
            for row in &mut draft.rows {
                let is_button = document.lines[row.line].text == "Share";
                row.mark =
                    if is_button { Mark::drop(Reason::Share) } else { Mark::keep(Role::Paragraph) };
            }
            file_letters(&document, &mut draft, cleaner.rules());
            let is_note = |row: &&Row| row.mark.is_role(Role::Note);
            let found: Vec<_> =
                draft.rows.iter().filter(is_note).map(|row| lines[row.line]).collect();
            assert_eq!(found, notes, "{name}");
        }
    }

    #[test]
    fn a_settled_text_is_not_filed() {
        let text =
            "Ferry runs again\n\nThe ferry to the island runs again.\n\nIt was away for a week.\n";
        assert_eq!(settle(text, 16, Known::Nothing), 0);
        assert_eq!(settle(text, 0, Known::Nothing), 0);
    }
}
