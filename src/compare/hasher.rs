//! A hasher of keys and of hashes for tables: XXH3, the same on every run.

use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Hashes the bytes of a key with XXH3, and a number by a multiplication.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct KeyHasher(u64);

pub(crate) type BuildKeyHasher = BuildHasherDefault<KeyHasher>;

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    // The end mark of a `str`: a single key needs none.
    fn write_u8(&mut self, _: u8) {}

    fn write_u32(&mut self, mark: u32) {
        self.write_u64(u64::from(mark));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = (self.0 ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
