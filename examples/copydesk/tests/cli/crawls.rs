//! WARC files: the records of the type `conversion`, and what becomes of damaged ones.

use serde_json::json;

use crate::tool::{STORY, Said, clean_stdin};

/// A record of a web crawl that says that its text has `length` bytes.
fn record_of_length(kind: &str, address: &str, text: &[u8], length: usize) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-03T10:00:00Z\r\n\
         WARC-Identified-Content-Language: eng\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), text, b"\r\n\r\n"].concat()
}

/// A record of a web crawl.
pub(crate) fn record(kind: &str, address: &str, text: impl AsRef<[u8]>) -> Vec<u8> {
    record_of_length(kind, address, text.as_ref(), text.as_ref().len())
}

fn story(name: &str) -> String {
    STORY.replace("short", name)
}

fn page(name: &str) -> Vec<u8> {
    record("conversion", &format!("https://example.org/{name}"), story(name))
}

#[track_caller]
fn assert_pages(said: &Said, names: &[&str]) {
    let addresses: Vec<_> =
        names.iter().map(|name| json!(format!("https://example.org/{name}"))).collect();
    let headlines: Vec<_> =
        names.iter().map(|name| json!(format!("A {name} headline here"))).collect();
    assert_eq!(said.sources(), addresses, "{said:#?}");
    assert_eq!(
        said.rows().iter().map(|row| row["headline"].clone()).collect::<Vec<_>>(),
        headlines
    );
}

#[test]
fn conversions_are_documents_called_by_their_address() {
    let info = record("warcinfo", "", "software: a crawler\r\n");
    let response =
        record("response", "https://example.org/", "HTTP/1.1 200 OK\r\n\r\n<html></html>");
    let said = clean_stdin(&[], [info, page("first"), response, page("second")].concat());
    assert_pages(said.expect(0, ""), &["first", "second"]);
    let record =
        json!({"WARC-Date": "2024-05-03T10:00:00Z", "WARC-Identified-Content-Language": "eng"});
    assert_eq!(said.rows()[0]["record"], record);
}

#[test]
fn a_record_without_address_is_called_by_its_number() {
    let bare = format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {}\r\n\r\n{STORY}\r\n\r\n",
        STORY.len()
    );
    assert_eq!(clean_stdin(&[], bare).expect(0, "").sources(), [json!("-: record 1")]);
}

/// A record with a wrong length between two good ones.
fn with_wrong_length(change: isize) -> (Vec<u8>, String) {
    let text = story("wrong");
    let said = text.len().checked_add_signed(change).unwrap();
    let wrong = record_of_length("conversion", "https://example.org/wrong", text.as_bytes(), said);
    let first = page("first");
    let words = format!(
        "copydesk: -: record 2 at byte {}: it does not end where its Content-Length, {said}, says; it was passed over\n\
         copydesk: 1 of 3 records failed\n",
        first.len()
    );
    ([first, wrong, page("third")].concat(), words)
}

#[test]
fn a_record_with_a_wrong_length_costs_that_record_alone() {
    for change in [-40, -1, 1, 3, 4, 40, 10_000, 4_000_000_000] {
        let (file, words) = with_wrong_length(change);
        assert_pages(clean_stdin(&[], file).expect(1, &words), &["first", "third"]);
    }
}

#[test]
fn a_head_that_cannot_be_read_costs_that_record_alone() {
    for head in [
        "WARC/1.0\r\nno field\r\n\r\n",
        "WARC/1.0\r\nContent-Length: -3\r\n\r\n",
        "WARC/1.0\r\nWARC-Type: conversion\r\n\r\n",
    ] {
        let said = clean_stdin(&[], [&page("first")[..], head.as_bytes(), &page("third")].concat());
        let words = format!(
            "copydesk: -: record 2 at byte {}: its head cannot be read; it was passed over\ncopydesk: 1 of 3 records failed\n",
            page("first").len()
        );
        assert_pages(said.expect(1, &words), &["first", "third"]);
    }
}

#[test]
fn a_file_that_ends_early_is_cleaned_up_to_there() {
    let (first, second) = (page("first"), page("second"));
    for lost in [1, 4, 5, 100, second.len() - 20] {
        let whole = [first.clone(), second.clone()].concat();
        let words = format!(
            "copydesk: -: record 2 at byte {}: the file ends inside it; fetch the file again\ncopydesk: 1 of 2 records failed\n",
            first.len()
        );
        assert_pages(clean_stdin(&[], &whole[..whole.len() - lost]).expect(1, &words), &["first"]);
    }
}

#[test]
fn bytes_that_are_not_utf8_cost_nothing_else() {
    let text = story("damaged")
        .replace("port", "port caf\u{e9} caf\u{e9}")
        .replace("says", "s?ys")
        .into_bytes();
    let text: Vec<u8> =
        text.into_iter().map(|byte| if byte == b'?' { 0xFF } else { byte }).collect();
    let said = clean_stdin(
        &[],
        [record("conversion", "https://example.org/damaged", text), page("next")].concat(),
    );
    assert_pages(said.expect(0, ""), &["damaged", "next"]);
    assert!(
        said.stdout.contains("caf\u{e9} caf\u{e9}") && said.stdout.contains("s\u{FFFD}ys"),
        "{said:#?}"
    );
}
