//! The cleaner.

use copydesk::Options;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyType};
use serde_json::{Map, Value};

use crate::article::Article;
use crate::batch;
use crate::options;
use crate::packed::Packed;
use crate::record::{self, Located};
use crate::removal::Cleaned;
use crate::text::Text;

/// Cleans texts with the same options. It keeps nothing between texts, and can be pickled and used
/// from several threads.
///
/// >>> cleaner = Cleaner(tolerance="medium", extra_artifacts=["Read by {n} people"])
/// >>> cleaner
/// Cleaner(tolerance='medium', extra_artifacts=['Read by {n} people'])
/// >>> Cleaner(max_headline_chars=5)
/// Traceback (most recent call last):
/// copydesk.OptionError: option `max_headline_chars` is 5, but must be from 20 to 2000
#[pyclass(frozen, module = "copydesk")]
#[derive(Debug)]
pub(crate) struct Cleaner(copydesk::Cleaner);

#[pymethods]
impl Cleaner {
    #[new]
    #[pyo3(signature = (**options))]
    fn new(py: Python<'_>, options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let options = options::read(options)?;
        let cleaner = py.detach(|| copydesk::Cleaner::new(options));
        Ok(Self(cleaner.map_err(|error| options::out_of_range(py, &error))?))
    }

    /// All options, with their defaults where none was given.
    #[getter]
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        record::loads(py, &Value::Object(options::fields(self.0.options())).to_string())
    }

    /// The articles of a text. Never fails.
    ///
    /// >>> Cleaner().clean("Mill reopens\n\nThe mill opened on Sunday.\n")[0].headline
    /// 'Mill reopens'
    fn clean(&self, py: Python<'_>, text: &Bound<'_, PyString>) -> PyResult<Vec<Article>> {
        let text = Text::read(text)?;
        let bytes = text.bytes();
        Ok(py.detach(|| {
            let articles = self.0.clean_bytes(bytes).articles;
            articles.iter().map(|article| Article(Packed::new(article, bytes))).collect()
        }))
    }

    /// The articles of a text, and what became of every line of it. Never fails.
    ///
    /// A lone surrogate of the text is read as U+FFFD, three of them, and recorded as an alteration
    /// of the kind `invalid_utf8`.
    fn clean_with_record(&self, py: Python<'_>, text: &Bound<'_, PyString>) -> PyResult<Cleaned> {
        let text = Text::read(text)?;
        let bytes = text.bytes();
        Ok(Cleaned(py.detach(|| Located::new(self.0.clean_bytes(bytes), bytes))))
    }

    /// The articles of each of many texts, in their order, on all cores.
    ///
    /// `texts` is a list, or any other iterable, of `str`; or an Arrow array, chunked array, record
    /// batch or table of any library that has the Arrow PyCapsule interface (pyarrow, polars,
    /// DuckDB, ...), of which the texts are not copied. Of record batches and tables, `column` is
    /// taken. A text that is `None` or null has no articles. `threads` is the number of cores to
    /// use.
    ///
    /// >>> texts = ["Mill reopens\n\nThe mill opened on Sunday.\n", None]
    /// >>> [[it.headline for it in articles] for articles in Cleaner().clean_batch(texts)]
    /// [['Mill reopens'], []]
    #[pyo3(signature = (texts, *, column = "text", threads = None))]
    fn clean_batch<'py>(
        &self,
        texts: &Bound<'py, PyAny>,
        column: &str,
        threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        batch::clean(&self.0, texts, column, threads)
    }

    fn __repr__(&self) -> String {
        crate::repr::shown("Cleaner", &Value::Object(self.changed()))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0.options() == other.0.options()
    }

    fn __hash__(&self) -> u64 {
        record::hash(&Value::Object(self.changed()).to_string())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let options = Value::Object(self.changed()).to_string();
        Ok((py.get_type::<Self>().getattr("_restore")?, (options,)))
    }

    #[classmethod]
    fn _restore(class: &Bound<'_, PyType>, options: &str) -> PyResult<Self> {
        let py = class.py();
        let options = record::loads(py, options)?;
        Self::new(py, Some(options.cast()?))
    }
}

impl Cleaner {
    /// The options that are not the default.
    fn changed(&self) -> Map<String, Value> {
        let default = options::fields(&Options::default());
        let is_changed = |(name, value): &(String, Value)| default.get(name) != Some(value);
        options::fields(self.0.options()).into_iter().filter(is_changed).collect()
    }
}
