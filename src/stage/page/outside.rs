//! What is on a page and not of its story: blocks of lines, each with what it reads like and why it
//! lost.

use std::borrow::Cow;
use std::ops::Range;

use crate::recognize::artifact::Widget;
use crate::removal::{Argument, Block, Place, Reason};
use crate::stage::page::facts::{COUNT, MEANINGS, Page, Values};
use crate::stage::page::weights::Weights;
use crate::stage::{Document, Draft, Kind};

/// Facts that are named for a block.
const ARGUMENTS: usize = 3;

/// The lines outside the story.
#[derive(Debug, Default)]
pub(crate) struct Outside {
    pub(crate) lines: Vec<OutsideLine>,
    pub(crate) blocks: Vec<Block>,
}

/// A line outside the story.
#[derive(Debug)]
pub(crate) struct OutsideLine {
    /// Index into [`Document::lines`].
    pub(crate) line: usize,
    pub(crate) reason: Reason,
    /// Index into [`Outside::blocks`].
    pub(crate) block: usize,
}

/// Everything that is in no row of the drafts, around a body with these first and last lines, and
/// how much speaks for each line. Linear.
pub(super) fn outside(
    document: &Document<'_>,
    (page, scores): (&Page, &[Option<i32>]),
    drafts: &[Draft],
    (first, last): (usize, usize),
) -> Outside {
    let mut is_taken = vec![false; document.lines.len()];
    for row in drafts.iter().flat_map(|draft| &draft.rows) {
        is_taken[row.line] = true;
    }
    let borders = borders(document, page, &is_taken);
    let mut outside = Outside::default();
    let mut longest: Vec<Option<usize>> = Vec::new();
    let mut before: Option<(Place, Reason)> = None;
    for lines in borders.windows(2).map(|border| border[0]..border[1]) {
        if is_taken[lines.start] {
            continue;
        }
        let place = match lines.start {
            at if at < first => Place::Before,
            at if at > last => Place::After,
            _ => Place::Inside,
        };
        let inherited = before.filter(|(of, _)| *of == place).map(|(_, reason)| reason);
        let reason = block_reason(document, page, &lines, inherited);
        before = Some((place, reason));
        let block = outside.blocks.len();
        longest.push(longest_of(page, &lines));
        outside.blocks.push(describe(document, page, &lines, place, reason));
        let own = |line: usize| {
            if let Kind::Widget(widget) = document.facts(line).kind {
                widget.reason()
            } else {
                reason
            }
        };
        outside.lines.extend(lines.map(|line| OutsideLine { line, reason: own(line), block }));
    }
    weigh(&mut outside.blocks, &longest, (page, scores));
    outside
}

/// Where blocks begin and end: at lines of the story, at the ends of dense text, and at headings.
fn borders(document: &Document<'_>, page: &Page, is_taken: &[bool]) -> Vec<usize> {
    let count = is_taken.len();
    let mut is_border = vec![false; count + 1];
    (is_border[0], is_border[count]) = (true, true);
    for block in &page.blocks {
        is_border[block.lines.start] = true;
        is_border[block.lines.end] = true;
    }
    for at in 0..count {
        is_border[at] |=
            at > 0 && is_taken[at] != is_taken[at - 1] || heading(document, at).is_some();
    }
    (0..=count).filter(|&at| is_border[at]).collect()
}

/// What a line announces, if it is a heading of other parts of a page.
fn heading(document: &Document<'_>, at: usize) -> Option<Reason> {
    let Kind::Widget(widget) = document.facts(at).kind else { return None };
    match widget {
        Widget::Comments | Widget::Newsletter | Widget::Paywall | Widget::Legal => {
            Some(widget.reason())
        }
        Widget::Related | Widget::ReadMore => Some(Reason::Related),
        _ => None,
    }
}

/// What a block reads like: what its heading says, what goes on from the block above, or what its
/// lines are.
fn block_reason(
    document: &Document<'_>,
    page: &Page,
    lines: &Range<usize>,
    above: Option<Reason>,
) -> Reason {
    let is_dense =
        page.blocks.binary_search_by_key(&lines.start, |block| block.lines.start).is_ok();
    match (heading(document, lines.start), above) {
        (Some(reason), _) => reason,
        (None, Some(Reason::Comments)) => Reason::Comments,
        (None, Some(Reason::Related)) if !is_dense => Reason::Related,
        _ if is_dense => Reason::OtherText,
        _ => Reason::Menu,
    }
}

fn describe(
    document: &Document<'_>,
    page: &Page,
    lines: &Range<usize>,
    place: Place,
    reason: Reason,
) -> Block {
    let (first, last) = (&document.lines[lines.start], &document.lines[lines.end - 1]);
    Block {
        span: first.span.start..last.span.end,
        line: first.number,
        place,
        reason,
        words: lines.clone().map(|at| page.lines[at].words.unsigned_abs() as usize).sum(),
        score: None,
        against: Vec::new(),
    }
}

/// The longest line of a block that is near any text: it speaks for the block.
fn longest_of(page: &Page, lines: &Range<usize>) -> Option<usize> {
    let near = lines.clone().filter(|&at| page.facts[at].is_some());
    near.max_by_key(|&at| (page.lines[at].words, std::cmp::Reverse(at)))
}

/// Gives each block the score of its longest line and what speaks against it.
fn weigh(blocks: &mut [Block], longest: &[Option<usize>], (page, scores): (&Page, &[Option<i32>])) {
    let weighed = blocks.iter_mut().zip(longest).filter_map(|(block, longest)| {
        longest.and_then(|at| Some((block, page.facts[at].as_ref()?, scores[at])))
    });
    let (mut blocks, mut facts) = (Vec::new(), Vec::new());
    for (block, of_block, score) in weighed {
        block.score = score;
        blocks.push(block);
        facts.push(of_block);
    }
    let moves = Weights::of_story().moves(&facts);
    for ((block, facts), moves) in blocks.into_iter().zip(facts).zip(&moves) {
        block.against = arguments(facts, moves);
    }
}

/// The facts that speak most against a line.
fn arguments(facts: &Values, moves: &[i32; COUNT]) -> Vec<Argument> {
    let mut strongest: Vec<usize> = (0..COUNT).filter(|&fact| moves[fact] < 0).collect();
    strongest.sort_by_key(|&fact| moves[fact]);
    let argument = |&fact: &usize| Argument {
        fact: Cow::Borrowed(MEANINGS[fact]),
        value: facts[fact],
        weight: moves[fact],
    };
    strongest.iter().take(ARGUMENTS).map(argument).collect()
}

#[cfg(test)]
mod tests {
    use super::{Outside, arguments, outside};
    use crate::removal::{Place, Reason};
    use crate::stage::page::facts::{self, COUNT, MEANINGS};
    use crate::stage::page::{scores, with_lines};
    use crate::stage::{Draft, Row};

    const STORY: &str = "The ferry to the island runs again from Monday, the harbour office said on Tuesday after a long meeting.";

    /// What is outside of a page whose story has these lines, and these ends.
    fn find(input: &str, story: &[usize], ends: (usize, usize)) -> Outside {
        with_lines(input, |document, _| {
            let page = facts::read(input, document);
            let rows = story.iter().map(|&line| Row { line, ..Row::default() }).collect();
            let scores = scores(&page);
            outside(document, (&page, &scores), &[Draft { rows, pairs: None }], ends)
        })
    }

    #[test]
    fn where_the_blocks_stand() {
        let input =
            format!("Old pier\nOld quay\n{STORY}\nOld dock\n{STORY}\nOld port\n{STORY}\nOld wall");
        for (ends, wanted) in [
            ((2, 6), [Place::Before, Place::Inside, Place::Inside, Place::After]),
            ((3, 5), [Place::Before, Place::Inside, Place::Inside, Place::After]),
            ((4, 4), [Place::Before, Place::Before, Place::After, Place::After]),
        ] {
            let found = find(&input, &[2, 4, 6], ends);
            let places: Vec<Place> = found.blocks.iter().map(|block| block.place).collect();
            assert_eq!(places, wanted, "{ends:?}");
            let lines: Vec<(usize, usize)> =
                found.lines.iter().map(|line| (line.line, line.block)).collect();
            assert_eq!(lines, [(0, 0), (1, 0), (3, 1), (5, 2), (7, 3)], "{ends:?}");
            assert!(
                found.blocks.iter().all(|block| !block.against.is_empty()),
                "something speaks against each: {found:?}"
            );
        }
    }

    #[test]
    fn what_the_blocks_read_like() {
        let input = format!(
            "Old pier\n{STORY}\nOld dock\nMost read\nOld port\n{STORY}\nOld quay\nPost a comment\nOld wall\n{STORY}"
        );
        let found = find(&input, &[1], (1, 1));
        let reasons: Vec<(usize, Reason)> =
            found.lines.iter().map(|line| (line.line, line.reason)).collect();
        assert_eq!(
            reasons,
            [
                (0, Reason::Menu),
                (2, Reason::Menu),
                (3, Reason::Related),
                (4, Reason::Related),
                (5, Reason::OtherText),
                (6, Reason::Menu),
                (7, Reason::Comments),
                (8, Reason::Comments),
                (9, Reason::Comments),
            ]
        );
    }

    #[test]
    fn what_speaks_against_a_line() {
        let named = |moves: &[(usize, i32)]| {
            let (mut all, mut values) = ([0; COUNT], [0; COUNT]);
            for &(fact, weight) in moves {
                (all[fact], values[fact]) = (weight, fact as i16);
            }
            arguments(&values, &all)
                .into_iter()
                .map(|argument| {
                    assert_eq!(argument.fact, MEANINGS[usize::try_from(argument.value).unwrap()]);
                    (argument.value, argument.weight)
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(named(&[]), []);
        assert_eq!(named(&[(5, -10), (9, 20), (7, -30)]), [(7, -30), (5, -10)]);
        assert_eq!(
            named(&[(5, -10), (7, -30), (11, -5), (13, -20)]),
            [(7, -30), (13, -20), (5, -10)],
            "three at most"
        );
    }
}
