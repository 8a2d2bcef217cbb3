//! How much each fact speaks for each reading, and how well readings follow one another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::compare::hasher::BuildKeyHasher;
use crate::data;
use crate::stage::read::facts;
use crate::stage::read::reading::{COUNT, Reading};

/// Lines of `fact reading weight`, or of `after reading reading weight`: the reading of the row
/// above, then of this one.
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
    /// By two readings of one row: by how much the second at most does better after it than the
    /// first, less than nothing. A second one that lies further behind is of no best sequence.
    /// Known once the weights are read.
    pub(super) gains: Vec<[i32; LANES]>,
    /// How many weights of facts can be summed up in one number of their size. Known once the
    /// weights are read.
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

    /// Reads the file of weights. A line that names nothing known is left out; a test checks that
    /// there is none.
    pub(crate) fn read(data: &str) -> Self {
        let facts: HashMap<String, usize, BuildKeyHasher> =
            facts::names().enumerate().map(|(at, name)| (name, at)).collect();
        let mut weights = Self::none();
        let mut readings = Readings::default();
        let mut last = ("", None);
        for line in data::lines(data).filter(|line| !line.starts_with('#')) {
            // The lines of a fact stand together.
            let mut rest = line.strip_prefix(last.0).and_then(|rest| rest.strip_prefix(' '));
            if rest.is_none()
                && let Some((name, after)) = cut(line)
            {
                last = (name, facts.get(name).copied());
                rest = Some(after);
            }
            let Some(rest) = rest else { continue };
            let _ = if last.0 == AFTER {
                weights.read_pair(&mut readings, rest)
            } else {
                weights.read_fact(&mut readings, last.1, rest)
            };
        }
        weights.measure_gains();
        weights
    }

    /// Once all other weights are known.
    pub(super) fn measure_gains(&mut self) {
        let largest =
            self.of_facts.iter().flatten().map(|weight| weight.unsigned_abs()).max().unwrap_or(0);
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
    fn read_pair(&mut self, readings: &mut Readings, line: &str) -> Option<()> {
        let (above, line) = cut(line)?;
        let (reading, weight) = cut(line)?;
        let weight = i32::from(weight.parse::<i16>().ok()?);
        let mut known = |name: &str| readings.find(name);
        match (above, reading) {
            (EDGE, reading) => self.first[known(reading)?] = weight,
            (above, EDGE) => self.last[known(above)?] = weight,
            (above, reading) => self.after[known(above)?][known(reading)?] = weight,
        }
        Some(())
    }

    /// Reads how much a fact speaks for a reading: `READING WEIGHT`.
    fn read_fact(
        &mut self,
        readings: &mut Readings,
        fact: Option<usize>,
        line: &str,
    ) -> Option<()> {
        let (reading, weight) = cut(line)?;
        self.of_facts[fact?][readings.find(reading)?] = weight.parse().ok()?;
        Some(())
    }
}

/// Finds readings by their names. The file has those of a fact in their order, so the one after the
/// last is tried first.
#[derive(Default)]
struct Readings {
    next: usize,
}

impl Readings {
    fn find(&mut self, name: &str) -> Option<usize> {
        let found =
            (self.next..COUNT).chain(0..self.next).find(|&at| Reading::NAMES[at] == name)?;
        self.next = found + 1;
        Some(found)
    }
}

/// A line's first word, and what follows it.
fn cut(line: &str) -> Option<(&str, &str)> {
    let end = line.bytes().position(|byte| byte == b' ')?;
    Some((&line[..end], &line[end + 1..]))
}
