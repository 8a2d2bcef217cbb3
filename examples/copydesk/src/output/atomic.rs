//! Writes a file atomically: it has its name once it is whole. What is no file, such as a pipe or a
//! device, is written straight.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::output::interrupt;
use crate::output::place;
use crate::output::problem::Problem;

/// What the name of a file that is not finished begins with.
const UNFINISHED: &str = ".copydesk-";

/// A file that has its name once it is finished. One that is dropped before leaves nothing.
#[derive(Debug)]
pub(crate) struct AtomicFile {
    path: PathBuf,
    sink: Sink,
}

/// Where the bytes go.
#[derive(Debug)]
enum Sink {
    /// To a file beside the target that is given its name at the end.
    Whole {
        target: PathBuf,
        out: BufWriter<NamedTempFile>,
        /// Removes the file when the run is interrupted.
        listed: Listed,
    },
    /// To what is there already.
    Straight(BufWriter<File>),
    Stdout(BufWriter<Stdout>),
}

impl AtomicFile {
    /// What will be at `path`, or where the links there lead; `-` is standard output. An older file
    /// is replaced at the end, by one with its permissions.
    pub(crate) fn create(path: &Path) -> Result<Self, Problem> {
        let sink = sink_of(path).map_err(|error| problem(path, error))?;
        Ok(Self { path: path.to_owned(), sink })
    }

    /// Gives the file its name, once all of it is on the disk. An older file of that name is
    /// replaced.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        let Self { path, sink } = self;
        finish(sink).map_err(|error| problem(&path, error))
    }

    /// The problem that an error of writing is.
    pub(crate) fn problem(&self, error: io::Error) -> Problem {
        problem(&self.path, error)
    }
}

fn sink_of(path: &Path) -> io::Result<Sink> {
    if path.as_os_str() == "-" {
        return Ok(Sink::Stdout(BufWriter::new(io::stdout())));
    }
    match fs::metadata(path) {
        Ok(old) if old.is_file() => replacing(&fs::canonicalize(path)?, old.permissions()),
        // Opening a folder fails and says so.
        Ok(_) => straight(path, false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => new(place::end_of_links(path)),
        Err(error) => Err(error),
    }
}

/// A file in place of an older one, which must be writable itself: to put another in its place, the
/// right to its folder is enough.
fn replacing(target: &Path, permissions: Permissions) -> io::Result<Sink> {
    File::options().write(true).open(target)?;
    match new(target.to_owned()) {
        Ok(Sink::Whole { target, out, listed }) => {
            out.get_ref().as_file().set_permissions(permissions)?;
            Ok(Sink::Whole { target, out, listed })
        }
        // In a folder where nothing may be created, a file that may be written is written where it
        // is.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => straight(target, true),
        other => other,
    }
}

fn new(target: PathBuf) -> io::Result<Sink> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    fs::metadata(folder_of(&target))?;
    // The error would name the file, whose name means nothing to people.
    let mut unfinished = interrupt::unfinished();
    let file = builder.tempfile_in(folder_of(&target)).map_err(|error| error.kind())?;
    let listed = Listed(file.path().to_owned());
    unfinished.insert(listed.0.clone());
    Ok(Sink::Whole { target, out: BufWriter::new(file), listed })
}

/// A file without its name, listed as such until it has one or is gone.
#[derive(Debug)]
struct Listed(PathBuf);

impl Drop for Listed {
    fn drop(&mut self) {
        interrupt::unfinished().remove(&self.0);
    }
}

fn straight(path: &Path, is_emptied: bool) -> io::Result<Sink> {
    let file = File::options().write(true).truncate(is_emptied).open(path)?;
    Ok(Sink::Straight(BufWriter::new(file)))
}

fn finish(sink: Sink) -> io::Result<()> {
    match sink {
        Sink::Straight(mut out) => out.flush(),
        Sink::Stdout(mut out) => out.flush(),
        Sink::Whole { target, out, listed: _listed } => {
            let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&target).map_err(|error| error.error)?;
            sync_folder(folder_of(&target))
        }
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Sink::Whole { out, .. } => out.write(bytes),
            Sink::Straight(out) => {
                let _writing = interrupt::writing();
                out.write(bytes)
            }
            Sink::Stdout(out) => {
                let _writing = interrupt::writing();
                out.write(bytes)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Whole { out, .. } => out.flush(),
            Sink::Straight(out) => out.flush(),
            Sink::Stdout(out) => out.flush(),
        }
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
    if path.as_os_str() == "-" {
        return Problem::of_stdout(error);
    }
    if error.kind() == io::ErrorKind::StorageFull {
        return Problem::Full { file: path.display().to_string() };
    }
    Problem::Write { file: path.display().to_string(), error }
}
