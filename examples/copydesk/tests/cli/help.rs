//! `--help` teaches.

use crate::tool::{Said, tool};

fn help(arguments: &[&str]) -> String {
    let said = Said::from(tool().args(arguments).output().unwrap());
    said.expect(0, "");
    said.stdout
}

#[test]
fn every_flag_is_there() {
    let help = help(&["clean", "--help"]);
    let flags = "from encoding max-record sample id-field text-field html-field html title-field date-field byline-field publisher-field to removals provenance out summary quiet explain strict tolerance near-duplicate-overlap min-near-duplicate-words \
                 max-headline-chars min-extra-blank-lines no-split keep-artifacts keep-near-duplicates no-nfc keep-entities keep-soft-hyphens keep-markdown no-unwrap artifact agency site-suffix rules with-removals threads help";
    for flag in flags.split_whitespace() {
        let stands_alone = |line: &str| {
            line.trim_start().split([' ', ',']).any(|word| word == format!("--{flag}"))
        };
        assert!(help.lines().any(stands_alone), "--{flag} is not in\n{help}");
    }
}

#[test]
fn defaults_and_ranges_are_the_librarys() {
    let help = help(&["clean", "--help"]);
    let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "from 0.3 to 1.0 [default: 0.6]",
        "from 5 to 1000 [default: 12]",
        "from 20 to 2000 [default: 250]",
        "from 1 to 100 [default: 1]",
        "from 1 to 256.",
        "[default: low]",
        "[default: auto]",
        "[default: jsonl]",
        "[default: id]",
        "[default: text]",
    ] {
        assert!(words.contains(said), "{said} is not in\n{help}");
    }
}

#[test]
fn tasks_and_exit_codes_are_there() {
    for arguments in [&["--help"][..], &["clean", "--help"]] {
        let help = help(arguments);
        assert_eq!(
            help.matches("\n    copydesk clean ").count()
                + help.matches("| copydesk clean ").count(),
            11,
            "{help}"
        );
        assert!(help.contains("\nExit codes:\n  0  everything was cleaned"), "{help}");
        for code in ["101  a fault", "130  the run", "141  the reader"] {
            assert!(help.contains(&format!("\n  {code}")), "{help}");
        }
        assert!(
            help.contains("\n  1  some records failed") && help.contains("\n  2  wrong usage"),
            "{help}"
        );
    }
}

#[test]
fn the_version_is_the_crates() {
    assert_eq!(help(&["--version"]), concat!("copydesk ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn nothing_asked_for_is_wrong_usage() {
    assert_eq!(Said::from(tool().output().unwrap()).code, Some(2));
}
