//! Any bytes as JSON Lines: the reader of the bundled program loses no line.

#![no_main]

#[path = "../../examples/copydesk/tests/support/records.rs"]
mod records;

libfuzzer_sys::fuzz_target!(|data: &[u8]| records::run(data));
