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
