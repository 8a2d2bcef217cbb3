//! Copies across documents, through the public face.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod boilerplate;
mod component;
mod different_stories;
mod edits;
mod index;
mod larger_than_memory;
mod laws;
mod stories;

use copydesk::corpus::Resolution;

/// How many of the texts are copies.
fn copies(resolutions: &[Resolution]) -> usize {
    resolutions.iter().filter(|resolution| resolution.duplicate_of.is_some()).count()
}
