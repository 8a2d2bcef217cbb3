//! Writes a hostile text, or cleans it, as it is or as a whole page: `hostile KIND SIZE
//! [--clean|--clean-page]`. Without arguments it lists the kinds.
//!
//! `benches/scaling.sh` counts the instructions that cleaning takes.

#![allow(clippy::print_stdout, reason = "an example shows its result")]

#[path = "../tests/support/hostile.rs"]
mod kinds;

use std::error::Error;
use std::io::{self, Write};

use copydesk::{Cleaner, InputKind, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => kinds::KINDS.iter().for_each(|(name, _)| println!("{name}")),
        [kind, size] => io::stdout().write_all(text(kind, size)?.as_bytes())?,
        [kind, size, "--clean"] => clean(Options::default(), &text(kind, size)?)?,
        [kind, size, "--clean-page"] => {
            clean(Options::default().input_kind(InputKind::Page), &text(kind, size)?)?;
        }
        _ => return Err("usage: hostile [KIND SIZE [--clean|--clean-page]]".into()),
    }
    Ok(())
}

fn text(kind: &str, size: &str) -> Result<String, Box<dyn Error>> {
    let known = kinds::KINDS.iter().find(|(name, _)| *name == kind);
    let (_, text) =
        known.ok_or_else(|| format!("no kind `{kind}`; without arguments the kinds are listed"))?;
    Ok(text(size.parse().map_err(|error| format!("SIZE is `{size}`: {error}"))?))
}

fn clean(options: Options, text: &str) -> Result<(), copydesk::Error> {
    let answer = Cleaner::new(options)?.clean(text);
    println!(
        "{} bytes: {} articles, {} kept, {} removed",
        text.len(),
        answer.articles.len(),
        answer.kept.len(),
        answer.removals.len()
    );
    Ok(())
}
