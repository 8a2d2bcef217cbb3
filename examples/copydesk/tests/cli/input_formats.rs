//! What is taken for a text and what for JSON Lines, and how documents are named.

use std::fs;

use serde_json::json;
use tempfile::tempdir;

use crate::tool::{EMPTY, STORY, clean_in, clean_stdin, rows as rows_of};

fn explained(arguments: &[&str], input: &str) -> Vec<String> {
    let arguments = [&["--explain"], arguments].concat();
    let said = clean_stdin(&arguments, input);
    said.expect(0, "");
    said.explained().into_iter().map(str::to_owned).collect()
}

#[test]
fn content_decides() {
    let cases = [
        ("{\"id\":\"a\",\"text\":\"A\"}\n", "a"),
        ("\n \n  {\"id\":\"a\",\"text\":\"A\"}\r\n", "a"),
        ("\u{FEFF}{\"id\":\"a\",\"text\":\"A\"}", "a"),
        ("{\"text\":\"A\",\"id\":null}", "-:1"),
        ("A story\n{\"id\":\"a\",\"text\":\"A\"}\n", "-"),
        ("{not an object\n", "-"),
        ("[{\"id\":\"a\",\"text\":\"A\"}]", "a"),
    ];
    for (input, source) in cases {
        assert_eq!(explained(&[], input), [source], "{input:?}");
    }
}

#[test]
fn a_flag_overrides_the_content() {
    assert_eq!(explained(&["--from", "text"], "{\"id\":\"a\",\"text\":\"A\"}\n"), ["-"]);
}

#[test]
fn fields_can_have_other_names() {
    let input = "{\"url\":\"u\",\"body\":\"A\",\"id\":\"i\",\"text\":7}\n";
    assert_eq!(explained(&["--id-field", "url", "--text-field", "body"], input), ["u"]);
}

#[test]
fn ids_are_strings_or_numbers_or_places() {
    let input = "{\"id\":\"a\",\"text\":\"\"}\n{\"id\":-7,\"text\":\"\"}\n\n{\"text\":\"\"}\n{\"id\":18446744073709551615,\"text\":\"\"}\n\
                 {\"id\":2.5,\"text\":\"\"}\n{\"id\":\"\",\"text\":\"\"}\n";
    assert_eq!(explained(&[], input), ["a", "-7", "-:4", "18446744073709551615", "2.5", ""]);
}

#[test]
fn ids_keep_their_type() {
    let input = [
        json!({"id": 7, "text": STORY}),
        json!({"id": "7", "text": STORY}),
        json!({"text": STORY}),
    ];
    let said = clean_stdin(&[], input.map(|row| format!("{row}\n")).concat());
    assert_eq!(said.expect(0, "").sources(), [json!(7), json!("7"), json!("-:3")]);
}

#[test]
fn files_are_named_as_given_and_come_in_order() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("sub/b.txt"), STORY).unwrap();
    fs::write(folder.path().join("a.jsonl"), format!("{}\n", json!({"text": STORY}))).unwrap();
    let said = clean_in(folder.path(), "--explain sub/b.txt - ./a.jsonl");
    said.expect(0, EMPTY);
    assert_eq!(said.explained(), ["sub/b.txt", "-", "./a.jsonl:1"]);
}

#[test]
fn a_text_may_hold_bytes_that_are_not_utf8() {
    let mut input = STORY.as_bytes().to_vec();
    input[30] = 0xFF;
    let said = clean_stdin(&["--encoding", "utf-8", "-"], input);
    let paragraph = said.expect(0, "").rows()[0]["paragraphs"][0].as_str().unwrap().to_owned();
    assert!(paragraph.contains('\u{FFFD}'), "{paragraph}");
}

#[test]
fn a_sample_is_the_first_documents() {
    let folder = tempdir().unwrap();
    let lines: Vec<_> = (1..=4).map(|id| json!({"id": id, "text": STORY}).to_string()).collect();
    let bad = format!("{}\n{{}}\n{}\n{}\n", lines[0], lines[1], lines[2]);
    fs::write(folder.path().join("a.jsonl"), bad).unwrap();
    fs::write(folder.path().join("b.jsonl"), &lines[3]).unwrap();
    let sources = |count: usize| {
        let said = clean_in(folder.path(), &format!("--sample {count} a.jsonl b.jsonl"));
        (said.code, said.sources())
    };
    assert_eq!(sources(1), (Some(0), vec![json!(1)]));
    assert_eq!(sources(3), (Some(1), vec![json!(1), json!(2)]));
    assert_eq!(sources(9), (Some(1), vec![json!(1), json!(2), json!(3), json!(4)]));
    clean_in(folder.path(), "--out clean --quiet --sample 1 a.jsonl b.jsonl").expect(0, "");
    for (file, id) in [("a", 1), ("b", 4)] {
        let rows = fs::read_to_string(folder.path().join(format!("clean/{file}.jsonl.jsonl")));
        let sources: Vec<_> =
            rows_of(&rows.unwrap()).into_iter().map(|row| row["source"].clone()).collect();
        assert_eq!(sources, [json!(id)]);
    }
}
