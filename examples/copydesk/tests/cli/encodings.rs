//! Character encodings other than UTF-8, declared or found out.

use encoding_rs::{Encoding, GB18030, SHIFT_JIS, WINDOWS_1252, WINDOWS_1256};
use serde_json::{Value, json};

use crate::tool::{STORY, clean_stdin};

const FRENCH: &str = "Le café du port rouvre ses portes\n\nLe café du port a rouvert hier après neuf années de fermeture, a déclaré la \
                      propriétaire, qui s’est dite très émue.\n";
const ARABIC: &str = "عودة العبارة إلى الميناء\n\nقال مكتب الميناء إن العبارة ستعود إلى العمل يوم الاثنين بعد تسعة أيام من الإصلاحات في الحوض.\n";
const JAPANESE: &str = "港の渡し船が再開\n\n港湾事務所によると、修理を終えた渡し船は月曜日に運航を再開する。修理には九日かかったという。\n";
const CHINESE: &str = "港口轮渡恢复通航\n\n港务局表示，经过九天的维修，轮渡将于星期一恢复通航，届时票价保持不变，居民对此表示欢迎。\n";

fn legacy(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, damaged) = encoding.encode(text);
    assert!(!damaged);
    bytes.into_owned()
}

#[track_caller]
fn assert_read(arguments: &[&str], input: &[u8], text: &str, encoding: &Value) {
    let said = clean_stdin(arguments, input);
    let rows = said.expect(0, "").rows();
    assert_eq!(rows[0]["headline"], text.lines().next().unwrap());
    assert_eq!(rows[0].get("encoding").unwrap_or(&Value::Null), encoding);
}

#[test]
fn legacy_encodings_are_found_out_and_recorded() {
    for (text, encoding) in
        [(FRENCH, WINDOWS_1252), (ARABIC, WINDOWS_1256), (JAPANESE, SHIFT_JIS), (CHINESE, GB18030)]
    {
        let said = clean_stdin(&[], legacy(text, encoding));
        let row = &said.expect(0, "").rows()[0];
        assert_eq!(row["headline"], text.lines().next().unwrap());
        let name = if encoding == GB18030 { "GBK" } else { encoding.name() };
        assert_eq!(row["encoding"], name);
    }
}

#[test]
fn a_declared_encoding_is_believed() {
    assert_read(
        &["--encoding", "cp1256"],
        &legacy(ARABIC, WINDOWS_1256),
        ARABIC,
        &json!("windows-1256"),
    );
    assert_read(
        &["--encoding", "latin1"],
        &legacy(FRENCH, WINDOWS_1252),
        FRENCH,
        &json!("windows-1252"),
    );
    let utf16: Vec<u8> = STORY.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_read(&["--encoding", "utf-16be"], &utf16, STORY, &json!("UTF-16BE"));
}

#[test]
fn a_byte_order_mark_says_which_utf16_it_is() {
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(ARABIC.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_read(&[], &utf16, ARABIC, &json!("UTF-16LE"));
}

#[test]
fn utf8_is_not_named() {
    for text in [STORY, FRENCH, ARABIC, JAPANESE] {
        assert_read(&[], text.as_bytes(), text, &Value::Null);
    }
}

#[test]
fn utf8_with_damage_stays_utf8() {
    let input =
        [FRENCH.as_bytes(), b"\nLa phrase a un octet \xFF de trop, dit-on au port.\n"].concat();
    let said = clean_stdin(&[], input);
    assert!(
        said.expect(0, "").rows()[0]["paragraphs"][1].as_str().unwrap().contains('\u{FFFD}'),
        "{said:#?}"
    );
    assert_eq!(said.rows()[0].get("encoding"), None);
}

#[test]
fn an_encoding_that_does_not_exist_is_wrong_usage() {
    let said = clean_stdin(&["--encoding", "utf-9"], "");
    assert_eq!(said.code, Some(2));
    assert!(
        said.stderr.contains("no encoding has this name; examples are utf-8, windows-1256"),
        "{said:#?}"
    );
}
