//! The views of an article in the shapes of standards, for every fixture.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

mod json_ld;
mod ninjs;

use std::fs;
use std::path::Path;

use copydesk::Article;

/// The articles of all fixtures.
fn articles() -> Vec<Article> {
    let folders =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).unwrap();
    let texts = folders
        .filter_map(|folder| fs::read_to_string(folder.unwrap().path().join("input.txt")).ok());
    let articles: Vec<_> = texts.flat_map(|text| copydesk::clean(&text)).collect();
    assert!(articles.len() > 200, "{} articles", articles.len());
    articles
}

/// An article with something in every field.
fn full() -> Article {
    serde_json::from_str(include_str!("full.json")).unwrap()
}
