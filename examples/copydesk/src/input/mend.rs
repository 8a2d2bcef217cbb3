//! Reads records that are no JSON as it should be, but can be read for certain: in a legacy
//! encoding, or with numbers as JavaScript and Python write them.

use std::borrow::Cow;

use crate::input::encoding;
use crate::input::records::{self, Defect, Fault, Fields, Record};

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
    let mended = std::str::from_utf8(&bytes).map_or(Cow::Borrowed(&*bytes), |text| {
        with_nulls(text)
            .map_or(Cow::Borrowed(text.as_bytes()), |text| Cow::Owned(text.into_bytes()))
    });
    let had_nan = matches!(mended, Cow::Owned(_));
    let record = records::read_record(&mended, line, fields)?;
    Ok(Record { encoding, had_nan, ..record })
}

/// The same with `null` for each number that JSON has not; `None` where there is none.
fn with_nulls(text: &str) -> Option<String> {
    let mut mended = String::new();
    let (mut in_string, mut is_escaped, mut copied) = (false, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            in_string = byte != b'"' || is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
        } else if byte == b'"' {
            in_string = true;
        } else if at >= copied
            && let Some(number) = NO_NUMBERS.iter().find(|number| text[at..].starts_with(**number))
        {
            mended += &text[copied..at];
            mended += "null";
            copied = at + number.len();
        }
    }
    (copied > 0).then(|| mended + &text[copied..])
}
