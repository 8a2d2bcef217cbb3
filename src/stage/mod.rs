//! The stages of the pipeline, one a file, over the private [`Line`] and [`Draft`].
//!
//! Text becomes lines once. Stages only mark a line with what it is and why it is unwanted;
//! assembly partitions the lines into articles and removals. So data flows one way and no stage
//! rewrites another's text.

pub(crate) mod assemble;
pub(crate) mod classify;
mod comparison;
pub(crate) mod lines;
mod merge;
pub(crate) mod page;
pub(crate) mod paragraphs;
pub(crate) mod print;
pub(crate) mod read;
pub(crate) mod settle;
pub(crate) mod unwrap;
#[cfg(test)]
pub(crate) mod work;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use crate::Options;
use crate::compare::candidates::Pair;
use crate::recognize::Lexicon;
use crate::recognize::artifact::Widget;
use crate::recognize::credit::Credit;
use crate::recognize::shape::Shape;
use crate::recognize::whole::WholeLine;
use crate::removal::{Alteration, Difference, Doubt, Reason, Role};
use crate::stage::print::Printer;
use crate::stage::read::look::Look;

/// What the stages go by.
#[derive(Clone, Copy)]
pub(crate) struct Rules<'r> {
    pub(crate) options: &'r Options,
    pub(crate) lexicon: &'r Lexicon,
}

/// A document as lines.
#[derive(Debug, Default)]
pub(crate) struct Document<'t> {
    pub(crate) lines: Vec<Line<'t>>,
    /// The keys of all lines, one after the other.
    pub(crate) keys: String,
    pub(crate) alterations: Vec<Alteration>,
    /// What is changed in its lines.
    pub(crate) printer: Printer,
    /// Lines that have no text and are not blank, each with its number and why it goes.
    pub(crate) without_text: Vec<(Range<usize>, usize, Reason)>,
}

/// One line that is not blank.
#[derive(Debug)]
pub(crate) struct Line<'t> {
    /// Normalized and trimmed.
    pub(crate) text: Cow<'t, str>,
    /// Bytes of the input, without white space at the ends.
    pub(crate) span: Range<usize>,
    /// Line of the input, from 1.
    pub(crate) number: usize,
    /// Line of the input that it ends in: another one where lines were joined.
    pub(crate) last_number: usize,
    /// Blank lines before it.
    pub(crate) blanks: u32,
    /// Place of its key in [`Document::keys`].
    pub(crate) key: Range<usize>,
    /// XXH3 of its key.
    pub(crate) hash: u64,
    /// Level of a heading as markdown has it, 0 where it is none.
    pub(crate) heading: u8,
    /// Whether it is the text of a picture, as markdown has it.
    pub(crate) is_image: bool,
    pub(crate) facts: Facts,
}

/// What a line looks like on its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(crate) shape: Shape,
    /// The words of its key; two code points of an unspaced script count as one.
    pub(crate) words: u32,
    /// Whether most of it is in such a script.
    pub(crate) is_unspaced: bool,
    pub(crate) kind: Kind,
    pub(crate) credit: Option<Box<Credit>>,
    /// What the lists and the calendar say of it as a whole.
    pub(crate) whole: WholeLine,
    /// What the reader sees in it, once it was read; equal lines near each other share it.
    pub(crate) look: OnceCell<Rc<Look>>,
}

/// What a whole line reads like. Its place decides whether it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    #[default]
    Text,
    Widget(Widget),
    /// It names another story: `Read also: ...`.
    ReadAlso,
    Byline,
    Date,
    EndNote,
    Source,
    /// Place in a gallery: `1 / 4`.
    PageNumber,
    /// One or two digits.
    SmallNumber,
    /// Signs only.
    Ornament,
    /// A credit without a caption.
    Credit,
}

/// The lines of one article and what the stages found of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) rows: Vec<Row>,
    /// Pairs of lines that may be near-duplicates, once they are known.
    pub(crate) pairs: Option<Vec<Pair>>,
}

/// One line of a draft.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// Index into [`Document::lines`].
    pub(crate) line: usize,
    /// Blank lines before it.
    pub(crate) blanks: u32,
    pub(crate) mark: Mark,
}

/// What the stages decided of a line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Mark {
    /// Nothing yet.
    #[default]
    Open,
    Keep {
        role: Role,
        doubt: Option<Doubt>,
    },
    Drop {
        reason: Reason,
        /// Index into [`Document::lines`] of the kept twin.
        twin: Option<usize>,
        similarity: Option<f32>,
        difference: Option<Difference>,
    },
}

impl Mark {
    pub(crate) fn keep(role: Role) -> Self {
        Self::Keep { role, doubt: None }
    }

    pub(crate) fn drop(reason: Reason) -> Self {
        Self::Drop { reason, twin: None, similarity: None, difference: None }
    }

    pub(crate) fn repeat(reason: Reason, twin: usize) -> Self {
        Self::Drop { reason, twin: Some(twin), similarity: None, difference: None }
    }

    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// Open, or kept in the body with a doubt.
    pub(crate) fn is_open_or_doubted(&self) -> bool {
        matches!(self, Self::Open | Self::Keep { role: Role::Paragraph, .. })
    }

    pub(crate) fn is_role(&self, wanted: Role) -> bool {
        matches!(self, Self::Keep { role, .. } if *role == wanted)
    }
}

impl Document<'_> {
    pub(crate) fn key(&self, line: usize) -> &str {
        #[cfg(test)]
        work::count(1);
        &self.keys[self.lines[line].key.clone()]
    }

    /// All lines as open rows.
    pub(crate) fn rows(&self) -> Vec<Row> {
        self.lines
            .iter()
            .enumerate()
            .map(|(line, it)| Row { line, blanks: it.blanks, mark: Mark::Open })
            .collect()
    }

    /// Whether nothing but blank lines stands between a line and the one below it.
    pub(crate) fn is_above_next(&self, line: usize) -> bool {
        let end = self.lines[line].span.end;
        let behind = self.without_text.partition_point(|(span, ..)| span.start < end);
        let start = self.lines.get(line + 1).map(|next| next.span.start);
        let gone = self.without_text.get(behind).map(|(span, ..)| span.start);
        start.is_some_and(|start| gone.is_none_or(|gone| gone > start))
    }

    pub(crate) fn facts(&self, line: usize) -> &Facts {
        #[cfg(test)]
        work::count(1);
        &self.lines[line].facts
    }

    /// Forgets what the reader saw, once all is read: the answer needs the room.
    pub(crate) fn forget_looks(&mut self) {
        for line in &mut self.lines {
            line.facts.look.take();
        }
    }

    /// Whether two lines have the same key: first by hash, then by text.
    pub(crate) fn same_key(&self, left: usize, right: usize) -> bool {
        #[cfg(test)]
        work::count(1);
        self.lines[left].hash == self.lines[right].hash && self.key(left) == self.key(right)
    }
}
