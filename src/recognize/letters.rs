//! What a code point is, from a table: the standard library looks each one up by a search.

use crate::compare::blocks::{self, Blocks};

/// Code points that are looked up: the scripts that are written with letters, the signs of all, and
/// kana.
const IN_TABLE: u32 = 0x3400;

/// What a code point is, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class(u8);

impl Class {
    pub(crate) const ALPHABETIC: Self = Self(1);
    pub(crate) const NUMERIC: Self = Self(2);
    pub(crate) const SPACE: Self = Self(4);
    pub(crate) const UPPER: Self = Self(8);
    pub(crate) const LOWER: Self = Self(16);

    /// What `char` is.
    pub(crate) fn of(char: char) -> Self {
        match char as u32 {
            // Han and Hangul.
            0x4e00..=0x9fff | 0xac00..=0xd7a3 => Self::ALPHABETIC,
            code if code < IN_TABLE => TABLE.get(code).unwrap_or(Self(0)),
            _ => Self::look_up(char),
        }
    }

    fn look_up(char: char) -> Self {
        let bits = [
            (char.is_alphabetic(), Self::ALPHABETIC),
            (char.is_numeric(), Self::NUMERIC),
            (char.is_whitespace(), Self::SPACE),
            (char.is_uppercase(), Self::UPPER),
            (char.is_lowercase(), Self::LOWER),
        ];
        Self(bits.into_iter().filter(|(holds, _)| *holds).fold(0, |sum, (_, class)| sum | class.0))
    }

    /// A letter or a digit.
    pub(crate) const ALPHANUMERIC: Self = Self(Self::ALPHABETIC.0 | Self::NUMERIC.0);

    pub(crate) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Whether a code point is a letter or a digit. Most are of ASCII, which needs no table.
pub(crate) fn is_alphanumeric(char: char) -> bool {
    if char.is_ascii() {
        char.is_ascii_alphanumeric()
    } else {
        Class::of(char).is(Class::ALPHANUMERIC)
    }
}

/// Whether a digit of ASCII is among the bytes. Block by block, without a branch for each byte.
pub(crate) fn has_digit(bytes: &[u8]) -> bool {
    const BLOCK: usize = 64;
    let has = |block: &[u8]| {
        block.iter().fold(0, |found, byte| found | u8::from(byte.wrapping_sub(b'0') < 10)) != 0
    };
    bytes.chunks(BLOCK).any(has)
}

static TABLE: Blocks<Class, { blocks::count(IN_TABLE) }> =
    Blocks::new(|code| char::from_u32(code).map_or(Class(0), Class::look_up));

#[cfg(test)]
mod tests {
    use super::{Class, is_alphanumeric};

    #[test]
    fn every_code_point_is_what_the_standard_library_says() {
        for char in '\0'..=char::MAX {
            assert_eq!(Class::of(char), Class::look_up(char), "{char:?}");
            assert_eq!(is_alphanumeric(char), char.is_alphanumeric(), "{char:?}");
        }
    }
}
