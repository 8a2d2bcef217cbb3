//! Exit codes and the exact words on standard error.

use std::fs;

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::tool::{EMPTY, STORY, clean, clean_in, clean_stdin};

const MIXED: &str = "{\"id\":\"a\",\"text\":\"A\"}\n{oops\n\n{\"id\":\"b\",\"text\":\"B\"}\n{\"id\":\"c\",\"body\":\"C\"}\n";

fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("mixed.jsonl"), MIXED).unwrap();
    fs::write(folder.path().join("story.txt"), STORY).unwrap();
    folder
}

#[test]
fn all_good_is_0() {
    clean_in(folder().path(), "story.txt").expect(0, "");
    clean_stdin(&[], "").expect(0, EMPTY);
}

#[test]
fn bad_lines_are_named_and_counted_and_the_rest_is_cleaned() {
    let said = clean_in(folder().path(), "--explain mixed.jsonl story.txt");
    said.expect(
        1,
        "copydesk: mixed.jsonl:2: not JSON at byte 2: key must be a string; correct it, or pass --from json for objects over several lines, or --from text\n\
         copydesk: mixed.jsonl:5: no field `text`; name the field with the text with --text-field\n\
         copydesk: 2 of 5 records failed\n",
    );
    assert_eq!(said.explained(), ["a", "b", "story.txt"]);
}

#[test]
fn strict_stops_at_the_first_bad_line() {
    let said = clean_in(folder().path(), "--strict --explain mixed.jsonl story.txt");
    said.expect(
        1,
        "copydesk: mixed.jsonl:2: not JSON at byte 2: key must be a string; correct it, or pass --from json for objects over several lines, or --from text\n\
         copydesk: 1 of 2 records failed; stopped there because of --strict\n",
    );
    assert_eq!(said.explained(), ["a"]);
}

#[test]
fn strict_closes_the_array() {
    let said = clean_stdin(&["--strict", "--to", "json", "--from", "jsonl"], "[]\n");
    assert_eq!((said.code, said.stdout.as_str()), (Some(1), "[]\n"));
}

#[test]
fn each_defect_says_what_to_do() {
    let cases: [(&[u8], &str); 10] = [
        (
            b"{\"text\":\"\xC3\xA9\xFF\"}",
            "byte 12 is not UTF-8; convert the file to UTF-8, or name its encoding with --encoding",
        ),
        (
            b"{\"text\":",
            "not JSON at byte 8: EOF while parsing a value; correct it, or pass --from json for objects over several lines, or --from text",
        ),
        (
            b"[1]",
            "the line is an array, not a JSON object; put one JSON object on each line, or pass --from json or --from text",
        ),
        (
            b"7",
            "the line is a number, not a JSON object; put one JSON object on each line, or pass --from json or --from text",
        ),
        (b"{}", "no field `text`; name the field with the text with --text-field"),
        (
            b"{\"text\":null}",
            "field `text` is null, not a string; name the field with the text with --text-field",
        ),
        (
            b"{\"text\":{}}",
            "field `text` is an object, not a string; name the field with the text with --text-field",
        ),
        (
            b"{\"id\":[],\"text\":\"\"}",
            "field `id` is an array, not a string or a number; name the field with the id with --id-field",
        ),
        (
            b"{\"id\":true,\"text\":\"\"}",
            "field `id` is a boolean, not a string or a number; name the field with the id with --id-field",
        ),
        (
            b"{\"id\":123456789012345678901,\"text\":\"\"}",
            "field `id` is a number too large to be exact; write it as a string",
        ),
    ];
    for (line, words) in cases {
        clean_stdin(&["--from", "jsonl"], line)
            .expect(1, &format!("copydesk: -:1: {words}\ncopydesk: 1 of 1 records failed\n"));
    }
}

#[cfg(unix)]
const MISSING: &str = "copydesk: missing.txt: cannot be opened: No such file or directory (os error 2); check the path and its permissions\n";

#[test]
#[cfg(unix)]
fn a_missing_file_is_2_and_the_others_are_cleaned() {
    let said = clean_in(folder().path(), "--explain missing.txt story.txt");
    said.expect(2, MISSING);
    assert_eq!(said.explained(), ["story.txt"]);
}

#[test]
#[cfg(unix)]
fn strict_stops_at_a_missing_file() {
    let said = clean_in(folder().path(), "--strict --explain missing.txt story.txt");
    said.expect(2, MISSING);
    assert_eq!(said.stdout, "");
}

#[test]
#[cfg(unix)]
fn a_missing_file_outweighs_a_bad_line() {
    let said = clean_in(folder().path(), "mixed.jsonl missing.txt");
    assert_eq!(said.code, Some(2));
    assert!(
        said.stderr.ends_with(&format!(
            "{MISSING}copydesk: no article was found in 2 of 2 documents; --explain says why\n\
             copydesk: 2 of 4 records failed\n"
        )),
        "{said:#?}"
    );
}

#[test]
fn wrong_usage_is_2() {
    for arguments in [
        &["--no-such-flag"][..],
        &["--to", "xml"],
        &["--max-headline-chars", "many"],
        &["--explain", "--to", "text"],
    ] {
        let said = clean(arguments);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{said:#?}");
        assert!(said.stderr.starts_with("error: "), "{said:#?}");
    }
}

#[test]
fn names_cannot_act_on_the_terminal() {
    clean(&["no\u{1b}[2J\nsuch\u{202e}"]).expect(
        2,
        "copydesk: no\\u{1b}[2J\\u{a}such\\u{202e}: cannot be opened: No such file or directory (os error 2); \
         check the path and its permissions\n",
    );
}

#[test]
fn all_failures_are_counted_and_a_hundred_kept() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("bad.jsonl"), "{}\n".repeat(250)).unwrap();
    for arguments in ["--summary summary.json", "--out clean --quiet --summary summary.json"] {
        let said = clean_in(folder.path(), &format!("{arguments} bad.jsonl missing.txt"));
        assert_eq!(said.code, Some(2), "{said:#?}");
        let summary: Value =
            serde_json::from_str(&fs::read_to_string(path("summary.json")).unwrap()).unwrap();
        let failures = summary["failures"].as_array().unwrap();
        let found = (&summary["failure_count"], &summary["exit_code"], failures.len());
        assert_eq!(found, (&json!(251), &json!(2), 100));
        let last = "bad.jsonl:100: no field `text`; name the field with the text with --text-field";
        assert_eq!(failures[99], json!({"message": last, "exit_code": 1}));
    }
}
