//! The classes of articles.

use std::ops::Range;

use crate::packed::Packed;
use crate::record::{Located, Many, Record, record};
use crate::span::Span;

impl Record for copydesk::Article {
    fn spans(&self) -> Vec<&Range<usize>> {
        vec![&self.span]
    }
}

impl Record for copydesk::Caption {}

impl Record for copydesk::Note {}

record! {
    /// One article of a text. `str(article)` is its canonical text: headline, blank line,
    /// paragraphs with blank lines between. Each field is read anew from the article: take a long
    /// one once.
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
    class Article(Packed) {
        /// Content address of headline and body: `xxh3:` and 32 hexadecimal digits.
        id: String = it => it.read().id;
        /// The headline, in its fullest form without site name or kicker.
        headline: Option<String> = it => it.read().headline;
        /// How many lines of the text said the headline.
        headline_count: u32 = it => it.read().headline_count;
        /// Other wordings of the headline.
        alternative_headlines: Many<String> = it => Many(it.read().alternative_headlines);
        /// The standfirst.
        description: Option<String> = it => it.read().description;
        /// The points of a summary in points.
        key_points: Many<String> = it => Many(it.read().key_points);
        /// The line or lines that name the authors, as printed.
        byline: Option<String> = it => it.read().byline;
        /// The names in the byline.
        authors: Many<String> = it => Many(it.read().authors);
        /// Place and agency of the first paragraph.
        dateline: Option<String> = it => it.read().dateline;
        /// Date lines, as printed.
        dates: Many<String> = it => Many(it.read().dates);
        /// Section lines, breadcrumbs, source lines.
        sections: Many<String> = it => Many(it.read().sections);
        /// Captions in the order of their first appearance.
        captions: Many<Caption> = it =>
            it.read().captions.into_iter().map(|it| Caption(Located::unplaced(it))).collect();
        /// The body.
        paragraphs: Many<String> = it => Many(it.read().paragraphs);
        /// Lines about the text.
        notes: Many<Note> = it =>
            it.read().notes.into_iter().map(|it| Note(Located::unplaced(it))).collect();
        /// The items of tag lines.
        keywords: Many<String> = it => Many(it.read().keywords);
        /// Headlines of other stories.
        related: Many<String> = it => Many(it.read().related);
        /// Where the article lies in the input, from its first kept line to its last.
        span: Span = it => it.span();
    }
    methods {
        fn __str__(&self) -> String {
            self.0.read().to_string()
        }
    }
}

record! {
    /// The text under a picture and who made the picture.
    class Caption(Located<copydesk::Caption>) {
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
    class Note(Located<copydesk::Note>) {
        /// What it is about: `end_note`, `sign_off`, `author_box`, `correction`, `rights`,
        /// `first_published` or `other`.
        kind: &str = it => it.value.kind.as_str();
        /// The line, as printed.
        text: &str = it => &it.value.text;
    }
    methods {}
}
