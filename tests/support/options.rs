//! Any options, in and out of their ranges, with any text.

use arbitrary::{Arbitrary, Unstructured};
use copydesk::corpus::LearnedLine;
use copydesk::{Cleaner, InputKind, Options, Tolerance};

use crate::laws::assert_laws;

/// Bytes of the settings, before the text: see `fuzz/make_corpus.py`.
pub(crate) const HEADER_LEN: usize = 32;

/// Builds options and a text of `data`: a cleaner is built exactly when the options pass their
/// check, and keeps the laws.
pub(crate) fn run(data: &[u8]) {
    let Ok(case) = Case::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let options = case.settings.options();
    match (options.validate(), Cleaner::new(options.clone())) {
        (Ok(()), Ok(cleaner)) => {
            assert_eq!(*cleaner.options(), options);
            assert!(case.settings.is_allowed(), "{options:?} passed");
            assert_laws(&cleaner, case.text);
        }
        (Err(of_check), Err(of_new)) => {
            assert_eq!(of_check, of_new);
            assert!(!case.settings.is_allowed(), "{of_check}");
        }
        (of_check, of_new) => panic!("check gives {of_check:?}, new gives {of_new:?}"),
    }
}

#[derive(Debug, Arbitrary)]
struct Case<'d> {
    settings: Settings,
    text: &'d str,
}

/// One byte for each switch, so that a seed is a few bytes before its text.
#[derive(Debug, Arbitrary)]
struct Settings {
    /// The tolerance, and by three the kind of input.
    tolerance: u8,
    overlap: Number,
    words: Number,
    max_headline_chars: Number,
    min_extra_blank_lines: Number,
    switches: u8,
    artifacts: Entries,
    /// Agencies and site suffixes.
    names: Entries,
}

/// A number that is taken as it is, or brought into the range.
#[derive(Debug, Arbitrary)]
struct Number {
    /// Odd: as it is.
    freedom: u8,
    value: u16,
}

/// At most two entries of a list.
#[derive(Debug, Arbitrary)]
struct Entries {
    count: u8,
    bytes: [u8; 8],
}

impl Number {
    /// The value between `least` and `most`, or free.
    fn within(&self, least: u16, most: u16) -> usize {
        usize::from(if self.is_free() {
            self.value
        } else {
            least + self.value % (most - least + 1)
        })
    }

    fn overlap(&self) -> f32 {
        match (self.is_free(), self.value) {
            (true, 0) => f32::NAN,
            (true, 1) => f32::INFINITY,
            (true, value) => f32::from(value) / 1024.0 - 1.0,
            (false, value) => 0.3 + 0.7 * f32::from(value % 1001) / 1000.0,
        }
    }

    fn is_free(&self) -> bool {
        self.freedom % 2 == 1
    }
}

impl Entries {
    fn list(&self) -> Vec<String> {
        self.bytes
            .chunks(4)
            .take(usize::from(self.count % 4))
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect()
    }
}

impl Settings {
    fn options(&self) -> Options {
        let switch = |bit: u8| self.switches >> bit & 1 == 0;
        let tolerance =
            [Tolerance::Low, Tolerance::Medium, Tolerance::High][usize::from(self.tolerance % 3)];
        let kind = InputKind::ALL[usize::from(self.tolerance / 3) % InputKind::ALL.len()];
        let learned = if switch(4) { Vec::new() } else { self.artifacts.list() };
        Options::default()
            .input_kind(kind)
            .tolerance(tolerance)
            .near_duplicate_overlap(self.overlap.overlap())
            .min_near_duplicate_words(self.words.within(5, 1000))
            .max_headline_chars(self.max_headline_chars.within(20, 2000))
            .min_extra_blank_lines(self.min_extra_blank_lines.within(1, 100))
            .split_articles(switch(0))
            .remove_artifacts(switch(1))
            .remove_near_duplicates(switch(2))
            .nfc(switch(3))
            .decode_entities(switch(5))
            .remove_soft_hyphens(switch(5))
            .read_markdown(switch(6))
            .unwrap(switch(7))
            .extra_artifacts(self.artifacts.list())
            .extra_agencies(self.names.list())
            .extra_site_suffixes(self.names.list())
            .learned_artifacts(learned.iter().map(|line| LearnedLine::new(line, 3, 4)).collect())
    }

    /// The documented ranges, said again.
    fn is_allowed(&self) -> bool {
        let options = self.options();
        let Options {
            near_duplicate_overlap,
            min_near_duplicate_words,
            max_headline_chars,
            min_extra_blank_lines,
            ..
        } = options;
        let is_line = |entry: &str| {
            !entry.contains('\n') && entry.len() <= 600 && entry.contains(char::is_alphanumeric)
        };
        let has_text = |entry: &String| {
            let printed = entry.replace("{n}", "").replace("{*}", "");
            let placeholders = (entry.len() - printed.len()) / 3;
            is_line(entry) && placeholders <= 3 && printed.contains(char::is_alphanumeric)
        };
        let is_name = |entry: &String| {
            let has_placeholder = entry.contains("{n}") || entry.contains("{*}");
            !entry.contains('\n')
                && entry.len() <= 100
                && !has_placeholder
                && entry.contains(char::is_alphabetic)
        };
        (0.3..=1.0).contains(&near_duplicate_overlap)
            && (5..=1000).contains(&min_near_duplicate_words)
            && (20..=2000).contains(&max_headline_chars)
            && (1..=100).contains(&min_extra_blank_lines)
            && options.extra_artifacts.iter().all(has_text)
            && options.extra_agencies.iter().chain(&options.extra_site_suffixes).all(is_name)
            && options.learned_artifacts.iter().all(|learned| is_line(&learned.line))
    }
}
