//! What all results have in common. They do not change, are equal when all of their fields are, can
//! be pickled, and become dicts in the shape of the library's JSON.

use std::ops::Range;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::span::{Places, Span};

/// A type of the library that a class wraps.
pub(crate) trait Record: Serialize + DeserializeOwned {
    /// All spans of the input that it names, its parts' among them.
    fn spans(&self) -> Vec<&Range<usize>> {
        Vec::new()
    }
}

/// A value of the library with the places of its spans in code points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) places: Places,
}

impl<T: Record> Located<T> {
    /// A value that was found in `input`.
    pub(crate) fn new(value: T, input: &[u8]) -> Self {
        let places = Places::of(input, value.spans());
        Self { value, places }
    }

    /// A value without spans.
    pub(crate) fn unplaced(value: T) -> Self {
        Self { value, places: Places::default() }
    }

    /// A part of this value.
    pub(crate) fn part<P: Record + Clone>(&self, part: &P) -> Located<P> {
        Located { value: part.clone(), places: self.places_of(part) }
    }

    /// Where the spans of a part are.
    pub(crate) fn places_of(&self, part: &impl Record) -> Places {
        self.places.only(part.spans())
    }

    /// Where a span of the value is.
    pub(crate) fn span(&self, span: &Range<usize>) -> Span {
        self.places.span(span)
    }

    pub(crate) fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&self.value).map_err(unreadable)
    }

    /// What [`restored`](Self::restored) takes.
    pub(crate) fn pickled(&self) -> PyResult<(String, Vec<(usize, usize)>)> {
        Ok((self.to_json()?, self.places.to_pairs()))
    }

    pub(crate) fn restored(json: &str, places: Vec<(usize, usize)>) -> PyResult<Self> {
        let value = serde_json::from_str(json).map_err(unreadable)?;
        Ok(Self { value, places: Places::from_pairs(places) })
    }

    pub(crate) fn shown(&self, class: &str) -> String {
        crate::repr::shown(class, &to_value(&self.value))
    }
}

fn unreadable(error: serde_json::Error) -> PyErr {
    PyValueError::new_err(format!("the pickle is damaged or of another version: {error}"))
}

/// A tuple of any length.
#[derive(Debug)]
pub(crate) struct Many<T>(pub(crate) Vec<T>);

impl<T> FromIterator<T> for Many<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Many<T> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        PyTuple::new(py, self.0)
    }
}

/// Makes the class of a type of the library: a property for each field, methods of its own, and
/// what all results have.
macro_rules! record {
    (
        $(#[$meta:meta])*
        class $class:ident($held:ty) {
            $($(#[$doc:meta])* $field:ident: $type:ty = $it:ident => $get:expr;)*
        }
        methods { $($methods:tt)* }
    ) => {
        $(#[$meta])*
        #[pyo3::pyclass(frozen, module = "copydesk")]
        #[derive(Debug)]
        pub(crate) struct $class(pub(crate) $held);

        #[pyo3::pymethods]
        impl $class {
            $(
                $(#[$doc])*
                #[getter]
                fn $field(&self) -> $type {
                    let $it = &self.0;
                    $get
                }
            )*

            $($methods)*

            /// The fields as one line of JSON, as the library writes them: spans are bytes of
            /// UTF-8.
            fn to_json(&self) -> pyo3::PyResult<String> {
                self.0.to_json()
            }

            /// The fields as a dict, in the names and the shape of the library's JSON: spans
            /// are bytes of UTF-8, as `{"start": 0, "end": 5}`.
            fn to_dict<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                $crate::record::loads(py, &self.0.to_json()?)
            }

            fn __repr__(&self) -> String {
                self.0.shown(stringify!($class))
            }

            fn __eq__(&self, other: &Self) -> bool {
                self.0 == other.0
            }

            fn __hash__(&self) -> pyo3::PyResult<u64> {
                Ok($crate::record::hash(&self.0.to_json()?))
            }

            fn __reduce__<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<(pyo3::Bound<'py, pyo3::PyAny>, (String, Vec<(usize, usize)>))> {
                use pyo3::types::PyAnyMethods as _;
                Ok((py.get_type::<Self>().getattr("_restore")?, self.0.pickled()?))
            }

            #[classmethod]
            fn _restore(
                _class: &pyo3::Bound<'_, pyo3::types::PyType>,
                json: &str,
                places: Vec<(usize, usize)>,
            ) -> pyo3::PyResult<Self> {
                Ok(Self(<$held>::restored(json, places)?))
            }
        }
    };
}

pub(crate) use record;

/// A value as JSON has it. By way of text: a number of 32 bits is widened as it is printed.
pub(crate) fn to_value(value: &impl Serialize) -> Value {
    let json = serde_json::to_string(value).ok();
    json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}

/// What Python makes of JSON.
pub(crate) fn loads<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

/// The same for equal texts, in every process.
pub(crate) fn hash(json: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    json.hash(&mut hasher);
    hasher.finish()
}
