//! Which line of a page is the headline of its story.
//!
//! Every line above the body that could be one is measured; the measures are weighed by small trees,
//! and the best line wins if enough speaks for it.

use std::cmp::Reverse;
use std::ops::Range;

use crate::compare::{key, tokens};
use crate::recognize::artifact::Widget;
use crate::recognize::letters::is_alphanumeric;
use crate::recognize::shape::{self, End};
use crate::stage::page::overlap::{Words, each_word};
use crate::stage::page::own::{self, Own};
use crate::stage::page::weights::Weights;
use crate::stage::{Document, Kind};

/// Lines above the body, but for buttons and signed captions, and in its beginning, among which the
/// headline is looked for.
const ABOVE: usize = 60;
const BELOW: usize = 2;
/// Lines above the body at most: a gallery has a row of buttons for each of its pictures.
const FARTHEST: usize = 400;
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
/// Lines to the credit of a picture whose caption is printed twice.
const BESIDE: usize = 2;
/// Lines below a headline in which byline and date stand.
const SIGNED_WITHIN: usize = 5;

/// Copies of a line, words of one, and blank lines beside one, that make a difference.
const MOST_COPIES: i32 = 4;
const MOST_WORDS: i32 = 60;
const MOST_BLANKS: u32 = 4;
/// Lines above and below in which a longer or shorter form of a headline stands: the page's path,
/// its kicker with the headline, a label of a picture.
const NEAR: usize = 8;
/// Bytes of a first line that may be in any headline: the name of a site.
const SHORT_TITLE: usize = 8;

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
    Between "between" "plain lines between it and the body, at most 10"
    Distance "distance" "lines between it and the body, at most 40"
    Words "words" "words, at most 60; two code points of an unspaced script count as one"
    WordsAbove "words_above" "words of the line above, at most 60; -1 where there is none"
    WordsBelow "words_below" "words of the line below, at most 60; -1 where there is none"
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
    Inside "inside" "whether it lies in the body"
    Lead "lead" "tenths of its longer words that the story begins with, their endings aside"
    Boxed "boxed" "whether it is near below a heading of other stories"
    Under "under" "whether a plain line whose words the story has stands right above it"
    DatedAbove "dated_above" "whether the line above it says when"
    CopiesAbove "copies_above" "lines above it that say the same, at most 4"
    CopiesBelow "copies_below" "lines below it that say the same, at most 4"
    BeginsTitle "begins_title" "whether the page's first line begins with it"
    HoldsTitle "holds_title" "whether it holds the page's first line"
    BeginsAbove "begins_above" "whether it begins with the line above"
    InOther "in_other" "whether a longer line near it holds it"
    HoldsOther "holds_other" "whether it holds a shorter line near it, of two words at least"
    Number "number" "whether it begins with a digit"
    BlanksAbove "blanks_above" "blank lines above it, at most 4"
    BlanksBelow "blanks_below" "blank lines below it, at most 4"
    Capitals "capitals" "tenths of its first words that begin with a capital"
}

/// The least that must speak for a headline.
const ENOUGH: i32 = -500;
/// A line for which so much speaks goes before the teasers of other stories, lines of a box below
/// their time: one that two boxes print has as much for it as a headline. None of 3,964 labelled
/// pages has such boxes over a likely headline; three lose theirs for it, and with -100 four.
const LIKELY: i32 = 100;

pub(crate) const COUNT: usize = NAMES.len();

/// The line that is most like a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Best {
    pub(super) at: usize,
    /// How much speaks for it, in hundredths of a logit.
    pub(super) score: i32,
    /// Whether so much does that it goes before the teasers of other stories.
    pub(super) is_likely: bool,
}

/// The best headline for a body that begins at line `first`.
pub(super) fn find(
    document: &Document<'_>,
    lines: &[Own],
    first: usize,
    story: &Words,
) -> Option<Best> {
    let candidates: Vec<_> = candidates(document, lines, first, story).collect();
    let measures: Vec<_> = candidates.iter().map(|(_, measures)| measures).collect();
    let scores = Weights::of_headline().scores(&measures);
    let ranked = candidates.iter().zip(scores).map(|(&(at, measures), score)| {
        let is = |measure: Measure| measures[measure as usize] == 1;
        let is_teaser = is(Measure::Boxed) && is(Measure::DatedAbove);
        (score > LIKELY && !is_teaser, score, Reverse(at))
    });
    let best = ranked.filter(|(_, score, _)| *score > ENOUGH).max();
    best.map(|(is_likely, score, Reverse(at))| Best { at, score, is_likely })
}

/// Whether a line is a byline or a date, as they stand below a headline.
pub(super) fn is_signed(document: &Document<'_>, lines: &[Own], at: usize) -> bool {
    lines[at].dated || matches!(document.facts(at).kind, Kind::Byline | Kind::Date)
}

/// Whether a byline or a date follows a line.
pub(super) fn is_signed_below(document: &Document<'_>, lines: &[Own], at: usize) -> bool {
    let below = at + 1..(at + 1 + SIGNED_WITHIN).min(lines.len());
    below.into_iter().any(|below| is_signed(document, lines, below))
}

/// The lines that could be the headline, measured.
pub(super) fn candidates<'c>(
    document: &'c Document<'_>,
    lines: &'c [Own],
    first: usize,
    story: &'c Words,
) -> impl Iterator<Item = (usize, [i16; COUNT])> + 'c {
    let is_counted = |at: &usize| {
        let facts = document.facts(*at);
        facts.kind == Kind::Text && facts.credit.is_none()
    };
    let farthest = first.saturating_sub(FARTHEST);
    let top = (farthest..first).rev().filter(is_counted).nth(ABOVE - 1).unwrap_or(farthest);
    let window = top..(first + BELOW).min(lines.len());
    let is_text = move |at: usize| at >= first && lines[at].sentence;
    let known = Known::of(document, lines, first, &window, story);
    // A sentence printed twice in a row, a credit beside it, is what a picture shows.
    let is_scene = move |at: usize| {
        let is_pair = at > 0 && document.same_key(at - 1, at)
            || at + 1 < lines.len() && document.same_key(at, at + 1);
        let beside = at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(lines.len());
        lines[at].sentence
            && is_pair
            && beside.into_iter().any(|by| document.facts(by).kind == Kind::Credit)
    };
    // The text of a picture, its photographer in brackets or with an agency, may be printed as often
    // as a headline.
    let is_signed = move |at: usize| {
        let text = &document.lines[at].text;
        document.facts(at).credit.as_ref().is_some_and(|credit| {
            credit.strong
                && (text.ends_with([')', '）', ']', '】']) || text[credit.text_end..].contains('/'))
        })
    };
    // The text of a picture, printed once more with who made it.
    let is_shown = move |at: usize| {
        let near = at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(lines.len());
        lines[at].copies == 0
            && near.into_iter().any(|other| {
                let credit = document.facts(other).credit.as_ref();
                credit.is_some_and(|credit| {
                    let text = &document.lines[other].text[..credit.text_end];
                    !text.is_empty() && key::of(text) == document.key(at)
                })
            })
    };
    let could_be = move |&at: &usize| {
        document.facts(at).kind == Kind::Text
            && !is_signed(at)
            && !is_shown(at)
            && WORDS.contains(&lines[at].words)
            && !is_text(at)
            && !is_scene(at)
    };
    window.filter(could_be).map(move |at| (at, measure(document, lines, at, first, &known)))
}

/// What is known of the page and its story.
struct Known<'k> {
    story: &'k Words,
    /// The words of the page's first line.
    title: Words,
    /// The same line without its signs.
    bare_title: String,
    /// The sentences that the story begins with.
    lead: Vec<&'k str>,
    /// The lines from `start` on, without their signs.
    bare: Vec<String>,
    start: usize,
}

impl<'k> Known<'k> {
    fn of(
        document: &'k Document<'_>,
        lines: &[Own],
        first: usize,
        window: &Range<usize>,
        story: &'k Words,
    ) -> Self {
        let title = if document.lines.is_empty() { "" } else { document.key(0) };
        let sentences = (first..lines.len()).filter(|&at| lines[at].sentence);
        let start = window.start.saturating_sub(NEAR);
        let near = start..(window.end + NEAR).min(lines.len());
        Self {
            story,
            title: Words::of(title),
            bare_title: bare(start_of(title)),
            lead: sentences.take(LEAD).map(|at| start_of(document.key(at))).collect(),
            bare: near.map(|at| bare(start_of(document.key(at)))).collect(),
            start,
        }
    }

    /// A line without its signs, empty where it is far from all that could be the headline.
    fn bare(&self, at: usize) -> &str {
        at.checked_sub(self.start).and_then(|at| self.bare.get(at)).map_or("", String::as_str)
    }
}

/// The words of a key, with one space between: the same headline has other signs in a page's path,
/// in its title and over its story.
fn bare(key: &str) -> String {
    let is_sign = |char| !is_alphanumeric(char);
    let mut bare = String::with_capacity(key.len());
    for word in key.split(is_sign).filter(|word| !word.is_empty()) {
        if !bare.is_empty() {
            bare.push(' ');
        }
        bare.push_str(word);
    }
    bare
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
    let mut measures = [0; COUNT];
    let mut set = |measure: Measure, value: i32| measures[measure as usize] = value as i16;
    set(Measure::Shared, 10 * hits / words.max(1));
    set(Measure::Hits, hits.min(8));
    set(Measure::Echo, i32::from(at > 0 && words >= 2 && in_title * 10 >= words * 6));
    let copies_above = copies_above(document, lines, at);
    set(Measure::CopiesAbove, copies_above.min(MOST_COPIES));
    set(Measure::CopiesBelow, (own.copies - copies_above).min(MOST_COPIES));
    set(Measure::Between, below.clone().filter(|&at| is_plain(at)).take(10).count() as i32);
    set(Measure::Distance, below.len().min(40) as i32);
    let words_of = |at: Option<usize>| {
        at.and_then(|at| lines.get(at)).map_or(-1, |own| own.words.min(MOST_WORDS))
    };
    set(Measure::Words, own.words.min(MOST_WORDS));
    set(Measure::WordsAbove, words_of(at.checked_sub(1)));
    set(Measure::WordsBelow, words_of(Some(at + 1)));
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
    set(Measure::Signed, i32::from(is_signed_below(document, lines, at)));
    set(Measure::Inside, i32::from(at >= first));
    set(Measure::Lead, lead_words(document.key(at), &known.lead));
    set(Measure::Boxed, i32::from(is_boxed(lines, at)));
    set(
        Measure::Under,
        i32::from(
            at > 0 && is_plain(at - 1) && lead_words(document.key(at - 1), &known.lead) >= HALF,
        ),
    );
    set(Measure::DatedAbove, i32::from(at > 0 && lines[at - 1].dated));
    let bare = known.bare(at);
    let above = at.checked_sub(1).map(|above| known.bare(above)).filter(|above| !above.is_empty());
    let title = &*known.bare_title;
    set(Measure::BeginsTitle, i32::from(at > 0 && title.starts_with(bare)));
    set(
        Measure::HoldsTitle,
        i32::from(at > 0 && title.len() > SHORT_TITLE && bare.contains(title)),
    );
    set(Measure::BeginsAbove, i32::from(above.is_some_and(|above| bare.starts_with(above))));
    let near = || {
        let near = at.saturating_sub(NEAR)..(at + NEAR).min(lines.len());
        near.map(|at| (lines[at].words, known.bare(at)))
    };
    let in_other = near().any(|(_, other)| other.len() > bare.len() && other.contains(bare));
    set(Measure::InOther, i32::from(in_other));
    let holds_other =
        near().any(|(words, other)| words >= 2 && other.len() < bare.len() && bare.contains(other));
    set(Measure::HoldsOther, i32::from(holds_other));
    let sign = text.chars().find(|char| char.is_alphanumeric());
    set(Measure::Number, i32::from(sign.is_some_and(char::is_numeric)));
    let blanks = |at: usize| document.lines.get(at).map_or(0, |line| line.blanks.min(MOST_BLANKS));
    set(Measure::BlanksAbove, blanks(at) as i32);
    set(Measure::BlanksBelow, blanks(at + 1) as i32);
    let initials = own::initials(text);
    set(Measure::Capitals, 10 * initials.capitals / initials.words.max(1));
    measures
}

/// Lines above a line that say the same.
fn copies_above(document: &Document<'_>, lines: &[Own], at: usize) -> i32 {
    if lines[at].copies == 0 {
        return 0;
    }
    let hash = document.lines[at].hash;
    document.lines[..at].iter().filter(|line| line.hash == hash).count() as i32
}

/// The start of a line: every word of sixty lines is looked for in those of the lead, and every one
/// of these lines in those near it.
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
pub(super) fn is_boxed(lines: &[Own], at: usize) -> bool {
    let above =
        lines[at.saturating_sub(BOXED_WITHIN)..at].iter().rev().take_while(|own| !own.sentence);
    above.into_iter().any(|own| matches!(own.widget, Some(Widget::Related | Widget::ReadMore)))
}

#[cfg(test)]
mod tests {
    use super::{COUNT, NAMES, candidates, find, lead_words};
    use crate::stage::page::overlap::Words;
    use crate::stage::page::own;
    use crate::stage::page::with_lines;

    /// The headline over the line that begins with "The".
    fn headline(input: &str) -> Option<String> {
        with_lines(input, |document, _| {
            let first =
                document.lines.iter().position(|line| line.text.starts_with("The ")).unwrap_or(0);
            let (lines, _) = own::read(input, document);
            let story = Words::of(document.key(first));
            find(document, &lines, first, &story)
                .map(|best| document.lines[best.at].text.to_string())
        })
    }

    /// The candidates over the last line, which is the story.
    fn above_last(input: &str) -> Vec<(usize, [i16; COUNT])> {
        with_lines(input, |document, _| {
            let first = document.lines.len() - 1;
            let (lines, _) = own::read(input, document);
            let story = Words::of(document.key(first));
            candidates(document, &lines, first, &story).collect()
        })
    }

    #[test]
    fn what_a_picture_shows_is_no_headline() {
        let scene = "Ferries wait at the pier of Oakmouth.\n";
        let credit = "Photo: Lena Marsh\n";
        let story = "The ferry that links Oakmouth and Selby will run again on Monday.\n";
        for (name, above, wanted) in [
            ("below its credit", format!("{credit}{scene}{scene}"), false),
            ("above it", format!("{scene}{scene}{credit}"), false),
            ("printed once", format!("{credit}{scene}"), true),
            ("without a credit", format!("{scene}{scene}"), true),
            ("far from it", format!("{credit}Pier\n\nQuay\n\n{scene}{scene}"), true),
            ("with its own credit", format!("{} (AP Photo/Lena Marsh)\n", scene.trim()), false),
            ("with an agency", format!("{} (AP)\n", scene.trim()), true),
            ("with its own agency", format!("{} Lena Marsh/Reuters\n", scene.trim()), false),
            (
                "again with its credit",
                format!("{scene}\n{} (AP Photo/Lena Marsh)\n", scene.trim()),
                false,
            ),
            (
                "again further off",
                format!("{scene}Pier\n\nQuay\n\n{} (AP Photo/Lena Marsh)\n", scene.trim()),
                true,
            ),
            ("with a label and no brackets", "New picture: So the pier looks\n".to_owned(), true),
        ] {
            let input = format!("{above}{story}");
            let lines: Vec<&str> = input.lines().filter(|line| !line.is_empty()).collect();
            let is_other = |line: &str| matches!(line, "Photo: Lena Marsh" | "Pier" | "Quay");
            let found = above_last(&input).iter().any(|(at, _)| !is_other(lines[*at]));
            assert_eq!(found, wanted, "{name}");
        }
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
            with_lines(&input, |document, _| {
                let (lines, _) = own::read(&input, document);
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

    const STORY: &str = "The ferry that links Oakmouth and Selby will run again on Monday, nine days after the storm.";

    /// A measure of a line above the story.
    fn measured(above: &str, line: usize, name: &str) -> Option<i16> {
        let measure = NAMES.iter().position(|known| *known == name).unwrap();
        above_last(&format!("{above}{STORY}"))
            .iter()
            .find(|(at, _)| *at == line)
            .map(|(_, measures)| measures[measure])
    }

    #[test]
    fn lines_that_could_be_the_headline() {
        let found = |input: &str, first: usize| {
            with_lines(input, |document, _| {
                let (lines, _) = own::read(input, document);
                let story = Words::of(document.key(first));
                candidates(document, &lines, first, &story).map(|(at, _)| at).collect::<Vec<_>>()
            })
        };
        let many = "Ferry runs again\n".repeat(70);
        let words = |count: usize| format!("{}\nFerry runs", vec!["ferry"; count].join(" "));
        let buttons =
            |count: usize| format!("Ferry runs again\n{}{STORY}\n", "Share\n".repeat(count));
        let gallery = buttons(70).replace("Share", "The old pier (Photo: Lena Marsh)");
        for (name, input, first, expected) in [
            ("a hundred buttons below it", &*buttons(100), 101, vec![0]),
            ("a gallery below it", &*gallery, 71, vec![0]),
            ("399 buttons", &buttons(399), 400, vec![0]),
            ("400 buttons", &buttons(400), 401, vec![]),
            (
                "two lines of the body",
                "Ferry runs\nOld harbour\nOld pier\nOld quay",
                1,
                vec![0, 1, 2],
            ),
            ("the last line", "Ferry runs\nOld harbour\nOld pier", 1, vec![0, 1, 2]),
            ("a sentence of the body", &format!("Ferry runs\n{STORY}\nOld pier"), 1, vec![0, 2]),
            ("a sentence above it", &format!("{STORY}\nOld pier"), 1, vec![0, 1]),
            ("sixty lines above", &many, 68, (8..70).collect()),
            ("a word", "Ferry\nOld pier", 1, vec![1]),
            ("a byline", "By Lena Marsh\nOld pier", 1, vec![1]),
            ("44 words", &words(44), 1, vec![0, 1]),
            ("45 words", &words(45), 1, vec![1]),
        ] {
            assert_eq!(found(input, first), expected, "{name}");
        }
    }

    #[test]
    fn both_sides_of_the_measures_of_a_line() {
        let dated =
            |lines: usize| format!("Ferry runs again\n{}4 May 2022\n", "Old pier\n".repeat(lines));
        let opens = "Ferry pier opens soon\n";
        for (name, above, line, value) in [
            ("shared", "Ferry links harbour\n", 0, 6),
            ("shared", "Harbour walls\n", 0, 0),
            ("hits", "Ferry links harbour\n", 0, 2),
            ("hits", "Ferry that links Oakmouth Selby will again nine days\n", 0, 8),
            ("echo", &format!("{opens}Ferry pier opens again later\n"), 1, 1),
            ("echo", &format!("{opens}Ferry pier rests again later\n"), 1, 0),
            ("echo", &format!("{opens}The ferry\n"), 1, 0),
            ("echo", opens, 0, 0),
            ("title_share", &format!("{opens}Ferry pier rests again later\n"), 1, 5),
            ("title_share", &format!("{opens}Old harbour\n"), 1, 0),
            ("title_share", opens, 0, 0),
            ("between", "Ferry pier opens soon\nHarbour wall stays shut\nNews page\n", 0, 1),
            ("between", &"Harbour wall stays shut\n".repeat(12), 1, 10),
            ("distance", "Ferry pier opens soon\nHarbour wall stays shut\nNews page\n", 0, 2),
            ("distance", "Ferry pier opens soon\nHarbour wall stays shut\nNews page\n", 2, 0),
            ("signed", "Ferry runs again\nBy Lena Marsh\n", 0, 1),
            ("signed", "Ferry runs on 4 May 2022\nOld pier\n", 0, 0),
            ("signed", &dated(4), 0, 1),
            ("signed", &dated(5), 0, 0),
            ("stop", "Ferry runs again.\n", 0, 1),
            ("stop", "Ferry runs again!\n", 0, 0),
            ("ellipsis", "Ferry runs again…\n", 0, 1),
            ("ellipsis", "Ferry runs again:\n", 0, 1),
            ("ellipsis", "Ferry runs again.\n", 0, 0),
            ("symbol", "Ferry runs | Post\n", 0, 1),
            ("symbol", "Ferry runs again\n", 0, 0),
            ("dated", "Ferry runs on 4 May 2022\n", 0, 1),
            ("dated", "Ferry runs on Mondays\n", 0, 0),
            ("dated_above", "Ferry runs on 4 May 2022\nOld pier\n", 1, 1),
            ("dated_above", "Ferry runs on 4 May 2022\nOld pier\n", 0, 0),
            ("bullet", "• Ferry runs again\n", 0, 1),
            ("bullet", "Ferry runs again\n", 0, 0),
            ("stops", "Ferry rests. It stays in the dock. Nobody knows why\n", 0, 2),
            ("stops", "Ferry stays in the dock\n", 0, 0),
            ("inside", opens, 0, 0),
            ("under", "Ferry links harbour quays pierside\nOld pier\nNews page\n", 1, 1),
            ("under", "Ferry links\nOld pier\nNews page\n", 1, 0),
            ("under", "Ferry stays with harbour quays\nOld pier\nNews page\n", 1, 0),
            ("under", "News page\nOld pier\nFerry links harbour quays pierside\n", 1, 0),
            ("under", "Ferry links harbour quays pierside\n", 0, 0),
            ("holds_title", "Ferry again soon\n", 0, 0),
            ("boxed", "Most read\nFerry runs again\n", 1, 1),
            ("boxed", "News page\nFerry runs again\n", 1, 0),
        ] {
            assert_eq!(
                measured(above, line, name),
                Some(value),
                "{name} of line {line} of {above}"
            );
        }
        let kinds = ["Harbour wall stays shut", "4 May 2022", "Old pier", "Market moves to depot"];
        for (lines, above, below) in [
            ([0, 0, 0, 0, 0], 2, 2),
            ([0, 3, 2, 1, 0], 2, 1),
            ([0, 2, 0, 2, 2], 1, 0),
            ([2, 2, 3, 3, 2], 0, 1),
        ] {
            let input: String = lines.iter().map(|&kind| kinds[kind].to_owned() + "\n").collect();
            assert_eq!(measured(&input, 2, "crowd_above"), Some(above), "{input}");
            assert_eq!(measured(&input, 2, "crowd_below"), Some(below), "{input}");
        }
    }

    #[test]
    fn both_sides_of_the_measures_of_forms_near_by() {
        let title = "Ferry runs again | Selby Post\n";
        for (name, above, line, value) in [
            ("copies_above", "Ferry runs again\nHome page\nFerry runs again\n", 2, 1),
            ("copies_above", "Ferry runs again\nHome page\nFerry runs again\n", 0, 0),
            ("copies_below", "Ferry runs again\nHome page\nFerry runs again\n", 0, 1),
            ("copies_below", "Ferry runs again\nHome page\nFerry runs again\n", 2, 0),
            ("copies_above", &"Ferry runs again\n".repeat(6), 4, 4),
            ("copies_above", &"Ferry runs again\n".repeat(6), 5, 4),
            ("begins_title", &format!("{title}Ferry runs again\n"), 1, 1),
            ("begins_title", &format!("{title}Ferry runs daily\n"), 1, 0),
            ("begins_title", title, 0, 0),
            ("holds_title", "Ferry again\nOakmouth: Ferry again from Monday\n", 1, 1),
            ("holds_title", "Ferry again\nOakmouth: Ferry runs again\n", 1, 0),
            ("holds_title", "The Post\nThe Post on the ferry\n", 1, 0),
            ("begins_above", "Ferry news\nFerry news: it runs again\n", 1, 1),
            ("begins_above", "Harbour news\nFerry news: it runs again\n", 1, 0),
            ("in_other", "Home > Local > Ferry runs again\nFerry runs again\n", 1, 1),
            ("in_other", "Home > Local > Ferry rests again\nFerry runs again\n", 1, 0),
            ("in_other", "Ferry runs again\nFerry runs again\n", 1, 0),
            ("holds_other", "Ferry runs\nOakmouth ferry runs again\n", 1, 1),
            ("holds_other", "Ferry\nOakmouth ferry runs again\n", 1, 0),
            ("number", "9 days without a ferry\n", 0, 1),
            ("number", "Nine days without 9 ferries\n", 0, 0),
            ("words_above", "Ferry runs again\n", 0, -1),
            ("words_above", "Local news\nFerry runs again\n", 1, 2),
            ("words_below", "Ferry runs again\nBy Lena Marsh\n", 0, 3),
        ] {
            assert_eq!(
                measured(above, line, name),
                Some(value),
                "{name} of line {line} of {above}"
            );
        }
    }

    #[test]
    fn a_likely_headline_goes_before_the_teasers_of_a_box() {
        let story = "The ferry that links Oakmouth and Selby will run again on Monday, nine days after the storm.";
        let teaser = "Oakmouth ferry that links Selby will stop on Monday after the storm";
        let find = |time: &str, over: &str| {
            headline(&format!(
                "Home\nNews\nSport\n\nMost read\n{time}{teaser}\n* 7:05 a.m.\nBoats lost their nets\n\nRelated news\n* 7 p.m.\nHerring prices fall\n{time}{teaser}\n\nOakmouth, 4 May 2022 7:43 p.m.\n\n{over}\n\n{story}"
            ))
        };
        let (likely, unlikely) = ("Ferry runs again", "Good evening from us all");
        for (name, time, over, wanted) in [
            ("below a time", "* 6:03 p.m.\n", likely, likely),
            ("below none", "", likely, teaser),
            ("with nothing likely", "* 6:03 p.m.\n", unlikely, teaser),
        ] {
            assert_eq!(find(time, over).as_deref(), Some(wanted), "{name}");
        }
    }

    #[test]
    fn blank_lines_and_capitals_around_a_line() {
        let story = "The ferry runs again from Monday, the harbour office said.";
        let of = |input: &str| {
            let measures = above_last(&format!("{input}{story}")).pop().map(|(_, it)| it);
            let of = |name: &str| NAMES.iter().position(|known| *known == name);
            ["blanks_above", "blanks_below", "capitals"]
                .map(|name| measures.zip(of(name)).map_or(-1, |(it, at)| it[at]))
        };
        for (above, expected) in [
            ("Home\nFerry runs again\n", [0, 0, 3]),
            ("Home\n\nFerry Runs again\n\n\n", [1, 2, 6]),
            ("Home\n\n\n\n\n\nFerry Runs “Again”\n\n\n\n\n\n\n", [4, 4, 10]),
            ("Home\n渡船 周一 恢复 通航\n", [0, 0, 0]),
            ("Home\nferry 24 runs\n", [0, 0, 0]),
        ] {
            assert_eq!(of(above), expected, "{above}");
        }
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
