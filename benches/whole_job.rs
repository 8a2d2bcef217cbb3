//! Cleaning whole dumps, by language and by size, and whole pages. The 30 MB dumps run when `COPYDESK_BENCH_LARGE` is set.

#![allow(missing_docs, reason = "the macros of criterion write undocumented items")]

#[path = "../tests/support/dump.rs"]
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
            group.bench_with_input(
                BenchmarkId::from_parameter(size),
                &dump.text,
                |bencher, text| {
                    bencher.iter(|| cleaner.clean(black_box(text)));
                },
            );
        }
    }
}

/// Pages of one article between a menu and a foot.
fn whole_pages(criterion: &mut Criterion) {
    let cleaner = Cleaner::default();
    let mut group = criterion.benchmark_group("whole_page");
    for language in LANGUAGES {
        let article = Dump::new(language, 1);
        let short = |from: usize, to: usize| {
            (from..to).map(|number| format!("Section {number}\n")).collect::<Vec<_>>().concat()
        };
        let page = format!(
            "Home\nNews\nSearch\n{}\n{}Share\nMost read\nContact us\n{}",
            short(0, 80),
            article.text,
            short(80, 140)
        );
        let answer = cleaner.clean(&page);
        assert_eq!((answer.articles.len(), answer.blocks.is_empty()), (1, false), "{language:?}");
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(language.name()),
            &page,
            |bencher, page| {
                bencher.iter(|| cleaner.clean(black_box(page)));
            },
        );
    }
}

/// That the work is done which is measured.
fn assert_cleaned(cleaner: &Cleaner, dump: &Dump) {
    let answer = cleaner.clean(&dump.text);
    assert_eq!(answer.articles.len(), dump.articles, "articles");
    assert_eq!(answer.removals.len(), dump.removals, "removals");
}

criterion_group!(benches, whole_job, whole_pages);
criterion_main!(benches);
