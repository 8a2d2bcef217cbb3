//! What is written: articles, the record of them, counts, and what is said on standard error.

pub(crate) mod answer;
pub(crate) mod atomic;
pub(crate) mod block;
pub(crate) mod entries;
pub(crate) mod explain;
pub(crate) mod failures;
pub(crate) mod interrupt;
pub(crate) mod lesson;
pub(crate) mod outputs;
pub(crate) mod place;
pub mod printable;
pub(crate) mod problem;
pub(crate) mod progress;
pub(crate) mod provenance;
pub(crate) mod removals;
pub(crate) mod shape;
pub(crate) mod sidecar;
pub(crate) mod spreadsheet;
pub(crate) mod summary;
#[cfg(feature = "parquet")]
pub(crate) mod table;
pub(crate) mod tally;
