//! What is known of a line of a page, in numbers: its shape, what stands around it, where the dense
//! text lies, and which cues came before. The weights are given to these.

use std::ops::Range;

use crate::stage::Document;
use crate::stage::page::blocks::Block;
use crate::stage::page::headline::{self, Best};
use crate::stage::page::meter::Meter;
use crate::stage::page::overlap::Words;
use crate::stage::page::own::{self, Own, SENTENCE_WORDS};

macro_rules! facts {
    ($($fact:ident $name:literal $meaning:literal)*) => {
        /// A number that is known of a line.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        pub(super) enum Fact { $(#[doc = $meaning] $fact,)* }

        /// The names of all facts, as the file of weights has them.
        pub(crate) const NAMES: &[&str] = &[$($name,)*];

        /// What the facts mean.
        pub(crate) const MEANINGS: &[&str] = &[$($meaning,)*];
    };
}

facts! {
    Words "words" "words of the line"
    End "end" "how it ends: 0 open, 1 pause, 2 ellipsis, 3 question or exclamation, 4 full stop"
    Stops "stops" "sentence ends inside the line"
    SentenceWords "sentence_words" "words of a sentence"
    Capitals "capitals" "percent of its words that begin with a capital"
    Symbol "symbol" "a sign of links or of legal lines"
    Credit "credit" "a credit at its end: 0 none, 1 perhaps, 2 surely"
    Copies "copies" "other lines that say the same"
    Indent "indent" "its indent, less the usual one of the main block"
    Blanks "blanks" "blank lines before it, less the usual number of the main block"
    PrevWords "prev_words" "words of the line before"
    NextWords "next_words" "words of the line after"
    PrevEnd "prev_end" "how the line before ends"
    NextKind "next_kind" "what the line after reads like"
    NextCredit "next_credit" "a credit at the end of the line after"
    NextSentence "next_sentence" "lines to the next sentence"
    GapWords "gap_words" "words since the last sentence"
    Dense3 "dense3" "words of sentences, three lines around"
    Dense8 "dense8" "words of sentences, eight lines around"
    DenseOn "dense_on" "words of sentences, five lines on"
    MeanWords "mean_words" "words of a line, three lines around"
    Dated "dated" "short lines with a date, six lines around"
    Place "place" "percent of the page's lines above"
    MassAbove "mass_above" "percent of the page's words of sentences above"
    PageMass "page_mass" "twice the binary logarithm of the page's words of sentences"
    BlockShare "block_share" "worth of its block, in percent of the best one"
    BlockMass "block_mass" "twice the binary logarithm of its block's worth"
    MainDistance "main_distance" "words between it and the main block"
    MainLines "main_lines" "lines of the main block"
    MainMass "main_mass" "twice the binary logarithm of the main block's worth"
    FromStart "from_start" "lines since its block's start"
    HeadDistance "head_distance" "lines since the headline"
    MassSinceHead "mass_since_head" "words of sentences since the headline, by ten"
    HeadOverlap "head_overlap" "percent of the headline's words that it has"
    Overlap "overlap" "percent of its words that the main block has"
    OverlapAround "overlap_around" "the same, six lines around"
    OverlapOn "overlap_on" "the same, ten lines on"
    Cohesion "cohesion" "percent of its words that the story above has"
    CohesionSoon "cohesion_soon" "the same, with the five lines on"
    CohesionLater "cohesion_later" "the same, the fourteen lines on"
    KnownWords "known_words" "different words of the story above"
    SinceComments "since_comments" "lines since a comments widget"
    SinceRelated "since_related" "lines since a heading of other stories"
    SinceOffer "since_offer" "lines since a newsletter, a paywall or a promotion"
    SinceDated "since_dated" "lines since a short line with a date"
    EndCues "end_cues" "different comments, labels of other stories and legal lines since the main block began"
    AllCues "all_cues" "different widgets since the main block began"
    PostsSince "posts_since" "short lines with a day and a time since the main block began"
    SincePost "since_post" "lines since a short line with a day and a time"
    ClocksSince "clocks_since" "short lines with a time of day alone since the main block began"
    CommentCues "comment_cues" "comments widgets of the page"
}

/// How many facts there are.
pub(super) const COUNT: usize = NAMES.len();

/// The facts of one line.
pub(super) type Values = [i16; COUNT];

/// Words of the main block that are taken to know its words again.
const STORY_WORDS: usize = 1500;

/// A page, measured.
#[derive(Debug)]
pub(crate) struct Page {
    /// The facts of each line; none for those far from any text.
    pub(super) facts: Vec<Option<Values>>,
    /// The runs of lines that are worth most.
    pub(super) blocks: Vec<Block>,
    /// The first block that is worth half of the best one.
    pub(super) main: Range<usize>,
    /// Every line on its own.
    pub(super) lines: Vec<Own>,
    /// The words of the main block.
    pub(super) story: Words,
    /// The headline over the main block.
    headline: Option<Best>,
}

/// Measures every line of a page. Linear.
pub(super) fn read(input: &str, document: &Document<'_>) -> Page {
    let (lines, blocks) = own::read(input, document);
    let best = blocks.iter().map(|block| block.gain).max().unwrap_or(0);
    let Some(main) =
        blocks.iter().find(|block| i64::from(block.gain) * 2 >= i64::from(best)).cloned()
    else {
        return Page {
            facts: vec![None; lines.len()],
            blocks,
            main: 0..0,
            lines,
            story: Words::default(),
            headline: None,
        };
    };
    let story = words_of(document, &lines, &main);
    let headline = headline::find(document, &lines, main.lines.start, &story);
    let meter =
        Meter::new(document, &lines, &blocks, &main, best, &story, headline.map(|best| best.at));
    let facts = meter.measure();
    Page { facts, blocks, main: main.lines, lines, story, headline }
}

/// The words of the main block's sentences.
fn words_of(document: &Document<'_>, lines: &[Own], main: &Block) -> Words {
    let mut words = Words::default();
    for at in main.lines.clone().filter(|&at| lines[at].words >= SENTENCE_WORDS) {
        if words.count() > STORY_WORDS {
            break;
        }
        words.add(document.key(at));
    }
    words
}

impl Page {
    /// The headline over a body that begins at line `first`.
    pub(super) fn headline_over(&self, document: &Document<'_>, first: usize) -> Option<Best> {
        if first == self.main.start {
            return self.headline;
        }
        headline::find(document, &self.lines, first, &self.story)
    }

    /// What speaks for each line to be the headline over a body that begins at `first`, for
    /// training.
    #[cfg(feature = "internal-training")]
    pub(crate) fn headline_candidates(
        &self,
        document: &Document<'_>,
        first: usize,
    ) -> Vec<(usize, Vec<i16>)> {
        headline::candidates(document, &self.lines, first, &self.story)
            .map(|(at, it)| (at, it.to_vec()))
            .collect()
    }

    /// The facts of each line, for training.
    #[cfg(feature = "internal-training")]
    pub(crate) fn all_facts(&self) -> impl Iterator<Item = Option<Vec<i16>>> + '_ {
        self.facts.iter().map(|facts| facts.map(|facts| facts.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::stage::page::with_lines;

    #[test]
    fn the_main_block_is_worth_half_of_the_best() {
        let text = |words: usize| format!("{}.\n", vec!["harbour"; words].join(" "));
        let menu = "Old pier\n".repeat(12);
        for (name, first, wanted) in [("half", 40, 0..1), ("less", 39, 13..14)] {
            let page = format!("{}{menu}{}", text(first), text(80));
            let main = with_lines(&page, |document, _| read(&page, document).main);
            assert_eq!(main, wanted, "{name}");
        }
        let main = with_lines(&menu, |document, _| read(&menu, document).main);
        assert_eq!(main, 0..0, "no text at all");
    }
}
