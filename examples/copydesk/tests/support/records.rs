//! Any bytes as JSON Lines: every line is blank, a record or a fault, and is called by its number.

use std::io::BufReader;

use copydesk_tool::input::records::{Fault, Fields, Record, Records};
use serde_json::Value;

/// Reads `data` and asserts what must hold.
pub(crate) fn run(data: &[u8]) {
    for (id, text) in [("id", "text"), ("text", "text"), ("", "url")] {
        assert_each_line_once(data, &Fields::new(id, text, "--text-field"));
    }
}

fn assert_each_line_once(data: &[u8], fields: &Fields) {
    let found: Vec<_> =
        Records::new(data, fields.clone()).map(|item| outcome(item, fields)).collect();
    let in_pieces = BufReader::with_capacity(3, data);
    let again: Vec<_> =
        Records::new(in_pieces, fields.clone()).map(|item| outcome(item, fields)).collect();
    assert_eq!(found, again, "read in pieces, the records are others");
    assert_eq!(found, expected(data, fields));
}

/// The number of the line, and its id and text where it is a record.
type Outcome = (usize, Option<(Option<Value>, String)>);

fn outcome(item: Result<Record, Fault>, fields: &Fields) -> Outcome {
    match item {
        Ok(Record { line, id, text, .. }) => (line, Some((id, text))),
        Err(Fault::Line { line, defect }) => {
            assert!(!defect.to_string().is_empty());
            (line, None)
        }
        Err(Fault::Read(error)) => panic!("memory cannot be read, with {fields:?}: {error}"),
    }
}

/// What the lines hold, by the definition.
fn expected(data: &[u8], fields: &Fields) -> Vec<Outcome> {
    let lines = data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data).split(|&byte| byte == b'\n');
    let numbered = (1..).zip(lines.map(<[u8]>::trim_ascii_end));
    numbered
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| (number, parse(line, fields)))
        .collect()
}

fn parse(line: &[u8], fields: &Fields) -> Option<(Option<Value>, String)> {
    let Value::Object(object) = serde_json::from_slice(line).ok()? else { return None };
    let id = match object.get(&fields.id) {
        None | Some(Value::Null) => None,
        Some(id @ Value::String(_)) => Some(id.clone()),
        Some(id @ Value::Number(number)) => {
            let is_integer = number.is_i64() || number.is_u64();
            let is_exact = is_integer
                || number.as_f64().is_some_and(|value| value.abs() < 9_007_199_254_740_992.0);
            Some(is_exact.then(|| id.clone())?)
        }
        Some(_) => return None,
    };
    Some((id, object.get(&fields.text)?.as_str()?.to_owned()))
}
