//! How the weights are learned: an averaged perceptron over whole texts, with a margin (Collins
//! 2002; Taskar and others 2003).
//!
//! The labels may leave open what a line is: the best sequence that they allow is then the one to
//! learn.

use crate::stage::read::facts::{self, Held};
use crate::stage::read::path::{self, Set};
use crate::stage::read::reading::{COUNT, Reading};
use crate::stage::read::weights::{UNSEEN, Weights};

/// How much finer the weights of the file are than a step of learning.
const SCALE: i32 = 10;

/// A text with its labels.
#[derive(Debug)]
pub(crate) struct Example {
    /// The facts of its rows and what is possible for them, with the lists and with some of them
    /// hidden.
    pub(crate) facts: Vec<(Vec<Held>, Vec<Set>)>,
    /// The readings that are right for each row.
    pub(crate) labels: Vec<Set>,
}

/// What it costs in the margin to read a paragraph as none of the story: on a page, it would be
/// lost.
const LOST: i32 = 120;

/// What a wrong reading costs in the margin: little within a field, much where a text would change.
fn cost(gold: Set, reading: usize) -> i32 {
    if gold >> reading & 1 == 1 {
        return 0;
    }
    let is_text = gold >> Reading::Paragraph as u8 & 1 == 1;
    if is_text && Reading::ALL[reading].is_of_page() {
        return LOST;
    }
    let same_field =
        path::members(gold).any(|right| field(Reading::ALL[right]) == field(Reading::ALL[reading]));
    if same_field { 12 } else { 60 }
}

/// The right readings that are possible; where none is, all right ones.
fn right(labels: Set, allowed: Set) -> Set {
    if labels & allowed == 0 { labels } else { labels & allowed }
}

fn field(reading: Reading) -> u8 {
    match reading {
        Reading::Headline => 0,
        Reading::Echo => 1,
        Reading::Paragraph | Reading::Subhead => 2,
        Reading::ParagraphCopy | Reading::PullQuote => 3,
        Reading::Deck | Reading::Point => 4,
        _ if reading.is_caption() => 5,
        _ if reading.is_credit() => 6,
        Reading::SectionAbove
        | Reading::DateAbove
        | Reading::Separator
        | Reading::Ticker
        | Reading::TickerLabel => 7,
        Reading::Byline => 8,
        _ => 9,
    }
}

/// Sums of weights over the steps, for their average.
#[derive(Debug)]
struct Sums {
    of_facts: Vec<[i64; COUNT]>,
    after: Vec<[i64; COUNT]>,
    first: [i64; COUNT],
    last: [i64; COUNT],
}

impl Sums {
    fn zero() -> Self {
        Self {
            of_facts: vec![[0; COUNT]; facts::COUNT],
            after: vec![[0; COUNT]; COUNT],
            first: [0; COUNT],
            last: [0; COUNT],
        }
    }

    /// Moves all weights that a sequence uses.
    fn add(&mut self, facts: &[Held], readings: &[Reading], by: i64) {
        for (row, &reading) in readings.iter().enumerate() {
            facts::for_each(&facts[row], row, |fact| self.of_facts[fact][reading as usize] += by);
        }
        for pair in readings.windows(2) {
            self.after[pair[0] as usize][pair[1] as usize] += by;
        }
        if let (Some(&first), Some(&last)) = (readings.first(), readings.last()) {
            self.first[first as usize] += by;
            self.last[last as usize] += by;
        }
    }
}

/// Learns weights from labelled texts. `rounds` times over all of them, in an order that `seed`
/// draws.
pub(crate) fn train(
    examples: &[Example],
    rounds: usize,
    mut seed: u64,
    log: &mut dyn FnMut(usize, usize, usize),
) -> Weights {
    let mut weights = Weights::none();
    for pair in weights.after.iter_mut().chain([&mut weights.first, &mut weights.last]).flatten() {
        *pair /= SCALE;
    }
    allow_seen(examples, &mut weights);
    let mut totals = Sums::zero();
    let mut step = 1_i64;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed as usize
    };
    for round in 0..rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, random() % (at + 1));
        }
        let (mut wrong, mut rows) = (0, 0);
        for &at in &order {
            let example = &examples[at];
            let (facts, allowed) = &example.facts[(round + at) % example.facts.len()];
            let with_cost = |row: usize| {
                let mut scores = path::score(&facts[row], row, &weights);
                for (reading, score) in scores.iter_mut().enumerate().take(COUNT) {
                    *score += cost(example.labels[row], reading);
                }
                scores
            };
            let found = path::decode(facts.len(), with_cost, &weights, |row| {
                allowed[row] | example.labels[row]
            });
            let is_right = found
                .iter()
                .zip(&example.labels)
                .all(|(&reading, &label)| label >> reading as u8 & 1 == 1);
            rows += facts.len();
            step += 1;
            if is_right {
                continue;
            }
            let own = |row: usize| path::score(&facts[row], row, &weights);
            let gold = path::decode(facts.len(), own, &weights, |row| {
                right(example.labels[row], allowed[row])
            });
            wrong += found
                .iter()
                .zip(&example.labels)
                .filter(|(reading, label)| *label >> **reading as u8 & 1 == 0)
                .count();
            update(&mut weights, facts, &gold, 1);
            update(&mut weights, facts, &found, -1);
            totals.add(facts, &gold, step);
            totals.add(facts, &found, -step);
        }
        log(round, wrong, rows);
    }
    average(&weights, &totals, step)
}

/// Pairs of readings that the labels allow cost nothing yet.
fn allow_seen(examples: &[Example], weights: &mut Weights) {
    for example in examples {
        let labels = &example.labels;
        for pair in
            labels.windows(2).filter(|pair| pair[0].count_ones() * pair[1].count_ones() <= 400)
        {
            for above in path::members(pair[0]) {
                for reading in path::members(pair[1]) {
                    weights.after[above][reading] = 0;
                }
            }
        }
        for reading in labels.first().into_iter().flat_map(|&set| path::members(set)) {
            weights.first[reading] = 0;
        }
        for reading in labels.last().into_iter().flat_map(|&set| path::members(set)) {
            weights.last[reading] = 0;
        }
    }
}

fn update(weights: &mut Weights, facts: &[Held], readings: &[Reading], by: i16) {
    for (row, &reading) in readings.iter().enumerate() {
        facts::for_each(&facts[row], row, |fact| weights.of_facts[fact][reading as usize] += by);
    }
    for pair in readings.windows(2) {
        weights.after[pair[0] as usize][pair[1] as usize] += i32::from(by);
    }
    if let (Some(&first), Some(&last)) = (readings.first(), readings.last()) {
        weights.first[first as usize] += i32::from(by);
        weights.last[last as usize] += i32::from(by);
    }
}

/// The average over all steps: the last weights less what came late.
fn average(weights: &Weights, totals: &Sums, steps: i64) -> Weights {
    let mean =
        |weight: i64, total: i64| ((weight * steps - total) * i64::from(SCALE)).div_euclid(steps);
    let mut averaged = Weights::none();
    for (fact, of) in averaged.of_facts.iter_mut().enumerate() {
        for (reading, weight) in of.iter_mut().enumerate().take(COUNT) {
            let mean =
                mean(i64::from(weights.of_facts[fact][reading]), totals.of_facts[fact][reading]);
            *weight = mean.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16;
        }
    }
    let pair = |weight: i32, total: i64| {
        let base = if weight <= UNSEEN / SCALE / 2 { UNSEEN / SCALE } else { 0 };
        base * SCALE + mean(i64::from(weight - base), total) as i32
    };
    for above in 0..COUNT {
        for reading in 0..COUNT {
            averaged.after[above][reading] =
                pair(weights.after[above][reading], totals.after[above][reading]);
        }
        averaged.first[above] = pair(weights.first[above], totals.first[above]);
        averaged.last[above] = pair(weights.last[above], totals.last[above]);
    }
    averaged
}

/// The mean of weights that were learned from the same texts in several orders: what only one order
/// taught counts less.
pub(crate) fn mean(all: &[Weights]) -> Weights {
    let of = |weight: &dyn Fn(&Weights) -> i32| {
        all.iter().map(weight).sum::<i32>() / all.len().max(1) as i32
    };
    let mut mean = Weights::none();
    for (fact, weights) in mean.of_facts.iter_mut().enumerate() {
        for (reading, weight) in weights.iter_mut().enumerate().take(COUNT) {
            *weight = of(&|one| one.of_facts[fact][reading].into()) as i16;
        }
    }
    for above in 0..COUNT {
        for reading in 0..COUNT {
            mean.after[above][reading] = of(&|one| one.after[above][reading]);
        }
        mean.first[above] = of(&|one| one.first[above]);
        mean.last[above] = of(&|one| one.last[above]);
    }
    mean
}

/// The weights as lines of the file, those of 0 and the pairs never seen left out.
pub(crate) fn write(weights: &Weights) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for (name, of) in facts::names().zip(&weights.of_facts) {
        for (reading, weight) in Reading::NAMES.iter().zip(of).filter(|(_, weight)| **weight != 0) {
            let _ = writeln!(text, "{name} {reading} {weight}");
        }
    }
    let seen = |weight: &i32| *weight > UNSEEN;
    for (above, of) in Reading::NAMES.iter().zip(&weights.after) {
        for (reading, weight) in Reading::NAMES.iter().zip(of).filter(|(_, weight)| seen(weight)) {
            let _ = writeln!(text, "after {above} {reading} {weight}");
        }
    }
    for (at, name) in Reading::NAMES.iter().enumerate() {
        if seen(&weights.first[at]) {
            let _ = writeln!(text, "after edge {name} {}", weights.first[at]);
        }
        if seen(&weights.last[at]) {
            let _ = writeln!(text, "after {name} edge {}", weights.last[at]);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::mean;
    use crate::stage::read::weights::{UNSEEN, Weights};

    #[test]
    fn what_one_order_taught_counts_less() {
        let (mut one, mut other) = (Weights::none(), Weights::none());
        (one.of_facts[3][4], other.of_facts[3][5]) = (40, -20);
        (one.after[1][2], other.after[1][2]) = (10, 30);
        (one.first[6], other.first[6]) = (0, 8);
        (one.last[7], other.last[7]) = (-6, 0);
        let found = mean(&[one, other]);
        assert_eq!((found.of_facts[3][4], found.of_facts[3][5]), (20, -10));
        assert_eq!((found.after[1][2], found.first[6], found.last[7]), (20, 4, -3));
        assert_eq!((found.after[2][1], found.first[7], found.last[6]), (UNSEEN, UNSEEN, UNSEEN));
    }
}
