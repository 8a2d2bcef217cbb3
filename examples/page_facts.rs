//! Writes the facts of every line of the pages given as JSON Lines, for the training of the
//! weights.

use std::io::{self, BufRead, Write};

use copydesk::Cleaner;
use copydesk::training::{fact_names, headline_measure_names, page_lines};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cleaner = Cleaner::default();
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(
        &mut out,
        &serde_json::json!({"facts": fact_names(), "measures": headline_measure_names()}),
    )?;
    writeln!(out)?;
    for line in io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().ok_or("a record without a text")?;
        let lines = page_lines(&cleaner, text);
        let texts: Vec<_> = lines.iter().map(|line| &line.text).collect();
        let facts: Vec<_> = lines.iter().map(|line| &line.facts).collect();
        let measures: Vec<_> = lines.iter().map(|line| &line.headline_measures).collect();
        serde_json::to_writer(
            &mut out,
            &serde_json::json!({"id": record["id"], "lines": texts, "facts": facts, "measures": measures}),
        )?;
        writeln!(out)?;
    }
    Ok(())
}
