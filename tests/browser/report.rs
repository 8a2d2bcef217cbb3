//! `copydesk report`: the page as a browser would read it, without its script run.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use scraper::{Html, Selector};
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::tool::{STORY, Said, tool};

/// Texts that would act in a page that took them for markup or for script.
pub(crate) const PAYLOADS: &str =
    include_str!("../../examples/copydesk/tests/support/payloads.txt");

fn report_in(folder: &Path, arguments: &str) -> Said {
    tool()
        .current_dir(folder)
        .arg("report")
        .args(arguments.split_whitespace())
        .stdin(Stdio::null())
        .output()
        .unwrap()
        .into()
}

/// The page for a file with this name and this text.
fn page(name: &str, text: &str) -> String {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    report_in(folder.path(), &format!("{name} --from text -o page.html")).expect(0, "");
    fs::read_to_string(folder.path().join("page.html")).unwrap()
}

fn selected<'h>(html: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn data(page: &str) -> Value {
    let html = Html::parse_document(page);
    let script = selected(&html, "script#data");
    serde_json::from_str(&script[0].text().collect::<String>()).unwrap()
}

/// Names of the elements and attributes of a page, in order.
fn skeleton(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let elements = selected(&html, "*").into_iter().map(|element| {
        let mut names: Vec<_> = element
            .value()
            .attrs()
            .filter(|(name, _)| *name != "nonce")
            .map(|(name, _)| name)
            .collect();
        names.sort_unstable();
        format!("{} {}", element.value().name(), names.join(" "))
    });
    elements.collect()
}

#[test]
fn there_are_payloads_enough() {
    assert!(PAYLOADS.lines().count() >= 50, "{} payloads", PAYLOADS.lines().count());
}

#[test]
fn hostile_text_arrives_whole_and_adds_nothing_to_the_page() {
    let plain = skeleton(&page("page.txt", STORY));
    for payload in PAYLOADS.lines() {
        let page = page("page.txt", &format!("{payload}\n\n{STORY}\n{payload} {payload}\n"));
        assert_eq!(skeleton(&page), plain, "{payload}");
        let data = data(&page);
        let texts: Vec<_> = data["documents"][0]["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| whole(&line["text"]))
            .collect();
        // Line and paragraph separators end a line.
        for line in format!("{payload} {payload}")
            .split(['\u{2028}', '\u{2029}'])
            .filter(|line| !line.is_empty())
        {
            assert!(texts.contains(&line.trim().to_owned()), "{payload} is not in {texts:?}");
        }
    }
}

#[test]
fn hostile_names_add_nothing_to_the_page() {
    let plain = skeleton(&page("page.txt", STORY));
    let folder = tempdir().unwrap();
    for payload in PAYLOADS.lines() {
        fs::write(
            folder.path().join("records.jsonl"),
            format!("{}\n", json!({"id": payload, "text": STORY})),
        )
        .unwrap();
        report_in(folder.path(), "records.jsonl -o page.html").expect(0, "");
        let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
        assert_eq!(skeleton(&page), plain, "{payload}");
    }
}

/// A text with its hidden characters.
fn whole(pieces: &Value) -> String {
    let piece = |piece: &Value| match piece {
        Value::String(text) => text.clone(),
        number => {
            char::from_u32(u32::try_from(number.as_u64().unwrap()).unwrap()).unwrap().to_string()
        }
    };
    pieces.as_array().unwrap().iter().map(piece).collect()
}

#[test]
fn the_first_line_of_a_block_says_why_it_is_not_the_story() {
    let menu = "Home\nNews\nSport\nWeather\nBusiness\nHarbour\nOpinion\nCulture\n";
    let foot =
        "Share\nMost read\nContact us\nTerms of use\nPrivacy policy\nCookies\nAdvertise with us\n";
    let data = data(&page("page.txt", &format!("{menu}\n{STORY}\n{foot}")));
    let lines = &data["documents"][0]["lines"];
    assert!(
        lines[0]["block"].as_str().unwrap().starts_with("above the story: menu, 8 words; "),
        "{}",
        lines[0]
    );
    assert!(lines[1]["block"].is_null(), "{}", lines[1]);
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let page = page("page.txt", STORY);
    let html = Html::parse_document(&page);
    let policy =
        selected(&html, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'nonce-"), "{policy}");
    for attribute in ["src", "srcset", "action", "onclick", "onload", "style"] {
        assert_eq!(selected(&html, &format!("[{attribute}]")).len(), 0, "{attribute}");
    }
    let links: Vec<_> =
        selected(&html, "[href]").iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(links, ["#lines"]);
}

#[test]
fn the_facts_are_those_of_the_record() {
    let headline = "A short headline here\n";
    let data =
        data(&page("page.txt", &STORY.replace(headline, &format!("{headline}\n{headline}"))));
    let lines = &data["documents"][0]["lines"];
    let facts = |line: &Value| {
        (line["number"].clone(), line["state"].clone(), line["what"].clone(), line["twin"].clone())
    };
    assert_eq!(
        facts(&lines[0]),
        (json!(1), json!("kept"), json!("article 1: headline"), Value::Null)
    );
    assert_eq!(
        facts(&lines[1]),
        (json!(3), json!("removed"), json!("removed: repeated_headline"), json!(0))
    );
    assert_eq!(data["documents"][0]["groups"][2], json!(["removed: repeated_headline", 1]));
}

#[test]
fn words_that_differ_are_marked() {
    let paragraph = "The ferry from Vellmark carried 40 passengers and two horses across the sound on the first day after the storm had gone.";
    let data = data(&page(
        "page.txt",
        &format!("{STORY}\n{paragraph}\n\n{}\n", paragraph.replace("40", "70")),
    ));
    let last = data["documents"][0]["lines"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["state"], &last["twin"]), (&json!("doubt"), &json!(3)));
    let marked: Vec<_> =
        last["difference"].as_array().unwrap().iter().filter(|run| run[0] != 0).cloned().collect();
    assert_eq!(marked, [json!([1, ["70"]]), json!([2, ["40"]])]);
}

#[test]
fn the_same_input_gives_the_same_page() {
    assert_eq!(page("page.txt", STORY), page("page.txt", STORY));
}

#[test]
fn an_input_is_not_written_over() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("page.txt"), STORY).unwrap();
    report_in(folder.path(), "page.txt -o ./page.txt").expect(
        2,
        "copydesk: ./page.txt: is an input and cannot be written too; name another file\n",
    );
    assert_eq!(fs::read_to_string(folder.path().join("page.txt")).unwrap(), STORY);
}
