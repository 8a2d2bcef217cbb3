//! Packed files and folders.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use tempfile::tempdir;

use crate::crawls::record;
use crate::tool::{EMPTY, STORY, clean_in, clean_stdin};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

fn story(name: &str) -> Vec<u8> {
    record("conversion", name, STORY.replace("short", name))
}

#[test]
fn packed_input_is_read_as_if_it_were_not() {
    let lines = format!("{}\n", json!({"id": "a", "text": STORY}));
    for plain in [STORY.as_bytes(), lines.as_bytes(), &story("first"), b""] {
        let words = if plain.is_empty() { EMPTY } else { "" };
        let expected = clean_stdin(&[], plain).expect(0, words).stdout.clone();
        assert_eq!(clean_stdin(&[], gzip(plain)).expect(0, words).stdout, expected);
        assert_eq!(clean_stdin(&[], zstandard(plain)).expect(0, words).stdout, expected);
    }
}

#[test]
fn every_member_and_frame_is_read() {
    let expected = [json!("first"), json!("second"), json!("third")];
    for pack in [gzip, zstandard] {
        let packed = ["first", "second", "third"].map(|name| pack(&story(name))).concat();
        assert_eq!(clean_stdin(&[], packed).expect(0, "").sources(), expected);
    }
}

#[test]
fn what_a_cut_off_gzip_file_still_holds_is_cleaned() {
    let packed = [gzip(&story("first")), gzip(&story("second"))].concat();
    let said = clean_stdin(&[], &packed[..packed.len() - 60]);
    assert_eq!((said.code, said.sources()), (Some(2), vec![json!("first")]), "{said:#?}");
    assert!(
        said.stderr.starts_with("copydesk: -: cannot be read: the gzip data end too early, after "),
        "{said:#?}"
    );
    let place = format!(
        " bytes uncompressed; fetch the file again; record 2 at byte {} is not complete\n",
        story("first").len()
    );
    assert!(said.stderr.ends_with(&place), "{said:#?}");
}

/// Asserts that of two lines, each packed for itself, the first is cleaned and the second is named
/// with its place.
#[track_caller]
fn assert_second_line_is_lost(
    pack: fn(&[u8]) -> Vec<u8>,
    damage: impl Fn(&mut Vec<u8>),
    words: &str,
) {
    let line = |id: &str| format!("{}\n", json!({"id": id, "text": STORY}));
    let (first, mut second) = (line("a"), pack(line("b").as_bytes()));
    damage(&mut second);
    let said = clean_stdin(&[], [pack(first.as_bytes()), second].concat());
    assert_eq!((said.code, said.sources()), (Some(2), vec![json!("a")]), "{said:#?}");
    assert!(
        said.stderr.starts_with(&format!(
            "copydesk: -: cannot be read: the {words} {} bytes uncompressed",
            first.len()
        )),
        "{said:#?}"
    );
    let place = format!("; fetch the file again; line 2 at byte {} is not complete\n", first.len());
    assert!(said.stderr.ends_with(&place), "{said:#?}");
}

#[test]
fn lines_before_the_damage_are_cleaned() {
    // The first byte after the head of a member or a frame.
    assert_second_line_is_lost(gzip, |packed| packed[10] ^= 0xFF, "gzip data are damaged after");
    assert_second_line_is_lost(
        zstandard,
        |packed| packed[6] ^= 0xFF,
        "Zstandard data are damaged after",
    );
}

#[test]
fn lines_before_the_end_of_a_cut_off_file_are_cleaned() {
    assert_second_line_is_lost(
        gzip,
        |packed| packed.truncate(30),
        "gzip data end too early, after",
    );
    assert_second_line_is_lost(
        zstandard,
        |packed| packed.truncate(30),
        "Zstandard data end too early, after",
    );
}

#[test]
fn a_file_that_is_cut_off_anywhere_gives_its_whole_lines() {
    let lines: Vec<_> =
        (0..3).map(|id| format!("{}\n", json!({"id": id, "text": STORY}))).collect();
    for pack in [gzip, zstandard] {
        let packed = pack(lines.concat().as_bytes());
        for length in (packed.len() / 2..packed.len()).step_by(7) {
            let said = clean_stdin(&["--from", "jsonl"], &packed[..length]);
            let count = said.sources().len();
            let offset: usize = lines[..count].iter().map(String::len).sum();
            let place = format!("; line {} at byte {offset} is not complete\n", count + 1);
            assert!(
                said.code == Some(2) && said.stderr.ends_with(&place),
                "cut off at {length}: {said:#?}"
            );
        }
    }
}

#[test]
fn a_folder_gives_its_files_by_name() {
    let folder = tempdir().unwrap();
    fs::create_dir_all(folder.path().join("news/b/.git")).unwrap();
    for (name, bytes) in [
        ("news/c.txt", STORY.as_bytes().to_vec()),
        ("news/b/x.wet.gz", gzip(&story("page"))),
        ("news/b/.git/config", STORY.into()),
        ("news/.hidden", STORY.into()),
        ("news/a.txt.zst", zstandard(STORY.as_bytes())),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let said = clean_in(folder.path(), "--removals news/removals.jsonl news");
    assert_eq!(
        said.expect(0, "").sources(),
        [json!("news/a.txt.zst"), json!("page"), json!("news/c.txt")]
    );
}

#[test]
fn an_empty_folder_gives_nothing() {
    let said = clean_in(tempdir().unwrap().path(), ".");
    assert_eq!(said.expect(0, "copydesk: .: no file in it, but for hidden ones\n").stdout, "");
}
