//! The flags that say how a run is done.

use clap::Args;

/// How a run is done; what it writes is the same however it is.
#[derive(Debug, Args)]
#[command(next_help_heading = "Run")]
pub(crate) struct RunArguments {
    /// How many threads clean, from 1 to 256. The output is the same for any number
    ///
    /// One is for streams: each record is cleaned before the next one is read. Several take batches
    /// of records, and a record waits until its batch is full.
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = thread_count)]
    pub(crate) threads: usize,

    /// No progress and no summary on standard error; what fails is still named
    #[arg(long)]
    pub(crate) quiet: bool,
}

fn thread_count(count: &str) -> Result<usize, String> {
    count
        .parse()
        .ok()
        .filter(|count| (1..=256).contains(count))
        .ok_or_else(|| "must be a number from 1 to 256".to_owned())
}
