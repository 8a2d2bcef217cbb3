//! Marked drafts become articles, and every span of the input gets its entry.

use std::collections::HashMap;

use crate::article::{Article, Caption, Note};
use crate::recognize::{authors, dateline, keywords, timestamp};
use crate::removal::{Cleaned, Kept, Reason, Removal, Role};
use crate::stage::page::outside::{Outside, OutsideLine};
use crate::stage::{Document, Draft, Line, Mark, Row, Rules};

/// The count of a caption of which there is no more than the credit, as long as its text may come.
const WAITS: u32 = 0;

/// The answer for a document. Linear, but for sorting what is nearly sorted.
pub(crate) fn assemble(
    document: Document<'_>,
    drafts: Vec<Draft>,
    outside: Outside,
    rules: Rules<'_>,
) -> Cleaned {
    let mut cleaned = Cleaned::default();
    // Exactly, as lines of a few bytes take far more room than their text.
    let rows = || drafts.iter().flat_map(|draft| &draft.rows);
    let dropped = rows().filter(|row| matches!(row.mark, Mark::Drop { .. })).count();
    cleaned.kept.reserve_exact(rows().count() - dropped);
    cleaned.removals.reserve_exact(dropped + outside.lines.len() + document.without_text.len());
    for mut draft in drafts {
        drop_orphans(&mut draft);
        add(&document, &draft, rules, &mut cleaned);
    }
    for OutsideLine { line, reason, block } in outside.lines {
        cleaned
            .removals
            .push(Removal { block: Some(block), ..removal(&document, line, reason, rules) });
    }
    cleaned.blocks = outside.blocks;
    let without_text = document.without_text.into_iter();
    cleaned
        .removals
        .extend(without_text.map(|(span, line, reason)| Removal::new(span, line, reason)));
    cleaned.removals.sort_by_key(|removal| removal.span.start);
    let is_kept = |start: usize| {
        let at = cleaned.kept.partition_point(|kept| kept.span.end <= start);
        cleaned.kept.get(at).is_some_and(|kept| kept.span.contains(&start))
    };
    cleaned.alterations = document
        .alterations
        .into_iter()
        .filter(|alteration| is_kept(alteration.span.start))
        .collect();
    cleaned
}

/// What stands around a text makes no article: without a headline, a text, a caption or a note it
/// goes.
fn drop_orphans(draft: &mut Draft) {
    let is_around = |role: Role| {
        matches!(role, Role::Date | Role::Section | Role::Byline | Role::Keyword | Role::Related)
    };
    let is_story = |mark: &Mark| matches!(mark, Mark::Keep { role, .. } if !is_around(*role));
    if draft.rows.iter().any(|row| is_story(&row.mark)) {
        return;
    }
    for row in &mut draft.rows {
        // A repeat of what goes goes as that does.
        if matches!(row.mark, Mark::Keep { .. } | Mark::Drop { twin: Some(_), .. }) {
            row.mark = Mark::drop(Reason::Widget);
        }
    }
}

fn add(document: &Document<'_>, draft: &Draft, rules: Rules<'_>, cleaned: &mut Cleaned) {
    let mut article = Article::default();
    let index = cleaned.articles.len();
    for (at, Row { line, mark, .. }) in draft.rows.iter().enumerate() {
        let Line { span, number, .. } = &document.lines[*line];
        let (span, number) = (span.clone(), *number);
        match mark {
            Mark::Drop { reason, twin, similarity, difference } => {
                let kept = twin.map(|twin| document.lines[twin].span.clone());
                let (similarity, difference) = (*similarity, *difference);
                cleaned.removals.push(Removal {
                    kept,
                    similarity,
                    difference,
                    ..removal(document, *line, *reason, rules)
                });
            }
            Mark::Keep { role, doubt } => {
                if *role == Role::Credit && is_over_caption(document, &draft.rows, at) {
                    article.add_credit_above(document, *line);
                } else {
                    article.add(document, *line, *role);
                }
                cleaned.kept.push(Kept {
                    span,
                    line: number,
                    article: index,
                    role: *role,
                    doubt: doubt.clone(),
                });
            }
            Mark::Open => {
                article.add(document, *line, Role::Paragraph);
                cleaned.kept.push(Kept {
                    span,
                    line: number,
                    article: index,
                    role: Role::Paragraph,
                    doubt: None,
                });
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

/// Whether a credit stands right above a caption without one, and right below none.
fn is_over_caption(document: &Document<'_>, rows: &[Row], credit: usize) -> bool {
    let is_picture = |mark: &Mark| match mark {
        Mark::Keep { role, .. } => matches!(role, Role::Caption | Role::Credit),
        Mark::Drop { reason, .. } => {
            matches!(reason, Reason::RepeatedCaption | Reason::RepeatedCredit)
        }
        Mark::Open => false,
    };
    let is_below = credit.checked_sub(1).is_some_and(|above| is_picture(&rows[above].mark));
    let is_caption =
        |row: &Row| row.mark.is_role(Role::Caption) && caption(document, row.line).credit.is_none();
    !is_below && rows.get(credit + 1).is_some_and(is_caption)
}

/// A removed line; of a learned artifact, with what it was learned from.
fn removal(document: &Document<'_>, line: usize, reason: Reason, rules: Rules<'_>) -> Removal {
    let Line { span, number, .. } = &document.lines[line];
    let learned = if reason == Reason::LearnedArtifact {
        rules.lexicon.own.learned.find(document.key(line))
    } else {
        None
    };
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
            Role::KeyPoint => self.key_points.push(text),
            Role::Byline => {
                self.byline = Some(match self.byline.take() {
                    Some(above) => format!("{above}, {text}"),
                    None => text,
                });
            }
            Role::Date => self.dates.push(text),
            Role::Section => self.sections.push(text),
            Role::Caption => self.add_caption(caption(document, line)),
            Role::Credit => self.set_credit(document, line),
            Role::Paragraph => self.paragraphs.push(text),
            Role::Keyword => self.keywords.extend(keywords::keywords_of(&text).map(str::to_owned)),
            Role::Related => self.related.push(text),
            Role::EndNote
            | Role::SignOff
            | Role::AuthorBox
            | Role::Correction
            | Role::Rights
            | Role::FirstPublished
            | Role::Note => {
                self.notes.push(Note { kind: role.note_kind().unwrap_or_default(), text });
            }
        }
    }

    /// A credit on a line of its own belongs to the caption before it. Where that has one, it waits
    /// for the next caption.
    fn set_credit(&mut self, document: &Document<'_>, line: usize) {
        match self.captions.last_mut().filter(|last| last.credit.is_none()) {
            Some(last) => last.credit = printed_credit(document, line),
            None => self.add_credit_above(document, line),
        }
    }

    /// A credit that waits for the next caption.
    fn add_credit_above(&mut self, document: &Document<'_>, line: usize) {
        let credit = printed_credit(document, line);
        self.captions.push(Caption { text: String::new(), credit, count: WAITS });
    }

    fn add_caption(&mut self, caption: Caption) {
        match self.captions.last_mut().filter(|last| last.count == WAITS) {
            Some(above) if caption.credit.is_none() => {
                *above = Caption { credit: above.credit.take(), ..caption };
            }
            _ => self.captions.push(caption),
        }
    }

    /// Counts, the authors, the dateline and the address.
    fn finish(&mut self, document: &Document<'_>, draft: &Draft, rules: Rules<'_>) {
        let headline =
            draft.rows.iter().find(|row| row.mark.is_role(Role::Headline)).map(|row| row.line);
        let mut copies: HashMap<usize, u32> = HashMap::new();
        for row in &draft.rows {
            match &row.mark {
                Mark::Keep { role: Role::AlternativeHeadline, .. }
                | Mark::Drop { reason: Reason::RepeatedHeadline, .. } => {
                    self.headline_count += 1;
                }
                Mark::Drop { reason: Reason::TruncatedText, twin, .. } if *twin == headline => {
                    self.headline_count += 1;
                }
                Mark::Drop { reason: Reason::RepeatedCaption, twin: Some(twin), .. } => {
                    *copies.entry(*twin).or_default() += 1;
                }
                _ => {}
            }
        }
        self.headline_count += u32::from(headline.is_some());
        let captions = draft.rows.iter().filter(|row| row.mark.is_role(Role::Caption));
        let shown = self.captions.iter_mut().filter(|caption| caption.count != WAITS);
        for (caption, kept) in shown.zip(captions) {
            caption.count += copies.get(&kept.line).copied().unwrap_or(0);
        }
        for credit in self.captions.iter_mut().filter(|caption| caption.count == WAITS) {
            credit.count = 1;
        }
        let texts =
            draft.rows.iter().filter(|row| row.mark.is_role(Role::Paragraph)).map(|row| row.line);
        let mut first = texts
            .filter(|&line| !document.facts(line).shape.bullet)
            .take(2)
            .map(|line| &*document.lines[line].text);
        let dateline =
            |text: &str| dateline::len(text, rules.lexicon).map(|end| text[..end].to_owned());
        let lead = first.next();
        self.dateline = lead.and_then(dateline);
        // Two openings of a place alone are speakers or labels, not places.
        let is_label = |text: &str| dateline::signed_len(text, rules.lexicon).is_none();
        if lead.is_some_and(is_label)
            && first
                .next()
                .is_some_and(|next| dateline::unsigned_len(next, rules.lexicon).is_some())
        {
            self.dateline = None;
        }
        if let Some(byline) = &self.byline {
            let names = authors::names(byline, rules.lexicon).into_iter();
            self.authors = names.map(|name| byline[name].to_owned()).collect();
            // `By Lena Marsh May 3, 2021`
            let date = timestamp::find(byline, rules.lexicon).map(|date| &byline[date]);
            if let Some(date) = date.filter(|date| !self.dates.iter().any(|other| other == date)) {
                self.dates.push(date.to_owned());
            }
        }
        self.recompute_id();
    }
}

/// A credit on a line of its own, with all that its line says.
fn printed_credit(document: &Document<'_>, line: usize) -> Option<String> {
    let found = caption(document, line);
    if found.text.is_empty() { found.credit } else { Some(document.lines[line].text.to_string()) }
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

#[cfg(test)]
mod tests {
    use super::{assemble, is_over_caption};
    use crate::Options;
    use crate::recognize::Lexicon;
    use crate::removal::{Cleaned, Reason, Role};
    use crate::stage::page::outside::Outside;
    use crate::stage::{Draft, Mark, Row, Rules, classify, lines};

    /// The answer where each line has the role before it.
    fn assembled(given: &[(Role, &str)]) -> Cleaned {
        let options = Options::default();
        let rules = Rules { options: &options, lexicon: Lexicon::built_in() };
        let input = given.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n");
        let row = |(line, (role, _)): (usize, &(Role, &str))| Row {
            line,
            blanks: 0,
            mark: Mark::keep(*role),
        };
        let draft = Draft { rows: given.iter().enumerate().map(row).collect(), pairs: None };
        let mut document = lines::read(&input, &options);
        classify::classify(&mut document, rules);
        assemble(document, vec![draft], Outside::default(), rules)
    }

    #[test]
    fn every_role_has_its_field() {
        let all = Role::ALL.iter().map(|&role| (role, format!("The {role}"))).collect::<Vec<_>>();
        let roles: Vec<_> = all.iter().map(|(role, text)| (*role, text.as_str())).collect();
        let cleaned = assembled(&roles);
        let article = &cleaned.articles[0];
        assert_eq!(article.headline.as_deref(), Some("The headline"));
        assert_eq!(article.alternative_headlines, ["The alternative_headline"]);
        assert_eq!(article.description.as_deref(), Some("The description"));
        assert_eq!(article.key_points, ["The key_point"]);
        assert_eq!(article.byline.as_deref(), Some("The byline"));
        assert_eq!(article.dates, ["The date"]);
        assert_eq!(article.sections, ["The section"]);
        assert_eq!(
            (&*article.captions[0].text, article.captions[0].credit.as_deref()),
            ("The caption", Some("The credit"))
        );
        assert_eq!(article.paragraphs, ["The paragraph"]);
        let notes: Vec<_> =
            article.notes.iter().map(|note| (note.kind.as_str(), note.text.as_str())).collect();
        let expected = [
            ("end_note", "The end_note"),
            ("sign_off", "The sign_off"),
            ("author_box", "The author_box"),
            ("correction", "The correction"),
            ("rights", "The rights"),
            ("first_published", "The first_published"),
            ("other", "The note"),
        ];
        assert_eq!(notes, expected);
        assert_eq!(article.keywords, ["The keyword"]);
        assert_eq!(article.related, ["The related"]);
        assert_eq!(cleaned.kept.iter().map(|kept| kept.role).collect::<Vec<_>>(), Role::ALL);
        assert_eq!(article.to_string(), "The headline\n\nThe paragraph");
    }

    #[test]
    fn lines_are_taken_apart_where_the_field_has_items() {
        let roles = [
            (Role::Headline, "Ferry to run again"),
            (Role::Byline, "By Lena Marsh and Quist Brandel May 3, 2021"),
            (Role::Keyword, "Tags: ferry, harbour"),
            (Role::Keyword, "#bus"),
        ];
        let article = &assembled(&roles).articles[0];
        assert_eq!(article.authors, ["Lena Marsh", "Quist Brandel"]);
        assert_eq!(article.dates, ["May 3, 2021"]);
        assert_eq!(article.keywords, ["ferry", "harbour", "bus"]);
    }

    #[test]
    fn a_credit_waits_for_the_caption_below_it() {
        use Role::{Caption, Credit, Paragraph};
        const TEXT: &str = "The ferry runs again.";
        let (credit, other) = ("(Photo: Ana Rey)", "(Photo: Omar Vane)");
        for (roles, wanted) in [
            (vec![(Credit, credit), (Caption, "A ferry")], vec![("A ferry", "Photo: Ana Rey", 1)]),
            (
                vec![(Caption, "A ferry"), (Credit, credit), (Credit, other), (Caption, "A pier")],
                vec![("A ferry", "Photo: Ana Rey", 1), ("A pier", "Photo: Omar Vane", 1)],
            ),
            (
                vec![(Credit, credit), (Caption, "A ferry (Photo: Omar Vane)")],
                vec![("", "Photo: Ana Rey", 1), ("A ferry", "Photo: Omar Vane", 1)],
            ),
            (
                vec![
                    (Caption, "A ferry"),
                    (Paragraph, TEXT),
                    (Credit, credit),
                    (Caption, "A pier"),
                ],
                vec![("A ferry", "", 1), ("A pier", "Photo: Ana Rey", 1)],
            ),
            (
                vec![(Caption, "A ferry"), (Paragraph, TEXT), (Credit, credit)],
                vec![("A ferry", "Photo: Ana Rey", 1)],
            ),
            (
                vec![
                    (Caption, "A ferry"),
                    (Paragraph, TEXT),
                    (Credit, credit),
                    (Caption, "A pier (Photo: Omar Vane)"),
                ],
                vec![("A ferry", "Photo: Ana Rey", 1), ("A pier", "Photo: Omar Vane", 1)],
            ),
            (vec![(Credit, credit)], vec![("", "Photo: Ana Rey", 1)]),
        ] {
            let article = &assembled(&roles).articles[0];
            let found: Vec<_> = article
                .captions
                .iter()
                .map(|it| (it.text.as_str(), it.credit.as_deref().unwrap_or(""), it.count))
                .collect();
            assert_eq!(found, wanted, "{roles:?}");
        }
    }

    #[test]
    fn a_credit_right_below_a_print_of_a_caption_is_of_none_below() {
        let (kept, text) = (Mark::keep(Role::Caption), Mark::Open);
        let own = Mark::keep(Role::Credit);
        let repeat = |reason| Mark::repeat(reason, 0);
        for (above, is_over) in [
            (kept.clone(), false),
            (own.clone(), false),
            (repeat(Reason::RepeatedCaption), false),
            (repeat(Reason::RepeatedCredit), false),
            (repeat(Reason::Widget), true),
            (Mark::keep(Role::Headline), true),
            (text, true),
        ] {
            let input = "The ferry\nPhoto: Ana Rey\nThe pier";
            let options = Options::default();
            let rules = Rules { options: &options, lexicon: Lexicon::built_in() };
            let mut document = lines::read(input, &options);
            classify::classify(&mut document, rules);
            let mut rows = document.rows();
            for (row, mark) in rows.iter_mut().zip([&above, &own, &kept]) {
                row.mark = mark.clone();
            }
            assert_eq!(is_over_caption(&document, &rows, 1), is_over, "{above:?}");
        }
    }

    #[test]
    fn a_credit_says_all_that_its_line_says() {
        for (line, expected) in [
            ("(Ana Rey/AFP)", "Ana Rey/AFP"),
            ("Ana Rey", "Ana Rey"),
            ("The ferry leaves. (Ana Rey/AFP)", "The ferry leaves. (Ana Rey/AFP)"),
        ] {
            let article =
                &assembled(&[(Role::Caption, "A ferry"), (Role::Credit, line)]).articles[0];
            assert_eq!(article.captions[0].credit.as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_stands_around_a_text_makes_no_article() {
        for (role, articles) in [
            (Role::Date, 0),
            (Role::Section, 0),
            (Role::Byline, 0),
            (Role::Keyword, 0),
            (Role::Related, 0),
            (Role::Headline, 1),
            (Role::Description, 1),
            (Role::KeyPoint, 1),
            (Role::Caption, 1),
            (Role::Paragraph, 1),
            (Role::Correction, 1),
        ] {
            let cleaned = assembled(&[(role, "Ferry to run again")]);
            assert_eq!(cleaned.articles.len(), articles, "{role}");
            assert_eq!(cleaned.removals.len(), 1 - articles, "{role}");
        }
    }
}
