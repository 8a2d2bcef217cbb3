//! Writes what became of the records: a line each, the kept ones alone, the stories, or the pairs
//! to read.

use std::io::{self, BufWriter, Write};

use copydesk::corpus::{Fate, differing_words};
use serde::Serialize;
use serde_json::value::Value;

use crate::dedup::arguments::DedupArguments;
use crate::dedup::spool::Spool;

/// The words that one text has in the place of another's.
#[derive(Debug, Serialize)]
struct Change<'t> {
    kept: &'t str,
    copy: &'t str,
}

/// Writes what was asked for. `ids` are the records' ids as JSON.
pub(crate) fn write(
    arguments: &DedupArguments,
    ids: &[&str],
    fates: &[Fate],
    spool: Option<&mut Spool>,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match spool {
        Some(spool) if arguments.kept_only => write_kept(&mut out, fates, spool)?,
        Some(spool) => write_pairs(&mut out, ids, fates, spool)?,
        None if arguments.clusters => write_clusters(&mut out, ids, fates)?,
        None => {
            for (id, fate) in ids.iter().zip(fates) {
                write_fate(&mut out, id, fate)?;
            }
        }
    }
    out.flush()
}

fn write_fate(out: &mut impl Write, id: &str, fate: &Fate) -> io::Result<()> {
    match &fate.twin {
        None => write!(
            out,
            r#"{{"id":{id},"duplicate_of":null,"similarity":null,"kind":null,"difference":null"#
        )?,
        Some(twin) => {
            let found = &twin.found;
            let (similarity, kind, difference) =
                (rounded(found.similarity), name(&found.kind)?, name(&found.difference)?);
            write!(
                out,
                r#"{{"id":{id},"duplicate_of":{},"similarity":{similarity},"kind":{kind},"difference":{difference}"#,
                twin.id
            )?;
        }
    }
    if let Some(version) = &fate.version_of {
        write!(out, r#","version_of":{}"#, version.id)?;
    }
    if !fate.contains.is_empty() {
        let held: Vec<&str> = fate.contains.iter().map(|held| held.id.as_str()).collect();
        write!(out, r#","contains":[{}]"#, held.join(","))?;
    }
    writeln!(out, "}}")
}

fn write_kept(out: &mut impl Write, fates: &[Fate], lines: &mut Spool) -> io::Result<()> {
    let mut kept = fates.iter().enumerate().filter(|(_, fate)| fate.twin.is_none());
    kept.try_for_each(|(record, _)| writeln!(out, "{}", lines.get(record)?))
}

fn write_clusters(out: &mut impl Write, ids: &[&str], fates: &[Fate]) -> io::Result<()> {
    let mut copies: Vec<Vec<&str>> = vec![Vec::new(); ids.len()];
    for (id, fate) in ids.iter().zip(fates) {
        if let Some(place) = fate.twin.as_ref().and_then(|twin| twin.place) {
            copies[place].push(id);
        }
    }
    for (id, copies) in ids.iter().zip(&copies).filter(|(_, copies)| !copies.is_empty()) {
        writeln!(out, r#"{{"kept":{id},"copies":[{}]}}"#, copies.join(","))?;
    }
    Ok(())
}

fn write_pairs(
    out: &mut impl Write,
    ids: &[&str],
    fates: &[Fate],
    texts: &mut Spool,
) -> io::Result<()> {
    for (record, fate) in fates.iter().enumerate() {
        let (relation, twin) = match (&fate.twin, &fate.version_of) {
            (Some(twin), _) => ("duplicate_of", twin),
            (None, Some(version)) => ("version_of", version),
            (None, None) => continue,
        };
        let Some(place) = twin.place else { continue };
        let (copy, kept) = (texts.get(record)?, texts.get(place)?);
        let changes = differing_words(&copy, &kept);
        let changes: Vec<Change<'_>> = changes
            .iter()
            .map(|(left, right)| Change { kept: &kept[right.clone()], copy: &copy[left.clone()] })
            .collect();
        let (kind, difference, changes) = (
            name(&twin.found.kind)?,
            name(&twin.found.difference)?,
            serde_json::to_string(&changes)?,
        );
        let similarity = rounded(twin.found.similarity);
        writeln!(
            out,
            r#"{{"id":{},"{relation}":{},"similarity":{similarity},"kind":{kind},"difference":{difference},"changes":{changes}}}"#,
            ids[record], twin.id
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
