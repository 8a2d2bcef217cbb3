//! Every folder of `tests/fixtures` holds a text and what must come out of it.
//!
//! `UPDATE_EXPECTED=1 cargo test --test fixtures` writes the answers of the day; read the
//! difference before you keep it. Where `expected.json` says `"partial": true`, it is written by
//! hand and only the fields that it names are compared. With `"open": true` it says what should
//! come out and does not yet: it fails as soon as it does, so that the word is taken away.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::{Article, Cleaned, Cleaner};
use serde_json::{Map, Value, json};

#[test]
fn every_fixture_comes_out_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(cases.len() >= 80, "only {} fixtures", cases.len());
    let cleaner = Cleaner::default();
    let failures: Vec<String> = cases.iter().filter_map(|case| failure(&cleaner, case)).collect();
    assert!(
        failures.is_empty(),
        "{} of {} fixtures differ:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

/// What differs, by case and field.
fn failure(cleaner: &Cleaner, case: &Path) -> Option<String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let input = fs::read_to_string(case.join("input.txt")).unwrap();
    let found = summary(&cleaner.clean(&input));
    let path = case.join("expected.json");
    let says = |word: &str| {
        fs::read_to_string(&path)
            .is_ok_and(|text| serde_json::from_str::<Value>(&text).unwrap()[word] == true)
    };
    if std::env::var_os("UPDATE_EXPECTED").is_some() && !says("partial") && !says("open") {
        fs::write(&path, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
        return None;
    }
    let expected: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let differences = differences(&expected, &found);
    if expected["open"] == true {
        return differences
            .is_empty()
            .then(|| format!("  {name}\n    comes out as expected: it is not open any more"));
    }
    (!differences.is_empty()).then(|| format!("  {name}\n{}", differences.join("\n")))
}

/// The answer in the short form of `expected.json`.
fn summary(cleaned: &Cleaned) -> Value {
    json!({
        "articles": cleaned.articles.iter().map(article).collect::<Vec<_>>(),
        "removals": cleaned.removals.iter().map(|removal| json!([removal.line, removal.reason])).collect::<Vec<_>>(),
        "alterations": cleaned.alterations.iter().map(|alteration| json!([alteration.line, alteration.kind])).collect::<Vec<_>>(),
    })
}

/// The fields of an article that hold something; always the headline and the paragraphs.
fn article(article: &Article) -> Value {
    const DERIVED: [&str; 3] = ["id", "span", "headline_count"];
    let Value::Object(fields) = serde_json::to_value(article).unwrap() else {
        panic!("an article is an object")
    };
    let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let is_shown = |name: &str, value: &Value| {
        matches!(name, "headline" | "paragraphs") || !DERIVED.contains(&name) && !is_empty(value)
    };
    Value::Object(
        fields.into_iter().filter(|(name, value)| is_shown(name, value)).collect::<Map<_, _>>(),
    )
}

fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let (expected_articles, found_articles) = (&expected["articles"], &found["articles"]);
    let is_partial = expected["partial"] == true;
    let mut lines = Vec::new();
    let count = |articles: &Value| articles.as_array().map_or(0, Vec::len);
    if count(expected_articles) != count(found_articles) {
        lines.push(format!(
            "    {} articles instead of {}",
            count(found_articles),
            count(expected_articles)
        ));
    }
    for at in 0..count(expected_articles).min(count(found_articles)) {
        let (expected, found) =
            (expected_articles[at].as_object().unwrap(), found_articles[at].as_object().unwrap());
        let names: std::collections::BTreeSet<_> =
            expected.keys().chain(found.keys().filter(|_| !is_partial)).collect();
        for name in names {
            let (expected, found) = (
                expected.get(name).unwrap_or(&Value::Null),
                found.get(name).unwrap_or(&Value::Null),
            );
            if expected != found {
                lines.push(format!(
                    "    article {at} {name}:\n      expected {expected}\n      found    {found}"
                ));
            }
        }
    }
    for name in ["removals", "alterations"] {
        if expected[name] != found[name] && !(is_partial && expected[name].is_null()) {
            lines.push(format!(
                "    {name}:\n      expected {}\n      found    {}",
                expected[name], found[name]
            ));
        }
    }
    lines
}
