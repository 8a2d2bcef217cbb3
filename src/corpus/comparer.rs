//! Whether two texts are one story, by what tells them apart.
//!
//! Similarity only proposes. Two texts are one story when the smaller one stands in the other, word
//! for word or edited, and what was edited is not its facts. Reports of a kind (weather, markets,
//! police) differ in their facts and in hardly anything else: a difference of facts alone, or of
//! most facts, keeps both.

use std::ops::Range;

use crate::corpus::alignment::{Aligner, Alignment};
use crate::corpus::facts::Facts;
use crate::corpus::kind::{difference, kind};
use crate::corpus::own::{Own, OwnFinder};
use crate::corpus::part::Part;
use crate::corpus::sides::{MATCHED_OF_FEW, Side, distinctive, extent, sides};
use crate::corpus::text::Text;
use crate::corpus::verdict::{Compared, Finding, Verdict};
use crate::corpus::{Grounds, Match, Separation};

/// Share of matched words below which most of the facts must be the same. Where words were changed
/// in one place of seven and more, names and numbers are what is left to tell a copy from another
/// report on the same matter.
const LOOSE: f32 = 0.72;
/// Distinctive words that the smaller one of two versions must have: below, one other figure may be
/// all that is new in a report.
const LEAST_VERSION_WORDS: usize = 80;
/// Share of the smaller version's distinctive words that must stand in the other: a correction
/// changes a sentence or two of ten.
const VERSION_MATCHED: f32 = 0.85;
/// Share of the smaller version's distinctive words that may be in sentences of its own, and of the
/// larger one's that the smaller one may lack then: issues of a listing have a sixth of their own
/// and more, and a round-up a story.
const VERSION_OWN: f32 = 0.08;
const VERSION_MISSING: f32 = 0.35;
/// Share of the smaller version's distinctive words that may be a lead that was written anew; the
/// news above a background that two stories share is a fifth and more.
const VERSION_LEAD: f32 = 0.18;
/// The same with what stands below all that both have: a site's links, or a paragraph that one
/// paper added at the end.
const VERSION_EDGES: f32 = 0.25;
/// Distinctive words that the larger one may then have before all that both have, beside twice as
/// many as the smaller one: more is another story above this one.
const LEAD_WORDS: usize = 10;
/// Distinctive words before what two texts have in common, and the part of all, up to which it is
/// the beginning of one: a slip or an edit in the first words, a name in a line of a site. A lead
/// that was written anew has more.
const START_WORDS: usize = 8;
const START_PARTS: usize = 50;
/// Distinctive words from which on the beginning of a story is known in a longer text: two
/// sentences. A set phrase at the start of two stories has fewer.
const BEGINNING_WORDS: usize = 30;

/// Compares texts. Keeps its memory from one pair to the next, and nothing else.
#[derive(Debug, Default)]
pub(super) struct Comparer {
    aligner: Aligner,
    own: OwnFinder,
}

impl Comparer {
    /// What `copy` and `kept` are to each other. Whether their facts are others at a glance was
    /// asked already. Linear in their lengths.
    pub(super) fn compare(&mut self, copy: &Text, kept: &Text) -> Compared {
        let alignment = self.aligner.align(&copy.words, &kept.words);
        let sides = sides(copy, kept, &alignment);
        let extents = [extent(copy, &alignment, false), extent(copy, &alignment, true)];
        let pair = Pair { copy, kept, alignment, sides, extents };
        let verdict = pair.story(&mut self.own).unwrap_or_else(|reason| pair.apart(reason));
        Compared { verdict, coverage: Some(pair.sides.each_ref().map(Side::coverage)) }
    }
}

/// Two texts side by side.
struct Pair<'t> {
    copy: &'t Text,
    kept: &'t Text,
    alignment: Alignment,
    /// Of the copy and of the kept text, as the extents.
    sides: [Side; 2],
    /// From the first to the last word that both have.
    extents: [Range<usize>; 2],
}

impl Pair<'_> {
    /// Whether the copy is the smaller text.
    fn is_copy_smaller(&self) -> bool {
        self.sides[0].distinctive <= self.sides[1].distinctive
    }

    /// The smaller and the larger text, as places in the pair.
    fn by_size(&self) -> (usize, usize) {
        if self.is_copy_smaller() { (0, 1) } else { (1, 0) }
    }

    fn text(&self, at: usize) -> &Text {
        if at == 0 { self.copy } else { self.kept }
    }

    /// The part of one of the texts that the other one has too.
    fn part_of(&self, at: usize) -> Part {
        Part { of_kept: at == 1, words: self.extents[at].clone(), is_start: self.begins(1 - at) }
    }

    /// Whether what both texts have stands at the beginning of one of them.
    fn begins(&self, at: usize) -> bool {
        let before = distinctive(&self.text(at).words[..self.extents[at].start]);
        before <= START_WORDS + self.sides[at].distinctive / START_PARTS
    }

    /// What they are as texts of one story, or why they are two.
    fn story(&self, finder: &mut OwnFinder) -> Result<Verdict, Separation> {
        let (at_small, at_large) = self.by_size();
        let (small, large) = (&self.sides[at_small], &self.sides[at_large]);
        let matched = small.share(small.matched);
        let is_copy = large.is_covered(self.text(at_large), &self.extents[at_large], matched);
        match () {
            () if !small.stands_in_another() => return Err(Separation::LittleShared),
            () if !is_copy && matched < MATCHED_OF_FEW => return Err(Separation::SmallPart),
            () if matched < LOOSE && !self.copy.shares_facts(self.kept) => {
                return Err(Separation::LooselyAlike);
            }
            () => {}
        }
        let own = self.own(finder);
        let facts = Facts::of(self.copy, self.kept, &self.alignment);
        let have_news = have_news(&own);
        let is_other = have_news || facts.are_others(self.copy, self.kept);
        let version = if is_other && is_copy { self.version(&own, &facts) } else { None };
        if is_other && version.is_none() {
            let reason =
                if have_news { Separation::BothHaveFacts } else { Separation::FactsChanged };
            return Err(reason);
        }
        let part = self.part_of(at_large);
        if !is_copy {
            return Ok(Verdict::Piece(part));
        }
        let found = self.found(version.unwrap_or_else(|| grounds_of_copy(&own)));
        let finding = Finding { found, part: (large.missing() > 0).then_some(part) };
        Ok(if is_other { Verdict::Version(finding) } else { Verdict::Copy(finding) })
    }

    fn own(&self, finder: &mut OwnFinder) -> [Own; 2] {
        let (copy, kept) = (&self.copy.words, &self.kept.words);
        let runs = &self.alignment.runs;
        [
            finder.find(copy, kept, runs.iter().map(|run| (run.left, run.len)), &self.extents[0]),
            finder.find(kept, copy, runs.iter().map(|run| (run.right, run.len)), &self.extents[1]),
        ]
    }

    /// Why they are versions of one story, in spite of their facts or of what each has of its own;
    /// `None` where they are not.
    fn version(&self, own: &[Own; 2], facts: &Facts) -> Option<Grounds> {
        let (at_small, at_large) = self.by_size();
        let (small, large) = (&self.sides[at_small], &self.sides[at_large]);
        let own_of_small = &own[at_small];
        let own_share = small.share(own_of_small.words());
        let have_news = have_news(own);
        let is_long = small.distinctive >= LEAST_VERSION_WORDS;
        let is_matched = small.share(small.matched) >= VERSION_MATCHED;
        let is_same = !have_news
            || own_share <= VERSION_OWN && large.share(large.missing()) <= VERSION_MISSING;
        let before = distinctive(&self.text(at_large).words[..self.extents[at_large].start]);
        let has_other_end = have_news
            && own.iter().all(|own| own.inside == 0)
            && own_share <= VERSION_EDGES
            && small.share(own_of_small.words() - own_of_small.tail) <= VERSION_LEAD
            && before <= own_of_small.head * 2 + LEAD_WORDS;
        match () {
            () if !facts.are_few(self.copy, self.kept) => None,
            () if is_long && is_matched && is_same => Some(Grounds::FewFactsChanged),
            () if has_other_end => Some(Grounds::LeadRewritten),
            () => None,
        }
    }

    fn found(&self, grounds: Grounds) -> Match {
        let [left, right] = &self.sides;
        Match {
            similarity: self.sides[self.by_size().0].coverage(),
            kind: kind(self.copy, left, right, &self.alignment),
            difference: difference(self.copy, self.kept, &self.alignment, left, right),
            coverage: left.coverage(),
            original_coverage: right.coverage(),
            grounds,
        }
    }

    /// What two texts are that are not one story: one may be the beginning of the other.
    fn apart(&self, reason: Separation) -> Verdict {
        let is_dense = |at: usize| {
            let inside = distinctive(&self.text(at).words[self.extents[at].clone()]);
            inside >= BEGINNING_WORDS && self.sides[at].matched * 4 >= inside * 3
        };
        // What begins both may be the first story of either.
        let parts = [0, 1].map(|at| self.part_of(at)).into_iter().filter(|part| part.is_start);
        let parts: Vec<Part> = parts.filter(|_| is_dense(0) && is_dense(1)).collect();
        if parts.is_empty() { Verdict::Apart(reason) } else { Verdict::Beginning(parts, reason) }
    }
}

/// Whether both of two texts that have this of their own have something to tell that the other has
/// not: two stories, or the news above a background that they share.
fn have_news(own: &[Own; 2]) -> bool {
    own.iter().all(Own::is_news) || own.iter().all(Own::opens_otherwise)
}

/// Why two copies that have this of their own are one story: one of them at most has news.
fn grounds_of_copy(own: &[Own; 2]) -> Grounds {
    match own.each_ref().map(Own::is_news) {
        [false, true] => Grounds::OriginalHasMore,
        [true, false] => Grounds::CopyHasMore,
        _ => Grounds::NoFactsOfItsOwn,
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::Comparer;
    use crate::corpus::text::Text;
    use crate::corpus::verdict::Verdict;
    use crate::corpus::words::{COMMON, Class, OPENS, SAME, Word, with_class};

    /// A word that no other number has.
    fn word(number: u32, class: Class) -> Word {
        with_class(number.wrapping_mul(0x9e37_79b1) & SAME, class)
    }

    /// Words in sentences of ten.
    fn plain(numbers: Range<u32>) -> Vec<Word> {
        let opens = |number: u32| if number.is_multiple_of(10) { OPENS } else { 0 };
        numbers.map(|number| word(number, Class::Content) | opens(number)).collect()
    }

    /// A sentence of so many words with a name, the like of which no other number has.
    fn news(number: u32, words: u32) -> Vec<Word> {
        let first = 10_000 * number;
        let rest = (first + 1..first + words).map(|number| word(number, Class::Content));
        [word(first, Class::Name) | OPENS].into_iter().chain(rest).collect()
    }

    /// The same words with others in the place of some.
    fn edited(words: &[Word], class: Class, places: &[usize], by: u32) -> Vec<Word> {
        let mut edited = words.to_vec();
        for &at in places {
            edited[at] = word(by * 1000 + at as u32, class) | edited[at] & OPENS;
        }
        edited
    }

    /// Compares texts of these words, some of which may be [`COMMON`].
    fn compare(copy: &[Word], kept: &[Word]) -> String {
        let [copy, kept] = [copy, kept].map(|words| {
            let mut text = Text::of_words(words.to_vec());
            text.words.copy_from_slice(words);
            text
        });
        let compared = Comparer::default().compare(&copy, &kept);
        match compared.verdict {
            Verdict::Copy(finding) => format!("copy: {}", finding.found.grounds),
            Verdict::Version(finding) => format!("version: {}", finding.found.grounds),
            Verdict::Piece(_) => "piece".to_owned(),
            Verdict::Beginning(_, reason) => format!("beginning: {reason}"),
            Verdict::Apart(reason) => reason.to_string(),
        }
    }

    #[test]
    fn one_text_at_most_has_facts_of_its_own() {
        let story = plain(0..200);
        let with = |news: Vec<Word>| [&story[..100], &news, &story[100..]].concat();
        let long = with(news(50, 20));
        for (copy, kept, wanted) in [
            (&story, &story, "copy: no_facts_of_its_own"),
            (&story, &long, "copy: original_has_more"),
            (&long, &story, "copy: copy_has_more"),
            (&long, &with(news(51, 20)), "beginning: both_have_facts"),
            (&plain(500..600), &plain(0..1000), "piece"),
            (&plain(500..600), &plain(1000..1100), "little_shared"),
            // A part of the middle, edited.
            (
                &edited(
                    &plain(500..600),
                    Class::Content,
                    &[
                        9, 10, 19, 20, 29, 30, 39, 40, 49, 50, 59, 60, 69, 70, 79, 80, 89, 90, 4,
                        5, 14, 15, 24, 25, 34, 35,
                    ],
                    7,
                ),
                &plain(0..1000),
                "small_part",
            ),
        ] {
            assert_eq!(compare(copy, kept), wanted);
        }
    }

    #[test]
    fn each_begins_with_a_story_in_set_phrases() {
        // Words that many stories have tell nothing of one, but where a text begins with many.
        let with = |words: u32, number: u32| {
            let opening = news(number, words).into_iter().map(|word| word | COMMON);
            opening.chain(plain(0..100)).collect::<Vec<Word>>()
        };
        for (copy, kept, wanted) in [
            (with(20, 50), with(20, 51), "version: few_facts_changed"),
            (with(19, 50), with(20, 51), "copy: no_facts_of_its_own"),
            (with(20, 50), with(19, 51), "copy: no_facts_of_its_own"),
            (with(20, 50), plain(0..100), "copy: no_facts_of_its_own"),
        ] {
            assert_eq!(compare(&copy, &kept), wanted);
        }
    }

    /// A text with so many figures or words that were changed, far apart, and what it was.
    fn changed(words: u32, count: u32, class: Class) -> [Vec<Word>; 2] {
        let story: Vec<Word> = plain(0..words);
        let story: Vec<Word> = match class {
            Class::Caseless => story.into_iter().map(|word| with_class(word, class)).collect(),
            _ => story,
        };
        let places: Vec<usize> =
            (1..=count).map(|at| (words * at / (count + 1)) as usize).collect();
        [1, 2].map(|by| edited(&story, class, &places, by))
    }

    #[test]
    fn a_fact_or_two_in_a_long_text_make_a_version() {
        for (words, count, class, wanted) in [
            // A text must be long for one figure, and longer for two.
            (80, 1, Class::Number, "version: few_facts_changed"),
            (79, 1, Class::Number, "facts_changed"),
            (122, 2, Class::Number, "version: few_facts_changed"),
            (121, 2, Class::Number, "facts_changed"),
            // A name that is other in a long text is an edit.
            (120, 1, Class::Name, "version: few_facts_changed"),
            (121, 1, Class::Name, "copy: no_facts_of_its_own"),
            // Without capitals any word may be a name.
            (104, 4, Class::Caseless, "version: few_facts_changed"),
            (103, 4, Class::Caseless, "facts_changed"),
        ] {
            let [copy, kept] = changed(words, count, class);
            let found = compare(&copy, &kept);
            assert_eq!(found.trim_start_matches("beginning: "), wanted, "{count} of {words}");
        }
    }

    #[test]
    fn a_little_news_in_a_long_text_makes_a_version() {
        let story = plain(0..200);
        for (own, wanted) in
            [(17, "version: few_facts_changed"), (18, "beginning: both_have_facts")]
        {
            let with = |number: u32| [&story[..100], &news(number, own), &story[100..]].concat();
            assert_eq!(compare(&with(50), &with(51)), wanted, "{own}");
        }
        // The larger one has much more.
        for (more, wanted) in [(90, "version: few_facts_changed"), (91, "both_have_facts")] {
            let own = 17;
            let copy = [&story[..100], &news(50, own), &story[100..]].concat();
            let kept =
                [&story[..100], &news(51, own), &story[100..], &plain(5000..5000 + more)].concat();
            assert_eq!(compare(&copy, &kept).trim_start_matches("beginning: "), wanted, "{more}");
        }
    }

    #[test]
    fn a_lead_that_was_written_anew_makes_a_version() {
        let story = plain(0..200);
        let with = |number: u32, lead: u32, tail: u32| {
            let tail = if tail == 0 { Vec::new() } else { news(number + 10, tail) };
            [news(number, lead), story.clone(), tail].concat()
        };
        for (copy, kept, wanted) in [
            (with(50, 43, 0), with(51, 43, 0), "version: lead_rewritten"),
            (with(50, 44, 0), with(51, 44, 0), "both_have_facts"),
            // Above the larger one stands another story.
            (with(50, 20, 0), with(51, 50, 0), "version: lead_rewritten"),
            (with(50, 20, 0), with(51, 51, 0), "both_have_facts"),
            // And links below.
            (with(50, 20, 46), with(51, 20, 47), "version: lead_rewritten"),
            (with(50, 20, 47), with(51, 20, 48), "both_have_facts"),
        ] {
            assert_eq!(compare(&copy, &kept), wanted);
            assert_eq!(compare(&kept, &copy), wanted);
        }
    }

    #[test]
    fn texts_that_share_fewer_words_must_share_their_facts() {
        let story = plain(0..100);
        let mut places: Vec<usize> = (0..14).flat_map(|at| [at * 7 + 3, at * 7 + 4]).collect();
        for (third, wanted) in [(false, "facts_changed"), (true, "loosely_alike")] {
            places.extend(third.then_some(5));
            let text = |by: u32| {
                let edits = edited(&story, Class::Content, &places, by);
                edited(&edits, Class::Name, &places[..10], by)
            };
            assert_eq!(compare(&text(5), &text(6)).trim_start_matches("beginning: "), wanted);
        }
    }

    #[test]
    fn a_text_may_begin_as_another_does() {
        let text = |number: u32, before: u32, shared: u32| {
            let before = if before == 0 { Vec::new() } else { news(number, before) };
            [before, plain(0..shared), news(number + 10, 200)].concat()
        };
        for (before, shared, wanted) in [
            (0, 30, "beginning: little_shared"),
            (0, 29, "little_shared"),
            (12, 30, "beginning: little_shared"),
            (13, 30, "little_shared"),
        ] {
            let found = compare(&text(50, before, shared), &text(51, before, shared));
            assert_eq!(found, wanted, "{before}, {shared}");
        }
    }
}
