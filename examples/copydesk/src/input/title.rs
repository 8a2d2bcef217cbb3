//! Cleans a text whose record says its title.
//!
//! The title goes to the article whose text prints it, or to the only one. Where that has no
//! headline, or prints the title elsewhere, the text is cleaned once more with the title as a line
//! above the article, so that copies are found as copies of any headline are; that line is then
//! taken out of what was recorded, which holds for the text as it stands.

mod inserted;

use std::borrow::Cow;
use std::ops::Range;

use copydesk::{Article, Cleaned, Cleaner, Kept, Reason, Role};
use unicode_segmentation::UnicodeSegmentation;

/// Fewest words that a title and a line have in common where one of them says more: fewer are a
/// turn of phrase that many lines begin or end with.
const FEWEST_SHARED: usize = 4;
/// Most words that one of them has more: the name of a site, a kicker, the rest of a lead.
const MOST_MORE: usize = 8;
/// Longest line that is compared with a title, in bytes: eight times a long headline. A title in a
/// longer one is a quotation.
const LONGEST_LINE: usize = 2_000;

/// A text that was cleaned with its title known.
#[derive(Debug)]
pub(super) struct Titled {
    pub(super) cleaned: Cleaned,
    /// The article that the record is about, where that is certain.
    pub(super) article: Option<usize>,
    /// Whether its headline is from the record.
    pub(super) is_filled: bool,
    /// The other headline that the text prints, and the title took the place of.
    pub(super) replaced: Option<String>,
}

/// How surely a text prints a title: the greater the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Echo {
    /// A line that is no headline, with more words or fewer.
    InLine,
    /// A line that is no headline.
    Line,
    /// A headline with more words or fewer.
    InHeadline,
    /// A headline.
    Headline,
}

/// Cleans `text`, whose record has this title, if any.
pub(super) fn clean(cleaner: &Cleaner, text: &[u8], title: Option<&str>) -> Titled {
    let plain = cleaner.clean_bytes(text);
    let only = (plain.articles.len() == 1).then_some(0);
    let as_it_stands =
        |cleaned, article| Titled { cleaned, article, is_filled: false, replaced: None };
    let Some(title) = title else { return as_it_stands(plain, only) };
    let title = &*decoded(cleaner, title);
    let words = words(title);
    let echo = echo(&plain, text, &words);
    let Some(index) = echo.map(|(index, _)| index).or(only) else {
        return as_it_stands(plain, None);
    };
    let printed = plain.articles.get(index).and_then(|article| article.headline.clone());
    if matches!(echo, Some((_, Echo::Headline))) && printed.is_some() {
        return as_it_stands(plain, Some(index));
    }
    let Some((with, is_printed)) = inserted::clean(cleaner, text, &plain, index, title) else {
        return replace(cleaner, plain, index, title);
    };
    let is_other = printed.is_some() && stays_a_text(&plain, &with, index);
    if is_other && echo.is_none() {
        return replace(cleaner, plain, index, title);
    }
    let headline = with.articles.get(index).and_then(|article| article.headline.as_deref());
    let is_filled = !is_printed && headline != printed.as_deref();
    let replaced = printed.filter(|printed| is_other && likeness(&words, printed).is_none());
    Titled { cleaned: with, article: Some(index), is_filled, replaced }
}

/// Whether the line that was the headline is a text of the article still, once the title is known.
/// It may be no headline at all: the name of a section, or a button above the text.
fn stays_a_text(plain: &Cleaned, with: &Cleaned, index: usize) -> bool {
    let is_headline = |kept: &&Kept| kept.article == index && kept.role == Role::Headline;
    let Some(headline) = plain.kept.iter().find(is_headline) else { return false };
    let now = with.kept.iter().find(|kept| kept.span == headline.span);
    now.is_some_and(|kept| {
        matches!(
            kept.role,
            Role::AlternativeHeadline
                | Role::Description
                | Role::KeyPoint
                | Role::Paragraph
                | Role::Related
        )
    })
}

/// A title as a text has it: without entities and soft hyphens.
fn decoded<'t>(cleaner: &Cleaner, title: &'t str) -> Cow<'t, str> {
    if !title.contains(['&', '\u{AD}', '\u{200B}']) {
        return Cow::Borrowed(title);
    }
    let article = cleaner.clean(title).articles.into_iter().next();
    let text = article.map(|article| article.to_string()).filter(|text| !text.contains('\n'));
    // A line separator that was an entity would make two lines of it.
    let text = text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    text.filter(|text| !text.is_empty()).map_or(Cow::Borrowed(title), Cow::Owned)
}

/// The article whose text prints a title with these words most surely, and how surely; none where
/// two of them do so alike, but not as their headline.
fn echo(cleaned: &Cleaned, text: &[u8], title: &[String]) -> Option<(usize, Echo)> {
    let article_at = |span: &Range<usize>| {
        cleaned
            .articles
            .iter()
            .position(|article| article.span.start <= span.start && span.end <= article.span.end)
    };
    let kept = cleaned.kept.iter().filter_map(|kept| {
        let is_headline = matches!(kept.role, Role::Headline | Role::AlternativeHeadline);
        let of_the_story = !matches!(kept.role, Role::Related | Role::Keyword | Role::Section);
        let echo = of_the_story.then(|| echo_of(title, &kept.text(text), is_headline))??;
        Some((kept.article, echo))
    });
    let removed = cleaned.removals.iter().filter(|removal| is_copy(removal.reason));
    let removed = removed.filter_map(|removal| {
        let article = article_at(removal.kept.as_ref().unwrap_or(&removal.span))?;
        Some((article, echo_of(title, &removal.text(text), false)?))
    });
    let mut best: Option<(usize, Echo)> = None;
    let mut is_certain = true;
    for (article, echo) in kept.chain(removed) {
        match best {
            Some((_, found)) if echo < found => {}
            Some((other, found)) if echo == found => is_certain &= article == other,
            _ => (best, is_certain) = (Some((article, echo)), true),
        }
    }
    best.filter(|(_, echo)| is_certain || *echo == Echo::Headline)
}

/// Whether what was removed says again what the article says, and is no link to another one.
fn is_copy(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::RepeatedHeadline
            | Reason::RepeatedLine
            | Reason::RepeatedParagraph
            | Reason::RepeatedSentence
            | Reason::TableOfContents
            | Reason::TruncatedText
    )
}

fn echo_of(title: &[String], line: &str, is_headline: bool) -> Option<Echo> {
    let is_equal = likeness(title, line)?;
    Some(match (is_headline, is_equal) {
        (true, true) => Echo::Headline,
        (true, false) => Echo::InHeadline,
        (false, true) => Echo::Line,
        (false, false) => Echo::InLine,
    })
}

/// Whether a line has the very words of a title; `None` where it is another text.
fn likeness(title: &[String], line: &str) -> Option<bool> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let line = line.trim_end();
    let is_cut = line.ends_with("...") || line.ends_with('…');
    // Words of long lines are not all read: most lines are paragraphs.
    let most = title.len() + MOST_MORE;
    let mut line: Vec<String> =
        line.unicode_words().take(most + 1).map(str::to_lowercase).collect();
    if line.len() > most {
        return None;
    }
    if line == title {
        return (!title.is_empty()).then_some(true);
    }
    if is_cut {
        // The last word may be cut off too.
        line.pop();
        return (line.len() >= FEWEST_SHARED - 1 && title.starts_with(&line)).then_some(false);
    }
    let (less, more) = if line.len() < title.len() { (&*line, title) } else { (title, &*line) };
    let is_part = less.len() >= FEWEST_SHARED
        && more.len() - less.len() <= MOST_MORE
        && (more.starts_with(less) || more.ends_with(less));
    is_part.then_some(false)
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// Puts the title in the place of the headline that the text prints, which becomes another wording.
fn replace(cleaner: &Cleaner, mut plain: Cleaned, index: usize, title: &str) -> Titled {
    let mut replaced = None;
    if let Some(article) = plain.articles.get_mut(index) {
        let title = as_headline(cleaner, title, article).unwrap_or_else(|| title.to_owned());
        replaced = article.headline.replace(title);
        article.headline_count = 0;
        article.alternative_headlines.splice(0..0, replaced.clone());
        article.recompute_id();
        let is_headline = |kept: &&mut Kept| kept.article == index && kept.role == Role::Headline;
        for kept in plain.kept.iter_mut().filter(is_headline) {
            kept.role = Role::AlternativeHeadline;
        }
    }
    Titled { cleaned: plain, article: Some(index), is_filled: true, replaced }
}

/// The title as a headline of the article: without the name of the site.
fn as_headline(cleaner: &Cleaner, title: &str, article: &Article) -> Option<String> {
    let text = format!("{title}\n\n{}", article.paragraphs.join("\n\n"));
    let headline = cleaner.clean(&text).articles.into_iter().next()?.headline?;
    likeness(&words(title), &headline).map(|_| headline)
}

#[cfg(test)]
mod tests;
