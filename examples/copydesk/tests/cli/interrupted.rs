//! Runs that are ended from outside leave nothing half-written.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::json;
use tempfile::tempdir;

use crate::tool::{STORY, Said, rows, tool};

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).collect()
}

/// Starts a run without end, and sends it a signal once it writes.
#[track_caller]
fn interrupted(signal: &str, threads: &str) {
    let folder = tempdir().unwrap();
    let mut command = tool();
    command.current_dir(folder.path()).args([
        "clean",
        "--removals",
        "removals",
        "--threads",
        threads,
    ]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Ends when the tool does, which closes its input.
    let feeder = thread::spawn(move || {
        let record = |id: usize| format!("{}\n", json!({"id": id, "text": STORY}));
        (0..).try_for_each(|id| stdin.write_all(record(id).as_bytes())).unwrap_err()
    });
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut written = String::new();
    stdout.read_line(&mut written).unwrap();
    assert!(files(folder.path()).iter().any(|name| name.starts_with(".copydesk-")));
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    while stdout.read_line(&mut written).unwrap() > 0 {}
    let said = Said::from(child.wait_with_output().unwrap());
    said.expect(130, "copydesk: interrupted\n");
    // Every line that was written is whole.
    assert!(!rows(&written).is_empty() && written.ends_with('\n'), "{written}");
    assert_eq!(files(folder.path()), Vec::<String>::new());
    feeder.join().unwrap();
}

#[test]
fn an_interrupted_run_leaves_whole_lines_and_no_unfinished_file() {
    interrupted("-INT", "1");
    interrupted("-INT", "2");
    interrupted("-TERM", "2");
}

#[test]
fn a_closed_pipe_leaves_no_file_of_removals() {
    for threads in ["1", "2"] {
        let folder = tempdir().unwrap();
        let mut command = tool();
        command.current_dir(folder.path());
        command.args(["clean", "--removals", "removals", "--threads", threads]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().unwrap();
        let record = format!("{}\n", json!({"id": 1, "text": STORY}));
        // Ends when the tool does, which closes its input.
        while stdin.write_all(record.as_bytes()).is_ok() {}
        Said::from(child.wait_with_output().unwrap()).expect(141, "");
        assert_eq!(files(folder.path()), Vec::<String>::new());
    }
}
