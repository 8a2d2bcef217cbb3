//! What a whole line says by itself, found once: what it is and what its form is both rest on it.

use crate::recognize::Lexicon;
use crate::recognize::artifact::Widget;
use crate::recognize::credit::Credit;
use crate::recognize::timestamp::Says;

/// Longest line, in bytes, that is looked at as a whole: furniture with a form is shorter (the
/// longest of the lists, the note below a comment form, has some 250), and what is longer is a
/// paragraph that costs time.
pub(crate) const LONGEST: usize = 600;
/// Longest key, in bytes, that is looked up in the lists of whole lines; the longest entry has some
/// 200.
pub(crate) const LONGEST_LISTED: usize = 280;

/// What the lists and the calendar find in a line; nothing in one that is too long.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WholeLine {
    /// What the lists of whole lines say that it is.
    pub(crate) widget: Option<Widget>,
    /// Whether it says when.
    pub(crate) says: Says,
    /// Whether it is a credit and nothing else.
    pub(crate) is_credit: bool,
    /// Whether it begins as captions do: `FILE - `.
    pub(crate) is_caption_start: bool,
}

impl WholeLine {
    /// What is found in a line with its key and the credit that it ends with. Linear.
    pub(crate) fn of(text: &str, key: &str, credit: Option<&Credit>, lexicon: &Lexicon) -> Self {
        if text.len() > LONGEST {
            return Self::default();
        }
        let lists = &lexicon.lists;
        Self {
            widget: if key.len() <= LONGEST_LISTED { lists.widgets.find(key) } else { None },
            says: Says::of(key, lexicon),
            is_credit: credit.is_some_and(|credit| credit.text_end == 0),
            is_caption_start: lists.caption_starts.at_start(key).is_some(),
        }
    }
}
