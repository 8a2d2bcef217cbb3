//! Lines that belong to the page. A word that could be a subhead counts only in a cluster of widgets or at an article's edge.

use crate::compare::tokens;
use crate::recognize::artifact::Widget;
use crate::recognize::shape::End;
use crate::removal::{Reason, Role};
use crate::stage::{Document, Draft, Kind, Mark, Row, Rules, head};

/// Longest line, in code points, of a list of other stories.
const LONGEST_TEASER: usize = 160;
/// Words of a line in a menu, and lines of a menu that the word lists know.
const MENU_WORDS: usize = 3;
const MENU_WIDGETS: usize = 3;
/// Words that make a sentence long.
const LONG_SENTENCE: usize = 10;
/// Longest key, in bytes, of a text-size widget that may as well be a word or an agency: `tt`, `aa`.
const LONGEST_BARE: usize = 5;

/// Marks the artifacts of a draft, and what stands after its body. Linear.
pub(crate) fn mark(document: &Document<'_>, draft: &mut Draft, rules: Rules<'_>) {
    let zones = Zones::of(document, draft);
    for row in zones.tail..draft.rows.len() {
        mark_tail(document, draft, row);
    }
    if !rules.options.remove_artifacts {
        return;
    }
    if let Some(heading) = related_list(document, draft) {
        for row in heading..draft.rows.len() {
            if draft.rows[row].mark.is_open() {
                draft.rows[row].mark = Mark::drop(own_reason(document, draft.rows[row].line, Reason::Related));
            }
        }
    }
    for row in 0..draft.rows.len() {
        if draft.rows[row].mark.is_open()
            && let Some(reason) = reason(document, draft, row, &zones)
        {
            draft.rows[row].mark = Mark::drop(reason);
        }
    }
}

/// Marks menus: lines of a few words, one right below the other, of which at least three and half of all are known from menus.
/// They show that the others belong to the menu too.
pub(crate) fn mark_menus(document: &Document<'_>, draft: &mut Draft, rules: Rules<'_>) {
    if !rules.options.remove_artifacts {
        return;
    }
    let is_widget = |row: &Row| matches!(document.facts(row.line).kind, Kind::Widget(_));
    let is_label = |row: &Row| {
        let facts = document.facts(row.line);
        facts.kind == Kind::Text
            && facts.credit.is_none()
            && facts.shape.end == End::Open
            && tokens::count(document.key(row.line)).total() <= MENU_WORDS
    };
    let mut start = 0;
    while start < draft.rows.len() {
        let more = draft.rows[start + 1..].iter().take_while(|row| row.blanks == 0 && (is_widget(row) || is_label(row))).count();
        let end = start + 1 + more;
        if end - start < MENU_WIDGETS {
            start = end;
            continue;
        }
        let run = &draft.rows[start..end];
        let last = run.iter().rposition(is_widget).map_or(0, |last| last + 1);
        let widgets = run[..last].iter().filter(|row| is_widget(row)).count();
        let is_run = is_widget(&run[0]) || is_label(&run[0]);
        if is_run && widgets >= MENU_WIDGETS && widgets * 2 >= last {
            for row in &mut draft.rows[start..start + last] {
                row.mark = Mark::drop(own_reason(document, row.line, Reason::Menu));
            }
        }
        start = end;
    }
}

/// The reason of a known widget; of another line among them, the reason of the block.
fn own_reason(document: &Document<'_>, line: usize, of_block: Reason) -> Reason {
    match document.facts(line).kind {
        Kind::Widget(widget) => widget.reason(),
        _ => of_block,
    }
}

/// Where the edges of an article are.
struct Zones {
    /// The first row of its text.
    body: usize,
    /// The row after the last of its text.
    tail: usize,
    /// Whether it has any text.
    has_text: bool,
}

impl Zones {
    fn of(document: &Document<'_>, draft: &Draft) -> Self {
        let is_text = |row: usize| {
            let facts = document.facts(draft.rows[row].line);
            draft.rows[row].mark.is_open()
                && (facts.kind == Kind::Text && !head::is_caption_like(document, &draft.rows, row) || is_bare(document, draft, row))
        };
        let is_kept = |row: usize| is_text(row) || matches!(draft.rows[row].mark, Mark::Keep { .. });
        let rows = 0..draft.rows.len();
        let body = rows.clone().find(|&row| is_text(row)).unwrap_or(rows.end);
        let tail = rows
            .clone()
            .rev()
            .find(|&row| is_kept(row) || document.facts(draft.rows[row].line).kind == Kind::Text)
            .map_or(0, |row| row + 1);
        Self { body, tail, has_text: rows.into_iter().any(is_kept) }
    }
}

/// `TT`: a text-size widget that may as well be an agency.
fn is_bare(document: &Document<'_>, draft: &Draft, row: usize) -> bool {
    let line = draft.rows[row].line;
    document.facts(line).kind == Kind::Widget(Widget::TextSize) && document.key(line).len() <= LONGEST_BARE
}

/// After the body: notes, dates, and where the text was taken from.
fn mark_tail(document: &Document<'_>, draft: &mut Draft, row: usize) {
    if !draft.rows[row].mark.is_open() {
        return;
    }
    match document.facts(draft.rows[row].line).kind {
        Kind::EndNote => draft.rows[row].mark = Mark::keep(Role::EndNote),
        Kind::Source => draft.rows[row].mark = Mark::drop(Reason::Source),
        _ => {}
    }
}

/// The row of the heading of a list of other stories that goes on to the draft's end.
fn related_list(document: &Document<'_>, draft: &Draft) -> Option<usize> {
    let (mut heading, mut stories) = (None, 0);
    for (at, row) in draft.rows.iter().enumerate().rev() {
        let facts = document.facts(row.line);
        match facts.kind {
            _ if !row.mark.is_open() => break,
            Kind::Widget(Widget::Related) if stories > 0 => heading = Some(at),
            Kind::Widget(_) | Kind::ReadAlso | Kind::Date | Kind::PageNumber | Kind::Ornament => {}
            Kind::Text if is_teaser(facts.shape.end, facts.shape.chars) => stories += 1,
            _ => break,
        }
    }
    heading.filter(|&at| at > 0)
}

fn is_teaser(end: End, chars: usize) -> bool {
    chars <= LONGEST_TEASER && !matches!(end, End::Stop | End::Pause)
}

/// Why an open row is an artifact, if it is one.
fn reason(document: &Document<'_>, draft: &Draft, row: usize, zones: &Zones) -> Option<Reason> {
    let line = draft.rows[row].line;
    let key = document.key(line);
    let at_edge = zones.has_text && (row < zones.body || row >= zones.tail);
    let with_others = has_widget_beside(document, draft, row);
    let at_edge = at_edge && !is_long_sentence(document, line);
    match document.facts(line).kind {
        Kind::Widget(widget @ (Widget::Certain | Widget::Learned | Widget::Advertisement | Widget::ReadMore)) => Some(widget.reason()),
        Kind::Widget(Widget::Leak) => (is_code(key) || is_twice(document, draft, row)).then_some(Reason::Leak),
        Kind::Widget(Widget::TextSize) if is_bare(document, draft, row) => None,
        Kind::Widget(widget) => (at_edge || with_others).then_some(widget.reason()),
        Kind::ReadAlso => (row > 0).then_some(Reason::ReadMore),
        Kind::Ornament => is_ornament(key).then_some(Reason::Separator),
        Kind::PageNumber => (with_others || is_between_copies(document, draft, row)).then_some(Reason::Media),
        _ => None,
    }
}

/// Whether the row right above or below is a widget too.
fn has_widget_beside(document: &Document<'_>, draft: &Draft, row: usize) -> bool {
    let is_widget = |other: usize| {
        let kind = draft.rows.get(other).map(|other| document.facts(other.line).kind);
        matches!(kind, Some(Kind::Widget(_) | Kind::ReadAlso)) && !is_long_sentence(document, draft.rows[other].line)
    };
    is_widget(row + 1) || row > 0 && is_widget(row - 1)
}

/// Whether a line that reads like a widget is a sentence of some length: it stays, unless short widgets stand beside it.
fn is_long_sentence(document: &Document<'_>, line: usize) -> bool {
    document.facts(line).shape.end == End::Stop && tokens::count(document.key(line)).total() >= LONG_SENTENCE
}

/// Whether a leak has signs that no prose has.
fn is_code(key: &str) -> bool {
    key.contains(['[', '{', '<', '!', '%', '_', '=', '&']) || key.ends_with("...")
}

/// Whether the same line stands right above and right below.
fn is_between_copies(document: &Document<'_>, draft: &Draft, row: usize) -> bool {
    let (Some(above), Some(below)) = (row.checked_sub(1).and_then(|above| draft.rows.get(above)), draft.rows.get(row + 1)) else {
        return false;
    };
    document.same_key(above.line, below.line)
}

/// Whether the same line stands right above or below.
fn is_twice(document: &Document<'_>, draft: &Draft, row: usize) -> bool {
    let same = |other: usize| draft.rows.get(other).is_some_and(|other| document.same_key(other.line, draft.rows[row].line));
    same(row + 1) || row > 0 && same(row - 1)
}

/// Whether a line without letters and digits is drawn, not said: `* * *`, `-----`, a lone bullet.
fn is_ornament(key: &str) -> bool {
    key.chars()
        .all(|char| matches!(char, '*' | '-' | '_' | '=' | '~' | '#' | '•' | '·' | '×' | '|' | '□' | '■' | '◆' | '●' | '+' | ' ' | '/'))
}
