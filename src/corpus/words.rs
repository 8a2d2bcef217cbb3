//! A word as a number: which word it is, and of what kind.

/// A word: 11 bits of its hash and 16 of its [`letters`], a bit for [`OPENS`], three for its
/// [`Class`], one for [`COMMON`].
pub(super) type Word = u32;

/// Set where all shingles that a word stands in are those of many different stories.
pub(super) const COMMON: u32 = 1 << 31;
pub(super) const CLASS_SHIFT: u32 = 28;
/// Set where a sentence or a line begins.
pub(super) const OPENS: u32 = 1 << 27;
/// The bits that say which word it is.
pub(super) const SAME: u32 = OPENS - 1;

/// What kind of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// An ordinary word in lower case, or one that opens a sentence.
    Content = 0,
    /// A function word.
    Light = 1,
    /// A capitalised word inside a sentence.
    Name = 2,
    /// Digits or a number word.
    Number = 3,
    /// A month or weekday.
    Date = 4,
    Negation = 5,
    /// A word, no function word, of a script without capitals: it may be a name.
    Caseless = 6,
    /// A word of a byline or dateline: it belongs to the page, and tells nothing of the story.
    Affix = 7,
}

const CLASSES: [Class; 8] = [
    Class::Content,
    Class::Light,
    Class::Name,
    Class::Number,
    Class::Date,
    Class::Negation,
    Class::Caseless,
    Class::Affix,
];

/// The class of a word.
pub(super) fn class(word: Word) -> Class {
    CLASSES.get((word >> CLASS_SHIFT & 7) as usize).copied().unwrap_or(Class::Content)
}

/// A word as one of another class.
pub(super) fn with_class(word: Word, class: Class) -> Word {
    word & !(7 << CLASS_SHIFT) | (class as u32) << CLASS_SHIFT
}

/// Whether a word is the first one of a sentence or a line.
pub(super) fn opens(word: Word) -> bool {
    word & OPENS != 0
}

/// Whether two words are the same word.
#[inline]
pub(super) fn same(left: Word, right: Word) -> bool {
    (left ^ right) & SAME == 0
}

/// Whether a word may tell one story from another: one outside bylines, datelines and common
/// shingles.
#[inline]
pub(super) fn is_distinctive(word: Word) -> bool {
    word & COMMON == 0 && class(word) != Class::Affix
}

/// Whether a word is a fact wherever it stands: a name, a number, a date.
pub(super) fn is_fact(word: Word) -> bool {
    matches!(class(word), Class::Name | Class::Number | Class::Date)
}
