//! Where paths lead: two that lead to one file are one place, by whatever links.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::output::problem::Problem;

/// Links that are followed one after another; systems give up after as many.
const MOST_LINKS: usize = 40;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// A file or pipe that is there, by its device and number.
    Node(u64, u64),
    /// A file that is not there yet.
    New(PathBuf),
}

/// What a run reads and writes.
#[derive(Debug, Default)]
pub(crate) struct Places<'a> {
    /// Files that are read; `-` is standard input.
    pub(crate) inputs: Vec<&'a Path>,
    /// The file of rules.
    pub(crate) rules: Option<&'a Path>,
    /// Files that are written; `-` is standard output.
    pub(crate) outputs: Vec<&'a Path>,
}

impl Places<'_> {
    /// Fails where a file is to be written that is read, or that is to be written otherwise too.
    pub(crate) fn check(&self) -> Result<(), Problem> {
        let inputs: HashSet<Place> = self.inputs.iter().filter_map(|path| input(path)).collect();
        let rules = self.rules.and_then(of);
        let mut outputs = HashMap::<Place, &Path>::new();
        for &path in &self.outputs {
            let file = || name(path);
            let Some(place) = output(path) else { continue };
            if inputs.contains(&place) {
                return Err(Problem::Overwrite { file: file() });
            }
            if rules.as_ref() == Some(&place) {
                return Err(Problem::OverwriteRules { file: file() });
            }
            if let Some(other) = outputs.insert(place, path) {
                return Err(Problem::OneOutput { left: name(other), right: name(path) });
            }
        }
        Ok(())
    }
}

fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard output".to_owned() } else { path.display().to_string() }
}

/// Where the path of an input leads.
fn input(path: &Path) -> Option<Place> {
    if path.as_os_str() == "-" { stream(stdin()) } else { of(path) }
}

/// Where the path of an output leads. Standard output is a place of its own, whatever it is.
fn output(path: &Path) -> Option<Place> {
    if path.as_os_str() == "-" {
        return stream(stdout()).or(Some(Place::New(PathBuf::from("-"))));
    }
    of(path)
}

/// Where a path leads; `None` for devices, which may be read and written at once.
fn of(path: &Path) -> Option<Place> {
    if let Ok(metadata) = fs::metadata(path) {
        return node(&metadata, path);
    }
    Some(Place::New(below_what_is_there(&end_of_links(path))))
}

/// The path with its folders, as far as they are there, by their own names.
fn below_what_is_there(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = whole
        .ancestors()
        .find_map(|folder| Some((folder.canonicalize().ok()?, whole.strip_prefix(folder).ok()?)));
    known.map_or_else(|| whole.clone(), |(folder, rest)| folder.join(rest))
}

fn stream(file: Option<File>) -> Option<Place> {
    node(&file?.metadata().ok()?, Path::new("-"))
}

#[cfg(unix)]
fn node(metadata: &Metadata, _: &Path) -> Option<Place> {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    let kind = metadata.file_type();
    (kind.is_file() || kind.is_fifo()).then(|| Place::Node(metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn node(metadata: &Metadata, path: &Path) -> Option<Place> {
    metadata.is_file().then(|| path.canonicalize().ok().map(Place::New))?
}

#[cfg(unix)]
fn stdin() -> Option<File> {
    use std::os::fd::AsFd;
    io::stdin().as_fd().try_clone_to_owned().ok().map(File::from)
}

#[cfg(unix)]
fn stdout() -> Option<File> {
    use std::os::fd::AsFd;
    io::stdout().as_fd().try_clone_to_owned().ok().map(File::from)
}

#[cfg(not(unix))]
fn stdin() -> Option<File> {
    None
}

#[cfg(not(unix))]
fn stdout() -> Option<File> {
    None
}

/// The path that the links at `path` lead to in the end, be something there or not.
pub(crate) fn end_of_links(path: &Path) -> PathBuf {
    let mut end = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&end) else { break };
        end = end.parent().unwrap_or(Path::new("")).join(target);
    }
    end
}
