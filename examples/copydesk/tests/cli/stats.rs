//! `copydesk stats`.

use std::fs;
use std::process::Stdio;

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::tool::{STORY, Said, tool};

fn stats(arguments: &[&str]) -> Said {
    let folder = tempdir().unwrap();
    let text = |number: usize| {
        let story = STORY.replace("short", &format!("short {number}"));
        format!("Share\n\n{story}\nAn odd widget here.\n")
    };
    let record = |number: usize| {
        let lang = if number == 2 { "fr" } else { "en" };
        format!(
            "{}\n",
            json!({"id": format!("https://example.org/{number}"), "lang": lang, "text": text(number)})
        )
    };
    fs::write(folder.path().join("news.jsonl"), (0..3).map(record).collect::<String>()).unwrap();
    let mut command = tool();
    command
        .current_dir(folder.path())
        .arg("stats")
        .args(arguments)
        .arg("news.jsonl")
        .stdin(Stdio::null());
    command.output().unwrap().into()
}

#[test]
fn what_is_removed_is_counted_by_reason_language_and_source() {
    let stats: Value = serde_json::from_str(&stats(&["--json"]).expect(0, "").stdout).unwrap();
    assert_eq!(
        (&stats["total"]["documents"], &stats["total"]["removals"]["share"]),
        (&json!(3), &json!(3))
    );
    assert_eq!(
        (&stats["languages"][0][0], &stats["languages"][0][1]["documents"]),
        (&json!("en"), &json!(2))
    );
    assert_eq!(
        (&stats["sources"][0][0], &stats["sources"][0][1]["documents"]),
        (&json!("example.org"), &json!(3))
    );
}

#[test]
fn lines_that_come_again_are_shown_with_an_example() {
    let stats: Value = serde_json::from_str(&stats(&["--json"]).expect(0, "").stdout).unwrap();
    let share = json!({"text": "Share", "what": "share", "documents": 3, "example": "https://example.org/0"});
    assert_eq!(stats["removed_lines"], json!([share]));
    let kept = stats["kept_lines"].as_array().unwrap();
    assert!(
        kept.iter().any(|line| line["text"] == "An odd widget here." && line["documents"] == 3),
        "{kept:?}"
    );
}

#[test]
fn tables_are_for_people() {
    let said = stats(&["--top", "1"]);
    let page = &said.expect(0, "").stdout;
    assert!(page.starts_with("documents: 3; articles: 3; "), "{page}");
    assert!(
        page.contains("\n         3  share                     Share  [https://example.org/0]\n"),
        "{page}"
    );
}

#[test]
fn what_failed_is_counted() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("news.jsonl"), "{\"text\": 1}\n{\"text\": \"A.\"}\n").unwrap();
    let mut command = tool();
    command.current_dir(folder.path()).args(["stats", "news.jsonl"]);
    let said = Said::from(command.output().unwrap());
    assert_eq!(said.code, Some(1), "{said:#?}");
    assert!(said.stdout.lines().next().unwrap().ends_with("; failures: 1"), "{said:#?}");
}

/// Corpora of web pages number their pages, and say the address and the language beside.
#[test]
fn sites_and_languages_are_told_by_the_fields_of_corpora_too() {
    let folder = tempdir().unwrap();
    let record = |id: usize, url: &str| {
        format!("{}\n", json!({"id": id, "url": url, "language": "sw", "text": STORY}))
    };
    let news = record(1, "https://example.org/1") + &record(2, "a page");
    fs::write(folder.path().join("news.jsonl"), news).unwrap();
    let mut command = tool();
    command.current_dir(folder.path()).args(["stats", "--json", "news.jsonl"]);
    let said = Said::from(command.output().unwrap());
    let stats: Value = serde_json::from_str(&said.expect(0, "").stdout).unwrap();
    assert_eq!(stats["languages"][0][0], "sw");
    let sources: Vec<_> =
        stats["sources"].as_array().unwrap().iter().map(|source| source[0].clone()).collect();
    assert_eq!(sources, ["example.org", "unknown"]);
}
