//! The labels of a page's story, its sections and its keywords: a line is one where its form or its
//! place shows it, or where the story says it.
//!
//! Buttons, headings of boxes and names of other authors are as short, and stand around a story as
//! they do. On 81 news pages that name their topics, 53 of 62 short lines below a label of keywords
//! that the story says are topics, and 25 of 142 of the others.

use std::cell::LazyCell;

use crate::compare::key;
use crate::recognize::forms::Forms;
use crate::recognize::keywords::keywords_of;
use crate::recognize::shape::End;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::Look;
use crate::stage::read::reading::Reading;
use crate::stage::read::story::said::Said;
use crate::stage::{Document, Row};

/// Words of a line above the headline that says what the story is about, and rows up to it: a longer
/// line or one further above is a teaser or a button. Of 128 news pages 46 kept such a label or one
/// of the lists, and on six of them it is none.
const KICKER_WORDS: usize = 6;
const KICKER_WITHIN: usize = 2;
/// Forms of sections.
const SECTION: Forms = Forms::SECTION_LABEL.or(Forms::BREADCRUMB);

/// The labels that were read on a page.
pub(super) struct Labels {
    /// Keywords below their label that the story says.
    pub(super) keywords: Vec<usize>,
    /// What nothing shows to be a label of the story.
    pub(super) unshown: Vec<usize>,
}

impl Labels {
    /// Of a story with this headline and these texts.
    pub(super) fn find(
        document: &Document<'_>,
        rows: &[Row],
        readings: &[Reading],
        is_outside: &[bool],
        facts: &Facts<'_>,
        headline: Option<usize>,
        texts: &[usize],
    ) -> Self {
        let line = |row: usize| rows[row].line;
        let story = texts.iter().copied().chain(headline).map(|row| document.key(line(row)));
        let said = LazyCell::new(|| Said::of(story));
        let is_told = |row: usize| {
            let items: Vec<&str> = keywords_of(&document.lines[line(row)].text).collect();
            let told = items.iter().filter(|item| said.says(&key::of(item))).count();
            told * 2 >= items.len() && told > 0
        };
        let mut labels = Self { keywords: Vec::new(), unshown: Vec::new() };
        let is_byline = |row: usize| readings[row] == Reading::Byline && !is_outside[row];
        let byline = (0..rows.len()).find(|&row| is_byline(row)).unwrap_or(rows.len());
        let below_byline = (byline..rows.len()).find(|&row| !is_byline(row)).unwrap_or(rows.len());
        let mut is_below_label = false;
        for (row, &reading) in readings.iter().enumerate() {
            let look = facts.looks[row];
            let is_label = look.forms.has(Forms::TAGS_LABEL);
            match reading {
                Reading::Tags if is_label || look.forms.has(Forms::TAGS) => {}
                Reading::Tags if !is_told(row) => labels.unshown.push(row),
                Reading::Tags if is_below_label => labels.keywords.push(row),
                Reading::Section | Reading::SectionAbove if !is_section(look, row, headline) => {
                    labels.unshown.push(row);
                }
                Reading::HeadWidget | Reading::Menu => labels.unshown.push(row),
                Reading::PointLabel if !look.forms.has(Forms::KEY_POINTS_LABEL) => {
                    labels.unshown.push(row);
                }
                Reading::Byline if row >= below_byline => labels.unshown.push(row),
                _ => {}
            }
            is_below_label = is_label || is_below_label && reading == Reading::Tags;
        }
        labels
    }
}

/// Whether a line is a section of the lists, or stands right above the headline.
fn is_section(look: &Look, row: usize, headline: Option<usize>) -> bool {
    let is_above =
        headline.is_some_and(|headline| row < headline && headline - row <= KICKER_WITHIN);
    look.forms.has(SECTION)
        || is_above && look.words <= KICKER_WORDS && look.end == End::Open && !look.has_digit
}

#[cfg(test)]
mod tests {
    use super::Labels;
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading::{
        self, Byline, Date, Headline, Menu, Paragraph, PointLabel, Section, SectionAbove, Tags,
    };

    const TITLE: &str = "Ferry to Calder sails again";
    const TEXT: &str = "The ferry sails from Monday, the harbour office said, after nine days of repairs by 山田造船.";

    /// The keywords and what nothing shows to be a label, of a page of a headline and a text below
    /// what stands above and over what stands below.
    fn find(above: &[(&str, Reading)], below: &[(&str, Reading)]) -> (Vec<String>, Vec<String>) {
        let story = [(TITLE, Headline), (TEXT, Paragraph)];
        let lines: Vec<(&str, Reading)> =
            above.iter().chain(&story).chain(below).copied().collect();
        let input = lines.iter().map(|(line, _)| *line).collect::<Vec<_>>().join("\n\n");
        let readings: Vec<Reading> = lines.iter().map(|(_, reading)| *reading).collect();
        let headline = above.len();
        let is_body = |row: usize, _| row == headline + 1;
        with_page(&input, Some(headline), None, is_body, |document, rows, facts, _| {
            assert_eq!(rows.len(), readings.len(), "each line is a row: {input}");
            let texts = [headline + 1];
            let outside = vec![false; rows.len()];
            let labels =
                Labels::find(document, rows, &readings, &outside, facts, Some(headline), &texts);
            let text = |row: &usize| document.lines[rows[*row].line].text.to_string();
            (labels.keywords.iter().map(text).collect(), labels.unshown.iter().map(text).collect())
        })
    }

    #[test]
    fn both_sides_of_what_a_keyword_is() {
        for (name, below, keywords, unshown) in [
            ("below a label", vec![("Tags", Tags), ("Harbour office", Tags)], "Harbour office", ""),
            (
                "below a keyword",
                vec![("Tags", Tags), ("Monday", Tags), ("Calder", Tags)],
                "Monday Calder",
                "",
            ),
            ("not said", vec![("Tags", Tags), ("Weather", Tags)], "", "Weather"),
            ("below no label", vec![("Harbour office", Tags)], "", ""),
            ("below no label, not said", vec![("Download the app", Tags)], "", "Download the app"),
            ("one of two words", vec![("Harbour weather", Tags)], "", "Harbour weather"),
            ("a short word aside", vec![("Harbour in sun", Tags)], "", ""),
            ("short words", vec![("the days", Tags)], "", ""),
            ("short words, one not said", vec![("the sun", Tags)], "", "the sun"),
            ("half of a list", vec![("Harbour, weather", Tags)], "", ""),
            (
                "one of three",
                vec![("Harbour, weather, shops", Tags)],
                "",
                "Harbour, weather, shops",
            ),
            ("its own label", vec![("Tags: weather", Tags)], "", ""),
            ("a script without spaces", vec![("山田造船", Tags)], "", ""),
            ("signs of it", vec![("造船山田", Tags)], "", "造船山田"),
            (
                "the label is of another list",
                vec![("Tags", Tags), ("Older than a day", Date), ("Monday", Tags)],
                "",
                "",
            ),
        ] {
            let found = find(&[], &below);
            assert_eq!(
                (found.0.join(" "), found.1.join(" ")),
                (keywords.to_owned(), unshown.to_owned()),
                "{name}"
            );
        }
    }

    #[test]
    fn both_sides_of_what_a_section_is() {
        let six = "What the strait of Calder needs";
        for (name, above, below, unshown) in [
            ("right above the headline", vec![("Strait of Calder", SectionAbove)], vec![], ""),
            ("two above", vec![("Strait of Calder", SectionAbove), ("Log", Menu)], vec![], "Log"),
            (
                "three above",
                vec![("Strait of Calder", SectionAbove), ("Log", Menu), ("Map", Menu)],
                vec![],
                "Strait of Calder Log Map",
            ),
            ("six words", vec![(six, SectionAbove)], vec![], ""),
            (
                "seven words",
                vec![("What the strait of Calder really needs", SectionAbove)],
                vec![],
                "What the strait of Calder really needs",
            ),
            (
                "a sentence",
                vec![("The strait is calm.", SectionAbove)],
                vec![],
                "The strait is calm.",
            ),
            ("a number", vec![("267 readers", SectionAbove)], vec![], "267 readers"),
            ("below the headline", vec![], vec![("Strait of Calder", Section)], "Strait of Calder"),
            ("one of the lists", vec![], vec![("Politics", Section)], ""),
            ("a way", vec![], vec![("Home » News » Calder", Section)], ""),
            ("a label over points", vec![], vec![("Key points", PointLabel)], ""),
            ("a label over none", vec![], vec![("Show the map", PointLabel)], "Show the map"),
        ] {
            let (keywords, found) = find(&above, &below);
            assert!(keywords.is_empty(), "{name}");
            assert_eq!(found.join(" "), unshown, "{name}");
        }
    }

    #[test]
    fn a_name_further_down_is_no_byline() {
        let below = [
            ("By Nora Stell", Byline),
            ("By Omar Vane", Byline),
            ("Monday", Date),
            ("By Lena Marsh", Byline),
        ];
        assert_eq!(find(&[], &below).1, ["By Lena Marsh"]);
    }
}
