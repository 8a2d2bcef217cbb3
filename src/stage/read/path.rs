//! The best sequence of readings: Viterbi's algorithm, linear in the rows.

use crate::stage::read::facts::Facts;
use crate::stage::read::reading::{COUNT, Reading};
use crate::stage::read::weights::Weights;

/// A set of readings, a bit each.
pub(super) type Set = u64;

/// Every reading.
pub(super) const ALL: Set = (1 << COUNT) - 1;

/// The set of these readings.
pub(super) fn set(readings: &[Reading]) -> Set {
    readings.iter().fold(0, |set, &reading| set | 1 << reading as u8)
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

/// How much speaks for each reading of a row by itself.
pub(super) fn score(facts: &Facts, row: usize, weights: &Weights) -> [i32; COUNT] {
    let mut sums = [0_i32; COUNT];
    for &fact in facts.of(row) {
        for (sum, &weight) in sums.iter_mut().zip(&weights.of_facts[fact as usize]) {
            *sum += i32::from(weight);
        }
    }
    sums
}

/// The sequence for which most speaks, of those that `allowed` has.
pub(super) fn best(facts: &Facts, weights: &Weights, allowed: impl Fn(usize) -> Set) -> Vec<Reading> {
    decode(facts.rows(), |row| score(facts, row, weights), weights, allowed)
}

/// The same for rows whose scores are asked for.
pub(super) fn decode(
    rows: usize,
    score: impl Fn(usize) -> [i32; COUNT],
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
    for row in 1..rows {
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
            above[row][reading] = best.1 as u8;
        }
        (sums, set) = (next_sums, next);
    }
    let last = members(set).max_by_key(|&reading| (sums[reading] + i64::from(weights.last[reading]), std::cmp::Reverse(reading)));
    let mut reading = last.unwrap_or(0);
    let mut readings = vec![Reading::ALL[reading]; rows];
    for row in (1..rows).rev() {
        reading = above[row][reading] as usize;
        readings[row - 1] = Reading::ALL[reading];
    }
    readings
}
