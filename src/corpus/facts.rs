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

#[cfg(test)]
mod tests {
    use super::{Facts, is_negated};
    use crate::corpus::alignment::Aligner;
    use crate::corpus::text::Text;
    use crate::corpus::words::{COMMON, Class, SAME, Word, with_class};

    fn word(number: u32, class: Class) -> Word {
        with_class(number.wrapping_mul(0x9e37_79b1) & SAME, class)
    }

    fn text(class: Class) -> Text {
        Text::of_words((0..9).map(|number| word(number, class)).collect())
    }

    #[test]
    fn other_facts_make_a_report_of_their_own() {
        let text = text(Class::Content);
        for (edits, others, replaced, shared, is_other) in [
            (10, 0, 10, 0, false),
            (10, 5, 0, 100, true),
            (10, 4, 0, 100, false),
            // A form puts words in the place of words, and hardly any of its facts stay.
            (10, 4, 8, 100, true),
            (10, 4, 7, 100, false),
            (10, 4, 0, 9, true),
            (10, 4, 0, 10, false),
            (12, 3, 12, 0, true),
            (13, 3, 13, 0, false),
        ] {
            let facts = Facts { edits, others, replaced, shared, changed: 0, matched: 100 };
            assert_eq!(facts.are_others(&text, &text), is_other, "{facts:?}");
        }
    }

    #[test]
    fn without_capitals_words_for_words_are_other_names() {
        for (class, replaced, matched, is_other) in [
            (Class::Caseless, 13, 1559, true),
            (Class::Caseless, 13, 1560, false),
            (Class::Caseless, 12, 100, false),
            (Class::Content, 13, 100, false),
        ] {
            let facts = Facts { edits: 20, replaced, matched, ..Facts::default() };
            assert_eq!(facts.are_others(&text(class), &text(class)), is_other, "{facts:?}");
        }
    }

    #[test]
    fn a_no_for_a_yes_turns_what_is_said() {
        let words = |count: u32| (1..=count).map(|number| word(number, Class::Content));
        let no =
            |count: u32| words(count).chain([word(99, Class::Negation)]).collect::<Vec<Word>>();
        for (left, right, negated) in [
            (no(0), vec![], true),
            (no(5), words(5).collect(), true),
            (no(6), words(6).collect(), false),
            (no(2), no(1), false),
            (words(2).collect(), words(1).collect(), false),
        ] {
            assert_eq!(is_negated(&left, &right), negated, "{left:?} {right:?}");
            assert_eq!(is_negated(&right, &left), negated, "{left:?} {right:?}");
        }
    }

    /// What the edits do that put some words in the place of others, far apart.
    fn facts(edits: &[(Vec<Word>, Vec<Word>)], common: Word) -> Facts {
        let mut sides = [Vec::new(), Vec::new()];
        for (at, (left, right)) in (0..).zip(edits) {
            for (side, edit) in sides.iter_mut().zip([left, right]) {
                side.extend((0..20).map(|number| word(1000 + at * 20 + number, Class::Content)));
                side.extend(edit);
            }
        }
        let [mut copy, mut kept] = sides.map(Text::of_words);
        copy.words.iter_mut().chain(&mut kept.words).for_each(|word| *word |= common);
        let alignment = Aligner::default().align(&copy.words, &kept.words);
        Facts::of(&copy, &kept, &alignment)
    }

    #[test]
    fn a_word_or_two_fill_in_a_form_however_common_it_is() {
        for (words, edits) in [(1, 1), (2, 1), (3, 0)] {
            let names =
                |from: u32| (from..from + words).map(|number| word(number, Class::Name)).collect();
            assert_eq!(facts(&[(names(10), names(20))], COMMON).edits, edits, "{words}");
        }
    }

    #[test]
    fn a_text_that_is_misspelt_throughout_says_nothing_else() {
        let plain = with_class(0b1111 | 77 << 16, Class::Content);
        let slip = with_class(0b1_0111 | 78 << 16, Class::Content);
        for (slips, replaced) in [(2, 2), (3, 0)] {
            let edits = vec![(vec![plain], vec![slip]); slips];
            assert_eq!(facts(&edits, 0).replaced, replaced, "{slips}");
        }
    }
}
