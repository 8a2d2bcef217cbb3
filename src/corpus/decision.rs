//! For each text whether it is kept, or which kept text it is a copy of: one text after the other, in the order of the policy.
//!
//! With several threads, the texts of a wave are first compared with what was kept before the wave, at the same time. Then they
//! are decided in order, and those that share enough with a text kept in the same wave are compared again. So the answer is the
//! one that comes without threads.

use std::collections::HashMap;
use std::io;

use crate::compare::hasher::BuildKeyHasher;
use crate::corpus::census::Census;
use crate::corpus::kept::KeptTexts;
use crate::corpus::listing::Shared;
use crate::corpus::store::Store;
use crate::corpus::text::{Sign, Text};
use crate::corpus::threads::{self, WAVE};
use crate::corpus::verdict::{Finding, Judge, Part, Verdict};
use crate::corpus::{Kind, Match};
use crate::removal::Difference;

/// What is decided about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'c> {
    pub(super) store: &'c Store,
    pub(super) signs: &'c [Sign],
    /// For each text whether it comes from an index, and so is kept.
    pub(super) is_known: &'c [bool],
    pub(super) census: &'c Census,
    /// The texts in the order of the policy.
    pub(super) order: &'c [u32],
}

/// For each text the kept one that it is a copy of.
pub(super) type Twins = Vec<Option<(u32, Match)>>;

impl Case<'_> {
    /// Decides. When two stories turn out to be parts of one text, that text is a round-up, and all is decided again with it as
    /// no text's larger twin.
    pub(super) fn decide(&self, threads: usize) -> io::Result<Twins> {
        let mut roundups = vec![false; self.signs.len()];
        let mut desks: Vec<Desk> = (0..threads).map(|_| Desk::new(self.signs.len())).collect();
        let firsts = self.firsts();
        loop {
            let mut decision = Decision::new(self, &firsts, roundups);
            decision.decide_all(&mut desks)?;
            if !decision.find_roundups(&mut desks)? {
                return Ok(decision.twins.into_iter().map(|twin| twin.map(|(kept, finding)| (kept, finding.found))).collect());
            }
            roundups = decision.roundups;
        }
    }

    /// For each text the first one in order that has the same words.
    fn firsts(&self) -> Vec<u32> {
        let mut seen: HashMap<u64, u32, BuildKeyHasher> = HashMap::default();
        let mut firsts: Vec<u32> = (0..self.signs.len() as u32).collect();
        for &text in self.order {
            let first = *seen.entry(self.signs[text as usize].folded as u64).or_insert(text);
            if self.signs[first as usize].folded == self.signs[text as usize].folded {
                firsts[text as usize] = first;
            }
        }
        firsts
    }

    /// How a text with the same words as another is its copy.
    fn equal(&self, text: u32, kept: u32) -> Finding {
        let is_exact = self.signs[text as usize].exact == self.signs[kept as usize].exact;
        let kind = if is_exact { Kind::Exact } else { Kind::Normalized };
        Finding { found: Match { similarity: 1.0, kind, difference: Difference::None }, part: None }
    }
}

/// What one thread works with.
#[derive(Debug)]
struct Desk {
    shared: Shared,
    judge: Judge,
    text: Text,
    other: Text,
    marks: Vec<Option<bool>>,
}

impl Desk {
    fn new(texts: usize) -> Self {
        Self { shared: Shared::new(texts), judge: Judge::default(), text: Text::default(), other: Text::default(), marks: Vec::new() }
    }
}

/// The kept text that a text is a copy of, or whether it turned out to hold two stories; and the kept texts of which it is a piece.
#[derive(Debug, Default)]
struct Found {
    twin: Option<(u32, Finding)>,
    is_roundup: bool,
    pieces: Vec<(u32, Part)>,
}

/// What was decided so far.
struct Decision<'c> {
    case: &'c Case<'c>,
    firsts: &'c [u32],
    kept: KeptTexts<'c>,
    /// For each text whether it holds several stories.
    roundups: Vec<bool>,
    twins: Vec<Option<(u32, Finding)>>,
    /// Parts of kept texts that other texts have.
    pieces: Vec<(u32, Part)>,
}

impl<'c> Decision<'c> {
    fn new(case: &'c Case<'c>, firsts: &'c [u32], roundups: Vec<bool>) -> Self {
        let texts = case.signs.len();
        Self { case, firsts, kept: KeptTexts::new(case.census, texts), roundups, twins: vec![None; texts], pieces: Vec::new() }
    }

    fn decide_all(&mut self, desks: &mut [Desk]) -> io::Result<()> {
        for wave in self.case.order.chunks(WAVE) {
            self.kept.start_wave();
            let ahead = if desks.len() > 1 { self.find_all(wave, desks) } else { Vec::new() };
            let mut ahead = ahead.into_iter();
            for &text in wave {
                let found = ahead.next();
                let Some(desk) = desks.first_mut() else { return Ok(()) };
                self.decide(text, found, desk)?;
            }
        }
        Ok(())
    }

    /// Decides on a text, perhaps with what was found among the texts that were kept before the wave.
    fn decide(&mut self, text: u32, ahead: Option<io::Result<Found>>, desk: &mut Desk) -> io::Result<()> {
        let at = text as usize;
        let first = self.firsts[at];
        let twin = if self.case.is_known[at] {
            None
        } else if first != text {
            Some(self.twins[first as usize].clone().unwrap_or_else(|| (first, self.case.equal(text, first))))
        } else {
            let ahead = ahead.filter(|_| !self.kept.has_candidate_of_wave(text, &mut desk.shared));
            let found = ahead.unwrap_or_else(|| self.find(text, desk))?;
            self.roundups[at] |= found.is_roundup;
            self.pieces.extend(found.pieces);
            found.twin
        };
        if twin.is_none() {
            self.kept.add(text);
        }
        self.twins[at] = twin;
        Ok(())
    }

    /// Looks for the twins of some texts among the kept ones, on all desks at once.
    fn find_all(&self, texts: &[u32], desks: &mut [Desk]) -> Vec<io::Result<Found>> {
        threads::for_each_text(texts, desks, |desk, text| self.find(text, desk))
    }

    /// The kept text that `text` is a copy of: the first one of those that share the most.
    fn find(&self, text: u32, desk: &mut Desk) -> io::Result<Found> {
        let mut found = Found::default();
        if self.case.is_known[text as usize] || self.firsts[text as usize] != text {
            return Ok(found);
        }
        let candidates = self.kept.candidates(text, &mut desk.shared);
        if !candidates.is_empty() {
            self.case.store.load(text, &mut desk.text)?;
            self.case.census.mark_common(&mut desk.text, &mut desk.marks);
        }
        let mut inside = Vec::new();
        for other in candidates {
            self.case.store.load(other, &mut desk.other)?;
            if desk.text.has_other_facts(&desk.other) {
                continue;
            }
            self.case.census.mark_common(&mut desk.other, &mut desk.marks);
            let verdict = desk.judge.compare(&desk.text, &desk.other);
            if self.weigh(text, other, verdict, &mut inside, &mut found) {
                return Ok(found);
            }
        }
        // The text goes on where an earlier story ends, with another story.
        let first = found.twin.as_ref().and_then(|(_, finding)| finding.part.as_ref());
        if first.is_some_and(|first| inside.iter().any(|part| part.is_apart(first))) {
            found = Found { is_roundup: true, pieces: found.pieces, twin: None };
        }
        Ok(found)
    }

    /// What a verdict on a text and a kept one adds to what was found; whether the twin is found for good. `inside` are the parts of
    /// the text that are kept texts.
    fn weigh(&self, text: u32, kept: u32, verdict: Option<Verdict>, inside: &mut Vec<Part>, found: &mut Found) -> bool {
        let is_roundup = |part: &Part| self.roundups[if part.of_kept { kept } else { text } as usize];
        match verdict {
            None => {}
            Some(Verdict::Piece(part)) if part.of_kept => found.pieces.push((kept, part)),
            Some(Verdict::Piece(part)) => inside.push(part),
            Some(Verdict::Copy(Finding { part: Some(part), .. })) if is_roundup(&part) => {}
            Some(Verdict::Copy(finding)) => {
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

    /// Marks the texts that turned out to hold two stories; tells whether there are new ones.
    fn find_roundups(&mut self, desks: &mut [Desk]) -> io::Result<bool> {
        let mut is_new = self.find_kept_roundups();
        // A text that went as the longer one may go on with a story that was kept after it.
        let is_longer = |twin: &Option<(u32, Finding)>| {
            twin.as_ref().is_some_and(|(_, finding)| finding.part.as_ref().is_some_and(|part| !part.of_kept))
        };
        let longer: Vec<u32> = (0..self.twins.len()).filter(|&text| is_longer(&self.twins[text])).map(|text| text as u32).collect();
        let found = self.find_all(&longer, desks);
        for (text, found) in longer.into_iter().zip(found) {
            is_new |= found?.is_roundup && !std::mem::replace(&mut self.roundups[text as usize], true);
        }
        Ok(is_new)
    }

    /// Marks the kept texts of which two copies or pieces lie apart. Linear.
    fn find_kept_roundups(&mut self) -> bool {
        let mut ends: HashMap<u64, (Part, Part), BuildKeyHasher> = HashMap::default();
        let of_twins = self.twins.iter().flatten().filter_map(|(kept, finding)| Some((*kept, finding.part.clone()?)));
        for (kept, part) in of_twins.filter(|(_, part)| part.of_kept) {
            widen(ends.entry(u64::from(kept)).or_insert_with(|| (part.clone(), part.clone())), &part);
        }
        // Where no text went as a part, pieces do no harm.
        for (kept, part) in self.pieces.drain(..) {
            ends.entry(u64::from(kept)).and_modify(|ends| widen(ends, &part));
        }
        let mut is_new = false;
        for (kept, (first, last)) in ends {
            is_new |= first.is_apart(&last) && !std::mem::replace(&mut self.roundups[kept as usize], true);
        }
        is_new
    }
}

/// Makes the one of some parts that ends first and the one that starts last also those of one part more. Two parts lie apart when
/// these two do.
fn widen((first, last): &mut (Part, Part), part: &Part) {
    if part.words.end < first.words.end {
        *first = part.clone();
    }
    if part.words.start > last.words.start {
        *last = part.clone();
    }
}
