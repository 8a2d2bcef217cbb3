//! The lines of one source that may be learned. Of a line that was seen once there are hashes
//! alone; from the second time on its key is kept, and what is counted is equal to it.

use std::collections::HashMap;

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::compare::hasher::BuildKeyHasher;

/// The lines of one source.
#[derive(Debug, Default)]
pub(super) struct Lines(HashMap<u128, Seen, BuildKeyHasher>);

#[derive(Debug)]
enum Seen {
    Once(Sight),
    Again(Box<Line>),
}

/// A line in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight {
    /// Which document of the source.
    pub(super) document: u32,
    /// Whether it is among the document's last lines.
    pub(super) is_at_end: bool,
    /// The hash of the line as it is printed there.
    print: u64,
}

/// A line that is in several documents.
#[derive(Debug)]
pub(super) struct Line {
    key: String,
    /// One for each document, in the order in which they were added.
    pub(super) sights: Vec<Sight>,
    /// The ways in which it is printed from the second document on.
    prints: Vec<String>,
}

impl Lines {
    /// Takes note of a line of a document: only once for each. `text` is the line as printed, `key`
    /// its comparison key.
    pub(super) fn see(&mut self, document: u32, is_at_end: bool, text: &str, key: &str) {
        let sight = Sight { document, is_at_end, print: xxh3_64(text.as_bytes()) };
        let seen = self.0.entry(xxh3_128(key.as_bytes())).or_insert(Seen::Once(sight));
        match seen {
            Seen::Once(first) if first.document != document => {
                let line = Line {
                    key: key.to_owned(),
                    sights: vec![*first, sight],
                    prints: vec![text.to_owned()],
                };
                *seen = Seen::Again(Box::new(line));
            }
            Seen::Again(line)
                if line.key == key
                    && line.sights.last().is_none_or(|last| last.document != document) =>
            {
                if line.sights[1..].iter().all(|known| known.print != sight.print) {
                    line.prints.push(text.to_owned());
                }
                line.sights.push(sight);
            }
            _ => {}
        }
    }

    /// The lines that are in several documents, in no order.
    pub(super) fn repeated(&self) -> impl Iterator<Item = &Line> {
        self.0
            .values()
            .filter_map(|seen| if let Seen::Again(line) = seen { Some(&**line) } else { None })
    }
}

impl Line {
    /// The line as it is printed most often, and at least twice; of equally many the first in the
    /// order of bytes.
    pub(super) fn commonest_print(&self) -> Option<&str> {
        let mut counts: HashMap<u64, u32, BuildKeyHasher> = HashMap::default();
        for sight in &self.sights {
            *counts.entry(sight.print).or_default() += 1;
        }
        let counted = self.prints.iter().map(|print| {
            (counts.get(&xxh3_64(print.as_bytes())).copied().unwrap_or(0), print.as_str())
        });
        let often = counted.filter(|(count, _)| *count > 1);
        often
            .max_by(|(left, left_print), (right, right_print)| {
                left.cmp(right).then(right_print.cmp(left_print))
            })
            .map(|(_, print)| print)
    }
}
