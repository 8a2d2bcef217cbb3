//! Any text: the fast comparison key is the defined one.

#![no_main]

#[path = "../../tests/support/normalization.rs"]
mod normalization;

libfuzzer_sys::fuzz_target!(|data: &[u8]| normalization::run(data));
