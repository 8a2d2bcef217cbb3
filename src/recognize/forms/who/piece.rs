//! Pieces of a byline that stand on lines of their own: `By`, `Nora Stell`, `and`, `Tom Bell`.

use crate::recognize::Lexicon;
use crate::recognize::forms::table::Start;
use crate::recognize::forms::who::name::is_name;

/// A piece of a byline that stands on a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamePiece {
    /// `By`, `Author of the article:`.
    Label,
    Name,
    /// What stands between two names: a comma, a bar, `and`.
    Joint,
}

impl NamePiece {
    /// Whether a line is such a piece.
    pub(crate) fn is(self, text: &str, key: &str, lexicon: &Lexicon) -> bool {
        match self {
            Self::Label => is_label(key, lexicon),
            Self::Name => is_name(text.trim_end_matches([',', ' ']), lexicon),
            Self::Joint => is_joint(text, key, lexicon),
        }
    }
}

/// Whether a line is a sign or a word that stands between two names, and nothing else.
fn is_joint(text: &str, key: &str, lexicon: &Lexicon) -> bool {
    let is_word = || !text.starts_with(char::is_uppercase);
    matches!(text, "," | "|" | "&" | "/" | "·" | "•" | "،")
        || is_word() && lexicon.lists.forms.start(Start::NameJoint).contains(key)
}

/// Whether a key is a byline's label and nothing else.
pub(super) fn is_label(key: &str, lexicon: &Lexicon) -> bool {
    let bare = key.trim_matches([' ', '-', ':', '/', '|']);
    let labels = &lexicon.lists.byline_labels;
    !bare.is_empty()
        && (labels.contains(bare)
            || labels.at_start(key).is_some_and(|label| label.len() == key.len()))
}
