//! How fast ordinary articles are cleaned, beside a bare pass over the same bytes: UTF-8 check,
//! lines, one hash a line.
//!
//! Usage: `cargo run --release --example throughput [MEGABYTES]`, 30 by default.

#![allow(clippy::print_stdout, reason = "an example shows its result")]

#[path = "../tests/support/dump.rs"]
mod dump;

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use copydesk::Cleaner;
use dump::{Dump, LANGUAGES, Language};
use xxhash_rust::xxh3::xxh3_64;

const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let megabytes: usize = std::env::args().nth(1).map_or(Ok(30), |argument| argument.parse())?;
    let cleaner = Cleaner::default();
    println!("{:8} {:>10} {:>12} {:>12} {:>8}", "", "articles", "clean MB/s", "bare MB/s", "ratio");
    for language in LANGUAGES.into_iter().filter(|language| *language != Language::Chinese) {
        let dump = Dump::new(language, megabytes * 1_000_000);
        let answer = cleaner.clean(&dump.text);
        assert_eq!(
            (answer.articles.len(), answer.removals.len()),
            (dump.articles, dump.removals),
            "articles and removals"
        );
        drop(answer);
        let (clean, bare) = measured(&cleaner, &dump.text);
        println!(
            "{:8} {:>10} {clean:>12.1} {bare:>12.1} {:>8.1}",
            language.name(),
            dump.articles,
            bare / clean
        );
    }
    Ok(())
}

/// The medians in megabytes a second of cleaning and of the bare pass, taken in turns.
fn measured(cleaner: &Cleaner, text: &str) -> (f64, f64) {
    let mut speeds = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        speeds[0].push(speed(text, || drop(black_box(cleaner.clean(black_box(text))))));
        speeds[1].push(speed(text, || _ = black_box(bare_pass(black_box(text.as_bytes())))));
    }
    let [clean, bare] = speeds.map(median);
    (clean, bare)
}

fn speed(text: &str, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    text.len() as f64 / 1e6 / start.elapsed().as_secs_f64()
}

fn median(mut speeds: Vec<f64>) -> f64 {
    speeds.sort_by(f64::total_cmp);
    speeds[speeds.len() / 2]
}

/// The least that any line cleaner does.
fn bare_pass(bytes: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut sum = 0_u64;
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        sum = sum.wrapping_add(xxh3_64(&text.as_bytes()[start..end]));
        start = end + 1;
    }
    Some(sum)
}
