//! `copydesk dedup`.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::tool::{STORY, Said, clean_stdin, tool};

/// Two copies of a story and another one, as JSON Lines.
fn records() -> String {
    let cut = STORY.rsplit_once("\n\n").unwrap().0;
    let other = "Farmers in the north have begun to sow three weeks early after the mildest winter in the records of the weather office, \
                 which go back to the year in which the lighthouse was built.";
    let rows = [
        json!({"id": "a", "text": STORY}),
        json!({"id": 2, "text": cut}),
        json!({"text": other}),
        json!({"id": "d", "text": STORY}),
    ];
    rows.map(|row| row.to_string() + "\n").concat()
}

#[track_caller]
fn dedup(arguments: &[&str], input: &str) -> Said {
    let mut command = tool();
    command
        .arg("dedup")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    child.wait_with_output().unwrap().into()
}

#[test]
fn each_record_has_a_line_in_order() {
    let said = dedup(&["--keep", "first"], &records());
    said.expect(0, "copydesk: 4 records: 2 kept, 2 copies\n");
    let rows = said.rows();
    let ids: Vec<&Value> = rows.iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, [&json!("a"), &json!(2), &json!("-:3"), &json!("d")]);
    assert_eq!(
        rows[0],
        json!({
            "id": "a", "duplicate_of": null, "similarity": null, "kind": null, "difference": null,
            "coverage": null, "original_coverage": null, "grounds": null
        })
    );
    assert_eq!(
        rows[1],
        json!({
            "id": 2, "duplicate_of": "a", "similarity": 1.0, "kind": "truncated", "difference": "truncation",
            "coverage": 1.0, "original_coverage": 0.6333, "grounds": "no_facts_of_its_own"
        })
    );
    assert_eq!(
        rows[3],
        json!({
            "id": "d", "duplicate_of": "a", "similarity": 1.0, "kind": "exact", "difference": "none",
            "coverage": 1.0, "original_coverage": 1.0, "grounds": "same_words"
        })
    );
}

#[test]
fn threads_make_no_difference() {
    let input = records().repeat(40);
    assert_eq!(
        dedup(&["--threads", "1"], &input).stdout,
        dedup(&["--threads", "5"], &input).stdout
    );
}

#[test]
fn memory_makes_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    let input = records().repeat(40);
    let flags = ["--memory", "1k", "--scratch", folder.path().to_str().unwrap()];
    assert_eq!(dedup(&flags, &input).stdout, dedup(&[], &input).stdout);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        0,
        "scratch files leave nothing behind"
    );
    let said = dedup(&["--memory", "1k", "--scratch", "no/such/folder"], &input);
    said.expect(
        2,
        "copydesk: no/such/folder: cannot be written: No such file or directory (os error 2)\n",
    );
    let said = dedup(&["--memory", "much"], &input);
    assert_eq!(said.code, Some(2));
    assert!(
        said.stderr.starts_with("error: invalid value 'much' for '--memory <SIZE>'"),
        "{}",
        said.stderr
    );
}

#[test]
fn kept_records_stories_and_pairs() {
    let kept = dedup(&["--keep", "first", "--kept-only"], &records());
    let lines: Vec<String> = records().lines().map(str::to_owned).collect();
    assert_eq!(kept.stdout, format!("{}\n{}\n", lines[0], lines[2]));
    let clusters = dedup(&["--keep", "first", "--clusters"], &records());
    assert_eq!(clusters.rows(), [json!({"kept": "a", "copies": [2, "d"]})]);
    let edited = json!({"id": "e", "text": STORY.replace("goes on", "carries on").replace("something else", "other things")});
    let pairs = dedup(&["--keep", "first", "--pairs"], &format!("{}\n{edited}\n", lines[0]));
    assert_eq!(pairs.rows()[0]["changes"][0], json!({"kept": "goes", "copy": "carries"}));
}

#[test]
fn pairs_say_on_what_grounds_and_what_each_has_of_its_own() {
    let news = "Omar Castel has sold 300 lamps to Kelso.";
    let long = format!("{STORY}\n\n{MORE}");
    let cut = long.replace("cost 40,000 euros", "were dear").replace("goes on", "carries on");
    let input: String = [("a", long), ("cut", format!("{cut}\n\n{news}"))]
        .map(|(id, text)| json!({"id": id, "text": text}).to_string() + "\n")
        .concat();
    let rows = dedup(&["--keep", "first", "--pairs"], &input).rows();
    let changes = json!([
        {"kept": "goes", "copy": "carries"}, {"kept": "cost 40,000 euros", "copy": "were dear"},
        {"kept": "", "copy": "Omar Castel has sold 300 lamps to Kelso"},
    ]);
    let own = json!([
        {"span": {"start": 679, "end": 718}, "text": "Omar Castel has sold 300 lamps to Kelso", "standing": "below"}
    ]);
    let wanted = json!({
        "id": "cut", "duplicate_of": "a", "similarity": 0.9683, "kind": "edited", "difference": "number",
        "coverage": 0.9173, "original_coverage": 0.9683, "grounds": "no_facts_of_its_own",
        "changes": changes, "own": own, "original_own": [],
    });
    assert_eq!(rows, [wanted]);
}

#[test]
fn texts_that_were_compared_in_vain_are_shown_with_the_reason() {
    let long = format!("{STORY}\n\n{MORE}");
    let parts: Vec<&str> = long.split("\n\n").collect();
    let with = |news: &str| [&parts[..2], &[news], &parts[2..]].concat().join("\n\n");
    let texts = [
        with(
            "Omar Castel of Selby has sold 300 lamps to a museum in Kelso, a court heard on Friday.",
        ),
        with(
            "Iris Vane of Northport found 12 anchors in the strait in June and sold them to divers.",
        ),
    ];
    let input: String = texts
        .iter()
        .zip(["a", "b"])
        .map(|(text, id)| json!({"id": id, "text": text}).to_string() + "\n")
        .collect();
    assert!(dedup(&["--pairs"], &input).stdout.is_empty());
    let rows = dedup(&["--keep", "first", "--pairs", "--near"], &input).rows();
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0]["id"], &rows[0]["near"]), (&json!("b"), &json!("a")));
    assert_eq!(rows[0]["reason"], json!("both_have_facts"));
    let own = &rows[0]["own"][0];
    assert_eq!(own["standing"], json!("inside"));
    assert!(texts[1].contains(own["text"].as_str().unwrap()));
    let said = dedup(&["--near"], &input);
    assert_eq!(said.code, Some(2));
    assert!(said.stderr.contains("--pairs"), "{}", said.stderr);
}

#[test]
fn a_text_that_stands_too_little_in_the_kept_one_stays() {
    let cut = STORY.rsplit_once("\n\n").unwrap().0;
    let input: String = [("cut", cut), ("whole", STORY)]
        .map(|(id, text)| json!({"id": id, "text": text}).to_string() + "\n")
        .concat();
    let whole_of = |flags: &[&str]| {
        let flags = [&["--keep", "first"], flags].concat();
        dedup(&flags, &input).rows()[1]["duplicate_of"].clone()
    };
    assert_eq!(whole_of(&[]), json!("cut"));
    assert_eq!(whole_of(&["--min-coverage", "0.2"]), json!("cut"));
    assert_eq!(whole_of(&["--min-coverage", "0.95"]), Value::Null);
    let flags = ["--keep", "first", "--min-coverage", "0.95", "--pairs", "--near"];
    assert_eq!(dedup(&flags, &input).rows()[0]["reason"], json!("low_coverage"));
    for share in ["1.5", "-1", "NaN", "much"] {
        let said = dedup(&[&format!("--min-coverage={share}")], "");
        let words = format!(
            "error: invalid value '{share}' for '--min-coverage <SHARE>': must be a number from 0 to 1, such as 0.95\n"
        );
        assert_eq!(said.code, Some(2));
        assert!(said.stderr.starts_with(&words), "{}", said.stderr);
    }
}

#[test]
fn what_clean_writes_is_read() {
    let mut clean = tool();
    clean.args(["clean", "--from", "jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = clean.spawn().unwrap();
    child.stdin.take().unwrap().write_all(records().as_bytes()).unwrap();
    let cleaned = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let said = dedup(&["--keep", "first"], &cleaned);
    assert_eq!(said.stderr, "copydesk: 4 records: 2 kept, 2 copies\n");
    let rows = said.rows();
    assert_eq!(rows[3]["id"], json!("d"));
    assert_eq!(rows[3]["duplicate_of"], json!("a"));
}

#[test]
fn articles_are_called_as_their_documents_and_known_by_their_sites() {
    let article = |source: &str| {
        let paragraphs: Vec<&str> = STORY.split("\n\n").collect();
        json!({"source": source, "id": "xxh3:1", "paragraphs": paragraphs}).to_string() + "\n"
    };
    let (one, other) = ("https://www.harbour.example/ferry", "https://vale.example/news/7");
    let articles = [one, one, other].map(article).concat();
    let said = dedup(&["--keep", "preferred", "--prefer", "vale.example"], &articles);
    let rows = said.rows();
    let ids: Vec<&Value> = rows.iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, [&json!(one), &json!(format!("{one}#2")), &json!(other)]);
    let kept: Vec<&Value> = rows.iter().map(|row| &row["duplicate_of"]).collect();
    assert_eq!(kept, [&json!(other), &json!(other), &Value::Null]);
}

#[test]
fn versions_and_round_ups_are_named() {
    let long = format!("{STORY}\n\n{MORE}");
    let version = long.replace("40,000", "65,000");
    let both = format!("{OTHER}\n\n{long}");
    let rows =
        [("long", &long), ("version", &version), ("other", &OTHER.to_owned()), ("both", &both)];
    let input: String =
        rows.map(|(id, text)| json!({"id": id, "text": text}).to_string() + "\n").concat();
    let said = dedup(&["--keep", "first"], &input);
    said.expect(0, "copydesk: 4 records: 4 kept, 0 copies\n");
    let rows = said.rows();
    assert_eq!(rows[1]["version_of"], json!("long"));
    assert_eq!(rows[3]["contains"], json!(["long", "version", "other"]));
    let pairs = dedup(&["--keep", "first", "--pairs"], &input).rows();
    assert_eq!((pairs.len(), &pairs[0]["version_of"]), (1, &json!("long")));
    assert_eq!(pairs[0]["changes"], json!([{"kept": "40", "copy": "65"}]));
    let folded = dedup(&["--keep", "first", "--fold-versions"], &input).rows();
    assert_eq!(folded[1]["duplicate_of"], json!("long"));
}

/// More of the story, and another one.
const MORE: &str = "The repairs cost 40,000 euros, of which the parish pays a third. Lena Marsh, who bakes for both banks, has asked for a \
    second boat since the winter in which the strait froze from shore to shore, and the council has now put the matter on its list \
    for the spring. A yard in Calder offers a hull that was built for a lake and never paid for. Its engine would have to be turned \
    round, the harbour office found, and the deck raised by the breadth of a hand, or lorries would touch the wheelhouse.";
const OTHER: &str = "Farmers in the hills behind Northport have begun to pick apples three weeks early, after the warmest summer since the \
    weather office opened. The cooperative expects 8,000 tonnes, a fifth more than last year, and has hired students to help.";

#[test]
fn an_index_goes_on_from_day_to_day() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("news.index");
    let flags = ["--index", index.to_str().unwrap()];
    dedup(&flags, &records()).expect(0, "copydesk: 4 records: 2 kept, 2 copies\n");
    let again = dedup(&flags, &records());
    again.expect(0, "copydesk: 4 records: 0 kept, 4 copies\n");
    // Of texts of the index there are no words to show.
    let pairs = dedup(&[&flags[..], &["--pairs"]].concat(), &records()).rows();
    assert_eq!(pairs.len(), 4);
    assert_eq!((&pairs[1]["duplicate_of"], pairs[1].get("changes")), (&json!("a"), None));
    fs::write(&index, "no index").unwrap();
    let said = dedup(&flags, &records());
    let file = index.display();
    said.expect(
        2,
        &format!(
            "copydesk: {file}: the index is damaged at byte 0: it does not begin with the mark of an index; make it anew from the \
             articles\n"
        ),
    );
    assert_eq!(
        (fs::read(&index).unwrap().as_slice(), said.stdout.as_str()),
        (&b"no index"[..], "")
    );
}

#[test]
fn runs_at_once_all_add_to_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("news.index");
    let flags = ["--index", index.to_str().unwrap()];
    // No two have three words in a row in common.
    let words: Vec<String> = (0..240).map(|word| format!("w{}x", word * word)).collect();
    let stories: Vec<String> = words.chunks(40).map(|words| words.join(" ")).collect();
    let record = |story: &String| json!({"id": story, "text": story}).to_string() + "\n";
    std::thread::scope(|scope| {
        for story in &stories {
            scope.spawn(|| assert_eq!(dedup(&flags, &record(story)).code, Some(0)));
        }
    });
    let all: String = stories.iter().map(record).collect();
    let again = dedup(&flags, &all);
    assert!(again.stderr.ends_with("copydesk: 6 records: 0 kept, 6 copies\n"), "{}", again.stderr);
}

#[test]
fn what_clean_mends_is_compared_and_given_back_as_it_stands() {
    let story = json!({"id": "a", "text": STORY}).to_string();
    let lines = [
        story.replace('{', "{\"score\":NaN,"),
        story.replace("port", "port \\ud83d").replace("\"a\"", "\"b\""),
    ];
    let input = lines.map(|line| line + "\n").concat();
    let said = dedup(&["--kept-only", "--keep", "first"], &input);
    assert_eq!(said.code, Some(0), "{said:#?}");
    assert!(input.starts_with(&said.stdout) && !said.stdout.is_empty(), "{said:#?}");
}

#[test]
fn bad_records_are_named_and_the_rest_is_compared() {
    let input = format!("{}[]\n{{\"id\": 1}}\n", records());
    let said = dedup(&[], &input);
    assert_eq!(said.code, Some(1));
    assert!(said.stderr.starts_with("copydesk: -:5: the line is an array"), "{}", said.stderr);
    assert!(said.stderr.contains("copydesk: -:6: no field `text`"), "{}", said.stderr);
    assert_eq!(said.rows().len(), 4);
    let said = dedup(
        &[],
        "{\"id\": [1], \"text\": \"Wood burns.\"}\n{\"id\": 1.5, \"text\": \"Wood burns.\"}\n",
    );
    let words = "copydesk: -:1: field `id` is an array, not a string or a number; name the field with the id with --id-field\n";
    assert!(said.stderr.starts_with(words), "{}", said.stderr);
    assert_eq!((said.code, &said.rows()[0]["id"]), (Some(1), &json!(1.5)));
    let strict = dedup(&["--strict"], &input);
    assert_eq!(strict.code, Some(1));
}

#[test]
fn records_before_damage_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cut.jsonl.gz");
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let stories = (0..400).map(|at| json!({"id": at, "text": STORY.replace("goes on", &format!("{} {}", at * 7_919, at * 104_729))}));
    stories.for_each(|story| writeln!(encoder, "{story}").unwrap());
    let packed = encoder.finish().unwrap();
    fs::write(&file, &packed[..packed.len() / 2]).unwrap();
    let answers =
        ["1", "3"].map(|threads| dedup(&["--threads", threads, file.to_str().unwrap()], ""));
    let said = &answers[0];
    assert_eq!(said.code, Some(2));
    assert!(said.stderr.starts_with(&format!(
        "copydesk: {}: cannot be read: the gzip data end too early, after ",
        file.display()
    )));
    assert!((50..350).contains(&said.rows().len()), "{} rows", said.rows().len());
    assert_eq!(said.stdout, answers[1].stdout);
}

#[cfg(unix)]
#[test]
fn a_scratch_file_that_takes_no_more_ends_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let scratch = folder.path().display().to_string();
    for count in [20, 2000] {
        let file = folder.path().join("records.jsonl");
        fs::write(&file, records().repeat(count)).unwrap();
        let words = format!(
            "trap '' XFSZ; ulimit -f 1; exec \"$0\" dedup --kept-only --scratch '{scratch}' '{}'",
            file.display()
        );
        let said = Said::from(
            Command::new("sh").arg("-c").arg(words).arg(tool().get_program()).output().unwrap(),
        );
        said.expect(
            2,
            &format!("copydesk: {scratch}: cannot be written: File too large (os error 27)\n"),
        );
        assert_eq!(said.stdout, "");
    }
}

#[test]
fn help_has_every_flag() {
    let help = Said::from(tool().args(["dedup", "--help"]).output().unwrap()).stdout;
    for flag in "strict id-field text-field publisher-field published-field keep prefer fold-versions min-coverage kept-only clusters pairs near index threads memory scratch".split(' ') {
        assert!(help.contains(&format!("--{flag}")), "--{flag} is not in\n{help}");
    }
}

/// What `copydesk clean` makes of JSON Lines.
#[track_caller]
fn cleaned(arguments: &[&str], input: &str) -> String {
    let arguments = [&["--from", "jsonl"], arguments].concat();
    clean_stdin(&arguments, input).stdout
}

#[test]
fn every_form_that_clean_writes_is_read() {
    for (form, ids) in [
        ("jsonl", json!(["a", 2, "-:3", "d"])),
        ("json", json!(["a", 2, "-:3", "d"])),
        ("rows", json!(["a", 2, "-:3", "d"])),
        ("csv", json!(["a", "2", "-:3", "d"])),
    ] {
        let said = dedup(&["--keep", "first"], &cleaned(&["--to", form], &records()));
        said.expect(0, "copydesk: 4 records: 2 kept, 2 copies\n");
        let found: Vec<Value> = said.rows().iter().map(|row| row["id"].clone()).collect();
        assert_eq!(json!(found), ids, "{form}");
        assert_eq!(said.rows()[3]["duplicate_of"], json!("a"), "{form}");
    }
    // The standards have no place for the document: articles are called by their content.
    for form in ["ninjs", "json-ld"] {
        let said = dedup(&["--keep", "first"], &cleaned(&["--to", form], &records()));
        said.expect(0, "copydesk: 4 records: 2 kept, 2 copies\n");
        assert!(said.rows()[0]["id"].as_str().unwrap().starts_with("xxh3:"), "{form}");
    }
    let said = dedup(&[], &cleaned(&["--to", "text"], &records()));
    said.expect(0, "copydesk: 1 record: 1 kept, 0 copies\n");
    assert_eq!(said.rows()[0]["id"], json!("-"));
}

#[test]
fn folders_that_clean_wrote_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let (news, out) = (folder.path().join("news"), folder.path().join("out"));
    fs::create_dir(&news).unwrap();
    fs::write(news.join("a.jsonl"), records()).unwrap();
    fs::write(news.join("b.jsonl"), records()).unwrap();
    let (news, out) = (news.to_str().unwrap(), out.to_str().unwrap());
    clean_stdin(&["--out", out, "--with-removals", news], "");
    assert!(fs::read_dir(out).unwrap().count() > 2);
    let said = dedup(&["--keep", "first", out], "");
    said.expect(0, "copydesk: 8 records: 2 kept, 6 copies\n");
    let manifest = format!("{out}/manifest.jsonl");
    assert_eq!(dedup(&[&manifest], "").code, Some(1), "a file that is named is read");
    let said = dedup(&[&format!("{out}/none")], "");
    assert_eq!(said.code, Some(2));
    assert!(said.stderr.contains("cannot be opened"), "{}", said.stderr);
}

#[test]
fn the_site_and_the_day_of_a_record_are_known_after_clean() {
    let row = |id: &str, site: &str, day: &str| {
        let record = json!({"id": id, "text": STORY, "publisher": site, "published": day});
        record.to_string() + "\n"
    };
    let named = |id: &str, site: &str, day: &str| {
        let record = json!({"id": id, "text": STORY, "of": {"site": site, "day": day}});
        record.to_string() + "\n"
    };
    let plain = row("a", "Post", "2026-05-02") + &row("b", "Gazette", "2026-05-01");
    let dotted = named("a", "Post", "2026-05-02") + &named("b", "Gazette", "2026-05-01");
    let fields = ["--publisher-field", "of.site", "--published-field", "of.day"];
    for (input, fields) in [(&plain, &[][..]), (&dotted, &fields)] {
        for input in [input.clone(), cleaned(&[], input), cleaned(&["--to", "rows"], input)] {
            for (policy, kept) in [
                (&["--keep", "preferred", "--prefer", "Gazette"][..], "b"),
                (&["--keep", "preferred", "--prefer", "Post"], "a"),
                (&["--keep", "earliest"], "b"),
            ] {
                let said = dedup(&[policy, fields].concat(), &input);
                let rows = said.rows();
                let found = rows.iter().find(|row| row["duplicate_of"].is_null()).unwrap();
                assert_eq!(found["id"], json!(kept), "{policy:?} {input}");
            }
        }
    }
}

#[test]
fn the_first_iso_date_of_an_article_is_its_day() {
    let article = |id: &str, dates: &[&str]| {
        let paragraphs: Vec<&str> = STORY.split("\n\n").collect();
        json!({"source": id, "paragraphs": paragraphs, "dates": dates}).to_string() + "\n"
    };
    for (dates, kept) in [
        (["2026-05-02", "2026-05-01T10:00"], "b"),
        (["2026-05-01", "2026-05-02T10:00"], "a"),
        // A date in words says nothing, and comes last.
        (["1 May 2026", "2026-05-02"], "b"),
        (["2026-05-1x", "2026-05-02"], "b"),
    ] {
        let input = article("a", &["Updated", dates[0]]) + &article("b", &[dates[1]]);
        let rows = dedup(&["--keep", "earliest"], &input).rows();
        let found = rows.iter().find(|row| row["duplicate_of"].is_null()).unwrap();
        assert_eq!(found["id"], json!(kept), "{dates:?}");
    }
}

#[test]
fn a_record_with_metadata_of_its_own_keeps_its_id() {
    let row = |id: &str| {
        json!({"id": id, "text": STORY, "metadata": {"source": "crawl"}}).to_string() + "\n"
    };
    let rows = dedup(&["--keep", "first"], &(row("a") + &row("b"))).rows();
    assert_eq!((&rows[1]["id"], &rows[1]["duplicate_of"]), (&json!("b"), &json!("a")));
}

#[test]
fn what_holds_no_articles_is_an_error() {
    for (bytes, words) in [
        ("%PDF-1.7\n", "copydesk: -: "),
        (
            "WARC/1.0\r\n",
            "copydesk: -: holds pages of a web crawl; find their articles first, with copydesk clean\n",
        ),
        (
            "<!DOCTYPE html>\n",
            "copydesk: -: is a page of HTML; find its article first, with copydesk clean\n",
        ),
    ] {
        let said = dedup(&[], bytes);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
        assert!(said.stderr.starts_with(words), "{}", said.stderr);
    }
    dedup(&[], "").expect(0, "copydesk: 0 records: 0 kept, 0 copies\n");
    let laid_out =
        "[\n  {\n    \"id\": \"a\",\n    \"text\": \"Wood burns.\"\n  },\n  {\"id\": 1}\n]\n";
    let said = dedup(&[], laid_out);
    assert_eq!((said.code, said.rows().len()), (Some(1), 1));
    assert!(said.stderr.starts_with("copydesk: -:6: no field `text`"), "{}", said.stderr);
}
