//! What finding the copies of a corpus takes, counted: no more than its texts have words.

use crate::corpus::{Corpus, DedupOptions, Item};
use crate::stage::work;

/// The most that a word may take in a corpus of twice the words, for one that takes one there.
const MOST_GROWTH: f64 = 1.2;
/// Texts of a family: what one more has is in too many stories to tell something.
const FAMILY: usize = 20;
/// Texts of the smaller one of two corpora, and their paragraphs.
const TEXTS: usize = 2 * FAMILY;
const PARAGRAPHS: usize = 48;
/// The most that a word may take: the two texts of ten pairs, and the gaps between what both
/// have.
const MOST_PER_WORD: f64 = 40.0;

/// A paragraph of a text of a family, by their numbers.
type Paragraph = fn(usize, usize, usize) -> String;

/// Corpora of texts of which those of a family have much in common, each with what makes its
/// paragraphs.
const KINDS: &[(&str, Paragraph)] = &[
    ("rows of a template", |family, text, row| {
        format!(
            "The service to {} carries {} passengers a night, most of them nurses and bakers, and will run again.",
            place(family, row),
            text * 1000 + row,
        )
    }),
    ("gaps between set phrases", |family, text, row| {
        let own: Vec<String> =
            (0..40).map(|at| name(text * 4001 + row * 41 + at).to_lowercase()).collect();
        let places = [0, 1, 2].map(|at| place(family, row * 3 + at)).join(" and ");
        format!("The parishes of {places} met {}.", own.join(" "))
    }),
    ("a block that all texts have", |family, text, row| {
        if row % 2 == 0 {
            format!(
                "This notice number {row} stands below whatever our readers send to us by post."
            )
        } else {
            let seller = name(text * 53 + row);
            format!("In {} they sold lamps of {seller} to us.", place(family, row))
        }
    }),
    ("equal", |_, _, row| format!("{} had {row} guests at its fair.", place(0, row))),
];

/// The name of a place of a family, of four words.
fn place(family: usize, row: usize) -> String {
    let word = |at: usize| name(family * 200_003 + row * 13 + at);
    format!("{} on the {}, {} {}", word(0), word(1), word(2), word(3))
}

/// A name, another one for each of some 1,000,000 numbers.
fn name(number: usize) -> String {
    let syllables = ["Ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"];
    let number = number * 7919 % 999_983;
    [100_000, 10_000, 1000, 100, 10, 1].map(|unit| syllables[number / unit % 10]).concat()
}

/// What it takes to resolve so many texts of so many paragraphs, for each of their words.
fn work_per_word(paragraph: Paragraph, texts: usize, paragraphs: usize) -> f64 {
    let mut corpus = Corpus::new(DedupOptions::default());
    let mut words = 0;
    for text in 0..texts {
        let paragraphs: Vec<String> =
            (0..paragraphs).map(|at| paragraph(text / FAMILY, text, at)).collect();
        let text = paragraphs.join("\n\n");
        words += text.split_whitespace().count();
        corpus.add(&Item::new("", &text));
    }
    let work = work::of(|| assert!(corpus.resolve().is_ok_and(|found| found.len() == texts)));
    work as f64 / words as f64
}

/// Of more texts and of longer ones.
#[test]
fn work_grows_as_the_corpus_does() {
    for (name, paragraph) in KINDS {
        let small = work_per_word(*paragraph, TEXTS, PARAGRAPHS);
        assert!(small <= MOST_PER_WORD, "{name}: {small:.1} a word");
        for (texts, paragraphs) in [(2 * TEXTS, PARAGRAPHS), (TEXTS, 2 * PARAGRAPHS)] {
            let large = work_per_word(*paragraph, texts, paragraphs);
            assert!(large <= MOST_GROWTH * small + 5.0, "{name}: {small:.1} and {large:.1} a word");
        }
    }
}

/// Texts longer than any article are compared with fewer others each.
#[test]
fn listings_take_less_for_each_word() {
    let (name, paragraph) = KINDS[0];
    let [short, long] =
        [PARAGRAPHS, 16 * PARAGRAPHS].map(|count| work_per_word(paragraph, FAMILY, count));
    assert!(long * 2.0 < short, "{name}: {short:.1} and {long:.1} a word");
}
