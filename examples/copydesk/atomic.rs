//! Writes a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::problem::Problem;

/// What the name of a file that is not finished begins with.
const UNFINISHED: &str = ".copydesk-";

/// A file that has its name once it is finished. One that is dropped before leaves nothing.
#[derive(Debug)]
pub(crate) struct AtomicFile {
    path: PathBuf,
    out: BufWriter<NamedTempFile>,
}

impl AtomicFile {
    /// A file that will be at `path`; until then it is beside it, under another name.
    pub(crate) fn create(path: &Path) -> Result<Self, Problem> {
        let mut builder = Builder::new();
        builder.prefix(UNFINISHED);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        match builder.tempfile_in(folder_of(path)) {
            Ok(file) => Ok(Self { path: path.to_owned(), out: BufWriter::new(file) }),
            Err(error) => Err(problem(path, error)),
        }
    }

    /// Gives the file its name, once all of it is on the disk. An older file of that name is replaced.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        let Self { path, out } = self;
        let file = out.into_inner().map_err(|error| problem(&path, error.into_error()))?;
        file.as_file().sync_all().map_err(|error| problem(&path, error))?;
        file.persist(&path).map_err(|error| problem(&path, error.error))?;
        sync_folder(folder_of(&path)).map_err(|error| problem(&path, error))
    }

    /// The problem that an error of writing is.
    pub(crate) fn problem(&self, error: io::Error) -> Problem {
        problem(&self.path, error)
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether a file was left unfinished by a run that was ended from outside.
pub(crate) fn is_unfinished(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(UNFINISHED.as_bytes()))
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the names in a folder last, where the system can.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { fs::metadata(folder).map(drop) }
}

/// The problem that an error of writing to `path` is.
pub(crate) fn problem(path: &Path, error: io::Error) -> Problem {
    if error.kind() == io::ErrorKind::StorageFull {
        return Problem::Full { file: path.display().to_string() };
    }
    Problem::Write { file: path.display().to_string(), error }
}
