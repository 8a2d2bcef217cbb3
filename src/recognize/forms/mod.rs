//! What a whole line reads like by its form, in all languages of the word lists.
//!
//! A form is a fact, not a verdict: a line may have several, and its place decides what it is. One
//! file a notion: [`table`] holds the word lists, [`signs`] what shows without knowing a word,
//! [`who`] names and agencies, [`notes`] what stands around a story. When a line only says when,
//! `timestamp` knows.

mod licence;
mod notes;
mod offers;
mod signs;
mod table;
mod who;

pub(crate) use table::{FormLists, Start, Use};
pub(crate) use who::NamePiece;

use crate::recognize::artifact::Widget;
use crate::recognize::shape::{End, Shape};
use crate::recognize::timestamp::{self, Says, When};
use crate::recognize::whole::{LONGEST, LONGEST_LISTED, WholeLine};
use crate::recognize::{Lexicon, credit};

/// Words of a credit that stands alone. A headline after `Video:` has more.
const CREDIT_WORDS: usize = 7;
/// What a line with a date is, if not a place with it.
const DATED: Forms = Forms::DATE
    .or(Forms::BYLINE)
    .or(Forms::NAME_AND_DATE)
    .or(Forms::END_NOTE)
    .or(Forms::CORRECTION)
    .or(Forms::RIGHTS);
/// Bytes of a label that ends with a full stop. `More from ...` and the like begin sentences too.
const LONGEST_LABEL_WITH_STOP: usize = 48;

/// Declares the set and its constants, a bit each.
macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name,)* }

        impl Forms {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << Bit::$name as u64);)*

            /// All forms with their names.
            pub(crate) const ALL: &'static [(&'static str, Self)] = &[$((stringify!($name), Self::$name),)*];
        }
    };
}

/// A set of forms.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Forms(u64);

forms! {
    /// A label and names: `By Lena Marsh | May 3, 2021`.
    BYLINE,
    /// `By`
    BYLINE_LABEL_ALONE,
    /// Nothing but what looks like the names of people.
    NAMES_ONLY,
    /// Nothing but agencies.
    AGENCY_ONLY,
    /// Names beside an agency or a role: `Lena Marsh, Reuters`.
    NAME_AND_AGENCY,
    /// `Lena Marsh | 3 May 2021`
    NAME_AND_DATE,
    /// Nothing but when something was published: a date, or how long ago.
    DATE,
    /// How long ago: `3 hours ago`, `yesterday`.
    AGO,
    /// A date somewhere in the line.
    HOLDS_DATE,
    /// Nothing but a time of day.
    TIME_ONLY,
    /// `4 min read`
    READING_TIME,
    /// `1,204 views`, `Comments (4)`
    VIEWS_OR_COMMENTS_COUNT,
    /// Place in a gallery: `1 / 12`, `Photo 1 of 12`.
    GALLERY_COUNTER,
    /// `- 2 -`, `Page 2 of 3`
    PAGE_MARK,
    /// Signs only.
    ORNAMENT,
    /// The name of a newspaper's section.
    SECTION_LABEL,
    /// `Home > World > Africa`
    BREADCRUMB,
    /// `Tags: ferry, port`, `#ferry #port`
    TAGS,
    /// `Tags:`
    TAGS_LABEL,
    /// Who the author is, or the label above it.
    AUTHOR_BOX,
    /// `© 2022 Harbour Times`, `All rights reserved`
    RIGHTS,
    /// `The post ... appeared first on ...`
    APPEARED_FIRST,
    /// Who wrote, edited or sent the story, and signs that it ends.
    END_NOTE,
    /// `Correction: ...`, `This story has been updated`
    CORRECTION,
    /// Initials or agencies in brackets: `(dpa/tk)`.
    SIGN_OFF,
    /// A label and another story's headline: `Read also: ...`.
    READ_ALSO,
    /// The label over a list of other stories.
    RELATED_LABEL,
    /// The label over a list of the latest headlines.
    TICKER_LABEL,
    /// `Next article`
    NEXT_ARTICLE,
    /// `Previous`, `« Previous | Next »`
    PREV_NEXT,
    /// The mark of an advertisement.
    AD,
    /// The offer of a newsletter, an app, a channel.
    NEWSLETTER,
    /// Such an offer in whole sentences: `Sign up for our brief, straight to your inbox.`
    OFFER,
    /// A line of a comment form.
    COMMENT_FORM,
    /// `Was this article helpful?`
    FEEDBACK,
    /// A line that asks to subscribe or to log in.
    PAYWALL,
    /// A line of a share bar.
    SHARE,
    /// `Follow us on ...`
    FOLLOW,
    /// `Listen to this article`, `0:00 / 4:12`
    LISTEN,
    /// A line of a font-size widget.
    TEXT_SIZE,
    /// `Short url`, `Copy link`
    LINK_WIDGET,
    /// `Show more`, `Read full article`
    EXPAND,
    /// The label over a story's main points.
    KEY_POINTS_LABEL,
    /// Below an embedded post: `— Lena Marsh (@lena) May 3, 2021`.
    SOCIAL_SIGNATURE,
    /// `@account`, `#hashtag`
    HANDLE,
    /// An address of a page or a person.
    URL_OR_MAIL,
    /// `Source: dpa`
    SOURCE_LINE,
    /// A photo credit without a caption.
    CREDIT_ALONE,
    /// A telephone number, with its label or without.
    PHONE,
    /// A name or `Q` with a colon, and what is said.
    SPEAKER,
    /// It starts with a bullet.
    BULLET,
    /// It starts with a number or letter of a list: `1.`, `a)`.
    NUMBERED,
    /// `## ...`
    MARKDOWN_HEADING,
    /// `FOR IMMEDIATE RELEASE`
    PRESS_RELEASE_MARK,
    /// Two or more numbers in a short line that is no sentence.
    SCORE_OR_ROW,
    /// All of it stands in quotation marks.
    QUOTED_WHOLE,
    /// A line of a navigation menu.
    MENU,
    /// A line of a player or gallery.
    MEDIA,
    /// What a page prints where it cannot show something, or where it sells something.
    NOTICE,
    /// A line that is furniture in any place.
    CERTAIN,
    /// A line that leaked from code or templates.
    LEAK,
    /// It begins as captions do.
    CAPTION_START,
}

impl Forms {
    /// No form.
    pub(crate) const NONE: Self = Self(0);
    /// Every form.
    pub(crate) const ANY: Self = Self(u64::MAX);

    /// What the word lists say of a whole line: no name, section or row is meant by such words.
    pub(crate) const FURNITURE: Self = Self::NONE
        .or(Self::READING_TIME)
        .or(Self::VIEWS_OR_COMMENTS_COUNT)
        .or(Self::TAGS_LABEL)
        .or(Self::RIGHTS)
        .or(Self::APPEARED_FIRST)
        .or(Self::RELATED_LABEL)
        .or(Self::TICKER_LABEL)
        .or(Self::NEXT_ARTICLE)
        .or(Self::PREV_NEXT)
        .or(Self::AD)
        .or(Self::NEWSLETTER)
        .or(Self::OFFER)
        .or(Self::COMMENT_FORM)
        .or(Self::FEEDBACK)
        .or(Self::PAYWALL)
        .or(Self::SHARE)
        .or(Self::FOLLOW)
        .or(Self::LISTEN)
        .or(Self::TEXT_SIZE)
        .or(Self::LINK_WIDGET)
        .or(Self::EXPAND)
        .or(Self::KEY_POINTS_LABEL)
        .or(Self::PRESS_RELEASE_MARK)
        .or(Self::SECTION_LABEL)
        .or(Self::MENU)
        .or(Self::MEDIA)
        .or(Self::CERTAIN)
        .or(Self::LEAK)
        .or(Self::DATE)
        .or(Self::READ_ALSO)
        .or(Self::BYLINE)
        .or(Self::BYLINE_LABEL_ALONE)
        .or(Self::AGENCY_ONLY)
        .or(Self::SOURCE_LINE)
        .or(Self::CREDIT_ALONE);

    /// What no line is without a word of the lists.
    pub(crate) const LISTED: Self = Self::FURNITURE
        .or(Self::AGO)
        .or(Self::NAME_AND_AGENCY)
        .or(Self::TAGS)
        .or(Self::AUTHOR_BOX)
        .or(Self::END_NOTE)
        .or(Self::CORRECTION)
        .or(Self::CAPTION_START);

    /// The forms of a text that is no line of a document, with its key.
    pub(crate) fn of(text: &str, key: &str, lexicon: &Lexicon) -> Self {
        let credit = credit::at_end(text, key, lexicon);
        let whole = WholeLine::of(text, key, credit.as_ref(), lexicon);
        Self::of_line(text, key, Shape::of(text), whole, lexicon)
    }

    /// The forms of a line with its key, its shape and what was found in it. Linear in the line.
    pub(crate) fn of_line(
        text: &str,
        key: &str,
        shape: Shape,
        whole: WholeLine,
        lexicon: &Lexicon,
    ) -> Self {
        let mut forms = signs::of(text, key, shape, lexicon);
        if text.len() > LONGEST || key.is_empty() || forms.has(Self::ORNAMENT) {
            return forms;
        }
        if key.len() <= LONGEST_LISTED {
            let widget = whole.widget.map_or(Self::NONE, |widget| of_widget(widget, key));
            forms |= without_sentences(lexicon.lists.forms.find(key) | widget, key, shape);
            if is_text_size(key, lexicon) {
                forms |= Self::TEXT_SIZE;
            }
        }
        forms |= when(whole.says);
        forms |= notes::of(text, key, shape, forms, lexicon);
        forms |= offers::of(text, key, lexicon);
        forms |= who::of(text, key, shape, forms, lexicon);
        if forms.has(Self::HOLDS_DATE)
            && !forms.has(DATED)
            && timestamp::is_where_and_when(text, lexicon)
        {
            forms |= Self::DATE;
        }
        if whole.is_caption_start {
            forms |= Self::CAPTION_START;
        }
        let is_short =
            || key.bytes().filter(|&byte| byte == b' ').take(CREDIT_WORDS).count() < CREDIT_WORDS;
        if shape.end == End::Open
            && is_short()
            && !forms.has(Self::DATE.or(Self::BYLINE))
            && whole.is_credit
        {
            forms |= Self::CREDIT_ALONE;
        }
        forms.without_contradictions()
    }

    /// Whether it has one of the forms of `other`.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The forms of both.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The forms that `other` has not.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// A bit for each form.
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    /// `forms` where `holds`, otherwise none.
    const fn when(holds: bool, forms: Self) -> Self {
        if holds { forms } else { Self::NONE }
    }

    /// Where a line is said to be one thing by what it holds and another by how it looks, what it
    /// holds counts.
    fn without_contradictions(self) -> Self {
        let mut forms = self;
        if forms.has(Self::FURNITURE) {
            forms = forms.without(Self::NAMES_ONLY.or(Self::SCORE_OR_ROW).or(Self::SPEAKER));
        }
        if forms.has(
            Self::DATE
                .or(Self::TIME_ONLY)
                .or(Self::GALLERY_COUNTER)
                .or(Self::PAGE_MARK)
                .or(Self::PHONE),
        ) {
            forms = forms.without(Self::SCORE_OR_ROW.or(Self::NUMBERED));
        }
        if forms.has(Self::BYLINE.or(Self::DATE)) {
            forms =
                forms.without(Self::NAME_AND_AGENCY.or(Self::NAME_AND_DATE).or(Self::BREADCRUMB));
        }
        if forms.has(Self::SOCIAL_SIGNATURE) {
            forms = forms.without(Self::NAME_AND_DATE.or(Self::SCORE_OR_ROW));
        }
        forms
    }
}

impl std::ops::BitOrAssign for Forms {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.or(other);
    }
}

impl std::ops::BitOr for Forms {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = Self::ALL.iter().filter(|(_, form)| self.has(*form)).map(|(name, _)| name);
        formatter.debug_set().entries(names).finish()
    }
}

/// Labels end without a full stop: with one, and long, what fits a label's pattern is a sentence.
fn without_sentences(forms: Forms, key: &str, shape: Shape) -> Forms {
    let labels = Forms::RELATED_LABEL
        | Forms::NEXT_ARTICLE
        | Forms::PREV_NEXT
        | Forms::SHARE
        | Forms::EXPAND
        | Forms::LISTEN;
    let is_sentence = shape.end == End::Stop && key.len() > LONGEST_LABEL_WITH_STOP;
    if is_sentence { forms.without(labels) } else { forms }
}

/// A label of a font-size widget with its buttons: `Font size: A A A`.
fn is_text_size(key: &str, lexicon: &Lexicon) -> bool {
    let label = key.trim_end_matches([' ', 'a', 'а', 'א', '+', '-', ':']);
    let is_cut = key.len() - label.len() >= 3 && key.ends_with([' ', 'a', '+', '-']);
    is_cut && lexicon.lists.widgets.find(label) == Some(Widget::TextSize)
}

/// What the older lists of whole lines say.
fn of_widget(widget: Widget, key: &str) -> Forms {
    match widget {
        Widget::TextSize => Forms::TEXT_SIZE,
        Widget::Share => Forms::SHARE,
        Widget::Menu => Forms::MENU,
        Widget::Comments => Forms::COMMENT_FORM,
        Widget::Media => Forms::MEDIA,
        Widget::Newsletter => Forms::NEWSLETTER,
        Widget::Paywall => Forms::PAYWALL,
        // Its patterns with free text are made for the head of an article and fit many a sentence
        // of the body.
        Widget::Update => Forms::when(
            key.len() <= timestamp::LONGEST && timestamp::may_say_when(key),
            Forms::DATE,
        ),
        Widget::Related => Forms::RELATED_LABEL,
        Widget::Certain | Widget::Learned => Forms::CERTAIN,
        Widget::Advertisement | Widget::Promotion => Forms::AD,
        Widget::ReadMore => Forms::EXPAND,
        Widget::Legal => Forms::RIGHTS,
        Widget::Leak => Forms::LEAK,
    }
}

/// What a line that says so much of when is.
const fn when(says: Says) -> Forms {
    let holds = Forms::when(says.day || says.time, Forms::HOLDS_DATE);
    holds.or(match says.only {
        Some(When::Date) => Forms::DATE,
        Some(When::Ago) => Forms::DATE.or(Forms::AGO),
        Some(When::Time) => Forms::TIME_ONLY,
        None => Forms::NONE,
    })
}

#[cfg(test)]
mod tests;
