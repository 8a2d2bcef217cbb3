//! Brings texts in other character encodings to UTF-8.
//!
//! A declared encoding is believed, then a byte order mark. A text that is UTF-8 but for some damage stays as it is, and the
//! library records the damage. Any other text is in a legacy encoding, which is guessed from the text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Bytes that the guess rests on.
const LOOKED_AT: usize = 1 << 20;

/// The encoding that a label of the WHATWG Encoding Standard names: `windows-1256`, `shift_jis`, `utf-16le`.
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
    (text.into_owned().into_bytes(), Some(used.name()))
}

fn found(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if is_almost_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(LOOKED_AT)], bytes.len() <= LOOKED_AT);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether there is nothing that is not UTF-8, or no more of it than of what can hardly be anything else.
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
