//! Measures every line of a page: fills in its facts.

use std::collections::HashSet;
use std::ops::Range;

use crate::compare::hasher::BuildKeyHasher;
use crate::recognize::artifact::Widget;
use crate::recognize::shape::{self, End};
use crate::stage::page::blocks::Block;
use crate::stage::page::cohesion::{self, Cohesion};
use crate::stage::page::facts::{COUNT, Fact, Values};
use crate::stage::page::overlap::{LineWords, Words, each_word};
use crate::stage::page::own::{self, Own, SENTENCE_WORDS, Stamp};
use crate::stage::page::sums::Sums;
use crate::stage::{Document, Kind};

/// Lines to the nearest block beyond which no line is of a story.
const FAR: usize = 10;
/// Bounds of the facts: more tells nothing more.
const MOST: i32 = 200;
const LONGEST_SINCE: i32 = 60;

/// Lines since the cues were seen, and how many were.
#[derive(Clone, Copy)]
struct Cues {
    comments: i32,
    related: i32,
    offer: i32,
    dated: i32,
    ends: i32,
    widgets: i32,
    posts: i32,
    clocks: i32,
    post: i32,
    /// Words since the last sentence.
    gap_words: i32,
}

/// The words of a line that stand elsewhere.
#[derive(Clone, Copy, Default)]
struct Shared {
    /// Its words, and those of them that the main block has.
    words: i32,
    hits: i32,
    /// Words of the headline that it has.
    of_headline: i32,
}

/// The widgets that stand above.
type Printed = HashSet<u64, BuildKeyHasher>;

/// How a line stands to the blocks.
#[derive(Clone, Copy)]
enum Near<'b> {
    /// Far from all of them.
    None,
    Beside,
    In(&'b Block),
}

impl Near<'_> {
    fn is_any(self) -> bool {
        !matches!(self, Self::None)
    }
}

/// A page and what its lines are measured against.
pub(super) struct Meter<'d, 't> {
    document: &'d Document<'t>,
    lines: &'d [Own],
    blocks: &'d [Block],
    main: &'d Block,
    best: i32,
    story: &'d Words,
    /// The headline, or where the main block starts.
    head: usize,
    head_words: Vec<u64>,
    mass: Sums,
    words: Sums,
    dated: Sums,
    /// Usual indent and number of blank lines of the main block's sentences.
    usual: (i32, i32),
    comment_cues: i32,
}

impl<'d, 't> Meter<'d, 't> {
    pub(super) fn new(
        document: &'d Document<'t>,
        lines: &'d [Own],
        blocks: &'d [Block],
        main: &'d Block,
        best: i32,
        story: &'d Words,
        headline: Option<usize>,
    ) -> Self {
        let head = headline.unwrap_or(main.lines.start);
        let mut head_words = Vec::new();
        if headline.is_some() {
            each_word(document.key(head), |word| head_words.push(word));
            head_words.sort_unstable();
            head_words.dedup();
            head_words.truncate(64);
        }
        Self {
            document,
            lines,
            blocks,
            main,
            best,
            story,
            head,
            head_words,
            mass: Sums::of(lines.iter().map(Own::mass)),
            words: Sums::of(lines.iter().map(|own| own.words.min(MOST))),
            dated: Sums::of(lines.iter().map(|own| i32::from(own.dated))),
            usual: usual(document, lines, main),
            comment_cues: lines.iter().filter(|own| own.widget == Some(Widget::Comments)).count()
                as i32,
        }
    }

    /// The facts of every line, in three passes: near lines, words shared with the story,
    /// everything.
    pub(super) fn measure(&self) -> Vec<Option<Values>> {
        let near = self.near_blocks();
        let keys = near.iter().enumerate();
        let keys = keys.map(|(at, near)| near.is_any().then(|| self.document.key(at)));
        let words = LineWords::of(keys);
        let cohesion = cohesion::measure(&words, self.lines, self.head);
        let shared: Vec<Shared> =
            (0..self.lines.len()).map(|at| self.shared(words.words(at))).collect();
        let hits = Sums::of(shared.iter().map(|shared| shared.hits));
        let counts = Sums::of(shared.iter().map(|shared| shared.words));
        let share =
            |lines: Range<usize>| 100 * hits.over(lines.clone()) / counts.over(lines).max(1);
        let mut cues = Cues {
            comments: LONGEST_SINCE,
            related: LONGEST_SINCE,
            offer: LONGEST_SINCE,
            dated: LONGEST_SINCE,
            ends: 0,
            widgets: 0,
            posts: 0,
            clocks: 0,
            post: LONGEST_SINCE,
            gap_words: 0,
        };
        let mut printed = Printed::default();
        let next_sentence = self.next_sentences();
        let mut facts = Vec::with_capacity(self.lines.len());
        for (at, near) in near.into_iter().enumerate() {
            self.follow(&mut cues, &mut printed, at);
            let block = if let Near::In(block) = near { Some(block) } else { None };
            facts.push(near.is_any().then(|| {
                let mut values = Writer([0; COUNT]);
                self.of_line(at, &mut values);
                self.of_place(at, block, &mut values);
                values.set(Fact::NextSentence, next_sentence[at]);
                values.set(
                    Fact::HeadOverlap,
                    100 * shared[at].of_headline / self.head_words.len().max(1) as i32,
                );
                values.set(Fact::Overlap, share(at..at + 1));
                values.set(Fact::OverlapAround, share(at.saturating_sub(6)..at + 7));
                values.set(Fact::OverlapOn, share(at + 1..at + 11));
                cohesion[at].write(&mut values);
                cues.write(&mut values);
                values.0
            }));
            cues.gap_words = if self.lines[at].sentence {
                0
            } else {
                (cues.gap_words + self.lines[at].words.min(MOST)).min(MOST)
            };
        }
        facts
    }

    /// For each line, how it stands to the blocks.
    fn near_blocks(&self) -> Vec<Near<'d>> {
        let mut near = vec![Near::None; self.lines.len()];
        for block in self.blocks {
            let before = block.lines.start.saturating_sub(FAR - 1)..block.lines.start;
            let after = block.lines.end..(block.lines.end + FAR - 1).min(near.len());
            for beside in before.chain(after).filter(|&at| !near[at].is_any()).collect::<Vec<_>>() {
                near[beside] = Near::Beside;
            }
            near[block.lines.clone()].fill(Near::In(block));
        }
        near
    }

    fn shared(&self, words: &[u64]) -> Shared {
        let hits = words.iter().filter(|&&word| self.story.holds(word)).count();
        let mut of_headline = 0_u64;
        for word in words {
            of_headline |= self.head_words.binary_search(word).map_or(0, |found| 1 << found);
        }
        Shared {
            words: words.len() as i32,
            hits: hits as i32,
            of_headline: of_headline.count_ones() as i32,
        }
    }

    fn next_sentences(&self) -> Vec<i32> {
        const MOST_LINES: i32 = 30;
        let mut next = vec![MOST_LINES; self.lines.len()];
        let mut lines = MOST_LINES;
        for at in (0..self.lines.len()).rev() {
            next[at] = lines;
            lines = if self.lines[at].sentence { 1 } else { (lines + 1).min(MOST_LINES) };
        }
        next
    }

    /// Goes on by one line. A widget that is `printed` time and again, as between all paragraphs,
    /// says no more of the story's end than the first one: it counts once.
    fn follow(&self, cues: &mut Cues, printed: &mut Printed, at: usize) {
        let own = &self.lines[at];
        let is = |widgets: &[Widget]| own.widget.is_some_and(|widget| widgets.contains(&widget));
        let count = |since: &mut i32, seen: bool| {
            *since = if seen { 0 } else { (*since + 1).min(LONGEST_SINCE) }
        };
        count(&mut cues.comments, is(&[Widget::Comments]));
        count(&mut cues.related, is(&[Widget::Related, Widget::ReadMore]));
        count(&mut cues.offer, is(&[Widget::Newsletter, Widget::Paywall, Widget::Promotion]));
        count(&mut cues.dated, own.dated);
        count(&mut cues.post, own.stamp == Stamp::Post);
        if at >= self.main.lines.start {
            if own.widget.is_some() && printed.insert(self.document.lines[at].hash) {
                cues.ends += i32::from(is(&[Widget::Comments, Widget::Related, Widget::Legal]));
                cues.widgets += 1;
            }
            cues.posts += i32::from(own.stamp == Stamp::Post);
            cues.clocks += i32::from(own.stamp == Stamp::Clock);
        }
    }

    /// The line itself and its neighbours.
    fn of_line(&self, at: usize, values: &mut Writer) {
        let line = &self.document.lines[at];
        let own = &self.lines[at];
        let (words, text) = (own.words.min(MOST), &*line.text);
        let stops = if words >= SENTENCE_WORDS {
            shape::sentence_ends(text).take(6).count() as i32
        } else {
            0
        };
        let beside = |beside: usize| self.lines.get(beside);
        values.set(Fact::Words, words);
        values.set(Fact::End, end(own.end));
        values.set(Fact::Stops, stops);
        values.set(Fact::SentenceWords, words / (stops + 1));
        values.set(Fact::Capitals, own::capitals(text));
        values.set(Fact::Symbol, i32::from(own.has_symbol));
        values.set(Fact::Credit, credit(self.document, at));
        values.set(Fact::Copies, own.copies.min(5));
        values.set(Fact::Indent, (own.indent - self.usual.0).clamp(-9, 9));
        values.set(Fact::Blanks, line.blanks.min(9) as i32 - self.usual.1);
        values
            .set(Fact::PrevWords, beside(at.wrapping_sub(1)).map_or(0, |own| own.words.min(MOST)));
        values.set(Fact::PrevEnd, beside(at.wrapping_sub(1)).map_or(0, |own| end(own.end)));
        values.set(Fact::NextWords, beside(at + 1).map_or(0, |own| own.words.min(MOST)));
        if at + 1 < self.lines.len() {
            values.set(Fact::NextKind, kind(self.document.facts(at + 1).kind));
            values.set(Fact::NextCredit, credit(self.document, at + 1));
        }
    }

    /// Where it stands on the page, to the blocks and to the headline.
    fn of_place(&self, at: usize, block: Option<&Block>, values: &mut Writer) {
        let around = at.saturating_sub(3)..(at + 4).min(self.lines.len());
        let main = &self.main.lines;
        let between = if at < main.start { at..main.start } else { main.end.min(at)..at };
        values.set(Fact::Dense3, self.mass.around(at, 3));
        values.set(Fact::Dense8, self.mass.around(at, 8));
        values.set(Fact::DenseOn, self.mass.over(at + 1..at + 6));
        values.set(Fact::MeanWords, self.words.over(around.clone()) / around.len() as i32);
        values.set(Fact::Dated, self.dated.around(at, 6));
        values.set(Fact::Place, (100 * at / self.lines.len()) as i32);
        values.set(Fact::MassAbove, percent(self.mass.before(at), self.mass.total()));
        values.set(Fact::PageMass, twice_log2(self.mass.total()));
        values.set(Fact::BlockShare, block.map_or(0, |block| percent(block.gain, self.best)));
        values.set(Fact::BlockMass, block.map_or(0, |block| twice_log2(block.gain)));
        values.set(Fact::MainDistance, self.words.over(between).min(MOST));
        values.set(Fact::MainLines, main.len().min(MOST as usize) as i32);
        values.set(Fact::MainMass, twice_log2(self.main.gain));
        values.set(
            Fact::FromStart,
            block.map_or(-1, |block| (at - block.lines.start).min(60) as i32),
        );
        values.set(Fact::HeadDistance, (at as i64 - self.head as i64).clamp(-60, 120) as i32);
        values.set(
            Fact::MassSinceHead,
            ((self.mass.before(at) - self.mass.before(self.head)) / 10).clamp(-300, 300),
        );
        values.set(Fact::CommentCues, self.comment_cues.min(20));
    }
}

impl Cohesion {
    fn write(self, values: &mut Writer) {
        values.set(Fact::Cohesion, self.own);
        values.set(Fact::CohesionSoon, self.soon);
        values.set(Fact::CohesionLater, self.later);
        values.set(Fact::KnownWords, self.known);
    }
}

impl Cues {
    fn write(&self, values: &mut Writer) {
        values.set(Fact::SinceComments, self.comments);
        values.set(Fact::SinceRelated, self.related);
        values.set(Fact::SinceOffer, self.offer);
        values.set(Fact::SinceDated, self.dated);
        values.set(Fact::EndCues, self.ends.min(20));
        values.set(Fact::AllCues, self.widgets.min(30));
        values.set(Fact::PostsSince, self.posts.min(30));
        values.set(Fact::SincePost, self.post);
        values.set(Fact::ClocksSince, self.clocks.min(30));
        values.set(Fact::GapWords, self.gap_words);
    }
}

struct Writer(Values);

impl Writer {
    fn set(&mut self, fact: Fact, value: i32) {
        self.0[fact as usize] = value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
    }
}

/// The indent and the blank lines before that most words of the main block's sentences have.
fn usual(document: &Document<'_>, lines: &[Own], main: &Block) -> (i32, i32) {
    let (mut indents, mut blanks) = ([0_i64; 61], [0_i64; 10]);
    for at in main.lines.clone() {
        let mass = i64::from(lines[at].mass());
        indents[lines[at].indent.unsigned_abs() as usize] += mass;
        blanks[document.lines[at].blanks.min(9) as usize] += mass;
    }
    let most = |mass: &[i64]| {
        (0..mass.len()).max_by_key(|&at| (mass[at], std::cmp::Reverse(at))).unwrap_or(0) as i32
    };
    (most(&indents), most(&blanks))
}

fn end(end: End) -> i32 {
    match end {
        End::Open => 0,
        End::Pause => 1,
        End::Ellipsis => 2,
        End::Mark => 3,
        End::Stop => 4,
    }
}

fn kind(kind: Kind) -> i32 {
    match kind {
        Kind::Text | Kind::Widget(_) => 0,
        Kind::ReadAlso => 1,
        Kind::Byline => 2,
        Kind::Date => 3,
        Kind::EndNote => 4,
        Kind::Source => 5,
        Kind::PageNumber => 6,
        Kind::SmallNumber => 7,
        Kind::Ornament => 8,
        Kind::Credit => 9,
    }
}

fn credit(document: &Document<'_>, at: usize) -> i32 {
    document.facts(at).credit.as_ref().map_or(0, |credit| if credit.strong { 2 } else { 1 })
}

fn percent(part: i32, whole: i32) -> i32 {
    (100 * i64::from(part) / i64::from(whole.max(1))) as i32
}

/// Twice the binary logarithm, rounded down.
fn twice_log2(value: i32) -> i32 {
    let value = u64::from(value.max(1).unsigned_abs());
    (value * value).ilog2() as i32
}

#[cfg(test)]
mod tests {
    use crate::stage::page::facts::Values;
    use crate::stage::page::facts::{self, Fact};
    use crate::stage::page::sample::BODY;
    use crate::stage::page::with_lines;

    /// The facts of each line.
    fn measured(input: &str) -> Vec<Option<Values>> {
        with_lines(input, |document, _| facts::read(input, document).facts)
    }

    #[test]
    fn lines_near_a_block_are_measured() {
        let menu =
            |name: &str| (0..30).map(|at| format!("{name} {at}\n")).collect::<Vec<_>>().concat();
        let near: Vec<bool> = measured(&format!("{}{BODY}\n{}", menu("Quay"), menu("Pier")))
            .iter()
            .map(Option::is_some)
            .collect();
        let expected: Vec<bool> = (0..63).map(|at| (21..42).contains(&at)).collect();
        assert_eq!(near, expected);
    }

    #[test]
    fn a_long_line_weighs_no_more_than_a_hundred_words() {
        let long = format!("{}.", vec!["harbour"; 300].join(" "));
        let below = ["quays", "piers", "docks", "boats", "ropes", "sails"]
            .map(|word| [word; 5].join(" "))
            .join("\n");
        let found = measured(&format!("{long}\n{below}"))[0].expect("the block itself");
        assert_eq!(found[Fact::Overlap as usize], 100);
        assert_eq!(found[Fact::OverlapAround as usize], 76, "100 of 130 words");
    }

    #[test]
    fn a_widget_counts_once_however_often_it_is_printed() {
        let tail = "Nobody was hurt, the harbour office said on Tuesday morning.";
        for (name, below, all, ends) in [
            ("nothing", "", 0, 0),
            ("one", "Share\n\n", 1, 0),
            ("three times the same", "Share\n\nShare\n\nShare\n\n", 1, 0),
            ("two", "Share\n\nTweet\n\n", 2, 0),
            ("two that end stories", "Related stories\n\nPost a comment\n\n", 2, 2),
            ("one of them twice", "Related stories\n\nRelated stories\n\n", 1, 1),
        ] {
            let input = format!("{BODY}\n\n{below}{tail}");
            let found = with_lines(&input, |document, _| {
                let page = facts::read(&input, document);
                let last = page.facts.last().copied().flatten().expect("near the block");
                (last[Fact::AllCues as usize], last[Fact::EndCues as usize])
            });
            assert_eq!(found, (all, ends), "{name}");
        }
    }

    #[test]
    fn posts_and_clocks_since_the_main_block_began() {
        let text = "Nobody was hurt, the harbour office said on Tuesday morning.";
        for (name, stamp, posts, since, clocks) in [
            ("a comment's", "Lena Marsh on May 4, 2022 at 4:05 pm", 2, 1, 0),
            ("a teaser's", "3 hours ago", 2, 1, 0),
            ("an entry's", "16:05", 0, 60, 2),
            ("a day's", "4 May 2022", 0, 60, 0),
        ] {
            let input = format!("{BODY}\n\n{stamp}\n\n{text}\n\n{stamp}\n\n{text}");
            let last = measured(&input).last().copied().flatten().expect("near the block");
            assert_eq!(
                [Fact::PostsSince, Fact::SincePost, Fact::ClocksSince]
                    .map(|fact| last[fact as usize]),
                [posts, since, clocks],
                "{name}"
            );
        }
        let above = measured(&format!("4 May 2022, 16:05\n\n16:05\n\n{BODY}"));
        let first = above[2].expect("the main block");
        assert_eq!((first[Fact::PostsSince as usize], first[Fact::ClocksSince as usize]), (0, 0));
    }

    #[test]
    fn both_sides_of_the_facts_of_a_line() {
        let found = measured(&format!("{BODY}\n\nBy Lena Marsh\n4 May 2022\nOld pier"));
        for (fact, values) in [
            (Fact::NextWords, [22, 25, 3, 3, 2, 0]),
            (Fact::PrevWords, [0, 20, 22, 25, 3, 3]),
            (Fact::NextKind, [0, 0, 2, 3, 0, 0]),
            (Fact::FromStart, [0, 1, 2, -1, -1, -1]),
            (Fact::PostsSince, [0, 0, 0, 0, 0, 0]),
            (Fact::SinceDated, [60, 60, 60, 60, 0, 1]),
            (Fact::DenseOn, [47, 25, 0, 0, 0, 0]),
            (Fact::NextSentence, [1, 1, 30, 30, 30, 30]),
            (Fact::GapWords, [0, 0, 0, 0, 3, 6]),
        ] {
            let of_lines: Vec<i16> =
                found.iter().flatten().map(|facts| facts[fact as usize]).collect();
            assert_eq!(of_lines, values, "{fact:?}");
        }
    }

    #[test]
    fn the_number_of_each_kind() {
        use crate::recognize::artifact::Widget;
        use crate::stage::Kind;
        let kinds = [
            Kind::Text,
            Kind::ReadAlso,
            Kind::Byline,
            Kind::Date,
            Kind::EndNote,
            Kind::Source,
            Kind::PageNumber,
            Kind::SmallNumber,
            Kind::Ornament,
            Kind::Credit,
        ];
        assert_eq!(kinds.map(super::kind), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(super::kind(Kind::Widget(Widget::Share)), 0);
    }
}
