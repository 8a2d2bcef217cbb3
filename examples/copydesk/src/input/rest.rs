//! The fields of a JSON object that nobody asked for, byte for byte as they stand in the line: no
//! number is rounded.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

type Fields<'l> = BTreeMap<String, Field<'l>>;

/// A field that stands as it was read, or an object that lost a field.
#[derive(Debug)]
enum Field<'l> {
    Raw(&'l RawValue),
    Opened(Fields<'l>),
}

/// The JSON object `line` without the fields at `paths`, and without objects that are empty then;
/// sorted by name. `None` where nothing is left.
pub(super) fn without(line: &str, paths: [&str; 2]) -> Option<String> {
    let mut fields = open(line)?;
    for path in paths {
        remove(&mut fields, path);
    }
    let mut json = String::new();
    write(&fields, &mut json);
    (!fields.is_empty()).then_some(json)
}

fn open(object: &str) -> Option<Fields<'_>> {
    let fields: BTreeMap<String, &RawValue> = serde_json::from_str(object).ok()?;
    Some(fields.into_iter().map(|(name, value)| (name, Field::Raw(value))).collect())
}

/// Leaves out the field at `path`, found as the reader of records finds it.
fn remove(fields: &mut Fields<'_>, path: &str) {
    if fields.remove(path).is_some() {
        return;
    }
    let Some((first, rest)) = path.split_once('.') else { return };
    let Some(field) = fields.get_mut(first) else { return };
    let mut inner = match field {
        Field::Raw(value) => open(value.get()).unwrap_or_default(),
        Field::Opened(inner) => std::mem::take(inner),
    };
    let count = inner.len();
    remove(&mut inner, rest);
    if inner.is_empty() && count > 0 {
        fields.remove(first);
    } else if count > 0 {
        *field = Field::Opened(inner);
    }
}

fn write(fields: &Fields<'_>, json: &mut String) {
    let mut before = '{';
    for (name, field) in fields {
        json.push(before);
        before = ',';
        json.push_str(&Value::from(name.as_str()).to_string());
        json.push(':');
        match field {
            Field::Raw(value) => json.push_str(value.get()),
            Field::Opened(inner) => write(inner, json),
        }
    }
    json.push('}');
}
