//! What the edits between two texts do to their facts: whether a copy was edited, or a form filled
//! in anew.
//!
//! Edits are words of one text that stand in the place of words of the other, between words that
//! both have. A form changes its facts and nothing else, and many of them for its length; a copy
//! changes anything.

use std::collections::HashSet;

use crate::compare::edits::Hunk;
use crate::corpus::alignment::Alignment;
use crate::corpus::spelling::are_alike;
use crate::corpus::text::Text;
use crate::corpus::words::{Class, SAME, Word, class, is_distinctive, is_fact, same};

/// Share of the edits that are other facts in two reports of a kind; when most of the facts are
/// others too, a smaller one.
const FACTS_OF_EDITS: f32 = 0.5;
const FACTS_OF_SOME_EDITS: f32 = 0.25;
const OTHER_FACTS: f32 = 0.3;
/// Share of the edits that put words in the place of words in a form that was filled in.
const FILLED_IN: f32 = 0.8;
/// Share of the edits that put words in the place of words in two reports of a kind in a script
/// without capitals.
const REPLACED: f32 = 0.65;
/// Words that both texts have for each name that was filled in, in a form; where names are fewer,
/// it is a copy.
const FORM_WORDS: usize = 120;
/// Words that both texts have for each fact that was changed, in two versions of a story. A form
/// has a place to fill in every 4 to 17 words; of a corrected story hundreds of words stay.
const VERSION_WORDS: usize = 60;
/// The same for each word that was put in the place of another in a script without capitals, where
/// any may be a name.
const CASELESS_VERSION_WORDS: usize = 25;
/// Words that fill in a place of a form, at most.
const FILLING_WORDS: usize = 2;
/// Longest edit in which a negation turns what is said; a longer one is a sentence of its own.
const NEGATED_WORDS: usize = 6;
/// Words spelled nearly alike from which on the spelling is bad throughout, when they are two
/// thirds of those that were replaced.
const LEAST_MISSPELT: usize = 3;

/// What an edit does to the facts.
#[derive(Debug, Clone, Copy)]
struct Edit {
    /// Which words it puts in the place of which: the same correction has the same number wherever
    /// it is made.
    correction: u64,
    /// What it puts in the place of facts.
    other: Option<Other>,
    /// It puts other words, no function words, in the place of words.
    is_replaced: bool,
    is_misspelt: bool,
}

/// Other facts in the place of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Other {
    /// Other names, a no for a yes, or anything where a page has its own lines: it may be chance in
    /// a long text.
    Name,
    /// Other numbers or dates.
    Figure,
}

impl Edit {
    /// `None` where no word tells anything.
    fn of<'a>(copy: &'a Text, kept: &'a Text, hunk: &Hunk) -> Option<Self> {
        let (left, right) = (&copy.words[hunk.left.clone()], &kept.words[hunk.right.clone()]);
        let mut both = left.iter().chain(right);
        // A word or two may be what a form was filled in with, however common the form is.
        let tells = |word: Word| {
            is_distinctive(word)
                || left.len().max(right.len()) <= FILLING_WORDS && class(word) != Class::Affix
        };
        if !both.clone().any(|&word| tells(word)) {
            return None;
        }
        let facts =
            |words: &'a [Word]| words.iter().filter(move |&&word| is_fact(word) && tells(word));
        let lost =
            |words: &'a [Word], other: &Text| facts(words).any(|&word| !other.has_fact(word));
        // Names may change places in a form.
        let have_facts = facts(left).next().is_some() && facts(right).next().is_some();
        let are_swapped = have_facts && !facts(left).any(|a| facts(right).any(|b| same(*a, *b)));
        let is_other = lost(left, kept) && lost(right, copy) || are_swapped;
        let has_figure = facts(left).chain(facts(right)).any(|&word| class(word) != Class::Name);
        let is_edge = hunk.left.start == 0 || hunk.right.start == 0;
        let is_negated = is_negated(left, right) && both.clone().any(|&word| is_distinctive(word));
        let has_content = |words: &[Word]| words.iter().any(|&word| class(word) != Class::Light);
        let other = match () {
            () if is_other && has_figure && !is_edge => Some(Other::Figure),
            () if is_other || is_negated => Some(Other::Name),
            () => None,
        };
        Some(Self {
            correction: correction(left, right),
            other,
            is_replaced: other.is_some() || has_content(left) && has_content(right),
            is_misspelt: !is_negated
                && are_alike(left, right)
                && !both.any(|&word| class(word) == Class::Number),
        })
    }
}

/// A number for the words that one text has in the place of words of the other.
fn correction(left: &[Word], right: &[Word]) -> u64 {
    let mix = |hash: u64, &word: &Word| {
        (hash.rotate_left(23) ^ u64::from(word & SAME)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    right.iter().fold(left.iter().fold(left.len() as u64, mix), mix)
}

/// Whether one text says no where the other says yes: not where another word stands in the place of
/// the negation.
fn is_negated(left: &[Word], right: &[Word]) -> bool {
    let negates = |words: &[Word]| words.iter().any(|&word| class(word) == Class::Negation);
    let says = |words: &[Word]| {
        words.iter().any(|&word| !matches!(class(word), Class::Light | Class::Negation))
    };
    let turns =
        |no: &[Word], yes: &[Word]| negates(no) && !negates(yes) && (says(no) || !says(yes));
    left.len().max(right.len()) <= NEGATED_WORDS && (turns(left, right) || turns(right, left))
}

/// What the edits do to the facts.
#[derive(Debug, Default)]
pub(super) struct Facts {
    edits: usize,
    /// Edits that put other facts in the place of facts.
    others: usize,
    /// The same, those that may be chance in a long text among them; a correction that is made in
    /// several places counts once.
    changed: usize,
    replaced: usize,
    /// Facts that both texts have.
    shared: usize,
    /// Distinctive words that both texts have.
    matched: usize,
}

impl Facts {
    pub(super) fn of(copy: &Text, kept: &Text, alignment: &Alignment) -> Self {
        let edits: Vec<Edit> =
            alignment.hunks.iter().filter_map(|hunk| Edit::of(copy, kept, hunk)).collect();
        let count = |holds: &dyn Fn(&Edit) -> bool| edits.iter().filter(|edit| holds(edit)).count();
        let misspelt = count(&|edit| edit.is_misspelt);
        // One word for another may look like a slip of the pen; most words do not.
        let is_noisy =
            misspelt >= LEAST_MISSPELT && misspelt * 3 >= count(&|edit| edit.is_replaced) * 2;
        let meant = |holds: fn(&Edit) -> bool| {
            count(&|edit| holds(edit) && !(is_noisy && edit.is_misspelt))
        };
        let is_meant = |edit: &&Edit| edit.other.is_some() && !(is_noisy && edit.is_misspelt);
        let corrections = edits.iter().filter(is_meant).map(|edit| edit.correction);
        let changed = corrections.collect::<HashSet<_>>().len();
        let runs = alignment.runs.iter().flat_map(|run| &copy.words[run.left..run.left + run.len]);
        let distinctive = runs.filter(|&&word| is_distinctive(word));
        let matched = distinctive.clone().count();
        let (names, figures) = (
            meant(|edit| edit.other == Some(Other::Name)),
            meant(|edit| edit.other == Some(Other::Figure)),
        );
        Self {
            edits: edits.len(),
            changed,
            others: figures + if names * FORM_WORDS > matched { names } else { 0 },
            replaced: meant(|edit| edit.is_replaced),
            shared: distinctive.filter(|&&word| is_fact(word)).count(),
            matched,
        }
    }

    /// Whether the texts tell of other things in the same words.
    pub(super) fn are_others(&self, copy: &Text, kept: &Text) -> bool {
        let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
        let (of_edits, replaced) =
            (share(self.others, self.edits), share(self.replaced, self.edits));
        let is_form =
            replaced >= FILLED_IN || share(self.others, self.others + self.shared) > OTHER_FACTS;
        let is_report = self.others > 0
            && (of_edits >= FACTS_OF_EDITS || of_edits >= FACTS_OF_SOME_EDITS && is_form);
        // Without capitals any word may be a name: what only puts words in the place of words is a
        // form that was filled in.
        let is_dense = self.replaced * FORM_WORDS > self.matched;
        let may_be_names =
            is_dense && replaced >= REPLACED && copy.is_caseless() && kept.is_caseless();
        is_report || may_be_names
    }

    /// Whether only a few facts were changed for the length of what both texts have.
    pub(super) fn are_few(&self, copy: &Text, kept: &Text) -> bool {
        let is_caseless = copy.is_caseless() && kept.is_caseless();
        self.changed * VERSION_WORDS <= self.matched
            && (!is_caseless || self.replaced * CASELESS_VERSION_WORDS <= self.matched)
    }
}
