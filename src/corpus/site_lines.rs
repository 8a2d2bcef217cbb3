//! Lines that a site prints above, below and inside its stories: they speak to the reader of the
//! site, and no fact of the story is in them.

use crate::recognize::Lexicon;
use crate::recognize::forms::Forms;
use crate::recognize::shape::{End, Shape};

/// Longest line, in words, whose form is looked at: hardly any furniture that the lists know is
/// longer, and forms cost more time than all else that is read of a line.
const LONGEST_FORM: usize = 16;
/// Different site words that make a line a site's own: two stand in a line of news now and then
/// (`the newspaper said on its website`), three hardly ever.
const LEAST_SITE_WORDS: u32 = 3;
/// One word in so many must be such a word. Lines of sites have one in three to six; a long
/// paragraph gathers three by chance.
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

/// Whether a line of so many words with this key has the form of one that stands around a story.
pub(super) fn has_form(line: &str, words: usize, key: &str, lexicon: &Lexicon) -> bool {
    words <= LONGEST_FORM && Forms::of(line, key, lexicon).has(AROUND)
}

/// Longest line, in words, without a full stop that stands around a story: a headline, a question
/// for one, a caption, a link.
const LONGEST_UNENDED: usize = 20;

/// Whether a line of so many words is no sentence.
pub(super) fn is_unended(line: &str, words: usize) -> bool {
    words <= LONGEST_UNENDED && matches!(Shape::of(line).end, End::Open | End::Mark)
}

#[cfg(test)]
mod tests {
    use super::{SiteWords, has_form};
    use crate::compare::key;
    use crate::corpus::reader::Reader;
    use crate::corpus::words::{Class, class};
    use crate::recognize::Lexicon;

    /// A story of some length, so that a line is no half of the text.
    const STORY: &str = "The ferry to Calder Island sails again from Monday after nine days of repairs, and bread is cheap once more. A \
        log had torn the hull beneath the engine room, divers found, who went down eleven times in the cold. The yard asks 40,000 \
        crowns for its work, of which the parish pays a third. Until autumn the island depends on an old ship.";

    #[test]
    fn three_site_words_in_27_make_a_line_of_a_site() {
        for (count, words, wanted) in
            [(3, 27, true), (3, 28, false), (4, 36, true), (2, 9, false), (2, 2, false)]
        {
            let mut site_words = SiteWords::default();
            // Each is said twice, which makes no difference.
            (0..count).chain(0..count).for_each(|word| site_words.add(word));
            assert_eq!(site_words.make_a_line(words), wanted, "{count} of {words}");
        }
    }

    #[test]
    fn a_short_line_with_a_form_stands_around_a_story() {
        for (line, words, wanted) in [
            ("Share this article", 3, true),
            ("Reporting by Nora Field; editing by Omar Vane", 16, true),
            ("Reporting by Nora Field; editing by Omar Vane", 17, false),
            ("Correction: the ferry sails on Monday.", 6, true),
            ("The ferry sails on Monday", 5, false),
        ] {
            let found = has_form(line, words, &key::of(line), Lexicon::built_in());
            assert_eq!(found, wanted, "{line}");
        }
    }

    #[test]
    fn lines_around_a_story_tell_nothing() {
        for (line, is_told) in [
            ("Subscribe to the Vale Observer and read every story on all your devices.", false),
            ("اشترك في نشرة صحيفة الوادي لتصلك الأخبار في بريدك كل صباح.", false),
            ("The museum of Selby buys 300 lamps", false),
            ("Who will pay for the ferry to Calder?", false),
            ("The museum of Selby buys 300 lamps from a dealer.", true),
            (
                "The paper said that a clerk of the parish had sold maps of the strait to sailors for years.",
                true,
            ),
            ("وقالت صحيفة الوادي إن أمين المتحف باع خرائط المضيق للبحارة سنوات طويلة.", true),
        ] {
            let text = format!("{STORY}\n\n{line}\n\n{STORY}");
            let words = Reader::new().read(&text);
            let from = Reader::new().read(STORY).len();
            let is_affix = |at: usize| class(words[at]) == Class::Affix;
            assert_eq!(!is_affix(from), is_told, "{line}");
            assert!(!is_affix(from - 1), "{line}");
        }
    }

    #[test]
    fn where_most_lines_are_such_they_are_the_text() {
        for text in [
            "Subscribe to our newsletter on this page.\nDownload our app for all your devices.\nWood burns.",
            "Museum buys 300 lamps\nFerry sails to Calder again\nThe yard asks 40,000 crowns.",
        ] {
            assert!(
                Reader::new().read(text).iter().all(|&word| class(word) != Class::Affix),
                "{text}"
            );
        }
    }
}
