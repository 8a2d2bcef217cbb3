//! Every fuzz target's function over the fixtures and over what fuzzing once found.

#[path = "support/clean.rs"]
mod clean;
#[path = "support/corpus_index.rs"]
mod corpus_index;
#[path = "support/laws.rs"]
mod laws;
#[path = "support/options.rs"]
mod options;
#[path = "support/records.rs"]
mod records;

#[cfg(feature = "differential")]
#[path = "support/candidates.rs"]
mod candidates;
#[cfg(feature = "differential")]
#[path = "support/normalization.rs"]
mod normalization;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Default options, as the target reads them; see `fuzz/make_corpus.py`.
const DEFAULT_OPTIONS: [u8; 32] = {
    let mut header = [0; 32];
    (header[2], header[3], header[5], header[8], header[11]) = (173, 1, 7, 230, 1);
    header
};

#[test]
fn clean_replayed() {
    replay("clean", clean::run, |text| text);
}

#[test]
fn options_replayed() {
    replay("options", options::run, |text| [DEFAULT_OPTIONS.to_vec(), text].concat());
}

#[test]
fn records_replayed() {
    replay("records", records::run, |text| text);
    replay("records", records::run, |text| {
        let record = serde_json::json!({ "id": 7, "text": String::from_utf8_lossy(&text) });
        format!("\u{feff}{record}\n\n{record}\r\n[]\n{record}").into_bytes()
    });
}

#[test]
fn corpus_index_replayed() {
    replay("corpus_index", corpus_index::run, |text| text);
    replay("corpus_index", corpus_index::run, |text| [&[0; 8][..], &text].concat());
}

#[cfg(feature = "differential")]
#[test]
fn normalization_replayed() {
    replay("normalization", normalization::run, |text| text);
}

#[cfg(feature = "differential")]
#[test]
fn candidates_replayed() {
    replay("candidates", candidates::run, |text| [vec![109, 12], text].concat());
}

/// Runs a target over its regressions as they are, and over the fixtures in the target's form; says
/// which files broke it.
fn replay(target: &str, run: fn(&[u8]), in_form: impl Fn(Vec<u8>) -> Vec<u8>) {
    let regressions = files(&root().join("fuzz/regressions").join(target))
        .into_iter()
        .map(|path| (read(&path), path));
    let fixtures =
        files(&root().join("tests/fixtures")).into_iter().map(|path| (in_form(read(&path)), path));
    let mut broken = Vec::new();
    let mut count = 0;
    for (data, path) in regressions.chain(fixtures) {
        count += 1;
        if catch_unwind(AssertUnwindSafe(|| run(&data))).is_err() {
            broken.push(path);
        }
    }
    assert!(count > 0, "no fixtures");
    assert!(broken.is_empty(), "{target} breaks on {broken:#?}");
}

/// The inputs in a folder and in the folders of it, in order. None where there is no such folder:
/// the packaged crate has no regressions.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let is_input = |path: &PathBuf| {
        path.extension().is_none_or(|extension| extension == "txt") && !path.ends_with(".gitkeep")
    };
    paths
        .into_iter()
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(is_input)
        .collect()
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
