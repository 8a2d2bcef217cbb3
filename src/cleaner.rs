//! The validated, reusable object.

use std::fmt;

use crate::error::Error;
use crate::options::Options;
use crate::pipeline;
use crate::recognize::Lexicon;
use crate::recognize::own::Own;
use crate::removal::{Alteration, AlterationKind, Cleaned};
use crate::stage::{Rules, lines};

/// Cleans documents with the same [`Options`]. Cheap to build, but for the first one of a process,
/// which reads the word lists (some 15 milliseconds). It is `Send` and `Sync`, and keeps nothing
/// between documents.
///
/// ```
/// use copydesk::{Cleaner, Options};
///
/// let cleaner = Cleaner::new(Options::default().extra_artifacts(["Seen by {n} people"]))?;
/// for (page, headline) in [
///     ("Mill reopens\n\nSeen by 20 people\n\nThe mill opened on Sunday.", "Mill reopens"),
///     ("Bridge opens\n\nSeen by 7 people\n\nThe bridge opened on Friday.", "Bridge opens"),
/// ] {
///     let cleaned = cleaner.clean(page);
///     assert_eq!(cleaned.articles[0].headline.as_deref(), Some(headline));
///     assert_eq!(cleaned.removals.len(), 1);
/// }
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Clone)]
pub struct Cleaner {
    options: Options,
    lexicon: Lexicon,
}

impl Default for Cleaner {
    fn default() -> Self {
        Self { options: Options::default(), lexicon: Lexicon::built_in().clone() }
    }
}

impl fmt::Debug for Cleaner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cleaner").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Cleaner {
    /// A cleaner with these options.
    ///
    /// # Errors
    ///
    /// When an option's value lies outside its range; see [`Options::validate`].
    pub fn new(options: Options) -> Result<Self, Error> {
        options.validate()?;
        let lexicon = Lexicon::with(Own::of(&options));
        Ok(Self { options, lexicon })
    }

    /// The options that it was built with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Cleans one document. Never fails; time and memory are linear in the length of `input`.
    #[must_use]
    pub fn clean(&self, input: &str) -> Cleaned {
        pipeline::run(input, self.rules())
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules { options: &self.options, lexicon: &self.lexicon }
    }

    /// Cleans one document given as bytes. Invalid UTF-8 is replaced by U+FFFD (one for each
    /// maximal subpart, Unicode section 3.9), and each run of it is recorded as one
    /// [`Alteration`]; all spans are bytes of `input`.
    ///
    /// ```
    /// use copydesk::{AlterationKind, Cleaner};
    ///
    /// let cleaned = Cleaner::default().clean_bytes(b"Caf\xE9 reopens\n\nThe caf\xE9 opened on Sunday.");
    /// assert_eq!(cleaned.articles[0].headline.as_deref(), Some("Caf\u{FFFD} reopens"));
    /// assert_eq!(cleaned.alterations[0].kind, AlterationKind::InvalidUtf8);
    /// assert_eq!(cleaned.alterations[0].span, 3..4);
    /// ```
    #[must_use]
    pub fn clean_bytes(&self, input: &[u8]) -> Cleaned {
        if let Ok(text) = std::str::from_utf8(input) {
            return self.clean(text);
        }
        let text = String::from_utf8_lossy(input);
        let mut cleaned = self.clean(&text);
        let repairs = repairs(input);
        move_spans(&mut cleaned, &repairs, input);
        record(&mut cleaned, &repairs, &text);
        cleaned
    }
}

/// A run of invalid bytes of the input, and where its first U+FFFD begins in the decoded text.
struct Repair {
    at: usize,
    decoded: usize,
    len: usize,
    /// How many U+FFFD stand for it.
    count: usize,
}

impl Repair {
    fn decoded_end(&self) -> usize {
        self.decoded + self.count * char::REPLACEMENT_CHARACTER.len_utf8()
    }

    /// The byte of the input for a place in the decoded text that is not before the run.
    fn to_byte(&self, decoded: usize, input: &[u8]) -> usize {
        if decoded >= self.decoded_end() {
            return self.at + self.len + (decoded - self.decoded_end());
        }
        let before = (decoded - self.decoded) / char::REPLACEMENT_CHARACTER.len_utf8();
        let parts = input[self.at..].utf8_chunks().take(before);
        self.at + parts.map(|part| part.invalid().len()).sum::<usize>()
    }
}

fn repairs(input: &[u8]) -> Vec<Repair> {
    let (mut at, mut decoded) = (0, 0);
    let mut repairs: Vec<Repair> = Vec::new();
    for chunk in input.utf8_chunks() {
        at += chunk.valid().len();
        decoded += chunk.valid().len();
        let len = chunk.invalid().len();
        if len == 0 {
            continue;
        }
        match repairs.last_mut().filter(|last| last.at + last.len == at) {
            Some(last) => {
                last.len += len;
                last.count += 1;
            }
            None => repairs.push(Repair { at, decoded, len, count: 1 }),
        }
        at += len;
        decoded += char::REPLACEMENT_CHARACTER.len_utf8();
    }
    repairs
}

/// Moves all spans from the decoded text to the bytes.
fn move_spans(cleaned: &mut Cleaned, repairs: &[Repair], input: &[u8]) {
    let to_bytes = |decoded: usize| {
        let before = repairs.partition_point(|repair| repair.decoded < decoded);
        match before.checked_sub(1).map(|last| &repairs[last]) {
            Some(last) => last.to_byte(decoded, input),
            None => decoded,
        }
    };
    let spans = (cleaned.articles.iter_mut().map(|it| &mut it.span))
        .chain(cleaned.kept.iter_mut().map(|it| &mut it.span))
        .chain(cleaned.removals.iter_mut().map(|it| &mut it.span))
        .chain(cleaned.alterations.iter_mut().map(|it| &mut it.span))
        .chain(cleaned.blocks.iter_mut().map(|it| &mut it.span));
    for span in spans {
        *span = to_bytes(span.start)..to_bytes(span.end);
    }
    let twins = (cleaned.removals.iter_mut().filter_map(|it| it.kept.as_mut())).chain(
        cleaned.kept.iter_mut().filter_map(|it| it.doubt.as_mut().map(|doubt| &mut doubt.twin)),
    );
    for span in twins {
        *span = to_bytes(span.start)..to_bytes(span.end);
    }
}

/// Records the repairs of the decoded `text` among the alterations.
fn record(cleaned: &mut Cleaned, repairs: &[Repair], text: &str) {
    let is_sorted = cleaned.alterations.is_empty();
    // There may be one for every second byte: no room is taken that is not needed.
    cleaned.alterations.reserve_exact(repairs.len());
    let mut lines = lines::line_spans(text).enumerate().peekable();
    for repair in repairs {
        while lines.next_if(|(_, line)| line.end < repair.decoded_end()).is_some() {}
        let line = lines.peek().map_or(0, |(at, _)| at + 1);
        cleaned.alterations.push(Alteration {
            span: repair.at..repair.at + repair.len,
            line,
            kind: AlterationKind::InvalidUtf8,
            after: char::REPLACEMENT_CHARACTER.to_string().repeat(repair.count),
        });
    }
    if !is_sorted {
        let place = |it: &Alteration| (it.span.start, it.span.end);
        cleaned.alterations.sort_by_key(place);
    }
}
