//! Pairs of texts to read: what they are to each other, on what grounds, and what differs.

use std::io::{self, Write};
use std::ops::Range;

use copydesk::corpus::{
    CommonPhrases, Explainer, Match, NearMiss, OwnSentence, Resolution, Standing, differing_words,
};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::dedup::spool::Spool;

/// A pair. Of a text that comes from an index there are no words to show.
#[derive(Serialize)]
struct Row<'a, R> {
    id: &'a RawValue,
    #[serde(flatten)]
    relation: R,
    #[serde(flatten)]
    words: Option<Words<'a>>,
}

/// The text goes, or is a version.
#[derive(Serialize)]
struct Joined<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version_of: Option<&'a RawValue>,
    #[serde(flatten)]
    found: Found,
}

/// The text is kept beside another that it was compared with.
#[derive(Serialize)]
struct Apart<'a> {
    near: &'a RawValue,
    reason: &'static str,
    coverage: Option<Share>,
    original_coverage: Option<Share>,
}

/// In what way two texts are one story, as it is written.
#[derive(Serialize)]
pub(super) struct Found {
    similarity: Share,
    kind: &'static str,
    difference: &'static str,
    coverage: Share,
    original_coverage: Share,
    grounds: &'static str,
}

impl From<&Match> for Found {
    fn from(found: &Match) -> Self {
        Self {
            similarity: Share(found.similarity),
            kind: found.kind.as_str(),
            difference: found.difference.as_str(),
            coverage: Share(found.coverage),
            original_coverage: Share(found.original_coverage),
            grounds: found.grounds.as_str(),
        }
    }
}

/// A share with four digits.
struct Share(f32);

impl Serialize for Share {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rounded = RawValue::from_string(format!("{:.4}", self.0));
        rounded.map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

/// What differs, in words.
#[derive(Serialize)]
struct Words<'a> {
    changes: Vec<Change<'a>>,
    own: Vec<Own<'a>>,
    original_own: Vec<Own<'a>>,
}

/// The words that one text has in the place of another's.
#[derive(Serialize)]
struct Change<'a> {
    kept: &'a str,
    copy: &'a str,
}

/// A sentence that one text has and the other has not.
#[derive(Serialize)]
struct Own<'a> {
    span: Range<usize>,
    text: &'a str,
    standing: Standing,
}

/// Writes pairs.
pub(super) struct Pairs<'a, W> {
    pub(super) out: W,
    /// The records' ids as JSON.
    pub(super) ids: &'a [&'a str],
    pub(super) texts: &'a mut Spool,
    pub(super) explainer: Explainer<'a>,
}

impl<'a, W: Write> Pairs<'a, W> {
    pub(super) fn new(
        out: W,
        ids: &'a [&'a str],
        texts: &'a mut Spool,
        common: &'a CommonPhrases,
    ) -> Self {
        Self { out, ids, texts, explainer: Explainer::new(common) }
    }

    /// Writes the pair of each copy and each version, and of each text with those that it was
    /// compared with in vain, where they are known.
    pub(super) fn write(&mut self, resolutions: &[Resolution]) -> io::Result<()> {
        for (record, resolution) in resolutions.iter().enumerate() {
            let related = resolution.duplicate_of.as_ref().or(resolution.version_of.as_ref());
            if let Some(original) = related {
                let id: &RawValue = serde_json::from_str(&original.id)?;
                let is_copy = resolution.duplicate_of.is_some();
                let relation = Joined {
                    duplicate_of: is_copy.then_some(id),
                    version_of: (!is_copy).then_some(id),
                    found: Found::from(&original.found),
                };
                self.write_pair(record, original.place, relation)?;
            }
            for near in &resolution.near {
                self.write_near(record, near)?;
            }
        }
        Ok(())
    }

    fn write_near(&mut self, record: usize, near: &NearMiss) -> io::Result<()> {
        let relation = Apart {
            near: serde_json::from_str(&near.id)?,
            reason: near.reason.as_str(),
            coverage: near.coverage.map(Share),
            original_coverage: near.original_coverage.map(Share),
        };
        self.write_pair(record, near.place, relation)
    }

    fn write_pair(
        &mut self,
        record: usize,
        place: Option<usize>,
        relation: impl Serialize,
    ) -> io::Result<()> {
        let texts = match place {
            Some(place) => Some((self.texts.get(record)?, self.texts.get(place)?)),
            None => None,
        };
        let words = texts.as_ref().map(|(copy, kept)| words(copy, kept, &mut self.explainer));
        let id = serde_json::from_str(self.ids[record])?;
        serde_json::to_writer(&mut self.out, &Row { id, relation, words })?;
        writeln!(self.out)
    }
}

fn words<'t>(copy: &'t str, kept: &'t str, explainer: &mut Explainer<'_>) -> Words<'t> {
    let changes = differing_words(copy, kept);
    let change = |(left, right): (Range<usize>, Range<usize>)| Change {
        kept: &kept[right],
        copy: &copy[left],
    };
    let [own, original_own] = explainer.own_sentences(copy, kept);
    Words {
        changes: changes.into_iter().map(change).collect(),
        own: own.into_iter().map(|own| sentence(own, copy)).collect(),
        original_own: original_own.into_iter().map(|own| sentence(own, kept)).collect(),
    }
}

fn sentence(own: OwnSentence, text: &str) -> Own<'_> {
    Own { text: &text[own.span.clone()], span: own.span, standing: own.standing }
}
