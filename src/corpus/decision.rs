//! For each text whether it is kept, or which kept text it is a copy of: one text after the other,
//! in the order of the policy.
//!
//! Texts are taken in batches. Those of a batch that share too little with one another to be compared
//! do not hang on each other: they are compared with what was kept before at the same time, on
//! several threads. Those that hang together are decided by one thread, in order. So the answer is
//! the one that comes text by text.

use std::collections::HashMap;
use std::io;

use crate::compare::hasher::BuildKeyHasher;
use crate::corpus::batch::{self, BATCH, BATCHES_AHEAD, Neighbourhood, Neighbours};
use crate::corpus::document_frequency::DocumentFrequency;
use crate::corpus::inverted_index::Shared;
use crate::corpus::kept::{KeptTexts, is_candidate};
use crate::corpus::part::{Part, are_apart, widen};
use crate::corpus::store::Store;
use crate::corpus::text::{Fingerprint, Text};
use crate::corpus::threads;
use crate::corpus::verdict::{Comparer, Finding, Verdict};
use crate::corpus::words::same;
use crate::corpus::{CopyKind, Match};
use crate::removal::Difference;

impl Outcomes {
    /// Makes versions, and their copies, copies of the first version of their story.
    pub(super) fn fold_versions(&mut self) {
        // A version was decided after the text that it is a version of: the way up ends.
        let first = |mut text: u32| {
            while let Some((earlier, _)) = self.versions[text as usize] {
                text = earlier;
            }
            text
        };
        let folded: Vec<Option<(u32, Match)>> = self
            .twins
            .iter()
            .zip(&self.versions)
            .map(|(twin, version)| twin.or(*version).map(|(kept, found)| (first(kept), found)))
            .collect();
        self.twins = folded;
        self.versions.fill(None);
        let twins = &self.twins;
        let is_kept = |text: u32| twins[text as usize].is_none();
        self.contained.retain(|&(larger, held)| is_kept(larger) && is_kept(held));
    }
}

/// What is decided about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'c> {
    pub(super) store: &'c Store,
    pub(super) fingerprints: &'c [Fingerprint],
    /// For each text whether it comes from an index, and so is kept.
    pub(super) is_known: &'c [bool],
    pub(super) frequency: &'c DocumentFrequency,
    /// The texts in the order of the policy.
    pub(super) order: &'c [u32],
}

/// What was decided on each text.
#[derive(Debug)]
pub(super) struct Outcomes {
    /// For each text the kept one that it is a copy of.
    pub(super) twins: Vec<Option<(u32, Match)>>,
    /// For each kept text the one decided before it that it is another version of.
    pub(super) versions: Vec<Option<(u32, Match)>>,
    /// Round-ups, each with a kept text that it holds; sorted.
    pub(super) contained: Vec<(u32, u32)>,
}

impl Context<'_> {
    /// Decides. When two stories turn out to be parts of one text, that text is a round-up, and all
    /// is decided again with it as no text's larger twin.
    pub(super) fn decide(&self, threads: usize) -> io::Result<Outcomes> {
        let mut roundups = vec![false; self.fingerprints.len()];
        let mut workspaces: Vec<Workspace<'_>> =
            (0..threads).map(|_| Workspace::new(self.frequency, self.fingerprints.len())).collect();
        let (firsts, ranks) = (self.firsts()?, batch::ranks(self.order));
        loop {
            let mut decision = Decision::new(self, &firsts, &ranks, roundups);
            decision.decide_all(&mut workspaces)?;
            if !decision.find_roundups(&mut workspaces)? {
                return Ok(decision.outcomes());
            }
            roundups = decision.roundups;
        }
    }

    /// For each text the first one in order that has the same words.
    fn firsts(&self) -> io::Result<Vec<u32>> {
        let mut seen: HashMap<u64, u32, BuildKeyHasher> = HashMap::default();
        let mut firsts: Vec<u32> = (0..self.fingerprints.len() as u32).collect();
        let (mut one, mut other) = (Text::default(), Text::default());
        for &text in self.order {
            let first = *seen.entry(self.fingerprints[text as usize].folded as u64).or_insert(text);
            if first != text
                && self.fingerprints[first as usize].folded
                    == self.fingerprints[text as usize].folded
            {
                self.store.load(first, &mut one)?;
                self.store.load(text, &mut other)?;
                if one.words.len() == other.words.len()
                    && one.words.iter().zip(&other.words).all(|(one, other)| same(*one, *other))
                {
                    firsts[text as usize] = first;
                }
            }
        }
        Ok(firsts)
    }

    /// How a text with the same words as another is its copy.
    fn equal(&self, text: u32, kept: u32) -> Finding {
        let is_exact =
            self.fingerprints[text as usize].exact == self.fingerprints[kept as usize].exact;
        let kind = if is_exact { CopyKind::Exact } else { CopyKind::Normalized };
        Finding { found: Match { similarity: 1.0, kind, difference: Difference::None }, part: None }
    }
}

/// What one thread works with.
#[derive(Debug)]
struct Workspace<'c> {
    neighbourhood: Neighbourhood<'c>,
    shared: Shared,
    comparer: Comparer,
    text: Text,
    other: Text,
    marks: Vec<Option<bool>>,
}

impl<'c> Workspace<'c> {
    fn new(frequency: &'c DocumentFrequency, texts: usize) -> Self {
        Self {
            neighbourhood: Neighbourhood::new(frequency.shared()),
            shared: Shared::new(texts),
            comparer: Comparer::default(),
            text: Text::default(),
            other: Text::default(),
            marks: Vec::new(),
        }
    }
}

/// The kept text that a text is a copy of, or whether it turned out to hold two stories; and the
/// kept texts of which it is a piece.
#[derive(Debug, Default)]
struct Found {
    twin: Option<(u32, Finding)>,
    version: Option<(u32, Finding)>,
    is_roundup: bool,
    pieces: Vec<(u32, Part)>,
    /// Texts of which one holds the other and has more, the larger one first.
    contained: Vec<(u32, u32)>,
}

impl Found {
    /// Remembers a part of the kept text, or one of the text itself among those inside it.
    fn add_trace(&mut self, kept: u32, part: Part, inside: &mut Vec<Part>) {
        if part.of_kept {
            self.pieces.push((kept, part));
        } else {
            inside.push(part);
        }
    }
}

/// What was decided so far.
struct Decision<'c> {
    context: &'c Context<'c>,
    firsts: &'c [u32],
    kept: KeptTexts<'c>,
    /// For each text whether it holds several stories.
    roundups: Vec<bool>,
    twins: Vec<Option<(u32, Finding)>>,
    versions: Vec<Option<(u32, Finding)>>,
    /// Parts of kept texts that other texts have.
    pieces: Vec<(u32, Part)>,
    contained: Vec<(u32, u32)>,
}

impl<'c> Decision<'c> {
    fn new(
        context: &'c Context<'c>,
        firsts: &'c [u32],
        ranks: &'c [u32],
        roundups: Vec<bool>,
    ) -> Self {
        let kept = KeptTexts::new(context.frequency, ranks);
        Self {
            context,
            firsts,
            kept,
            roundups,
            twins: vec![None; ranks.len()],
            versions: vec![None; ranks.len()],
            pieces: Vec::new(),
            contained: Vec::new(),
        }
    }

    fn outcomes(self) -> Outcomes {
        let Self { twins, versions, roundups, mut contained, .. } = self;
        contained.retain(|&(larger, held)| {
            roundups[larger as usize]
                && twins[larger as usize].is_none()
                && twins[held as usize].is_none()
        });
        contained.sort_unstable();
        contained.dedup();
        let found =
            |twin: Option<(u32, Finding)>| twin.map(|(kept, finding)| (kept, finding.found));
        let versions = versions.into_iter().map(found).collect();
        Outcomes { twins: twins.into_iter().map(found).collect(), versions, contained }
    }

    fn decide_all(&mut self, workspaces: &mut [Workspace<'_>]) -> io::Result<()> {
        let frequency = self.context.frequency;
        for batches in self.context.order.chunks(BATCH * BATCHES_AHEAD) {
            let batches: Vec<&[u32]> = batches.chunks(BATCH).collect();
            let look = |workspace: &mut Workspace<'_>, at: usize| {
                let text = |place: u32| batches[at][place as usize];
                workspace.neighbourhood.neighbours(batches[at], |place, other, count| {
                    is_candidate(frequency, text(place), text(other), count)
                })
            };
            let neighbours = threads::in_order(batches.len(), workspaces, look);
            batches.iter().zip(neighbours).try_for_each(|(batch, neighbours)| {
                self.decide_batch(batch, &neighbours, workspaces)
            })?;
        }
        Ok(())
    }

    fn decide_batch(
        &mut self,
        batch: &[u32],
        neighbours: &[Neighbours],
        workspaces: &mut [Workspace<'_>],
    ) -> io::Result<()> {
        let components = batch::components(neighbours);
        let found = threads::in_order(components.len(), workspaces, |workspace, at| {
            self.find_component(batch, &components[at], neighbours, workspace)
        });
        let mut all: Vec<Found> = batch.iter().map(|_| Found::default()).collect();
        for (component, found) in components.iter().zip(found) {
            component.iter().zip(found?).for_each(|(&place, found)| all[place as usize] = found);
        }
        for (&text, found) in batch.iter().zip(all) {
            self.decide(text, found);
        }
        Ok(())
    }

    /// Looks for the twins of those texts of a batch that hang together.
    fn find_component(
        &self,
        batch: &[u32],
        component: &[u32],
        neighbours: &[Neighbours],
        workspace: &mut Workspace<'_>,
    ) -> io::Result<Vec<Found>> {
        let mut kept: Vec<u32> = Vec::new();
        let mut roundups = Vec::new();
        let mut all = Vec::with_capacity(component.len());
        for &place in component {
            let text = batch[place as usize];
            let near = neighbours[place as usize]
                .iter()
                .filter(|(other, _)| kept.binary_search(other).is_ok());
            let near = near.map(|&(other, count)| (batch[other as usize], count));
            let found = self.find(text, near, &roundups, workspace)?;
            if self.is_kept(text, &found) {
                kept.push(place);
            }
            if found.is_roundup {
                roundups.push(text);
            }
            all.push(found);
        }
        Ok(all)
    }

    /// Whether a text of which this was found is kept. One with the words of an earlier text goes
    /// as that one goes.
    fn is_kept(&self, text: u32, found: &Found) -> bool {
        self.context.is_known[text as usize]
            || self.firsts[text as usize] == text && found.twin.is_none()
    }

    /// Decides on a text.
    fn decide(&mut self, text: u32, found: Found) {
        let (at, first) = (text as usize, self.firsts[text as usize]);
        self.roundups[at] |= found.is_roundup;
        self.pieces.extend(found.pieces);
        self.contained.extend(found.contained);
        if self.context.is_known[at] {
            self.kept.add(text);
        } else if first != text {
            self.twins[at] = Some(
                self.twins[first as usize]
                    .clone()
                    .unwrap_or_else(|| (first, self.context.equal(text, first))),
            );
        } else {
            self.twins[at] = found.twin;
            if self.twins[at].is_none() {
                self.versions[at] = found.version;
                self.kept.add(text);
            }
        }
    }

    /// The kept text that `text` is a copy of: the first one of those that share the most. `near`
    /// are kept texts of its batch, and how many shingles they share; `roundups` the round-ups
    /// among them.
    fn find(
        &self,
        text: u32,
        near: impl Iterator<Item = (u32, u32)>,
        roundups: &[u32],
        workspace: &mut Workspace<'_>,
    ) -> io::Result<Found> {
        let mut found = Found::default();
        if self.context.is_known[text as usize] || self.firsts[text as usize] != text {
            return Ok(found);
        }
        let mut candidates = self.kept.candidates(text, near, &mut workspace.shared);
        // A version is kept, and looked up again when all others are.
        candidates.retain(|&other| other != text);
        if !candidates.is_empty() {
            self.context.store.load(text, &mut workspace.text)?;
            self.context.frequency.mark_common(&mut workspace.text, &mut workspace.marks);
        }
        let mut inside = Vec::new();
        for other in candidates {
            self.context.store.load(other, &mut workspace.other)?;
            if workspace.text.has_other_facts(&workspace.other) {
                continue;
            }
            self.context.frequency.mark_common(&mut workspace.other, &mut workspace.marks);
            let verdict = workspace.comparer.compare(&workspace.text, &workspace.other);
            let is_roundup = |text: u32| self.roundups[text as usize] || roundups.contains(&text);
            if weigh(text, other, verdict, is_roundup, &mut inside, &mut found) {
                return Ok(found);
            }
        }
        // The text goes on where an earlier story ends, with another story.
        let is_part =
            |found: &(u32, Finding)| found.1.part.as_ref().is_some_and(|part| !part.of_kept);
        let goes = found.twin.as_ref().or(found.version.as_ref()).is_some_and(is_part);
        if goes && are_apart(inside) {
            found = Found { is_roundup: true, twin: None, version: None, ..found };
        }
        Ok(found)
    }

    /// Marks the texts that turned out to hold two stories; tells whether there are new ones.
    fn find_roundups(&mut self, workspaces: &mut [Workspace<'_>]) -> io::Result<bool> {
        let mut is_new = self.find_kept_roundups();
        // A text that went as the longer one may go on with a story that was kept after it.
        let is_longer = |twin: &Option<(u32, Finding)>| {
            twin.as_ref()
                .is_some_and(|(_, finding)| finding.part.as_ref().is_some_and(|part| !part.of_kept))
        };
        let longer: Vec<u32> = (0..self.twins.len())
            .filter(|&text| is_longer(&self.twins[text]) || is_longer(&self.versions[text]))
            .map(|text| text as u32)
            .collect();
        let found = threads::for_each_text(&longer, workspaces, |workspace, text| {
            self.find(text, std::iter::empty(), &[], workspace)
        });
        for (text, found) in longer.into_iter().zip(found) {
            is_new |=
                found?.is_roundup && !std::mem::replace(&mut self.roundups[text as usize], true);
        }
        Ok(is_new)
    }

    /// Marks the kept texts of which two copies or pieces lie apart. Linear.
    fn find_kept_roundups(&mut self) -> bool {
        let mut ends: HashMap<u64, (Part, Part), BuildKeyHasher> = HashMap::default();
        let of_twins = self
            .twins
            .iter()
            .chain(&self.versions)
            .flatten()
            .filter_map(|(kept, finding)| Some((*kept, finding.part.clone()?)));
        for (kept, part) in of_twins.filter(|(_, part)| part.of_kept && part.is_start) {
            widen(
                ends.entry(u64::from(kept)).or_insert_with(|| (part.clone(), part.clone())),
                &part,
            );
        }
        // Where no text went as a part, pieces do no harm.
        for (kept, part) in self.pieces.drain(..).filter(|(_, part)| part.is_start) {
            ends.entry(u64::from(kept)).and_modify(|ends| widen(ends, &part));
        }
        let mut is_new = false;
        for (kept, (first, last)) in ends {
            is_new |= first.is_apart(&last)
                && !std::mem::replace(&mut self.roundups[kept as usize], true);
        }
        is_new
    }
}

/// What a verdict on a text and a kept one adds to what was found; whether the twin is found for
/// good. `inside` are the parts of the text that are kept texts.
fn weigh(
    text: u32,
    kept: u32,
    verdict: Option<Verdict>,
    is_roundup: impl Fn(u32) -> bool,
    inside: &mut Vec<Part>,
    found: &mut Found,
) -> bool {
    let Some(verdict) = verdict else { return false };
    let part = match &verdict {
        Verdict::Piece(part) => Some(part),
        Verdict::Copy(finding) | Verdict::Version(finding) => finding.part.as_ref(),
        Verdict::Beginning(_) => None,
    };
    let larger = part.map(|part| if part.of_kept { (kept, text) } else { (text, kept) });
    found.contained.extend(larger);
    match verdict {
        Verdict::Piece(part) => found.add_trace(kept, part, inside),
        Verdict::Beginning(parts) => {
            for part in parts {
                found.add_trace(kept, part, inside);
            }
        }
        _ if larger.is_some_and(|(larger, _)| is_roundup(larger)) => {}
        Verdict::Version(finding) => {
            inside.extend(finding.part.clone().filter(|part| !part.of_kept));
            found.version.get_or_insert((kept, finding));
        }
        Verdict::Copy(finding) => {
            let larger = finding.part.clone().filter(|part| !part.of_kept);
            let is_sure = larger.is_none();
            inside.extend(larger);
            if found.twin.is_none() {
                found.twin = Some((kept, finding));
                return is_sure;
            }
        }
    }
    false
}
