//! Any bytes: the laws hold for them as text, and their spans are accounted for where they are no
//! text.

use std::ops::Range;
use std::sync::LazyLock;

use copydesk::{AlterationKind, Cleaner};

use crate::laws::assert_laws;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::default);

/// Cleans `data` and asserts what must hold.
pub(crate) fn run(data: &[u8]) {
    assert_laws(&CLEANER, &String::from_utf8_lossy(data));
    if std::str::from_utf8(data).is_err() {
        assert_bytes_accounted(&CLEANER, data);
    }
}

/// Spans of bytes that are not UTF-8 are disjoint, in order, and leave out nothing but white space;
/// every replaced byte of a kept span is recorded.
fn assert_bytes_accounted(cleaner: &Cleaner, data: &[u8]) {
    let answer = cleaner.clean_bytes(data);
    let mut spans: Vec<&Range<usize>> = answer.kept.iter().map(|kept| &kept.span).collect();
    spans.extend(answer.removals.iter().map(|removal| &removal.span));
    spans.sort_by_key(|span| (span.start, span.end));
    let mut end = 0;
    for span in spans {
        assert!(
            end <= span.start && span.start < span.end && span.end <= data.len(),
            "{span:?} after {end}"
        );
        assert_blank(&data[end..span.start]);
        end = span.end;
    }
    assert_blank(&data[end..]);
    for kept in &answer.kept {
        let is_broken = std::str::from_utf8(&data[kept.span.clone()]).is_err();
        let is_said = answer.alterations.iter().any(|alteration| {
            alteration.kind == AlterationKind::InvalidUtf8
                && kept.span.start <= alteration.span.start
                && alteration.span.end <= kept.span.end
        });
        assert!(
            is_said || !is_broken,
            "{kept:?} holds bytes that are not UTF-8, and nothing says so"
        );
    }
}

fn assert_blank(gap: &[u8]) {
    let text = std::str::from_utf8(gap);
    assert!(
        text.is_ok_and(|text| text.chars().all(char::is_whitespace)),
        "{gap:?} is neither kept nor removed"
    );
}
