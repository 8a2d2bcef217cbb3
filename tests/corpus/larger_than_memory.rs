//! Threads and memory make no difference to the answer.

use copydesk::Error;
use copydesk::corpus::{Corpus, DedupOptions, Item, Resolution};

use crate::copies;

/// Articles of which many are copies of others, cut or with other words, and all share lines with
/// many others.
fn articles(count: usize) -> Vec<String> {
    let word = |seed: usize| format!("w{}", seed.wrapping_mul(2_654_435_761) % 9_973 % 700);
    let sentence = |seed: usize| {
        (0..11).map(|at| word(seed * 31 + at * at)).collect::<Vec<_>>().join(" ") + "."
    };
    let article = |at: usize| {
        let story = at % (count / 3).max(1);
        let sentences = (0..9 - at % 3).map(|part| sentence(story * 17 + part));
        let shared = (0..3).map(|part| sentence(1_000_000 + (at + part) % 5));
        sentences.chain(shared).collect::<Vec<_>>().join(" ")
    };
    (0..count).map(article).collect()
}

fn resolve(mut corpus: Corpus, articles: &[String]) -> Vec<Resolution> {
    for (at, article) in articles.iter().enumerate() {
        corpus.add(&Item::new(&at.to_string(), article));
    }
    corpus.resolve().unwrap()
}

#[test]
fn threads_and_memory_make_no_difference() {
    let articles = articles(1_000);
    let wanted = resolve(Corpus::new(DedupOptions::default()), &articles);
    let found = copies(&wanted);
    assert!((500..900).contains(&found), "{found} copies");
    for threads in [0, 2, 5] {
        assert_eq!(
            resolve(Corpus::new(DedupOptions::default().threads(threads)), &articles),
            wanted,
            "{threads} threads"
        );
    }
    for (threads, memory) in [(1, 0), (1, 1 << 20), (3, 1 << 16), (2, usize::MAX)] {
        let scratch = tempfile::tempfile().unwrap();
        let corpus =
            Corpus::with_scratch(DedupOptions::default().threads(threads), memory, scratch);
        assert_eq!(resolve(corpus, &articles), wanted, "{threads} threads, {memory} bytes");
    }
}

#[test]
fn an_index_may_be_larger_than_memory() {
    let articles = articles(1_000);
    let (first, second) = articles.split_at(600);
    let answers: Vec<_> = [None, Some(0)]
        .into_iter()
        .map(|memory| {
            let corpus = || match memory {
                Some(memory) => Corpus::with_scratch(
                    DedupOptions::default(),
                    memory,
                    tempfile::tempfile().unwrap(),
                ),
                None => Corpus::new(DedupOptions::default()),
            };
            let mut yesterday = corpus();
            for article in first {
                yesterday.add(&Item::new("first", article));
            }
            yesterday.resolve().unwrap();
            let mut index = Vec::new();
            yesterday.write_index(&mut index).unwrap();
            let resolutions = resolve(corpus().with_index(&mut index.as_slice()).unwrap(), second);
            (index, resolutions)
        })
        .collect();
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn a_scratch_file_that_fails_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scratch");
    std::fs::write(&path, "").unwrap();
    let mut corpus =
        Corpus::with_scratch(DedupOptions::default(), 0, std::fs::File::open(&path).unwrap());
    for article in articles(1_000) {
        corpus.add(&Item::new("text", &article));
    }
    let error = corpus.resolve().unwrap_err();
    assert!(matches!(error, Error::Scratch { .. }), "{error}");
    assert!(error.to_string().starts_with("the scratch file cannot be used: "), "{error}");
    // What could not be written is in memory still, and the answer can be asked for again.
    assert_eq!(corpus.resolve().unwrap().len(), 1_000);
}
