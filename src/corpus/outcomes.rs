//! What was decided on all texts, by their numbers.

use crate::corpus::{Match, NearMiss, Original, Reference, Resolution, Separation};

/// What was decided on each text.
#[derive(Debug)]
pub(super) struct Outcomes {
    /// For each text the kept one that it is a copy of.
    pub(super) originals: Vec<Option<(u32, Match)>>,
    /// For each kept text the one decided before it that it is another version of.
    pub(super) versions: Vec<Option<(u32, Match)>>,
    /// Round-ups, each with a kept text that it holds; sorted.
    pub(super) contained: Vec<(u32, u32)>,
    /// Kept texts, each with those that it was compared with in vain.
    pub(super) near: Vec<(u32, Vec<Near>)>,
}

/// A text that another one was compared with, and is no copy of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub(super) other: u32,
    pub(super) reason: Separation,
    pub(super) coverage: Option<[f32; 2]>,
}

impl Outcomes {
    /// Makes versions, and their copies, copies of the first version of their story; but those of
    /// which less than `min_coverage` stands in the text before them.
    pub(super) fn fold_versions(&mut self, min_coverage: f32) {
        let versions = &self.versions;
        let folded =
            |text: u32| versions[text as usize].filter(|(_, found)| found.coverage >= min_coverage);
        // A version was decided after the text that it is a version of: the way up ends.
        let first = |mut text: u32| {
            while let Some((earlier, _)) = folded(text) {
                text = earlier;
            }
            text
        };
        let originals: Vec<Option<(u32, Match)>> = (0..)
            .zip(&self.originals)
            .map(|(text, copy)| copy.or(folded(text)).map(|(kept, found)| (first(kept), found)))
            .collect();
        let versions = (0..)
            .zip(versions)
            .map(|(text, version)| version.filter(|_| folded(text).is_none()))
            .map(|version| version.map(|(kept, found)| (first(kept), found)))
            .collect();
        (self.originals, self.versions) = (originals, versions);
        let originals = &self.originals;
        let is_kept = |text: u32| originals[text as usize].is_none();
        self.contained.retain(|&(larger, held)| is_kept(larger) && is_kept(held));
        self.near.retain(|(text, _)| is_kept(*text));
    }

    /// The same with names for numbers.
    pub(super) fn resolutions(self, reference: impl Fn(u32) -> Reference) -> Vec<Resolution> {
        let original = |(kept, found): (u32, Match)| {
            let Reference { id, place } = reference(kept);
            Original { id, place, found }
        };
        let found = self.originals.into_iter().zip(self.versions);
        let mut resolutions: Vec<Resolution> = found
            .map(|(copy, version)| Resolution {
                duplicate_of: copy.map(original),
                version_of: version.map(original),
                ..Resolution::default()
            })
            .collect();
        for (larger, held) in self.contained {
            resolutions[larger as usize].contains.push(reference(held));
        }
        for (text, near) in self.near {
            let near_miss = |near: Near| {
                let Reference { id, place } = reference(near.other);
                let coverage = |side: usize| near.coverage.map(|coverage| coverage[side]);
                let (coverage, original_coverage) = (coverage(0), coverage(1));
                NearMiss { id, place, reason: near.reason, coverage, original_coverage }
            };
            resolutions[text as usize].near = near.into_iter().map(near_miss).collect();
        }
        resolutions
    }
}
