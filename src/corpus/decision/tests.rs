//! Both sides of what is decided on verdicts.

use std::convert::Infallible;
use std::ops::Range;

use super::{Decision, Found, Setting};
use crate::corpus::outcomes::Outcomes;
use crate::corpus::part::Part;
use crate::corpus::text::Fingerprint;
use crate::corpus::verdict::{Compared, Finding, Verdict};
use crate::corpus::{CopyKind, DedupOptions, Grounds, Match, Separation};
use crate::removal::Difference;

fn part(of_kept: bool, words: Range<usize>) -> Part {
    Part { of_kept, words, is_start: true }
}

fn finding(coverage: f32, part: Option<Part>) -> Finding {
    let found = Match {
        similarity: 1.0,
        kind: CopyKind::Edited,
        difference: Difference::None,
        coverage,
        original_coverage: 1.0,
        grounds: Grounds::NoFactsOfItsOwn,
    };
    Finding { found, part }
}

fn copy(part: Option<Part>) -> Verdict {
    Verdict::Copy(finding(0.9, part))
}

fn version(part: Option<Part>) -> Verdict {
    Verdict::Version(finding(0.9, part))
}

/// What is decided on so many texts in order, when these are the verdicts on a later and an
/// earlier text, and all others lie apart.
fn decide(texts: u32, verdicts: &[(u32, u32, Verdict)], options: &DedupOptions) -> Outcomes {
    let fingerprints = vec![Fingerprint::default(); texts as usize];
    let firsts: Vec<u32> = (0..texts).collect();
    let is_known = vec![false; texts as usize];
    let setting =
        Setting { fingerprints: &fingerprints, is_known: &is_known, firsts: &firsts, options };
    let find = |decision: &Decision<'_>, text: u32, kept: &[u32]| -> Found {
        let candidates = kept.iter().copied().filter(|&other| other != text).collect();
        let verdict = |other: u32| {
            let known = verdicts.iter().find(|(left, right, _)| (*left, *right) == (text, other));
            known.map_or(Verdict::Apart(Separation::LittleShared), |(.., verdict)| verdict.clone())
        };
        let compare = |other: u32| -> Result<Compared, Infallible> {
            Ok(Compared { verdict: verdict(other), coverage: Some([0.9, 1.0]) })
        };
        let Ok(found) = decision.find(text, candidates, &[], compare);
        found
    };
    let mut roundups = vec![false; texts as usize];
    loop {
        let mut decision = Decision::new(setting, roundups);
        let mut kept = Vec::new();
        for text in 0..texts {
            let found = find(&decision, text, &kept);
            if decision.decide(text, found) {
                kept.push(text);
            }
        }
        let mut is_new = decision.mark_kept_roundups();
        for text in decision.longer() {
            is_new |= find(&decision, text, &kept).is_roundup && decision.mark_roundup(text);
        }
        if !is_new {
            return decision.into_outcomes();
        }
        roundups = decision.into_roundups();
    }
}

/// Which text each one goes for, which it is a version of, and what holds what.
type Found3 = (Vec<Option<u32>>, Vec<Option<u32>>, Vec<(u32, u32)>);

#[track_caller]
fn check(texts: u32, verdicts: &[(u32, u32, Verdict)], wanted: &Found3) {
    let found = decide(texts, verdicts, &DedupOptions::default());
    let kept = |found: &[Option<(u32, Match)>]| -> Vec<Option<u32>> {
        found.iter().map(|found| found.map(|(kept, _)| kept)).collect()
    };
    assert_eq!((kept(&found.originals), kept(&found.versions), found.contained), *wanted);
    assert!(found.near.is_empty());
}

#[test]
fn a_copy_goes_for_the_first_kept_text_that_it_is_a_copy_of() {
    check(2, &[(1, 0, copy(None))], &(vec![None, Some(0)], vec![None; 2], vec![]));
    check(
        3,
        &[(1, 0, version(None)), (2, 0, version(None)), (2, 1, copy(None))],
        &(vec![None, None, Some(1)], vec![None, Some(0), None], vec![]),
    );
    // What is a copy of a text that went is compared with the one that stays.
    check(
        3,
        &[(1, 0, copy(None)), (2, 1, copy(None))],
        &(vec![None, Some(0), None], vec![None; 3], vec![]),
    );
}

#[test]
fn a_longer_text_that_goes_on_with_another_story_is_a_round_up() {
    let held = |words| copy(Some(part(false, words)));
    check(
        3,
        &[(2, 0, held(0..90)), (2, 1, held(90..180))],
        &(vec![None; 3], vec![None; 3], vec![(2, 0), (2, 1)]),
    );
    check(
        3,
        &[(2, 0, held(0..90)), (2, 1, held(10..80))],
        &(vec![None, None, Some(0)], vec![None; 3], vec![]),
    );
    // The story that it goes on with is kept after it.
    check(
        3,
        &[(1, 0, held(0..90)), (1, 2, Verdict::Piece(part(false, 90..180)))],
        &(vec![None; 3], vec![None; 3], vec![(1, 0)]),
    );
    check(
        3,
        &[(1, 0, version(Some(part(false, 0..90)))), (1, 2, Verdict::Piece(part(false, 90..180)))],
        &(vec![None; 3], vec![None; 3], vec![(1, 0)]),
    );
}

#[test]
fn a_kept_text_of_which_two_copies_lie_apart_is_a_round_up() {
    let piece = |words| Verdict::Piece(part(true, words));
    let went = |words| copy(Some(part(true, words)));
    check(
        3,
        &[(1, 0, went(0..90)), (2, 0, went(90..180))],
        &(vec![None; 3], vec![None; 3], vec![(0, 1), (0, 2)]),
    );
    check(
        3,
        &[(1, 0, went(0..90)), (2, 0, piece(90..180))],
        &(vec![None; 3], vec![None; 3], vec![(0, 1), (0, 2)]),
    );
    check(
        3,
        &[
            (1, 0, went(0..90)),
            (2, 0, Verdict::Beginning(vec![part(true, 90..180)], Separation::SmallPart)),
        ],
        &(vec![None; 3], vec![None; 3], vec![(0, 1)]),
    );
    // Pieces alone do no harm.
    check(
        3,
        &[(1, 0, piece(0..90)), (2, 0, piece(90..180))],
        &(vec![None; 3], vec![None; 3], vec![]),
    );
    let below = Part { is_start: false, ..part(true, 90..180) };
    check(
        3,
        &[(1, 0, went(0..90)), (2, 0, Verdict::Piece(below))],
        &(vec![None, Some(0), None], vec![None; 3], vec![]),
    );
}

#[test]
fn less_than_the_least_coverage_keeps_a_text() {
    for (least, original, reason) in
        [(0.0, Some(0), None), (0.9, Some(0), None), (0.91, None, Some(Separation::LowCoverage))]
    {
        let options = DedupOptions::default().min_coverage(least).report_near(true);
        let found = decide(2, &[(1, 0, copy(None))], &options);
        assert_eq!(found.originals[1].map(|(kept, _)| kept), original, "{least}");
        let near = found.near.first().map(|(text, near)| (*text, near[0].other, near[0].reason));
        assert_eq!(near, reason.map(|reason| (1, 0, reason)), "{least}");
    }
}

#[test]
fn kept_texts_name_what_they_were_compared_with_in_vain() {
    let options = DedupOptions::default().report_near(true);
    let verdicts = [
        (2, 0, Verdict::Apart(Separation::BothHaveFacts)),
        (2, 1, Verdict::Piece(part(true, 0..9))),
        (3, 0, Verdict::Apart(Separation::BothHaveFacts)),
        (3, 1, copy(None)),
    ];
    let found = decide(4, &verdicts, &options);
    let near: Vec<_> = found
        .near
        .iter()
        .flat_map(|(text, near)| near.iter().map(|near| (*text, near.other, near.reason)))
        .collect();
    assert_eq!(
        near,
        [
            (1, 0, Separation::LittleShared),
            (2, 0, Separation::BothHaveFacts),
            (2, 1, Separation::PartOfMore)
        ]
    );
    assert_eq!(found.near[0].1[0].coverage, Some([0.9, 1.0]));
    // A round-up that holds a text.
    let held = |words| copy(Some(part(false, words)));
    let found = decide(3, &[(2, 0, held(0..90)), (2, 1, held(90..180))], &options);
    let roundup = &found.near[1];
    assert_eq!((roundup.0, roundup.1[0].other, roundup.1[0].reason), (2, 0, Separation::RoundUp));
}

#[test]
fn texts_with_the_same_words_go_together() {
    let prints = [1, 1, 2].map(|exact| Fingerprint { exact, folded: 7 });
    let options = DedupOptions::default();
    for (is_known, kinds) in [
        ([false; 3], [None, Some(CopyKind::Exact), Some(CopyKind::Normalized)]),
        ([false, true, false], [None, None, Some(CopyKind::Normalized)]),
    ] {
        let setting = Setting {
            fingerprints: &prints,
            is_known: &is_known,
            firsts: &[0, 0, 0],
            options: &options,
        };
        let mut decision = Decision::new(setting, vec![false; 3]);
        for text in 0..3 {
            assert_eq!(setting.is_compared(text), text == 0);
            decision.decide(text, Found::default());
        }
        let originals = decision.into_outcomes().originals;
        let found = originals.iter().map(|found| found.map(|(_, found)| found.kind));
        assert_eq!(found.collect::<Vec<_>>(), kinds);
    }
}

#[test]
fn versions_fold_to_the_first_one() {
    let verdicts = [(1, 0, version(None)), (2, 1, version(None)), (3, 2, copy(None))];
    for (least, originals) in
        [(0.0, [None, Some(0), Some(0), Some(0)]), (0.91, [None, None, None, None])]
    {
        let options = DedupOptions::default().min_coverage(least);
        let mut found = decide(4, &verdicts, &options);
        found.fold_versions(least);
        let kept: Vec<Option<u32>> =
            found.originals.iter().map(|found| found.map(|(kept, _)| kept)).collect();
        assert_eq!(kept, originals);
        assert_eq!(found.versions[2].is_none(), least == 0.0);
    }
}
