//! Standard input, which may be a person at a terminal.

use std::io::{self, IsTerminal, Read, Stdin};

use crate::output::problem;

/// What is said where a person is to write the input.
const WAITING: &str = if cfg!(windows) {
    "reads what you type or paste here, up to Ctrl-Z and Enter; to read a file, name it"
} else {
    "reads what you type or paste here, up to Ctrl-D on a line of its own; to read a file, name it"
};

/// Standard input up to its first end: a terminal that is asked again waits for more.
#[derive(Debug)]
pub(crate) struct Input {
    stdin: Stdin,
    has_ended: bool,
}

/// Standard input; at a terminal it is said what is waited for.
pub(crate) fn open() -> Input {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        problem::note(WAITING);
    }
    Input { stdin, has_ended: false }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.has_ended {
            return Ok(0);
        }
        let count = self.stdin.read(buffer)?;
        self.has_ended = count == 0 && !buffer.is_empty();
        Ok(count)
    }
}
