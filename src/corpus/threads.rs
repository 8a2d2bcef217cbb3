//! Work on several threads, with results in the order of the work.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Texts that a thread takes at once.
const SHARE: usize = 16;

/// What `job` makes of each of some texts, in their order.
pub(super) fn for_each_text<S: Send, T: Send>(
    texts: &[u32],
    states: &mut [S],
    job: impl Fn(&mut S, u32) -> T + Sync,
) -> Vec<T> {
    let shares: Vec<&[u32]> = texts.chunks(SHARE).collect();
    let results = in_order(shares.len(), states, |state, at| {
        shares[at].iter().map(|&text| job(state, text)).collect::<Vec<T>>()
    });
    results.into_iter().flatten().collect()
}

/// The results of the jobs 0 to `count`, in that order. Each state has a thread, and each thread
/// takes the next job until none is left.
pub(super) fn in_order<S: Send, T: Send>(
    count: usize,
    states: &mut [S],
    job: impl Fn(&mut S, usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = |state: &mut S| {
        let jobs = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed))
            .take_while(|&at| at < count);
        jobs.map(|at| (at, job(state, at))).collect::<Vec<_>>()
    };
    let mut results = match states {
        [] => Vec::new(),
        [state] => work(state),
        [first, others @ ..] => thread::scope(|scope| {
            let threads: Vec<_> =
                others.iter_mut().map(|state| scope.spawn(|| work(state))).collect();
            let mut results = work(first);
            for thread in threads {
                results.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            results
        }),
    };
    results.sort_unstable_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_are_in_order() {
        for threads in 1..5 {
            assert_eq!(
                in_order(100, &mut vec![(); threads], |(), at| at * 3),
                (0..100).map(|at| at * 3).collect::<Vec<_>>()
            );
        }
    }
}
