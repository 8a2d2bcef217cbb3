//! Any text: the laws hold.

#![no_main]

#[path = "../../tests/support/clean.rs"]
mod clean;
#[path = "../../tests/support/laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|data: &[u8]| clean::run(data));
