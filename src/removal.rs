//! What was left out, what was altered, what stayed, and why.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{Article, NoteKind};
use crate::names::names;

/// The answer of [`Cleaner::clean`](crate::Cleaner::clean).
///
/// The spans of `kept` and `removals` are disjoint, in order, and cover the input but for white
/// space.
///
/// ```
/// use copydesk::{Cleaner, Reason, Role};
///
/// let page = "Bridge opens\n\nShare\n\nThe bridge at Oakmouth opened on Friday.";
/// let cleaned = Cleaner::default().clean(page);
///
/// let kept: Vec<_> = cleaned.kept.iter().map(|kept| (kept.line, kept.role)).collect();
/// assert_eq!(kept, [(1, Role::Headline), (5, Role::Paragraph)]);
/// let removal = &cleaned.removals[0];
/// assert_eq!((removal.reason, &page[removal.span.clone()]), (Reason::Share, "Share"));
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Cleaned {
    /// The articles in the order of the input.
    pub articles: Vec<Article>,
    /// One entry for each span of the input that is in an article.
    pub kept: Vec<Kept>,
    /// One entry for each span of the input that is in no article.
    pub removals: Vec<Removal>,
    /// Where a kept text differs from its span of the input.
    pub alterations: Vec<Alteration>,
    /// Of a whole page: the blocks that are not the story, in the order of the input.
    pub blocks: Vec<Block>,
}

/// A span of the input that is in an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Kept {
    /// Bytes of the input.
    pub span: Range<usize>,
    /// Line of the input, from 1.
    pub line: usize,
    /// Index into [`Cleaned::articles`].
    pub article: usize,
    /// What the text is, and so the field that holds it.
    pub role: Role,
    /// Why the text could have gone and did not.
    #[serde(default)]
    pub doubt: Option<Doubt>,
}

/// What a kept line is, and so the field of an [`Article`] that holds it.
///
/// ```
/// use copydesk::Role;
///
/// assert_eq!(Role::AlternativeHeadline.as_str(), "alternative_headline");
/// assert_eq!("caption".parse(), Ok(Role::Caption));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// [`Article::headline`]
    Headline,
    /// [`Article::alternative_headlines`]
    AlternativeHeadline,
    /// [`Article::description`]
    Description,
    /// [`Article::key_points`]
    KeyPoint,
    /// [`Article::byline`]
    Byline,
    /// [`Article::dates`]
    Date,
    /// [`Article::sections`]
    Section,
    /// [`Article::captions`]
    Caption,
    /// The credit of a caption, on a line of its own: of the caption before, or where that has one,
    /// of the one after.
    Credit,
    /// [`Article::paragraphs`]
    Paragraph,
    /// [`Article::notes`], of the kind [`NoteKind::EndNote`]
    EndNote,
    /// [`Article::notes`], of the kind [`NoteKind::SignOff`]
    SignOff,
    /// [`Article::notes`], of the kind [`NoteKind::AuthorBox`]
    AuthorBox,
    /// [`Article::notes`], of the kind [`NoteKind::Correction`]
    Correction,
    /// [`Article::notes`], of the kind [`NoteKind::Rights`]
    Rights,
    /// [`Article::notes`], of the kind [`NoteKind::FirstPublished`]
    FirstPublished,
    /// [`Article::notes`], of the kind [`NoteKind::Other`]
    Note,
    /// [`Article::keywords`]
    Keyword,
    /// [`Article::related`]
    Related,
}

names!(Role, "role", {
    Headline => "headline",
    AlternativeHeadline => "alternative_headline",
    Description => "description",
    KeyPoint => "key_point",
    Byline => "byline",
    Date => "date",
    Section => "section",
    Caption => "caption",
    Credit => "credit",
    Paragraph => "paragraph",
    EndNote => "end_note",
    SignOff => "sign_off",
    AuthorBox => "author_box",
    Correction => "correction",
    Rights => "rights",
    FirstPublished => "first_published",
    Note => "note",
    Keyword => "keyword",
    Related => "related",
});

impl Role {
    /// The kind of note that a line of this role is; `None` where it is in another field.
    #[must_use]
    pub const fn note_kind(self) -> Option<NoteKind> {
        match self {
            Self::EndNote => Some(NoteKind::EndNote),
            Self::SignOff => Some(NoteKind::SignOff),
            Self::AuthorBox => Some(NoteKind::AuthorBox),
            Self::Correction => Some(NoteKind::Correction),
            Self::Rights => Some(NoteKind::Rights),
            Self::FirstPublished => Some(NoteKind::FirstPublished),
            Self::Note => Some(NoteKind::Other),
            Self::Headline
            | Self::AlternativeHeadline
            | Self::Description
            | Self::KeyPoint
            | Self::Byline
            | Self::Date
            | Self::Section
            | Self::Caption
            | Self::Credit
            | Self::Paragraph
            | Self::Keyword
            | Self::Related => None,
        }
    }
}

/// A text that looked like a repeat and was kept.
///
/// ```
/// use copydesk::{Cleaner, Difference};
///
/// let text = "Two trains a day\n\n\
///     The train to Oakmouth leaves from the northern platform at six in the evening every day.\n\n\
///     The train to Oakmouth leaves from the northern platform at nine in the evening every day.";
/// let kept = Cleaner::default().clean(text).kept;
///
/// let doubt = kept[2].doubt.as_ref().unwrap();
/// assert_eq!(doubt.difference, Difference::Number);
/// assert_eq!(doubt.twin, kept[1].span);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Doubt {
    /// The span of the text that it resembles.
    pub twin: Range<usize>,
    /// Share of the smaller text's word 3-grams that both have, 0 to 1.
    pub similarity: f32,
    /// What told the two apart.
    pub difference: Difference,
}

/// What remains of two texts after aligning their tokens, by class. The class decides, never a
/// score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Difference {
    /// Nothing: equal after folding.
    None,
    /// One text ends early, at a truncation mark or inside a word.
    Truncation,
    /// One text has a credit, dateline, byline, date, site name or kicker more.
    Affix,
    /// Spelling only: an edit distance of one or two inside a long word.
    Typo,
    /// Only words that carry no fact of their own.
    LightWords,
    /// Words that carry a fact: ordinary content words.
    Content,
    /// A name: a capitalised word.
    Name,
    /// A digit or a number word.
    Number,
    /// A negation.
    Negation,
    /// A weekday or a month.
    Date,
    /// The texts agree, but their place (verse, transcript, refrain, list) gives the repetition a
    /// meaning.
    Protected,
}

names!(Difference, "difference", {
    None => "none",
    Truncation => "truncation",
    Affix => "affix",
    Typo => "typo",
    LightWords => "light_words",
    Content => "content",
    Name => "name",
    Number => "number",
    Negation => "negation",
    Date => "date",
    Protected => "protected",
});

/// A span of the input that is in no article.
///
/// ```
/// use copydesk::{Cleaner, Reason};
///
/// let page = "Ferry runs again\n\nTT\n\nFerry runs again\n\nThe ferry to Oakmouth runs again.";
/// let cleaned = Cleaner::default().clean(page);
///
/// let repeat = &cleaned.removals[1];
/// assert_eq!((repeat.reason, repeat.line), (Reason::RepeatedHeadline, 5));
/// assert_eq!(repeat.kept, Some(0..16));
/// assert_eq!(repeat.text(page), "Ferry runs again");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Removal {
    /// Bytes of the input.
    pub span: Range<usize>,
    /// Line of the input, from 1.
    pub line: usize,
    /// Why it is in no article.
    pub reason: Reason,
    /// For a repeat: the span of the kept text that says the same.
    #[serde(default)]
    pub kept: Option<Range<usize>>,
    /// For a near-duplicate: share of the smaller text's word 3-grams that both have, 0 to 1.
    #[serde(default)]
    pub similarity: Option<f32>,
    /// For a near-duplicate: what class of difference was allowed.
    #[serde(default)]
    pub difference: Option<Difference>,
    /// For a line of a whole page that is not of its story: index into [`Cleaned::blocks`].
    #[serde(default)]
    pub block: Option<usize>,
    /// For a learned artifact: what it was learned from.
    #[serde(default)]
    pub learned: Option<Lesson>,
}

/// What a learned artifact was learned from, see [`Boilerplate`](crate::corpus::Boilerplate).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(default)]
#[non_exhaustive]
pub struct Lesson {
    /// The different stories of the source that the line is in.
    pub stories: u32,
    /// The documents of the source that the line is in.
    pub documents: u32,
}

/// Lines of a whole page that follow one another and are not of its story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Block {
    /// Bytes of the input.
    pub span: Range<usize>,
    /// Line of the input, from 1.
    pub line: usize,
    /// Where it stands to the story.
    pub place: Place,
    /// What it reads like.
    pub reason: Reason,
    /// Words in it.
    pub words: usize,
    /// What speaks for its longest line to be of the story, in hundredths of a logit: negative
    /// where more speaks against. `None` where no text is near.
    #[serde(default)]
    pub score: Option<i32>,
    /// The facts of that line that speak most against it, the strongest first, three at most.
    #[serde(default)]
    pub against: Vec<Argument>,
}

/// Where a block of a page stands to the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Place {
    /// Above the story.
    Before,
    /// Between two of its lines.
    Inside,
    /// Below it.
    After,
}

names!(Place, "place", {
    Before => "before",
    Inside => "inside",
    After => "after",
});

/// A fact that speaks against a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Argument {
    /// What was measured: `words of sentences, three lines around`.
    pub fact: Cow<'static, str>,
    /// The measure.
    pub value: i16,
    /// How much it moves the score, in hundredths of a logit: negative.
    pub weight: i32,
}

/// Why a span is in no article.
///
/// ```
/// use copydesk::Reason;
///
/// assert_eq!(Reason::RepeatedHeadline.to_string(), "repeated_headline");
/// assert_eq!("read_more".parse(), Ok(Reason::ReadMore));
/// assert!("boring".parse::<Reason>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The headline again.
    RepeatedHeadline,
    /// A caption again.
    RepeatedCaption,
    /// A caption's credit again, on a line of its own.
    RepeatedCredit,
    /// A paragraph again, equal after folding.
    RepeatedParagraph,
    /// A byline, date line or note again.
    RepeatedLine,
    /// A sentence of a kept paragraph, on a line of its own: a pull quote, a summary in the head.
    RepeatedSentence,
    /// A paragraph that differs from a kept one only in what carries no fact.
    NearDuplicateParagraph,
    /// An entry of a table of contents, whose heading stands below, or the label of the table.
    TableOfContents,
    /// The beginning of a kept text, cut off.
    TruncatedText,
    /// A widget that changes the size of the text: `TT`, `A A A`.
    TextSize,
    /// A button or label of a share bar.
    Share,
    /// A line of a menu.
    Menu,
    /// A comment form or counter.
    Comments,
    /// A player, a gallery or its page number.
    Media,
    /// An offer of a newsletter, an app or a channel.
    Newsletter,
    /// A demand to subscribe or to log in.
    Paywall,
    /// `Advertisement` and its like.
    Advertisement,
    /// `Read more`, `Read also: ...`
    ReadMore,
    /// A list of other stories.
    Related,
    /// Copyright and syndication lines after the article.
    Legal,
    /// A widget that needs no other evidence: `Short Url`.
    Widget,
    /// A line that was learned from many documents of the source, see
    /// [`Options::learned_artifacts`](crate::Options::learned_artifacts).
    LearnedArtifact,
    /// A remnant of code or of a template: `None`, `![]()`, a mark of markdown without a text.
    Leak,
    /// A line of ornaments: `* * *`, `----`.
    Separator,
    /// Where a feed says that it took the text from.
    Source,
    /// Text of a whole page that is not of its story: a teaser, an author box, another story.
    OtherText,
    /// Control characters, a byte order mark or invisible characters on a line of their own.
    Invisible,
}

names!(Reason, "reason", {
    RepeatedHeadline => "repeated_headline",
    RepeatedCaption => "repeated_caption",
    RepeatedCredit => "repeated_credit",
    RepeatedParagraph => "repeated_paragraph",
    RepeatedLine => "repeated_line",
    RepeatedSentence => "repeated_sentence",
    NearDuplicateParagraph => "near_duplicate_paragraph",
    TableOfContents => "table_of_contents",
    TruncatedText => "truncated_text",
    TextSize => "text_size",
    Share => "share",
    Menu => "menu",
    Comments => "comments",
    Media => "media",
    Newsletter => "newsletter",
    Paywall => "paywall",
    Advertisement => "advertisement",
    ReadMore => "read_more",
    Related => "related",
    Legal => "legal",
    Widget => "widget",
    LearnedArtifact => "learned_artifact",
    Leak => "leak",
    Separator => "separator",
    Source => "source",
    OtherText => "other_text",
    Invisible => "invisible",
});

/// A place where a kept text differs from the input.
///
/// ```
/// use copydesk::{AlterationKind, Cleaner};
///
/// let text = "Mill &amp; shop reopen\n\nThe mill opened on Sunday.";
/// let cleaned = Cleaner::default().clean(text);
///
/// let alteration = &cleaned.alterations[0];
/// assert_eq!(alteration.kind, AlterationKind::Entity);
/// assert_eq!((&*alteration.before(text), &*alteration.after), ("&amp;", "&"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Alteration {
    /// Bytes of the input.
    pub span: Range<usize>,
    /// Line of the input, from 1.
    pub line: usize,
    /// What was done.
    pub kind: AlterationKind,
    /// What stands there now.
    pub after: String,
}

/// What was done to a kept text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AlterationKind {
    /// Brought into Unicode normalization form C.
    Composed,
    /// Control characters left out.
    ControlCharacters,
    /// Bytes that are not UTF-8 replaced by U+FFFD.
    InvalidUtf8,
    /// The lines of a sentence that was broken at tags, or of a paragraph that was wrapped, put
    /// together; a first letter that is set larger put to its word.
    Joined,
    /// An HTML entity decoded.
    Entity,
    /// Soft hyphens, and zero width spaces inside a word, left out.
    SoftHyphens,
    /// A mark of markdown left out: of a heading, a quote, emphasis, a link, a picture or an
    /// escape.
    Markup,
}

names!(AlterationKind, "alteration", {
    Composed => "composed",
    ControlCharacters => "control_characters",
    InvalidUtf8 => "invalid_utf8",
    Joined => "joined",
    Entity => "entity",
    SoftHyphens => "soft_hyphens",
    Markup => "markup",
});

impl Removal {
    /// A removal without a twin.
    pub(crate) fn new(span: Range<usize>, line: usize, reason: Reason) -> Self {
        Self {
            span,
            line,
            reason,
            kept: None,
            similarity: None,
            difference: None,
            block: None,
            learned: None,
        }
    }

    /// The text that was removed. `input` is what was given to the cleaner, a `str` or bytes.
    ///
    /// A span that lies outside `input` gives an empty text.
    pub fn text<'i>(&self, input: &'i (impl AsRef<[u8]> + ?Sized)) -> Cow<'i, str> {
        slice(input.as_ref(), &self.span)
    }
}

impl Kept {
    /// The input's text. `input` is what was given to the cleaner, a `str` or bytes.
    ///
    /// A span that lies outside `input` gives an empty text.
    pub fn text<'i>(&self, input: &'i (impl AsRef<[u8]> + ?Sized)) -> Cow<'i, str> {
        slice(input.as_ref(), &self.span)
    }
}

impl Alteration {
    /// The text before the alteration. `input` is what was given to the cleaner, a `str` or bytes.
    ///
    /// A span that lies outside `input` gives an empty text.
    pub fn before<'i>(&self, input: &'i (impl AsRef<[u8]> + ?Sized)) -> Cow<'i, str> {
        slice(input.as_ref(), &self.span)
    }
}

fn slice<'i>(input: &'i [u8], span: &Range<usize>) -> Cow<'i, str> {
    String::from_utf8_lossy(input.get(span.clone()).unwrap_or_default())
}
