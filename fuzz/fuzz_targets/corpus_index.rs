//! Any bytes as the index of a corpus: an error, or texts that are written again as they were read.

#![no_main]

#[path = "../../tests/support/corpus_index.rs"]
mod corpus_index;

libfuzzer_sys::fuzz_target!(|data: &[u8]| corpus_index::run(data));
