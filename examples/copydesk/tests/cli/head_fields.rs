//! `--title-field`, `--date-field` and `--byline-field`: what records say of their articles.

use std::fs;

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::tool::{clean_in, clean_stdin, rows, tool};

const TITLE: &str = "Ferry to run again on Monday";
const BODY: &str = "The ferry to Oakmouth will run again after the repairs, the harbour office said.\n\nRepairs took nine days and cost more than the town had planned for this year.\n";
const FLAGS: &str = "--title-field title --date-field meta.date --byline-field by";

fn flags() -> Vec<&'static str> {
    ["--from", "jsonl"].into_iter().chain(FLAGS.split(' ')).collect()
}

/// The row of a record with this text and these fields.
fn row(text: &str, mut record: Value) -> Value {
    record["text"] = text.into();
    clean_stdin(&flags(), format!("{}\n", said_all(record))).expect(0, "").rows().remove(0)
}

/// The record with what it lacks, so that nothing is to be said of missing fields.
fn said_all(mut record: Value) -> Value {
    for (field, value) in [("title", json!(TITLE)), ("by", json!("Lena Marsh"))] {
        if record.get(field).is_none() {
            record[field] = value;
        }
    }
    if record.get("meta").is_none() {
        record["meta"] = json!({"date": "2024-05-02"});
    }
    record
}

#[test]
fn what_the_text_leaves_empty_is_filled_and_marked() {
    let row = row(BODY, json!({"id": "a"}));
    assert_eq!(row["headline"], TITLE);
    assert_eq!(row["byline"], "Lena Marsh");
    assert_eq!(row["authors"], json!(["Lena Marsh"]));
    assert_eq!(row["dates"], json!(["2024-05-02"]));
    let page = json!({
        "title": TITLE, "author": "Lena Marsh", "published": "2024-05-02",
        "filled": ["headline", "byline", "authors", "dates"],
    });
    assert_eq!(row["page"], page);
    let record = json!({"by": "Lena Marsh", "meta": {"date": "2024-05-02"}, "title": TITLE});
    assert_eq!(row["record"], record);
}

#[test]
fn what_the_text_prints_stays() {
    let text = format!("{TITLE}\n\nBy Anna Hall\n\nMay 3, 2024\n\n{BODY}");
    let row = row(&text, json!({}));
    assert_eq!((&row["byline"], &row["authors"]), (&json!("By Anna Hall"), &json!(["Anna Hall"])));
    assert_eq!((&row["dates"], &row["page"]["filled"]), (&json!(["May 3, 2024"]), &json!([])));
}

#[test]
fn bylines_and_dates_may_be_lists_and_numbers() {
    let list =
        row(BODY, json!({"by": ["Lena Marsh", "Tom Bell"], "meta": {"date": 1_714_600_000}}));
    assert_eq!(list["byline"], "Lena Marsh, Tom Bell");
    assert_eq!(list["authors"], json!(["Lena Marsh", "Tom Bell"]));
    assert_eq!(list["dates"], json!(["1714600000"]));
    let label = row(BODY, json!({"by": "By Lena Marsh and\n Tom Bell"}));
    assert_eq!(label["byline"], "By Lena Marsh and Tom Bell");
    assert_eq!(label["authors"], json!(["Lena Marsh", "Tom Bell"]));
}

#[test]
fn copies_of_the_title_are_copies_of_the_headline() {
    let sentence = format!("{TITLE}.");
    let text = format!("{sentence}\n\nShare\n\n{sentence}\n\n{BODY}");
    let plain = clean_stdin(&["--from", "jsonl"], json!({"text": text}).to_string());
    assert_eq!(plain.expect(0, "").rows()[0]["headline"], Value::Null);
    let row = row(&text, json!({"title": sentence}));
    assert_eq!((&row["headline"], &row["headline_count"]), (&json!(sentence), &json!(2)));
    assert_eq!(row["paragraphs"].as_array().unwrap().len(), 2, "{row:#}");
    assert_eq!(row["page"]["filled"], json!(["byline", "authors", "dates"]));
}

#[test]
fn another_headline_is_named_where_the_title_takes_its_place() {
    let row = row(&format!("Harbour opens after the storm\n\n{BODY}"), json!({}));
    assert_eq!(row["headline"], TITLE);
    assert_eq!(row["alternative_headlines"], json!(["Harbour opens after the storm"]));
    assert_eq!(row["page"]["replaced_headline"], "Harbour opens after the storm");
    let printed = self::row(&format!("{TITLE}\n\n{BODY}"), json!({}));
    assert_eq!(printed["page"].get("replaced_headline"), None);
}

/// Two articles, of which none is on the ferry, and the same with one on it.
fn two_articles() -> [String; 2] {
    let bridge = "Bridge opens to cars\n\nThe bridge at Calder opened on Friday after two years of work, officials said.\n\nCars may use it from noon.\n\n\n\n\n";
    let school = "School closes for a week\n\nThe school in Oakmouth closes for one week, the town said on Tuesday.\n\nParents were told by letter.\n";
    [format!("{bridge}{school}"), format!("{bridge}{TITLE}\n\n{BODY}")]
}

#[test]
fn of_several_articles_the_one_that_prints_the_title_is_filled_or_none() {
    let [neither, second] = two_articles();
    for (text, filled) in [
        (neither, [json!([]), json!([])]),
        (second, [json!([]), json!(["byline", "authors", "dates"])]),
    ] {
        let record = said_all(json!({"text": text}));
        let rows = clean_stdin(&flags(), record.to_string()).expect(0, "").rows();
        assert_eq!(rows[0]["headline"], "Bridge opens to cars");
        let marks: Vec<_> = rows.iter().map(|row| row["page"]["filled"].clone()).collect();
        assert_eq!(marks, filled, "{rows:#?}");
    }
}

#[test]
fn a_field_that_no_record_has_is_said() {
    let record = json!({"id": 1, "text": BODY, "headline": TITLE, "title": null, "when": "2024"});
    let words = "copydesk: -: no record has a title in the field `title`; the first one has `headline`, `title`, `when`; name the field with the title with --title-field\n\
                 copydesk: -: no record has a date in the field `meta.date`; the first one has `headline`, `title`, `when`; name the field with the date with --date-field\n\
                 copydesk: -: no record has a byline in the field `by`; the first one has `headline`, `title`, `when`; name the field with the byline with --byline-field\n";
    clean_stdin(&flags(), format!("{record}\n")).expect(0, words);
    let later = json!({"text": BODY, "title": TITLE, "by": "L", "meta": {"date": "2024"}});
    clean_stdin(&flags(), format!("{record}\n{later}\n")).expect(0, "");
    let bare = "copydesk: -: no record has a title in the field `title`; there is no other field; name the field with the title with --title-field\n";
    let arguments = ["--from", "jsonl", "--title-field", "title"];
    clean_stdin(&arguments, json!({"text": BODY}).to_string()).expect(0, bare);
    clean_stdin(&arguments, "").expect(0, "copydesk: -: is empty\n");
    let sample = [&arguments[..], &["--sample", "1"]].concat();
    let both = format!("{}\n{later}\n", json!({"text": BODY}));
    clean_stdin(&sample, &both).expect(0, bare);
    clean_stdin(&sample, format!("{later}\n{both}")).expect(0, "");
}

#[test]
fn tables_have_such_columns_too() {
    let csv = format!("id,text,title,by\n1,\"{BODY}\",{TITLE},Lena Marsh\n2,\"{BODY}\",,\n");
    let arguments = ["--from", "csv", "--title-field", "title", "--byline-field", "by"];
    let rows = clean_stdin(&arguments, csv).expect(0, "").rows();
    assert_eq!(rows[0]["page"]["filled"], json!(["headline", "byline", "authors"]));
    assert_eq!((&rows[0]["headline"], &rows[0]["byline"]), (&json!(TITLE), &json!("Lena Marsh")));
    assert_eq!((&rows[1]["headline"], &rows[1]["page"]), (&Value::Null, &json!({"filled": []})));
}

#[test]
fn records_of_a_crawl_say_such_things_too() {
    let crawl = format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: 2024-05-02T08:00:00Z\r\nContent-Length: {}\r\n\r\n{BODY}\r\n\r\n",
        BODY.len()
    );
    let rows = clean_stdin(&["--date-field", "WARC-Date"], crawl).expect(0, "").rows();
    assert_eq!(rows[0]["dates"], json!(["2024-05-02T08:00:00Z"]));
    assert_eq!(rows[0]["page"]["filled"], json!(["dates"]));
}

fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    let record = said_all(json!({"id": "a", "text": format!("Share\n\n{BODY}")}));
    fs::write(folder.path().join("a.jsonl"), format!("{record}\n")).unwrap();
    folder
}

#[test]
fn every_form_and_command_has_the_title() {
    let folder = folder();
    for form in ["jsonl", "json", "text", "csv", "ninjs", "json-ld", "rows"] {
        let said = clean_in(folder.path(), &format!("{FLAGS} --to {form} a.jsonl"));
        assert!(said.expect(0, "").stdout.contains(TITLE), "{form}: {said:#?}");
    }
    let explained = clean_in(folder.path(), &format!("{FLAGS} --explain a.jsonl"));
    let words = "\n     1  removed share                     Share\n";
    assert!(explained.stdout.contains(words), "{explained:#?}");
    let words = "\n-- article 1: filled: headline, byline, authors, dates\n";
    assert!(explained.stdout.contains(words), "{explained:#?}");
    let run = |command: &str, arguments: &str| {
        let mut tool = tool();
        tool.current_dir(folder.path()).args(command.split(' ')).args(arguments.split(' '));
        String::from_utf8(tool.arg("a.jsonl").output().unwrap().stdout).unwrap()
    };
    let stats = |arguments: &str| -> Value {
        serde_json::from_str(&run("stats --json", arguments)).unwrap()
    };
    assert_eq!(stats(FLAGS)["total"]["removals"], json!({"share": 1}));
    assert_eq!(stats("--quiet")["total"]["removals"], json!({}));
    assert!(run("report -o -", FLAGS).contains(TITLE));
    let rendered = rows(&run("render", FLAGS));
    assert_eq!(rendered[0]["page"]["title"], TITLE);
}

#[test]
fn explain_names_the_headline_that_was_replaced() {
    let text = format!("Harbour opens after the storm\n\n{BODY}");
    let record = json!({"title": TITLE, "text": text}).to_string();
    let said = clean_stdin(&["--from", "jsonl", "--title-field", "title", "--explain"], record);
    let words = "\n-- article 1: filled: headline; title in place of the headline: Harbour opens after the storm\n";
    assert!(said.expect(0, "").stdout.contains(words), "{said:#?}");
}

#[test]
fn another_field_is_another_run() {
    let folder = folder();
    let run = |flags: &str| clean_in(folder.path(), &format!("--quiet {flags} --out out a.jsonl"));
    run("--title-field title").expect(0, "");
    run("--title-field title").expect(0, "");
    for other in ["", "--title-field title --date-field meta.date", "--title-field id"] {
        run(other).expect(2, "copydesk: out: holds the output of a run with other options or of another version; name another folder with --out, or remove it\n");
    }
}

#[cfg(feature = "html")]
#[test]
fn a_record_goes_before_the_head_of_its_page() {
    let page = include_str!("../../../data/page.html");
    let record = json!({"html": page, "title": "Boats sail from May on", "by": "Anna Hall"});
    let arguments = "--from jsonl --html-field html --title-field title --byline-field by";
    let arguments: Vec<_> = arguments.split(' ').collect();
    let row = clean_stdin(&arguments, record.to_string()).expect(0, "").rows().remove(0);
    assert_eq!(row["headline"], "Boats sail from May on");
    assert_eq!(row["page"]["replaced_headline"], "Ferry runs again on Monday");
    assert_eq!(
        (&row["byline"], &row["page"]["site"]),
        (&json!("Anna Hall"), &json!("Oakmouth Gazette"))
    );
    assert_eq!(row["dates"], json!(["2024-05-02T08:00:00Z"]));
}
