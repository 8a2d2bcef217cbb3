//! What each of two texts has of its own: sentences and entries with facts that the other text
//! lacks.
//!
//! A copy has nothing of its own. A follow-up has its news beside the background that it shares
//! with the story before it, an issue of a listing its new entries beside those that were in the
//! last one: however much two texts share, when each has such sentences they are two texts. What
//! only the longer one has more is no reason: the shorter one was cut, or left something out.

use std::ops::Range;

use crate::corpus::explanation::Standing;
use crate::corpus::word_set::WordSet;
use crate::corpus::words::{Class, Word, class, is_distinctive, is_fact, opens};

/// Share of a sentence's distinctive words that the other text lacks from which on the sentence is
/// a text's own. Half of the words of a sentence that was edited word by word (one in seven changed
/// on either side) still stand in both; an entry of a listing that has only its form in common with
/// another keeps less than that of its words.
const OWN_SHARE: f32 = 0.55;
/// Share of all its words that these must be. A line that a site fills in with its name has fewer:
/// the rest is common.
const OWN_OF_ALL: f32 = 0.4;
/// Words, any of which may be a name in a script without capitals, that count as a fact when the
/// other text has none of them.
const CASELESS_WORDS: usize = 3;
/// Share of a text's distinctive words in own sentences that tell no new fact from which on they
/// are news all the same. A lead that was written anew in a story of eight sentences has an eighth;
/// the news above a background has more.
const PLAIN_SHARE: f32 = 0.16;

/// Share of the text's distinctive words that may stand in sentences with new facts above all that
/// both texts have: a caption, another story's headline. The news above a background has a tenth
/// and more.
const HEAD_SHARE: f32 = 0.06;
/// The same below all that both have, and such words however short the text is: news does not stand
/// below its background, but links, names and other stories' headlines do.
const TAIL_SHARE: f32 = 0.08;
const TAIL_WORDS: usize = 12;
/// Part of the words of each of two texts, set phrases among them, that stands above all that both
/// have where two stories share their background: a sixth. In 26,000 generated copies no two texts
/// both have more than a tenth there; the news above a background is a quarter and more.
const OPENING_PARTS: usize = 6;

/// The distinctive words that stand in sentences of a text's own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Own {
    /// Those of sentences with new facts before all that both texts have.
    pub(super) head: usize,
    /// Those of sentences with new facts between words that both have.
    pub(super) inside: usize,
    /// Those of sentences with new facts after all that both have.
    pub(super) tail: usize,
    /// Those of sentences without new facts.
    plain: usize,
    /// All distinctive words of the text.
    distinctive: usize,
    /// The words of the sentences of its own that it begins with, those of many stories among them,
    /// and all of the text: but for what the site prints.
    opening: usize,
    all: usize,
    /// Whether the sentences that it begins with have a new fact.
    opens_with_fact: bool,
}

impl Own {
    /// Whether the text has something to tell that the other has not.
    pub(super) fn is_news(&self) -> bool {
        self.inside > 0
            || !self.is_share(self.head, HEAD_SHARE)
            || !self.has_little_tail()
            || !self.is_share(self.plain, PLAIN_SHARE)
    }

    /// Whether the text begins with a story that the other has not.
    pub(super) fn opens_otherwise(&self) -> bool {
        self.opens_with_fact && self.opening * OPENING_PARTS >= self.all
    }

    /// Whether hardly anything stands below all that both texts have.
    pub(super) fn has_little_tail(&self) -> bool {
        self.tail <= TAIL_WORDS || self.is_share(self.tail, TAIL_SHARE)
    }

    fn is_share(&self, words: usize, share: f32) -> bool {
        words as f32 <= share * self.distinctive as f32
    }

    /// All of them.
    pub(super) fn words(&self) -> usize {
        self.head + self.inside + self.tail + self.plain
    }
}

/// Finds what texts have of their own. Keeps its memory from one pair to the next, and nothing
/// else.
#[derive(Debug, Default)]
pub(super) struct OwnFinder {
    is_shared: Vec<bool>,
    others: WordSet,
}

impl OwnFinder {
    /// What the words of a text have that `others` have not. `shared` are the places and lengths of
    /// the runs that both have, and `extent` is what lies from the first to the last one of
    /// some length. Linear.
    pub(super) fn find(
        &mut self,
        words: &[Word],
        others: &[Word],
        shared: impl Iterator<Item = (usize, usize)>,
        extent: &Range<usize>,
    ) -> Own {
        let mut own = Own::default();
        if !self.look(words.len(), others, shared) {
            return own;
        }
        let mut is_opening = true;
        self.for_each_sentence(words, extent, |_, sentence, side| {
            let (all, alone) = (sentence.of_story().count(), sentence.alone().count());
            own.all += all;
            is_opening &= alone as f32 >= OWN_SHARE * all as f32;
            if is_opening {
                own.opening += all;
                own.opens_with_fact |= sentence.has_fact(sentence.alone());
            }
            let distinctive = sentence.distinctive();
            own.distinctive += distinctive;
            match sentence.own(distinctive) {
                (count, false) => own.plain += count,
                (count, true) => match side {
                    Standing::Above => own.head += count,
                    Standing::Below => own.tail += count,
                    _ => own.inside += count,
                },
            }
        });
        own
    }

    /// The sentences of a text that the other has not, each with its words and what it is. Linear.
    pub(super) fn own_sentences(
        &mut self,
        words: &[Word],
        others: &[Word],
        shared: impl Iterator<Item = (usize, usize)>,
        extent: &Range<usize>,
    ) -> Vec<(Range<usize>, Standing)> {
        self.look(words.len(), others, shared);
        let mut own = Vec::new();
        self.for_each_sentence(words, extent, |words, sentence, side| {
            let standing = match sentence.own(sentence.distinctive()) {
                (0, _) => sentence.furniture(),
                (_, false) => Some(Standing::NoNewFact),
                (_, true) => Some(side),
            };
            own.extend(standing.map(|standing| (words, standing)));
        });
        own
    }

    /// Looks at which of so many words both texts have; tells whether any are left.
    fn look(
        &mut self,
        words: usize,
        others: &[Word],
        shared: impl Iterator<Item = (usize, usize)>,
    ) -> bool {
        self.is_shared.clear();
        self.is_shared.resize(words, false);
        shared.for_each(|(start, len)| self.is_shared[start..start + len].fill(true));
        let is_any_left = self.is_shared.iter().any(|&shared| !shared);
        if is_any_left {
            self.others.fill(others);
        }
        is_any_left
    }

    /// Calls `each` with the words of every sentence, what is known of it, and on which side of
    /// what both texts have it stands.
    fn for_each_sentence(
        &self,
        words: &[Word],
        extent: &Range<usize>,
        mut each: impl FnMut(Range<usize>, &Sentence<'_>, Standing),
    ) {
        let mut end = 0;
        for sentence in words.chunk_by(|_, &next| !opens(next)) {
            let place = end..end + sentence.len();
            end = place.end;
            let side = match () {
                () if place.end <= extent.start => Standing::Above,
                () if place.start >= extent.end => Standing::Below,
                () => Standing::Inside,
            };
            let is_shared = &self.is_shared[place.clone()];
            each(place, &Sentence { words: sentence, is_shared, others: &self.others }, side);
        }
    }
}

/// A sentence or an entry, and what is known of the other text.
struct Sentence<'s> {
    words: &'s [Word],
    is_shared: &'s [bool],
    others: &'s WordSet,
}

impl Sentence<'_> {
    /// How many words may tell one story from another.
    fn distinctive(&self) -> usize {
        self.words.iter().filter(|&&word| is_distinctive(word)).count()
    }

    /// What the sentence is where most of its words are no other text's and tell nothing of a
    /// story.
    fn furniture(&self) -> Option<Standing> {
        let alone = || {
            let words = self.words.iter().zip(self.is_shared);
            words.filter(|(_, shared)| !**shared).map(|(word, _)| *word)
        };
        let (all, distinctive) =
            (alone().count(), alone().filter(|&word| is_distinctive(word)).count());
        let is_furniture = all * 2 > self.words.len() && distinctive * 2 < all;
        let is_affix = alone().any(|word| class(word) == Class::Affix);
        is_furniture.then_some(if is_affix { Standing::PageLine } else { Standing::CommonPhrase })
    }

    /// The words that are no site's own.
    fn of_story(&self) -> impl Iterator<Item = (Word, bool)> + Clone {
        let words = self.words.iter().copied().zip(self.is_shared.iter().copied());
        words.filter(|(word, _)| class(*word) != Class::Affix)
    }

    /// Those of them that are in no run that both texts have.
    fn alone(&self) -> impl Iterator<Item = Word> + Clone {
        self.of_story().filter(|(_, is_shared)| !is_shared).map(|(word, _)| word)
    }

    /// Whether a fact that the other text has nowhere is among some words.
    fn has_fact(&self, words: impl Iterator<Item = Word> + Clone) -> bool {
        let new = words.filter(|&word| !self.others.has(word));
        new.clone().any(is_fact)
            || new.filter(|&word| class(word) == Class::Caseless).count() >= CASELESS_WORDS
    }

    /// How many distinctive words the other text lacks, of so many, where the sentence is the
    /// text's own; and whether a new fact is among them.
    fn own(&self, distinctive: usize) -> (usize, bool) {
        let own = self.alone().filter(|&word| is_distinctive(word));
        let count = own.clone().count();
        let is_own = count > 0
            && count as f32 >= OWN_SHARE * distinctive as f32
            && count as f32 >= OWN_OF_ALL * self.of_story().count() as f32;
        if is_own { (count, self.has_fact(own)) } else { (0, false) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Own, OwnFinder};
    use crate::corpus::alignment::Aligner;
    use crate::corpus::reader::Reader;
    use crate::corpus::words::{COMMON, Class, OPENS, Word, with_class};

    const STORY: &str = "The ferry to Calder Island sails again from Monday after nine days of repairs. A log had torn the hull \
        beneath the engine room, divers found. The yard asks 40,000 crowns, and the parish pays a third of it. Until autumn the \
        island depends on a ship that was built when its captain was at school. Bread was dear for a week.";

    /// What a text has that the story has not.
    fn own(text: &str) -> Own {
        let mut reader = Reader::new();
        let (words, others) = (reader.read(text), reader.read(STORY));
        let runs = Aligner::default().align(&words, &others).runs;
        let ends = |end: fn(&crate::corpus::alignment::Run) -> usize| runs.iter().map(end);
        let start = ends(|run| run.left).min().unwrap_or(0);
        let end = ends(|run| run.left + run.len).max().unwrap_or(0);
        let shared = runs.iter().map(|run| (run.left, run.len));
        OwnFinder::default().find(&words, &others, shared, &(start..end))
    }

    #[test]
    fn what_is_a_texts_own() {
        let inside = STORY.replace(
            "divers found.",
            "divers found. Omar Castel sold 200 lamps in Selby on Friday.",
        );
        let word_by_word =
            STORY.replace("torn", "split").replace("asks", "wants").replace("dear", "scarce");
        let lead = STORY.replace(
            "The ferry to Calder Island sails again from Monday after nine days of repairs.",
            "Islanders may cross the water by boat after all.",
        );
        for (name, text, is_news) in [
            ("the same", STORY.to_owned(), false),
            (
                "cut",
                STORY.split_once(" The yard").map(|(cut, _)| cut.to_owned()).unwrap_or_default(),
                false,
            ),
            ("words changed here and there", word_by_word, false),
            ("a lead without new facts", lead, false),
            ("an entry of its own", inside, true),
            ("a note below", format!("{STORY} Photo by Omar Castel in Selby."), false),
            (
                "news above",
                format!(
                    "Omar Castel of Selby found 12 anchors in the strait on Friday and sold them to a museum. {STORY}"
                ),
                true,
            ),
            (
                "more below than a note",
                format!(
                    "{STORY} Omar Castel of Selby found 12 anchors in the strait on Friday and sold them to a museum in Kelso."
                ),
                true,
            ),
        ] {
            assert_eq!(own(&text).is_news(), is_news, "{name}: {:?}", own(&text));
        }
    }

    #[test]
    fn a_few_words_above_and_below_are_no_news() {
        let none = Own { distinctive: 100, ..Own::default() };
        for (own, is_news) in [
            (none, false),
            (Own { inside: 1, ..none }, true),
            (Own { head: 6, ..none }, false),
            (Own { head: 7, ..none }, true),
            (Own { tail: 12, ..none }, false),
            (Own { tail: 13, ..none }, true),
            (Own { tail: 16, distinctive: 200, ..none }, false),
            (Own { tail: 17, distinctive: 200, ..none }, true),
            (Own { plain: 16, ..none }, false),
            (Own { plain: 17, ..none }, true),
        ] {
            assert_eq!(own.is_news(), is_news, "{own:?}");
            assert_eq!(own.words(), own.head + own.inside + own.tail + own.plain);
        }
    }

    /// A sentence of so many words of a class, the first ones of which another text has not, and of
    /// some words that many stories have.
    fn sentence(own: u32, class: Class, shared: u32, common: u32) -> Own {
        let words: Vec<Word> = (0..own)
            .map(|at| with_class(at + 1, class))
            .chain((0..shared).map(|at| at + 1000))
            .chain((0..common).map(|at| COMMON | (at + 2000)))
            .collect();
        let both = (own as usize, (shared + common) as usize);
        OwnFinder::default().find(&words, &words[own as usize..], [both].into_iter(), &(0..0))
    }

    #[test]
    fn a_sentence_is_a_texts_own_when_most_of_it_is() {
        let tail = |own: Own| own.tail;
        for (own, shared, common, count) in [
            (11, 9, 0, 11),
            (10, 10, 0, 0),
            // Most words are those of a line that a site fills in.
            (10, 0, 15, 10),
            (10, 0, 16, 0),
        ] {
            assert_eq!(
                tail(sentence(own, Class::Name, shared, common)),
                count,
                "{own}, {shared}, {common}"
            );
        }
    }

    #[test]
    fn a_sentence_has_a_new_fact_or_none() {
        for (own, class, has_fact) in [
            (1, Class::Name, true),
            (1, Class::Number, true),
            (1, Class::Date, true),
            (9, Class::Content, false),
            (9, Class::Negation, false),
            (2, Class::Caseless, false),
            (3, Class::Caseless, true),
        ] {
            let found = sentence(own, class, 0, 0);
            let wanted = if has_fact { (0, own as usize) } else { (own as usize, 0) };
            assert_eq!((found.plain, found.tail), wanted, "{own} {class:?}");
        }
        // A name that the other text has elsewhere is no new fact.
        let words = [with_class(7, Class::Name)];
        let found = OwnFinder::default().find(&words, &words, std::iter::empty(), &(0..0));
        assert_eq!((found.plain, found.tail), (1, 0));
    }

    #[test]
    fn a_sentence_stands_above_inside_or_below() {
        let words: Vec<Word> = (0..9)
            .map(|at| with_class(at, Class::Name) | if at % 3 == 0 { OPENS } else { 0 })
            .collect();
        for (extent, wanted) in
            [(3..6, (3, 3, 3)), (2..7, (0, 9, 0)), (0..3, (0, 3, 6)), (6..9, (6, 3, 0))]
        {
            let own = OwnFinder::default().find(&words, &[], std::iter::empty(), &extent);
            assert_eq!((own.head, own.inside, own.tail), wanted, "{extent:?}");
        }
    }

    #[test]
    fn a_sixth_of_a_text_with_a_fact_is_a_beginning_of_its_own() {
        for (opening, all, opens_with_fact, wanted) in
            [(20, 120, true, true), (20, 121, true, false), (120, 120, false, false)]
        {
            let own = Own { opening, all, opens_with_fact, ..Own::default() };
            assert_eq!(own.opens_otherwise(), wanted, "{own:?}");
        }
    }

    #[test]
    fn a_text_begins_with_sentences_of_its_own_or_not() {
        // Each sentence has ten words of a class, the first ones of which another text has not.
        let sentence = |at: usize, (own, class): (u32, Class)| -> Vec<Word> {
            let word = |nth: u32| {
                COMMON | with_class(at as u32 * 100 + nth + if nth < own { 50 } else { 0 }, class)
            };
            let opens = |nth: u32| if nth == 0 { OPENS } else { 0 };
            (0..10).map(|nth| word(nth) | opens(nth)).collect()
        };
        let (content, name, line) = (Class::Content, Class::Name, Class::Affix);
        for (what, sentences, opening, opens_with_fact) in [
            ("words of many stories are", vec![(10, name), (10, content), (0, name)], 20, true),
            ("of no fact", vec![(10, content), (0, name)], 10, false),
            ("most of the first sentence", vec![(6, name), (0, name)], 10, true),
            ("half of it", vec![(5, name), (10, name)], 0, false),
            ("behind what both have", vec![(0, name), (10, name)], 0, false),
            ("a site's line above", vec![(10, line), (10, name), (0, name)], 10, true),
        ] {
            let words: Vec<Word> =
                sentences.iter().enumerate().flat_map(|(at, &kind)| sentence(at, kind)).collect();
            let shared = sentences
                .iter()
                .enumerate()
                .map(|(at, (own, _))| (at * 10 + *own as usize, 10 - *own as usize));
            let own = OwnFinder::default().find(&words, &[], shared, &(0..0));
            assert_eq!((own.opening, own.opens_with_fact), (opening, opens_with_fact), "{what}");
            let of_story = sentences.iter().filter(|(_, class)| *class != line).count();
            assert_eq!(own.all, 10 * of_story, "{what}");
        }
    }

    #[test]
    fn a_script_without_capitals_has_facts_too() {
        let mut reader = Reader::new();
        let (words, others) =
            (reader.read("وصلت السفينة إلى الميناء القديم"), reader.read("أغلقت المدرسة أبوابها"));
        let own = OwnFinder::default().find(&words, &others, std::iter::empty(), &(0..0));
        assert!(own.is_news(), "{own:?}");
    }
}
