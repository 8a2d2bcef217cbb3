//! Writes what became of the records: a line each, the kept ones alone, the stories, or the pairs to read.

use std::io::{self, BufWriter, Write};

use copydesk::corpus::{Fate, differing_words};
use serde::Serialize;
use serde_json::value::Value;

use crate::dedup::arguments::DedupArguments;
use crate::dedup::batches::Source;

/// A record that was read, without what was compared.
#[derive(Debug)]
pub(crate) struct Listed {
    /// Its id as JSON.
    pub(crate) id: String,
    /// What it was read from.
    pub(crate) source: Option<Source>,
}

/// The words that one text has in the place of another's.
#[derive(Debug, Serialize)]
struct Change<'t> {
    kept: &'t str,
    copy: &'t str,
}

/// Writes what was asked for.
pub(crate) fn write(arguments: &DedupArguments, listed: &[Listed], fates: &[Fate]) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match () {
        () if arguments.kept_only => write_kept(&mut out, listed, fates)?,
        () if arguments.clusters => write_clusters(&mut out, listed, fates)?,
        () if arguments.pairs => write_pairs(&mut out, listed, fates)?,
        () => {
            for (record, fate) in listed.iter().zip(fates) {
                write_fate(&mut out, record, fate)?;
            }
        }
    }
    out.flush()
}

fn write_fate(out: &mut impl Write, record: &Listed, fate: &Fate) -> io::Result<()> {
    let id = &record.id;
    let Some(twin) = &fate.twin else {
        return writeln!(out, r#"{{"id":{id},"duplicate_of":null,"similarity":null,"kind":null,"difference":null}}"#);
    };
    let found = &twin.found;
    let (similarity, kind, difference) = (rounded(found.similarity), name(&found.kind)?, name(&found.difference)?);
    writeln!(out, r#"{{"id":{id},"duplicate_of":{},"similarity":{similarity},"kind":{kind},"difference":{difference}}}"#, twin.id)
}

fn write_kept(out: &mut impl Write, listed: &[Listed], fates: &[Fate]) -> io::Result<()> {
    let kept = listed.iter().zip(fates).filter(|(_, fate)| fate.twin.is_none());
    kept.filter_map(|(record, _)| record.source.as_ref()).try_for_each(|source| writeln!(out, "{}", source.line))
}

fn write_clusters(out: &mut impl Write, listed: &[Listed], fates: &[Fate]) -> io::Result<()> {
    let mut copies: Vec<Vec<&str>> = vec![Vec::new(); listed.len()];
    for (record, fate) in listed.iter().zip(fates) {
        if let Some(place) = fate.twin.as_ref().and_then(|twin| twin.place) {
            copies[place].push(&record.id);
        }
    }
    for (record, copies) in listed.iter().zip(&copies).filter(|(_, copies)| !copies.is_empty()) {
        writeln!(out, r#"{{"kept":{},"copies":[{}]}}"#, record.id, copies.join(","))?;
    }
    Ok(())
}

fn write_pairs(out: &mut impl Write, listed: &[Listed], fates: &[Fate]) -> io::Result<()> {
    for (record, fate) in listed.iter().zip(fates) {
        let Some((twin, place)) = fate.twin.as_ref().and_then(|twin| Some((twin, twin.place?))) else { continue };
        let (Some(copy), Some(kept)) = (&record.source, &listed[place].source) else { continue };
        let changes = differing_words(&copy.text, &kept.text);
        let changes: Vec<Change<'_>> =
            changes.iter().map(|(left, right)| Change { kept: &kept.text[right.clone()], copy: &copy.text[left.clone()] }).collect();
        let (kind, difference, changes) = (name(&twin.found.kind)?, name(&twin.found.difference)?, serde_json::to_string(&changes)?);
        let similarity = rounded(twin.found.similarity);
        writeln!(
            out,
            r#"{{"id":{},"duplicate_of":{},"similarity":{similarity},"kind":{kind},"difference":{difference},"changes":{changes}}}"#,
            record.id, twin.id
        )?;
    }
    Ok(())
}

fn rounded(similarity: f32) -> String {
    format!("{similarity:.4}")
}

fn name(value: &impl Serialize) -> io::Result<Value> {
    Ok(serde_json::to_value(value)?)
}
