//! A table of bits for a look before any other: most of what is looked for in word lists is in none.

/// A set of numbers, of which some share a bit: what it does not hold is certain.
#[derive(Debug, Clone)]
pub(super) struct Bits<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Default for Bits<WORDS> {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl<const WORDS: usize> Bits<WORDS> {
    pub(super) fn insert(&mut self, number: u64) {
        let (word, bit) = Self::place(number);
        self.0[word] |= 1 << bit;
    }

    pub(super) fn may_hold(&self, number: u64) -> bool {
        let (word, bit) = Self::place(number);
        self.0[word] >> bit & 1 == 1
    }

    fn place(number: u64) -> (usize, u32) {
        let spread = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let at = ((spread >> 32) * WORDS as u64) >> 32;
        (at as usize, (spread >> 26 & 63) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn holds_what_was_inserted_and_little_else() {
        let mut bits = Bits::<64>::default();
        let inserted: Vec<u64> = (0..400).map(|at| at * at * 7919).collect();
        for &number in &inserted {
            bits.insert(number);
        }
        assert!(inserted.iter().all(|&number| bits.may_hold(number)));
        let others = (0..1000).filter(|at| bits.may_hold(at * 104_729 + 5)).count();
        assert!(
            (50..150).contains(&others),
            "{others} of 1,000 share a bit with one of 400 in 4,096"
        );
    }
}
