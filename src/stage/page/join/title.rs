//! The title of a page, by which a headline is known as whole or torn: `Harbour`, `:`, `Ferry runs
//! again` under `Harbour: Ferry runs again - Oakmouth Post`.

use crate::recognize::letters::is_alphanumeric;
use crate::stage::{Document, Line};

/// Words of a headline: fewer are a label that a title begins with as well.
const HEADLINE_WORDS: usize = 4;
/// Signs behind which a title has something else.
const SIGNS: [char; 10] = ['|', '–', '—', '·', '•', '»', '›', '?', '!', '.'];

/// What stands behind a word of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// Its next word.
    Word,
    /// A colon, behind which a headline goes on below its kicker.
    Colon,
    /// Another sign, or nothing.
    End,
}

/// The title of a page.
pub(super) struct Title {
    /// Its words, each with what stands behind it.
    words: Vec<(String, Behind)>,
    /// Where it stands in the input.
    start: usize,
}

impl Title {
    /// The first line of a page is its title where it stands apart or names the site, too: others
    /// may be the first piece of a sentence.
    pub(super) fn of(document: &Document<'_>) -> Self {
        let key = document.lines.first().map_or("", |line| &document.keys[line.key.clone()]);
        let mut words = Vec::new();
        let mut rest = key.trim_start_matches(|char: char| !char.is_alphanumeric());
        while !rest.is_empty() {
            let end = rest.find(|char: char| !char.is_alphanumeric()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let next = after.find(char::is_alphanumeric).unwrap_or(after.len());
            let gap = &after[..next];
            let behind = match () {
                () if next == after.len() || gap.contains(SIGNS) || gap.contains(" - ") => {
                    Behind::End
                }
                () if gap.contains(':') => Behind::Colon,
                () => Behind::Word,
            };
            words.push((word.to_owned(), behind));
            rest = &after[next..];
        }
        let is_apart = document.lines.get(1).is_some_and(|next| next.blanks > 0);
        if !is_apart && words.iter().filter(|(_, behind)| *behind == Behind::End).count() < 2 {
            words.clear();
        }
        Self { words, start: document.lines.first().map_or(0, |line| line.span.start) }
    }

    /// Whether these lines, one after the other, are the headline that the title begins with.
    pub(super) fn is_headline<'l>(
        &self,
        document: &Document<'_>,
        lines: impl Iterator<Item = &'l Line<'l>>,
    ) -> bool {
        self.behind(document, lines) == Some(Behind::End)
    }

    /// Whether a line goes on with the kicker, or with the torn headline, that the lines above it
    /// are.
    pub(super) fn goes_on<'l>(
        &self,
        document: &Document<'_>,
        above: &'l [Line<'l>],
        line: &'l Line<'l>,
    ) -> bool {
        let has_word = |line: &Line<'_>| line.text.contains(is_alphanumeric);
        !self.words.is_empty()
            && above.first().is_some_and(has_word)
            && has_word(line)
            && self
                .behind(document, above.iter().chain([line]))
                .is_some_and(|it| it != Behind::Word)
            && !self.is_headline(document, above.iter())
    }

    /// What stands in the title behind the words of these lines; none where it does not begin with
    /// them, or where they are few.
    fn behind<'l>(
        &self,
        document: &Document<'_>,
        lines: impl Iterator<Item = &'l Line<'l>>,
    ) -> Option<Behind> {
        let mut said = 0;
        for line in lines {
            if line.span.start == self.start {
                return None;
            }
            let key = &document.keys[line.key.clone()];
            let words = key.split(|char| !is_alphanumeric(char));
            for word in words.filter(|word| !word.is_empty()) {
                self.words.get(said).filter(|(known, _)| known == word)?;
                said += 1;
            }
        }
        let last = said.checked_sub(1).filter(|_| said >= HEADLINE_WORDS)?;
        Some(self.words[last].1)
    }
}

#[cfg(test)]
mod tests {
    use crate::stage::page::join::tests::joined;

    /// The lines below a title, joined.
    fn below(title: &str, lines: &str) -> Vec<String> {
        joined(&format!("{title}\n\nNews\n\n{lines}")).split_off(2)
    }

    #[test]
    fn a_headline_under_the_title_of_its_page() {
        let title = "Harbour: Ferry to the island runs again - Oakmouth Post";
        let whole = "Harbour: Ferry to the island runs again";
        for (name, title, lines, wanted) in [
            ("a kicker", title, "Harbour\n:\nFerry to the island runs again", vec![whole]),
            (
                "a kicker without a colon",
                title,
                "Harbour\nFerry to the island runs again",
                vec!["Harbour Ferry to the island runs again"],
            ),
            (
                "a piece of it",
                title,
                "Harbour\nFerry to the island\nruns again",
                vec!["Harbour", "Ferry to the island runs again"],
            ),
            (
                "further off",
                title,
                "Harbour\n\nFerry to the island runs again",
                vec!["Harbour", "Ferry to the island runs again"],
            ),
            (
                "another headline",
                title,
                "Harbour\nFerry to the mainland runs again",
                vec!["Harbour", "Ferry to the mainland runs again"],
            ),
            (
                "three words",
                "Harbour: Ferry back - Oakmouth Post",
                "Harbour\nFerry back",
                vec!["Harbour", "Ferry back"],
            ),
            (
                "four words",
                "Harbour: Ferry is back - Oakmouth Post",
                "Harbour\nFerry is back",
                vec!["Harbour Ferry is back"],
            ),
            (
                "the site behind it",
                title,
                "Harbour: Ferry to the island runs again\n- Oakmouth Post",
                vec![whole, "- Oakmouth Post"],
            ),
            (
                "what a sentence would go on with",
                title,
                "Harbour: Ferry to the island runs again\non time from Monday",
                vec![whole, "on time from Monday"],
            ),
            (
                "the same under another title",
                "Oakmouth Post",
                "Harbour: Ferry to the island runs again\non time from Monday",
                vec!["Harbour: Ferry to the island runs again on time from Monday"],
            ),
            (
                "a kicker of four words",
                "The harbour of Oakmouth: Ferry runs again | Oakmouth Post",
                "The harbour of Oakmouth\n:\nFerry runs again",
                vec!["The harbour of Oakmouth: Ferry runs again"],
            ),
            (
                "a sign alone below a kicker of four words",
                "The harbour of Oakmouth: Ferry runs again | Oakmouth Post",
                "The harbour of Oakmouth\n|\nNews of today",
                vec!["The harbour of Oakmouth", "|", "News of today"],
            ),
            ("a sign alone", title, "|\nHarbour: Ferry to the island runs again", vec!["|", whole]),
            (
                "a question",
                "Harbour: Does the ferry run? Oakmouth Post",
                "Harbour\nDoes the ferry run?",
                vec!["Harbour Does the ferry run?"],
            ),
        ] {
            assert_eq!(below(title, lines), wanted, "{name}");
        }
        let below = "Harbour\nFerry to the island runs again";
        assert_eq!(
            joined(&format!("{title}\n{below}")),
            [title, "Harbour Ferry to the island runs again"]
        );
        assert_eq!(joined(&format!("{whole}\n{below}")).len(), 3, "close, and without the site");
        let kicker =
            "Harbour: Ferry to the island\n\nNews\nHarbour: Ferry to the island\nruns again";
        assert_eq!(joined(kicker).len(), 4, "a title that says less");
    }
}
