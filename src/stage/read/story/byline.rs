//! Who wrote a page's story: one line of its head, told by its form, its place and what the story
//! does not say.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::ops::Range;

use crate::compare::key;
use crate::recognize::forms::Forms;
use crate::recognize::{Lexicon, authors};
use crate::stage::page::found::Found;
use crate::stage::read::allowed::{LONGEST_HEAD, is_bare_name};
use crate::stage::read::facts::Facts;
use crate::stage::read::look::{Class, Look};
use crate::stage::read::reading::Reading;
use crate::stage::read::story::said::Said;
use crate::stage::read::story::{body_texts, head};
use crate::stage::{Document, Row};

/// Rows between a headline and the summary below it: a label, a date.
const SUMMARY_WITHIN: usize = 2;
/// Rows below the headline in which a bare name is rather the author's than a label. Of 161 such
/// rows of labelled news pages 74 of the 79 in these rows name the author, and 6 of 13 further off.
const NAME_WITHIN: usize = 6;
/// Rows above the first text in which a bare name stands below a longer head.
const ABOVE_TEXT: usize = 2;
/// Rows above the headline in which a byline with its label stands.
const ABOVE: usize = 2;
/// Words of two names and more with nothing between them, and of a date behind them.
const RUN: std::ops::RangeInclusive<usize> = 4..=12;
const DATE_WORDS: usize = 6;
/// Bytes of a word of sites at least: `You` is a name.
const SITE_BYTES: usize = 4;
/// Texts with which a story begins, the headline aside.
const LEAD: usize = 3;
/// Rows above the body in which a byline stands below a longer head.
const LONGEST_FOOT: usize = 6;

/// What speaks for a line to say who wrote the story, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// An agency and nothing else.
    Agency,
    /// A label and no name: `By Reuters`.
    Newsroom,
    /// A byline with its label above the headline.
    Above,
    /// A name that the story does not say.
    Unsaid,
    /// A name and a date.
    Dated,
    /// A name below `By`.
    BelowLabel,
    /// A label and a name.
    Labelled,
}

/// Reads the line of the head that has the best evidence as the byline, and what was read so
/// without any as a label. Names on lines of their own right below it belong to it. Gives the rows.
pub(super) fn settle_byline(
    document: &Document<'_>,
    rows: &[Row],
    readings: &mut [Reading],
    facts: &Facts<'_>,
    page: &Found,
    lexicon: &Lexicon,
) -> Option<Range<usize>> {
    let headline = head::headline_of(readings)?;
    let boxed = head::boxed(rows, readings, facts, page);
    let top = Head::find(document, rows, headline, facts, page, lexicon)?;
    for row in top.below() {
        if readings[row] == Reading::Byline && top.is_credit(row) {
            readings[row] = Reading::HeadCredit;
        }
    }
    // Names inside a box are of other stories.
    let is_inside = |row: usize| boxed.contains(&row) && row + ABOVE_TEXT < boxed.end;
    let best = top
        .evidence()
        .filter(|&(row, _)| !is_inside(row))
        .max_by_key(|&(row, evidence)| (evidence, Reverse(row)));
    // Without a byline below the headline, one above it must name somebody, too.
    let open = if best.is_some() { top.below() } else { 0..top.end };
    for row in open {
        if readings[row] != Reading::Byline {
            continue;
        }
        let is_theme = top.dates_a_theme(row);
        let is_other = match best {
            Some(_) => top.evidence_of(row) < Some(Evidence::Dated),
            None => is_theme || !top.could_sign(row),
        };
        if is_other {
            readings[row] = if is_theme { Reading::Date } else { Reading::Section };
        }
    }
    let (author, evidence) = best?;
    // What else is read so above the headline is a button or a section.
    for (row, reading) in readings[..headline].iter_mut().enumerate() {
        let is_labelled = evidence == Evidence::Above && is_labelled(top.looks[row]);
        if *reading == Reading::Byline && !is_labelled {
            *reading = Reading::Section;
        }
    }
    let authors = author..author + 1 + top.names_below(author);
    readings[authors.clone()].fill(Reading::Byline);
    Some(authors)
}

struct Head<'a, 't> {
    document: &'a Document<'t>,
    rows: &'a [Row],
    looks: &'a [&'a Look],
    headline: usize,
    /// The first text of the story, which may be a summary.
    opening: usize,
    /// The row of the text that ends the head.
    end: usize,
    /// The body, then the headline, and their words once they are asked for.
    story: Vec<&'a str>,
    said: OnceCell<Said<'a>>,
    lead: OnceCell<Said<'a>>,
    lexicon: &'a Lexicon,
}

impl<'a, 't> Head<'a, 't> {
    fn find(
        document: &'a Document<'t>,
        rows: &'a [Row],
        headline: usize,
        facts: &'a Facts<'_>,
        page: &Found,
        lexicon: &'a Lexicon,
    ) -> Option<Self> {
        let texts = body_texts(rows, facts, page);
        let mut below = texts.iter().copied().filter(|&row| row > headline);
        let opening = below.next()?;
        let is_summed_up = opening - headline <= SUMMARY_WITHIN;
        let end = if is_summed_up { below.next().unwrap_or(opening) } else { opening };
        let is_box = |row: &usize| facts.looks[*row].forms.has(Forms::AUTHOR_BOX);
        let story = texts.iter().copied().filter(|row| !is_box(row)).chain([headline]);
        let story = story.map(|row| document.key(rows[row].line)).collect();
        Some(Self {
            document,
            rows,
            looks: &facts.looks,
            headline,
            opening,
            end,
            story,
            said: OnceCell::new(),
            lead: OnceCell::new(),
            lexicon,
        })
    }

    /// The rows between the headline and the body.
    fn below(&self) -> Range<usize> {
        self.headline + 1..self.end
    }

    /// The rows that may say who wrote the story, with what speaks for it.
    fn evidence(&self) -> impl Iterator<Item = (usize, Evidence)> {
        let above = self.headline.saturating_sub(ABOVE)..self.headline;
        let above = above.filter(|&row| is_labelled(self.looks[row]));
        let below = self.below().filter_map(|row| Some((row, self.evidence_of(row)?)));
        above.map(|row| (row, Evidence::Above)).chain(below)
    }

    fn evidence_of(&self, row: usize) -> Option<Evidence> {
        let look = self.looks[row];
        let is_in_head = row <= self.headline + LONGEST_HEAD || row + LONGEST_FOOT >= self.opening;
        match () {
            () if look.is_text() || !is_in_head => None,
            () if is_labelled(look) && self.names_nobody(row) => Some(Evidence::Newsroom),
            () if is_labelled(look) && look.forms.has(Forms::BYLINE) => Some(Evidence::Labelled),
            () if is_labelled(look) && !self.dates_a_theme(row) => Some(Evidence::Dated),
            () if self.is_below_label(row) => Some(Evidence::BelowLabel),
            () if look.forms.has(Forms::HOLDS_DATE) && self.is_run(row) => Some(Evidence::Dated),
            () if self.is_placed(row) && (self.is_unsaid_name(row) || self.are_names(row)) => {
                Some(Evidence::Unsaid)
            }
            () if self.is_placed(row) && look.forms.has(Forms::AGENCY_ONLY) => {
                Some(Evidence::Agency)
            }
            () => None,
        }
    }

    /// Whether a line that nothing else shows to be a byline names somebody or an agency, and no
    /// button of a site.
    fn could_sign(&self, row: usize) -> bool {
        let text = self.text(row);
        if self.looks[row].forms.has(Forms::BYLINE) {
            return !self.names_nobody(row);
        }
        let is_name = |name: Range<usize>| {
            let name = &text[name];
            let key = key::of(name);
            let is_built_so = || {
                let forms = Forms::of(name, &key, self.lexicon);
                forms.has(Forms::NAMES_ONLY) || is_two_words(&key, self.lexicon)
            };
            !is_of_site(&key, self.lexicon) && is_built_so()
        };
        authors::names(text, self.lexicon).into_iter().any(is_name)
            || self.lexicon.agency_at_start(&key::of(text)).is_some()
    }

    /// Whether what stands beside a date is what the story tells of, and no label says that it is
    /// who wrote it: `North Harbour 09:31 May 3, 2021`.
    fn dates_a_theme(&self, row: usize) -> bool {
        let forms = self.looks[row].forms;
        if !forms.has(Forms::NAME_AND_DATE) || forms.has(Forms::NAME_AND_AGENCY) {
            return false;
        }
        let text = self.text(row);
        let names = authors::names(text, self.lexicon);
        !names.is_empty() && names.into_iter().all(|name| self.lead().has_all(&text[name]))
    }

    /// What the headline and the first texts say. Further down the story may say who wrote it.
    fn lead(&self) -> &Said<'a> {
        self.lead.get_or_init(|| {
            let lead = self.story.iter().take(LEAD).chain(self.story.last());
            Said::of(lead.copied())
        })
    }

    fn names_nobody(&self, row: usize) -> bool {
        authors::names(self.text(row), self.lexicon).is_empty()
    }

    /// How many names stand right below a name.
    fn names_below(&self, author: usize) -> usize {
        let is_dated = self.looks[author].forms.has(Forms::NAME_AND_DATE);
        (author + 1..self.end).take_while(|row| !is_dated && self.is_unsaid_name(*row)).count()
    }

    fn is_below_label(&self, row: usize) -> bool {
        self.looks[row - 1].forms.has(Forms::BYLINE_LABEL_ALONE) && is_bare_name(self.looks[row])
    }

    /// Whether a row stands where heads have the author: near the headline, above the text, or
    /// beside a date.
    fn is_placed(&self, row: usize) -> bool {
        let is_near = row - self.headline <= NAME_WITHIN
            || (self.opening.saturating_sub(ABOVE_TEXT)..self.opening).contains(&row);
        is_near || self.is_beside_date(row)
    }

    /// Whether a row of the head has a date above or below it.
    fn is_beside_date(&self, row: usize) -> bool {
        [row - 1, row + 1].iter().any(|&row| self.looks[row].class == Class::Date)
    }

    /// Whether a row is a name of which the story says no word.
    fn is_unsaid_name(&self, row: usize) -> bool {
        let look = self.looks[row];
        look.forms.has(Forms::NAMES_ONLY)
            && !look.is_furniture()
            && look.class != Class::Bullet
            && !is_of_site(self.document.key(self.rows[row].line), self.lexicon)
            && !self.says_name_of(row)
    }

    /// Whether the story says a word of a row's names, jobs behind them aside, or of the row where
    /// nothing shows a name in it.
    fn says_name_of(&self, row: usize) -> bool {
        let text = self.text(row);
        let names = authors::names(text, self.lexicon);
        match &names[..] {
            [] => self.said().has_any(text),
            names => names.iter().any(|name| self.said().has_any(&text[name.clone()])),
        }
    }

    /// Whether a row is several names: with signs between them right below the headline, or one
    /// after the other beside a date.
    fn are_names(&self, row: usize) -> bool {
        let look = self.looks[row];
        let is_top = row - self.headline <= SUMMARY_WITHIN;
        let names = || authors::names(self.text(row), self.lexicon).len();
        is_top && look.forms.has(Forms::NAMES_ONLY) && !look.is_furniture() && names() > 1
            || self.is_beside_date(row) && self.is_run(row)
    }

    /// Whether a row begins with a run of capitalised words, two names and more, of which the story
    /// says less than half, and has a date behind them or nothing.
    fn is_run(&self, row: usize) -> bool {
        let text = self.text(row);
        let end = text.find(|char: char| char.is_numeric()).unwrap_or(text.len());
        let is_name = |word: &&str| {
            word.starts_with(char::is_uppercase)
                && word.chars().nth(1).is_some()
                && word.chars().all(|char| char.is_alphabetic() || matches!(char, '-' | '’' | '\''))
        };
        let run: Vec<&str> = text[..end].split_whitespace().take_while(is_name).collect();
        let of_run = text[..end].trim_end().len() == run.join(" ").len();
        RUN.contains(&run.len())
            && of_run
            && self.looks[row].words <= RUN.end() + DATE_WORDS
            && !is_of_site(self.document.key(self.rows[row].line), self.lexicon)
            && run.iter().filter(|word| self.said().has_any(word)).count() * 2 < run.len()
    }

    fn said(&self) -> &Said<'a> {
        self.said.get_or_init(|| Said::of(self.story.iter().copied()))
    }

    /// `Nora Stell/Reuters` and `(Nora Stell, AP)` sign pictures.
    fn is_credit(&self, row: usize) -> bool {
        let look = self.looks[row];
        look.forms.has(Forms::NAME_AND_AGENCY)
            && !is_labelled(look)
            && self.text(row).contains(['/', '(', '（'])
    }

    fn text(&self, row: usize) -> &str {
        &self.document.lines[self.rows[row].line].text
    }
}

/// Whether a word of a line is one that sites say to their readers: `Story Saved` is built like a
/// name.
fn is_of_site(key: &str, lexicon: &Lexicon) -> bool {
    key.split(' ').any(|word| word.len() >= SITE_BYTES && lexicon.word(word).site)
}

/// Whether a name has two words, of which the last may be a word of any language: `Xiaoying You`.
fn is_two_words(key: &str, lexicon: &Lexicon) -> bool {
    key.split_once(' ').is_some_and(|(first, last)| {
        let first = lexicon.word(first);
        !last.contains(' ') && first.light == 0 && first.number == 0 && !first.date
    })
}

/// Whether a line has a byline's label, or a date beside its name.
fn is_labelled(look: &Look) -> bool {
    matches!(look.class, Class::Byline | Class::Date)
        && look.forms.has(Forms::BYLINE.or(Forms::NAME_AND_DATE))
}

#[cfg(test)]
mod tests {
    use super::settle_byline;
    use crate::recognize::Lexicon;
    use crate::stage::page::sample::{BODY, HEADLINE};
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading;

    /// The lines of a head that are read as the byline, where all but the headline were read as the
    /// page's. The last three lines are the body, and as many above them as `summed_up` says.
    fn bylines(head: &str, read_so: &str, summed_up: Option<&str>) -> Vec<String> {
        let input = format!("{head}\n\n{BODY}");
        let headline =
            head.lines().filter(|line| !line.is_empty()).position(|line| line == HEADLINE);
        let summary = summed_up.and_then(|line| {
            head.lines().filter(|line| !line.is_empty()).position(|other| other == line)
        });
        let is_body = |row: usize, count: usize| row + 3 >= count || Some(row) == summary;
        with_page(&input, headline, None, is_body, |document, rows, facts, page| {
            let text = |row: usize| document.lines[rows[row].line].text.to_string();
            let mut readings: Vec<Reading> = (0..rows.len())
                .map(|row| match () {
                    () if Some(row) == headline => Reading::Headline,
                    () if text(row) == read_so => Reading::Byline,
                    () if is_body(row, rows.len()) => Reading::Paragraph,
                    () => Reading::Menu,
                })
                .collect();
            let before = readings.clone();
            settle_byline(document, rows, &mut readings, facts, page, Lexicon::built_in());
            for (now, before) in readings.iter().zip(before) {
                let was_byline = before == Reading::Byline;
                assert!(*now == Reading::Byline || was_byline || *now == before, "{now:?}");
            }
            let is_byline = |row: &usize| readings[*row] == Reading::Byline;
            (0..rows.len()).filter(is_byline).map(text).collect()
        })
    }

    /// Three names with nothing between them.
    const RUN: &str = "Ottoline Speight Tom Bell Nora Stell";

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of both sides of every rule")]
    fn who_wrote_it() {
        let below = |lines: &str| format!("{HEADLINE}\n\n{lines}");
        let menu = |count: usize| "Jobs\n".repeat(count);
        for (name, head, expected) in [
            ("a label", below("By Nora Stell"), ["By Nora Stell"].as_slice()),
            ("a bare name", below("Nora Stell"), &["Nora Stell"]),
            ("a label wins", below("Ottoline Speight\nBy Nora Stell"), &["By Nora Stell"]),
            ("the first of two", below("By Nora Stell\nBy Tom Bell"), &["By Nora Stell"]),
            (
                "a date",
                below("Ottoline Speight\n\nNora Stell | May 4, 2022"),
                &["Nora Stell | May 4, 2022"],
            ),
            (
                "a label before a date",
                below("Nora Stell | May 4, 2022\nBy Tom Bell"),
                &["By Tom Bell"],
            ),
            (
                "a name below its label before a date",
                below("By\n\nTom Bell\nNora Stell | May 4, 2022"),
                &["Tom Bell"],
            ),
            (
                "a name below its label",
                below("Ottoline Speight\nBy\n\nNora Stell"),
                &["Nora Stell"],
            ),
            ("a label without a name", below("By Reuters\nNora Stell"), &["Nora Stell"]),
            ("and no other", below("By Reuters"), &["By Reuters"]),
            ("a name of the story", below("Harbour Office"), &[]),
            ("with a date", below("Harbour Office | May 4, 2022"), &[]),
            (
                "a word of it with a date",
                below("Nora Harbour | May 4, 2022"),
                &["Nora Harbour | May 4, 2022"],
            ),
            (
                "below a label, with a date",
                below("By Harbour Office | May 4, 2022"),
                &["By Harbour Office | May 4, 2022"],
            ),
            ("one word of it", below("Nora Harbour"), &[]),
            ("a small word of it", below("Nora da Stell"), &["Nora da Stell"]),
            ("a name that no space parts", below("山田太郎"), &["山田太郎"]),
            ("a credit", below("Nora Stell/Reuters"), &[]),
            ("an agency", below("Reuters"), &["Reuters"]),
            ("a name before it", below("Reuters\nNora Stell"), &["Nora Stell"]),
            ("a name in a list", below("• Nora Stell"), &[]),
            ("two names and a bar", below("Nora Stell/Tom Bell"), &["Nora Stell/Tom Bell"]),
            (
                "a label before a credit's form",
                below("By Nora Stell (Reuters)\nTom Bell"),
                &["By Nora Stell (Reuters)", "Tom Bell"],
            ),
            ("a name of the story below", below("By Nora Stell\nTom Harbour"), &["By Nora Stell"]),
            ("several names", below("Nora Stell\nTom Bell\nNews"), &["Nora Stell", "Tom Bell"]),
            (
                "a name below a date",
                below("Nora Stell | May 4, 2022\nTom Bell"),
                &["Nora Stell | May 4, 2022"],
            ),
            (
                "six lines below",
                below(&format!("{}Nora Stell\n{}", menu(5), menu(4))),
                &["Nora Stell"],
            ),
            ("seven lines below", below(&format!("{}Nora Stell\n{}", menu(6), menu(4))), &[]),
            (
                "beside a date",
                below(&format!("{}Nora Stell\nMay 4, 2022\n{}", menu(6), menu(4))),
                &["Nora Stell"],
            ),
            (
                "below a date",
                below(&format!("{}May 4, 2022\nNora Stell\n{}", menu(6), menu(4))),
                &["Nora Stell"],
            ),
            (
                "two lines below a date",
                below(&format!("{}May 4, 2022\nJobs\nNora Stell\n{}", menu(5), menu(4))),
                &[],
            ),
            ("above the text", below(&format!("{}Nora Stell\nJobs", menu(12))), &["Nora Stell"]),
            ("not far above it", below(&format!("{}Nora Stell\nJobs\nJobs", menu(12))), &[]),
            (
                "a label in a long head",
                below(&format!("{}By Nora Stell\n{}", menu(15), menu(9))),
                &["By Nora Stell"],
            ),
            ("in a menu", below(&format!("{}By Nora Stell\n{}", menu(16), menu(9))), &[]),
            (
                "below it",
                below(&format!("{}By Nora Stell\n{}", menu(16), menu(5))),
                &["By Nora Stell"],
            ),
            ("above the headline", format!("By Nora Stell\nNews\n{HEADLINE}"), &["By Nora Stell"]),
            ("far above it", format!("By Nora Stell\nNews\nNews\n{HEADLINE}"), &[]),
            ("a bare name above it", format!("Nora Stell\n{HEADLINE}"), &[]),
            (
                "a name below is better",
                format!("By Tom Bell\n{HEADLINE}\nNora Stell"),
                &["Nora Stell"],
            ),
            (
                "in a box of other stories",
                below(&format!("Related stories\nBy Nora Stell\n{}", menu(3))),
                &[],
            ),
            ("below the box", below("Related stories\nNews\nBy Nora Stell"), &["By Nora Stell"]),
            (
                "a line above the text",
                below("Related stories\nNews\nBy Nora Stell\nJobs"),
                &["By Nora Stell"],
            ),
            ("two lines above it", below("Related stories\nNews\nBy Nora Stell\nJobs\nJobs"), &[]),
            (
                "two names below the headline, of which the story says a word",
                below("News\nNora Stell and Tom Harbour"),
                &["Nora Stell and Tom Harbour"],
            ),
            ("further below", below("News\nJobs\nNora Stell and Tom Harbour"), &[]),
            ("one name", below("News\nTom Harbour"), &[]),
            (
                "names one after the other, above a date",
                below(&format!("{RUN}\nMay 4, 2022")),
                &[RUN],
            ),
            ("below a date", below(&format!("May 4, 2022\n{RUN}")), &[RUN]),
            ("beside no date", below(RUN), &[]),
            (
                "before a date",
                below(&format!("{RUN} May 4, 2022, 16:05\nJobs")),
                &["Ottoline Speight Tom Bell Nora Stell May 4, 2022, 16:05"],
            ),
            ("half of it said", below("Harbour Ferry Tom Bell\nMay 4, 2022"), &[]),
            ("a small word in it", below("Tom Bell of Nora Stell Speight\nMay 4, 2022"), &[]),
            ("words of sites", below("Your Story Saved For Later\nMay 4, 2022"), &[]),
            ("single letters", below("A A A Print Page Now\nMay 4, 2022"), &[]),
        ] {
            assert_eq!(bylines(&head, "", None), expected, "{name}");
        }
    }

    #[test]
    fn what_is_read_so_above_the_headline_gives_way() {
        for (below, expected) in [
            ("By Nora Stell", ["By Nora Stell"].as_slice()),
            ("Nora Stell", &["Nora Stell"]),
            ("News", &[]),
        ] {
            let head = format!("Close Alert\n{HEADLINE}\n{below}");
            assert_eq!(bylines(&head, "Close Alert", None), expected, "{below}");
        }
        let head = format!("Tom Bell\nBy Nora Stell\n{HEADLINE}\nNews");
        assert_eq!(bylines(&head, "Tom Bell", None), ["By Nora Stell"], "a label");
        let head = format!("By Nora Stell\nBy Tom Bell\n{HEADLINE}\nNews");
        let both = ["By Nora Stell", "By Tom Bell"];
        assert_eq!(bylines(&head, "By Tom Bell", None), both, "two labels");
        let head = format!("Nora Stell\n{HEADLINE}\nNews");
        assert_eq!(bylines(&head, "Nora Stell", None), ["Nora Stell"], "a name");
    }

    #[test]
    fn who_wrote_it_below_a_summary() {
        const SUMMARY: &str = "The second ferry has to wait for another year.";
        let below_menu = format!("Home\nNews\nSport\n{HEADLINE}\n{SUMMARY}\nNora Stell");
        assert_eq!(bylines(&below_menu, "", Some(SUMMARY)), ["Nora Stell"], "below a menu");
        for (name, lines, expected) in [
            ("below it", format!("{SUMMARY}\nNora Stell"), ["Nora Stell"].as_slice()),
            (
                "far below it",
                format!("{SUMMARY}\n{}Nora Stell\nJobs\nJobs", "Jobs\n".repeat(6)),
                &[],
            ),
            ("below a text", format!("Jobs\nJobs\n{SUMMARY}\nNora Stell"), &[]),
        ] {
            let head = format!("{HEADLINE}\n{lines}");
            assert_eq!(bylines(&head, "", Some(SUMMARY)), expected, "{name}");
        }
    }

    #[test]
    fn what_was_read_as_the_byline() {
        for (name, lines, read_so, expected) in [
            (
                "nothing better",
                "Island Desk Team",
                "Island Desk Team",
                ["Island Desk Team"].as_slice(),
            ),
            ("a name", "Island Desk Team\nNora Stell", "Island Desk Team", &["Nora Stell"]),
            ("a theme and a date", "Harbour Office May 4, 2022", "Harbour Office May 4, 2022", &[]),
            ("no name", "The Way of Bread", "The Way of Bread", &[]),
            ("a label alone", "By", "By", &[]),
            ("a button", "Podcast Saved", "Podcast Saved", &[]),
            ("a name with a short word of sites", "You Harbour", "You Harbour", &[]),
            ("a last name that is a word", "Harbour You", "Harbour You", &["Harbour You"]),
            ("three words", "Harbour Office You", "Harbour Office You", &[]),
            ("an agency", "Reuters in Oakmouth", "Reuters in Oakmouth", &["Reuters in Oakmouth"]),
            (
                "a label far below",
                &format!("{}By Nora Harbour\n{}", "Jobs\n".repeat(16), "Jobs\n".repeat(9)),
                "By Nora Harbour",
                &["By Nora Harbour"],
            ),
            (
                "a label and no name",
                &format!("{}By Reuters\n{}", "Jobs\n".repeat(16), "Jobs\n".repeat(9)),
                "By Reuters",
                &[],
            ),
            ("a credit", "Nora Stell/Reuters", "Nora Stell/Reuters", &[]),
            (
                "a name and its agency",
                "Nora Stell, Reuters",
                "Nora Stell, Reuters",
                &["Nora Stell, Reuters"],
            ),
            ("two names", "Nora Stell/Tom Bell", "Nora Stell/Tom Bell", &["Nora Stell/Tom Bell"]),
            (
                "a name below its label",
                "By\n\nTom Bell\nBy Nora Stell",
                "Tom Bell",
                &["Tom Bell", "By Nora Stell"],
            ),
        ] {
            assert_eq!(bylines(&format!("{HEADLINE}\n{lines}"), read_so, None), expected, "{name}");
        }
    }

    #[test]
    fn a_headline_that_is_a_sentence_of_the_body_opens_no_story() {
        let input = format!(
            "The ferry to the island runs again.\n{}Nora Stell\nJobs\n\n{BODY}",
            "Jobs\n".repeat(12)
        );
        let is_body = |row: usize, count: usize| row == 0 || row + 3 >= count;
        let authors = with_page(&input, Some(0), None, is_body, |document, rows, facts, page| {
            let mut readings = vec![Reading::Menu; rows.len()];
            readings[0] = Reading::Headline;
            settle_byline(document, rows, &mut readings, facts, page, Lexicon::built_in())
        });
        assert_eq!(authors, Some(13..14));
    }
}
