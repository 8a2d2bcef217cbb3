//! Numbers that some print in groups of three digits: `1,400` is `1400`.

use crate::corpus::print::Print;

/// A number that may be printed in groups of three digits: `1,400`.
#[derive(Debug, Default)]
pub(super) struct Number {
    pub(super) digits: String,
    /// Where its last digit ends in the key.
    end: usize,
    /// Its place among the words.
    pub(super) first: usize,
    pub(super) print: Print,
}

impl Number {
    /// Begins with a word that ends here; one that is no number of up to three digits has no
    /// groups.
    pub(super) fn begin(&mut self, word: &str, end: usize, first: usize, print: Print) {
        self.digits.clear();
        if word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            self.digits.push_str(word);
            (self.end, self.first, self.print) = (end, first, print);
        }
    }

    /// Takes the word at some bytes of a key when it is the next three digits.
    pub(super) fn goes_on(&mut self, key: &str, start: usize, end: usize) -> bool {
        let is_group = !self.digits.is_empty()
            && end - start == 3
            && matches!(&key[self.end..start], "," | "." | "'" | "\u{66c}")
            && key[start..end].bytes().all(|byte| byte.is_ascii_digit());
        if is_group {
            self.digits.push_str(&key[start..end]);
            self.end = end;
        } else {
            self.digits.clear();
        }
        is_group
    }
}
