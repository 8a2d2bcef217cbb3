//! Lines that are one text become one line.

use std::borrow::Cow;
use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::Options;
use crate::compare::key::Folder;
use crate::removal::{Alteration, AlterationKind};
use crate::stage::print::{Edit, Printer, apply, compose};
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
    let Joined { text, mut seams } = joined(pieces, seam)?;
    if Printer::reads_more(&text, pieces.iter().map(|piece| &*piece.text), options) {
        return None;
    }
    document.alterations.append(&mut seams);
    rewritten(document, folder, pieces, text)
}

/// Puts pieces together as [`merge`] does; in markdown, what goes on from one piece to the next is
/// read, too. `known` are the alterations of the pieces, in order; the line's are appended to
/// `alterations`.
pub(super) fn merge_and_read<'t>(
    input: &str,
    document: &mut Document<'t>,
    folder: &mut Folder,
    pieces: &[Line<'t>],
    seam: impl Fn(&Line<'t>, &Line<'t>) -> Seam,
    options: &Options,
    alterations: (&[Alteration], &mut Vec<Alteration>),
) -> Option<Line<'t>> {
    let (known, made) = alterations;
    let Joined { mut text, seams } = joined(pieces, seam)?;
    let mut all: Vec<Alteration> = known.iter().cloned().chain(seams).collect();
    all.sort_by_key(|alteration| (alteration.span.start, alteration.span.end));
    if Printer::reads_more(&text, pieces.iter().map(|piece| &*piece.text), options) {
        (text, all) = read_again(input, document.printer, pieces, &text, &all)?;
    }
    made.append(&mut all);
    rewritten(document, folder, pieces, text)
}

/// The text of the pieces and what was put between them.
struct Joined {
    text: String,
    seams: Vec<Alteration>,
}

fn joined<'t>(pieces: &[Line<'t>], seam: impl Fn(&Line<'t>, &Line<'t>) -> Seam) -> Option<Joined> {
    let mut text = pieces.first()?.text.to_string();
    let mut seams = Vec::with_capacity(pieces.len());
    for two in pieces.windows(2) {
        let Seam { span, after } = seam(&two[0], &two[1]);
        if span.start < two[0].span.end {
            text.pop();
        }
        text.push_str(after);
        text.push_str(&two[1].text);
        let (line, kind, after) = (two[0].last_number, AlterationKind::Joined, after.to_owned());
        seams.push(Alteration { span, line, kind, after });
    }
    Some(Joined { text, seams })
}

/// What the pieces are as one text of markdown, with the alterations that make it. `None` where
/// form C stands between, or where the text would still be read as something else.
fn read_again(
    input: &str,
    printer: Printer,
    pieces: &[Line<'_>],
    text: &str,
    known: &[Alteration],
) -> Option<(String, Vec<Alteration>)> {
    let start = pieces.first()?.span.start;
    let is_exact = known.iter().all(|alteration| alteration.kind != AlterationKind::Composed);
    let edit = |it: &Alteration| {
        let span = it.span.start - start..it.span.end - start;
        Edit { span, after: it.after.clone(), kind: it.kind }
    };
    let known: Vec<Edit> = known.iter().map(edit).collect();
    let given = &input[start..pieces.last()?.span.end];
    if !is_exact || apply(given, &known) != text {
        return None;
    }
    let made = printer.print(text);
    if made.is_composed || made.text.is_empty() || printer.print(&made.text).has_changed() {
        return None;
    }
    let alteration = |Edit { span, after, kind }| {
        let span = start + span.start..start + span.end;
        let piece = pieces.partition_point(|piece| piece.span.start <= span.start);
        let line = pieces[piece.saturating_sub(1)].last_number;
        Alteration { span, line, kind, after }
    };
    let alterations = compose(known, made.edits)?.into_iter().map(alteration).collect();
    Some((made.text.into_owned(), alterations))
}

/// The line of these pieces with another text, without facts; `None` where there are no pieces.
pub(super) fn rewritten<'t>(
    document: &mut Document<'t>,
    folder: &mut Folder,
    pieces: &[Line<'t>],
    text: String,
) -> Option<Line<'t>> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    let start = document.keys.len();
    folder.append(&text, &mut document.keys);
    let key = start..document.keys.len();
    let hash = xxh3_64(&document.keys.as_bytes()[key.clone()]);
    let Line { number, blanks, heading, is_image, .. } = *first;
    let (span, last_number) = (first.span.start..last.span.end, last.last_number);
    let (text, facts) = (Cow::Owned(text), Facts::default());
    Some(Line { text, span, number, last_number, blanks, key, hash, heading, is_image, facts })
}
