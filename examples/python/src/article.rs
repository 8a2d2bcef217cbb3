//! The classes of articles.

use std::ops::Range;

use crate::record::{Many, Record, record};
use crate::span::Span;

impl Record for copydesk::Article {
    fn spans(&self) -> Vec<&Range<usize>> {
        vec![&self.span]
    }
}

impl Record for copydesk::Caption {}

impl Record for copydesk::Note {}

fn texts(texts: &[String]) -> Many<&str> {
    texts.iter().map(String::as_str).collect()
}

record! {
    /// One article of a text. `str(article)` is its canonical text: headline, blank line, paragraphs
    /// with blank lines between.
    ///
    /// >>> article = clean("Mill reopens\n\nThe mill at Oakmouth opened again on Sunday.\n")[0]
    /// >>> article.headline
    /// 'Mill reopens'
    /// >>> article.paragraphs
    /// ('The mill at Oakmouth opened again on Sunday.',)
    /// >>> print(article)
    /// Mill reopens
    /// <BLANKLINE>
    /// The mill at Oakmouth opened again on Sunday.
    /// >>> import pickle
    /// >>> pickle.loads(pickle.dumps(article)) == article
    /// True
    class Article(copydesk::Article) {
        /// Content address of headline and body: `xxh3:` and 32 hexadecimal digits.
        id: &str = it => &it.value.id;
        /// The headline, in its fullest form without site name or kicker.
        headline: Option<&str> = it => it.value.headline.as_deref();
        /// How many lines of the text said the headline.
        headline_count: u32 = it => it.value.headline_count;
        /// Other wordings of the headline.
        alternative_headlines: Many<&str> = it => texts(&it.value.alternative_headlines);
        /// The standfirst.
        description: Option<&str> = it => it.value.description.as_deref();
        /// The points of a summary in points.
        key_points: Many<&str> = it => texts(&it.value.key_points);
        /// The line or lines that name the authors, as printed.
        byline: Option<&str> = it => it.value.byline.as_deref();
        /// The names in the byline.
        authors: Many<&str> = it => texts(&it.value.authors);
        /// Place and agency of the first paragraph.
        dateline: Option<&str> = it => it.value.dateline.as_deref();
        /// Date lines, as printed.
        dates: Many<&str> = it => texts(&it.value.dates);
        /// Section lines, breadcrumbs, source lines.
        sections: Many<&str> = it => texts(&it.value.sections);
        /// Captions in the order of their first appearance.
        captions: Many<Caption> = it =>
            it.value.captions.iter().map(|caption| Caption(it.part(caption))).collect();
        /// The body.
        paragraphs: Many<&str> = it => texts(&it.value.paragraphs);
        /// Lines about the text.
        notes: Many<Note> = it => it.value.notes.iter().map(|note| Note(it.part(note))).collect();
        /// The items of tag lines.
        keywords: Many<&str> = it => texts(&it.value.keywords);
        /// Headlines of other stories.
        related: Many<&str> = it => texts(&it.value.related);
        /// Where the article lies in the input, from its first kept line to its last.
        span: Span = it => it.span(&it.value.span);
    }
    methods {
        fn __str__(&self) -> String {
            self.0.value.to_string()
        }
    }
}

record! {
    /// The text under a picture and who made the picture.
    class Caption(copydesk::Caption) {
        /// The text without the credit. Empty where there is a credit alone.
        text: &str = it => &it.value.text;
        /// The credit without its brackets.
        credit: Option<&str> = it => it.value.credit.as_deref();
        /// How many times the text prints the caption.
        count: u32 = it => it.value.count;
    }
    methods {}
}

record! {
    /// A line about the text that is no part of its body.
    class Note(copydesk::Note) {
        /// What it is about: `end_note`, `sign_off`, `author_box`, `correction`, `rights`,
        /// `first_published` or `other`.
        kind: &str = it => it.value.kind.as_str();
        /// The line, as printed.
        text: &str = it => &it.value.text;
    }
    methods {}
}
