//! Writes what became of the records: a line each, the kept ones alone, the stories, or the pairs
//! to read.

use std::io::{self, BufWriter, Write};

use copydesk::corpus::{CommonPhrases, Resolution};

use crate::dedup::arguments::DedupArguments;
use crate::dedup::pairs::{Found, Pairs};
use crate::dedup::spool::Spool;

/// Writes what was asked for. `ids` are the records' ids as JSON, `common` the phrases that were
/// common among the texts.
pub(crate) fn write(
    arguments: &DedupArguments,
    ids: &[&str],
    resolutions: &[Resolution],
    common: &CommonPhrases,
    spool: Option<&mut Spool>,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match spool {
        Some(spool) if arguments.kept_only => write_kept(&mut out, resolutions, spool)?,
        Some(spool) => Pairs::new(&mut out, ids, spool, common).write(resolutions)?,
        None if arguments.clusters => write_clusters(&mut out, ids, resolutions)?,
        None => {
            for (id, resolution) in ids.iter().zip(resolutions) {
                write_resolution(&mut out, id, resolution)?;
            }
        }
    }
    out.flush()
}

fn write_resolution(out: &mut impl Write, id: &str, resolution: &Resolution) -> io::Result<()> {
    match &resolution.duplicate_of {
        None => {
            write!(
                out,
                r#"{{"id":{id},"duplicate_of":null,"similarity":null,"kind":null,"difference":null,"coverage":null,"original_coverage":null,"grounds":null"#
            )?;
        }
        Some(original) => {
            write!(out, r#"{{"id":{id},"duplicate_of":{}"#, original.id)?;
            write_found(out, &Found::from(&original.found))?;
        }
    }
    if let Some(version) = &resolution.version_of {
        write!(out, r#","version_of":{}"#, version.id)?;
    }
    if !resolution.contains.is_empty() {
        let held: Vec<&str> = resolution.contains.iter().map(|held| held.id.as_str()).collect();
        write!(out, r#","contains":[{}]"#, held.join(","))?;
    }
    writeln!(out, "}}")
}

fn write_kept(
    out: &mut impl Write,
    resolutions: &[Resolution],
    lines: &mut Spool,
) -> io::Result<()> {
    let mut kept =
        resolutions.iter().enumerate().filter(|(_, resolution)| resolution.duplicate_of.is_none());
    kept.try_for_each(|(record, _)| writeln!(out, "{}", lines.get(record)?))
}

fn write_clusters(
    out: &mut impl Write,
    ids: &[&str],
    resolutions: &[Resolution],
) -> io::Result<()> {
    let mut copies: Vec<Vec<&str>> = vec![Vec::new(); ids.len()];
    for (id, resolution) in ids.iter().zip(resolutions) {
        if let Some(place) = resolution.duplicate_of.as_ref().and_then(|twin| twin.place) {
            copies[place].push(id);
        }
    }
    for (id, copies) in ids.iter().zip(&copies).filter(|(_, copies)| !copies.is_empty()) {
        writeln!(out, r#"{{"kept":{id},"copies":[{}]}}"#, copies.join(","))?;
    }
    Ok(())
}

/// Writes the fields after others of an object.
fn write_found(out: &mut impl Write, found: &Found) -> io::Result<()> {
    let fields = serde_json::to_string(found)?;
    write!(out, ",{}", fields.trim_start_matches('{').trim_end_matches('}'))
}
