//! Files are cleaned side by side.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::output::problem::Problem;

/// Calls `work` with each of `items`, in order, on so many threads, and `take` on this one with
/// each result as it comes. After a result that breaks off, and after an error of `take`, no
/// further item is begun.
pub(super) fn each<T: Send>(
    items: &[usize],
    threads: usize,
    work: impl Fn(usize) -> ControlFlow<T, T> + Sync,
    mut take: impl FnMut(usize, T) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let (next, ended) = (AtomicUsize::new(0), AtomicBool::new(false));
    let next_item = || {
        if ended.load(Ordering::Relaxed) {
            None
        } else {
            items.get(next.fetch_add(1, Ordering::Relaxed))
        }
    };
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads.min(items.len()) {
            let (sender, next_item, ended, work) = (sender.clone(), &next_item, &ended, &work);
            scope.spawn(move || {
                while let Some(&item) = next_item() {
                    let result = match work(item) {
                        ControlFlow::Continue(result) => result,
                        ControlFlow::Break(result) => {
                            ended.store(true, Ordering::Relaxed);
                            result
                        }
                    };
                    if sender.send((item, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let taken = receiver.into_iter().try_for_each(|(item, result)| take(item, result));
        ended.store(true, Ordering::Relaxed);
        taken
    })
}
