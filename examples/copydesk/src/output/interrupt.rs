//! What is done when the run is interrupted: with Ctrl-C, or by the signal that asks it to end.
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

/// Makes interruptions end the process so. Where something else is to be done with the signals, as
/// under `nohup`, that stays.
pub(crate) fn is_heard() {
    // Without a handler the process ends all the same, and leaves unfinished files behind.
    let _ = ctrlc::try_set_handler(|| {
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
    });
}

/// The files that have no names yet; while they are held, the process is not ended.
pub(crate) fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// While it is held, something is being written.
pub(crate) fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}
