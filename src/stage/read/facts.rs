//! The facts of a row: what is true of it, of its neighbours, of its relations and of the habits of
//! its text.
//!
//! Each fact has a name and is true or false. The weights say what it speaks for.

use crate::recognize::forms::Forms;
use crate::stage::page::found::{Found, Place};
use crate::stage::read::habits::Habits;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::relations::{self, Relations};
use crate::stage::{Document, Row, Rules};

/// Puts a fact down where it holds.
macro_rules! hold {
    ($held:ident: $($fact:ident if $test:expr;)*) => { $($held.add($crate::stage::read::facts::Fact::$fact as usize, $test);)* };
}

mod held;
pub(super) mod line;
mod page;
mod row;
#[cfg(test)]
pub(in crate::stage::read) mod tests;

pub(crate) use held::{Held, OfLine};
use page::Page;
use row::Distances;
pub(crate) use row::Text;

macro_rules! facts {
    ($($fact:ident $name:literal)*) => {
        /// A fact of a row.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u16)]
        #[allow(missing_docs, reason = "the names say what they are")]
        pub(super) enum Fact { $($fact,)* }

        const NAMES: &[&str] = &[$($name,)*];
    };
}

facts! {
    Always "always"
    FirstRow "first_row" LastRow "last_row" FirstRows "first_three_rows" LastRows "last_three_rows"
    Words1 "1_word" Words2 "2_words" Words4 "3_to_4_words" Words7 "5_to_7_words" Words12 "8_to_12_words" Words20 "13_to_20_words"
    Words35 "21_to_35_words" Words60 "36_to_60_words" WordsMore "over_60_words"
    EndsOpen "ends_open" EndsStop "ends_with_stop" EndsMark "ends_with_mark" EndsCut "ends_with_ellipsis" EndsPause "ends_with_pause"
    EndsQuote "ends_with_quote" EndsBracket "ends_with_bracket" InnerStop "stop_inside"
    Bullet "bullet" Numbered "numbered" StartsLower "starts_lower" StartsDigit "starts_with_digit" StartsQuote "starts_with_quote"
    StartsBracket "starts_with_bracket" StartsSign "starts_with_sign" AllCaps "all_capitals" TitleCase "capital_on_most_words" Caseless "no_case"
    Unspaced "unspaced" Digit "digit" Numbers2 "two_numbers" Numbers4 "four_numbers" MostlyDigits "mostly_digits" Year "year" Clock "clock"
    Pipe "pipe" At "at_sign" Copyright "copyright_sign" Hash "hash" Url "url" Dash "dash_inside" EarlyColon "colon_near_start" Slash "slash_inside"
    Arrow "arrow_inside" Comma "comma" Brackets "brackets_inside" NoLetters "no_letters" Quoted "whole_in_quotes" NameLike "two_to_four_capitals"
    MayBeHeadline "may_be_headline" TitleLike "title_like" ProseLike "prose_like"
    Gap0 "gap_0" Gap1 "gap_1" Gap2 "gap_2" Gap3 "gap_3" Gap4 "gap_4_or_more"
    GapLess "gap_under_body" GapBody "gap_of_body" GapMore "gap_over_body" GapMuchMore "gap_2_over_body" GapWidest "gap_widest"
    GapWidestRare "gap_widest_and_rare" GapWidestTitles "gap_widest_over_titles" GapOnlyWidest "gap_far_over_next" GapSecond "gap_second"
    BelowGap0 "below_gap_0" BelowGapLess "below_gap_under_body" BelowGapBody "below_gap_of_body" BelowGapMore "below_gap_over_body"
    BelowGapWidest "below_gap_widest" BelowGapWidestTitles "below_gap_widest_over_titles"
    TextWithoutGaps "text_without_gaps" TextOfOneGap "text_of_one_gap" TitleAtWidest "title_below_widest_gap" TitleAtSecond "title_below_second_gap"
    EqualNext "equal_next" EqualNextApart "equal_next_apart" EqualPrev "equal_previous" EqualPrevApart "equal_previous_apart"
    EqualBelowNear "equal_below_near" EqualBelowFar "equal_below_far" EqualAboveNear "equal_above_near" EqualAboveFar "equal_above_far"
    Equal2 "said_twice" Equal3 "said_three_times" Equal4 "said_four_times_or_more"
    SceneNext "scene_next" ScenePrev "scene_previous" SceneBelow "scene_below" SceneAbove "scene_above"
    FormBelowNear "form_below_near" FormBelow "form_below" FormAboveNear "form_above_near" FormAbove "form_above"
    FormNextIsEqual "form_below_equal" FormBelowLonger "form_below_longer" FormBelowCut "form_below_cut" FormAboveEqual "form_above_equal"
    FormAboveLonger "form_above_longer" FormAboveCut "form_above_cut" TitleWithForm "title_with_form_below" TitleWithFormAbove "title_with_form_above"
    FormAndEqualNext "form_below_and_equal_next"
    GoesOnBelow "goes_on_below" GoesOnBelowFar "goes_on_below_far" GoesOnAbove "goes_on_above" CutGoesOn "cut_and_goes_on"
    SentenceBelow "sentence_of_one_below" SentenceAbove "sentence_of_one_above" StartOfBelow "start_of_one_below" StartOfAbove "start_of_one_above"
    TakenUp0 "title_not_taken_up" TakenUp1 "title_hardly_taken_up" TakenUp3 "title_taken_up" TakenUp6 "title_much_taken_up"
    NoTextBelow "title_over_no_text" SameForm1 "form_comes_back" SameForm2 "form_comes_back_often" SameStart1 "start_comes_back"
    SameStart2 "start_comes_back_often" Framed "in_a_frame_that_comes_back"
    ProseAboveNone "no_prose_above" ProseAbove1 "prose_above_1" ProseAbove2 "prose_above_2" ProseAbove3 "prose_above_3_to_4" ProseAbove5 "prose_above_5_to_8"
    ProseAboveFar "prose_above_far" ProseBelowNone "no_prose_below" ProseBelow1 "prose_below_1" ProseBelow2 "prose_below_2" ProseBelow3 "prose_below_3_to_4"
    ProseBelow5 "prose_below_5_to_8" ProseBelowFar "prose_below_far" ProseMany "three_of_four_below_prose"
    TitleBelowNear "title_with_form_below_soon" TitleFormAboveNear "title_form_above_soon" FormStartsSoon "widest_gap_below_soon"
    RunOfTitles "run_of_titles" RunOfTitlesFirst "first_of_titles" RunOfTiny "run_of_short" RunOfBullets "run_of_bullets"
    CreditStrong "credit_strong" CreditWeak "credit_weak" CreditAlone "credit_alone" CaptionStart "caption_start" CreditNext "credit_on_next_line"
    KindTextSize "list_text_size" KindShare "list_share" KindMenu "list_menu" KindComments "list_comments" KindMedia "list_media"
    KindNewsletter "list_newsletter" KindPaywall "list_paywall" KindRelated "list_related" KindCertain "list_certain"
    KindLearned "list_learned" KindAdvertisement "list_advertisement" KindPromotion "list_promotion" KindReadMore "list_read_more"
    KindLegal "list_legal" KindLeak "list_leak" KindReadAlso "list_read_also" KindByline "list_byline" KindDate "list_date" KindEndNote "list_end_note"
    KindSource "list_source" KindPageNumber "list_page_number" SmallNumber "small_number"
    PairNext "pair_below" PairAfterNext "pair_two_below" PairNextAsFirst "pair_below_as_under_the_first_title"
    SameOpening "opens_as_the_first_title_does" SameOpeningGap "opens_as_the_first_title_does_over_body_gap"
    RowsBeside "rows_beside" NumberedBeside "numbered_beside" SpeakerBeside "speaker_beside"
    ProseTitleProse "title_between_prose" AloneInGaps "alone_between_gaps" BodyGapsAround "body_gaps_around"
    OnPage "on_a_page" PageFirst "first_of_story" PageLast "last_of_story" PageHeadline "headline_of_page"
    PageOverHeadline "over_headline_of_page" PageUnderHeadline "under_headline_of_page"
    PageAboveBody "row_above_in_story" PageBelowBody "row_below_in_story" PageAloneOut "alone_outside_story" PageAloneIn "alone_in_story"
    PageAfterNear "soon_after_story" PageAfterFar "long_after_story" PageBeforeNear "soon_before_story" PageBeforeFar "long_before_story"
    PageAfterOpen "after_story_without_border" PageBeforeOpen "before_story_without_border"
    PageSentenceAfterOpen "sentence_after_story_without_border" PageSentenceBeforeOpen "sentence_before_story_without_border"
    PageSentenceAfterBorder "sentence_after_border"
}

/// Rows above and below whose class is a fact.
const REACH: [isize; 6] = [-3, -2, -1, 1, 2, 3];
/// Classes of a neighbour, and one for the text's edge.
const CLASSES: usize = Class::NAMES.len() + 1;
/// Gaps beside which the class of a row is a fact.
const GAPS: [&str; 4] = ["under_body_gap", "at_body_gap", "over_body_gap", "at_widest_gap"];

/// Where each group of facts begins: those with a name of their own, the classes of neighbours, the
/// forms, and the class of a row beside those of the rows above and below, and beside its gap.
const BESIDE: usize = NAMES.len();
const FORMS: usize = BESIDE + REACH.len() * CLASSES;
const UNDER: usize = FORMS + Forms::ALL.len();
const OVER: usize = UNDER + CLASSES * CLASSES;
const BETWEEN: usize = OVER + CLASSES * CLASSES;
const AT_GAP: usize = BETWEEN + CLASSES * CLASSES;
const AT_PLACE: usize = AT_GAP + CLASSES * GAPS.len();
const AT_SCORE: usize = AT_PLACE + CLASSES * Place::NAMES.len();

/// How many facts there are.
pub(super) const COUNT: usize = AT_SCORE + CLASSES * page::SCORES.len();

/// The names of all facts, in their order.
pub(super) fn names() -> impl Iterator<Item = String> {
    let classes = || Class::NAMES.iter().copied().chain(["edge"]);
    let pairs = move |word: &'static str| {
        classes()
            .flat_map(move |class| classes().map(move |other| format!("{class}_{word}_{other}")))
    };
    let beside =
        REACH.iter().flat_map(move |by| classes().map(move |class| format!("row{by:+}_{class}")));
    let forms = Forms::ALL.iter().map(|(name, _)| format!("form_{}", name.to_lowercase()));
    let at_gap = classes().flat_map(|class| GAPS.iter().map(move |gap| format!("{class}_{gap}")));
    let at_place = classes()
        .flat_map(|class| Place::NAMES.iter().map(move |place| format!("{class}_{place}")));
    let at_score = classes()
        .flat_map(|class| page::SCORES.iter().map(move |score| format!("{class}_{score}")));
    let own = NAMES.iter().map(|&name| name.to_owned());
    own.chain(beside)
        .chain(forms)
        .chain(pairs("under"))
        .chain(pairs("over"))
        .chain(pairs("before"))
        .chain(at_gap)
        .chain(at_place)
        .chain(at_score)
}

/// What the facts of all rows come from.
#[derive(Debug)]
pub(crate) struct Facts<'d> {
    pub(super) looks: Vec<&'d Look>,
    pub(super) relations: Vec<Relations>,
    habits: Habits,
    prose: Distances,
    /// The first row that may be a headline.
    first_title: Option<usize>,
    /// The usual gap between two lines of prose.
    pub(super) body_gap: u32,
    /// Whether all gaps are that one.
    pub(super) has_one_gap: bool,
    /// The page that the rows are of.
    page: Option<Page<'d>>,
}

impl<'d> Facts<'d> {
    /// Finds what the facts of these rows come from. Linear.
    pub(super) fn find(
        document: &Document<'_>,
        rows: &[Row],
        looks: Vec<&'d Look>,
        page: Option<&'d Found>,
        rules: Rules<'_>,
    ) -> Self {
        let relations = relations::find(document, rows, &looks, rules);
        let habits = Habits::of(document, rows, &looks);
        Self {
            relations,
            prose: Distances::of(&looks),
            first_title: looks.iter().position(|look| look.may_be_headline && !look.is_prose),
            body_gap: habits.body_gap,
            has_one_gap: habits.has_one_gap,
            habits,
            page: page.map(|page| Page::new(page, rows, &looks)),
            looks,
        }
    }

    /// Whether the rows are of a whole page.
    pub(super) fn is_page(&self) -> bool {
        self.page.is_some()
    }

    /// Whether a line is of the body by the way through its page.
    pub(super) fn is_of_body(&self, line: usize) -> bool {
        self.page.as_ref().is_some_and(|page| page.is_of_body(line))
    }

    /// Whether a line is the one of its page that is most like the headline.
    pub(super) fn is_page_headline(&self, line: usize) -> bool {
        self.page.as_ref().is_some_and(|page| page.is_headline(line))
    }

    /// The rows, of each of which the facts can be asked for: they take room, and are needed once.
    pub(super) fn of_rows<'a, 't>(
        &'a self,
        document: &'a Document<'t>,
        rows: &'a [Row],
    ) -> Text<'a, 't> {
        let Self { looks, relations, habits, prose, first_title, page, .. } = self;
        let plain_opening = (1..=3).fold(0, |sum, _| sum * 64 + Class::Prose as u32 * 4);
        Text {
            document,
            rows,
            looks,
            relations,
            habits,
            prose,
            page: page.as_ref(),
            first_title: *first_title,
            plain_opening,
        }
    }
}

impl Text<'_, '_> {
    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// The facts that hold for a row, a bit each.
    pub(super) fn held(&self, row: usize) -> Held {
        // What the line is by itself is known.
        let mut held = Held::from(self.looks[row].held);
        self.collect(row, &mut held);
        if let Some(page) = self.page {
            page.collect(self.rows[row].line, self.looks[row], row, &mut held);
        }
        held
    }
}

/// What the first row is counts twice: as its place, and in place of a gap.
pub(super) fn counts_twice(row: usize) -> Option<usize> {
    (row == 0).then_some(Fact::FirstRow as usize)
}

/// Calls `each` with the facts that hold for a row, each as often as it counts.
#[cfg(any(test, feature = "internal-training"))]
pub(super) fn for_each(held: &Held, row: usize, mut each: impl FnMut(usize)) {
    held.for_each_beyond(&Held::default(), &mut each);
    counts_twice(row).into_iter().for_each(each);
}
