//! The laws that hold for every text, asserted of fixtures, of generated texts, of hostile ones and
//! of fuzzed ones.

use std::collections::HashSet;
use std::ops::Range;

use copydesk::{
    Alteration, AlterationKind, Article, Caption, Cleaned, Cleaner, InputKind, Kept, Options,
    Reason, Role,
};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_128;

/// Asserts all of them. That it returns at all is the first one: cleaning is total.
#[track_caller]
pub(crate) fn assert_laws(cleaner: &Cleaner, input: &str) {
    let answer = cleaner.clean(input);
    assert_accounted(input, &answer);
    assert_altered_where_said(cleaner, input, &answer);
    assert_nothing_invented(cleaner, input, &answer);
    assert_twins_named(&answer);
    assert_twins_related(cleaner, input, &answer);
    assert_addressed(&answer);
    assert_deterministic(cleaner, input, &answer);
    assert_read_back(&answer);
    assert_blocks_hold_their_lines(&answer);
    assert_idempotent(cleaner, &answer);
}

/// Spans are disjoint, in order, on the borders of code points, and leave out nothing but white
/// space.
#[track_caller]
fn assert_accounted(input: &str, answer: &Cleaned) {
    let starts = line_starts(input);
    let mut entries: Vec<(&Range<usize>, usize)> =
        answer.kept.iter().map(|kept| (&kept.span, kept.line)).collect();
    assert!(
        entries.is_sorted_by_key(|(span, _)| span.start),
        "kept spans are not in order: {entries:?}"
    );
    let removals: Vec<_> =
        answer.removals.iter().map(|removal| (&removal.span, removal.line)).collect();
    assert!(
        removals.is_sorted_by_key(|(span, _)| span.start),
        "removed spans are not in order: {removals:?}"
    );
    entries.extend(removals);
    entries.sort_by_key(|(span, _)| (span.start, span.end));
    let mut end = 0;
    for (span, line) in entries {
        assert!(
            end <= span.start && span.start < span.end,
            "{span:?} is empty or begins before {end}, where the last one ended"
        );
        assert_blank(input, end..span.start);
        assert!(
            input.get(span.clone()).is_some(),
            "{span:?} cuts a code point or leaves the input"
        );
        assert_eq!(
            line,
            line_of(&starts, span.start),
            "line of {span:?}: {:?}",
            &input[span.clone()]
        );
        end = span.end;
    }
    assert_blank(input, end..input.len());
    for kept in &answer.kept {
        assert!(kept.article < answer.articles.len(), "{kept:?} is in no article");
    }
}

#[track_caller]
fn assert_blank(input: &str, gap: Range<usize>) {
    let text = input.get(gap.clone()).unwrap_or_else(|| panic!("gap {gap:?} cuts a code point"));
    assert!(text.chars().all(char::is_whitespace), "{gap:?} is neither kept nor removed: {text:?}");
}

/// Where the lines begin, by all newline functions: LF, CR LF, CR, VT, FF, NEL, LS and PS.
fn line_starts(input: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut chars = input.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        if char == '\r' && chars.next_if(|&(_, next)| next == '\n').is_some() {
            starts.push(at + 2);
        } else if matches!(
            char,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        ) {
            starts.push(at + char.len_utf8());
        }
    }
    starts
}

/// The number of the line that holds the byte `at`, from 1.
fn line_of(starts: &[usize], at: usize) -> usize {
    starts.partition_point(|&start| start <= at)
}

/// Alterations lie in kept spans, in order, and every kept text that changed has one.
#[track_caller]
fn assert_altered_where_said(cleaner: &Cleaner, input: &str, answer: &Cleaned) {
    let starts = line_starts(input);
    let holds = |kept: &Kept, span: &Range<usize>| {
        kept.span.start <= span.start && span.end <= kept.span.end
    };
    for alteration in &answer.alterations {
        let span = &alteration.span;
        assert!(
            input.get(span.clone()).is_some(),
            "{alteration:?} cuts a code point or leaves the input"
        );
        assert_eq!(alteration.line, line_of(&starts, span.start), "line of {alteration:?}");
        let next = answer.kept.partition_point(|kept| kept.span.start <= span.start);
        let last = next.checked_sub(1).map(|at| &answer.kept[at]);
        assert!(last.is_some_and(|kept| holds(kept, span)), "{alteration:?} is of no kept text");
    }
    for kept in &answer.kept {
        if printed(cleaner, input, answer, kept) != input[kept.span.clone()] {
            let next = answer
                .alterations
                .partition_point(|alteration| alteration.span.start < kept.span.start);
            let first = answer.alterations.get(next);
            assert!(
                first.is_some_and(|alteration| holds(kept, &alteration.span)),
                "{kept:?} was altered, and nothing says so"
            );
        }
    }
}

/// What is printed of a kept span: each alteration's text in the place of what it replaced, and the
/// pieces of joined lines as they may be printed.
fn printed(cleaner: &Cleaner, input: &str, answer: &Cleaned, kept: &Kept) -> String {
    let next =
        answer.alterations.partition_point(|alteration| alteration.span.start < kept.span.start);
    let inside = answer.alterations[next..]
        .iter()
        .take_while(|alteration| alteration.span.end <= kept.span.end);
    // Form C is of a whole piece; a repaired byte may be in an address that is left out.
    let replaces = |kind: AlterationKind| {
        !matches!(kind, AlterationKind::Composed | AlterationKind::InvalidUtf8)
    };
    let (mut text, mut piece) = (String::new(), String::new());
    let mut start = kept.span.start;
    for alteration in inside.filter(|alteration| replaces(alteration.kind)) {
        assert_says_what_it_does(input, alteration);
        assert!(start <= alteration.span.start, "{alteration:?} begins before the last one ended");
        piece += &input[start..alteration.span.start];
        if alteration.kind == AlterationKind::Joined {
            text += &normalized(cleaner, &piece);
            text += &alteration.after;
            piece.clear();
        } else {
            piece += &alteration.after;
        }
        start = alteration.span.end;
    }
    piece += &input[start..kept.span.end];
    text + &normalized(cleaner, &piece)
}

/// An alteration puts nothing there that its kind does not say.
#[track_caller]
fn assert_says_what_it_does(input: &str, alteration: &Alteration) {
    let (before, after) = (&input[alteration.span.clone()], alteration.after.as_str());
    let is_fair = match alteration.kind {
        // Of a break, with the hyphen of a word that is known without one.
        AlterationKind::Joined => {
            let bare = before
                .strip_prefix(['-', '\u{2010}'])
                .filter(|_| after.is_empty())
                .unwrap_or(before);
            bare.chars().all(char::is_whitespace) && matches!(after, "" | " ")
        }
        AlterationKind::ControlCharacters => {
            after.is_empty() && before.chars().all(|char| char.is_control() || char == '\u{feff}')
        }
        AlterationKind::SoftHyphens => {
            // Also as entities.
            let is_hyphen = before.chars().all(|char| matches!(char, '\u{ad}' | '\u{200b}'));
            after.is_empty() && (is_hyphen || before.starts_with('&') && before.ends_with(';'))
        }
        AlterationKind::Entity => {
            before.contains('&') && before.contains([';', '\u{37e}']) && !after.is_empty()
        }
        AlterationKind::Markup => {
            let mut chars = before.chars();
            after.chars().all(|char| chars.any(|other| other == char))
        }
        _ => true,
    };
    assert!(is_fair, "{alteration:?} of {before:?}");
}

/// What may be printed of a span: no control character but tab, no byte order mark, form C where it
/// is asked for.
fn normalized(cleaner: &Cleaner, text: &str) -> String {
    let printable: String = text
        .chars()
        .filter(|&char| char == '\t' || !char.is_control() && char != '\u{feff}')
        .collect();
    let trimmed = printable.trim();
    if cleaner.options().nfc { trimmed.nfc().collect() } else { trimmed.to_owned() }
}

/// What is printed comes from kept spans, and what is kept is printed.
#[track_caller]
fn assert_nothing_invented(cleaner: &Cleaner, input: &str, answer: &Cleaned) {
    let mut texts_by_article: Vec<Vec<(&Kept, String)>> = vec![Vec::new(); answer.articles.len()];
    for kept in &answer.kept {
        texts_by_article[kept.article].push((kept, printed(cleaner, input, answer, kept)));
    }
    for (article, texts) in answer.articles.iter().zip(&texts_by_article) {
        assert_made_of(article, texts);
        let is_of_byline = |author: &String| {
            article.byline.as_ref().is_some_and(|byline| byline.contains(author.as_str()))
        };
        assert!(
            article.authors.iter().all(is_of_byline),
            "an author that the byline does not name: {article:?}"
        );
        let in_order: Vec<&str> = texts
            .iter()
            .filter(|(kept, _)| kept.role == Role::Paragraph)
            .map(|(_, text)| text.as_str())
            .collect();
        assert_eq!(
            article.paragraphs, in_order,
            "the paragraphs are not the kept lines in their order"
        );
        let bylines: Vec<&str> = texts
            .iter()
            .filter(|(kept, _)| kept.role == Role::Byline)
            .map(|(_, text)| text.as_str())
            .collect();
        assert_eq!(
            article.byline.as_deref().unwrap_or_default(),
            bylines.join(", "),
            "the byline is not its kept lines"
        );
        for (kept, text) in texts {
            assert!(
                is_printed(article, kept.role, text),
                "{kept:?} is kept and not printed: {text:?} in {article:?}"
            );
        }
        let first = texts.first().map(|(kept, _)| kept.span.start);
        let last = texts.last().map(|(kept, _)| kept.span.end);
        assert_eq!(
            (Some(article.span.start), Some(article.span.end)),
            (first, last),
            "the span of {article:?}"
        );
    }
}

#[track_caller]
fn assert_made_of(article: &Article, texts: &[(&Kept, String)]) {
    let whole: HashSet<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    for printed in printed_texts(article) {
        let is_found =
            whole.contains(printed) || texts.iter().any(|(_, text)| text.contains(printed));
        assert!(is_found, "{printed:?} is in no kept span of {article:?}");
    }
}

fn printed_texts(article: &Article) -> impl Iterator<Item = &str> {
    let single = [&article.headline, &article.description, &article.dateline];
    let lists = [
        &article.alternative_headlines,
        &article.key_points,
        &article.authors,
        &article.dates,
        &article.sections,
        &article.paragraphs,
        &article.keywords,
        &article.related,
    ];
    let captions = article
        .captions
        .iter()
        .flat_map(|caption| caption.credit.as_ref().into_iter().chain([&caption.text]));
    let notes = article.notes.iter().map(|note| &note.text);
    single
        .into_iter()
        .flatten()
        .chain(lists.into_iter().flatten())
        .chain(captions)
        .chain(notes)
        .map(String::as_str)
}

/// Whether the field that the role names holds the text.
fn is_printed(article: &Article, role: Role, text: &str) -> bool {
    let is_in = |list: &[String]| list.iter().any(|printed| printed == text);
    let is_value = |field: &Option<String>| field.as_deref() == Some(text);
    match role {
        Role::Headline => is_value(&article.headline) || is_in(&article.alternative_headlines),
        Role::AlternativeHeadline => is_in(&article.alternative_headlines),
        Role::Description => is_value(&article.description),
        Role::KeyPoint => is_in(&article.key_points),
        Role::Date => is_in(&article.dates),
        Role::Section => is_in(&article.sections),
        Role::Caption | Role::Credit => {
            article.captions.iter().any(|caption| is_shown(caption, text))
        }
        // Compared in their order, all at once.
        Role::Byline | Role::Paragraph => true,
        Role::Keyword => is_listed(&article.keywords, text),
        Role::Related => is_in(&article.related),
        note if note.note_kind().is_some() => article
            .notes
            .iter()
            .any(|printed| Some(printed.kind) == note.note_kind() && printed.text == text),
        other => panic!("a role without a law: {other:?}"),
    }
}

/// Whether a line is keywords of the article, with nothing left over but signs and a label.
fn is_listed(keywords: &[String], line: &str) -> bool {
    let is_signs = |rest: &str| !rest.contains(char::is_alphanumeric);
    let listed = |list: &str| {
        let mut keywords: Vec<&str> = keywords.iter().map(String::as_str).collect();
        // A keyword may be a part of another.
        keywords.sort_by_key(|keyword| std::cmp::Reverse(keyword.len()));
        is_signs(&keywords.iter().fold(list.to_owned(), |rest, keyword| rest.replace(keyword, " ")))
    };
    listed(line) || line.split_once([':', '：']).is_some_and(|(_, list)| listed(list))
}

/// Whether a line is the caption's text, its credit or both, with nothing left over but signs.
fn is_shown(caption: &Caption, line: &str) -> bool {
    let is_signs = |rest: &str| !rest.contains(char::is_alphanumeric);
    let is_credit = |rest: &str| {
        caption
            .credit
            .as_deref()
            .is_some_and(|credit| without(rest, credit).is_some_and(|rest| is_signs(&rest)))
    };
    let rest = line.strip_prefix(caption.text.as_str()).unwrap_or(line);
    // A credit may begin as its caption does.
    rest.len() < line.len() && is_signs(rest) || is_credit(rest) || is_credit(line)
}

fn without(text: &str, part: &str) -> Option<String> {
    text.rfind(part).map(|at| format!("{} {}", &text[..at], &text[at + part.len()..]))
}

/// A repeat names the kept span that says the same; shares lie between 0 and 1.
#[track_caller]
fn assert_twins_named(answer: &Cleaned) {
    let spans: HashSet<&Range<usize>> = answer.kept.iter().map(|kept| &kept.span).collect();
    for removal in &answer.removals {
        if is_repeat(removal.reason) {
            assert!(removal.kept.is_some(), "{removal:?} names no twin");
        }
        let is_kept = |twin: &Range<usize>| spans.contains(twin);
        assert!(removal.kept.as_ref().is_none_or(is_kept), "the twin of {removal:?} was not kept");
        assert!(removal.similarity.is_none_or(|share| (0.0..=1.0).contains(&share)), "{removal:?}");
    }
    for doubt in answer.kept.iter().filter_map(|kept| kept.doubt.as_ref()) {
        assert!((0.0..=1.0).contains(&doubt.similarity), "{doubt:?}");
    }
}

/// A removed repeat stands to its twin as its reason says: it has the same letters and digits, or
/// is the beginning, or shares most of its words.
#[track_caller]
fn assert_twins_related(cleaner: &Cleaner, input: &str, answer: &Cleaned) {
    for removal in &answer.removals {
        let Some(twin) = &removal.kept else { continue };
        let (removed, kept) = (&input[removal.span.clone()], &input[twin.clone()]);
        // What was decoded or read as markup before the two were compared is not seen in the input.
        if [removed, kept]
            .iter()
            .any(|text| text.contains(['&', '\u{ad}', '\u{200b}', '*', '_', '[', '#', '\\']))
        {
            continue;
        }
        let (own, other) = (letters(removed), letters(kept));
        let is_related = match removal.reason {
            Reason::RepeatedHeadline | Reason::RepeatedLine => own == other,
            // Either may have a number.
            Reason::TableOfContents => {
                let name = |text: &'_ str| text.trim_start_matches(char::is_numeric).to_owned();
                own == other || name(&own) == name(&other)
            }
            // Either may have a dateline or a credit more.
            Reason::RepeatedParagraph => {
                own == other
                    || removal.similarity.is_some()
                        && (own.contains(&other) || other.contains(&own))
            }
            Reason::RepeatedCaption | Reason::RepeatedCredit => is_half_shared(&own, &other),
            Reason::TruncatedText => {
                is_beginning(&own, &other) || is_beginning(&letters(before_button(removed)), &other)
            }
            Reason::RepeatedSentence => other.contains(&own),
            Reason::NearDuplicateParagraph => {
                removal
                    .similarity
                    .is_some_and(|share| share >= cleaner.options().near_duplicate_overlap)
                    && has_few_other_words(removed, kept)
            }
            _ => true,
        };
        assert!(
            is_related,
            "{removal:?} names a twin that it is no repeat of: {removed:?} / {kept:?}"
        );
    }
}

/// The letters and digits of a text, folded in a simple way of the test's own.
fn letters(text: &str) -> String {
    let lower = text.nfkd().flat_map(char::to_lowercase).nfkd();
    let is_shown = |char: &char| {
        let is_filler = matches!(char, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
        char.is_alphanumeric() && !is_combining_mark(*char) && !is_filler && *char != '\u{640}'
    };
    let fold = |char: char| match char {
        '\u{671}' => '\u{627}',
        '\u{649}' | '\u{6cc}' => '\u{64a}',
        '\u{629}' | '\u{6be}' | '\u{6c1}' | '\u{6d5}' => '\u{647}',
        '\u{6a9}' => '\u{643}',
        'ς' => 'σ',
        _ => {
            let from_zero =
                [0x660, 0x6f0, 0x966, 0x9e6].map(|zero| (char as u32).wrapping_sub(zero));
            let digit = from_zero.into_iter().find(|digit| *digit < 10);
            digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(char)
        }
    };
    lower.filter(is_shown).map(fold).collect::<String>().replace('ß', "ss")
}

/// Whether a text is the beginning of another, or of what follows a kicker of it.
fn is_beginning(own: &str, other: &str) -> bool {
    other.contains(own) || own.contains(other)
}

/// What stands before the mark where a text is cut: a button of two words at most, `... more`, may
/// stand behind it.
fn before_button(text: &str) -> &str {
    let Some((start, button)) = ["...", "…"].iter().find_map(|mark| text.rsplit_once(mark))
    else {
        return text;
    };
    if button.split_whitespace().count() <= 2 { start } else { text }
}

/// Whether one text is the other but for a credit, which the other has not or has.
fn is_half_shared(own: &str, other: &str) -> bool {
    let shared = own.chars().zip(other.chars()).take_while(|(left, right)| left == right).count();
    let (own, other) = (own.chars().count(), other.chars().count());
    shared * 2 >= own.min(other) || own.abs_diff(other) > 0
}

/// Whether two texts, aligned, differ in at most 64 words: the furthest apart that near-duplicates
/// may be. A dateline and a credit add some.
fn has_few_other_words(removed: &str, kept: &str) -> bool {
    const MOST: i64 = 64 + 24;
    let mut counts: std::collections::HashMap<String, i64> = std::collections::HashMap::new();
    for (text, step) in [(removed, 1), (kept, -1)] {
        for word in text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty())
        {
            *counts.entry(word.to_lowercase()).or_default() += step;
        }
    }
    counts.values().map(|count| count.abs()).sum::<i64>() <= MOST
}

fn is_repeat(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::RepeatedHeadline
            | Reason::RepeatedCaption
            | Reason::RepeatedCredit
            | Reason::RepeatedParagraph
            | Reason::RepeatedLine
            | Reason::RepeatedSentence
            | Reason::NearDuplicateParagraph
            | Reason::TruncatedText
    )
}

/// The id is the hash of the canonical text.
#[track_caller]
fn assert_addressed(answer: &Cleaned) {
    for article in &answer.articles {
        assert_eq!(
            article.id,
            format!("xxh3:{:032x}", xxh3_128(article.to_string().as_bytes())),
            "the id of {article:?}"
        );
    }
}

/// Nothing is left from the first call, and nothing depends on the way in.
#[track_caller]
fn assert_deterministic(cleaner: &Cleaner, input: &str, answer: &Cleaned) {
    assert_eq!(cleaner.clean(input), *answer, "the second answer is another one");
    assert_eq!(
        cleaner.clean_bytes(input.as_bytes()),
        *answer,
        "as bytes the answer is another one"
    );
}

/// What was written with serde is read back.
#[track_caller]
fn assert_read_back(answer: &Cleaned) {
    let written = serde_json::to_string(answer)
        .unwrap_or_else(|error| panic!("{answer:?} cannot be written: {error}"));
    let read: Cleaned = serde_json::from_str(&written)
        .unwrap_or_else(|error| panic!("{written} cannot be read: {error}"));
    assert_eq!(read, *answer, "written and read, the answer is another one");
}

/// The removals of a block lie in it, and every block has some. Blocks are in order.
#[track_caller]
fn assert_blocks_hold_their_lines(answer: &Cleaned) {
    let blocks = &answer.blocks;
    assert!(
        blocks.is_sorted_by_key(|block| block.span.start),
        "blocks are not in order: {blocks:?}"
    );
    assert!(
        blocks.windows(2).all(|two| two[0].span.end <= two[1].span.start),
        "blocks overlap: {blocks:?}"
    );
    let mut counts = vec![0; blocks.len()];
    for removal in &answer.removals {
        let inside = blocks.iter().position(|block| {
            block.span.start <= removal.span.start && removal.span.end <= block.span.end
        });
        if let Some(block) = removal.block {
            assert_eq!(Some(block), inside, "{removal:?} is not in its block");
            counts[block] += 1;
        }
    }
    assert!(!counts.contains(&0), "a block without a line: {blocks:?}");
    for block in blocks {
        assert!(
            block.against.iter().all(|argument| argument.weight < 0) && block.against.len() <= 3,
            "{block:?}"
        );
    }
}

/// The canonical text of an article, cleaned again, is that article. It is no page, also where the
/// options say so of the input.
#[track_caller]
fn assert_idempotent(cleaner: &Cleaner, answer: &Cleaned) {
    let of_articles = |options: Options| {
        Cleaner::new(options.input_kind(InputKind::Articles))
            .unwrap_or_else(|error| panic!("{error}"))
    };
    let again = (cleaner.options().input_kind == InputKind::Page)
        .then(|| of_articles(cleaner.options().clone()));
    let cleaner = again.as_ref().unwrap_or(cleaner);
    for article in &answer.articles {
        let text = article.to_string();
        let again = cleaner.clean(&text);
        let parts: Vec<_> =
            again.articles.iter().map(|article| (&article.headline, &article.paragraphs)).collect();
        if text.is_empty() {
            assert!(parts.is_empty(), "an article without a text became {parts:#?}");
        } else {
            assert_eq!(
                parts,
                [(&article.headline, &article.paragraphs)],
                "cleaned again, {text:?} differs; removed: {:#?}",
                again.removals
            );
        }
    }
}
