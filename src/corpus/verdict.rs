//! Whether two texts are one story, by what tells them apart.
//!
//! Similarity only proposes. Two texts are one story when the smaller one stands in the other, word for word or edited, and what
//! was edited is not its facts. Reports of a kind (weather, markets, police) differ in their facts and in hardly anything else:
//! a difference of facts alone, or of most facts, keeps both.

use std::ops::Range;

use crate::corpus::alignment::{Aligner, Alignment, Hunk, Run};
use crate::corpus::facts::Facts;
use crate::corpus::own::OwnFinder;
use crate::corpus::shingles::WIDTH;
use crate::corpus::text::Text;
use crate::corpus::words::{Class, Reader, Word, class, is_telling};
use crate::corpus::{Kind, Match};
use crate::removal::Difference;

/// Telling words that the smaller text must have.
const LEAST_WORDS: usize = 16;
/// Share of the smaller text's telling words that must stand in the other.
const MATCHED: f32 = 0.45;
/// The same of those that are not in blocks of their own.
const MATCHED_OUTSIDE_BLOCKS: f32 = 0.58;
/// Share of the smaller text's telling words that may be in blocks that the other lacks: another lead, a note.
const MISSING: f32 = 0.33;
/// Share of matched words below which most of the facts must be the same.
const LOOSE: f32 = 0.72;
/// Share of the larger text that must have its like in the smaller one: anywhere, and when it is the beginning.
const COVERED: f32 = 0.5;
const COVERED_AT_START: f32 = 0.2;
/// The same of a text cut off after its first lines, and what must then stand in the larger one of the words it has, as of a
/// piece.
const COVERED_AT_LEAST: f32 = 0.06;
const MATCHED_OF_FEW: f32 = 0.75;
/// Telling words that the smaller one of two versions must have: below, one other figure may be all that is new in a report.
const LEAST_VERSION_WORDS: usize = 80;
/// Share of the smaller version's telling words that must stand in the other.
const VERSION_MATCHED: f32 = 0.85;
/// Share of the smaller version's telling words that may be in sentences of its own.
const VERSION_OWN: f32 = 0.08;
/// Words of a run that stands elsewhere than in the other text.
const MOVED_WORDS: usize = 8;
/// Share of a text's words that makes an addition or an edit worth naming.
const NAMED: f32 = 0.02;

/// Compares texts. Keeps its memory from one pair to the next, and nothing else.
#[derive(Debug, Default)]
pub(super) struct Judge {
    aligner: Aligner,
    own: OwnFinder,
}

/// What two texts are to each other.
#[derive(Debug, Clone)]
pub(super) enum Verdict {
    /// Copies of one story.
    Copy(Finding),
    /// The same long story, in which a few facts were changed.
    Version(Finding),
    /// One is a piece of the other, which has much besides: perhaps other stories.
    Piece(Part),
}

/// In what way one text is a copy of another.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) found: Match,
    /// Where the one text stands in the other, as words of the other, when it is a part of it.
    pub(super) part: Option<Part>,
}

/// The words of the larger text that a smaller one has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) of_kept: bool,
    pub(super) words: Range<usize>,
}

impl Part {
    /// Whether two parts of a text have next to nothing in common: they are two stories.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        let shared = self
            .words
            .end
            .min(other.words.end)
            .saturating_sub(self.words.start.max(other.words.start));
        shared * 10 < self.words.len().min(other.words.len())
    }
}

impl Judge {
    /// What `copy` and `kept` are to each other; `None` where they are different stories. Facts were looked at already. Linear in
    /// their lengths.
    pub(super) fn compare(&mut self, copy: &Text, kept: &Text) -> Option<Verdict> {
        let alignment = self.aligner.align(&copy.words, &kept.words);
        let (left, right) = sides(copy, kept, &alignment);
        let is_smaller = left.telling <= right.telling;
        let (small, large) = if is_smaller { (&left, &right) } else { (&right, &left) };
        let extent = extent(copy, &alignment, is_smaller);
        let is_copy = large.is_covered(
            if is_smaller { kept } else { copy },
            &extent,
            small.share(small.matched),
        );
        let matched = small.share(small.matched);
        if !small.stands_in_another()
            || !is_copy && matched < MATCHED_OF_FEW
            || matched < LOOSE && !copy.shares_facts(kept)
        {
            return None;
        }
        let (own_left, own_right) = self.own.find(copy, kept, &alignment);
        let own = if is_smaller { own_left } else { own_right };
        let facts = Facts::of(copy, kept, &alignment);
        let is_other = own_left.min(own_right) > 0 || facts.are_others(copy, kept);
        let is_version = || {
            is_copy
                && small.telling >= LEAST_VERSION_WORDS
                && matched >= VERSION_MATCHED
                && small.share(own) <= VERSION_OWN
                && facts.are_few(copy, kept)
        };
        if is_other && !is_version() {
            return None;
        }
        let part = Part { of_kept: is_smaller, words: extent };
        if !is_copy {
            return Some(Verdict::Piece(part));
        }
        let (kind, difference) = (
            kind(copy, &left, &right, &alignment),
            difference(copy, kept, &alignment, &left, &right),
        );
        let found =
            Match { similarity: small.share(small.matched.min(small.telling)), kind, difference };
        let is_part = large.missing() > 0;
        let finding = Finding { found, part: is_part.then_some(part) };
        Some(if is_other { Verdict::Version(finding) } else { Verdict::Copy(finding) })
    }
}

/// From the first to the last word of a text that is in a run of some length and tells something.
fn extent(copy: &Text, alignment: &Alignment, is_right: bool) -> Range<usize> {
    let runs = telling_runs(copy, alignment, WIDTH);
    let runs = runs.map(|run| {
        if is_right { run.right..run.right + run.len } else { run.left..run.left + run.len }
    });
    let (start, end) =
        runs.fold((usize::MAX, 0), |(start, end), run| (start.min(run.start), end.max(run.end)));
    start.min(end)..end
}

/// The runs with so many telling words, in the order of the copy.
fn telling_runs<'a>(
    copy: &'a Text,
    alignment: &'a Alignment,
    least: usize,
) -> impl Iterator<Item = &'a Run> {
    let telling = |run: &Run| {
        copy.words[run.left..run.left + run.len].iter().filter(|&&word| is_telling(word)).count()
    };
    alignment.runs.iter().filter(move |run| run.len >= least && telling(run) >= least)
}

/// Counts of one text's telling words: those outside common shingles.
#[derive(Debug, Default)]
struct Side {
    words: usize,
    telling: usize,
    matched: usize,
    edited: usize,
}

impl Side {
    fn share(&self, count: usize) -> f32 {
        count as f32 / self.telling.max(1) as f32
    }

    /// Words in blocks that the other text lacks.
    fn missing(&self) -> usize {
        self.telling.saturating_sub(self.matched + self.edited)
    }

    /// Whether most of this text stands in the other one.
    fn stands_in_another(&self) -> bool {
        let outside_blocks = (self.matched + self.edited) as f32;
        self.telling >= LEAST_WORDS
            && self.share(self.matched) >= MATCHED
            && self.matched as f32 >= MATCHED_OUTSIDE_BLOCKS * outside_blocks
            && self.share(self.missing()) <= MISSING
    }

    /// Whether enough of the larger text has its like in the smaller one. A short beginning of a long text is that text cut
    /// off; a piece from its middle may be one story of a round-up, several pieces are not.
    fn is_covered(&self, text: &Text, extent: &Range<usize>, matched: f32) -> bool {
        let covered = self.share(self.matched + self.edited);
        let is_few = covered < COVERED_AT_START;
        if !(COVERED_AT_LEAST..COVERED).contains(&covered) || is_few && matched < MATCHED_OF_FEW {
            return covered >= COVERED;
        }
        // What a site prints above a story, and lines that many stories have, do not count.
        let telling = |words: &[Word]| words.iter().filter(|&&word| is_telling(word)).count();
        let (before, inside) =
            (telling(&text.words[..extent.start]), telling(&text.words[extent.clone()]));
        let is_dense =
            |slack: f32| (inside as f32) < (covered + slack) * self.telling as f32 + 30.0;
        let is_beginning =
            before <= self.telling / 10 + 10 && is_dense(if is_few { 0.05 } else { 0.25 });
        let is_scattered = !is_few && matched >= MATCHED_OF_FEW && !is_dense(0.15);
        is_beginning || is_scattered
    }
}

fn sides(copy: &Text, kept: &Text, alignment: &Alignment) -> (Side, Side) {
    let telling = |words: &[Word]| words.iter().filter(|word| is_telling(**word)).count();
    let side =
        |words: &[Word]| Side { words: words.len(), telling: telling(words), ..Side::default() };
    let (mut left, mut right) = (side(&copy.words), side(&kept.words));
    for run in &alignment.runs {
        left.matched += telling(&copy.words[run.left..run.left + run.len]);
        right.matched += telling(&kept.words[run.right..run.right + run.len]);
    }
    for hunk in &alignment.hunks {
        left.edited += telling(&copy.words[hunk.left.clone()]);
        right.edited += telling(&kept.words[hunk.right.clone()]);
    }
    (left, right)
}

fn kind(copy: &Text, left: &Side, right: &Side, alignment: &Alignment) -> Kind {
    let long = || telling_runs(copy, alignment, MOVED_WORDS);
    let is_moved = long().zip(long().skip(1)).any(|(first, second)| second.right < first.right);
    let inner = || inner_hunks(alignment, left, right);
    let edits = inner().map(|hunk| hunk.left.len().max(hunk.right.len())).sum::<usize>();
    let is_edited = edits as f32 > NAMED * left.words.min(right.words) as f32;
    let matched = alignment.matched();
    let has_more_left = left.words > matched + inner().map(|hunk| hunk.left.len()).sum::<usize>();
    let has_more_right =
        right.words > matched + inner().map(|hunk| hunk.right.len()).sum::<usize>();
    match (has_more_left, has_more_right) {
        _ if is_moved => Kind::Rearranged,
        _ if is_edited => Kind::Edited,
        (false, true) => Kind::Truncated,
        (true, false) => Kind::Extended,
        _ => Kind::Edited,
    }
}

/// The edits but for what one text alone has before or after all that both have.
fn inner_hunks<'a>(
    alignment: &'a Alignment,
    left: &Side,
    right: &Side,
) -> impl Iterator<Item = &'a Hunk> {
    let (left, right) = (left.words, right.words);
    alignment.hunks.iter().filter(move |hunk| {
        let is_edge = hunk.left.start + hunk.right.start == 0
            || hunk.left.end == left && hunk.right.end == right;
        !is_edge || !hunk.left.is_empty() && !hunk.right.is_empty()
    })
}

/// The gravest class of the words that only one text has.
fn difference(
    copy: &Text,
    kept: &Text,
    alignment: &Alignment,
    left: &Side,
    right: &Side,
) -> Difference {
    let words = |hunk: &Hunk| {
        copy.words[hunk.left.clone()]
            .iter()
            .chain(&kept.words[hunk.right.clone()])
            .copied()
            .collect::<Vec<_>>()
    };
    let gravest = inner_hunks(alignment, left, right)
        .flat_map(words)
        .map(class)
        .max_by_key(|class| grade(*class));
    match gravest {
        Some(Class::Negation) => Difference::Negation,
        Some(Class::Number) => Difference::Number,
        Some(Class::Date) => Difference::Date,
        Some(Class::Name) => Difference::Name,
        Some(Class::Content | Class::Caseless) => Difference::Content,
        Some(Class::Light) => Difference::LightWords,
        None if left.words == right.words => Difference::None,
        None if right.words > left.words => Difference::Truncation,
        Some(Class::Affix) | None => Difference::Affix,
    }
}

fn grade(class: Class) -> u8 {
    match class {
        Class::Affix => 0,
        Class::Light => 1,
        Class::Content | Class::Caseless => 2,
        Class::Name => 3,
        Class::Date => 4,
        Class::Number => 5,
        Class::Negation => 6,
    }
}

/// Where two texts that lie side by side differ: for each place the bytes of `copy` and of `kept`. One of the two is empty where
/// words were left out. Parts that only one text has are not among them. Linear in their lengths.
#[must_use]
pub fn differing_words(copy: &str, kept: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut reader = Reader::new();
    let ((copy_words, copy_places), (kept_words, kept_places)) =
        (reader.read_places(copy), reader.read_places(kept));
    let hunks = Aligner::default().align(&copy_words, &kept_words).hunks;
    hunks
        .into_iter()
        .map(|hunk| (bytes(&copy_places, &hunk.left), bytes(&kept_places, &hunk.right)))
        .collect()
}

/// The bytes of some words, from the first to the last.
fn bytes(places: &[Range<usize>], words: &Range<usize>) -> Range<usize> {
    match places.get(words.clone()) {
        Some([first, .., last]) => first.start..last.end,
        Some([only]) => only.clone(),
        _ => {
            let at = words
                .start
                .checked_sub(1)
                .and_then(|before| places.get(before))
                .map_or(0, |place| place.end);
            at..at
        }
    }
}
