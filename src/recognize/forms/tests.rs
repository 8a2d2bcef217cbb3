use super::Forms;
use crate::compare::key;
use crate::recognize::Lexicon;
use crate::recognize::shape::Shape;

pub(super) fn of(text: &str) -> Forms {
    Forms::of(text, &key::of(text), Shape::of(text), Lexicon::built_in())
}

/// Each text with forms that it has and forms that it has not.
#[track_caller]
fn check(table: &[(&str, Forms, Forms)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(text, has, has_not)| (text, of(text), *has, *has_not))
        .filter(|(_, forms, has, has_not)| has.without(*forms) != Forms::NONE || forms.has(*has_not))
        .map(|(text, forms, has, has_not)| format!("{text:?} is {forms:?}; expected {has:?}, not {has_not:?}"))
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
        ("+44 20 7946 0958", Forms::PHONE, Forms::SCORE_OR_ROW),
        ("12 500 750", Forms::NONE, Forms::PHONE),
        ("— Lena Marsh (@lena) May 3, 2021", Forms::SOCIAL_SIGNATURE, Forms::NONE),
        ("Lena Marsh (@lena) told reporters on Monday that the port would open", Forms::NONE, Forms::SOCIAL_SIGNATURE),
    ]);
}
