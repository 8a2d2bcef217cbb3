//! The kept texts of a corpus as bytes, to go on from another day.
//!
//! Layout, numbers in little endian: the mark [`MARK`], the version (4 bytes), the number of texts
//! (8), the texts, and XXH3-64 of all that (8). A text: id, date and source, each as its length (4)
//! and UTF-8, with the length 0xffffffff where there is none; the hash of the text (16); how many
//! copies it had (4); the number of its words (4) and the words (4 each).

use std::io::{self, Read, Write};

use xxhash_rust::xxh3::Xxh3;

use crate::corpus::keep::Metadata;
use crate::corpus::text::{Fingerprint, Text};
use crate::corpus::words::Word;
use crate::error::Error;

const MARK: &[u8; 16] = b"copydesk corpus\n";
/// The version that is written, and the only one that is read.
const VERSION: u32 = 3;
const NONE: u32 = u32::MAX;
const CHECKSUM_BYTES: usize = 8;
/// Bytes that are asked for at once, however many a text is said to have.
const BLOCK_BYTES: usize = 1 << 16;

/// Writes an index piece by piece.
pub(super) struct Writer<'o> {
    out: &'o mut dyn Write,
    checksum: Xxh3,
}

impl<'o> Writer<'o> {
    /// Begins an index of so many texts.
    pub(super) fn new(out: &'o mut dyn Write, texts: usize) -> io::Result<Self> {
        let mut writer = Self { out, checksum: Xxh3::new() };
        writer.put(MARK)?;
        writer.put(&VERSION.to_le_bytes())?;
        writer.put(&(texts as u64).to_le_bytes())?;
        Ok(writer)
    }

    /// Writes a text.
    pub(super) fn text(
        &mut self,
        text: &Text,
        fingerprint: Fingerprint,
        copies: u32,
        metadata: &Metadata,
    ) -> io::Result<()> {
        for field in [Some(&metadata.id), metadata.date.as_ref(), metadata.source.as_ref()] {
            let field = field.filter(|field| field.len() < NONE as usize);
            self.put(&field.map_or(NONE, |field| field.len() as u32).to_le_bytes())?;
            self.put(field.map_or(&[], |field| field.as_bytes()))?;
        }
        self.put(&fingerprint.exact.to_le_bytes())?;
        self.put(&copies.to_le_bytes())?;
        self.put(&(text.words.len() as u32).to_le_bytes())?;
        let words: Vec<u8> = text.words.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.put(&words)
    }

    /// Ends the index with its checksum.
    pub(super) fn end(self) -> io::Result<()> {
        self.out.write_all(&self.checksum.digest().to_le_bytes())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.update(bytes);
        self.out.write_all(bytes)
    }
}

/// Reads what a [`Writer`] wrote, and gives each text to `each`. Linear; never asks for more memory
/// than the bytes can fill.
pub(super) fn read(
    input: &mut dyn Read,
    mut each: impl FnMut(&Text, Fingerprint, u32, Metadata),
) -> Result<(), Error> {
    let mut reader = Reader { input, at: 0, checksum: Xxh3::new() };
    match reader.bytes(MARK.len()) {
        Ok(mark) if mark == MARK => {}
        Err(error @ Error::IndexUnread { .. }) => return Err(error),
        _ => {
            return Err(Error::IndexDamaged {
                offset: 0,
                what: "it does not begin with the mark of an index",
            });
        }
    }
    let version = reader.number()?;
    if version != VERSION {
        return Err(Error::IndexVersion { found: version, known: VERSION });
    }
    let count = u64::from_le_bytes(reader.array()?);
    for _ in 0..count {
        let (text, fingerprint, copies, metadata) = reader.text()?;
        each(&text, fingerprint, copies, metadata);
    }
    let (offset, checksum) = (reader.at, reader.checksum.digest());
    if reader.array::<CHECKSUM_BYTES>()? != checksum.to_le_bytes() {
        return Err(Error::IndexDamaged {
            offset,
            what: "its checksum does not fit its content: it was changed or cut off",
        });
    }
    match reader.bytes(1) {
        Ok(_) => {
            Err(Error::IndexDamaged { offset: reader.at - 1, what: "it goes on after its end" })
        }
        Err(Error::IndexDamaged { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

struct Reader<'i> {
    input: &'i mut dyn Read,
    at: usize,
    checksum: Xxh3,
}

impl Reader<'_> {
    fn bytes(&mut self, len: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        while bytes.len() < len {
            let (from, block) = (bytes.len(), BLOCK_BYTES.min(len - bytes.len()));
            bytes.resize(from + block, 0);
            self.input.read_exact(&mut bytes[from..]).map_err(|error| match error.kind() {
                io::ErrorKind::UnexpectedEof => Error::IndexDamaged {
                    offset: self.at,
                    what: "it ends too early: it was changed or cut off",
                },
                _ => Error::IndexUnread { what: error.to_string() },
            })?;
        }
        self.checksum.update(&bytes);
        self.at += len;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut array = [0; N];
        array.copy_from_slice(&self.bytes(N)?);
        Ok(array)
    }

    fn number(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_le_bytes)
    }

    fn string(&mut self) -> Result<Option<Box<str>>, Error> {
        let offset = self.at;
        let len = self.number()?;
        if len == NONE {
            return Ok(None);
        }
        let string = String::from_utf8(self.bytes(len as usize)?);
        string
            .map(|string| Some(string.into()))
            .map_err(|_| Error::IndexDamaged { offset, what: "a name is not UTF-8" })
    }

    fn text(&mut self) -> Result<(Text, Fingerprint, u32, Metadata), Error> {
        let id = self.string()?.unwrap_or_default();
        let metadata =
            Metadata { id, date: self.string()?, source: self.string()?, is_known: true };
        let exact = u128::from_le_bytes(self.array()?);
        let copies = self.number()?;
        let words = self.number()? as usize;
        let words = self.bytes(words.saturating_mul(size_of::<Word>()))?;
        let words = words
            .chunks_exact(size_of::<Word>())
            .map(|word| Word::from_le_bytes([word[0], word[1], word[2], word[3]]))
            .collect();
        let text = Text::of_words(words);
        let fingerprint = Fingerprint::of_words(exact, &text);
        Ok((text, fingerprint, copies, metadata))
    }
}
