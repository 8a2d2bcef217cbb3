//! Whether a text is a whole page: from its short lines, since articles have few and pages have
//! them in runs, and from how far its sentences are set in, since tables of a page's layout are
//! rendered with blanks.

use std::collections::HashSet;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::tokens;
use crate::recognize::shape::End;
use crate::stage::page::own;
use crate::stage::{Document, Kind};

/// Words of a short line are fewer.
const SHORT_WORDS: usize = 6;
/// Code points beyond which no line is short.
const SHORT_CHARS: u32 = 80;
/// Signs between the links of one line, and links of a line that is a menu: such a line counts as
/// that many short ones.
const BETWEEN_LINKS: [char; 4] = ['|', '│', '｜', '¦'];
const LINKS: usize = 4;
/// Columns that a sentence is set in by the tables of a layout: quotations are set in by less. Of
/// 1,003 pages rendered with their blanks, 703 have three such sentences, and 4,700 articles and
/// dumps have none.
const SET_IN: i32 = 12;
const SET_IN_SENTENCES: usize = 3;
const SET_IN_POINTS: usize = 4;
/// Columns further than which no text of 80 columns sets its lines in, and lines that a layout sets
/// in so: three, and one in four, as a report has tables whose heads begin as far to the right.
const FAR_IN: i32 = 60;
const FAR_IN_LINES: usize = 3;
const FAR_IN_PART: usize = 4;
/// Lines that follow one another in a run.
const RUN: usize = 5;
/// Points that make a page. Articles and dumps of them reach two, or three with a menu in front.
const ENOUGH: usize = 5;
const ENOUGH_ON_ONE_SIDE: usize = 6;

/// Words of a headline.
const HEADLINE_WORDS: usize = 3;
/// Lines to the first one's copy, a label and a date among them, and from a copy to the article: a
/// share bar, no menu.
const TOP: usize = 3;
const HEAD: usize = 16;
/// Articles of a dump.
const ARTICLES: usize = 2;

/// What speaks for a page.
#[derive(Debug, Default, PartialEq, Eq)]
struct Evidence {
    lines: usize,
    /// Lines of a few words without an end.
    short: usize,
    /// Of them, above the first sentence and below the last one.
    above: usize,
    below: usize,
    /// Lines in the longest run of them, and runs of five and more.
    longest: usize,
    runs: usize,
    /// Different widgets of the word lists.
    widgets: usize,
    /// Sentences, and those of them that are set in as by the tables of a layout.
    sentences: usize,
    set_in: usize,
    /// Lines that are set in far.
    far_in: usize,
}

/// Whether a text has the marks of a whole page. Text whose lines all stand one blank line apart is
/// none, and neither is one that begins with a doubled headline over an article and goes on with
/// another: articles are printed that way. Linear.
pub(super) fn is_page(input: &str, document: &Document<'_>) -> bool {
    let is_printed = document.lines.iter().skip(1).all(|line| line.blanks == 1);
    !is_printed && Evidence::of(input, document).is_enough() && !is_dump(document)
}

/// Whether a headline printed twice stands at the top and again below, each over an article: two
/// sentences, where a teaser has one.
fn is_dump(document: &Document<'_>) -> bool {
    let is_head = |at: usize| {
        let is_title =
            document.facts(at).kind == Kind::Text && words(document, at) >= HEADLINE_WORDS;
        at > 0
            && is_title
            && document.lines[at].blanks > 0
            && document.lines[at].text == document.lines[at - 1].text
    };
    let is_sentence =
        |at: usize| document.facts(at).shape.end == End::Stop && words(document, at) >= SHORT_WORDS;
    let heads: Vec<usize> = (0..document.lines.len()).filter(|&at| is_head(at)).collect();
    let has_article = |head: usize, end: usize| {
        let mut sentences = (head..end).filter(|&at| is_sentence(at));
        sentences.next().is_some_and(|first| first <= head + HEAD) && sentences.next().is_some()
    };
    let ends = heads.iter().skip(1).copied().chain([document.lines.len()]);
    let articles = heads.iter().zip(ends).filter(|&(&head, end)| has_article(head, end)).count();
    // Where a page prints its menus twice, most doubled lines stand over nothing.
    heads.first().is_some_and(|&first| first <= TOP)
        && articles >= ARTICLES
        && articles * 2 > heads.len()
}

impl Evidence {
    fn of(input: &str, document: &Document<'_>) -> Self {
        let mut evidence = Self { lines: document.lines.len(), ..Self::default() };
        let mut widgets: HashSet<u64, BuildKeyHasher> = HashSet::default();
        let (mut run, mut since_sentence, mut has_sentence) = (0, 0, false);
        for at in 0..document.lines.len() {
            let facts = document.facts(at);
            let is_ended = matches!(facts.shape.end, End::Stop | End::Mark);
            let has_few_words =
                facts.shape.chars <= SHORT_CHARS && words(document, at) < SHORT_WORDS;
            let indent = own::indent(input, &document.lines[at].span);
            evidence.far_in += usize::from(indent >= FAR_IN);
            let links = links(&document.lines[at].text);
            let short = if !is_ended && has_few_words { 1 } else { links };
            if matches!(facts.kind, Kind::Widget(_)) {
                widgets.insert(document.lines[at].hash);
            }
            if short > 0 {
                evidence.short += short;
                evidence.lines += short - 1;
                run += short;
                since_sentence += short;
                continue;
            }
            evidence.end_run(run);
            run = 0;
            if is_ended && !has_few_words {
                if !has_sentence {
                    evidence.above = since_sentence;
                }
                (has_sentence, since_sentence) = (true, 0);
                evidence.sentences += 1;
                evidence.set_in += usize::from(indent >= SET_IN);
            }
        }
        evidence.end_run(run);
        evidence.below = if has_sentence { since_sentence } else { 0 };
        evidence.widgets = widgets.len();
        evidence
    }

    fn end_run(&mut self, lines: usize) {
        self.longest = self.longest.max(lines);
        self.runs += usize::from(lines >= RUN);
    }

    /// Whether enough speaks for a page. Where few widgets are known and short lines stand on one
    /// side of the sentences only, as tables do in an article, it takes more; without any
    /// widget, it is none.
    fn is_enough(&self) -> bool {
        let reached = |value: usize, thresholds: &[usize]| {
            thresholds.iter().filter(|&&threshold| value >= threshold).count()
        };
        let (above, below) = (reached(self.above, &[6, 14]), reached(self.below, &[6, 14]));
        let widgets = reached(self.widgets, &[3, 6, 9, 12]);
        let share = usize::from(self.short >= 20 && self.short * 4 >= self.lines)
            + usize::from(self.short >= 10 && self.short * 2 >= self.lines);
        let points = above
            + below
            + widgets
            + reached(self.longest, &[8, 16])
            + reached(self.runs, &[2, 4])
            + share;
        let is_set_in = self.set_in >= SET_IN_SENTENCES && self.set_in * 2 > self.sentences;
        let is_one_sided = widgets == 0 && (above == 0 || below == 0);
        if self.far_in >= FAR_IN_LINES && self.far_in * FAR_IN_PART >= self.lines {
            return true;
        }
        if is_set_in {
            points + SET_IN_POINTS >= ENOUGH
        } else if is_one_sided {
            self.widgets > 0 && points >= ENOUGH_ON_ONE_SIDE
        } else {
            points >= ENOUGH
        }
    }
}

/// The links of a line that is a row of them, or 0.
fn links(line: &str) -> usize {
    if !line.contains(BETWEEN_LINKS) {
        return 0;
    }
    let mut links = 0;
    for cell in line.split(BETWEEN_LINKS).map(str::trim).filter(|cell| !cell.is_empty()) {
        if tokens::count(cell).total() >= SHORT_WORDS {
            return 0;
        }
        links += 1;
    }
    if links >= LINKS { links } else { 0 }
}

fn words(document: &Document<'_>, at: usize) -> usize {
    document.facts(at).words as usize
}

#[cfg(test)]
mod tests {
    use super::Evidence;
    use crate::stage::Document;
    use crate::stage::page::with_lines;

    fn read(text: &str) -> Document<'_> {
        with_lines(text, |document, _| std::mem::take(document))
    }

    fn is_page(text: &str) -> bool {
        super::is_page(text, &read(text))
    }

    fn evidence(text: &str) -> Evidence {
        Evidence::of(text, &read(text))
    }

    const MENU: &str = "Home\nNews\nSport\nWeather\nBusiness\nHarbour\nOpinion\nCulture\n";
    const STORY: &str = "The harbour wall was closed on Monday after a storm.\nNobody was hurt, the mayor said late in the evening.\n";
    const FOOT: &str =
        "Share\nMost read\nContact us\nTerms of use\nPrivacy policy\nCookies\nAdvertise with us\n";

    #[test]
    fn a_menu_a_story_and_a_foot_are_a_page() {
        assert!(is_page(&format!("{MENU}{STORY}{FOOT}")));
        assert!(!is_page(&format!("{MENU}{STORY}")));
        assert!(!is_page(STORY));
        assert!(!is_page(""));
    }

    #[test]
    fn what_is_printed_as_an_article_is_one() {
        let printed = format!("{MENU}{STORY}{FOOT}").replace('\n', "\n\n");
        assert!(!is_page(&printed));
    }

    #[test]
    fn a_table_in_an_article_makes_no_page() {
        let table = (1..40)
            .flat_map(|row| {
                [
                    "Club ".to_owned(),
                    row.to_string(),
                    " 80
"
                    .to_owned(),
                ]
            })
            .collect::<String>();
        assert!(!is_page(&format!("Table after round nine\n\n{STORY}{table}{STORY}{table}")));
    }

    #[test]
    fn articles_with_share_bars_are_no_page() {
        let bar = "Share\nTweet\nPrint\nWhatsApp\nFacebook\nEmail\n";
        let article = |title: &str, text: &str| {
            format!("{title}\n\n{title}\n\nBy Nora Stell\n\n{bar}\n{text}\n{FOOT}\n\n\n")
        };
        let second = article("Market moves to depot", STORY);
        assert!(is_page(&format!("{MENU}{STORY}{second}")), "a doubled headline far below the top");
        let first = article("Harbour wall closed", STORY);
        assert!(!is_page(&format!("{first}{second}")));
        assert!(
            !is_page(&format!("Local\n\n{first}Local\n\n{second}")),
            "a label above the first one"
        );
        assert!(is_page(&first), "one article");
        let teaser = article("Market moves to depot", "The market moves to the depot in May.\n");
        assert!(is_page(&format!("{first}{teaser}")), "a teaser has one sentence");
        let glued = second.replacen("depot\n\n", "depot\n", 1);
        assert!(is_page(&format!("{first}{glued}")), "no blank line between the two");
        let below_menu = first.replacen(bar, &MENU.repeat(2), 1);
        assert!(is_page(&format!("{below_menu}{second}")), "a menu below the title of a page");
        let menus = ["Harbour and town", "Sea and river", "Fish and market"]
            .map(|name| format!("{name}\n\n{name}\n"))
            .concat();
        assert!(is_page(&format!("{first}{menus}{second}{menus}")), "menus printed twice");
    }

    #[test]
    fn rows_of_links_are_short_lines() {
        for (name, line, wanted) in [
            ("four", "Home | News | Sport | Weather", 4),
            ("set as a box", "Home│News│Sport│Weather│Jobs", 5),
            ("empty cells", "| Home | News || Sport | Weather |", 4),
            ("three", "Home | News | Sport", 0),
            ("a sentence", "Home | News | Sport | The harbour wall was closed on Monday", 0),
            ("five words", "Home | News | Sport | The wall is still closed", 4),
            ("none", "The harbour wall was closed on Monday.", 0),
            ("a list of names", "Dunlin, Stell, Marsh, Kalder", 0),
        ] {
            assert_eq!(super::links(line), wanted, "{name}");
        }
        let row = "Home | News | Sport | Weather | Business | Harbour | Opinion | Culture\n";
        let found = evidence(&format!("{row}{STORY}"));
        assert_eq!((found.lines, found.short, found.above, found.longest), (10, 8, 8, 8));
        assert!(is_page(&format!("{row}{STORY}{FOOT}")), "a row in place of a menu");
    }

    #[test]
    fn what_a_layout_sets_in() {
        let set_in = |text: &str, columns: usize| {
            let lines: Vec<_> =
                text.lines().map(|line| " ".repeat(columns) + line + "\n").collect();
            lines.concat()
        };
        let three = format!("{STORY}The wall was built of stone before the first war began.\n");
        let short = "Home\nNews\nSport\nWeather\nBusiness\nHarbour\n";
        for (name, text, wanted) in [
            ("sentences and a menu", format!("{short}{}", set_in(&three, 12)), true),
            ("sentences alone", set_in(&three, 12), false),
            ("not set in", format!("{short}{three}"), false),
            ("less far", format!("{short}{}", set_in(&three, 11)), false),
            ("two sentences", format!("{short}{}", set_in(STORY, 12)), false),
            ("half of the sentences", format!("{short}{three}{}", set_in(&three, 12)), false),
            ("more than half", format!("{short}{STORY}{}", set_in(&three, 12)), true),
            ("far", set_in(&three, 60), true),
            ("nearly as far", set_in(&three, 59), false),
            ("two lines", set_in(STORY, 60), false),
            ("one line in four", format!("{}{}", set_in(&three, 60), three.repeat(3)), true),
            (
                "heads of tables in a report",
                format!("{}{}{short}", set_in("2021\n2022\n2023\n", 60), three.repeat(3)),
                false,
            ),
        ] {
            assert_eq!(is_page(&text), wanted, "{name}");
        }
    }

    #[test]
    fn evidence_is_counted() {
        let found = evidence(&format!("{MENU}{STORY}{FOOT}"));
        assert_eq!((found.lines, found.short, found.above, found.below), (17, 15, 8, 7));
        assert_eq!((found.longest, found.runs), (8, 2));
    }

    #[test]
    fn both_sides_of_what_a_dump_is() {
        let article = |title: &str, text: &str| format!("{title}\n\n{title}\n\n{text}\n\n");
        let first = article("Harbour wall closed", STORY);
        let second = article("Market moves to depot", STORY);
        let third = article("Ferry runs again", STORY);
        let empty = |title: &str| article(title, "News");
        let (sea, fish) = (empty("Sea and river"), empty("Fish and market"));
        let after = |short: usize| {
            let lines = "Share\n".repeat(short);
            article("Harbour wall closed", &format!("{lines}{STORY}")) + &second
        };
        for (name, text, wanted) in [
            ("two articles", format!("{first}{second}"), true),
            ("below an empty line", format!("\n\n{first}{second}"), true),
            ("a title of two words", format!("{first}{}", article("Harbour market", STORY)), false),
            (
                "one long sentence and a short one",
                format!(
                    "{first}{}",
                    article(
                        "Market moves to depot",
                        "The harbour wall was closed on Monday.\nIt rains."
                    )
                ),
                false,
            ),
            (
                "one sentence and a long line without an end",
                format!(
                    "{first}{}",
                    article(
                        "Market moves to depot",
                        "The harbour wall was closed on Monday.\nThe market of the harbour moves to the depot"
                    )
                ),
                false,
            ),
            ("a short share bar", after(15), true),
            ("a longer one", after(16), false),
            ("two of four", format!("{first}{second}{sea}{fish}"), false),
            ("two of three", format!("{first}{second}{sea}"), true),
            ("three of five", format!("{first}{second}{third}{sea}{fish}"), true),
        ] {
            assert_eq!(super::is_dump(&read(&text)), wanted, "{name}");
        }
    }

    #[test]
    fn lines_that_are_short_and_lines_that_are_sentences() {
        for (name, line, short, sentences) in [
            ("five words", "The wall is still closed", 1, 0),
            ("six words", "The wall is still closed today", 0, 0),
            ("five words of a sentence", "The wall is still closed.", 0, 0),
            ("six words of a sentence", "The wall is still closed today.", 0, 1),
            ("a question", "Is the wall still closed today?", 0, 1),
            ("80 code points", &"harbours".repeat(10), 1, 0),
            ("81 code points", &format!("{}s", "harbours".repeat(10)), 0, 0),
        ] {
            let found = evidence(line);
            assert_eq!((found.short, found.sentences), (short, sentences), "{name}");
        }
    }

    #[test]
    fn both_sides_of_what_is_enough() {
        let four = || Evidence {
            lines: 1000,
            above: 6,
            below: 6,
            longest: 8,
            runs: 2,
            ..Evidence::default()
        };
        let above = || Evidence { lines: 1000, above: 14, longest: 16, ..Evidence::default() };
        let one = || Evidence { above: 6, set_in: 3, sentences: 5, ..Evidence::default() };
        let far = || Evidence { lines: 12, far_in: 3, ..Evidence::default() };
        for (name, evidence, wanted) in [
            ("four points", four(), false),
            ("more above", Evidence { above: 14, ..four() }, true),
            ("nearly as much above", Evidence { above: 13, ..four() }, false),
            ("more below", Evidence { below: 14, ..four() }, true),
            ("nearly as much below", Evidence { below: 13, ..four() }, false),
            ("a longer run", Evidence { longest: 16, ..four() }, true),
            ("one nearly as long", Evidence { longest: 15, ..four() }, false),
            ("four runs", Evidence { runs: 4, ..four() }, true),
            ("three runs", Evidence { runs: 3, ..four() }, false),
            ("three widgets", Evidence { widgets: 3, ..four() }, true),
            ("two widgets", Evidence { widgets: 2, ..four() }, false),
            ("one line in four is short", Evidence { short: 20, lines: 80, ..four() }, true),
            ("fewer are", Evidence { short: 20, lines: 81, ..four() }, false),
            ("fewer short lines", Evidence { short: 19, lines: 76, ..four() }, false),
            ("half of few lines are short", Evidence { short: 10, lines: 20, ..four() }, true),
            ("less than half", Evidence { short: 10, lines: 21, ..four() }, false),
            ("half of very few lines", Evidence { short: 9, lines: 18, ..four() }, false),
            ("half counts twice", Evidence { short: 20, lines: 40, runs: 0, ..four() }, true),
            ("one side, two runs", Evidence { runs: 2, widgets: 2, ..above() }, false),
            ("one side, four runs", Evidence { runs: 4, widgets: 1, ..above() }, true),
            ("one side, no widget", Evidence { runs: 4, ..above() }, false),
            ("one side, three widgets", Evidence { widgets: 3, ..above() }, true),
            (
                "the other side, four runs",
                Evidence { above: 0, below: 14, runs: 4, ..above() },
                false,
            ),
            ("set in, with one point", one(), true),
            ("set in, without a point", Evidence { above: 5, ..one() }, false),
            ("half is set in", Evidence { sentences: 6, ..one() }, false),
            ("two are set in", Evidence { set_in: 2, sentences: 2, ..one() }, false),
            ("far in", far(), true),
            ("fewer than one in four", Evidence { lines: 13, ..far() }, false),
            ("two far in", Evidence { far_in: 2, lines: 2, ..far() }, false),
        ] {
            assert_eq!(evidence.is_enough(), wanted, "{name}: {evidence:?}");
        }
    }
}
