//! What a person may hand in, by mistake or not: each is read rightly or refused by name, and none
//! is lost in silence.

use std::fs;
use std::io::Write;

use encoding_rs::WINDOWS_1252;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::tool::{STORY, Said, clean_in};

/// What is said besides by a tool that was built without HTML.
const OR_BUILD: &str = ", or build this tool with HTML: `cargo install --locked --path examples/copydesk --example copydesk --features html,parquet`";

/// A row: the file's name, its bytes, further arguments, the exit code, the ids that are read, and
/// what is said.
type Case = (&'static str, Vec<u8>, &'static str, i32, Vec<Value>, &'static str);

fn record(id: &str) -> Value {
    json!({"id": id, "text": STORY})
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn latin1(text: &str) -> Vec<u8> {
    WINDOWS_1252.encode(text).0.into_owned()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Bytes of all values, as programs have them.
fn data() -> Vec<u8> {
    (0..4000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

fn with_data(begin: &[u8]) -> Vec<u8> {
    [begin, &data()].concat()
}

fn warc(kind: &str, text: &str) -> Vec<u8> {
    let length = text.len();
    format!("WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{text}\r\n\r\n")
        .into_bytes()
}

/// The same story in a cell.
fn cell() -> String {
    format!("\"{STORY}\"")
}

#[track_caller]
fn assert_all(cases: Vec<Case>) {
    let folder = tempdir().unwrap();
    for (name, bytes, arguments, code, sources, words) in cases {
        fs::write(folder.path().join(name), &bytes).unwrap();
        let said = clean_in(folder.path(), &format!("{arguments} {name}"));
        let found = (said.code, said.sources(), said.stderr.as_str());
        let words = words.replace("FILE", name);
        assert_eq!(found, (Some(code), sources, words.as_str()), "{name} {arguments}: {said:#?}");
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of what is no text")]
fn what_is_no_text_is_refused_by_name() {
    let office = "extract its text first, for example with pdftotext or pandoc";
    let no_text = |words: &str| -> &'static str { format!("copydesk: FILE: {words}\n").leak() };
    let refused = |name, bytes, words: &str| (name, bytes, "", 2, vec![], no_text(words));
    assert_all(vec![
        refused(
            "a.pdf",
            b"%PDF-1.7\n1 0 obj\n".to_vec(),
            &format!("is PDF (application/pdf), not text; {office}"),
        ),
        refused(
            "a.rtf",
            b"{\\rtf1\\ansi Ferry}\n".to_vec(),
            &format!("is RTF (application/rtf), not text; {office}"),
        ),
        refused(
            "a.zip",
            with_data(b"PK\x03\x04\x14\0\0\0"),
            "is ZIP (application/zip), not text; unpack it first",
        ),
        refused(
            "a.xz",
            with_data(b"\xFD7zXZ\0"),
            "is XZ (application/x-xz), not text; unpack it first",
        ),
        refused(
            "a.7z",
            with_data(b"7z\xBC\xAF\x27\x1C\0"),
            "is 7Z (application/x-7z-compressed), not text; unpack it first",
        ),
        refused(
            "a.db",
            with_data(b"SQLite format 3\0"),
            "is SQLITE (application/vnd.sqlite3), not text; export its rows as JSON Lines",
        ),
        refused(
            "a.png",
            with_data(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
            "is PNG (image/png), not text; name files that hold text",
        ),
        refused(
            "a.jpg",
            with_data(b"\xFF\xD8\xFF\xE0\0\x10JFIF"),
            "is JPG (image/jpeg), not text; name files that hold text",
        ),
        refused(
            "tool",
            with_data(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            "is ELF (application/x-executable), not text; name files that hold text",
        ),
        refused(
            "tool.exe",
            with_data(b"MZ\x90\0\x03\0\0\0"),
            "is EXE (application/vnd.microsoft.portable-executable), not text; name files that hold text",
        ),
        refused(
            "weights.bin",
            data(),
            "is binary data, not text; name files that hold text, or pass --from text to clean it all the same",
        ),
        refused(
            "picture.gz",
            packed(&with_data(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR")),
            "is PNG (image/png), not text; name files that hold text",
        ),
        refused(
            "feed.xml",
            format!("\u{FEFF}<?xml version=\"1.0\"?>\n<rss>{STORY}</rss>").into_bytes(),
            "is XML (text/xml), not text; extract its text first, or pass --from text to clean it as it stands",
        ),
        refused(
            "feed.rss",
            format!("<rss version=\"2.0\">\n<channel>{STORY}</channel></rss>").into_bytes(),
            "is XML (text/xml), not text; extract its text first, or pass --from text to clean it as it stands",
        ),
        refused(
            "picture.svg",
            format!("<svg xmlns=\"http://a.example/\"><text>{STORY}</text></svg>").into_bytes(),
            "is XML (text/xml), not text; extract its text first, or pass --from text to clean it as it stands",
        ),
        refused(
            "message.eml",
            format!("Subject: Ferry\nFrom: a@b.example\nMIME-Version: 1.0\n\n{STORY}").into_bytes(),
            "is an e-mail message (message/rfc822), not text; extract its text first, or pass --from text to clean it as it stands",
        ),
        refused(
            "mailbox",
            format!("From a@b.example Mon\nSubject: Ferry\nmime-version: 1.0\n\n{STORY}").into_bytes(),
            "is an e-mail message (message/rfc822), not text; extract its text first, or pass --from text to clean it as it stands",
        ),
        refused(
            "crawl.arc",
            format!("filedesc://crawl.arc 0.0.0.0 20100101 text/plain 76\n{STORY}").into_bytes(),
            "is ARC (application/x-ia-arc), not text; convert it to WARC first, for example with warcio",
        ),
        refused(
            "texts.pickle",
            [b"\x80\x04\x95".as_slice(), STORY.as_bytes()].concat(),
            "is PICKLE (application/x-pickle), not text; export its rows as JSON Lines",
        ),
        refused(
            "answer.js",
            format!("window.stories = [{}];", record("a")).into_bytes(),
            "is JavaScript around JSON (text/javascript), not text; leave the JSON alone in the file, or pass --from text to clean it as it stands",
        ),
        refused(
            "page.warc",
            [warc("warcinfo", "about"), warc("response", STORY)].concat(),
            &format!(
                "none of its 2 records is of the type `conversion`, which holds the text of a page, or a `response` with a page of HTML; use the WET file that belongs to \
                 it, or extract the text first{}",
                if cfg!(feature = "html") { "" } else { OR_BUILD }
            ),
        ),
    ]);
}

/// Where the tool is built without Parquet, it says how to build it with it.
#[test]
#[cfg(not(feature = "parquet"))]
fn what_another_build_reads_or_writes_is_named_with_what_builds_it() {
    let build = "cargo install --locked --path examples/copydesk --example copydesk --features html,parquet";
    let advice = format!(
        "this build of the tool cannot read it; build one that can with `{build}`, or export its rows as JSON Lines"
    );
    let folder = tempdir().unwrap();
    let cases: [(&str, &[u8], &str); 2] = [
        ("a.parquet", b"PAR1\x15", "is PARQUET (application/vnd.apache.parquet), not text"),
        ("a.arrow", b"ARROW1\0\0", "is ARROW (application/vnd.apache.arrow.file), not text"),
    ];
    for (name, begin, what) in cases {
        fs::write(folder.path().join(name), with_data(begin)).unwrap();
        clean_in(folder.path(), name).expect(2, &format!("copydesk: {name}: {what}; {advice}\n"));
    }
    for arguments in ["--to parquet a.parquet", "--to parquet --out clean a.parquet"] {
        let words = format!(
            "copydesk: this build of the tool cannot write Parquet; build one that can with `{build}`, or write another form with --to\n"
        );
        clean_in(folder.path(), arguments).expect(2, &words);
    }
}

#[test]
fn what_looks_like_data_and_is_text_is_read() {
    let read =
        |name: &'static str, bytes, arguments| (name, bytes, arguments, 0, vec![json!(name)], "");
    let car = STORY.replace("A short headline", "BMW builds a plant");
    assert_all(vec![
        read("bmw.txt", car.into_bytes(), ""),
        read("control.txt", STORY.replace("port", "po\u{1}rt").into_bytes(), ""),
        read("brace.txt", format!("{{name}} writes\n\n{STORY}").into_bytes(), ""),
        read("bracket.txt", format!("[photo] the pier\n\n{STORY}").into_bytes(), ""),
        read("less.txt", format!("<3 for the ferry\n\n{STORY}").into_bytes(), ""),
        read("tag.txt", format!("<Reuters> The port\n\n{STORY}").into_bytes(), ""),
        read("head.txt", format!("Weather: sun\nWind: none\n\n{STORY}").into_bytes(), ""),
        read("from.txt", format!("From Monday on\nPlace: Oakmouth\n\n{STORY}").into_bytes(), ""),
        read("quoted.txt", format!("\"Ferry runs again\"\n\n{STORY}").into_bytes(), ""),
        read("call.txt", format!("Use f(x) = 2\n\n{STORY}").into_bytes(), ""),
        read("as_asked.html", format!("<p>\n\n{STORY}").into_bytes(), "--from text"),
        read("utf16.txt", utf16(STORY), ""),
        read("utf16_bom.txt", utf16(&format!("\u{FEFF}{STORY}")), ""),
        read(
            "comma.txt",
            STORY.replace("A short headline here", "Text, id, and more").into_bytes(),
            "",
        ),
    ]);
}

#[test]
fn json_in_any_layout_is_read() {
    let both = || vec![json!("a"), json!("b")];
    let (a, b) = (record("a"), record("b"));
    let read = |name, text: String| (name, text.into_bytes(), "", 0, both(), "");
    let marked = json!({"id": "a", "text": STORY.replace("port", "café")});
    assert_all(vec![
        read("lines.jsonl", format!("{a}\n{b}\n")),
        read("array.json", format!("[{a},{b}]")),
        read("pretty_array.json", format!("{:#}\n", json!([a, b]))),
        read("pretty.json", format!("{a:#}\n{b:#}\n")),
        read("concatenated.json", format!("{a}{b}")),
        read("arrays.json", format!("[{a}]\n[{b}]\n")),
        ("utf16.jsonl", utf16(&format!("{a}\n{b}\n")), "", 0, both(), ""),
        ("utf16.json", utf16(&format!("\u{FEFF}{:#}", json!([a, b]))), "", 0, both(), ""),
        (
            "declared.jsonl",
            latin1(&format!("{marked}\n")),
            "--encoding latin1",
            0,
            vec![json!("a")],
            "",
        ),
        ("latin1.jsonl", latin1(&format!("{marked}\n{b}\n")), "", 0, both(), ""),
        (
            "half.jsonl",
            format!(
                "{}\n{b}\n",
                a.to_string().replace("port", "port \\ud83d \\ud83d\\ude00 \\\\ud83d")
            )
            .into_bytes(),
            "",
            0,
            both(),
            "copydesk: FILE:1: an escape is half a character, as `\\ud83d` alone; here and below such halves are read as U+FFFD\n",
        ),
        (
            "nan.jsonl",
            format!("{}\n{b}\n", a.to_string().replace('{', "{\"score\":NaN,")).into_bytes(),
            "",
            0,
            both(),
            "copydesk: FILE:1: NaN and Infinity are no numbers of JSON; here and below they are read as null\n",
        ),
    ]);
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of what begins like JSON")]
fn what_begins_like_json_is_json_or_a_named_error() {
    let failed = |words: &str, count: &str| -> &'static str {
        format!("copydesk: FILE:{words}\ncopydesk: {count} records failed\n").leak()
    };
    let lines = "correct it, or pass --from json for objects over several lines, or --from text";
    let b = record("b");
    assert_all(vec![
        (
            "single_quotes.json",
            format!("{{'id': 'a', 'text': 'A'}}\n{b}\n").into_bytes(),
            "",
            1,
            vec![json!("b")],
            failed(&format!("1: not JSON at byte 2: key must be a string; {lines}"), "1 of 2"),
        ),
        (
            "no_quotes.json",
            format!("{{id: 1, text: \"A\"}}\n{b}\n").into_bytes(),
            "",
            1,
            vec![json!("b")],
            failed(&format!("1: not JSON at byte 2: key must be a string; {lines}"), "1 of 2"),
        ),
        (
            "cut.json",
            format!("[{b},{{\"id\":\"c\",\"te").into_bytes(),
            "",
            1,
            vec![json!("b")],
            failed(&format!("1: not JSON at byte 1: the object does not end; {lines}"), "1 of 2"),
        ),
        (
            "open.json",
            format!("[{b},\n").into_bytes(),
            "",
            1,
            vec![json!("b")],
            failed(&format!("2: not JSON at byte 0: the array does not end; {lines}"), "1 of 2"),
        ),
        (
            "no_brace.json",
            format!("{{\n\"id\": 1,\n{b}\n").into_bytes(),
            "",
            1,
            vec![json!("b")],
            failed(&format!("3: not JSON at byte 1: key must be a string; {lines}"), "1 of 2"),
        ),
        (
            "line_in_string.json",
            format!("{{\"id\":\"a\",\n\"text\":\"one\ntwo\"}}\n{b}\n").into_bytes(),
            "",
            1,
            vec![json!("b")],
            failed(
                &format!("2: not JSON at byte 12: a line ends inside a string; {lines}"),
                "1 of 2",
            ),
        ),
        (
            "pretty_mistake.json",
            format!("{{\n\"id\": 1,\n\"text\": tru }}\n{b}\n").into_bytes(),
            "",
            1,
            vec![json!("b")],
            failed(&format!("3: not JSON at byte 12: expected ident; {lines}"), "1 of 2"),
        ),
        (
            "bracket.json",
            format!("[{{\"a\":[1}}}},{b}]").into_bytes(),
            "",
            1,
            vec![json!("b")],
            failed(&format!("1: not JSON at byte 9: expected another bracket; {lines}"), "1 of 2"),
        ),
        (
            "strings.json",
            b"[\"a\", \"b\"]".to_vec(),
            "",
            1,
            vec![],
            failed(&format!("1: not JSON at byte 2: expected a JSON object; {lines}"), "1 of 1"),
        ),
        (
            "string.json",
            json!(STORY).to_string().into_bytes(),
            "",
            1,
            vec![],
            failed(
                "1: the line is a string, not a JSON object; put one JSON object on each line, or pass --from json or --from text",
                "1 of 1",
            ),
        ),
        (
            "other_field.jsonl",
            b"{\"body\":\"A\"}\n".to_vec(),
            "",
            1,
            vec![],
            failed("1: no field `text`; name the field with the text with --text-field", "1 of 1"),
        ),
        (
            "damaged.jsonl",
            format!("{{\"text\":\"ééé\u{0}\"}}\n{b}\n")
                .replace('\u{0}', "X")
                .into_bytes()
                .into_iter()
                .map(|byte| if byte == b'X' { 0xFF } else { byte })
                .collect(),
            "",
            1,
            vec![json!("b")],
            failed(
                "1: byte 16 is not UTF-8; convert the file to UTF-8, or name its encoding with --encoding",
                "1 of 2",
            ),
        ),
    ]);
}

#[test]
fn tables_are_read_where_that_is_asked_for() {
    let cell = cell();
    let is_table = "copydesk: FILE: is a table (CSV); pass --from csv to clean its rows, or --from text to clean it as one text\n";
    let a = || vec![json!("a")];
    assert_all(vec![
        ("a.csv", format!("id,text\na,{cell}\n").into_bytes(), "", 2, vec![], is_table),
        ("b.txt", format!("id\ttext\na\t{cell}\n").into_bytes(), "", 2, vec![], is_table),
        ("a.csv", format!("id,text\na,{cell}\n").into_bytes(), "--from csv", 0, a(), ""),
        ("a.tsv", format!("id\ttext\na\t{cell}\n").into_bytes(), "--from csv", 0, a(), ""),
        ("semicolons.csv", format!("id;text\na;{cell}\n").into_bytes(), "--from csv", 0, a(), ""),
        (
            "no_id.csv",
            format!("text,url\n{cell},u\n").into_bytes(),
            "--from csv",
            0,
            vec![json!("no_id.csv:2")],
            "",
        ),
        ("utf16.csv", utf16(&format!("\u{FEFF}id,text\na,{cell}\n")), "--from csv", 0, a(), ""),
        (
            "latin1.csv",
            latin1(&format!("id,text\na,{}\n", cell.replace("port", "café"))),
            "--from csv",
            0,
            a(),
            "",
        ),
        (
            "two_columns.csv",
            format!("id,text,text\na,{cell},{cell}\n").into_bytes(),
            "--from csv",
            1,
            vec![],
            "copydesk: FILE:1: two columns are called `text`; give one of them another name\n\
             copydesk: 1 of 1 records failed\n",
        ),
        (
            "no_crawl.txt",
            STORY.into(),
            "--from warc",
            2,
            vec![],
            "copydesk: FILE: holds no record of WARC; name a WARC or WET file, or leave --from away\n",
        ),
        ("empty.csv", vec![], "--from csv", 0, vec![], "copydesk: FILE: is empty\n"),
        (
            "open_quote.csv",
            format!("id,text\na,{cell}\nb,\"The rest is\nc,text\n").into_bytes(),
            "--from csv",
            1,
            a(),
            "copydesk: FILE:8: a quote is not closed before the file ends, in this row or above it, and no row below was read; close it, or double quotes inside of cells\n\
             copydesk: 1 of 2 records failed\n",
        ),
        (
            "long_row.csv",
            format!("id,text\na,{cell}\nb,\"{}\"\n", "A word. ".repeat(9_000)).into_bytes(),
            "--from csv --max-record 20000",
            2,
            a(),
            "copydesk: FILE: cannot be read: the row has more than 20000 bytes, and no row below it was read; close its quotes, or allow more with --max-record; the row in line 8 is not complete\n",
        ),
        (
            "no_text.csv",
            format!("id,body\na,{cell}\n").into_bytes(),
            "--from csv",
            1,
            vec![],
            "copydesk: FILE:1: no column `text` among id, body; name the column with the text with --text-field\n\
             copydesk: 1 of 1 records failed\n",
        ),
        (
            "cells.csv",
            format!("id,text\nb,c,d\na,{cell}\n").into_bytes(),
            "--from csv",
            1,
            a(),
            "copydesk: FILE:2: the row has 3 cells, and the header 2; put cells with separators in quotes\n\
             copydesk: 1 of 2 records failed\n",
        ),
    ]);
}

#[test]
fn what_gives_no_article_is_said() {
    let none = "copydesk: no article was found in 1 of 1 documents; --explain says why\n";
    assert_all(vec![
        ("empty.txt", vec![], "", 0, vec![], "copydesk: FILE: is empty\n"),
        ("blank.txt", b" \n\n".to_vec(), "", 0, vec![], "copydesk: FILE: is empty\n"),
        ("empty.jsonl", b"\n".to_vec(), "--from jsonl", 0, vec![], "copydesk: FILE: is empty\n"),
        ("empty.json", b"[]".to_vec(), "", 0, vec![], "copydesk: FILE: is empty\n"),
        (
            "header.csv",
            b"id,text\n".to_vec(),
            "--from csv",
            0,
            vec![],
            "copydesk: FILE: is empty\n",
        ),
        ("menu.txt", b"Home\nNews\nSport\nShare\n".to_vec(), "", 0, vec![], none),
        ("record.jsonl", b"{\"text\":\"Share\"}\n".to_vec(), "", 0, vec![], none),
    ]);
}

#[test]
#[cfg(unix)]
fn folders_say_what_is_not_read() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["none", "links", "some"] {
        fs::create_dir(path(name)).unwrap();
    }
    fs::write(path("story.txt"), STORY).unwrap();
    fs::write(path("none/.hidden"), STORY).unwrap();
    fs::write(path("some/a.txt"), STORY).unwrap();
    for link in ["links/a.txt", "links/b.txt", "some/b.txt"] {
        std::os::unix::fs::symlink(path("story.txt"), path(link)).unwrap();
    }
    let words: fn(Said) -> String = |said| said.stderr;
    assert_eq!(
        words(clean_in(folder.path(), "none")),
        "copydesk: none: no file in it, but for hidden ones\n"
    );
    assert_eq!(
        words(clean_in(folder.path(), "links")),
        "copydesk: links: no file in it, but 2 links in it are not followed; name the files or folders that they lead to\n"
    );
    assert_eq!(
        words(clean_in(folder.path(), "some")),
        "copydesk: some: 1 link in it is not followed; name the file or folder that it leads to\n"
    );
}

#[test]
fn records_say_what_encoding_they_were_in_and_keep_their_fields_in_one_line() {
    let folder = tempdir().unwrap();
    let record =
        json!({"id": "a", "text": STORY.replace("port", "café"), "more": {"by": ["é", " x"]}});
    fs::write(folder.path().join("a.json"), latin1(&format!("[{record:#}]"))).unwrap();
    let row = &clean_in(folder.path(), "a.json").expect(0, "").rows()[0];
    assert_eq!(
        (&row["encoding"], &row["record"]),
        (&json!("windows-1252"), &json!({"more": {"by": ["é", " x"]}}))
    );
}

#[test]
fn a_record_may_have_so_many_bytes() {
    let folder = tempdir().unwrap();
    let (a, b) = (record(&"a".repeat(500)), record("b"));
    let (line, array) = (format!("{a}\n{b}\n"), format!("[{a},\n{b}]"));
    let crawl = [warc("conversion", &"A word. ".repeat(80)), warc("conversion", STORY)].concat();
    let page = "record 1 at byte 0: it has more than 400 bytes; it was passed over; allow more with --max-record";
    let line_1 =
        "the record has more than 400 bytes; it was passed over; allow more with --max-record";
    for (name, bytes, words) in [
        ("a.jsonl", line.into_bytes(), format!("a.jsonl:1: {line_1}")),
        ("a.json", array.into_bytes(), format!("a.json:1: {line_1}")),
        ("a.wet", crawl, format!("a.wet: {page}")),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
        let said = clean_in(folder.path(), &format!("--max-record 400 {name}"));
        said.expect(1, &format!("copydesk: {words}\ncopydesk: 1 of 2 records failed\n"));
        assert_eq!(said.rows().len(), 1, "{name}");
    }
    fs::write(folder.path().join("a.txt"), STORY.repeat(3)).unwrap();
    clean_in(folder.path(), "--max-record 400 a.txt").expect(
        2,
        "copydesk: a.txt: has more than 400 bytes, the most that one text may have; it was passed over; allow more with --max-record\n",
    );
}
