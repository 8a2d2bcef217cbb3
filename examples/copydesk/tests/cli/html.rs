//! Pages of HTML: in files, in fields of records, in responses of a crawl.

use std::fs;
use std::path::Path;

use tempfile::tempdir;

use crate::tool::{Said, clean_in, tool};

/// A page of the Oakmouth Gazette, the one of the tutorial.
const PAGE: &str = include_str!("../../../data/page.html");

fn clean_page(bytes: impl AsRef<[u8]>, arguments: &str) -> Said {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("page.html"), bytes).unwrap();
    clean_in(folder.path(), &format!("{arguments} page.html"))
}

#[cfg(not(feature = "html"))]
#[test]
fn a_tool_without_html_says_how_to_get_it() {
    let words = "copydesk: page.html: is HTML, and this copydesk was built without it; build it with `cargo install --locked --path examples/copydesk --example copydesk --features html,parquet`, or extract the text first, or pass --from text to clean it as it stands\n";
    clean_page(PAGE, "").expect(2, words);
    clean_page("{\"html\": \"<p>\"}", "--from jsonl --html-field html").expect(2, words);
    assert_eq!(clean_page(PAGE, "--from text").code, Some(0));
    let folder = tempdir().unwrap();
    assert!(render_in(folder.path(), PAGE, "--from text").stdout.contains("<nav>"));
}

fn render_in(folder: &Path, page: &str, arguments: &str) -> Said {
    fs::write(folder.join("page.html"), page).unwrap();
    let arguments = arguments.split_whitespace();
    tool()
        .current_dir(folder)
        .arg("render")
        .args(arguments)
        .arg("page.html")
        .output()
        .unwrap()
        .into()
}

#[cfg(feature = "html")]
mod read {
    use std::io::Write;

    use encoding_rs::WINDOWS_1251;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use serde_json::{Value, json};

    use super::*;
    use crate::tool::{clean_stdin, rows};

    #[test]
    fn both_readings_give_the_story_and_what_the_head_says() {
        for reading in ["article", "page"] {
            let row = &clean_page(PAGE, &format!("--html {reading}")).expect(0, "").rows()[0];
            assert_eq!(row["source"], "page.html");
            assert_eq!(row["headline"], "Ferry runs again on Monday", "{reading}");
            let paragraphs = row["paragraphs"].as_array().unwrap();
            assert_eq!(paragraphs.len(), 3, "{reading}: {row:#}");
            assert!(paragraphs[0].as_str().unwrap().starts_with("The ferry to Oakmouth"));
            assert_eq!(row["captions"][0]["credit"], "AFP Photo/LENA MARSH");
            assert_eq!(row["byline"], "Lena Marsh, Tom Bell");
            assert_eq!(row["authors"], json!(["Lena Marsh", "Tom Bell"]));
            assert_eq!(row["dates"], json!(["2024-05-02T08:00:00Z"]));
            assert_eq!(row["page"]["filled"], json!(["byline", "authors", "dates"]));
            assert_eq!(row["page"]["lang"], "en-GB");
            assert_eq!(row["page"]["site"], "Oakmouth Gazette");
        }
    }

    #[test]
    fn what_the_text_says_stays() {
        let page = PAGE
            .replace("<p>The ferry", "<p>By Tom Bell</p><p>Friday, May 3, 2024</p><p>The ferry");
        let row = &clean_page(page, "--html page").expect(0, "").rows()[0];
        assert_eq!(row["byline"], "By Tom Bell");
        assert_eq!(row["dates"], json!(["Friday, May 3, 2024"]));
        assert_eq!(row["page"]["filled"], json!([]));
        assert_eq!(row["page"]["author"], "Lena Marsh, Tom Bell");
    }

    #[test]
    fn a_title_fills_a_headline_and_the_id_is_of_both() {
        let heading = "<h1>Ferry runs again on Monday</h1>";
        let page = PAGE.replace("figure", "template");
        let filled = &clean_page(page.replace(heading, ""), "--html page").expect(0, "").rows()[0];
        assert_eq!(filled["headline"], "Ferry runs again on Monday");
        assert_eq!(filled["page"]["filled"], json!(["headline", "byline", "authors", "dates"]));
        assert_eq!(filled["id"], clean_page(page, "--html page").rows()[0]["id"]);
    }

    #[test]
    fn the_record_is_of_the_rendered_text() {
        let folder = tempdir().unwrap();
        let rendered = render_in(folder.path(), PAGE, "--html page").expect(0, "").rows();
        let text = rendered[0]["text"].as_str().unwrap();
        assert!(text.starts_with("Home\nNews\nSport\n\nFerry runs again on Monday\n\n"), "{text}");
        assert_eq!(rendered[0]["page"]["author"], "Lena Marsh, Tom Bell");
        clean_in(folder.path(), "--html page --removals removed page.html").expect(0, "");
        let removed = rows(&fs::read_to_string(folder.path().join("removed")).unwrap());
        let home = removed.iter().find(|row| row["text"] == "Home").unwrap();
        let span = |end: &str| home["span"][end].as_u64().unwrap() as usize;
        assert_eq!(&text[span("start")..span("end")], "Home");
        let article = render_in(folder.path(), PAGE, "").rows();
        assert!(!article[0]["text"].as_str().unwrap().contains("Sport"));
    }

    #[test]
    fn a_page_without_an_article_is_read_whole() {
        let folder = tempdir().unwrap();
        let rendered = render_in(folder.path(), "<!DOCTYPE html><title>T</title><body><img>", "");
        assert_eq!(rendered.expect(0, "").rows()[0]["text"], "");
    }

    #[test]
    fn the_encoding_is_declared_or_named_or_guessed() {
        let page = PAGE.replace("The ferry to Oakmouth", "Паром в Окмут");
        let named = page.replace("charset=\"utf-8\"", "charset=\"windows-1251\"");
        let legacy = |page: &str| WINDOWS_1251.encode(page).0.into_owned();
        let none = page.replace("<meta charset=\"utf-8\">", "");
        let marked = "\u{feff}".to_owned() + &named;
        let wrong = page.replace("charset=\"utf-8\"", "charset=\"koi8-r\"");
        let cases = [
            (page.clone().into_bytes(), "", Value::Null),
            (legacy(&named), "", json!("windows-1251")),
            (legacy(&wrong), "--encoding windows-1251", json!("windows-1251")),
            (marked.into_bytes(), "", Value::Null),
            (none.into_bytes(), "", Value::Null),
        ];
        for (bytes, arguments, encoding) in cases {
            let row = &clean_page(&bytes, arguments).expect(0, "").rows()[0];
            assert!(row.to_string().contains("Паром в Окмут"), "{encoding}: {row:#}");
            assert_eq!(row["encoding"], encoding);
        }
    }

    #[test]
    fn a_page_is_told_by_its_begin_or_its_name() {
        let xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
        let bare = PAGE.replace("<!DOCTYPE html>\n", "");
        let begun = [
            PAGE.to_owned(),
            format!("\n {bare}"),
            format!("\u{feff}{xml}{PAGE}"),
            format!("<!-- a -->{bare}"),
        ];
        for page in begun {
            assert_eq!(clean_stdin(&[], &page).expect(0, "").rows()[0]["page"]["lang"], "en-GB");
        }
        let odd = format!("<section>{PAGE}</section>");
        assert_eq!(clean_page(&odd, "").rows()[0]["page"]["title"], "Ferry runs again on Monday");
        assert_eq!(clean_stdin(&["--from", "html"], &odd).rows()[0]["page"]["lang"], "en-GB");
        let feed = format!("{xml}<rss><channel><title>News</title></channel></rss>");
        clean_stdin(&[], feed).expect(2, "copydesk: -: is XML (text/xml), not text; extract its text first, or pass --from text to clean it as it stands\n");
    }

    #[test]
    fn pages_without_a_text_are_said() {
        let folder = tempdir().unwrap();
        let record = |html: &str| format!("{}\n", json!({"html": html}));
        let pages = ["<html><body></body></html>", "<script>x</script>", " "].map(record).concat();
        fs::write(folder.path().join("pages.jsonl"), pages).unwrap();
        let said = clean_in(folder.path(), "--html-field html pages.jsonl");
        let words = "copydesk: no article was found in 2 of 3 documents; --explain says why\n";
        assert_eq!(said.expect(0, words).stdout, "");
        fs::write(folder.path().join("empty.html"), "").unwrap();
        clean_in(folder.path(), "empty.html").expect(0, "copydesk: empty.html: is empty\n");
    }

    #[test]
    fn fields_of_records_hold_pages() {
        let folder = tempdir().unwrap();
        let record = json!({"url": "a", "raw": {"html": PAGE}, "lang": "en"});
        let lines = format!("{record}\n{}\n{}\n", json!({"url": "b"}), json!({"raw": {"html": 1}}));
        fs::write(folder.path().join("a.jsonl"), lines).unwrap();
        let said = clean_in(folder.path(), "--id-field url --html-field raw.html a.jsonl");
        said.expect(
            1,
            "copydesk: a.jsonl:2: no field `raw.html`; name the field with the text with --html-field\n\
             copydesk: a.jsonl:3: field `raw.html` is a number, not a string; name the field with the text with --html-field\n\
             copydesk: 2 of 3 records failed\n",
        );
        let row = &said.rows()[0];
        assert_eq!((&row["source"], &row["record"]), (&json!("a"), &json!({"lang": "en"})));
        assert_eq!(row["page"]["filled"], json!(["byline", "authors", "dates"]));
        let both = clean_in(folder.path(), "--text-field a --html-field b a.jsonl");
        assert!(both.stderr.contains("cannot be used with"), "{both:#?}");
    }

    fn record(kind: &str, url: &str, bytes: &[u8]) -> Vec<u8> {
        let length = bytes.len();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {length}\r\n\r\n"
        );
        [head.as_bytes(), bytes, b"\r\n\r\n"].concat()
    }

    fn response(fields: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").as_bytes(), body].concat()
    }

    #[test]
    fn responses_of_a_crawl_are_read() {
        let html = "Content-Type: text/html; charset=windows-1251";
        let page = PAGE.replace("The ferry to Oakmouth", "Паром в Окмут");
        let legacy = WINDOWS_1251.encode(&page).0.into_owned();
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&legacy).unwrap();
        let packed = packed.finish().unwrap();
        let (first, second) = packed.split_at(100);
        let chunked = [
            b"64\r\n",
            first,
            format!("\r\n{:x}\r\n", second.len()).as_bytes(),
            second,
            b"\r\n0\r\n\r\n",
        ]
        .concat();
        let both = format!("{html}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip");
        let crawl = [
            record("warcinfo", "", b"software: x"),
            record("request", "https://a.example/1", b"GET / HTTP/1.1"),
            record("response", "https://a.example/1", &response(html, &legacy)),
            record("response", "https://a.example/2", &response(&both, &chunked)),
            record(
                "response",
                "https://a.example/3",
                &response("Content-Type: image/png", b"\x89PNG"),
            ),
            record(
                "response",
                "https://a.example/4",
                b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No",
            ),
            record(
                "response",
                "https://a.example/5",
                &response(&format!("{html}\r\nContent-Encoding: br"), b"\x01\x02"),
            ),
            record("conversion", "https://a.example/6", b"A story of a pier.\n"),
        ];
        let said = clean_stdin(&[], crawl.concat());
        assert_eq!(said.code, Some(1), "{said:#?}");
        assert!(said.stderr.contains(
            ": its page is compressed as `br`, which is not read; it was passed over; unpack it first\n"
        ), "{said:#?}");
        assert_eq!(
            said.sources(),
            ["https://a.example/1", "https://a.example/2", "https://a.example/6"]
        );
        for row in &said.rows()[..2] {
            assert!(row["paragraphs"][0].as_str().unwrap().starts_with("Паром в Окмут"), "{row:#}");
            assert_eq!(row["encoding"], "windows-1251");
        }
        let bounded = clean_stdin(&["--max-record", "1000"], crawl[2].clone());
        assert!(bounded.stderr.contains("more than 1000 bytes"), "{bounded:#?}");
    }

    #[test]
    fn another_reading_is_another_run() {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("page.html"), PAGE).unwrap();
        clean_in(folder.path(), "--quiet --out out page.html").expect(0, "");
        clean_in(folder.path(), "--quiet --out out --html article page.html").expect(0, "");
        clean_in(folder.path(), "--quiet --out out --html page page.html").expect(
            2,
            "copydesk: out: holds the output of a run with other options or of another version; name another folder with --out, or remove it\n",
        );
    }

    #[test]
    fn hostile_pages_are_read() {
        let deep = 100_000;
        let story = "<p>The ferry will run again on Monday, the office said.";
        let attributes =
            (0..deep).map(|number| format!(" a{number}=1")).collect::<Vec<_>>().concat();
        let data = format!("<script type='application/ld+json'>{}</script>", "[".repeat(deep));
        let pages = [
            ("<div>".repeat(deep), ""),
            ("<b><i><a>".repeat(deep / 10), ""),
            ("<table><tr><td>".repeat(deep / 10), ""),
            (format!("<p{attributes}>"), ""),
            (format!("<p title=\"{}\">", "x".repeat(deep * 10)), ""),
            (data, ""),
            (String::new(), "<p title=\"never closed"),
        ];
        for (before, after) in pages {
            let page = format!("<!DOCTYPE html>{before}{story}{after}");
            // Threads have less room for what calls itself than the main one.
            for threads in ["1", "2"] {
                let said = clean_stdin(&["--threads", threads], &page);
                let begin = &page[..40.min(page.len())];
                assert_eq!(said.code, Some(0), "{begin}: {said:#?}");
                assert!(said.stdout.contains("The ferry will run again"), "{begin}: {said:#?}");
            }
        }
        for empty in
            ["<!DOCTYPE html>", "<html><frameset><frame src=a></frameset></html>", "<html></html>"]
        {
            assert_eq!(clean_stdin(&[], empty).code, Some(0), "{empty}");
        }
    }
}
