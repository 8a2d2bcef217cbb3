//! What tells two texts apart, by class. The class decides whether they are one, never a score.
//!
//! The words (UAX #29) of both texts are aligned; the words that only one has are classified. The
//! removed text must have nothing that the kept one lacks, but words that carry no fact of their
//! own.

use unicode_segmentation::UnicodeSegmentation;

use crate::compare::edits::{Hunk, MOST_EDITS, align};
use crate::compare::key;
use crate::options::Tolerance;
use crate::recognize::Lexicon;
use crate::recognize::lexicon::{Languages, most_frequent_language};
use crate::removal::Difference;

/// Bytes by which two texts may differ in length, shared beginning and end aside: twice what
/// [`MOST_EDITS`] words of sixteen bytes take. Texts further apart are different texts whatever
/// their words are, so a long text is not read again for each of many short ones.
const MOST_APART: usize = 2 * 16 * MOST_EDITS;
/// Words from which on a changed one may be let pass at [`Tolerance::Medium`].
const BALANCED_WORDS: usize = 20;
/// Letters that a word must have to be a typo of another.
const TYPO_LETTERS: usize = 5;

/// Which of two texts says nothing that the other does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Both have facts of their own.
    KeepBoth,
    /// Either may go.
    Either,
    /// The left one may go.
    LeftGoes,
    /// The right one may go.
    RightGoes,
}

/// The class of the difference of two texts, and what follows at this tolerance. Linear in the
/// length of the shorter one.
pub(crate) fn compare(
    left: &str,
    right: &str,
    tolerance: Tolerance,
    lexicon: &Lexicon,
) -> (Verdict, Difference) {
    let (left_middle, right_middle) = middles(left, right);
    if left_middle.len().abs_diff(right_middle.len()) > MOST_APART {
        return (Verdict::KeepBoth, Difference::Content);
    }
    #[cfg(test)]
    crate::stage::work::count(left.len().min(right.len()) + left_middle.len() + right_middle.len());
    let (left_words, right_words) = (words(left_middle), words(right_middle));
    let Some(hunks) = align(left_words.len(), right_words.len(), |x, y| {
        left_words[x].folded == right_words[y].folded
    }) else {
        return (Verdict::KeepBoth, Difference::Content);
    };
    if hunks.is_empty() {
        return (Verdict::Either, Difference::None);
    }
    let only = |hunk: &Hunk| (&left_words[hunk.left.clone()], &right_words[hunk.right.clone()]);
    let one_sided = || hunks.iter().map(only).flat_map(|(left, right)| left.iter().chain(right));
    if let Some(fact) = one_sided().find_map(|word| fact(word, lexicon)) {
        return (Verdict::KeepBoth, fact);
    }
    let all = words(left);
    let light = all.iter().map(|word| lexicon.word(&word.folded).light);
    let language = most_frequent_language(light);
    let context = Context { language, tolerance, lexicon };
    let (mut on_left, mut on_right) = (Side::default(), Side::default());
    for (only_left, only_right) in hunks.iter().map(only) {
        if context.is_typo(only_left, only_right) {
            on_left.typos += 1;
            on_right.typos += 1;
            continue;
        }
        for (side, words) in [(&mut on_left, only_left), (&mut on_right, only_right)] {
            for word in words {
                side.add(context.class(word));
            }
        }
        on_left.is_inserted |= only_right.is_empty() && context.has_content(only_left);
        on_right.is_inserted |= only_left.is_empty() && context.has_content(only_right);
    }
    let shorter = all.len().min(all.len() + right_words.len() - left_words.len());
    verdict(&on_left, &on_right, shorter, tolerance)
}

/// What is left of two texts without the words that both start with and both end with.
fn middles<'t>(left: &'t str, right: &'t str) -> (&'t str, &'t str) {
    let shared = left.bytes().zip(right.bytes()).take_while(|(left, right)| left == right).count();
    let start = (0..=shared).rev().find(|&at| is_seam(left, at) && is_seam(right, at)).unwrap_or(0);
    let (left, right) = (&left[start..], &right[start..]);
    let shared = left
        .bytes()
        .rev()
        .zip(right.bytes().rev())
        .take_while(|(left, right)| left == right)
        .count();
    let is_end =
        |back: &usize| is_seam(left, left.len() - back) && is_seam(right, right.len() - back);
    let end = (0..=shared).rev().find(is_end).unwrap_or(0);
    (&left[..left.len() - end], &right[..right.len() - end])
}

/// Whether words end at a byte for sure: at a text's ends, at a space, between two Han characters.
fn is_seam(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    let is_han = |char: char| ('\u{4e00}'..='\u{9fff}').contains(&char);
    match (before.chars().next_back(), after.chars().next()) {
        (Some(before), Some(after)) => {
            before == ' ' || after == ' ' || is_han(before) && is_han(after)
        }
        _ => true,
    }
}

/// A word of a text: as printed and folded.
#[derive(Debug)]
struct Word<'t> {
    printed: &'t str,
    folded: String,
}

/// The words that only one side has, by class.
#[derive(Debug, Default)]
struct Side {
    typos: usize,
    content: usize,
    /// Whether a content word stands where the other side has nothing.
    is_inserted: bool,
    fact: Option<Difference>,
}

impl Side {
    fn add(&mut self, class: Difference) {
        match class {
            Difference::LightWords => {}
            Difference::Content => self.content += 1,
            fact => self.fact = self.fact.or(Some(fact)),
        }
    }
}

fn verdict(left: &Side, right: &Side, words: usize, tolerance: Tolerance) -> (Verdict, Difference) {
    if let Some(fact) = left.fact.or(right.fact) {
        return (Verdict::KeepBoth, fact);
    }
    let allowed = match tolerance {
        Tolerance::Medium if words >= BALANCED_WORDS => words / 10,
        Tolerance::Low | Tolerance::Medium => 0,
        Tolerance::High => words / 5,
    };
    // One letter makes another word as easily as a misspelling: `contact` and `contract`.
    let typos_allowed = if tolerance == Tolerance::Low { 0 } else { 1.max(allowed) };
    // A word more makes another person of a minister: `the deputy minister`. A word for an empty
    // one does not.
    let is_other = allowed == 0 && (left.is_inserted || right.is_inserted);
    let may_go = |side: &Side| side.content <= allowed && side.typos <= typos_allowed && !is_other;
    let class = match (left.content + right.content, left.typos) {
        (0, 0) => Difference::LightWords,
        (0, _) => Difference::Typo,
        _ => Difference::Content,
    };
    let verdict = match (may_go(left), may_go(right)) {
        (true, true) if left.content == right.content => Verdict::Either,
        (true, true) if left.content < right.content => Verdict::LeftGoes,
        (_, true) => Verdict::RightGoes,
        (true, false) => Verdict::LeftGoes,
        (false, false) => return (Verdict::KeepBoth, class),
    };
    (
        verdict,
        if class == Difference::Content && allowed == 0 { Difference::LightWords } else { class },
    )
}

fn words(text: &str) -> Vec<Word<'_>> {
    text.unicode_words()
        .map(|printed| Word { printed, folded: without_grouping(key::of(printed)) })
        .filter(|word| !word.folded.is_empty())
        .collect()
}

/// `15,000` and `15000` are one number.
fn without_grouping(folded: String) -> String {
    let mut groups = folded.split(',');
    let is_digits =
        |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().is_some_and(|group| is_digits(group) && group.len() <= 3);
    let is_grouped =
        first && folded.contains(',') && groups.all(|group| is_digits(group) && group.len() == 3);
    if is_grouped { folded.replace(',', "") } else { folded }
}

/// What fact a word is in any language: a number, a negation, a month or weekday.
fn fact(word: &Word<'_>, lexicon: &Lexicon) -> Option<Difference> {
    let known = lexicon.word(&word.folded);
    match () {
        () if known.number != 0 || word.folded.bytes().any(|byte| byte.is_ascii_digit()) => {
            Some(Difference::Number)
        }
        () if known.negation => Some(Difference::Negation),
        () if known.date => Some(Difference::Date),
        () => None,
    }
}

/// By what a word is judged.
struct Context<'l> {
    /// The language of the texts, as a bit.
    language: Languages,
    tolerance: Tolerance,
    lexicon: &'l Lexicon,
}

impl Context<'_> {
    fn class(&self, word: &Word<'_>) -> Difference {
        let first = word.printed.chars().next().unwrap_or(' ');
        // Without capitals any word may be a name.
        let may_be_name = first.is_uppercase() || first.is_alphabetic() && !first.is_lowercase();
        match fact(word, self.lexicon) {
            Some(fact) => fact,
            None if self.is_light(word) => Difference::LightWords,
            None if may_be_name => Difference::Name,
            None => Difference::Content,
        }
    }

    /// Whether a word may differ: one that changes no claim, and beyond the careful level any
    /// function word.
    fn is_light(&self, word: &Word<'_>) -> bool {
        let known = self.lexicon.word(&word.folded);
        let light =
            if self.tolerance == Tolerance::Low { known.empty } else { known.empty | known.light };
        light & self.language != 0
    }

    fn has_content(&self, words: &[Word<'_>]) -> bool {
        words.iter().any(|word| self.class(word) == Difference::Content)
    }

    /// Whether a single word on each side is a misspelling of the other: a long word in lower case,
    /// its first letter the same, at most two edits apart (optimal string alignment).
    fn is_typo(&self, left: &[Word<'_>], right: &[Word<'_>]) -> bool {
        let ([left], [right]) = (left, right) else { return false };
        let is_plain = |word: &Word<'_>| {
            self.class(word) == Difference::Content && word.printed.chars().all(char::is_lowercase)
        };
        let long = left.folded.chars().count().min(right.folded.chars().count());
        let same_start = left.folded.chars().next() == right.folded.chars().next();
        let edits = if long >= 8 { 2 } else { 1 };
        is_plain(left)
            && is_plain(right)
            && long >= TYPO_LETTERS
            && same_start
            && strsim::osa_distance(&left.folded, &right.folded) <= edits
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, MOST_APART, Side, Verdict, compare, middles, verdict, without_grouping};
    use crate::options::Tolerance;
    use crate::recognize::Lexicon;
    use crate::removal::Difference;

    #[track_caller]
    fn check(left: &str, right: &str, expected: (Verdict, Difference)) {
        assert_eq!(
            compare(left, right, Tolerance::Low, Lexicon::built_in()),
            expected,
            "{left} / {right}"
        );
    }

    #[test]
    fn facts_keep_both() {
        let frame = |word: &str| {
            format!(
                "Officials said that {word} people left the valley by boat before the rain came back in the night"
            )
        };
        for (left, right, difference) in [
            ("four", "two", Difference::Number),
            ("15,000", "16,000", Difference::Number),
            ("four", "some", Difference::Number),
            ("not", "the", Difference::Negation),
            ("Tuesday", "Monday", Difference::Date),
            ("Amber", "Cedar", Difference::Name),
            ("young", "old", Difference::Content),
            ("all", "some", Difference::Content),
            ("his", "her", Difference::Content),
        ] {
            check(&frame(left), &frame(right), (Verdict::KeepBoth, difference));
        }
    }

    #[test]
    fn a_word_more_makes_another_person() {
        let left = "The minister sent a message of thanks to the crews of the boats on the lake and wished them well";
        let right = "The deputy minister sent a message of thanks to the crews of the boats on the lake and wished them well";
        check(left, right, (Verdict::KeepBoth, Difference::Content));
        let left = "وجه المحافظ رسالة شكر إلى مديرة الجامعة الجديدة وتمنى للطلاب عاما موفقا";
        let right = "وجه نائب المحافظ رسالة شكر إلى مديرة الجامعة الجديدة وتمنى للطلاب عاما موفقا";
        check(left, right, (Verdict::KeepBoth, Difference::Name));
    }

    #[test]
    fn what_carries_no_fact_lets_the_poorer_go() {
        let full = "The clerk of the harbour opened the new pier in the rain while the band played on the old boat";
        check(full, &full.to_uppercase(), (Verdict::Either, Difference::None));
        check(full, &full.replace(" in the", ", in the"), (Verdict::Either, Difference::None));
        check(full, &full.replace("played", "also"), (Verdict::RightGoes, Difference::LightWords));
        check(&full.replace("played", "also"), full, (Verdict::LeftGoes, Difference::LightWords));
        check(full, &full.replace("harbour", "harbuor"), (Verdict::KeepBoth, Difference::Typo));
        let balanced = compare(
            full,
            &full.replace("harbour", "harbuor"),
            Tolerance::Medium,
            Lexicon::built_in(),
        );
        assert_eq!(balanced, (Verdict::Either, Difference::Typo));
        check(
            "He counted 15,000 birds on the lake",
            "He counted 15000 birds on the lake",
            (Verdict::Either, Difference::None),
        );
    }

    #[test]
    fn far_longer_is_another_text() {
        let start =
            "The clerk of the harbour opened the new pier in the rain while the band played";
        for (more, expected) in [(MOST_APART, Verdict::Either), (MOST_APART + 1, Verdict::KeepBoth)]
        {
            let last = if more % 4 == 0 { " the" } else { " some" };
            let longer = format!("{start}{}{last}", " the".repeat(MOST_APART / 4 - 1));
            assert_eq!(longer.len() - start.len(), more);
            let verdict = compare(start, &longer, Tolerance::High, Lexicon::built_in()).0;
            assert_eq!(verdict, expected, "{more} bytes more");
        }
    }

    #[test]
    fn strictness_lets_more_pass() {
        let left = "the long report on the state of the river says that the water of the upper valley is clean enough for trout and for people to bathe";
        let right = left.replace("clean", "safe");
        let verdict = |tolerance| compare(left, &right, tolerance, Lexicon::built_in()).0;
        assert_eq!(verdict(Tolerance::Low), Verdict::KeepBoth);
        assert_eq!(verdict(Tolerance::Medium), Verdict::Either);
        let other =
            right.replace("water", "air").replace("trout", "birds").replace("long", "short");
        assert_eq!(
            compare(left, &other, Tolerance::Medium, Lexicon::built_in()).0,
            Verdict::KeepBoth
        );
        assert_eq!(compare(left, &other, Tolerance::High, Lexicon::built_in()).0, Verdict::Either);
        assert_eq!(
            compare(
                left,
                &left.replace("upper", "Upper Amber"),
                Tolerance::High,
                Lexicon::built_in()
            )
            .0,
            Verdict::KeepBoth
        );
    }

    #[test]
    fn what_two_texts_begin_and_end_with_is_left_out_in_whole_words() {
        for (name, left, right, wanted) in [
            ("one word in the middle", "the old pier", "the new pier", ("old", "new")),
            ("words that begin alike", "the oldest pier", "the older pier", ("oldest", "older")),
            ("words that end alike", "a slower boat", "a lower boat", ("slower", "lower")),
            ("a word more at the end", "the pier", "the pier opens", ("", " opens")),
            ("a longer word at the end", "the pier", "the piers", ("pier", "piers")),
            ("a word more at the start", "pier opens", "new pier opens", ("", "new ")),
            ("the same text", "the pier", "the pier", ("", "")),
            ("no word in common", "old pier", "new boat", ("old pier", "new boat")),
            ("a word said twice", "so it was", "so so it was", ("", "so ")),
            ("one of them empty", "", "the pier", ("", "the pier")),
            ("Han characters are words", "新桥开通", "新港开通", ("桥", "港")),
            ("two of one first byte", "新桥开通", "新栋开通", ("桥", "栋")),
            ("a letter beside a Han one", "新a桥", "新b桥", ("新a桥", "新b桥")),
            ("letters of two bytes", "на море", "на мели", ("море", "мели")),
        ] {
            assert_eq!(middles(left, right), wanted, "{name}");
            assert_eq!(middles(right, left), (wanted.1, wanted.0), "{name}, the other way round");
        }
    }

    fn content(content: usize) -> Side {
        Side { content, ..Side::default() }
    }

    fn typos(typos: usize) -> Side {
        Side { typos, ..Side::default() }
    }

    #[test]
    fn who_may_go() {
        use Tolerance::{High, Low, Medium};
        use Verdict::{Either, KeepBoth, LeftGoes, RightGoes};
        let inserted = || Side { is_inserted: true, ..content(1) };
        let light = Side::default;
        let named = || Side { fact: Some(Difference::Name), ..Side::default() };
        let (as_light, as_content, as_typo) =
            (Difference::LightWords, Difference::Content, Difference::Typo);
        for (name, left, right, words, tolerance, wanted) in [
            ("function words", light(), light(), 9, Low, (Either, as_light)),
            ("a fact on the left", named(), light(), 99, High, (KeepBoth, Difference::Name)),
            ("a fact on the right", light(), named(), 99, High, (KeepBoth, Difference::Name)),
            ("a word for an empty one", content(1), light(), 99, Low, (RightGoes, as_light)),
            ("an empty one for a word", light(), content(1), 99, Low, (LeftGoes, as_light)),
            ("a word for a word", content(1), content(1), 99, Low, (KeepBoth, as_content)),
            ("a word put in on the left", inserted(), light(), 99, Low, (KeepBoth, as_content)),
            ("a word put in on the right", light(), inserted(), 99, Low, (KeepBoth, as_content)),
            ("of 19 words, none", content(1), content(1), 19, Medium, (KeepBoth, as_content)),
            ("of 20 words, two", content(2), content(2), 20, Medium, (Either, as_content)),
            ("of 20 words, no third", content(3), content(3), 20, Medium, (KeepBoth, as_content)),
            (
                "put in where some may be",
                inserted(),
                content(0),
                20,
                Medium,
                (RightGoes, as_content),
            ),
            ("the right says less", content(2), content(1), 20, Medium, (RightGoes, as_content)),
            ("the left says less", content(1), content(2), 20, Medium, (LeftGoes, as_content)),
            ("too much on the left", content(3), content(1), 20, Medium, (RightGoes, as_content)),
            ("too much on the right", content(1), content(3), 20, Medium, (LeftGoes, as_content)),
            ("of 4 words, none", content(1), content(1), 4, High, (KeepBoth, as_content)),
            ("of 5 words, one", content(1), content(1), 5, High, (Either, as_content)),
            ("of 5 words, no second", content(2), content(2), 5, High, (KeepBoth, as_content)),
            ("a slip in a careful run", typos(1), typos(1), 99, Low, (KeepBoth, as_typo)),
            ("a slip in a short text", typos(1), typos(1), 9, Medium, (Either, as_typo)),
            ("two in a short text", typos(2), typos(2), 9, Medium, (KeepBoth, as_typo)),
            ("two in a longer one", typos(2), typos(2), 20, Medium, (Either, as_typo)),
            ("three in it", typos(3), typos(3), 20, Medium, (KeepBoth, as_typo)),
        ] {
            assert_eq!(verdict(&left, &right, words, tolerance), wanted, "{name}");
        }
    }

    #[test]
    fn the_shorter_text_says_how_much_may_differ() {
        let text = "The tall clerk of the harbour opened the pier in the rain while a band played on the old boat";
        let other = text.replace("tall", "young");
        for (name, left, right, wanted) in [
            ("both have 20 words", text.to_owned(), other.clone(), Verdict::Either),
            (
                "the right one has 19",
                text.to_owned(),
                other.replace(" a band", " band"),
                Verdict::KeepBoth,
            ),
            (
                "the left one has 19",
                text.replace(" a band", " band"),
                other.clone(),
                Verdict::KeepBoth,
            ),
            (
                "the right one has 21",
                text.to_owned(),
                other.replace("while", "and while"),
                Verdict::Either,
            ),
            ("the left one has 21", text.replace("while", "and while"), other, Verdict::Either),
        ] {
            let found = compare(&left, &right, Tolerance::Medium, Lexicon::built_in()).0;
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn slips_are_counted_on_both_sides() {
        let text = "The clerk of the harbour opened the pier in the rain and a crowd cheered";
        let one = text.replace("harbour", "harbuor");
        let two = one.replace("cheered", "chereed");
        let both = |right: &str| compare(text, right, Tolerance::Medium, Lexicon::built_in());
        assert_eq!(both(&one), (Verdict::Either, Difference::Typo));
        assert_eq!(both(&two), (Verdict::KeepBoth, Difference::Typo));
    }

    #[test]
    fn a_word_put_in_is_no_word_changed() {
        let text = "The minister sent a message of thanks to the crews on the lake";
        let empty = text.replace("sent a", "sent the");
        check(text, &empty, (Verdict::Either, Difference::LightWords));
        let put_in = text.replace("minister", "deputy minister");
        for (left, right) in [(text, &*put_in), (&*put_in, text)] {
            check(left, right, (Verdict::KeepBoth, Difference::Content));
        }
        let in_place = text.replace("sent a", "sent deputy");
        check(text, &in_place, (Verdict::LeftGoes, Difference::LightWords));
        check(&in_place, text, (Verdict::RightGoes, Difference::LightWords));
    }

    #[test]
    fn a_misspelling_is_a_long_word_with_few_letters_changed() {
        let lexicon = Lexicon::built_in();
        let language = lexicon.word("the").light & lexicon.word("their").light;
        let context = Context { language, tolerance: Tolerance::Medium, lexicon };
        for (name, left, right, wanted) in [
            ("two letters of five changed places", "water", "watre", true),
            ("two of four", "boat", "baot", false),
            ("a letter of five is missing", "water", "wate", false),
            ("one of seven", "harbour", "harbuor", true),
            ("two of seven", "harbour", "habruor", false),
            ("two of eight", "harbours", "habruors", true),
            ("three of eight", "harbours", "habruosr", false),
            ("another first letter", "water", "later", false),
            ("a name on the left", "Harbour", "harbuor", false),
            ("a name on the right", "harbour", "Harbuor", false),
            ("a capital inside", "harbour", "harBuor", false),
            ("a function word", "their", "thier", false),
            ("for a function word", "thier", "their", false),
            ("two words for one", "harbour", "harb our", false),
            ("a word for none", "harbour", "", false),
        ] {
            let found = context.is_typo(&super::words(left), &super::words(right));
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn digits_in_groups_of_three_are_one_number() {
        for (printed, wanted) in [
            ("15,000", "15000"),
            ("1,000", "1000"),
            ("150,000,000", "150000000"),
            ("1500,000", "1500,000"),
            ("15,00", "15,00"),
            ("15,0000", "15,0000"),
            ("15,000,00", "15,000,00"),
            (",000", ",000"),
            ("a,000", "a,000"),
            ("15,abc", "15,abc"),
            ("15", "15"),
        ] {
            assert_eq!(without_grouping(printed.to_owned()), wanted);
        }
    }

    #[test]
    fn what_a_word_is() {
        let lexicon = Lexicon::built_in();
        let language = lexicon.word("the").light & lexicon.word("their").light;
        for (printed, careful, balanced) in [
            ("the", Difference::LightWords, Difference::LightWords),
            ("their", Difference::Content, Difference::LightWords),
            ("harbour", Difference::Content, Difference::Content),
            ("Oakmouth", Difference::Name, Difference::Name),
            ("ميناء", Difference::Name, Difference::Name),
            ("twelve", Difference::Number, Difference::Number),
            ("b12", Difference::Number, Difference::Number),
            ("never", Difference::Negation, Difference::Negation),
            ("Friday", Difference::Date, Difference::Date),
        ] {
            for (tolerance, wanted) in [(Tolerance::Low, careful), (Tolerance::Medium, balanced)] {
                let context = Context { language, tolerance, lexicon };
                let found = context.class(&super::words(printed)[0]);
                assert_eq!(found, wanted, "{printed}, {tolerance:?}");
            }
        }
    }
}
