//! Which forms are furniture that may go as a whole line, and the reason that such a removal gives.

use crate::recognize::forms::Forms;
use crate::removal::Reason;

/// Forms of furniture with the reason of their removal; of several the first one counts. What says
/// who, when or where, and what goes into a field of an article, is not among them.
const LICENCES: &[(Forms, Reason)] = &[
    (Forms::TEXT_SIZE, Reason::TextSize),
    (Forms::SHARE.or(Forms::FOLLOW), Reason::Share),
    (Forms::AD, Reason::Advertisement),
    (Forms::NEWSLETTER, Reason::Newsletter),
    (Forms::PAYWALL, Reason::Paywall),
    (Forms::COMMENT_FORM.or(Forms::VIEWS_OR_COMMENTS_COUNT), Reason::Comments),
    (Forms::LISTEN.or(Forms::MEDIA).or(Forms::GALLERY_COUNTER), Reason::Media),
    (Forms::READ_ALSO.or(Forms::EXPAND), Reason::ReadMore),
    (Forms::RELATED_LABEL.or(Forms::TICKER_LABEL), Reason::Related),
    (Forms::NEXT_ARTICLE.or(Forms::PREV_NEXT).or(Forms::MENU).or(Forms::PAGE_MARK), Reason::Menu),
    (Forms::LEAK, Reason::Leak),
    (
        Forms::LINK_WIDGET
            .or(Forms::FEEDBACK)
            .or(Forms::NOTICE)
            .or(Forms::READING_TIME)
            .or(Forms::KEY_POINTS_LABEL)
            .or(Forms::PRESS_RELEASE_MARK)
            .or(Forms::CERTAIN),
        Reason::Widget,
    ),
];

impl Forms {
    /// Why a line of these forms may go where it is read as furniture.
    pub(crate) fn licence(self) -> Option<Reason> {
        LICENCES.iter().find(|(forms, _)| self.has(*forms)).map(|(_, reason)| *reason)
    }
}

#[cfg(test)]
mod tests {
    use super::Forms;
    use crate::removal::Reason;

    #[test]
    fn furniture_may_go_and_fields_may_not() {
        for (forms, reason) in [
            (Forms::SHARE, Some(Reason::Share)),
            (Forms::AD.or(Forms::NAMES_ONLY), Some(Reason::Advertisement)),
            (Forms::FEEDBACK, Some(Reason::Widget)),
            (Forms::NOTICE, Some(Reason::Widget)),
            (Forms::RIGHTS, None),
            (Forms::AUTHOR_BOX.or(Forms::END_NOTE), None),
            (Forms::DATE, None),
            (Forms::NONE, None),
        ] {
            assert_eq!(forms.licence(), reason, "{forms:?}");
        }
    }
}
