//! Pairs that look alike and are two stories: neither may go.

use crate::stories::fates;

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
        &[&["34", "Selby", "Friday", "Oakmouth"], &["27", "Calder", "Sunday", "Oakmouth"], &["51", "Selby", "Monday", "Northport"]],
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
        &[&["الميناء", "12450", "سالم العلي"], &["الجبل", "8120", "ناصر الحداد"], &["الوادي", "15033", "هدى الكاتب"]],
    ),
    (
        "بعث حاكم الجزيرة برقية تهنئة إلى رئيس جمهورية {} السيد {} بمناسبة ذكرى {} لبلاده. وعبر الحاكم باسمه واسم شعب الجزيرة وحكومتها \
         عن أصدق التهاني وأطيب التمنيات بالصحة والسعادة لفخامته ولشعب الجمهورية الصديق اطراد التقدم والازدهار.",
        &[&["الشمال", "كريم داود", "الاستقلال"], &["البحيرة", "يوسف منصور", "التأسيس"], &["السهل", "طارق نعمان", "الجمهورية"]],
    ),
    (
        "Die Polizei in {} sucht Zeugen eines Unfalls, der sich am {} gegen {} Uhr auf der Landstraße ereignet hat. Ein Wagen kam von \
         der Fahrbahn ab und prallte gegen einen Baum, der Fahrer wurde leicht verletzt. Der Schaden beträgt nach ersten Angaben etwa \
         {} Euro, wie ein Sprecher sagte.",
        &[&["Altmünde", "Montag", "17", "8000"], &["Altmünde", "Freitag", "22", "12000"], &["Neuhafen", "Montag", "9", "3500"]],
    ),
    (
        "Le conseil municipal de {} a voté {} un budget de {} millions pour la rénovation du vieux port, par {} voix contre quatre. \
         Les travaux commenceront au printemps et dureront deux ans, selon le maire, qui promet que le marché restera ouvert pendant \
         toute la durée du chantier.",
        &[&["Valport", "lundi", "12", "19"], &["Rochemare", "mardi", "7", "15"], &["Valport", "jeudi", "3", "21"]],
    ),
    (
        "В городе {} в {} произошел пожар в жилом доме на улице {}. Пострадали {} человек, их доставили в больницу. Причины пожара \
         выясняются, на месте работают спасатели и следственная группа. Жителей соседних домов временно разместили в школе.",
        &[&["Речной", "понедельник", "Садовая", "3"], &["Горный", "пятницу", "Лесная", "7"], &["Речной", "среду", "Новая", "2"]],
    ),
    (
        "{}气象台{}发布天气预报：预计今天白天到夜间多云转阴，最高气温{}度，最低气温{}度，偏北风二到三级。请市民注意添衣保暖，驾车出行注意安全，合理安排户外活动时间。",
        &[&["河口市", "3月4日", "12", "3"], &["山城", "3月9日", "18", "9"], &["河口市", "5月2日", "25", "16"]],
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
                let fates = fates(&[&first, &second]);
                assert!(fates.iter().all(|fate| fate.twin.is_none()), "{first}\n{second}\n{fates:#?}");
            }
        }
    }
    assert!(pairs >= 30, "{pairs} pairs");
}

#[test]
fn a_fact_or_a_negation_alone_makes_two_stories() {
    let story = "The council of Oakmouth did agree to sell the old customs house to a company from Calder for 40,000 euros, the mayor \
                 said on Monday after a debate of six hours. The building has been empty since the harbour moved to the north bank.";
    for (from, to) in [("40,000", "60,000"), ("did agree", "did not agree"), ("on Monday", "on Friday"), ("from Calder", "from Selby")] {
        let other = story.replace(from, to);
        let fates = fates(&[story, &other]);
        assert!(fates.iter().all(|fate| fate.twin.is_none()), "{from} and {to}: {fates:#?}");
    }
}
