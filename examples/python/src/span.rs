//! Where a text stands in the input: in bytes, as the library counts, and in code points, as Python
//! does.

use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::{PySlice, PyType};

/// A start and an end.
type Ends = (usize, usize);

/// Where a text stands in the input.
///
/// `bytes` counts the bytes of the input in UTF-8, as the JSON of the library does; `code_points`
/// counts what a `str` of Python is made of. Both are a start and an end.
///
/// >>> text = "Café opens\n\nShare\n\nThe café at the pier in Oakmouth opened on Friday.\n"
/// >>> span = Cleaner().clean_with_record(text).removals[0].span
/// >>> span
/// Span(bytes=(13, 18), code_points=(12, 17))
/// >>> text[span.slice]
/// 'Share'
/// >>> text.encode()[slice(*span.bytes)]
/// b'Share'
#[pyclass(frozen, eq, hash, module = "copydesk")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Span {
    /// Start and end in bytes of UTF-8.
    #[pyo3(get)]
    bytes: Ends,
    /// Start and end in code points.
    #[pyo3(get)]
    code_points: Ends,
}

#[pymethods]
impl Span {
    #[new]
    fn new(bytes: Ends, code_points: Ends) -> Self {
        Self { bytes, code_points }
    }

    /// A slice of the input, which is a `str`.
    #[getter]
    pub(crate) fn slice<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PySlice>> {
        let (start, end) = self.code_points;
        Ok(PySlice::new(py, start.try_into()?, end.try_into()?, 1))
    }

    fn __repr__(&self) -> String {
        format!("Span(bytes={:?}, code_points={:?})", self.bytes, self.code_points)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, (Ends, Ends)) {
        (py.get_type::<Self>(), (self.bytes, self.code_points))
    }
}

/// How many code points stand before each byte at which a span of the input begins or ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Places(Box<[(usize, usize)]>);

impl Places {
    /// The places of `spans` in an input. Reads the input once.
    pub(crate) fn of<'a>(input: &[u8], spans: impl IntoIterator<Item = &'a Range<usize>>) -> Self {
        let (mut read, mut before) = (0, 0);
        let places = bytes_of(spans).into_iter().map(|byte| {
            before += code_points(input.get(read..byte).unwrap_or_default());
            read = byte;
            (byte, before)
        });
        Self(places.collect())
    }

    /// Those of some of the spans.
    pub(crate) fn only<'a>(&self, spans: impl IntoIterator<Item = &'a Range<usize>>) -> Self {
        let place = |byte| Some((byte, self.code_point(byte)?));
        Self(bytes_of(spans).into_iter().filter_map(place).collect())
    }

    /// Both ways to say where a span is. What is no place of the input is said as 0.
    pub(crate) fn span(&self, bytes: &Range<usize>) -> Span {
        let code_point = |byte| self.code_point(byte).unwrap_or_default();
        Span {
            bytes: (bytes.start, bytes.end),
            code_points: (code_point(bytes.start), code_point(bytes.end)),
        }
    }

    /// As they are pickled.
    pub(crate) fn to_pairs(&self) -> Vec<(usize, usize)> {
        self.0.to_vec()
    }

    /// As [`to_pairs`](Self::to_pairs) gave them.
    pub(crate) fn from_pairs(mut pairs: Vec<(usize, usize)>) -> Self {
        pairs.sort_unstable();
        Self(pairs.into())
    }

    fn code_point(&self, byte: usize) -> Option<usize> {
        let at = self.0.binary_search_by_key(&byte, |(byte, _)| *byte).ok()?;
        self.0.get(at).map(|(_, code_point)| *code_point)
    }
}

/// Where spans begin and end, in order.
fn bytes_of<'a>(spans: impl IntoIterator<Item = &'a Range<usize>>) -> Vec<usize> {
    let mut bytes: Vec<_> = spans.into_iter().flat_map(|span| [span.start, span.end]).collect();
    bytes.sort_unstable();
    bytes.dedup();
    bytes
}

/// Every code point has one byte that continues no other, and so has a lone surrogate.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}
