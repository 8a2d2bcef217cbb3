//! Who wrote a story: labels, names, roles, agencies, and the dates and addresses beside them.

mod name;
mod piece;

pub(super) use name::{is_name, may_begin_with_name};
pub(crate) use piece::NamePiece;

use std::borrow::Cow;

use crate::compare::key;
use crate::recognize::Lexicon;
use crate::recognize::byline;
use crate::recognize::forms::Forms;
use crate::recognize::forms::table::Start;
use crate::recognize::forms::who::name::{NAME_WORDS, is_single_name};
use crate::recognize::forms::who::piece::is_label;
use crate::recognize::shape::{End, Shape, sentence_ends};
use crate::recognize::timestamp;

/// Longest such line, in bytes: two names with roles, an agency, a date and an address.
pub(super) const LONGEST: usize = 200;
/// Most words of it. More are a sentence.
const MOST_WORDS: usize = 22;
/// Words of a role: `Senior Middle East Correspondent`.
const ROLE_WORDS: usize = 6;
/// Words between a name and its date, and behind the date, that no list knows: a role, a section.
const WORDS_AROUND_DATE: usize = 3;
/// Signs between the parts of a line.
const BARS: [char; 4] = ['|', '•', '·', '｜'];
/// Bytes of a word between two names: fewer.
const LONGEST_JOINT: usize = 16;
/// Signs around a part of a line that are not of it.
const FRAME: [char; 7] = ['"', '\'', ' ', '.', '-', ':', '*'];

/// What a part of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Agency,
    Role,
    When,
    Contact,
    Other,
}

/// How often each part was found.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    names: usize,
    agencies: usize,
    roles: usize,
    whens: usize,
    contacts: usize,
    others: usize,
}

impl Parts {
    fn add(&mut self, part: Part) {
        let count = match part {
            Part::Name => &mut self.names,
            Part::Agency => &mut self.agencies,
            Part::Role => &mut self.roles,
            Part::When => &mut self.whens,
            Part::Contact => &mut self.contacts,
            Part::Other => &mut self.others,
        };
        *count += 1;
    }
}

/// `found`: what was found of the line so far.
pub(super) fn of(text: &str, key: &str, shape: Shape, found: Forms, lexicon: &Lexicon) -> Forms {
    if shape.end == End::Stop && !may_end_a_name(text)
        || matches!(shape.end, End::Mark | End::Ellipsis)
        || text.len() > LONGEST
    {
        return Forms::NONE;
    }
    // `Text size` begins as `Text: Lena Marsh` does.
    if !found.has(Forms::TEXT_SIZE) && byline::is_byline(text, key, shape, lexicon) {
        return Forms::BYLINE;
    }
    if found.has(Forms::DATE.or(Forms::TIME_ONLY).or(Forms::FURNITURE))
        || text.split_whitespace().count() > MOST_WORDS
    {
        return Forms::when(is_label(key, lexicon), Forms::BYLINE_LABEL_ALONE);
    }
    if is_label(key, lexicon) {
        return Forms::BYLINE_LABEL_ALONE;
    }
    let line = text.trim_matches(|char: char| {
        char.is_whitespace() || matches!(char, '-' | '–' | '—' | '•' | '|' | '*' | '/' | '~')
    });
    let folded =
        if line.len() == text.len() { Cow::Borrowed(key) } else { Cow::Owned(key::of(line)) };
    match after_label(line, &folded, lexicon) {
        Some(rest) => {
            let is_byline = is_signed(rest, lexicon)
                || found.has(Forms::HOLDS_DATE) && is_name_with_date(rest, lexicon);
            Forms::when(is_byline, Forms::BYLINE)
        }
        None if found.has(Forms::HOLDS_DATE) && is_signed_behind_date(line, &folded, lexicon) => {
            Forms::BYLINE
        }
        None if shape.end == End::Pause || holds_sentence_end(text) => Forms::NONE,
        // The word for a text ends bylines and the last part of a place on a site: `首页 > 正文`.
        None if is_unspaced_byline(line, &folded, lexicon) && !found.has(Forms::BREADCRUMB) => {
            Forms::BYLINE
        }
        None => without_label(line, &folded, lexicon),
    }
}

/// Whether a line in a script without spaces ends as bylines do there.
fn is_unspaced_byline(line: &str, folded: &str, lexicon: &Lexicon) -> bool {
    line.starts_with(|first| first as u32 >= 0x2e80) && ends_as_byline(folded, lexicon)
}

/// A full stop after a short form ends no sentence: `Lena Marsh Jr.`, `Lena M.`
fn may_end_a_name(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.len() <= 4 && last.starts_with(char::is_uppercase) && text.split_whitespace().count() <= 5
}

/// Whether a sentence ends inside a line. The number of a day ends none: `3. Mai 2021`.
fn holds_sentence_end(text: &str) -> bool {
    let is_day = |end: usize| {
        let before = text[..end].trim_end_matches('.');
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        before.len() < end && (1..=2).contains(&digits)
    };
    sentence_ends(text).any(|end| !is_day(end))
}

/// What follows a byline's label.
fn after_label<'t>(line: &'t str, folded: &str, lexicon: &Lexicon) -> Option<&'t str> {
    let label = lexicon.lists.byline_labels.at_start(folded)?;
    // The label's end in the text: folding may change lengths, so beginnings are folded until one
    // has the label's length.
    let ends = line
        .char_indices()
        .map(|(at, char)| at + char.len_utf8())
        .take_while(|end| *end <= 2 * label.len() + 8);
    let end = ends.into_iter().find(|&end| key::of(&line[..end]).len() >= label.len())?;
    let rest = line[end..].trim_start_matches(|char: char| {
        char.is_whitespace() || matches!(char, ':' | '：' | '-' | '–' | '—' | '/' | '|' | '／')
    });
    (!rest.is_empty()).then_some(rest)
}

/// Whether what follows a label names somebody and says nothing else.
fn is_signed(rest: &str, lexicon: &Lexicon) -> bool {
    let mut parts = Parts::default();
    let mut first = None;
    for_each_part(rest, &key::of(rest), lexicon, |part| {
        parts.add(part);
        first = first.or(Some(part));
        true
    });
    let named = matches!(first, Some(Part::Name | Part::Agency | Part::Role));
    let Parts { names, agencies, roles, whens, contacts, others } = parts;
    let is_one_name =
        names + agencies + roles + whens + contacts == 0 && others == 1 && is_single_name(rest);
    // Between a name and a date or an address stands a role, a place or a paper that no list knows.
    let may_have_other = first == Some(Part::Name) && whens + contacts > 0;
    named && (others == 0 || others == 1 && may_have_other) || is_one_name
}

/// Whether a label and a name stand behind a date: `May 3, 2021 by Lena Marsh, Harbour Reporter`,
/// `Harbour Times | 03.05.2021 at 13:36 | By Lena Marsh (with Tom Bell)`.
fn is_signed_behind_date(line: &str, folded: &str, lexicon: &Lexicon) -> bool {
    let labels = &lexicon.lists.byline_labels;
    if !folded.match_indices(' ').any(|(at, _)| labels.at_start(&folded[at + 1..]).is_some()) {
        return false;
    }
    let Some(date) = timestamp::find(line, lexicon) else { return false };
    let behind = line[date.end..].trim_start_matches(|char: char| !char.is_alphanumeric());
    let is_by = |part: &str| {
        let part = part.split(['(', '（']).next().unwrap_or_default().trim();
        after_label(part, &key::of(part), lexicon).is_some_and(|rest| is_signed(rest, lexicon))
    };
    // What stands before the date is its label or a name of the site.
    let has_site = line[..date.start].contains(BARS);
    (date.start == 0 || has_site) && (is_by(behind) || behind.split(BARS).skip(1).any(is_by))
}

/// Whether what follows a label is a name, a date somewhere behind it, and around the date no more
/// than a few words with capitals: `Lena "Sail" Marsh May 3, 2021`, `Lena Marsh - Staff Writer
/// 2021-05-03T10:00 Health`, `Lena Marsh @lena May 3, 2021: 10:41 AM ET`.
fn is_name_with_date(rest: &str, lexicon: &Lexicon) -> bool {
    let is_date_word = |word: &str| {
        let folded = key::of(word.trim_matches(|char: char| !char.is_alphanumeric()));
        folded.is_empty()
            || folded.bytes().any(|byte| byte.is_ascii_digit())
            || word.starts_with('@')
            || lexicon.word(&folded).date
            || timestamp::is_date_particle(&folded)
            || lexicon.lists.forms.is_time_word(&folded)
    };
    let name_ends = rest.match_indices(' ').map(|(at, _)| at).take(*NAME_WORDS.end());
    let has_date_behind = |end: usize| {
        let others = || rest[end..].split_whitespace().filter(|word| !is_date_word(word));
        timestamp::holds_day(&key::of(&rest[end..]), lexicon)
            && others().count() <= WORDS_AROUND_DATE
            && others().all(|word| word.starts_with(char::is_uppercase))
    };
    // A name of love or of the net stands in quotes.
    let is_name = |name: &str| is_name(&name.replace(['"', '“', '”'], ""), lexicon);
    name_ends.filter(|&end| is_name(&rest[..end])).any(has_date_behind)
}

fn without_label(line: &str, folded: &str, lexicon: &Lexicon) -> Forms {
    let mut parts = Parts::default();
    for_each_part(line, folded, lexicon, |part| {
        parts.add(part);
        part != Part::Other || parts.names > 0 && parts.others == 1
    });
    // `Lena Marsh | Oakmouth | 3 May 2021`: from where, between who and when. `Lena Marsh and Tom
    // Bell, Oakmouth`: behind two names.
    let is_placed = parts.others == 1
        && (parts.names > 0 && parts.whens > 0 && has_place(line)
            || parts.names > 1 && ends_with_place(line));
    // `Reuters, OAKMOUTH`.
    let is_datelined = || {
        let place = line.split_once(", ").map(|(_, place)| place);
        place.is_some_and(|place| is_capitalised(place) && !place.contains(char::is_lowercase))
    };
    if parts.agencies > 0 && parts.others == 1 && parts.names == 0 && is_datelined() {
        return Forms::AGENCY_ONLY;
    }
    if parts.others > 0 && !is_placed {
        return Forms::NONE;
    }
    let Parts { names, agencies, roles, whens, contacts, .. } = parts;
    match () {
        () if names > 0 && whens > 0 => {
            Forms::NAME_AND_DATE | Forms::when(agencies + roles > 0, Forms::NAME_AND_AGENCY)
        }
        () if names > 0 && contacts > 0 => Forms::BYLINE,
        () if names > 0 && agencies + roles > 0 => Forms::NAME_AND_AGENCY,
        () if names > 0 => Forms::NAMES_ONLY,
        () if agencies > 0 && whens > 0 => Forms::AGENCY_ONLY | Forms::NAME_AND_DATE,
        () if agencies > 0 && roles == 0 && contacts == 0 => Forms::AGENCY_ONLY,
        () => Forms::NONE,
    }
}

/// Whether a part between two bars looks like a place or a site: one or two words with capitals.
fn has_place(line: &str) -> bool {
    let parts: Vec<&str> = line.split('|').flat_map(|part| part.split(" / ")).collect();
    let is_place = |part: &str| {
        (1..=2).contains(&part.split_whitespace().count())
            && part.split_whitespace().all(is_capitalised)
    };
    parts.len() > 2 && parts[1..parts.len() - 1].iter().any(|part| is_place(part))
}

/// Whether what stands behind the last comma looks like a place: one word with a capital.
fn ends_with_place(line: &str) -> bool {
    let place = line.rsplit_once(", ").map(|(_, place)| place.trim());
    place.is_some_and(|place| !place.contains(char::is_whitespace) && is_capitalised(place))
}

/// Whether a word is of letters, the first one no small one, or the name of a site: `OAKMOUTH.COM`.
fn is_capitalised(word: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(char::is_alphabetic);
    word.split('.').all(is_part) && !word.starts_with(char::is_lowercase)
}

/// Calls `found` with each part of a line with its key, until it says that no more are needed.
fn for_each_part(line: &str, folded: &str, lexicon: &Lexicon, mut found: impl FnMut(Part) -> bool) {
    let is_separator = |char: char| {
        matches!(
            char,
            '|' | '/'
                | ','
                | '，'
                | '、'
                | '،'
                | '·'
                | '•'
                | '&'
                | ';'
                | '('
                | ')'
                | '（'
                | '）'
                | '［'
                | '］'
                | '['
                | ']'
                | '｜'
                | '／'
                | '–'
                | '—'
        )
    };
    // A time zone, the day and the year of one date are parts of their own.
    for segment in line.split(is_separator).flat_map(|segment| segment.split(" - ")) {
        for segment in (Joined { rest: segment, lexicon }) {
            let segment = segment.trim_matches(|char: char| char.is_whitespace() || char == '-');
            if segment.is_empty() {
                continue;
            }
            // Most lines are one segment.
            let folded = if segment.len() == line.len() {
                Cow::Borrowed(folded)
            } else {
                Cow::Owned(key::of(segment))
            };
            let (first, second) = match part_of(segment, &folded, lexicon) {
                Part::Other => two_parts(segment, &folded, lexicon),
                part => (part, None),
            };
            if !found(first) || !second.is_none_or(&mut found) {
                return;
            }
        }
    }
}

/// The names that a word joins: `Lena Marsh and Tom Bell`.
struct Joined<'t, 'l> {
    rest: &'t str,
    lexicon: &'l Lexicon,
}

impl<'t> Iterator for Joined<'t, '_> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let joints = self.lexicon.lists.forms.start(Start::NameJoint);
        // A joint is printed without a capital.
        let is_joint = |word: &str| {
            word.len() < LONGEST_JOINT
                && !word.starts_with(char::is_uppercase)
                && joints.contains(&key::of(word))
        };
        let rest = self.rest.trim_start();
        // `Lena Marsh, Tom Bell, and Nora Stell`
        let rest = match rest.split_once(' ') {
            Some((first, rest)) if is_joint(first) => rest.trim_start(),
            _ => rest,
        };
        if rest.is_empty() {
            return None;
        }
        for (at, _) in rest.match_indices(' ') {
            let next = rest[at + 1..].split(' ').next().unwrap_or_default();
            if is_joint(next) {
                self.rest = &rest[at + 1 + next.len()..];
                return Some(&rest[..at]);
            }
        }
        self.rest = "";
        Some(rest)
    }
}

fn part_of(segment: &str, folded: &str, lexicon: &Lexicon) -> Part {
    let bare = folded.trim_matches(FRAME);
    let has_digit = bare.bytes().any(|byte| byte.is_ascii_digit());
    match () {
        () if lexicon.is_agency(bare) => Part::Agency,
        () if bare.contains('@') && !bare.contains(' ')
            || bare.starts_with("http")
            || bare.starts_with("www.") =>
        {
            Part::Contact
        }
        () if has_digit && is_when(bare, lexicon) || lexicon.word(bare).date => Part::When,
        () if lexicon.lists.forms.is_one_of(Forms::AGO.or(Forms::READING_TIME), bare) => Part::When,
        () if is_role(bare, lexicon) => Part::Role,
        () if lexicon
            .agency_at_start(bare)
            .is_some_and(|agency| is_role(bare[agency.len()..].trim(), lexicon)) =>
        {
            Part::Agency
        }
        () if !has_digit && is_name(segment, lexicon) => Part::Name,
        () => Part::Other,
    }
}

/// A segment in which no sign stands between a name and a date, or between an agency and a name.
fn two_parts(segment: &str, folded: &str, lexicon: &Lexicon) -> (Part, Option<Part>) {
    if !may_have_two_parts(folded, lexicon) {
        return (Part::Other, None);
    }
    let may_be_agency = lexicon.agency_at_start(folded.trim_start_matches(FRAME)).is_some();
    for (at, _) in segment.match_indices(' ') {
        let (before, after) = (&segment[..at], &segment[at + 1..]);
        // No name and no role has more words.
        let is_long = || before.split_whitespace().count() > *NAME_WORDS.end();
        if !may_be_agency
            && is_long()
            && key::of(before).trim_matches(FRAME).split(' ').count() > ROLE_WORDS
        {
            break;
        }
        let left = part_of(before, &key::of(before), lexicon);
        if !matches!(left, Part::Name | Part::Agency | Part::Role) {
            continue;
        }
        let right = part_of(after, &key::of(after), lexicon);
        // A weekday after two words in a script without capitals is rather the end of a headline.
        let right = if right == Part::When && !after.bytes().any(|byte| byte.is_ascii_digit()) {
            Part::Other
        } else {
            right
        };
        let fits = matches!(
            (left, right),
            (Part::Name, Part::When | Part::Agency | Part::Contact)
                | (Part::Agency, Part::Name | Part::When | Part::Role)
                | (Part::Role, Part::Name)
        );
        if fits {
            return (left, Some(right));
        }
    }
    (Part::Other, None)
}

/// Whether a segment with this key has what two parts cannot do without: a digit, an address, or an
/// agency or a role at the start of a word.
fn may_have_two_parts(folded: &str, lexicon: &Lexicon) -> bool {
    let is_contact = || folded.contains('@') || folded.contains("http") || folded.contains("www.");
    if folded.bytes().any(|byte| byte.is_ascii_digit()) || is_contact() {
        return true;
    }
    let roles = lexicon.lists.forms.start(Start::Role);
    let is_known =
        |rest: &str| roles.at_start(rest).is_some() || lexicon.agency_at_start(rest).is_some();
    let mut starts = std::iter::once(0).chain(folded.match_indices(' ').map(|(at, _)| at + 1));
    starts.any(|at| {
        let rest = &folded[at..];
        let bare = rest.trim_start_matches(FRAME);
        is_known(rest) || bare.len() < rest.len() && is_known(bare)
    })
}

/// A date, a time, or a piece of one that commas split: `May 3`, `2021`.
fn is_when(key: &str, lexicon: &Lexicon) -> bool {
    let is_piece = || {
        let mut words = key.split(' ');
        key.len() <= 20
            && words.clone().count() <= 4
            && words.all(|word| {
                let digits = word.bytes().take_while(u8::is_ascii_digit).count();
                let rest = word[digits..].trim_end_matches('.');
                let is_end = rest.len() <= 2 && rest.chars().all(char::is_alphabetic);
                digits > 0 && digits <= 4 && (is_end || is_minutes(rest))
                    || lexicon.word(rest).date
                    || lexicon.lists.forms.is_time_word(rest)
            })
    };
    timestamp::when(key, lexicon).is_some() || is_piece()
}

/// What follows the hour of a clock: `:36`.
fn is_minutes(rest: &str) -> bool {
    rest.strip_prefix(':').is_some_and(|minutes| {
        minutes.len() == 2 && minutes.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// A role of the lists, with a few words that say of what: `Political Editor`, `Redakteurin
/// Wirtschaft`.
fn is_role(key: &str, lexicon: &Lexicon) -> bool {
    if key.is_empty() || key.split(' ').count() > ROLE_WORDS || key.contains(['.', ':', '?', '!']) {
        return false;
    }
    let roles = lexicon.lists.forms.start(Start::Role);
    let starts = std::iter::once(0).chain(key.match_indices(' ').map(|(at, _)| at + 1));
    let mut starts = starts.filter_map(|at| Some((at, at + roles.at_start(&key[at..])?.len())));
    starts.any(|(at, end)| at == 0 || end == key.len())
}

/// `山田太郎記者`, `김민수 기자`: the word for a reporter closes the line.
fn ends_as_byline(folded: &str, lexicon: &Lexicon) -> bool {
    let bare = folded.trim_matches(['(', ')', '[', ']', '=', ' ', '/', '.']);
    // A mail address may follow.
    let bare = match bare.rsplit_once([' ', '(']) {
        Some((before, mail)) if mail.contains('@') => before.trim_end_matches([' ', '(']),
        _ => bare,
    };
    let is_short = bare.chars().count() <= 24
        && !bare.contains(',')
        && !bare.bytes().any(|byte| byte.is_ascii_digit());
    let ends = lexicon.lists.forms.start(Start::BylineEnd);
    let mut starts = bare
        .char_indices()
        .skip(2)
        .filter(|(at, char)| *char as u32 >= 0x2e80 || bare[..*at].ends_with(' '));
    is_short && starts.any(|(at, _)| ends.contains(&bare[at..]))
}
