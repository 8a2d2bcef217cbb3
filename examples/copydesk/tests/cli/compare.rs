//! `copydesk compare`: what two runs over one input made differently.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::tool::{STORY, Said, clean_in, tool};

const SHARE: &str = "Share\n\n";

fn compare(folder: &Path, arguments: &str) -> Said {
    let mut tool = tool();
    tool.current_dir(folder).arg("compare").args(arguments.split_whitespace());
    tool.output().unwrap().into()
}

/// A folder with records, and with two runs over them: `old` as always, `new` with these flags.
fn runs(records: &str, flags: &str) -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), records).unwrap();
    for (name, flags) in [("old", ""), ("new", flags)] {
        let command = format!("--from jsonl {flags} --removals {name}.removals.jsonl in.jsonl");
        let said = clean_in(folder.path(), &command);
        fs::write(folder.path().join(format!("{name}.jsonl")), said.expect(0, "").stdout.as_str())
            .unwrap();
    }
    folder
}

fn record(id: usize, text: &str) -> String {
    format!("{}\n", json!({"id": format!("page-{id}"), "text": text}))
}

fn answer(folder: &TempDir, arguments: &str, code: i32) -> Value {
    let said = compare(folder.path(), &format!("--json {arguments}"));
    serde_json::from_str(&said.expect(code, "").stdout).unwrap()
}

/// What changed, how often: `kind: from -> to`.
fn changes(answer: &Value) -> Vec<String> {
    let text = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
    let changes = answer["changes"].as_array().unwrap().iter();
    changes
        .map(|row| {
            let [kind, from, to] = ["kind", "from", "to"].map(|field| text(row, field));
            format!("{} {kind}: {from} -> {to}", row["count"])
        })
        .collect()
}

#[test]
fn runs_that_say_the_same_end_with_0() {
    let records = (0..3).map(|id| record(id, STORY)).collect::<String>();
    let folder = runs(&records, "");
    let words = "documents with articles in both: 3; in A alone: 0; in B alone: 0\narticles the same: 3; changed: 0; in A alone: 0; in B alone: 0\n";
    assert_eq!(compare(folder.path(), "old.jsonl new.jsonl").expect(0, "").stdout, words);
    assert_eq!(answer(&folder, "old.jsonl new.jsonl", 0)["same"], true);
    fs::write(folder.path().join("empty.jsonl"), "").unwrap();
    let words = "documents with articles in both: 0; in A alone: 0; in B alone: 0\narticles the same: 0; changed: 0; in A alone: 0; in B alone: 0\n";
    assert_eq!(compare(folder.path(), "empty.jsonl empty.jsonl").expect(0, "").stdout, words);
}

#[test]
fn a_line_that_is_kept_now_is_named_with_its_reason() {
    let text = format!("{SHARE}{STORY}");
    let records = [record(1, &text), record(2, STORY), record(3, &text)].concat();
    let folder = runs(&records, "--keep-artifacts");
    let words = "documents with articles in both: 3; in A alone: 0; in B alone: 0
articles the same: 1; changed: 2; in A alone: 0; in B alone: 0

lines that A removes and B keeps
       2  share -> section
          page-1
            Share

fields that are no lines
       2  span
          page-1
            {\"end\":195,\"start\":7}
         -> {\"end\":195,\"start\":0}
";
    let said = compare(folder.path(), "--examples 1 old.jsonl new.jsonl");
    assert_eq!(said.expect(1, "").stdout, words);
    let back = answer(&folder, "new.jsonl old.jsonl", 1);
    assert_eq!(changes(&back), ["2 now_removed: section -> share", "2 other_field: span -> span"]);
    assert_eq!(back["changes"][0]["examples"].as_array().unwrap().len(), 2);
    let none = answer(&folder, "--examples 0 old.jsonl new.jsonl", 1);
    assert_eq!(none["changes"][0]["examples"], json!([]));
}

#[test]
fn without_a_file_of_removals_the_reason_is_not_known() {
    let folder = runs(&record(1, &format!("{SHARE}{STORY}")), "--keep-artifacts");
    fs::remove_file(folder.path().join("old.removals.jsonl")).unwrap();
    let said = compare(folder.path(), "old.jsonl new.jsonl");
    let words = "\nno file of removals is beside A, so why lines went there is not known: `none`;\nwrite it with --removals, called old.removals.jsonl beside old.jsonl, or with --with-removals\n";
    assert!(said.expect(1, "").stdout.ends_with(words), "{said:#?}");
    assert!(said.stdout.contains("\n       1  none -> section\n"), "{said:#?}");
}

/// Two articles of which the second begins behind many blank lines.
fn two() -> String {
    let other = STORY.replace("port", "mill").replace("short headline", "second headline");
    format!("{STORY}\n\n\n\n\n{other}")
}

#[test]
fn articles_and_documents_of_one_run_alone_are_counted() {
    let records = [record(1, &two()), record(2, STORY), record(3, STORY)].concat();
    let folder = runs(&records, "--no-split");
    let split = answer(&folder, "old.jsonl new.jsonl", 1);
    assert_eq!(split["articles"]["gone"], 1, "{split:#}");
    assert_eq!(split["articles"]["gone_examples"][0]["text"], "A second headline here");
    assert_eq!(split["articles"]["changed"], 1);
    let without = |name: &str, page: &str| {
        let lines = fs::read_to_string(folder.path().join("old.jsonl")).unwrap();
        let lines: String =
            lines.split_inclusive('\n').filter(|line| !line.contains(page)).collect();
        fs::write(folder.path().join(name), lines).unwrap();
    };
    without("no2.jsonl", "page-2");
    without("no3.jsonl", "page-3");
    let alone = answer(&folder, "no3.jsonl no2.jsonl", 1);
    assert_eq!(alone["documents"], json!({"both": 1, "only_a": 1, "only_b": 1}));
    assert_eq!(alone["articles"]["added_examples"][0]["document"], "page-3");
    assert_eq!(alone["articles"]["gone_examples"][0]["document"], "page-2");
}

#[test]
fn the_order_of_documents_does_not_matter_nor_do_names_that_come_twice() {
    let records: String =
        (0..40).map(|id| record(id % 30, &STORY.replace("port", &id.to_string()))).collect();
    let folder = runs(&records, "");
    let lines = fs::read_to_string(folder.path().join("old.jsonl")).unwrap();
    let mut lines: Vec<_> = lines.lines().collect();
    lines[1..29].reverse();
    fs::write(folder.path().join("turned.jsonl"), lines.join("\n")).unwrap();
    assert_eq!(answer(&folder, "old.jsonl turned.jsonl", 0)["documents"]["both"], 40);
}

#[test]
fn folders_are_compared_with_the_removals_in_them() {
    let folder = runs(&record(1, &format!("{SHARE}{STORY}")), "");
    for (name, flags) in [("a", ""), ("b", "--keep-artifacts")] {
        let command = format!("--quiet --out {name} --with-removals {flags} in.jsonl");
        clean_in(folder.path(), &command).expect(0, "");
    }
    let answer = answer(&folder, "a b", 1);
    assert_eq!(changes(&answer)[0], "1 now_kept: share -> section");
}

#[test]
fn compressed_files_and_arrays_are_read_too() {
    let folder = runs(&record(1, &format!("{SHARE}{STORY}")), "--keep-artifacts");
    for name in ["old.jsonl", "old.removals.jsonl"] {
        let lines = fs::read(folder.path().join(name)).unwrap();
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&lines).unwrap();
        fs::write(folder.path().join(format!("{name}.gz")), packed.finish().unwrap()).unwrap();
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    let array = clean_in(folder.path(), "--to json --keep-artifacts in.jsonl").stdout;
    fs::write(folder.path().join("array.json"), array).unwrap();
    let answer = answer(&folder, "old.jsonl.gz array.json", 1);
    assert_eq!(changes(&answer)[0], "1 now_kept: share -> section");
}

/// A row as `clean` writes it, with a headline and these paragraphs.
fn row(source: &str, paragraphs: &[&str]) -> String {
    let row = json!({"source": source, "id": paragraphs.concat(), "headline": "H", "paragraphs": paragraphs});
    format!("{row}\n")
}

#[test]
fn lines_are_told_apart_by_what_became_of_them() {
    let folder = tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let removal = |text: &str, reason: &str| {
        format!("{}\n", json!({"what": "removal", "source": "d", "text": text, "reason": reason}))
    };
    write(
        "a.jsonl",
        &row("d", &["One two three four.", "Seen by many people.", "Both\u{A0}are same"]),
    );
    write("b.jsonl", &row("d", &["One two three five.", "Both are same"]));
    write("a.removals.jsonl", &[removal("Menu", "menu"), removal("Tags", "share")].concat());
    write(
        "b.removals.jsonl",
        &[
            removal("Menu", "related"),
            removal("Tags", "share"),
            removal("Seen by  many people.", "widget"),
        ]
        .concat(),
    );
    let found = answer(&folder, "a.jsonl b.jsonl", 1);
    assert_eq!(
        changes(&found),
        [
            "1 now_removed: paragraph -> widget",
            "1 other_reason: menu -> related",
            "1 other_text: paragraph -> paragraph",
        ]
    );
    let examples = &found["changes"][2]["examples"][0];
    assert_eq!(examples["text"], "One two three four.");
    assert_eq!(examples["now"], "One two three five.");
    write("b.jsonl", &json!({"source": "d", "headline": "H", "description": "One two three four.", "paragraphs": ["Seen by many people.", "Both are same"]}).to_string());
    let moved = answer(&folder, "a.jsonl b.jsonl", 1);
    assert_eq!(changes(&moved)[0], "1 other_role: paragraph -> description");
}

#[test]
fn many_documents_without_a_removal_do_not_hide_those_that_come_later() {
    let folder = tempdir().unwrap();
    let (mut a, mut b, mut removals) = (String::new(), String::new(), String::new());
    for id in 0..3_000 {
        let name = id.to_string();
        a += &row(&name, &["A", "B"]);
        b += &row(&name, if id % 1_500 == 1_499 { &["A"] } else { &["A", "B"] });
        if id % 1_500 == 1_499 {
            let removal = json!({"what": "removal", "source": name, "text": "B", "reason": "menu"});
            writeln!(removals, "{removal}").unwrap();
        }
    }
    for (name, text) in [("a.jsonl", &a), ("b.jsonl", &b), ("b.removals.jsonl", &removals)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    assert_eq!(
        changes(&answer(&folder, "a.jsonl b.jsonl", 1))[0],
        "2 now_removed: paragraph -> menu"
    );
}

/// Of a page without an article there is nothing but what was removed.
#[test]
fn documents_without_an_article_in_both_are_compared_by_what_was_removed() {
    let folder = tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let removal = |source: &str, reason: &str| {
        let row =
            json!({"what": "removal", "source": source, "text": "Buy tickets", "reason": reason});
        format!("{row}\n")
    };
    for name in ["a.jsonl", "b.jsonl"] {
        write(name, &row("story", &["A"]));
    }
    let rest = removal("only one run removes it", "menu");
    write("a.removals.jsonl", &[removal("shop", "menu"), removal("till", "menu"), rest].concat());
    write("b.removals.jsonl", &[removal("till", "menu"), removal("shop", "promo")].concat());
    let found = answer(&folder, "a.jsonl b.jsonl", 1);
    assert_eq!(changes(&found), ["1 other_reason: menu -> promo"]);
    assert_eq!(found["changes"][0]["examples"][0]["document"], "shop");
    assert_eq!(found["articles"]["same"], 1);
    // Neither run has an article of a document of the other one, and yet both read both.
    write("b.jsonl", &row("till", &["Buy tickets"]));
    write("b.removals.jsonl", &removal("story", "menu"));
    let found = answer(&folder, "a.jsonl b.jsonl", 1);
    assert_eq!(found["documents"], json!({"both": 0, "only_a": 1, "only_b": 1}));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = runs(&record(1, STORY), "");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let says = |arguments: &str, words: &str| {
        compare(folder.path(), arguments).expect(2, &format!("copydesk: {words}\n"));
    };
    write("other.jsonl", &row("page-2", &["A"]));
    says(
        "old.jsonl other.jsonl",
        "old.jsonl and other.jsonl have no document in common: the first one of old.jsonl is `page-1`, that of other.jsonl `page-2`; compare two runs over the same input, with the same --id-field",
    );
    says(
        "old.jsonl in.jsonl",
        "in.jsonl:1: is no article; compare what `copydesk clean` writes as JSON Lines, its default form",
    );
    write("text.txt", STORY);
    says(
        "text.txt old.jsonl",
        "text.txt:1: is no article; compare what `copydesk clean` writes as JSON Lines, its default form",
    );
    write("old.removals.jsonl", &row("page-1", &["A"]));
    says(
        "old.jsonl new.jsonl",
        "old.removals.jsonl:1: is no row of a file of removals; write the file again with --removals, or remove it",
    );
    says("- -", "standard input cannot be both A and B; name a file for one of them");
    let missing = compare(folder.path(), "old.jsonl missing.jsonl");
    assert_eq!(missing.code, Some(2));
    assert!(
        missing.stderr.starts_with("copydesk: missing.jsonl: cannot be opened: "),
        "{missing:#?}"
    );
    write("cut.jsonl", "{\"source\": \"page-1\", \"paragraphs\": [\n");
    let cut = compare(folder.path(), "old.jsonl cut.jsonl");
    assert!(cut.code == Some(2) && cut.stderr.starts_with("copydesk: cut.jsonl:1: "), "{cut:#?}");
}

#[test]
fn names_cannot_act_on_a_terminal() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.jsonl"), row("\u{1b}[2Jd", &["A\u{202E}"])).unwrap();
    fs::write(folder.path().join("b.jsonl"), row("\u{1b}[2Jd", &["Other"])).unwrap();
    let said = compare(folder.path(), "a.jsonl b.jsonl");
    assert!(said.stdout.contains("\\u{1b}[2Jd") && said.stdout.contains("A\\u{202e}"), "{said:#?}");
}
