//! What holds for any texts.

use copydesk::corpus::{Corpus, DedupOptions, Item, Keep, Original, Preparer, Resolution};
use proptest::prelude::*;

use crate::copies;

/// Texts of which some share parts.
pub(crate) fn texts() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::collection::vec(0_u8..40, 6..20).prop_map(|words| {
        words.iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ") + ". "
    });
    let pool = prop::collection::vec(sentence, 4..12);
    (pool, prop::collection::vec(prop::collection::vec(0_usize..12, 1..8), 1..24)).prop_map(
        |(pool, texts)| {
            texts
                .iter()
                .map(|text| text.iter().map(|&at| pool[at % pool.len()].as_str()).collect())
                .collect()
        },
    )
}

fn resolve(items: &[(usize, &String)], keep: Keep) -> Vec<Resolution> {
    let mut corpus = Corpus::new(DedupOptions::default().keep(keep));
    for (id, text) in items {
        corpus.add(&Item::new(&format!("{id:03}"), text));
    }
    corpus.resolve().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_twin_is_kept(texts in texts()) {
        let items: Vec<_> = texts.iter().enumerate().collect();
        for keep in [Keep::First, Keep::Longest, Keep::MostComplete] {
            let resolutions = resolve(&items, keep);
            prop_assert_eq!(resolutions.len(), texts.len());
            for resolution in &resolutions {
                if let Some(twin) = &resolution.duplicate_of {
                    let place = twin.place.unwrap();
                    prop_assert!(resolutions[place].duplicate_of.is_none());
                    prop_assert_eq!(&twin.id, &format!("{place:03}"));
                }
                let versions = resolution.version_of.iter().map(|version| version.place);
                for place in versions.chain(resolution.contains.iter().map(|held| held.place)) {
                    prop_assert!(resolution.duplicate_of.is_none() && resolutions[place.unwrap()].duplicate_of.is_none());
                }
            }
        }
    }

    #[test]
    fn order_makes_no_difference(texts in texts(), turn in 0_usize..24) {
        let items: Vec<_> = texts.iter().enumerate().collect();
        let mut turned = items.clone();
        turned.rotate_left(turn % items.len());
        turned.reverse();
        let named = |items: &[(usize, &String)]| {
            let resolutions = resolve(items, Keep::MostComplete).into_iter();
            let mut named: Vec<_> = resolutions.zip(items).map(|(resolution, (id, _))| {
                let related = |twin: Original| (twin.id, twin.found);
                let mut held: Vec<String> = resolution.contains.into_iter().map(|held| held.id).collect();
                held.sort_unstable();
                (*id, resolution.duplicate_of.map(related), resolution.version_of.map(related), held)
            }).collect();
            named.sort_by_key(|(id, ..)| *id);
            named
        };
        prop_assert_eq!(named(&items), named(&turned));
    }

    #[test]
    fn any_text_will_do(texts in prop::collection::vec(any::<String>(), 0..6)) {
        let items: Vec<_> = texts.iter().enumerate().collect();
        prop_assert_eq!(resolve(&items, Keep::First).len(), texts.len());
    }
}

#[test]
fn prepared_elsewhere_is_the_same() {
    let text = "The ferry will run again from Monday, the harbour office said, and the band will play on the pier.".repeat(3);
    let mut corpus = Corpus::new(DedupOptions::default());
    corpus.add(&Item::new("a", &text));
    corpus.add_prepared(Preparer::default().prepare(&Item::new("b", &text)));
    assert_eq!(copies(&corpus.resolve().unwrap()), 1);
}

#[test]
fn ten_thousand_equal_words_and_texts_are_no_trouble() {
    let text = "wave ".repeat(20_000);
    let items: Vec<String> =
        (0..300).map(|at| format!("{text}{}", "wave ".repeat(at % 7))).collect();
    let items: Vec<_> = items.iter().enumerate().collect();
    assert_eq!(resolve(&items, Keep::First).len(), 300);
}
