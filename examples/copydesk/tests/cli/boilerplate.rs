//! `copydesk boilerplate`: learns from an invented corpus in three languages, and cleans with what
//! it learned.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::tool::{Said, clean_in, tool};

/// A language's site, what it leaves in each document, and words of its stories.
const SITES: [(&str, &str, &str); 3] = [
    (
        "https://en.example.org/",
        "Sign up to follow the story of the harbour.",
        "sign up to follow the story of the harbour grain bridge ferry storm council night river",
    ),
    (
        "https://fr.example.org/",
        "Inscrivez-vous pour lire la suite chaque matin.",
        "pour lire la suite chaque matin le port pont grain orage conseil nuit fleuve navire",
    ),
    (
        "https://ar.example.org/",
        "اشترك لتصلك قصص الميناء كل صباح",
        "قال سكان المدينة إن الجسر القديم سيغلق بعد العاصفة وإن السفينة تعود ليلا إلى النهر مع الحبوب والركاب",
    ),
];

/// A story like no other, with the line of its site at the end.
fn text(number: usize, line: &str, words: &str) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let mut state = number * 7919 + 17;
    let mut next = |below: usize| {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        state / 65_536 % below
    };
    let mut sentence = || {
        let picked: Vec<&str> = (0..16).map(|_| words[next(words.len())]).collect();
        format!(
            "{} Vell{} {} {}.",
            picked[..8].join(" "),
            ["mark", "holm", "by", "sund", "ness"][next(5)],
            next(900) + 12,
            picked[8..].join(" ")
        )
    };
    let paragraphs: Vec<String> = (0..4).map(|_| sentence()).collect();
    format!("Report number {number} of the day\n\n{}\n\n{line}\n", paragraphs.join("\n\n"))
}

/// A folder with twenty stories of each site.
fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    let rows = SITES.iter().flat_map(|&(site, line, words)| {
        (0..20).map(move |number| {
            format!(
                "{}\n",
                json!({"id": format!("{site}{number}"), "text": text(number, line, words)})
            )
        })
    });
    fs::write(folder.path().join("news.jsonl"), rows.collect::<String>()).unwrap();
    folder
}

fn boilerplate(folder: &Path, arguments: &[&str]) -> Said {
    tool().current_dir(folder).arg("boilerplate").args(arguments).output().unwrap().into()
}

#[test]
fn what_is_learned_cleans_the_documents_of_its_source() {
    let folder = folder();
    let learned = boilerplate(folder.path(), &["news.jsonl"]);
    learned.expect(0, "copydesk: 60 documents: 3 lines learned\n");
    fs::write(folder.path().join("learned.toml"), &learned.stdout).unwrap();
    let said = clean_in(folder.path(), "--rules learned.toml --removals removals.jsonl news.jsonl");
    assert_eq!(said.expect(0, "").rows().len(), 60);
    assert!(SITES.iter().all(|(_, line, _)| !said.stdout.contains(line)), "{said:#?}");
    let removals =
        crate::tool::rows(&fs::read_to_string(folder.path().join("removals.jsonl")).unwrap());
    let of_learned: Vec<_> =
        removals.iter().filter(|row| row["reason"] == "learned_artifact").collect();
    assert_eq!(of_learned.len(), 60);
    assert_eq!(of_learned[0]["learned"], json!({"stories": 20, "documents": 20}));
    // The line of one site in a text of another one stays.
    let stranger =
        json!({"id": "https://en.example.org.example/1", "text": text(1, SITES[0].1, SITES[0].2)})
            .to_string();
    fs::write(folder.path().join("stranger.jsonl"), stranger).unwrap();
    assert!(
        clean_in(folder.path(), "--rules learned.toml stranger.jsonl").stdout.contains(SITES[0].1)
    );
}

#[test]
fn a_file_of_rules_says_each_line_with_its_counts() {
    let folder = folder();
    let learned = boilerplate(folder.path(), &["news.jsonl"]).stdout;
    let rules: toml::Table = learned.parse().unwrap();
    for (site, line, _) in SITES {
        let row = &rules["source"][site]["learned"][0];
        assert_eq!(
            (row["line"].as_str(), row["stories"].as_integer(), row["documents"].as_integer()),
            (Some(line), Some(20), Some(20))
        );
    }
    fs::write(folder.path().join("learned.toml"), &learned).unwrap();
    let said = Said::from(
        tool()
            .current_dir(folder.path())
            .args(["rules", "--rules", "learned.toml"])
            .output()
            .unwrap(),
    );
    let own: Vec<&str> =
        said.expect(0, "").stdout.lines().filter(|line| line.starts_with("own")).collect();
    assert_eq!(own[1], format!("own, {}\tlearned\t{}", SITES[0].0, SITES[0].1).as_str());
    let explained = clean_in(folder.path(), "--rules learned.toml --explain news.jsonl").stdout;
    assert_eq!(
        explained.matches("\n        ^ learned from 20 stories in 20 documents\n").count(),
        60,
        "{explained}"
    );
    // What is removed is not learned again.
    boilerplate(folder.path(), &["--rules", "learned.toml", "news.jsonl"])
        .expect(0, "copydesk: 60 documents: 0 lines learned\n");
}

#[test]
fn json_lines_have_counts_and_an_example() {
    let rows = boilerplate(folder().path(), &["--json", "news.jsonl"]).rows();
    let (site, line, _) = SITES[0];
    let expected = json!({"source": site, "line": line, "stories": 20, "documents": 20, "example": "https://en.example.org/0"});
    assert_eq!((rows.len(), &rows[1]), (3, &expected));
}

#[test]
fn a_source_is_a_field_or_a_folder_or_everything() {
    let (_, line, words) = SITES[0];
    for (id, field, said) in [
        ("7", json!({"source": " Harbour Times "}), "source.\"Harbour Times\".learned"),
        (
            "7",
            json!({"source": "https://example.org/a/b"}),
            "source.\"https://example.org/\".learned",
        ),
        ("a/b/7", json!({"source": 7}), "source.\"a/b/\".learned"),
        ("7", json!({}), "learned"),
    ] {
        let folder = tempdir().unwrap();
        let record = |number: usize| {
            let mut record: Value = field.clone();
            record["id"] = json!(format!("{id}{number}"));
            record["text"] = json!(text(number, line, words));
            format!("{record}\n")
        };
        fs::write(folder.path().join("news.jsonl"), (0..20).map(record).collect::<String>())
            .unwrap();
        let learned = boilerplate(folder.path(), &["news.jsonl"]);
        assert!(
            learned
                .expect(0, "copydesk: 20 documents: 1 line learned\n")
                .stdout
                .contains(&format!("\n[[{said}]]\n")),
            "{learned:#?}"
        );
        fs::write(folder.path().join("learned.toml"), &learned.stdout).unwrap();
        let cleaned = clean_in(folder.path(), "--rules learned.toml news.jsonl");
        assert!(
            cleaned.expect(0, "").rows().len() == 20 && !cleaned.stdout.contains(line),
            "{said}"
        );
    }
}

#[test]
fn thresholds_are_the_librarys() {
    let folder = folder();
    for (flags, learned) in [
        (["--stories", "21"], 0),
        (["--stories", "11"], 2),
        (["--stories", "3"], 3),
        (["--share", "0.6"], 3),
    ] {
        boilerplate(folder.path(), &[flags[0], flags[1], "news.jsonl"])
            .expect(0, &format!("copydesk: 60 documents: {learned} lines learned\n"));
    }
    for (flags, words) in [
        (["--stories", "2"], "--stories is 2, but must be from 3 to 1000000"),
        (["--share", "0"], "--share is 0, but must be from 0.1 to 1"),
    ] {
        assert_eq!(
            boilerplate(folder.path(), &[flags[0], flags[1], "news.jsonl"])
                .expect(2, &format!("copydesk: {words}\n"))
                .stdout,
            ""
        );
    }
}

#[test]
fn help_has_every_flag_with_default_and_range() {
    let help = boilerplate(Path::new("."), &["--help"]).stdout;
    let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "from 3 to 1000000 [default: 10]",
        "from 0.1 to 1 [default: 0.25]",
        "--json",
        "--publisher-field",
        "Default: `publisher` or `source`,",
        "--rules",
    ] {
        assert!(words.contains(said), "{said} is not in\n{help}");
    }
}
