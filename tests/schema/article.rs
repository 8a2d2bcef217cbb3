//! `schema/article.json` is the schema of the article as it is, and every article follows it.
//!
//! `UPDATE_EXPECTED=1 cargo test -p copydesk-schema-tests --features article` writes it anew.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

#[allow(dead_code, reason = "the test of ninjs uses more of it")]
#[path = "../support/exported.rs"]
mod exported;

use std::fs;
use std::path::Path;

use copydesk::Article;
use exported::articles;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The schema of what is written: every field is there.
fn current() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    serde_json::to_value(generator.into_root_schema_for::<Article>()).unwrap()
}

fn committed() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/article.json");
    let schema = current();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, serde_json::to_string_pretty(&schema).unwrap() + "\n").unwrap();
    }
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_committed_schema_is_the_articles() {
    assert_eq!(committed(), current());
}

#[test]
fn every_article_follows_it() {
    let schema = jsonschema::validator_for(&committed()).unwrap();
    for article in articles() {
        schema.validate(&serde_json::to_value(&article).unwrap()).unwrap();
    }
    assert!(schema.validate(&serde_json::json!({"id": 7})).is_err());
}
