//! The search of a corpus for copies: each text is looked up among those that were kept so far, and
//! compared with the ones that share the most.
//!
//! Texts are taken in batches. Those of a batch that share too little with one another to be
//! compared do not hang on each other: they are compared with what was kept before at the same
//! time, on several threads. Those that hang together are decided by one thread, in order. So the
//! answer is the one that comes text by text.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io;

use crate::compare::hasher::BuildKeyHasher;
use crate::corpus::batch::{self, BATCH, BATCHES_AHEAD, Neighbourhood, Neighbours};
use crate::corpus::comparer::Comparer;
use crate::corpus::decision::{Decision, Found, Setting};
use crate::corpus::document_frequency::DocumentFrequency;
use crate::corpus::inverted_index::Shared;
use crate::corpus::kept::{KeptTexts, is_candidate};
use crate::corpus::outcomes::Outcomes;
use crate::corpus::store::Store;
use crate::corpus::text::{Fingerprint, Text};
use crate::corpus::verdict::Compared;
use crate::corpus::{DedupOptions, threads};

/// What is searched.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'c> {
    pub(super) store: &'c Store,
    pub(super) fingerprints: &'c [Fingerprint],
    /// For each text whether it comes from an index, and so is kept.
    pub(super) is_known: &'c [bool],
    pub(super) frequency: &'c DocumentFrequency,
    /// The texts in the order of the policy.
    pub(super) order: &'c [u32],
    pub(super) options: &'c DedupOptions,
}

impl Context<'_> {
    /// Decides on every text. When two stories turn out to be parts of one text, that text is a
    /// round-up, and all is decided again with it as no text's larger twin.
    pub(super) fn decide(&self) -> io::Result<Outcomes> {
        let mut workspaces: Vec<Workspace<'_>> = (0..self.options.threads.max(1))
            .map(|_| Workspace::new(self.frequency, self.fingerprints.len()))
            .collect();
        let (firsts, ranks) = (self.firsts()?, batch::ranks(self.order));
        let Self { fingerprints, is_known, options, .. } = *self;
        let setting = Setting { fingerprints, is_known, firsts: &firsts, options };
        let mut roundups = vec![false; fingerprints.len()];
        loop {
            let kept = KeptTexts::new(self.frequency, self.store, &ranks);
            let decision = Decision::new(setting, roundups);
            let mut search = Search { context: self, setting, kept, decision };
            search.decide_all(&mut workspaces)?;
            if !search.mark_roundups(&mut workspaces)? {
                return Ok(search.decision.into_outcomes());
            }
            roundups = search.decision.into_roundups();
        }
    }

    /// For each text the first one in order that has the same words.
    fn firsts(&self) -> io::Result<Vec<u32>> {
        let mut seen: HashMap<u64, u32, BuildKeyHasher> = HashMap::default();
        let mut firsts: Vec<u32> = (0..self.fingerprints.len() as u32).collect();
        let (mut one, mut other) = (Text::default(), Text::default());
        for &text in self.order {
            let folded = |text: u32| self.fingerprints[text as usize].folded;
            let first = *seen.entry(folded(text) as u64).or_insert(text);
            if first != text && folded(first) == folded(text) {
                self.store.load(first, &mut one)?;
                self.store.load(text, &mut other)?;
                if one.has_same_words(&other) {
                    firsts[text as usize] = first;
                }
            }
        }
        Ok(firsts)
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

/// What was kept and decided so far.
struct Search<'c> {
    context: &'c Context<'c>,
    setting: Setting<'c>,
    kept: KeptTexts<'c>,
    decision: Decision<'c>,
}

impl Search<'_> {
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
            for (batch, neighbours) in batches.iter().zip(neighbours) {
                self.decide_batch(batch, &neighbours, workspaces)?;
            }
        }
        Ok(())
    }

    fn decide_batch(
        &mut self,
        batch: &[u32],
        neighbours: &[Neighbours],
        workspaces: &mut [Workspace<'_>],
    ) -> io::Result<()> {
        let mut components = batch::components(neighbours);
        // A large one that is begun last is what all other threads wait for.
        components.sort_by_key(|component| Reverse(component.len()));
        let found = threads::in_order(components.len(), workspaces, |workspace, at| {
            self.find_component(batch, &components[at], neighbours, workspace)
        });
        let mut all: Vec<Found> = batch.iter().map(|_| Found::default()).collect();
        for (component, found) in components.iter().zip(found) {
            component.iter().zip(found?).for_each(|(&place, found)| all[place as usize] = found);
        }
        for (&text, found) in batch.iter().zip(all) {
            if self.decision.decide(text, found) {
                self.kept.add(text);
            }
        }
        Ok(())
    }

    /// Looks for the originals of those texts of a batch that hang together.
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
            if self.decision.is_kept(text, &found) {
                kept.push(place);
            }
            if found.is_roundup {
                roundups.push(text);
            }
            all.push(found);
        }
        Ok(all)
    }

    /// The kept text that `text` is a copy of. `near` are kept texts of its batch, and how many
    /// shingles they share; `roundups` the round-ups among them.
    fn find(
        &self,
        text: u32,
        near: impl Iterator<Item = (u32, u32)>,
        roundups: &[u32],
        workspace: &mut Workspace<'_>,
    ) -> io::Result<Found> {
        if !self.setting.is_compared(text) {
            return Ok(Found::default());
        }
        let Workspace { shared, comparer, text: one, other: two, marks, .. } = workspace;
        let Context { store, frequency, .. } = self.context;
        let mut candidates = self.kept.candidates(text, near, shared);
        // A version is kept, and looked up again when all others are.
        candidates.retain(|&other| other != text);
        if !candidates.is_empty() {
            store.load(text, one)?;
            frequency.common().mark(one, marks);
        }
        self.decision.find(text, candidates, roundups, |other| {
            store.load(other, two)?;
            if one.has_other_facts(two) {
                return Ok(Compared::at_a_glance());
            }
            frequency.common().mark(two, marks);
            Ok(comparer.compare(one, two))
        })
    }

    /// Marks the texts that turned out to hold two stories; tells whether there are new ones.
    fn mark_roundups(&mut self, workspaces: &mut [Workspace<'_>]) -> io::Result<bool> {
        let mut is_new = self.decision.mark_kept_roundups();
        let longer = self.decision.longer();
        let found = threads::for_each_text(&longer, workspaces, |workspace, text| {
            self.find(text, std::iter::empty(), &[], workspace)
        });
        for (text, found) in longer.into_iter().zip(found) {
            is_new |= found?.is_roundup && self.decision.mark_roundup(text);
        }
        Ok(is_new)
    }
}
