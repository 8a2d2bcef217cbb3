//! Marked drafts become articles, and every span of the input gets its entry.

use std::collections::HashMap;

use crate::article::{Article, Caption};
use crate::recognize::dateline;
use crate::removal::{Cleaned, Kept, Reason, Removal, Role};
use crate::stage::page::outside::{Outside, OutsideLine};
use crate::stage::{Document, Draft, Line, Mark, Row, Rules};

/// The answer for a document. Linear, but for sorting what is nearly sorted.
pub(crate) fn assemble(document: Document<'_>, drafts: Vec<Draft>, outside: Outside, rules: Rules<'_>) -> Cleaned {
    let mut cleaned = Cleaned::default();
    // Exactly, as lines of a few bytes take far more room than their text.
    let rows = || drafts.iter().flat_map(|draft| &draft.rows);
    let dropped = rows().filter(|row| matches!(row.mark, Mark::Drop { .. })).count();
    cleaned.kept.reserve_exact(rows().count() - dropped);
    cleaned.removals.reserve_exact(dropped + outside.lines.len() + document.invisible.len());
    for mut draft in drafts {
        drop_orphans(&mut draft);
        add(&document, &draft, rules, &mut cleaned);
    }
    for OutsideLine { line, reason, block } in outside.lines {
        cleaned.removals.push(Removal { block: Some(block), ..removal(&document, line, reason, rules) });
    }
    cleaned.blocks = outside.blocks;
    cleaned.removals.extend(document.invisible.into_iter().map(|(span, line)| Removal::new(span, line, Reason::Invisible)));
    cleaned.removals.sort_by_key(|removal| removal.span.start);
    let is_kept = |start: usize| {
        let at = cleaned.kept.partition_point(|kept| kept.span.end <= start);
        cleaned.kept.get(at).is_some_and(|kept| kept.span.contains(&start))
    };
    cleaned.alterations = document.alterations.into_iter().filter(|alteration| is_kept(alteration.span.start)).collect();
    cleaned
}

/// Dates and labels make no article: without a headline, a text or a caption they go.
fn drop_orphans(draft: &mut Draft) {
    let is_story = |mark: &Mark| matches!(mark, Mark::Keep { role, .. } if !matches!(role, Role::Date | Role::Label | Role::Byline));
    if draft.rows.iter().any(|row| is_story(&row.mark)) {
        return;
    }
    for row in &mut draft.rows {
        if matches!(row.mark, Mark::Keep { .. }) {
            row.mark = Mark::drop(Reason::Widget);
        }
    }
}

fn add(document: &Document<'_>, draft: &Draft, rules: Rules<'_>, cleaned: &mut Cleaned) {
    let mut article = Article::default();
    let index = cleaned.articles.len();
    for Row { line, mark, .. } in &draft.rows {
        let Line { span, number, .. } = &document.lines[*line];
        let (span, number) = (span.clone(), *number);
        match mark {
            Mark::Drop { reason, twin, similarity, difference } => {
                let kept = twin.map(|twin| document.lines[twin].span.clone());
                let (similarity, difference) = (*similarity, *difference);
                cleaned.removals.push(Removal { kept, similarity, difference, ..removal(document, *line, *reason, rules) });
            }
            Mark::Keep { role, doubt } => {
                article.add(document, *line, *role);
                cleaned.kept.push(Kept { span, line: number, article: index, role: *role, doubt: doubt.clone() });
            }
            Mark::Open => {
                article.add(document, *line, Role::Paragraph);
                cleaned.kept.push(Kept { span, line: number, article: index, role: Role::Paragraph, doubt: None });
            }
        }
    }
    if let Some(first) = cleaned.kept.iter().rev().take_while(|kept| kept.article == index).last() {
        let end = cleaned.kept.last().map_or(first.span.end, |last| last.span.end);
        article.span = first.span.start..end;
        article.finish(document, draft, rules);
        cleaned.articles.push(article);
    }
}

/// A removed line; of a learned artifact, with what it was learned from.
fn removal(document: &Document<'_>, line: usize, reason: Reason, rules: Rules<'_>) -> Removal {
    let Line { span, number, .. } = &document.lines[line];
    let learned = if reason == Reason::LearnedArtifact { rules.lexicon.own.learned.find(document.key(line)) } else { None };
    Removal { learned, ..Removal::new(span.clone(), *number, reason) }
}

impl Article {
    /// Puts a line into the field of its role.
    fn add(&mut self, document: &Document<'_>, line: usize, role: Role) {
        let text = document.lines[line].text.to_string();
        match role {
            Role::Headline => self.headline = Some(text),
            Role::AlternativeHeadline => self.alternative_headlines.push(text),
            Role::Description => self.description = Some(text),
            Role::Byline => self.byline = Some(text),
            Role::Date => self.dates.push(text),
            Role::Label => self.labels.push(text),
            Role::Caption => self.captions.push(caption(document, line)),
            Role::Credit => self.set_credit(document, line),
            Role::Paragraph => self.paragraphs.push(text),
            Role::Note => self.notes.push(text),
        }
    }

    /// A credit on a line of its own belongs to the caption before it.
    fn set_credit(&mut self, document: &Document<'_>, line: usize) {
        let found = caption(document, line);
        match self.captions.last_mut().filter(|last| last.credit.is_none()) {
            Some(last) => last.credit = found.credit.or(Some(found.text)),
            None => self.captions.push(found),
        }
    }

    /// Counts, the dateline and the address.
    fn finish(&mut self, document: &Document<'_>, draft: &Draft, rules: Rules<'_>) {
        let headline = draft.rows.iter().find(|row| row.mark.is_role(Role::Headline)).map(|row| row.line);
        let mut copies: HashMap<usize, u32> = HashMap::new();
        for row in &draft.rows {
            match &row.mark {
                Mark::Keep { role: Role::AlternativeHeadline, .. } | Mark::Drop { reason: Reason::RepeatedHeadline, .. } => {
                    self.headline_count += 1;
                }
                Mark::Drop { reason: Reason::TruncatedText, twin, .. } if *twin == headline => self.headline_count += 1,
                Mark::Drop { reason: Reason::RepeatedCaption, twin: Some(twin), .. } => *copies.entry(*twin).or_default() += 1,
                _ => {}
            }
        }
        self.headline_count += u32::from(headline.is_some());
        let captions = draft.rows.iter().filter(|row| row.mark.is_role(Role::Caption));
        for (caption, kept) in self.captions.iter_mut().zip(captions) {
            caption.count += copies.get(&kept.line).copied().unwrap_or(0);
        }
        let texts = draft.rows.iter().filter(|row| row.mark.is_role(Role::Paragraph)).map(|row| row.line);
        let mut first = texts.filter(|&line| !document.facts(line).shape.bullet).take(2).map(|line| &*document.lines[line].text);
        let dateline = |text: &str| dateline::len(text, rules.lexicon).map(|end| text[..end].to_owned());
        let lead = first.next();
        self.dateline = lead.and_then(dateline);
        // Two openings of a place alone are speakers or labels, not places.
        let is_label = |text: &str| dateline::signed_len(text, rules.lexicon).is_none();
        if lead.is_some_and(is_label) && first.next().is_some_and(|next| dateline::unsigned_len(next, rules.lexicon).is_some()) {
            self.dateline = None;
        }
        self.id = self.address();
    }
}

/// A caption line in its two parts.
fn caption(document: &Document<'_>, line: usize) -> Caption {
    let Line { text, facts, .. } = &document.lines[line];
    match &facts.credit {
        Some(credit) => {
            let inner = text[credit.inner.clone()].to_owned();
            Caption { text: text[..credit.text_end].to_owned(), credit: Some(inner), count: 1 }
        }
        None => Caption { text: text.to_string(), credit: None, count: 1 },
    }
}
