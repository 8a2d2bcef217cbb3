//! Tables over code points that are filled block by block, each when a text first asks for it: a
//! text has a few scripts of many.

use std::array;
use std::sync::OnceLock;

/// Code points of a block: half a script or a whole one.
const BLOCK: usize = 128;

/// What is known of each of the first code points.
#[derive(Debug)]
pub(crate) struct Blocks<T, const COUNT: usize> {
    blocks: [OnceLock<[T; BLOCK]>; COUNT],
    of: fn(u32) -> T,
}

/// How many blocks the code points below `end` take.
pub(crate) const fn count(end: u32) -> usize {
    (end as usize).div_ceil(BLOCK)
}

impl<T: Copy, const COUNT: usize> Blocks<T, COUNT> {
    /// A table of what `of` says of each code point.
    pub(crate) const fn new(of: fn(u32) -> T) -> Self {
        Self { blocks: [const { OnceLock::new() }; COUNT], of }
    }

    /// What is known of a code point; none where it lies beyond the table.
    #[inline]
    pub(crate) fn get(&self, code: u32) -> Option<T> {
        let (block, place) = (code as usize / BLOCK, code as usize % BLOCK);
        let fill = || array::from_fn(|at| (self.of)((block * BLOCK + at) as u32));
        Some(self.blocks.get(block)?.get_or_init(fill)[place])
    }
}
