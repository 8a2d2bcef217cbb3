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
mod tests;
