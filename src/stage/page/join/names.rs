//! The byline that a scraper broke at every tag: `By`, `Nora Stell`, `and`, `Tom Bell`.

use crate::recognize::forms::NamePiece;
use crate::stage::{Document, Kind, Line, Rules};

/// Words of the longest piece: a name has no more, and longer lines need no look.
const PIECE_WORDS: usize = 5;

/// Pieces of bylines among the lines of a document.
pub(super) struct Names<'a, 't> {
    pub(super) document: &'a Document<'t>,
    pub(super) rules: Rules<'a>,
}

impl<'t> Names<'_, 't> {
    /// Whether a line of so many words goes on with the byline that its pieces so far begin;
    /// `after` is the line below it.
    pub(super) fn go_on(
        &self,
        pieces: &[Line<'t>],
        (next, words): (&Line<'t>, usize),
        after: Option<&Line<'t>>,
    ) -> bool {
        let Some((last, above)) = pieces.split_last() else { return false };
        if words > PIECE_WORDS {
            return false;
        }
        if self.is(next, NamePiece::Joint) {
            return self.is(last, NamePiece::Name)
                && after.is_some_and(|after| self.is(after, NamePiece::Name));
        }
        // Below a label one name is the author's, and below a name nothing is without a joint.
        let is_labelled = || above.is_empty() && self.is(last, NamePiece::Label);
        let is_joined = || {
            (last.text.ends_with(',') || self.is(last, NamePiece::Joint)) && self.are_names(pieces)
        };
        (is_labelled() || is_joined()) && self.is(next, NamePiece::Name)
    }

    /// Whether lines are pieces of a byline, one of them a name.
    fn are_names(&self, pieces: &[Line<'t>]) -> bool {
        let is_name = |line: &Line<'t>| self.is(line, NamePiece::Name);
        let is_other =
            |line: &Line<'t>| self.is(line, NamePiece::Label) || self.is(line, NamePiece::Joint);
        pieces.iter().any(is_name) && pieces.iter().all(|line| is_name(line) || is_other(line))
    }

    fn is(&self, line: &Line<'t>, piece: NamePiece) -> bool {
        let is_widget = piece == NamePiece::Name && line.facts.kind != Kind::Text;
        let key = &self.document.keys[line.key.clone()];
        line.heading == 0
            && !line.is_image
            && !is_widget
            && piece.is(&line.text, key, self.rules.lexicon)
    }
}
