//! The files of folders.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::output::problem::{self, Problem};

/// The file itself; or the files in the folder and the folders in it, by name, without hidden ones
/// and without links. A folder that gives none, and links that are passed over, are said on
/// standard error.
pub(crate) fn files_of(path: &Path) -> Vec<Result<PathBuf, Problem>> {
    if path.as_os_str() == "-" || !path.is_dir() {
        return vec![Ok(path.to_owned())];
    }
    let entries = WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    let (mut files, mut links) = (Vec::new(), 0);
    for entry in entries {
        match entry {
            Ok(entry) if entry.path_is_symlink() && entry.depth() > 0 => links += 1,
            Ok(entry) if !entry.file_type().is_file() => {}
            entry => files.push(file_of(entry)),
        }
    }
    note(path, files.is_empty(), links);
    files
}

/// Says what is not read of a folder.
fn note(folder: &Path, is_empty: bool, links: usize) {
    let folder = folder.display();
    let them = match links {
        0 => String::new(),
        1 => "1 link in it is not followed; name the file or folder that it leads to".to_owned(),
        _ => format!(
            "{links} links in it are not followed; name the files or folders that they lead to"
        ),
    };
    match (is_empty, links) {
        (true, 0) => problem::note(&format!("{folder}: no file in it, but for hidden ones")),
        (_, 0) => {}
        (true, _) => problem::note(&format!("{folder}: no file in it, but {them}")),
        (false, _) => problem::note(&format!("{folder}: {them}")),
    }
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
