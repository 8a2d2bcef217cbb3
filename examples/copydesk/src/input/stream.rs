//! A reader that counts what was read and takes back what was read too far.

use std::io::{self, BufRead, Read};

/// Bytes in order, with their place.
#[derive(Debug)]
pub(crate) struct Stream<R> {
    inner: R,
    /// What was given back, and how much of it was read again.
    back: (Vec<u8>, usize),
    place: u64,
}

impl<R: BufRead> Stream<R> {
    /// Nothing is read yet.
    pub(crate) fn new(inner: R) -> Self {
        Self { inner, back: (Vec::new(), 0), place: 0 }
    }

    /// Bytes that were read.
    pub(crate) fn place(&self) -> u64 {
        self.place
    }

    /// Makes `bytes`, the last that were read, come again.
    pub(crate) fn give_back(&mut self, mut bytes: Vec<u8>) {
        self.place = self.place.saturating_sub(bytes.len() as u64);
        bytes.extend_from_slice(self.back.0.get(self.back.1..).unwrap_or_default());
        self.back = (bytes, 0);
    }

    /// Reads a line of `most` bytes at most onto the end of `line`, and says how long it is.
    pub(crate) fn read_line(&mut self, line: &mut Vec<u8>, most: usize) -> io::Result<usize> {
        self.by_ref().take(most as u64).read_until(b'\n', line)
    }
}

impl<R: BufRead> BufRead for Stream<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.back.0.get(self.back.1..) {
            Some(back) if !back.is_empty() => Ok(back),
            _ => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        self.place += count as u64;
        if self.back.1 < self.back.0.len() {
            self.back.1 += count;
        } else {
            self.inner.consume(count);
        }
    }
}

impl<R: BufRead> Read for Stream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}
