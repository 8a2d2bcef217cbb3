//! The facts of a row among the others: its place, its gaps, its neighbours, its relations, the
//! habits of its text.

use crate::recognize::forms::Forms;
use crate::recognize::headline::Relation;
use crate::stage::read::facts::page::Page;
use crate::stage::read::facts::{
    AT_GAP, BESIDE, BETWEEN, CLASSES, FORMS, Fact, GAPS, Held, OVER, REACH, UNDER,
};
use crate::stage::read::habits::Habits;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::relations::Relations;
use crate::stage::{Document, Row};

/// Two rows are near each other: a caption pair and a widget may lie between.
const NEAR: u32 = 4;
/// A head with its pictures is no longer than this.
const IN_HEAD: u32 = 24;

/// How far the next prose is, above and below each row; none where there is none.
#[derive(Debug)]
pub(super) struct Distances {
    above: Vec<Option<u32>>,
    below: Vec<Option<u32>>,
}

impl Distances {
    pub(super) fn of(looks: &[&Look]) -> Self {
        let scan = |rows: &mut dyn Iterator<Item = usize>| {
            let mut last = None;
            let mut found = vec![None; looks.len()];
            for row in rows {
                found[row] = last.map(|last: usize| last.abs_diff(row) as u32);
                if looks[row].class == Class::Prose {
                    last = Some(row);
                }
            }
            found
        };
        Self { above: scan(&mut (0..looks.len())), below: scan(&mut (0..looks.len()).rev()) }
    }
}

pub(crate) struct Text<'a, 't> {
    pub(super) document: &'a Document<'t>,
    pub(super) rows: &'a [Row],
    pub(super) looks: &'a [&'a Look],
    pub(super) relations: &'a [Relations],
    pub(super) habits: &'a Habits,
    pub(super) prose: &'a Distances,
    pub(super) page: Option<&'a Page<'a>>,
    /// The first row that may be a headline.
    pub(super) first_title: Option<usize>,
    /// The opening of a title over nothing but prose.
    pub(super) plain_opening: u32,
}

impl Text<'_, '_> {
    /// Adds what holds of a row.
    pub(super) fn collect(&self, row: usize, held: &mut Held) {
        held.push(Fact::Always);
        self.place(row, held);
        self.gaps(row, held);
        self.equals(row, held);
        self.forms(row, held);
        self.surroundings(row, held);
        self.next_credit(row, held);
        self.neighbours(row, held);
        self.frame(row, held);
        held.add_bits(FORMS, self.looks[row].forms.bits());
    }

    fn place(&self, row: usize, held: &mut Held) {
        let last = self.rows.len() - 1;
        hold! { held:
            FirstRow if row == 0;
            LastRow if row == last;
            FirstRows if row < 3;
            LastRows if row + 3 > last;
        }
    }

    fn gaps(&self, row: usize, held: &mut Held) {
        let habits = self.habits;
        let gap = self.rows[row].blanks;
        let below = self.rows.get(row + 1).map(|below| below.blanks);
        held.push(match gap {
            _ if row == 0 => Fact::FirstRow,
            0 => Fact::Gap0,
            1 => Fact::Gap1,
            2 => Fact::Gap2,
            3 => Fact::Gap3,
            _ => Fact::Gap4,
        });
        let is_widest = |gap: u32| gap == habits.widest && gap > habits.body_gap;
        let look = &self.looks[row];
        hold! { held:
            GapLess if row > 0 && gap < habits.body_gap;
            GapBody if row > 0 && gap == habits.body_gap;
            GapMore if row > 0 && gap > habits.body_gap;
            GapMuchMore if row > 0 && gap > habits.body_gap + 1;
            GapWidest if row > 0 && is_widest(gap);
            GapWidestRare if row > 0 && is_widest(gap) && habits.widest_count <= 3;
            GapWidestTitles if row > 0 && is_widest(gap) && habits.titles_below_widest;
            GapOnlyWidest if row > 0 && is_widest(gap) && gap > habits.second + 1;
            GapSecond if row > 0 && gap == habits.second && gap > habits.body_gap;
            TitleAtWidest if row > 0 && is_widest(gap) && look.is_title;
            TitleAtSecond if row > 0 && gap == habits.second && gap > habits.body_gap && look.is_title;
            BelowGap0 if below == Some(0);
            BelowGapLess if below.is_some_and(|gap| gap < habits.body_gap);
            BelowGapBody if below.is_some_and(|gap| gap == habits.body_gap);
            BelowGapMore if below.is_some_and(|gap| gap > habits.body_gap);
            BelowGapWidest if below.is_some_and(is_widest);
            BelowGapWidestTitles if below.is_some_and(is_widest) && habits.titles_below_widest;
            TextWithoutGaps if !habits.has_gaps;
            TextOfOneGap if habits.has_one_gap;
            FormStartsSoon if (row + 1..self.rows.len().min(row + 5)).any(|at| is_widest(self.rows[at].blanks));
            AloneInGaps if gap > 0 && below.is_some_and(|below| below > 0);
            BodyGapsAround if row > 0 && gap == habits.body_gap && below == Some(habits.body_gap);
        }
    }

    fn equals(&self, row: usize, held: &mut Held) {
        let it = &self.relations[row];
        let apart = |row: usize| self.rows.get(row).is_some_and(|row| row.blanks > 0);
        hold! { held:
            EqualNext if it.equal_below.get() == Some(1);
            EqualNextApart if it.equal_below.get() == Some(1) && apart(row + 1);
            EqualPrev if it.equal_above.get() == Some(1);
            EqualPrevApart if it.equal_above.get() == Some(1) && apart(row);
            EqualBelowNear if it.equal_below.get().is_some_and(|by| (2..=IN_HEAD).contains(&by));
            EqualBelowFar if it.equal_below.get().is_some_and(|by| by > IN_HEAD);
            EqualAboveNear if it.equal_above.get().is_some_and(|by| (2..=IN_HEAD).contains(&by));
            EqualAboveFar if it.equal_above.get().is_some_and(|by| by > IN_HEAD);
            Equal2 if it.equals == 2;
            Equal3 if it.equals == 3;
            Equal4 if it.equals >= 4;
            SceneNext if it.scene_below.get().is_some_and(|by| by <= 2) && it.equal_below != it.scene_below;
            ScenePrev if it.scene_above.get().is_some_and(|by| by <= 2) && it.equal_above != it.scene_above;
            SceneBelow if it.scene_below.get().is_some_and(|by| by <= IN_HEAD);
            SceneAbove if it.scene_above.get().is_some_and(|by| by <= IN_HEAD);
            GoesOnBelow if it.goes_on_below.get().is_some_and(|by| by <= IN_HEAD);
            GoesOnBelowFar if it.goes_on_below.get().is_some_and(|by| by > IN_HEAD);
            GoesOnAbove if it.goes_on_above.get().is_some();
            CutGoesOn if self.looks[row].is_cut && it.goes_on_below.get().is_some();
            SentenceBelow if it.sentence_of.is_some_and(|(by, inside)| by > 0 && inside);
            SentenceAbove if it.sentence_of.is_some_and(|(by, inside)| by < 0 && inside);
            StartOfBelow if it.sentence_of.is_some_and(|(by, inside)| by > 0 && !inside);
            StartOfAbove if it.sentence_of.is_some_and(|(by, inside)| by < 0 && !inside);
        }
    }

    fn forms(&self, row: usize, held: &mut Held) {
        let it = &self.relations[row];
        let look = &self.looks[row];
        let near = |form: Option<(u32, Relation)>| form.is_some_and(|(by, _)| by <= NEAR);
        let is = |form: Option<(u32, Relation)>, relations: &[Relation]| {
            form.is_some_and(|(_, relation)| relations.contains(&relation))
        };
        hold! { held:
            FormBelowNear if near(it.form_below);
            FormBelow if it.form_below.is_some() && !near(it.form_below);
            FormAboveNear if near(it.form_above);
            FormAbove if it.form_above.is_some() && !near(it.form_above);
            FormNextIsEqual if is(it.form_below, &[Relation::Equal]);
            FormBelowLonger if is(it.form_below, &[Relation::SecondLonger, Relation::FirstCut]);
            FormBelowCut if is(it.form_below, &[Relation::FirstLonger, Relation::SecondCut]);
            FormAboveEqual if is(it.form_above, &[Relation::Equal]);
            FormAboveLonger if is(it.form_above, &[Relation::FirstLonger, Relation::SecondCut]);
            FormAboveCut if is(it.form_above, &[Relation::SecondLonger, Relation::FirstCut]);
            TitleWithForm if look.is_title && it.form_below.is_some();
            TitleWithFormAbove if look.is_title && it.form_above.is_some();
            FormAndEqualNext if it.form_below.is_some() && it.equal_below.get() == Some(1);
            TakenUp0 if it.taken_up == Some(0);
            TakenUp1 if matches!(it.taken_up, Some(1..=2));
            TakenUp3 if matches!(it.taken_up, Some(3..=5));
            TakenUp6 if matches!(it.taken_up, Some(6..));
            NoTextBelow if look.is_title && it.taken_up.is_none();
            SameForm1 if self.habits.same_form[row] == 1;
            SameForm2 if self.habits.same_form[row] > 1;
            SameStart1 if self.habits.same_start[row] == 1;
            SameStart2 if self.habits.same_start[row] > 1;
            Framed if self.habits.framed[row];
        }
        let soon = |at: usize, above: bool| {
            let it = &self.relations[at];
            self.looks[at].is_title
                && if above { it.form_above.is_some() } else { it.form_below.is_some() }
        };
        hold! { held:
            TitleBelowNear if (row + 1..self.rows.len().min(row + 1 + NEAR as usize)).any(|at| soon(at, false));
            TitleFormAboveNear if (row.saturating_sub(NEAR as usize)..row).any(|at| soon(at, true));
        }
    }

    fn surroundings(&self, row: usize, held: &mut Held) {
        let (above, below) = (self.prose.above[row], self.prose.below[row]);
        held.push(match above {
            None => Fact::ProseAboveNone,
            Some(1) => Fact::ProseAbove1,
            Some(2) => Fact::ProseAbove2,
            Some(3..=4) => Fact::ProseAbove3,
            Some(5..=8) => Fact::ProseAbove5,
            Some(_) => Fact::ProseAboveFar,
        });
        held.push(match below {
            None => Fact::ProseBelowNone,
            Some(1) => Fact::ProseBelow1,
            Some(2) => Fact::ProseBelow2,
            Some(3..=4) => Fact::ProseBelow3,
            Some(5..=8) => Fact::ProseBelow5,
            Some(_) => Fact::ProseBelowFar,
        });
        let look = &self.looks[row];
        let of =
            |at: usize, class: Class| self.looks.get(at).is_some_and(|look| look.class == class);
        let title = |at: usize| of(at, Class::Title);
        let tiny =
            |at: usize| self.looks.get(at).is_some_and(|look| look.is_short && !look.is_prose);
        let bullet = |at: usize| of(at, Class::Bullet);
        let run = |test: &dyn Fn(usize) -> bool| {
            let beside = |at: usize| at < self.rows.len() && test(at);
            beside(row)
                && (beside(row + 1) && beside(row + 2)
                    || row > 0
                        && beside(row - 1)
                        && (beside(row + 1) || row > 1 && beside(row - 2)))
        };
        let four = (row + 1..row + 5).filter(|&at| of(at, Class::Prose)).count();
        hold! { held:
            ProseMany if four >= 3;
            RunOfTitles if run(&title);
            RunOfTitlesFirst if title(row) && title(row + 1) && !(row > 0 && title(row - 1));
            RunOfTiny if run(&tiny);
            RunOfBullets if run(&bullet);
            ProseTitleProse if look.class != Class::Prose && above == Some(1) && below == Some(1);
        }
    }

    /// Whether the next row is a credit.
    fn next_credit(&self, row: usize, held: &mut Held) {
        let next = self.rows.get(row + 1).map(|next| self.document.facts(next.line));
        hold! { held:
            CreditNext if next.is_some_and(|next| next.credit.as_ref().is_some_and(|credit| credit.text_end == 0));
        }
    }

    fn class(&self, row: usize, by: isize) -> usize {
        let look = row.checked_add_signed(by).and_then(|row| self.looks.get(row));
        look.map_or(CLASSES - 1, |look| look.class as usize)
    }

    fn neighbours(&self, row: usize, held: &mut Held) {
        for (at, by) in REACH.iter().enumerate() {
            held.add(BESIDE + at * CLASSES + self.class(row, *by), true);
        }
        let (above, own, below) = (self.class(row, -1), self.class(row, 0), self.class(row, 1));
        let gap = self.rows[row].blanks;
        let gap = match gap {
            _ if gap == self.habits.widest && gap > self.habits.body_gap => 3,
            _ if gap > self.habits.body_gap => 2,
            _ => usize::from(gap == self.habits.body_gap),
        };
        held.add(UNDER + own * CLASSES + above, true);
        held.add(OVER + own * CLASSES + below, true);
        held.add(BETWEEN + above * CLASSES + below, true);
        held.add(AT_GAP + own * GAPS.len() + gap, true);
    }

    /// Whether the two rows from `row` on are the same line, or the same scene.
    fn is_pair(&self, row: usize) -> bool {
        self.relations
            .get(row)
            .is_some_and(|it| it.equal_below.get() == Some(1) || it.scene_below.get() == Some(1))
    }

    /// What stands below a title: the classes of three rows, whether they are pairs, whether a
    /// blank line is above them.
    fn opening(&self, row: usize) -> u32 {
        (1..=3).fold(0, |sum, by| {
            let is_open =
                self.rows.get(row + by).is_some_and(|row| row.blanks > self.habits.body_gap);
            sum * 64
                + self.class(row, by as isize) as u32 * 4
                + u32::from(self.is_pair(row + by)) * 2
                + u32::from(is_open)
        })
    }

    fn frame(&self, row: usize, held: &mut Held) {
        let Some(first) = self.first_title else { return };
        let look = &self.looks[row];
        let is_later = row > first + 3 && look.may_be_headline && !look.is_prose;
        let is_plain = self.opening(first) == self.plain_opening;
        let is_same = is_later && !is_plain && self.opening(row) == self.opening(first);
        let beside = |form: Forms| {
            let has = |row: Option<usize>| {
                row.and_then(|row| self.looks.get(row)).is_some_and(|look| look.forms.has(form))
            };
            has(row.checked_sub(1)) || has(Some(row + 1))
        };
        hold! { held:
            PairNext if self.is_pair(row + 1);
            PairAfterNext if self.is_pair(row + 2);
            PairNextAsFirst if is_later && self.is_pair(row + 1) && self.is_pair(first + 1);
            SameOpening if is_same;
            SameOpeningGap if is_same && self.rows[row].blanks > self.habits.body_gap;
            RowsBeside if beside(Forms::SCORE_OR_ROW);
            NumberedBeside if beside(Forms::NUMBERED);
            SpeakerBeside if beside(Forms::SPEAKER);
        }
    }
}
