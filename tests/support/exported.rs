//! Articles to be exported: those of all fixtures, and one with something in every field.

use std::fs;
use std::path::Path;

use copydesk::Article;

/// The articles of all fixtures.
pub(crate) fn articles() -> Vec<Article> {
    // The test may be in a package within the project.
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let fixtures = folders.map(|folder| folder.join("tests/fixtures")).find(|path| path.is_dir());
    let folders = fs::read_dir(fixtures.unwrap()).unwrap();
    let texts = folders
        .filter_map(|folder| fs::read_to_string(folder.unwrap().path().join("input.txt")).ok());
    let articles: Vec<_> = texts.flat_map(|text| copydesk::clean(&text)).collect();
    assert!(articles.len() > 200, "{} articles", articles.len());
    articles
}

/// An article with something in every field.
pub(crate) fn full() -> Article {
    serde_json::from_str(include_str!("full.json")).unwrap()
}
