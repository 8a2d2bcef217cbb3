//! Copies across documents.

use std::sync::{Mutex, MutexGuard, PoisonError};

use copydesk::corpus::{self, DedupOptions, Item, Keep, PairComparer, Preparer};
use pyo3::prelude::*;

use crate::options::option_error;
use crate::pieces::{self, CommonPhrases, Prepared};
use crate::record::{Located, Many, Record, record};

impl Record for corpus::Resolution {}

impl Record for corpus::Original {}

impl Record for corpus::Match {}

impl Record for corpus::Reference {}

impl Record for corpus::NearMiss {}

impl Record for corpus::PairVerdict {}

record! {
    /// What becomes of a text.
    class Resolution(Located<corpus::Resolution>) {
        /// What it is in one word: `original`, `copy`, `version` or `container`.
        outcome: &str = it => it.value.outcome().as_str();
        /// The kept text that it is a copy of; `None` when it is kept itself.
        duplicate_of: Option<Original> = it => original(it, it.value.duplicate_of.as_ref());
        /// The kept text that it is another version of.
        version_of: Option<Original> = it => original(it, it.value.version_of.as_ref());
        /// The kept texts that it holds beside others.
        contains: Many<Reference> = it =>
            it.value.contains.iter().map(|held| Reference(it.part(held))).collect();
        /// Where `report_near` is set: the kept texts that it is no copy of, and why.
        near: Many<NearMiss> = it =>
            it.value.near.iter().map(|near| NearMiss(it.part(near))).collect();
    }
    methods {}
}

fn original(
    resolution: &Located<corpus::Resolution>,
    original: Option<&corpus::Original>,
) -> Option<Original> {
    original.map(|original| Original(resolution.part(original)))
}

record! {
    /// The kept text that says the same.
    class Original(Located<corpus::Original>) {
        /// Its name.
        id: &str = it => &it.value.id;
        /// Its place among the texts that were added, from 0.
        place: Option<usize> = it => it.value.place;
        /// In what way the text is a copy of it.
        found: Match = it => Match(it.part(&it.value.found));
    }
    methods {}
}

record! {
    /// In what way one text is a copy of another.
    class Match(Located<corpus::Match>) {
        /// Share of the smaller text's words that stand in the other in place, 0 to 1.
        similarity: f32 = it => it.value.similarity;
        /// What kind of copy it is: `exact`, `truncated`, ...
        kind: &str = it => it.value.kind.as_str();
        /// The gravest class of the words that were let pass.
        difference: &str = it => it.value.difference.as_str();
        /// Share of the text that stands in the original: what is left over is lost with it.
        coverage: f32 = it => it.value.coverage;
        /// Share of the original that stands in the text.
        original_coverage: f32 = it => it.value.original_coverage;
        /// Why the two may be one story in spite of what differs.
        grounds: &str = it => it.value.grounds.as_str();
    }
    methods {}
}

record! {
    /// A kept text.
    class Reference(Located<corpus::Reference>) {
        /// Its name.
        id: &str = it => &it.value.id;
        /// Its place among the texts that were added, from 0.
        place: Option<usize> = it => it.value.place;
    }
    methods {}
}

record! {
    /// A kept text that another one was compared with, and why the two are not one story.
    class NearMiss(Located<corpus::NearMiss>) {
        /// Its name.
        id: &str = it => &it.value.id;
        /// Its place among the texts that were added, from 0.
        place: Option<usize> = it => it.value.place;
        /// What told the two apart.
        reason: &str = it => it.value.reason.as_str();
        /// Share of the text that stands in the other one; `None` where a glance was enough.
        coverage: Option<f32> = it => it.value.coverage;
        /// The same of the other text.
        original_coverage: Option<f32> = it => it.value.original_coverage;
    }
    methods {}
}

record! {
    /// What two texts are to each other.
    class Verdict(Located<corpus::PairVerdict>) {
        /// Whether they share enough to be compared.
        is_candidate: bool = it => it.value.is_candidate();
        /// Whether the left text would go where the right one is kept.
        is_copy: bool = it => it.value.is_copy();
        /// Whether the left text would be another version of the right one.
        is_version: bool = it => it.value.is_version();
        /// What told them apart; `None` where nothing did, or they were not compared.
        separation: Option<&str> = it => it.value.separation().map(corpus::Separation::as_str);
    }
    methods {
        /// All of it as bytes, for `from_bytes` of the same version of this package.
        fn to_bytes(&self) -> std::borrow::Cow<'static, [u8]> {
            pieces::to_bytes(&self.0.value).into()
        }

        /// What `to_bytes` gave. A `ValueError` for other bytes.
        #[staticmethod]
        fn from_bytes(bytes: &[u8]) -> PyResult<Self> {
            Ok(Self(Located::unplaced(pieces::from_bytes(bytes, "verdict")?)))
        }
    }
}

/// Texts of which some are copies of others.
///
/// `keep` says which text of a story stays: `most_complete`, `first`, `longest`, `earliest`, or a
/// list of sources, the best one first. `fold_versions`, `min_coverage` and `report_near` are those
/// of the library's `DedupOptions`; `threads` is the number of cores to use, all by default. With
/// `common_phrases` the corpus does not learn its own.
///
/// >>> story = (
/// ...     "The ferry will run again from Monday, the harbour office at Oakmouth said. "
/// ...     "Repairs took nine days and cost 40,000 euros. "
/// ...     "Passengers took the bus over the bridge meanwhile."
/// ... )
/// >>> corpus = Corpus(keep="first")
/// >>> corpus.add("wire", story)
/// >>> corpus.add("paper", f"OAKMOUTH, May 3 (Reuters) - {story}")
/// >>> [it.outcome for it in corpus.resolve()]
/// ['original', 'copy']
#[pyclass(frozen, module = "copydesk")]
#[derive(Debug)]
pub(crate) struct Corpus(Mutex<corpus::Corpus>);

#[pymethods]
impl Corpus {
    #[new]
    #[pyo3(signature = (
        *, keep = None, fold_versions = false, min_coverage = 0.0, report_near = false,
        threads = None, common_phrases = None
    ))]
    fn new(
        py: Python<'_>,
        keep: Option<&Bound<'_, PyAny>>,
        fold_versions: bool,
        min_coverage: f32,
        report_near: bool,
        threads: Option<usize>,
        common_phrases: Option<&CommonPhrases>,
    ) -> PyResult<Self> {
        let options = Options { keep, fold_versions, min_coverage, report_near };
        let options = options.read(py)?.threads(crate::batch::threads(py, threads)?);
        let corpus = corpus::Corpus::new(options);
        Ok(Self(Mutex::new(match common_phrases {
            Some(common) => corpus.with_common_phrases(common.0.clone()),
            None => corpus,
        })))
    }

    /// Adds a text with its name. `date` is as in ISO 8601.
    #[pyo3(signature = (id, text, *, date = None, source = None))]
    fn add(&self, py: Python<'_>, id: &str, text: &str, date: Option<&str>, source: Option<&str>) {
        py.detach(|| self.corpus().add(&Item::new(id, text).date(date).source(source)));
    }

    /// Adds a text that was read already, perhaps by another process.
    fn add_prepared(&self, py: Python<'_>, text: &Prepared) {
        py.detach(|| self.corpus().add_prepared(text.0.clone()));
    }

    /// What becomes of each text, in the order in which they were added.
    fn resolve(&self, py: Python<'_>) -> PyResult<Vec<Resolution>> {
        let resolved = py.detach(|| self.corpus().resolve());
        let resolved = resolved.map_err(|error| crate::options::out_of_range(py, &error))?;
        Ok(resolved.into_iter().map(|it| Resolution(Located::unplaced(it))).collect())
    }

    fn __len__(&self, py: Python<'_>) -> usize {
        py.detach(|| self.corpus().ids().count())
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!("<Corpus of {} texts>", self.__len__(py))
    }
}

impl Corpus {
    /// To be called where Python goes on: who waits here must not keep others from going on.
    fn corpus(&self) -> MutexGuard<'_, corpus::Corpus> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a corpus or a component is resolved with.
pub(crate) struct Options<'a, 'py> {
    pub(crate) keep: Option<&'a Bound<'py, PyAny>>,
    pub(crate) fold_versions: bool,
    pub(crate) min_coverage: f32,
    pub(crate) report_near: bool,
}

impl Options<'_, '_> {
    pub(crate) fn read(self, py: Python<'_>) -> PyResult<DedupOptions> {
        let Self { keep, fold_versions, min_coverage, report_near } = self;
        if !(0.0..=1.0).contains(&min_coverage) {
            let message =
                format!("option `min_coverage` is {min_coverage}, but must be from 0 to 1");
            return Err(option_error(py, "min_coverage", message));
        }
        Ok(DedupOptions::default()
            .keep(keep.map_or(Ok(Keep::default()), policy)?)
            .fold_versions(fold_versions)
            .min_coverage(min_coverage)
            .report_near(report_near))
    }
}

/// The policy that `keep` says.
pub(crate) fn policy(keep: &Bound<'_, PyAny>) -> PyResult<Keep> {
    if let Ok(name) = keep.extract::<String>() {
        match name.as_str() {
            "most_complete" => return Ok(Keep::MostComplete),
            "first" => return Ok(Keep::First),
            "longest" => return Ok(Keep::Longest),
            "earliest" => return Ok(Keep::Earliest),
            _ => {}
        }
    } else if let Ok(sources) = keep.extract::<Vec<String>>() {
        return Ok(Keep::Preferred(sources));
    }
    let message = format!(
        "option `keep` is {}, but must be one of 'most_complete', 'first', 'longest', 'earliest', \
         or a list of sources",
        keep.repr()?
    );
    Err(option_error(keep.py(), "keep", message))
}

/// What a text is found by when its copies are sought: texts with no key in common are no copies,
/// unless they have the same words. For engines that group by key, and then ask for the `verdict`
/// of each pair in a group.
///
/// >>> text = "The ferry to Oakmouth will run again from Monday, the harbour office said."
/// >>> set(candidate_keys(text)) == set(candidate_keys(text.upper()))
/// True
#[pyfunction]
pub(crate) fn candidate_keys(py: Python<'_>, text: &str) -> Vec<u64> {
    py.detach(|| {
        let prepared = Preparer::default().prepare(&Item::new("", text));
        prepared.candidate_keys(&corpus::CommonPhrases::default())
    })
}

/// What two texts are to each other.
///
/// >>> story = (
/// ...     "The ferry will run again from Monday, the harbour office at Oakmouth said. "
/// ...     "Repairs took nine days and cost 40,000 euros. "
/// ...     "Passengers took the bus over the bridge meanwhile."
/// ... )
/// >>> verdict(story, f"OAKMOUTH, May 3 (Reuters) - {story}").is_copy
/// True
/// >>> verdict(story, story.replace("40,000", "65,000").replace("nine", "ten")).separation
/// 'facts_changed'
#[pyfunction]
pub(crate) fn verdict(py: Python<'_>, left: &str, right: &str) -> Verdict {
    let verdict = py.detach(|| {
        let mut preparer = Preparer::default();
        let [left, right] = [left, right].map(|text| preparer.prepare(&Item::new("", text)));
        PairComparer::new(&corpus::CommonPhrases::default()).compare(&left, &right)
    });
    Verdict(Located::unplaced(verdict))
}
