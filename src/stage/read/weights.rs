//! How much each fact speaks for each reading, and how well readings follow one another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::compare::hasher::BuildKeyHasher;
use crate::stage::read::facts;
use crate::stage::read::reading::{COUNT, Reading};

/// Lines of `fact reading weight`, or of `after reading reading weight`: the reading of the row above, then of this one.
const OF_ARTICLES: &str = include_str!("data/weights.txt");
/// The same for whole pages, where a short line is of the page as likely as of its story.
const OF_PAGES: &str = include_str!("data/page_weights.txt");
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
    pub(super) of_facts: Vec<[i16; LANES]>,
    /// By the reading above, then by the reading itself.
    pub(super) after: Vec<[i32; LANES]>,
    pub(super) first: [i32; LANES],
    pub(super) last: [i32; LANES],
    /// By two readings of one row: by how much the second at most does better after it than the first, less than nothing.
    /// A second one that lies further behind is of no best sequence. Known once the weights are read.
    pub(super) gains: Vec<[i32; LANES]>,
    /// How many weights of facts can be summed up in one number of their size. Known once the weights are read.
    pub(super) most_at_once: u32,
}

/// Places for readings in a table: filled up to whole registers.
pub(super) const LANES: usize = COUNT.next_multiple_of(8);

impl Weights {
    /// The weights that are compiled in for articles and dumps of them, read at their first use.
    pub(crate) fn of_articles() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(OF_ARTICLES));
        &WEIGHTS
    }

    /// The weights that are compiled in for whole pages, read at their first use.
    pub(crate) fn of_pages() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(OF_PAGES));
        &WEIGHTS
    }

    pub(super) fn none() -> Self {
        Self {
            of_facts: vec![[0; LANES]; facts::COUNT],
            after: vec![[UNSEEN; LANES]; COUNT],
            first: [UNSEEN; LANES],
            last: [UNSEEN; LANES],
            gains: vec![[0; LANES]; COUNT],
            most_at_once: 1,
        }
    }

    /// Reads the file of weights. A line that names nothing known is left out; a test checks that there is none.
    pub(crate) fn read(data: &str) -> Self {
        let names = Names::new();
        let mut weights = Self::none();
        let mut last = ("", None);
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, rest)) = line.split_once(' ') else { continue };
            // The lines of a fact stand together.
            if name != last.0 {
                last = (name, names.facts.get(name).copied());
            }
            let _ = if name == AFTER { weights.read_pair(&names, rest) } else { weights.read_fact(&names, last.1, rest) };
        }
        weights.measure_gains();
        weights
    }

    /// Once all other weights are known.
    pub(super) fn measure_gains(&mut self) {
        let largest = self.of_facts.iter().flatten().map(|weight| weight.unsigned_abs()).max().unwrap_or(0);
        self.most_at_once = u32::from(i16::MAX.unsigned_abs() / largest.max(1)).max(1);
        for first in 0..COUNT {
            for second in 0..COUNT {
                let pairs = self.after[first].iter().zip(&self.after[second]).take(COUNT);
                let least = pairs.map(|(first, second)| first - second).min().unwrap_or(0);
                self.gains[first][second] = least.min(self.last[first] - self.last[second]);
            }
        }
    }

    /// Reads how well a reading follows another: `READING READING WEIGHT`.
    fn read_pair(&mut self, names: &Names, line: &str) -> Option<()> {
        let (above, line) = line.split_once(' ')?;
        let (reading, weight) = line.split_once(' ')?;
        let weight = i32::from(weight.parse::<i16>().ok()?);
        let known = |name: &str| names.readings.get(name).copied();
        match (above, reading) {
            (EDGE, reading) => self.first[known(reading)?] = weight,
            (above, EDGE) => self.last[known(above)?] = weight,
            (above, reading) => self.after[known(above)?][known(reading)?] = weight,
        }
        Some(())
    }

    /// Reads how much a fact speaks for a reading: `READING WEIGHT`.
    fn read_fact(&mut self, names: &Names, fact: Option<usize>, line: &str) -> Option<()> {
        let (reading, weight) = line.split_once(' ')?;
        self.of_facts[fact?][*names.readings.get(reading)?] = weight.parse().ok()?;
        Some(())
    }
}

/// The numbers of facts and readings by their names.
struct Names {
    facts: HashMap<String, usize, BuildKeyHasher>,
    readings: HashMap<&'static str, usize, BuildKeyHasher>,
}

impl Names {
    fn new() -> Self {
        Self {
            facts: facts::names().enumerate().map(|(at, name)| (name, at)).collect(),
            readings: Reading::NAMES.iter().enumerate().map(|(at, &name)| (name, at)).collect(),
        }
    }
}
