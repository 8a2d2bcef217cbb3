//! The search for copies in pieces, for engines that shuffle.

use std::sync::{Mutex, PoisonError};

use copydesk::corpus::{self, DedupOptions, Item, PairVerdict};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::corpus::{Options, Resolution, Verdict};
use crate::record::Located;

/// A value as bytes that can be stored and sent.
pub(crate) fn to_bytes(value: &impl Serialize) -> Vec<u8> {
    // Writing into memory never fails.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// What [`to_bytes`] wrote.
pub(crate) fn from_bytes<T: DeserializeOwned>(bytes: &[u8], what: &str) -> PyResult<T> {
    postcard::from_bytes(bytes).map_err(|error| {
        PyValueError::new_err(format!(
            "the bytes of a {what} are damaged or of another version: {error}"
        ))
    })
}

/// Makes the methods of a class that can be stored and sent, beside its own.
macro_rules! stored {
    ($class:ident, $what:literal, methods { $($methods:tt)* }) => {
        #[pymethods]
        impl $class {
            $($methods)*

            /// All of it as bytes, for `from_bytes` of the same version of this package.
            fn to_bytes(&self) -> std::borrow::Cow<'static, [u8]> {
                to_bytes(&self.0).into()
            }

            /// What `to_bytes` gave. A `ValueError` for other bytes.
            #[staticmethod]
            fn from_bytes(bytes: &[u8]) -> PyResult<Self> {
                from_bytes(bytes, $what).map(Self)
            }

            fn __eq__(&self, other: &Self) -> bool {
                self.0 == other.0
            }

            fn __reduce__<'py>(
                &self,
                py: Python<'py>,
            ) -> PyResult<(Bound<'py, PyAny>, (std::borrow::Cow<'static, [u8]>,))> {
                Ok((py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(),)))
            }
        }
    };
}

/// Reads texts, to compare them here or elsewhere.
///
/// >>> text = "The ferry to Oakmouth will run again from Monday, the harbour office said."
/// >>> Preparer().prepare("wire", text).equality_key == Preparer().prepare("post", text.upper()).equality_key
/// True
#[pyclass(frozen, module = "copydesk")]
#[derive(Debug, Default)]
pub(crate) struct Preparer(Mutex<corpus::Preparer>);

#[pymethods]
impl Preparer {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Reads a text with its name. `date` is as in ISO 8601.
    #[pyo3(signature = (id, text, *, date = None, source = None))]
    fn prepare(
        &self,
        py: Python<'_>,
        id: &str,
        text: &str,
        date: Option<&str>,
        source: Option<&str>,
    ) -> Prepared {
        let item = Item::new(id, text).date(date).source(source);
        py.detach(|| Prepared(self.0.lock().unwrap_or_else(PoisonError::into_inner).prepare(&item)))
    }
}

/// A text that was read: its words as numbers, not the text itself.
#[pyclass(frozen, module = "copydesk")]
#[derive(Debug)]
pub(crate) struct Prepared(pub(crate) corpus::Prepared);

stored!(Prepared, "prepared text", methods {
    /// The name of the text.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// The same for texts with the same words.
    #[getter]
    fn equality_key(&self) -> u64 {
        self.0.equality_key()
    }

    /// What the text is found by: one key for each of its phrases that is looked at and is not
    /// common, sorted. Texts with no key in common are no copies, but where their `equality_key` is
    /// the same.
    #[pyo3(signature = (common = None))]
    fn candidate_keys(&self, py: Python<'_>, common: Option<&CommonPhrases>) -> Vec<u64> {
        let none = corpus::CommonPhrases::default();
        let common = common.map_or(&none, |common| &common.0);
        py.detach(|| self.0.candidate_keys(common))
    }

    /// Whether the two texts' names, numbers and dates are hardly the same: then they are two
    /// stories, however many phrases both have.
    fn has_other_facts(&self, other: &Self) -> bool {
        self.0.has_other_facts(&other.0)
    }

    fn __repr__(&self) -> String {
        format!("<Prepared {:?}>", self.0.id())
    }
});

/// The phrases that many different stories have, and that therefore tell nothing.
///
/// >>> CommonPhrases([3, 5])
/// <CommonPhrases of 2 phrases>
/// >>> len(CommonPhrases.from_counts([(3, 24, 24), (5, 26, 200), (7, 25, 208)]))
/// 1
#[pyclass(frozen, module = "copydesk")]
#[derive(Debug)]
pub(crate) struct CommonPhrases(pub(crate) corpus::CommonPhrases);

stored!(CommonPhrases, "table of common phrases", methods {
    /// Those that are known to be common, by their candidate keys. To compare two texts, those are
    /// enough that either of them has.
    #[new]
    #[pyo3(signature = (keys = Vec::new()))]
    fn new(keys: Vec<u64>) -> Self {
        Self(corpus::CommonPhrases::from_keys(keys))
    }

    /// Those of some counted phrases that are common: `(key, stories, texts)` for each.
    #[staticmethod]
    fn from_counts(counts: Vec<(u64, u32, u32)>) -> Self {
        Self(corpus::CommonPhrases::from_counts(counts))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        let phrases = if self.0.len() == 1 { "phrase" } else { "phrases" };
        format!("<CommonPhrases of {} {phrases}>", self.0.len())
    }
});

/// Compares texts two by two.
///
/// >>> story = "The ferry will run again from Monday, the harbour office at Oakmouth said. It took nine days."
/// >>> wire, post = Preparer().prepare("wire", story), Preparer().prepare("post", story.upper())
/// >>> PairComparer().compare([(wire, post)])[0].is_copy
/// True
#[pyclass(frozen, module = "copydesk")]
#[derive(Debug)]
pub(crate) struct PairComparer(corpus::CommonPhrases);

#[pymethods]
impl PairComparer {
    #[new]
    #[pyo3(signature = (common = None))]
    fn new(common: Option<&CommonPhrases>) -> Self {
        Self(common.map(|common| common.0.clone()).unwrap_or_default())
    }

    /// What the two texts of each pair are to each other.
    fn compare(
        &self,
        py: Python<'_>,
        pairs: Vec<(Bound<'_, Prepared>, Bound<'_, Prepared>)>,
    ) -> Vec<Verdict> {
        let pairs: Vec<_> = pairs.iter().map(|(left, right)| (left.get(), right.get())).collect();
        let verdicts: Vec<PairVerdict> = py.detach(|| {
            let mut comparer = corpus::PairComparer::new(&self.0);
            pairs.into_iter().map(|(left, right)| comparer.compare(&left.0, &right.0)).collect()
        });
        verdicts.into_iter().map(|verdict| Verdict(Located::unplaced(verdict))).collect()
    }
}

/// What is to be known of a text to resolve its component, beside verdicts.
#[pyclass(frozen, module = "copydesk")]
#[derive(Debug)]
pub(crate) struct Member(corpus::Member);

stored!(Member, "member", methods {
    /// A text, `confirmed_keys` of whose candidate keys other texts have too.
    #[new]
    #[pyo3(signature = (text, confirmed_keys = 0))]
    fn new(text: &Prepared, confirmed_keys: usize) -> Self {
        Self(corpus::Member::new(&text.0, confirmed_keys))
    }

    /// The same with so many confirmed keys: that may become known late.
    fn with_confirmed_keys(&self, confirmed_keys: usize) -> Self {
        Self(self.0.clone().with_confirmed_keys(confirmed_keys))
    }

    /// Bytes by which an engine can sort texts: they are in the order of the policy, the text that
    /// is kept first. `place` is the text's place in the input, for the policy `first` alone.
    #[pyo3(signature = (keep = None, *, place = 0))]
    fn sort_key(
        &self,
        keep: Option<&Bound<'_, PyAny>>,
        place: usize,
    ) -> PyResult<std::borrow::Cow<'static, [u8]>> {
        let keep = keep.map_or(Ok(corpus::Keep::default()), crate::corpus::policy)?;
        Ok(self.0.sort_key(&DedupOptions::default().keep(keep), place).into())
    }
});

/// What becomes of each text of a component, in their order. `pairs` has the places of two members,
/// each pair once, and the verdict on them in that order.
///
/// Of texts with equal words, the one that is kept must be compared with texts of other words; the
/// others need a pair with it. Options are those of `Corpus`.
#[pyfunction]
#[pyo3(signature = (
    members, pairs, *, keep = None, fold_versions = false, min_coverage = 0.0, report_near = false
))]
pub(crate) fn resolve_component(
    py: Python<'_>,
    members: Vec<Bound<'_, Member>>,
    pairs: Vec<(usize, usize, Bound<'_, Verdict>)>,
    keep: Option<&Bound<'_, PyAny>>,
    fold_versions: bool,
    min_coverage: f32,
    report_near: bool,
) -> PyResult<Vec<Resolution>> {
    let options = Options { keep, fold_versions, min_coverage, report_near }.read(py)?;
    let members: Vec<corpus::Member> = members.iter().map(|it| it.get().0.clone()).collect();
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(left, right, verdict)| (*left, *right, verdict.get().0.value.clone()))
        .collect();
    let resolved = py.detach(|| corpus::resolve_component(&members, &pairs, &options));
    Ok(resolved.into_iter().map(|it| Resolution(Located::unplaced(it))).collect())
}
