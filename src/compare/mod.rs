//! What makes two texts the same.
//!
//! Similarity proposes, the difference decides: [`key`] folds a text for comparison, [`candidates`]
//! finds the pairs of paragraphs that share enough of their n-grams, [`difference`] says what class
//! of words tells a pair apart.

pub(crate) mod blocks;
pub(crate) mod candidates;
pub(crate) mod difference;
pub(crate) mod edits;
pub(crate) mod fold;
pub(crate) mod hasher;
pub(crate) mod key;
pub(crate) mod tokens;
