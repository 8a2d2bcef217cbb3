//! What is printed of a record at the end, its line or its text, in a file until then.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// Strings in the order of the records, in a file without a name.
#[derive(Debug)]
pub(crate) struct Spool {
    out: BufWriter<File>,
    ends: Vec<u64>,
}

impl Spool {
    /// An empty spool in an empty file.
    pub(crate) fn new(file: File) -> Self {
        Self { out: BufWriter::with_capacity(1 << 16, file), ends: Vec::new() }
    }

    /// Adds the next record's string.
    pub(crate) fn push(&mut self, string: &str) -> io::Result<()> {
        self.out.write_all(string.as_bytes())?;
        self.ends.push(self.ends.last().copied().unwrap_or(0) + string.len() as u64);
        Ok(())
    }

    /// Nothing more is added, and strings may be asked for.
    pub(crate) fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// The string of a record.
    pub(crate) fn get(&mut self, record: usize) -> io::Result<String> {
        let start = record.checked_sub(1).map_or(0, |before| self.ends[before]);
        let mut string = String::new();
        let file = self.out.get_mut();
        file.seek(SeekFrom::Start(start))?;
        file.take(self.ends[record] - start).read_to_string(&mut string)?;
        Ok(string)
    }
}
