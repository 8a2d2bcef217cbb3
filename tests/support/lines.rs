//! Texts with their lines changed, as pages differ from one another: lines are printed again,
//! elsewhere, cut, broken, or stand beside others. Fuzzing by bytes hardly comes across these.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Lines that mean something to a cleaner, and the pieces of some.
const LINES: &[&str] = &[
    "TT",
    "Share",
    "Short Url",
    "Advertisement",
    "Read more",
    "Table of contents",
    "Related",
    "Comments",
    "Continue reading",
    "Sign up for our newsletter",
    "Next",
    "By Anna Brandt",
    "Published: May 3, 2021",
    "14:05",
    "REUTERS",
    "LONDON —",
    "Photo: AP",
    "1 / 4",
    "12",
    "Opinion",
    "News > Local",
    "Tags: harbour, ferry",
    "Source: Reuters",
    "(dpa/tk)",
    "© 2021 Oakmouth Herald",
    "Correction: An earlier version gave a wrong date.",
    "... more",
    "... less",
    "* * *",
    "---",
    "# Heading",
    "## Subhead",
    "![A ferry](ferry.jpg)",
    "![](ferry.jpg)",
    "**Bold**",
    "- one item of a list",
    "• another item",
    "A",
    "E",
    "the ferry to the island will run again on Monday, said the mayor.",
    "ver the harbour the ferries blow their horns every day.",
];
/// Ends of lines that are cut.
const CUTS: &[&str] = &["…", "...", " ... more"];
/// Most changes of one text, and most lines that are copied at once.
const MOST_CHANGES: usize = 6;
const MOST_COPIED: usize = 8;

/// A text with some of its lines changed; the same one for the same seed. Linear.
pub(crate) fn changed(text: &str, seed: u64) -> String {
    let mut dice = Dice { seed, throws: 0 };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(MOST_CHANGES) {
        change(&mut lines, &mut dice);
    }
    lines.join("\n")
}

fn change(lines: &mut Vec<String>, dice: &mut Dice) {
    let Some(last) = lines.len().checked_sub(1) else {
        lines.push(dice.one_of(LINES).to_owned());
        return;
    };
    let (at, to) = (dice.below(last + 1), dice.below(last + 1));
    match dice.below(11) {
        0 | 1 => lines.insert(at, dice.one_of(LINES).to_owned()),
        2 => lines.insert(to, lines[at].clone()),
        3 => lines.swap(at, to),
        4 => {
            lines.remove(at);
        }
        5 => lines.insert(at, String::new()),
        6 => lines.retain(|line| !line.trim().is_empty()),
        7 => {
            let run = lines[at..].iter().take(1 + dice.below(MOST_COPIED)).cloned();
            let run: Vec<String> = run.collect();
            lines.splice(to..to, run);
        }
        8 => {
            let rest = behind(&mut lines[at], dice);
            lines.insert(at + 1, rest);
        }
        9 => {
            behind(&mut lines[at], dice);
            lines[at].push_str(dice.one_of(CUTS));
        }
        // A large first letter.
        _ => {
            let second = lines[at].char_indices().nth(1).map_or(0, |(second, _)| second);
            let rest = lines[at].split_off(second);
            lines[at] = lines[at].to_uppercase();
            lines.insert(at + 1, rest);
            if dice.below(2) == 0 {
                lines.insert(at + 1, String::new());
            }
        }
    }
}

/// Cuts a line somewhere and gives what stood behind.
fn behind(line: &mut String, dice: &mut Dice) -> String {
    let chars = line.chars().count();
    let at = line.char_indices().nth(dice.below(chars + 1)).map_or(line.len(), |(at, _)| at);
    line.split_off(at)
}

struct Dice {
    seed: u64,
    throws: u64,
}

impl Dice {
    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        self.throws += 1;
        (xxh3_64_with_seed(&self.throws.to_le_bytes(), self.seed) % end as u64) as usize
    }

    fn one_of(&mut self, all: &[&'static str]) -> &'static str {
        all[self.below(all.len())]
    }
}
