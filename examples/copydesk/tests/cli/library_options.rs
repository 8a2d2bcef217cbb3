//! The options of the library as flags.

use crate::tool::{EMPTY, STORY, clean, clean_stdin};

#[test]
fn a_bad_value_is_named_by_its_flag() {
    let cases = [
        (
            "--near-duplicate-overlap=0.25",
            "--near-duplicate-overlap is 0.25, but must be from 0.3 to 1.0",
        ),
        (
            "--near-duplicate-overlap=NaN",
            "--near-duplicate-overlap is NaN, but must be from 0.3 to 1.0",
        ),
        (
            "--min-near-duplicate-words=4",
            "--min-near-duplicate-words is 4, but must be from 5 to 1000",
        ),
        ("--max-headline-chars=2001", "--max-headline-chars is 2001, but must be from 20 to 2000"),
        ("--min-extra-blank-lines=0", "--min-extra-blank-lines is 0, but must be from 1 to 100"),
        (
            "--artifact={n}",
            "--artifact is \"{n}\", but must be one line of at most 600 bytes, with a letter or a digit and at most three placeholders",
        ),
        (
            "--agency=24",
            "--agency is \"24\", but must be one line of at most 100 bytes, with a letter and without placeholders",
        ),
        (
            "--site-suffix={*}",
            "--site-suffix is \"{*}\", but must be one line of at most 100 bytes, with a letter and without placeholders",
        ),
    ];
    for (flag, words) in cases {
        let said = clean(&[flag]);
        assert_eq!(said.expect(2, &format!("copydesk: {words}\n")).stdout, "");
    }
}

#[test]
fn earlier_names_are_understood() {
    for level in ["careful", "balanced", "aggressive"] {
        clean(&["--strictness", level]).expect(0, EMPTY);
    }
    for kind in ["unknown", "page", "articles"] {
        clean(&["--extent", kind]).expect(0, EMPTY);
    }
    clean(&["--near-duplicate-words=5", "--headline-chars=250", "--blank-run=1", "--no-normalize"])
        .expect(0, EMPTY);
}

#[test]
fn good_values_are_taken() {
    for level in ["low", "medium", "high"] {
        clean(&["--tolerance", level]).expect(0, EMPTY);
    }
    for kind in ["detect", "page", "article", "articles"] {
        clean(&["--input-kind", kind]).expect(0, EMPTY);
    }
    let numbers = [
        "--near-duplicate-overlap",
        "1",
        "--min-near-duplicate-words",
        "5",
        "--max-headline-chars",
        "2000",
        "--min-extra-blank-lines",
        "100",
    ];
    clean(&numbers).expect(0, EMPTY);
    clean(&[
        "--no-split",
        "--keep-artifacts",
        "--keep-near-duplicates",
        "--no-nfc",
        "--keep-entities",
        "--keep-soft-hyphens",
        "--keep-markdown",
        "--no-unwrap",
    ])
    .expect(0, EMPTY);
    clean(&["--artifact", "Seen by {n}", "--artifact", "Join us"]).expect(0, EMPTY);
    clean(&["--agency", "Vellmark Wire", "--agency", "VW", "--site-suffix", "Harbour 24"])
        .expect(0, EMPTY);
}

#[test]
fn an_artifact_of_ones_own_is_removed() {
    let input = STORY.replace("\n\nThe second", "\n\nSeen by 40 readers\n\nThe second");
    let said = clean_stdin(&["--artifact", "Seen by {n} readers"], input);
    assert_eq!(
        said.expect(0, "").rows()[0]["paragraphs"].as_array().unwrap().len(),
        2,
        "{said:#?}"
    );
}

#[test]
fn switches_reach_the_library() {
    let decomposed = STORY.replace("port", "cafe\u{301}");
    let paragraph = |flags: &[&str]| {
        clean_stdin(flags, &decomposed).rows()[0]["paragraphs"][0].as_str().unwrap().to_owned()
    };
    assert!(paragraph(&[]).contains("caf\u{e9},"));
    assert!(paragraph(&["--no-nfc"]).contains("cafe\u{301},"));
}
