//! Every example runs as a process and prints what it says. The tool `copydesk` has tests of its
//! own in its package.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::path::PathBuf;
use std::process::{Command, Output};

#[track_caller]
fn run(example: &str, arguments: &[&str]) -> Output {
    let mut path: PathBuf = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    let program = path.join("examples").join(example);
    let output = Command::new(&program).args(arguments).output();
    output.unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo build --examples` makes it", program.display())
    })
}

#[track_caller]
fn printed(example: &str, arguments: &[&str]) -> String {
    let output = run(example, arguments);
    assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn quickstart_shows_the_articles_of_the_dump() {
    let text = printed("quickstart", &[]);
    let articles = copydesk::clean(include_str!("../examples/data/dump.txt"));
    assert_eq!(articles.len(), 3);
    for article in articles {
        assert!(text.contains(article.headline.as_deref().unwrap()), "{text}");
    }
}

#[test]
fn hostile_writes_what_it_is_asked_for() {
    let kinds = printed("hostile", &[]);
    assert!(kinds.lines().count() > 20);
    for kind in kinds.lines() {
        let text = printed("hostile", &[kind, "2000"]);
        assert!((1500..=4000).contains(&text.len()), "{kind}: {} bytes", text.len());
    }
}

#[test]
fn throughput_measures_both_languages() {
    let text = printed("throughput", &["1"]);
    assert!(text.contains("english") && text.contains("arabic"), "{text}");
}
