//! What a line can be read as: its role, and the part of the text that it stands in.

macro_rules! readings {
    ($($reading:ident $name:literal $meaning:literal)*) => {
        /// What a line is read as. The order of the variants is that of a page, from its top.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Reading { $(#[doc = $meaning] $reading,)* }

        impl Reading {
            /// All of them, in their order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$reading,)*];
            /// Their names in the file of weights.
            pub(crate) const NAMES: &'static [&'static str] = &[$($name,)*];
        }
    };
}

readings! {
    Menu "menu" "A line of a menu, above, below or between articles."
    Elsewhere "elsewhere" "A text of a whole page that is of no story: comments, notices, the beginning of another story."
    TickerLabel "ticker_label" "A heading over headlines of other stories, above the first article."
    Ticker "ticker" "A headline of another story, above the first article."
    Separator "separator" "What a page prints between two articles."
    SectionAbove "section_above" "A section label or breadcrumb above the headline."
    DateAbove "date_above" "A date line above the headline."
    Headline "headline" "The first print of the headline."
    Echo "echo" "The headline again."
    Section "section" "A section label or breadcrumb below the headline."
    Deck "deck" "A summary in the head that the body does not have."
    DeckCopy "deck_copy" "A summary in the head that the body says again."
    PointLabel "point_label" "A heading over key points."
    Point "point" "A key point."
    Byline "byline" "Who wrote it, alone or with a date, an agency, a role."
    Date "date" "When it was published or changed, or how long it takes to read."
    HeadWidget "head_widget" "A button or label of the page in the head."
    HeadCaption "head_caption" "A caption in the head."
    HeadCaptionCopy "head_caption_copy" "A caption in the head again."
    HeadCredit "head_credit" "A credit on its own line in the head."
    HeadCounter "head_counter" "A place in a gallery in the head."
    Paragraph "paragraph" "A paragraph of the body, or a list item of it."
    ParagraphCopy "paragraph_copy" "A paragraph again."
    Subhead "subhead" "A heading inside the body."
    Signature "signature" "Who wrote the post above it, where, when."
    PullQuote "pull_quote" "A sentence of a paragraph near by, on a line of its own."
    ReadAlso "read_also" "It names another story, inside the body."
    Advertisement "advertisement" "The label of an advertisement inside the body."
    Newsletter "newsletter" "An offer of a newsletter inside the body."
    BodyWidget "body_widget" "A button or label of the page inside the body."
    BodyCaption "body_caption" "A caption inside the body."
    BodyCaptionCopy "body_caption_copy" "A caption inside the body again."
    BodyCredit "body_credit" "A credit on its own line inside the body."
    BodyCounter "body_counter" "A place in a gallery inside the body."
    EndNote "end_note" "Who reported, wrote, edited; a sign-off."
    Correction "correction" "What was put right."
    Tags "tags" "Keywords, or the label over them."
    RelatedLabel "related_label" "A heading over headlines of other stories, below the body."
    Related "related" "A headline of another story, below the body."
    AuthorBox "author_box" "Who the author is."
    CommentForm "comment_form" "A form or a heading for comments."
    Rights "rights" "Copyright and terms."
    FirstPublished "first_published" "Where the text was published first."
    Feedback "feedback" "A question to the reader about the article."
    Navigation "navigation" "A way to the article before or after."
    TailWidget "tail_widget" "A button or label of the page below the body."
    TailNewsletter "tail_newsletter" "An offer of a newsletter below the body."
    TailCaption "tail_caption" "A caption below the body."
    TailCaptionCopy "tail_caption_copy" "A caption below the body again."
    TailCredit "tail_credit" "A credit on its own line below the body."
    TailCounter "tail_counter" "A place in a gallery below the body."
}

/// How many readings there are.
pub(crate) const COUNT: usize = Reading::ALL.len();

impl Reading {
    /// The reading with this name in the file of weights.
    #[cfg(feature = "internal-training")]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().position(|&known| known == name).map(|at| Self::ALL[at])
    }

    /// Whether the line is of a whole page and of none of its stories.
    pub(crate) fn is_of_page(self) -> bool {
        matches!(
            self,
            Self::Menu
                | Self::Elsewhere
                | Self::TickerLabel
                | Self::Ticker
                | Self::Separator
                | Self::HeadWidget
                | Self::ReadAlso
                | Self::Advertisement
                | Self::Newsletter
                | Self::BodyWidget
                | Self::RelatedLabel
                | Self::Related
                | Self::CommentForm
                | Self::Rights
                | Self::Feedback
                | Self::Navigation
                | Self::TailWidget
                | Self::TailNewsletter
        )
    }

    /// Whether an article begins at a line that reads so, where the line above is of another one.
    pub(crate) fn may_open(self) -> bool {
        matches!(self, Self::SectionAbove | Self::DateAbove | Self::Headline)
    }

    /// Whether the line is a caption or one of its copies.
    pub(crate) fn is_caption(self) -> bool {
        self.is_caption_copy()
            || matches!(self, Self::HeadCaption | Self::BodyCaption | Self::TailCaption)
    }

    /// Whether the line is a caption again.
    pub(crate) fn is_caption_copy(self) -> bool {
        matches!(self, Self::HeadCaptionCopy | Self::BodyCaptionCopy | Self::TailCaptionCopy)
    }

    /// Whether the line is a credit of the caption above.
    pub(crate) fn is_credit(self) -> bool {
        matches!(self, Self::HeadCredit | Self::BodyCredit | Self::TailCredit)
    }
}
