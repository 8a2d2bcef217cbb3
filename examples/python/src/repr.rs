//! How a result is shown: its class and the fields that say something, texts cut.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// Characters of a text that are shown: some half of a terminal's row.
const SHOWN: usize = 40;

/// A result as Python shows it: `Caption(text='The ferry at the pier.', count=2)`.
pub(crate) fn shown(class: &str, value: &Value) -> String {
    let fields = value.as_object().into_iter().flatten();
    let fields: Vec<_> = fields
        .filter(|(_, value)| !is_empty(value))
        .map(|(name, value)| format!("{name}={}", short(value)))
        .collect();
    format!("{class}({})", fields.join(", "))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn short(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(items) => list(items),
        Value::Object(fields) => object(fields),
    }
}

/// The first item, and how many more there are.
fn list(items: &[Value]) -> String {
    let first = items.first().map(short).unwrap_or_default();
    match items.len() {
        0 | 1 => format!("[{first}]"),
        count => format!("[{first}, +{} more]", count - 1),
    }
}

/// A span as `bytes 3..9`, which says what is counted.
fn object(fields: &Map<String, Value>) -> String {
    if let (2, Some(start), Some(end)) = (fields.len(), fields.get("start"), fields.get("end")) {
        return format!("bytes {start}..{end}");
    }
    let shown: Vec<_> = fields
        .iter()
        .filter(|(_, value)| !is_empty(value))
        .map(|(name, value)| format!("{name}={}", short(value)))
        .collect();
    format!("({})", shown.join(", "))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("'");
    let mut characters = text.chars();
    for character in characters.by_ref().take(SHOWN) {
        match character {
            '\'' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            _ if character.is_control() => {
                // Writing into a string never fails.
                let _ = write!(quoted, "\\x{:02x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    if characters.next().is_some() {
        quoted.push('…');
    }
    quoted + "'"
}
