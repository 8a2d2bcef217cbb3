//! The reader of JSON Lines, on any bytes.

use std::io::{self, BufReader, Read};

use copydesk_tool::input::records::{Fault, Fields, Record, Records};
use serde_json::json;

use crate::line_law;
use crate::replay::replay;

fn records(bytes: &[u8]) -> Vec<Result<Record, Fault>> {
    Records::new(bytes, Fields::new("id", "text", "--text-field")).collect()
}

#[test]
fn a_record_holds_line_id_and_text() {
    let records = records(b"\xEF\xBB\xBF\n\n {\"id\":7,\"text\":\"\\u00e9\",\"more\":[{}]} \r\n");
    assert_eq!(records.len(), 1);
    assert_eq!(
        records[0].as_ref().unwrap(),
        &Record {
            line: 3,
            id: Some(json!(7)),
            text: "\u{e9}".to_owned(),
            rest: Some("{\"more\":[{}]}".to_owned()),
            head: None,
            encoding: None,
            had_nan: false,
            had_half: false,
        }
    );
}

#[test]
fn one_field_may_be_both() {
    let both = Fields::new("text", "text", "--text-field");
    let record = Records::new(&b"{\"text\":\"a\"}"[..], both).next().unwrap().unwrap();
    assert_eq!(
        record,
        Record {
            line: 1,
            id: Some(json!("a")),
            text: "a".to_owned(),
            rest: None,
            head: None,
            encoding: None,
            had_nan: false,
            had_half: false
        }
    );
}

#[test]
fn deep_nesting_is_a_fault_and_the_next_line_is_read() {
    let deep = format!("{{\"text\":{}\n{{\"text\":\"\"}}\n", "[".repeat(100_000));
    let records = records(deep.as_bytes());
    assert!(
        matches!(records[..], [Err(Fault::Line { line: 1, .. }), Ok(Record { line: 2, .. })]),
        "{records:?}"
    );
}

#[test]
fn a_reader_that_breaks_ends_the_records() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken"))
        }
    }
    let fields = Fields::new("id", "text", "--text-field");
    let mut records = Records::new(BufReader::new(b"{\"text\":\"\"}\n".chain(Broken)), fields);
    assert!(matches!(records.next(), Some(Ok(_))));
    assert!(matches!(records.next(), Some(Err(Fault::Read(_)))));
    assert!(records.next().is_none());
}

/// Bytes of which files are made that are almost JSON Lines.
const PIECES: [&[u8]; 9] = [
    b"{\"id\":1,\"text\":\"a\"}",
    b"{\"text\":",
    b"{\"id\":1e999,",
    b"\"\\ud800\"}",
    b"\n",
    b"\r\n \n",
    b"\xEF\xBB\xBF",
    b"\xFF",
    b"\0",
];

#[test]
fn every_line_of_any_four_pieces_is_blank_a_record_or_a_fault() {
    for number in 0..PIECES.len().pow(4) {
        let pieces = (0..4).map(|place| PIECES[number / PIECES.len().pow(place) % PIECES.len()]);
        line_law::run(&pieces.collect::<Vec<_>>().concat());
    }
}

#[test]
fn fixtures_replayed() {
    replay("records", line_law::run, |text| text);
    replay("records", line_law::run, |text| {
        let record = json!({ "id": 7, "text": String::from_utf8_lossy(&text) });
        format!("\u{feff}{record}\n\n{record}\r\n[]\n{record}").into_bytes()
    });
}
