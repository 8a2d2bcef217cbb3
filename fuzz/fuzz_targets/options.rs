//! Any options with any text: out of range they are refused, in range the laws hold.

#![no_main]

#[path = "../../tests/support/laws.rs"]
mod laws;
#[path = "../../tests/support/lines.rs"]
mod lines;
#[path = "../mutation.rs"]
mod mutation;
#[path = "../../tests/support/options.rs"]
mod options;

libfuzzer_sys::fuzz_target!(|data: &[u8]| options::run(data));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::mutate(data, options::HEADER_LEN..size, max_size, seed)
});
