//! The laws over generated texts. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` look further than the
//! fixed cases do.

#[path = "support/laws.rs"]
mod laws;
#[path = "support/lines.rs"]
mod lines;
#[path = "support/phrases.rs"]
mod phrases;
#[path = "support/scraped.rs"]
mod scraped;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use copydesk::{Cleaner, InputKind, Options, Tolerance};
use laws::assert_laws;
use proptest::prelude::ProptestConfig;
use proptest::proptest;
use proptest::test_runner::RngSeed;
use scraped::{disorder, document, page};

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::default);
static OTHER_CLEANERS: LazyLock<Vec<Cleaner>> = LazyLock::new(|| cleaners(other_options()));
static PAGE_CLEANERS: LazyLock<Vec<Cleaner>> = LazyLock::new(|| cleaners(page_options()));
/// The texts of the fixtures, in the order of their names.
static FIXTURES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{error}"))
        .flatten()
        .map(|entry| entry.path().join("input.txt"))
        .collect();
    cases.sort();
    let text = |path| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
    cases.into_iter().map(text).collect()
});

fn cleaners(options: Vec<Options>) -> Vec<Cleaner> {
    options
        .into_iter()
        .map(|options| Cleaner::new(options).unwrap_or_else(|error| panic!("{error}")))
        .collect()
}

/// The same cases every time, so that a failure is one for everybody.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig {
        failure_persistence: None,
        max_shrink_time: 20_000,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 384;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(1843);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn laws_of_scraped_texts(text in document()) {
        assert_laws(&CLEANER, &text);
    }

    #[test]
    fn laws_with_other_options(text in document(), which in 0..OTHER_CLEANERS.len()) {
        assert_laws(&OTHER_CLEANERS[which], &text);
    }

    #[test]
    fn laws_of_whole_pages(text in page(), which in 0..PAGE_CLEANERS.len()) {
        assert_laws(&PAGE_CLEANERS[which], &text);
    }

    #[test]
    fn laws_of_fixtures_with_their_lines_changed(which in 0..FIXTURES.len(), seed: u64) {
        assert_laws(&CLEANER, &lines::changed(&FIXTURES[which], seed));
    }

    #[test]
    fn laws_of_any_text(text in disorder()) {
        assert_laws(&CLEANER, &text);
    }
}

fn other_options() -> Vec<Options> {
    let options = Options::default;
    vec![
        options().tolerance(Tolerance::Medium),
        options()
            .tolerance(Tolerance::High)
            .min_near_duplicate_words(5)
            .near_duplicate_overlap(0.3),
        options().split_articles(false),
        options().remove_artifacts(false),
        options().remove_near_duplicates(false),
        options().nfc(false),
        options().decode_entities(false).remove_soft_hyphens(false),
        options().read_markdown(false).unwrap(false),
        options().max_headline_chars(20).min_extra_blank_lines(1),
        options().max_headline_chars(2000).min_extra_blank_lines(100),
        options().input_kind(InputKind::Article),
        options().input_kind(InputKind::Articles),
        options().input_kind(InputKind::Page),
        with_names(options()),
        with_names(options().input_kind(InputKind::Page)),
    ]
}

/// Words of the texts as agencies and as site suffixes.
fn with_names(options: Options) -> Options {
    let names =
        |names: &[&str]| -> Vec<String> { names.iter().map(|&name| name.to_owned()).collect() };
    options
        .extra_agencies(names(&[
            "the town clerk",
            "Tuesday",
            "Petra Aldous",
            "winters",
            "Anna",
            "LARKFIELD",
            "البلدة",
            "果园镇",
            "Day 12",
        ]))
        .extra_site_suffixes(names(&[
            "Day 12",
            "Long Debate",
            "Video",
            "Larkfield Post",
            "May 2019",
            "TT",
            "Anna Rey",
            "果园镇",
        ]))
}

fn page_options() -> Vec<Options> {
    let page = || Options::default().input_kind(InputKind::Page);
    vec![
        Options::default(),
        page(),
        page().split_articles(false),
        page().remove_artifacts(false),
        page().nfc(false),
        with_names(page()),
    ]
}
