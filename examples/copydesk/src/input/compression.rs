//! Unpacks gzip and Zstandard, told by their first bytes.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

/// How gzip begins.
const GZIP: &[u8] = &[0x1F, 0x8B];
/// How a frame of Zstandard begins.
const ZSTANDARD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
/// Bytes that are unpacked at once.
const BUFFER: usize = 256 * 1024;

/// A reader of what `reader` holds, unpacked where it is packed. All members of a gzip file, and
/// all frames, are read.
pub(crate) fn unpacked(mut reader: impl BufRead + 'static) -> io::Result<Box<dyn BufRead>> {
    let mut head = Vec::new();
    reader.by_ref().take(ZSTANDARD.len() as u64).read_to_end(&mut head)?;
    let (is_gzip, is_zstandard) = (head.starts_with(GZIP), head == ZSTANDARD);
    let whole = Cursor::new(head).chain(reader);
    Ok(if is_gzip {
        buffered(MultiGzDecoder::new(whole), "gzip")
    } else if is_zstandard {
        buffered(zstd::Decoder::with_buffer(whole)?, "Zstandard")
    } else {
        Box::new(whole)
    })
}

fn buffered(inner: impl Read + 'static, kind: &'static str) -> Box<dyn BufRead> {
    Box::new(BufReader::with_capacity(BUFFER, Unpacking { inner, kind, given: 0 }))
}

/// Says in its errors how far it came.
struct Unpacking<R> {
    inner: R,
    kind: &'static str,
    given: u64,
}

impl<R: Read> Read for Unpacking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Self { kind, given, .. } = *self;
        match self.inner.read(buffer) {
            Ok(count) => {
                self.given += count as u64;
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                let words = format!(
                    "the {kind} data end too early, after {given} bytes uncompressed; fetch the file again"
                );
                Err(io::Error::new(error.kind(), words))
            }
            Err(error) => {
                let words = format!(
                    "the {kind} data are damaged after {given} bytes uncompressed ({error}); fetch the file again"
                );
                Err(io::Error::new(error.kind(), words))
            }
        }
    }
}
