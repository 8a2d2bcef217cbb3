//! Brings texts in other character encodings to UTF-8.
//!
//! A declared encoding is believed, then a byte order mark, then zero bytes as UTF-16 has them. A
//! text that is UTF-8 but for some damage stays as it is, and the library records the damage. Any
//! other text is in a legacy encoding, which is guessed from the text.

use std::borrow::Cow;
use std::io::{BufRead, BufReader};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

/// Bytes that the guess rests on.
const LOOKED_AT: usize = 1 << 20;
/// In UTF-16 of any script two bytes make a letter. Where more than so many of a hundred bytes are
/// printable ASCII, each is a letter of its own, and a zero byte is one of packed data.
const MOST_ASCII: usize = 90;
/// Of so many units of UTF-16 one at least is ASCII: a line end, a blank or a digit, also in
/// Chinese. In UTF-8 no byte is zero.
const UNITS_PER_ASCII: usize = 200;

/// The encoding that a label of the WHATWG Encoding Standard names: `windows-1256`, `shift_jis`,
/// `utf-16le`.
pub(crate) fn of_label(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| "no encoding has this name; examples are utf-8, windows-1256, iso-8859-2, shift_jis, gb18030, utf-16le".to_owned())
}

/// The text in UTF-8, and the name of the encoding that it was in; `None` for UTF-8.
pub(crate) fn decoded(
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> (Vec<u8>, Option<&'static str>) {
    let encoding = declared.unwrap_or_else(|| found(&bytes));
    if encoding == UTF_8 {
        return (bytes, None);
    }
    let (text, used, _) = encoding.decode(&bytes);
    (text.into_owned().into_bytes(), (used != UTF_8).then(|| used.name()))
}

/// The same of what `reader` holds, as it is read.
pub(crate) fn transcoded(
    reader: Box<dyn BufRead>,
    encoding: &'static Encoding,
) -> Box<dyn BufRead> {
    let decoder = DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(reader);
    Box::new(BufReader::new(decoder))
}

/// The begin of a file in UTF-8, where it is in UTF-16.
pub(crate) fn head_in_utf8(head: &[u8]) -> Cow<'_, [u8]> {
    match utf16_of(head) {
        Some(encoding) => {
            Cow::Owned(encoding.decode(whole_units(head)).0.into_owned().into_bytes())
        }
        None => Cow::Borrowed(head),
    }
}

/// UTF-16, where a file that begins so is in it: told by its byte order mark, or by the zero bytes
/// of its ASCII characters, which all texts have for line ends, blanks and digits.
pub(crate) fn utf16_of(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let head = whole_units(head);
    let zeros =
        |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = if even > odd { UTF_16BE } else { UTF_16LE };
    let are_enough = even.max(odd) * UNITS_PER_ASCII >= head.len() / 2;
    let ascii = head.iter().filter(|byte| matches!(byte, b' '..=b'~')).count();
    let is_of_pairs = ascii * 100 <= head.len() * MOST_ASCII;
    (even != odd && is_of_pairs && are_enough && is_text(head, encoding)).then_some(encoding)
}

/// The begin of a file without half a character at its end.
fn whole_units(head: &[u8]) -> &[u8] {
    &head[..head.len() - head.len() % 2]
}

/// Whether these are characters of a text in the encoding.
fn is_text(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);
    // What is looked at may end within a pair of units.
    let shorter = &bytes[..bytes.len().saturating_sub(2)];
    let is_damaged = is_damaged && encoding.decode_without_bom_handling(shorter).1;
    let is_odd = |character: char| character.is_control() && !character.is_whitespace();
    !is_damaged && !text.trim().is_empty() && !text.contains(is_odd)
}

fn found(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_of(&bytes[..bytes.len().min(LOOKED_AT)]) {
        return encoding;
    }
    if is_almost_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(LOOKED_AT)], bytes.len() <= LOOKED_AT);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether there is nothing that is not UTF-8, or no more of it than of what can hardly be anything
/// else.
fn is_almost_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut sound, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged <= sound
}
