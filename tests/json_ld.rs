//! The view of an article as a `NewsArticle` of schema.org in JSON-LD, for every fixture.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

#[path = "support/exported.rs"]
mod exported;

use copydesk::export::NewsArticle;
use exported::{articles, full};
use serde_json::{Value, json};

/// What schema.org has for a `NewsArticle` and an `ImageObject`, as far as it is used, and
/// JSON-LD's own keys.
const ARTICLE: [&str; 18] = [
    "@context",
    "@type",
    "@id",
    "identifier",
    "headline",
    "alternativeHeadline",
    "description",
    "abstract",
    "author",
    "creditText",
    "correction",
    "copyrightNotice",
    "dateline",
    "articleSection",
    "keywords",
    "articleBody",
    "wordCount",
    "image",
];
const PERSON: [&str; 2] = ["@type", "name"];
const IMAGE: [&str; 3] = ["@type", "caption", "creditText"];

#[track_caller]
fn assert_terms(object: &Value, kind: &str, terms: &[&str]) {
    assert_eq!(object["@type"], kind);
    for (term, value) in object.as_object().unwrap() {
        assert!(terms.contains(&term.as_str()), "{kind} has no {term}");
        let is_said = value.is_string()
            || value.is_u64()
            || value.as_array().is_some_and(|values| !values.is_empty());
        assert!(is_said, "{term} says nothing: {value}");
    }
}

#[test]
fn every_view_uses_the_vocabulary_alone() {
    for article in articles().iter().chain([&full()]) {
        let view = serde_json::to_value(NewsArticle::from(article)).unwrap();
        assert_terms(&view, "NewsArticle", &ARTICLE);
        for author in view["author"].as_array().into_iter().flatten() {
            assert_terms(author, "Person", &PERSON);
        }
        for image in view["image"].as_array().into_iter().flatten() {
            assert_terms(image, "ImageObject", &IMAGE);
        }
    }
}

#[test]
fn every_field_has_its_place() {
    let expected = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "xxh3:0123456789abcdef0123456789abcdef",
        "identifier": "xxh3:0123456789abcdef0123456789abcdef",
        "headline": "Ferry to run again",
        "alternativeHeadline": ["FERRY TO RUN AGAIN"],
        "description": "Repairs took nine days.",
        "abstract": ["The ferry runs.", "It is summer."],
        "author": [{"@type": "Person", "name": "Lena Marsh"}, {"@type": "Person", "name": "Quist Brandel"}],
        "creditText": ["By Lena Marsh and Quist Brandel", "(Editing by Ann Bell)", "Lena Marsh writes about ports"],
        "correction": ["Correction: the ferry runs."],
        "copyrightNotice": ["© Oakmouth Gazette", "No copies."],
        "dateline": "OAKMOUTH, May 3 (Reuters)",
        "articleSection": ["Transport"],
        "keywords": ["ferry", "harbour"],
        "articleBody": "OAKMOUTH, May 3 (Reuters) - The ferry runs.\n\nIt’s été.",
        "wordCount": 9,
        "image": [
            {"@type": "ImageObject", "caption": "The ferry at the pier.", "creditText": "AFP Photo"},
            {"@type": "ImageObject", "creditText": "Handout"},
        ],
    });
    assert_eq!(serde_json::to_value(NewsArticle::from(&full())).unwrap(), expected);
}
