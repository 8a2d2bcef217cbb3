//! Any text: the laws hold.

#![no_main]

#[path = "../../tests/support/clean.rs"]
mod clean;
#[path = "../../tests/support/laws.rs"]
mod laws;
#[path = "../../tests/support/lines.rs"]
mod lines;
#[path = "../mutation.rs"]
mod mutation;

libfuzzer_sys::fuzz_target!(|data: &[u8]| clean::run(data));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::mutate(data, 0..size, max_size, seed)
});
