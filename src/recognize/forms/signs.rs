//! What a line looks like without knowing its words: counters, ornaments, bullets, addresses.

use memchr::memchr_iter;

use crate::compare::key;
use crate::recognize::Lexicon;
use crate::recognize::end_note;
use crate::recognize::forms::Forms;
use crate::recognize::forms::table::Start;
use crate::recognize::letters::Class;
use crate::recognize::shape::{End, Shape, has_inner_stop};
use crate::recognize::timestamp::holds_date;

/// Longest counter, in bytes of its key: `120 von 500`.
const LONGEST_COUNTER: usize = 14;
/// Pictures of a gallery; above that the two numbers are a score, a year, a ratio.
const MOST_PICTURES: u16 = 500;
/// Pages of an article. Above that `19/40` is rather a gallery.
const MOST_PAGES: u16 = 40;
/// Code points of a row of a table or a result. A longer line with numbers is rather a headline.
const LONGEST_ROW: usize = 60;
/// Longest name before a speaker's colon, in bytes: two or three words in any script.
const LONGEST_SPEAKER: usize = 48;
/// Longest clock of a player, in bytes of its key: two times of eight bytes, a sign and spaces.
const LONGEST_PLAYER_TIME: usize = 19;
/// Longest name of a file, in bytes of its key.
const LONGEST_FILE: usize = 80;
/// Digits of a telephone number: a local one has seven, the longest international one fifteen.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

pub(super) fn of(text: &str, key: &str, shape: Shape, lexicon: &Lexicon) -> Forms {
    if !text.chars().any(|char| Class::of(char).is(Class::ALPHANUMERIC)) {
        return Forms::when(!text.is_empty(), Forms::ORNAMENT);
    }
    let mut forms = Forms::when(shape.bullet, Forms::BULLET)
        | Forms::when(is_numbered(text), Forms::NUMBERED)
        | Forms::when(is_markdown_heading(text), Forms::MARKDOWN_HEADING)
        | Forms::when(is_quoted_whole(text), Forms::QUOTED_WHOLE)
        | Forms::when(is_speaker(text, lexicon), Forms::SPEAKER)
        | counter(key, lexicon)
        | addresses(text, key)
        | Forms::when(is_social_signature(text, key, lexicon), Forms::SOCIAL_SIGNATURE)
        | Forms::when(is_player_time(key) || is_length_with_source(key, lexicon), Forms::LISTEN)
        | Forms::when(is_picture_file(key), Forms::MEDIA)
        | Forms::when(is_phone(key, lexicon), Forms::PHONE);
    if is_row(text, key, shape) {
        forms |= Forms::SCORE_OR_ROW;
    }
    forms
}

/// `1. Port`, `2) Port`, `a) Port`, `①`, `（一）`
fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '（']);
    let is_open = bare.len() < text.len();
    if text.starts_with(|char| matches!(char, '①'..='⑳' | '⒈'..='⒛')) {
        return true;
    }
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    let numerals = bare.chars().take_while(|char| "一二三四五六七八九十".contains(*char)).count();
    let letter = bare.chars().next().filter(char::is_ascii_lowercase).map_or(0, |_| 1);
    let (marks, length): (&[char], usize) = match (digits, numerals, letter) {
        // A year or a sum is no number of a list.
        (1..=2, _, _) => (&['.', ')', '）', '．', '、'], digits),
        (0, 1..=3, _) => (&['、', ')', '）', '．'], numerals * '一'.len_utf8()),
        (0, 0, 1) => (&[')'], 1),
        _ => return false,
    };
    let mut after = bare[length..].chars();
    let is_marked = after
        .next()
        .is_some_and(|mark| marks.contains(&mark) && (!is_open || matches!(mark, ')' | '）')));
    // `1.5 million` is no first item.
    is_marked && after.next().is_none_or(|next| !next.is_ascii_digit())
}

/// `# Port` to `###### Port`
fn is_markdown_heading(text: &str) -> bool {
    let bare = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - bare.len())) && bare.starts_with(' ')
}

/// Whether one pair of quotation marks holds all of a line.
fn is_quoted_whole(text: &str) -> bool {
    let (Some(open), Some(close)) = (text.chars().next(), text.chars().next_back()) else {
        return false;
    };
    let is_pair = match open {
        '"' => close == '"',
        '“' | '„' | '”' => matches!(close, '”' | '“'),
        '«' => close == '»',
        '»' => close == '«',
        '‘' => close == '’',
        '「' => close == '」',
        '『' => close == '』',
        _ => false,
    };
    let inner = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    is_pair && inner.is_some_and(|inner| !inner.is_empty() && !inner.contains([open, close]))
}

/// `LENA MARSH: ...`, `Q: ...`, `问：...`: something is said after a colon, and who says it looks
/// like a name.
fn is_speaker(text: &str, lexicon: &Lexicon) -> bool {
    let bare = text.trim_start_matches(['*', '-', '–', '—', ' ']);
    let head = &bare[..bare.floor_char_boundary(LONGEST_SPEAKER)];
    let Some(colon) = head.find([':', '：']) else { return false };
    let name = head[..colon].trim();
    let after = &bare[colon..];
    let said = after.trim_start_matches([':', '：']);
    let is_said = after.starts_with('：') && !said.is_empty()
        || said.starts_with(' ') && !said.trim().is_empty();
    if !is_said || name.is_empty() || name.chars().any(|char| char.is_ascii_digit()) {
        return false;
    }
    let mut words = name.split_whitespace();
    let is_short = name.split_whitespace().count() <= 4;
    let starts_high = |word: &str| {
        let first = word.trim_start_matches(|char: char| !char.is_alphabetic()).chars().next();
        first.is_some_and(char::is_uppercase)
    };
    let is_caseless = name.chars().all(|char| !char.is_uppercase() && !char.is_lowercase());
    let fits = if is_caseless { name.chars().count() <= 12 } else { words.all(starts_high) };
    let folded = || key::of(name);
    is_short && fits && lexicon.word(&folded()).light == 0
}

/// `1 / 12`, `1 of 12`, `- 2 -`
fn counter(key: &str, lexicon: &Lexicon) -> Forms {
    if key.len() > LONGEST_COUNTER || !key.bytes().any(|byte| byte.is_ascii_digit()) {
        return Forms::NONE;
    }
    let page = key.strip_prefix('-').and_then(|rest| rest.strip_suffix('-')).map(str::trim);
    if page.is_some_and(|page| page.parse::<u16>().is_ok_and(|page| page <= MOST_PICTURES)) {
        return Forms::PAGE_MARK;
    }
    let number = |part: &str| {
        part.trim().parse::<u16>().ok().filter(|number| (1..=MOST_PICTURES).contains(number))
    };
    let Some(end) = key.find(|char: char| !char.is_ascii_digit()) else { return Forms::NONE };
    let (first, rest) = key.split_at(end);
    let Some(start) = rest.find(|char: char| char.is_ascii_digit()) else { return Forms::NONE };
    let (between, last) = rest.split_at(start);
    let (Some(first), Some(last)) = (number(first), number(last)) else { return Forms::NONE };
    let between = between.trim();
    let is_word = between.len() <= 6 && lexicon.word(between).light != 0;
    if first > last || !(matches!(between, "/" | "|") || is_word) {
        return Forms::NONE;
    }
    Forms::GALLERY_COUNTER | Forms::when(last <= MOST_PAGES && between == "/", Forms::PAGE_MARK)
}

/// Addresses, accounts and hashtags.
fn addresses(text: &str, key: &str) -> Forms {
    // More words are counted for nothing.
    let words = 1 + key.bytes().filter(|&byte| byte == b' ').take(3).count();
    let is_tag = |word: &str| word.len() > 1 && word.starts_with(['#', '＃']);
    if text.split_whitespace().all(is_tag) && !text.starts_with("##") {
        let tagged = text.split_whitespace().take(2).count();
        return if tagged > 1 {
            Forms::TAGS
        } else {
            Forms::HANDLE | Forms::when(text[1..].contains('#'), Forms::TAGS)
        };
    }
    if words == 1 && key.starts_with('@') && key.len() > 1 {
        return Forms::HANDLE;
    }
    let is_mail = || {
        let last = key.rsplit(' ').next().unwrap_or(key);
        last.find('@').is_some_and(|at| {
            at > 0 && last[at..].contains('.') && !last.contains(',') && !last.ends_with('.')
        })
    };
    let is_page = || words == 1 && (key.starts_with("www.") || is_bare_domain(key));
    Forms::when(
        end_note::is_source(key) || words <= 3 && is_mail() || is_page(),
        Forms::URL_OR_MAIL,
    )
}

/// `harbour-times.com`, `harbour-times.com/world`
fn is_bare_domain(key: &str) -> bool {
    let host = key.split('/').next().unwrap_or(key);
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    let is_host = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '.');
    (2..=6).contains(&end.len())
        && end.bytes().all(|byte| byte.is_ascii_lowercase())
        && name.len() >= 3
        && name.chars().all(is_host)
}

/// `— Lena Marsh (@lena) May 3, 2021`
fn is_social_signature(text: &str, key: &str, lexicon: &Lexicon) -> bool {
    let bytes = text.as_bytes();
    let Some(at) = memchr_iter(b'(', bytes).find(|&at| bytes[at..].starts_with(b"(@")) else {
        return false;
    };
    let Some(close) = text[at..].find(')') else { return false };
    let after = text[at + close + 1..].trim();
    let is_account = text[at + 2..at + close]
        .chars()
        .all(|char| char.is_alphanumeric() || matches!(char, '_' | '.'));
    let starts = text.starts_with(['—', '–', '-', '―', '&']);
    is_account
        && text.len() <= 160
        && (starts || after.len() <= 40)
        && (after.is_empty() || holds_date(key, lexicon))
}

/// The clock of a player: `0:00 / 4:12`, `00:00`.
fn is_player_time(key: &str) -> bool {
    let is_clock = |part: &str| {
        let part = part.trim();
        (4..=8).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
            && part[1..].contains(':')
    };
    if key.len() > LONGEST_PLAYER_TIME {
        return false;
    }
    match key.split_once(['/', '|']) {
        Some((now, all)) => is_clock(now) && is_clock(all),
        // The length of a recording under an hour, of which no time of day is written so.
        None => {
            matches!(key, "0:00" | "00:00" | "-0:00" | "0:00:00")
                || key.strip_prefix("00:").is_some_and(|rest| rest.contains(':') && is_clock(key))
        }
    }
}

/// The name of a picture's file and nothing else: `IMG_1234.jpg`.
fn is_picture_file(key: &str) -> bool {
    if key.len() > LONGEST_FILE {
        return false;
    }
    let (name, ending) = key.rsplit_once('.').unwrap_or_default();
    !name.is_empty()
        && !name.contains([' ', '/'])
        && matches!(ending, "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "bmp")
}

/// The length of a recording and whose it is: `02:12 - Source: CNN`.
fn is_length_with_source(key: &str, lexicon: &Lexicon) -> bool {
    if !key.starts_with(|first: char| first.is_ascii_digit()) {
        return false;
    }
    let Some((length, source)) = key.split_once(" - ") else { return false };
    let is_length = (4..=8).contains(&length.len())
        && length.contains(':')
        && length.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let name = || source.split_once(':').map_or(source, |(_, name)| name).trim();
    is_length && (lexicon.is_agency(source) || lexicon.is_agency(name()))
}

/// A telephone number, or a label of the lists and one.
fn is_phone(key: &str, lexicon: &Lexicon) -> bool {
    if key.len() > LONGEST_ROW {
        return false;
    }
    let label = lexicon.lists.forms.start(Start::PhoneLabel).at_start(key);
    let number = label.map_or(key, |label| &key[label.len()..]).trim_start_matches([':', '.', ' ']);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let fits = number.chars().all(|char| {
        char.is_ascii_digit() || matches!(char, '+' | '-' | '(' | ')' | ' ' | '/' | '.')
    });
    // Without a label only a sign of telephone numbers tells them from sums, dates and records.
    PHONE_DIGITS.contains(&digits) && fits && (label.is_some() || number.starts_with(['+', '(']))
}

/// Two numbers or more in a short line that no sentence's end closes: a result, a row of a table.
fn is_row(text: &str, key: &str, shape: Shape) -> bool {
    if shape.chars as usize > LONGEST_ROW || shape.end != End::Open || has_inner_stop(text) {
        return false;
    }
    let mut numbers = 0;
    let mut in_number = false;
    for byte in key.bytes() {
        // A sign inside a number does not end it: `1,204`, `7.5`.
        let goes_on = byte.is_ascii_digit() || in_number && matches!(byte, b'.' | b',');
        numbers += usize::from(goes_on && !in_number);
        in_number = goes_on;
    }
    numbers >= 2
}
