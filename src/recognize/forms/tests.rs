use super::Forms;
use crate::compare::key;
use crate::recognize::Lexicon;

pub(super) fn of(text: &str) -> Forms {
    Forms::of(text, &key::of(text), Lexicon::built_in())
}

/// Each text with forms that it has and forms that it has not.
#[track_caller]
fn check(table: &[(&str, Forms, Forms)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(text, has, has_not)| (text, of(text), *has, *has_not))
        .filter(|(_, forms, has, has_not)| {
            has.without(*forms) != Forms::NONE || forms.has(*has_not)
        })
        .map(|(text, forms, has, has_not)| {
            format!("{text:?} is {forms:?}; expected {has:?}, not {has_not:?}")
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn signs() {
    check(&[
        ("***", Forms::ORNAMENT, Forms::BULLET),
        ("* * *", Forms::ORNAMENT, Forms::BULLET),
        ("*** a", Forms::NONE, Forms::ORNAMENT),
        ("1 / 12", Forms::GALLERY_COUNTER, Forms::SCORE_OR_ROW),
        ("1|2", Forms::GALLERY_COUNTER, Forms::NONE),
        ("1 of 12", Forms::GALLERY_COUNTER, Forms::NONE),
        ("3 von 12", Forms::GALLERY_COUNTER, Forms::NONE),
        ("12 of 3", Forms::NONE, Forms::GALLERY_COUNTER),
        ("2/3", Forms::GALLERY_COUNTER.or(Forms::PAGE_MARK), Forms::NONE),
        ("2/300", Forms::GALLERY_COUNTER, Forms::PAGE_MARK),
        ("- 2 -", Forms::PAGE_MARK, Forms::ORNAMENT),
        ("1. Port", Forms::NUMBERED, Forms::NONE),
        ("a) Port", Forms::NUMBERED, Forms::NONE),
        ("一、港口", Forms::NUMBERED, Forms::NONE),
        ("1.5 million", Forms::NONE, Forms::NUMBERED),
        ("2021. Port", Forms::NONE, Forms::NUMBERED),
        ("## Port", Forms::MARKDOWN_HEADING, Forms::HANDLE),
        ("#Port", Forms::HANDLE, Forms::MARKDOWN_HEADING.or(Forms::TAGS)),
        ("#Port #Ferry", Forms::TAGS, Forms::HANDLE),
        ("@harbour", Forms::HANDLE, Forms::URL_OR_MAIL),
        ("“The port is open.”", Forms::QUOTED_WHOLE, Forms::NONE),
        ("“The port” and “the pier”", Forms::NONE, Forms::QUOTED_WHOLE),
        ("lena@harbour.example", Forms::URL_OR_MAIL, Forms::HANDLE),
        ("https://harbour.example/a", Forms::URL_OR_MAIL, Forms::NONE),
        ("The port. Open", Forms::NONE, Forms::URL_OR_MAIL),
        ("Rovers 2 Wanderers 1", Forms::SCORE_OR_ROW, Forms::GALLERY_COUNTER),
        ("Rovers 2, Wanderers 1, and the crowd went home.", Forms::NONE, Forms::SCORE_OR_ROW),
        ("LENA MARSH: We stay.", Forms::SPEAKER, Forms::NONE),
        ("Q: Who pays?", Forms::SPEAKER, Forms::NONE),
        ("问：谁来付钱？", Forms::SPEAKER, Forms::NONE),
        ("They said this: we stay.", Forms::NONE, Forms::SPEAKER),
        ("0:00 / 4:12", Forms::LISTEN, Forms::GALLERY_COUNTER),
        ("00:00:49", Forms::LISTEN, Forms::NONE),
        ("30-IMG_4228.jpg", Forms::MEDIA, Forms::URL_OR_MAIL),
        ("the file IMG_4228.jpg", Forms::NONE, Forms::MEDIA),
        (".jpg", Forms::NONE, Forms::MEDIA),
        ("harbour.example/pier.jpg", Forms::NONE, Forms::MEDIA),
        ("10:00:49", Forms::NONE, Forms::LISTEN),
        ("00:49", Forms::NONE, Forms::LISTEN),
        ("02:12 - Source: CNN", Forms::LISTEN, Forms::NONE),
        ("02:12 - Reuters", Forms::LISTEN, Forms::NONE),
        ("02:12 - Source: Harbour", Forms::NONE, Forms::LISTEN),
        ("CNN - Source: CNN", Forms::NONE, Forms::LISTEN),
        ("+44 20 7946 0958", Forms::PHONE, Forms::SCORE_OR_ROW),
        ("12 500 750", Forms::NONE, Forms::PHONE),
        ("— Lena Marsh (@lena) May 3, 2021", Forms::SOCIAL_SIGNATURE, Forms::NONE),
        (
            "Lena Marsh (@lena) told reporters on Monday that the port would open",
            Forms::NONE,
            Forms::SOCIAL_SIGNATURE,
        ),
    ]);
}

#[test]
fn dates() {
    check(&[
        ("2026年3月4日 14時32分", Forms::DATE, Forms::SCORE_OR_ROW),
        ("2026-03-04 14:32", Forms::DATE, Forms::SCORE_OR_ROW),
        ("Published: May 3, 2021 14:05 GMT", Forms::DATE, Forms::AGO),
        ("Updated 4 hours ago", Forms::DATE.or(Forms::AGO), Forms::NONE),
        ("Publié le 3 mai 2021 à 14h05", Forms::DATE, Forms::NONE),
        ("Stand: 09:14 Uhr", Forms::DATE, Forms::NONE),
        ("12.05.2021, 14:05", Forms::DATE, Forms::NONE),
        ("الثلاثاء 3 مايو 2021", Forms::DATE, Forms::NAMES_ONLY),
        ("٣ مايو ٢٠٢١", Forms::DATE, Forms::NONE),
        ("vor 3 Stunden", Forms::DATE.or(Forms::AGO), Forms::NONE),
        ("há 3 horas", Forms::DATE.or(Forms::AGO), Forms::NONE),
        ("3시간 전", Forms::DATE.or(Forms::AGO), Forms::NONE),
        ("3小时前", Forms::DATE.or(Forms::AGO), Forms::NONE),
        ("14:05", Forms::TIME_ONLY, Forms::DATE),
        ("May 3", Forms::HOLDS_DATE, Forms::DATE),
        ("The port opened on May 3, 2021", Forms::HOLDS_DATE, Forms::DATE),
        ("3 hours", Forms::NONE, Forms::DATE),
        ("4 min read", Forms::READING_TIME, Forms::SCORE_OR_ROW),
        ("Lesedauer: 7 Minuten", Forms::READING_TIME, Forms::NONE),
        ("The 4 minutes read like an hour", Forms::NONE, Forms::READING_TIME),
        ("1,204 views", Forms::VIEWS_OR_COMMENTS_COUNT, Forms::NONE),
        ("1,204 views of the port were sold", Forms::NONE, Forms::VIEWS_OR_COMMENTS_COUNT),
    ]);
}

#[test]
fn names() {
    check(&[
        ("By Lena Marsh | May 3, 2021 | 14:05", Forms::BYLINE, Forms::DATE),
        ("By Lena Marsh, Reuters", Forms::BYLINE, Forms::NAME_AND_AGENCY),
        ("Von Lena Marsh", Forms::BYLINE, Forms::NAMES_ONLY),
        ("By the time they came it was late", Forms::NONE, Forms::BYLINE),
        ("By", Forms::BYLINE_LABEL_ALONE, Forms::BYLINE),
        ("Lena Marsh", Forms::NAMES_ONLY, Forms::BYLINE),
        ("Von Lena Marsh, Volontärin 05.11.2025, 18:00 Uhr", Forms::BYLINE, Forms::NAMES_ONLY),
        ("Von Lena Marsh, Volontärin, Oakmouth 05.11.2025", Forms::NONE, Forms::BYLINE),
        (
            "By Lena Marsh | lena@oakmouth.example | The Oakmouth Gazette",
            Forms::BYLINE,
            Forms::NONE,
        ),
        ("By Lena Marsh in a boat on the river", Forms::NONE, Forms::BYLINE),
        ("Text Size", Forms::TEXT_SIZE, Forms::BYLINE),
        ("By Lena Marsh, Tom Bell, and Nora Stell, Reuters", Forms::BYLINE, Forms::NONE),
        ("Lena Marsh, Tom Bell, and Nora Stell", Forms::NAMES_ONLY, Forms::NONE),
        ("May 3, 2021 by Lena Marsh, Harbour Reporter", Forms::BYLINE, Forms::NONE),
        ("2021/5/3 11:24 Text: Lena Marsh", Forms::BYLINE, Forms::NONE),
        (
            "Harbour Times | 03.05.2021 at 13:36 | By Lena Marsh (with the desk in Selby)",
            Forms::BYLINE,
            Forms::NONE,
        ),
        ("Harbour in May 3, 2021 by Lena Marsh", Forms::NONE, Forms::BYLINE),
        ("May 3, 2021 by the sea", Forms::NONE, Forms::BYLINE),
        ("May 3, 2021 | Harbour by Lena", Forms::NONE, Forms::BYLINE),
        ("By Lena \"Sail\" Marsh May 3, 2021 7:18 pm", Forms::BYLINE, Forms::DATE),
        ("By Lena Marsh - Staff Writer 2021-05-03T23:30:00Z Health", Forms::BYLINE, Forms::DATE),
        ("by Lena Marsh @lena_marsh May 3, 2021: 12:41 PM ET", Forms::BYLINE, Forms::DATE),
        ("By Lena @lena May 3, 2021", Forms::NONE, Forms::BYLINE),
        ("By Lena \"Sail\" Marsh May 3, 2021 Health Sea Pier", Forms::BYLINE, Forms::NONE),
        ("By Lena \"Sail\" Marsh May 3, 2021 Health Sea Pier Dock", Forms::NONE, Forms::BYLINE),
        ("By Lena \"Sail\" Marsh May 3, 2021 had come", Forms::NONE, Forms::BYLINE),
        ("By Tuesday May 3, 2021", Forms::NONE, Forms::BYLINE),
        ("Lena Marsh / OAKMOUTH.COM / Sep 2, 2024", Forms::NAME_AND_DATE, Forms::BYLINE),
        ("Lena Marsh / out of / Sep 2, 2024", Forms::NONE, Forms::NAME_AND_DATE),
        ("Lena Marsh and Tom Bell, Oakmouth", Forms::NAMES_ONLY, Forms::BYLINE),
        ("Lena Marsh and Tom Bell, on board", Forms::NONE, Forms::NAMES_ONLY),
        ("Lena Marsh, Oakmouth", Forms::NONE, Forms::NAMES_ONLY),
        ("Lena Marsh and Tom Bell", Forms::NAMES_ONLY, Forms::NONE),
        ("The Port Opens", Forms::NONE, Forms::NAMES_ONLY),
        ("Lena Marsh opened the port", Forms::NONE, Forms::NAMES_ONLY),
        ("AFP, dpa", Forms::AGENCY_ONLY, Forms::NAMES_ONLY),
        ("AFP, OAKMOUTH", Forms::AGENCY_ONLY, Forms::NAMES_ONLY),
        ("AFP, Oakmouth", Forms::NONE, Forms::AGENCY_ONLY),
        ("OAKMOUTH, SELBY", Forms::NONE, Forms::AGENCY_ONLY),
        ("Lena Marsh, Reuters", Forms::NAME_AND_AGENCY, Forms::NAMES_ONLY),
        ("Lena Marsh | Staff Writer", Forms::NAME_AND_AGENCY, Forms::NAMES_ONLY),
        ("Lena Marsh | 3 May 2021", Forms::NAME_AND_DATE, Forms::DATE),
        ("3. Mai 2021 um 15:46 Uhr / Lena Marsh", Forms::NAME_AND_DATE, Forms::DATE),
        ("Lena Marsh. Tom Bell", Forms::NONE, Forms::NAMES_ONLY),
        ("Lena Van Der Marsh | 4 months ago", Forms::NAME_AND_DATE, Forms::DATE),
        ("Der Hafen", Forms::NONE, Forms::NAMES_ONLY),
        ("Lena Marsh og Tom Bell", Forms::NAMES_ONLY, Forms::NONE),
        ("Lena Marsh and Tom Bell | Oakmouth | 03/05/2021", Forms::NAME_AND_DATE, Forms::DATE),
        ("Lena Marsh | wide open | 03/05/2021", Forms::NONE, Forms::NAME_AND_DATE),
        ("Lena Marsh | Office of Oakmouth | 03/05/2021", Forms::NONE, Forms::NAME_AND_DATE),
        ("Por Lena Marsh | 03/05/2021 20:36", Forms::BYLINE, Forms::NONE),
        ("Oakmouth, May 4, 2022 7:43 p.m.", Forms::DATE, Forms::BYLINE),
        ("Selby, 4. März 2026, 13.42 Uhr", Forms::DATE, Forms::BYLINE),
        ("Harbour office of Selby, May 4, 2022 7:43 p.m.", Forms::NONE, Forms::DATE),
        ("Market in Selby, May 4, 2022 7:43 p.m.", Forms::NONE, Forms::DATE),
        ("Oakmouth, May 4, 2022", Forms::NONE, Forms::DATE),
        ("Oakmouth 7:43 p.m.", Forms::NONE, Forms::DATE),
        ("김민수 기자", Forms::BYLINE, Forms::NONE),
    ]);
}

#[test]
fn tags_behind_a_colon_are_as_many_as_there_are() {
    let tags = |label: &str, words: usize| format!("{label} #ferry{}", " port".repeat(words - 1));
    let (colon, hash, long) = (tags("Tags:", 60), tags("Tags", 30), tags("Tags", 31));
    check(&[
        (&colon, Forms::TAGS, Forms::NONE),
        (&hash, Forms::TAGS, Forms::NONE),
        (&long, Forms::NONE, Forms::TAGS),
    ]);
}

#[test]
fn notes() {
    check(&[
        ("Home > World > Africa", Forms::BREADCRUMB, Forms::SECTION_LABEL),
        ("Startseite / Politik", Forms::BREADCRUMB, Forms::NONE),
        ("海港网 > 新闻 > 正文", Forms::BREADCRUMB, Forms::BYLINE),
        ("王小明 文", Forms::BYLINE, Forms::BREADCRUMB),
        ("The port / the pier", Forms::NONE, Forms::BREADCRUMB),
        ("Tags: ferry, port", Forms::TAGS, Forms::TAGS_LABEL),
        ("Tags:", Forms::TAGS_LABEL, Forms::TAGS),
        ("标签：港口", Forms::TAGS, Forms::NONE),
        ("Tags were found on the pier.", Forms::NONE, Forms::TAGS),
        ("Lena Marsh is a reporter at Harbour Times.", Forms::AUTHOR_BOX, Forms::NONE),
        ("Lena Marsh is a nurse in Quito.", Forms::NONE, Forms::AUTHOR_BOX),
        ("© 2022 Harbour Times", Forms::RIGHTS, Forms::NONE),
        ("All rights reserved.", Forms::RIGHTS, Forms::NONE),
        ("The band kept all rights to its songs.", Forms::NONE, Forms::RIGHTS),
        (
            "The post Port opens appeared first on Harbour Times.",
            Forms::APPEARED_FIRST,
            Forms::NONE,
        ),
        ("(dpa/tk)", Forms::SIGN_OFF.or(Forms::END_NOTE), Forms::NONE),
        ("(the port)", Forms::NONE, Forms::SIGN_OFF),
        ("— AFP", Forms::SIGN_OFF.or(Forms::END_NOTE), Forms::NONE),
        ("— the port", Forms::NONE, Forms::SIGN_OFF),
        ("Correction: An earlier version named another port.", Forms::CORRECTION, Forms::NONE),
        ("The correction came late.", Forms::NONE, Forms::CORRECTION),
        ("Source: dpa", Forms::SOURCE_LINE, Forms::NONE),
        ("Read also: Port opens", Forms::READ_ALSO, Forms::RELATED_LABEL),
        ("Read also:", Forms::RELATED_LABEL, Forms::READ_ALSO),
        ("» Læs også:", Forms::RELATED_LABEL, Forms::READ_ALSO),
        ("World", Forms::SECTION_LABEL, Forms::NAMES_ONLY),
        ("Copy link", Forms::LINK_WIDGET, Forms::NONE),
        ("Key points", Forms::KEY_POINTS_LABEL, Forms::NAMES_ONLY),
        ("FOR IMMEDIATE RELEASE", Forms::PRESS_RELEASE_MARK, Forms::NAMES_ONLY),
        ("Was this article helpful?", Forms::FEEDBACK, Forms::NONE),
        ("Your browser does not support the video tag.", Forms::NOTICE, Forms::NONE),
        ("The browser does not support the video tag.", Forms::NONE, Forms::NOTICE),
        (
            "More from the port came on Monday, when the ships were let in.",
            Forms::NONE,
            Forms::RELATED_LABEL,
        ),
    ]);
}
