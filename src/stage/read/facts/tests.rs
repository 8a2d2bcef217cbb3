//! Both sides of each fact: a line or row of which it holds, and one close by of which it does not.

use super::{Facts, for_each, names};
use crate::Options;
use crate::recognize::Lexicon;
use crate::stage::page::found::Found;
use crate::stage::read::look;
use crate::stage::{Document, Row, Rules, classify, lines};

const NOUNS: [&str; 40] = [
    "Anchor", "Barrel", "Candle", "Dinghy", "Engine", "Funnel", "Garden", "Hammer", "Icicle",
    "Jacket", "Kettle", "Ladder", "Magnet", "Needle", "Oyster", "Pillow", "Quarry", "Ribbon",
    "Saddle", "Tunnel", "Urchin", "Violin", "Window", "Xebec", "Yellow", "Zigzag", "Bucket",
    "Carpet", "Drawer", "Ember", "Feather", "Goblet", "Helmet", "Inkpot", "Jigsaw", "Kernel",
    "Lantern", "Mirror", "Nutmeg", "Orchid",
];
const ENDINGS: [&str; 8] = [
    "waits offshore",
    "turns up twice",
    "goes missing",
    "wins by far",
    "lost at sea",
    "makes room",
    "may come back",
    "stays put",
];
const TITLE: &str = "Ferry to the island runs again from Monday";
const PROSE: &str = "The ferry to the island runs again from Monday, the harbour office said.";

/// A text by the kinds of its lines, a sign each, a blank line being `-`. Lines with a capital
/// letter differ from each other but for those that have one wording below.
pub(in crate::stage::read) fn text(kinds: &str) -> String {
    let mut text = String::new();
    let mut row = 0;
    for kind in kinds.chars() {
        if kind == '-' {
            text.push('\n');
            continue;
        }
        let noun = NOUNS[row % NOUNS.len()];
        let ending = ENDINGS[row % ENDINGS.len()];
        let line = match kind {
            'P' => format!(
                "{noun} makers were counted twice by the whole town in the spring of last year."
            ),
            'T' => format!("{noun} {ending} over there {noun}"),
            'W' => noun.to_owned(),
            'B' => format!("• {noun} {ending}"),
            'S' => format!("{noun} was sold."),
            'd' => format!("Pier {} opens again", row + 1),
            'l' => format!("Watch {ending} of this {noun}"),
            _ => one(kind).to_owned(),
        };
        text += &line;
        text.push('\n');
        row += 1;
    }
    text
}

/// The line of a kind that is always the same.
fn one(kind: char) -> &'static str {
    match kind {
        'p' => PROSE,
        't' => TITLE,
        'f' => "Ferry to the island runs again from Monday | Calder Post",
        'x' => "Ferry to the island runs again ...",
        'w' => "Harbour",
        'D' => "May 4, 2022",
        'F' => "Share this article",
        'A' => "Read also: Fell Bridge closes for repairs",
        'C' => "The second ferry lies in the dock. Photo: Nora Stell",
        'c' => "The second ferry lies in the dock.",
        'r' => "Photo: Nora Stell",
        'k' => "The office wants to buy another ...",
        'j' => "The office wants to buy another",
        'K' => "The office wants to buy another ferry so that the island is never cut off.",
        'q' => "The second ferry has to wait for another year.",
        'Q' => {
            "Nothing is decided. The second ferry has to wait for another year. Nobody knows why."
        }
        'R' => "The second ferry has to wait for another year. Nobody knows why it does.",
        'o' => "Rovers 2 Wanderers 1",
        'n' => "1. Pier and quay",
        'e' => "NORA STELL: We stay.",
        _ => panic!("no line of the kind {kind:?}"),
    }
}

/// Calls `each` with a text and its rows.
pub(in crate::stage::read) fn with_rows<T>(
    input: &str,
    each: impl FnOnce(&Document<'_>, &[Row], Rules<'_>) -> T,
) -> T {
    let options = Options::default();
    let rules = Rules { options: &options, lexicon: Lexicon::built_in() };
    let mut document = lines::read(input, &options);
    classify::classify(&mut document, rules);
    let rows = document.rows();
    each(&document, &rows, rules)
}

/// Whether a fact holds for a row of a text, the first line being row 0.
#[track_caller]
fn holds(input: &str, row: usize, fact: &str) -> bool {
    let number =
        names().position(|name| name == fact).unwrap_or_else(|| panic!("no fact {fact:?}"));
    with_rows(input, |document, rows, rules| {
        let facts = Facts::find(document, rows, look::of_rows(document, rows, rules), None, rules);
        let mut found = false;
        for_each(&facts.of_rows(document, rows).held(row), row, |fact| found |= fact == number);
        found
    })
}

/// Calls `each` with a page, its lines being the rows. `is_body` is asked of each row with the
/// number of all; every line has the score, if there is one.
pub(in crate::stage::read) fn with_page<T>(
    input: &str,
    headline: Option<usize>,
    score: Option<i32>,
    is_body: impl Fn(usize, usize) -> bool,
    each: impl FnOnce(&Document<'_>, &[Row], &Facts<'_>, &Found) -> T,
) -> T {
    with_rows(input, |document, rows, rules| {
        let body = (0..rows.len()).map(|row| is_body(row, rows.len())).collect();
        let page = Found::known(input, document, rules, body, headline);
        let page = if let Some(score) = score { page.scored(score) } else { page };
        let looks = look::of_rows(document, rows, rules);
        each(document, rows, &Facts::find(document, rows, looks, Some(&page), rules), &page)
    })
}

/// Calls `each` with what is found of a page, its lines being the rows. The lines of the body are
/// marked by `x`.
fn on_page<T>(
    input: &str,
    body: &str,
    headline: Option<usize>,
    each: impl FnOnce(&Found, &dyn Fn(usize, &str) -> bool) -> T,
) -> T {
    let is_body = |row: usize, _| body.as_bytes().get(row) == Some(&b'x');
    with_page(input, headline, None, is_body, |document, rows, facts, page| {
        assert_eq!(body.len(), rows.len(), "each line has a mark");
        let text = facts.of_rows(document, rows);
        each(page, &|row, fact| {
            let number =
                names().position(|name| name == fact).unwrap_or_else(|| panic!("no fact {fact:?}"));
            let mut found = false;
            for_each(&text.held(row), row, |fact| found |= fact == number);
            found
        })
    })
}

/// A text of so many words.
fn words(count: usize) -> String {
    vec!["harbour"; count].join(" ")
}

/// What is wrong with a table.
#[track_caller]
fn check(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn both_sides_of_each_fact_of_a_length() {
    let mut wrong = Vec::new();
    for (fact, least, most) in [
        ("1_word", 1, 1),
        ("2_words", 2, 2),
        ("3_to_4_words", 3, 4),
        ("5_to_7_words", 5, 7),
        ("8_to_12_words", 8, 12),
        ("13_to_20_words", 13, 20),
        ("21_to_35_words", 21, 35),
        ("36_to_60_words", 36, 60),
        ("over_60_words", 61, 70),
    ] {
        for (count, expected) in
            [(least - 1, false), (least, true), (most, true), (most + 1, false)]
        {
            let is_possible = count > 0 && count < 71;
            if is_possible && holds(&words(count), 0, fact) != expected {
                wrong.push(format!("{fact} of {count}: {expected} is expected"));
            }
        }
    }
    check(&wrong);
}

/// Facts of a line, one of which they hold and one of which they do not.
const OF_LINES: &[(&str, &str, &str)] = &[
    ("ends_open", "Ferry runs", "Ferry runs."),
    ("ends_with_stop", "Ferry runs.", "Ferry runs?"),
    ("ends_with_mark", "Ferry runs?", "Ferry runs."),
    ("ends_with_ellipsis", "Ferry runs ...", "Ferry runs."),
    ("ends_with_pause", "Ferry runs:", "Ferry runs"),
    ("ends_with_quote", "He said “Ferry”", "“Ferry” he said"),
    ("ends_with_quote", "It is the mates’", "It is the mates)"),
    ("ends_with_bracket", "Ferry (again)", "Ferry (again) runs"),
    ("ends_with_bracket", "Ferry [again]", "Ferry [again"),
    ("stop_inside", "Ferry runs. Bus waits", "Ferry runs and bus waits."),
    ("may_be_headline", "Ferry runs", "* * *"),
    ("title_like", "Ferry runs again", "Ferry runs"),
    ("title_like", "Ferry runs again?", "Ferry runs again."),
    (
        "prose_like",
        "The ferry runs again from Monday on, they say.",
        "The ferry runs again from Monday, they say.",
    ),
    ("unspaced", "渡轮周一恢复", "Ferry runs"),
    ("bullet", "• Ferry runs", "Ferry • runs"),
    ("starts_with_quote", "“Ferry” he said", "He said “Ferry”"),
    ("numbered", "1. Ferry", "1 Ferry"),
    ("numbered", "2) Ferry", "2( Ferry"),
    ("numbered", "a) Ferry", "ab) Ferry"),
    ("numbered", "123. Ferry", "1234. Ferry"),
    ("numbered", "12. Ferry", "1a. Ferry"),
    ("numbered", "1. Ferry", "Ferry 1. Pier"),
    ("numbered", "1.) Ferry", ") Ferry"),
    ("starts_lower", "ferry runs", "Ferry runs"),
    ("starts_with_digit", "3 boats", "Boats 3"),
    ("starts_with_bracket", "(Again) Ferry", "Ferry (again)"),
    ("starts_with_bracket", "[Again] Ferry", "“Again” Ferry"),
    ("starts_with_sign", "#Ferry runs", "“Ferry” runs"),
    ("starts_with_sign", "#Ferry runs", "Ferry runs"),
    ("starts_with_sign", "#Ferry runs", "3 ferries"),
    ("starts_with_sign", "% of boats", "(Ferry) runs"),
    ("all_capitals", "THE", "TH"),
    ("all_capitals", "FERRY 12", "FERRY a"),
    ("all_capitals", "FERRY RUNS", "渡轮周一恢复"),
    (
        "capital_on_most_words",
        "Ida Jon Ann Lee Bo Kim Max saw the sea",
        "Ida Jon Ann Lee Bo Kim also saw the sea",
    ),
    ("capital_on_most_words", "(Ferry) Runs", "(ferry) Runs"),
    ("capital_on_most_words", "Ferry", "FERRY runs at nine today"),
    ("capital_on_most_words", "Ida McNab", "eBay iPhone"),
    ("no_case", "渡轮周一恢复", "渡轮 Ferry"),
    ("no_case", "渡轮周一恢复", "1234"),
    ("digit", "Pier 3", "Pier three"),
    ("two_numbers", "3 boats 4", "34 boats"),
    ("two_numbers", "3x4 boats", "34x boats"),
    ("four_numbers", "1 and 2 and 3 and 4", "1 and 2 and 3 and four"),
    ("mostly_digits", "12 boat", "12 boats"),
    ("mostly_digits", "1 2", "+ +"),
    ("mostly_digits", "123 a b c d e f", "123 a b c d e f g"),
    ("year", "It was 1999 again", "It was 1899 again"),
    ("year", "It was 2034 again", "It was 2134 again"),
    ("year", "It was 2034 again", "It was 20 and 34"),
    ("clock", "At 14:05 again", "At 14.05 again"),
    ("clock", "At 14h05 again", "At 14 h 05 again"),
    ("clock", "At 1:05 again", "At x:05 again"),
    ("clock", "At 1:05 again", "At 15:x5 again"),
    ("pipe", "Ferry | Post", "Ferry / Post"),
    ("at_sign", "Ferry @ pier", "Ferry at pier"),
    ("copyright_sign", "© Calder Post", "(c) Calder Post"),
    ("copyright_sign", "© Calder Post", "– Calder Post"),
    ("hash", "Ferry #3", "Ferry no. 3"),
    ("url", "See http://calder.example", "See http: calder.example"),
    ("url", "See www.calder.example", "See calder.example"),
    ("url", "See www.calder.example", "See www calder.example"),
    ("dash_inside", "Ferry - again", "Ferry -again-"),
    ("dash_inside", "Ferry – again", "Ferry–again"),
    ("dash_inside", "Ferry — again", "Ferry—again"),
    (
        "colon_near_start",
        "It was said by those who were on shores: ferry",
        "It was said by those who were on the sea: ferry",
    ),
    ("slash_inside", "bus/ferry and a pier with two", "bus/ferry and a pier with two boats"),
    (
        "slash_inside",
        "bus / ferry and a pier with two boats",
        "bus ferry and a pier with two boats",
    ),
    ("slash_inside", "bus/ferry", "bus-ferry"),
    ("arrow_inside", "Home > Pier", "Home - Pier"),
    ("arrow_inside", "Home › Pier", "Home – Pier"),
    ("arrow_inside", "Home → Pier", "Home — Pier"),
    ("arrow_inside", "Home » Pier", "Home © Pier"),
    ("comma", "Ferry, pier", "Ferry; pier"),
    ("comma", "渡轮，码头", "渡轮。码头"),
    ("comma", "渡轮、码头", "渡轮 码头"),
    ("brackets_inside", "Ferry (again) runs", "Ferry [again] runs"),
    ("brackets_inside", "渡轮（一）码头", "渡轮【一】码头"),
    ("no_letters", "3 + 4", "3 + a"),
    ("whole_in_quotes", "“Ferry runs”", "“Ferry” runs"),
    ("whole_in_quotes", "“Ferry runs”", "Ferry “runs”"),
    ("whole_in_quotes", "“Ferry runs”", "\"Ferry runs\""),
    ("two_to_four_capitals", "Nora Stell", "Nora"),
    ("two_to_four_capitals", "Nora Ida Ann Stell", "Nora Ida Ann Lee Stell"),
    ("two_to_four_capitals", "Nora Stell", "Nora stell"),
    ("two_to_four_capitals", "Nora Stell", "Nora Stell2"),
    ("two_to_four_capitals", "Nora Stell", "Nora Stell!"),
    (
        "credit_strong",
        "The ferry in the dock. Photo: Nora Stell",
        "The ferry is in the dock. (AFP)",
    ),
    ("credit_weak", "The ferry is in the dock. (AFP)", "The ferry in the dock. Photo: Nora Stell"),
    (
        "credit_strong",
        "The ferry in the dock. Photo: Nora Stell",
        "The ferry in the dock. Nora Stell was there",
    ),
    ("credit_weak", "The ferry is in the dock. (AFP)", "The ferry is in the dock. (Again)"),
    ("credit_alone", "Photo: Nora Stell", "Ferry runs again"),
    ("credit_alone", "Photo: Nora Stell", "The ferry in the dock. Photo: Nora Stell"),
    ("caption_start", "File photo: The ferry in the dock", "Ferry in the dock: a file photo"),
    ("list_text_size", "Font size", "Font"),
    ("list_share", "Share this article", "Write this article"),
    ("list_menu", "Homepage", "Homepages of old"),
    ("list_comments", "Leave a comment", "Leave a boat"),
    ("list_media", "No image available", "No ferry available"),
    ("list_newsletter", "Newsletter signup", "Ferry signup"),
    ("list_paywall", "Subscribe now", "Swim now"),
    ("list_related", "Related articles", "Related boats"),
    (
        "list_certain",
        "The post Ferry runs appeared first on Calder Post",
        "The ferry appeared first on Monday",
    ),
    ("list_advertisement", "Advertisement", "Announcement"),
    ("list_promotion", "Sponsored", "Sponsored ferry trips"),
    ("list_read_more", "Continue reading", "Continue sailing"),
    ("list_legal", "Copyright 2022", "Copy 2022"),
    ("list_leak", "None", "Nobody"),
    ("list_read_also", "Read also: Fell Bridge closes", "Read this: Fell Bridge closes"),
    ("list_byline", "By Nora Stell", "Nora Stell says"),
    ("list_date", "May 4, 2022", "May 4, 2022 was a day of rain"),
    ("list_end_note", "(Reporting by Nora Stell; Editing by Ann Lee)", "(Written for Nora Stell)"),
    (
        "list_source",
        "Calder Post https://calder.example/ferry",
        "Calder Post https://calder.example/ferry runs",
    ),
    ("list_page_number", "3/ 12", "12/ 3"),
    ("small_number", "12", "123"),
];

#[test]
fn both_sides_of_each_fact_of_a_line() {
    let short = |end: &str| format!("{}{end}", words(34));
    let long = |end: &str| format!("{}{end}", words(35));
    let mut wrong = Vec::new();
    for (fact, with, without) in OF_LINES.iter().copied().chain([
        ("comma", &*short(", harbour."), &*long(", harbour.")),
        ("digit", &*["12"; 40].join(" "), &*long(" 12 boats.")),
        ("bullet", &*format!("• {}", long(" harbour.")), &*long(" harbour.")),
    ]) {
        for (text, expected) in [(with, true), (without, false)] {
            if holds(text, 0, fact) != expected {
                wrong.push(format!("{fact} of {text:?}: {expected} is expected"));
            }
        }
    }
    check(&wrong);
}

/// Facts of a row: a text and a row of it of which they hold, and a text and a row of which they do
/// not.
const OF_ROWS: &[(&str, &str, usize, &str, usize)] = &[
    ("always", "T", 0, "", 0),
    ("first_row", "TP", 0, "TP", 1),
    ("last_row", "TP", 1, "TP", 0),
    ("first_three_rows", "PPPPPPP", 2, "PPPPPPP", 3),
    ("last_three_rows", "PPPPPPP", 4, "PPPPPPP", 3),
    // Gaps.
    ("gap_0", "PP", 1, "P-P", 1),
    ("gap_0", "PP", 1, "PP", 0),
    ("gap_1", "P-P", 1, "PP", 1),
    ("gap_1", "P-P", 1, "P--P", 1),
    ("gap_2", "P--P", 1, "P-P", 1),
    ("gap_3", "P---P", 1, "P--P", 1),
    ("gap_4_or_more", "P----P", 1, "P---P", 1),
    ("gap_4_or_more", "P-----P", 1, "P---P", 1),
    ("gap_under_body", "P-P-PT", 3, "P-P-P-T", 3),
    ("gap_under_body", "P-P-PT", 3, "P-P-PT", 0),
    ("gap_of_body", "P-P-P-T", 3, "P-P-P--T", 3),
    ("gap_of_body", "PPP", 1, "PPP", 0),
    ("gap_over_body", "P-P-P--T", 3, "P-P-P-T", 3),
    ("gap_2_over_body", "P-P-P---T", 3, "P-P-P--T", 3),
    ("gap_widest", "P-P-P--T", 3, "P-P-P-T", 3),
    ("gap_widest", "P-P-P--T---P", 4, "P-P-P--T---P", 3),
    ("gap_widest_and_rare", "P-P-P-P-P--T--T--T", 5, "P-P-P-P-P--T--T--T--T", 5),
    ("gap_widest_and_rare", "P-P-P--T", 3, "P-P-P--T", 2),
    ("gap_widest_over_titles", "P-P-P--T--T", 3, "P-P-P--T--P", 3),
    ("gap_widest_over_titles", "P-P-P--T--T", 3, "P-P-P--T--T", 2),
    ("gap_far_over_next", "P-P-P---T", 3, "P-P-P--T", 3),
    ("gap_far_over_next", "P-P-P----T--T", 3, "P-P-P---T--T", 3),
    ("gap_second", "P-P-P--T---T", 3, "P-P-P-T---T", 3),
    ("gap_second", "P-P-P--T---T", 3, "P-P-P--T---T", 4),
    ("title_below_widest_gap", "P-P-P--T", 3, "P-P-P--P", 3),
    ("title_below_widest_gap", "P-P-P--T", 3, "P-P-P-T", 3),
    ("title_below_second_gap", "P-P-P--T---T", 3, "P-P-P--P---T", 3),
    ("title_below_second_gap", "P-P-P--T---T", 3, "P-P-P-T---T", 3),
    ("title_below_second_gap", "P-P-P--T---T", 3, "P-P-P--T---T", 4),
    ("below_gap_0", "P-P-PT", 2, "P-P-P-T", 2),
    ("below_gap_0", "P-P-PT", 2, "P-P-PT", 3),
    ("below_gap_under_body", "P-P-PT", 2, "P-P-P-T", 2),
    ("below_gap_of_body", "P-P-P-T", 2, "P-P-P--T", 2),
    ("below_gap_over_body", "P-P-P--T", 2, "P-P-P-T", 2),
    ("below_gap_widest", "P-P-P--T", 2, "P-P-P-T", 2),
    ("below_gap_widest", "P-P-P--T", 2, "P-P-P--T---P", 2),
    ("below_gap_widest_over_titles", "P-P-P--T--T", 2, "P-P-P--T--P", 2),
    ("below_gap_widest_over_titles", "P-P-P--T--T", 2, "P-P-P--T--T", 1),
    ("text_without_gaps", "PP", 1, "P-P", 1),
    ("text_of_one_gap", "P-P-P", 1, "P-P-P--T", 1),
    ("text_of_one_gap", "PPP", 1, "PPP-T", 1),
    ("widest_gap_below_soon", "P-P-P-P-P-P--T", 2, "P-P-P-P-P-P--T", 1),
    ("widest_gap_below_soon", "P-P-P-P-P-P--T", 5, "P-P-P-P-P-P--T", 6),
    ("alone_between_gaps", "P-P-P", 1, "P-PP", 1),
    ("alone_between_gaps", "P-P-P", 1, "PP-P", 1),
    ("alone_between_gaps", "P-P-P", 1, "P-P-P", 2),
    ("body_gaps_around", "P-P-P", 1, "P--P-P-P", 1),
    ("body_gaps_around", "P-P-P", 1, "P-P--P-P-P", 1),
    ("body_gaps_around", "PPP", 1, "PPP", 0),
    ("body_gaps_around", "P-P-P", 1, "P-P-P", 2),
    ("gap_of_body", "P-P-P", 1, "P-P-P", 0),
    ("gap_under_body", "PT-P-P-P", 1, "P-T-P-P-P", 1),
    ("gap_over_body", "P--T-P-P", 1, "P-T-P-P", 1),
    ("gap_2_over_body", "P---T-P-P", 1, "P--T-P-P", 1),
    ("gap_widest", "P--T-P-P", 1, "P-T-P-P", 1),
    ("gap_widest_and_rare", "P--T-P-P", 1, "P-T-P-P", 1),
    ("gap_widest_over_titles", "P--T-P-P", 1, "P--P-P-P-P", 1),
    ("gap_far_over_next", "P---T-P-P", 1, "P--T-P-P", 1),
    ("gap_second", "P--T---T-P-P", 1, "P--T---T-P-P", 2),
    ("title_below_widest_gap", "P--T-P-P", 1, "P--P-P-P-P", 1),
    ("title_below_second_gap", "P--T---T-P-P", 1, "P--T---T-P-P", 2),
    // Blank lines above the first row are no gap.
    ("gap_2", "--T-P-P--T", 3, "--T-P-P--T", 0),
    ("gap_of_body", "-T-P-P", 1, "-T-P-P", 0),
    ("gap_over_body", "--T-P-P--T", 3, "--T-P-P--T", 0),
    ("gap_widest", "--T-P-P--T", 3, "--T-P-P--T", 0),
    ("gap_widest_and_rare", "--T-P-P--T", 3, "--T-P-P--T", 0),
    ("gap_widest_over_titles", "--T-P-P--T", 3, "--T-P-P--T", 0),
    ("title_below_widest_gap", "--T-P-P--T", 3, "--T-P-P--T", 0),
    ("gap_2_over_body", "---T-P-P---T", 3, "---T-P-P---T", 0),
    ("gap_far_over_next", "---T-P-P---T", 3, "---T-P-P---T", 0),
    ("gap_second", "--T-P-P--T---T", 3, "--T-P-P--T---T", 0),
    ("title_below_second_gap", "--T-P-P--T---T", 3, "--T-P-P--T---T", 0),
    ("body_gaps_around", "-T-P-P", 1, "-T-P-P", 0),
    // Equal lines, scenes, beginnings and sentences.
    ("equal_next", "PttP", 1, "PtTt", 1),
    ("equal_next_apart", "Pt-tP", 1, "P-ttP", 1),
    ("equal_next_apart", "Pt-tP", 1, "Pt-TtP", 1),
    ("equal_previous", "PttP", 2, "PtTt", 3),
    ("equal_previous_apart", "Pt-tP", 2, "Ptt-P", 2),
    ("equal_previous_apart", "Pt-tP", 2, "PtT-tP", 3),
    ("equal_below_near", "tPt", 0, "tt", 0),
    ("equal_above_near", "tPt", 2, "tt", 1),
    ("said_twice", "tPt", 0, "tPT", 0),
    ("said_twice", "tPt", 2, "tPtPt", 2),
    ("said_three_times", "tPtPt", 2, "tPt", 2),
    ("said_three_times", "tPtPt", 0, "tPtPtPt", 0),
    ("said_four_times_or_more", "tPtPtPt", 0, "tPtPt", 0),
    ("said_four_times_or_more", "tPtPtPtPt", 4, "tPtPt", 4),
    ("scene_next", "Cc", 0, "cc", 0),
    ("scene_next", "CPc", 0, "CPPc", 0),
    ("scene_previous", "Cc", 1, "cc", 1),
    ("scene_previous", "CPc", 2, "CPPc", 3),
    ("goes_on_below", "kPK", 0, "KPk", 0),
    ("goes_on_above", "KPk", 2, "kPK", 2),
    ("cut_and_goes_on", "kPK", 0, "jPK", 0),
    ("cut_and_goes_on", "kPK", 0, "kPP", 0),
    ("sentence_of_one_below", "qPQ", 0, "qPR", 0),
    ("sentence_of_one_below", "qPQ", 0, "QPq", 2),
    ("sentence_of_one_above", "QPq", 2, "RPq", 2),
    ("sentence_of_one_above", "QPq", 2, "qPQ", 0),
    ("start_of_one_below", "qPR", 0, "qPQ", 0),
    ("start_of_one_below", "qPR", 0, "RPq", 2),
    ("start_of_one_above", "RPq", 2, "QPq", 2),
    ("start_of_one_above", "RPq", 2, "qPR", 0),
    // Forms of one headline.
    ("form_below_near", "tPPPt", 0, "tPPPPt", 0),
    ("form_below", "tPPPPt", 0, "tPPPt", 0),
    ("form_below", "tPPPPt", 0, "tPPPP", 0),
    ("form_above_near", "tPPPt", 4, "tPPPPt", 5),
    ("form_above", "tPPPPt", 5, "tPPPt", 4),
    ("form_above", "tPPPPt", 5, "TPPPPt", 5),
    ("form_below_equal", "tPt", 0, "tPf", 0),
    ("form_below_longer", "tPf", 0, "fPt", 0),
    ("form_below_longer", "xPt", 0, "tPx", 0),
    ("form_below_cut", "fPt", 0, "tPf", 0),
    ("form_below_cut", "tPx", 0, "tPt", 0),
    ("form_above_equal", "tPt", 2, "tPf", 2),
    ("form_above_longer", "fPt", 2, "tPf", 2),
    ("form_above_longer", "tPx", 2, "xPt", 2),
    ("form_above_cut", "tPf", 2, "fPt", 2),
    ("form_above_cut", "xPt", 2, "tPx", 2),
    ("title_with_form_below", "tPt", 0, "pPp", 0),
    ("title_with_form_below", "tPt", 0, "tPt", 2),
    ("title_with_form_above", "tPt", 2, "pPp", 2),
    ("title_with_form_above", "tPt", 2, "tPt", 0),
    ("form_below_and_equal_next", "ttP", 0, "tPt", 0),
    ("title_with_form_below_soon", "PPPPPtPt", 1, "PPPPPtPt", 0),
    ("title_with_form_below_soon", "PPPPPtPt", 4, "PPPPPtPt", 5),
    ("title_with_form_below_soon", "PtPt", 0, "PpPp", 0),
    ("title_form_above_soon", "tPtPPPPP", 6, "tPtPPPPP", 7),
    ("title_form_above_soon", "tPtPPPPP", 3, "tPtPPPPP", 2),
    ("title_form_above_soon", "tPtP", 3, "pPpP", 3),
    ("title_over_no_text", "TW", 0, "TP", 0),
    ("title_over_no_text", "TW", 0, "TW", 1),
    // What comes back.
    ("form_comes_back", "dPPPPPPd", 0, "dPPPPPd", 0),
    ("form_comes_back", "dPPPPPPd", 0, "dPPPPPPdPPPPPPd", 0),
    ("form_comes_back_often", "dPPPPPPdPPPPPPd", 0, "dPPPPPPd", 0),
    ("start_comes_back", "lPPPPPPl", 0, "lPPPPPl", 0),
    ("start_comes_back", "lPPPPPPl", 0, "lPPPPPPlPPPPPPl", 0),
    ("start_comes_back_often", "lPPPPPPlPPPPPPl", 0, "lPPPPPPl", 0),
    ("in_a_frame_that_comes_back", "wtPPPPPwt", 0, "wtPPPPPtw", 0),
    // The next prose.
    ("no_prose_above", "TTP", 1, "PTT", 1),
    ("prose_above_1", "PTT", 1, "PTT", 2),
    ("prose_above_2", "PTT", 2, "PTTT", 3),
    ("prose_above_3_to_4", "PTTTTT", 3, "PTTTTT", 2),
    ("prose_above_3_to_4", "PTTTTT", 4, "PTTTTT", 5),
    ("prose_above_5_to_8", "PTTTTTTTTT", 5, "PTTTTTTTTT", 4),
    ("prose_above_5_to_8", "PTTTTTTTTT", 8, "PTTTTTTTTT", 9),
    ("prose_above_far", "PTTTTTTTTT", 9, "TTTTTTTTTT", 9),
    ("no_prose_below", "PTT", 1, "TTP", 1),
    ("prose_below_1", "TTP", 1, "TTP", 0),
    ("prose_below_2", "TTP", 0, "TTTP", 0),
    ("prose_below_3_to_4", "TTTTTP", 2, "TTTTTP", 3),
    ("prose_below_3_to_4", "TTTTTP", 1, "TTTTTP", 0),
    ("prose_below_5_to_8", "TTTTTTTTTP", 4, "TTTTTTTTTP", 5),
    ("prose_below_5_to_8", "TTTTTTTTTP", 1, "TTTTTTTTTP", 0),
    ("prose_below_far", "TTTTTTTTTP", 0, "TTTTTTTTTT", 0),
    ("three_of_four_below_prose", "TPPTP", 0, "TPPTTP", 0),
    ("three_of_four_below_prose", "TPPPP", 0, "PPPT", 0),
    // Runs.
    ("run_of_titles", "TTT", 0, "TTP", 0),
    ("run_of_titles", "TTT", 1, "TTP", 1),
    ("run_of_titles", "TTT", 2, "PTT", 2),
    ("run_of_titles", "PTTTP", 2, "PTTPTT", 2),
    ("run_of_titles", "PTTTP", 1, "TTPTTT", 2),
    ("first_of_titles", "PTT", 1, "PTT", 2),
    ("first_of_titles", "TT", 0, "TPT", 0),
    ("first_of_titles", "TTP", 0, "TTT", 1),
    ("first_of_titles", "PTT", 1, "PTT", 0),
    ("run_of_short", "WWW", 0, "WWP", 0),
    ("run_of_short", "WWW", 2, "WTW", 2),
    ("run_of_bullets", "BBB", 1, "BBT", 1),
    ("title_between_prose", "PTP", 1, "PPP", 1),
    ("title_between_prose", "PTP", 1, "PTTP", 1),
    ("title_between_prose", "PTP", 1, "PTTP", 2),
    ("credit_on_next_line", "Tr", 0, "TC", 0),
    ("credit_on_next_line", "Tr", 0, "Tr", 1),
    // Neighbours.
    ("row-1_title", "TP", 1, "PT", 0),
    ("row+1_title", "PT", 0, "TP", 1),
    ("row-3_title", "TPPP", 3, "TPPP", 2),
    ("row+3_title", "PPPT", 0, "PPPT", 1),
    ("row+2_edge", "TP", 0, "TPP", 0),
    ("row-2_edge", "TP", 1, "TPP", 2),
    ("row+1_sentence", "PS", 0, "PP", 0),
    ("row+1_tiny", "PW", 0, "PT", 0),
    ("row+1_furniture", "PF", 0, "PA", 0),
    ("row+1_read_also", "PA", 0, "PF", 0),
    ("row+1_caption", "PC", 0, "Pc", 0),
    ("title_under_prose", "PT", 1, "TP", 1),
    ("title_over_prose", "TP", 0, "PT", 0),
    ("prose_before_title", "PWT", 1, "TWP", 1),
    ("edge_before_title", "PT", 0, "PT", 1),
    ("title_under_body_gap", "P-P-PT", 3, "P-P-P-T", 3),
    ("title_at_body_gap", "P-P-P-T", 3, "P-P-PT", 3),
    ("title_at_body_gap", "P-P-P-T", 3, "P-P-P--T", 3),
    ("title_over_body_gap", "P-P-P--T---T", 3, "P-P-P-T---T", 3),
    ("title_at_widest_gap", "P-P-P--T---T", 4, "P-P-P--T---T", 3),
    ("title_at_widest_gap", "P-P-P--T", 3, "P-P-P-T", 3),
    ("form_score_or_row", "ToP", 1, "ToP", 0),
    // Openings.
    ("pair_below", "TttP", 0, "TttP", 1),
    ("pair_below", "TCcP", 0, "TCPc", 0),
    ("pair_two_below", "TPttP", 0, "TPttP", 1),
    ("pair_below_as_under_the_first_title", "TccPTccP", 4, "TccTccP", 3),
    ("pair_below_as_under_the_first_title", "TccPTccP", 4, "TPPPTccP", 4),
    ("pair_below_as_under_the_first_title", "TccPTccP", 4, "TccPTPPP", 4),
    ("opens_as_the_first_title_does", "TDPPTDPP", 4, "TDPTDPP", 3),
    ("opens_as_the_first_title_does", "TDPPTDPP", 4, "TDPPTWPP", 4),
    ("opens_as_the_first_title_does", "TDPPTDPP", 4, "TPPPTPPP", 4),
    ("opens_as_the_first_title_does", "TDPPTDPP", 4, "TDPPPDPP", 4),
    ("opens_as_the_first_title_does", "TDPPTDPP", 4, "TDPPTDPP", 0),
    ("opens_as_the_first_title_does", "TDPPTDPP", 4, "TDPPTD-PP", 4),
    ("opens_as_the_first_title_does", "TDPPPTDPPP", 5, "TDPPPTDPTP", 5),
    ("opens_as_the_first_title_does", "PPPTDPPTDPP", 7, "PPPTDPTDPP", 6),
    ("opens_as_the_first_title_does_over_body_gap", "TDPP-TDPP", 4, "TDPPTDPP", 4),
    ("opens_as_the_first_title_does_over_body_gap", "TDPP-TDPP", 4, "TDPP-TWPP", 4),
    ("rows_beside", "ToP", 0, "ToP", 1),
    ("rows_beside", "ToP", 2, "TToP", 0),
    ("numbered_beside", "TnP", 0, "ToP", 0),
    ("numbered_beside", "TnP", 2, "TnPP", 3),
    ("speaker_beside", "TeP", 0, "TnP", 0),
    ("speaker_beside", "TeP", 2, "TePP", 3),
];

#[test]
fn both_sides_of_each_fact_of_a_row() {
    let far =
        |first: &str, between: usize, last: &str| format!("{first}{}{last}", "P".repeat(between));
    let mut wrong = Vec::new();
    for (fact, with, row, without, other) in OF_ROWS.iter().copied().chain([
        ("equal_below_near", &*far("t", 23, "t"), 0, &*far("t", 24, "t"), 0),
        ("equal_below_far", &*far("t", 24, "t"), 0, &*far("t", 23, "t"), 0),
        ("equal_above_near", &*far("t", 23, "t"), 24, &*far("t", 24, "t"), 25),
        ("equal_above_far", &*far("t", 24, "t"), 25, &*far("t", 23, "t"), 24),
        ("scene_below", &*far("C", 23, "c"), 0, &*far("C", 24, "c"), 0),
        ("scene_above", &*far("C", 23, "c"), 24, &*far("C", 24, "c"), 25),
        ("goes_on_below", &*far("k", 23, "K"), 0, &*far("k", 24, "K"), 0),
        ("goes_on_below_far", &*far("k", 24, "K"), 0, &*far("k", 23, "K"), 0),
    ]) {
        for (kinds, row, expected) in [(with, row, true), (without, other, false)] {
            if !kinds.is_empty() && holds(&text(kinds), row, fact) != expected {
                wrong.push(format!("{fact} of row {row} in {kinds}: {expected} is expected"));
            }
        }
    }
    check(&wrong);
}

/// The names of the facts of a row that do not come from the line itself.
fn of_row(kinds: &str, row: usize) -> Vec<String> {
    let all: Vec<String> = names().collect();
    with_rows(&text(kinds), |document, rows, rules| {
        let facts = Facts::find(document, rows, look::of_rows(document, rows, rules), None, rules);
        let own = super::Held::from(facts.looks[row].held);
        let mut found = Vec::new();
        facts
            .of_rows(document, rows)
            .held(row)
            .for_each_beyond(&own, |fact| found.push(all[fact].clone()));
        found
    })
}

#[test]
fn nothing_else_holds_of_a_row_that_has_nothing_beside_it() {
    let alone = [
        "always",
        "first_row",
        "last_row",
        "first_three_rows",
        "last_three_rows",
        "text_without_gaps",
        "text_of_one_gap",
    ];
    let edges =
        ["row-3_edge", "row-2_edge", "row-1_edge", "row+1_edge", "row+2_edge", "row+3_edge"];
    let of = |class: &str, more: &[&str]| {
        let pairs = ["under_edge", "over_edge", "at_body_gap"].map(|end| format!("{class}_{end}"));
        let plain = alone
            .iter()
            .chain(more)
            .chain(&["no_prose_above", "no_prose_below"])
            .chain(&edges)
            .chain(&["edge_before_edge"]);
        let mut all: Vec<String> = plain.map(|&name| name.to_owned()).chain(pairs).collect();
        all.sort();
        all
    };
    for (kind, expected) in [
        ("P", of("prose", &[])),
        ("S", of("sentence", &[])),
        ("T", of("title", &["title_over_no_text"])),
        ("W", of("tiny", &[])),
    ] {
        let mut found = of_row(kind, 0);
        let of_others = ["form_below", "form_above", "form_comes"];
        found.retain(|name| {
            !name.starts_with("form_") || of_others.iter().any(|start| name.starts_with(start))
        });
        found.sort();
        assert_eq!(found, expected, "of {kind}");
    }
}

#[test]
fn both_sides_of_each_share_of_a_title_that_is_taken_up() {
    let mut wrong = Vec::new();
    for (fact, with, without) in [
        (
            "title_not_taken_up",
            "Swift brown horse",
            "Ferry swift brown horse white crane green chair",
        ),
        (
            "title_hardly_taken_up",
            "Ferry swift brown horse white crane green chair",
            "Swift brown horse",
        ),
        ("title_hardly_taken_up", "Ferry swift brown horse", "Ferry swift horse"),
        ("title_taken_up", "Ferry swift horse", "Ferry swift brown horse"),
        ("title_taken_up", "Ferry swift now", "Ferry island harbour swift horse"),
        ("title_much_taken_up", "Ferry island harbour swift horse", "Ferry swift now"),
        ("title_much_taken_up", "Ferry island harbour", "Swift brown horse"),
    ] {
        for (title, expected) in [(with, true), (without, false)] {
            if holds(&format!("{title}\n\n{PROSE}"), 0, fact) != expected {
                wrong.push(format!("{fact} of {title:?}: {expected} is expected"));
            }
        }
    }
    check(&wrong);
}

#[test]
fn both_sides_of_each_fact_of_a_row_of_a_page() {
    let mut wrong = Vec::new();
    for (fact, kinds, body, row, other) in [
        ("first_of_story", "WTPPW", "..xx.", 2, 3),
        ("last_of_story", "WTPPW", "..xx.", 3, 4),
        ("headline_of_page", "WWWWWWTPPPPP", ".......xxxxx", 6, 5),
        ("over_headline_of_page", "WWWWWWTPPPPP", ".......xxxxx", 2, 1),
        ("over_headline_of_page", "WWWWWWTPPPPP", ".......xxxxx", 5, 6),
        ("under_headline_of_page", "WWWWWWTPPPPP", ".......xxxxx", 10, 11),
        ("under_headline_of_page", "WWWWWWTPPPPP", ".......xxxxx", 7, 6),
        ("row_above_in_story", "WWWWWWTPPWW", ".......xx..", 9, 10),
        ("row_above_in_story", "WWWWWWTPPWW", ".......xx..", 8, 7),
        ("row_below_in_story", "WWWWWWTPPWW", ".......xx..", 6, 5),
        ("row_below_in_story", "WWWWWWTPPWW", ".......xx..", 7, 8),
        ("alone_outside_story", "WWWWWWTPPWPPPW", ".......xx.xxx.", 9, 11),
        ("alone_outside_story", "WWWWWWTPPWPPPW", ".......xx.xxx.", 9, 13),
        ("alone_outside_story", "WWWWWWTPPWPPPW", ".......xx.xxx.", 9, 6),
        ("alone_in_story", "WWWWWWTPPWWPWW", ".......xx..x..", 11, 9),
        ("alone_in_story", "WWWWWWTPPWWPWW", ".......xx..x..", 11, 8),
        ("alone_in_story", "WWWWWWTPPWWPWW", ".......xx..x..", 11, 7),
        ("alone_in_story", "WWWWWWTPPWWPWW", ".......xx..x..", 11, 13),
        ("soon_after_story", "WWWWWWTPPWWWWW", ".......xx.....", 10, 9),
        ("soon_after_story", "WWWWWWTPPWWWWW", ".......xx.....", 12, 13),
        ("soon_after_story", "WWWWWWTPWWPPPP", ".......x..xxxx", 9, 10),
        ("long_after_story", "WWWWWWTPPWWWWW", ".......xx.....", 13, 12),
        ("long_after_story", "WWWWWWTPPWWWWW", ".......xx.....", 13, 5),
        ("soon_after_story", "WWWWWWTPPWWWWW", ".......xx.....", 11, 4),
        ("soon_before_story", "WWWWWWTPPWWWWW", ".......xx.....", 4, 11),
        ("long_before_story", "WWWWWWTPPWWWWW", ".......xx.....", 2, 13),
        ("long_after_story", "WWWWWWTPPWWWWWWP", ".......xx......x", 13, 15),
        ("soon_before_story", "WWWWWWTPPW", ".......xx.", 5, 6),
        ("soon_before_story", "WWWWWWTPPW", ".......xx.", 3, 2),
        ("soon_before_story", "WWWWWWTPPWP", ".......xx.x", 5, 8),
        ("long_before_story", "WWWWWWTPPW", ".......xx.", 2, 3),
        ("after_story_without_border", "WWWWWWTPPWFWW", ".......xx....", 10, 11),
        ("after_story_without_border", "WWWWWWTPPWAWW", ".......xx....", 10, 11),
        ("after_story_without_border", "WWWWWWTPPWWWP", ".......xx...x", 11, 12),
        ("after_story_without_border", "WWWWWWTPPWFWW", ".......xx....", 9, 12),
        ("after_story_without_border", "WWWWWWTPPWFWW", ".......xx....", 9, 6),
        ("before_story_without_border", "WWFWWWTPPWFWW", ".......xx....", 2, 1),
        ("before_story_without_border", "WWFWWWTPPWFWW", ".......xx....", 3, 7),
        ("sentence_after_story_without_border", "WWWWWWTPPPFPP", ".......xx....", 9, 11),
        ("sentence_after_story_without_border", "WWWWWWTPPSWPP", ".......xx....", 9, 10),
        ("sentence_before_story_without_border", "WPFPSWTPPWPPP", ".......xx....", 3, 1),
        ("sentence_before_story_without_border", "WPFPSWTPPWPPP", ".......xx....", 4, 5),
        ("sentence_after_border", "WWWWWWTPPPFPW", ".......xx....", 11, 9),
        ("sentence_after_border", "WWWWWWTPPPFSW", ".......xx....", 11, 12),
        ("sentence_after_border", "PWWWWWTPPPFSW", ".......xx....", 11, 0),
        ("sentence_after_border", "PWWWWWTPPFSPP", ".......xx..xx", 10, 11),
        ("title_above_story", "WWWWWWTPPTP", ".......xx.x", 6, 9),
        ("title_inside_story", "WWWWWWTPPTP", ".......xx.x", 9, 6),
        ("prose_in_story", "WWWWWWTPPTPP", ".......xx.x.", 10, 11),
        ("prose_below_story", "WWWWWWTPPTPP", ".......xx.x.", 11, 10),
    ] {
        on_page(&text(kinds), body, Some(6), |_, holds| {
            for (row, expected) in [(row, true), (other, false)] {
                if holds(row, fact) != expected {
                    wrong.push(format!("{fact} of row {row} in {kinds}: {expected} is expected"));
                }
            }
        });
    }
    check(&wrong);
    assert!(
        on_page(&text("TPP"), ".xx", Some(0), |_, holds| holds(0, "on_a_page")),
        "a row of a page is on it"
    );
    assert!(!holds(&text("TPP"), 0, "on_a_page"), "a row of an article is on no page");
    let is_near = |headline| {
        on_page(&text("TPP"), ".xx", headline, |_, holds| holds(1, "under_headline_of_page"))
    };
    assert!(is_near(Some(0)) && !is_near(None), "a page without a headline has nothing under it");
}

#[test]
fn each_score_has_its_step() {
    let mut seen = Vec::new();
    let kinds =
        format!("{}TPpFPSPWTPWWW{}TPPSWTWFSPTT{}", "W".repeat(24), "WT".repeat(8), "W".repeat(12));
    let body: String = kinds.chars().map(|kind| if kind == 'P' { 'x' } else { '.' }).collect();
    let steps = [
        (i32::MIN, -401, "scored_least"),
        (-400, -201, "scored_under_200"),
        (-200, -101, "scored_under_100"),
        (-100, -31, "scored_under_30"),
        (-30, 29, "scored_around_0"),
        (30, 99, "scored_over_30"),
        (100, 199, "scored_over_100"),
        (200, 399, "scored_over_200"),
        (400, i32::MAX, "scored_most"),
    ];
    on_page(&text(&kinds), &body, Some(24), |page, holds| {
        for (row, kind) in kinds.chars().enumerate() {
            let class = match kind {
                'P' | 'p' => "prose",
                'T' => "title",
                'W' => "tiny",
                'S' => "sentence",
                _ => "furniture",
            };
            let score = page.evidence(row).score;
            for (least, most, name) in steps {
                let is_in = score.is_some_and(|score| (least..=most).contains(&score));
                assert_eq!(
                    holds(row, &format!("{class}_{name}")),
                    is_in,
                    "{name} of row {row} with {score:?}"
                );
            }
            assert_eq!(holds(row, &format!("{class}_far_from_text")), score.is_none(), "row {row}");
            seen.push(score);
        }
    });
    assert!(seen.contains(&None), "a line far from any text");
}
