//! Sentences that a scraper broke at every tag are joined again, before anything is judged.

mod credits;
mod initial;
mod names;
mod particle;
mod place;
mod title;

use std::cell::Cell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key::Folder;
use crate::compare::tokens;
use crate::recognize::Lexicon;
use crate::recognize::shape::{End, is_stop};
use crate::stage::merge::{Seam, merge};
use crate::stage::page::join::names::Names;
use crate::stage::page::join::title::Title;
use crate::stage::{Document, Kind, Line, Rules, classify};

/// Words before a seam with a space, or after it where the line goes on with a small letter.
const SIDE_WORDS: usize = 5;
/// Words above a line that goes on with a small letter.
const WORDS_BEFORE_SMALL: usize = 4;
/// Words above a line that goes on after a comma or an open bracket.
const WORDS_BEFORE_PAUSE: usize = 6;

/// Words above a few words that the line after them goes on from, and those few words: a linked
/// name is no longer.
const WORDS_BEFORE_BRIDGE: usize = 3;
const BRIDGE_WORDS: usize = 5;

/// Words above a name, the first of them an article, where a sentence goes on below.
const ARTICLE_AND_NOUN: usize = 2;

/// Words of a line that is told complete by what stands below it.
const COMPLETE_WORDS: usize = 4;

/// Hashes of keys.
type Hashes = HashSet<u64, BuildKeyHasher>;

/// Joins the lines that one sentence was broken into. Linear.
pub(super) fn join<'t>(input: &'t str, document: &mut Document<'t>, rules: Rules<'_>) {
    initial::put_to_words(input, document, rules);
    let seams = Seams {
        input,
        is_indented: is_indented(input, &document.lines),
        complete: complete(document),
        lexicon: rules.lexicon,
    };
    let title = Title::of(document);
    // Lines are taken from the front and put back at the end: no room is needed for them twice.
    let mut lines = VecDeque::from(std::mem::take(&mut document.lines));
    let mut joiner = Joiner {
        input,
        document,
        rules,
        folder: Folder::default(),
        pieces: Vec::new(),
        words: 0,
        is_quoted: false,
    };
    let mut is_inside = false;
    // So that a page of letters takes no longer than another.
    let searches = Cell::new(initial::MOST);
    for left in (0..lines.len()).rev() {
        let Some(line) = lines.pop_front() else { break };
        let words = line.facts.words as usize;
        let after = lines.front().filter(|_| left > 0);
        let bridges = |last: &Line<'_>| {
            after.is_some_and(|after| seams.bridges((last, joiner.words), (&line, words), after))
        };
        let was_inside =
            std::mem::replace(&mut is_inside, joiner.pieces.last().is_some_and(bridges));
        let goes_on = || {
            joiner.pieces.last().is_some_and(|last| {
                let so_far = (last, joiner.words, joiner.is_quoted);
                seams.belong_together(so_far, (&line, words))
            })
        };
        let is_close = joiner.pieces.last().is_some_and(|last| seams.are_close(last, &line));
        let is_byline = || is_close && joiner.names().go_on(&joiner.pieces, (&line, words), after);
        let is_credit =
            || is_close && credits::go_on(&joiner.pieces, (&line, words), after, rules.lexicon);
        let is_headline = || is_close && title.goes_on(joiner.document, &joiner.pieces, &line);
        let is_whole = || {
            let is_complete = match &joiner.pieces[..] {
                [line] => seams.complete.contains(&line.hash),
                _ => false,
            };
            is_complete || title.is_headline(joiner.document, joiner.pieces.iter())
        };
        let is_initial = || match &joiner.pieces[..] {
            [letter] => {
                let is_said = |word: &str| {
                    let left = searches.get();
                    searches.set(left.saturating_sub(1));
                    let mut keys = lines.iter().map(|line| &joiner.document.keys[line.key.clone()]);
                    left > 0 && keys.any(|key| initial::says(key, word))
                };
                initial::goes_on(input, is_said, letter, (&line, words), rules.lexicon)
            }
            _ => false,
        };
        let is_opened = || match &joiner.pieces[..] {
            [opening] => {
                let above = lines.back().filter(|_| lines.len() > left);
                place::opens(above, opening, (&line, words))
            }
            _ => false,
        };
        let belongs = is_headline()
            || is_opened()
            || is_initial()
            || !is_whole() && (was_inside || is_inside || goes_on() || is_byline() || is_credit());
        if !belongs {
            joiner.close(&mut lines);
        }
        joiner.words += words;
        joiner.is_quoted ^= line.text.matches('"').count() % 2 == 1;
        joiner.pieces.push(line);
    }
    joiner.close(&mut lines);
    document.lines = lines.into();
    document.alterations.sort_by_key(|alteration| (alteration.span.start, alteration.span.end));
}

/// Whether three lines in ten are indented: then a space at a line's start says nothing.
fn is_indented(input: &str, lines: &[Line<'_>]) -> bool {
    let indented = lines.iter().filter(|line| spaces_before(input, &line.span) >= 2).count();
    indented * 10 >= lines.len() * 3
}

fn spaces_before(input: &str, span: &Range<usize>) -> usize {
    input[..span.start].chars().rev().take(3).take_while(|&char| is_blank(char)).count()
}

fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\u{a0}' | '\t')
}

/// The hashes of lines that stand above different lines: a headline is printed above its summary,
/// above its byline and in a list. A piece of a sentence is printed again, if at all, above the
/// same next piece.
fn complete(document: &Document<'_>) -> Hashes {
    let mut next: HashMap<u64, Option<u64>, BuildKeyHasher> = HashMap::default();
    let mut complete = HashSet::default();
    for (at, line) in document.lines.iter().enumerate() {
        if (line.facts.words as usize) < COMPLETE_WORDS {
            continue;
        }
        let below = document.lines.get(at + 1).map(|line| line.hash);
        if *next.entry(line.hash).or_insert(below) != below || below == Some(line.hash) {
            complete.insert(line.hash);
        }
    }
    complete
}

struct Seams<'t, 'r> {
    input: &'t str,
    lexicon: &'r Lexicon,
    is_indented: bool,
    /// The lines that are no pieces.
    complete: Hashes,
}

impl Seams<'_, '_> {
    /// Whether a line stands inside a sentence that the line after it goes on with: a few words,
    /// also such that the lists know as a button, or any behind a space, which a sentence has
    /// before its link and a line of its own has not.
    fn bridges(
        &self,
        (last, words_so_far): (&Line<'_>, usize),
        (inside, words): (&Line<'_>, usize),
        after: &Line<'_>,
    ) -> bool {
        let is_open = |line: &Line<'_>| matches!(line.facts.shape.end, End::Open | End::Pause);
        let gap = self.gap(last, inside);
        let is_spaced = self.is_space(gap) && gap != Gap::SpacedLine;
        let is_begun = words_so_far >= WORDS_BEFORE_BRIDGE
            || words_so_far == ARTICLE_AND_NOUN
                && after.facts.shape.end == End::Stop
                && after.text.split(' ').count() >= SIDE_WORDS
                && is_light(last.text.split(' ').next(), self.lexicon);
        let is_bridge = is_begun && words <= BRIDGE_WORDS;
        let goes_on = after.text.starts_with(char::is_lowercase)
            || is_spaced && (after.text.starts_with(is_closing) || is_lone_bracket(&after.text))
            || after.text.starts_with(',') && is_light(last.text.rsplit(' ').next(), self.lexicon)
            || particle::is_at_end(&last.text, self.lexicon)
                && particle::is_at_start(&after.text, self.lexicon);
        goes_on
            && is_text(after)
            && (is_spaced || is_bridge)
            && is_text(last)
            && [last, inside].into_iter().all(|line| is_piece(line) && is_open(line))
            && is_piece(after)
            && self.are_close(last, inside)
            && self.are_close(inside, after)
    }

    /// Whether no empty line stands between two lines.
    fn are_close(&self, left: &Line<'_>, right: &Line<'_>) -> bool {
        self.gap(left, right) != Gap::Wide
    }

    /// Whether a space at a line's end, or at its start where lines are not indented, shows that a
    /// sentence goes on.
    fn is_space(&self, gap: Gap) -> bool {
        match gap {
            Gap::Behind => true,
            Gap::Spaced | Gap::SpacedLine => !self.is_indented,
            Gap::Bare | Gap::Wide => false,
        }
    }

    fn gap(&self, left: &Line<'_>, right: &Line<'_>) -> Gap {
        Gap::of(&self.input[left.span.end..right.span.start])
    }

    /// Whether the next line goes on with what was joined so far, each with its words;
    /// `is_quoted`: inside a quotation of straight quotes.
    fn belong_together(
        &self,
        (last, words_so_far, is_quoted): (&Line<'_>, usize, bool),
        (next, words): (&Line<'_>, usize),
    ) -> bool {
        let gap = self.gap(last, next);
        let Some(first) = next.text.chars().next().filter(|_| gap != Gap::Wide) else {
            return false;
        };
        let is_ended = matches!(last.facts.shape.end, End::Stop | End::Mark);
        if is_closing(first) || is_quoted && closes_quote(&next.text) {
            return !is_ended || !last.facts.shape.bullet || next.text.chars().count() < 3;
        }
        if last.heading > 0 || next.heading > 0 || last.is_image || next.is_image {
            return false;
        }
        // Items of a list without spaces are shorter.
        let is_item = next.text.starts_with('-') && words < SIDE_WORDS;
        if goes_on_in_word(self.input, last, next, self.lexicon) && !is_item {
            return true;
        }
        let is_spaced = self.is_space(gap);
        // Behind an abbreviation that a tag marks. A space at the end of a sentence says nothing.
        let is_abbreviated = is_spaced && gap == Gap::Spaced && first.is_lowercase();
        let is_over = is_ended && !is_abbreviated;
        if next.facts.shape.bullet || is_over || last.facts.shape.end == End::Ellipsis {
            return false;
        }
        // A label in brackets stands before a credit.
        let is_label = !is_text(next) && next.facts.shape.end == End::Pause;
        if last.text.ends_with(BRACKETS) && gap != Gap::SpacedLine && !is_label {
            return true;
        }
        if !is_text(last) || !is_text(next) {
            return false;
        }
        if is_lone_bracket(&next.text) {
            return true;
        }
        // A few words before a capital are as likely a label over a title.
        let is_stopped = || next.facts.shape.end == End::Stop && words > 1;
        let is_long = words_so_far >= SIDE_WORDS
            || first.is_lowercase() && (words >= SIDE_WORDS || is_stopped());
        if is_spaced && is_long {
            return true;
        }
        if gap == Gap::SpacedLine {
            return false;
        }
        first.is_lowercase() && words_so_far >= WORDS_BEFORE_SMALL
            || is_paused(&last.text) && words_so_far >= WORDS_BEFORE_PAUSE
    }
}

/// Whether a word is one that no line is told complete with: an article, a preposition.
fn is_light(word: Option<&str>, lexicon: &Lexicon) -> bool {
    word.is_some_and(|word| lexicon.is_light(word))
}

/// What stands between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// A line break, and nothing or more than one space at its sides.
    Bare,
    /// A line break with one space before it, and none behind it.
    Behind,
    /// A line break with one space at another side, or at both.
    Spaced,
    /// Two line breaks with one space between: a tag around a space.
    SpacedLine,
    /// An empty line or more.
    Wide,
}

impl Gap {
    fn of(gap: &str) -> Self {
        // The spaces between the breaks, up to the third break.
        let (mut spaces, mut breaks) = ([0_usize; 3], 0);
        let mut chars = gap.chars().peekable();
        while let Some(char) = chars.next() {
            if is_blank(char) {
                spaces[breaks] += 1;
                continue;
            }
            breaks += 1;
            if breaks > 2 {
                return Self::Wide;
            }
            if char == '\r' {
                let _ = chars.next_if_eq(&'\n');
            }
        }
        match (breaks, spaces) {
            (1, [1, 0, _]) => Self::Behind,
            (1, [1, _, _] | [_, 1, _]) => Self::Spaced,
            (1, _) => Self::Bare,
            (2, [_, 1, _]) => Self::SpacedLine,
            _ => Self::Wide,
        }
    }
}

const BRACKETS: [char; 2] = ['(', '['];
/// Quotes that open; in another language some of them close.
const QUOTES: [char; 5] = ['"', '“', '„', '«', '»'];
/// The signs that a line goes on after.
const PAUSES: [char; 5] = [',', '，', '、', '،', '「'];

/// Whether a text ends with an opening bracket or quote: a quote that closes has no space before
/// it.
fn is_opened(text: &str) -> bool {
    let before = text.strip_suffix(QUOTES);
    text.ends_with(BRACKETS)
        || text.ends_with('「')
        || before.is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
}

/// Whether a line goes on after the end of this text.
fn is_paused(text: &str) -> bool {
    text.ends_with(PAUSES) || is_opened(text)
}

/// Whether a text begins with a straight quote that opens nothing.
fn closes_quote(text: &str) -> bool {
    let rest = text.strip_prefix('"');
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn is_lone_bracket(text: &str) -> bool {
    text.strip_suffix(BRACKETS).is_some_and(str::is_empty)
}

/// Whether a line is no heading, no picture and no item of a list: those are whole.
fn is_piece(line: &Line<'_>) -> bool {
    line.heading == 0 && !line.is_image && !line.facts.shape.bullet
}

/// Whether a line may be a piece of a sentence: words that no list has, or nothing but a sign
/// between two pieces.
fn is_text(line: &Line<'_>) -> bool {
    let is_sign = |char: char| is_closing(char) || BRACKETS.contains(&char);
    line.facts.kind == Kind::Text || line.text.chars().all(is_sign)
}

/// Whether a text cannot begin with this sign.
fn is_closing(char: char) -> bool {
    is_stop(char)
        || matches!(
            char,
            ',' | ';'
                | ':'
                | '!'
                | '?'
                | ')'
                | ']'
                | '”'
                | '’'
                | '»'
                | '，'
                | '、'
                | '；'
                | '：'
                | '！'
                | '？'
                | '）'
                | '」'
                | '』'
                | '،'
                | '؛'
                | '؟'
        )
}

/// Collects the pieces of a line.
struct Joiner<'d, 't, 'r> {
    input: &'t str,
    document: &'d mut Document<'t>,
    rules: Rules<'r>,
    folder: Folder,
    pieces: Vec<Line<'t>>,
    /// Words of the pieces.
    words: usize,
    /// Whether a straight quote in the pieces is not closed.
    is_quoted: bool,
}

impl<'t> Joiner<'_, 't, '_> {
    fn names(&self) -> Names<'_, 't> {
        Names { document: self.document, rules: self.rules }
    }

    /// Puts the pieces together as one line, which is added to the others.
    fn close(&mut self, lines: &mut VecDeque<Line<'t>>) {
        (self.words, self.is_quoted) = (0, false);
        if self.pieces.len() < 2 {
            lines.extend(self.pieces.drain(..));
            return;
        }
        let pieces = std::mem::take(&mut self.pieces);
        let (input, lexicon) = (self.input, self.rules.lexicon);
        let first = pieces[0].span.clone();
        let seam = |last: &Line<'_>, next: &Line<'_>| {
            let is_initial = last.span == first && initial::is_torn(input, last, next);
            let after = if is_initial { "" } else { separator(input, last, next, lexicon) };
            Seam::between(last, next, after)
        };
        let Some(mut line) =
            merge(self.document, &mut self.folder, &pieces, seam, self.rules.options)
        else {
            lines.extend(pieces);
            return;
        };
        line.facts =
            classify::facts_of(&line.text, &self.document.keys[line.key.clone()], self.rules);
        lines.push_back(line);
    }
}

/// Whether a line ends inside a word that the next one goes on with: a linked name has an ending
/// or a particle, or is the first part of a compound. An item of a list has a space behind its
/// hyphen, or stands below another one.
fn goes_on_in_word(input: &str, last: &Line<'_>, next: &Line<'_>, lexicon: &Lexicon) -> bool {
    let is_tight = !input[last.span.end..next.span.start].contains(is_blank);
    let part = next.text.strip_prefix('-').filter(|_| !last.text.starts_with('-'));
    let is_part = part.is_some_and(|part| part.starts_with(char::is_alphabetic));
    is_tight
        && last.text.ends_with(char::is_alphanumeric)
        && (next.text.starts_with("'s ") || is_part || particle::is_at_start(&next.text, lexicon))
}

/// Whether no space stands beside this sign: letters of scripts without spaces, and their signs.
fn is_wide(char: char) -> bool {
    tokens::is_unspaced(char) || matches!(char, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff65}')
}

/// What is put between two pieces.
fn separator(input: &str, last: &Line<'_>, next: &Line<'_>, lexicon: &Lexicon) -> &'static str {
    let has_space = input[last.span.end..next.span.start].contains(is_blank);
    let closes = next.text.chars().next().is_some_and(is_closing);
    let is_tight = closes
        || last.text.ends_with(is_wide) && next.text.starts_with(is_wide)
        || closes_quote(&next.text)
        || is_opened(&last.text)
        || goes_on_in_word(input, last, next, lexicon);
    if !has_space && is_tight { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::stage::page::with_lines;

    pub(super) fn joined(input: &str) -> Vec<String> {
        with_lines(input, |document, rules| {
            join(input, document, rules);
            document.lines.iter().map(|line| line.text.to_string()).collect()
        })
    }

    #[test]
    fn what_belongs_together() {
        for (input, line) in [
            (
                "The mayor of the old town of \nVellmark\n said no.",
                "The mayor of the old town of Vellmark said no.",
            ),
            ("The mayor of the old town\nsaid no.", "The mayor of the old town said no."),
            (
                "The mayor of the old town said\n, and left.",
                "The mayor of the old town said, and left.",
            ),
            (
                "The mayor of the old town said (\nNo way\n) and left.",
                "The mayor of the old town said (No way) and left.",
            ),
            (
                "The mayor of the old town\n \nHarbour Street spoke.",
                "The mayor of the old town Harbour Street spoke.",
            ),
            (
                "In the harbour, said the mayor of the town,\nBell left.",
                "In the harbour, said the mayor of the town, Bell left.",
            ),
            ("The mayor said\nFacebook\nthat it stays.", "The mayor said Facebook that it stays."),
            (
                "It stays,” the\nHarbour\nand the\nTown\nsaid.",
                "It stays,” the Harbour and the Town said.",
            ),
            // A space at a seam, and below it what goes on.
            (
                "The \nharbour office of the old town\n, which is new, said no.",
                "The harbour office of the old town, which is new, said no.",
            ),
            (
                "The \nHarbour Office of the old town\nsaid no.",
                "The Harbour Office of the old town said no.",
            ),
            (
                "The office\n Harbour \nsaid \nno to \nthe town.",
                "The office Harbour said no to the town.",
            ),
            ("Nora\n says no.", "Nora says no."),
            // Signs between links.
            (
                "The harbours of Vellmark\n, \nOakmouth\n und \nCorrow\n are shut.",
                "The harbours of Vellmark, Oakmouth und Corrow are shut.",
            ),
            (
                "The \nport office\n,\nwhich is new, said no.",
                "The port office, which is new, said no.",
            ),
            (
                "Vellmark's \nHarbour 25\n \n(\nH25\n)\n rose again.",
                "Vellmark's Harbour 25 (H25) rose again.",
            ),
            ("The boats (\n12\n) are back.", "The boats (12) are back."),
            ("Boats (\nPhoto\n) are back.", "Boats (Photo) are back."),
            (
                "A report of the weekly paper \"\nHarbour Times\n\" says so.",
                "A report of the weekly paper \"Harbour Times\" says so.",
            ),
            (
                "宮崎県の町と港の近く、高鍋町、新富町、\n宮崎市",
                "宮崎県の町と港の近く、高鍋町、新富町、宮崎市",
            ),
            // Behind an abbreviation.
            (
                "Der Hafen soll bzw.\n im Mai wieder öffnen.",
                "Der Hafen soll bzw. im Mai wieder öffnen.",
            ),
            ("サッカー\nのリーグは港町で開幕する。", "サッカーのリーグは港町で開幕する。"),
            ("前日に開幕した港町の\nサッカー\nの試合。", "前日に開幕した港町のサッカーの試合。"),
            ("벨마르크\n는 15일 문을 연다.", "벨마르크는 15일 문을 연다."),
            // The rest of a word.
            ("Nora Stell\n's mother came.", "Nora Stell's mother came."),
            (
                "Vellmark\n-Mayor Bell came to the harbour.",
                "Vellmark-Mayor Bell came to the harbour.",
            ),
            ("By \nNora Stell", "By Nora Stell"),
            ("Author of the article:\n \nNora Stell", "Author of the article: Nora Stell"),
            ("Nora Stell\n, \nTom Bell", "Nora Stell, Tom Bell"),
            ("Nora Stell,\nTom Bell", "Nora Stell, Tom Bell"),
            (
                "Von\nNora Stell\n, \nTom Bell\n und \nAda Lomax",
                "Von Nora Stell, Tom Bell und Ada Lomax",
            ),
            ("Nora Stell\n | \nTom Bell", "Nora Stell | Tom Bell"),
            ("Vellmark\n-Mayor Bell came to town.", "Vellmark-Mayor Bell came to town."),
            (
                "宮崎県の町と港の近く、高鍋町、新富町、\nVellmark",
                "宮崎県の町と港の近く、高鍋町、新富町、 Vellmark",
            ),
            (
                "قال رئيس بلدية المدينة القديمة \nإن الميناء مغلق.",
                "قال رئيس بلدية المدينة القديمة إن الميناء مغلق.",
            ),
        ] {
            assert_eq!(joined(input), [line], "{input:?}");
        }
    }

    #[test]
    fn words_that_no_line_ends_or_begins_with_alone() {
        for (name, input, lines) in [
            (
                "a preposition before a name and a comma",
                "The railway across\nVellmark\n, which is old, will open.",
                1,
            ),
            (
                "a word that could end a line",
                "The railway station\nVellmark\n, which is old, will open.",
                2,
            ),
            ("two words before it", "Built by\nVellmark\n, which is old.", 2),
            ("a stop behind the name", "The railway across\nVellmark\n. It will open.", 2),
            ("an article before a name", "The mayor\nNora Stell\nsaid that he wants to stay.", 1),
            ("no article", "Old mayor\nNora Stell\nsaid that he wants to stay.", 3),
            ("an article alone", "The\nNora Stell\nsaid that he wants to stay.", 3),
            ("five words behind it", "The mayor\nNora Stell\nsaid that he wants more.", 1),
            ("four words", "The mayor\nNora Stell\nsaid that he stays.", 3),
            ("no end", "The mayor\nNora Stell\nsaid that he wants to stay", 3),
            (
                "six words of a name",
                "The mayor\nNora Ada Stell Of The Port\nsaid that he wants to stay.",
                2,
            ),
        ] {
            assert_eq!(joined(input).len(), lines, "{name}: {:?}", joined(input));
        }
    }

    #[test]
    fn a_few_words_without_a_space_stay_apart() {
        assert_eq!(joined("The mayor\nHarbour\n, a ship"), ["The mayor", "Harbour, a ship"]);
        assert_eq!(joined("The mayor \nHarbour\n, a ship"), ["The mayor Harbour, a ship"]);
        assert_eq!(
            joined("港町のニュースが並ぶ\nサッカー\nの試合。"),
            ["港町のニュースが並ぶ", "サッカーの試合。"]
        );
    }

    #[test]
    fn a_space_before_the_break_counts_where_lines_are_indented() {
        let menu = "    Harbour\n    Island\n    Port\n";
        let expected = ["Harbour", "Island", "Port", "The mayor of the old town Bell said no."];
        assert_eq!(joined(&format!("{menu}The mayor of the old town \nBell said no.")), expected);
        assert_eq!(joined(&format!("{menu}The mayor of the old town\n Bell said no.")).len(), 5);
    }

    #[test]
    fn what_is_printed_whole_elsewhere_is_no_piece() {
        const TITLE: &str = "The mayor of the old town\n";
        for (name, input, expected) in [
            ("above other lines", format!("{TITLE}\nNews\n{TITLE}keeps the harbour open"), 4),
            ("above the same line", format!("{TITLE}said no.\n\n{TITLE}said no."), 2),
            ("above itself", format!("{TITLE} \n{TITLE} \nsaid no."), 3),
            (
                "three words",
                "The old mayor\n\nNews\nThe old mayor\n of the old town here".to_owned(),
                3,
            ),
            (
                "four words",
                "The old town mayor\n\nNews\nThe old town mayor\n of the harbour said no"
                    .to_owned(),
                4,
            ),
        ] {
            assert_eq!(joined(&input).len(), expected, "{name}: {:?}", joined(&input));
        }
    }

    #[test]
    fn a_name_without_a_joint_stays_apart() {
        assert_eq!(joined("By\nNora Stell\nTom Bell"), ["By Nora Stell", "Tom Bell"]);
        assert_eq!(joined("By\n# Nora Stell"), ["By", "Nora Stell"], "a heading");
        for (name, lines) in [
            ("Nora Bell Marsh Stell Lomax", 1),
            ("アレクサンド・マルケス", 1),
            ("アレクサンドラ・マルケス", 2),
        ] {
            assert_eq!(joined(&format!("By\n{name}")).len(), lines, "{name}");
        }
    }

    #[test]
    fn what_stays_apart() {
        for input in [
            "The mayor said no.\nThe harbour stays.",
            "The mayor of the old town\n\nsaid no",
            "By\n\nNora Stell",
            "By\nHarbour",
            "By\n• Nora Stell",
            "Nora Stell\nTom Bell",
            "Nora Stell\n|\nHarbour",
            "Harbour\n|\nNora Stell",
            "|\nNora Stell",
            "By\n|\nNora Stell",
            "Harbour,\nNora Stell",
            "Items of the list:\n- one for the road\n- two for the sea",
            "Club\nPoints\nHome\nAway",
            "Harbour news \nThe mayor of the old town said no to the plan",
            "The river ran over the stones\nThe wind was up in the trees\nThe boats were far from home",
            "The mayor\nFacebook\nthat it stays",
            "医療\nがん治療の港町が開く。",
            "벨마르크\n은행이 문을 연다.",
            "Der Hafen soll bzw.\nim Mai wieder öffnen.",
            "Der Hafen soll wieder öffnen. \nvon unserem Mann in Vellmark",
            "Der Hafen soll bzw.\n Im Mai wieder öffnen.",
            "Die Leute im Hafen sagen: „Wir bleiben“\nVellmark wartet",
            "Die Leute im Hafen sagen: »Wir bleiben«\nVellmark wartet",
            "The people of the port said it\n\" We stay",
            "The boats (\n \nThe port",
            "Harbour \nThe mayor said no\nBoats are back",
            "Harbour \nThe mayor said no.\nboats are back",
            "Harbour:\n \nThe mayor said no\nby Nora Stell",
            "Nora\n says no",
            "Nora\n Says no.",
            "Nora\n no.",
            "Nora Stell\n-Tom Bell\n-Ada Lomax",
            "-Nora Stell\n-Tom Bell",
            "Nora Stell \n-Tom Bell",
            "Vellmark\n-70 boats in the harbour of the town",
            "Vellmark\n-Mayor Bell came",
            "Nora Stell.\n's mother",
            "The mayor said no.\nFacebook\nthat it stays",
            "The mayor said yes\n\nFacebook\nthat it stays",
            "The mayor said yes\nFacebook\n\nthat it stays",
            "The mayor said yes\nFacebook\nThat it stays",
            "The mayor said yes\n- Facebook\nthat it stays",
            "The mayor said yes\nFacebook\nby Nora Stell",
            "said no of the harbour.\n\nThe mayor said\nFacebook",
            "    The harbour office of the town\n    The port of the old island town\n Says no",
            "    The first of the indented lines \n    Goes on as the second line\n    And the third",
        ] {
            assert_eq!(
                joined(input),
                input.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn a_quotation_that_is_closed_is_not_closed_again() {
        assert_eq!(
            joined("The mayor of the old town said \"no\nway\" to the plan\n\" We stay here"),
            ["The mayor of the old town said \"no way\" to the plan", "\" We stay here"]
        );
    }

    #[test]
    fn few_indented_lines_are_no_layout() {
        let last = "The mayor of the old town\n Bell said no.\nNews\n";
        assert_eq!(
            joined(&format!("    Harbour\n{last}")),
            ["Harbour", "The mayor of the old town Bell said no.", "News"]
        );
        assert_eq!(joined(&format!("    Harbour\n    Port\n{last}")).len(), 5);
    }

    #[test]
    fn a_closing_sign_below_an_item_that_ends() {
        for (input, count) in [
            ("• The mayor said no.\n)", 1),
            ("• The mayor said no.\n).", 1),
            ("• The mayor said no.\n) a", 2),
            ("• The mayor said no.\n) and left", 2),
            ("• The mayor said no\n) and left", 1),
            ("The mayor said no.\n) and left", 1),
        ] {
            assert_eq!(joined(input).len(), count, "{input:?}");
        }
    }

    #[test]
    fn headings_and_pictures_are_no_pieces() {
        const TOWN: &str = "The mayor of the old town";
        const IMAGE: &str = "![the old pier](https://example.org/pier.jpg)";
        assert_eq!(joined(&format!("{TOWN}\nsaid no.")).len(), 1);
        for input in [
            format!("# {TOWN}\nsaid no."),
            format!("{TOWN}\n# said no."),
            format!("{IMAGE}\nsaid no to the plan of the town."),
            format!("{TOWN}\n{IMAGE}"),
        ] {
            assert_eq!(joined(&input).len(), 2, "{input:?}");
        }
        for input in [
            "The mayor said yes\n# Harbour\nthat it stays".to_owned(),
            "# The mayor said yes\nHarbour\nthat it stays".to_owned(),
            "The mayor said yes\nHarbour\n# that it stays".to_owned(),
            format!("The mayor said yes\n{IMAGE}\nthat it stays"),
        ] {
            assert_eq!(joined(&input).len(), 3, "{input:?}");
        }
    }
}
