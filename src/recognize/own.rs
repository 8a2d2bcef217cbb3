//! What a caller adds to the word lists.

use std::collections::HashSet;

use crate::Options;
use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key;
use crate::recognize::artifact::{Patterns, Widget};
use crate::recognize::learned::Learned;
use crate::recognize::phrases::Phrases;

/// The entries of a caller's own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Own {
    /// Lines that are artifacts wherever they stand.
    artifacts: Patterns,
    /// Lines that were learned from a corpus: artifacts too.
    pub(crate) learned: Learned,
    /// Agencies as they sign.
    pub(crate) agencies: Phrases,
    /// The last words of these agencies.
    agency_ends: HashSet<String, BuildKeyHasher>,
    /// Names of sites, without the signs around them.
    sites: Phrases,
}

impl Own {
    /// The entries that the options name.
    pub(crate) fn of(options: &Options) -> Self {
        let mut own = Self::default();
        for line in &options.extra_artifacts {
            own.artifacts.add(key::of(line).into(), Widget::Certain);
        }
        for agency in &options.extra_agencies {
            let name = key::of(agency);
            // Letters that show nothing fold to nothing.
            if !name.is_empty() {
                own.agency_ends.insert(last_word(&name).to_owned());
                own.agencies.add(name.into());
            }
        }
        for site in &options.extra_site_suffixes {
            own.sites.add(bare(&key::of(site)).to_owned().into());
        }
        own.learned = Learned::new(
            options
                .learned_artifacts
                .iter()
                .map(|learned| (learned.line.as_str(), learned.lesson())),
        );
        own
    }

    /// What a line with this key reads like, when it is an artifact. What was written down counts
    /// before what was learned.
    pub(crate) fn artifact(&self, key: &str) -> Option<Widget> {
        self.artifacts.find(key).or_else(|| self.learned.find(key).map(|_| Widget::Learned))
    }

    /// Whether a folded word ends an agency.
    pub(crate) fn ends_agency(&self, folded: &str) -> bool {
        !self.agency_ends.is_empty() && self.agency_ends.contains(folded)
    }

    /// Whether `affix` is the name of a site with signs around it. Space alone sets no name apart.
    pub(crate) fn is_site(&self, affix: &str) -> bool {
        let name = bare(affix);
        !name.is_empty() && name.len() < affix.trim().len() && self.sites.contains(name)
    }
}

/// A key without the signs and spaces at its ends.
fn bare(key: &str) -> &str {
    key.trim_matches(|char: char| !char.is_alphanumeric())
}

/// The last word of a folded name.
pub(super) fn last_word(name: &str) -> &str {
    name.rsplit([' ', '-', '/']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Own;
    use crate::Options;
    use crate::compare::key;
    use crate::corpus::LearnedLine;
    use crate::recognize::Lexicon;
    use crate::recognize::artifact::Widget;
    use crate::recognize::credit;
    use crate::recognize::headline::{Relation, relation};

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn an_agency_of_ones_own_signs_pictures() {
        let lexicon = Lexicon::with(Own::of(
            &Options::default().extra_agencies(names(&["Vellmark Wire", "AFP Gull"])),
        ));
        for (text, before, inner, strong) in [
            ("The pier on Monday. (Vellmark Wire)", "The pier on Monday.", "Vellmark Wire", false),
            (
                "The pier on Monday. Lena Marsh / VELLMARK WIRE",
                "The pier on Monday.",
                "Lena Marsh / VELLMARK WIRE",
                true,
            ),
            (
                "The pier on Monday. Lena Marsh (vellmark wire)",
                "The pier on Monday.",
                "Lena Marsh (vellmark wire)",
                true,
            ),
            ("The pier on Monday (AFP Gull)", "The pier on Monday", "AFP Gull", false),
        ] {
            let credit = credit::at_end(text, &key::of(text), &lexicon);
            let found =
                credit.map(|credit| (&text[..credit.text_end], &text[credit.inner], credit.strong));
            assert_eq!(found, Some((before, inner, strong)), "{text}");
        }
        let unknown = "The pier on Monday (vellmark wire)";
        assert_eq!(credit::at_end(unknown, &key::of(unknown), Lexicon::built_in()), None);
    }

    #[test]
    fn a_site_of_ones_own_is_set_apart_by_a_sign() {
        let lexicon = Lexicon::with(Own::of(
            &Options::default().extra_site_suffixes(names(&["| Harbour 24"])),
        ));
        let with_name = |form: &str| relation("port opens again", &key::of(form), &lexicon);
        for form in [
            "Port opens again | Harbour 24",
            "Port opens again (HARBOUR 24)",
            "Harbour 24: Port opens again",
        ] {
            assert_eq!(with_name(form), Some(Relation::SecondLonger), "{form}");
        }
        for form in [
            "Port opens again | Harbour 25",
            "Port opens again Harbour 24",
            "Harbour 24 port opens again",
        ] {
            assert_eq!(with_name(form), None, "{form}");
        }
    }

    #[test]
    fn an_artifact_that_is_written_down_counts_before_one_that_is_learned() {
        let learned = ["Our app", "Seen by {n}"].map(|line| LearnedLine::new(line, 3, 4)).to_vec();
        let own = Own::of(
            &Options::default().extra_artifacts(names(&["Our {*}"])).learned_artifacts(learned),
        );
        assert_eq!(own.artifact("our app"), Some(Widget::Certain));
        assert_eq!(
            (own.artifact("seen by {n}"), own.artifact("seen by 7")),
            (Some(Widget::Learned), None)
        );
    }

    #[test]
    fn letters_that_show_nothing_are_no_name() {
        let options = Options::default()
            .extra_agencies(names(&["\u{3164}"]))
            .extra_site_suffixes(names(&["\u{3164}"]));
        assert_eq!(options.validate(), Ok(()));
        let lexicon = Lexicon::with(Own::of(&options));
        assert_eq!(
            (lexicon.is_agency(""), lexicon.agency_at_start("port"), lexicon.own.is_site("| ")),
            (false, None, false)
        );
    }
}
