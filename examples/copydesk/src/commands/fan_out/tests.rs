#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use super::*;

/// Longest time that a run may take before it is taken to be blocked.
const BLOCKED: Duration = Duration::from_mins(2);

fn failure() -> Problem {
    Problem::Nameless
}

/// How a run with so many workers ended, which must not block; `None` where it panicked.
#[track_caller]
fn ended(run: impl FnOnce() -> Flow + Send + 'static) -> Option<Flow> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let ended = panic::catch_unwind(AssertUnwindSafe(run)).ok();
        sender.send(ended).unwrap();
    });
    receiver.recv_timeout(BLOCKED).unwrap()
}

/// Squares the numbers below `count` on so many threads, the earlier ones of each ten last.
fn squares(workers: usize, order: Order, count: usize) -> Vec<usize> {
    let square = |number: usize| {
        thread::sleep(Duration::from_micros(100 * (10 - number as u64 % 10)));
        number * number
    };
    let (mut numbers, mut taken) = (0..count, Vec::new());
    let next = || Ok(numbers.next().map(|number| (number, 1)));
    let flow = fan_out(&mut vec![&square; workers], order, next, |square| {
        taken.push(square);
        Ok(ControlFlow::Continue(()))
    });
    assert!(matches!(flow, Ok(ControlFlow::Continue(()))));
    taken
}

#[test]
fn results_come_in_the_order_of_their_jobs_or_all_the_same() {
    let expected: Vec<_> = (0..200).map(|number| number * number).collect();
    for workers in [1, 2, 7] {
        assert_eq!(squares(workers, Order::OfJobs, 200), expected);
        let mut any = squares(workers, Order::AsDone, 200);
        any.sort_unstable();
        assert_eq!(any, expected);
        assert!(squares(workers, Order::OfJobs, 0).is_empty());
    }
}

/// Without end; `at` says where the numbers go wrong and how.
fn run(workers: usize, next_at: usize, work_at: usize, take_at: usize) -> Flow {
    let worker = |number: usize| {
        assert!(number != work_at, "a worker");
        number
    };
    let mut numbers = 0..;
    let next = || {
        let number = numbers.next().unwrap();
        assert!(number != next_at, "the reader");
        Ok(Some((number, 1)))
    };
    fan_out(&mut vec![&worker; workers], Order::OfJobs, next, |number| {
        assert!(number != take_at, "the writer");
        Ok(ControlFlow::Continue(()))
    })
}

#[test]
fn a_panic_anywhere_ends_the_run() {
    const NEVER: usize = usize::MAX;
    for workers in [1, 2, 7] {
        for at in [0, 1, 50] {
            assert!(ended(move || run(workers, at, NEVER, NEVER)).is_none());
            assert!(ended(move || run(workers, NEVER, at, NEVER)).is_none());
            assert!(ended(move || run(workers, NEVER, NEVER, at)).is_none());
        }
    }
}

#[test]
fn what_was_read_before_a_failure_is_taken_and_no_more() {
    for workers in [1, 2, 7] {
        let (mut numbers, mut taken) = (0.., 0);
        let next = || match numbers.next() {
            Some(number) if number < 30 => Ok(Some((number, 1))),
            _ => Err(failure()),
        };
        let flow =
            fan_out(&mut vec![&|number: usize| number; workers], Order::OfJobs, next, |_| {
                taken += 1;
                Ok(ControlFlow::Continue(()))
            });
        assert!(flow.is_err());
        assert_eq!(taken, 30);
    }
}

#[test]
fn a_writer_that_fails_or_has_enough_ends_the_run() {
    for workers in [1, 2, 7] {
        for fails in [false, true] {
            let flow = ended(move || {
                let mut numbers = 0..;
                let next = || Ok(numbers.next().map(|number| (number, 1)));
                fan_out(&mut vec![&|number: usize| number; workers], Order::OfJobs, next, |it| {
                    match it {
                        0..20 => Ok(ControlFlow::Continue(())),
                        20 if fails => Err(failure()),
                        20 => Ok(ControlFlow::Break(())),
                        _ => panic!("taken after the end"),
                    }
                })
            });
            match flow.unwrap() {
                Err(_) => assert!(fails),
                Ok(flow) => assert!(!fails && flow.is_break()),
            }
        }
    }
}

/// The most jobs that are read and not taken, of so many bytes each.
fn most_ahead(workers: usize, bytes: usize) -> usize {
    let ahead = AtomicUsize::new(0);
    let (mut numbers, mut most) = (0..100, 0);
    let next = || {
        let number = numbers.next();
        most = most.max(ahead.fetch_add(usize::from(number.is_some()), Ordering::Relaxed) + 1);
        Ok(number.map(|number| (number, bytes)))
    };
    let flow = fan_out(&mut vec![&|number: usize| number; workers], Order::OfJobs, next, |_| {
        ahead.fetch_sub(1, Ordering::Relaxed);
        Ok(ControlFlow::Continue(()))
    });
    assert!(flow.unwrap().is_continue());
    most
}

#[test]
fn what_is_read_ahead_is_bounded_by_jobs_and_by_bytes() {
    assert_eq!(most_ahead(1, 1), 1);
    assert_eq!(most_ahead(3, 1), 3 * JOBS_AHEAD);
    assert_eq!(most_ahead(3, BYTES_AHEAD), 3);
    assert_eq!(most_ahead(3, 100 * BYTES_AHEAD), 1);
}
