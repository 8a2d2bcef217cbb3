//! Whether two texts are one story, by what tells them apart.
//!
//! Similarity only proposes. Two texts are one story when the smaller one stands in the other, word for word or edited, and what
//! was edited is not its facts. Reports of a kind (weather, markets, police) differ in their facts and in hardly anything else:
//! a difference of facts alone, or of most facts, keeps both.

use std::ops::Range;

use crate::corpus::alignment::{Aligner, Alignment, Hunk, Run};
use crate::corpus::facts::Facts;
use crate::corpus::own::{Own, OwnFinder};
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
const COVERED_AT_LEAST: f32 = 0.04;
const MATCHED_OF_FEW: f32 = 0.75;
/// Telling words that the smaller one of two versions must have: below, one other figure may be all that is new in a report.
const LEAST_VERSION_WORDS: usize = 80;
/// Share of the smaller version's telling words that must stand in the other.
const VERSION_MATCHED: f32 = 0.85;
/// Share of the smaller version's telling words that may be in sentences of its own, and of the larger one's that the smaller one
/// may lack then: issues of a listing have a sixth of their own and more, and a round-up a story.
const VERSION_OWN: f32 = 0.08;
const VERSION_MISSING: f32 = 0.35;
/// Share of the smaller version's telling words that may be a lead that was written anew; the news above a background that two
/// stories share is a fifth and more.
const VERSION_LEAD: f32 = 0.18;
/// The same with what stands below all that both have: a site's links, or a paragraph that one paper added at the end.
const VERSION_EDGES: f32 = 0.25;
/// Telling words that the larger one may then have before all that both have, beside twice as many as the smaller one: more is
/// another story above this one.
const LEAD_WORDS: usize = 10;
/// Telling words before what two texts have in common, and the part of all, up to which it is the beginning of one: a slip or an
/// edit in the first words, a name in a line of a site. A lead that was written anew has more.
const START_WORDS: usize = 8;
const START_PARTS: usize = 50;
/// Telling words from which on the beginning of a story is known in a longer text.
const BEGINNING_WORDS: usize = 30;
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
    /// The beginning of one stands in the other, and then each goes on alone: the other may hold several stories. The parts are
    /// those of the texts that may.
    Beginning(Vec<Part>),
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
    /// Whether the smaller one begins with it: a story that the larger one holds does, one that was written anew above does not.
    pub(super) is_start: bool,
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
        let sides = sides(copy, kept, &alignment);
        let extents = [extent(copy, &alignment, false), extent(copy, &alignment, true)];
        let pair = Pair { copy, kept, alignment, sides, extents };
        pair.story(&mut self.own).or_else(|| pair.beginning())
    }
}

/// Two texts side by side.
struct Pair<'t> {
    copy: &'t Text,
    kept: &'t Text,
    alignment: Alignment,
    /// Of the copy and of the kept text, as the extents.
    sides: [Side; 2],
    /// From the first to the last word that both have.
    extents: [Range<usize>; 2],
}

impl Pair<'_> {
    /// Whether the copy is the smaller text.
    fn is_copy_smaller(&self) -> bool {
        self.sides[0].telling <= self.sides[1].telling
    }

    /// The smaller and the larger text, as places in the pair.
    fn by_size(&self) -> (usize, usize) {
        if self.is_copy_smaller() { (0, 1) } else { (1, 0) }
    }

    fn text(&self, at: usize) -> &Text {
        if at == 0 { self.copy } else { self.kept }
    }

    /// The part of one of the texts that the other one has too.
    fn part_of(&self, at: usize) -> Part {
        Part { of_kept: at == 1, words: self.extents[at].clone(), is_start: self.begins(1 - at) }
    }

    /// Whether what both texts have stands at the beginning of one of them.
    fn begins(&self, at: usize) -> bool {
        let before = telling(&self.text(at).words[..self.extents[at].start]);
        before <= START_WORDS + self.sides[at].telling / START_PARTS
    }

    /// What they are as texts of one story.
    fn story(&self, finder: &mut OwnFinder) -> Option<Verdict> {
        let (at_small, at_large) = self.by_size();
        let (small, large) = (&self.sides[at_small], &self.sides[at_large]);
        let matched = small.share(small.matched);
        let is_copy = large.is_covered(self.text(at_large), &self.extents[at_large], matched);
        if !small.stands_in_another()
            || !is_copy && matched < MATCHED_OF_FEW
            || matched < LOOSE && !self.copy.shares_facts(self.kept)
        {
            return None;
        }
        let own = self.own(finder);
        let facts = Facts::of(self.copy, self.kept, &self.alignment);
        let is_other = own.iter().all(Own::is_news) || facts.are_others(self.copy, self.kept);
        if is_other && !(is_copy && self.is_version(&own, &facts)) {
            return None;
        }
        let part = self.part_of(at_large);
        if !is_copy {
            return Some(Verdict::Piece(part));
        }
        let found = self.found(small.share(small.matched.min(small.telling)));
        let finding = Finding { found, part: (large.missing() > 0).then_some(part) };
        Some(if is_other { Verdict::Version(finding) } else { Verdict::Copy(finding) })
    }

    fn own(&self, finder: &mut OwnFinder) -> [Own; 2] {
        let (copy, kept) = (&self.copy.words, &self.kept.words);
        let runs = &self.alignment.runs;
        [
            finder.find(copy, kept, runs.iter().map(|run| (run.left, run.len)), &self.extents[0]),
            finder.find(kept, copy, runs.iter().map(|run| (run.right, run.len)), &self.extents[1]),
        ]
    }

    /// Whether they are versions of one story, in spite of their facts or of what each has of its own.
    fn is_version(&self, own: &[Own; 2], facts: &Facts) -> bool {
        let (at_small, at_large) = self.by_size();
        let (small, large) = (&self.sides[at_small], &self.sides[at_large]);
        let own_of_small = &own[at_small];
        let own_share = small.share(own_of_small.words());
        let is_long = small.telling >= LEAST_VERSION_WORDS;
        let is_matched = small.share(small.matched) >= VERSION_MATCHED;
        let is_same = !own.iter().all(Own::is_news)
            || own_share <= VERSION_OWN && large.share(large.missing()) <= VERSION_MISSING;
        let before = telling(&self.text(at_large).words[..self.extents[at_large].start]);
        let has_other_end = own.iter().all(|own| own.inside == 0)
            && own_share <= VERSION_EDGES
            && small.share(own_of_small.words() - own_of_small.tail) <= VERSION_LEAD
            && before <= own_of_small.head * 2 + LEAD_WORDS;
        facts.are_few(self.copy, self.kept) && (is_long && is_matched && is_same || has_other_end)
    }

    fn found(&self, similarity: f32) -> Match {
        let [left, right] = &self.sides;
        let kind = kind(self.copy, left, right, &self.alignment);
        let difference = difference(self.copy, self.kept, &self.alignment, left, right);
        Match { similarity, kind, difference }
    }

    /// The part of one text that is the beginning of the other, where it is long.
    fn beginning(&self) -> Option<Verdict> {
        let is_dense = |at: usize| {
            let inside = telling(&self.text(at).words[self.extents[at].clone()]);
            inside >= BEGINNING_WORDS && self.sides[at].matched * 4 >= inside * 3
        };
        if !is_dense(0) || !is_dense(1) {
            return None;
        }
        // What begins both may be the first story of either.
        let parts = [self.part_of(0), self.part_of(1)];
        let parts: Vec<Part> = parts.into_iter().filter(|part| part.is_start).collect();
        (!parts.is_empty()).then_some(Verdict::Beginning(parts))
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

/// The telling ones of some words.
fn telling(words: &[Word]) -> usize {
    words.iter().filter(|&&word| is_telling(word)).count()
}

fn sides(copy: &Text, kept: &Text, alignment: &Alignment) -> [Side; 2] {
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
    [left, right]
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
