//! Rules of the user's own.

use std::fs;

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::tool::{STORY, Said, clean_in, tool};

fn folder(rules: &str) -> TempDir {
    let folder = tempdir().unwrap();
    let text = format!("{STORY}\nSeen by the harbour master\n\nTown and country\n");
    let record = |id: &str| format!("{}\n", json!({"id": id, "text": text}));
    fs::write(folder.path().join("news.jsonl"), record("https://example.org/1") + &record("https://example.com/2")).unwrap();
    fs::write(folder.path().join("rules.toml"), rules).unwrap();
    folder
}

const RULES: &str = "artifacts = [\"Seen by {*}\"]\n\n[source.\"https://example.org/\"]\nartifacts = [\"Town and country\"]\n";

fn last_paragraphs(said: &Said) -> Vec<Value> {
    said.rows().iter().map(|row| row["paragraphs"].as_array().unwrap().last().unwrap().clone()).collect()
}

#[test]
fn rules_hold_everywhere_or_for_a_source() {
    let story = STORY.trim_end().rsplit('\n').next().unwrap();
    let folder = folder(RULES);
    let said = clean_in(folder.path(), "--rules rules.toml news.jsonl");
    assert_eq!(last_paragraphs(said.expect(0, "")), [json!(story), json!("Town and country")]);
    assert!(!said.stdout.contains("harbour master"), "{said:#?}");
}

#[test]
fn a_bad_rule_is_named_with_file_line_and_entry() {
    let cases = [
        (
            "artifacts = [\n  \"Seen by {*}\",\n  \"***\",\n]\n",
            "rules.toml:3: the entry \"***\" cannot be used: an artifact must be one line",
        ),
        ("artifacts = [\"a\"\n", "rules.toml:"),
        ("\nartefacts = []\n", "rules.toml:2: unknown field `artefacts`, expected one of `artifacts`, `learned`, `source`"),
        (
            "\n[[learned]]\nline = \"*\"\nstories = 4\ndocuments = 4\n",
            "rules.toml:2: the entry \"*\" cannot be used: an artifact must be one line of at most 600 bytes, with a letter or a digit;",
        ),
        ("[[source.a.learned]]\nline = \"a\"\ndocuments = 4\n", "rules.toml:1: missing field `stories`"),
        ("artifacts = [7]\n", "rules.toml:1: invalid type: integer `7`, expected a string"),
    ];
    for (rules, words) in cases {
        let said = clean_in(folder(rules).path(), "--rules rules.toml news.jsonl");
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{said:#?}");
        assert!(said.stderr.starts_with(&format!("copydesk: {words}")), "{said:#?}");
    }
}

#[test]
fn the_rules_in_force_are_printed() {
    let folder = folder(RULES);
    let said = Said::from(tool().current_dir(folder.path()).args(["rules", "--rules", "rules.toml"]).output().unwrap());
    let lines: Vec<_> = said.expect(0, "").stdout.lines().collect();
    assert!(lines.len() > 10_000, "{}", lines.len());
    let own = ["own\tartifacts\tSeen by {*}", "own, https://example.org/\tartifacts\tTown and country"];
    assert_eq!(lines[lines.len() - 2..], own);
}

#[test]
fn a_bulk_run_with_other_rules_is_another_run() {
    let folder = folder(RULES);
    clean_in(folder.path(), "--quiet --out clean --rules rules.toml news.jsonl").expect(0, "");
    fs::write(folder.path().join("rules.toml"), "artifacts = []\n").unwrap();
    assert_eq!(clean_in(folder.path(), "--quiet --out clean --rules rules.toml news.jsonl").code, Some(2));
}
