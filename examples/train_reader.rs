//! Learns the weights of the reader from labelled texts, given as JSON Lines: `{"text": ...,
//! "labels": [...]}`, a label for each line that is not blank: the name of its reading, several
//! with `|` between, or `*` for any. Writes the file of weights.
//!
//! `train_reader ROUNDS < texts.jsonl > src/stage/read/data/weights.txt`, of whole pages
//! `page_weights.txt`; with `--read` in place of the rounds it prints what the lines of the texts
//! are read as, by the weights of the file that may follow.

use std::io::{self, BufRead, Write};

use copydesk::Cleaner;
use copydesk::training::{LabelledText, ReaderWeights, readings, train_reader};

/// Orders in which the texts are shown: what is learned from one of them moves a measure of whole
/// pages by a tenth of a percent either way.
const ORDERS: u64 = 2;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rounds = std::env::args().nth(1).ok_or("how many rounds?")?;
    let file = std::env::args().nth(2).map(std::fs::read_to_string).transpose()?;
    let weights = ReaderWeights::new(file.as_deref());
    let cleaner = Cleaner::default();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut texts = Vec::new();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for line in io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().ok_or("a record without a text")?;
        if rounds == "--read" {
            serde_json::to_writer(
                &mut out,
                &serde_json::json!({"id": record["id"], "lines": readings(&cleaner, &weights, text)}),
            )?;
            writeln!(out)?;
            continue;
        }
        let labels: Vec<String> = serde_json::from_value(record["labels"].clone())?;
        let mut hidden = vec![0];
        for _ in 0..2 {
            let mut draw = || {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                random
            };
            // About a quarter of the forms, each time others.
            hidden.push(draw() & draw());
        }
        texts.extend(LabelledText::new(&cleaner, text, &labels, &hidden));
    }
    if rounds != "--read" {
        eprintln!("{} texts", texts.len());
        let mut log = |round, wrong, rows| eprintln!("round {round}: {wrong} of {rows} lines");
        out.write_all(train_reader(texts, rounds.parse()?, ORDERS, &mut log).as_bytes())?;
    }
    Ok(())
}
