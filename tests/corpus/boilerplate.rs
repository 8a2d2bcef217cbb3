//! What is learned of a source, and what is not.

use copydesk::corpus::{Boilerplate, BoilerplateOptions, Item, LearnedLine};
use copydesk::{Cleaner, Options, Reason};
use proptest::prelude::*;

use crate::stories::{COURT, WIRE};

/// Words that a source prints in lower case in its stories, those of its boilerplate among them.
const WORDS: &[&str] = &[
    "sign",
    "up",
    "newsletter",
    "morning",
    "read",
    "follow",
    "thank",
    "readers",
    "story",
    "support",
    "letters",
    "harbour",
    "grain",
    "bridge",
    "council",
    "ferry",
    "storm",
    "school",
    "market",
    "river",
    "doctors",
    "engine",
    "night",
    "window",
];

/// A story like no other: `number` decides over its names, its numbers and the order of its words.
fn story(number: usize) -> Vec<String> {
    let mut state = number as u64 * 2_654_435_761 + 12_345;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut sentence = || {
        let name: String = (0..3)
            .map(|_| ["ka", "lo", "mir", "ten", "sa", "vo", "dur", "el", "pri", "nan"][next(10)])
            .collect();
        let name = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
        let words: Vec<&str> = (0..12).map(|_| WORDS[next(WORDS.len())]).collect();
        format!(
            "On {} {} {name} {} {} {} said.",
            words[..4].join(" "),
            next(900) + 12,
            words[4..8].join(" "),
            next(90),
            words[8..].join(" ")
        )
    };
    (0..6).map(|_| sentence()).collect()
}

/// Where a line stands in a document.
#[derive(Debug, Clone, Copy)]
enum Place {
    First,
    Middle,
    Last,
}
use Place::{First, Last, Middle};

/// A story with a line.
fn with(line: &str, place: Place, number: usize) -> String {
    let mut lines = story(number);
    lines.insert([0, 3, 6][place as usize], line.to_owned());
    lines.join("\n")
}

fn learn_with(options: BoilerplateOptions, documents: &[String]) -> Vec<LearnedLine> {
    let mut boilerplate = Boilerplate::new(options).unwrap();
    for (number, text) in documents.iter().enumerate() {
        boilerplate
            .add(&Item::new(&format!("{number:03}"), text).source(Some("https://example.org/")));
    }
    boilerplate.learn()
}

/// The lines that are learned with default options.
fn learn(documents: &[String]) -> Vec<String> {
    learn_with(BoilerplateOptions::default(), documents)
        .into_iter()
        .map(|learned| learned.line)
        .collect()
}

/// What is learned of as many stories that have a line, and of `without` that have none.
fn learn_line(line: &str, place: Place, stories: usize, without: usize) -> Vec<String> {
    let having = (0..stories).map(|number| with(line, place, number));
    learn(
        &having
            .chain((stories..stories + without).map(|number| story(number).join("\n")))
            .collect::<Vec<_>>(),
    )
}

#[test]
fn lines_of_many_stories_are_learned() {
    for (line, place, stories, without) in [
        ("Sign up for our newsletter every morning.", Last, 10, 0),
        ("Sign up for our newsletter every morning.", Last, 10, 30),
        ("Sign up for our newsletter every morning.", First, 20, 20),
        ("Sign up for our newsletter every morning.", Middle, 20, 20),
        ("Jetzt zum Newsletter anmelden", Last, 10, 0),
        ("Abonnez-vous et recevez nos articles", Last, 10, 0),
        ("SIGN UP FOR OUR NEWSLETTER", Last, 10, 0),
        ("Sign Up for Our Morning Newsletter", Last, 10, 0),
        ("Read {*} with us: {*}, {*}, {*}", Last, 10, 0),
        (
            "Thank you to all readers who support our letters, and who follow every story up the river in the morning and at night.",
            Last,
            10,
            0,
        ),
        ("اشترك في نشرتنا البريدية", Last, 20, 0),
        ("اشترك في نشرتنا البريدية", Last, 20, 20),
        ("订阅我们的早报", Last, 20, 0),
        ("sign up for our newsletter", Last, 20, 0),
    ] {
        assert_eq!(
            learn_line(line, place, stories, without),
            [line],
            "{place:?} in {stories} stories of {}",
            stories + without
        );
    }
}

#[test]
fn lines_of_too_few_stories_and_lines_out_of_place_are_not_learned() {
    let line = "Sign up for our newsletter every morning.";
    for (line, place, stories, without) in [
        (line, Last, 9, 0),
        (line, Last, 10, 31),
        (line, First, 19, 0),
        (line, Middle, 19, 0),
        ("Letters of our readers", First, 40, 0),
        ("Read up", Middle, 40, 0),
        (line, Middle, 20, 21),
        ("calmark is at war.", Last, 19, 0),
        ("calmark is at war.", Middle, 40, 0),
        ("اشترك في نشرتنا البريدية", Last, 19, 0),
        ("اشترك في نشرتنا البريدية", Last, 20, 21),
        ("اشترك في نشرتنا البريدية.", First, 40, 0),
        ("اشترك في نشرتنا البريدية.", Middle, 40, 0),
    ] {
        assert!(
            learn_line(line, place, stories, without).is_empty(),
            "{line} {place:?} in {stories} stories of {}",
            stories + without
        );
    }
}

#[test]
fn lines_with_a_fact_and_lines_that_belong_to_a_story_are_not_learned() {
    for line in [
        "The war with the neighbours began in 2022.",
        "The war has gone on for seven years.",
        "The council meets every Tuesday.",
        "No doctors read the letters.",
        "The war in Calmark has gone on for years.",
        "Calmark is at war.",
        "Follow Calmark on the river",
        "Support our story: Lena Marsh",
        "The View From the Pier",
        "By Lena Marsh",
        "Lena Marsh, Oakmouth",
        "- Lena Marsh",
        "Photo: Lena Marsh/AFP",
        "(Reporting by our readers)",
        "اندلعت الحرب بين البلدين بعد خلاف طويل على الميناء الكبير وعلى مياه النهر كما يقول سكان المدينة",
        "这场战争在两国之间已经持续了很久很久，河边的居民们都说他们不知道什么时候才会结束",
        "* * *",
    ] {
        assert!(learn_line(line, Last, 40, 0).is_empty(), "{line}");
    }
}

/// A story's lines without facts, with words that the source prints in lower case.
const REFRAIN: &str = "Up the river and up the river, read the letters in the night.";

#[test]
fn a_story_in_many_places_teaches_nothing() {
    let lines: Vec<&str> = WIRE.split("\n\n").chain([REFRAIN]).collect();
    let others = (0..12).map(|number| story(number).join("\n"));
    let exact = (0..40).map(|_| lines.join("\n"));
    assert!(learn(&others.clone().chain(exact).collect::<Vec<_>>()).is_empty());
    // Each cut elsewhere, with a word of its own in every paragraph and lines of its own around.
    let changed = (0..40).map(|number| {
        let own = format!(" the w{number} ");
        let edited =
            WIRE.split("\n\n").skip(number % 3).map(|line| line.replacen(" the ", &own, 1));
        let around = story(number + 50)[0].clone();
        format!(
            "{around}\n{}\n{REFRAIN}\nWe follow story k{number} up the river.",
            edited.collect::<Vec<_>>().join("\n")
        )
    });
    assert!(learn(&others.chain(changed).collect::<Vec<_>>()).is_empty());
}

#[test]
fn versions_of_a_story_are_one_story() {
    // Each version has a paragraph more than the one before and drops the oldest one: the last has
    // nothing of the first.
    let paragraphs: Vec<String> = (0..10).flat_map(story).collect();
    let versions =
        (0..40).map(|number| format!("{}\n{REFRAIN}", paragraphs[number..number + 6].join("\n")));
    assert!(learn(&versions.collect::<Vec<_>>()).is_empty());
}

#[test]
fn texts_that_say_too_little_to_be_told_apart_teach_nothing() {
    let poem = |number: usize| {
        format!("{}\n{REFRAIN}\n{REFRAIN}\n{}", WORDS[number % 24], WORDS[(number * 7) % 24])
    };
    assert!(learn(&(0..40).map(poem).collect::<Vec<_>>()).is_empty());
}

#[test]
fn a_refrain_of_one_text_is_in_one_story() {
    let song = |number: usize| {
        if number == 3 {
            format!("{}\n{}", story(3).join("\n"), format!("{REFRAIN}\n").repeat(50))
        } else {
            story(number).join("\n")
        }
    };
    assert!(learn(&(0..12).map(song).collect::<Vec<_>>()).is_empty());
}

#[test]
fn the_commonest_print_is_learned_with_its_counts() {
    let line = |number: usize| {
        if number.is_multiple_of(3) {
            "SIGN UP for our “newsletter”"
        } else {
            "Sign up for our \"newsletter\""
        }
    };
    let mut documents: Vec<String> =
        (0..12).map(|number| with(line(number), Last, number)).collect();
    documents.push(documents[5].clone());
    let learned = learn_with(BoilerplateOptions::default(), &documents);
    let expected = ("https://example.org/", "Sign up for our \"newsletter\"", 12, 13, "000");
    let found = learned.iter().map(|it| {
        (it.source.as_str(), it.line.as_str(), it.stories, it.documents, it.example.as_str())
    });
    assert_eq!(found.collect::<Vec<_>>(), [expected]);
}

#[test]
fn sources_are_learned_apart() {
    let mut boilerplate = Boilerplate::new(BoilerplateOptions::default()).unwrap();
    for number in 0..14 {
        let source = if number % 2 == 0 { Some("a") } else { None };
        boilerplate.add(
            &Item::new("", &with("Sign up for our newsletter every morning.", Last, number))
                .source(source),
        );
    }
    assert_eq!(boilerplate.learn(), []);
    for number in 14..20 {
        boilerplate
            .add(&Item::new("", &with("Sign up for our newsletter every morning.", Last, number)));
    }
    assert_eq!(
        boilerplate.learn().iter().map(|it| (it.source.as_str(), it.stories)).collect::<Vec<_>>(),
        [("", 13)]
    );
}

#[test]
fn options_have_ranges() {
    let options = BoilerplateOptions::default;
    for (options, words) in [
        (options().stories(2), "option `stories` is 2, but must be from 3 to 1000000"),
        (
            options().stories(1_000_001),
            "option `stories` is 1000001, but must be from 3 to 1000000",
        ),
        (options().share(0.0), "option `share` is 0, but must be from 0.1 to 1"),
        (options().share(1.5), "option `share` is 1.5, but must be from 0.1 to 1"),
        (options().share(f64::NAN), "option `share` is NaN, but must be from 0.1 to 1"),
    ] {
        assert_eq!(Boilerplate::new(options).unwrap_err().to_string(), words);
    }
    assert!(Boilerplate::new(options().stories(3).share(0.1)).is_ok());
    assert!(Boilerplate::new(options().stories(1_000_000).share(1.0)).is_ok());
}

#[test]
fn the_cleaner_removes_what_was_learned_and_says_from_what() {
    let text = format!(
        "{COURT}\n\nRead {{n}} and {{*}} with us\n\nRead 7 and 8 with us\n\nREAD {{N}} AND {{*}} WITH US\n"
    );
    let learned = vec![LearnedLine::new("Read {n} and {*} with us", 40, 44)];
    let cleaned = Cleaner::new(Options::default().learned_artifacts(learned)).unwrap().clean(&text);
    let removed: Vec<_> = cleaned.removals.iter().map(|it| (it.reason, it.text(&text))).collect();
    let expected = [
        (Reason::LearnedArtifact, "Read {n} and {*} with us".into()),
        (Reason::LearnedArtifact, "READ {N} AND {*} WITH US".into()),
    ];
    assert_eq!(removed, expected);
    assert!(
        cleaned
            .removals
            .iter()
            .all(|it| it.learned.is_some_and(|it| (it.stories, it.documents) == (40, 44)))
    );
    assert!(
        cleaned.kept.iter().any(|kept| kept.text(&text) == "Read 7 and 8 with us"),
        "{cleaned:#?}"
    );
}

/// Stories, copies of them, and lines that may be learned, in any mix.
fn documents() -> impl Strategy<Value = Vec<String>> {
    let lines = [
        "Sign up for our newsletter",
        "SIGN UP FOR OUR NEWSLETTER",
        "Follow every story.",
        REFRAIN,
        "Calmark",
        "اشترك",
        "",
        "7",
    ];
    let document = (0_usize..9, prop::collection::vec((0_usize..lines.len(), 0_usize..7), 0..5));
    prop::collection::vec(document, 0..40).prop_map(move |documents| {
        let text = |(number, added): &(usize, Vec<(usize, usize)>)| {
            let mut text = story(*number);
            for &(line, at) in added {
                text.insert(at, lines[line].to_owned());
            }
            text.join("\n")
        };
        documents.iter().map(text).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn order_makes_no_difference(documents in documents(), turn in 0_usize..40) {
        let options = BoilerplateOptions::default().stories(3);
        let learn = |documents: &[(usize, &String)]| {
            let mut boilerplate = Boilerplate::new(options.clone()).unwrap();
            for (number, text) in documents {
                boilerplate.add(&Item::new(&number.to_string(), text));
            }
            boilerplate.learn()
        };
        let mut numbered: Vec<_> = documents.iter().enumerate().collect();
        let learned = learn(&numbered);
        numbered.rotate_left(turn % documents.len().max(1));
        prop_assert_eq!(&learned, &learn(&numbered));
        numbered.reverse();
        prop_assert_eq!(&learned, &learn(&numbered));
    }

    #[test]
    fn copies_teach_nothing_more(documents in documents(), copies in 2_usize..5) {
        let stories = |documents: &[String]| {
            let learned = learn_with(BoilerplateOptions::default().stories(3), documents);
            learned.into_iter().map(|it| (it.line, it.stories)).collect::<Vec<_>>()
        };
        prop_assert_eq!(stories(&documents), stories(&vec![documents.clone(); copies].concat()));
    }

    #[test]
    fn learned_lines_are_lines_of_the_input_and_pass_the_cleaners_check(documents in documents()) {
        let learned = learn_with(BoilerplateOptions::default().stories(3).share(0.1), &documents);
        for line in &learned {
            let having = documents.iter().filter(|text| text.lines().any(|other| other == line.line)).count();
            prop_assert!(having >= 2 && line.stories >= 3 && line.stories <= line.documents);
        }
        prop_assert!(Options::default().learned_artifacts(learned).validate().is_ok());
    }

    #[test]
    fn any_text_will_do(documents in prop::collection::vec(any::<String>(), 0..6)) {
        let documents = vec![documents; 3].concat();
        prop_assert_eq!(learn_with(BoilerplateOptions::default().stories(3), &documents), []);
    }
}
