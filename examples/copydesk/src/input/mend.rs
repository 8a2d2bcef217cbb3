//! Reads records that are no JSON as it should be, but can be read for certain: in a legacy
//! encoding, with numbers as JavaScript and Python write them, or with half a character, as
//! JavaScript leaves where it cuts a text.

use crate::input::encoding;
use crate::input::records::{self, Defect, Fault, Fields, Record};

/// Bytes of an escape, as `\ud83d`, and of the two that make a character.
const ESCAPE: usize = 6;
const PAIR: usize = 2 * ESCAPE;
/// Numbers that JSON has not; the longest first.
const NO_NUMBERS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];

/// The record that the bytes hold, which begin in this line.
pub(crate) fn read(bytes: &[u8], line: usize, fields: &Fields) -> Result<Record, Fault> {
    match records::read_record(bytes, line, fields) {
        Err(Fault::Line { defect: Defect::NotUtf8 { .. } | Defect::NotJson { .. }, .. }) => {
            read_mended(bytes, line, fields)
        }
        read => read,
    }
}

fn read_mended(bytes: &[u8], line: usize, fields: &Fields) -> Result<Record, Fault> {
    let (bytes, encoding) = encoding::decoded(bytes.to_vec(), None);
    let Mended { json, had_nan, had_half } =
        std::str::from_utf8(&bytes).map(mended).unwrap_or_default();
    let json = if json.is_empty() { &bytes } else { json.as_bytes() };
    let record = records::read_record(json, line, fields)?;
    Ok(Record { encoding, had_nan, had_half, ..record })
}

/// The JSON that can be read of a text that is none; `None` where nothing is to be mended.
pub(crate) fn mended_json(text: &str) -> Option<String> {
    Some(mended(text).json).filter(|json| !json.is_empty())
}

/// JSON that can be read, empty where nothing was mended, and what was.
#[derive(Debug, Default)]
struct Mended {
    json: String,
    had_nan: bool,
    had_half: bool,
}

/// The same with `null` for each number that JSON has not, and with U+FFFD for each escape of half a
/// character without the other half.
fn mended(text: &str) -> Mended {
    let mut mended = Mended::default();
    let (mut in_string, mut is_escaped, mut copied, mut whole) = (false, false, 0, 0);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            in_string = byte != b'"' || is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            if is_escaped && at >= whole && half_at(text, at).is_some() {
                if is_pair_at(text, at) {
                    whole = at + PAIR;
                } else {
                    mended.had_half = true;
                    mended.json += &text[copied..at];
                    mended.json += "\\ufffd";
                    copied = at + ESCAPE;
                }
            }
        } else if byte == b'"' {
            in_string = true;
        } else if at >= copied
            && let Some(number) = NO_NUMBERS.iter().find(|number| text[at..].starts_with(**number))
        {
            mended.had_nan = true;
            mended.json += &text[copied..at];
            mended.json += "null";
            copied = at + number.len();
        }
    }
    if copied > 0 {
        mended.json += &text[copied..];
    }
    mended
}

/// The half of a character outside the first plane that is escaped at `at`.
fn half_at(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
    u32::from_str_radix(digits, 16).ok().filter(|unit| (0xD800..=0xDFFF).contains(unit))
}

/// Whether a first half and a second half are escaped at `at`.
fn is_pair_at(text: &str, at: usize) -> bool {
    half_at(text, at).is_some_and(|unit| unit < 0xDC00)
        && half_at(text, at + ESCAPE).is_some_and(|unit| unit >= 0xDC00)
}
