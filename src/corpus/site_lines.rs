//! Lines that a site prints above, below and inside its stories: they speak to the reader of the site, and no fact of the story
//! is in them.

use crate::recognize::Lexicon;
use crate::recognize::forms::Forms;
use crate::recognize::shape::{End, Shape};

/// Longest line, in bytes, whose form is looked at: furniture that the lists know is shorter.
const LONGEST_FORM: usize = 200;
/// Different site words that make a line a site's own: two stand in a line of news now and then (`the newspaper said on its
/// website`), three hardly ever.
const LEAST_SITE_WORDS: u32 = 3;
/// One word in so many must be such a word. Lines of sites have one in three to six; a long paragraph gathers three by chance.
const WORDS_PER_SITE_WORD: u32 = 9;
/// Forms of whole lines that stand around a story.
const AROUND: Forms = Forms::FURNITURE.or(Forms::END_NOTE).or(Forms::CORRECTION);

/// The different site words of a line: a bit each, so that two of them may count as one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SiteWords(u64);

impl SiteWords {
    /// Adds a word.
    pub(super) fn add(&mut self, word: u32) {
        self.0 |= 1 << (word.wrapping_mul(0x9e37_79b1) >> 26);
    }

    /// Whether they make a line of so many words a site's own.
    pub(super) fn make_a_line(self, words: usize) -> bool {
        let count = self.0.count_ones();
        count >= LEAST_SITE_WORDS && (count * WORDS_PER_SITE_WORD) as usize >= words
    }
}

/// Whether a line with this key has the form of one that stands around a story.
pub(super) fn has_form(line: &str, key: &str, lexicon: &Lexicon) -> bool {
    line.len() <= LONGEST_FORM && Forms::of(line, key, Shape::of(line), lexicon).has(AROUND)
}

/// Longest line, in words, without a full stop that stands around a story: a headline, a subhead, a caption, a link.
const LONGEST_UNENDED: usize = 20;

/// Whether a line of so many words is no sentence.
pub(super) fn is_unended(line: &str, words: usize) -> bool {
    words <= LONGEST_UNENDED && Shape::of(line).end == End::Open
}
