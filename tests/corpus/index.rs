//! The index of a corpus: what goes out comes back, and anything else is an error.

use copydesk::Error;
use copydesk::corpus::{Corpus, DedupOptions, Item};

use crate::copies;
use crate::stories::{COURT, WIRE};

/// The index of a corpus.
fn bytes(corpus: &Corpus) -> Vec<u8> {
    let mut bytes = Vec::new();
    corpus.write_index(&mut bytes).unwrap();
    bytes
}

fn index() -> Vec<u8> {
    let mut corpus = Corpus::new(DedupOptions::default());
    corpus.add(&Item::new("wire", WIRE).date(Some("2014-05-01")));
    corpus.add(&Item::new("court", COURT).source(Some("paper")));
    corpus.add(&Item::new("again", WIRE));
    assert_eq!(copies(&corpus.resolve().unwrap()), 1);
    bytes(&corpus)
}

#[test]
fn another_day_goes_on_from_it() {
    let mut corpus =
        Corpus::new(DedupOptions::default()).with_index(&mut index().as_slice()).unwrap();
    corpus.add(&Item::new(
        "late",
        &format!("{WIRE}\n\nPassengers may ask for their money back at the office on the pier."),
    ));
    corpus.add(&Item::new("new", "A new bakery opens on the island next week, the third in the history of the village, its owner said."));
    let resolutions = corpus.resolve().unwrap();
    assert_eq!(resolutions.len(), 2);
    let twin = resolutions[0].duplicate_of.as_ref().unwrap();
    assert!(matches!(twin.id.as_str(), "wire" | "again"));
    assert_eq!(twin.place, None);
    assert_eq!(resolutions[1].duplicate_of, None);
    let again =
        Corpus::new(DedupOptions::default()).with_index(&mut bytes(&corpus).as_slice()).unwrap();
    assert_eq!(bytes(&again), bytes(&corpus));
}

#[test]
fn damage_is_said() {
    let index = index();
    let error =
        |bytes: &[u8]| Corpus::new(DedupOptions::default()).with_index(&mut &*bytes).unwrap_err();
    assert_eq!(
        error(b"{}").to_string(),
        "the index is damaged at byte 0: it does not begin with the mark of an index; make it anew from the articles"
    );
    let mut newer = index.clone();
    newer[16] = 9;
    assert_eq!(
        error(&newer).to_string(),
        "the index is of version 9, but must be of version 3; make it anew from the articles"
    );
    for at in 20..index.len() {
        let mut flipped = index.clone();
        flipped[at] ^= 1;
        assert!(matches!(error(&flipped), Error::IndexDamaged { .. }), "byte {at}");
    }
    for len in 0..index.len() {
        assert!(matches!(error(&index[..len]), Error::IndexDamaged { .. }), "{len} bytes");
    }
}
