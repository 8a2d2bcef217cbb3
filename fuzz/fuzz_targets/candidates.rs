//! Any paragraphs: the index finds the pairs that all pairs have.

#![no_main]

#[path = "../../tests/support/candidates.rs"]
mod candidates;

libfuzzer_sys::fuzz_target!(|data: &[u8]| candidates::run(data));
