//! Parquet and Arrow files, read and written.

#![cfg(feature = "parquet")]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_json::{LineDelimitedWriter, ReaderBuilder};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::tool::{STORY, Said, clean_in, rows, tool};

/// Rows with the columns that corpora of web pages have.
fn lines() -> String {
    let row = |id: usize| {
        let lang = if id.is_multiple_of(2) { json!("en") } else { Value::Null };
        let text = STORY.replace("short", &format!("short {id}"));
        let row = json!({
            "id": format!("<urn:uuid:{id}>"), "text": text, "url": format!("https://example.org/{id}"), "lang": lang,
            "token_count": 7_000_000_000_i64 + id as i64, "language_score": 0.5, "is_new": true, "minhash": [id, 2],
            "crawl": {"dump": "A-1", "segments": ["x"]}, "date": "2024-05-06T07:08:09Z",
        });
        format!("{row}\n")
    };
    (0..300).map(row).collect()
}

fn schema() -> Schema {
    let field = |name: &str, kind| Field::new(name, kind, true);
    let list = |kind| DataType::List(Arc::new(field("item", kind)));
    let crawl = vec![field("dump", DataType::Utf8), field("segments", list(DataType::LargeUtf8))];
    Schema::new(vec![
        field("text", DataType::LargeUtf8),
        field("id", DataType::Utf8),
        field("url", DataType::Utf8View),
        field("lang", DataType::Utf8),
        field("token_count", DataType::Int64),
        field("language_score", DataType::Float64),
        field("is_new", DataType::Boolean),
        field("minhash", list(DataType::UInt64)),
        field("crawl", DataType::Struct(crawl.into())),
        field("date", DataType::Timestamp(TimeUnit::Second, Some("+00:00".into()))),
    ])
}

fn batches(lines: &str) -> Vec<RecordBatch> {
    let reader = ReaderBuilder::new(Arc::new(schema())).with_batch_size(70);
    reader.build(lines.as_bytes()).unwrap().map(Result::unwrap).collect()
}

/// A folder with the rows in files of several kinds.
fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.jsonl"), lines()).unwrap();
    let codecs = [
        ("plain.parquet", Compression::UNCOMPRESSED),
        ("snappy.parquet", Compression::SNAPPY),
        ("gzip.parquet", Compression::GZIP(parquet::basic::GzipLevel::default())),
        ("lz4.parquet", Compression::LZ4_RAW),
        ("brotli.parquet", Compression::BROTLI(parquet::basic::BrotliLevel::default())),
        ("zstd.parquet", Compression::ZSTD(parquet::basic::ZstdLevel::default())),
    ];
    for (name, codec) in codecs {
        let properties = WriterProperties::builder()
            .set_compression(codec)
            .set_max_row_group_row_count(Some(110))
            .build();
        let file = File::create(path(name)).unwrap();
        let mut writer = ArrowWriter::try_new(file, Arc::new(schema()), Some(properties)).unwrap();
        for batch in batches(&lines()) {
            writer.write(&batch).unwrap();
        }
        writer.close().unwrap();
    }
    let file = File::create(path("rows.arrow")).unwrap();
    let mut writer = arrow_ipc::writer::FileWriter::try_new(file, &schema()).unwrap();
    for batch in batches(&lines()) {
        writer.write(&batch).unwrap();
    }
    writer.finish().unwrap();
    let mut packed =
        GzEncoder::new(File::create(path("packed.gz")).unwrap(), flate2::Compression::fast());
    packed.write_all(&fs::read(path("snappy.parquet")).unwrap()).unwrap();
    packed.finish().unwrap();
    folder
}

/// The rows of a Parquet file.
fn rows_of(path: &Path) -> Vec<Value> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let mut lines = LineDelimitedWriter::new(Vec::new());
    for batch in reader.build().unwrap() {
        lines.write(&batch.unwrap()).unwrap();
    }
    lines.finish().unwrap();
    rows(&String::from_utf8(lines.into_inner()).unwrap())
}

#[test]
fn rows_are_read_as_records_are() {
    let folder = folder();
    let expected = clean_in(folder.path(), "a.jsonl").expect(0, "").stdout.clone();
    assert!(expected.contains("\"token_count\":7000000299"));
    for file in [
        "plain.parquet",
        "snappy.parquet",
        "gzip.parquet",
        "lz4.parquet",
        "brotli.parquet",
        "zstd.parquet",
        "rows.arrow",
        "packed.gz",
    ] {
        for threads in [1, 2] {
            let said = clean_in(folder.path(), &format!("--threads {threads} {file}"));
            assert!(said.expect(0, "").stdout == expected, "{file} --threads {threads}");
        }
    }
    let mut command = tool();
    command.arg("clean").stdin(File::open(folder.path().join("zstd.parquet")).unwrap());
    assert_eq!(String::from_utf8(command.output().unwrap().stdout).unwrap(), expected);
    let sample = clean_in(folder.path(), "--sample 75 zstd.parquet").expect(0, "").rows();
    assert_eq!(sample.len(), 75);
}

#[test]
fn columns_may_have_other_names_and_lie_in_others() {
    let folder = folder();
    let said = clean_in(folder.path(), "--id-field url --text-field crawl.dump zstd.parquet");
    said.expect(0, "copydesk: no article was found in 300 of 300 documents; --explain says why\n");
    clean_in(folder.path(), "--text-field body zstd.parquet").expect(
        1,
        "copydesk: zstd.parquet:1: no column `body` among text, id, url, lang, token_count, language_score, is_new, minhash, crawl, date; \
         name the column with the text with --text-field\n\
         copydesk: 1 of 1 records failed\n",
    );
    clean_in(folder.path(), "--text-field lang --sample 2 zstd.parquet").expect(
        1,
        "copydesk: zstd.parquet:2: field `lang` is null, not a string; name the field with the text with --text-field\n\
         copydesk: no article was found in 1 of 1 documents; --explain says why\n\
         copydesk: 1 of 2 records failed\n",
    );
}

#[test]
fn copies_are_found_among_rows_too() {
    let folder = folder();
    let [lines, rows] = ["a.jsonl", "zstd.parquet"].map(|file| {
        let mut command = tool();
        command.current_dir(folder.path()).args(["dedup", "--quiet", file]);
        Said::from(command.output().unwrap()).expect(0, "").stdout.clone()
    });
    assert_eq!(lines.lines().count(), 300);
    assert!(lines == rows, "{rows}");
}

#[test]
fn a_damaged_file_is_2() {
    let folder = folder();
    let whole = fs::read(folder.path().join("zstd.parquet")).unwrap();
    for length in [5, 12, 100, whole.len() / 2, whole.len() - 1] {
        fs::write(folder.path().join("cut.parquet"), &whole[..length]).unwrap();
        let said = clean_in(folder.path(), "cut.parquet");
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{length}: {said:#?}");
        let words = "copydesk: cut.parquet: cannot be read: ";
        assert!(said.stderr.starts_with(words), "{length}: {said:#?}");
    }
}

#[test]
fn an_article_is_a_row_with_the_fields_of_json_lines() {
    let folder = folder();
    let articles = clean_in(folder.path(), "a.jsonl").expect(0, "").rows();
    for (threads, input) in [(1, "a.jsonl"), (2, "a.jsonl"), (2, "zstd.parquet")] {
        let mut command = tool();
        command.current_dir(folder.path()).args(["clean", "--to", "parquet", input]);
        command.args(["--threads", &threads.to_string()]).stdin(Stdio::null());
        command.stdout(File::create(folder.path().join(format!("{threads}.{input}"))).unwrap());
        assert!(command.status().unwrap().success());
    }
    let path = |name: &str| folder.path().join(name);
    let table = rows_of(&path("1.a.jsonl"));
    assert_eq!(table.len(), articles.len());
    for (mut row, mut article) in table.into_iter().zip(articles) {
        let record: Value = serde_json::from_str(row["record"].as_str().unwrap()).unwrap();
        assert_eq!(record, article["record"]);
        let (headline, text) = (&article["headline"], row["text"].as_str().unwrap());
        let parts: Vec<_> = text.split("\n\n").collect();
        assert_eq!((&json!(parts[0]), &json!(parts[1..])), (headline, &article["paragraphs"]));
        for it in [&mut row, &mut article] {
            let fields = it.as_object_mut().unwrap();
            fields.retain(|name, value| {
                !value.is_null() && !["record", "text", "paragraphs"].contains(&name.as_str())
            });
        }
        assert_eq!(row, article);
    }
    let bytes = |name: &str| fs::read(path(name)).unwrap();
    assert!(bytes("1.a.jsonl") == bytes("2.a.jsonl"), "threads make a difference");
    assert!(bytes("1.a.jsonl") == bytes("2.zstd.parquet"), "the format of the input does");
}

#[test]
fn a_file_of_a_folder_becomes_a_table_and_one_without_articles_an_empty_one() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    fs::write(folder.path().join("news/a.txt"), STORY).unwrap();
    fs::write(folder.path().join("news/b.txt"), "Share\n").unwrap();
    clean_in(folder.path(), "--quiet --to parquet --out clean news").expect(0, "");
    assert_eq!(rows_of(&folder.path().join("clean/a.txt.parquet")).len(), 1);
    assert_eq!(rows_of(&folder.path().join("clean/b.txt.parquet")).len(), 0);
}
