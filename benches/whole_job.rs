//! Cleaning whole dumps, by language and by size. The 30 MB dumps run when `COPYDESK_BENCH_LARGE` is set.

#![allow(missing_docs, reason = "the macros of criterion write undocumented items")]

#[path = "support/dump.rs"]
mod dump;

use std::hint::black_box;

use copydesk::Cleaner;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dump::{Dump, LANGUAGES};

const SIZES: [(&str, usize); 3] = [("small", 10_000), ("medium", 1_000_000), ("large", 30_000_000)];

fn whole_job(criterion: &mut Criterion) {
    let with_large = std::env::var_os("COPYDESK_BENCH_LARGE").is_some();
    let cleaner = Cleaner::default();
    for language in LANGUAGES {
        let mut group = criterion.benchmark_group(format!("whole_job/{}", language.name()));
        for (size, bytes) in SIZES.into_iter().filter(|(size, _)| with_large || *size != "large") {
            let dump = Dump::new(language, bytes);
            assert_cleaned(&cleaner, &dump);
            group.sample_size(if size == "small" { 100 } else { 10 });
            group.throughput(Throughput::Bytes(dump.text.len() as u64));
            group.bench_with_input(BenchmarkId::from_parameter(size), &dump.text, |bencher, text| {
                bencher.iter(|| cleaner.clean(black_box(text)));
            });
        }
    }
}

/// That the work is done which is measured.
fn assert_cleaned(cleaner: &Cleaner, dump: &Dump) {
    let answer = cleaner.clean(&dump.text);
    assert_eq!(answer.articles.len(), dump.articles, "articles");
    assert_eq!(answer.removals.len(), dump.removals, "removals");
}

criterion_group!(benches, whole_job);
criterion_main!(benches);
