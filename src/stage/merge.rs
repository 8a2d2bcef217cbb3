//! Lines that are one text become one line.

use std::borrow::Cow;
use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::Options;
use crate::compare::key::Folder;
use crate::removal::{Alteration, AlterationKind};
use crate::stage::print::Printer;
use crate::stage::{Document, Facts, Line};

/// What stands between two pieces, and what is put there.
#[derive(Debug)]
pub(super) struct Seam {
    /// Bytes of the input. It may begin with the hyphen that ends the piece before.
    pub(super) span: Range<usize>,
    pub(super) after: &'static str,
}

impl Seam {
    /// The break between two pieces.
    pub(super) fn between(last: &Line<'_>, next: &Line<'_>, after: &'static str) -> Self {
        Self { span: last.span.end..next.span.start, after }
    }
}

/// Puts pieces together as one line without facts; records every seam. Linear.
///
/// `None` where the whole would be read in another way than its pieces were: `*two` and `stars*`
/// would be emphasis when the canonical text is cleaned again.
pub(super) fn merge<'t>(
    document: &mut Document<'t>,
    folder: &mut Folder,
    pieces: &[Line<'t>],
    seam: impl Fn(&Line<'t>, &Line<'t>) -> Seam,
    options: &Options,
) -> Option<Line<'t>> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    let mut text = first.text.to_string();
    let mut alterations = Vec::with_capacity(pieces.len());
    for two in pieces.windows(2) {
        let Seam { span, after } = seam(&two[0], &two[1]);
        if span.start < two[0].span.end {
            text.pop();
        }
        text.push_str(after);
        text.push_str(&two[1].text);
        let (line, kind, after) = (two[0].last_number, AlterationKind::Joined, after.to_owned());
        alterations.push(Alteration { span, line, kind, after });
    }
    if Printer::reads_more(&text, pieces.iter().map(|piece| &*piece.text), options) {
        return None;
    }
    document.alterations.append(&mut alterations);
    let start = document.keys.len();
    folder.append(&text, &mut document.keys);
    let key = start..document.keys.len();
    let hash = xxh3_64(&document.keys.as_bytes()[key.clone()]);
    let Line { number, blanks, heading, is_image, .. } = *first;
    let (span, last_number) = (first.span.start..last.span.end, last.last_number);
    let (text, facts) = (Cow::Owned(text), Facts::default());
    Some(Line { text, span, number, last_number, blanks, key, hash, heading, is_image, facts })
}
