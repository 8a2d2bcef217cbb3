//! Exact replacements in a line, and two rounds of them put together as one.

use std::ops::Range;

use crate::removal::AlterationKind;

/// Puts `after` in the place of `span`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    /// Bytes of the text before.
    pub(crate) span: Range<usize>,
    pub(crate) after: String,
    pub(crate) kind: AlterationKind,
}

impl Edit {
    /// Leaves `span` out.
    pub(super) fn without(span: Range<usize>, kind: AlterationKind) -> Self {
        Self { span, after: String::new(), kind }
    }
}

/// The text with the edits made. They are in order and do not overlap.
pub(crate) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        edited.push_str(&text[end..edit.span.start]);
        edited.push_str(&edit.after);
        end = edit.span.end;
    }
    edited + &text[end..]
}

/// The edits that do in one round what `first` and then `second` do. `None` where one of `second`
/// takes only a part of what one of `first` put there. Linear.
pub(crate) fn compose(first: Vec<Edit>, second: Vec<Edit>) -> Option<Vec<Edit>> {
    let mut both = Vec::with_capacity(first.len() + second.len());
    let mut first = first.into_iter().peekable();
    // Where the last edit of `first` that is behind us ends: before it was made, and after.
    let (mut before, mut between) = (0, 0);
    for mut edit in second {
        let (start, end) = (edit.span.start, edit.span.end);
        let mut edit_start = None;
        while let Some(next) = first.peek() {
            let at = between + (next.span.start - before);
            let ends_before = at + next.after.len() <= start;
            if !ends_before && at >= end {
                break;
            }
            if !ends_before && (at < start || at + next.after.len() > end) {
                return None;
            }
            if !ends_before {
                edit_start = edit_start.or_else(|| Some(before + (start - between)));
            }
            (before, between) = (next.span.end, at + next.after.len());
            let next = first.next();
            both.extend(next.filter(|_| ends_before));
        }
        edit.span = edit_start.unwrap_or(before + start - between)..before + end - between;
        both.push(edit);
    }
    both.extend(first);
    Some(both)
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply, compose};
    use crate::removal::AlterationKind::Markup;

    fn edits(edits: &[(usize, usize, &str)]) -> Vec<Edit> {
        edits
            .iter()
            .map(|&(start, end, after)| Edit {
                span: start..end,
                after: after.to_owned(),
                kind: Markup,
            })
            .collect()
    }

    #[test]
    fn two_rounds_as_one() {
        type Edits<'e> = &'e [(usize, usize, &'e str)];
        let cases: [(Edits<'_>, Edits<'_>, &str); 6] = [
            (&[(0, 2, "")], &[(0, 1, "x")], "xdefgh"),
            (&[(2, 6, "&")], &[(1, 4, "")], "ah"),
            (&[(2, 3, "xyz"), (6, 7, "")], &[(0, 1, ""), (6, 7, "-")], "bxyzd-fh"),
            (&[(2, 3, "")], &[(2, 3, "")], "abefgh"),
            (&[(2, 3, "")], &[(1, 2, "")], "adefgh"),
            (&[], &[(1, 2, "")], "acdefgh"),
        ];
        for (first, second, wanted) in cases {
            let (first, second) = (edits(first), edits(second));
            let between = apply("abcdefgh", &first);
            assert_eq!(apply(&between, &second), wanted);
            assert_eq!(apply("abcdefgh", &compose(first, second).unwrap()), wanted);
        }
    }

    #[test]
    fn a_part_of_what_was_put_there() {
        assert_eq!(compose(edits(&[(0, 1, "xyz")]), edits(&[(1, 2, "")])), None);
    }
}
