//! Every option that names an output, with every kind of target: links are followed, pipes and
//! devices are written, and nothing that is read is destroyed.

#![cfg(unix)]

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use tempfile::{TempDir, tempdir};

use crate::tool::{STORY, Said, tool};

/// The commands with an output at `target`, whose first bytes are those.
const OPTIONS: [(&str, &str); 5] = [
    ("clean page.txt --removals target", "{\"what\":\"removal\""),
    ("clean page.txt --provenance target", "{\"id\":\"xxh3:"),
    ("clean page.txt --summary target", "{\n  \"documents\": 1,"),
    ("clean page.txt --out clean --quiet --summary target", "{\n  \"documents\": 1,"),
    ("report page.txt -o target", "<!DOCTYPE html>"),
];

/// A folder with a page to clean, something of which is removed.
fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("page.txt"), page()).unwrap();
    folder
}

fn page() -> String {
    STORY.replace("here\n", "here\n\nA short headline here\n")
}

fn run(folder: &Path, command: &str) -> Said {
    let mut tool = tool();
    tool.current_dir(folder).args(command.split_whitespace()).stdin(Stdio::null());
    tool.output().unwrap().into()
}

fn assert_written(folder: &Path, command: &str, file: &str, begin: &str) {
    run(folder, command).expect(0, "");
    let written = fs::read_to_string(folder.join(file)).unwrap();
    assert!(written.starts_with(begin), "{command}: {written}");
}

#[test]
fn a_new_file_is_written_and_an_old_one_replaced_with_its_permissions() {
    for (command, begin) in OPTIONS {
        let folder = folder();
        let target = folder.path().join("target");
        assert_written(folder.path(), command, "target", begin);
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
        fs::hard_link(&target, folder.path().join("other_name")).unwrap();
        assert_written(folder.path(), command, "target", begin);
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600, "{command}");
    }
}

#[test]
fn links_are_followed_and_stay() {
    for (command, begin) in OPTIONS {
        let folder = folder();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("deep")).unwrap();
        symlink("deep/link", path("target")).unwrap();
        symlink("../file", path("deep/link")).unwrap();
        // The first time the links lead to nothing, the second time to a file.
        for _ in 0..2 {
            assert_written(folder.path(), command, "file", begin);
            assert!(path("target").is_symlink() && path("deep/link").is_symlink(), "{command}");
        }
    }
}

#[test]
fn a_pipe_is_written() {
    for (command, begin) in OPTIONS {
        let folder = folder();
        let target = folder.path().join("target");
        assert!(Command::new("mkfifo").arg(&target).status().unwrap().success());
        let reader = {
            let target = target.clone();
            thread::spawn(move || fs::read_to_string(target).unwrap())
        };
        run(folder.path(), command).expect(0, "");
        let written = reader.join().unwrap();
        assert!(written.starts_with(begin), "{command}: {written}");
        assert!(fs::symlink_metadata(&target).unwrap().file_type().is_fifo(), "{command}");
    }
}

/// A device of our own: what takes all bytes, or what has no room for any. Without the right to
/// make one the test is skipped.
fn device(path: &Path, minor: &str) -> bool {
    let made =
        Command::new("mknod").arg(path).args(["c", "1", minor]).stderr(Stdio::null()).status();
    let is_usable =
        made.is_ok_and(|status| status.success()) && File::options().write(true).open(path).is_ok();
    if !is_usable {
        eprintln!("skipped: no device can be made or opened here");
    }
    is_usable
}

#[test]
fn a_device_is_written_and_stays() {
    for (command, _) in OPTIONS {
        let folder = folder();
        let target = folder.path().join("target");
        if !device(&target, "3") {
            return;
        }
        run(folder.path(), command).expect(0, "");
        assert!(fs::metadata(&target).unwrap().file_type().is_char_device(), "{command}");
    }
}

#[test]
fn a_full_device_is_2() {
    for (command, _) in OPTIONS {
        let folder = folder();
        if !device(&folder.path().join("target"), "7") {
            return;
        }
        run(folder.path(), command).expect(
            2,
            "copydesk: target: cannot be written: no space is left on the device; make room and give the same command again\n",
        );
    }
}

#[test]
fn a_folder_and_a_folder_that_is_not_there_are_2() {
    for (command, _) in OPTIONS {
        let folder = folder();
        fs::create_dir(folder.path().join("target")).unwrap();
        run(folder.path(), command)
            .expect(2, "copydesk: target: cannot be written: Is a directory (os error 21)\n");
        fs::remove_dir(folder.path().join("target")).unwrap();
        symlink("nowhere/file", folder.path().join("target")).unwrap();
        let said = run(folder.path(), command);
        assert_eq!(said.code, Some(2), "{said:#?}");
        assert!(
            said.stderr.starts_with("copydesk: target: cannot be written: No such file"),
            "{said:#?}"
        );
    }
}

#[test]
fn a_file_that_may_not_be_written_is_2_and_stays() {
    for (command, _) in OPTIONS {
        let folder = folder();
        let target = folder.path().join("target");
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o400)).unwrap();
        if File::options().write(true).open(&target).is_ok() {
            eprintln!("skipped: this user may write everything");
            return;
        }
        run(folder.path(), command)
            .expect(2, "copydesk: target: cannot be written: Permission denied (os error 13)\n");
        assert_eq!(fs::read_to_string(&target).unwrap(), "old", "{command}");
    }
}

#[test]
fn a_hyphen_is_standard_output() {
    for (command, begin) in OPTIONS {
        let folder = folder();
        let said = run(folder.path(), &command.replace("target", "-"));
        if command.starts_with("clean page.txt --out") || command.starts_with("report") {
            assert!(said.expect(0, "").stdout.starts_with(begin), "{said:#?}");
        } else {
            // The articles are there.
            said.expect(
                2,
                "copydesk: standard output: would be written twice in one run; name another file\n",
            );
        }
        assert!(!folder.path().join("-").exists(), "{command}");
    }
}

#[test]
fn no_input_is_written_by_whatever_name() {
    for (command, _) in OPTIONS {
        for name in ["the file itself", "a link", "another name", "a link to another name"] {
            let folder = folder();
            let path = |name: &str| folder.path().join(name);
            let target = if name == "the file itself" { "./page.txt" } else { "target" };
            match name {
                "a link" => symlink("page.txt", path("target")).unwrap(),
                "another name" => fs::hard_link(path("page.txt"), path("target")).unwrap(),
                "a link to another name" => {
                    fs::hard_link(path("page.txt"), path("other")).unwrap();
                    symlink("other", path("target")).unwrap();
                }
                _ => {}
            }
            run(folder.path(), &command.replace("target", target)).expect(
                2,
                &format!(
                    "copydesk: {target}: is an input and cannot be written too; name another file\n"
                ),
            );
            assert_eq!(fs::read_to_string(path("page.txt")).unwrap(), page(), "{command}, {name}");
        }
    }
}

#[test]
fn standard_input_is_not_written_either() {
    for (command, _) in OPTIONS.into_iter().filter(|(command, _)| !command.contains("--out")) {
        let folder = folder();
        let mut tool = tool();
        let page = File::open(folder.path().join("page.txt")).unwrap();
        let command = command.replace(" page.txt", "").replace("target", "page.txt");
        tool.current_dir(folder.path()).args(command.split_whitespace()).stdin(page);
        Said::from(tool.output().unwrap()).expect(
            2,
            "copydesk: page.txt: is an input and cannot be written too; name another file\n",
        );
    }
}

#[test]
fn standard_output_is_no_input() {
    let folder = folder();
    let page_txt = folder.path().join("page.txt");
    let mut tool = tool();
    let out = File::options().append(true).open(&page_txt).unwrap();
    tool.current_dir(folder.path()).args(["clean", "page.txt"]).stdout(out);
    Said::from(tool.output().unwrap()).expect(
        2,
        "copydesk: standard output: is an input and cannot be written too; name another file\n",
    );
    assert_eq!(fs::read_to_string(page_txt).unwrap(), page());
}

#[test]
fn no_two_outputs_are_one_and_the_rules_stay() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("rules.toml"), "artifacts = [\"Read by us\"]\n").unwrap();
    fs::write(path("page.txt.jsonl"), STORY).unwrap();
    symlink("one", path("link")).unwrap();
    let rules = "copydesk: ./rules.toml: is the file of rules and cannot be written too; name another file\n";
    let one = |left: &str, right: &str| {
        if left == right {
            return format!(
                "copydesk: {left}: would be written twice in one run; name another file\n"
            );
        }
        format!(
            "copydesk: {left} and {right} are one file and cannot both be written; name another file\n"
        )
    };
    for (command, words) in [
        ("clean page.txt --removals one --provenance one", one("one", "one")),
        ("clean page.txt --removals one --summary ./one", one("one", "./one")),
        ("clean page.txt --provenance link --summary one", one("link", "one")),
        ("clean page.txt --rules rules.toml --removals ./rules.toml", rules.to_owned()),
        ("report page.txt --rules rules.toml -o ./rules.toml", rules.to_owned()),
        (
            "clean page.txt --out new --summary new/manifest.jsonl",
            one("new/manifest.jsonl", "new/manifest.jsonl"),
        ),
        (
            "clean --out . page.txt page.txt.jsonl",
            "copydesk: ./page.txt.jsonl: is an input and cannot be written too; name another file\n".to_owned(),
        ),
    ] {
        assert_eq!(run(folder.path(), command).expect(2, &words).stdout, "", "{command}");
    }
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 4, "something was written");
    assert_eq!(fs::read_to_string(path("page.txt.jsonl")).unwrap(), STORY);
}

#[test]
fn a_run_that_fails_leaves_the_old_file() {
    let folder = folder();
    fs::write(folder.path().join("target"), "old").unwrap();
    let mut tool = tool();
    tool.current_dir(folder.path()).args(["clean", "--removals", "target"]);
    let mut child =
        tool.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Nobody reads the articles.
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let line = serde_json::json!({"text": page()}).to_string() + "\n";
    while stdin.write_all(line.as_bytes()).is_ok() {}
    child.wait().unwrap();
    let mut words = String::new();
    child.stderr.take().unwrap().read_to_string(&mut words).unwrap();
    assert_eq!(
        (words.as_str(), fs::read_to_string(folder.path().join("target")).unwrap().as_str()),
        ("", "old")
    );
}
