//! Lines that were learned from many documents of a source.

use std::collections::HashMap;

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key;
use crate::removal::Lesson;

/// The keys of the learned lines, each with what it was learned from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Learned(HashMap<String, Lesson, BuildKeyHasher>);

impl Learned {
    /// Lines with what they were learned from. Of two with the same key the one that more stories
    /// taught counts.
    pub(crate) fn new<'l>(lines: impl Iterator<Item = (&'l str, Lesson)>) -> Self {
        let mut lessons = HashMap::default();
        for (line, lesson) in lines {
            let known = lessons.entry(key::of(line)).or_insert(lesson);
            *known = lesson.max(*known);
        }
        Self(lessons)
    }

    /// What the line with this key was learned from.
    pub(crate) fn find(&self, key: &str) -> Option<Lesson> {
        if self.0.is_empty() { None } else { self.0.get(key).copied() }
    }
}
