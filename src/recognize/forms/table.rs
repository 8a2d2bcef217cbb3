//! The word lists of forms.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key;
use crate::recognize::artifact::trim;
use crate::recognize::forms::Forms;
use crate::recognize::gaps::{Gaps, has_gaps};
use crate::recognize::letters::Class;
use crate::recognize::phrases::Phrases;
use crate::recognize::starts::{Starts, start};

/// How the entries of a list are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// As a whole line, which then has these forms.
    Line(Forms),
    /// At the start of a line, or as a whole part of one.
    Start(Start),
}

/// The lists of which a line's start, or a part of it, is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// `published on`
    DateLabel,
    /// `tags`
    TagsLabel,
    /// `correction:`
    Correction,
    /// Between a name and a role: `is a`.
    AuthorIs,
    /// After a name: `covers`.
    AuthorDoes,
    /// `reporter`
    Role,
    /// `source`
    SourceLabel,
    /// After a name: the word for a reporter, as Korean papers print it.
    BylineEnd,
    /// Between two names: `and`.
    NameJoint,
    /// What Japanese and Korean hang on a word.
    Particle,
    /// `home`
    Home,
    /// `tel`
    PhoneLabel,
    /// How a site asks its readers: `sign up`.
    Offer,
    /// What it has for them: `newsletter`.
    Service,
    /// A word of a line that says when: `updated`.
    TimeWord,
    /// The whole label of a table of contents: `on this page`.
    ContentsLabel,
    /// `all rights reserved`
    Rights,
}

const STARTS: usize = Start::Rights as usize + 1;

/// Bytes by which the lines of [`Forms::AGO`] are told from others: no entry has fewer before a
/// placeholder.
const AGO_START: usize = 3;

/// All lists of forms, each with its use; `data/README.md` says what they are.
const LISTS: [(&str, Use); 43] = [
    ("ago", Use::Line(Forms::AGO)),
    ("reading_time", Use::Line(Forms::READING_TIME)),
    ("count", Use::Line(Forms::VIEWS_OR_COMMENTS_COUNT)),
    ("counter", Use::Line(Forms::GALLERY_COUNTER)),
    ("page_mark", Use::Line(Forms::PAGE_MARK)),
    ("section", Use::Line(Forms::SECTION_LABEL)),
    ("author_box_label", Use::Line(Forms::AUTHOR_BOX)),
    ("first_published", Use::Line(Forms::APPEARED_FIRST)),
    ("end_mark", Use::Line(Forms::END_NOTE)),
    ("related_label", Use::Line(Forms::RELATED_LABEL)),
    ("ticker_label", Use::Line(Forms::TICKER_LABEL)),
    ("next_article", Use::Line(Forms::NEXT_ARTICLE)),
    ("prev_next", Use::Line(Forms::PREV_NEXT)),
    ("ad_line", Use::Line(Forms::AD)),
    ("newsletter_line", Use::Line(Forms::NEWSLETTER)),
    ("comment_line", Use::Line(Forms::COMMENT_FORM)),
    ("feedback", Use::Line(Forms::FEEDBACK)),
    ("notice", Use::Line(Forms::NOTICE)),
    ("paywall_line", Use::Line(Forms::PAYWALL)),
    ("share_line", Use::Line(Forms::SHARE)),
    ("follow", Use::Line(Forms::FOLLOW)),
    ("listen", Use::Line(Forms::LISTEN)),
    ("link_widget", Use::Line(Forms::LINK_WIDGET)),
    ("expand", Use::Line(Forms::EXPAND)),
    ("key_points_label", Use::Line(Forms::KEY_POINTS_LABEL)),
    ("press_release", Use::Line(Forms::PRESS_RELEASE_MARK)),
    ("date_label", Use::Start(Start::DateLabel)),
    ("tags_label", Use::Start(Start::TagsLabel)),
    ("correction", Use::Start(Start::Correction)),
    ("author_is", Use::Start(Start::AuthorIs)),
    ("author_does", Use::Start(Start::AuthorDoes)),
    ("author_role", Use::Start(Start::Role)),
    ("source_label", Use::Start(Start::SourceLabel)),
    ("byline_end", Use::Start(Start::BylineEnd)),
    ("name_joint", Use::Start(Start::NameJoint)),
    ("particle", Use::Start(Start::Particle)),
    ("home", Use::Start(Start::Home)),
    ("phone_label", Use::Start(Start::PhoneLabel)),
    ("offer", Use::Start(Start::Offer)),
    ("service", Use::Start(Start::Service)),
    ("time_word", Use::Start(Start::TimeWord)),
    ("contents_label", Use::Start(Start::ContentsLabel)),
    ("rights", Use::Start(Start::Rights)),
];

/// The entries of all lists of forms.
#[derive(Debug, Default)]
pub(crate) struct FormLists {
    whole: HashMap<Cow<'static, str>, Forms, BuildKeyHasher>,
    /// Lines with placeholders.
    with_gaps: Gaps<Forms>,
    starts: [Phrases; STARTS],
    /// How the lines of [`Forms::AGO`] begin, where not with a number.
    ago_starts: Starts,
    /// The last bytes of the phrases of [`Start::Rights`], and those phrases that have fewer.
    ends_of_rights: HashSet<[u8; 6], BuildKeyHasher>,
    short_rights: Vec<String>,
}

/// A text without signs at its end.
fn without_last_signs(text: &str) -> &str {
    text.trim_end_matches(|char| !Class::of(char).is(Class::ALPHANUMERIC))
}

/// The last bytes of a text by which ends are told apart.
fn last_bytes(text: &str) -> Option<[u8; 6]> {
    text.as_bytes().last_chunk().copied()
}

impl FormLists {
    /// How the entries of a list are looked for; none where it is no list of forms.
    pub(crate) fn use_of(list: &str) -> Option<Use> {
        LISTS.iter().find(|(name, _)| *name == list).map(|(_, of)| *of)
    }

    /// Whether a list is one of forms.
    pub(crate) fn has(list: &str) -> bool {
        Self::use_of(list).is_some()
    }

    /// The names of the lists.
    #[cfg(test)]
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        LISTS.iter().map(|(name, _)| *name)
    }

    /// Makes room for so many whole lines.
    pub(crate) fn reserve(&mut self, lines: usize) {
        self.whole.reserve(lines);
    }

    /// Adds the key of an entry.
    pub(crate) fn add(&mut self, of: Use, entry: Cow<'static, str>) {
        match of {
            Use::Line(forms) => self.add_line(key::part(entry, trim), forms),
            Use::Start(start) => {
                if start == Start::Rights {
                    let phrase = without_last_signs(&entry);
                    match last_bytes(phrase) {
                        Some(end) => _ = self.ends_of_rights.insert(end),
                        None => self.short_rights.push(phrase.to_owned()),
                    }
                }
                self.starts[start as usize].add(entry);
            }
        }
    }

    fn add_line(&mut self, entry: Cow<'static, str>, forms: Forms) {
        if forms.has(Forms::AGO) {
            self.ago_starts.insert(start(&entry, AGO_START));
        }
        if has_gaps(&entry) {
            self.with_gaps.add(entry, forms);
        } else {
            *self.whole.entry(entry).or_default() |= forms;
        }
    }

    /// The forms of a whole line with this key. A bullet or an arrow before it does not count.
    pub(crate) fn find(&self, key: &str) -> Forms {
        self.find_among(Forms::ANY, key)
    }

    /// Whether a whole line with this key has one of the forms of `wanted`: no other list is tried.
    pub(crate) fn is_one_of(&self, wanted: Forms, key: &str) -> bool {
        self.find_among(wanted, key).has(wanted)
    }

    /// Whether a whole line with this key says how long ago. Most lines are told by how they begin.
    pub(crate) fn is_ago(&self, key: &str) -> bool {
        let has_start = key.starts_with(|char| Class::of(char).is(Class::ALPHABETIC));
        let is_told = has_start && !self.ago_starts.contains(start(key, AGO_START));
        debug_assert!(!is_told || !self.is_one_of(Forms::AGO, key), "an age is passed over: {key}");
        !is_told && self.is_one_of(Forms::AGO, key)
    }

    fn find_among(&self, wanted: Forms, key: &str) -> Forms {
        let line = trim(key);
        let found = self.find_trimmed(wanted, line);
        if line.starts_with(|char| Class::of(char).is(Class::ALPHANUMERIC)) {
            return found;
        }
        let bare = line
            .trim_start_matches(|char: char| !char.is_alphanumeric() && !matches!(char, '(' | '['));
        if bare.is_empty() || bare.len() == line.len() {
            found
        } else {
            found | self.find_trimmed(wanted, bare)
        }
    }

    fn find_trimmed(&self, wanted: Forms, line: &str) -> Forms {
        let mut found = self.whole.get(line).copied().unwrap_or_default();
        for pattern in self.with_gaps.candidates(line) {
            let forms = pattern.says;
            if wanted.has(forms) && !found.has(forms) && pattern.fits(line) {
                found |= forms;
            }
        }
        found
    }

    /// The entries of a list that are looked for at the start.
    pub(crate) fn start(&self, of: Start) -> &Phrases {
        &self.starts[of as usize]
    }

    /// Whether a key may end with a phrase of rights: `false` is certain.
    pub(crate) fn may_end_with_rights(&self, key: &str) -> bool {
        let key = without_last_signs(key);
        last_bytes(key).is_some_and(|end| self.ends_of_rights.contains(&end))
            || self.short_rights.iter().any(|phrase| key.ends_with(phrase.as_str()))
    }

    /// Whether a folded word may stand in a line that says when.
    pub(crate) fn is_time_word(&self, folded: &str) -> bool {
        self.start(Start::TimeWord).contains(folded)
    }

    /// Whether the entry of a list with this key is found as what it is.
    #[cfg(test)]
    pub(crate) fn holds(&self, list: &str, key: &str) -> bool {
        match Self::use_of(list) {
            Some(Use::Line(forms)) => self.find(key).has(forms),
            Some(Use::Start(start)) => self.start(start).at_start(key).is_some(),
            None => false,
        }
    }
}
