//! What is done when the run is interrupted: with Ctrl-C, or by a signal that asks it to end.
//!
//! Files without their names are removed, and a line that is being written is written to its end. A
//! signal is sent to the process, so the process has one list of such files.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::output::problem;

/// The exit code of an interrupted run, as shells show it.
const INTERRUPTED: i32 = 128 + 2;
/// How often, and how long each time, the end of a line is waited for; a reader that takes nothing
/// may never let it end.
const WAITS: usize = 20;
const WAIT: Duration = Duration::from_millis(10);

static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static WRITING: Mutex<()> = Mutex::new(());

/// Makes interruptions end the process so. A signal that is ignored stays so, as the hang-up under
/// `nohup` and Ctrl-C in the background of a script.
pub(crate) fn is_heard() {
    // Without a handler the process ends all the same, and leaves unfinished files behind.
    #[cfg(unix)]
    if let Ok(mut signals) = signal_hook::iterator::Signals::new(signals::heard()) {
        thread::spawn(move || signals.forever().take(1).for_each(|_| end()));
    }
    #[cfg(not(unix))]
    let _ = ctrlc::try_set_handler(end);
}

/// Ends the process.
fn end() {
    let _line = (0..WAITS).find_map(|_| {
        let line = WRITING.try_lock().ok();
        if line.is_none() {
            thread::sleep(WAIT);
        }
        line
    });
    let unfinished = unfinished();
    for file in unfinished.iter() {
        let _ = fs::remove_file(file);
    }
    problem::note("interrupted");
    process::exit(INTERRUPTED);
}

#[cfg(unix)]
mod signals {
    use std::fs;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    /// The signals that end a run: those that are not ignored.
    pub(super) fn heard() -> impl Iterator<Item = i32> {
        let status = fs::read_to_string("/proc/self/status").ok();
        // Where it cannot be known, as outside Linux, the hang-up is left alone for `nohup`.
        let ignored = status.as_deref().and_then(ignored).unwrap_or(bit(SIGHUP));
        [SIGINT, SIGTERM, SIGHUP].into_iter().filter(move |&signal| ignored & bit(signal) == 0)
    }

    /// The signals, a bit each, that a process ignores by its status as Linux gives it.
    fn ignored(status: &str) -> Option<u64> {
        let bits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
        u64::from_str_radix(bits.trim(), 16).ok()
    }

    fn bit(signal: i32) -> u64 {
        1 << (signal - 1)
    }
}

/// The files that have no names yet; while they are held, the process is not ended.
pub(crate) fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// While it is held, something is being written.
pub(crate) fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}
