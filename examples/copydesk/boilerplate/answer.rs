//! What was learned, as a file of rules or as JSON Lines.

use std::collections::BTreeMap;

use copydesk::corpus::LearnedLine;
use serde::Serialize;

use crate::rules::LearnedRule;

const HEAD: &str = "# Lines that were learned by `copydesk boilerplate`: for `copydesk clean --rules`. Read them before they are used.\n\n";

/// The part of a file of rules that is learned.
#[derive(Default, Serialize)]
struct Rules<'l> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    learned: Vec<LearnedRule>,
    source: BTreeMap<&'l str, Source>,
}

/// The rules for one source.
#[derive(Default, Serialize)]
struct Source {
    learned: Vec<LearnedRule>,
}

/// A file of rules; what was learned of documents without a source holds everywhere.
pub(super) fn rules(learned: &[LearnedLine]) -> String {
    let mut rules = Rules::default();
    for line in learned {
        let of_source = match line.source.as_str() {
            "" => &mut rules.learned,
            source => &mut rules.source.entry(source).or_default().learned,
        };
        of_source.push(LearnedRule { line: line.line.clone(), stories: line.stories, documents: line.documents });
    }
    // Strings and numbers can always be written.
    HEAD.to_owned() + &toml::to_string(&rules).unwrap_or_default()
}

/// A JSON object for each line.
pub(super) fn json_lines(learned: &[LearnedLine]) -> String {
    learned.iter().map(|line| serde_json::to_string(line).unwrap_or_default() + "\n").collect()
}
