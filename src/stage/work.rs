//! Counts what the stages do, in tests only, and searches for texts that make them do too much.
//!
//! A count is the same on every machine, as time is not: looks at lines, n-grams looked up, bytes
//! compared. It does not see what a recognizer does inside one line.

use std::cell::Cell;

use crate::Cleaner;

thread_local! {
    static WORK: Cell<usize> = const { Cell::new(0) };
}

/// Adds to the count.
pub(crate) fn count(work: usize) {
    WORK.set(WORK.get() + work);
}

/// What a job takes that one thread does.
pub(crate) fn of(job: impl FnOnce()) -> usize {
    WORK.set(0);
    job();
    WORK.get()
}

/// What cleaning a text takes.
fn work(cleaner: &Cleaner, text: &str) -> usize {
    of(|| {
        let answer = cleaner.clean(text);
        assert!(answer.kept.len() + answer.removals.len() > 0, "nothing was read");
    })
}

/// The most that twice the text may take, for one that takes as much as it is long.
const MOST_GROWTH: f64 = 2.6;
/// The size that is compared with its double, in bytes. Below, the beginnings of lists that have
/// a bound of their own, such as 48 candidates a paragraph, still fill up.
const SIZE: usize = 32_000;

mod families {
    include!("../../tests/support/families.rs");
}

/// Asserts that twice the text takes no more than twice the work, at one of these sizes at least.
#[track_caller]
fn assert_growth(is_meant: impl Fn(&families::Family) -> bool, sizes: &[usize]) {
    let cleaner = Cleaner::default();
    let mut failures = Vec::new();
    for family in (0..families::COUNT).map(families::Family::of).filter(is_meant) {
        let growth = |&size: &usize| {
            let (small, large) = (family.text(size), family.text(2 * size));
            let growth = work(&cleaner, &large) as f64 / work(&cleaner, &small) as f64;
            growth * (2 * small.len()) as f64 / large.len() as f64
        };
        let least = sizes.iter().map(growth).fold(f64::INFINITY, f64::min);
        if least > MOST_GROWTH {
            failures.push(format!("{}: {least:.2}", family.name()));
        }
    }
    assert!(failures.is_empty(), "{} families:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn work_grows_as_the_text_does() {
    assert_growth(|family| !family.repeats_a_headline(), &[SIZE]);
}

/// From some size on such a text may be read in another way, as a page: then it takes more work all
/// at once, and only then.
#[test]
fn work_grows_as_the_text_does_where_a_headline_is_repeated() {
    assert_growth(families::Family::repeats_a_headline, &[SIZE, 2 * SIZE]);
}
