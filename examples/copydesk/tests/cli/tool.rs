//! Runs the tool and holds what it said.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use serde_json::Value;

/// A text that is one article, in the plainest form.
pub(crate) const STORY: &str = "A short headline here\n\nThe first paragraph of the story says something useful about the port, and it goes on \
                                for a while.\n\nThe second paragraph says something else, with other words in it.\n";

/// What is said of nothing on standard input.
pub(crate) const EMPTY: &str = "copydesk: -: is empty\n";

/// What the tool said and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Said {
    /// The lines of standard output as JSON.
    #[track_caller]
    pub(crate) fn rows(&self) -> Vec<Value> {
        rows(&self.stdout)
    }

    /// The `source` of each line of standard output.
    #[track_caller]
    pub(crate) fn sources(&self) -> Vec<Value> {
        self.rows().into_iter().map(|row| row["source"].clone()).collect()
    }

    /// The names of the documents that `--explain` went through.
    pub(crate) fn explained(&self) -> Vec<&str> {
        self.stdout.lines().filter_map(|line| line.strip_prefix("== ")).collect()
    }

    /// Fails unless the tool ended with `code` and said exactly `stderr`.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32, stderr: &str) -> &Self {
        assert_eq!((self.code, self.stderr.as_str()), (Some(code), stderr), "{self:#?}");
        self
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// JSON Lines as values.
#[track_caller]
pub(crate) fn rows(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The tool, ready to be given arguments. `cargo test` builds it beside the tests.
pub(crate) fn tool() -> Command {
    let test = env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let path: PathBuf =
        profile.join("examples").join(format!("copydesk{}", env::consts::EXE_SUFFIX));
    assert!(path.exists(), "{} is not built; run `cargo build --example copydesk`", path.display());
    Command::new(path)
}

/// Runs `copydesk clean` with these arguments and nothing on standard input.
pub(crate) fn clean(arguments: &[&str]) -> Said {
    clean_stdin(arguments, "")
}

/// Runs `copydesk clean` with these arguments, separated by blanks, in `folder`.
pub(crate) fn clean_in(folder: &Path, arguments: &str) -> Said {
    tool()
        .current_dir(folder)
        .arg("clean")
        .args(arguments.split_whitespace())
        .stdin(Stdio::null())
        .output()
        .unwrap()
        .into()
}

/// Starts `copydesk clean` with these arguments and pipes.
pub(crate) fn spawn_clean(arguments: &[&str]) -> Child {
    let mut command = tool();
    command
        .arg("clean")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Runs `copydesk clean` with these arguments and `input` on standard input.
pub(crate) fn clean_stdin(arguments: &[&str], input: impl AsRef<[u8]>) -> Said {
    let mut child = spawn_clean(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    // A tool that stops early closes its input; that is no failure of the test.
    let writer = thread::spawn(move || stdin.write_all(&input).ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output.into()
}
