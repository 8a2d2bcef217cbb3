//! Both sides of where a title goes, and the laws of the record with each of them.

use copydesk::{Cleaned, Cleaner, Options};

use super::{Titled, clean, likeness, words};

const TITLE: &str = "Ferry to run again on Monday";
const BODY: &str = "The ferry to Oakmouth will run again after the repairs, the harbour office said.\n\nRepairs took nine days and cost more than the town had planned for this year.";
const BRIDGE: &str = "Bridge opens to cars\n\nThe bridge at Calder opened on Friday after two years of work, officials said.\n\nCars may use it from noon.";

fn titled(text: &str, title: &str) -> Titled {
    let titled = clean(&Cleaner::default(), text.as_bytes(), Some(title));
    assert_accounted(&titled.cleaned, text);
    titled
}

/// Every byte that is no white space is in exactly one span, a kept headline says the headline, and
/// a line has its number.
fn assert_accounted(cleaned: &Cleaned, text: &str) {
    let kept = cleaned.kept.iter().map(|kept| (kept.span.clone(), kept.line));
    let removed = cleaned.removals.iter().map(|removal| (removal.span.clone(), removal.line));
    let mut spans: Vec<_> = kept.chain(removed).collect();
    spans.sort_by_key(|(span, _)| span.start);
    let mut end = 0;
    for (span, line) in spans {
        assert!(text[end..span.start].trim().is_empty(), "{text:?}: {cleaned:#?}");
        assert_eq!(line, text[..span.start].matches('\n').count() + 1, "{text:?}: {cleaned:#?}");
        end = span.end;
    }
    assert!(text[end..].trim().is_empty(), "{text:?}: {cleaned:#?}");
    for twin in cleaned.removals.iter().filter_map(|removal| removal.kept.as_ref()) {
        assert!(cleaned.kept.iter().any(|kept| kept.span == *twin), "{text:?}: {cleaned:#?}");
    }
}

/// The headline, whether it was filled, the other headline, and how many paragraphs there are.
fn outcome(text: &str, title: &str) -> (String, bool, Option<String>, usize) {
    let Titled { cleaned, article, is_filled, replaced } = titled(text, title);
    let article = &cleaned.articles[article.unwrap()];
    (article.headline.clone().unwrap(), is_filled, replaced, article.paragraphs.len())
}

fn printed(text: &str, title: &str) {
    assert_eq!(outcome(text, title), (title.to_owned(), false, None, 2), "{text:?}");
}

fn filled(text: &str, title: &str) {
    assert_eq!(outcome(text, title), (title.to_owned(), true, None, 2), "{text:?}");
}

#[test]
fn a_title_that_the_text_prints_is_not_filled() {
    printed(&format!("{TITLE}\n\n{BODY}"), TITLE);
    printed(&format!("{TITLE}\n\nShare\n\n{TITLE}\n\n{BODY}"), TITLE);
    let with_stop = format!("{TITLE}.");
    printed(&format!("{with_stop}\n\n{BODY}"), &with_stop);
    printed(&format!("Share\n\n{with_stop}\n\n{with_stop}\n\n{BODY}"), &with_stop);
}

#[test]
fn a_title_that_it_does_not_print_is_filled() {
    filled(BODY, TITLE);
    filled(BODY, &format!("{TITLE}."));
    filled(&format!("Share\n\n{BODY}"), TITLE);
}

#[test]
fn without_the_title_the_same_text_has_its_copies_in_the_body() {
    let text = format!("{TITLE}.\n\n{TITLE}.\n\n{BODY}");
    let plain = clean(&Cleaner::default(), text.as_bytes(), None);
    assert_eq!(plain.cleaned.articles[0].headline, None);
    assert_eq!(plain.cleaned.articles[0].paragraphs.len(), 3);
    printed(&text, &format!("{TITLE}."));
}

#[test]
fn other_words_leave_a_trace() {
    let text = format!("Harbour opens after the storm\n\n{BODY}");
    let Titled { cleaned, replaced, is_filled, .. } = titled(&text, TITLE);
    let article = &cleaned.articles[0];
    assert_eq!(article.headline.as_deref(), Some(TITLE));
    assert_eq!(article.alternative_headlines, ["Harbour opens after the storm"]);
    assert_eq!(replaced.as_deref(), Some("Harbour opens after the storm"));
    assert!(is_filled);
    let mut again = article.clone();
    again.recompute_id();
    assert_eq!(again.id, article.id);
}

#[test]
fn a_line_that_is_no_headline_once_the_title_is_known_is_none_that_was_replaced() {
    let plain = Cleaner::default().clean(&format!("Share\n\n{BODY}"));
    assert_eq!(plain.articles[0].headline.as_deref(), Some("Share"));
    let with = titled(&format!("Share\n\n{BODY}"), TITLE).cleaned;
    assert_eq!(with.removals[0].reason, copydesk::Reason::Share);
}

#[test]
fn a_fuller_or_cut_form_of_the_title_is_no_other_headline() {
    for printed in ["Ferry to run again o...", "Ferry to run again on Monday | Oakmouth Gazette"] {
        let (_, _, replaced, paragraphs) = outcome(&format!("{printed}\n\n{BODY}"), TITLE);
        assert_eq!((replaced, paragraphs), (None, 2), "{printed}");
    }
}

#[test]
fn of_several_articles_the_one_that_prints_it_has_it() {
    let ferry = format!("{TITLE}.\n\n{BODY}");
    for (text, index) in [
        (format!("{BRIDGE}\n\n\n\n\n{TITLE}\n\n{BODY}"), 1),
        (format!("{TITLE}\n\n{BODY}\n\n\n\n\n{BRIDGE}"), 0),
        (format!("{ferry}\n\n\n\n\n{BRIDGE}"), 0),
    ] {
        let Titled { cleaned, article, .. } = titled(&text, TITLE);
        assert_eq!((cleaned.articles.len(), article), (2, Some(index)), "{text:?}");
        let headlines: Vec<_> = cleaned.articles.iter().map(|it| it.headline.as_deref()).collect();
        let mut expected = [Some("Bridge opens to cars"); 2];
        expected[index] = Some(TITLE);
        assert_eq!(headlines, expected, "{text:?}");
    }
}

#[test]
fn a_title_that_none_of_several_prints_goes_to_none() {
    let school = "School closes for a week\n\nThe school in Oakmouth closes for one week, the town said on Tuesday.\n\nParents were told by letter.";
    for text in [
        format!("{BRIDGE}\n\n\n\n\n{school}"),
        format!("{BRIDGE}\n\nRead also: {TITLE}\n\n\n\n\n{school}"),
    ] {
        let with = titled(&text, TITLE);
        assert_eq!((with.article, with.is_filled), (None, false), "{text:?}");
        assert_eq!(with.cleaned, Cleaner::default().clean(&text));
    }
}

#[test]
fn bytes_that_are_no_text_and_other_line_ends_do_not_matter() {
    for text in ["", "\r", "\r\n\u{FEFF}", "a", "\u{AD}", "\n\n\n\nTT\n"] {
        let _ = titled(text, TITLE);
    }
    let text = format!("{TITLE}.\r\n\r\n{TITLE}\r\n\r\n{}", BODY.replace('\n', "\r\n"));
    assert_eq!(titled(&text, TITLE).cleaned.articles[0].headline.as_deref(), Some(TITLE));
    let invalid = [b"\xFF\xFE ferry\n\n".as_slice(), BODY.as_bytes()].concat();
    let cleaned = clean(&Cleaner::default(), &invalid, Some(TITLE)).cleaned;
    assert!(cleaned.kept.iter().all(|kept| kept.span.end <= invalid.len()));
}

/// What an article says stands in its text, but for its headline.
#[test]
fn nothing_but_the_headline_is_of_the_record() {
    let titles =
        [TITLE, "FERRY TO RUN AGAIN ON MONDAY", "Ferry to run again on Monday | Oakmouth Gazette"];
    let heads = [
        "",
        "Ferry to run again on Monday\n\n",
        "Ferry to run again on...\n\n",
        "Ferry to run again on Monday.\n\nShare\n\n",
        "WATCH: Ferry to run again on Monday\n\n",
        "Crime\n\nBy Lena Marsh\n\n",
    ];
    for title in titles {
        for head in heads {
            let text = format!("{head}{BODY}");
            let article = &titled(&text, title).cleaned.articles[0];
            let lines = (article.paragraphs.iter())
                .chain(&article.alternative_headlines)
                .chain(&article.description)
                .chain(&article.sections)
                .chain(&article.key_points);
            for line in lines {
                assert!(text.contains(line.as_str()), "{title:?} above {text:?}: {article:#?}");
            }
        }
    }
}

#[test]
fn entities_of_a_title_are_decoded() {
    let (headline, ..) = outcome(BODY, "Tom &amp; Jerry&#39;s ferry to run again");
    assert_eq!(headline, "Tom & Jerry's ferry to run again");
    let keeps = Cleaner::new(Options::default().decode_entities(false)).unwrap();
    let kept = clean(&keeps, BODY.as_bytes(), Some("Tom &amp; Jerry")).cleaned;
    assert_eq!(kept.articles[0].headline.as_deref(), Some("Tom &amp; Jerry"));
}

#[test]
fn a_line_is_a_title_with_a_few_words_more_or_less() {
    let title = words("Ferry to run again on Monday");
    for (line, expected) in [
        ("FERRY TO RUN AGAIN ON MONDAY", Some(true)),
        ("Ferry to run again on Monday, the office said", Some(false)),
        ("WATCH: Ferry to run again on Monday", Some(false)),
        ("Ferry to run again", Some(false)),
        ("Ferry to run", None),
        ("Ferry to run again in May", None),
        ("Ferry to run agai...", Some(false)),
        ("Ferry to...", None),
        ("Ferry to run again on Monday, one two three four five six seven eight", Some(false)),
        ("Ferry to run again on Monday, one two three four five six seven eight nine", None),
        ("", None),
    ] {
        assert_eq!(likeness(&title, line), expected, "{line}");
    }
    assert_eq!(likeness(&[], ""), None);
}
