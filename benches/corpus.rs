//! Copies among ever more articles, against the overlap of every pair.

#![allow(missing_docs, reason = "the macros of criterion write undocumented items")]

#[allow(dead_code, reason = "the paragraphs are made as those of whole dumps are")]
#[path = "../tests/support/dump.rs"]
mod dump;

use std::collections::HashSet;
use std::hint::black_box;

use copydesk::corpus::{Corpus, DedupOptions, Item};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dump::{Language, Random, Vocabulary};

const COUNTS: [usize; 3] = [300, 1000, 3000];
/// All pairs of more articles take minutes.
const MOST_PAIRED: usize = 300;
const WORDS: usize = 60;
const PARAGRAPHS: usize = 5;

fn corpus(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("corpus");
    group.sample_size(10);
    for count in COUNTS {
        let articles = articles(count);
        assert_eq!(copies(&articles), count / 3, "copies");
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(
            BenchmarkId::new("resolve", count),
            &articles,
            |bencher, articles| {
                bencher.iter(|| copies(black_box(articles)));
            },
        );
        if count <= MOST_PAIRED {
            assert_eq!(pairs_alike(&articles), count / 3, "pairs alike");
            group.bench_with_input(
                BenchmarkId::new("all_pairs", count),
                &articles,
                |bencher, articles| {
                    bencher.iter(|| pairs_alike(black_box(articles)));
                },
            );
        }
    }
}

/// Articles of which every third is the one before it, cut.
fn articles(count: usize) -> Vec<String> {
    let (words, mut random) = (Vocabulary::new(Language::English), Random(1));
    let mut articles: Vec<String> = Vec::new();
    for at in 0..count {
        let cut = articles
            .last()
            .and_then(|last| last.rsplit_once("\n\n"))
            .map(|(cut, _)| cut.to_owned());
        let own = || {
            (0..PARAGRAPHS)
                .map(|_| words.paragraph(&mut random, WORDS, false))
                .collect::<Vec<_>>()
                .join("\n\n")
        };
        articles.push(cut.filter(|_| at % 3 == 2).unwrap_or_else(own));
    }
    articles
}

fn copies(articles: &[String]) -> usize {
    let mut corpus = Corpus::new(DedupOptions::default());
    for (at, article) in articles.iter().enumerate() {
        corpus.add(&Item::new(&at.to_string(), article));
    }
    corpus
        .resolve()
        .unwrap_or_default()
        .iter()
        .filter(|resolution| resolution.duplicate_of.is_some())
        .count()
}

/// The naive way: how many pairs share most of the three-word runs of the smaller one.
fn pairs_alike(articles: &[String]) -> usize {
    let runs = |article: &String| -> HashSet<Vec<String>> {
        let words: Vec<String> = article.split_whitespace().map(str::to_lowercase).collect();
        words.windows(3).map(<[String]>::to_vec).collect()
    };
    let sets: Vec<_> = articles.iter().map(runs).collect();
    let is_alike = |left: &HashSet<_>, right: &HashSet<_>| {
        left.intersection(right).count() * 2 > left.len().min(right.len())
    };
    (1..sets.len())
        .map(|right| sets[..right].iter().filter(|left| is_alike(left, &sets[right])).count())
        .sum()
}

criterion_group!(benches, corpus);
criterion_main!(benches);
