//! The man page and the completions.

use crate::tool::{Said, tool};

fn printed(arguments: &[&str]) -> String {
    let said = Said::from(tool().args(arguments).output().unwrap());
    said.expect(0, "").stdout.clone()
}

#[test]
fn the_man_page_has_every_command() {
    let page = printed(&["man"]);
    for command in ["clean", "report", "stats", "boilerplate", "compare", "completions"] {
        assert!(page.contains(&format!("copydesk\\-{command}")), "{command} is not in\n{page}");
    }
}

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        assert!(script.contains("text-field") && script.contains("report"), "{script}");
    }
}
