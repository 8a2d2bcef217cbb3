//! What a copy is called: its kind, and the gravest class of the words that differ.

use std::ops::Range;

use crate::compare::edits::Hunk;
use crate::corpus::CopyKind;
use crate::corpus::alignment::{Aligner, Alignment};
use crate::corpus::reader::Reader;
use crate::corpus::sides::{Side, distinctive_runs};
use crate::corpus::text::Text;
use crate::corpus::words::{Class, class};
use crate::removal::Difference;

/// Words of a run that stands elsewhere than in the other text: half a sentence. Fewer meet by
/// chance.
const MOVED_WORDS: usize = 8;
/// Share of a text's words that makes an edit worth naming: a slip or two in a long text are not
/// what it is a copy by.
const NAMED: f32 = 0.02;

pub(super) fn kind(copy: &Text, left: &Side, right: &Side, alignment: &Alignment) -> CopyKind {
    let long = || distinctive_runs(copy, alignment, MOVED_WORDS);
    let is_moved = long().zip(long().skip(1)).any(|(first, second)| second.right < first.right);
    let inner = || inner_hunks(alignment, left, right);
    let edits = inner().map(|hunk| hunk.left.len().max(hunk.right.len())).sum::<usize>();
    let is_edited = edits as f32 > NAMED * left.words.min(right.words) as f32;
    let matched = alignment.matched();
    let has_more_left = left.words > matched + inner().map(|hunk| hunk.left.len()).sum::<usize>();
    let has_more_right =
        right.words > matched + inner().map(|hunk| hunk.right.len()).sum::<usize>();
    match (has_more_left, has_more_right) {
        _ if is_moved => CopyKind::Rearranged,
        _ if is_edited => CopyKind::Edited,
        (false, true) => CopyKind::Truncated,
        (true, false) => CopyKind::Extended,
        _ => CopyKind::Edited,
    }
}

/// The edits but for what one text alone has before or after all that both have.
fn inner_hunks<'a>(
    alignment: &'a Alignment,
    left: &Side,
    right: &Side,
) -> impl Iterator<Item = &'a Hunk> {
    let (left, right) = (left.words, right.words);
    alignment.hunks.iter().filter(move |hunk| {
        let is_edge = hunk.left.start + hunk.right.start == 0
            || hunk.left.end == left && hunk.right.end == right;
        !is_edge || !hunk.left.is_empty() && !hunk.right.is_empty()
    })
}

/// The gravest class of the words that only one text has.
pub(super) fn difference(
    copy: &Text,
    kept: &Text,
    alignment: &Alignment,
    left: &Side,
    right: &Side,
) -> Difference {
    let words = |hunk: &Hunk| {
        copy.words[hunk.left.clone()]
            .iter()
            .chain(&kept.words[hunk.right.clone()])
            .copied()
            .collect::<Vec<_>>()
    };
    let gravest = inner_hunks(alignment, left, right)
        .flat_map(words)
        .map(class)
        .max_by_key(|class| grade(*class));
    match gravest {
        Some(Class::Negation) => Difference::Negation,
        Some(Class::Number) => Difference::Number,
        Some(Class::Date) => Difference::Date,
        Some(Class::Name) => Difference::Name,
        Some(Class::Content | Class::Caseless) => Difference::Content,
        Some(Class::Light) => Difference::LightWords,
        None if left.words == right.words => Difference::None,
        None if right.words > left.words => Difference::Truncation,
        Some(Class::Affix) | None => Difference::Affix,
    }
}

fn grade(class: Class) -> u8 {
    match class {
        Class::Affix => 0,
        Class::Light => 1,
        Class::Content | Class::Caseless => 2,
        Class::Name => 3,
        Class::Date => 4,
        Class::Number => 5,
        Class::Negation => 6,
    }
}

/// Where two texts that lie side by side differ: for each place the bytes of `copy` and of `kept`.
/// One of the two is empty where words were left out. Parts that only one text has are not among
/// them. Linear in their lengths.
///
/// ```
/// let (copy, kept) = ("The ferry will sail again on Monday.", "The ferry will run again on Monday.");
/// let differing = copydesk::corpus::differing_words(copy, kept);
///
/// let (in_copy, in_kept) = differing[0].clone();
/// assert_eq!((&copy[in_copy], &kept[in_kept]), ("sail", "run"));
/// ```
#[must_use]
pub fn differing_words(copy: &str, kept: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut reader = Reader::new();
    let ((copy_words, copy_places), (kept_words, kept_places)) =
        (reader.read_places(copy), reader.read_places(kept));
    let hunks = Aligner::default().align(&copy_words, &kept_words).hunks;
    hunks
        .into_iter()
        .map(|hunk| (bytes(&copy_places, &hunk.left), bytes(&kept_places, &hunk.right)))
        .collect()
}

/// The bytes of some words, from the first to the last.
fn bytes(places: &[Range<usize>], words: &Range<usize>) -> Range<usize> {
    match places.get(words.clone()) {
        Some([first, .., last]) => first.start..last.end,
        Some([only]) => only.clone(),
        _ => {
            let at = words
                .start
                .checked_sub(1)
                .and_then(|before| places.get(before))
                .map_or(0, |place| place.end);
            at..at
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, CopyKind, Difference, Range, bytes, difference, kind};
    use crate::corpus::alignment::Aligner;
    use crate::corpus::sides::sides;
    use crate::corpus::text::Text;
    use crate::corpus::words::with_class;

    fn differing(copy: &Text, kept: &Text) -> Difference {
        let alignment = Aligner::default().align(&copy.words, &kept.words);
        let [left, right] = sides(copy, kept, &alignment);
        difference(copy, kept, &alignment, &left, &right)
    }

    fn named(copy: Vec<u32>, kept: Vec<u32>) -> CopyKind {
        let (copy, kept) = (Text::of_words(copy), Text::of_words(kept));
        let alignment = Aligner::default().align(&copy.words, &kept.words);
        let [left, right] = sides(&copy, &kept, &alignment);
        kind(&copy, &left, &right, &alignment)
    }

    #[test]
    fn a_copy_is_named_by_what_is_most_of_its_difference() {
        let edited = |count: u32| -> Vec<u32> {
            (0..100)
                .map(|at| if at % 10 == 5 && at < count * 10 { 5000 + at } else { at })
                .collect()
        };
        let moved = |count: u32| (0..20).chain(60..100).chain(20..20 + count).collect();
        for (copy, kept, wanted) in [
            (edited(2), (0..200).collect(), CopyKind::Truncated),
            (edited(3), (0..200).collect(), CopyKind::Edited),
            ((0..200).collect(), edited(2), CopyKind::Extended),
            (edited(1), (0..100).collect(), CopyKind::Edited),
            (moved(8), (0..100).collect(), CopyKind::Rearranged),
            (moved(7), (0..100).collect(), CopyKind::Edited),
        ] {
            assert_eq!(named(copy, kept), wanted);
        }
    }

    #[test]
    fn what_a_text_has_before_or_after_all_else_is_no_edit() {
        let own = |at: u32, len: u32| 5000 + at..5000 + at + len;
        for (name, copy, kept, wanted) in [
            ("the end is missing", (0..100).collect(), (0..200).collect(), CopyKind::Truncated),
            ("the start is missing", (100..200).collect(), (0..200).collect(), CopyKind::Truncated),
            (
                "a start of its own",
                own(0, 5).chain(0..100).collect(),
                (0..100).collect(),
                CopyKind::Extended,
            ),
            (
                "an end of its own",
                (0..100).chain(own(0, 5)).collect(),
                (0..100).collect(),
                CopyKind::Extended,
            ),
            (
                "another start",
                own(0, 5).chain(0..100).collect(),
                own(9, 5).chain(0..100).collect(),
                CopyKind::Edited,
            ),
            (
                "another end",
                (0..100).chain(own(0, 5)).collect(),
                (0..100).chain(own(9, 5)).collect(),
                CopyKind::Edited,
            ),
            (
                "each has something of its own",
                own(0, 5).chain(0..100).collect(),
                (0..100).chain(own(9, 5)).collect(),
                CopyKind::Edited,
            ),
            (
                "two words put in",
                (0..50).chain(own(0, 2)).chain(50..100).collect(),
                (0..200).collect(),
                CopyKind::Truncated,
            ),
            (
                "three words put in",
                (0..50).chain(own(0, 3)).chain(50..100).collect(),
                (0..200).collect(),
                CopyKind::Edited,
            ),
            (
                "three words left out",
                (0..50).chain(53..100).collect(),
                (0..200).collect(),
                CopyKind::Edited,
            ),
            ("the same words", (0..100).collect(), (0..100).collect(), CopyKind::Edited),
        ] {
            assert_eq!(named(copy, kept), wanted, "{name}");
        }
    }

    #[test]
    fn the_gravest_class_of_a_word_says_what_differs() {
        use Class::{Affix, Caseless, Content, Date, Light, Name, Negation, Number};
        let text = |class: Class, word: u32| -> Text {
            Text::of_words((0..20).chain([with_class(word, class)]).chain(20..40).collect())
        };
        for (one, other, wanted) in [
            (Negation, Number, Difference::Negation),
            (Number, Date, Difference::Number),
            (Date, Name, Difference::Date),
            (Name, Content, Difference::Name),
            (Name, Caseless, Difference::Name),
            (Content, Light, Difference::Content),
            (Caseless, Light, Difference::Content),
            (Light, Affix, Difference::LightWords),
            (Affix, Affix, Difference::Affix),
        ] {
            for (copy, kept) in [(one, other), (other, one)] {
                let (copy, kept) = (text(copy, 7001), text(kept, 7002));
                assert_eq!(differing(&copy, &kept), wanted, "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_word_at_an_end_differs_where_both_have_one_there() {
        let name = |word: u32| [with_class(word, Class::Name)];
        let (start, end) = (
            |word: u32| Text::of_words(name(word).into_iter().chain(0..40).collect()),
            |word: u32| Text::of_words((0..40).chain(name(word)).collect()),
        );
        let plain = Text::of_words((0..40).collect());
        for (which, copy, kept, wanted) in [
            ("another first word", start(7001), start(7002), Difference::Name),
            ("another last word", end(7001), end(7002), Difference::Name),
            ("a first word of its own", start(7001), plain.clone(), Difference::Affix),
            ("a last word of its own", end(7001), plain.clone(), Difference::Affix),
            ("no first word", plain.clone(), start(7001), Difference::Truncation),
            ("no last word", plain, end(7001), Difference::Truncation),
        ] {
            assert_eq!(differing(&copy, &kept), wanted, "{which}");
        }
    }

    #[test]
    fn where_no_word_was_changed_the_lengths_say_what_differs() {
        let text = |words: Range<u32>| Text::of_words(words.collect());
        for (name, copy, kept, wanted) in [
            ("the same words", 0..40, 0..40, Difference::None),
            ("the end is missing", 0..40, 0..60, Difference::Truncation),
            ("the start is missing", 20..60, 0..60, Difference::Truncation),
            ("an end of its own", 0..60, 0..40, Difference::Affix),
            ("a start of its own", 0..60, 20..60, Difference::Affix),
        ] {
            assert_eq!(differing(&text(copy), &text(kept)), wanted, "{name}");
        }
    }

    #[test]
    fn words_stand_from_the_first_byte_to_the_last() {
        let places = [0..3, 4..7, 8..10];
        for (words, wanted) in
            [(0..2, 0..7), (0..3, 0..10), (1..2, 4..7), (0..0, 0..0), (1..1, 3..3), (3..3, 10..10)]
        {
            assert_eq!(bytes(&places, &words), wanted, "{words:?}");
        }
    }
}
