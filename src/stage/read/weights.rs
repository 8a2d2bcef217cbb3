//! How much each fact speaks for each reading, and how well readings follow one another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::stage::read::facts;
use crate::stage::read::reading::{COUNT, Reading};

/// Lines of `fact reading weight`, or of `after reading reading weight`: the reading of the row above, then of this one.
const DATA: &str = include_str!("data/weights.txt");
/// The word before a pair of readings.
const AFTER: &str = "after";
/// What stands for the text's edge in a pair.
const EDGE: &str = "edge";
/// What a pair costs that no labelled text has.
pub(super) const UNSEEN: i32 = -4000;

/// The weights: small integers, read from a file that people can read.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    /// By fact, then by reading.
    pub(super) of_facts: Vec<[i16; COUNT]>,
    /// By the reading above, then by the reading itself.
    pub(super) after: Vec<[i32; COUNT]>,
    pub(super) first: [i32; COUNT],
    pub(super) last: [i32; COUNT],
}

impl Weights {
    /// The weights that are compiled in, read at their first use.
    pub(crate) fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| Weights::read(DATA));
        &BUILT_IN
    }

    pub(super) fn none() -> Self {
        Self {
            of_facts: vec![[0; COUNT]; facts::COUNT],
            after: vec![[UNSEEN; COUNT]; COUNT],
            first: [UNSEEN; COUNT],
            last: [UNSEEN; COUNT],
        }
    }

    /// Reads the file of weights. A line that names nothing known is left out; a test checks that there is none.
    pub(crate) fn read(data: &str) -> Self {
        let names: HashMap<String, usize> = facts::names().enumerate().map(|(at, name)| (name, at)).collect();
        let mut weights = Self::none();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split(' ').collect();
            weights.read_line(&names, &words);
        }
        weights
    }

    fn read_line(&mut self, names: &HashMap<String, usize>, words: &[&str]) -> Option<()> {
        match *words {
            [AFTER, above, reading, weight] => {
                let weight = weight.parse().ok()?;
                match (above, reading) {
                    (EDGE, reading) => self.first[Reading::named(reading)? as usize] = weight,
                    (above, EDGE) => self.last[Reading::named(above)? as usize] = weight,
                    (above, reading) => self.after[Reading::named(above)? as usize][Reading::named(reading)? as usize] = weight,
                }
            }
            [fact, reading, weight] => {
                self.of_facts[*names.get(fact)?][Reading::named(reading)? as usize] = weight.parse().ok()?;
            }
            _ => return None,
        }
        Some(())
    }
}
