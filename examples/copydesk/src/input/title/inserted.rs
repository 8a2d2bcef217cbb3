//! A text that is cleaned with a title inserted as a line, and the line taken out of the record.

use std::ops::Range;

use copydesk::{Article, Cleaned, Cleaner, Kept, Reason, Role};

use super::{likeness, words};

/// What cleaning gives with the title as a line above the article, told of the text as it stands;
/// and whether the text prints the headline. `None` where the title is not read as its headline,
/// or other articles are read otherwise.
pub(super) fn clean(
    cleaner: &Cleaner,
    text: &[u8],
    plain: &Cleaned,
    index: usize,
    title: &str,
) -> Option<(Cleaned, bool)> {
    let line = without_stop(title);
    let inserted = Inserted::new(text, plain.articles.get(index)?, line);
    let with_title = cleaner.clean_bytes(&inserted.text);
    let is_kept = with_title.articles.len() == plain.articles.len()
        && with_title.articles.iter().zip(&plain.articles).enumerate().all(|(at, (new, old))| {
            if at == index {
                let headline = new.headline.as_deref();
                headline.is_some_and(|headline| likeness(&words(title), headline).is_some())
            } else {
                new.id == old.id
            }
        });
    if is_kept { inserted.taken_out(with_title, index, title) } else { None }
}

/// A title without a full stop at its end, with which a line is read as a sentence of the body.
fn without_stop(title: &str) -> &str {
    let without = title.strip_suffix(['.', '。', '।', '۔']).unwrap_or(title);
    if without.ends_with('.') { title } else { without }
}

/// Makes the headline of an article the title as the record has it, with its full stop.
fn take_title(article: &mut Article, title: &str) {
    if article.headline.as_deref() == Some(without_stop(title)) && without_stop(title) != title {
        article.headline = Some(title.to_owned());
        article.recompute_id();
    }
}

/// Makes the line that is the title to the letter, and was kept as another wording of it, the
/// headline, and gives its span.
fn promote(cleaned: &mut Cleaned, index: usize, title: &str, text: &[u8]) -> Option<Range<usize>> {
    let article = cleaned.articles.get_mut(index)?;
    let printed = cleaned.kept.iter_mut().find(|kept| {
        kept.article == index
            && kept.role == Role::AlternativeHeadline
            && is_same(&kept.text(text), title)
    })?;
    printed.role = Role::Headline;
    article.alternative_headlines.retain(|other| other != title);
    Some(printed.span.clone())
}

/// Takes a wording of the headline out of an article whose text does not print it.
fn forget_wording(cleaned: &mut Cleaned, index: usize, wording: &str, text: &[u8]) {
    let is_printed = cleaned
        .kept
        .iter()
        .any(|kept| kept.role == Role::AlternativeHeadline && is_same(&kept.text(text), wording));
    if let Some(article) = cleaned.articles.get_mut(index).filter(|_| !is_printed) {
        article.alternative_headlines.retain(|other| !is_same(other, wording));
    }
}

fn is_same(line: &str, title: &str) -> bool {
    line.split_whitespace().eq(title.split_whitespace())
}

/// A text with a line and a blank line inserted.
struct Inserted {
    text: Vec<u8>,
    /// The bytes that were inserted.
    span: Range<usize>,
}

impl Inserted {
    /// With a line above the first line of the article.
    fn new(text: &[u8], article: &Article, line: &str) -> Self {
        let before = text.get(..article.span.start).unwrap_or_default();
        let at = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
        let line = format!("{line}\n\n");
        let (before, after) = text.split_at(at);
        let text = [before, line.as_bytes(), after].concat();
        Self { text, span: at..at + line.len() }
    }

    fn holds(&self, span: &Range<usize>) -> bool {
        self.span.start <= span.start && span.end <= self.span.end
    }

    fn has_part_of(&self, span: &Range<usize>) -> bool {
        span.start < self.span.end && self.span.start < span.end
    }

    /// Where the text as it stands has a byte of this one.
    fn moved(&self, at: usize) -> usize {
        if at <= self.span.start { at } else { at.max(self.span.end) - self.span.len() }
    }

    fn put_back(&self, span: &mut Range<usize>, line: &mut usize) {
        if span.start >= self.span.end {
            *line = line.saturating_sub(2);
        }
        *span = self.moved(span.start)..self.moved(span.end);
    }

    /// Takes the line out of what was recorded. The first copy of the title that the text prints is
    /// what was kept, where there is one. `None` where the line is one text with others.
    fn taken_out(
        &self,
        mut cleaned: Cleaned,
        index: usize,
        title: &str,
    ) -> Option<(Cleaned, bool)> {
        let is_torn = |span: &Range<usize>| self.has_part_of(span) && !self.holds(span);
        let mut spans = cleaned.kept.iter().map(|kept| &kept.span);
        if spans.any(is_torn) || cleaned.removals.iter().any(|it| is_torn(&it.span)) {
            return None;
        }
        let kept = cleaned.kept.extract_if(.., |kept| self.holds(&kept.span)).next();
        let was_headline = match kept {
            Some(kept) if kept.role == Role::Headline => Some(kept),
            Some(kept) if kept.role == Role::AlternativeHeadline => {
                forget_wording(&mut cleaned, index, &kept.text(&self.text), &self.text);
                None
            }
            // It would be a text of the article that nobody printed.
            Some(_) => return None,
            None => None,
        };
        cleaned.removals.retain(|removal| !self.holds(&removal.span));
        let printed = was_headline.and_then(|kept| {
            take_title(cleaned.articles.get_mut(index)?, title);
            promote(&mut cleaned, index, title, &self.text)
                .or_else(|| self.keep_first_copy(&mut cleaned, kept, title))
        });
        let is_printed = printed.is_some();
        for removal in &mut cleaned.removals {
            if removal.kept.as_ref().is_some_and(|kept| self.holds(kept)) {
                removal.kept.clone_from(&printed);
            }
        }
        for kept in &mut cleaned.kept {
            kept.doubt.take_if(|doubt| self.holds(&doubt.twin));
        }
        cleaned.alterations.retain(|alteration| !self.has_part_of(&alteration.span));
        self.put_all_back(&mut cleaned);
        let spans = cleaned.kept.iter().filter(|kept| kept.article == index).map(|kept| &kept.span);
        let span = spans.cloned().reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?;
        let article = cleaned.articles.get_mut(index)?;
        article.span = span;
        article.headline_count = article.headline_count.saturating_sub(1);
        Some((cleaned, is_printed))
    }

    /// Where no copy stayed: makes the first removed copy of the title what was kept of it, and gives
    /// its span.
    fn keep_first_copy(
        &self,
        cleaned: &mut Cleaned,
        mut headline: Kept,
        title: &str,
    ) -> Option<Range<usize>> {
        let at = cleaned.removals.iter().position(|removal| {
            removal.reason == Reason::RepeatedHeadline
                && removal.kept.as_ref().is_some_and(|kept| self.holds(kept))
                && is_same(&removal.text(&self.text), title)
        })?;
        let copy = cleaned.removals.remove(at);
        let place = cleaned.kept.partition_point(|kept| kept.span.start < copy.span.start);
        (headline.span, headline.line) = (copy.span.clone(), copy.line);
        cleaned.kept.insert(place, headline);
        Some(copy.span)
    }

    fn put_all_back(&self, cleaned: &mut Cleaned) {
        for article in &mut cleaned.articles {
            article.span = self.moved(article.span.start)..self.moved(article.span.end);
        }
        for kept in &mut cleaned.kept {
            self.put_back(&mut kept.span, &mut kept.line);
            if let Some(doubt) = &mut kept.doubt {
                doubt.twin = self.moved(doubt.twin.start)..self.moved(doubt.twin.end);
            }
        }
        for removal in &mut cleaned.removals {
            self.put_back(&mut removal.span, &mut removal.line);
            if let Some(kept) = &mut removal.kept {
                *kept = self.moved(kept.start)..self.moved(kept.end);
            }
        }
        for alteration in &mut cleaned.alterations {
            self.put_back(&mut alteration.span, &mut alteration.line);
        }
        for block in &mut cleaned.blocks {
            self.put_back(&mut block.span, &mut block.line);
        }
    }
}
