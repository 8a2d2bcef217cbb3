//! Any bytes as the index of a corpus.

use copydesk::corpus::{Corpus, DedupOptions, Item};
use xxhash_rust::xxh3::xxh3_64;

/// The mark and the version of an index.
const HEAD: &[u8] = b"copydesk corpus\n\x02\0\0\0";

/// Reads `data` as it is, and as the content of an index whose checksum fits.
pub(crate) fn run(data: &[u8]) {
    check(data);
    let mut whole = [HEAD, data].concat();
    let checksum = xxh3_64(&whole);
    whole.extend_from_slice(&checksum.to_le_bytes());
    check(&whole);
}

fn check(index: &[u8]) {
    match Corpus::new(DedupOptions::default()).with_index(&mut &*index) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(mut corpus) => {
            corpus.add(&Item::new("new", "A text beside those of the index."));
            assert_eq!(corpus.resolve().map(|resolutions| resolutions.len()), Ok(1));
            let mut bytes = Vec::new();
            assert!(corpus.write_index(&mut bytes).is_ok());
            assert!(Corpus::new(DedupOptions::default()).with_index(&mut bytes.as_slice()).is_ok());
        }
    }
}
