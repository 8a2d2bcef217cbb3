//! Copies that are no whole paragraph: a summary that the body says again, a pull quote, a text
//! that is cut.

use crate::removal::Reason;
use crate::stage::Mark;
use crate::stage::read::captions;
use crate::stage::read::file::Filer;
use crate::stage::read::reading::Reading;

/// Words of a line that repeats a sentence of the paragraph beside it: fewer are said twice by
/// chance.
const QUOTE_WORDS: usize = 8;

impl Filer<'_, '_> {
    /// What is read as a copy of something else is a caption again where an equal line is read as a
    /// caption.
    pub(super) fn read_prints_alike(&mut self) {
        for row in 0..self.readings.len() {
            let it = &self.facts.relations[self.from + row];
            let above = it.equal_above.get().and_then(|by| row.checked_sub(by as usize));
            let below = it.equal_below.get().map(|by| row + by as usize);
            let is_caption = |equal: Option<usize>| {
                equal.and_then(|row| self.readings.get(row)).is_some_and(|it| it.is_caption())
            };
            if matches!(self.readings[row], Reading::Echo | Reading::DeckCopy)
                && (is_caption(above) || is_caption(below))
            {
                self.readings[row] = Reading::HeadCaptionCopy;
            }
        }
    }

    /// Copies that are no whole paragraph: they go where the text that they are of is in the body.
    pub(super) fn mark_copies(&mut self) {
        for row in 0..self.readings.len() {
            if !self.draft.rows[row].mark.is_open() {
                continue;
            }
            let twin = match self.readings[row] {
                Reading::DeckCopy => self.twin_of_deck(row),
                Reading::PullQuote => {
                    self.paragraph_around(row).map(|twin| (twin, Reason::RepeatedSentence))
                }
                Reading::Paragraph | Reading::Subhead => {
                    self.sentence_beside(row).map(|twin| (twin, Reason::RepeatedSentence))
                }
                Reading::ParagraphCopy => {
                    self.longer_paragraph(row).map(|twin| (twin, Reason::TruncatedText))
                }
                _ => continue,
            };
            match twin {
                Some((twin, reason)) => {
                    self.draft.rows[row].mark = Mark::repeat(reason, self.line(twin));
                }
                None if self.readings[row] == Reading::DeckCopy => {
                    self.readings[row] = Reading::Deck;
                }
                None => {}
            }
        }
    }

    /// Whether a row is a paragraph that stays.
    fn is_body(&self, row: usize) -> bool {
        self.draft.rows.get(row).is_some_and(|row| row.mark.is_open())
            && matches!(self.readings[row], Reading::Paragraph)
    }

    fn twin_of_deck(&self, row: usize) -> Option<(usize, Reason)> {
        let it = &self.facts.relations[self.from + row];
        let below =
            |by: Option<u32>| by.map(|by| row + by as usize).filter(|&twin| self.is_body(twin));
        let equal = below(it.equal_below.get()).map(|twin| (twin, Reason::RepeatedParagraph));
        let cut = || below(it.goes_on_below.get()).filter(|_| self.has_listed_button(row));
        let is_sentence = |twin: usize| {
            let (start, full) =
                (self.document.key(self.line(row)), self.document.key(self.line(twin)));
            full.strip_prefix(start).is_some_and(|rest| rest.starts_with(' '))
                && !self.facts.looks[self.from + row].is_cut
        };
        let reason = |twin: usize| {
            if is_sentence(twin) { Reason::RepeatedSentence } else { Reason::TruncatedText }
        };
        let around = || self.paragraph_around(row).map(|twin| (twin, Reason::RepeatedSentence));
        equal.or_else(|| cut().map(|twin| (twin, reason(twin)))).or_else(around)
    }

    /// The paragraph that holds a row as one of its sentences.
    fn paragraph_around(&self, row: usize) -> Option<usize> {
        let (by, _) = self.facts.relations[self.from + row].sentence_of?;
        row.checked_add_signed(by as isize).filter(|&twin| self.is_body(twin))
    }

    /// The paragraph right beside a row that holds it as a sentence, where it is long enough to be
    /// no chance.
    fn sentence_beside(&self, row: usize) -> Option<usize> {
        let (by, _) = self.facts.relations[self.from + row].sentence_of?;
        let is_long = self.facts.looks[self.from + row].words >= QUOTE_WORDS;
        row.checked_add_signed(by as isize)
            .filter(|&twin| is_long && by.abs() == 1 && self.is_body(twin))
    }

    /// The paragraph that goes on where a row ends, inside a word or at a mark.
    fn longer_paragraph(&self, row: usize) -> Option<usize> {
        let it = &self.facts.relations[self.from + row];
        let above = it.goes_on_above.get().and_then(|by| row.checked_sub(by as usize));
        let below = it.goes_on_below.get().map(|by| row + by as usize);
        let twin = above.into_iter().chain(below).find(|&twin| self.is_body(twin));
        twin.filter(|_| self.has_listed_button(row))
    }

    fn has_listed_button(&self, row: usize) -> bool {
        captions::is_button_listed(self.document.key(self.line(row)), self.rules.lexicon)
    }
}

#[cfg(test)]
mod tests {
    use crate::Cleaner;
    use crate::removal::Reason::TruncatedText;

    #[test]
    fn a_cut_copy_of_the_lead_above_it() {
        for (cut, is_removed) in [
            ("The council will never give up the old harbour...", true),
            ("The council will never give up the old harbour... more", true),
            ("The council will never give up the old harbour... not us", false),
        ] {
            let text = format!(
                "Harbour stays open\n\n{cut}\n\nThe council will never give up the old harbour, the mayor said on Monday, and asked for time.\n\nThe ferry leaves at nine and comes back at noon, the office said.\n"
            );
            let answer = Cleaner::default().clean(&text);
            let removed: Vec<_> = answer.removals.iter().map(|removal| removal.reason).collect();
            let description = answer.articles[0].description.as_deref();
            let expected =
                if is_removed { (vec![TruncatedText], None) } else { (vec![], Some(cut)) };
            assert_eq!((removed, description), expected, "{cut}");
        }
    }
}
