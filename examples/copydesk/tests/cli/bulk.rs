//! `--out`: a file of articles for each file of input, and runs that are broken off.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::tool::{STORY, clean_in, rows, tool};

/// A folder `news` of JSON Lines, with `count` records a file.
fn news(files: usize, count: usize) -> TempDir {
    let folder = tempdir().unwrap();
    for file in 0..files {
        let path = folder.path().join(format!("news/{}/{file}.jsonl", file % 2));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let record = |id| {
            format!(
                "{}\n",
                json!({"id": id, "text": STORY.replace("short", &format!("short {file} {id}"))})
            )
        };
        fs::write(path, (0..count).map(record).collect::<String>()).unwrap();
    }
    folder
}

/// The files of a folder and what they hold.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).unwrap().display().to_string();
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    files
}

fn manifest(folder: &Path) -> Vec<Value> {
    rows(&fs::read_to_string(folder.join("manifest.jsonl")).unwrap())
}

/// Cleans the news into another folder, which must come out as the first one.
#[track_caller]
fn expect_as_fresh(folder: &Path) {
    clean_in(folder, "--quiet --out fresh news").expect(0, "");
    assert!(tree(&folder.join("clean")) == tree(&folder.join("fresh")), "the trees differ");
}

#[test]
fn each_file_has_a_file_of_articles() {
    let folder = news(3, 2);
    let said = clean_in(folder.path(), "--out clean --summary summary.json news");
    said.expect(
        0,
        "copydesk: 1 of 3: news/0/0.jsonl: documents: 2; articles: 2; failures: 0\n\
         copydesk: 2 of 3: news/0/2.jsonl: documents: 2; articles: 2; failures: 0\n\
         copydesk: 3 of 3: news/1/1.jsonl: documents: 2; articles: 2; failures: 0\n\
         copydesk: documents: 6; articles: 6; bytes kept: 1128, removed: 0; failures: 0\n",
    );
    let names: Vec<_> = tree(&folder.path().join("clean")).into_keys().collect();
    assert_eq!(names, ["0/0.jsonl.jsonl", "0/2.jsonl.jsonl", "1/1.jsonl.jsonl", "manifest.jsonl"]);
    let direct = clean_in(folder.path(), "news/0/2.jsonl").stdout;
    assert_eq!(fs::read_to_string(folder.path().join("clean/0/2.jsonl.jsonl")).unwrap(), direct);
    let summary: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("summary.json")).unwrap())
            .unwrap();
    assert_eq!(
        (&summary["documents"], &summary["bytes_kept"], &summary["failures"]),
        (&json!(6), &json!(1128), &json!([]))
    );
}

#[test]
fn quiet_is_quiet() {
    clean_in(news(2, 1).path(), "--quiet --out clean news").expect(0, "");
}

#[test]
fn failures_are_named_counted_and_kept_in_the_manifest() {
    let folder = news(2, 1);
    fs::write(
        folder.path().join("news/0/0.jsonl"),
        format!("{{\"id\":1,\"text\":\"A\"}}\nno\n{}\n", json!({"text": STORY})),
    )
    .unwrap();
    for _ in 0..2 {
        let said = clean_in(folder.path(), "--out clean --summary summary.json news");
        assert_eq!(said.code, Some(1), "{said:#?}");
        let failure = manifest(&folder.path().join("clean"))[1]["failures"][0]["message"].clone();
        assert!(
            failure.as_str().unwrap().starts_with("news/0/0.jsonl:2: not JSON at byte 2"),
            "{failure}"
        );
        let summary: Value =
            serde_json::from_str(&fs::read_to_string(folder.path().join("summary.json")).unwrap())
                .unwrap();
        assert_eq!(summary["failures"][0]["message"], failure);
    }
}

/// Kills runs with these flags at ten moments, lets the last one end, and compares its tree with
/// that of a run in peace on one thread.
#[track_caller]
fn assert_taken_up_again(flags: &str) {
    let folder = news(8, 120);
    clean_in(folder.path(), "--quiet --with-removals --out whole news").expect(0, "");
    let broken = format!("--quiet --with-removals --out broken {flags} news");
    for moment in 0..10 {
        let mut command = tool();
        command
            .current_dir(folder.path())
            .arg("clean")
            .args(broken.split_whitespace())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        thread::sleep(Duration::from_millis(60 + 83 * moment % 400));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    clean_in(folder.path(), &broken).expect(0, "");
    assert!(
        tree(&folder.path().join("broken")) == tree(&folder.path().join("whole")),
        "the trees differ"
    );
}

#[test]
fn a_run_that_is_killed_is_taken_up_again() {
    assert_taken_up_again("");
}

#[test]
fn a_run_of_several_threads_that_is_killed_is_taken_up_again() {
    assert_taken_up_again("--threads 3");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = news(9, 5);
    fs::write(
        folder.path().join("news/0/4.jsonl"),
        format!("{}\nno\n", json!({"id": 4, "text": STORY})),
    )
    .unwrap();
    let mut trees = Vec::new();
    for threads in [1, 2, 5, 256] {
        let said = clean_in(
            folder.path(),
            &format!(
                "--with-removals --summary {threads}.json --out {threads} --threads {threads} news"
            ),
        );
        assert_eq!(said.code, Some(1), "{said:#?}");
        let mut lines: Vec<_> = said
            .stderr
            .lines()
            .filter(|line| line.contains("; failures: ") && line.contains(" of 9: "))
            .collect();
        lines.sort_unstable();
        let numbers: Vec<_> = lines.iter().filter_map(|line| line.split(' ').nth(1)).collect();
        assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7", "8", "9"], "{said:#?}");
        assert!(
            said.stderr.ends_with(
                "copydesk: documents: 41; articles: 41; bytes kept: 7704, removed: 0; failures: 1\n"
            ),
            "{said:#?}"
        );
        trees.push((
            tree(&folder.path().join(threads.to_string())),
            fs::read(folder.path().join(format!("{threads}.json"))).unwrap(),
        ));
    }
    assert!(trees.iter().all(|tree| *tree == trees[0]), "the trees differ");
}

#[test]
fn each_file_has_a_file_of_removals() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    fs::write(
        folder.path().join("news/a.txt"),
        STORY.replacen("here\n", "here\n\nA short headline here\n", 1),
    )
    .unwrap();
    fs::write(folder.path().join("news/b.txt"), STORY).unwrap();
    clean_in(folder.path(), "--quiet --with-removals --out clean news").expect(0, "");
    let files = tree(&folder.path().join("clean"));
    let names: Vec<_> = files.keys().collect();
    assert_eq!(
        names,
        [
            "a.txt.jsonl",
            "a.txt.removals.jsonl",
            "b.txt.jsonl",
            "b.txt.removals.jsonl",
            "manifest.jsonl"
        ]
    );
    clean_in(folder.path(), "--removals direct.jsonl news/a.txt").expect(0, "");
    assert_eq!(
        files["a.txt.removals.jsonl"],
        fs::read(folder.path().join("direct.jsonl")).unwrap()
    );
    assert_eq!(files["b.txt.removals.jsonl"], b"");
    let length = files["a.txt.removals.jsonl"].len();
    assert_eq!(
        manifest(&folder.path().join("clean"))[1]["removals_file"],
        json!(["a.txt.removals.jsonl", length])
    );
    // A file that is lost is written again.
    fs::remove_file(folder.path().join("clean/a.txt.removals.jsonl")).unwrap();
    clean_in(folder.path(), "--quiet --with-removals --out clean news").expect(0, "");
    assert!(tree(&folder.path().join("clean")) == files, "the trees differ");
    assert_eq!(clean_in(folder.path(), "--quiet --out clean news").code, Some(2));
}

#[test]
fn only_what_is_new_is_cleaned() {
    let folder = news(3, 1);
    clean_in(folder.path(), "--quiet --out clean news").expect(0, "");
    let kept = folder.path().join("clean/1/1.jsonl.jsonl");
    let before = kept.metadata().unwrap().modified().unwrap();
    fs::copy(folder.path().join("news/0/0.jsonl"), folder.path().join("news/0/1.jsonl")).unwrap();
    clean_in(folder.path(), "--quiet --out clean news").expect(0, "");
    assert_eq!(kept.metadata().unwrap().modified().unwrap(), before);
    expect_as_fresh(folder.path());
}

#[test]
fn what_is_of_inputs_that_are_gone_is_said() {
    let folder = news(3, 1);
    clean_in(folder.path(), "--quiet --out clean --with-removals news").expect(0, "");
    fs::write(folder.path().join("clean/notes.txt"), "mine").unwrap();
    fs::remove_file(folder.path().join("news/0/0.jsonl")).unwrap();
    let run = || clean_in(folder.path(), "--quiet --out clean --with-removals news");
    run().expect(
        0,
        "copydesk: clean: 1 file in it is of no input of this run, it is clean/0/0.jsonl.jsonl; remove what is of inputs that are gone\n",
    );
    fs::remove_file(folder.path().join("news/1/1.jsonl")).unwrap();
    run().expect(
        0,
        "copydesk: clean: 2 files in it are of no input of this run, the first is clean/0/0.jsonl.jsonl; remove what is of inputs that are gone\n",
    );
}

#[test]
fn a_strict_run_ends_at_the_first_failure() {
    let folder = news(3, 1);
    fs::write(folder.path().join("news/0/2.jsonl"), "no\n").unwrap();
    for _ in 0..2 {
        assert_eq!(
            clean_in(folder.path(), "--quiet --strict --from jsonl --out clean news").code,
            Some(1)
        );
        let rows = manifest(&folder.path().join("clean"));
        let inputs: Vec<_> = rows[1..].iter().map(|row| &row["input"]).collect();
        assert_eq!(inputs, ["news/0/0.jsonl", "news/0/2.jsonl"]);
    }
}

#[test]
fn a_manifest_that_is_cut_off_anywhere_is_mended() {
    let folder = news(3, 2);
    clean_in(folder.path(), "--quiet --out clean news").expect(0, "");
    let whole = tree(&folder.path().join("clean"));
    let path = folder.path().join("clean/manifest.jsonl");
    for length in (0..whole["manifest.jsonl"].len()).step_by(97) {
        fs::write(&path, &whole["manifest.jsonl"][..length]).unwrap();
        clean_in(folder.path(), "--quiet --out clean news").expect(0, "");
        assert!(tree(&folder.path().join("clean")) == whole, "cut off at {length}");
    }
    // A full disk may cut a character.
    fs::write(&path, [&whole["manifest.jsonl"], b"{\"input\":\"\xC3".as_slice()].concat()).unwrap();
    clean_in(folder.path(), "--quiet --out clean news").expect(0, "");
    assert!(tree(&folder.path().join("clean")) == whole);
}

#[test]
fn an_input_that_changed_is_cleaned_again() {
    let folder = news(3, 1);
    clean_in(folder.path(), "--quiet --out clean news").expect(0, "");
    fs::write(
        folder.path().join("news/0/2.jsonl"),
        format!("{}\n", json!({"id": "new", "text": STORY})),
    )
    .unwrap();
    clean_in(folder.path(), "--quiet --out clean news").expect(0, "");
    expect_as_fresh(folder.path());
}

#[test]
fn what_other_options_wrote_is_not_mixed_with() {
    let folder = news(1, 1);
    clean_in(folder.path(), "--quiet --out clean news").expect(0, "");
    let words = "copydesk: clean: holds the output of a run with other options or of another version; name another folder with --out, or \
                 remove it\n";
    clean_in(folder.path(), "--quiet --out clean --tolerance medium news").expect(2, words);
    clean_in(folder.path(), "--quiet --out clean --to text news").expect(2, words);
}

#[test]
fn two_inputs_never_share_an_output() {
    let folder = news(2, 1);
    fs::copy(folder.path().join("news/0/0.jsonl"), folder.path().join("news/1/0.jsonl")).unwrap();
    let words = "copydesk: news/0/0.jsonl and news/1/0.jsonl would both be written to clean/0.jsonl.jsonl; name the folder that both are in \
                 instead\n";
    clean_in(folder.path(), "--out clean news/0/0.jsonl news/1/0.jsonl").expect(2, words);
}

#[test]
fn standard_input_has_no_name() {
    let words = "copydesk: standard input has no name that its articles could be written under; write to standard output, or name files\n";
    clean_in(tempdir().unwrap().path(), "--out clean -").expect(2, words);
}

#[test]
fn the_output_is_not_an_input() {
    let folder = news(1, 1);
    let words = "copydesk: news/clean: is in the folder news, whose files are inputs; name a folder outside of it with --out\n";
    clean_in(folder.path(), "--out news/clean news").expect(2, words);
}

#[test]
fn a_missing_file_costs_that_file_alone() {
    let folder = news(1, 1);
    let said = clean_in(folder.path(), "--quiet --out clean missing.txt news");
    assert_eq!(said.code, Some(2), "{said:#?}");
    assert_eq!(manifest(&folder.path().join("clean"))[1]["output"], Value::Null);
    assert!(folder.path().join("clean/0/0.jsonl.jsonl").exists());
}
