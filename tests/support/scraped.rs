//! Generates scraped texts: articles with their furniture, repeats and near-repeats of what came
//! before, and disorder.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::{Just, Strategy, any};
use proptest::sample::{Index, select};
use proptest::{prop_compose, prop_oneof};
use unicode_normalization::UnicodeNormalization;

use crate::phrases::{
    BLANKS, BYLINES, CAPTIONS, CREDITS, DATELINES, DATES, HEADLINES, LISTS, MARKS, NEWLINES, NOTES,
    POEMS, SENTENCES, SUFFIXES, WIDGETS,
};

/// A line of the text to be, or how to make one of the lines before it.
#[derive(Debug, Clone)]
enum Item {
    Line(String),
    Again(Index),
    Nearly(Index, Edit),
}

/// What makes a near-repeat of a line.
#[derive(Debug, Clone)]
enum Edit {
    /// The first words only, with a mark of truncation or none.
    Cut(Index, &'static str),
    /// One word taken out.
    Without(Index),
    /// One word replaced.
    Replaced(Index, &'static str),
    /// Something put before and after it.
    Between(&'static str, &'static str),
    UpperCase,
    StraightQuotes,
}

/// How a line stands in the text.
#[derive(Debug, Clone)]
struct Setting {
    indent: &'static str,
    /// A mark put into the line.
    mark: Option<(Index, &'static str)>,
    is_decomposed: bool,
    newline: &'static str,
    /// What the blank lines after it hold.
    blank_lines: Vec<&'static str>,
}

/// A scraped text of one to a few dozen lines.
pub(crate) fn document() -> impl Strategy<Value = String> {
    vec(block(), 1..7).prop_flat_map(|blocks| {
        let items: Vec<Item> = blocks.into_iter().flatten().collect();
        let settings = vec(setting(), items.len());
        (Just(items), settings).prop_map(|(items, settings)| written(&items, &settings))
    })
}

/// A whole page: menus and other short lines around a scraped text, with sentences broken at some
/// spaces or at none.
pub(crate) fn page() -> impl Strategy<Value = String> {
    let short = || prop_oneof![select(WIDGETS), select(DATES), select(BYLINES), select(HEADLINES)];
    let menu = || vec((short(), select(&["", "", "    ", "  • ", " * "][..])), 6..40);
    let written = |menu: Vec<(&str, &str)>| {
        menu.into_iter().flat_map(|(line, indent)| [indent, line, "\n"]).collect::<String>()
    };
    let seam =
        prop_oneof![Just(None), select(&[" \n", "\n ", "\u{a0}\n", "\n"][..]).prop_map(Some)];
    (menu(), document(), menu(), vec(any::<Index>(), 0..12), seam).prop_map(
        move |(above, text, below, breaks, seam)| {
            let text = seam.map_or(text.clone(), |seam| broken(text, &breaks, seam));
            written(above) + &text + "\n" + &written(below)
        },
    )
}

/// A text with some of its spaces turned into line breaks.
fn broken(mut text: String, breaks: &[Index], seam: &str) -> String {
    for index in breaks {
        let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
        if !spaces.is_empty() {
            let at = *index.get(&spaces);
            text.replace_range(at..=at, seam);
        }
    }
    text
}

/// Any text at all.
pub(crate) fn disorder() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(MARKS).prop_map(str::to_owned),
        2 => select(NEWLINES).prop_map(str::to_owned),
        2 => select(WIDGETS).prop_map(str::to_owned),
        1 => select(SENTENCES).prop_map(str::to_owned),
        4 => vec(any::<char>(), 0..12).prop_map(String::from_iter),
        2 => vec(select(&b"aA1 .-:/()[]|*'\"\n"[..]), 0..16).prop_map(|bytes| bytes.into_iter().map(char::from).collect()),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn block() -> impl Strategy<Value = Vec<Item>> {
    prop_oneof![
        3 => article(),
        2 => vec(phrase(WIDGETS), 1..4),
        2 => vec(paragraph(), 1..4),
        2 => vec(repeat(), 1..4),
        1 => select(POEMS).prop_map(lines_of),
        1 => select(LISTS).prop_map(lines_of),
        1 => vec(phrase(NOTES), 1..3),
        1 => vec(vec(any::<char>(), 0..30).prop_map(|chars| Item::Line(String::from_iter(chars))), 1..3),
    ]
}

prop_compose! {
    /// The form of a feed: headline, captions, a widget, the echo, the captions again, and the body.
    fn article()(
        headline in headline(),
        captions in vec(caption(), 0..3),
        widgets in vec(phrase(WIDGETS), 0..3),
        is_echoed in any::<bool>(),
        labels in vec(prop_oneof![phrase(DATES), phrase(BYLINES)], 0..3),
        is_doubled in any::<bool>(),
        dateline in weighted(0.3, select(DATELINES)),
        body in vec(prop_oneof![6 => paragraph(), 1 => repeat(), 1 => phrase(WIDGETS)], 0..6),
        notes in vec(phrase(NOTES), 0..2),
    ) -> Vec<Item> {
        let pictures: Vec<Item> = captions.iter().flat_map(|caption| vec![caption.clone(); 1 + usize::from(is_doubled)]).collect();
        let mut items = vec![headline.clone()];
        items.extend(pictures.clone());
        items.extend(widgets);
        if is_echoed {
            items.push(headline);
            items.extend(pictures);
        }
        items.extend(labels);
        let first = items.len();
        items.extend(body);
        if let (Some(dateline), Some(Item::Line(text))) = (dateline, items.get_mut(first)) {
            text.insert_str(0, dateline);
        }
        items.extend(notes);
        items
    }
}

fn headline() -> impl Strategy<Value = Item> {
    (select(HEADLINES), weighted(0.2, select(SUFFIXES)))
        .prop_map(|(text, suffix)| Item::Line(format!("{text}{}", suffix.unwrap_or(""))))
}

fn caption() -> impl Strategy<Value = Item> {
    (select(CAPTIONS), weighted(0.8, select(CREDITS)))
        .prop_map(|(text, credit)| Item::Line(format!("{text}{}", credit.unwrap_or(""))))
}

fn paragraph() -> impl Strategy<Value = Item> {
    vec(select(SENTENCES), 1..5).prop_map(|sentences| Item::Line(sentences.join(" ")))
}

fn phrase(phrases: &'static [&'static str]) -> impl Strategy<Value = Item> {
    select(phrases).prop_map(|text| Item::Line(text.to_owned()))
}

fn repeat() -> impl Strategy<Value = Item> {
    prop_oneof![
        any::<Index>().prop_map(Item::Again),
        (any::<Index>(), edit()).prop_map(|(line, edit)| Item::Nearly(line, edit))
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<Index>(), select(&["", "...", "…", " [...]", "-"][..]))
            .prop_map(|(at, mark)| Edit::Cut(at, mark)),
        any::<Index>().prop_map(Edit::Without),
        (
            any::<Index>(),
            select(
                &[
                    "the",
                    "not",
                    "seven",
                    "12",
                    "May",
                    "Tuesday",
                    "Varga",
                    "also",
                    "لم",
                    "不",
                    "नहीं"
                ][..]
            )
        )
            .prop_map(|(at, word)| Edit::Replaced(at, word)),
        (select(DATELINES), select(CREDITS))
            .prop_map(|(before, after)| Edit::Between(before, after)),
        (select(&["", "BREAKING: ", "LIVE | ", "VIDEO - "][..]), select(SUFFIXES))
            .prop_map(|(before, after)| Edit::Between(before, after)),
        Just(Edit::UpperCase),
        Just(Edit::StraightQuotes),
    ]
}

prop_compose! {
    fn setting()(
        indent in prop_oneof![9 => Just(""), 1 => select(BLANKS)],
        mark in weighted(0.1, (any::<Index>(), select(MARKS))),
        is_decomposed in proptest::bool::weighted(0.1),
        newline in prop_oneof![9 => Just("\n"), 2 => select(NEWLINES)],
        blank_lines in vec(prop_oneof![4 => Just(""), 1 => select(BLANKS)], 0..4),
    ) -> Setting {
        Setting { indent, mark, is_decomposed, newline, blank_lines }
    }
}

fn lines_of(text: &str) -> Vec<Item> {
    text.split('/').map(|line| Item::Line(line.trim().to_owned())).collect()
}

fn written(items: &[Item], settings: &[Setting]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut text = String::new();
    for (item, setting) in items.iter().zip(settings) {
        let line = match item {
            Item::Line(line) => line.clone(),
            Item::Again(line) => chosen(&lines, *line).to_owned(),
            Item::Nearly(line, edit) => edit.of(chosen(&lines, *line)),
        };
        text.push_str(setting.indent);
        text.push_str(&setting.of(&line));
        text.push_str(setting.newline);
        for blank in &setting.blank_lines {
            text.push_str(blank);
            text.push_str(setting.newline);
        }
        lines.push(line);
    }
    text
}

fn chosen(lines: &[String], index: Index) -> &str {
    if lines.is_empty() { "" } else { &lines[index.index(lines.len())] }
}

impl Edit {
    fn of(&self, line: &str) -> String {
        let mut words: Vec<&str> = line.split(' ').collect();
        match self {
            Self::Cut(at, mark) => format!("{}{mark}", words[..at.index(words.len())].join(" ")),
            Self::Without(at) => {
                words.remove(at.index(words.len()));
                words.join(" ")
            }
            Self::Replaced(at, word) => {
                let at = at.index(words.len());
                words[at] = word;
                words.join(" ")
            }
            Self::Between(before, after) => format!("{before}{line}{after}"),
            Self::UpperCase => line.to_uppercase(),
            Self::StraightQuotes => line.replace(['“', '”'], "\"").replace(['‘', '’'], "'"),
        }
    }
}

impl Setting {
    fn of(&self, line: &str) -> String {
        let mut line = line.to_owned();
        if let Some((at, mark)) = self.mark {
            let places: Vec<usize> =
                line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
            line.insert_str(places[at.index(places.len())], mark);
        }
        if self.is_decomposed { line.nfd().collect() } else { line }
    }
}
