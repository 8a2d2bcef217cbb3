//! Runs the function of a fuzz target over files.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Runs a target over its regressions as they are, and over the fixtures in the target's form; says
/// which files broke it.
pub(crate) fn replay(target: &str, run: fn(&[u8]), in_form: impl Fn(Vec<u8>) -> Vec<u8>) {
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

/// The checkout, or the packaged crate, from whichever of its packages the tests are.
fn root() -> PathBuf {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let root = folders.find(|folder| folder.join("tests/fixtures").is_dir());
    root.unwrap_or_else(|| panic!("no folder tests/fixtures")).to_owned()
}
