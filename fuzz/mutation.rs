//! The next input of a target that reads text: its lines are changed as often as its bytes.

use std::ops::Range;

use crate::lines;

/// Changes the input of `text.end` bytes, of which those of `text` are its text, and gives its new
/// length, at most `max_size`.
pub(crate) fn mutate(data: &mut [u8], text: Range<usize>, max_size: usize, seed: u32) -> usize {
    let changed = data
        .get(text.clone())
        .and_then(|text| std::str::from_utf8(text).ok())
        .filter(|_| seed % 2 == 0)
        .map(|text| lines::changed(text, u64::from(seed)));
    match changed {
        Some(changed) if text.start + changed.len() <= max_size => {
            let end = text.start + changed.len();
            data[text.start..end].copy_from_slice(changed.as_bytes());
            end
        }
        _ => libfuzzer_sys::fuzzer_mutate(data, text.end, max_size),
    }
}
