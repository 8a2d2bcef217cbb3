//! Each fuzz target of the library over the fixtures and over what fuzzing once found.

#[path = "support/clean.rs"]
mod clean;
#[path = "support/corpus_index.rs"]
mod corpus_index;
#[path = "support/laws.rs"]
mod laws;
#[path = "support/options.rs"]
mod options;
#[path = "support/replay.rs"]
mod replay;

#[cfg(feature = "internal-differential")]
#[path = "support/candidates.rs"]
mod candidates;
#[cfg(feature = "internal-differential")]
#[path = "support/normalization.rs"]
mod normalization;

use replay::replay;

/// Default options, as the target reads them; see `fuzz/make_corpus.py`.
const DEFAULT_OPTIONS: [u8; options::HEADER_LEN] = {
    let mut header = [0; options::HEADER_LEN];
    (header[2], header[3], header[5], header[8], header[11]) = (173, 1, 7, 230, 1);
    header
};

#[test]
fn clean_replayed() {
    replay("clean", clean::run, |text| text);
}

#[test]
fn options_replayed() {
    replay("options", options::run, |text| [DEFAULT_OPTIONS.to_vec(), text].concat());
}

#[test]
fn corpus_index_replayed() {
    replay("corpus_index", corpus_index::run, |text| text);
    replay("corpus_index", corpus_index::run, |text| [&[0; 8][..], &text].concat());
}

#[cfg(feature = "internal-differential")]
#[test]
fn normalization_replayed() {
    replay("normalization", normalization::run, |text| text);
}

#[cfg(feature = "internal-differential")]
#[test]
fn candidates_replayed() {
    replay("candidates", candidates::run, |text| [vec![109, 12], text].concat());
}
