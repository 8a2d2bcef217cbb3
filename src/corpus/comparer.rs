//! Whether two texts are one story, by what tells them apart.
//!
//! Similarity only proposes. Two texts are one story when the smaller one stands in the other, word
//! for word or edited, and what was edited is not its facts. Reports of a kind (weather, markets,
//! police) differ in their facts and in hardly anything else: a difference of facts alone, or of
//! most facts, keeps both.

use std::ops::Range;

use crate::corpus::alignment::{Aligner, Alignment};
use crate::corpus::facts::Facts;
use crate::corpus::kind::{difference, kind};
use crate::corpus::own::{Own, OwnFinder};
use crate::corpus::part::Part;
use crate::corpus::sides::{MATCHED_OF_FEW, Side, distinctive, extent, sides};
use crate::corpus::text::Text;
use crate::corpus::verdict::{Compared, Finding, Verdict};
use crate::corpus::{Grounds, Match, Separation};

/// Share of matched words below which most of the facts must be the same.
const LOOSE: f32 = 0.72;
/// Distinctive words that the smaller one of two versions must have: below, one other figure may be all
/// that is new in a report.
const LEAST_VERSION_WORDS: usize = 80;
/// Share of the smaller version's distinctive words that must stand in the other.
const VERSION_MATCHED: f32 = 0.85;
/// Share of the smaller version's distinctive words that may be in sentences of its own, and of the
/// larger one's that the smaller one may lack then: issues of a listing have a sixth of their own
/// and more, and a round-up a story.
const VERSION_OWN: f32 = 0.08;
const VERSION_MISSING: f32 = 0.35;
/// Share of the smaller version's distinctive words that may be a lead that was written anew; the news
/// above a background that two stories share is a fifth and more.
const VERSION_LEAD: f32 = 0.18;
/// The same with what stands below all that both have: a site's links, or a paragraph that one
/// paper added at the end.
const VERSION_EDGES: f32 = 0.25;
/// Distinctive words that the larger one may then have before all that both have, beside twice as many
/// as the smaller one: more is another story above this one.
const LEAD_WORDS: usize = 10;
/// Distinctive words before what two texts have in common, and the part of all, up to which it is the
/// beginning of one: a slip or an edit in the first words, a name in a line of a site. A lead that
/// was written anew has more.
const START_WORDS: usize = 8;
const START_PARTS: usize = 50;
/// Distinctive words from which on the beginning of a story is known in a longer text.
const BEGINNING_WORDS: usize = 30;

/// Compares texts. Keeps its memory from one pair to the next, and nothing else.
#[derive(Debug, Default)]
pub(super) struct Comparer {
    aligner: Aligner,
    own: OwnFinder,
}

impl Comparer {
    /// What `copy` and `kept` are to each other. Whether their facts are others at a glance was
    /// asked already. Linear in their lengths.
    pub(super) fn compare(&mut self, copy: &Text, kept: &Text) -> Compared {
        let alignment = self.aligner.align(&copy.words, &kept.words);
        let sides = sides(copy, kept, &alignment);
        let extents = [extent(copy, &alignment, false), extent(copy, &alignment, true)];
        let pair = Pair { copy, kept, alignment, sides, extents };
        let verdict = pair.story(&mut self.own).unwrap_or_else(|reason| pair.apart(reason));
        Compared { verdict, coverage: Some(pair.sides.each_ref().map(Side::coverage)) }
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
        self.sides[0].distinctive <= self.sides[1].distinctive
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
        let before = distinctive(&self.text(at).words[..self.extents[at].start]);
        before <= START_WORDS + self.sides[at].distinctive / START_PARTS
    }

    /// What they are as texts of one story, or why they are two.
    fn story(&self, finder: &mut OwnFinder) -> Result<Verdict, Separation> {
        let (at_small, at_large) = self.by_size();
        let (small, large) = (&self.sides[at_small], &self.sides[at_large]);
        let matched = small.share(small.matched);
        let is_copy = large.is_covered(self.text(at_large), &self.extents[at_large], matched);
        match () {
            () if !small.stands_in_another() => return Err(Separation::LittleShared),
            () if !is_copy && matched < MATCHED_OF_FEW => return Err(Separation::SmallPart),
            () if matched < LOOSE && !self.copy.shares_facts(self.kept) => {
                return Err(Separation::LooselyAlike);
            }
            () => {}
        }
        let own = self.own(finder);
        let facts = Facts::of(self.copy, self.kept, &self.alignment);
        let have_news = own.iter().all(Own::is_news);
        let is_other = have_news || facts.are_others(self.copy, self.kept);
        let version = if is_other && is_copy { self.version(&own, &facts) } else { None };
        if is_other && version.is_none() {
            let reason =
                if have_news { Separation::BothHaveFacts } else { Separation::FactsChanged };
            return Err(reason);
        }
        let part = self.part_of(at_large);
        if !is_copy {
            return Ok(Verdict::Piece(part));
        }
        let found = self.found(version.unwrap_or_else(|| grounds_of_copy(&own)));
        let finding = Finding { found, part: (large.missing() > 0).then_some(part) };
        Ok(if is_other { Verdict::Version(finding) } else { Verdict::Copy(finding) })
    }

    fn own(&self, finder: &mut OwnFinder) -> [Own; 2] {
        let (copy, kept) = (&self.copy.words, &self.kept.words);
        let runs = &self.alignment.runs;
        [
            finder.find(copy, kept, runs.iter().map(|run| (run.left, run.len)), &self.extents[0]),
            finder.find(kept, copy, runs.iter().map(|run| (run.right, run.len)), &self.extents[1]),
        ]
    }

    /// Why they are versions of one story, in spite of their facts or of what each has of its own;
    /// `None` where they are not.
    fn version(&self, own: &[Own; 2], facts: &Facts) -> Option<Grounds> {
        let (at_small, at_large) = self.by_size();
        let (small, large) = (&self.sides[at_small], &self.sides[at_large]);
        let own_of_small = &own[at_small];
        let own_share = small.share(own_of_small.words());
        let have_news = own.iter().all(Own::is_news);
        let is_long = small.distinctive >= LEAST_VERSION_WORDS;
        let is_matched = small.share(small.matched) >= VERSION_MATCHED;
        let is_same = !have_news
            || own_share <= VERSION_OWN && large.share(large.missing()) <= VERSION_MISSING;
        let before = distinctive(&self.text(at_large).words[..self.extents[at_large].start]);
        let has_other_end = have_news
            && own.iter().all(|own| own.inside == 0)
            && own_share <= VERSION_EDGES
            && small.share(own_of_small.words() - own_of_small.tail) <= VERSION_LEAD
            && before <= own_of_small.head * 2 + LEAD_WORDS;
        match () {
            () if !facts.are_few(self.copy, self.kept) => None,
            () if is_long && is_matched && is_same => Some(Grounds::FewFactsChanged),
            () if has_other_end => Some(Grounds::LeadRewritten),
            () => None,
        }
    }

    fn found(&self, grounds: Grounds) -> Match {
        let [left, right] = &self.sides;
        Match {
            similarity: self.sides[self.by_size().0].coverage(),
            kind: kind(self.copy, left, right, &self.alignment),
            difference: difference(self.copy, self.kept, &self.alignment, left, right),
            coverage: left.coverage(),
            original_coverage: right.coverage(),
            grounds,
        }
    }

    /// What two texts are that are not one story: one may be the beginning of the other.
    fn apart(&self, reason: Separation) -> Verdict {
        let is_dense = |at: usize| {
            let inside = distinctive(&self.text(at).words[self.extents[at].clone()]);
            inside >= BEGINNING_WORDS && self.sides[at].matched * 4 >= inside * 3
        };
        // What begins both may be the first story of either.
        let parts = [0, 1].map(|at| self.part_of(at)).into_iter().filter(|part| part.is_start);
        let parts: Vec<Part> = parts.filter(|_| is_dense(0) && is_dense(1)).collect();
        if parts.is_empty() { Verdict::Apart(reason) } else { Verdict::Beginning(parts, reason) }
    }
}

/// Why two copies that have this of their own are one story: one of them at most has news.
fn grounds_of_copy(own: &[Own; 2]) -> Grounds {
    match own.each_ref().map(Own::is_news) {
        [false, true] => Grounds::OriginalHasMore,
        [true, false] => Grounds::CopyHasMore,
        _ => Grounds::NoFactsOfItsOwn,
    }
}
