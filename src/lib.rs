//! Turns scraped news text into canonical articles and says what it left out and why.

mod article;
mod cleaner;
mod compare;
mod error;
mod options;
mod pipeline;
mod recognize;
mod removal;
mod stage;

pub use article::{Article, Caption};
pub use cleaner::Cleaner;
pub use error::Error;
pub use options::{Options, Strictness};
pub use removal::{Alteration, AlterationKind, Cleaned, Difference, Doubt, Kept, Reason, Removal, Role};

/// The articles of a scraped text, with default [`Options`].
#[must_use]
pub fn clean(input: &str) -> Vec<Article> {
    use std::sync::LazyLock;
    static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::default);
    CLEANER.clean(input).articles
}
