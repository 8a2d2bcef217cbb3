//! Fans jobs out over threads: one thread reads them and takes their results, the workers do the
//! rest.
//!
//! Reading and writing stay on the calling thread, so that nothing has to be undone when one of
//! them fails, and nothing waits for a reader that never comes back. What is read ahead is bounded
//! by jobs and by bytes. A panic of a worker is a panic of the calling thread.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::output::problem::Problem;

/// Jobs that are in work or wait, for each worker: one in work, and one that it finds when it is
/// done. More gain nothing where jobs are of one size.
const JOBS_AHEAD: usize = 2;
/// Bytes that such jobs may hold together, for each worker, before no further one is read. Batches
/// have less; a few records of the greatest length are never in memory at once.
const BYTES_AHEAD: usize = 4 << 20;

/// In which order results are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// In that of their jobs.
    OfJobs,
    /// As they are done.
    AsDone,
}

/// Whether to go on.
pub(crate) type Flow = Result<ControlFlow<()>, Problem>;

/// Gives each job of `next`, which says how many bytes it holds, to one of `workers`, and its
/// result to `take`. Ends where there is no further job, where `take` breaks off or fails, and, once what
/// was read before is taken, where `next` fails.
///
/// Each worker has a thread when there are several; one works on the calling thread, and nothing is
/// read ahead.
pub(crate) fn fan_out<J: Send, R: Send>(
    workers: &mut [impl FnMut(J) -> R + Send],
    order: Order,
    mut next: impl FnMut() -> Result<Option<(J, usize)>, Problem>,
    mut take: impl FnMut(R) -> Flow,
) -> Flow {
    if let [worker] = workers {
        while let Some((job, _)) = next()? {
            if take(worker(job))?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        return Ok(ControlFlow::Continue(()));
    }
    let (jobs, queue) = mpsc::channel();
    let (done, results) = mpsc::channel();
    let (queue, is_over) = (Mutex::new(queue), AtomicBool::new(false));
    let count = workers.len();
    thread::scope(|scope| {
        // Dropped however this ends, so that no worker begins or waits for a further job.
        let jobs = jobs;
        let _over = Over(&is_over);
        for worker in workers {
            let (done, queue, is_over) = (done.clone(), &queue, &is_over);
            let work = move || {
                while let Some((number, job)) = next_job(queue, is_over) {
                    let result = panic::catch_unwind(AssertUnwindSafe(|| worker(job)));
                    let has_panicked = result.is_err();
                    if done.send((number, result)).is_err() || has_panicked {
                        return;
                    }
                }
            };
            thread::Builder::new()
                .spawn_scoped(scope, work)
                .map_err(|error| Problem::Threads { count, error })?;
        }
        drop(done);
        let mut ahead = Ahead::new(count, order);
        let mut end = None;
        loop {
            while end.is_none() && ahead.has_room() {
                match next() {
                    Ok(Some((job, bytes))) => {
                        // The workers are there as long as `jobs` is, but for one that panicked.
                        let _ = jobs.send((ahead.sent(bytes), job));
                    }
                    Ok(None) => end = Some(Ok(ControlFlow::Continue(()))),
                    Err(problem) => end = Some(Err(problem)),
                }
            }
            if let Some(result) = ahead.next() {
                if take(result)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            } else if ahead.is_empty() {
                return end.unwrap_or(Ok(ControlFlow::Continue(())));
            } else {
                let (number, result) = results.recv().map_err(|_| all_ended(count))?;
                ahead.arrived(number, result.unwrap_or_else(|panic| panic::resume_unwind(panic)));
            }
        }
    })
}

/// Says when dropped that no further job is to be begun.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// No worker ends before the last result is taken, but for a panic, which is a result too.
fn all_ended(count: usize) -> Problem {
    Problem::Threads { count, error: io::Error::other("all of them ended") }
}

/// The next job that no other thread has; none when all are done or the run is over.
fn next_job<T>(queue: &Mutex<Receiver<T>>, is_over: &AtomicBool) -> Option<T> {
    let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()?;
    (!is_over.load(Ordering::Relaxed)).then_some(job)
}

/// The jobs whose results are not taken yet.
struct Ahead<R> {
    order: Order,
    most: usize,
    most_bytes: usize,
    /// How many were sent, and what each that is not taken holds.
    sent: usize,
    bytes: BTreeMap<usize, usize>,
    all_bytes: usize,
    /// Results that arrived, by the number of their job.
    arrived: BTreeMap<usize, R>,
}

impl<R> Ahead<R> {
    fn new(workers: usize, order: Order) -> Self {
        Self {
            order,
            most: workers * JOBS_AHEAD,
            most_bytes: workers * BYTES_AHEAD,
            sent: 0,
            bytes: BTreeMap::new(),
            all_bytes: 0,
            arrived: BTreeMap::new(),
        }
    }

    fn has_room(&self) -> bool {
        self.bytes.len() < self.most && self.all_bytes < self.most_bytes
    }

    fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The number of a job that is sent now.
    fn sent(&mut self, bytes: usize) -> usize {
        let number = self.sent;
        self.sent += 1;
        self.bytes.insert(number, bytes);
        self.all_bytes += bytes;
        number
    }

    fn arrived(&mut self, number: usize, result: R) {
        self.arrived.insert(number, result);
    }

    /// The result whose turn it is, where it has arrived.
    fn next(&mut self) -> Option<R> {
        let number = match self.order {
            Order::OfJobs => *self.bytes.first_key_value()?.0,
            Order::AsDone => *self.arrived.first_key_value()?.0,
        };
        let result = self.arrived.remove(&number)?;
        self.all_bytes -= self.bytes.remove(&number).unwrap_or_default();
        Some(result)
    }
}

#[cfg(test)]
mod tests;
