//! Pages of HTML: rendered to text, with what their heads say.
//!
//! The text is what is cleaned, and what all spans count bytes of; `copydesk render` prints it.

mod bounds;
mod text;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use crate::args::choices::HtmlReading;
use crate::input::page_head::PageHead;

/// A page as text.
#[derive(Debug)]
pub(crate) struct Rendered {
    /// How the text was made: an article's own, or the whole page's where there is no article.
    pub(crate) reading: HtmlReading,
    /// The text, with a block on each line.
    pub(crate) text: String,
    /// What the page says of itself.
    pub(crate) head: PageHead,
}

/// Whether this build of the tool reads HTML.
pub(crate) const IS_READ: bool = true;

/// The page as text.
pub(crate) fn rendered(html: &str, reading: HtmlReading) -> Rendered {
    let doc = Document::from(bounds::bounded(html).as_ref());
    let mut extractor = Readability { doc, doc_url: None, config: Config::default() };
    let head = head_of(&extractor);
    // The extractor takes the page apart, so the text of the whole is made first.
    let whole = text::of(&extractor.doc);
    if reading == HtmlReading::Article
        && let Some(text) = article_of(&mut extractor, head.title.as_deref())
    {
        return Rendered { reading, text, head };
    }
    Rendered { reading: HtmlReading::Page, text: whole, head }
}

/// The title and the body that the extractor finds, if it finds one.
fn article_of(extractor: &mut Readability, title: Option<&str>) -> Option<String> {
    let body = extractor.parse().ok()?.content;
    let body = text::of(&Document::from(body));
    let title = title.map(|title| format!("{title}\n\n")).unwrap_or_default();
    (!body.is_empty()).then(|| title + &body)
}

/// What the page says of itself: in JSON-LD, then in the tags `meta`, then in its title.
fn head_of(extractor: &Readability) -> PageHead {
    let said = extractor.get_article_metadata(extractor.parse_json_ld());
    let text = |said: Option<String>| said.as_deref().map(one_line).filter(|said| !said.is_empty());
    let lang = extractor.doc.select("html").attr("lang").map(|lang| lang.to_string());
    PageHead {
        title: text(Some(said.title)),
        author: text(said.byline).filter(|author| !author.contains("://")),
        published: text(said.published_time),
        modified: text(said.modified_time),
        description: text(said.excerpt),
        site: text(said.site_name),
        lang: text(said.lang).or(text(lang)),
        url: text(said.url),
    }
}

fn one_line(said: &str) -> String {
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}
