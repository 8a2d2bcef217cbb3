//! Whether a text is a whole page: from its short lines alone, since articles have few and pages
//! have them in runs.

use std::collections::HashSet;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::tokens;
use crate::recognize::shape::End;
use crate::stage::{Document, Kind};

/// Words of a short line are fewer.
const SHORT_WORDS: usize = 6;
/// Code points beyond which no line is short.
const SHORT_CHARS: usize = 80;
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
}

/// Whether a text has the marks of a whole page. Text whose lines all stand one blank line apart is
/// none, and neither is one that begins with a doubled headline over an article and goes on with
/// another: articles are printed that way. Linear.
pub(super) fn is_page(document: &Document<'_>) -> bool {
    let is_printed = document.lines.iter().skip(1).all(|line| line.blanks == 1);
    !is_printed && Evidence::of(document).is_enough() && !is_dump(document)
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
    fn of(document: &Document<'_>) -> Self {
        let mut evidence = Self { lines: document.lines.len(), ..Self::default() };
        let mut widgets: HashSet<u64, BuildKeyHasher> = HashSet::default();
        let (mut run, mut since_sentence, mut has_sentence) = (0, 0, false);
        for at in 0..document.lines.len() {
            let facts = document.facts(at);
            let is_ended = matches!(facts.shape.end, End::Stop | End::Mark);
            let has_few_words =
                facts.shape.chars <= SHORT_CHARS && words(document, at) < SHORT_WORDS;
            let is_short = !is_ended && has_few_words;
            if matches!(facts.kind, Kind::Widget(_)) {
                widgets.insert(document.lines[at].hash);
            }
            if is_short {
                evidence.short += 1;
                run += 1;
                since_sentence += 1;
                continue;
            }
            evidence.end_run(run);
            run = 0;
            if is_ended && !has_few_words {
                if !has_sentence {
                    evidence.above = since_sentence;
                }
                (has_sentence, since_sentence) = (true, 0);
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
        let is_one_sided = widgets == 0 && (above == 0 || below == 0);
        if is_one_sided {
            self.widgets > 0 && points >= ENOUGH_ON_ONE_SIDE
        } else {
            points >= ENOUGH
        }
    }
}

fn words(document: &Document<'_>, at: usize) -> usize {
    tokens::count(document.key(at)).total()
}

#[cfg(test)]
mod tests {
    use super::{Evidence, is_page};
    use crate::stage::Document;
    use crate::stage::page::with_lines;

    fn read(text: &str) -> Document<'_> {
        with_lines(text, |document, _| std::mem::take(document))
    }

    const MENU: &str = "Home\nNews\nSport\nWeather\nBusiness\nHarbour\nOpinion\nCulture\n";
    const STORY: &str = "The harbour wall was closed on Monday after a storm.\nNobody was hurt, the mayor said late in the evening.\n";
    const FOOT: &str =
        "Share\nMost read\nContact us\nTerms of use\nPrivacy policy\nCookies\nAdvertise with us\n";

    #[test]
    fn a_menu_a_story_and_a_foot_are_a_page() {
        assert!(is_page(&read(&format!("{MENU}{STORY}{FOOT}"))));
        assert!(!is_page(&read(&format!("{MENU}{STORY}"))));
        assert!(!is_page(&read(STORY)));
        assert!(!is_page(&read("")));
    }

    #[test]
    fn what_is_printed_as_an_article_is_one() {
        let printed = format!("{MENU}{STORY}{FOOT}").replace('\n', "\n\n");
        assert!(!is_page(&read(&printed)));
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
        assert!(!is_page(&read(&format!(
            "Table after round nine\n\n{STORY}{table}{STORY}{table}"
        ))));
    }

    #[test]
    fn articles_with_share_bars_are_no_page() {
        let bar = "Share\nTweet\nPrint\nWhatsApp\nFacebook\nEmail\n";
        let article = |title: &str, text: &str| {
            format!("{title}\n\n{title}\n\nBy Nora Stell\n\n{bar}\n{text}\n{FOOT}\n\n\n")
        };
        let second = article("Market moves to depot", STORY);
        assert!(
            is_page(&read(&format!("{MENU}{STORY}{second}"))),
            "a doubled headline far below the top"
        );
        let first = article("Harbour wall closed", STORY);
        assert!(!is_page(&read(&format!("{first}{second}"))));
        assert!(
            !is_page(&read(&format!("Local\n\n{first}Local\n\n{second}"))),
            "a label above the first one"
        );
        assert!(is_page(&read(&first)), "one article");
        let teaser = article("Market moves to depot", "The market moves to the depot in May.\n");
        assert!(is_page(&read(&format!("{first}{teaser}"))), "a teaser has one sentence");
        let glued = second.replacen("depot\n\n", "depot\n", 1);
        assert!(is_page(&read(&format!("{first}{glued}"))), "no blank line between the two");
        let below_menu = first.replacen(bar, &MENU.repeat(2), 1);
        assert!(
            is_page(&read(&format!("{below_menu}{second}"))),
            "a menu below the title of a page"
        );
        let menus = ["Harbour and town", "Sea and river", "Fish and market"]
            .map(|name| format!("{name}\n\n{name}\n"))
            .concat();
        assert!(is_page(&read(&format!("{first}{menus}{second}{menus}"))), "menus printed twice");
    }

    #[test]
    fn evidence_is_counted() {
        let evidence = Evidence::of(&read(&format!("{MENU}{STORY}{FOOT}")));
        assert_eq!(
            (evidence.lines, evidence.short, evidence.above, evidence.below),
            (17, 15, 8, 7)
        );
        assert_eq!((evidence.longest, evidence.runs), (8, 2));
    }
}
