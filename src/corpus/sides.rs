//! Two texts side by side, counted: how many of the words that tell something stand in the other
//! one, and where.

use std::ops::Range;

use crate::corpus::alignment::{Alignment, Run};
use crate::corpus::shingles::WIDTH;
use crate::corpus::text::Text;
use crate::corpus::words::{Word, is_distinctive};

/// Distinctive words that the smaller text must have: what has fewer is a headline or a teaser,
/// and may stand above any story of its matter.
const LEAST_WORDS: usize = 16;
/// Share of the smaller text's distinctive words that must stand in the other. One word in seven
/// that was changed on either side, and a lead that was written anew, leave half of them; two
/// reports on one matter share their names and little else.
const MATCHED: f32 = 0.45;
/// The same of those that are not in blocks of their own: a text edited word by word keeps more,
/// a form that was filled in with other words and sentences less.
const MATCHED_OUTSIDE_BLOCKS: f32 = 0.58;
/// Share of the smaller text's distinctive words that may be in blocks that the other lacks:
/// another lead, a note.
const MISSING: f32 = 0.33;
/// Share of the larger text that must have its like in the smaller one: anywhere, as a text in
/// which a story is less than half tells more of something else; and when it is the beginning, as
/// sites print the first paragraphs.
const COVERED: f32 = 0.5;
const COVERED_AT_START: f32 = 0.2;
/// The same of a text cut off after its first lines: a teaser of 30 words of the longest reports
/// is a twenty-fifth. Below, a beginning says too little of a text.
const COVERED_AT_LEAST: f32 = 0.04;
/// Share of the smaller text's distinctive words that must stand in the larger one when they are
/// few of it, as those of a piece are.
pub(super) const MATCHED_OF_FEW: f32 = 0.75;

/// From the first to the last word of a text that is in a run of some length and tells something.
pub(super) fn extent(copy: &Text, alignment: &Alignment, is_right: bool) -> Range<usize> {
    let runs = distinctive_runs(copy, alignment, WIDTH);
    let runs = runs.map(|run| {
        if is_right { run.right..run.right + run.len } else { run.left..run.left + run.len }
    });
    let (start, end) =
        runs.fold((usize::MAX, 0), |(start, end), run| (start.min(run.start), end.max(run.end)));
    start.min(end)..end
}

/// The runs with so many distinctive words, in the order of the copy.
pub(super) fn distinctive_runs<'a>(
    copy: &'a Text,
    alignment: &'a Alignment,
    least: usize,
) -> impl Iterator<Item = &'a Run> {
    let distinctive = |run: &Run| {
        copy.words[run.left..run.left + run.len]
            .iter()
            .filter(|&&word| is_distinctive(word))
            .count()
    };
    alignment.runs.iter().filter(move |run| run.len >= least && distinctive(run) >= least)
}

/// Counts of one text's distinctive words: those outside common shingles.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) words: usize,
    pub(super) distinctive: usize,
    pub(super) matched: usize,
    pub(super) edited: usize,
}

impl Side {
    pub(super) fn share(&self, count: usize) -> f32 {
        count as f32 / self.distinctive.max(1) as f32
    }

    /// Share of the words that stand in the other text.
    pub(super) fn coverage(&self) -> f32 {
        self.share(self.matched.min(self.distinctive))
    }

    /// Words in blocks that the other text lacks.
    pub(super) fn missing(&self) -> usize {
        self.distinctive.saturating_sub(self.matched + self.edited)
    }

    /// Whether most of this text stands in the other one.
    pub(super) fn stands_in_another(&self) -> bool {
        let outside_blocks = (self.matched + self.edited) as f32;
        self.distinctive >= LEAST_WORDS
            && self.share(self.matched) >= MATCHED
            && self.matched as f32 >= MATCHED_OUTSIDE_BLOCKS * outside_blocks
            && self.share(self.missing()) <= MISSING
    }

    /// Whether enough of the larger text has its like in the smaller one. A short beginning of a
    /// long text is that text cut off; a piece from its middle may be one story of a round-up,
    /// several pieces are not.
    pub(super) fn is_covered(&self, text: &Text, extent: &Range<usize>, matched: f32) -> bool {
        let covered = self.share(self.matched + self.edited);
        let is_few = covered < COVERED_AT_START;
        if !(COVERED_AT_LEAST..COVERED).contains(&covered) || is_few && matched < MATCHED_OF_FEW {
            return covered >= COVERED;
        }
        // What a site prints above a story, and lines that many stories have, do not count.
        let (before, inside) =
            (distinctive(&text.words[..extent.start]), distinctive(&text.words[extent.clone()]));
        let is_dense =
            |slack: f32| (inside as f32) < (covered + slack) * self.distinctive as f32 + 30.0;
        let is_beginning =
            before <= self.distinctive / 10 + 10 && is_dense(if is_few { 0.05 } else { 0.25 });
        let is_scattered = !is_few && matched >= MATCHED_OF_FEW && !is_dense(0.15);
        is_beginning || is_scattered
    }
}

/// The distinctive ones of some words.
pub(super) fn distinctive(words: &[Word]) -> usize {
    words.iter().filter(|&&word| is_distinctive(word)).count()
}

pub(super) fn sides(copy: &Text, kept: &Text, alignment: &Alignment) -> [Side; 2] {
    let side = |words: &[Word]| Side {
        words: words.len(),
        distinctive: distinctive(words),
        ..Side::default()
    };
    let (mut left, mut right) = (side(&copy.words), side(&kept.words));
    for run in &alignment.runs {
        left.matched += distinctive(&copy.words[run.left..run.left + run.len]);
        right.matched += distinctive(&kept.words[run.right..run.right + run.len]);
    }
    for hunk in &alignment.hunks {
        left.edited += distinctive(&copy.words[hunk.left.clone()]);
        right.edited += distinctive(&kept.words[hunk.right.clone()]);
    }
    [left, right]
}

#[cfg(test)]
mod tests {
    use super::{Side, extent, sides};
    use crate::compare::edits::Hunk;
    use crate::corpus::alignment::{Alignment, Run};
    use crate::corpus::text::Text;
    use crate::corpus::words::{Class, with_class};

    #[test]
    fn a_text_stands_in_another_or_not() {
        for (distinctive, matched, edited, stands) in [
            (16, 16, 0, true),
            (15, 15, 0, false),
            // Words that were edited, and words in blocks of their own.
            (100, 45, 22, true),
            (100, 44, 23, false),
            (100, 58, 42, true),
            (100, 57, 43, false),
            (100, 67, 0, true),
            (100, 66, 0, false),
        ] {
            let side = Side { words: 0, distinctive, matched, edited };
            assert_eq!(side.stands_in_another(), stands, "{side:?}");
        }
    }

    #[test]
    fn enough_of_the_larger_text_is_covered_or_not() {
        let text = Text::of_words((0..1000).collect());
        for (covered, extent, matched, is_covered) in [
            (500, 300..900, 0.5, true),
            (499, 300..900, 0.5, false),
            // A beginning, with a few lines of a site above it, and without much between.
            (490, 110..610, 0.5, true),
            (490, 111..611, 0.5, false),
            (490, 0..769, 0.5, true),
            (490, 0..771, 0.5, false),
            // Words here and there.
            (490, 200..870, 0.75, true),
            (490, 200..869, 0.75, false),
            (490, 200..870, 0.74, false),
            // A short beginning has hardly anything between, and is the text word for word.
            (200, 0..479, 0.5, true),
            (199, 0..278, 0.75, true),
            (199, 0..280, 0.75, false),
            (199, 0..278, 0.74, false),
            (199, 200..900, 0.75, false),
            (40, 0..41, 0.75, true),
            (39, 0..41, 0.75, false),
        ] {
            for edited in [0, 9] {
                let side =
                    Side { words: 1000, distinctive: 1000, matched: covered - edited, edited };
                let found = side.is_covered(&text, &extent, matched);
                assert_eq!(found, is_covered, "{covered} in {extent:?}, {matched}");
            }
        }
    }

    #[test]
    fn words_are_counted_on_both_sides() {
        // The last word of every five is one of a byline, and tells nothing.
        let text = |len: u32| -> Text {
            let class = |at: u32| if at % 5 == 4 { Class::Affix } else { Class::Content };
            Text::of_words((0..len).map(|at| with_class(at, class(at))).collect())
        };
        let hunk = |left, right| Hunk { left, right };
        let run = |left, right, len| Run { left, right, len };
        let alignment = Alignment {
            runs: vec![run(5, 10, 10), run(30, 40, 3), run(36, 46, 2)],
            hunks: vec![hunk(15..20, 20..21), hunk(20..25, 21..31)],
        };
        let (copy, kept) = (text(50), text(100));
        let [left, right] = sides(&copy, &kept, &alignment);
        let counts = |side: &Side| (side.words, side.distinctive, side.matched, side.edited);
        assert_eq!(counts(&left), (50, 40, 13, 8));
        assert_eq!(counts(&right), (100, 80, 13, 9));
        // The last run has less than three words.
        assert_eq!(extent(&copy, &alignment, false), 5..33);
        assert_eq!(extent(&copy, &alignment, true), 10..43);
        assert_eq!(extent(&copy, &Alignment::default(), true), 0..0);
    }

    #[test]
    fn shares_are_of_distinctive_words() {
        let side = Side { words: 90, distinctive: 50, matched: 60, edited: 0 };
        assert_eq!((side.coverage(), side.missing()), (1.0, 0));
        let side = Side { matched: 20, edited: 10, ..side };
        assert_eq!((side.coverage(), side.missing()), (0.4, 20));
    }
}
