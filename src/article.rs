//! What comes out: the canonical article.

use std::fmt::{self, Write as _};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3Default;

use crate::names::names;

/// One article of a document: every text in it is a normalized span of the input.
///
/// Field names follow schema.org `NewsArticle` and IPTC ninjs. Serialized with serde, the fields
/// keep these names and this order; fields without a value are written as `null` or `[]`, so that
/// every record has the same shape. A field that a record lacks is read as empty, so that records
/// of older versions can be read.
///
/// [`Display`](fmt::Display) gives the canonical text: headline, blank line, paragraphs with blank
/// lines between. Cleaned again, it gives the same headline and the same paragraphs.
///
/// ```
/// let text = "Mill reopens on Sunday\n\nBy Lena Marsh\n\n\
///     The mill at Oakmouth opened again on Sunday after two years of work, the owner said.\n\n\
///     It has a shop now, and bread is baked in it every morning.";
/// let article = &copydesk::clean(text)[0];
///
/// assert_eq!(article.headline.as_deref(), Some("Mill reopens on Sunday"));
/// assert_eq!(article.authors, ["Lena Marsh"]);
/// assert_eq!(article.paragraphs.len(), 2);
/// assert!(article.to_string().starts_with("Mill reopens on Sunday\n\nThe mill at Oakmouth"));
/// assert_eq!(article.span, 0..text.len());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = without_example))]
#[serde(default)]
#[non_exhaustive]
pub struct Article {
    /// `xxh3:` and 32 hexadecimal digits: XXH3-128 of the canonical text. The address of the
    /// content, not a signature.
    pub id: String,
    /// The headline, in its fullest form without site name or kicker.
    pub headline: Option<String>,
    /// How many lines of the document said the headline, the kept one included.
    pub headline_count: u32,
    /// Other wordings of the headline that the document holds: another case, with a site name,
    /// with a kicker.
    pub alternative_headlines: Vec<String>,
    /// The standfirst: the summary between the headline and its echo.
    pub description: Option<String>,
    /// The points of a summary in points, as printed.
    pub key_points: Vec<String>,
    /// The line that names the authors, as printed. Lines right below it that name more of them
    /// follow after a comma.
    pub byline: Option<String>,
    /// The names in the byline, without its label, agencies, jobs, places and dates.
    pub authors: Vec<String>,
    /// Place and agency at the start of the first paragraph, as printed: `QUITO, May 3 (Reuters)`.
    /// The paragraph keeps it too.
    pub dateline: Option<String>,
    /// Date lines of the head, as printed: `Updated 22 June 2017`. Last stands what the byline says
    /// of when, where no date line says it.
    pub dates: Vec<String>,
    /// Section lines, breadcrumbs and source lines, as printed.
    pub sections: Vec<String>,
    /// Captions in the order of their first appearance.
    pub captions: Vec<Caption>,
    /// The body. Subheads and list items are paragraphs.
    pub paragraphs: Vec<String>,
    /// What the editors say of the text: `(Reporting by ...; Editing by ...)`, corrections,
    /// rights, who the author is.
    pub notes: Vec<Note>,
    /// The items of tag lines: `Tags: ferry, harbour` gives `ferry` and `harbour`.
    pub keywords: Vec<String>,
    /// Headlines of other stories that are printed with this one.
    pub related: Vec<String>,
    /// Where the article lies in the input, in bytes, from its first kept line to its last.
    pub span: Range<usize>,
}

/// The text under a picture and who made the picture.
///
/// ```
/// let text = "Ferry runs again\n\n\
///     The ferry at the pier. (AFP Photo/LENA MARSH)\n\
///     The ferry at the pier. (AFP Photo/LENA MARSH)\n\n\
///     The ferry to Oakmouth runs again after repairs that took nine days.";
/// let caption = &copydesk::clean(text)[0].captions[0];
///
/// assert_eq!(caption.text, "The ferry at the pier.");
/// assert_eq!(caption.credit.as_deref(), Some("AFP Photo/LENA MARSH"));
/// assert_eq!(caption.count, 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = without_example))]
#[serde(default)]
#[non_exhaustive]
pub struct Caption {
    /// The text without the credit. Empty where the document gives a credit alone.
    pub text: String,
    /// The credit without its brackets.
    pub credit: Option<String>,
    /// How many times the document prints the caption.
    pub count: u32,
}

/// A line about the text that is no part of its body.
///
/// ```
/// use copydesk::NoteKind;
///
/// let text = "Mill reopens\n\nThe mill opened on Sunday.\n\n(Reporting by Lena Marsh; Editing by Tom Bell)";
/// let note = &copydesk::clean(text)[0].notes[0];
///
/// assert_eq!(note.kind, NoteKind::EndNote);
/// assert_eq!(note.text, "(Reporting by Lena Marsh; Editing by Tom Bell)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = without_example))]
#[serde(default)]
#[non_exhaustive]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// The line, as printed.
    pub text: String,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoteKind {
    /// Who worked on the text: `(Reporting by ...; Editing by ...)`.
    EndNote,
    /// The short form of a name, an agency or both at the end: `lm/qb`, `-30-`.
    SignOff,
    /// Who the author is: `Lena Marsh covers ports for ...`.
    AuthorBox,
    /// What was wrong in an earlier version.
    Correction,
    /// Copyright and terms of use.
    Rights,
    /// Where or when the text was published first.
    FirstPublished,
    /// Any other.
    #[default]
    Other,
}

names!(NoteKind, "kind of note", {
    EndNote => "end_note",
    SignOff => "sign_off",
    AuthorBox => "author_box",
    Correction => "correction",
    Rights => "rights",
    FirstPublished => "first_published",
    Other => "other",
});

/// The schema says what a field is; how it is used in Rust it does not.
#[cfg(feature = "schema")]
fn without_example(schema: &mut schemars::Schema) {
    let description = schema.get("description").and_then(|text| text.as_str());
    if let Some((before, _)) = description.and_then(|text| text.split_once("\n\n```")) {
        let before = before.to_owned();
        schema.insert("description".to_owned(), before.into());
    }
}

impl Article {
    /// Sets [`id`](Self::id) to the address of the canonical text, which it no longer is after the
    /// headline or a paragraph was edited. Linear in the text.
    ///
    /// ```
    /// let mut article = copydesk::clean("Mill reopens\n\nThe mill opened on Sunday.")[0].clone();
    /// article.paragraphs[0] = "The mill opened on Monday.".to_owned();
    /// article.recompute_id();
    ///
    /// let canonical = article.to_string();
    /// assert_eq!(canonical, "Mill reopens\n\nThe mill opened on Monday.");
    /// assert_eq!(article.id, copydesk::clean(&canonical)[0].id);
    /// ```
    pub fn recompute_id(&mut self) {
        let mut digest = Digest(Xxh3Default::new());
        // Writing into a digest never fails.
        let _ = write!(digest, "{self}");
        self.id = format!("xxh3:{:032x}", digest.0.digest128());
    }
}

/// Hashes what is written.
struct Digest(Xxh3Default);

impl fmt::Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

impl fmt::Display for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for text in self.headline.iter().chain(&self.paragraphs) {
            write!(f, "{separator}{text}")?;
            separator = "\n\n";
        }
        Ok(())
    }
}
