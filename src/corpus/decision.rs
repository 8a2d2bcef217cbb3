//! What follows from verdicts on pairs: for each text whether it is kept, or which kept text it is
//! a copy of. One text after the other, in the order of the policy.
//!
//! Nothing here knows the texts themselves. [`search`](crate::corpus::search) and
//! [`component`](crate::corpus::component) ask for verdicts, each in its way, and what they do with
//! them is this.

use std::collections::HashMap;

use crate::compare::hasher::BuildKeyHasher;
use crate::corpus::outcomes::{Near, Outcomes};
use crate::corpus::part::{Part, are_apart, widen};
use crate::corpus::text::Fingerprint;
use crate::corpus::verdict::{Compared, Finding, Verdict};
use crate::corpus::{CopyKind, DedupOptions, Grounds, Match, Separation};
use crate::removal::Difference;

/// What is known of the texts beside verdicts, and what was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'c> {
    pub(super) fingerprints: &'c [Fingerprint],
    /// For each text whether it comes from an index, and so is kept.
    pub(super) is_known: &'c [bool],
    /// For each text the first one in order that has the same words.
    pub(super) firsts: &'c [u32],
    pub(super) options: &'c DedupOptions,
}

impl Setting<'_> {
    /// Whether a text is compared with others: one with the words of an earlier text goes as that
    /// one goes.
    pub(super) fn is_compared(&self, text: u32) -> bool {
        !self.is_known[text as usize] && self.firsts[text as usize] == text
    }

    /// How a text with the same words as another is its copy.
    fn equal(&self, text: u32, kept: u32) -> Finding {
        let exact = |text: u32| self.fingerprints[text as usize].exact;
        let is_exact = exact(text) == exact(kept);
        let found = Match {
            similarity: 1.0,
            kind: if is_exact { CopyKind::Exact } else { CopyKind::Normalized },
            difference: Difference::None,
            coverage: 1.0,
            original_coverage: 1.0,
            grounds: Grounds::SameWords,
        };
        Finding { found, part: None }
    }
}

/// What was found of a text: the kept text that it is a copy or a version of, or whether it turned
/// out to hold two stories; and the kept texts of which it is a piece.
#[derive(Debug, Default)]
pub(super) struct Found {
    original: Option<(u32, Finding)>,
    version: Option<(u32, Finding)>,
    pub(super) is_roundup: bool,
    pieces: Vec<(u32, Part)>,
    /// Texts of which one holds the other and has more, the larger one first.
    contained: Vec<(u32, u32)>,
    /// Parts of the text that are kept texts.
    inside: Vec<Part>,
    near: Vec<Near>,
}

impl Found {
    /// Remembers a part of the kept text, or one of the text itself among those inside it.
    fn add_trace(&mut self, kept: u32, part: Part) {
        if part.of_kept {
            self.pieces.push((kept, part));
        } else {
            self.inside.push(part);
        }
    }

    /// Takes a verdict on the text and a kept one; whether the original is found for good.
    fn weigh(
        &mut self,
        text: u32,
        kept: u32,
        verdict: Verdict,
        min_coverage: f32,
        is_roundup: impl Fn(u32) -> bool,
    ) -> Weighed {
        let part = match &verdict {
            Verdict::Piece(part) => Some(part),
            Verdict::Copy(finding) | Verdict::Version(finding) => finding.part.as_ref(),
            Verdict::Beginning(..) | Verdict::Apart(_) => None,
        };
        let larger = part.map(|part| if part.of_kept { (kept, text) } else { (text, kept) });
        self.contained.extend(larger);
        match verdict {
            Verdict::Apart(_) => {}
            Verdict::Piece(part) => self.add_trace(kept, part),
            Verdict::Beginning(parts, _) => {
                for part in parts {
                    self.add_trace(kept, part);
                }
            }
            _ if larger.is_some_and(|(larger, _)| is_roundup(larger)) => {
                return Weighed::Apart(Separation::RoundUp);
            }
            Verdict::Copy(finding) if finding.found.coverage < min_coverage => {
                finding.part.into_iter().for_each(|part| self.add_trace(kept, part));
                return Weighed::Apart(Separation::LowCoverage);
            }
            Verdict::Version(finding) => {
                self.inside.extend(finding.part.clone().filter(|part| !part.of_kept));
                self.version.get_or_insert((kept, finding));
            }
            Verdict::Copy(finding) => {
                let larger = finding.part.clone().filter(|part| !part.of_kept);
                let is_sure = larger.is_none();
                self.inside.extend(larger);
                if self.original.is_none() {
                    self.original = Some((kept, finding));
                    return if is_sure { Weighed::Sure } else { Weighed::GoOn };
                }
            }
        }
        Weighed::GoOn
    }

    /// Looks at all that was found: a text that goes on where an earlier story ends, with another
    /// story, is a round-up.
    fn end(mut self, report_near: bool) -> Self {
        let is_longer =
            |found: &(u32, Finding)| found.1.part.as_ref().is_some_and(|part| !part.of_kept);
        let is_longer = self.original.as_ref().or(self.version.as_ref()).is_some_and(is_longer);
        if is_longer && are_apart(std::mem::take(&mut self.inside)) {
            self.is_roundup = true;
            for (other, finding) in self.original.take().into_iter().chain(self.version.take()) {
                let Match { coverage, original_coverage, .. } = finding.found;
                let coverage = Some([coverage, original_coverage]);
                let near = Near { other, reason: Separation::RoundUp, coverage };
                self.near.extend(Some(near).filter(|_| report_near));
            }
        }
        self
    }
}

/// What a verdict did.
enum Weighed {
    /// The original is found, and no other text can change that.
    Sure,
    GoOn,
    /// The two might be one story, but for another reason than their words.
    Apart(Separation),
}

/// What was decided so far.
pub(super) struct Decision<'c> {
    setting: Setting<'c>,
    /// For each text whether it holds several stories.
    roundups: Vec<bool>,
    originals: Vec<Option<(u32, Finding)>>,
    versions: Vec<Option<(u32, Finding)>>,
    /// Parts of kept texts that other texts have.
    pieces: Vec<(u32, Part)>,
    contained: Vec<(u32, u32)>,
    near: Vec<(u32, Vec<Near>)>,
}

impl<'c> Decision<'c> {
    /// Begins, with the round-ups that are known.
    pub(super) fn new(setting: Setting<'c>, roundups: Vec<bool>) -> Self {
        let texts = roundups.len();
        Self {
            setting,
            roundups,
            originals: vec![None; texts],
            versions: vec![None; texts],
            pieces: Vec::new(),
            contained: Vec::new(),
            near: Vec::new(),
        }
    }

    /// The kept text that `text` is a copy of: the first one of some candidates. `roundups` are
    /// round-ups that were found and not decided on yet.
    pub(super) fn find<E>(
        &self,
        text: u32,
        candidates: Vec<u32>,
        roundups: &[u32],
        mut compare: impl FnMut(u32) -> Result<Compared, E>,
    ) -> Result<Found, E> {
        let mut found = Found::default();
        let is_roundup = |text: u32| self.roundups[text as usize] || roundups.contains(&text);
        let options = self.setting.options;
        for other in candidates {
            let compared = compare(other)?;
            let (reason, coverage) = (compared.separation(), compared.coverage);
            let weighed =
                found.weigh(text, other, compared.verdict, options.min_coverage, is_roundup);
            let reason = match weighed {
                Weighed::Sure => return Ok(found),
                Weighed::GoOn => reason,
                Weighed::Apart(reason) => Some(reason),
            };
            if let Some(reason) = reason.filter(|_| options.report_near) {
                found.near.push(Near { other, reason, coverage });
            }
        }
        Ok(found.end(options.report_near))
    }

    /// Whether a text of which this was found is kept.
    pub(super) fn is_kept(&self, text: u32, found: &Found) -> bool {
        self.setting.is_known[text as usize]
            || self.setting.firsts[text as usize] == text && found.original.is_none()
    }

    /// Decides on a text; tells whether it is kept.
    pub(super) fn decide(&mut self, text: u32, found: Found) -> bool {
        let (at, first) = (text as usize, self.setting.firsts[text as usize]);
        let is_kept = self.is_kept(text, &found);
        self.roundups[at] |= found.is_roundup;
        self.pieces.extend(found.pieces);
        self.contained.extend(found.contained);
        if is_kept {
            self.versions[at] = found.version;
            if !found.near.is_empty() {
                self.near.push((text, found.near));
            }
        } else if first == text {
            self.originals[at] = found.original;
        } else {
            let of_first = self.originals[first as usize].clone();
            self.originals[at] =
                Some(of_first.unwrap_or_else(|| (first, self.setting.equal(text, first))));
        }
        is_kept
    }

    /// The texts that went, or are versions, as the longer one: they may go on with a story that
    /// was kept after them.
    pub(super) fn longer(&self) -> Vec<u32> {
        let is_longer = |found: &Option<(u32, Finding)>| {
            found
                .as_ref()
                .and_then(|(_, found)| found.part.as_ref())
                .is_some_and(|part| !part.of_kept)
        };
        (0..self.originals.len())
            .filter(|&text| is_longer(&self.originals[text]) || is_longer(&self.versions[text]))
            .map(|text| text as u32)
            .collect()
    }

    /// Marks a text that turned out to hold two stories; tells whether that is new.
    pub(super) fn mark_roundup(&mut self, text: u32) -> bool {
        !std::mem::replace(&mut self.roundups[text as usize], true)
    }

    /// Marks the kept texts of which two copies or pieces lie apart; tells whether there are new
    /// ones. Linear.
    pub(super) fn mark_kept_roundups(&mut self) -> bool {
        let mut ends: HashMap<u64, (Part, Part), BuildKeyHasher> = HashMap::default();
        let copies = self.originals.iter().chain(&self.versions).flatten();
        let parts = copies.filter_map(|(kept, finding)| Some((*kept, finding.part.as_ref()?)));
        for (kept, part) in parts.filter(|(_, part)| part.of_kept && part.is_start) {
            widen(
                ends.entry(u64::from(kept)).or_insert_with(|| (part.clone(), part.clone())),
                part,
            );
        }
        // Where no text went as a part, pieces do no harm.
        for (kept, part) in self.pieces.drain(..).filter(|(_, part)| part.is_start) {
            ends.entry(u64::from(kept)).and_modify(|ends| widen(ends, &part));
        }
        let apart = ends.into_iter().filter(|(_, (first, last))| first.is_apart(last));
        let roundups: Vec<u32> = apart.map(|(kept, _)| kept as u32).collect();
        // All of them are marked.
        let new = roundups.into_iter().filter(|&text| self.mark_roundup(text));
        new.count() > 0
    }

    /// The round-ups that are known, to begin again.
    pub(super) fn into_roundups(self) -> Vec<bool> {
        self.roundups
    }

    /// What was decided.
    pub(super) fn into_outcomes(self) -> Outcomes {
        let Self { originals, versions, roundups, mut contained, near, .. } = self;
        let is_kept = |text: u32| originals[text as usize].is_none();
        contained.retain(|&(larger, held)| {
            roundups[larger as usize] && is_kept(larger) && is_kept(held)
        });
        contained.sort_unstable();
        contained.dedup();
        let found = |found: Option<(u32, Finding)>| found.map(|(kept, found)| (kept, found.found));
        Outcomes {
            originals: originals.into_iter().map(found).collect(),
            versions: versions.into_iter().map(found).collect(),
            contained,
            near,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::ops::Range;

    use super::{Decision, Found, Setting};
    use crate::corpus::outcomes::Outcomes;
    use crate::corpus::part::Part;
    use crate::corpus::text::Fingerprint;
    use crate::corpus::verdict::{Compared, Finding, Verdict};
    use crate::corpus::{CopyKind, DedupOptions, Grounds, Match, Separation};
    use crate::removal::Difference;

    fn part(of_kept: bool, words: Range<usize>) -> Part {
        Part { of_kept, words, is_start: true }
    }

    fn finding(coverage: f32, part: Option<Part>) -> Finding {
        let found = Match {
            similarity: 1.0,
            kind: CopyKind::Edited,
            difference: Difference::None,
            coverage,
            original_coverage: 1.0,
            grounds: Grounds::NoFactsOfItsOwn,
        };
        Finding { found, part }
    }

    fn copy(part: Option<Part>) -> Verdict {
        Verdict::Copy(finding(0.9, part))
    }

    fn version(part: Option<Part>) -> Verdict {
        Verdict::Version(finding(0.9, part))
    }

    /// What is decided on so many texts in order, when these are the verdicts on a later and an
    /// earlier text, and all others lie apart.
    fn decide(texts: u32, verdicts: &[(u32, u32, Verdict)], options: &DedupOptions) -> Outcomes {
        let fingerprints = vec![Fingerprint::default(); texts as usize];
        let firsts: Vec<u32> = (0..texts).collect();
        let is_known = vec![false; texts as usize];
        let setting =
            Setting { fingerprints: &fingerprints, is_known: &is_known, firsts: &firsts, options };
        let find = |decision: &Decision<'_>, text: u32, kept: &[u32]| -> Found {
            let candidates = kept.iter().copied().filter(|&other| other != text).collect();
            let verdict = |other: u32| {
                let known =
                    verdicts.iter().find(|(left, right, _)| (*left, *right) == (text, other));
                known.map_or(Verdict::Apart(Separation::LittleShared), |(.., verdict)| {
                    verdict.clone()
                })
            };
            let compare = |other: u32| -> Result<Compared, Infallible> {
                Ok(Compared { verdict: verdict(other), coverage: Some([0.9, 1.0]) })
            };
            let Ok(found) = decision.find(text, candidates, &[], compare);
            found
        };
        let mut roundups = vec![false; texts as usize];
        loop {
            let mut decision = Decision::new(setting, roundups);
            let mut kept = Vec::new();
            for text in 0..texts {
                let found = find(&decision, text, &kept);
                if decision.decide(text, found) {
                    kept.push(text);
                }
            }
            let mut is_new = decision.mark_kept_roundups();
            for text in decision.longer() {
                is_new |= find(&decision, text, &kept).is_roundup && decision.mark_roundup(text);
            }
            if !is_new {
                return decision.into_outcomes();
            }
            roundups = decision.into_roundups();
        }
    }

    /// Which text each one goes for, which it is a version of, and what holds what.
    type Found3 = (Vec<Option<u32>>, Vec<Option<u32>>, Vec<(u32, u32)>);

    #[track_caller]
    fn check(texts: u32, verdicts: &[(u32, u32, Verdict)], wanted: &Found3) {
        let found = decide(texts, verdicts, &DedupOptions::default());
        let kept = |found: &[Option<(u32, Match)>]| -> Vec<Option<u32>> {
            found.iter().map(|found| found.map(|(kept, _)| kept)).collect()
        };
        assert_eq!((kept(&found.originals), kept(&found.versions), found.contained), *wanted);
        assert!(found.near.is_empty());
    }

    #[test]
    fn a_copy_goes_for_the_first_kept_text_that_it_is_a_copy_of() {
        check(2, &[(1, 0, copy(None))], &(vec![None, Some(0)], vec![None; 2], vec![]));
        check(
            3,
            &[(1, 0, version(None)), (2, 0, version(None)), (2, 1, copy(None))],
            &(vec![None, None, Some(1)], vec![None, Some(0), None], vec![]),
        );
        // What is a copy of a text that went is compared with the one that stays.
        check(
            3,
            &[(1, 0, copy(None)), (2, 1, copy(None))],
            &(vec![None, Some(0), None], vec![None; 3], vec![]),
        );
    }

    #[test]
    fn a_longer_text_that_goes_on_with_another_story_is_a_round_up() {
        let held = |words| copy(Some(part(false, words)));
        check(
            3,
            &[(2, 0, held(0..90)), (2, 1, held(90..180))],
            &(vec![None; 3], vec![None; 3], vec![(2, 0), (2, 1)]),
        );
        check(
            3,
            &[(2, 0, held(0..90)), (2, 1, held(10..80))],
            &(vec![None, None, Some(0)], vec![None; 3], vec![]),
        );
        // The story that it goes on with is kept after it.
        check(
            3,
            &[(1, 0, held(0..90)), (1, 2, Verdict::Piece(part(false, 90..180)))],
            &(vec![None; 3], vec![None; 3], vec![(1, 0)]),
        );
        check(
            3,
            &[
                (1, 0, version(Some(part(false, 0..90)))),
                (1, 2, Verdict::Piece(part(false, 90..180))),
            ],
            &(vec![None; 3], vec![None; 3], vec![(1, 0)]),
        );
    }

    #[test]
    fn a_kept_text_of_which_two_copies_lie_apart_is_a_round_up() {
        let piece = |words| Verdict::Piece(part(true, words));
        let went = |words| copy(Some(part(true, words)));
        check(
            3,
            &[(1, 0, went(0..90)), (2, 0, went(90..180))],
            &(vec![None; 3], vec![None; 3], vec![(0, 1), (0, 2)]),
        );
        check(
            3,
            &[(1, 0, went(0..90)), (2, 0, piece(90..180))],
            &(vec![None; 3], vec![None; 3], vec![(0, 1), (0, 2)]),
        );
        check(
            3,
            &[
                (1, 0, went(0..90)),
                (2, 0, Verdict::Beginning(vec![part(true, 90..180)], Separation::SmallPart)),
            ],
            &(vec![None; 3], vec![None; 3], vec![(0, 1)]),
        );
        // Pieces alone do no harm.
        check(
            3,
            &[(1, 0, piece(0..90)), (2, 0, piece(90..180))],
            &(vec![None; 3], vec![None; 3], vec![]),
        );
        let below = Part { is_start: false, ..part(true, 90..180) };
        check(
            3,
            &[(1, 0, went(0..90)), (2, 0, Verdict::Piece(below))],
            &(vec![None, Some(0), None], vec![None; 3], vec![]),
        );
    }

    #[test]
    fn less_than_the_least_coverage_keeps_a_text() {
        for (least, original, reason) in [
            (0.0, Some(0), None),
            (0.9, Some(0), None),
            (0.91, None, Some(Separation::LowCoverage)),
        ] {
            let options = DedupOptions::default().min_coverage(least).report_near(true);
            let found = decide(2, &[(1, 0, copy(None))], &options);
            assert_eq!(found.originals[1].map(|(kept, _)| kept), original, "{least}");
            let near =
                found.near.first().map(|(text, near)| (*text, near[0].other, near[0].reason));
            assert_eq!(near, reason.map(|reason| (1, 0, reason)), "{least}");
        }
    }

    #[test]
    fn kept_texts_name_what_they_were_compared_with_in_vain() {
        let options = DedupOptions::default().report_near(true);
        let verdicts = [
            (2, 0, Verdict::Apart(Separation::BothHaveFacts)),
            (2, 1, Verdict::Piece(part(true, 0..9))),
            (3, 0, Verdict::Apart(Separation::BothHaveFacts)),
            (3, 1, copy(None)),
        ];
        let found = decide(4, &verdicts, &options);
        let near: Vec<_> = found
            .near
            .iter()
            .flat_map(|(text, near)| near.iter().map(|near| (*text, near.other, near.reason)))
            .collect();
        assert_eq!(
            near,
            [
                (1, 0, Separation::LittleShared),
                (2, 0, Separation::BothHaveFacts),
                (2, 1, Separation::PartOfMore)
            ]
        );
        assert_eq!(found.near[0].1[0].coverage, Some([0.9, 1.0]));
        // A round-up that holds a text.
        let held = |words| copy(Some(part(false, words)));
        let found = decide(3, &[(2, 0, held(0..90)), (2, 1, held(90..180))], &options);
        let roundup = &found.near[1];
        assert_eq!(
            (roundup.0, roundup.1[0].other, roundup.1[0].reason),
            (2, 0, Separation::RoundUp)
        );
    }

    #[test]
    fn texts_with_the_same_words_go_together() {
        let prints = [1, 1, 2].map(|exact| Fingerprint { exact, folded: 7 });
        let options = DedupOptions::default();
        for (is_known, kinds) in [
            ([false; 3], [None, Some(CopyKind::Exact), Some(CopyKind::Normalized)]),
            ([false, true, false], [None, None, Some(CopyKind::Normalized)]),
        ] {
            let setting = Setting {
                fingerprints: &prints,
                is_known: &is_known,
                firsts: &[0, 0, 0],
                options: &options,
            };
            let mut decision = Decision::new(setting, vec![false; 3]);
            for text in 0..3 {
                assert_eq!(setting.is_compared(text), text == 0);
                decision.decide(text, Found::default());
            }
            let originals = decision.into_outcomes().originals;
            let found = originals.iter().map(|found| found.map(|(_, found)| found.kind));
            assert_eq!(found.collect::<Vec<_>>(), kinds);
        }
    }

    #[test]
    fn versions_fold_to_the_first_one() {
        let verdicts = [(1, 0, version(None)), (2, 1, version(None)), (3, 2, copy(None))];
        for (least, originals) in
            [(0.0, [None, Some(0), Some(0), Some(0)]), (0.91, [None, None, None, None])]
        {
            let options = DedupOptions::default().min_coverage(least);
            let mut found = decide(4, &verdicts, &options);
            found.fold_versions(least);
            let kept: Vec<Option<u32>> =
                found.originals.iter().map(|found| found.map(|(kept, _)| kept)).collect();
            assert_eq!(kept, originals);
            assert_eq!(found.versions[2].is_none(), least == 0.0);
        }
    }
}
