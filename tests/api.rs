//! What the public face promises: error wording, defaults, auto traits, bytes, the shape of the
//! JSON.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::panic::{RefUnwindSafe, UnwindSafe};

use copydesk::corpus::{CopyKind, Grounds, LearnedLine, Outcome, Separation, Standing};
use copydesk::{
    Alteration, AlterationKind, Argument, Article, Block, Caption, Cleaned, Cleaner, Difference,
    Doubt, Error, InputKind, Kept, Note, NoteKind, Options, Place, Reason, Removal, Role,
    Tolerance, UnknownName,
};

const PAGE: &str = "Mill reopens in Amberley\n\nThe old mill in Amberley opened its doors again on Sunday after a year of repairs.\n";

#[test]
fn bad_options_say_which_what_and_what_is_allowed() {
    for (options, message) in [
        (
            Options::default().near_duplicate_overlap(0.2),
            "option `near_duplicate_overlap` is 0.2, but must be from 0.3 to 1.0",
        ),
        (
            Options::default().near_duplicate_overlap(f32::NAN),
            "option `near_duplicate_overlap` is NaN, but must be from 0.3 to 1.0",
        ),
        (
            Options::default().min_near_duplicate_words(4),
            "option `min_near_duplicate_words` is 4, but must be from 5 to 1000",
        ),
        (
            Options::default().max_headline_chars(2001),
            "option `max_headline_chars` is 2001, but must be from 20 to 2000",
        ),
        (
            Options::default().min_extra_blank_lines(0),
            "option `min_extra_blank_lines` is 0, but must be from 1 to 100",
        ),
        (
            Options::default().extra_artifacts(["Our app", " {n} "]),
            "option `extra_artifacts`: entry 1 is \" {n} \", but must be one line of at most 600 bytes, with a letter or a digit and at most three placeholders",
        ),
        (
            Options::default().extra_artifacts(["a{*}b{n}c{*}d{n}"]),
            "option `extra_artifacts`: entry 0 is \"a{*}b{n}c{*}d{n}\", but must be one line of at most 600 bytes, with a letter or a digit and at most three placeholders",
        ),
        (
            Options::default().learned_artifacts(vec![
                LearnedLine::new("Our app", 3, 3),
                LearnedLine::new("***", 3, 3),
            ]),
            "option `learned_artifacts`: entry 1 is \"***\", but must be one line of at most 600 bytes, with a letter or a digit",
        ),
        (
            Options::default().extra_artifacts(["a\nb"]),
            "option `extra_artifacts`: entry 0 is \"a\\nb\", but must be one line of at most 600 bytes, with a letter or a digit and at most three placeholders",
        ),
        (
            Options::default().extra_agencies(["Vellmark Wire", "24"]),
            "option `extra_agencies`: entry 1 is \"24\", but must be one line of at most 100 bytes, with a letter and without placeholders",
        ),
        (
            Options::default().extra_agencies(["{*} Wire"]),
            "option `extra_agencies`: entry 0 is \"{*} Wire\", but must be one line of at most 100 bytes, with a letter and without placeholders",
        ),
        (
            Options::default().extra_site_suffixes(["Harbour\n24"]),
            "option `extra_site_suffixes`: entry 0 is \"Harbour\\n24\", but must be one line of at most 100 bytes, with a letter and without placeholders",
        ),
    ] {
        assert_eq!(Cleaner::new(options).unwrap_err().to_string(), message);
    }
}

#[test]
fn limits_of_the_ranges_are_allowed() {
    let longest = || vec!["a".repeat(100)];
    for options in [
        Options::default().extra_agencies(longest()).extra_site_suffixes(longest()),
        Options::default()
            .near_duplicate_overlap(0.3)
            .min_near_duplicate_words(5)
            .max_headline_chars(20)
            .min_extra_blank_lines(1),
        Options::default()
            .near_duplicate_overlap(1.0)
            .min_near_duplicate_words(1000)
            .max_headline_chars(2000)
            .min_extra_blank_lines(100),
    ] {
        assert_eq!(Cleaner::new(options.clone()).unwrap().options(), &options);
    }
}

#[test]
fn types_may_cross_threads_and_panics() {
    fn check<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + std::fmt::Debug>() {}
    check::<Cleaner>();
    check::<Options>();
    check::<Tolerance>();
    check::<Error>();
    check::<Cleaned>();
    check::<Article>();
    check::<Caption>();
    check::<(Note, NoteKind, UnknownName)>();
    check::<Kept>();
    check::<Removal>();
    check::<Alteration>();
    check::<Doubt>();
    check::<(Block, Argument)>();
    check::<(Reason, Role, Difference, AlterationKind, Place, InputKind)>();
}

#[test]
fn one_cleaner_on_many_threads_gives_one_answer() {
    let cleaner = Cleaner::default();
    let expected = cleaner.clean(PAGE);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(cleaner.clean(PAGE), expected));
        }
    });
}

#[test]
fn invalid_utf8_is_replaced_and_recorded() {
    let input = b"Mill reopens in Amberley\n\nThe old mill \xff\xfe opened its doors again on Sunday after a year of rep\xc3\n\xe2\x82";
    let cleaned = Cleaner::default().clean_bytes(input);
    assert_eq!(
        cleaned.articles[0].paragraphs[0],
        "The old mill \u{fffd}\u{fffd} opened its doors again on Sunday after a year of rep\u{fffd}"
    );
    let places: Vec<_> = cleaned
        .alterations
        .iter()
        .map(|it| (it.kind, it.span.clone(), it.line, it.before(input).into_owned()))
        .collect();
    let invalid = |span: std::ops::Range<usize>, line, count| {
        (AlterationKind::InvalidUtf8, span, line, "\u{fffd}".repeat(count))
    };
    // Two bytes that are no UTF-8, side by side, are one run; the one of two bytes is one
    // character.
    assert_eq!(places, [invalid(39..41, 3, 2), invalid(94..95, 3, 1), invalid(96..98, 4, 1)]);
    assert_eq!(cleaned.alterations[0].after, "\u{fffd}\u{fffd}");
    assert_eq!(cleaned.kept[1].span, 26..95);
    assert_eq!(cleaned.kept[1].text(input), cleaned.articles[0].paragraphs[0]);
}

#[test]
fn valid_bytes_are_cleaned_as_text() {
    let cleaner = Cleaner::default();
    assert_eq!(cleaner.clean_bytes(PAGE.as_bytes()), cleaner.clean(PAGE));
}

#[test]
fn a_span_outside_the_input_gives_no_text() {
    let cleaned = Cleaner::default()
        .clean("Share\nPrint\nMill reopens in Amberley\n\nThe old mill opened.\n");
    assert_eq!(cleaned.removals[0].text("Shar"), "");
}

#[test]
fn json_has_stable_names() {
    let cleaned = Cleaner::default().clean(PAGE);
    let json = serde_json::to_value(&cleaned).unwrap();
    let names: Vec<_> = json["articles"][0].as_object().unwrap().keys().cloned().collect();
    let expected = [
        "alternative_headlines",
        "authors",
        "byline",
        "captions",
        "dateline",
        "dates",
        "description",
        "headline",
        "headline_count",
        "id",
        "key_points",
        "keywords",
        "notes",
        "paragraphs",
        "related",
        "sections",
        "span",
    ];
    assert_eq!(names, expected);
    assert_eq!(json["kept"][0]["role"], "headline");
    assert_eq!(serde_json::from_value::<Cleaned>(json).unwrap(), cleaned);
}

#[test]
fn the_fields_are_written_in_the_order_in_which_a_reader_wants_them() {
    let json = serde_json::to_string(&Cleaner::default().clean(PAGE).articles[0]).unwrap();
    let order = [
        "id",
        "headline",
        "headline_count",
        "alternative_headlines",
        "description",
        "key_points",
        "byline",
        "authors",
        "dateline",
    ];
    let rest =
        ["dates", "sections", "captions", "paragraphs", "notes", "keywords", "related", "span"];
    let places: Vec<_> =
        order.iter().chain(&rest).map(|name| json.find(&format!("\"{name}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{json}");
}

/// Every variant has one name: the one that serde writes, that `Display` shows, and that is read
/// back by `FromStr` and serde.
fn assert_named<T>(all: &[T], as_str: fn(T) -> &'static str)
where
    T: Copy
        + std::fmt::Debug
        + PartialEq
        + std::fmt::Display
        + std::str::FromStr<Err = UnknownName>,
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    for &variant in all {
        let name = as_str(variant);
        assert_eq!(serde_json::to_value(variant).unwrap(), name);
        assert_eq!(serde_json::from_value::<T>(name.into()).unwrap(), variant);
        assert_eq!(variant.to_string(), name);
        assert_eq!(name.parse::<T>().unwrap(), variant);
    }
    assert!("Headline".parse::<T>().is_err());
}

#[test]
fn variants_are_named_as_records_spell_them() {
    assert_named(Role::ALL, Role::as_str);
    assert_named(NoteKind::ALL, NoteKind::as_str);
    assert_named(Reason::ALL, Reason::as_str);
    assert_named(Difference::ALL, Difference::as_str);
    assert_named(AlterationKind::ALL, AlterationKind::as_str);
    assert_named(Place::ALL, Place::as_str);
    assert_named(CopyKind::ALL, CopyKind::as_str);
    assert_named(Outcome::ALL, Outcome::as_str);
    assert_named(Grounds::ALL, Grounds::as_str);
    assert_named(Separation::ALL, Separation::as_str);
    assert_named(Standing::ALL, Standing::as_str);
    assert_named(InputKind::ALL, InputKind::as_str);
    assert_named(Tolerance::ALL, Tolerance::as_str);
    assert_eq!("heading".parse::<Role>().unwrap_err().to_string(), "unknown role `heading`");
    assert_eq!(format!("{:>10}|", Role::Date), "      date|");
}

#[test]
fn a_note_has_the_kind_of_its_role() {
    let kinds: Vec<_> = Role::ALL.iter().filter_map(|role| role.note_kind()).collect();
    assert_eq!(kinds, NoteKind::ALL);
}

#[test]
fn options_with_an_unknown_key_are_refused() {
    let given: Options = serde_json::from_str(r#"{"input_kind": "article"}"#).unwrap();
    assert_eq!(given, Options::default().input_kind(InputKind::Article));
    let error = serde_json::from_str::<Options>(r#"{"inputkind": "article"}"#).unwrap_err();
    assert!(error.to_string().starts_with("unknown field `inputkind`"), "{error}");
}

#[test]
fn records_of_older_versions_can_be_read() {
    let article: Article =
        serde_json::from_str(r#"{"id": "xxh3:00", "headline": "Mill reopens", "paragraphs": []}"#)
            .unwrap();
    assert_eq!((article.headline.as_deref(), article.keywords.len()), (Some("Mill reopens"), 0));
    let kept: Kept = serde_json::from_str(
        r#"{"span": {"start": 0, "end": 4}, "line": 1, "article": 0, "role": "note"}"#,
    )
    .unwrap();
    assert_eq!((kept.role, kept.doubt), (Role::Note, None));
}

#[test]
fn the_id_is_the_address_of_the_canonical_text() {
    let article = &copydesk::clean(PAGE)[0];
    let canonical = "Mill reopens in Amberley\n\nThe old mill in Amberley opened its doors again on Sunday after a year of repairs.";
    assert_eq!(article.to_string(), canonical);
    assert_eq!(
        article.id,
        format!("xxh3:{:032x}", xxhash_rust::xxh3::xxh3_128(canonical.as_bytes()))
    );
    assert_eq!(copydesk::clean(canonical)[0].id, article.id);
}

#[test]
fn options_reach_the_stages() {
    let cleaned =
        |options: Options, text: &str| Cleaner::new(options).unwrap().clean(text).articles;
    let two = "Mill reopens\n\nThe mill opened on Sunday.\n\n\n\nFerry stops\n\nThe ferry stopped on Monday.\n";
    assert_eq!(cleaned(Options::default(), two).len(), 2);
    assert_eq!(cleaned(Options::default().split_articles(false), two).len(), 1);
    assert_eq!(cleaned(Options::default().input_kind(InputKind::Article), two).len(), 1);
    assert_eq!(cleaned(Options::default().min_extra_blank_lines(3), two).len(), 1);
    let widgets = "Mill reopens\n\nShare\n\nPrint\n\nThe mill opened on Sunday.\n";
    assert_eq!(cleaned(Options::default(), widgets)[0].paragraphs.len(), 1);
    assert_eq!(cleaned(Options::default(), widgets)[0].sections.len(), 0);
    assert_eq!(
        cleaned(Options::default().remove_artifacts(false), widgets)[0].sections,
        ["Share", "Print"]
    );
    let own = "Mill reopens\n\nThe mill opened on Sunday.\n\nWrite to the desk in room 12\n\nIt was warm.\n";
    assert_eq!(cleaned(Options::default(), own)[0].paragraphs.len(), 3);
    assert_eq!(
        cleaned(Options::default().extra_artifacts(["write to the desk in room {n}"]), own)[0]
            .paragraphs
            .len(),
        2
    );
    // A line of one's own goes wherever it stands, also where the built-in lists would be careful.
    let beside = "Mill reopens\n\nThe mill opened on Sunday.\n\nShare\n\nIt was warm.\n";
    assert_eq!(cleaned(Options::default(), beside)[0].paragraphs.len(), 3);
    assert_eq!(
        cleaned(Options::default().extra_artifacts(["SHARE"]), beside)[0].paragraphs.len(),
        2
    );
    let agency = "Mill reopens\n\nAmberley (Vellmark Wire) - The mill opened on Sunday.\n";
    assert_eq!(cleaned(Options::default(), agency)[0].dateline, None);
    let found = cleaned(Options::default().extra_agencies(["vellmark wire"]), agency);
    assert_eq!(found[0].dateline.as_deref(), Some("Amberley (Vellmark Wire)"));
    let site = "Mill reopens | Harbour 24\n\nShare\n\nMill reopens\n\nThe mill opened on Sunday.\n";
    assert_eq!(
        cleaned(Options::default(), site)[0].headline.as_deref(),
        Some("Mill reopens | Harbour 24")
    );
    let found = cleaned(Options::default().extra_site_suffixes(["Harbour 24"]), site);
    assert_eq!(found[0].headline.as_deref(), Some("Mill reopens"));
    assert_eq!(found[0].alternative_headlines, ["Mill reopens | Harbour 24"]);
    let near = "Mill reopens\n\nThe clerk of the harbour opened the new pier in the rain while the band played.\n\nMore follows.\n\n\
        The clerk of the harbour also opened the new pier in the rain while the band played.\n\nIt was warm.\n";
    assert_eq!(cleaned(Options::default(), near)[0].paragraphs.len(), 3);
    assert_eq!(
        cleaned(Options::default().remove_near_duplicates(false), near)[0].paragraphs.len(),
        4
    );
    assert_eq!(
        cleaned(Options::default().min_near_duplicate_words(20), near)[0].paragraphs.len(),
        4
    );
    assert_eq!(
        cleaned(Options::default().near_duplicate_overlap(1.0), near)[0].paragraphs.len(),
        4
    );
    let decomposed = "Cafe\u{301} reopens\n\nThe cafe\u{301} opened on Sunday.\n";
    assert_eq!(
        cleaned(Options::default(), decomposed)[0].headline.as_deref(),
        Some("Caf\u{e9} reopens")
    );
    assert_eq!(
        cleaned(Options::default().nfc(false), decomposed)[0].headline.as_deref(),
        Some("Cafe\u{301} reopens")
    );
    let long = "Mill reopens after a year of work\n\nThe mill opened on Sunday.\n";
    assert_eq!(cleaned(Options::default().max_headline_chars(20), long)[0].headline, None);
}

/// A menu, a story and a foot, with one sentence broken at a tag.
const WHOLE_PAGE: &str = "Home\nNews\nSport\nWeather\nBusiness\nHarbour\nOpinion\nCulture\n\nMill reopens in Amberley\n\n\
    The old mill in Amberley opened its doors again \non Sunday after a year of repairs.\n\n\
    Share\nMost read\nContact us\nTerms of use\nPrivacy policy\nCookies\nAdvertise with us\n";

#[test]
fn the_story_of_a_page_is_its_article() {
    let cleaned = Cleaner::default().clean(WHOLE_PAGE);
    let [article] = cleaned.articles.as_slice() else { panic!("{:#?}", cleaned.articles) };
    assert_eq!(article.headline.as_deref(), Some("Mill reopens in Amberley"));
    assert_eq!(
        article.paragraphs,
        ["The old mill in Amberley opened its doors again on Sunday after a year of repairs."]
    );
    let [joined] = cleaned.alterations.as_slice() else { panic!("{:#?}", cleaned.alterations) };
    assert_eq!(
        (joined.kind, joined.line, joined.after.as_str()),
        (AlterationKind::Joined, 12, " ")
    );
    let places: Vec<_> = cleaned.blocks.iter().map(|block| (block.place, block.line)).collect();
    assert_eq!(places[0], (Place::Before, 1));
    assert!(
        places[1..].iter().all(|(place, line)| *place == Place::After && *line >= 15),
        "{places:?}"
    );
    let of_blocks = cleaned.removals.iter().filter(|removal| removal.block.is_some()).count();
    assert_eq!(of_blocks, cleaned.removals.len());
}

#[test]
fn the_kind_of_input_decides_whether_a_text_is_a_page() {
    let blocks = |options: Options| Cleaner::new(options).unwrap().clean(WHOLE_PAGE).blocks.len();
    assert!(blocks(Options::default()) > 0);
    assert_eq!(blocks(Options::default().input_kind(InputKind::Articles)), 0);
    assert_eq!(blocks(Options::default().input_kind(InputKind::Article)), 0);
    // Where the lines of pages are to stay, a text is no page unless it is said to be one.
    assert_eq!(blocks(Options::default().remove_artifacts(false)), 0);
    assert!(blocks(Options::default().remove_artifacts(false).input_kind(InputKind::Page)) > 0);
}
