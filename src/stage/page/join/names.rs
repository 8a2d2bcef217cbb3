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
        if words > PIECE_WORDS {
            return false;
        }
        let Some((last, above)) = pieces.split_last() else { return false };
        let Some(piece) = self.piece(last) else { return false };
        match self.piece(next) {
            // Below a label one name is the author's, and below a name nothing is without a joint.
            Some(NamePiece::Name) if piece == NamePiece::Label => above.is_empty(),
            Some(NamePiece::Name) if piece == NamePiece::Joint || last.text.ends_with(',') => {
                above.iter().all(|line| self.piece(line).is_some()) && self.has_name(pieces)
            }
            Some(NamePiece::Joint) if piece == NamePiece::Name => {
                after.is_some_and(|after| self.piece(after) == Some(NamePiece::Name))
            }
            _ => false,
        }
    }

    fn has_name(&self, pieces: &[Line<'t>]) -> bool {
        pieces.iter().any(|line| self.piece(line) == Some(NamePiece::Name))
    }

    fn piece(&self, line: &Line<'t>) -> Option<NamePiece> {
        let key = &self.document.keys[line.key.clone()];
        let piece = NamePiece::of(&line.text, key, self.rules.lexicon)?;
        let is_widget = piece == NamePiece::Name && line.facts.kind != Kind::Text;
        (line.heading == 0 && !line.is_image && !is_widget).then_some(piece)
    }
}
