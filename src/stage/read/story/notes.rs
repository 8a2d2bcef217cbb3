//! Notes at the edges of a story: where it stood first, what was changed in it, who wrote it.
//!
//! They are whole sentences about the story, right above or below its own ones, so the page's
//! measures and the reading take them for paragraphs. What a list knows is told by that; the box of
//! an author also by the byline, since a story begins with what others are, too.

use crate::compare::key;
use crate::recognize::forms::{Forms, Start};
use crate::recognize::{Lexicon, authors};
use crate::removal::Role;
use crate::stage::read::facts::Facts;
use crate::stage::read::file;
use crate::stage::read::look::Class;
use crate::stage::read::reading::Reading;
use crate::stage::{Document, Row};

/// Notes above the first paragraph: one about the story, one about its author.
const ABOVE: usize = 2;
/// Authors of a story that are looked for in each of its texts: no byline that was seen has as many.
const MOST_AUTHORS: usize = 16;
/// Words of a text that asks the reader for something: with more it is a paragraph that begins so.
const ASKING: usize = 45;
/// Texts of an author's box below the name at most: a role, and what is told.
const BOXED: usize = 2;
/// Words of a role, and of a label before a name: `Senior political editor`, `About the author:`.
const ROLE_WORDS: usize = 3;

/// The rows read as the story that are notes above its first paragraph and below its last one, each
/// with its field. Linear.
pub(super) fn at_edges(
    document: &Document<'_>,
    rows: &[Row],
    readings: &[Reading],
    is_outside: &[bool],
    facts: &Facts<'_>,
    lexicon: &Lexicon,
) -> Vec<(usize, Role)> {
    let headline = readings.iter().position(|&reading| reading == Reading::Headline);
    let authors = Authors::find(document, rows, readings, is_outside, lexicon);
    // What the caller names as artifacts is no note.
    let is_own = |row: usize| lexicon.own.artifact(authors.key(row)).is_some();
    let texts: Vec<usize> = (headline.map_or(0, |row| row + 1)..rows.len())
        .filter(|&row| !is_outside[row] && is_of_body(readings[row]) && !is_own(row))
        .collect();
    let look = |row: usize| facts.looks[row];
    // What is said of anything, as `The poem first appeared on ...`, is also said of the rest of a line.
    let is_of_this = |row: usize| {
        let (_, rest) = authors.key(row).split_once(' ').unwrap_or_default();
        !lexicon.is_line_of(Forms::APPEARED_FIRST, rest)
    };
    let note = |row: usize| match file::note_kind(look(row).forms) {
        Some(Role::AuthorBox) => authors.begin(row).then_some(Role::AuthorBox),
        None if look(row).forms.has(Forms::APPEARED_FIRST) => {
            is_of_this(row).then_some(Role::FirstPublished)
        }
        kind => kind,
    };
    if !texts.iter().any(|&row| look(row).class == Class::Prose && note(row).is_none()) {
        return Vec::new();
    }
    // A number above the first paragraph counts readers; where the next one follows, parts of the
    // story.
    let number = |row: usize| {
        let is_number = look(row).class == Class::Number;
        is_number.then(|| authors.key(row).parse::<u32>().ok())
    };
    let count = |row: usize| {
        let next = number(row)?.map_or(0, |number| number.saturating_add(1));
        let is_part = texts.iter().any(|&row| number(row).flatten() == Some(next));
        (!is_part).then_some(Role::Note)
    };
    // Below the story, what begins with its author's name is about the author.
    let boxed = authors.boxed(&texts, facts);
    let is_about =
        |row: usize| boxed.contains(&row) || look(row).is_text() && authors.are_told_of(row);
    let about = |row: usize| is_about(row).then_some(Role::AuthorBox);
    // The last sentence may ask the reader for something: of 24 such on labelled pages of news two
    // were the story's.
    let offers = lexicon.lists.forms.start(Start::Offer);
    let asks = |row: usize| {
        look(row).is_text()
            && look(row).words <= ASKING
            && offers.at_start(authors.key(row)).is_some()
    };
    let asked = |row: usize| asks(row).then_some(Role::Note);
    let above =
        texts.iter().take(ABOVE).map_while(|&row| Some((row, note(row).or_else(|| count(row))?)));
    let last = |row: usize| note(row).or_else(|| about(row)).or_else(|| asked(row));
    let below = texts.iter().rev().map_while(|&row| Some((row, last(row)?)));
    above.chain(below).collect()
}

fn first_word(key: &str) -> Option<&str> {
    key.split(' ').next()
}

fn is_of_body(reading: Reading) -> bool {
    matches!(reading, Reading::Paragraph | Reading::Subhead | Reading::Deck)
}

/// Who the story is by.
struct Authors<'d, 't> {
    document: &'d Document<'t>,
    rows: &'d [Row],
    /// The full names, folded.
    names: Vec<String>,
}

impl<'d, 't> Authors<'d, 't> {
    fn find(
        document: &'d Document<'t>,
        rows: &'d [Row],
        readings: &[Reading],
        is_outside: &[bool],
        lexicon: &Lexicon,
    ) -> Self {
        let is_byline = |&row: &usize| readings[row] == Reading::Byline && !is_outside[row];
        let names_of = |row: usize| {
            let text = &*document.lines[rows[row].line].text;
            let names = authors::names(text, lexicon).into_iter();
            names.map(|name| key::of(&text[name])).collect::<Vec<_>>()
        };
        // One word is the beginning of many texts.
        let names = (0..rows.len()).filter(is_byline).flat_map(names_of);
        let names = names.filter(|name| name.contains(' ')).take(MOST_AUTHORS).collect();
        Self { document, rows, names }
    }

    fn key(&self, row: usize) -> &'d str {
        self.document.key(self.rows[row].line)
    }

    /// Whether a row begins with the full name of one of them.
    fn begin(&self, row: usize) -> bool {
        let begins = |name: &String| {
            let rest = self.key(row).strip_prefix(name.as_str());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.names.iter().any(begins)
    }

    /// The texts of the box at the end: the name of an author on a line of its own, once, and below
    /// it at most roles and what tells of that name. Where no byline names anybody, the name is
    /// whoever the line right below it begins with.
    fn boxed<'x>(&self, texts: &'x [usize], facts: &Facts<'_>) -> &'x [usize] {
        let signed = |row: usize| {
            let is_signed = |name: &&String| {
                let label = self.key(row).strip_suffix(name.as_str());
                label.is_some_and(|label| label.split_whitespace().count() <= ROLE_WORDS)
            };
            let is_open = !facts.looks[row].is_text();
            self.names.iter().filter(|_| is_open).find(is_signed).map(String::as_str)
        };
        let introduced = |row: usize, below: Option<&usize>| {
            let name = self.key(row);
            let begins = |&below: &usize| {
                facts.looks[below].is_text() && first_word(name) == first_word(self.key(below))
            };
            let is_name = self.names.is_empty() && facts.looks[row].forms.has(Forms::NAMES_ONLY);
            (is_name && name.contains(' ') && below.is_some_and(begins)).then_some(name)
        };
        let tells = |row: usize, name: &str| {
            let key = self.key(row);
            let of_name = [first_word(name), name.rsplit(' ').next()];
            let is_role = key.split(' ').count() <= ROLE_WORDS && !facts.looks[row].is_text();
            is_role
                || key
                    .split(|char: char| !char.is_alphanumeric())
                    .any(|word| of_name.contains(&Some(word)))
        };
        let mut names = texts.iter().enumerate().filter_map(|(at, &row)| {
            Some((at, signed(row).or_else(|| introduced(row, texts.get(at + 1)))?))
        });
        let (Some((at, name)), None) = (names.next(), names.next()) else { return &[] };
        let below = &texts[at + 1..];
        let is_box = at > 0 && below.len() <= BOXED && below.iter().all(|&row| tells(row, name));
        if is_box { &texts[at..] } else { &[] }
    }

    /// Whether a row begins with the name of one of them, or with its first word below the name.
    fn are_told_of(&self, row: usize) -> bool {
        let first = |row: usize| first_word(self.key(row));
        let is_below = |above: usize| self.begin(above) && first(above) == first(row);
        self.begin(row) || row.checked_sub(1).is_some_and(is_below)
    }
}

#[cfg(test)]
mod tests {
    use super::at_edges;
    use crate::options::InputKind;
    use crate::recognize::Lexicon;
    use crate::removal::Role::{
        self, AuthorBox, Correction, EndNote, FirstPublished, Note, SignOff,
    };
    use crate::stage::page::sample::{BODY, HEADLINE, MENU};
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading::{self, Byline, Deck, Headline, Paragraph, Subhead};
    use crate::{Cleaner, Options};

    const TEXT: &str = "The ferry sails from Monday, the harbour office said, after nine days.";
    const AUTHOR: &str = "Lena Marsh is a reporter at the Harbour Times.";
    const OTHER: &str = "Omar Vane is a reporter at the Harbour Times.";
    const CHANGED: &str = "This story has been updated with the price of the ferry.";
    const FIRST: &str = "This story was originally published in May.";

    /// What is read anew of these lines, of which the last `outside` are outside the story.
    fn read(lines: &[(&str, Reading)], outside: usize) -> Vec<(usize, Role)> {
        let input = lines.iter().map(|(line, _)| *line).collect::<Vec<_>>().join("\n\n");
        let readings: Vec<Reading> = lines.iter().map(|(_, reading)| *reading).collect();
        let is_outside: Vec<bool> =
            (0..lines.len()).map(|row| row + outside >= lines.len()).collect();
        with_page(
            &input,
            None,
            None,
            |_, _| true,
            |document, rows, facts, _| {
                at_edges(document, rows, &readings, &is_outside, facts, Lexicon::built_in())
            },
        )
    }

    const HEAD: [(&str, Reading); 2] =
        [("Ferry to the island runs again", Headline), ("By Lena Marsh", Byline)];

    type Case<'c> = (&'c str, Vec<(&'c str, Reading)>, Vec<(usize, Role)>);

    /// What is read anew of each body below the head.
    fn check(cases: Vec<Case<'_>>) {
        for (name, body, wanted) in cases {
            assert_eq!(read(&[&HEAD[..], &body].concat(), 0), wanted, "{name}");
        }
    }

    #[test]
    fn notes_above_the_first_paragraph_and_below_the_last() {
        check(vec![
            ("none", vec![(TEXT, Paragraph)], vec![]),
            ("who wrote it", vec![(TEXT, Paragraph), ("(dpa/tk)", Paragraph)], vec![(3, SignOff)]),
            (
                "who helped",
                vec![(TEXT, Paragraph), ("Reporting by Tom Bell in Selby", Paragraph)],
                vec![(3, EndNote)],
            ),
            ("a change", vec![(TEXT, Paragraph), (CHANGED, Paragraph)], vec![(3, Correction)]),
            (
                "below a subhead",
                vec![(TEXT, Paragraph), (FIRST, Subhead)],
                vec![(3, FirstPublished)],
            ),
            (
                "what something else appeared in",
                vec![(TEXT, Paragraph), ("The poem first appeared on a wall in May.", Paragraph)],
                vec![],
            ),
            (
                "two of them",
                vec![(TEXT, Paragraph), (AUTHOR, Paragraph), (CHANGED, Paragraph)],
                vec![(4, Correction), (3, AuthorBox)],
            ),
            ("inside", vec![(TEXT, Paragraph), (CHANGED, Paragraph), (TEXT, Paragraph)], vec![]),
            ("above", vec![(FIRST, Paragraph), (TEXT, Paragraph)], vec![(2, FirstPublished)]),
            ("as a summary", vec![(CHANGED, Deck), (TEXT, Paragraph)], vec![(2, Correction)]),
            (
                "three above",
                vec![
                    (FIRST, Paragraph),
                    (AUTHOR, Paragraph),
                    (CHANGED, Paragraph),
                    (TEXT, Paragraph),
                ],
                vec![(2, FirstPublished), (3, AuthorBox)],
            ),
            ("nothing else", vec![(CHANGED, Paragraph), (FIRST, Paragraph)], vec![]),
            ("a number", vec![("12", Paragraph), (TEXT, Paragraph)], vec![(2, Note)]),
            (
                "numbers of parts",
                vec![("1", Paragraph), (TEXT, Paragraph), ("2", Paragraph), (TEXT, Paragraph)],
                vec![],
            ),
            (
                "numbers that do not follow",
                vec![("12", Paragraph), (TEXT, Paragraph), ("14", Paragraph), (TEXT, Paragraph)],
                vec![(2, Note)],
            ),
            ("a number with a sign", vec![("5%", Paragraph), (TEXT, Paragraph)], vec![(2, Note)]),
            ("a number below", vec![(TEXT, Paragraph), ("12", Paragraph)], vec![]),
        ]);
        let below = [(TEXT, Paragraph), (CHANGED, Paragraph), (TEXT, Paragraph)];
        assert_eq!(read(&below, 1), [(1, Correction)], "what is outside the story is none of it");
        let above = [(AUTHOR, Paragraph), HEAD[0], HEAD[1], (TEXT, Paragraph)];
        assert_eq!(read(&above, 0), [], "above the headline");
    }

    #[test]
    fn the_box_of_an_author() {
        check(vec![
            (
                "what an author is",
                vec![(TEXT, Paragraph), ("Lena Marsh lives at the pier.", Paragraph)],
                vec![(3, AuthorBox)],
            ),
            (
                "what begins as an author's name does",
                vec![(TEXT, Paragraph), ("Lena Marshall lives at the pier.", Paragraph)],
                vec![],
            ),
            (
                "a part of a name",
                vec![(TEXT, Paragraph), ("Lena lives at the pier.", Paragraph)],
                vec![],
            ),
            (
                "by the first name below the name",
                vec![
                    (TEXT, Paragraph),
                    ("Lena Marsh", Byline),
                    ("Lena lives at the pier.", Paragraph),
                ],
                vec![(4, AuthorBox)],
            ),
            (
                "by another name below it",
                vec![
                    (TEXT, Paragraph),
                    ("Lena Marsh", Byline),
                    ("Omar lives at the pier.", Paragraph),
                ],
                vec![],
            ),
            (
                "the name alone",
                vec![(TEXT, Paragraph), ("Lena Marsh", Paragraph)],
                vec![(3, AuthorBox)],
            ),
            (
                "the name, a role and what tells of it",
                vec![
                    (TEXT, Paragraph),
                    ("About Lena Marsh", Subhead),
                    ("Political editor", Paragraph),
                    ("Since 2019 Lena has lived at the pier.", Paragraph),
                ],
                vec![(5, AuthorBox), (4, AuthorBox), (3, AuthorBox)],
            ),
            (
                "the name over what tells of something else",
                vec![
                    (TEXT, Paragraph),
                    ("Lena Marsh", Subhead),
                    ("Since 2019 the pier is closed.", Paragraph),
                ],
                vec![],
            ),
            (
                "the name over more than a box has",
                vec![
                    (TEXT, Paragraph),
                    ("Lena Marsh", Subhead),
                    ("The pier is dear to Marsh.", Paragraph),
                    ("The ferry is dear to Marsh.", Paragraph),
                    ("The dock is dear to Marsh.", Paragraph),
                ],
                vec![],
            ),
            (
                "the name twice",
                vec![
                    (TEXT, Paragraph),
                    ("Lena Marsh", Subhead),
                    ("The pier is dear to Marsh.", Paragraph),
                    ("Lena Marsh", Subhead),
                    ("The ferry is dear to Marsh.", Paragraph),
                ],
                vec![],
            ),
            (
                "the name in a longer line",
                vec![(TEXT, Paragraph), ("The pier of old and young Lena Marsh", Subhead)],
                vec![],
            ),
            (
                "an author above who is no reporter",
                vec![("Lena Marsh lives at the pier.", Paragraph), (TEXT, Paragraph)],
                vec![],
            ),
            ("another author", vec![(TEXT, Paragraph), (OTHER, Paragraph)], vec![]),
        ]);
    }

    #[test]
    fn the_box_of_whom_no_byline_names() {
        let unsigned = [HEAD[0], (TEXT, Paragraph), (AUTHOR, Paragraph)];
        assert_eq!(read(&unsigned, 0), [], "without a byline");
        let named = [HEAD[0], (TEXT, Paragraph), ("Lena Marsh", Subhead), (AUTHOR, Paragraph)];
        let both = [(3, AuthorBox), (2, AuthorBox)];
        assert_eq!(read(&named, 0), both, "without a byline, below the name");
        let of_two = [&named[..], &[("Omar Vane", Subhead), (OTHER, Paragraph)]].concat();
        assert_eq!(read(&of_two, 0), [], "without a byline, two names");
        let of_other = [HEAD[0], (TEXT, Paragraph), ("Lena Marsh", Subhead), (OTHER, Paragraph)];
        assert_eq!(read(&of_other, 0), [], "without a byline, below another name");
    }

    #[test]
    fn what_asks_the_reader_last() {
        let asking = |words: usize| format!("Join us at the pier{}.", " again".repeat(words - 5));
        let (short, long) = (asking(45), asking(46));
        check(vec![
            ("it asks", vec![(TEXT, Paragraph), (short.as_str(), Paragraph)], vec![(3, Note)]),
            ("it asks, and goes on", vec![(TEXT, Paragraph), (&long, Paragraph)], vec![]),
            (
                "it asks inside",
                vec![(TEXT, Paragraph), (&short, Paragraph), (TEXT, Paragraph)],
                vec![],
            ),
            ("it asks above", vec![(&short, Paragraph), (TEXT, Paragraph)], vec![]),
            ("a title", vec![(TEXT, Paragraph), ("Join us at the pier", Subhead)], vec![]),
            (
                "it asks above a note",
                vec![(TEXT, Paragraph), (&short, Paragraph), (CHANGED, Paragraph)],
                vec![(4, Correction), (3, Note)],
            ),
        ]);
    }

    #[test]
    fn what_the_caller_names_is_no_note() {
        let own = Options {
            extra_artifacts: vec![CHANGED.to_owned()],
            input_kind: InputKind::Page,
            ..Options::default()
        };
        let page = format!("{MENU}\n\n{HEADLINE}\n\n{BODY}\n\n{CHANGED}\n\nAbout us\nContact");
        for (options, notes) in
            [(own, 0), (Options { input_kind: InputKind::Page, ..Options::default() }, 1)]
        {
            let article = Cleaner::new(options).unwrap().clean(&page).articles.remove(0);
            assert_eq!(article.notes.len(), notes, "what the caller names goes: {article:?}");
        }
    }
}
