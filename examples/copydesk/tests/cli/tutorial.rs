//! The tutorial of the README, each step pasted into a shell of its own.

#![cfg(unix)]

use std::env;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use tempfile::{TempDir, tempdir};

use crate::tool::{Said, rows, tool};

/// The step that needs a tool with HTML.
const HTML: &str = "Clean pages of HTML";

/// The commands of each step, by its heading.
fn steps() -> Vec<(&'static str, &'static str)> {
    let readme = include_str!("../../../../README.md");
    let tutorial =
        readme.split_once("\n### ").and_then(|(_, rest)| rest.split_once("\n## ")).unwrap().0;
    let steps = tutorial.split("\n### ").map(|step| {
        let (heading, text) = step.split_once('\n').unwrap();
        let commands =
            text.split_once("```sh\n").and_then(|(_, rest)| rest.split_once("```")).unwrap().0;
        (heading, commands)
    });
    steps.collect()
}

/// A folder with the project's data, a home, and the tool among the commands. The reader of manuals
/// is not what is tested.
fn checkout() -> TempDir {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["bin", "home", "examples"] {
        fs::create_dir(path(name)).unwrap();
    }
    symlink(Path::new(env!("CARGO_MANIFEST_DIR")).join("../data"), path("examples/data")).unwrap();
    symlink(tool().get_program(), path("bin/copydesk")).unwrap();
    fs::write(path("bin/man"), "#!/bin/sh\nexec cat\n").unwrap();
    fs::set_permissions(path("bin/man"), PermissionsExt::from_mode(0o755)).unwrap();
    folder
}

#[test]
fn each_step_works_as_printed() {
    let folder = checkout();
    let commands_first =
        format!("{}:{}", folder.path().join("bin").display(), env::var("PATH").unwrap());
    let mut said = Vec::new();
    for (heading, commands) in steps() {
        let mut shell = Command::new("sh");
        shell
            .args(["-e", "-c", commands])
            .current_dir(folder.path())
            .env("HOME", folder.path().join("home"))
            .env("PATH", &commands_first);
        let answer = Said::from(shell.output().unwrap());
        if heading == HTML && !cfg!(feature = "html") {
            assert_eq!(answer.code, Some(2), "{heading}: {answer:#?}");
            continue;
        }
        assert_eq!(answer.code, Some(0), "{heading}: {answer:#?}");
        said.push((heading, answer));
    }
    let of = |heading: &str| &said.iter().find(|(of, _)| *of == heading).unwrap().1;
    let file = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(rows(&file("corpus.jsonl")).len(), 2);
    assert!(file("report.html").contains("Vellmark"));
    assert_eq!(rows(&file("unique.jsonl")).len(), 6);
    assert_eq!(of("Dedupe a month of news").rows().len(), 2);
    assert!(
        of("Find what a site leaves behind")
            .stdout
            .contains("kept: paragraph           Brought to you by the Oakmouth Gazette")
    );
    if cfg!(feature = "html") {
        let article = &rows(&file("article.jsonl"))[0];
        assert_eq!(article["page"]["filled"], serde_json::json!(["byline", "authors", "dates"]));
        assert_eq!(article["paragraphs"], rows(&file("page.jsonl"))[0]["paragraphs"]);
    }
    let learned = (
        "[[source.\"https://gazette.example/\".learned]]",
        "line = \"Sign up to get our stories every morning.\"",
    );
    assert!(
        file("learned.toml").contains(&format!("\n{}\n{}\nstories = 3\n", learned.0, learned.1))
    );
    assert_eq!(
        rows(&file("removed.jsonl"))
            .iter()
            .filter(|row| row["reason"] == "learned_artifact")
            .count(),
        3
    );
    assert_eq!(of("Add a rule").stdout.lines().count(), 4);
    let articles = file("articles.jsonl");
    assert_eq!(
        rows(&articles)
            .iter()
            .filter(|row| row["headline"] == "Ferry to run again on Monday")
            .count(),
        2
    );
    assert!(!articles.contains("Brought to you"), "{articles}");
    assert!(
        file("home/.local/share/bash-completion/completions/copydesk").contains("--site-suffix")
    );
    assert!(of("Complete words, read the manual").stdout.contains("copydesk"));
}
