//! Rules of the user's own.

use std::fs;

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::tool::{STORY, Said, clean_in, tool};

fn folder(rules: &str) -> TempDir {
    let folder = tempdir().unwrap();
    let text = format!("{STORY}\nSeen by the harbour master\n\nTown and country\n");
    let record = |id: &str| format!("{}\n", json!({"id": id, "text": text}));
    fs::write(
        folder.path().join("news.jsonl"),
        record("https://example.org/1") + &record("https://example.com/2"),
    )
    .unwrap();
    fs::write(folder.path().join("rules.toml"), rules).unwrap();
    folder
}

const RULES: &str = "artifacts = [\"Seen by {*}\"]\n\n[source.\"https://example.org/\"]\nartifacts = [\"Town and country\"]\n\
                     site_suffixes = [\"Harbour 24\"]\nagencies = [\"Vellmark Wire\"]\n";

/// Whether each article has the line, in any of its fields.
fn have(said: &Said, line: &str) -> Vec<bool> {
    said.rows().iter().map(|row| row.to_string().contains(line)).collect()
}

#[test]
fn rules_hold_everywhere_or_for_a_source() {
    let folder = folder(RULES);
    let said = clean_in(folder.path(), "--rules rules.toml news.jsonl");
    assert_eq!(have(said.expect(0, ""), "Town and country"), [false, true]);
    assert!(!said.stdout.contains("harbour master"), "{said:#?}");
}

#[test]
fn names_hold_for_their_source() {
    let folder = folder(RULES);
    let text = "A short headline here | Harbour 24\n\nShare\n\nA short headline here\n\nThe pier on Monday. (Vellmark Wire)\nThe pier on \
                Monday. (Vellmark Wire)\n\nVellmark (Vellmark Wire) - The first paragraph of the story says something about the port.\n";
    let record = |id: &str| format!("{}\n", json!({"id": id, "text": text}));
    fs::write(
        folder.path().join("names.jsonl"),
        record("https://example.org/1") + &record("https://example.com/2"),
    )
    .unwrap();
    let rows = clean_in(folder.path(), "--rules rules.toml names.jsonl").expect(0, "").rows();
    let facts: Vec<_> =
        rows.iter().map(|row| (row["headline"].clone(), row["dateline"].clone())).collect();
    let with_rules = (json!("A short headline here"), json!("Vellmark (Vellmark Wire)"));
    assert_eq!(facts, [with_rules, (json!("A short headline here | Harbour 24"), Value::Null)]);
    assert_eq!(
        rows[0]["captions"],
        json!([{"text": "The pier on Monday.", "credit": "Vellmark Wire", "count": 2}])
    );
}

#[test]
fn rules_of_a_source_hold_for_records_with_its_url() {
    let folder = folder(RULES);
    let text = format!("{STORY}\nTown and country\n");
    let record = |url: &str| format!("{}\n", json!({"id": 7, "url": url, "text": text}));
    let numbered = record("https://example.org/1") + &record("https://example.com/2");
    fs::write(folder.path().join("numbered.jsonl"), numbered).unwrap();
    let said = clean_in(folder.path(), "--rules rules.toml numbered.jsonl");
    assert_eq!(have(said.expect(0, ""), "Town and country"), [false, true]);
}

#[test]
fn a_bad_rule_is_named_with_file_line_and_entry() {
    let cases = [
        (
            "artifacts = [\n  \"Seen by {*}\",\n  \"***\",\n]\n",
            "rules.toml:3: the entry \"***\" cannot be used: an artifact must be one line of at most 600 bytes, with a letter or a digit and at \
             most three placeholders",
        ),
        (
            "agencies = [\"VW\", \"24\"]\n",
            "rules.toml:1: the entry \"24\" cannot be used: an agency must be one line of at most 100 bytes, with a letter and without \
             placeholders",
        ),
        (
            "[source.\"news/\"]\nsite_suffixes = [\n  \"{*} 24\",\n]\n",
            "rules.toml:3: the entry \"{*} 24\" cannot be used: a site suffix must be one line of at most 100 bytes, with a letter and \
             without placeholders",
        ),
        ("artifacts = [\"a\"\n", "rules.toml:1: unclosed array, expected `]`"),
        (
            "\nartefacts = []\n",
            "rules.toml:2: unknown field `artefacts`, expected one of `artifacts`, `site_suffixes`, `agencies`, `learned`, `source`",
        ),
        (
            "[source.\"news/\"]\nagency = []\n",
            "rules.toml:2: unknown field `agency`, expected one of `artifacts`, `site_suffixes`, `agencies`, `learned`",
        ),
        (
            "\n[[learned]]\nline = \"*\"\nstories = 4\ndocuments = 4\n",
            "rules.toml:2: the entry \"*\" cannot be used: an artifact must be one line of at most 600 bytes, with a letter or a digit",
        ),
        (
            "[[source.a.learned]]\nline = \"a\"\ndocuments = 4\n",
            "rules.toml:1: missing field `stories`",
        ),
        ("artifacts = [7]\n", "rules.toml:1: invalid type: integer `7`, expected a string"),
    ];
    for (rules, words) in cases {
        let said = clean_in(folder(rules).path(), "--rules rules.toml news.jsonl");
        let expected =
            format!("copydesk: {words}; `copydesk clean --help` says what a file of rules holds\n");
        assert_eq!(said.expect(2, &expected).stdout, "");
    }
}

#[test]
fn the_rules_in_force_are_printed() {
    let folder = folder(RULES);
    let said = Said::from(
        tool()
            .current_dir(folder.path())
            .args(["rules", "--agency", "VW", "--rules", "rules.toml"])
            .output()
            .unwrap(),
    );
    let lines: Vec<_> = said.expect(0, "").stdout.lines().collect();
    assert!(lines.len() > 10_000, "{}", lines.len());
    let own = [
        "own\tagencies\tVW",
        "own\tartifacts\tSeen by {*}",
        "own, https://example.org/\tartifacts\tTown and country",
        "own, https://example.org/\tsite_suffixes\tHarbour 24",
        "own, https://example.org/\tagencies\tVellmark Wire",
    ];
    assert_eq!(lines[lines.len() - 5..], own);
}

#[test]
fn a_bulk_run_with_other_rules_is_another_run() {
    let folder = folder(RULES);
    clean_in(folder.path(), "--quiet --out clean --rules rules.toml news.jsonl").expect(0, "");
    fs::write(folder.path().join("rules.toml"), "artifacts = []\n").unwrap();
    assert_eq!(
        clean_in(folder.path(), "--quiet --out clean --rules rules.toml news.jsonl").code,
        Some(2)
    );
}
