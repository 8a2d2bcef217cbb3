//! The same search in pieces, for engines that shuffle: keys of a text, the verdict on a pair, and
//! what becomes of texts that hang together.

use serde::{Deserialize, Serialize};

use crate::corpus::common_phrases::CommonPhrases;
use crate::corpus::comparer::Comparer;
use crate::corpus::decision::{Decision, Found, Setting};
use crate::corpus::keep::Metadata;
use crate::corpus::kept::{Candidate, closest, share_enough};
use crate::corpus::outcomes::Outcomes;
use crate::corpus::prepared::Prepared;
use crate::corpus::text::{Fingerprint, Text};
use crate::corpus::verdict::{Compared, Verdict};
use crate::corpus::{DedupOptions, Reference, Resolution, Separation, batch};

/// Compares texts two by two. Keeps its memory from one pair to the next, and nothing else: one for
/// each thread.
///
/// ```
/// use copydesk::corpus::{CommonPhrases, Item, PairComparer, Preparer, Separation};
///
/// let story = "The ferry between Oakmouth and Calder Island will run again from Monday, the harbour \
///              office said. Repairs to the hull took nine days and cost 40,000 euros.";
/// let mut preparer = Preparer::default();
/// let mut prepared = |text: &str| preparer.prepare(&Item::new("", text));
/// let (whole, cut) = (prepared(story), prepared(&story[..120]));
/// let other = prepared(&story.replace("40,000", "65,000").replace("Monday", "Friday"));
///
/// let common = CommonPhrases::default();
/// let mut comparer = PairComparer::new(&common);
/// assert!(comparer.compare(&cut, &whole).is_copy());
/// let verdict = comparer.compare(&other, &whole);
/// assert!(!verdict.is_copy());
/// assert_eq!(verdict.separation(), Some(Separation::FactsChanged));
/// ```
#[derive(Debug)]
pub struct PairComparer<'c> {
    common: &'c CommonPhrases,
    comparer: Comparer,
    left: Text,
    right: Text,
    marks: Vec<Option<bool>>,
}

/// What two texts are to each other, whichever of them is kept. It may be stored and sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairVerdict {
    relation: Relation,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Relation {
    /// The words are the same.
    Equal,
    /// They share too little to be compared.
    Unlike,
    Alike {
        /// How many keys both have, and how many the one with fewer has.
        shared: u32,
        least: u32,
        /// Where the right one is kept, and where the left one is.
        left: Compared,
        right: Compared,
    },
}

impl<'c> PairComparer<'c> {
    /// A comparer for texts of a corpus with these common phrases.
    #[must_use]
    pub fn new(common: &'c CommonPhrases) -> Self {
        Self {
            common,
            comparer: Comparer::default(),
            left: Text::default(),
            right: Text::default(),
            marks: Vec::new(),
        }
    }

    /// What two texts are to each other. Linear in their lengths, but for sorting their keys.
    #[must_use]
    pub fn compare(&mut self, left: &Prepared, right: &Prepared) -> PairVerdict {
        PairVerdict { relation: self.relation(left, right) }
    }

    fn relation(&mut self, left: &Prepared, right: &Prepared) -> Relation {
        if left.text.has_same_words(&right.text) {
            return Relation::Equal;
        }
        let keys = [left, right].map(|text| text.candidate_keys(self.common));
        let [left_keys, right_keys] = keys.each_ref().map(|keys| keys.len() as u32);
        let shared = shared(&keys);
        if !share_enough(left_keys, right_keys, shared) {
            return Relation::Unlike;
        }
        let (one, other) = if left.text.has_other_facts(&right.text) {
            (Compared::at_a_glance(), Compared::at_a_glance())
        } else {
            self.left.clone_from(&left.text);
            self.right.clone_from(&right.text);
            self.common.mark(&mut self.left, &mut self.marks);
            self.common.mark(&mut self.right, &mut self.marks);
            let Self { comparer, left, right, .. } = self;
            (comparer.compare(left, right), comparer.compare(right, left))
        };
        Relation::Alike { shared, least: left_keys.min(right_keys), left: one, right: other }
    }
}

/// How many keys two sorted lists have in common.
fn shared([left, right]: &[Vec<u64>; 2]) -> u32 {
    let (mut left, mut right, mut shared) = (left.as_slice(), right.as_slice(), 0);
    while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
        shared += u32::from(first == second);
        if first <= second {
            left = left_rest;
        }
        if second <= first {
            right = right_rest;
        }
    }
    shared
}

impl PairVerdict {
    /// Whether the pair matters to [`resolve_component`]: one that does not may be dropped, and
    /// joins no component.
    #[must_use]
    pub fn is_candidate(&self) -> bool {
        self.relation != Relation::Unlike
    }

    /// Whether the left text would go where the right one is kept.
    #[must_use]
    pub fn is_copy(&self) -> bool {
        match &self.relation {
            Relation::Equal => true,
            Relation::Unlike => false,
            Relation::Alike { left, .. } => matches!(left.verdict, Verdict::Copy(_)),
        }
    }

    /// Whether the left text would be another version of the right one.
    #[must_use]
    pub fn is_version(&self) -> bool {
        matches!(&self.relation, Relation::Alike { left, .. } if matches!(left.verdict, Verdict::Version(_)))
    }

    /// Why the left text would not go where the right one is kept, nor be a version of it; `None`
    /// where it would, and for texts that share too little to be compared.
    #[must_use]
    pub fn separation(&self) -> Option<Separation> {
        match &self.relation {
            Relation::Equal | Relation::Unlike => None,
            Relation::Alike { left, .. } => left.separation(),
        }
    }
}

/// What is to be known of a text to resolve its component, beside verdicts. It may be stored and
/// sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    metadata: Metadata,
    fingerprint: Fingerprint,
    words: usize,
    confirmed: u32,
}

impl Member {
    /// A text, `confirmed_keys` of whose [candidate keys](Prepared::candidate_keys) other texts
    /// have too.
    #[must_use]
    pub fn new(text: &Prepared, confirmed_keys: usize) -> Self {
        Self {
            metadata: text.metadata.clone(),
            fingerprint: text.fingerprint,
            words: text.text.words.len(),
            confirmed: u32::try_from(confirmed_keys).unwrap_or(u32::MAX),
        }
    }

    /// Sets how many of the text's keys other texts have too: that may become known late.
    #[must_use]
    pub fn with_confirmed_keys(mut self, confirmed_keys: usize) -> Self {
        self.confirmed = u32::try_from(confirmed_keys).unwrap_or(u32::MAX);
        self
    }

    /// Bytes by which an engine can sort texts: they are in the order of the policy, the text that
    /// is kept first. `place` is the text's place in the input, for
    /// [`Keep::First`](crate::corpus::Keep::First) alone. Texts with the same bytes differ in
    /// nothing that the policy looks at.
    ///
    /// ```
    /// use copydesk::corpus::{DedupOptions, Item, Keep, Member, Preparer};
    ///
    /// let options = DedupOptions::default().keep(Keep::Earliest);
    /// let sort_key = |date: &str| {
    ///     let item = Item::new("id", "The ferry will run again.").date(Some(date));
    ///     Member::new(&Preparer::default().prepare(&item), 0).sort_key(&options, 0)
    /// };
    /// assert!(sort_key("2024-05-02") < sort_key("2024-05-03"));
    /// ```
    #[must_use]
    pub fn sort_key(&self, options: &DedupOptions, place: usize) -> Vec<u8> {
        let Self { metadata, fingerprint, words, confirmed } = self;
        options.keep.rank(metadata, fingerprint, *words, *confirmed, place).to_bytes()
    }
}

/// The place of the one that is kept of texts with equal words. Only it needs to be compared with
/// texts of other words; the others need a pair with it.
#[must_use]
pub fn first_of(members: &[Member], options: &DedupOptions) -> Option<usize> {
    order(members, options).first().map(|&text| text as usize)
}

/// What becomes of each text of a component, in their order.
///
/// `pairs` has the places of two members, each pair once, and the verdict on them in that order.
/// All pairs that are [candidates](PairVerdict::is_candidate) must be there; of texts with equal
/// words see [`first_of`]. Pairs of places that are not there are passed over.
/// [`Keep::First`](crate::corpus::Keep::First) keeps the first one of `members`, and
/// [`Resolution`] counts places among them.
///
/// This is what [`Corpus::resolve`](crate::corpus::Corpus::resolve) gives with the same
/// [`CommonPhrases`]: they are all that a corpus knows beside the texts and the verdicts on pairs.
/// (A corpus looks up the first 256 kept texts of a phrase. Where more have one, which takes a
/// corpus of thousands of texts with it, those that share nothing else are not compared there.)
///
/// ```
/// use std::collections::{BTreeSet, HashMap};
///
/// use copydesk::corpus::{
///     CommonPhrases, DedupOptions, Item, Member, PairComparer, Prepared, Preparer,
///     resolve_component,
/// };
///
/// let wire = "The ferry between Oakmouth and Calder Island will run again from Monday, the \
///             harbour office said. Repairs to the hull took nine days and cost 40,000 euros. \
///             Passengers had to take the bus over the northern bridge meanwhile.";
/// let paper = format!("OAKMOUTH, May 3 (Reuters) - {wire}");
/// let other = "Farmers in the hills behind Northport have begun to pick apples three weeks early.";
///
/// // Each text is read once, wherever it is, and goes under its keys.
/// let mut preparer = Preparer::default();
/// let texts: Vec<Prepared> = [("wire", wire), ("paper", &paper), ("other", other)]
///     .map(|(id, text)| preparer.prepare(&Item::new(id, text)))
///     .into();
/// let common = CommonPhrases::default();
/// let mut groups: HashMap<u64, Vec<usize>> = HashMap::new();
/// for (at, text) in texts.iter().enumerate() {
///     for key in text.candidate_keys(&common) {
///         groups.entry(key).or_default().push(at);
///     }
/// }
///
/// // A group says which keys of a text others confirm, and which texts to compare.
/// let (mut confirmed, mut pairs) = (vec![0; texts.len()], BTreeSet::new());
/// for group in groups.values().filter(|group| group.len() > 1) {
///     for (nth, &left) in group.iter().enumerate() {
///         confirmed[left] += 1;
///         pairs.extend(group[nth + 1..].iter().map(|&right| (left, right)));
///     }
/// }
/// let mut comparer = PairComparer::new(&common);
/// let verdicts: Vec<_> = pairs
///     .into_iter()
///     .map(|(left, right)| (left, right, comparer.compare(&texts[left], &texts[right])))
///     .filter(|(.., verdict)| verdict.is_candidate())
///     .collect();
///
/// // Here all texts are taken for one component; texts that no pair joins make no difference.
/// let members: Vec<Member> =
///     texts.iter().zip(confirmed).map(|(text, keys)| Member::new(text, keys)).collect();
/// let resolved = resolve_component(&members, &verdicts, &DedupOptions::default());
/// assert_eq!(resolved[0].duplicate_of.as_ref().unwrap().id, "paper");
/// assert!(resolved[1].duplicate_of.is_none() && resolved[2].duplicate_of.is_none());
/// ```
#[must_use]
pub fn resolve_component(
    members: &[Member],
    pairs: &[(usize, usize, PairVerdict)],
    options: &DedupOptions,
) -> Vec<Resolution> {
    let order = order(members, options);
    let ranks = batch::ranks(&order);
    let fingerprints: Vec<Fingerprint> = members.iter().map(|member| member.fingerprint).collect();
    let setting = Setting {
        fingerprints: &fingerprints,
        is_known: &vec![false; members.len()],
        firsts: &firsts(&ranks, pairs),
        options,
    };
    let neighbours = Neighbours::of(members, pairs);
    let mut outcomes = decide(&neighbours, &order, &ranks, setting);
    if options.fold_versions {
        outcomes.fold_versions(options.min_coverage);
    }
    outcomes.resolutions(|text| Reference {
        id: members[text as usize].metadata.id.to_string(),
        place: Some(text as usize),
    })
}

/// Decides on every member; again while texts turn out to be round-ups.
fn decide(
    neighbours: &Neighbours<'_>,
    order: &[u32],
    ranks: &[u32],
    setting: Setting<'_>,
) -> Outcomes {
    let mut roundups = vec![false; order.len()];
    loop {
        let mut decision = Decision::new(setting, roundups);
        let mut is_kept = vec![false; order.len()];
        for &text in order {
            let found = neighbours.find(text, &is_kept, ranks, &setting, &decision);
            is_kept[text as usize] = decision.decide(text, found);
        }
        let mut is_new = decision.mark_kept_roundups();
        for text in decision.longer() {
            let found = neighbours.find(text, &is_kept, ranks, &setting, &decision);
            is_new |= found.is_roundup && decision.mark_roundup(text);
        }
        if !is_new {
            return decision.into_outcomes();
        }
        roundups = decision.into_roundups();
    }
}

/// For each member the first one in order with the same words.
fn firsts(ranks: &[u32], pairs: &[(usize, usize, PairVerdict)]) -> Vec<u32> {
    let mut firsts: Vec<u32> = (0..ranks.len() as u32).collect();
    let find = |firsts: &mut [u32], mut text: u32| {
        while firsts[text as usize] != text {
            firsts[text as usize] = firsts[firsts[text as usize] as usize];
            text = firsts[text as usize];
        }
        text
    };
    for (left, right, verdict) in pairs {
        if left.max(right) < &ranks.len() && verdict.relation == Relation::Equal {
            let mut ends = [*left, *right].map(|text| find(&mut firsts, text as u32));
            ends.sort_unstable_by_key(|&text| ranks[text as usize]);
            firsts[ends[1] as usize] = ends[0];
        }
    }
    (0..ranks.len() as u32).map(|text| find(&mut firsts, text)).collect()
}

/// The members in the order of the policy.
fn order(members: &[Member], options: &DedupOptions) -> Vec<u32> {
    let rank = |at: usize| {
        let Member { metadata, fingerprint, words, confirmed } = &members[at];
        options.keep.rank(metadata, fingerprint, *words, *confirmed, at)
    };
    let mut order: Vec<u32> = (0..members.len() as u32).collect();
    order.sort_by_cached_key(|&text| rank(text as usize));
    order
}

/// For each member those that a verdict is known of.
struct Neighbours<'v> {
    members: &'v [Member],
    of: Vec<Vec<(u32, &'v Relation, bool)>>,
}

impl<'v> Neighbours<'v> {
    fn of(members: &'v [Member], pairs: &'v [(usize, usize, PairVerdict)]) -> Self {
        let mut neighbours = vec![Vec::new(); members.len()];
        for (left, right, verdict) in pairs {
            if left.max(right) < &members.len() && left != right {
                neighbours[*left].push((*right as u32, &verdict.relation, true));
                neighbours[*right].push((*left as u32, &verdict.relation, false));
            }
        }
        Self { members, of: neighbours }
    }

    fn find(
        &self,
        text: u32,
        is_kept: &[bool],
        ranks: &[u32],
        setting: &Setting<'_>,
        decision: &Decision<'_>,
    ) -> Found {
        if !setting.is_compared(text) {
            return Found::default();
        }
        let neighbours = &self.of[text as usize];
        let candidates = neighbours.iter().filter(|(other, ..)| is_kept[*other as usize]);
        let candidates = candidates.filter_map(|&(text, relation, _)| match *relation {
            Relation::Alike { shared, least, .. } => {
                let at = text as usize;
                let words = self.members[at].words;
                Some(Candidate { text, shared, least, rank: ranks[at], words })
            }
            Relation::Equal | Relation::Unlike => None,
        });
        let compare = |other: u32| -> Result<Compared, std::convert::Infallible> {
            let known = neighbours.iter().find_map(|&(text, relation, is_left)| match relation {
                Relation::Alike { left, right, .. } if text == other => {
                    Some(if is_left { left } else { right })
                }
                _ => None,
            });
            Ok(known.cloned().unwrap_or_else(Compared::at_a_glance))
        };
        let Ok(found) = decision.find(text, closest(candidates), &[], compare);
        found
    }
}
