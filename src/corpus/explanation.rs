//! What each of two texts has of its own, and why it may: for people who read decisions.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::corpus::alignment::Aligner;
use crate::corpus::common_phrases::CommonPhrases;
use crate::corpus::own::OwnFinder;
use crate::corpus::reader::Reader;
use crate::corpus::sides::extent;
use crate::corpus::text::Text;
use crate::names::names;

/// Sentences and lines of a text that another text has not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OwnSentence {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What they are to the decision.
    pub standing: Standing,
}

/// What a sentence that only one of two texts has is to the decision on them.
///
/// Two texts are one story only where one of them at most has news: sentences with new facts
/// [`Inside`](Self::Inside) of what both have, or more than a few words of them
/// [`Above`](Self::Above) or [`Below`](Self::Below), or so many without new facts that they are
/// news all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Standing {
    /// It has no name, number or date that the other text lacks.
    NoNewFact,
    /// It has a new fact, and stands above all that both have: a few such words are a caption or
    /// another story's headline.
    Above,
    /// It has a new fact, and stands between what both have.
    Inside,
    /// It has a new fact, and stands below all that both have: a few such words are links and
    /// names.
    Below,
    /// A headline, a byline, a dateline, or a line in which a site speaks to its readers.
    PageLine,
    /// Many stories have it.
    CommonPhrase,
}

names!(Standing, "standing", {
    NoNewFact => "no_new_fact",
    Above => "above",
    Inside => "inside",
    Below => "below",
    PageLine => "page_line",
    CommonPhrase => "common_phrase",
});

/// Explains pairs of texts. Keeps its memory from one pair to the next, and nothing else.
#[derive(Debug)]
pub struct Explainer<'c> {
    common: &'c CommonPhrases,
    reader: Reader,
    aligner: Aligner,
    own: OwnFinder,
    marks: Vec<Option<bool>>,
}

impl<'c> Explainer<'c> {
    /// An explainer for texts of a corpus with these common phrases: see
    /// [`Corpus::common_phrases`](crate::corpus::Corpus::common_phrases).
    #[must_use]
    pub fn new(common: &'c CommonPhrases) -> Self {
        Self {
            common,
            reader: Reader::new(),
            aligner: Aligner::default(),
            own: OwnFinder::default(),
            marks: Vec::new(),
        }
    }

    /// The sentences that `text` has and `original` has not, and those that `original` has and
    /// `text` has not, as the decision on them saw them. Where the words of a sentence were edited
    /// here and there, it is none of them: see
    /// [`differing_words`](crate::corpus::differing_words). Linear in their lengths.
    ///
    /// ```
    /// use copydesk::corpus::{CommonPhrases, Explainer, Standing};
    ///
    /// let story = "The ferry to Calder Island will run again from Monday, the harbour office said. \
    ///              Repairs took nine days and cost 40,000 euros.";
    /// let copy = format!("{story} Omar Castel of Selby has sold it.");
    ///
    /// let common = CommonPhrases::default();
    /// let [of_copy, of_story] = Explainer::new(&common).own_sentences(&copy, story);
    /// assert_eq!(&copy[of_copy[0].span.clone()], "Omar Castel of Selby has sold it");
    /// assert_eq!(of_copy[0].standing, Standing::Below);
    /// assert!(of_story.is_empty());
    /// ```
    #[must_use]
    pub fn own_sentences(&mut self, text: &str, original: &str) -> [Vec<OwnSentence>; 2] {
        let (copy, copy_places) = self.read(text);
        let (kept, kept_places) = self.read(original);
        let alignment = self.aligner.align(&copy.words, &kept.words);
        let extents = [extent(&copy, &alignment, false), extent(&copy, &alignment, true)];
        let runs = alignment.runs.iter();
        let of_copy = runs.clone().map(|run| (run.left, run.len));
        let of_kept = runs.map(|run| (run.right, run.len));
        let own = self.own.own_sentences(&copy.words, &kept.words, of_copy, &extents[0]);
        let original_own = self.own.own_sentences(&kept.words, &copy.words, of_kept, &extents[1]);
        [spans(own, &copy_places), spans(original_own, &kept_places)]
    }

    fn read(&mut self, text: &str) -> (Text, Vec<Range<usize>>) {
        let (words, places) = self.reader.read_with_places(text);
        let mut text = Text::of_words(words);
        self.common.mark(&mut text, &mut self.marks);
        (text, places)
    }
}

/// Words as bytes.
fn spans(own: Vec<(Range<usize>, Standing)>, places: &[Range<usize>]) -> Vec<OwnSentence> {
    let span = |words: Range<usize>| match places.get(words) {
        Some([first, .., last]) => first.start..last.end,
        Some([only]) => only.clone(),
        _ => 0..0,
    };
    own.into_iter().map(|(words, standing)| OwnSentence { span: span(words), standing }).collect()
}
