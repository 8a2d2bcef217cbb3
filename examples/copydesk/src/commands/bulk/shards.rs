//! Which file of input is written to which file.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::iter;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3Default;

use super::manifest;
use crate::args::{CleanArguments, OutputArguments};
use crate::input::folder;
use crate::output::atomic;
use crate::output::place::Places;
use crate::output::problem::Problem;

/// Bytes that are hashed at once.
const BUFFER: usize = 1 << 18;

/// A file of input and the file that its articles go to.
#[derive(Debug)]
pub(super) struct Shard {
    /// The input.
    pub(super) input: PathBuf,
    /// Where the articles go.
    pub(super) output: Target,
    /// Where the record of what was left out goes, where it is wanted.
    pub(super) removals: Option<Target>,
}

/// A file to write: the input's path within the folder that was named, with an ending.
#[derive(Debug)]
pub(super) struct Target {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The same within the output folder, for the manifest.
    pub(super) name: String,
}

/// How the name of a file of removals ends.
pub(crate) const REMOVALS: &str = ".removals.jsonl";

/// The shards of the files and folders that were named, in order; the folders that their output is
/// in are made.
pub(super) fn of(arguments: &CleanArguments, out: &Path) -> Result<Vec<Shard>, Problem> {
    let paths = arguments.files();
    refuse_output_among_inputs(&paths, out)?;
    let mut shards: Vec<Shard> = Vec::new();
    let mut taken = HashMap::<PathBuf, PathBuf>::new();
    for path in &paths {
        for file in folder::files_of(path) {
            let shard = Shard::new(file?, path, out, &arguments.output);
            if shard.input.as_os_str() == "-" {
                return Err(Problem::Nameless);
            }
            for target in shard.targets() {
                if let Some(other) = taken.insert(target.path.clone(), shard.input.clone()) {
                    let (left, right) =
                        (other.display().to_string(), shard.input.display().to_string());
                    return Err(Problem::SameOutput {
                        left,
                        right,
                        output: target.path.display().to_string(),
                    });
                }
            }
            shards.push(shard);
        }
    }
    refuse_conflicts(&shards, arguments, out)?;
    for folder in shards.iter().filter_map(|shard| shard.output.path.parent()) {
        std::fs::create_dir_all(folder)
            .map_err(|error| Problem::Write { file: folder.display().to_string(), error })?;
    }
    Ok(shards)
}

/// Fails where a file would be written that is read, or that is written otherwise.
fn refuse_conflicts(
    shards: &[Shard],
    arguments: &CleanArguments,
    out: &Path,
) -> Result<(), Problem> {
    let manifest = out.join(manifest::NAME);
    let targets = shards.iter().flat_map(Shard::targets).map(|target| target.path.as_path());
    let summary = arguments.output.summary.as_deref();
    let places = Places {
        inputs: shards.iter().map(|shard| shard.input.as_path()).collect(),
        rules: arguments.cleaning.rules.as_deref(),
        outputs: iter::once(manifest.as_path()).chain(targets).chain(summary).collect(),
    };
    places.check()
}

/// Fails where the output folder is in one of the input folders.
fn refuse_output_among_inputs(paths: &[PathBuf], out: &Path) -> Result<(), Problem> {
    // A folder that does not exist yet is where its name says, in one that exists.
    let place = out.ancestors().find_map(|folder| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        folder.canonicalize().ok()
    });
    let holds_output = |path: &&PathBuf| match (path.canonicalize(), &place) {
        (Ok(path), Some(place)) => path.is_dir() && place.starts_with(path),
        _ => false,
    };
    match paths.iter().find(holds_output) {
        Some(path) => Err(Problem::OutputAmongInputs {
            folder: out.display().to_string(),
            input: path.display().to_string(),
        }),
        None => Ok(()),
    }
}

impl Shard {
    fn new(input: PathBuf, named: &Path, out: &Path, arguments: &OutputArguments) -> Self {
        let within = input.strip_prefix(named).ok().filter(|within| !within.as_os_str().is_empty());
        let within = within
            .map_or_else(|| PathBuf::from(input.file_name().unwrap_or_default()), Path::to_owned);
        let target = |ending: &str| {
            let mut name = OsString::from(&within);
            name.push(ending);
            Target { path: out.join(&name), name: name.to_string_lossy().into_owned() }
        };
        let removals = arguments.with_removals.then(|| target(REMOVALS));
        Self { output: target(arguments.to.extension()), removals, input }
    }

    /// All files to write.
    fn targets(&self) -> impl Iterator<Item = &Target> {
        iter::once(&self.output).chain(&self.removals)
    }

    /// Bytes of the input, packed as it is; 0 where they cannot be told.
    pub(super) fn len(&self) -> u64 {
        self.input.metadata().map_or(0, |metadata| metadata.len())
    }

    /// XXH3-128 of the input, packed as it is.
    pub(super) fn digest(&self) -> Result<String, Problem> {
        let problem = |error| Problem::Open { file: self.input.display().to_string(), error };
        self.hash().map_err(problem)
    }

    fn hash(&self) -> io::Result<String> {
        let mut file = File::open(&self.input)?;
        let mut digest = Xxh3Default::new();
        let mut buffer = vec![0; BUFFER];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(format!("xxh3:{:032x}", digest.digest128())),
                count => digest.update(buffer.get(..count).unwrap_or_default()),
            }
        }
    }

    /// The problem that an error of writing the output is.
    pub(super) fn problem(&self, error: io::Error) -> Problem {
        atomic::problem(&self.output.path, error)
    }
}

impl Target {
    /// Its name and length; `None` where it is not there.
    pub(super) fn written(&self) -> Option<(String, u64)> {
        let metadata = self.path.metadata().ok()?;
        Some((self.name.clone(), metadata.len()))
    }
}
