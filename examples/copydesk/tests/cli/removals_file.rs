//! The file of removals.

use std::fs;

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::tool::{EMPTY, STORY, clean_in, rows};

const DUMP: &str = include_str!("../../../data/dump.txt");

/// The rows that cleaning `input` leaves.
#[track_caller]
fn rows_of(input: impl AsRef<[u8]>) -> Vec<Value> {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("page.txt"), input).unwrap();
    clean_in(folder.path(), "--from text --removals removals.jsonl page.txt").expect(0, "");
    rows(&fs::read_to_string(folder.path().join("removals.jsonl")).unwrap())
}

#[track_caller]
fn the_only(what: &str, rows: &[Value]) -> Value {
    let mut rows = rows.iter().filter(|row| row["what"] == what);
    let row = rows.next().unwrap_or_else(|| panic!("no row for {what}"));
    assert_eq!(rows.next(), None);
    row.clone()
}

#[test]
fn a_removal_names_source_text_place_and_reason() {
    let input = STORY.replace("headline here\n", "headline here\n\nA short headline here\n");
    let row = the_only("removal", &rows_of(input));
    let expected = json!({
        "what": "removal", "source": "page.txt", "text": "A short headline here", "span": {"start": 23, "end": 44}, "line": 3,
        "reason": "repeated_headline", "kept": {"start": 0, "end": 21}, "similarity": null, "difference": null, "block": null,
        "learned": null,
    });
    assert_eq!(row, expected);
}

#[test]
fn an_alteration_names_kind_and_result() {
    let mut input = STORY.as_bytes().to_vec();
    input[30] = 0xFF;
    // Among letters of UTF-8, so that it is damage and no other encoding.
    input.extend_from_slice("\nThe café by the port is open.\n".as_bytes());
    let row = the_only("alteration", &rows_of(input));
    assert_eq!(
        (&row["source"], &row["kind"], &row["line"]),
        (&json!("page.txt"), &json!("invalid_utf8"), &json!(3))
    );
    assert!(
        row["text"].is_string() && row["after"].as_str().unwrap().contains('\u{FFFD}'),
        "{row}"
    );
}

#[test]
fn a_doubt_names_role_and_twin() {
    let paragraph = "The ferry from Vellmark carried 40 passengers and two horses across the sound on the first day after the storm had gone.";
    let input = format!("{STORY}\n{paragraph}\n\n{}\n", paragraph.replace("40", "70"));
    let row = the_only("doubt", &rows_of(input));
    assert_eq!(
        (&row["role"], &row["article"], &row["line"]),
        (&json!("paragraph"), &json!(0), &json!(9))
    );
    assert_eq!(row["text"], paragraph.replace("40", "70"));
    assert_eq!(row["doubt"]["difference"], "number");
    assert!(row["doubt"]["twin"].is_object() && row["doubt"]["similarity"].is_number(), "{row}");
}

#[test]
fn rows_come_in_the_order_of_the_text() {
    let rows = rows_of(DUMP);
    assert!(rows.len() > 10, "{}", rows.len());
    let starts: Vec<_> = rows.iter().map(|row| row["span"]["start"].as_u64().unwrap()).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    for row in rows {
        let span = row["span"]["start"].as_u64().unwrap() as usize
            ..row["span"]["end"].as_u64().unwrap() as usize;
        assert_eq!(row["text"], DUMP[span]);
    }
}

#[test]
fn the_file_is_there_even_when_nothing_was_removed() {
    assert_eq!(rows_of(STORY), [Value::Null; 0]);
}

#[test]
fn an_older_file_is_replaced() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("removals.jsonl"), "old\n").unwrap();
    clean_in(folder.path(), "--removals removals.jsonl").expect(0, EMPTY);
    assert_eq!(fs::read_to_string(folder.path().join("removals.jsonl")).unwrap(), "");
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("page.txt"), STORY).unwrap();
    clean_in(folder.path(), "--removals ./page.txt page.txt").expect(
        2,
        "copydesk: ./page.txt: is an input and cannot be written too; name another file\n",
    );
    assert_eq!(fs::read_to_string(folder.path().join("page.txt")).unwrap(), STORY);
}

#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_created_is_2() {
    clean_in(tempdir().unwrap().path(), "--removals no/such/folder").expect(
        2,
        "copydesk: no/such/folder: cannot be written: No such file or directory (os error 2)\n",
    );
}
