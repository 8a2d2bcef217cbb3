//! Texts of Python as bytes of UTF-8.

use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::PyString;

/// A text that threads can read while Python goes on.
pub(crate) enum Text {
    /// ASCII is UTF-8 as it stands.
    Ascii(PyBackedStr),
    /// Another text is encoded into bytes that are dropped with it. Asked for its UTF-8, a `str`
    /// would keep that as long as it lives.
    Encoded(PyBackedBytes),
}

impl Text {
    /// A lone surrogate, which UTF-8 cannot say, becomes bytes that are no UTF-8.
    pub(crate) fn read(text: &Bound<'_, PyString>) -> PyResult<Self> {
        if text.call_method0("isascii")?.is_truthy()? {
            return Ok(Self::Ascii(text.clone().try_into()?));
        }
        let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
        Ok(Self::Encoded(bytes.extract()?))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Ascii(text) => text.as_bytes(),
            Self::Encoded(bytes) => bytes,
        }
    }
}
