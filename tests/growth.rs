//! Memory grows as the text does, and by no more than 60 bytes for each of its bytes.
//!
//! A test binary of its own with one test: the allocator counts for the whole process.

#[path = "support/families.rs"]
mod families;
#[path = "support/hostile.rs"]
mod kinds;

use copydesk::Cleaner;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes of memory for each byte of text. What is known of a line, and its place in the answer,
/// takes some 440 bytes whatever its length, so lines of a few bytes take more.
const MOST_PER_BYTE: f64 = 60.0;
/// Families whose lines are that short.
const MOST_PER_BYTE_OF_SHORT_LINES: f64 = 97.0;
const SIZE: usize = 12_000;
/// What is there once, whatever the text, is a part of what short texts of short lines take.
const SIZE_OF_SHORT_LINES: usize = 24_000;

/// The most memory that was in use while a text was cleaned, for each byte of it.
fn memory(cleaner: &Cleaner, text: &[u8]) -> f64 {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let answer = cleaner.clean_bytes(text);
    let peak = MEMORY.peak_usage() - before;
    drop(answer);
    peak as f64 / text.len() as f64
}

#[test]
fn memory_grows_as_the_text_does() {
    let cleaner = Cleaner::default();
    let mut failures = Vec::new();
    let mut check = |name: &str, is_short: bool, text: &dyn Fn(usize) -> Vec<u8>| {
        let (size, most) = if is_short {
            (SIZE_OF_SHORT_LINES, MOST_PER_BYTE_OF_SHORT_LINES)
        } else {
            (SIZE, MOST_PER_BYTE)
        };
        let (small, large) = (memory(&cleaner, &text(size)), memory(&cleaner, &text(2 * size)));
        if large > most || large > 1.3 * small + 8.0 {
            failures.push(format!("{name}: {small:.1} and {large:.1} bytes per byte"));
        }
    };
    for (name, text) in kinds::KINDS {
        let is_short = ["short_lines", "closed_brackets", "alternating_widgets"].contains(name);
        check(name, is_short, &|size| text(size).into_bytes());
    }
    for number in 0..families::COUNT {
        let family = families::Family::of(number);
        check(&family.name(), family.is_short(), &|size| family.text(size).into_bytes());
    }
    check("invalid", false, &|size| vec![0xff; size]);
    check("invalid_between", false, &|size| b"a\xff".repeat(size / 2));
    assert!(failures.is_empty(), "{} families:\n{}", failures.len(), failures.join("\n"));
}
