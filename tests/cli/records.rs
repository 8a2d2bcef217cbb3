//! The reader of JSON Lines, on any bytes.

use std::io::{self, BufReader, Read};

use proptest::prelude::*;
use serde_json::json;

use self::tested::{Fault, Fields, Record, Records};

#[allow(dead_code, reason = "the tool uses more of it than these tests")]
#[path = "../../examples/copydesk/input/records.rs"]
mod tested;

fn records(bytes: &[u8]) -> Vec<Result<Record, Fault>> {
    Records::new(bytes, Fields { id: "id".to_owned(), text: "text".to_owned() }).collect()
}

fn line_of(record: &Result<Record, Fault>) -> usize {
    match record {
        Ok(Record { line, .. }) | Err(Fault::Line { line, .. }) => *line,
        Err(Fault::Read(error)) => panic!("{error}"),
    }
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
            encoding: None,
            had_nan: false,
        }
    );
}

#[test]
fn one_field_may_be_both() {
    let both = Fields { id: "text".to_owned(), text: "text".to_owned() };
    let record = Records::new(&b"{\"text\":\"a\"}"[..], both).next().unwrap().unwrap();
    assert_eq!(
        record,
        Record {
            line: 1,
            id: Some(json!("a")),
            text: "a".to_owned(),
            rest: None,
            encoding: None,
            had_nan: false
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
    let fields = Fields { id: "id".to_owned(), text: "text".to_owned() };
    let mut records = Records::new(BufReader::new(b"{\"text\":\"\"}\n".chain(Broken)), fields);
    assert!(matches!(records.next(), Some(Ok(_))));
    assert!(matches!(records.next(), Some(Err(Fault::Read(_)))));
    assert!(records.next().is_none());
}

/// Bytes that are often almost a record.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"{\"id\":1,\"text\":\"a\"}".to_vec()),
        Just(b"{\"text\":".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r\n \n".to_vec()),
        Just(b"\"\\ud800\"}".to_vec()),
        Just(b"\xEF\xBB\xBF".to_vec()),
        Just(b"{\"id\":1e999,".to_vec()),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_line_that_is_not_blank_gives_a_record_or_a_fault(bytes in bytes()) {
        let without_mark = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let lines = without_mark.split(|&byte| byte == b'\n').zip(1..);
        let expected: Vec<usize> = lines.filter(|(line, _)| !line.trim_ascii().is_empty()).map(|(_, number)| number).collect();
        prop_assert_eq!(records(&bytes).iter().map(line_of).collect::<Vec<_>>(), expected);
    }
}
