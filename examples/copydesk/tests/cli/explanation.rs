//! `--explain`.

use serde_json::json;

use crate::tool::{STORY, clean, clean_stdin};

fn explain_dump() -> String {
    let dump = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/dump.txt");
    clean(&["--explain", dump]).expect(0, "").stdout.clone()
}

#[test]
fn every_document_has_a_name_and_counts() {
    let said = clean_stdin(
        &["--explain", "--from", "jsonl"],
        "{\"id\":\"a\",\"text\":\"\"}\n{\"id\":2,\"text\":\"\"}\n",
    );
    let counts = "-- articles: 0; kept: 0, of them in doubt: 0; altered: 0; removed: 0";
    assert_eq!(said.expect(0, "").stdout, format!("== a\n{counts}\n\n== 2\n{counts}\n"));
}

#[test]
fn names_cannot_act_on_the_terminal() {
    let said = clean_stdin(
        &["--explain"],
        format!("{}\n", json!({"id": "a\u{1b}[2J\u{202e}b", "text": ""})),
    );
    assert_eq!(said.expect(0, "").explained(), ["a\\u{1b}[2J\\u{202e}b"]);
}

#[test]
fn each_line_is_shown_with_what_it_was_taken_for() {
    let input = STORY.replace("headline here\n", "headline here\n\nA short headline here\n");
    let said = clean_stdin(&["--explain"], input);
    let expected = [
        "== -",
        "     1  article 1 headline                A short headline here",
        "     3  removed repeated_headline         A short headline here",
        "        ^ says the same as line 1",
        "     5  article 1 paragraph               The first paragraph of the story says something useful ab…",
        "     7  article 1 paragraph               The second paragraph says something else, with other word…",
        "-- articles: 1; kept: 3, of them in doubt: 0; altered: 0; removed: 1",
        "     1  repeated_headline",
    ];
    assert_eq!(said.expect(0, "").stdout.lines().collect::<Vec<_>>(), expected);
}

/// A page: a menu, a story, and a foot.
fn page() -> String {
    let menu = "Home\nNews\nSport\nWeather\nBusiness\nHarbour\nOpinion\nCulture\n";
    let foot =
        "Share\nMost read\nContact us\nTerms of use\nPrivacy policy\nCookies\nAdvertise with us\n";
    format!("{menu}\n{STORY}\n{foot}")
}

#[test]
fn a_block_of_a_page_says_why_it_is_not_the_story() {
    let said = clean_stdin(&["--explain"], page());
    let blocks: Vec<&str> =
        said.expect(0, "").stdout.lines().filter(|line| line.contains(" the story: ")).collect();
    assert!(blocks.len() >= 2, "{said:#?}");
    assert!(blocks[0].starts_with("-- above the story: menu, 8 words; "), "{said:#?}");
    assert!(blocks[1..].iter().all(|block| block.starts_with("-- below the story: ")), "{said:#?}");
    assert!(blocks.iter().any(|block| block.contains("; against it: ")), "{said:#?}");
}

#[test]
fn the_kind_of_input_can_be_said() {
    let of_articles = clean_stdin(&["--explain", "--input-kind", "articles"], page());
    assert!(!of_articles.expect(0, "").stdout.contains(" the story: "), "{of_articles:#?}");
    let of_page =
        clean_stdin(&["--explain", "--input-kind", "page"], format!("Home\nNews\n\n{STORY}"));
    assert!(
        of_page.expect(0, "").stdout.contains("-- above the story: menu, 2 words"),
        "{of_page:#?}"
    );
}

#[test]
fn a_doubt_names_the_twin_and_what_told_them_apart() {
    let paragraph = "The ferry from Vellmark carried 40 passengers and two horses across the sound on the first day after the storm had gone.";
    let said = clean_stdin(
        &["--explain"],
        format!("{STORY}\n{paragraph}\n\n{}\n", paragraph.replace("40", "70")),
    );
    let doubt = said
        .stdout
        .lines()
        .find(|line| line.contains("kept, though like line 7; similarity 0."))
        .unwrap_or_default();
    assert!(doubt.ends_with("; difference number"), "{said:#?}");
}

#[test]
fn a_line_that_acts_on_the_terminal_is_shown_escaped() {
    let said = clean_stdin(&["--explain"], STORY.replace("The first", "The \u{202e}first"));
    assert!(said.stdout.contains("The \\u{202e}first"), "{said:#?}");
    assert!(!said.stdout.contains('\u{202e}'), "{said:#?}");
}

#[test]
fn lines_fit_into_100_columns_without_a_terminal() {
    let page = explain_dump();
    let widest = page.lines().skip(1).map(|line| line.chars().count()).max();
    assert_eq!(widest, Some(100), "{page}");
}

#[test]
fn every_line_of_the_dump_is_accounted_for() {
    let page = explain_dump();
    let shown = page
        .lines()
        .filter_map(|line| line.get(..6)?.trim().parse::<usize>().ok().filter(|_| line.len() > 40));
    let written = include_str!("../../../data/dump.txt")
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.is_empty());
    assert_eq!(
        shown.collect::<Vec<_>>(),
        written.map(|(_, number)| number).collect::<Vec<_>>(),
        "{page}"
    );
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("page.txt"),
        STORY.replace("here\n", "here\n\nA short headline here\n"),
    )
    .unwrap();
    let explained = |variables: &[(&str, &str)]| {
        let mut command = crate::tool::tool();
        command
            .current_dir(folder.path())
            .args(["clean", "--explain", "page.txt"])
            .envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let plain = explained(&[]);
    assert!(!plain.contains('\u{1b}'), "{plain}");
    assert_eq!(explained(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]), plain);
    let coloured = explained(&[("CLICOLOR_FORCE", "1")]);
    assert!(
        coloured.contains("\u{1b}[32marticle 1 headline")
            && coloured.contains("\u{1b}[31mremoved repeated_headline"),
        "{coloured}"
    );
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn hostile_text_cannot_act_on_the_terminal() {
    let said = clean_stdin(
        &["--explain", "--from", "text"],
        include_str!("../support/payloads.txt").replace('\n', "\n\n"),
    );
    let acts = |character: char| {
        character.is_control() && character != '\n'
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(said.expect(0, "").stdout.find(acts), None, "{said:#?}");
}
