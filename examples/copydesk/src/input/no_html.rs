//! Stands for the reader of HTML in builds without it, which refuse HTML before it is read.

use crate::args::choices::HtmlReading;
use crate::input::page_head::PageHead;

/// A page as text.
#[derive(Debug)]
pub(crate) struct Rendered {
    /// How the text was made.
    pub(crate) reading: HtmlReading,
    /// The text.
    pub(crate) text: String,
    /// What the page says of itself.
    pub(crate) head: PageHead,
}

/// Whether this build of the tool reads HTML.
pub(crate) const IS_READ: bool = false;

/// The page as it stands.
pub(crate) fn rendered(html: &str, reading: HtmlReading) -> Rendered {
    Rendered { reading, text: html.to_owned(), head: PageHead::default() }
}
