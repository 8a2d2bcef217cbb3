//! The man page and the completions of shells, made from the command line's description.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::args::CommandLine;
use crate::output::problem::Problem;

/// Prints a script of completions, and gives the exit code.
pub(crate) fn completions(shell: Shell) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "copydesk", &mut script);
    print(&script)
}

/// Prints the man page, the subcommands after the tool, and gives the exit code.
pub(crate) fn page() -> u8 {
    let mut pages = Vec::new();
    let mut command = CommandLine::command();
    command.build();
    let subcommands =
        command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help").cloned();
    let rendered = std::iter::once(command.clone())
        .chain(subcommands)
        .try_for_each(|command| Man::new(command).render(&mut pages));
    match rendered {
        Ok(()) => print(&pages),
        Err(error) => ended(error),
    }
}

fn print(bytes: &[u8]) -> u8 {
    match io::stdout().lock().write_all(bytes) {
        Ok(()) => 0,
        Err(error) => ended(error),
    }
}

fn ended(error: io::Error) -> u8 {
    let problem = Problem::of_stdout(error);
    problem.report();
    problem.exit_code()
}
