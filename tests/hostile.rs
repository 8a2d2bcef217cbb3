//! The laws over hostile texts, small enough for a debug build. Their cost is measured by `benches/scaling.sh`.

#[path = "support/hostile.rs"]
mod kinds;
#[path = "support/laws.rs"]
mod laws;

use copydesk::{Cleaner, Extent, Options, Strictness};

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
    let options = Options::default().strictness(Strictness::Aggressive).near_duplicate_overlap(0.3).near_duplicate_words(5);
    let cleaner = Cleaner::new(options).unwrap();
    for (name, text) in kinds::KINDS {
        println!("{name}");
        laws::assert_laws(&cleaner, &text(10_000));
    }
}

#[test]
fn laws_of_hostile_texts_as_pages() {
    let cleaner = Cleaner::new(Options::default().extent(Extent::Page)).unwrap();
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
