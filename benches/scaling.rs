//! One article of ever more paragraphs, all distinct or all similar, against every pair's edit distance.

#![allow(missing_docs, reason = "the macros of criterion write undocumented items")]

#[allow(dead_code, reason = "the paragraphs are made as those of whole dumps are")]
#[path = "../tests/support/dump.rs"]
mod dump;

use std::hint::black_box;

use copydesk::Cleaner;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dump::{Language, Random, Vocabulary};

const COUNTS: [usize; 3] = [100, 1000, 10_000];
/// All pairs of more paragraphs take minutes.
const MOST_PAIRED: usize = 300;
const WORDS: usize = 40;

fn scaling(criterion: &mut Criterion) {
    library(criterion, "distinct", distinct);
    all_pairs(criterion, "distinct", &distinct(MOST_PAIRED));
    library(criterion, "similar", similar);
    all_pairs(criterion, "similar", &similar(MOST_PAIRED));
}

fn library(criterion: &mut Criterion, kind: &str, paragraphs: fn(usize) -> Vec<String>) {
    let cleaner = Cleaner::default();
    let mut group = criterion.benchmark_group(format!("scaling/{kind}"));
    group.sample_size(10);
    for count in [COUNTS[0], MOST_PAIRED, COUNTS[1], COUNTS[2]] {
        let text = paragraphs(count).join("\n\n");
        let answer = cleaner.clean(&text);
        let kept: usize = answer
            .articles
            .iter()
            .map(|article| article.paragraphs.len() + usize::from(article.headline.is_some()))
            .sum();
        assert_eq!((kept, answer.removals.len()), (count, 0), "paragraphs kept and lines removed");
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::new("clean", count), &text, |bencher, text| {
            bencher.iter(|| cleaner.clean(black_box(text)));
        });
    }
}

fn all_pairs(criterion: &mut Criterion, kind: &str, paragraphs: &[String]) {
    let mut group = criterion.benchmark_group(format!("scaling/{kind}"));
    group.sample_size(10);
    for count in [COUNTS[0], MOST_PAIRED] {
        let paragraphs = &paragraphs[..count];
        assert_eq!(
            pairs_alike(paragraphs),
            if kind == "similar" { count * (count - 1) / 2 } else { 0 },
            "pairs alike"
        );
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(
            BenchmarkId::new("all_pairs", count),
            paragraphs,
            |bencher, paragraphs| {
                bencher.iter(|| pairs_alike(black_box(paragraphs)));
            },
        );
    }
}

/// The naive way: how many pairs of paragraphs have an edit distance of less than a fifth of their length.
fn pairs_alike(paragraphs: &[String]) -> usize {
    let is_alike = |left: &str, right: &str| strsim::normalized_levenshtein(left, right) > 0.8;
    (1..paragraphs.len())
        .map(|right| {
            paragraphs[..right].iter().filter(|left| is_alike(left, &paragraphs[right])).count()
        })
        .sum()
}

fn distinct(count: usize) -> Vec<String> {
    let words = Vocabulary::new(Language::English);
    let mut random = Random(1);
    (0..count).map(|_| words.paragraph(&mut random, WORDS, false)).collect()
}

/// The same paragraph with another number in each: none may go.
fn similar(count: usize) -> Vec<String> {
    let paragraph = Vocabulary::new(Language::English).paragraph(&mut Random(1), WORDS, false);
    (0..count).map(|number| format!("{paragraph} It was number {number} of the year.")).collect()
}

criterion_group!(benches, scaling);
criterion_main!(benches);
