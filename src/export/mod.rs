//! An [`Article`] in the shapes of two standards, as structs that serde writes as JSON.
//!
//! The views borrow the article's texts and add none: what a standard has no place for is left out,
//! and each view says what that is. Neither standard takes keys of our own, so where an article
//! comes from has to be kept beside it, under its id.
//!
//! ```
//! use copydesk::export::{NewsArticle, NinjsItem};
//!
//! let article = &copydesk::clean("Bridge opens\n\nThe bridge at Oakmouth opened on Friday after two years of work.\n")[0];
//!
//! assert_eq!(NinjsItem::from(article).headlines[0].value, "Bridge opens");
//! assert_eq!(NewsArticle::from(article).headline, Some("Bridge opens"));
//! ```

mod json_ld;
mod ninjs;

pub use json_ld::{Image, NewsArticle, Person};
pub use ninjs::{NinjsBody, NinjsConcept, NinjsItem, NinjsPicture, NinjsStandard, NinjsText};

use unicode_segmentation::UnicodeSegmentation;

use crate::article::Article;

/// The paragraphs with blank lines between.
fn body_of(article: &Article) -> String {
    article.paragraphs.join("\n\n")
}

/// Words by Unicode's default rules for their boundaries.
fn words_of(text: &str) -> usize {
    text.unicode_words().count()
}
