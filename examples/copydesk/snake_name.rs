//! The names of the library's roles, reasons and classes, as its records spell them.

use serde::Serialize;
use serde_json::Value;

/// The name of a variant without fields, as it is serialized: `repeated_headline`.
pub(crate) fn snake_name(variant: impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(Value::String(name)) => name,
        _ => "unknown".to_owned(),
    }
}
