//! Fast paths beside the plain definitions that they must agree with, for differential tests and
//! fuzzing.

use crate::compare::candidates::{Index, Pair, find_naive};
use crate::compare::key;

/// The comparison key of a text on the fast path and by its definition.
#[must_use]
pub fn key(text: &str) -> (String, String) {
    (key::of(text), key::of_naive(text))
}

/// The places of two keys and their overlap in millionths.
pub type Row = (usize, usize, u32);

/// The candidate pairs among keys that an index finds, and those that comparing all with all finds.
#[must_use]
pub fn candidates(keys: &[String], overlap: f32, words: usize) -> (Vec<Row>, Vec<Row>) {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let row = |pair: &Pair| (pair.places().0, pair.places().1, millionths(pair.overlap));
    let rows = |pairs: Vec<Pair>| pairs.iter().map(row).collect();
    (rows(Index::default().find(&keys, overlap, words)), rows(find_naive(&keys, overlap, words)))
}

#[allow(clippy::cast_sign_loss, reason = "an overlap is never negative")]
fn millionths(overlap: f32) -> u32 {
    (overlap * 1e6) as u32
}
