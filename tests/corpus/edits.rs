//! What is done to a story on its way, and that the copy is found.

use copydesk::corpus::{
    CommonPhrases, CopyKind, Corpus, DedupOptions, Explainer, Item, Keep, OwnSentence, Preparer,
    Standing, differing_words,
};

use crate::stories::{COURT, ISLAND, WIRE, resolutions, resolutions_with};

#[track_caller]
fn check(copy: &str, kind: CopyKind) {
    let resolutions = resolutions_with(&[WIRE, copy, COURT], Keep::First);
    let twin = resolutions[1].duplicate_of.as_ref().unwrap_or_else(|| panic!("kept: {copy}"));
    assert_eq!((twin.id.as_str(), twin.place, twin.found.kind), ("0", Some(0), kind), "{copy}");
    assert!(resolutions[0].duplicate_of.is_none() && resolutions[2].duplicate_of.is_none());
    assert!((0.0..=1.0).contains(&twin.found.similarity));
}

#[test]
fn every_kind_of_copy_is_found_and_named() {
    check(&format!("\n{WIRE}\n"), CopyKind::Exact);
    check(&WIRE.to_uppercase(), CopyKind::Normalized);
    check(&WIRE.replace('\'', "\u{2019}").replace(' ', "  "), CopyKind::Normalized);
    check(&WIRE.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n"), CopyKind::Truncated);
    check(&format!("By Nora Field\n\nOAKMOUTH, May 3 (Reuters) - {WIRE}"), CopyKind::Extended);
    check(
        &format!(
            "{WIRE}\n\nSign up for our letter to get the news of the islands each morning, before the first ferry."
        ),
        CopyKind::Extended,
    );
    check(&WIRE.rsplit("\n\n").collect::<Vec<_>>().join("\n\n"), CopyKind::Rearranged);
    let edited = WIRE
        .replace("had to take", "were forced onto")
        .replace("blamed", "put it down to")
        .replace("Until then", "For now");
    check(&edited, CopyKind::Edited);
    let noisy = WIRE
        .replace("harbour", "harb0ur")
        .replace("engine", "engme")
        .replace("storms", "storrns")
        .replace("autumn", "auturnn");
    check(&noisy, CopyKind::Edited);
    let lead = "Islanders can soon travel by sea again: after more than a week the crossing to the mainland opens.";
    check(
        &[lead].into_iter().chain(WIRE.split("\n\n").skip(1)).collect::<Vec<_>>().join("\n\n"),
        CopyKind::Edited,
    );
}

#[test]
fn arabic_spelling_hides_no_copy() {
    let story = "أعلنت إدارة الميناء أن العبّارة ستعود إلى العمل يوم الاثنين بعد أعمال صيانة استمرت تسعة أيام وكلفت أربعين ألف دينار. وقالت \
                 صاحبة المخبز الوحيد في الجزيرة إن الدقيق كاد ينفد في نهاية الأسبوع، وإن السكان اضطروا إلى سلوك الطريق البري الطويل.";
    let plain = story
        .replace(['أ', 'إ'], "ا")
        .replace('ة', "ه")
        .replace('ّ', "")
        .replace("العمل", "العـــمل");
    let found = resolutions_with(&[story, &plain], Keep::First);
    assert_eq!(found[1].duplicate_of.as_ref().unwrap().found.kind, CopyKind::Normalized);
}

#[test]
fn slips_of_the_pen_hide_no_copy_without_capitals() {
    let slips = [
        ("الميناء", "الميتاء"),
        ("صيانة", "صيائة"),
        ("الوحيد", "الوجيد"),
        ("السكان", "السكن"),
        ("الطويل", "الطوييل"),
        ("السفينة", "السفينه"),
    ];
    let slips = slips.into_iter().chain([
        ("ضخما", "صخما"),
        ("الطاقم", "الطاقح"),
        ("المدرسة", "المدرشة"),
        ("عواصف", "عواضف"),
    ]);
    let noisy = slips.fold(ISLAND.to_owned(), |text, (from, to)| text.replacen(from, to, 1));
    let resolutions = resolutions_with(&[ISLAND, &noisy], Keep::First);
    assert_eq!(
        resolutions[1].duplicate_of.as_ref().map(|twin| twin.found.kind),
        Some(CopyKind::Edited)
    );
}

#[test]
fn a_word_in_a_long_story_without_capitals_hides_no_copy() {
    let edited = ISLAND.replacen("ضخما", "هائلا", 1);
    assert!(resolutions_with(&[ISLAND, &edited], Keep::First)[1].duplicate_of.is_some());
}

#[test]
fn a_line_that_says_no_is_a_pages_own() {
    let noted = format!("{WIRE}\n\nNo part may be printed again without leave.");
    assert!(resolutions_with(&[WIRE, &noted], Keep::First)[1].duplicate_of.is_some());
}

#[test]
fn a_round_up_swallows_no_story_and_is_swallowed_by_none() {
    let both = format!("{COURT}\n\n{WIRE}");
    for keep in [Keep::First, Keep::Longest, Keep::MostComplete] {
        for texts in [[WIRE, COURT, &both], [&both, WIRE, COURT], [COURT, &both, WIRE]] {
            let resolutions = resolutions_with(&texts, keep.clone());
            assert!(
                resolutions.iter().all(|resolution| resolution.duplicate_of.is_none()),
                "{keep:?}: {resolutions:#?}"
            );
            for (text, resolution) in texts.iter().zip(&resolutions) {
                let held = resolution.contains.iter().map(|held| texts[held.place.unwrap()]);
                let held: Vec<&str> = held.filter(|held| text.contains(held)).collect();
                let wanted = if *text == both { 2 } else { 0 };
                assert_eq!((held.len(), resolution.contains.len()), (wanted, wanted), "{keep:?}");
            }
        }
    }
}

#[test]
fn a_round_up_goes_on_with_another_story_however_large_the_first_one_is() {
    let brief = "Farmers in the hills behind Northport have begun to pick apples three weeks early, after the warmest summer since the \
                 weather office opened. The cooperative expects 8,000 tonnes.";
    for both in [format!("{WIRE}\n\n{brief}"), format!("{brief}\n\n{WIRE}")] {
        let resolutions = resolutions(&[WIRE, brief, &both]);
        assert!(
            resolutions.iter().all(|resolution| resolution.duplicate_of.is_none()),
            "{resolutions:#?}"
        );
        assert_eq!(resolutions[2].contains.len(), 2, "{resolutions:#?}");
    }
}

#[test]
fn a_fact_or_two_in_a_long_story_make_a_version() {
    let changed = WIRE.replace("40,000 euros", "65,000 euros");
    for keep in [Keep::First, Keep::MostComplete] {
        let resolutions = resolutions_with(&[WIRE, &changed, COURT], keep);
        assert!(
            resolutions.iter().all(|resolution| resolution.duplicate_of.is_none()),
            "{resolutions:#?}"
        );
        let versions =
            resolutions.iter().filter(|resolution| resolution.version_of.is_some()).count();
        assert_eq!(versions, 1, "{resolutions:#?}");
    }
    // A name that was set right is one fact, however often it stands in the text.
    let told = format!(
        "{WIRE}\n\nOmar Vane is at the helm, as he has been for thirty years. The bakery owes the captain a loaf for each crossing, and \
         Vane owes the bakery for flour. Nobody but Vane knows the sandbanks by night, so the boat stays in port when Vane is ill."
    );
    let renamed = told.replace("Vane", "Castel");
    let fates_of = resolutions(&[&told, &renamed]);
    assert!(fates_of.iter().any(|resolution| resolution.version_of.is_some()), "{fates_of:#?}");
    // A copy of a version is a copy of that one.
    let cut = changed.rsplit_once("\n\n").unwrap().0;
    let resolutions = resolutions_with(&[WIRE, &changed, cut], Keep::First);
    assert_eq!(
        resolutions[2].duplicate_of.as_ref().map(|twin| twin.id.as_str()),
        Some("1"),
        "{resolutions:#?}"
    );
}

#[test]
fn versions_fold_to_the_one_that_the_policy_puts_first() {
    let changed = WIRE.replace("40,000 euros", "65,000 euros");
    let cut = changed.rsplit_once("\n\n").unwrap().0;
    let both = format!("{COURT}\n\n{changed}");
    let mut corpus = Corpus::new(DedupOptions::default().keep(Keep::First).fold_versions(true));
    for (id, text) in
        [("story", WIRE), ("changed", &changed), ("cut", cut), ("court", COURT), ("both", &both)]
    {
        corpus.add(&Item::new(id, text));
    }
    let resolutions = corpus.resolve().unwrap();
    let twins: Vec<_> = resolutions
        .iter()
        .map(|resolution| resolution.duplicate_of.as_ref().map(|twin| twin.id.as_str()))
        .collect();
    assert_eq!(twins, [None, Some("story"), Some("story"), None, None]);
    assert!(resolutions.iter().all(|resolution| resolution.version_of.is_none()));
    assert!(
        resolutions[4].contains.iter().all(|held| matches!(held.id.as_str(), "story" | "court"))
    );
}

#[test]
fn lines_of_sites_are_no_part_of_the_story() {
    let below = |site: &str, page: u32| {
        format!(
            "Subscribe to {site} for the price of a roll a week and read every story on all your devices; the crossword is on page {page}."
        )
    };
    let one = format!("{WIRE}\n\n{}", below("Harbour Herald", 14));
    let other = format!("{WIRE}\n\n{}", below("Vale Observer", 31));
    assert!(
        resolutions(&[&one, &other]).iter().any(|resolution| resolution.duplicate_of.is_some())
    );
    // Above a story that another site cut.
    let above = format!("{}\n\n{WIRE}", below("Harbour Herald", 14));
    let cut = WIRE.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n");
    assert!(resolutions(&[&above, &cut])[1].duplicate_of.is_some());
}

#[test]
fn headlines_and_captions_in_prose_are_no_part_of_the_story() {
    let one = format!(
        "Ferry to Calder Island sails again\n\n{WIRE}\n\nHarbour of Oakmouth on Sunday (Photo: Iris Vane)"
    );
    let other = format!(
        "Repairs cost islanders nine days of patience\n\n{WIRE}\n\nMore from Selby: Museum buys 300 lamps"
    );
    assert!(
        resolutions(&[&one, &other]).iter().any(|resolution| resolution.duplicate_of.is_some())
    );
}

#[test]
fn accents_groups_of_digits_and_names_written_apart_hide_no_copy() {
    let spellings = [
        (WIRE.to_owned(), WIRE.replace("Lena Marsh", "Léna Màrsh")),
        (WIRE.to_owned(), WIRE.replace("40,000", "40000")),
        (WIRE.replace("40,000", "40.000"), WIRE.replace("40,000", "٤٠٬٠٠٠")),
        (
            ISLAND.replace("قبطان السفينة", "القبطان عبدالكريم"),
            ISLAND.replace("قبطان السفينة", "القبطان عبد الكريم"),
        ),
    ];
    for (one, other) in &spellings {
        let resolutions = resolutions_with(&[one, other], Keep::First);
        let kind = resolutions[1].duplicate_of.as_ref().map(|twin| twin.found.kind);
        assert_eq!(kind, Some(CopyKind::Normalized), "{other}");
    }
}

#[test]
fn the_first_story_of_a_long_round_up_is_no_beginning_of_it() {
    let harvest = "Farmers in the hills behind Northport have begun to pick apples three weeks early, after the warmest summer since the \
                   weather office opened. The cooperative expects 8,000 tonnes, a fifth more than last year, and has hired students to \
                   help until the rain comes.";
    let tower = "The lighthouse at Selby Point will be painted red and white again, sixty years after it was covered in grey for want of \
                 money. Climbers will hang from its gallery for a month. The council had asked the pupils of the town to choose between \
                 four designs, and most of them wanted stripes.";
    let mut round_up = [COURT, harvest, tower, WIRE];
    for keep in [Keep::First, Keep::Longest, Keep::MostComplete] {
        for _ in 0..4 {
            round_up.rotate_left(1);
            let all = round_up.join("\n\n");
            let texts = [round_up[0], round_up[2], &all, round_up[1]];
            for turn in 0..4 {
                let mut texts = texts;
                texts.rotate_left(turn);
                let resolutions = resolutions_with(&texts, keep.clone());
                assert!(
                    resolutions.iter().all(|resolution| resolution.duplicate_of.is_none()),
                    "{keep:?}, {turn}: {resolutions:#?}"
                );
            }
        }
    }
}

#[test]
fn two_stories_may_share_most_of_their_words() {
    let background = WIRE.split("\n\n").skip(1).collect::<Vec<_>>().join("\n\n");
    let one = format!(
        "Fishermen of Calder Island have asked for a breakwater, after three boats sank at their moorings within a year. \
                       The petition was signed by every skipper but one, who is at sea. The ministry promised to send an engineer before \
                       winter comes, and to pay half of what a wall of stone would cost the island.\n\n{background}"
    );
    let two = format!(
        "The school on Calder Island will close its upper classes next summer, as only five pupils are left in them. Parents \
                       protested in front of the town hall with drums and pots. They fear that families will leave for the mainland, and \
                       that the doctor, the priest and the last shop would follow them soon.\n\n{background}"
    );
    let cut: Vec<String> =
        [one, two].iter().map(|text| text.rsplit_once("\n\n").unwrap().0.to_owned()).collect();
    let resolutions = resolutions(&[&cut[0], &cut[1]]);
    assert!(
        resolutions.iter().all(|resolution| resolution.duplicate_of.is_none()),
        "{resolutions:#?}"
    );
}

#[test]
fn policies_choose_the_kept_one() {
    let cut = WIRE.rsplit_once("\n\n").unwrap().0;
    let long = format!(
        "{WIRE}\n\nThe harbour office will publish a new timetable at the pier, and on the doors of the bakery."
    );
    let kept = |keep: Keep| {
        let mut corpus = Corpus::new(DedupOptions::default().keep(keep));
        corpus.add(&Item::new("cut", cut).date(Some("2014-05-02")).source(Some("paper")));
        corpus.add(&Item::new("long", &long).date(Some("2014-05-03")).source(Some("blog")));
        corpus.add(&Item::new("wire", WIRE).date(Some("2014-05-01")).source(Some("agency")));
        let resolutions = corpus.resolve().unwrap();
        assert_eq!(
            resolutions.iter().filter(|resolution| resolution.duplicate_of.is_none()).count(),
            1,
            "{resolutions:#?}"
        );
        ["cut", "long", "wire"]
            [resolutions.iter().position(|resolution| resolution.duplicate_of.is_none()).unwrap()]
    };
    assert_eq!(kept(Keep::First), "cut");
    assert_eq!(kept(Keep::Longest), "long");
    assert_eq!(kept(Keep::MostComplete), "long");
    assert_eq!(kept(Keep::Earliest), "wire");
    assert_eq!(kept(Keep::Preferred(vec!["agency".to_owned(), "paper".to_owned()])), "wire");
    assert_eq!(kept(Keep::Preferred(vec!["paper".to_owned()])), "cut");
}

#[test]
fn what_differs_is_shown() {
    let copy = WIRE.replace("nine days", "some days").replace("only ", "");
    let changes = differing_words(&copy, WIRE);
    let words: Vec<_> =
        changes.iter().map(|(left, right)| (&copy[left.clone()], &WIRE[right.clone()])).collect();
    assert_eq!(words, [("some", "nine"), ("", "only")]);
}

#[test]
fn what_each_text_has_of_its_own_is_shown() {
    use Standing::{Above, Below, CommonPhrase, Inside, NoNewFact, PageLine};
    let parts: Vec<&str> = WIRE.split("\n\n").collect();
    let news = "Omar Castel of Selby has sold 300 lamps to a museum in Kelso.";
    let inside = [parts[0], news, parts[1], parts[2], parts[3]].join("\n\n");
    let plain = [
        parts[0],
        "Islanders were glad of it and drank to the crew for a whole night.",
        parts[1],
        parts[2],
        parts[3],
    ];
    let (ferry, captain) = parts[3].split_once(". ").unwrap();
    let site = "Subscribe to our newsletter and read every story on all your devices.";
    let edited = WIRE.replace("goes on", "carries on").replace("wish", "desire");
    for (text, own, of_wire) in [
        (WIRE.to_owned(), vec![], vec![]),
        (edited, vec![], vec![]),
        (inside, vec![(news, Inside)], vec![]),
        (plain.join("\n\n"), vec![(plain[1], NoNewFact)], vec![]),
        (format!("{news} {WIRE}"), vec![(news, Above)], vec![]),
        (format!("{WIRE}\n\n{news}"), vec![(news, Below)], vec![]),
        (format!("{WIRE}\n\n{site}\n\n{news}"), vec![(site, PageLine), (news, Below)], vec![]),
        (parts[..3].join("\n\n"), vec![], vec![(ferry, Below), (captain, NoNewFact)]),
    ] {
        let common = CommonPhrases::default();
        let found = Explainer::new(&common).own_sentences(&text, WIRE);
        let named = |found: &[OwnSentence], text: &str| -> Vec<(String, Standing)> {
            found.iter().map(|own| (text[own.span.clone()].to_owned(), own.standing)).collect()
        };
        let wanted = |own: Vec<(&str, Standing)>| -> Vec<(String, Standing)> {
            own.into_iter()
                .map(|(own, standing)| (own.trim_end_matches('.').to_owned(), standing))
                .collect()
        };
        assert_eq!(named(&found[0], &text), wanted(own), "{text}");
        assert_eq!(named(&found[1], WIRE), wanted(of_wire), "{text}");
    }
    let counts =
        Preparer::default().prepare(&Item::new("", news)).candidate_keys(&CommonPhrases::default());
    let common = CommonPhrases::from_counts(counts.into_iter().map(|key| (key, 30, 30)));
    let [own, _] = Explainer::new(&common).own_sentences(&format!("{WIRE}\n\n{news}"), WIRE);
    assert_eq!(own[0].standing, CommonPhrase);
}
