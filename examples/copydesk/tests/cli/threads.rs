//! `--threads`: what is written is the same for any number, in every form, of every command.

use std::fs::{self, File};
use std::path::Path;

use serde_json::json;
use tempfile::{TempDir, tempdir};

use crate::tool::{STORY, Said, tool};

/// The number of threads that is compared with one.
const THREADS: usize = 7;
/// A file that is not there, standard input, a file that is empty, and a text.
const INPUT: &str = "missing.jsonl - empty.txt b.txt";
/// Commands that clean documents, with every form and option of output.
const COMMANDS: [&str; 17] = [
    "clean",
    "clean --to json",
    "clean --to text",
    "clean --to csv",
    "clean --to ninjs --provenance provenance",
    "clean --to json-ld",
    "clean --to rows --summary summary",
    "clean --explain",
    "clean --removals removals --provenance provenance --summary summary",
    "clean --sample 300",
    "clean --strict --summary summary",
    "clean --strict --to json --removals removals",
    "stats",
    "stats --json --language-field lang",
    "boilerplate --stories 3 --share 0.1",
    "boilerplate --stories 3 --share 0.1 --json",
    "report -o report",
];

/// A folder with an input of several batches: records, some of them long, some without an article,
/// lines that fail, numbers that JSON has not, and a text after it.
fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    let record = |id: usize| match id {
        600 => "no record\n".to_owned(),
        601 => "{\"id\":[],\"text\":\"A\"}\n".to_owned(),
        400 => format!("{{\"id\":400,\"score\":NaN,\"text\":{}}}\n", json!(STORY)),
        _ => {
            let story = STORY.replace("short", &format!("short {id}"));
            let text = match id % 100 {
                7 => story.repeat(20),
                8 => String::new(),
                9 => "Share\n\nTweet\n".to_owned(),
                _ => format!("Share\n\n{story}\nSign up for more\n"),
            };
            format!(
                "{}\n",
                json!({"id": format!("https://example.org/{id}"), "lang": id % 3, "text": text})
            )
        }
    };
    fs::write(folder.path().join("a.jsonl"), (0..700).map(record).collect::<String>()).unwrap();
    fs::write(folder.path().join("b.txt"), STORY).unwrap();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    folder
}

/// What a run said and wrote.
fn run(folder: &Path, command: &str, input: &str, threads: usize) -> (Said, Vec<Option<Vec<u8>>>) {
    let outputs = ["provenance", "summary", "removals", "report"].map(|name| folder.join(name));
    for output in &outputs {
        fs::remove_file(output).ok();
    }
    let mut tool = tool();
    tool.current_dir(folder)
        .args(command.split_whitespace())
        .args(["--threads", &threads.to_string()]);
    tool.args(input.split_whitespace()).stdin(File::open(folder.join("a.jsonl")).unwrap());
    let said = tool.output().unwrap().into();
    (said, outputs.map(|output| fs::read(output).ok()).into())
}

#[test]
fn any_number_of_threads_says_and_writes_the_same() {
    let folder = folder();
    for command in COMMANDS {
        let (one, written) = run(folder.path(), command, INPUT, 1);
        assert!(!one.stderr.is_empty(), "{command}: the failing records are not named");
        let (said, other) = run(folder.path(), command, INPUT, THREADS);
        assert_eq!(said.stderr, one.stderr, "{command}");
        let is_same = said.stdout == one.stdout && other == written;
        assert!(is_same && said.code == one.code, "{command}");
    }
}

#[cfg(feature = "html")]
#[test]
fn pages_of_html_are_read_on_any_number_of_threads() {
    let folder = tempdir().unwrap();
    let page = include_str!("../../../data/page.html");
    let record = |id: usize| match id % 50 {
        7 => json!({"id": id}).to_string(),
        8 => json!({"id": id, "html": ""}).to_string(),
        9 => json!({"id": id, "html": "<div>".repeat(2_000) + page}).to_string(),
        _ => json!({"id": id, "html": page.replace("Oakmouth", &format!("Oak {id}"))}).to_string(),
    };
    let lines = (0..100).map(record).collect::<Vec<_>>().join("\n");
    fs::write(folder.path().join("a.jsonl"), lines).unwrap();
    for command in
        ["clean --removals removals", "clean --html page", "render", "stats", "boilerplate"]
    {
        let command = format!("{command} --html-field html");
        let one = run(folder.path(), &command, "a.jsonl", 1);
        assert!(one.0.stderr.contains("2 of 100 records failed"), "{command}: {one:#?}");
        let other = run(folder.path(), &command, "a.jsonl", THREADS);
        assert_eq!(other.0.stderr, one.0.stderr, "{command}");
        let is_same = other.0.stdout == one.0.stdout && other.1 == one.1;
        assert!(is_same && other.0.code == one.0.code, "{command}");
    }
}

#[test]
fn one_file_is_cleaned_to_a_folder_on_all_threads() {
    let folder = folder();
    for flags in ["--with-removals", "--strict --with-removals"] {
        let trees = [1, 2, 5].map(|threads| {
            let out = folder.path().join(format!("out{threads}"));
            let command = format!("clean {flags} --quiet --out out{threads}");
            let (said, _) = run(folder.path(), &command, "a.jsonl", threads);
            let tree = ["a.jsonl.jsonl", "a.jsonl.removals.jsonl", "manifest.jsonl"]
                .map(|name| fs::read(out.join(name)).unwrap());
            fs::remove_dir_all(out).unwrap();
            (said.stderr, said.code, tree)
        });
        assert_eq!(trees[0].1, Some(1));
        assert!(trees.iter().all(|tree| *tree == trees[0]), "{flags}: the trees differ");
    }
}

#[test]
fn the_number_of_threads_has_a_range() {
    for command in ["clean", "stats", "report", "boilerplate"] {
        for count in ["0", "257", "many"] {
            let said = tool().args([command, "--threads", count]).output().unwrap();
            let words = format!(
                "error: invalid value '{count}' for '--threads <COUNT>': must be a number from 1 to 256\n"
            );
            let said = Said::from(said);
            assert!(said.code == Some(2) && said.stderr.starts_with(&words), "{said:#?}");
        }
    }
}
