//! The compiled half of the Python package `copydesk`: see `README.md`. Its classes wrap the types
//! of the library; fields keep the names that its JSON has.

mod article;
mod batch;
mod cleaner;
mod options;
mod record;
mod removal;
mod repr;
mod span;
mod text;

use pyo3::prelude::*;

/// The compiled half of the package `copydesk`. Use that one.
#[pymodule]
mod _copydesk {
    #[pymodule_export]
    use crate::article::{Article, Caption, Note};
    #[pymodule_export]
    use crate::cleaner::Cleaner;
    #[pymodule_export]
    use crate::options::OptionError;
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
