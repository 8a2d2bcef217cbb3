//! The view of an article as IPTC ninjs 3.1, for every fixture.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

#[path = "../support/exported.rs"]
mod exported;

use std::{env, fs};

use copydesk::export::NinjsItem;
use exported::{articles, full};
use jsonschema::Validator;
use serde_json::{Value, json};

/// What the standard says of the properties that the view uses; it forbids all that it does not name.
fn rules() -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(&serde_json::from_str(include_str!("ninjs_3_1.json")).unwrap())
        .unwrap()
}

fn item(article: &copydesk::Article) -> Value {
    serde_json::to_value(NinjsItem::from(article)).unwrap()
}

#[test]
fn every_item_follows_the_rules_of_the_standard() {
    let rules = rules();
    for article in articles() {
        rules
            .validate(&item(&article))
            .unwrap_or_else(|error| panic!("{error}: {:#}", item(&article)));
    }
}

#[test]
fn the_rules_refuse_what_the_standard_refuses() {
    let rules = rules();
    let good = item(&full());
    rules.validate(&good).unwrap();
    for (place, value) in [
        ("/type", json!("story")),
        ("/uri", json!("no uri")),
        ("/headlines/0", json!({"role": "main"})),
        ("/bodies/0/wordCount", json!("many")),
        ("/associations/0", json!({"name": "picture 1"})),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(place).unwrap() = value;
        assert!(rules.validate(&bad).is_err(), "{place}");
    }
    let mut unknown = good.clone();
    unknown["source"] = json!("page.txt");
    assert!(rules.validate(&unknown).is_err());
}

/// The whole published schema is not shipped. Where a copy is at hand, every item is held against it.
#[test]
fn every_item_follows_the_published_schema() {
    let Some(path) = env::var_os("NINJS_SCHEMA") else {
        eprintln!(
            "skipped: NINJS_SCHEMA names no copy of https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
        );
        return;
    };
    let mut schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    // It refers to a schema on another site, for a property that the view does not use.
    if let Some(place) =
        schema.pointer_mut("/$defs/ninjsType/properties/places/items/properties/geoJSON")
    {
        *place = json!(true);
    }
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for article in articles().iter().chain([&full()]) {
        schema
            .validate(&item(article))
            .unwrap_or_else(|error| panic!("{error}: {:#}", item(article)));
    }
}

#[test]
fn every_field_has_its_place() {
    let plain = |role: &str, value: &str| json!({"role": role, "contentType": "text/plain", "value": value});
    let expected = json!({
        "uri": "xxh3:0123456789abcdef0123456789abcdef",
        "type": "text",
        "standard": {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"},
        "headlines": [plain("main", "Ferry to run again"), plain("alternative", "FERRY TO RUN AGAIN")],
        "by": "By Lena Marsh and Quist Brandel",
        "people": [{"name": "Lena Marsh", "rel": "author"}, {"name": "Quist Brandel", "rel": "author"}],
        "subjects": [{"name": "ferry", "rel": "keyword"}, {"name": "harbour", "rel": "keyword"}],
        "copyrightNotice": "© Oakmouth Gazette\nNo copies.",
        "descriptions": [
            plain("summary", "Repairs took nine days."),
            plain("key_point", "The ferry runs."),
            plain("key_point", "It is summer."),
            plain("dateline", "OAKMOUTH, May 3 (Reuters)"),
            plain("date", "Updated 3 May 2024"),
            plain("section", "Transport"),
            plain("end_note", "(Editing by Ann Bell)"),
            plain("author_box", "Lena Marsh writes about ports"),
            plain("correction", "Correction: the ferry runs."),
            plain("related", "Bus line closed"),
        ],
        "bodies": [{
            "role": "main",
            "contentType": "text/plain",
            "charCount": 54,
            "wordCount": 9,
            "value": "OAKMOUTH, May 3 (Reuters) - The ferry runs.\n\nIt’s été.",
        }],
        "associations": [
            {
                "uri": "xxh3:0123456789abcdef0123456789abcdef#picture-1",
                "name": "picture 1",
                "type": "picture",
                "descriptions": [plain("caption", "The ferry at the pier.")],
                "by": "AFP Photo",
            },
            {"uri": "xxh3:0123456789abcdef0123456789abcdef#picture-2", "name": "picture 2", "type": "picture", "by": "Handout"},
        ],
    });
    assert_eq!(item(&full()), expected);
}
