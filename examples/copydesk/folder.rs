//! The files of folders.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::problem::Problem;

/// The file itself; or the files in the folder and the folders in it, by name, without hidden ones and without links.
pub(crate) fn files_of(path: &Path) -> Vec<Result<PathBuf, Problem>> {
    if path.as_os_str() == "-" || !path.is_dir() {
        return vec![Ok(path.to_owned())];
    }
    let entries = WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    entries
        .filter(|entry| entry.as_ref().map_or(true, |entry| entry.file_type().is_file()))
        .map(file_of)
        .collect()
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn file_of(entry: walkdir::Result<DirEntry>) -> Result<PathBuf, Problem> {
    entry.map(DirEntry::into_path).map_err(|error| {
        let file = error.path().unwrap_or(Path::new("")).display().to_string();
        Problem::Open { file, error: error.into() }
    })
}
