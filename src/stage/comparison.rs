//! Two lines of an article side by side: without the dateline or credit that only one has, and not
//! at all where their numbers tell them apart already.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::compare::difference::{self, Verdict};
use crate::compare::hasher::BuildKeyHasher;
use crate::recognize::dateline;
use crate::removal::Difference;
use crate::stage::{Document, Rules};

/// Compares lines and remembers what each is made of.
pub(super) struct Comparison<'d, 't> {
    document: &'d Document<'t>,
    rules: Rules<'d>,
    parts: HashMap<u64, Parts, BuildKeyHasher>,
}

/// What a line is made of.
#[derive(Debug, Clone, Copy)]
struct Parts {
    /// Where its dateline ends; 0 without one.
    start: usize,
    /// Where its credit starts; its length without one.
    end: usize,
    has_credit: bool,
    /// The hash of its digits, with a sign between two numbers.
    numbers: u64,
}

impl<'d, 't> Comparison<'d, 't> {
    pub(super) fn new(document: &'d Document<'t>, rules: Rules<'d>) -> Self {
        Self { document, rules, parts: HashMap::default() }
    }

    /// Which of two lines may go, and the class of their difference.
    pub(super) fn compare(&mut self, left: usize, right: usize) -> (Verdict, Difference) {
        let (left_parts, right_parts) = (self.parts(left), self.parts(right));
        let start = (left_parts.start > 0) != (right_parts.start > 0);
        let end = left_parts.has_credit != right_parts.has_credit;
        if !start && !end && left_parts.numbers != right_parts.numbers {
            return (Verdict::KeepBoth, Difference::Number);
        }
        let core = |line: usize, parts: Parts| {
            let text = &*self.document.lines[line].text;
            let from = if start { parts.start } else { 0 };
            let to = if end { parts.end.max(from) } else { text.len() };
            &text[from..to]
        };
        let (left_core, right_core) = (core(left, left_parts), core(right, right_parts));
        let (verdict, difference) = difference::compare(
            left_core,
            right_core,
            self.rules.options.tolerance,
            self.rules.lexicon,
        );
        if difference != Difference::None || !start && !end {
            return (verdict, difference);
        }
        let has_more = |parts: Parts| start && parts.start > 0 || end && parts.has_credit;
        let verdict = match (has_more(left_parts), has_more(right_parts)) {
            (true, true) => Verdict::KeepBoth,
            (true, false) => Verdict::RightGoes,
            _ => Verdict::LeftGoes,
        };
        (verdict, Difference::Affix)
    }

    fn parts(&mut self, line: usize) -> Parts {
        let (document, rules) = (self.document, self.rules);
        *self.parts.entry(line as u64).or_insert_with(|| {
            let text = &document.lines[line].text;
            let credit = document.facts(line).credit.as_ref();
            Parts {
                start: dateline::len(text, rules.lexicon).unwrap_or(0),
                end: credit.map_or(text.len(), |credit| credit.text_end),
                has_credit: credit.is_some(),
                numbers: numbers(document.key(line)),
            }
        })
    }
}

/// The hash of a key's digits. What stands between two digits counts as one sign, but for a comma,
/// which may group them.
fn numbers(key: &str) -> u64 {
    let mut digits: Vec<u8> = Vec::new();
    let mut is_inside = false;
    for byte in key.bytes() {
        if byte.is_ascii_digit() {
            if !is_inside {
                digits.push(b' ');
            }
            digits.push(byte);
        }
        is_inside = byte.is_ascii_digit() || byte == b',' && is_inside;
    }
    xxh3_64(&digits)
}
