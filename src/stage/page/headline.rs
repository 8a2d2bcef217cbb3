//! Which line of a page is the headline of its story.
//!
//! Every line above the body that could be one is measured; the measures are weighted, and the best
//! line wins if enough speaks for it.

use std::ops::Range;
use std::sync::LazyLock;

use crate::compare::tokens;
use crate::recognize::artifact::Widget;
use crate::recognize::shape::{self, End};
use crate::stage::page::overlap::{Words, each_word};
use crate::stage::page::own::Own;
use crate::stage::{Document, Kind};

/// Lines above the body, and in its beginning, among which the headline is looked for.
const ABOVE: usize = 60;
const BELOW: usize = 2;
/// Words of a headline.
const WORDS: Range<i32> = 2..45;
/// Words of a line that could be a headline beside others of its kind: a teaser in a list.
const TEASER_WORDS: i32 = 4;
/// Sentences with which a story begins.
const LEAD: usize = 2;
/// Bytes of such a sentence that are searched: on 246 of 252 labelled pages the first paragraph has
/// fewer.
const LEAD_BYTES: usize = 600;
/// Tenths of the longer words of a headline that its story begins with, as a rule.
const HALF: i32 = 4;
/// Lines below a heading of other stories in which they stand.
const BOXED_WITHIN: usize = 8;
/// Lines below a headline in which byline and date stand.
const SIGNED_WITHIN: usize = 5;

macro_rules! measures {
    ($($measure:ident $name:literal $meaning:literal)*) => {
        /// The names of the measures.
        pub(crate) const NAMES: &[&str] = &[$($name,)*];
        /// A measure of a line that could be the headline.
        #[derive(Debug, Clone, Copy)]
        #[repr(usize)]
        enum Measure { $(#[doc = $meaning] $measure,)* }
    };
}

measures! {
    Shared "shared" "tenths of its words that the story has"
    Hits "hits" "words that the story has, at most 8"
    Echo "echo" "whether it repeats the page's first line"
    Copies "copies" "lines that say the same, at most 2"
    Between "between" "plain lines between it and the body, at most 10"
    Distance "distance" "lines between it and the body, at most 40"
    Few "few" "words that it has less than six"
    Many "many" "words that it has more than fourteen"
    Stop "stop" "whether it ends with a full stop"
    Ellipsis "ellipsis" "whether it ends with an ellipsis, a colon or a comma"
    Symbol "symbol" "whether it has a sign of links or of legal lines"
    Dated "dated" "whether it says when"
    Bullet "bullet" "whether it is an item of a list"
    Credit "credit" "whether it ends with a credit"
    CrowdAbove "crowd_above" "lines of its kind, two lines above"
    CrowdBelow "crowd_below" "lines of its kind, two lines below"
    Stops "stops" "sentence ends inside, at most 2"
    TitleShare "title_share" "tenths of the words of the page's first line that it has"
    Signed "signed" "whether a byline or a date follows"
    First "first" "whether it is the first line of the page"
    Inside "inside" "whether it lies in the body"
    Lead "lead" "tenths of its longer words that the story begins with, their endings aside"
    Boxed "boxed" "whether it is near below a heading of other stories"
    Under "under" "whether a plain line whose words the story has stands right above it"
    DatedAbove "dated_above" "whether the line above it says when"
}

/// What one of each measure is worth, in hundredths of a logit: lines of a name and a weight.
const DATA: &str = include_str!("data/headline.txt");

/// The weights that are compiled in, read at their first use.
fn weights() -> &'static [i32; COUNT] {
    static WEIGHTS: LazyLock<[i32; COUNT]> = LazyLock::new(|| {
        let mut weights = [0; COUNT];
        for (name, weight) in DATA.lines().filter_map(|line| line.split_once(' ')) {
            if let Some(at) = NAMES.iter().position(|known| *known == name) {
                weights[at] = weight.parse().unwrap_or_default();
            }
        }
        weights
    });
    &WEIGHTS
}

/// The least that must speak for a headline.
const ENOUGH: i32 = -500;

pub(crate) const COUNT: usize = NAMES.len();

/// The best headline for a body that begins at line `first`.
pub(super) fn find(
    document: &Document<'_>,
    lines: &[Own],
    first: usize,
    story: &Words,
) -> Option<usize> {
    let scored = candidates(document, lines, first, story).map(|(at, measures)| {
        let score: i32 = measures
            .iter()
            .zip(weights())
            .map(|(measure, weight)| i32::from(*measure) * weight)
            .sum();
        (score, at)
    });
    scored
        .filter(|(score, _)| *score > ENOUGH)
        .max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)))
        .map(|(_, at)| at)
}

/// The lines that could be the headline, measured.
pub(super) fn candidates<'c>(
    document: &'c Document<'_>,
    lines: &'c [Own],
    first: usize,
    story: &'c Words,
) -> impl Iterator<Item = (usize, [i16; COUNT])> + 'c {
    let title = document.lines.first().map(|_| Words::of(document.key(0))).unwrap_or_default();
    let window = first.saturating_sub(ABOVE)..(first + BELOW).min(lines.len());
    let is_text = move |at: usize| at >= first && lines[at].sentence;
    let lead: Vec<&str> = (first..lines.len())
        .filter(|&at| lines[at].sentence)
        .take(LEAD)
        .map(|at| start_of(document.key(at)))
        .collect();
    let could_be = move |&at: &usize| {
        document.facts(at).kind == Kind::Text && WORDS.contains(&lines[at].words) && !is_text(at)
    };
    window.filter(could_be).map(move |at| {
        (at, measure(document, lines, at, first, &Known { story, title: &title, lead: &lead }))
    })
}

/// What is known of the story.
struct Known<'k> {
    story: &'k Words,
    /// The words of the page's first line.
    title: &'k Words,
    /// The sentences that it begins with.
    lead: &'k [&'k str],
}

fn measure(
    document: &Document<'_>,
    lines: &[Own],
    at: usize,
    first: usize,
    known: &Known<'_>,
) -> [i16; COUNT] {
    let (mut words, mut hits, mut in_title) = (0, 0, 0);
    each_word(document.key(at), |word| {
        words += 1;
        hits += i32::from(known.story.holds(word));
        in_title += i32::from(known.title.holds(word));
    });
    let own = &lines[at];
    let facts = document.facts(at);
    let text = &*document.lines[at].text;
    let is_plain = |at: usize| {
        document.facts(at).kind == Kind::Text
            && lines[at].words >= TEASER_WORDS
            && !lines[at].dated
            && document.facts(at).credit.is_none()
    };
    let below = at + 1..first.max(at + 1);
    let crowd = |beside: Range<usize>| beside.filter(|&at| is_plain(at)).count() as i32;
    let signed = (at + 1..(at + 1 + SIGNED_WITHIN).min(lines.len())).any(|below| {
        lines[below].dated || matches!(document.facts(below).kind, Kind::Byline | Kind::Date)
    });
    let mut measures = [0; COUNT];
    let mut set = |measure: Measure, value: i32| measures[measure as usize] = value as i16;
    set(Measure::Shared, 10 * hits / words.max(1));
    set(Measure::Hits, hits.min(8));
    set(Measure::Echo, i32::from(at > 0 && words >= 2 && in_title * 10 >= words * 6));
    set(Measure::Copies, own.copies.min(2));
    set(Measure::Between, below.clone().filter(|&at| is_plain(at)).take(10).count() as i32);
    set(Measure::Distance, below.len().min(40) as i32);
    set(Measure::Few, (6 - own.words).max(0));
    set(Measure::Many, (own.words - 14).max(0));
    set(Measure::Stop, i32::from(own.end == End::Stop));
    set(Measure::Ellipsis, i32::from(matches!(own.end, End::Ellipsis | End::Pause)));
    set(Measure::Symbol, i32::from(own.has_symbol));
    set(Measure::Dated, i32::from(own.dated));
    set(Measure::Bullet, i32::from(facts.shape.bullet));
    set(Measure::Credit, i32::from(facts.credit.is_some()));
    set(Measure::CrowdAbove, crowd(at.saturating_sub(2)..at));
    set(Measure::CrowdBelow, crowd(at + 1..(at + 3).min(lines.len())));
    set(Measure::Stops, shape::sentence_ends(text).take(2).count() as i32);
    set(
        Measure::TitleShare,
        if at > 0 { (10 * in_title / (known.title.count() as i32).max(1)).min(10) } else { 0 },
    );
    set(Measure::Signed, i32::from(signed));
    set(Measure::First, i32::from(at == 0));
    set(Measure::Inside, i32::from(at >= first));
    set(Measure::Lead, lead_words(document.key(at), known.lead));
    set(Measure::Boxed, i32::from(is_boxed(lines, at)));
    set(
        Measure::Under,
        i32::from(
            at > 0 && is_plain(at - 1) && lead_words(document.key(at - 1), known.lead) >= HALF,
        ),
    );
    set(Measure::DatedAbove, i32::from(at > 0 && lines[at - 1].dated));
    measures
}

/// The start of a sentence of the lead: every word of sixty lines is looked for in it.
fn start_of(key: &str) -> &str {
    &key[..key.floor_char_boundary(LEAD_BYTES)]
}

/// Tenths of the longer words of a title that the lead has, their endings aside.
fn lead_words(title: &str, lead: &[&str]) -> i32 {
    let (mut words, mut hits) = (0, 0);
    tokens::for_each(title, |word| {
        if word.len() >= tokens::STEM_BYTES {
            words += 1;
            hits += i32::from(lead.iter().any(|line| line.contains(tokens::stem(word))));
        }
    });
    10 * hits / words.max(1)
}

/// Whether a line stands near below a heading of other stories, with no sentence between.
fn is_boxed(lines: &[Own], at: usize) -> bool {
    let above =
        lines[at.saturating_sub(BOXED_WITHIN)..at].iter().rev().take_while(|own| !own.sentence);
    above.into_iter().any(|own| matches!(own.widget, Some(Widget::Related | Widget::ReadMore)))
}

#[cfg(test)]
mod tests {
    use super::{DATA, NAMES, find, lead_words};
    use crate::stage::page::overlap::Words;
    use crate::stage::page::own;
    use crate::stage::page::with_lines;

    /// The headline over the line that begins with "The".
    fn headline(input: &str) -> Option<String> {
        with_lines(input, |document, rules| {
            let first =
                document.lines.iter().position(|line| line.text.starts_with("The ")).unwrap_or(0);
            let (lines, _) = own::read(input, document, rules.lexicon);
            let story = Words::of(document.key(first));
            find(document, &lines, first, &story).map(|at| document.lines[at].text.to_string())
        })
    }

    #[test]
    fn words_of_a_title_that_the_story_begins_with() {
        let lead = ["the ferries to the island run again", "repairs took nine days"];
        for (title, tenths) in [
            ("ferries island", 10),
            ("ferry island", 5),
            ("ferries repair horse", 6),
            ("horse", 0),
            ("nine horses", 0),
            ("the run", 0),
            ("islanders", 10),
            ("islam", 0),
        ] {
            assert_eq!(lead_words(title, &lead), tenths, "{title}");
        }
    }

    #[test]
    fn lines_below_a_heading_of_other_stories() {
        let is_boxed = |between: &str| {
            let input = format!("Most read\n{between}Bridge closes\n");
            with_lines(&input, |document, rules| {
                let (lines, _) = own::read(&input, document, rules.lexicon);
                super::is_boxed(&lines, lines.len() - 1)
            })
        };
        assert!(is_boxed(""));
        assert!(is_boxed(&"Ferry again\n".repeat(7)));
        assert!(!is_boxed(&"Ferry again\n".repeat(8)));
        assert!(!is_boxed(
            "The ferry runs again from Monday, the harbour office said on Tuesday after a long meeting.\n"
        ));
    }

    #[test]
    fn every_measure_has_a_weight() {
        let named: Vec<&str> = DATA
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split(' ').next())
            .collect();
        assert_eq!(named, NAMES);
        assert!(
            DATA.lines()
                .filter_map(|line| line.split_once(' '))
                .all(|(name, weight)| name == "#" || weight.parse::<i32>().is_ok())
        );
    }

    #[test]
    fn the_line_whose_words_are_in_the_story() {
        let story = "The ferry that links Oakmouth and Selby will run again on Monday, nine days after the storm.";
        for (above, wanted) in [
            (
                "Home\nNews\nFerry links Oakmouth and Selby again\nBy Lena Marsh\n",
                Some("Ferry links Oakmouth and Selby again"),
            ),
            (
                "Ferry links Oakmouth again | Selby Post\nHome\nTop ten beaches of the year\nFerry links Oakmouth again\n2 May 2024\n",
                Some("Ferry links Oakmouth again"),
            ),
            ("Home\nNews\nSport\n", None),
        ] {
            assert_eq!(headline(&format!("{above}{story}")).as_deref(), wanted, "{above}");
        }
    }
}
