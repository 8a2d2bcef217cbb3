//! Reads Parquet and Arrow files: each row as a line of JSON Lines, whose fields are called by the
//! columns.
//!
//! Batches of rows are read one after another, so that memory is bounded by the pages of a row
//! group that are open, not by the file.

use std::fs::File;
use std::io::{self, BufRead, Read, Seek, Write};
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_ipc::reader::FileReader;
use arrow_json::WriterBuilder;
use arrow_json::writer::{LineDelimited, Writer};
use arrow_schema::{ArrowError, Schema};
use indicatif::ProgressBar;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::input::kind::Kind;

/// Bytes of a batch, as the file says what its rows hold. Smaller ones cost time, larger ones
/// memory, in several forms.
const BATCH_BYTES: u64 = 1 << 20;
/// Most rows of a batch.
const MOST_ROWS: u64 = 1_000;
/// Rows that are written as JSON at once: batches of Arrow files may be of any length.
const ROWS_AT_ONCE: usize = 64;
/// How files begin whose name leads to them, not to something that is compressed.
const BEGINS: [&[u8]; 2] = [b"PAR1", b"ARRO"];

/// What holds rows column by column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Columnar {
    /// Apache Parquet.
    Parquet,
    /// Apache Arrow, as files, not as streams.
    Arrow,
}

impl Columnar {
    /// What a kind of file is.
    pub(crate) fn of(kind: &Kind) -> Option<Self> {
        match kind.extension() {
            "parquet" => Some(Self::Parquet),
            "arrow" => Some(Self::Arrow),
            _ => None,
        }
    }
}

/// The rows of a file as JSON Lines.
pub(crate) struct Rows {
    batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>,
    /// Names of the columns.
    columns: Vec<String>,
    batch: Option<RecordBatch>,
    lines: Vec<u8>,
    /// How much of `lines` was read.
    read: usize,
    progress: Progress,
}

/// Says how much of the file was read, by its rows.
struct Progress {
    bar: ProgressBar,
    length: u64,
    rows: u64,
    /// How many rows were read.
    read: u64,
}

/// The rows of the file at `path`, or of what `reader` gives where that is not such a file itself:
/// standard input or something compressed. It is written to a scratch file then, as its end has to
/// be read first.
pub(crate) fn open(
    path: &Path,
    reader: impl Read,
    kind: Columnar,
    bar: &ProgressBar,
) -> io::Result<Rows> {
    let (file, bar) = match seekable(path)? {
        Some(file) => (file, bar.clone()),
        None => (scratch(reader)?, ProgressBar::hidden()),
    };
    let length = file.metadata()?.len();
    match kind {
        Columnar::Parquet => {
            let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
            let groups = builder.metadata().row_groups();
            let rows = groups.iter().map(|group| whole(group.num_rows())).sum::<u64>().max(1);
            let bytes = groups.iter().map(|group| whole(group.total_byte_size())).sum::<u64>();
            let batch_rows = (BATCH_BYTES / (bytes / rows).max(1)).clamp(1, MOST_ROWS);
            let columns = columns(builder.schema());
            let batches = builder.with_batch_size(batch_rows as usize).build()?;
            Ok(Rows::new(Box::new(batches), columns, Progress { bar, length, rows, read: 0 }))
        }
        Columnar::Arrow => {
            let batches = FileReader::try_new(file, None).map_err(io_error)?;
            let columns = columns(&batches.schema());
            Ok(Rows::new(
                Box::new(batches),
                columns,
                Progress { bar, length, rows: u64::MAX, read: 0 },
            ))
        }
    }
}

/// The file at `path`, where that is a Parquet or Arrow file.
fn seekable(path: &Path) -> io::Result<Option<File>> {
    if path.as_os_str() == "-" || !path.is_file() {
        return Ok(None);
    }
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(4).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(BEGINS.contains(&head.as_slice()).then_some(file))
}

fn scratch(mut reader: impl Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut reader, &mut file)?;
    file.flush()?;
    file.rewind()?;
    Ok(file)
}

/// A count of the file, which a damaged one may have below zero.
fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn columns(schema: &Schema) -> Vec<String> {
    schema.fields().iter().map(|field| field.name().clone()).collect()
}

fn io_error(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        error => io::Error::new(io::ErrorKind::InvalidData, error),
    }
}

impl Progress {
    fn read(&mut self, rows: usize) {
        let before = self.bytes();
        self.read += rows as u64;
        self.bar.inc(self.bytes() - before);
    }

    /// Bytes of the rows that were read, as if all were of one length.
    fn bytes(&self) -> u64 {
        let bytes = u128::from(self.length) * u128::from(self.read) / u128::from(self.rows);
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

impl Rows {
    fn new(
        batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>,
        columns: Vec<String>,
        progress: Progress,
    ) -> Self {
        Self { batches, columns, batch: None, lines: Vec::new(), read: 0, progress }
    }

    /// The names of the columns, where that of `field` is not among them, nor one that leads to it.
    pub(crate) fn columns_without(&self, field: &str) -> Option<Vec<String>> {
        let leads_there = |column: &String| {
            field
                .strip_prefix(column.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        (!self.columns.iter().any(leads_there)).then(|| self.columns.clone())
    }

    /// Writes the next rows as lines; none at the end.
    fn write_lines(&mut self) -> io::Result<()> {
        self.lines.clear();
        self.read = 0;
        let mut batches = self.batch.take().map(Ok).into_iter().chain(&mut self.batches);
        // A batch may be empty without being the last one.
        let next = batches.find(|batch| !batch.as_ref().is_ok_and(|batch| batch.num_rows() == 0));
        let Some(batch) = next else { return Ok(()) };
        let batch = batch.map_err(io_error)?;
        let rows = batch.num_rows().min(ROWS_AT_ONCE);
        let mut writer: Writer<_, LineDelimited> =
            WriterBuilder::new().with_explicit_nulls(true).build(&mut self.lines);
        writer.write(&batch.slice(0, rows)).and_then(|()| writer.finish()).map_err(io_error)?;
        self.progress.read(rows);
        if rows < batch.num_rows() {
            self.batch = Some(batch.slice(rows, batch.num_rows() - rows));
        }
        Ok(())
    }
}

impl BufRead for Rows {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read >= self.lines.len() {
            self.write_lines()?;
        }
        Ok(self.lines.get(self.read..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.read += count;
    }
}

impl Read for Rows {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}
