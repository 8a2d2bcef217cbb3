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

/// Lines of articles that a pipe holds, and more.
const LINES_IN_A_PIPE: usize = 400;

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).collect()
}

/// The tool, with these signals ignored.
fn tool_that_ignores(signals: &str) -> Command {
    let mut command = Command::new("sh");
    let script = format!("trap '' {signals}; exec \"$0\" \"$@\"");
    command.args(["-c", &script]).arg(tool().get_program());
    command
}

/// Starts a run without end, and sends it signals once it writes; the last one ends it.
#[track_caller]
fn interrupted(mut command: Command, signals: &[&str], threads: &str) {
    let folder = tempdir().unwrap();
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
    for signal in signals {
        let sent = Command::new("kill").args([*signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        // A run that goes on writes more than what waits in the pipe.
        for _ in 0..LINES_IN_A_PIPE {
            stdout.read_line(&mut written).unwrap();
        }
    }
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
    interrupted(tool(), &["-TERM"], "1");
    interrupted(tool(), &["-TERM"], "2");
    interrupted(tool_that_ignores("INT HUP"), &["-INT", "-HUP", "-TERM"], "1");
    // These tests may run where Ctrl-C is ignored, as in the background of a script.
    if !is_ignored_here("INT") {
        interrupted(tool(), &["-INT"], "1");
        interrupted(tool_that_ignores("HUP"), &["-HUP", "-INT"], "2");
    }
}

/// Whether a shell finds that a signal is ignored: it cannot set it back.
fn is_ignored_here(signal: &str) -> bool {
    let script = format!("trap 'exit 3' {signal}; kill -{signal} $$");
    Command::new("sh").args(["-c", &script]).status().unwrap().success()
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
