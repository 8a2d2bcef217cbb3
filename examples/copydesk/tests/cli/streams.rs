//! Long inputs, closed pipes and full disks.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::thread;

use serde_json::json;

use crate::tool::{EMPTY, STORY, clean_stdin, spawn_clean, tool};

const RECORDS: usize = 3_000;

fn record(id: usize) -> String {
    let text = STORY.replace("short", &format!("short {id}"));
    format!("{}\n", json!({"id": id, "text": text}))
}

#[test]
fn thousands_of_records_come_out_in_order() {
    let said = clean_stdin(&["--explain"], (0..RECORDS).map(record).collect::<String>());
    let expected: Vec<_> = (0..RECORDS).map(|id| id.to_string()).collect();
    assert_eq!(said.expect(0, "").explained(), expected);
}

#[test]
fn thousands_of_articles_come_out_in_order() {
    let said = clean_stdin(&[], (0..RECORDS).map(record).collect::<String>());
    let rows = said.expect(0, "").rows();
    assert_eq!(rows.len(), RECORDS);
    for (id, row) in rows.iter().enumerate() {
        assert_eq!(
            (&row["source"], &row["headline"]),
            (&json!(id), &json!(format!("A short {id} headline here")))
        );
    }
}

/// Feeds records without end, reads one line of the answer, and closes the pipe. The exit code is
/// that of a program that the signal for it has ended.
#[track_caller]
fn assert_ends_quietly(arguments: &[&str]) {
    let mut child = spawn_clean(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let feeder = thread::spawn(move || {
        (0..).try_for_each(|id| stdin.write_all(record(id).as_bytes())).unwrap_err()
    });
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(first.ends_with('\n'), "{first}");
    assert_eq!(
        (output.status.code(), String::from_utf8(output.stderr).unwrap()),
        (Some(141), String::new())
    );
}

#[test]
fn a_closed_pipe_ends_an_endless_explanation() {
    assert_ends_quietly(&["--explain"]);
}

/// Without articles this test would never end, so it first makes sure that there are some.
#[test]
fn a_closed_pipe_ends_endless_articles() {
    assert!(!clean_stdin(&[], STORY).stdout.is_empty(), "the cleaner finds no article");
    for form in ["jsonl", "json", "text"] {
        assert_ends_quietly(&["--to", form]);
        assert_ends_quietly(&["--to", form, "--threads", "3"]);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_2() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for arguments in [&["--to", "json"][..], &["--explain"]] {
        let output = tool()
            .arg("clean")
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(full())
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            stderr,
            format!(
                "{EMPTY}copydesk: standard output: cannot be written: No space left on device (os error 28)\n"
            )
        );
        assert_eq!(output.status.code(), Some(2));
    }
}
