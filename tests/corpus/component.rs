//! The search in pieces, as an engine makes it, gives what a corpus gives.

use std::collections::{BTreeMap, BTreeSet};

use copydesk::corpus::{
    CommonPhrases, Corpus, DedupOptions, Item, Keep, Member, PairComparer, PairVerdict, Prepared,
    Preparer, Resolution, Separation, first_of, resolve_component,
};
use proptest::prelude::*;

use crate::laws::texts;
use crate::stories::{COURT, ISLAND, WIRE};

/// What a corpus makes of texts, and the phrases that were common in it.
fn by_corpus(texts: &[String], options: &DedupOptions) -> (Vec<Resolution>, CommonPhrases) {
    let mut corpus = Corpus::new(options.clone());
    for (at, text) in texts.iter().enumerate() {
        corpus.add(&Item::new(&at.to_string(), text));
    }
    let resolved = corpus.resolve().unwrap();
    (resolved, corpus.common_phrases().clone())
}

/// What is stored and read again.
fn stored<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

/// What an engine makes of them, which knows nothing but what it stored.
fn by_hand(texts: &[String], options: &DedupOptions, common: &CommonPhrases) -> Vec<Resolution> {
    let common = stored(common);
    let mut preparer = Preparer::default();
    let read: Vec<Prepared> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| stored(&preparer.prepare(&Item::new(&at.to_string(), text))))
        .collect();
    let (mut by_key, mut equal) = (BTreeMap::new(), BTreeMap::new());
    for (at, text) in read.iter().enumerate() {
        equal.entry(text.equality_key()).or_insert_with(Vec::new).push(at);
        for key in text.candidate_keys(&common) {
            by_key.entry(key).or_insert_with(Vec::new).push(at);
        }
    }
    let mut confirmed = vec![0; texts.len()];
    for group in by_key.values().filter(|group| group.len() > 1) {
        for &at in group {
            confirmed[at] += 1;
        }
    }
    let members: Vec<Member> =
        read.iter().zip(confirmed).map(|(text, keys)| stored(&Member::new(text, keys))).collect();
    let (mut pairs, mut is_first) = (BTreeSet::new(), vec![false; texts.len()]);
    for group in equal.values() {
        let of_group: Vec<Member> = group.iter().map(|&at| members[at].clone()).collect();
        let first = group[first_of(&of_group, options).unwrap()];
        is_first[first] = true;
        pairs.extend(
            group.iter().filter(|&&at| at != first).map(|&at| (at.min(first), at.max(first))),
        );
    }
    for group in by_key.values() {
        let firsts: Vec<usize> = group.iter().copied().filter(|&at| is_first[at]).collect();
        for (nth, &left) in firsts.iter().enumerate() {
            pairs.extend(firsts[nth + 1..].iter().map(|&right| (left, right)));
        }
    }
    let mut comparer = PairComparer::new(&common);
    let verdicts: Vec<(usize, usize, PairVerdict)> = pairs
        .into_iter()
        .map(|(left, right)| (left, right, stored(&comparer.compare(&read[left], &read[right]))))
        .filter(|(.., verdict)| verdict.is_candidate())
        .collect();
    by_component(&members, &verdicts, options)
}

/// Resolves each component alone, as workers of an engine would.
fn by_component(
    members: &[Member],
    verdicts: &[(usize, usize, PairVerdict)],
    options: &DedupOptions,
) -> Vec<Resolution> {
    let mut component: Vec<usize> = (0..members.len()).collect();
    for (left, right, _) in verdicts {
        let (from, to) = (component[*left], component[*right]);
        component.iter_mut().filter(|of| **of == from).for_each(|of| *of = to);
    }
    let mut resolved: Vec<Option<Resolution>> = vec![None; members.len()];
    for of in component.iter().copied().collect::<BTreeSet<usize>>() {
        let places: Vec<usize> = (0..members.len()).filter(|&at| component[at] == of).collect();
        let place = |at: usize| places.binary_search(&at).unwrap();
        let own: Vec<Member> = places.iter().map(|&at| members[at].clone()).collect();
        let pairs: Vec<_> = verdicts
            .iter()
            .filter(|(left, ..)| component[*left] == of)
            .map(|(left, right, verdict)| (place(*left), place(*right), verdict.clone()))
            .collect();
        for (mut resolution, &at) in
            resolve_component(&own, &pairs, options).into_iter().zip(&places)
        {
            let originals = resolution.duplicate_of.iter_mut().chain(&mut resolution.version_of);
            originals.for_each(|original| original.place = original.place.map(|at| places[at]));
            resolution
                .contains
                .iter_mut()
                .for_each(|held| held.place = held.place.map(|at| places[at]));
            resolution
                .near
                .iter_mut()
                .for_each(|near| near.place = near.place.map(|at| places[at]));
            resolved[at] = Some(resolution);
        }
    }
    resolved.into_iter().map(Option::unwrap).collect()
}

#[track_caller]
fn check(texts: &[String]) {
    for keep in [Keep::MostComplete, Keep::First, Keep::Longest] {
        let plain = DedupOptions::default().keep(keep).report_near(true);
        for options in [plain.clone(), plain.clone().fold_versions(true), plain.min_coverage(0.9)] {
            let (resolved, common) = by_corpus(texts, &options);
            assert_eq!(by_hand(texts, &options, &common), resolved, "{options:?}");
            let mut again = Corpus::new(options).with_common_phrases(stored(&common));
            for (at, text) in texts.iter().enumerate() {
                again.add(&Item::new(&at.to_string(), text));
            }
            assert_eq!(again.resolve().unwrap(), resolved);
        }
    }
}

/// Stories, with copies, cut ones, versions, round-ups, follow-ups and a form in many places.
fn stories() -> Vec<String> {
    let cut = WIRE.rsplit_once("\n\n").unwrap().0;
    let mut texts: Vec<String> = [WIRE, COURT, ISLAND].map(str::to_owned).into();
    texts.extend([
        cut.to_owned(),
        format!("OAKMOUTH, May 3 (Reuters) - {WIRE}"),
        WIRE.to_uppercase(),
        format!("{WIRE}\n\n{COURT}"),
        format!("{COURT}\n\n{WIRE}"),
        format!("{WIRE}\n\n{COURT}").replace("40,000", "65,000"),
        WIRE.replace("two hours", "three hours"),
        format!("Omar Castel of Selby has sold 300 lamps to a museum in Kelso, a court heard on Friday. {WIRE}"),
        ISLAND.rsplit_once("\n\n").unwrap().0.to_owned(),
        WIRE.to_owned(),
    ]);
    texts.extend((0..12).map(|day| {
        format!(
            "The weather office in Oakmouth expects {day} degrees and winds from the north, with showers along the coast in the \
             evening. Drivers on the mountain road should allow more time for their journey, and boats of under nine metres stay in."
        )
    }));
    // A line that stands under more stories than a phrase may.
    texts.extend((0..30).map(|day| {
        let words: Vec<String> = (0..30).map(|word| format!("w{}x", (day * 30 + word) * 7)).collect();
        format!("{}\n\nEverything that the harbour has to tell stands in the letter of the Vale, which comes every week.", words.join(" "))
    }));
    texts
}

#[test]
fn pieces_give_what_a_corpus_gives() {
    let (resolved, common) = by_corpus(&stories(), &DedupOptions::default());
    let outcomes: BTreeSet<&str> = resolved.iter().map(|text| text.outcome().as_str()).collect();
    assert_eq!(outcomes, BTreeSet::from(["container", "copy", "original", "version"]));
    assert!(!common.is_empty());
    check(&stories());
}

#[test]
fn an_empty_component_is_resolved() {
    assert!(resolve_component(&[], &[], &DedupOptions::default()).is_empty());
    assert_eq!(first_of(&[], &DedupOptions::default()), None);
}

#[test]
fn a_pair_has_a_verdict_in_words() {
    let mut preparer = Preparer::default();
    let mut prepare = |text: &str| preparer.prepare(&Item::new("", text));
    let common = CommonPhrases::default();
    let mut comparer = PairComparer::new(&common);
    let wire = prepare(WIRE);
    let with_news = |news: &str| WIRE.replacen("\n\n", &format!("\n\n{news}\n\n"), 1);
    let wire_with_news = prepare(&with_news(
        "Omar Castel of Selby has sold 300 lamps to a museum in Kelso, a court heard on Friday.",
    ));
    let other_news = with_news("Iris Vane of Northport found 12 anchors in the strait in June.");
    for (text, is_copy, is_version, separation) in [
        (WIRE.to_uppercase(), true, false, None),
        (WIRE.rsplit_once("\n\n").unwrap().0.to_owned(), true, false, None),
        (WIRE.replace("40,000", "65,000"), false, true, None),
        (other_news, false, false, Some(Separation::BothHaveFacts)),
    ] {
        let other = if separation.is_some() { &wire_with_news } else { &wire };
        let verdict = comparer.compare(&prepare(&text), other);
        let found = (verdict.is_copy(), verdict.is_version(), verdict.separation());
        assert_eq!(found, (is_copy, is_version, separation), "{text}");
        assert!(verdict.is_candidate());
    }
    let verdict = comparer.compare(&prepare(COURT), &wire);
    assert!(!verdict.is_candidate() && !verdict.is_copy() && verdict.separation().is_none());
}

#[test]
fn sort_keys_are_in_the_order_of_the_policy() {
    let mut preparer = Preparer::default();
    let members: Vec<Member> = [
        ("b", WIRE, Some("2024-05-02"), Some("gazette"), 3),
        ("a", WIRE, Some("2024-05-02"), Some("gazette"), 3),
        ("c", COURT, Some("2024-05"), None, 300),
        ("d", ISLAND, Some("2024-05\u{0}"), Some("wire"), 0),
        ("e", "Short.", None, Some("post"), 3),
    ]
    .map(|(id, text, date, source, confirmed)| {
        let item = Item::new(id, text).date(date).source(source);
        Member::new(&preparer.prepare(&item), 0).with_confirmed_keys(confirmed)
    })
    .into();
    let preferred = Keep::Preferred(vec!["wire".to_owned(), "gazette".to_owned()]);
    for (keep, wanted) in [
        (Keep::MostComplete, [2, 1, 0, 4, 3]),
        (Keep::First, [0, 1, 2, 3, 4]),
        (Keep::Longest, [3, 1, 0, 2, 4]),
        (Keep::Earliest, [2, 3, 1, 0, 4]),
        (preferred, [3, 1, 0, 2, 4]),
    ] {
        let options = DedupOptions::default().keep(keep);
        let mut sorted: Vec<usize> = (0..members.len()).collect();
        sorted.sort_by_key(|&at| members[at].sort_key(&options, at));
        assert_eq!(sorted, wanted, "{options:?}");
        // The one that is first of any of them by the policy itself comes first in this order.
        for nth in 0..sorted.len() {
            let rest: Vec<Member> = sorted[nth..].iter().map(|&at| members[at].clone()).collect();
            let is_by_place = options.keep == Keep::First;
            assert!(is_by_place || first_of(&rest, &options) == Some(0), "{options:?}");
        }
    }
}

#[test]
fn phrases_that_neither_text_has_make_no_difference() {
    let texts = stories();
    let (_, common) = by_corpus(&texts, &DedupOptions::default());
    let mut preparer = Preparer::default();
    let read: Vec<Prepared> =
        texts.iter().map(|text| preparer.prepare(&Item::new("", text))).collect();
    let none = CommonPhrases::default();
    // Those of a corpus are under keys of its own; here each text says which of its phrases go.
    let known: BTreeSet<u64> =
        read[read.len() - 1].candidate_keys(&none).into_iter().step_by(2).collect();
    assert!(!common.is_empty() && !known.is_empty());
    let all = CommonPhrases::from_keys(known.iter().copied());
    for left in &read {
        for right in &read {
            let of_pair = [left, right].map(|text| text.candidate_keys(&none)).concat();
            let those = of_pair.into_iter().filter(|key| known.contains(key));
            let wanted = PairComparer::new(&all).compare(left, right);
            let found = PairComparer::new(&CommonPhrases::from_keys(those)).compare(left, right);
            assert_eq!(found, wanted);
        }
    }
}

#[test]
fn texts_of_other_facts_are_told_apart() {
    let mut preparer = Preparer::default();
    let [wire, shouted, court] =
        [WIRE, &WIRE.to_uppercase(), COURT].map(|text| preparer.prepare(&Item::new("", text)));
    assert!(!wire.has_other_facts(&shouted));
    assert!(wire.has_other_facts(&court));
}

#[test]
fn what_another_version_stored_is_refused() {
    let prepared = Preparer::default().prepare(&Item::new("a", WIRE));
    let stored = serde_json::to_string(&prepared).unwrap();
    for (from, to, wanted) in [
        (
            r#""version":1"#,
            r#""version":2"#,
            "a prepared text of version 2, but must be of version 1; prepare it anew",
        ),
        (r#""content_hash":""#, r#""content_hash":"x"#, "but must be 32 hexadecimal digits"),
    ] {
        assert!(stored.contains(from), "{stored}");
        let error = serde_json::from_str::<Prepared>(&stored.replace(from, to)).unwrap_err();
        assert!(error.to_string().contains(wanted), "{error}");
    }
    for (table, wanted) in [
        (
            r#"{"version":2,"bits":16,"phrases":[]}"#,
            "common phrases of version 2, but must be of version 1; learn them anew",
        ),
        (r#"{"version":1,"bits":17,"phrases":[]}"#, "common phrases with keys of 17 bits"),
    ] {
        let error = serde_json::from_str::<CommonPhrases>(table).unwrap_err();
        assert!(error.to_string().contains(wanted), "{error}");
    }
}

#[test]
fn phrases_are_common_by_their_stories() {
    let counts = [(1, 24, 24), (2, 25, 25), (3, 25, 208), (4, 25, 207), (5, 26, 200)];
    let common = CommonPhrases::from_counts(counts);
    let kept = serde_json::to_value(&common).unwrap();
    assert_eq!(kept["phrases"], serde_json::json!([2, 5]));
    assert_eq!((common.len(), common.is_empty()), (2, false));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn pieces_give_what_a_corpus_gives_of_any_texts(texts in texts()) {
        check(&texts);
    }
}
