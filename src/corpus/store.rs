//! The texts as words, one after the other in large chunks: in memory, and what memory is not to
//! hold in a scratch file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::corpus::shingles::WIDTH;
use crate::corpus::text::Text;
use crate::corpus::words::Word;

/// Words of a chunk; a longer text has one of its own.
const CHUNK_WORDS: usize = 1 << 16;
const WORD_BYTES: usize = size_of::<Word>();

/// Texts in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Store {
    chunks: Vec<Chunk>,
    places: Vec<Place>,
    /// Words of all chunks that are held.
    held: usize,
    shingles: usize,
    scratch: Option<Scratch>,
    failure: Option<io::Error>,
}

/// Texts side by side, each its facts and then its words.
#[derive(Debug)]
enum Chunk {
    Held(Vec<Word>),
    Filed { offset: u64, len: usize },
}

/// Where a text is.
#[derive(Debug, Clone, Copy)]
struct Place {
    chunk: usize,
    start: usize,
    facts: usize,
    words: usize,
}

impl Place {
    fn len(self) -> usize {
        self.facts + self.words
    }
}

/// A file for the chunks that are not held.
#[derive(Debug)]
struct Scratch {
    file: Mutex<File>,
    end: u64,
    /// Words that may be held.
    most_held: usize,
}

impl Store {
    /// A store that holds about so many bytes, and writes the rest to `file`.
    pub(super) fn with_scratch(file: File, bytes: usize) -> Self {
        let scratch = Scratch { file: Mutex::new(file), end: 0, most_held: bytes / WORD_BYTES };
        Self { scratch: Some(scratch), ..Self::default() }
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many words a text has.
    pub(super) fn words(&self, text: usize) -> usize {
        self.places[text].words
    }

    /// How many shingles all texts have.
    pub(super) fn shingles(&self) -> usize {
        self.shingles
    }

    /// Adds a text. What goes wrong with the scratch file is said by
    /// [`take_failure`](Self::take_failure); no text is lost by it.
    pub(super) fn add(&mut self, text: &Text) {
        let len = text.facts.len() + text.words.len();
        let is_full = |chunk: &Vec<Word>| !chunk.is_empty() && chunk.len() + len > CHUNK_WORDS;
        if self.open_chunk().is_some_and(|chunk| is_full(chunk)) {
            self.close_chunk();
        }
        if self.chunks.is_empty() {
            self.chunks.push(Chunk::Held(Vec::new()));
        }
        let at = self.chunks.len() - 1;
        let Some(chunk) = self.open_chunk() else { return };
        let place = Place {
            chunk: at,
            start: chunk.len(),
            facts: text.facts.len(),
            words: text.words.len(),
        };
        chunk.extend_from_slice(&text.facts);
        chunk.extend_from_slice(&text.words);
        self.places.push(place);
        self.shingles += text.words.len().saturating_sub(WIDTH - 1);
    }

    /// The chunk that the next text goes to: the last one.
    fn open_chunk(&mut self) -> Option<&mut Vec<Word>> {
        match self.chunks.last_mut() {
            Some(Chunk::Held(chunk)) => Some(chunk),
            _ => None,
        }
    }

    /// Files the last chunk when memory is full.
    fn close_chunk(&mut self) {
        let Some(Chunk::Held(chunk)) = self.chunks.pop() else { return };
        let scratch =
            self.scratch.as_mut().filter(|scratch| self.held + chunk.len() > scratch.most_held);
        let filed =
            scratch.map(|scratch| scratch.write(&chunk)).transpose().unwrap_or_else(|error| {
                self.failure.get_or_insert(error);
                None
            });
        if let Some(offset) = filed {
            self.chunks.push(Chunk::Filed { offset, len: chunk.len() });
        } else {
            self.held += chunk.len();
            self.chunks.push(Chunk::Held(chunk));
        }
        self.chunks.push(Chunk::Held(Vec::with_capacity(CHUNK_WORDS)));
    }

    /// What went wrong first with the scratch file.
    pub(super) fn take_failure(&mut self) -> io::Result<()> {
        self.failure.take().map_or(Ok(()), Err)
    }

    /// Copies a text to `into`.
    pub(super) fn load(&self, text: u32, into: &mut Text) -> io::Result<()> {
        self.load_first(text, self.places[text as usize].len(), into)
    }

    /// Copies the facts of a text to `into`, and none of its words: a huge text may be looked at for
    /// each of many others.
    pub(super) fn load_facts(&self, text: u32, into: &mut Text) -> io::Result<()> {
        self.load_first(text, self.places[text as usize].facts, into)
    }

    /// Copies the first `len` facts and words of a text.
    fn load_first(&self, text: u32, len: usize, into: &mut Text) -> io::Result<()> {
        let place = self.places[text as usize];
        into.facts.clear();
        into.words.clear();
        match &self.chunks[place.chunk] {
            Chunk::Held(chunk) => into.fill(&chunk[place.start..place.start + len], place.facts),
            Chunk::Filed { offset, .. } => {
                let mut words = Vec::new();
                self.read(*offset + (place.start * WORD_BYTES) as u64, len, &mut words)?;
                into.fill(&words, place.facts);
            }
        }
        Ok(())
    }

    /// How many chunks there are.
    pub(super) fn chunks(&self) -> usize {
        self.chunks.len()
    }

    /// Calls `each` with the words of every text of some chunks, in order.
    pub(super) fn for_each(
        &self,
        chunks: &Range<usize>,
        mut each: impl FnMut(u32, &[Word]),
    ) -> io::Result<()> {
        let mut filed = Vec::new();
        let first = self.places.partition_point(|place| place.chunk < chunks.start);
        let mut texts = (first..).zip(&self.places[first..]).peekable();
        for (at, chunk) in chunks.clone().zip(&self.chunks[chunks.clone()]) {
            let words = match chunk {
                Chunk::Held(words) => words,
                Chunk::Filed { offset, len } => {
                    self.read(*offset, *len, &mut filed)?;
                    &filed
                }
            };
            while let Some((text, place)) = texts.next_if(|(_, place)| place.chunk == at) {
                each(text as u32, &words[place.start + place.facts..place.start + place.len()]);
            }
        }
        Ok(())
    }

    fn read(&self, offset: u64, len: usize, words: &mut Vec<Word>) -> io::Result<()> {
        words.clear();
        let Some(scratch) = &self.scratch else { return Ok(()) };
        let mut bytes = vec![0; len * WORD_BYTES];
        {
            let mut file = scratch.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(offset))?;
            file.read_exact(&mut bytes)?;
        }
        words.extend(
            bytes
                .chunks_exact(WORD_BYTES)
                .map(|word| Word::from_le_bytes([word[0], word[1], word[2], word[3]])),
        );
        Ok(())
    }
}

impl Scratch {
    /// Appends words; gives where they begin.
    fn write(&mut self, words: &[Word]) -> io::Result<u64> {
        let offset = self.end;
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(&bytes)?;
        self.end += bytes.len() as u64;
        Ok(offset)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::{CHUNK_WORDS, Store};
    use crate::corpus::text::Text;

    fn check(texts: &[Vec<u32>], mut store: Store) {
        let texts: Vec<Text> = texts.iter().map(|words| Text::of_words(words.clone())).collect();
        for text in &texts {
            store.add(text);
        }
        store.take_failure().unwrap();
        let (mut at, half) = (0, store.chunks() / 2);
        for chunks in [0..half, half..store.chunks()] {
            store
                .for_each(&chunks, |text, words| {
                    assert_eq!((text as usize, words), (at, texts[at].words.as_slice()));
                    at += 1;
                })
                .unwrap();
        }
        assert_eq!((at, store.len()), (texts.len(), texts.len()));
        let mut loaded = Text::default();
        for (at, text) in texts.iter().enumerate().rev() {
            store.load(at as u32, &mut loaded).unwrap();
            assert_eq!((&loaded, store.words(at)), (text, text.words.len()));
            store.load_facts(at as u32, &mut loaded).unwrap();
            assert_eq!((&loaded.facts, loaded.words.len()), (&text.facts, 0));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn what_goes_in_comes_out(texts in prop::collection::vec(prop::collection::vec(0_u32..1 << 31, 0..20), 0..9), large in 0_usize..9) {
            let mut texts = texts;
            if let Some(text) = texts.get_mut(large) {
                *text = (0..CHUNK_WORDS as u32 + 5).collect();
            }
            check(&texts, Store::default());
            for bytes in [0, CHUNK_WORDS * 4, usize::MAX] {
                check(&texts, Store::with_scratch(tempfile::tempfile().unwrap(), bytes));
            }
        }
    }
}
