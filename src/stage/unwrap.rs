//! The rows of a text that was broken at some width (mail, wire services, archives) become
//! paragraphs again, before anything is judged.
//!
//! A row is full when the first word of the next one did not fit on it: its length is at most the
//! width, and with that word it would be more. The width is the one that most rows are full for. A
//! text is wrapped when enough rows are full, few others are long, and rows end where sentences do
//! no more often than by chance. Then the rows of a block are joined where they are full.

use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};

use memchr::{memchr, memmem};
use xxhash_rust::xxh3::xxh3_64;

use crate::Options;
use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key::{self, Folder};
use crate::compare::tokens;
use crate::recognize::Lexicon;
use crate::recognize::letters::Class;
use crate::recognize::lexicon::Word;
use crate::recognize::shape::{End, Shape};
use crate::stage::merge::{Seam, merge_and_read};
use crate::stage::{Document, Line};

/// Columns that texts are wrapped at. Verse and lists are narrower than 50; above 90, what looks
/// like rows are short paragraphs.
const WIDTHS: RangeInclusive<usize> = 50..=90;
/// Longest first word that tells the width, in code points: an address may have any length, and
/// would allow any width.
const LONGEST_WORD: usize = 20;
/// Blocks of full rows that show a wrapped text; fewer are a headline over its deck, twice.
const LEAST_BLOCKS: usize = 3;
/// Full rows, or last ones of a block, that show it where the blocks are few: one paragraph of
/// eight rows. A stanza of four with all lines full for one width is one in hundreds.
const LEAST_ROWS: usize = 8;
/// Blocks that show it where their rows break off inside a sentence: a sentence that goes on with a
/// small letter below is a list or verse as likely when it is alone in its text.
const LEAST_BROKEN: usize = 2;
/// Three in this many of the rows must break off so, where no more than these show it. Others go on
/// with a number or a name.
const BROKEN_IN: usize = 4;
/// Full rows in a row that are joined also in a block with other rows, such as a head. Those that
/// break off inside a sentence are so alone.
const LEAST_RUN: usize = 3;
/// Full rows for each long row that is not full. In wrapped texts such rows are addresses and
/// tables: one in ten or fewer. Rows of random lengths are full for the best width one time in
/// four.
const FULL_FOR_EACH_OTHER: usize = 3;
/// One full row in this many may end with a sentence: one in ten does where rows end anywhere,
/// nearly all do where each row is a paragraph.
const ENDED_IN: usize = 3;
/// One full row in this many must be followed by a small letter, where the script has them: two in
/// three are in prose, one in two in German, none in verse.
const SMALL_IN: usize = 4;
/// Words of a text that may go on below its first letter. Entries below the letters of a glossary
/// or a quiz may have as many, and are told apart by their words.
const WORDS_BELOW_LETTER: usize = 6;
/// Different words of a text that has the short words of its language: a paragraph has some 40.
const WORDS_THAT_TELL: usize = 40;
/// Words after which a hyphen is no part of one word: `Vor- und Nachteile`.
const AND: [&str; 10] = ["und", "oder", "bis", "and", "or", "to", "en", "och", "og", "sowie"];

/// Joins the rows of a wrapped text. Linear.
pub(crate) fn unwrap<'t>(input: &'t str, document: &mut Document<'t>, options: &Options) {
    if !options.unwrap {
        return;
    }
    let mut goes_on = wrapped(input, document).unwrap_or_default();
    let letters = first_letters(document);
    if !letters.is_empty() {
        goes_on.resize(document.lines.len(), false);
        for &(at, _) in &letters {
            goes_on[at] = true;
        }
    }
    if !goes_on.is_empty() {
        join(input, document, &goes_on, &letters, options);
    }
}

/// Which lines of a wrapped text the next one goes on with.
fn wrapped(input: &str, document: &Document<'_>) -> Option<Vec<bool>> {
    // Articles as they are printed have no two lines without a blank one between.
    if document.lines.iter().skip(1).filter(|line| line.blanks == 0).count() < LEAST_BROKEN {
        return None;
    }
    let seams = seams(input, document);
    let width = width(&seams)?;
    let goes_on = joined(&seams, width);
    is_wrapped(&seams, &goes_on, width).then_some(goes_on)
}

/// The lines that are the large first letter of the next one, each with what is put between.
fn first_letters(document: &Document<'_>) -> Vec<(usize, &'static str)> {
    letters_above_text(document, 0..document.lines.len(), |line, below| {
        document.is_above_next(line).then(|| document.lines[below].blanks == 0)
    })
}

/// Which of the lines of a canonical text would be joined with the next one if it was cleaned again.
pub(crate) fn letters_of_canonical(
    document: &Document<'_>,
    lines: impl Iterator<Item = usize> + Clone,
) -> Vec<usize> {
    let letters = letters_above_text(document, lines, |_, _| Some(false));
    letters.into_iter().map(|(at, _)| at).collect()
}

/// Which lines of a text are the large first letter of the next one, each with what is put
/// between: nothing where both make a word, else a blank. `are_close` says of two lines whether the
/// second one stands right below the first, and not below blank lines; nothing where something else
/// stands between.
///
/// Across blank lines both must make a known word. So the paragraphs of an article, which are
/// printed with blank lines, are joined no further when they are cleaned again without the rest of
/// their text, which may be what showed a list.
fn letters_above_text(
    document: &Document<'_>,
    lines: impl Iterator<Item = usize> + Clone,
    are_close: impl Fn(usize, usize) -> Option<bool>,
) -> Vec<(usize, &'static str)> {
    let letter_of = |line: usize| first_letter(&document.lines[line].text);
    let mut letters = lines.clone().filter_map(letter_of);
    let Some(first) = letters.next() else {
        return Vec::new();
    };
    // The same letter again is that of a text printed twice, no list.
    let has_more = letters.any(|letter| letter != first);
    let texts = lines.clone().filter(|&line| letter_of(line).is_none());
    let known = words(document, texts.map(|line| &document.lines[line]));
    // `A` and `E` are words of some languages. A text of one of them has the word elsewhere.
    let may_be_word =
        |letter: &str| known.contains(letter) || is_listed(letter) && known.len() < WORDS_THAT_TELL;
    let torn = lines.clone().zip(lines.skip(1)).enumerate().filter_map(|(at, (line, below))| {
        let letter = letter_of(line).filter(|_| may_go_on(document, below))?;
        let start = first_word(&document.lines[below].text);
        Some((at, letter, start, are_close(line, below)?))
    });
    // What is made of those right above their text is a word for those that stand apart.
    let (close, apart): (Vec<_>, Vec<_>) = torn.partition(|&(.., is_close)| is_close);
    let mut joined = Vec::with_capacity(close.len() + apart.len());
    let mut made = HashSet::new();
    for (at, letter, start, is_close) in close.into_iter().chain(apart) {
        let whole = key::of(&format!("{letter}{start}"));
        let is_word = is_listed(&whole) || known.contains(&whole) || made.contains(&whole);
        // Below the letters of a list stand words of their own.
        let is_entry =
            has_more || start.starts_with(|first: char| first.to_uppercase().eq([letter]));
        if !is_word && (is_entry || !is_close) {
            continue;
        }
        if is_word || !may_be_word(&key::of(&letter.to_string())) {
            joined.push((at, ""));
            made.insert(whole);
        } else {
            joined.push((at, " "));
        }
    }
    joined.sort_unstable();
    joined
}

/// Whether a word is of the lists of a language.
fn is_listed(word: &str) -> bool {
    Lexicon::built_in().word(word) != Word::default()
}

/// Whether a line may be a text that begins with a letter above it.
fn may_go_on(document: &Document<'_>, line: usize) -> bool {
    let line = &document.lines[line];
    first_word(&line.text).starts_with(char::is_lowercase)
        && tokens::count(&document.keys[line.key.clone()]).total() >= WORDS_BELOW_LETTER
}

/// The capital that a line is, a quotation mark before it aside.
pub(crate) fn first_letter(text: &str) -> Option<char> {
    let mut letters = text.trim_start_matches(['"', '“', '«', '„', '‘', '\'']).chars();
    letters.next().filter(|letter| letter.is_uppercase() && letters.next().is_none())
}

/// What is known of a line and the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    /// They cannot be one text: a blank line, a bullet, a heading, a table. Whether the row ends as
    /// a text or a caption does.
    Apart { is_block_end: bool, is_ended: bool },
    /// Rows of a block.
    Rows(RowEnd),
}

/// How a row ends and the next one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct RowEnd {
    /// Columns of the row.
    len: usize,
    /// Code points of the next row's first word.
    word: usize,
    /// Whether the row is one word: it had to be longer than the width.
    is_word: bool,
    /// Whether the row ends with a sentence.
    is_ended: bool,
    /// Whether the next row begins with a small letter; `None` where there are no capitals.
    is_small: Option<bool>,
    /// Whether the row is long and ends inside a sentence: with a comma, or before a small letter.
    is_broken: bool,
    /// Whether the same row stands elsewhere, before the same word.
    is_repeated: bool,
}

impl RowEnd {
    /// Whether the next row's first word did not fit.
    fn is_full(self, width: usize) -> bool {
        self.len <= width && self.len + 1 + self.word > width || self.is_word && self.len > width
    }

    /// Whether the row shows without others beside it that the next one goes on with it: two of
    /// three signs. A headline may be set at a width of its own, and is printed again.
    fn goes_on_alone(self, width: usize) -> bool {
        let is_again = self.is_repeated && !self.is_ended && self.len >= *WIDTHS.start();
        u8::from(self.is_broken) + u8::from(self.is_full(width)) + u8::from(is_again) >= 2
            && !self.is_ended
    }
}

/// What is between each line and the next.
fn seams(input: &str, document: &Document<'_>) -> Vec<Between> {
    let wide_gap = memmem::Finder::new("   ");
    let is_apart: Vec<bool> =
        document.lines.iter().map(|line| stands_alone(document, line, &wide_gap)).collect();
    let key = |line: &Line<'_>| &document.keys[line.key.clone()];
    let pair = |two: &[Line<'_>]| {
        (two[0].hash, xxh3_64(key(&two[1]).split(' ').next().unwrap_or_default().as_bytes()))
    };
    let mut counts: HashMap<(u64, u64), u32, BuildKeyHasher> = HashMap::default();
    for two in document.lines.windows(2).filter(|two| two[1].blanks == 0) {
        *counts.entry(pair(two)).or_default() += 1;
    }
    let between = |(at, two): (usize, &[Line<'_>])| {
        let (row, next) = (&two[0], &two[1]);
        if next.blanks > 0 || !document.is_above_next(at) {
            return Between::Apart { is_block_end: true, is_ended: ends_text(&row.text) };
        }
        let is_deeper = indent(input, next) > indent(input, row) && !Shape::of(&row.text).bullet;
        let is_same = row.hash == next.hash && row.text == next.text;
        let is_item = begins_item(&next.text) && !begins_aside(&row.text, &next.text);
        if is_apart[at] || is_apart[at + 1] || is_deeper || is_same || is_item {
            return Between::Apart { is_block_end: false, is_ended: ends_text(&row.text) };
        }
        let is_repeated = counts.get(&pair(two)).is_some_and(|&count| count > 1);
        Between::Rows(RowEnd { is_repeated, ..row_end(input, row, next) })
    };
    document.lines.windows(2).enumerate().map(between).collect()
}

/// Whether a row ends with a sentence or a credit in brackets.
fn ends_text(text: &str) -> bool {
    matches!(Shape::of(text).end, End::Stop | End::Mark | End::Ellipsis)
        || text.ends_with([')', ']', '"', '”', '»'])
}

fn row_end(input: &str, row: &Line<'_>, next: &Line<'_>) -> RowEnd {
    let given = &input[row.span.clone()];
    let next_given = input[next.span.clone()].trim_start_matches(['>', ' ']);
    let letter = next.text.chars().find(|char| char.is_alphanumeric());
    let end = Shape::of(&row.text).end;
    let is_small = letter
        .filter(|letter| letter.is_lowercase() || letter.is_uppercase())
        .map(char::is_lowercase);
    let len = indent(input, row) + given.chars().count();
    let breaks_off =
        end == End::Open && is_small == Some(true) || row.text.ends_with([',', '،', '，']);
    RowEnd {
        len,
        word: next_given.split_whitespace().next().map_or(0, |word| word.chars().count()),
        is_word: !given.contains(char::is_whitespace),
        is_ended: matches!(end, End::Stop | End::Mark),
        is_small,
        is_broken: breaks_off && len >= *WIDTHS.start(),
        is_repeated: false,
    }
}

/// Blanks before a line.
fn indent(input: &str, line: &Line<'_>) -> usize {
    let blanks = |char: &char| {
        char.is_whitespace()
            && !matches!(char, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    input[..line.span.start].chars().rev().take_while(blanks).count()
}

/// Whether a line is no row of a paragraph: a heading, a picture, ornaments, a row of a table, a
/// quoted row of a mail, or text without spaces, which is not wrapped at them.
fn stands_alone(document: &Document<'_>, line: &Line<'_>, wide_gap: &memmem::Finder<'_>) -> bool {
    let text = &*line.text;
    let key = &document.keys[line.key.clone()];
    line.heading > 0
        || line.is_image
        || text.starts_with(['>', '|'])
        || memchr(b'\t', text.as_bytes()).is_some()
        || wide_gap.find(text.as_bytes()).is_some()
        || !text.contains(|char| Class::of(char).is(Class::ALPHANUMERIC))
        || tokens::may_have_unspaced(key) && tokens::count(key).is_unspaced()
}

/// Whether a line begins with a bullet or with a number of a list.
fn begins_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=3).contains(&digits)
        && text[digits..].starts_with([')', '.'])
        && text[digits + 1..].starts_with(' ');
    // A dash or a star right before a word may be a part of the sentence: `*sic`, `—said the
    // mayor`.
    let is_sign = text
        .strip_prefix(['*', '-', '–', '—', '+'])
        .is_some_and(|rest| !rest.starts_with(char::is_whitespace));
    is_number || !is_sign && Shape::of(text).bullet
}

/// Whether a row that begins with a dash goes on with the sentence of the row before, which is no
/// item.
fn begins_aside(row: &str, next: &str) -> bool {
    let rest = next.strip_prefix("— ").or_else(|| next.strip_prefix("– "));
    let goes_on = rest.is_some_and(|rest| rest.starts_with(char::is_lowercase));
    goes_on && Shape::of(row).end == End::Open && !begins_item(row)
}

/// The width that most rows are full for, the least of several.
fn width(seams: &[Between]) -> Option<usize> {
    let (least, most) = (*WIDTHS.start(), *WIDTHS.end());
    // Rows that are full from this width on, less those that are so no more.
    let mut changes = vec![0_i64; most - least + 2];
    for seam in seams {
        let Between::Rows(row) = seam else { continue };
        let (from, to) = (row.len.max(least), (row.len + row.word).min(most));
        if row.word <= LONGEST_WORD && from <= to {
            changes[from - least] += 1;
            changes[to + 1 - least] -= 1;
        }
    }
    let (mut full, mut best) = (0, (0, None));
    for (width, change) in (least..=most).zip(changes) {
        full += change;
        if full > best.0 {
            best = (full, Some(width));
        }
    }
    best.1
}

/// Which lines the next one goes on with: the full rows of blocks in which other rows end a
/// paragraph, and runs of full rows in other blocks.
fn joined(seams: &[Between], width: usize) -> Vec<bool> {
    let is_full = |seam: &Between| matches!(seam, Between::Rows(row) if row.is_full(width));
    let breaks_off =
        |seam: &Between| matches!(seam, Between::Rows(row) if !row.is_full(width) && !row.is_ended);
    let goes_on_alone =
        |seam: &Between| matches!(seam, Between::Rows(row) if row.goes_on_alone(width));
    let mut goes_on = Vec::with_capacity(seams.len());
    for block in
        seams.split_inclusive(|seam| matches!(seam, Between::Apart { is_block_end: true, .. }))
    {
        // A headline over its byline is full by chance.
        let is_head = matches!(block, [_, Between::Apart { is_ended: false, .. }]);
        let least = if is_head || block.iter().any(breaks_off) { LEAST_RUN } else { 1 };
        for run in block.chunk_by(|left, right| is_full(left) == is_full(right)) {
            let is_joined = is_full(&run[0]) && run.len() >= least;
            goes_on.extend(run.iter().map(|seam| is_joined || goes_on_alone(seam)));
        }
    }
    goes_on
}

/// Whether the rows that would be joined show that the text is wrapped.
fn is_wrapped(seams: &[Between], goes_on: &[bool], width: usize) -> bool {
    let (mut full, mut broken, mut ended, mut small, mut cased) = (0, 0, 0, 0, 0);
    // Long rows that are not full: those that end with a sentence, and others.
    let (mut ended_early, mut others) = (0, 0);
    for (seam, &goes_on) in seams.iter().zip(goes_on) {
        let Between::Rows(row) = seam else { continue };
        if goes_on {
            full += 1;
            broken += usize::from(row.is_broken);
            ended += usize::from(row.is_ended);
            cased += usize::from(!row.is_ended && row.is_small.is_some());
            small += usize::from(!row.is_ended && row.is_small == Some(true));
        } else if row.len >= *WIDTHS.start() && !row.is_full(width) {
            ended_early += usize::from(row.is_ended);
            others += usize::from(!row.is_ended);
        }
    }
    let blocks = goes_on.chunk_by(|left, right| left == right).filter(|run| run[0]).count();
    let is_broken =
        blocks >= LEAST_BROKEN && others == 0 && broken * BROKEN_IN >= full * (BROKEN_IN - 1);
    let is_enough =
        full > 0 && (blocks >= LEAST_BLOCKS || full + blocks >= LEAST_ROWS || is_broken);
    let is_prose = ended * ENDED_IN <= full && small * SMALL_IN >= cased;
    is_enough && is_prose && full >= others * FULL_FOR_EACH_OTHER && full >= ended_early
}

fn join<'t>(
    input: &'t str,
    document: &mut Document<'t>,
    goes_on: &[bool],
    letters: &[(usize, &'static str)],
    options: &Options,
) {
    let lines = std::mem::take(&mut document.lines);
    let has_hyphens = lines.iter().any(|line| ends_with_hyphen(&line.text));
    let words = if has_hyphens { words(document, lines.iter()) } else { HashSet::default() };
    let letters: HashMap<usize, &'static str> =
        letters.iter().map(|&(at, glue)| (lines[at].span.start, glue)).collect();
    let seam = |last: &Line<'t>, next: &Line<'t>| match letters.get(&last.span.start) {
        Some(glue) => Seam::between(last, next, glue),
        None => seam(input, last, next, &words),
    };
    // Alterations are in the order of the lines.
    let known = std::mem::take(&mut document.alterations);
    let (mut made, mut behind) = (Vec::with_capacity(known.len()), 0);
    let mut folder = Folder::default();
    let mut pieces: Vec<Line<'t>> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let end = line.span.end;
        pieces.push(line);
        if goes_on.get(at) == Some(&true) {
            continue;
        }
        let count = known[behind..].iter().take_while(|known| known.span.start < end).count();
        let own = &known[behind..behind + count];
        behind += count;
        let merged = if pieces.len() > 1 {
            merge_and_read(input, document, &mut folder, &pieces, seam, options, (own, &mut made))
        } else {
            None
        };
        if let Some(line) = merged {
            document.lines.push(line);
            pieces.clear();
        } else {
            made.extend_from_slice(own);
            document.lines.append(&mut pieces);
        }
    }
    document.alterations = made;
}

/// What is put between two rows. A hyphen at the end goes only where the text has the word without
/// it elsewhere, and not with it.
fn seam(input: &str, last: &Line<'_>, next: &Line<'_>, words: &Words) -> Seam {
    if input[last.span.clone()].ends_with('\u{ad}') {
        return Seam::between(last, next, "");
    }
    let is_hyphen = ends_with_hyphen(&last.text) && next.text.starts_with(char::is_alphanumeric);
    let end = first_word(&next.text);
    if !is_hyphen || AND.contains(&end) {
        return Seam::between(last, next, " ");
    }
    let start = last_word(&last.text);
    let bare = start.trim_end_matches(HYPHENS);
    let is_known = |word: String| words.contains(&key::of(&word));
    let break_at = Seam::between(last, next, "").span;
    // In the input, an entity or a soft hyphen may stand where the text has the hyphen.
    let hyphen = input[last.span.clone()].chars().next_back().filter(|char| HYPHENS.contains(char));
    match hyphen {
        Some(hyphen) if is_known(format!("{bare}{end}")) && !is_known(format!("{bare}-{end}")) => {
            let span: Range<usize> = break_at.start - hyphen.len_utf8()..break_at.end;
            Seam { span, after: "" }
        }
        _ => Seam { span: break_at, after: "" },
    }
}

const HYPHENS: [char; 2] = ['-', '\u{2010}'];

/// Whether a text ends with a letter and a hyphen.
fn ends_with_hyphen(text: &str) -> bool {
    text.strip_suffix(HYPHENS).is_some_and(|text| text.ends_with(char::is_alphanumeric))
}

fn last_word(text: &str) -> &str {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.trim_start_matches(|char: char| !char.is_alphanumeric())
}

fn first_word(text: &str) -> &str {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    word.trim_end_matches(|char: char| !char.is_alphanumeric())
}

/// The words of a text as keys, hyphens in them.
type Words = HashSet<String, BuildKeyHasher>;

fn words<'l, 't: 'l>(
    document: &'l Document<'_>,
    lines: impl Iterator<Item = &'l Line<'t>>,
) -> Words {
    let words = lines.flat_map(|line| document.keys[line.key.clone()].split(' '));
    words.map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::unwrap;
    use crate::Options;
    use crate::stage::lines;

    const STORY: &str = "The harbour office of the old town said on Monday that the ferry to the island will run \
        again from next week, after repairs that took nine days and cost far more than the council had planned for. \
        Passengers had to take the bus over the northern bridge meanwhile, and many of them did not like it at all.";
    const SECOND: &str = "Workers found more rust than the plans had shown, so that two of the four engines were \
        taken out and sent away. \"We did what we could with what we had,\" said one of the men who were there from the \
        first day to the last, and who will now go home to the hills for some weeks of rest.";

    /// A text broken at spaces, at the width.
    fn wrapped(text: &str, width: usize) -> String {
        let (mut rows, mut row) = (Vec::new(), String::new());
        for word in text.split_whitespace() {
            if !row.is_empty() && row.chars().count() + 1 + word.chars().count() > width {
                rows.push(std::mem::take(&mut row));
            }
            row += if row.is_empty() { "" } else { " " };
            row += word;
        }
        rows.push(row);
        rows.join("\n")
    }

    fn unwrapped(input: &str) -> Vec<String> {
        let options = Options::default();
        let mut document = lines::read(input, &options);
        unwrap(input, &mut document, &options);
        document.lines.iter().map(|line| line.text.to_string()).collect()
    }

    fn plain(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_wrapped_article() {
        for width in [55, 60, 66, 72, 80, 90] {
            for (gap, indent) in
                [("\n\n", ""), ("\n\n\n", ""), ("\n", "____"), ("\n\u{a0}\n", "  ")]
            {
                let text =
                    |text: &str| wrapped(&format!("{indent}{text}"), width).replace('_', " ");
                let input = ["The ferry runs again", &text(STORY), &text(SECOND)].join(gap);
                let lines = ["The ferry runs again".to_owned(), plain(STORY), plain(SECOND)];
                assert_eq!(unwrapped(&input), lines, "{width} {gap:?}");
            }
        }
    }

    #[test]
    fn articles_with_wrapped_captions() {
        let caption = "The ferry that will run to the island again from next week in the harbour of the old town (Calder Wire/Ann Lee)";
        let headline = "The ferry to the island runs again after repairs that took longer and cost more than planned";
        let texts = [
            headline,
            "By Ann Lee",
            caption,
            caption,
            STORY,
            SECOND,
            headline,
            caption,
            caption,
            SECOND,
            STORY,
        ];
        let input = texts.map(|text| wrapped(text, 66)).join("\n\n");
        assert_eq!(unwrapped(&input), texts.map(plain));
    }

    #[test]
    fn few_rows_that_break_off_inside_a_sentence() {
        let head = "The ferry runs again\n\nThe ferry runs again\n\n";
        let two = "The harbour office of the old town said on Monday that the ferry\nto the island will run again from next week.";
        let other = "Passengers had to take the bus over the northern bridge meanwhile,\na detour of two hours for those who live there.";
        assert_eq!(unwrapped(&format!("{head}{two}\n\n{other}"))[2..], [plain(two), plain(other)]);
        let caption = "The old ferry at the quay of the northern harbour, on a rainy\nmorning in March. (Calder Wire)";
        let headline = "The ferry to the island runs again after repairs that\ntook too long";
        let seed =
            [headline, &format!("{caption}\n{caption}\nTT"), headline, two, other].join("\n\n");
        let lines = [headline, caption, caption, "TT", headline, two, other].map(plain);
        assert_eq!(unwrapped(&seed), lines);
        let dash = "Those who waited near the quay of the harbour for the last ferries\n— most of them old — went home again.";
        assert_eq!(unwrapped(&format!("{head}{two}\n\n{other}\n\n{dash}"))[4], plain(dash));
        let place = "Those who waited for the last of the ferries on the quay of\nOakmouth. (Calder Wire)\n";
        let lines = unwrapped(&format!(
            "{head}{place}\n{}\n{two}\n\n{other}",
            place.replace(" (Calder Wire)", "")
        ));
        assert_eq!(lines[2], plain(place));
        // One alone; two that are full for no width; a list whose entries end with nothing.
        let apart = "The bus that was sent over the northern bridge by the harbour office on Monday took\na detour of two hours.";
        let list = "the ferry to the island that will run again from next week\nthe bus over the northern bridge to the harbour";
        for input in
            [format!("{head}{two}"), format!("{head}{two}\n\n{apart}"), format!("{head}{list}")]
        {
            let rows = input.lines().filter(|line| !line.is_empty()).count();
            assert_eq!(unwrapped(&input).len(), rows, "{input}");
        }
    }

    #[test]
    fn a_headline_over_its_byline() {
        let story = [wrapped(STORY, 66), wrapped(SECOND, 66)].join("\n\n");
        let input = format!(
            "The ferry to the island runs again from Monday, said the\nOffice: Anneliese Lee\n\n{story}"
        );
        assert_eq!(unwrapped(&input).len(), 4);
        let input = format!(
            "The ferry to the island runs again from Monday, said the\nHarbourmasters of Oakmouth.\n\n{story}"
        );
        assert_eq!(unwrapped(&input).len(), 3);
    }

    #[test]
    fn rows_are_not_joined_across_a_picture() {
        let text = format!("{}\n\n{}\n", wrapped(STORY, 60), wrapped(SECOND, 60));
        assert_eq!(unwrapped(&text), [STORY, SECOND]);
        let split = text.replacen('\n', "\n![](pier.jpg)\n", 1);
        let (first, rest) = STORY.split_at(text.find('\n').unwrap());
        assert_eq!(unwrapped(&split), [first, rest.trim_start(), SECOND]);
    }

    #[test]
    fn large_first_letters() {
        for (input, wanted) in [
            (
                "T\nhe ferry to the island will run again.",
                vec!["The ferry to the island will run again."],
            ),
            (
                "A\n\nll the men of the harbour went home.",
                vec!["All the men of the harbour went home."],
            ),
            // Across a blank line both are a known word.
            (
                "F\n\nerries to the island will run again, and Ferries wait.",
                vec!["Ferries to the island will run again, and Ferries wait."],
            ),
            (
                "F\n\nerries to the island will run again.",
                vec!["F", "erries to the island will run again."],
            ),
            (
                "A\n\nferry to the island will run again.",
                vec!["A", "ferry to the island will run again."],
            ),
            ("«E\nn el puerto no queda ya nadie.", vec!["«En el puerto no queda ya nadie."]),
            (
                "F\nähren fahren wieder zur alten Insel, und Fähren warten.",
                vec!["Fähren fahren wieder zur alten Insel, und Fähren warten."],
            ),
            ("V\nier Tage hat der alte Hafen offen.", vec!["Vier Tage hat der alte Hafen offen."]),
            (
                "R\nosen blühen in der alten Halle am Hafen.",
                vec!["Rosen blühen in der alten Halle am Hafen."],
            ),
            (
                "A\nferry to the island will run again.",
                vec!["A ferry to the island will run again."],
            ),
            // Heads of a glossary, answers of a quiz, a group of blood, what stands far below,
            // what is no sentence.
            (
                "B\nbarge: a flat boat that carries much freight",
                vec!["B", "barge: a flat boat that carries much freight"],
            ),
            (
                "A\nferries run to the island each day\nB\nbuses run to the island each day",
                vec![
                    "A",
                    "ferries run to the island each day",
                    "B",
                    "buses run to the island each day",
                ],
            ),
            // The same text twice is no list.
            (
                "X\nylon ferries run to the island again.\nX\nylon ferries run to the island again.",
                vec!["Xylon ferries run to the island again."; 2],
            ),
            (
                "A\nB\nDonors may come on Friday from eight.",
                vec!["A", "B", "Donors may come on Friday from eight."],
            ),
            (
                "X\n\n\nylon ferries to the island run again.",
                vec!["X", "ylon ferries to the island run again."],
            ),
            (
                "X\nylon ferries run to the island again.\nX\n\nylon ferries were late again that year.",
                vec![
                    "Xylon ferries run to the island again.",
                    "Xylon ferries were late again that year.",
                ],
            ),
            // What stands between is no part of the word.
            (
                "T\n![](ferry.jpg)\nhe ferry to the island will run again.",
                vec!["T", "he ferry to the island will run again."],
            ),
            ("T\nhe ferry", vec!["T", "he ferry"]),
            (
                "港\nhe ferry to the island will run again.",
                vec!["港", "he ferry to the island will run again."],
            ),
        ] {
            assert_eq!(unwrapped(input), wanted);
        }
    }

    #[test]
    fn hyphens_at_the_end_of_rows() {
        let body = format!("{}\n\n{}\n\n", wrapped(STORY, 60), wrapped(SECOND, 60));
        for (row, next, wanted) in [
            (
                "Those who were there at that time often spoke of the wor-",
                "ries of the northern office",
                "wor-ries of",
            ),
            (
                "Those who were there at that time often spoke of the pas-",
                "sengers of the last ferry",
                "the passengers of",
            ),
            (
                "Those who were there at that time often spoke of a new nor-",
                "thern and of a nor-thern bridge",
                "nor-thern and",
            ),
            (
                "Those who were there at that time often spoke of the Vor-",
                "und Nachteile of the northern bridge",
                "Vor- und",
            ),
            (
                "Those who were there at that time often spoke of a plan -",
                "northern as ever was and will be",
                "plan - northern",
            ),
            (
                "Those who were there at that time often spoke of the is\u{ad}",
                "land and of northern bridges",
                "the island and",
            ),
        ] {
            let lines = unwrapped(&format!("{body}{row}\n{next}"));
            assert_eq!(lines.len(), 3, "{lines:#?}");
            assert!(lines[2].contains(wanted), "{}", lines[2]);
        }
    }

    #[test]
    fn what_is_not_wrapped() {
        let sentences = STORY.split_inclusive(". ").chain(SECOND.split_inclusive(". "));
        let paragraphs: Vec<&str> = sentences.map(str::trim).collect();
        for input in [
            // Each row a paragraph.
            paragraphs.join("\n"),
            [paragraphs.join("\n"), paragraphs.join("\n"), paragraphs.join("\n")].join("\n\n"),
            // Verse, of long lines too.
            "O river, go softly by the door\nThe moon is in the water\nThe wind is in the wheat\n\n".repeat(4),
            "O harbour of the northern town, where all the ferries of the summer lie,\n\
             And where the men who mend them sit and watch the clouds above the hills go by,\n\
             The island waits for you tonight, its lamps are lit along the quiet shore,\n\
             And those who left it long ago will come across the water here no more.\n\n"
                .repeat(3),
            // A table and a list.
            "Harbour United      3   1   0   12   Northern bridge stadium\n".repeat(12),
            "Club             Points\tHome and away games that were played so far\n".repeat(12),
            "- the ferry to the island, which runs again from next week\n- the bus over the bridge\n".repeat(6),
            // A transcript and results.
            "MAYOR: We did what we could with what we had, and it was enough.\nHOST: And now?\nMAYOR: Now we rest.\n".repeat(5),
            "Harbour United 3, Island Rovers 1\nHill Town 0, Bridge End 2\nCalder 1, Vellmark 1\n".repeat(5),
            // Two rows, one of them full by chance.
            format!("{}\n\nBy Ann Lee\nHarbour office\nMonday\n\n{STORY}", wrapped(&STORY[..100], 60)),
            // A script without spaces.
            "港口办公室周一表示，开往该岛的渡轮将从下周起恢复运行，此前的维修工作持续了九天，费用远远超出了市议会的计划，乘客们只好乘坐巴士\n".repeat(9),
        ] {
            let lines: Vec<String> = input.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
            assert_eq!(unwrapped(&input), lines);
        }
    }

    #[test]
    fn rows_of_other_kinds_stay_in_a_wrapped_text() {
        let table = "Harbour United      3   1   0   12\nIsland Rovers       2   2   0    9";
        let list = "- the ferry\n- the bus over the bridge";
        let input = [&wrapped(STORY, 72), table, &wrapped(SECOND, 72), list, &wrapped(STORY, 72)]
            .join("\n\n");
        let lines = unwrapped(&input);
        assert_eq!(lines.len(), 7, "{lines:#?}");
        assert_eq!(lines[3], plain(SECOND));
    }

    #[test]
    fn marks_that_go_on_in_the_next_row() {
        let marked = STORY.replace(
            "the ferry to the island will run again",
            "**the ferry to [the island will](/a) run again**",
        );
        let input = format!("# Head\n\n{}\n\n{}", wrapped(&marked, 60), wrapped(SECOND, 60));
        assert_eq!(unwrapped(&input), ["Head".to_owned(), plain(STORY), plain(SECOND)]);
    }

    #[test]
    fn an_option_leaves_the_rows() {
        let input = [wrapped(STORY, 72), wrapped(SECOND, 72), wrapped(STORY, 72)].join("\n\n");
        let options = Options::default().unwrap(false);
        let mut document = lines::read(&input, &options);
        unwrap(&input, &mut document, &options);
        assert!(document.lines.len() > 9);
    }
}
