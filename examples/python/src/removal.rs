//! The classes of the record: what was left out, what was altered, what stayed, and why.

use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::article::Article;
use crate::packed::Packed;
use crate::record::{Located, Many, Record, record};
use crate::span::Span;

impl Record for copydesk::Cleaned {
    fn spans(&self) -> Vec<&Range<usize>> {
        (self.articles.iter().flat_map(Record::spans))
            .chain(self.kept.iter().flat_map(Record::spans))
            .chain(self.removals.iter().flat_map(Record::spans))
            .chain(self.alterations.iter().flat_map(Record::spans))
            .chain(self.blocks.iter().flat_map(Record::spans))
            .collect()
    }
}

impl Record for copydesk::Kept {
    fn spans(&self) -> Vec<&Range<usize>> {
        [&self.span].into_iter().chain(self.doubt.iter().map(|doubt| &doubt.twin)).collect()
    }
}

impl Record for copydesk::Doubt {
    fn spans(&self) -> Vec<&Range<usize>> {
        vec![&self.twin]
    }
}

impl Record for copydesk::Removal {
    fn spans(&self) -> Vec<&Range<usize>> {
        [&self.span].into_iter().chain(&self.kept).collect()
    }
}

impl Record for copydesk::Alteration {
    fn spans(&self) -> Vec<&Range<usize>> {
        vec![&self.span]
    }
}

impl Record for copydesk::Block {
    fn spans(&self) -> Vec<&Range<usize>> {
        vec![&self.span]
    }
}

impl Record for copydesk::Lesson {}

impl Record for copydesk::Argument {}

/// The parts of a record, each as its class.
fn parts<T: Record, P: Record + Clone, C>(
    whole: &Located<T>,
    parts: &[P],
    class: impl Fn(Located<P>) -> C,
) -> Many<C> {
    parts.iter().map(|part| class(whole.part(part))).collect()
}

/// What stands in `input` at a span.
fn cut<'py>(input: &Bound<'py, PyString>, span: Span) -> PyResult<Bound<'py, PyAny>> {
    input.get_item(span.slice(input.py())?)
}

record! {
    /// The articles of a text, and what became of every byte of it: the spans of `kept` and
    /// `removals` cover the text but for white space.
    ///
    /// >>> text = "Mill reopens\n\nShare\n\nThe mill at Oakmouth opened again on Sunday.\n"
    /// >>> cleaned = Cleaner().clean_with_record(text)
    /// >>> [(it.line, it.reason, it.text(text)) for it in cleaned.removals]
    /// [(3, 'share', 'Share')]
    /// >>> [(it.line, it.role) for it in cleaned.kept]
    /// [(1, 'headline'), (5, 'paragraph')]
    class Cleaned(Located<copydesk::Cleaned>) {
        /// The articles in the order of the text.
        articles: Many<Article> = it =>
            (it.value.articles.iter())
                .map(|article| Article(Packed::with_places(article, it.places_of(article))))
                .collect();
        /// One entry for each span of the text that is in an article.
        kept: Many<Kept> = it => parts(it, &it.value.kept, Kept);
        /// One entry for each span of the text that is in no article.
        removals: Many<Removal> = it => parts(it, &it.value.removals, Removal);
        /// Where a kept text differs from its span of the input.
        alterations: Many<Alteration> = it => parts(it, &it.value.alterations, Alteration);
        /// Of a whole page: the blocks that are not the story.
        blocks: Many<Block> = it => parts(it, &it.value.blocks, Block);
    }
    methods {}
}

record! {
    /// A span of the text that is in an article.
    class Kept(Located<copydesk::Kept>) {
        /// Where it is.
        span: Span = it => it.span(&it.value.span);
        /// Line of the text, from 1.
        line: usize = it => it.value.line;
        /// Index into `Cleaned.articles`.
        article: usize = it => it.value.article;
        /// What the text is, and so the field that holds it: `headline`, `paragraph`, ...
        role: &str = it => it.value.role.as_str();
        /// Why the text could have gone and did not.
        doubt: Option<Doubt> = it => it.value.doubt.as_ref().map(|doubt| Doubt(it.part(doubt)));
    }
    methods {
        /// What stands there. `input` is the text that was cleaned.
        fn text<'py>(&self, input: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
            cut(input, self.span())
        }
    }
}

record! {
    /// A text that looked like a repeat and was kept.
    class Doubt(Located<copydesk::Doubt>) {
        /// Where the text is that it resembles.
        twin: Span = it => it.span(&it.value.twin);
        /// Share of the smaller text's word 3-grams that both have, 0 to 1.
        similarity: f32 = it => it.value.similarity;
        /// What told the two apart.
        difference: &str = it => it.value.difference.as_str();
    }
    methods {}
}

record! {
    /// A span of the text that is in no article.
    class Removal(Located<copydesk::Removal>) {
        /// Where it is.
        span: Span = it => it.span(&it.value.span);
        /// Line of the text, from 1.
        line: usize = it => it.value.line;
        /// Why it is in no article: `repeated_headline`, `share`, ...
        reason: &str = it => it.value.reason.as_str();
        /// Of a repeat: where the kept text is that says the same.
        kept: Option<Span> = it => it.value.kept.as_ref().map(|kept| it.span(kept));
        /// Of a near-duplicate: share of the smaller text's word 3-grams that both have, 0 to 1.
        similarity: Option<f32> = it => it.value.similarity;
        /// Of a near-duplicate: what class of difference was allowed.
        difference: Option<&str> = it => it.value.difference.map(copydesk::Difference::as_str);
        /// Of a line of a whole page that is not of its story: index into `Cleaned.blocks`.
        block: Option<usize> = it => it.value.block;
        /// Of a learned artifact: what it was learned from.
        learned: Option<Lesson> = it =>
            it.value.learned.as_ref().map(|learned| Lesson(it.part(learned)));
    }
    methods {
        /// What stands there. `input` is the text that was cleaned.
        fn text<'py>(&self, input: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
            cut(input, self.span())
        }
    }
}

record! {
    /// What a learned artifact was learned from.
    class Lesson(Located<copydesk::Lesson>) {
        /// The different stories of the source that the line is in.
        stories: u32 = it => it.value.stories;
        /// The documents of the source that the line is in.
        documents: u32 = it => it.value.documents;
    }
    methods {}
}

record! {
    /// A place where a kept text differs from the input.
    class Alteration(Located<copydesk::Alteration>) {
        /// Where it is.
        span: Span = it => it.span(&it.value.span);
        /// Line of the text, from 1.
        line: usize = it => it.value.line;
        /// What was done: `composed`, `entity`, `joined`, ...
        kind: &str = it => it.value.kind.as_str();
        /// What stands there now.
        after: &str = it => &it.value.after;
    }
    methods {
        /// What stood there. `input` is the text that was cleaned.
        fn before<'py>(&self, input: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
            cut(input, self.span())
        }
    }
}

record! {
    /// Lines of a whole page that follow one another and are not of its story.
    class Block(Located<copydesk::Block>) {
        /// Where it is.
        span: Span = it => it.span(&it.value.span);
        /// Line of the text, from 1.
        line: usize = it => it.value.line;
        /// Where it stands to the story: `before`, `inside` or `after`.
        place: &str = it => it.value.place.as_str();
        /// What it reads like.
        reason: &str = it => it.value.reason.as_str();
        /// Words in it.
        words: usize = it => it.value.words;
        /// What speaks for its longest line to be of the story, in hundredths of a logit.
        score: Option<i32> = it => it.value.score;
        /// What speaks most against that line.
        against: Many<Argument> = it => parts(it, &it.value.against, Argument);
    }
    methods {}
}

record! {
    /// A fact that speaks against a line.
    class Argument(Located<copydesk::Argument>) {
        /// What was measured.
        fact: &str = it => &it.value.fact;
        /// The measure.
        value: i16 = it => it.value.value;
        /// How much it moves the score, in hundredths of a logit.
        weight: i32 = it => it.value.weight;
    }
    methods {}
}
