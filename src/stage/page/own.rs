//! What a line of a page is worth on its own: enough to find where the dense text lies.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::tokens::is_unspaced;
use crate::recognize::artifact::Widget;
use crate::recognize::shape::End;
use crate::recognize::timestamp::{Says, When};
use crate::stage::page::blocks::{self, Block};
use crate::stage::{Document, Kind, Line};

/// Words of a sentence, and of a text without an end that is worth something all the same.
pub(super) const SENTENCE_WORDS: i32 = 6;
const LONG_WORDS: i32 = 15;
/// Words of a teaser that is cut with an ellipsis: a text with more is a paragraph.
const TEASER_WORDS: i32 = 60;
/// Words of a title at most where no sign ends a sentence: 120 code points of Thai.
const TITLE_WORDS: i32 = 60;
/// Words of one line that count.
pub(super) const MOST_WORDS: i32 = 100;
/// Words of a line that may be a date with a name.
const DATED_WORDS: i32 = 14;
/// Percent of capitals in a row of titles.
const TITLES: i32 = 60;
/// Signs of a row of links, and words that one of its links has not: half a sentence, as a table's
/// row may have.
const LINKS: i32 = 4;
const LINK_WORDS: i32 = 5;
/// Bytes of a row in which signs are counted.
const LONGEST_ROW: usize = 400;
/// Bytes that are searched for signs.
const LONGEST_SYMBOL: usize = 200;
/// Indent beyond which all are alike.
const DEEPEST: usize = 60;

/// What a line costs or brings: sentences bring their words, everything short costs.
mod gain {
    pub(super) const SHORT: i32 = -9;
    pub(super) const WIDGET: i32 = -12;
    pub(super) const COPY: i32 = -4;
    pub(super) const DATED: i32 = -3;
    pub(super) const SYMBOL: i32 = -2;
    pub(super) const OTHER_INDENT: i32 = -8;
}

/// How a short line says when. Of sentences below lines with a day and a time none but a story's
/// first are of the story, where a page has three and more of them; below times alone nearly all
/// are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Stamp {
    /// Not at all, or by a day alone.
    #[default]
    None,
    /// By a day and a time, or by how long ago, as comments and teasers do.
    Post,
    /// By a time of day alone, as the entries of a live report do.
    Clock,
}

/// A line on its own.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    /// Words; two code points of an unspaced script count as one.
    pub(super) words: i32,
    pub(super) end: End,
    /// Whether it is a sentence: six words, and an end.
    pub(super) sentence: bool,
    /// Whether it is short and says when.
    pub(super) dated: bool,
    /// Whose way it says when in, if it is short and does.
    pub(super) stamp: Stamp,
    pub(super) widget: Option<Widget>,
    /// Whether it holds a sign of links, of handles or of legal lines.
    pub(super) has_symbol: bool,
    /// Other lines with the same key.
    pub(super) copies: i32,
    /// Spaces before it, 60 at most.
    pub(super) indent: i32,
    gain: i32,
}

impl Own {
    /// The words of a sentence, 100 at most; 0 where it is none.
    pub(super) fn mass(&self) -> i32 {
        if self.sentence { self.words.min(MOST_WORDS) } else { 0 }
    }
}

/// The lines of a page and the runs of them that are worth most. Linear.
pub(super) fn read(input: &str, document: &Document<'_>) -> (Vec<Own>, Vec<Block>) {
    let mut copies: HashMap<u64, i32, BuildKeyHasher> = HashMap::default();
    for line in &document.lines {
        *copies.entry(line.hash).or_default() += 1;
    }
    let mut lines: Vec<Own> = Vec::with_capacity(document.lines.len());
    for line in &document.lines {
        lines.push(own(input, line, copies[&line.hash] - 1));
    }
    let usual = usual_indent(&lines);
    for (own, line) in lines.iter_mut().zip(&document.lines) {
        own.gain = gain(own, line, usual);
    }
    let gains: Vec<i32> = lines.iter().map(|own| own.gain).collect();
    let blocks = blocks::maximal(&gains);
    (lines, blocks)
}

fn own(input: &str, line: &Line<'_>, copies: i32) -> Own {
    let words = i32::try_from(line.facts.words).unwrap_or(i32::MAX);
    let end = match line.facts.shape.end {
        End::Open if words > TITLE_WORDS && has_no_stops(&line.text) => End::Stop,
        end => end,
    };
    let is_short = words <= DATED_WORDS;
    let says = if is_short { line.facts.whole.says } else { Says::default() };
    Own {
        words,
        end,
        sentence: matches!(end, End::Stop | End::Mark) && words >= SENTENCE_WORDS,
        dated: says.day || says.time,
        stamp: match (says.day, says.time) {
            (true, true) => Stamp::Post,
            _ if says.only == Some(When::Ago) => Stamp::Post,
            (false, true) => Stamp::Clock,
            (_, false) => Stamp::None,
        },
        widget: if let Kind::Widget(widget) = line.facts.kind { Some(widget) } else { None },
        has_symbol: has_symbol(&line.text),
        copies,
        indent: indent(input, &line.span),
        gain: 0,
    }
}

/// Whether a text ends in Thai or Lao, which put no sign at the end of a sentence: a number or a
/// quote mark may stand there.
fn has_no_stops(text: &str) -> bool {
    const NEAR_END: usize = 12;
    text.chars().rev().take(NEAR_END).any(|char| matches!(char, '\u{e00}'..='\u{eff}'))
}

/// Blanks before a line, 60 at most.
pub(super) fn indent(input: &str, span: &Range<usize>) -> i32 {
    let before = &input.as_bytes()[span.start.saturating_sub(DEEPEST)..span.start];
    before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count() as i32
}

/// The indent that most words of sentences have, where one line in five is indented.
fn usual_indent(lines: &[Own]) -> Option<i32> {
    let indented = lines.iter().filter(|own| own.indent >= 2).count();
    let mut mass = [0_i64; DEEPEST + 1];
    for own in lines {
        mass[own.indent.unsigned_abs() as usize] += i64::from(own.mass());
    }
    let most = (0..=DEEPEST).max_by_key(|&at| (mass[at], std::cmp::Reverse(at)));
    most.filter(|_| indented * 5 >= lines.len()).map(|at| at as i32)
}

fn gain(own: &Own, line: &Line<'_>, usual_indent: Option<i32>) -> i32 {
    let is_long = own.words >= LONG_WORDS;
    let text = &*line.text;
    let worth = match own.end {
        _ if own.widget.is_some() => gain::WIDGET,
        End::Stop | End::Mark if own.sentence => own.mass(),
        End::Pause if own.words >= SENTENCE_WORDS => 0,
        // Half as much as without its mark: a text of consent is cut, too, and stands above the story.
        End::Ellipsis if own.words > TEASER_WORDS => own.words.min(MOST_WORDS) / 4,
        End::Ellipsis if is_long => 0,
        _ if is_long && (capitals(text) > TITLES || is_row_of_links(text, own.words)) => {
            own.words / 10
        }
        _ if is_long => own.words.min(MOST_WORDS) / 2,
        _ if ends_with_quote(text) => 0,
        _ => gain::SHORT,
    };
    let costs = [
        (own.copies > 0, gain::COPY),
        (own.dated, gain::DATED),
        (!is_long && own.has_symbol, gain::SYMBOL),
        (!is_long && usual_indent.is_some_and(|usual| usual != own.indent), gain::OTHER_INDENT),
    ];
    worth + costs.iter().filter(|(holds, _)| *holds).map(|(_, cost)| cost).sum::<i32>()
}

/// Whether a text is a row of links: signs part it into short pieces.
fn is_row_of_links(text: &str, words: i32) -> bool {
    let text = &text[..text.floor_char_boundary(LONGEST_ROW)];
    let mut last = ' ';
    let mut signs = 0;
    for char in text.chars() {
        let is_sign = match char {
            '|' | '│' | '丨' | '·' | '•' | '»' | '›' | '>' | '→' => true,
            // Between words of other scripts it is a sign, and part of a word in Latin ones.
            '-' => last == ' ' || is_unspaced(last),
            _ => false,
        };
        signs += i32::from(is_sign);
        last = char;
    }
    let words = words.min(text.len() as i32 / 2);
    signs >= LINKS && words / (signs + 1) < LINK_WORDS
}

fn ends_with_quote(text: &str) -> bool {
    text.ends_with(['"', '”', '»', '’', '“', '」', '』', '\''])
}

/// Percent of a text's first words that begin with a capital, of those in a script that has
/// capitals.
pub(super) fn capitals(text: &str) -> i32 {
    let Initials { capitals, small, .. } = initials(text);
    100 * capitals / (capitals + small).max(1)
}

/// With what the first words of a text begin.
pub(super) struct Initials {
    pub(super) capitals: i32,
    pub(super) small: i32,
    pub(super) words: i32,
}

pub(super) fn initials(text: &str) -> Initials {
    const WORDS: usize = 30;
    let mut initials = Initials { capitals: 0, small: 0, words: 0 };
    for word in text.split([' ', '\u{a0}']).take(WORDS) {
        initials.words += 1;
        match word.chars().find(|char| char.is_alphabetic()) {
            Some(char) if char.is_uppercase() => initials.capitals += 1,
            Some(char) if char.is_lowercase() => initials.small += 1,
            _ => {}
        }
    }
    initials
}

/// Whether a text holds a sign of links, of handles or of legal lines. Long texts are looked at
/// where they begin.
fn has_symbol(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(LONGEST_SYMBOL)];
    // The bytes that the signs start with.
    let starts = head.bytes().any(|byte| matches!(byte, b'@' | b'|' | b'#' | b'/' | 0xc2 | 0xe2));
    starts && head.contains(['@', '|', '#', '/', '©', '®', '»', '›', '→']) || head.contains("www.")
}

#[cfg(test)]
mod tests {
    use super::{Stamp, capitals, has_symbol, read};
    use crate::stage::page::with_lines;

    #[test]
    fn capitals_of_titles_and_of_sentences() {
        assert_eq!(capitals("Harbour Plan Goes To Vote"), 100);
        assert_eq!(capitals("The harbour plan goes to a vote"), 14);
        assert_eq!(capitals("港口计划"), 0);
    }

    #[test]
    fn symbols() {
        for text in [
            "© Harbour Times",
            "Home » News",
            "write to desk@example.org",
            "A | B",
            "11/22",
            "see www.example.org",
        ] {
            assert!(has_symbol(text), "{text}");
        }
        assert!(!has_symbol("The plan, they said: wait."));
    }

    #[test]
    fn long_texts_without_a_stop_are_sentences_in_thai_and_lao() {
        let is_sentence =
            |text: &str| with_lines(text, |document, _| read(text, document).0[0].sentence);
        for (text, expected) in [
            ("เรือข้ามฟาก".repeat(20), true),
            (format!("{} 24 ราย", "ເຮືອຂ້າມຟາກ".repeat(20)), true),
            (format!("{} (Oakmouth Harbour)", "เรือข้ามฟาก".repeat(20)), false),
            ("เรือ".repeat(31), true),
            ("เรือ".repeat(30), false),
            ("harbour ".repeat(80), false),
            ("渡船".repeat(80), false),
        ] {
            assert_eq!(is_sentence(&text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_make_the_block() {
        let story =
            "The harbour wall was closed on Monday after a storm tore out a row of stones.\n";
        let page = format!("Home\nNews\nSport\n{story}{story}Share\nMore\nContact us\nTerms");
        let (lines, blocks) = with_lines(&page, |document, _| read(&page, document));
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].lines, 3..5);
        assert!(lines[3].sentence && lines[3].copies == 1 && !lines[0].sentence, "{lines:?}");
    }

    #[test]
    fn how_a_line_says_when() {
        for (text, stamp) in [
            ("12 May 2022 at 16:05", Stamp::Post),
            ("Lena Marsh on May 12, 2022 at 4:05 pm said:", Stamp::Post),
            ("~ piotr [2012-01-04 22:22]", Stamp::Post),
            ("16:57 17/01/2012", Stamp::Post),
            ("2022年5月12日 16:05", Stamp::Post),
            ("3 hours ago", Stamp::Post),
            ("vor 3 Stunden", Stamp::Post),
            ("16:05", Stamp::Clock),
            ("16:05 Lena Marsh", Stamp::Clock),
            ("4:05 pm", Stamp::Clock),
            ("12 May 2022", Stamp::None),
            ("Ferries sail 3 hours later", Stamp::None),
            ("a b c d e f g h i j k 12 May 16:05", Stamp::None),
        ] {
            let (lines, _) = with_lines(text, |document, _| read(text, document));
            assert_eq!(lines[0].stamp, stamp, "{text}");
        }
    }

    #[test]
    fn capitals_of_scripts_that_have_them() {
        assert_eq!(capitals("Harbour 港口"), 100);
        assert_eq!(capitals("harbour 港口"), 0);
        assert_eq!(capitals("Harbour 12 plan"), 50);
    }

    /// What the last line of a text is worth.
    fn gain(text: &str) -> i32 {
        let (lines, _) = with_lines(text, |document, _| read(text, document));
        lines[lines.len() - 1].gain
    }

    #[test]
    fn what_a_line_is_worth() {
        let line = |capitals: usize, small: usize| {
            [vec!["Harbour"; capitals], vec!["harbour"; small]].concat().join(" ")
        };
        for (name, text, wanted) in [
            ("a sentence", "The wall is still closed here.".to_owned(), 6),
            ("a question", "Is the wall still closed here?".to_owned(), 6),
            ("five words", "The wall is still closed.".to_owned(), -9),
            ("a very long sentence", format!("{}.", line(1, 119)), 100),
            ("a title", "Harbour wall closed".to_owned(), -9),
            ("a widget", "Share".to_owned(), -12),
            ("before a colon", "The wall is closed and says:".to_owned(), 0),
            ("five words before it", "The wall is closed, says:".to_owned(), -9),
            ("cut off", format!("{}…", line(1, 14)), 0),
            ("a few words cut off", "The wall is closed…".to_owned(), -9),
            ("cut off after 14 words", format!("{}…", line(1, 13)), -9),
            ("15 words without an end", line(1, 14), 7),
            ("14 words", line(1, 13), -9),
            ("many words without an end", line(1, 219), 50),
            ("a row of titles", line(15, 0), 1),
            ("six in ten have capitals", line(9, 6), 7),
            ("more than that", line(10, 6), 1),
            ("sixty words cut off", format!("{}…", line(1, 59)), 0),
            ("a paragraph cut off", format!("{}…", line(1, 60)), 15),
            ("a long paragraph cut off", format!("{}…", line(1, 119)), 25),
            ("a row of links", format!("harbour pier quay{}", " | harbour pier quay".repeat(4)), 1),
            ("with dashes", format!("harbour pier quay{}", " - harbour pier quay".repeat(4)), 1),
            ("of four", format!("harbour pier quay{}", " · harbour pier quay dock".repeat(3)), 7),
            (
                "of longer ones",
                format!(
                    "{0}{1}",
                    line(0, 5),
                    " | harbour harbour harbour harbour harbour".repeat(4)
                ),
                12,
            ),
            ("a row in another script", format!("港口新闻{}", "-港口新闻".repeat(15)), 3),
            ("words with a hyphen", format!("pier{}", " sea-side pier".repeat(8)), 12),
            ("a quotation", "“The wall is closed”".to_owned(), 0),
            ("the same line twice", "Old harbour\nOld harbour".to_owned(), -13),
            ("a date", "Harbour wall, 4 May 2022".to_owned(), -12),
            ("a sign", "Harbour | Sport".to_owned(), -11),
            ("a sign in a long line", format!("{} | Sport", line(1, 14)), 8),
        ] {
            assert_eq!(gain(&text), wanted, "{name}: {text}");
        }
    }

    #[test]
    fn what_another_indent_costs() {
        let story = "The wall is still closed here.\n";
        let long = ["harbour"; 16].join(" ");
        for (name, text, wanted) in [
            ("further in", format!("{story}  Harbour"), -17),
            ("one blank", format!("{story} Harbour"), -9),
            ("one line in five", format!("{story}Port\nQuay\nPier\n  Harbour"), -17),
            ("one line in six", format!("{story}Port\nQuay\nPier\nDock\n  Harbour"), -9),
            ("as most words", format!("  {story}  Harbour"), -9),
            ("not as far as most words", format!("  {story}Harbour"), -17),
            ("a long line", format!("{story}  {long}"), 8),
        ] {
            assert_eq!(gain(&text), wanted, "{name}");
        }
    }
}
