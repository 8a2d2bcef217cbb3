//! What a learned artifact was learned from, in words.

use copydesk::Lesson;

/// The counts: `learned from 40 stories in 44 documents`.
pub(crate) fn description(lesson: Lesson) -> String {
    let Lesson { stories, documents, .. } = lesson;
    format!("learned from {stories} stories in {documents} documents")
}
