//! The best sequence of readings: Viterbi's algorithm, linear in the rows.
//!
//! Three things make it fast, and none of them changes a sequence. What speaks for a row is that of
//! the row above, mended by the facts in which the two differ. A reading is followed only while it
//! can still be of the best sequence. And the sum of a sequence and the reading above stand in one
//! number, so that one comparison finds both.

use crate::stage::read::facts::{self, Held, Text};
use crate::stage::read::reading::{COUNT, Reading};
use crate::stage::read::weights::{LANES, Weights};

/// A set of readings, a bit each.
pub(super) type Set = u64;

/// Every reading.
pub(super) const ALL: Set = (1 << COUNT) - 1;

/// Bits of a number that name the reading above.
const READING_BITS: u32 = 6;
const READING_MASK: i32 = (1 << READING_BITS) - 1;
/// Far under the sum of any sequence, and far from the end of the numbers: sums are counted from
/// the best one of each row.
const IMPOSSIBLE: i32 = -(1 << 24);

const _: () = assert!(COUNT <= 1 << READING_BITS && LANES <= 1 << READING_BITS);

/// The set of these readings.
pub(super) const fn set(readings: &[Reading]) -> Set {
    let (mut set, mut at) = (0, 0);
    while at < readings.len() {
        set |= 1 << readings[at] as u8;
        at += 1;
    }
    set
}

/// A set without the readings of another one; all of it where nothing would be left, as every row
/// is something.
pub(super) const fn without(all: Set, others: Set) -> Set {
    if all & !others == 0 { all } else { all & !others }
}

/// The readings of a set.
pub(super) fn members(set: Set) -> impl Iterator<Item = usize> {
    let mut rest = set;
    std::iter::from_fn(move || {
        let at = rest.trailing_zeros() as usize;
        (rest != 0).then(|| {
            rest &= rest - 1;
            at
        })
    })
}

/// The sequence for which most speaks, of those that `allowed` has. Of two with equal sums it is
/// the one whose last reading, and then the one before it, comes first in the order of readings.
pub(super) fn best(
    text: &Text<'_, '_>,
    weights: &Weights,
    allowed: impl Fn(usize) -> Set,
) -> Vec<Reading> {
    let rows = text.count();
    if rows == 0 {
        return Vec::new();
    }
    let mut above = Above::with_rows(rows);
    let mut scores = Scores::new(weights);
    let mut mask = Mask::new();
    let mut sums = weights.first;
    let mut live = 0;
    for row in 0..rows {
        let mut codes = [0; LANES];
        if row > 0 {
            codes = onward(&sums, live, weights);
            for (sum, code) in sums.iter_mut().zip(&codes) {
                *sum = code >> READING_BITS;
            }
        }
        let own = scores.of(&text.held(row), row);
        let mask = mask.of(allowed(row));
        for ((sum, own), mask) in sums.iter_mut().zip(own).zip(mask) {
            *sum = (*sum + own).min(*mask);
        }
        live = prune(&mut sums, allowed(row), weights);
        above.push(live, |reading| {
            (READING_MASK - (codes[reading] & READING_MASK)).unsigned_abs() as u8
        });
    }
    let last = members(live)
        .max_by_key(|&reading| (sums[reading] + weights.last[reading], std::cmp::Reverse(reading)));
    way_back(rows, |row, reading| above.of(row, reading), last.unwrap_or(0))
}

/// For each row, and each reading that can be of the best sequence, the reading of the row above
/// it. Most rows have few of them, and most of those come from one.
struct Above {
    /// The readings of each row, none where all come from one, and where theirs begin in `all`.
    rows: Vec<(Set, usize)>,
    all: Vec<u8>,
}

impl Above {
    fn with_rows(rows: usize) -> Self {
        Self { rows: Vec::with_capacity(rows), all: Vec::new() }
    }

    fn push(&mut self, live: Set, above: impl Fn(usize) -> u8) {
        let start = self.all.len();
        self.all.extend(members(live).map(above));
        let is_one = self.all[start..].windows(2).all(|pair| pair[0] == pair[1]);
        if is_one {
            self.all.truncate(start + 1);
        }
        self.rows.push((if is_one { 0 } else { live }, start));
    }

    fn of(&self, row: usize, reading: usize) -> usize {
        let (live, start) = self.rows[row];
        let before = live & ((1 << reading) - 1);
        usize::from(self.all[start + before.count_ones() as usize])
    }
}

/// The readings of all rows, from that of the last one back: `above` says for a row and its reading
/// the one of the row above.
fn way_back(
    rows: usize,
    above: impl Fn(usize, usize) -> usize,
    mut reading: usize,
) -> Vec<Reading> {
    let mut readings = vec![Reading::ALL[reading]; rows];
    for row in (1..rows).rev() {
        reading = above(row, reading);
        readings[row - 1] = Reading::ALL[reading];
    }
    readings
}

/// For each reading of the next row the best sum that leads to it, and in the lowest bits the
/// reading above, such that of two with equal sums the first one is greater.
fn onward(sums: &[i32; LANES], live: Set, weights: &Weights) -> [i32; LANES] {
    let mut codes = [i32::MIN; LANES];
    for before in members(live) {
        let code = sums[before] << READING_BITS | (READING_MASK - before as i32);
        for (best, after) in codes.iter_mut().zip(&weights.after[before]) {
            *best = (*best).max(code + (after << READING_BITS));
        }
    }
    codes
}

/// Readings that are compared with one another's gains at a time.
const STEP: usize = 8;

/// Counts the sums from the best one, and gives the readings that can still be of the best
/// sequence: whatever follows, the best one loses no more against another than its gain.
fn prune(sums: &mut [i32; LANES], allowed: Set, weights: &Weights) -> Set {
    let top = sums.iter().copied().fold(i32::MIN, i32::max);
    let best = sums.iter().position(|&sum| sum == top).unwrap_or(0);
    for sum in sums.iter_mut() {
        *sum -= top;
    }
    let mut live = 0;
    for (block, (sums, gains)) in
        sums.chunks_exact(STEP).zip(weights.gains[best].chunks_exact(STEP)).enumerate()
    {
        // Most blocks have none, which is seen without a branch for each reading.
        if sums.iter().zip(gains).fold(0, |found, (sum, gain)| found | u32::from(sum >= gain)) != 0
        {
            let bits = sums.iter().zip(gains).enumerate();
            live |= bits.fold(0, |bits, (at, (sum, gain))| {
                bits | Set::from(sum >= gain) << (block * STEP + at)
            });
        }
    }
    live & allowed
}

/// The most that a sum may be: what is not of the set is impossible.
struct Mask {
    set: Set,
    lanes: [i32; LANES],
}

impl Mask {
    fn new() -> Self {
        Self { set: 0, lanes: [IMPOSSIBLE; LANES] }
    }

    /// The mask of a set. Rows below each other mostly have the same.
    fn of(&mut self, set: Set) -> &[i32; LANES] {
        if set != self.set {
            self.set = set;
            for (reading, lane) in self.lanes.iter_mut().enumerate() {
                *lane = if set >> reading & 1 == 1 { i32::MAX } else { IMPOSSIBLE };
            }
        }
        &self.lanes
    }
}

/// How much speaks for each reading of a row by itself, from row to row.
struct Scores<'w> {
    weights: &'w Weights,
    held: Held,
    sums: [i32; LANES],
}

impl<'w> Scores<'w> {
    fn new(weights: &'w Weights) -> Self {
        Self { weights, held: Held::default(), sums: [0; LANES] }
    }

    fn of(&mut self, held: &Held, row: usize) -> [i32; LANES] {
        // Many weights fit into one small number together: so they are added eight at a time.
        let mut changes = Changes {
            of_facts: &self.weights.of_facts,
            added: [0; LANES],
            count: 0,
            most: self.weights.most_at_once,
        };
        let sums = &mut self.sums;
        held.for_each_beyond(&self.held, |fact| changes.add(fact, sums, i16::wrapping_add));
        self.held.for_each_beyond(held, |fact| changes.add(fact, sums, i16::wrapping_sub));
        changes.flush(sums);
        self.held = *held;
        let mut own = self.sums;
        if let Some(fact) = facts::counts_twice(row) {
            add(&mut own, &self.weights.of_facts[fact]);
        }
        own
    }
}

/// The weights of facts that hold or hold no more, before they are added to the sums.
struct Changes<'w> {
    of_facts: &'w [[i16; LANES]],
    added: [i16; LANES],
    count: u32,
    most: u32,
}

impl Changes<'_> {
    fn add(&mut self, fact: usize, sums: &mut [i32; LANES], change: impl Fn(i16, i16) -> i16) {
        if self.count == self.most {
            self.flush(sums);
        }
        for (added, &weight) in self.added.iter_mut().zip(&self.of_facts[fact]) {
            *added = change(*added, weight);
        }
        self.count += 1;
    }

    fn flush(&mut self, sums: &mut [i32; LANES]) {
        add(sums, &self.added);
        (self.added, self.count) = ([0; LANES], 0);
    }
}

fn add(sums: &mut [i32; LANES], weights: &[i16; LANES]) {
    for (sum, &weight) in sums.iter_mut().zip(weights) {
        *sum += i32::from(weight);
    }
}

/// How much speaks for each reading of a row by itself.
#[cfg(any(test, feature = "internal-training"))]
pub(super) fn score(held: &Held, row: usize, weights: &Weights) -> [i32; LANES] {
    let mut sums = [0; LANES];
    facts::for_each(held, row, |fact| add(&mut sums, &weights.of_facts[fact]));
    sums
}

/// The best sequence by the definition alone, for rows whose scores are asked for: for learning,
/// where weights change from text to text, and to test the fast way by.
#[cfg(any(test, feature = "internal-training"))]
pub(super) fn decode(
    rows: usize,
    score: impl Fn(usize) -> [i32; LANES],
    weights: &Weights,
    allowed: impl Fn(usize) -> Set,
) -> Vec<Reading> {
    if rows == 0 {
        return Vec::new();
    }
    let mut above: Vec<[u8; COUNT]> = vec![[0; COUNT]; rows];
    let mut sums = [i64::MIN; COUNT];
    let mut set = allowed(0);
    let own = score(0);
    for reading in members(set) {
        sums[reading] = i64::from(own[reading]) + i64::from(weights.first[reading]);
    }
    for (row, above) in above.iter_mut().enumerate().skip(1) {
        let own = score(row);
        let next = allowed(row);
        let mut next_sums = [i64::MIN; COUNT];
        for reading in members(next) {
            let mut best = (i64::MIN, 0);
            for before in members(set) {
                let sum = sums[before] + i64::from(weights.after[before][reading]);
                if sum > best.0 {
                    best = (sum, before);
                }
            }
            next_sums[reading] = best.0 + i64::from(own[reading]);
            above[reading] = best.1 as u8;
        }
        (sums, set) = (next_sums, next);
    }
    let last = members(set).max_by_key(|&reading| {
        (sums[reading] + i64::from(weights.last[reading]), std::cmp::Reverse(reading))
    });
    way_back(rows, |row, reading| usize::from(above[row][reading]), last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{ALL, best, decode, score};
    use crate::Cleaner;
    use crate::stage::read::facts::Facts;
    use crate::stage::read::look;
    use crate::stage::read::reading::COUNT;
    use crate::stage::read::weights::Weights;
    use crate::stage::{classify, lines};

    /// A page with a head that is printed twice, a body and a tail.
    const PAGE: &str = include_str!("../../../tests/fixtures/settle_cascade_en/input.txt");

    /// Weights between -2 and 2, so that many sequences have equal sums; every second pair is much
    /// dearer.
    fn random_weights(mut seed: u64) -> Weights {
        let mut draw = move || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed
        };
        let mut weights = Weights::none();
        for weight in weights.of_facts.iter_mut().flatten() {
            *weight = (draw() % 5) as i16 - 2;
        }
        for weight in
            weights.after.iter_mut().chain([&mut weights.first, &mut weights.last]).flatten()
        {
            *weight = if draw() % 2 == 0 { -20 } else { (draw() % 5) as i32 - 2 };
        }
        weights.measure_gains();
        weights
    }

    #[test]
    fn the_fast_way_gives_the_sequence_of_the_definition() {
        let cleaner = Cleaner::default();
        let rules = cleaner.rules();
        let mut document = lines::read(PAGE, rules.options);
        classify::classify(&mut document, rules);
        let rows = document.rows();
        for seed in 1..200 {
            let weights = random_weights(seed);
            for rows in [&rows[..1], &rows[..2], &rows[..]] {
                let facts = Facts::find(
                    &document,
                    rows,
                    look::of_rows(&document, rows, rules),
                    None,
                    rules,
                );
                let text = facts.of_rows(&document, rows);
                let allowed = |row: usize| match seed % 3 {
                    0 => ALL,
                    _ => {
                        ALL & !(seed
                            .wrapping_mul(row as u64 + 1)
                            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                            >> (64 - COUNT))
                            | 1
                    }
                };
                let expected = decode(
                    rows.len(),
                    |row| score(&text.held(row), row, &weights),
                    &weights,
                    allowed,
                );
                assert_eq!(
                    best(&text, &weights, allowed),
                    expected,
                    "seed {seed}, {} rows",
                    rows.len()
                );
            }
        }
    }
}
