//! The word lists, loaded once from the data files that are compiled in.

use std::collections::{BTreeMap, HashMap};

use crate::compare::key;
use crate::recognize::artifact::{Patterns, Widget};

/// The data files, each with its language's tag.
const FILES: [(&str, &str); 26] = [
    ("common", include_str!("data/common.txt")),
    ("am", include_str!("data/am.txt")),
    ("ar", include_str!("data/ar.txt")),
    ("bn", include_str!("data/bn.txt")),
    ("de", include_str!("data/de.txt")),
    ("el", include_str!("data/el.txt")),
    ("en", include_str!("data/en.txt")),
    ("es", include_str!("data/es.txt")),
    ("fa", include_str!("data/fa.txt")),
    ("fr", include_str!("data/fr.txt")),
    ("he", include_str!("data/he.txt")),
    ("hi", include_str!("data/hi.txt")),
    ("id", include_str!("data/id.txt")),
    ("it", include_str!("data/it.txt")),
    ("ja", include_str!("data/ja.txt")),
    ("ko", include_str!("data/ko.txt")),
    ("nl", include_str!("data/nl.txt")),
    ("pl", include_str!("data/pl.txt")),
    ("pt", include_str!("data/pt.txt")),
    ("ru", include_str!("data/ru.txt")),
    ("sv", include_str!("data/sv.txt")),
    ("sw", include_str!("data/sw.txt")),
    ("tr", include_str!("data/tr.txt")),
    ("uk", include_str!("data/uk.txt")),
    ("ur", include_str!("data/ur.txt")),
    ("zh", include_str!("data/zh.txt")),
];

/// What is known of a word, in any of the languages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// Month or weekday.
    pub(crate) date: bool,
    /// Number word.
    pub(crate) number: bool,
    /// Negation.
    pub(crate) negation: bool,
    /// The languages, a bit each, in which the word carries no fact of its own.
    pub(crate) light: u32,
}

/// A list of phrases that are looked for at the start or the end of a key.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrases(BTreeMap<char, Vec<String>>);

impl Phrases {
    fn add(&mut self, phrase: String) {
        let Some(first) = phrase.chars().next() else { return };
        let list = self.0.entry(first).or_default();
        if !list.contains(&phrase) {
            list.push(phrase);
        }
    }

    /// The longest phrase that `key` starts with, ended by a word's end.
    pub(crate) fn at_start<'l>(&'l self, key: &str) -> Option<&'l str> {
        let list = self.0.get(&key.chars().next()?)?;
        let fits = |phrase: &&String| key.strip_prefix(phrase.as_str()).is_some_and(|rest| ends_word(phrase, rest));
        list.iter().filter(fits).max_by_key(|phrase| phrase.len()).map(String::as_str)
    }

    /// Whether the whole of `key` is a phrase.
    pub(crate) fn contains(&self, key: &str) -> bool {
        let list = key.chars().next().and_then(|first| self.0.get(&first));
        list.is_some_and(|list| list.iter().any(|phrase| phrase == key))
    }
}

/// Whether a phrase that is followed by `rest` ends at a word's end.
fn ends_word(phrase: &str, rest: &str) -> bool {
    let (Some(last), Some(next)) = (phrase.chars().next_back(), rest.chars().next()) else { return true };
    !last.is_alphanumeric() || !next.is_alphanumeric() || last as u32 >= 0x2e80
}

/// All word lists.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    words: HashMap<String, Word>,
    pub(crate) widgets: Patterns,
    pub(crate) read_also: Phrases,
    pub(crate) agencies: Phrases,
    pub(crate) credit_labels: Phrases,
    pub(crate) credit_words: Phrases,
    pub(crate) caption_starts: Phrases,
    pub(crate) byline_labels: Phrases,
    pub(crate) kickers: Phrases,
    pub(crate) end_notes: Phrases,
    pub(crate) site_names: Phrases,
}

impl Lexicon {
    /// The built-in lists with a caller's own artifact lines and site names.
    pub(crate) fn new(extra_artifacts: &[String], site_names: &[String]) -> Self {
        let mut lexicon = Self::default();
        for (language, (_, data)) in FILES.iter().enumerate() {
            for (list, entry) in entries(data) {
                lexicon.add(list, entry, language);
            }
        }
        for line in extra_artifacts {
            lexicon.widgets.add(line, Widget::Certain);
        }
        for name in site_names {
            lexicon.site_names.add(key::of(name));
        }
        lexicon
    }

    /// What is known of a folded word.
    pub(crate) fn word(&self, folded: &str) -> Word {
        self.words.get(folded).copied().unwrap_or_default()
    }

    fn add(&mut self, list: &str, entry: &str, language: usize) {
        if let Some(widget) = Widget::of_list(list) {
            self.widgets.add(entry, widget);
            return;
        }
        let phrase = key::of(entry);
        match list {
            "read_also" => self.read_also.add(phrase),
            "agency" => self.agencies.add(phrase),
            "credit_label" => self.credit_labels.add(phrase.trim_end_matches([':', ' ']).to_owned()),
            "credit_word" => self.credit_words.add(phrase),
            "caption_start" => self.caption_starts.add(phrase),
            "byline_label" => self.byline_labels.add(phrase),
            "kicker" => self.kickers.add(phrase),
            "end_note" => self.end_notes.add(phrase),
            _ => self.add_word(list, phrase, language),
        }
    }

    fn add_word(&mut self, list: &str, folded: String, language: usize) {
        let word = self.words.entry(folded).or_default();
        match list {
            "month" | "weekday" => word.date = true,
            "number_word" => word.number = true,
            "negation" => word.negation = true,
            "light_word" => word.light |= 1 << language,
            _ => debug_assert!(false, "a list without a use: {list}"),
        }
    }
}

/// The entries of a data file, each with its list's name.
fn entries(data: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# ") && *line != "#");
    lines.scan("", |list, line| {
        let heading = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        match heading.filter(|name| LISTS.contains(name)) {
            Some(name) => {
                *list = name;
                Some(None)
            }
            None => Some(Some((*list, line))),
        }
    }).flatten()
}

/// The names of all lists; `data/README.md` says what they are.
const LISTS: [&str; 27] = [
    "text_size", "share", "menu", "comments", "media", "newsletter", "paywall", "update", "related", "certain", "advertisement",
    "read_more", "read_also", "legal", "leak", "credit_label", "credit_word", "agency", "caption_start", "byline_label", "kicker",
    "end_note", "month", "weekday", "number_word", "negation", "light_word",
];
