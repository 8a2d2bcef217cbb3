//! Which of the forms of a headline is kept: the fullest one without site name or kicker. Other
//! wordings are alternatives; equal ones and cut ones go.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::compare::fold;
use crate::compare::hasher::BuildKeyHasher;
use crate::recognize::headline::{Relation, relation};
use crate::recognize::shape::End;
use crate::removal::{Reason, Role};
use crate::stage::{Document, Draft, Mark, Rules};

/// Forms that another one is compared with. A headline has few wordings, however often it is
/// printed.
const MOST_WORDINGS: usize = 8;

/// Marks the forms of a headline, given the rows that were read so, the first one first. Gives the
/// rows that are no form of it. Linear: equal lines are compared with one of them.
pub(super) fn mark(
    document: &Document<'_>,
    draft: &mut Draft,
    rows: &[usize],
    rules: Rules<'_>,
) -> Vec<usize> {
    let Some(&first) = rows.first() else { return Vec::new() };
    let line = |row: usize| draft.rows[row].line;
    let between = |left: usize, right: usize| {
        relation(document.key(line(left)), document.key(line(right)), rules.lexicon)
    };
    let mut wordings: Vec<usize> = vec![first];
    let (mut forms, mut others) = (vec![(first, Relation::Equal)], Vec::new());
    for &row in &rows[1..] {
        match between(first, row) {
            Some(relation) => forms.push((row, relation)),
            // A kicker on one form and a site name on another: both are forms of a third.
            None if wordings.iter().any(|&other| between(other, row).is_some()) => {
                forms.push((row, Relation::SecondLonger));
            }
            None => {
                others.push(row);
                continue;
            }
        }
        let is_known = wordings.iter().any(|&other| document.same_key(line(other), line(row)));
        if !is_known && wordings.len() < MOST_WORDINGS {
            wordings.push(row);
        }
    }
    mark_forms(document, draft, &forms, rules);
    others
}

/// Chooses the headline among its forms, each with its relation to the first, and marks all of
/// them.
fn mark_forms(
    document: &Document<'_>,
    draft: &mut Draft,
    forms: &[(usize, Relation)],
    rules: Rules<'_>,
) {
    let rank = |relation: Relation| match relation {
        Relation::FirstLonger | Relation::FirstCut => 0,
        Relation::Equal => 1,
        Relation::SecondLonger => 2,
        Relation::SecondCut => 3,
    };
    // A headline has no sign of a list and no full stop where it is printed without one, too.
    let shape = |row: usize| &document.facts(draft.rows[row].line).shape;
    let signs = |row: usize| (shape(row).bullet, shape(row).end == End::Stop);
    let Some(&(main, _)) =
        forms.iter().min_by_key(|(row, relation)| (rank(*relation), signs(*row), *row))
    else {
        return;
    };
    draft.rows[main].mark = Mark::keep(Role::Headline);
    // Signs that nobody sees make no other wording.
    let seen = |line: usize| seen(&document.lines[line].text);
    let main_line = draft.rows[main].line;
    let mut kept: HashMap<Cow<'_, str>, usize, BuildKeyHasher> =
        HashMap::from_iter([(seen(main_line), main_line)]);
    // A cut form goes for the headline, or for the first form, which is another where it has a
    // kicker.
    let is_cut_of = |line: usize, whole: usize| {
        relation(document.key(line), document.key(whole), rules.lexicon) == Some(Relation::FirstCut)
    };
    let first_line = draft.rows[forms[0].0].line;
    for &(row, _) in forms.iter().filter(|(row, _)| *row != main) {
        let line = draft.rows[row].line;
        let text = seen(line);
        let repeat = kept.get(&text).map(|&twin| (Reason::RepeatedHeadline, twin));
        let cut = || {
            let whole =
                [main_line, first_line].into_iter().find(|&whole| is_cut_of(line, whole))?;
            kept.get(&seen(whole)).map(|&twin| (Reason::TruncatedText, twin))
        };
        draft.rows[row].mark = if let Some((reason, twin)) = repeat.or_else(cut) {
            Mark::repeat(reason, twin)
        } else {
            kept.insert(text, line);
            Mark::keep(Role::AlternativeHeadline)
        };
    }
}

/// What is seen of a text. All signs of ASCII are.
fn seen(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.chars().filter(|&char| !fold::is_default_ignorable(char)).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use crate::options::InputKind;
    use crate::stage::page::sample::{BODY, HEADLINE, MENU};
    use crate::{Cleaner, Options, Reason, Removal};

    #[test]
    fn the_form_that_is_kept() {
        let options = Options { input_kind: InputKind::Page, ..Options::default() };
        let cleaner = Cleaner::new(options).unwrap();
        let site = format!("{HEADLINE} | The Calder Post");
        let breaking = format!("Breaking: {HEADLINE}");
        let item = format!("• {HEADLINE}");
        let stopped = format!("{HEADLINE}.");
        for (name, forms, expected) in [
            ("once", vec![HEADLINE], HEADLINE),
            ("an item of a list and the line", vec![&item, HEADLINE], HEADLINE),
            ("the line and an item of a list", vec![HEADLINE, &item], HEADLINE),
            ("an item of a list alone", vec![&item], &item),
            ("with a full stop and without", vec![&stopped, HEADLINE], HEADLINE),
            ("with the name of the site", vec![&site, HEADLINE], HEADLINE),
            ("with a kicker", vec![HEADLINE, &breaking], HEADLINE),
        ] {
            let page = format!("{MENU}\n\n{}\n\n{BODY}\n", forms.join("\n\n"));
            let articles = cleaner.clean(&page).articles;
            assert_eq!(articles[0].headline.as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn a_cut_form_goes_for_the_one_that_it_is_cut_of() {
        let breaking = format!("Breaking: {HEADLINE}");
        let cut = |text: &str| format!("{}…", &text[..28]);
        for (name, forms, twin) in [
            ("of the headline", vec![HEADLINE.to_owned(), cut(HEADLINE)], HEADLINE),
            (
                "of the one with a kicker",
                vec![breaking.clone(), cut(&breaking), HEADLINE.to_owned()],
                &breaking,
            ),
        ] {
            let text = format!("{}\n\n{BODY}\n", forms.join("\n"));
            let answer = Cleaner::default().clean(&text);
            assert_eq!(answer.articles[0].headline.as_deref(), Some(HEADLINE), "{name}");
            let cut = |removal: &&Removal| removal.reason == Reason::TruncatedText;
            let removal = answer.removals.iter().find(cut).unwrap();
            assert_eq!(removal.kept.clone().map(|span| &text[span]), Some(twin), "{name}");
        }
    }
}
