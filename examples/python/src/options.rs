//! Options by keyword, and the errors that name them.

use std::fmt::Display;

use copydesk::{InputKind, Options, Tolerance};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::{Map, Value};

use crate::record::to_value;

pyo3::create_exception!(
    copydesk,
    OptionError,
    pyo3::exceptions::PyValueError,
    "An option's value cannot be used. `option` is its name."
);

/// An error that names an option.
pub(crate) fn option_error(py: Python<'_>, option: &str, message: String) -> PyErr {
    let error = OptionError::new_err(message);
    match error.value(py).setattr("option", option) {
        Ok(()) => error,
        Err(other) => other,
    }
}

/// The options that keywords say.
pub(crate) fn read(keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Options> {
    let known = fields(&Options::default());
    let mut said = Map::new();
    for (name, value) in keywords.into_iter().flat_map(PyDictMethods::iter) {
        let name: String = name.extract()?;
        let Some(default) = known.get(&name) else { return Err(unknown(&name, &known)) };
        said.insert(name.clone(), one(&name, &value, default)?);
    }
    serde_json::from_value(Value::Object(said))
        .map_err(|error| PyTypeError::new_err(error.to_string()))
}

/// The options in the shape of the library's JSON.
pub(crate) fn fields(options: &Options) -> Map<String, Value> {
    match to_value(options) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// What the library says of a value that is out of its range.
pub(crate) fn out_of_range(py: Python<'_>, error: &copydesk::Error) -> PyErr {
    let message = error.to_string();
    match error {
        copydesk::Error::OptionOutOfRange { option, .. }
        | copydesk::Error::BadEntry { option, .. } => option_error(py, option, message),
        _ => OptionError::new_err(message),
    }
}

/// The value of one option, when it is of the option's type.
fn one(name: &str, value: &Bound<'_, PyAny>, default: &Value) -> PyResult<Value> {
    let json = value.py().import("json")?.call_method1("dumps", (value,));
    let read = json.ok().and_then(|json| json.extract::<String>().ok());
    let read = read.and_then(|json| serde_json::from_str::<Value>(&json).ok());
    let is_good = |read: &Value| {
        let alone = Map::from_iter([(name.to_owned(), read.clone())]);
        serde_json::from_value::<Options>(Value::Object(alone)).is_ok()
    };
    if let Some(read) = read.filter(is_good) {
        return Ok(read);
    }
    let message =
        format!("option `{name}` is {}, but must be {}", value.repr()?, allowed(name, default));
    Err(option_error(value.py(), name, message))
}

fn allowed(name: &str, default: &Value) -> String {
    match (name, default) {
        ("input_kind", _) => one_of(InputKind::ALL),
        ("tolerance", _) => one_of(Tolerance::ALL),
        ("learned_artifacts", _) => {
            "a list of dicts with `line`, `stories` and `documents`".to_owned()
        }
        (_, Value::Bool(_)) => "True or False".to_owned(),
        (_, Value::Array(_)) => "a list of str".to_owned(),
        (_, Value::Number(number)) if number.is_f64() => "a number".to_owned(),
        _ => "a whole number, 0 or more".to_owned(),
    }
}

fn one_of(names: &[impl Display]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("'{name}'")).collect();
    format!("one of {}", names.join(", "))
}

fn unknown(name: &str, known: &Map<String, Value>) -> PyErr {
    let known: Vec<_> = known.keys().map(|name| format!("`{name}`")).collect();
    PyTypeError::new_err(format!(
        "there is no option `{name}`; the options are {}",
        known.join(", ")
    ))
}
