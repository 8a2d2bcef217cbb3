//! Who a document is and where it is from: the same for every command.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::tool::{STORY, Said, clean_stdin, tool};

/// Records that say in different ways that they are from the Post, and one that is from elsewhere.
fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    let rows = [
        json!({"id": "https://www.post.example/a", "text": STORY}),
        json!({"id": "b", "url": "https://post.example/b", "text": STORY}),
        json!({"id": "c", "publisher": "post.example", "text": STORY}),
        json!({"id": "d", "source": "http://post.example/rss", "text": STORY}),
        json!({"id": "https://other.example/e", "publisher": "post.example", "text": STORY}),
        json!({"id": "https://other.example/f", "text": STORY}),
    ];
    let lines: String = rows.iter().map(|row| row.to_string() + "\n").collect();
    fs::write(folder.path().join("in.jsonl"), lines.replace("short", "Seen by us")).unwrap();
    folder
}

fn run(folder: &Path, arguments: &str) -> Said {
    let mut tool = tool();
    tool.current_dir(folder).args(arguments.split_whitespace());
    tool.output().unwrap().into()
}

#[test]
fn a_publisher_is_what_the_record_says_or_the_host_of_its_url() {
    let folder = folder();
    let said = run(folder.path(), "stats --json in.jsonl");
    let stats: Value = serde_json::from_str(&said.expect(0, "").stdout).unwrap();
    let counts: Vec<_> = stats["sources"].as_array().unwrap().iter().collect();
    let counts: Vec<_> = counts.iter().map(|row| (&row[0], &row[1]["documents"])).collect();
    assert_eq!(counts, [(&json!("post.example"), &json!(5)), (&json!("other.example"), &json!(1))]);
    let named = run(folder.path(), "stats --json --publisher-field source in.jsonl");
    let named: Value = serde_json::from_str(&named.expect(0, "").stdout).unwrap();
    let counts: Vec<_> = named["sources"].as_array().unwrap().iter().collect();
    let counts: Vec<_> = counts.iter().map(|row| (&row[0], &row[1]["documents"])).collect();
    let expected = [
        (&json!("post.example"), &json!(3)),
        (&json!("other.example"), &json!(2)),
        (&json!("unknown"), &json!(1)),
    ];
    assert_eq!(counts, expected);
}

#[test]
fn rules_of_a_publisher_hold_for_all_that_is_from_it() {
    let folder = folder();
    let rules = "[source.\"post.example\"]\nartifacts = [\"A Seen by us headline here\"]\n";
    fs::write(folder.path().join("rules.toml"), rules).unwrap();
    let said = run(folder.path(), "clean --rules rules.toml in.jsonl");
    let headlines: Vec<_> =
        said.expect(0, "").rows().iter().map(|row| row["headline"].is_null()).collect();
    assert_eq!(headlines, [true, true, true, true, true, false]);
}

#[test]
fn dedup_prefers_by_the_same_publisher() {
    let folder = folder();
    let articles = run(folder.path(), "clean in.jsonl").expect(0, "").stdout.clone();
    for (at, id) in ["https://www.post.example/a", "b", "c", "d"].into_iter().enumerate() {
        let line = |at: usize| articles.lines().nth(at).unwrap();
        // The other site's copy stands first, and is longer by nothing.
        let both = format!("{}\n{}\n", line(5), line(at));
        fs::write(folder.path().join("both.jsonl"), both).unwrap();
        let said = run(
            folder.path(),
            "dedup --quiet --kept-only --keep preferred --prefer post.example both.jsonl",
        );
        assert_eq!(said.expect(0, "").sources(), [id]);
    }
}

#[test]
fn the_content_hash_is_of_the_canonical_text() {
    let id = |text: &str, arguments: &[&str]| clean_stdin(arguments, text).rows()[0]["id"].clone();
    let plain = id(STORY, &[]);
    assert!(plain.as_str().unwrap().starts_with("xxh3:"));
    assert_eq!(id(&format!("Share\n\n{STORY}\n\n"), &[]), plain);
    assert_eq!(id(&clean_stdin(&["--to", "text"], STORY).stdout, &[]), plain);
    assert_ne!(id(&STORY.replace("port", "mill"), &[]), plain);
    let (headline, body) = STORY.split_once("\n\n").unwrap();
    let record = json!({"title": headline, "text": body}).to_string();
    assert_eq!(id(&record, &["--from", "jsonl", "--title-field", "title"]), plain);
}
