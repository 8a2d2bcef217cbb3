//! What was learned, as a file of rules or as JSON Lines.

use copydesk::corpus::LearnedLine;

use crate::input::rules::{LearnedRule, Rules};

const HEAD: &str = "# Lines that were learned by `copydesk boilerplate`: for `copydesk clean --rules`. Read them before they are used.\n\n";

/// A file of rules; what was learned of documents without a source holds everywhere.
pub(super) fn rules(learned: &[LearnedLine]) -> String {
    let mut rules = Rules::default();
    for line in learned {
        let of_source = match line.source.as_str() {
            "" => &mut rules.everywhere,
            source => rules.sources.entry(source.to_owned()).or_default(),
        };
        of_source.learned.push(LearnedRule::of(line));
    }
    // Strings and numbers can always be written.
    HEAD.to_owned() + &toml::to_string(&rules).unwrap_or_default()
}

/// A JSON object for each line.
pub(super) fn json_lines(learned: &[LearnedLine]) -> String {
    learned.iter().map(|line| serde_json::to_string(line).unwrap_or_default() + "\n").collect()
}
