//! Cleans a scraped dump and prints what its articles hold and what was left out.

#![allow(clippy::print_stdout, reason = "an example shows its result")]

use std::collections::BTreeMap;

use copydesk::{Cleaner, Error, Options};

const DUMP: &str = include_str!("data/dump.txt");

fn main() -> Result<(), Error> {
    let cleaner = Cleaner::new(Options::default())?;
    let answer = cleaner.clean(DUMP);
    for article in &answer.articles {
        println!("{}", article.headline.as_deref().unwrap_or("(no headline)"));
        for caption in &article.captions {
            let credit = caption.credit.as_deref().unwrap_or("nobody named");
            println!("  caption, printed {} times: {} [{credit}]", caption.count, caption.text);
        }
        println!("  paragraphs: {}", article.paragraphs.len());
    }
    let mut counts = BTreeMap::new();
    for removal in &answer.removals {
        *counts.entry(removal.reason).or_insert(0) += 1;
    }
    println!("Left out: {counts:?}");
    Ok(())
}
