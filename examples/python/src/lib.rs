//! The compiled half of the Python package `copydesk`: see `README.md`. Its classes wrap the types
//! of the library; fields keep the names that its JSON has.

mod article;
mod batch;
mod cleaner;
mod corpus;
mod options;
mod packed;
mod pieces;
mod pile;
mod record;
mod removal;
mod repr;
mod span;
mod text;

/// The compiled half of the package `copydesk`. Use that one.
#[pyo3::pymodule]
mod _copydesk {
    #[pymodule_export]
    use crate::article::{Article, Caption, Note};
    #[pymodule_export]
    use crate::cleaner::Cleaner;
    #[pymodule_export]
    use crate::corpus::{
        Corpus, Match, NearMiss, Original, Reference, Resolution, Verdict, candidate_keys, verdict,
    };
    #[pymodule_export]
    use crate::options::OptionError;
    #[pymodule_export]
    use crate::pieces::{
        CommonPhrases, Member, PairComparer, Prepared, Preparer, resolve_component,
    };
    #[pymodule_export]
    use crate::removal::{Alteration, Argument, Block, Cleaned, Doubt, Kept, Lesson, Removal};
    #[pymodule_export]
    use crate::span::Span;
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
