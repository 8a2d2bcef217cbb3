//! The forms of articles.

use serde_json::{Value, json};

use crate::tool::{EMPTY, STORY, clean_stdin};

fn two_records() -> String {
    let other = STORY.replace("short", "second").replace("useful", "different");
    format!("{}\n{}\n", json!({"id": 1, "text": STORY}), json!({"id": 2, "text": other}))
}

#[track_caller]
fn assert_is_story(row: &Value) {
    let paragraphs: Vec<_> = STORY.trim_end().split("\n\n").skip(1).collect();
    assert_eq!(row["headline"], "A short headline here");
    assert_eq!(row["paragraphs"], json!(paragraphs));
}

#[test]
fn jsonl_is_one_article_a_line_with_the_source_first() {
    let said = clean_stdin(&[], STORY);
    let rows = said.expect(0, "").rows();
    assert_eq!(rows.len(), 1);
    assert!(said.stdout.starts_with("{\"source\":\"-\",\"id\":\"xxh3:"), "{}", said.stdout);
    assert_is_story(&rows[0]);
}

#[test]
fn a_row_has_every_field_of_an_article() {
    let said = clean_stdin(&[], STORY);
    let mut fields: Vec<_> = said.rows()[0].as_object().unwrap().keys().cloned().collect();
    let mut expected: Vec<_> = serde_json::to_value(copydesk::Article::default())
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    expected.push("source".to_owned());
    fields.sort();
    expected.sort();
    assert_eq!(fields, expected);
}

#[test]
fn json_is_one_array() {
    let said = clean_stdin(&["--to", "json"], two_records());
    let array: Value = serde_json::from_str(&said.expect(0, "").stdout).unwrap();
    assert_eq!(array.as_array().unwrap().len(), 2);
    assert_is_story(&array[0]);
    assert_eq!((&array[0]["source"], &array[1]["source"]), (&json!(1), &json!(2)));
}

#[test]
fn json_is_laid_out_for_reading() {
    let said = clean_stdin(&["--to", "json"], two_records());
    assert!(said.stdout.starts_with("[\n  {\n    \"source\": 1,\n"), "{}", said.stdout);
    assert!(said.stdout.contains("\n  },\n  {\n    \"source\": 2,\n"), "{}", said.stdout);
    assert!(said.stdout.ends_with("\n  }\n]\n"), "{}", said.stdout);
}

#[test]
fn json_of_nothing_is_an_empty_array() {
    assert_eq!(clean_stdin(&["--to", "json"], "").expect(0, EMPTY).stdout, "[]\n");
}

#[test]
fn csv_has_a_header_and_no_formulas() {
    let text = STORY
        .replace("A short headline here", "=HYPERLINK(1), \"2\"")
        .replace("The first", "-first");
    let input =
        format!("{}\n{}\n", json!({"id": "@a", "text": text}), json!({"id": 2, "text": STORY}));
    let said = clean_stdin(&["--to", "csv"], input);
    let mut reader = csv::Reader::from_reader(said.expect(0, "").stdout.as_bytes());
    assert_eq!(
        reader.headers().unwrap(),
        &["source", "id", "headline", "description", "byline", "dateline", "dates", "text"][..]
    );
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0][0], &rows[0][2]), ("'@a", "'=HYPERLINK(1), \"2\""));
    assert!(rows[0][7].starts_with("'-first paragraph"), "{}", &rows[0][7]);
    let paragraphs: Vec<_> = STORY.trim_end().split("\n\n").skip(1).collect();
    assert_eq!((&rows[1][0], rows[1][7].to_owned()), ("2", paragraphs.join("\n\n")));
}

#[test]
fn csv_of_nothing_is_its_header() {
    let said = clean_stdin(&["--to", "csv"], "");
    assert_eq!(
        said.expect(0, EMPTY).stdout,
        "source,id,headline,description,byline,dateline,dates,text\n"
    );
}

#[test]
fn text_has_two_blank_lines_between_articles() {
    let said = clean_stdin(&["--to", "text"], two_records());
    let other = STORY.replace("short", "second").replace("useful", "different");
    assert_eq!(said.expect(0, "").stdout, format!("{STORY}\n\n{other}"));
}

#[test]
fn ninjs_and_json_ld_are_the_librarys_views() {
    let article = &copydesk::clean(STORY)[0];
    let ninjs = clean_stdin(&["--to", "ninjs"], two_records());
    assert_eq!(
        ninjs.expect(0, "").rows()[0],
        serde_json::to_value(copydesk::export::NinjsItem::from(article)).unwrap()
    );
    let json_ld = clean_stdin(&["--to", "json-ld"], two_records());
    assert_eq!(
        json_ld.expect(0, "").rows()[0],
        serde_json::to_value(copydesk::export::NewsArticle::from(article)).unwrap()
    );
}

#[test]
fn rows_have_text_id_and_metadata() {
    let record = json!({"id": 1, "text": STORY, "lang": "en"});
    let said = clean_stdin(&["--to", "rows"], format!("{record}\n{}", two_records()));
    let rows = said.expect(0, "").rows();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        (&rows[0]["text"], &rows[0]["metadata"]["record"]),
        (&json!(STORY.trim_end()), &json!({"lang": "en"}))
    );
    let keys =
        |row: &Value| row["metadata"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&rows[0]), keys(&rows[2]));
}

#[test]
fn provenance_names_the_source_of_each_article() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("provenance.jsonl");
    let said =
        clean_stdin(&["--to", "ninjs", "--provenance", path.to_str().unwrap()], two_records());
    let rows = crate::tool::rows(&std::fs::read_to_string(path).unwrap());
    let ids: Vec<_> = said.expect(0, "").rows().iter().map(|row| row["uri"].clone()).collect();
    assert_eq!(rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>(), ids);
    assert_eq!(
        (&rows[0]["source"], &rows[1]["source"], &rows[0]["span"]["start"]),
        (&json!(1), &json!(2), &json!(0))
    );
}
