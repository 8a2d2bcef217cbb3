//! Many texts at once: on all cores, while Python goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use copydesk::Cleaner;
use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString};
use pyo3_arrow::PyArray;
use pyo3_arrow::input::AnyArray;

use crate::article::Article;
use crate::options::option_error;
use crate::pile::Pile;
use crate::text::Text;

/// Bytes of text that each thread cleans before Python gets the articles and may interrupt: a
/// quarter of a second. With less, threads wait for each other; with more, the encoded texts take
/// room.
const TURN: usize = 4 << 20;

/// Texts that are cleaned in one turn.
trait Texts: Sync {
    fn get(&self, at: usize) -> Option<&[u8]>;
}

impl Texts for Vec<Option<Text>> {
    fn get(&self, at: usize) -> Option<&[u8]> {
        self.as_slice().get(at)?.as_ref().map(Text::bytes)
    }
}

/// A batch that is being cleaned.
struct Batch<'a, 'py> {
    cleaner: &'a Cleaner,
    threads: usize,
    answer: Bound<'py, PyList>,
}

/// The articles of each text. `texts` is what [`Cleaner.clean_batch`](crate::cleaner) takes.
pub(crate) fn clean<'py>(
    cleaner: &Cleaner,
    texts: &Bound<'py, PyAny>,
    column: &str,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyList>> {
    let py = texts.py();
    let threads = self::threads(py, threads)?;
    let mut batch = Batch { cleaner, threads, answer: PyList::empty(py) };
    if texts.hasattr("__arrow_c_array__")? {
        let (array, _) = texts.extract::<PyArray>()?.into_inner();
        batch.clean_array(&array, column)?;
    } else if texts.hasattr("__arrow_c_stream__")? {
        for array in texts.extract::<AnyArray>()?.into_reader()? {
            let array = array.map_err(|error| PyTypeError::new_err(error.to_string()))?;
            batch.clean_array(&array, column)?;
        }
    } else {
        batch.clean_iterable(texts)?;
    }
    Ok(batch.answer)
}

/// The number of threads that was asked for, or one for each core.
pub(crate) fn threads(py: Python<'_>, threads: Option<usize>) -> PyResult<usize> {
    match threads {
        Some(0) => {
            let message = "option `threads` is 0, but must be 1 or more".to_owned();
            Err(option_error(py, "threads", message))
        }
        Some(threads) => Ok(threads),
        None => Ok(thread::available_parallelism().map_or(1, Into::into)),
    }
}

impl Batch<'_, '_> {
    fn clean_iterable(&mut self, texts: &Bound<'_, PyAny>) -> PyResult<()> {
        if texts.is_instance_of::<PyString>() || texts.is_instance_of::<PyBytes>() {
            let message = "texts is one text, but must be a list of them; use `clean` for one";
            return Err(PyTypeError::new_err(message));
        }
        let mut turn: Vec<Option<Text>> = Vec::new();
        let mut size = 0;
        for (at, text) in texts.try_iter()?.enumerate() {
            let text = read(at, &text?)?;
            size += text.as_ref().map_or(0, |text| text.bytes().len());
            turn.push(text);
            if size >= TURN * self.threads {
                self.clean_turn(0..turn.len(), &turn)?;
                turn.clear();
                size = 0;
            }
        }
        self.clean_turn(0..turn.len(), &turn)
    }

    fn clean_array(&mut self, array: &ArrayRef, column: &str) -> PyResult<()> {
        let array = strings(array, column)?;
        let (mut start, mut size) = (0, 0);
        for at in 0..array.len() {
            size += array.get(at).map_or(0, <[u8]>::len);
            if size >= TURN * self.threads {
                self.clean_turn(start..at + 1, &array)?;
                (start, size) = (at + 1, 0);
            }
        }
        self.clean_turn(start..array.len(), &array)
    }

    /// Cleans some of the texts and puts their articles at the end of the answer.
    fn clean_turn(&mut self, range: std::ops::Range<usize>, texts: &impl Texts) -> PyResult<()> {
        let py = self.answer.py();
        let (cleaner, threads) = (self.cleaner, self.threads);
        let answers = py.detach(|| {
            let piles = on_threads(threads, range.len(), |pile: &mut Pile, at| {
                if let Some(text) = texts.get(range.start + at) {
                    pile.add(cleaner, at, text);
                }
            });
            let mut answers: Vec<Vec<Article>> = range.map(|_| Vec::new()).collect();
            for pile in piles {
                pile.hand_out(|at, article| answers[at].push(Article(article)));
            }
            answers
        });
        for articles in answers {
            self.answer.append(articles)?;
        }
        py.check_signals()
    }
}

fn read(at: usize, text: &Bound<'_, PyAny>) -> PyResult<Option<Text>> {
    if text.is_none() {
        return Ok(None);
    }
    let Ok(text) = text.cast::<PyString>() else {
        let kind = text.get_type().name()?;
        let message = format!("texts[{at}] is of type {kind}, but must be a str or None");
        return Err(PyTypeError::new_err(message));
    };
    Text::read(text).map(Some)
}

/// What `work` makes of all numbers below `count`, each thread of some of them, in order. One thread
/// is another one than Python's, too: the memory that it takes is not between Python's. The threads
/// end with the call, so that a process may be forked between two calls.
fn on_threads<T: Send + Default>(
    threads: usize,
    count: usize,
    work: impl Fn(&mut T, usize) + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = T::default();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return done;
            }
            work(&mut done, at);
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads.min(count)).map(|_| scope.spawn(take)).collect();
        let done = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        done.collect()
    })
}

/// A column of strings, where they lie.
struct Strings(ArrayRef);

impl Texts for Strings {
    fn get(&self, at: usize) -> Option<&[u8]> {
        if self.0.is_null(at) {
            return None;
        }
        let text = match self.0.data_type() {
            DataType::Utf8 => self.0.as_string::<i32>().value(at),
            DataType::LargeUtf8 => self.0.as_string::<i64>().value(at),
            _ => self.0.as_string_view().value(at),
        };
        Some(text.as_bytes())
    }
}

impl Strings {
    fn len(&self) -> usize {
        self.0.len()
    }
}

/// The strings of an array, or of a column of a record batch, which is an array of structs.
fn strings(array: &ArrayRef, column: &str) -> PyResult<Strings> {
    match array.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Ok(Strings(Arc::clone(array))),
        DataType::Struct(_) => {
            let batch = array.as_struct();
            let Some(found) = batch.column_by_name(column) else {
                let names = batch.column_names().join("`, `");
                let message = format!("there is no column `{column}`; the columns are `{names}`");
                return Err(PyKeyError::new_err(message));
            };
            match found.data_type() {
                DataType::Struct(_) => Err(no_strings(found.data_type())),
                _ => strings(found, column),
            }
        }
        other => Err(no_strings(other)),
    }
}

fn no_strings(found: &DataType) -> PyErr {
    PyTypeError::new_err(format!("the texts are of the Arrow type {found}, but must be strings"))
}
