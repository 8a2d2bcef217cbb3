//! Pairs that look alike and are two stories: neither may go.

use crate::stories::{ISLAND, WIRE, resolutions};

/// A form, and what it is filled in with: every two of them are two stories.
const FORMS: &[(&str, &[&[&str]])] = &[
    (
        "The forecast for {} is for {} and light winds from the {}. Temperatures will reach {} degrees by the afternoon, the weather \
         office in {} said. Showers are expected along the coast in the evening, and drivers on the mountain road should allow more \
         time for their journey.",
        &[
            &["Monday", "sunshine", "north", "21", "Oakmouth"],
            &["Tuesday", "rain", "west", "14", "Oakmouth"],
            &["Wednesday", "sunshine", "north", "19", "Calder"],
        ],
    ),
    (
        "Shares in {} closed {} percent higher at {} crowns on the Oakmouth exchange on {}, as investors weighed the outlook for \
         interest rates. Volume was in line with the average of the past month, dealers said. The wider index ended the session at \
         {} points.",
        &[
            &["Harbour Bank", "2.1", "340", "Monday", "8120"],
            &["Harbour Bank", "1.4", "345", "Tuesday", "8177"],
            &["Ferrum Steel", "3.9", "88", "Monday", "8120"],
        ],
    ),
    (
        "A {}-year-old man from {} was arrested on {} after a fight outside a bar in the old town, police said. He is held on \
         suspicion of causing serious harm and will appear before the district court in the coming days. Officers ask anyone who saw \
         what happened to call the station in {}.",
        &[
            &["34", "Selby", "Friday", "Oakmouth"],
            &["27", "Calder", "Sunday", "Oakmouth"],
            &["51", "Selby", "Monday", "Northport"],
        ],
    ),
    (
        "{}, who taught {} at the college of {} for {} years, has died at the age of {}. The family will receive friends at the \
         parish hall on {} from noon. In place of flowers, gifts may be made to the hospice where the last weeks of a long life were \
         spent in peace.",
        &[
            &["Lena Marsh", "chemistry", "Oakmouth", "31", "84", "Thursday"],
            &["Omar Castel", "history", "Calder", "22", "79", "Friday"],
            &["Iris Vane", "chemistry", "Oakmouth", "12", "91", "Monday"],
        ],
    ),
    (
        "أجريت اليوم الانتخابات البلدية في مدينة {} وشارك فيها {} ناخبا بحسب ما أعلنته اللجنة المشرفة على الاقتراع. وفاز بالمقعد {} \
         بعد منافسة مع خمسة مرشحين، وقالت اللجنة إن النتائج النهائية ستعلن خلال أسبوع من الآن.",
        &[
            &["الميناء", "12450", "سالم العلي"],
            &["الجبل", "8120", "ناصر الحداد"],
            &["الوادي", "15033", "هدى الكاتب"],
        ],
    ),
    (
        "بعث حاكم الجزيرة برقية تهنئة إلى رئيس جمهورية {} السيد {} بمناسبة ذكرى {} لبلاده. وعبر الحاكم باسمه واسم شعب الجزيرة وحكومتها \
         عن أصدق التهاني وأطيب التمنيات بالصحة والسعادة لفخامته ولشعب الجمهورية الصديق اطراد التقدم والازدهار.",
        &[
            &["الشمال", "كريم داود", "الاستقلال"],
            &["البحيرة", "يوسف منصور", "التأسيس"],
            &["السهل", "طارق نعمان", "الجمهورية"],
        ],
    ),
    (
        "Die Polizei in {} sucht Zeugen eines Unfalls, der sich am {} gegen {} Uhr auf der Landstraße ereignet hat. Ein Wagen kam von \
         der Fahrbahn ab und prallte gegen einen Baum, der Fahrer wurde leicht verletzt. Der Schaden beträgt nach ersten Angaben etwa \
         {} Euro, wie ein Sprecher sagte.",
        &[
            &["Altmünde", "Montag", "17", "8000"],
            &["Altmünde", "Freitag", "22", "12000"],
            &["Neuhafen", "Montag", "9", "3500"],
        ],
    ),
    (
        "Le conseil municipal de {} a voté {} un budget de {} millions pour la rénovation du vieux port, par {} voix contre quatre. \
         Les travaux commenceront au printemps et dureront deux ans, selon le maire, qui promet que le marché restera ouvert pendant \
         toute la durée du chantier.",
        &[
            &["Valport", "lundi", "12", "19"],
            &["Rochemare", "mardi", "7", "15"],
            &["Valport", "jeudi", "3", "21"],
        ],
    ),
    (
        "В городе {} в {} произошел пожар в жилом доме на улице {}. Пострадали {} человек, их доставили в больницу. Причины пожара \
         выясняются, на месте работают спасатели и следственная группа. Жителей соседних домов временно разместили в школе.",
        &[
            &["Речной", "понедельник", "Садовая", "3"],
            &["Горный", "пятницу", "Лесная", "7"],
            &["Речной", "среду", "Новая", "2"],
        ],
    ),
    (
        "{}气象台{}发布天气预报：预计今天白天到夜间多云转阴，最高气温{}度，最低气温{}度，偏北风二到三级。请市民注意添衣保暖，驾车出行注意安全，合理安排户外活动时间。",
        &[
            &["河口市", "3月4日", "12", "3"],
            &["山城", "3月9日", "18", "9"],
            &["河口市", "5月2日", "25", "16"],
        ],
    ),
    (
        "{} beat {} on {} in front of a small crowd. {} opened the scoring before the break and {} added another with ten minutes left. \
         Coach {} praised the patience of the side and said that the pitch had been too wet for fine football. The next match is away \
         from home, and the injured keeper may be back by then.",
        &[
            &["Ashford", "Calder 4-1", "Sunday", "Peter Vane", "Omar Castel", "Lena Marsh"],
            &["Selby", "Ashford 2-0", "Sunday", "Omar Castel", "Peter Vane", "Iris Field"],
            &["Calder", "Selby 3-2", "Sunday", "Iris Field", "Omar Vane", "Peter Castel"],
        ],
    ),
    (
        "انتقل إلى رحمة الله {} بعد صراع طويل مع المرض، وسيصلى عليه عصر اليوم في جامع {} الكبير ويدفن في مقبرة البلدة القديمة. والفقيد \
         والد كل من {} و {} ويستقبل ذووه المعزين في منزل الأسرة بحي {} لمدة ثلاثة أيام، رحم الله الفقيد وألهم أهله الصبر.",
        &[
            &["سالم الحداد", "الميناء", "كريم داود", "طارق نعمان", "الجبل"],
            &["ناصر العلي", "السهل", "طارق نعمان", "ماجد الكاتب", "الوادي"],
            &["يوسف منصور", "الجبل", "هاني فرحات", "كريم داود", "الميناء"],
        ],
    ),
    (
        "{}队周日在主场迎战{}队，{}首先打破僵局，下半场{}再入一球，帮助球队锁定胜局。赛后主教练{}表示，队员们踢得很有耐心，场地湿滑让双方都很难受，\
         希望大家在下一场客场比赛中继续保持这样的状态。",
        &[
            &["河口", "山城", "林青山", "高明", "周大海"],
            &["山城", "新港", "周大海", "林青山", "马小梅"],
            &["新港", "河口", "高明", "马小梅", "林青山"],
        ],
    ),
    (
        "{} में रविवार को पुलिस ने चोरी के आरोप में {} को पकड़ लिया। थाना प्रभारी {} ने बताया कि आरोपी के घर से गहने और नकदी मिली है और उससे पूछताछ \
         चल रही है। उसे कल अदालत में पेश किया जाएगा। लोगों से कहा गया है कि वे सतर्क रहें।",
        &[
            &["नदीपुर", "अजय लाल", "किरण जोशी"],
            &["पहाड़गढ़", "विजय राम", "सुनील रावत"],
            &["बंदरनगर", "दीपक मोहन", "पूजा सिंह"],
        ],
    ),
    (
        "{} Ltd is raising {} mln crowns through an offering of notes due {}, said lead manager {} Brothers. The notes have a coupon of {} \
         pct and were priced at {}. Not to be called for five years, the issue is rated double-A by the agencies of Oakmouth and will be \
         listed on the exchange of Northport.",
        &[
            &["Harbour Steel", "40", "1999", "Marsh", "8-1/8", "par, a yield of 8.12 pct"],
            &["Calder Paper", "100", "2004", "Field and Vane", "9-5/8", "99.50"],
            &[
                "Selby Ferries",
                "75",
                "1997",
                "Castel",
                "7",
                "101-1/4, the syndicate said, to yield 91 points more than state loans",
            ],
        ],
    ),
];

fn fill(form: &str, words: &[&str]) -> String {
    words.iter().fold(form.to_owned(), |text, word| text.replacen("{}", word, 1))
}

#[test]
fn forms_filled_in_are_stories_of_their_own() {
    let mut pairs = 0;
    for (form, fillings) in FORMS {
        for (at, first) in fillings.iter().enumerate() {
            for second in &fillings[at + 1..] {
                pairs += 1;
                let (first, second) = (fill(form, first), fill(form, second));
                let resolutions = resolutions(&[&first, &second]);
                assert!(
                    resolutions.iter().all(|resolution| resolution.duplicate_of.is_none()),
                    "{first}\n{second}\n{resolutions:#?}"
                );
            }
        }
    }
    assert!(pairs >= 30, "{pairs} pairs");
}

#[test]
fn two_stories_with_an_own_part_each_share_the_rest() {
    let shared = "The island has been without a bridge since the flood of last spring, and the mainland is two hours away by the ferry of \
                  the harbour company. Shops are open three days a week, the doctor comes on Tuesdays, and letters wait for a calm sea. \
                  Half of the young people have left since then, a census of the parish found.";
    let owns = [
        "Fishermen asked for a wall of stone after three boats sank at their moorings within a year, and a petition went round the \
         taverns until every skipper but one had signed it.",
        "The upper school will close next summer because only five pupils are left in it, and parents marched to the town hall with drums \
         and pots on the evening of the vote.",
    ];
    let texts = owns.map(|own| format!("{own}\n\n{shared}"));
    let resolutions = resolutions(&[&texts[0], &texts[1]]);
    assert!(
        resolutions.iter().all(|resolution| resolution.duplicate_of.is_none()),
        "{resolutions:#?}"
    );
}

#[test]
fn a_fact_or_a_negation_alone_makes_two_stories() {
    let story = "The council of Oakmouth did agree to sell the old customs house to a company from Calder for 40,000 euros, the mayor \
                 said on Monday after a debate of six hours. The building has been empty since the harbour moved to the north bank.";
    for (from, to) in [
        ("40,000", "60,000"),
        ("did agree", "did not agree"),
        ("on Monday", "on Friday"),
        ("from Calder", "from Selby"),
        // A function word in Dutch and in Polish.
        ("six hours", "ten hours"),
    ] {
        let other = story.replace(from, to);
        let resolutions = resolutions(&[story, &other]);
        assert!(
            resolutions.iter().all(|resolution| resolution.duplicate_of.is_none()),
            "{from} and {to}: {resolutions:#?}"
        );
    }
}

#[track_caller]
fn assert_all_kept(texts: &[&str]) {
    let resolutions = resolutions(texts);
    assert!(
        resolutions.iter().all(|resolution| resolution.duplicate_of.is_none()),
        "{resolutions:#?}"
    );
    assert!(
        resolutions.iter().all(|resolution| resolution.version_of.is_none()),
        "{resolutions:#?}"
    );
}

/// Entries of a notice board.
const NOTICES: [&str; 9] = [
    "The rowing club of Selby looks for a cox under fifty kilos for its Tuesday crew; ring Nora Field on 3310.",
    "Wanted in Northport: a second-hand loom with six shafts, for the weavers of Mill Lane. Ring Omar Castel on 2207.",
    "The choir of St Ewan sings on Thursdays at half past seven in the drill hall, and lacks two basses. Ask Iris Vane, 4471.",
    "A grey cat with one white paw was found near Kelso lock. It may be fetched from Peter Holm, 8812.",
    "Driving lessons for tractors are given at Brae farm in April, four evenings for 90 crowns. Lena Marsh takes names, 1190.",
    "The chess circle of Calder plays blitz on the last Sunday, beginners at three. Boards are lent by Hugo Dahl, 6605.",
    "Eleven pupils of the upper school give help with sums for cake or coin. Leave word with Ruth Amsel, 5043.",
    "Bees: two swarms to give away, with boxes, before the lime trees flower. Karim Sol keeps them at Oak End, 7719.",
    "The ladies of Harbour Street knit caps for seamen and ask for wool of any colour. Parcels to Inga Blum, 2956.",
];

#[test]
fn issues_of_a_listing_with_other_entries_are_two_texts() {
    let head = "Notice board of the parish";
    let issue = |entries: &[usize]| {
        let entries: Vec<&str> = entries.iter().map(|&at| NOTICES[at]).collect();
        format!("{head}\n\n{}", entries.join("\n\n"))
    };
    assert_all_kept(&[&issue(&[0, 1, 2, 3, 4, 5, 6]), &issue(&[7, 2, 5, 1, 6, 8, 4, 3])]);
    // An issue with entries left out has nothing of its own.
    let resolutions = resolutions(&[&issue(&[0, 1, 2, 3, 4, 5, 6]), &issue(&[0, 1, 3, 4, 6])]);
    assert_eq!(
        resolutions[1].duplicate_of.as_ref().map(|twin| twin.id.as_str()),
        Some("0"),
        "{resolutions:#?}"
    );
}

#[test]
fn a_follow_up_shares_its_background_with_the_story_before() {
    let background = WIRE.split("\n\n").skip(1).collect::<Vec<_>>().join("\n\n");
    let news = "Divers brought up the anchor of a grain ship from the strait on Wednesday, where it had lain since 1911. The museum of \
                Northport offered 600 crowns for it, and the skipper Omar Castel wants to hang it over the door of his tavern.";
    let follow_up = format!("{news}\n\n{background}");
    assert_all_kept(&[WIRE, &follow_up]);
    // The same in a script without capitals.
    let news = "عثر غواصون في قاع المضيق على مرساة سفينة حبوب غرقت قبل مئة عام، وعرض متحف المدينة شراءها بمبلغ كبير. \
                ويريد صاحب المطعم أن يعلقها فوق باب مطعمه ذكرى للبحارة.";
    let background: Vec<&str> = ISLAND.split("\n\n").skip(1).collect();
    let follow_up = format!("{news}\n\n{}", background.join("\n\n"));
    assert_all_kept(&[ISLAND, &follow_up]);
}

#[test]
fn a_form_filled_in_anew_is_no_version() {
    for (form, fillings) in FORMS {
        let texts: Vec<String> = fillings.iter().map(|words| fill(form, words)).collect();
        assert_all_kept(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
