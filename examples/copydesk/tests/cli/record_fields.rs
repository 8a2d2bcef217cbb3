//! Fields of JSON Lines: paths to the id and the text, and the fields that nobody asked for.

use serde_json::json;

use crate::tool::{STORY, clean_stdin};

#[test]
fn dots_lead_into_objects() {
    let line = json!({"meta": {"url": {"full": "u"}}, "page": {"body.text": STORY}});
    let said = clean_stdin(
        &["--id-field", "meta.url.full", "--text-field", "page.body.text"],
        format!("{line}\n"),
    );
    let row = &said.expect(0, "").rows()[0];
    assert_eq!((&row["source"], &row["headline"]), (&json!("u"), &json!("A short headline here")));
    assert_eq!(row.get("record"), None);
}

#[test]
fn a_name_with_dots_goes_before_a_path() {
    let line = json!({"a": {"b": "no"}, "a.b": STORY});
    let said = clean_stdin(&["--text-field", "a.b"], format!("{line}\n"));
    assert_eq!(said.expect(0, "").rows()[0]["record"], json!({"a": {"b": "no"}}));
}

#[test]
fn a_path_into_nothing_says_so() {
    let words = "copydesk: -:1: no field `a.b`; name the field with the text with --text-field\ncopydesk: 1 of 1 records failed\n";
    for line in ["{\"a\":\"b\"}", "{\"a\":{}}", "{\"a\":[{\"b\":\"\"}]}"] {
        clean_stdin(&["--from", "jsonl", "--text-field", "a.b"], line).expect(1, words);
    }
}

#[test]
fn other_fields_travel_as_they_stand() {
    let story = json!(STORY);
    let line = format!(
        "{{\"lang\":\"en\",\"text\":{story},\"n\":123456789012345678901234567890,\"f\":1.10,\"m\":{{\"id\":[1, 2]}},\"id\":7}}\n"
    );
    let said = clean_stdin(&["--from", "jsonl"], line);
    let record = "{\"source\":7,\"record\":{\"f\":1.10,\"lang\":\"en\",\"m\":{\"id\":[1, 2]},\"n\":123456789012345678901234567890},\"id\":\"xxh3:";
    assert!(said.expect(0, "").stdout.starts_with(record), "{said:#?}");
}

#[test]
fn what_surrounds_the_text_travels_too() {
    let line = json!({"id": "a", "page": {"text": STORY, "lang": "en", "site": {"name": "x"}}});
    let said = clean_stdin(&["--text-field", "page.text"], format!("{line}\n"));
    assert_eq!(
        said.expect(0, "").rows()[0]["record"],
        json!({"page": {"lang": "en", "site": {"name": "x"}}})
    );
}
