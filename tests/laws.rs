//! The laws over generated texts. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` look further than the fixed cases do.

#[path = "support/laws.rs"]
mod laws;
#[path = "support/phrases.rs"]
mod phrases;
#[path = "support/scraped.rs"]
mod scraped;

use copydesk::{Cleaner, Options, Strictness};
use laws::assert_laws;
use proptest::prelude::{Just, ProptestConfig, Strategy};
use proptest::test_runner::RngSeed;
use proptest::{prop_oneof, proptest};
use scraped::{disorder, document};

/// The same cases every time, so that a failure is one for everybody.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 512;
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
        assert_laws(&Cleaner::default(), &text);
    }

    #[test]
    fn laws_with_other_options(text in document(), options in other_options()) {
        assert_laws(&Cleaner::new(options).unwrap(), &text);
    }

    #[test]
    fn laws_of_any_text(text in disorder()) {
        assert_laws(&Cleaner::default(), &text);
    }
}

fn other_options() -> impl Strategy<Value = Options> {
    let options = Options::default;
    prop_oneof![
        Just(options().strictness(Strictness::Balanced)),
        Just(options().strictness(Strictness::Aggressive).near_duplicate_words(5).near_duplicate_overlap(0.3)),
        Just(options().split(false)),
        Just(options().remove_artifacts(false)),
        Just(options().remove_near_duplicates(false)),
        Just(options().normalize(false)),
        Just(options().headline_chars(20).blank_run(1)),
        Just(options().headline_chars(2000).blank_run(100)),
        Just(options().extra_artifacts(vec!["Ferry Strike {*}".into(), "TT Races {*}".into()]).site_names(vec!["Larkfield Post".into()])),
    ]
}
