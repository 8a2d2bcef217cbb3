//! Articles as the rows of a Parquet file, compressed with Zstandard.
//!
//! The columns are the same whatever the input holds: what else a record said is one column, as
//! JSON, which data bases read.

use std::io;
use std::sync::Arc;

use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;

use crate::output::atomic::AtomicFile;

/// Rows that are in memory as columns before they are encoded.
const BATCH_ROWS: usize = 256;
/// Bytes of a row group once it is encoded, which are in memory until it is written.
const GROUP_BYTES: usize = 16 << 20;

/// Columns whose values hardly ever come again: a dictionary of them only costs time.
const DISTINCT: [&str; 4] = ["text", "id", "source", "record"];

/// A table that is being written.
pub(crate) struct Table {
    decoder: Decoder,
    writer: ArrowWriter<AtomicFile>,
}

impl Table {
    /// A table without a row.
    pub(crate) fn new(out: AtomicFile) -> io::Result<Self> {
        let schema = Arc::new(schema());
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_bytes(Some(GROUP_BYTES));
        let properties = DISTINCT.into_iter().fold(properties, |properties, column| {
            properties.set_column_dictionary_enabled(ColumnPath::from(column), false)
        });
        let properties = properties.build();
        let writer =
            ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties)).map_err(io_error)?;
        let decoder = ReaderBuilder::new(schema).with_batch_size(BATCH_ROWS).build_decoder();
        Ok(Self { decoder: decoder.map_err(of_arrow)?, writer })
    }

    /// Adds rows, which are JSON objects with the names of the columns.
    pub(crate) fn write(&mut self, rows: &str) -> io::Result<()> {
        let mut rest = rows.as_bytes();
        loop {
            let read = self.decoder.decode(rest).map_err(of_arrow)?;
            rest = rest.get(read..).unwrap_or_default();
            if rest.is_empty() {
                return Ok(());
            }
            self.write_batch()?;
        }
    }

    /// Writes what is left, and gives back what was written to.
    pub(crate) fn finish(mut self) -> io::Result<AtomicFile> {
        self.write_batch()?;
        self.writer.into_inner().map_err(io_error)
    }

    fn write_batch(&mut self) -> io::Result<()> {
        match self.decoder.flush().map_err(of_arrow)? {
            Some(batch) => self.writer.write(&batch).map_err(io_error),
            None => Ok(()),
        }
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").finish_non_exhaustive()
    }
}

/// The columns: `text` and `id` first, as loaders of data sets want them.
fn schema() -> Schema {
    let string = |name: &str| Field::new(name, DataType::Utf8, false);
    let perhaps = |name: &str| Field::new(name, DataType::Utf8, true);
    let count = |name: &str| Field::new(name, DataType::Int64, false);
    let list = |name: &str, item: DataType| {
        Field::new(name, DataType::List(Arc::new(Field::new("element", item, false))), false)
    };
    let strings = |name: &str| list(name, DataType::Utf8);
    let structs = |name: &str, fields: Vec<Field>| list(name, DataType::Struct(fields.into()));
    let span: Fields = vec![count("start"), count("end")].into();
    Schema::new(vec![
        string("text"),
        string("id"),
        string("source"),
        perhaps("record"),
        perhaps("encoding"),
        perhaps("headline"),
        count("headline_count"),
        strings("alternative_headlines"),
        perhaps("description"),
        strings("key_points"),
        perhaps("byline"),
        strings("authors"),
        perhaps("dateline"),
        strings("dates"),
        strings("sections"),
        structs("captions", vec![string("text"), perhaps("credit"), count("count")]),
        structs("notes", vec![string("kind"), string("text")]),
        strings("keywords"),
        strings("related"),
        Field::new("span", DataType::Struct(span), false),
    ])
}

fn of_arrow(error: ArrowError) -> io::Error {
    io::Error::other(error)
}

/// The error of the file itself, where it is one: a full disk and a closed pipe are told by it.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
