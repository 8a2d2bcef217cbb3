//! What each of two texts has of its own: sentences and entries with facts that the other text lacks.
//!
//! A copy has nothing of its own. A follow-up has its news beside the background that it shares with the story before it, an
//! issue of a listing its new entries beside those that were in the last one: however much two texts share, when each has such
//! sentences they are two texts. What only the longer one has more is no reason: the shorter one was cut, or left something out.

use crate::corpus::alignment::Alignment;
use crate::corpus::text::Text;
use crate::corpus::words::{Class, SAME, Word, class, is_fact, is_telling, opens};

/// Share of a sentence's telling words that the other text lacks from which on the sentence is a text's own. Half of the words
/// of a sentence that was edited word by word (one in seven changed on either side) still stand in both; an entry of a listing
/// that has only its form in common with another keeps less than that of its words.
const OWN_SHARE: f32 = 0.55;
/// Words, any of which may be a name in a script without capitals, that count as a fact when the other text has none of them.
const CASELESS_WORDS: usize = 3;

/// Finds what texts have of their own. Keeps its memory from one pair to the next, and nothing else.
#[derive(Debug, Default)]
pub(super) struct OwnFinder {
    is_shared: Vec<bool>,
    others: WordSet,
}

impl OwnFinder {
    /// How many telling words stand in sentences of the copy's own, and of the kept text's own. Linear.
    pub(super) fn find(
        &mut self,
        copy: &Text,
        kept: &Text,
        alignment: &Alignment,
    ) -> (usize, usize) {
        let of_copy = alignment.runs.iter().map(|run| (run.left, run.len));
        let of_kept = alignment.runs.iter().map(|run| (run.right, run.len));
        (
            self.own_words(&copy.words, &kept.words, of_copy),
            self.own_words(&kept.words, &copy.words, of_kept),
        )
    }

    fn own_words(
        &mut self,
        words: &[Word],
        others: &[Word],
        shared: impl Iterator<Item = (usize, usize)>,
    ) -> usize {
        self.is_shared.clear();
        self.is_shared.resize(words.len(), false);
        shared.for_each(|(start, len)| self.is_shared[start..start + len].fill(true));
        if self.is_shared.iter().all(|&shared| shared) {
            return 0;
        }
        self.others.fill(others);
        let (mut own, mut start) = (0, 0);
        for sentence in words.chunk_by(|_, &next| !opens(next)) {
            let shared = &self.is_shared[start..start + sentence.len()];
            own += own_of(sentence, shared, &self.others);
            start += sentence.len();
        }
        own
    }
}

/// The telling words of a sentence that the other text lacks, where the sentence is the text's own.
fn own_of(sentence: &[Word], is_shared: &[bool], others: &WordSet) -> usize {
    let telling = sentence.iter().filter(|&&word| is_telling(word)).count();
    let own = || {
        sentence
            .iter()
            .zip(is_shared)
            .filter(|&(&word, &shared)| !shared && is_telling(word))
            .map(|(&word, _)| word)
    };
    let words = own().count();
    if words == 0 || (words as f32) < OWN_SHARE * telling as f32 {
        return 0;
    }
    let new = || own().filter(|&word| !others.has(word));
    let has_fact = new().any(is_fact)
        || new().filter(|&word| class(word) == Class::Caseless).count() >= CASELESS_WORDS;
    if has_fact { words } else { 0 }
}

/// The words of a text: one that it has is always found, and one in sixteen others is taken for one of them.
#[derive(Debug, Default)]
struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    fn fill(&mut self, words: &[Word]) {
        self.bits.clear();
        self.bits.resize((words.len() / 4).next_power_of_two(), 0);
        for &word in words {
            let (at, bit) = self.place(word);
            self.bits[at] |= bit;
        }
    }

    fn has(&self, word: Word) -> bool {
        let (at, bit) = self.place(word);
        self.bits[at] & bit != 0
    }

    fn place(&self, word: Word) -> (usize, u64) {
        let hash = u64::from(word & SAME).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((hash >> 32) as usize & (self.bits.len() - 1), 1 << (hash >> 26 & 63))
    }
}
