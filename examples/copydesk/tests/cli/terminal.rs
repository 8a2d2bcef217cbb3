//! What is said at a terminal, which `script` of util-linux stands in for.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use tempfile::tempdir;

use crate::tool::{STORY, tool};

/// What is seen at a terminal where `arguments` are given to a shell behind the tool, and Ctrl-D is
/// typed. `None` where there is no `script`.
fn seen(arguments: &str) -> Option<String> {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("page.txt"), STORY).unwrap();
    let tool = tool().get_program().to_str().unwrap().to_owned();
    let mut script = Command::new("script");
    script.current_dir(folder.path()).args(["-qec", &format!("'{tool}' {arguments}"), "/dev/null"]);
    script.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = script.spawn().ok()?;
    let mut keys = child.stdin.take().unwrap();
    // A blank line first: `script` keeps a Ctrl-D to itself that comes before anything else.
    keys.write_all(b"\n\x04").unwrap();
    let output = child.wait_with_output().unwrap();
    drop(keys);
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n"))
}

#[test]
fn a_bare_command_says_what_it_waits_for() {
    for command in ["clean", "stats", "boilerplate", "report", "dedup"] {
        let Some(seen) = seen(command) else { return };
        let words = "copydesk: reads what you type or paste here, up to Ctrl-D on a line of its own; to read a file, name it\n";
        assert!(seen.contains(words), "{command}: {seen}");
    }
}

#[test]
fn a_run_ends_with_its_counts() {
    let counts = "copydesk: documents: 1; articles: 1; bytes kept: ";
    for (command, is_said) in [
        ("clean page.txt > articles", true),
        ("clean page.txt", true),
        ("clean --quiet page.txt > articles", false),
        ("clean --explain page.txt > lines", false),
        ("clean page.txt 2> errors", false),
    ] {
        let Some(seen) = seen(command) else { return };
        assert_eq!(seen.contains(counts), is_said, "{command}: {seen}");
    }
}
