//! Any options with any text: out of range they are refused, in range the laws hold.

#![no_main]

#[path = "../../tests/support/laws.rs"]
mod laws;
#[path = "../../tests/support/options.rs"]
mod options;

libfuzzer_sys::fuzz_target!(|data: &[u8]| options::run(data));
