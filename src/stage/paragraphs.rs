//! Paragraphs that repeat others: equal ones, runs of them, cut ones and near-duplicates.
//!
//! A run of equal paragraphs (a body printed twice) goes as a whole. A lone one goes when it is
//! long and neither opens and closes the body; short lines are refrains, answers and scores. Of two
//! near-duplicates the one goes that says nothing the other does not.

use std::collections::HashMap;

use crate::compare::candidates::{self, Index, Pair};
use crate::compare::difference::Verdict;
use crate::compare::hasher::BuildKeyHasher;
use crate::recognize::shape::{End, cut_mark};
use crate::removal::{Difference, Doubt, Reason, Role};
use crate::stage::comparison::Comparison;
use crate::stage::{Document, Draft, Kind, Mark, Rules};

/// Words in a run of equal paragraphs, all together, and in its longest one.
const RUN_WORDS: (usize, usize) = (20, 8);
/// Words that opening and closing lines of a ring composition have at most.
const RING_WORDS: usize = 30;
/// Rows above a line in which its heading stands: it introduces two or three lines, not a section.
const HEADING_WITHIN: usize = 3;
/// Words of such a heading. A longer line is a text of its own.
const HEADING_WORDS: usize = 8;
/// Bytes that the key of a cut text has at least.
const CUT_BYTES: usize = 30;
/// Texts with the same beginning that are looked at for one that goes on.
const MOST_FULLER: usize = 16;
/// Paragraphs at a body's start that may be cut without a mark.
const HEAD_PARAGRAPHS: usize = 3;

/// Marks all rows of a draft that are still open. Linear.
pub(crate) fn mark(
    document: &Document<'_>,
    draft: &mut Draft,
    rules: Rules<'_>,
    index: &mut Index,
) {
    let in_play = |mark: &Mark| mark.is_open() || mark.is_role(Role::Headline);
    let rows: Vec<usize> = draft
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| in_play(&row.mark))
        .map(|(at, _)| at)
        .collect();
    let first =
        usize::from(rows.first().is_some_and(|&row| draft.rows[row].mark.is_role(Role::Headline)));
    let mut body = Body { document, rules, rows, first, text_ends: HashMap::default() };
    body.mark_equal(draft);
    body.mark_cut(draft);
    if rules.options.remove_near_duplicates {
        body.mark_near(draft, index);
    }
    body.mark_description(draft);
    for row in &mut draft.rows {
        if row.mark.is_open() {
            row.mark = Mark::keep(Role::Paragraph);
        }
    }
}

/// The rows that are the body of an article.
struct Body<'d, 't> {
    document: &'d Document<'t>,
    rules: Rules<'d>,
    /// Rows of the draft, in order: the headline and the body. A place in this list is a position.
    rows: Vec<usize>,
    /// The position of the first paragraph.
    first: usize,
    /// Where the last letter or digit ends in the keys of the lines that were asked for.
    text_ends: HashMap<usize, usize>,
}

/// Positions that repeat earlier ones, one for one.
struct Run {
    first: usize,
    again: usize,
    len: usize,
}

impl Body<'_, '_> {
    fn line(&self, draft: &Draft, at: usize) -> usize {
        draft.rows[self.rows[at]].line
    }

    fn words(&self, draft: &Draft, at: usize) -> usize {
        self.document.facts(self.line(draft, at)).words as usize
    }

    fn mark_equal(&mut self, draft: &mut Draft) {
        let runs = self.runs(draft);
        let mut kept: Vec<usize> = (0..self.rows.len()).collect();
        for run in runs {
            let as_a_whole = self.is_long_run(draft, &run);
            let is_of_another =
                self.says_it_of_another(draft, self.rows[run.first], self.rows[run.again]);
            for step in 0..run.len {
                let (first, again) = (kept[run.first + step], run.again + step);
                if (as_a_whole || self.may_go_alone(draft, run.first + step, again))
                    && !is_of_another
                {
                    kept[again] = first;
                    let reason = if first < self.first {
                        Reason::RepeatedHeadline
                    } else {
                        Reason::RepeatedParagraph
                    };
                    draft.rows[self.rows[again]].mark =
                        Mark::repeat(reason, self.line(draft, first));
                } else if self.words(draft, again) >= self.rules.options.min_near_duplicate_words {
                    self.doubt(draft, again, first, 1.0, Difference::Protected);
                }
            }
        }
    }

    /// The runs of positions that repeat earlier ones. Linear: each position is compared with two
    /// others at most.
    fn runs(&self, draft: &Draft) -> Vec<Run> {
        let mut firsts: HashMap<u64, usize, BuildKeyHasher> =
            HashMap::with_capacity_and_hasher(self.rows.len(), BuildKeyHasher::default());
        let mut runs: Vec<Run> = Vec::new();
        for at in 0..self.rows.len() {
            let line = self.line(draft, at);
            let goes_on =
                runs.last().filter(|run| run.again + run.len == at).map(|run| run.first + run.len);
            if goes_on.is_some_and(|first| self.document.same_key(line, self.line(draft, first))) {
                if let Some(run) = runs.last_mut() {
                    run.len += 1;
                }
                continue;
            }
            let first = *firsts.entry(self.document.lines[line].hash).or_insert(at);
            if first != at && self.document.same_key(line, self.line(draft, first)) {
                runs.push(Run { first, again: at, len: 1 });
            }
        }
        runs
    }

    fn is_long_run(&mut self, draft: &Draft, run: &Run) -> bool {
        let (mut all, mut longest) = (0, 0);
        for at in run.again..run.again + run.len {
            let words = self.words(draft, at);
            all += words;
            longest = longest.max(words);
        }
        run.len >= 2 && all >= RUN_WORDS.0 && longest >= RUN_WORDS.1
    }

    fn may_go_alone(&mut self, draft: &Draft, first: usize, again: usize) -> bool {
        let words = self.words(draft, again);
        let is_ring = first <= self.first + 1
            && again + 1 == self.rows.len()
            && again > first + 1
            && words < RING_WORDS;
        let is_next = again == first + 1 && words >= RUN_WORDS.1;
        first >= self.first
            && (is_next || words >= self.rules.options.min_near_duplicate_words)
            && !is_ring
    }

    /// Cut texts that go on in another paragraph, and the cut standfirst.
    fn mark_cut(&mut self, draft: &mut Draft) {
        let is_play = |mark: &Mark| mark.is_open() || mark.is_role(Role::Description);
        let rows: Vec<usize> =
            (0..draft.rows.len()).filter(|&row| is_play(&draft.rows[row].mark)).collect();
        let end = |row: usize| self.document.facts(draft.rows[row].line).shape.end;
        let may_be_any = rows.iter().enumerate().any(|(at, &row)| {
            end(row) == End::Ellipsis || end(row) == End::Open && at < HEAD_PARAGRAPHS
        });
        if !may_be_any {
            return;
        }
        let mut kept = 0;
        let document = self.document;
        let mut sorted: Vec<(&str, usize)> =
            self.rows.iter().map(|&row| (document.key(draft.rows[row].line), row)).collect();
        sorted.sort_unstable();
        for row in rows {
            let end = self.document.facts(draft.rows[row].line).shape.end;
            if end != End::Ellipsis && (end != End::Open || kept >= HEAD_PARAGRAPHS) {
                kept += 1;
                continue;
            }
            let start = cut_start(document, draft.rows[row].line);
            // Of the texts that begin alike, the last one goes on for sure, if any does.
            let from = sorted.partition_point(|(key, _)| *key < start);
            let to = from + sorted[from..].partition_point(|(key, _)| key.starts_with(start));
            let mut fuller =
                sorted[from..to].iter().rev().take(MOST_FULLER).map(|(_, other)| *other);
            let twin = fuller.find(|&other| {
                let is_free = other != row && draft.rows[other].mark.is_open();
                is_free && self.goes_on_in(draft.rows[row].line, draft.rows[other].line)
            });
            match twin {
                Some(twin) => {
                    draft.rows[row].mark =
                        Mark::repeat(Reason::TruncatedText, draft.rows[twin].line);
                }
                None => kept += 1,
            }
        }
    }

    fn goes_on_in(&mut self, line: usize, other: usize) -> bool {
        let document = self.document;
        let text_end =
            *self.text_ends.entry(other).or_insert_with(|| text_end(document.key(other)));
        goes_on_in(document, line, other, text_end)
    }

    fn mark_near(&mut self, draft: &mut Draft, index: &mut Index) {
        let pairs = match draft.pairs.take() {
            Some(pairs) => pairs,
            None => self.pairs(draft, index),
        };
        let mut comparison = Comparison::new(self.document, self.rules);
        for pair in &pairs {
            self.judge(draft, pair, &mut comparison);
        }
        draft.pairs = Some(pairs);
    }

    /// Candidates among the lines of the draft, as places of lines in the document.
    fn pairs(&self, draft: &Draft, index: &mut Index) -> Vec<Pair> {
        let long = |line: usize| {
            self.document.lines[line].key.len() >= self.rules.options.min_near_duplicate_words
        };
        let in_play = |mark: &Mark| !matches!(mark, Mark::Drop { .. });
        let lines: Vec<usize> = draft
            .rows
            .iter()
            .filter(|row| in_play(&row.mark))
            .map(|row| row.line)
            .filter(|&line| long(line))
            .collect();
        let keys: Vec<&str> = lines.iter().map(|&line| self.document.key(line)).collect();
        let mut pairs = index.find(
            &keys,
            self.rules.options.near_duplicate_overlap,
            self.rules.options.min_near_duplicate_words,
        );
        for pair in &mut pairs {
            let (left, right) = pair.places();
            (pair.left, pair.right) = (lines[left] as u32, lines[right] as u32);
        }
        pairs
    }

    fn judge(&mut self, draft: &mut Draft, pair: &Pair, comparison: &mut Comparison<'_, '_>) {
        let row_of = |line: usize| {
            draft
                .rows
                .binary_search_by_key(&line, |row| row.line)
                .ok()
                .filter(|&row| draft.rows[row].mark.is_open_or_doubted())
        };
        let (left_line, right_line) = pair.places();
        let (Some(left), Some(right)) = (row_of(left_line), row_of(right_line)) else { return };
        let (verdict, difference) = comparison.compare(left_line, right_line);
        let is_protected = verdict != Verdict::KeepBoth
            && (self.is_ring(draft, left, right) || self.says_it_of_another(draft, left, right));
        let (gone, kept) = match verdict {
            _ if is_protected => {
                return self.doubt_row(draft, right, left, pair.overlap, Difference::Protected);
            }
            Verdict::KeepBoth => {
                return self.doubt_row(draft, right, left, pair.overlap, difference);
            }
            Verdict::LeftGoes => (left, right),
            Verdict::RightGoes | Verdict::Either => (right, left),
        };
        draft.rows[gone].mark = near(draft.rows[kept].line, pair.overlap, difference);
    }

    /// Whether two equal rows stand under different headings, so that they say the same of two
    /// things: of another day, speaker, item, stanza.
    fn says_it_of_another(&self, draft: &Draft, first: usize, again: usize) -> bool {
        let Some(heading) = self.heading_of(draft, again) else { return false };
        heading != first
            && self.heading_of(draft, first).is_none_or(|other| {
                !self.document.same_key(draft.rows[other].line, draft.rows[heading].line)
            })
    }

    /// The row of the heading that stands right over a row, with a line between at most.
    fn heading_of(&self, draft: &Draft, row: usize) -> Option<usize> {
        let above = (row.saturating_sub(HEADING_WITHIN)..row).rev();
        above
            .take_while(|&other| !draft.rows[other].mark.is_role(Role::Headline))
            .find(|&other| self.is_heading(draft, other))
    }

    /// Whether a row is a few words that introduce what stands below: a subhead, a day, a speaker,
    /// a question.
    fn is_heading(&self, draft: &Draft, row: usize) -> bool {
        let line = draft.rows[row].line;
        let facts = self.document.facts(line);
        let is_open = match facts.shape.end {
            End::Open | End::Pause => true,
            End::Mark => self.document.lines[line].text.ends_with(['?', '？', '؟']),
            _ => false,
        };
        let is_kept = !matches!(draft.rows[row].mark, Mark::Drop { .. });
        let may_be =
            matches!(facts.kind, Kind::Text | Kind::Date | Kind::Byline) && facts.credit.is_none();
        is_kept && may_be && is_open && self.document.facts(line).words as usize <= HEADING_WORDS
    }

    /// Whether two rows open and close the body, with a few words each.
    fn is_ring(&mut self, draft: &Draft, left: usize, right: usize) -> bool {
        let last = self.rows.len() - 1;
        let opens = self.rows.iter().skip(self.first).take(2).any(|&row| row == left);
        opens
            && self.rows[last] == right
            && self.rows[last - 1] != left
            && self.words(draft, last) < RING_WORDS
    }

    /// A standfirst that the body says again.
    fn mark_description(&self, draft: &mut Draft) {
        let Some(row) = draft.rows.iter().position(|row| row.mark.is_role(Role::Description))
        else {
            return;
        };
        let line = draft.rows[row].line;
        let is_twin = |other: &&usize| {
            draft.rows[**other].mark.is_open_or_doubted()
                && self.document.same_key(line, draft.rows[**other].line)
        };
        if let Some(&twin) = self.rows.iter().find(is_twin) {
            draft.rows[row].mark = Mark::repeat(Reason::RepeatedParagraph, draft.rows[twin].line);
        }
    }

    fn doubt(
        &self,
        draft: &mut Draft,
        at: usize,
        twin: usize,
        similarity: f32,
        difference: Difference,
    ) {
        self.doubt_row(draft, self.rows[at], self.rows[twin], similarity, difference);
    }

    fn doubt_row(
        &self,
        draft: &mut Draft,
        row: usize,
        twin: usize,
        similarity: f32,
        difference: Difference,
    ) {
        let twin = self.document.lines[draft.rows[twin].line].span.clone();
        draft.rows[row].mark = Mark::Keep {
            role: Role::Paragraph,
            doubt: Some(Doubt { twin, similarity, difference }),
        };
    }
}

/// The key of a cut text without its mark.
fn cut_start<'d>(document: &'d Document<'_>, line: usize) -> &'d str {
    let key = document.key(line);
    let is_marked = cut_mark(&document.lines[line].text).is_some();
    if is_marked { key.trim_end_matches(['.', '[', ']', '(', ')', ' ']) } else { key }
}

/// Where the last letter or digit of a key ends. What follows it may be as long as the document,
/// so it is looked for once per line.
fn text_end(key: &str) -> usize {
    #[cfg(test)]
    super::work::count(key.len());
    key.trim_end_matches(|char: char| !char.is_alphanumeric()).len()
}

/// Whether a line is the beginning of another, cut at a mark or inside a word. The other one's
/// text, without signs at its end, ends at `text_end`. Linear in the length of the cut line.
fn goes_on_in(document: &Document<'_>, line: usize, other: usize, text_end: usize) -> bool {
    let start = cut_start(document, line);
    let is_marked = start.len() < document.key(line).len();
    let Some(rest) = document.key(other).strip_prefix(start) else { return false };
    let inside_word =
        rest.starts_with(char::is_alphanumeric) && start.ends_with(char::is_alphanumeric);
    start.len() >= CUT_BYTES && text_end > start.len() && (is_marked || inside_word)
}

/// Sees to it that every repeat names a kept line that it was compared with.
///
/// A line that goes as a repeat may name a twin that goes itself later, in favour of a third line.
/// The repeat is then compared with that third one. Where it does not pass it stays, in the role
/// `kept`. A copy of a line that went for another reason goes for that reason too. Linear: each
/// line is compared once more at most.
pub(super) fn mend_twins(document: &Document<'_>, draft: &mut Draft, rules: Rules<'_>, kept: Role) {
    let comparison = Comparison::new(document, rules);
    let mut mender = Mender { document, rules, comparison, text_ends: HashMap::default() };
    let mut chain = Vec::new();
    // No row is in a chain twice, so the work is linear.
    let mut is_seen = vec![false; draft.rows.len()];
    for row in 0..draft.rows.len() {
        let mut next = gone_twin(draft, row).map(|_| row);
        while let Some(row) = next.filter(|&row| !std::mem::replace(&mut is_seen[row], true)) {
            chain.push(row);
            next = gone_twin(draft, row);
        }
        // From the chain's end, so that the twin of every line is settled before the line is.
        while let Some(row) = chain.pop() {
            if let Some(twin) = gone_twin(draft, row) {
                let mark = mender.mark(draft, row, twin);
                if mark.is_none() {
                    // It was not among the candidates.
                    draft.pairs = None;
                }
                draft.rows[row].mark = mark.unwrap_or_else(|| Mark::keep(kept));
            }
        }
    }
}

/// The row of a repeat's twin, if the twin went as well.
fn gone_twin(draft: &Draft, row: usize) -> Option<usize> {
    let Mark::Drop { twin: Some(twin), .. } = draft.rows[row].mark else { return None };
    let twin = draft.rows.binary_search_by_key(&twin, |row| row.line).ok()?;
    matches!(draft.rows[twin].mark, Mark::Drop { .. }).then_some(twin)
}

/// Compares repeats whose twins are gone with what these went in favour of.
struct Mender<'d, 't> {
    document: &'d Document<'t>,
    rules: Rules<'d>,
    comparison: Comparison<'d, 't>,
    /// As in [`Body`].
    text_ends: HashMap<usize, usize>,
}

impl Mender<'_, '_> {
    /// The new mark of a repeat; `None` where it repeats nothing that is kept.
    fn mark(&mut self, draft: &Draft, row: usize, gone: usize) -> Option<Mark> {
        let document = self.document;
        let line = draft.rows[row].line;
        let Mark::Drop { reason, .. } = draft.rows[row].mark else { return None };
        let Mark::Drop { reason: of_twin, twin, .. } = draft.rows[gone].mark else { return None };
        let Some(twin) = twin else {
            let is_copy = document.same_key(line, draft.rows[gone].line);
            return is_copy.then(|| Mark::drop(of_twin));
        };
        if line == twin || gone_twin(draft, gone).is_some() {
            return None;
        }
        if document.same_key(line, twin) {
            let is_other = matches!(reason, Reason::TruncatedText | Reason::NearDuplicateParagraph);
            let reason = if is_other { Reason::RepeatedParagraph } else { reason };
            return Some(Mark::repeat(reason, twin));
        }
        let text_end = *self.text_ends.entry(twin).or_insert_with(|| text_end(document.key(twin)));
        if goes_on_in(document, line, twin, text_end) {
            return Some(Mark::repeat(Reason::TruncatedText, twin));
        }
        self.near(line, twin)
    }

    fn near(&mut self, line: usize, twin: usize) -> Option<Mark> {
        let (document, options) = (self.document, self.rules.options);
        let words = document.facts(line).words as usize;
        if !options.remove_near_duplicates || words < options.min_near_duplicate_words {
            return None;
        }
        let (verdict, difference) = self.comparison.compare(twin, line);
        if !matches!(verdict, Verdict::RightGoes | Verdict::Either) {
            return None;
        }
        let overlap = candidates::overlap(document.key(line), document.key(twin))?;
        let is_near = overlap >= options.near_duplicate_overlap;
        is_near.then(|| near(twin, overlap, difference))
    }
}

/// The mark of a near-duplicate.
fn near(twin: usize, overlap: f32, difference: Difference) -> Mark {
    Mark::Drop {
        reason: match difference {
            Difference::None => Reason::RepeatedParagraph,
            _ => Reason::NearDuplicateParagraph,
        },
        twin: Some(twin),
        similarity: Some(overlap),
        difference: Some(difference),
    }
}
