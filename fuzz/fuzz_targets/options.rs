//! Any options with any text: out of range they are refused, in range the laws hold.

#![no_main]

#[path = "../../tests/support/options.rs"]
mod options;
#[path = "../../tests/support/laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|data: &[u8]| options::run(data));
