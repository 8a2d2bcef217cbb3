//! The laws over hostile texts, small enough for a debug build. Their cost is measured by
//! `benches/scaling.sh`.

#[path = "support/hostile.rs"]
mod kinds;
#[path = "support/laws.rs"]
mod laws;

use copydesk::{Cleaner, InputKind, Options, Tolerance};

#[test]
fn laws_of_hostile_texts() {
    let cleaner = Cleaner::default();
    for (name, text) in kinds::KINDS {
        println!("{name}");
        laws::assert_laws(&cleaner, &text(20_000));
    }
}

#[test]
fn laws_of_hostile_texts_with_the_least_strict_options() {
    let options = Options::default()
        .tolerance(Tolerance::High)
        .near_duplicate_overlap(0.3)
        .min_near_duplicate_words(5);
    let cleaner = Cleaner::new(options).unwrap();
    for (name, text) in kinds::KINDS {
        println!("{name}");
        laws::assert_laws(&cleaner, &text(10_000));
    }
}

#[test]
fn laws_of_hostile_texts_as_pages() {
    let cleaner = Cleaner::new(Options::default().input_kind(InputKind::Page)).unwrap();
    for (name, text) in kinds::KINDS {
        println!("{name}");
        laws::assert_laws(&cleaner, &text(10_000));
    }
}

#[test]
fn every_size_around_zero() {
    let cleaner = Cleaner::default();
    for (name, text) in kinds::KINDS {
        println!("{name}");
        for size in 0..24 {
            laws::assert_laws(&cleaner, &text(size));
        }
    }
}

/// Three near-duplicates, each of the one before; the last one is none of the first.
const CHAIN: &str = "\
Baker of the valley wins a prize

the baker of the valley carried the long loaf in the snow while the choir sang sadly on the steps \
near the mill and children danced

the baker of the valley carried the long loaf in the heat while the choir sang gladly on the steps \
near the mill and children danced

the baker of the valley carried the long table in the heat while the crowd sang gladly on the steps \
near the mill and children danced

the baker of the valley painted the long table in the heat while the crowd sang gladly on the roof \
near the mill and children danced
";

#[test]
fn a_chain_of_near_duplicates_names_twins_that_were_compared() {
    for tolerance in [Tolerance::Low, Tolerance::Medium, Tolerance::High] {
        let cleaner = Cleaner::new(Options::default().tolerance(tolerance)).unwrap();
        laws::assert_laws(&cleaner, CHAIN);
    }
}

/// Articles in which each reading takes one line more: a line that says the headline again stands
/// below a line that goes, in ever more layers.
#[test]
fn cascades_come_to_an_end() {
    let cascade = include_str!("fixtures/settle_cascade_en/input.txt");
    let cleaner = Cleaner::default();
    let lines: Vec<&str> = cascade.lines().collect();
    for turn in 0..lines.len() {
        let turned = [&lines[turn..], &lines[..turn]].concat();
        laws::assert_laws(&cleaner, &turned.join("\n"));
        laws::assert_laws(&cleaner, &turned.join("\n\n"));
    }
    for copies in [2, 5, 20] {
        laws::assert_laws(&cleaner, &cascade.repeat(copies));
    }
}
