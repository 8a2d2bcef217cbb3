//! The kept texts of a corpus as bytes, to go on from another day.
//!
//! Layout, numbers in little endian: the mark [`MARK`], the version (4 bytes), the number of texts (8), the texts, and XXH3-64 of
//! all that (8). A text: id, date and source, each as its length (4) and UTF-8, with the length 0xffffffff where there is none;
//! the hash of the text (16); how many copies it had (4); the number of its words (4) and the words (4 each).

use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::keep::Label;
use crate::corpus::text::Text;
use crate::corpus::words::COMMON;
use crate::error::Error;

const MARK: &[u8; 16] = b"copydesk corpus\n";
/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;
const NONE: u32 = u32::MAX;
const CHECKSUM_BYTES: usize = 8;

/// Writes texts, each with how many copies of it went since it was read.
pub(super) fn write<'a>(texts: impl Iterator<Item = (&'a Text, &'a Label, u32)>) -> Vec<u8> {
    let mut bytes = [MARK.as_slice(), &VERSION.to_le_bytes(), &[0; 8]].concat();
    let mut count = 0_u64;
    for (text, label, copies) in texts {
        count += 1;
        for field in [Some(&label.id), label.date.as_ref(), label.source.as_ref()] {
            let Some(field) = field.filter(|field| field.len() < NONE as usize) else {
                bytes.extend_from_slice(&NONE.to_le_bytes());
                continue;
            };
            bytes.extend_from_slice(&(field.len() as u32).to_le_bytes());
            bytes.extend_from_slice(field.as_bytes());
        }
        bytes.extend_from_slice(&text.exact.to_le_bytes());
        bytes.extend_from_slice(&text.copies.saturating_add(copies).to_le_bytes());
        bytes.extend_from_slice(&(text.words.len() as u32).to_le_bytes());
        text.words.iter().for_each(|word| bytes.extend_from_slice(&(word & !COMMON).to_le_bytes()));
    }
    let at = MARK.len() + 4;
    bytes[at..at + 8].copy_from_slice(&count.to_le_bytes());
    let checksum = xxh3_64(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

/// Reads what [`write`] wrote. Linear; never takes more memory than the bytes can fill.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<(Text, Label)>, Error> {
    let damaged = |offset, what| Error::IndexDamaged { offset, what };
    if !bytes.starts_with(MARK) {
        return Err(damaged(0, "it does not begin with the mark of an index"));
    }
    let mut reader = Reader { bytes, at: MARK.len() };
    let version = reader.number()?;
    if version != VERSION {
        return Err(Error::IndexVersion { found: version, known: VERSION });
    }
    let end = bytes.len().saturating_sub(CHECKSUM_BYTES);
    let (body, checksum) = bytes.split_at(end);
    if checksum != xxh3_64(body).to_le_bytes() {
        return Err(damaged(end, "its checksum does not fit its content: it was changed or cut off"));
    }
    reader.bytes = body;
    let count = u64::from_le_bytes(reader.array()?);
    let mut texts = Vec::new();
    for _ in 0..count {
        texts.push(reader.text()?);
    }
    if reader.at < end { Err(damaged(reader.at, "it goes on after its last text")) } else { Ok(texts) }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, len: usize) -> Result<&'b [u8], Error> {
        let taken = self.at.checked_add(len).and_then(|end| self.bytes.get(self.at..end));
        let taken = taken.ok_or(Error::IndexDamaged { offset: self.at, what: "it ends inside a text" })?;
        self.at += len;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn number(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_le_bytes)
    }

    fn string(&mut self) -> Result<Option<String>, Error> {
        let offset = self.at;
        let len = self.number()?;
        if len == NONE {
            return Ok(None);
        }
        let string = std::str::from_utf8(self.take(len as usize)?);
        string.map(|string| Some(string.to_owned())).map_err(|_| Error::IndexDamaged { offset, what: "a name is not UTF-8" })
    }

    fn text(&mut self) -> Result<(Text, Label), Error> {
        let id = self.string()?.unwrap_or_default();
        let label = Label { id, date: self.string()?, source: self.string()?, is_known: true };
        let exact = u128::from_le_bytes(self.array()?);
        let copies = self.number()?;
        let words = self.number()? as usize;
        let words = self.take(words.saturating_mul(4))?.chunks_exact(4);
        let words = words.map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect();
        let mut text = Text::of_words(words, exact);
        text.copies = copies;
        Ok((text, label))
    }
}
