//! The word lists, loaded once from the data files that are compiled in.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use crate::compare::hasher::BuildKeyHasher;
use crate::compare::key;
use crate::data;
use crate::recognize::artifact::{Patterns, Widget};
use crate::recognize::forms::{self, FormLists, Forms};
use crate::recognize::own::{Own, last_word};
use crate::recognize::phrases::Phrases;
use crate::recognize::starts::{Starts, start};

/// The data files, each with its language's tag. Where the words of a text are of two languages, it
/// is in the one that stands first: more is written in the languages above `cs`.
const FILES: [(&str, &str); 34] = [
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
    ("cs", include_str!("data/cs.txt")),
    ("da", include_str!("data/da.txt")),
    ("fi", include_str!("data/fi.txt")),
    ("hu", include_str!("data/hu.txt")),
    ("no", include_str!("data/no.txt")),
    ("ro", include_str!("data/ro.txt")),
    ("th", include_str!("data/th.txt")),
    ("vi", include_str!("data/vi.txt")),
];

/// Entries of the largest tables, so that none grows step by step while the lists are read.
const MOST_OF_A_TABLE: usize = 16_000;

/// A set of languages, a bit each.
pub(crate) type Languages = u64;

/// What is known of a word, in any of the languages.
#[allow(clippy::struct_excessive_bools, reason = "a word may stand in any of the lists")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// Month or weekday.
    pub(crate) date: bool,
    /// Negation.
    pub(crate) negation: bool,
    /// What sites say to their readers: `subscribe`, `your`.
    pub(crate) site: bool,
    /// The languages in which it is a number word.
    pub(crate) number: Languages,
    /// The languages in which it is a function word.
    pub(crate) light: Languages,
    /// The languages in which the word changes no claim.
    pub(crate) empty: Languages,
}

/// All built-in word lists.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    words: HashMap<Cow<'static, str>, Word, BuildKeyHasher>,
    /// The starts of months and weekdays: most words of a line are told from them without a
    /// look-up.
    date_starts: Starts,
    /// The last words of agencies and of credit words.
    credit_ends: HashSet<Cow<'static, str>, BuildKeyHasher>,
    pub(crate) widgets: Patterns,
    pub(crate) read_also: Phrases,
    agencies: Phrases,
    pub(crate) credit_labels: Phrases,
    pub(crate) credit_words: Phrases,
    pub(crate) caption_starts: Phrases,
    /// Those that are no words of the caption.
    pub(crate) caption_labels: Phrases,
    pub(crate) byline_labels: Phrases,
    pub(crate) jobs: Phrases,
    pub(crate) kickers: Phrases,
    pub(crate) end_notes: Phrases,
    /// What whole lines read like by their form.
    pub(crate) forms: FormLists,
}

/// What texts are recognised by: the built-in word lists, and the caller's own entries beside them.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon {
    pub(crate) lists: Arc<Lists>,
    pub(crate) own: Own,
}

impl Lexicon {
    /// The lists of all data files, read at their first use and never changed.
    pub(crate) fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon { lists: Arc::new(Lists::read()), own: Own::default() });
        &BUILT_IN
    }

    /// The same lists with entries of the caller's own.
    pub(crate) fn with(own: Own) -> Self {
        Self { lists: Arc::clone(&Self::built_in().lists), own }
    }

    /// What is known of a folded word.
    pub(crate) fn word(&self, folded: &str) -> Word {
        self.lists.words.get(folded).copied().unwrap_or_default()
    }

    /// Whether a word, as printed, is one of those that say nothing by themselves in some language.
    pub(crate) fn is_light(&self, printed: &str) -> bool {
        self.word(&key::of(printed)).light != 0
    }

    /// Whether the lists know a whole line with this key as one of these forms.
    pub(crate) fn is_line_of(&self, forms: Forms, key: &str) -> bool {
        self.lists.forms.is_one_of(forms, key)
    }

    /// Whether a folded word may end a credit.
    pub(crate) fn ends_credit(&self, folded: &str) -> bool {
        self.lists.credit_ends.contains(folded) || self.own.ends_agency(folded)
    }

    /// Whether the whole of `key` is an agency.
    pub(crate) fn is_agency(&self, key: &str) -> bool {
        self.lists.agencies.contains(key) || self.own.agencies.contains(key)
    }

    /// The longest agency that `key` starts with.
    pub(crate) fn agency_at_start(&self, key: &str) -> Option<&str> {
        let found = [self.lists.agencies.at_start(key), self.own.agencies.at_start(key)];
        found.into_iter().flatten().max_by_key(|agency| agency.len())
    }
}

/// What the entries of a list are looked up as.
#[derive(Debug, Clone, Copy)]
enum Use {
    /// Whole lines of the page.
    Widget(Widget),
    /// Lines and parts of lines with a form.
    Form(forms::Use),
    /// Phrases and words, by the name of the list.
    Named(&'static str),
}

impl Use {
    fn of_list(list: &'static str) -> Self {
        match (Widget::of_list(list), FormLists::use_of(list)) {
            (Some(widget), _) => Self::Widget(widget),
            (None, Some(of)) => Self::Form(of),
            (None, None) => Self::Named(list),
        }
    }
}

impl Lists {
    fn read() -> Self {
        let mut lists = Self::default();
        lists.words.reserve(MOST_OF_A_TABLE);
        lists.widgets.reserve(MOST_OF_A_TABLE);
        lists.forms.reserve(MOST_OF_A_TABLE);
        for (language, (_, data)) in FILES.iter().enumerate() {
            let mut last = ("", Use::of_list(""));
            for (list, entry) in entries(data) {
                // The entries of a list stand together.
                if list != last.0 {
                    last = (list, Use::of_list(list));
                }
                lists.add(last.1, key::of_entry(entry), language);
            }
        }
        lists
    }

    fn add(&mut self, of: Use, entry: Cow<'static, str>, language: usize) {
        match of {
            Use::Widget(widget) => self.widgets.add(entry, widget),
            Use::Form(of) => self.forms.add(of, entry),
            Use::Named(list) => self.add_named(list, entry, language),
        }
    }

    fn add_named(&mut self, list: &str, phrase: Cow<'static, str>, language: usize) {
        if matches!(list, "agency" | "credit_word") {
            self.credit_ends.insert(key::part(phrase.clone(), last_word));
        }
        match list {
            "read_also" => self.read_also.add(phrase),
            "agency" => self.agencies.add(phrase),
            "credit_label" => self
                .credit_labels
                .add(key::part(phrase, |label| label.trim_end_matches([':', ' ']))),
            "credit_word" => self.credit_words.add(phrase),
            "caption_start" => self.caption_starts.add(phrase),
            "caption_label" => {
                self.caption_starts.add(phrase.clone());
                self.caption_labels.add(phrase);
            }
            "byline_label" => self.byline_labels.add(phrase),
            "job" => self.jobs.add(phrase),
            "kicker" => self.kickers.add(phrase),
            "end_note" => self.end_notes.add(phrase),
            _ => self.add_word(list, phrase, language),
        }
    }

    /// Whether a folded word begins as a month or weekday does.
    pub(crate) fn may_be_date_word(&self, folded: &str) -> bool {
        self.date_starts.contains(start(folded, 4))
    }

    fn add_word(&mut self, list: &str, folded: Cow<'static, str>, language: usize) {
        let first = start(&folded, 4);
        let word = self.words.entry(folded).or_default();
        match list {
            "month" | "weekday" => {
                word.date = true;
                self.date_starts.insert(first);
            }
            "number_word" => word.number |= 1 << language,
            "negation" => word.negation = true,
            "site_word" => word.site = true,
            "light_word" => word.light |= 1 << language,
            "empty_word" => word.empty |= 1 << language,
            _ => debug_assert!(false, "a list without a use: {list}"),
        }
    }
}

/// The language, as a bit, that most of some words are of, each given by the languages in which it
/// is a function word; 0 where there are none. Of several that are as frequent the first one.
pub(crate) fn most_frequent_language(words: impl Iterator<Item = Languages>) -> Languages {
    let mut counts = [0_usize; FILES.len()];
    for mut languages in words {
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let first = counts.iter().position(|&count| count == most && most > 0);
    first.map_or(0, |language| 1 << language)
}

/// Every entry, with its language and its list.
pub(crate) fn built_in_entries() -> impl Iterator<Item = (&'static str, &'static str, &'static str)>
{
    FILES.iter().flat_map(|(language, data)| {
        entries(data).map(move |(list, entry)| (*language, list, entry))
    })
}

/// The entries of a data file, each with its list's name.
fn entries(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = data::lines(data)
        .map(str::trim_ascii)
        .filter(|line| !line.is_empty() && !line.starts_with("# ") && *line != "#");
    lines
        .scan("", |list, line| {
            let heading = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            match heading.filter(|name| LISTS.contains(name) || FormLists::has(name)) {
                Some(name) => {
                    *list = name;
                    Some(None)
                }
                None => Some(Some((*list, line))),
            }
        })
        .flatten()
}

/// The names of all lists but those of forms; `data/README.md` says what they are.
const LISTS: [&str; 32] = [
    "text_size",
    "share",
    "menu",
    "comments",
    "media",
    "newsletter",
    "paywall",
    "update",
    "related",
    "certain",
    "advertisement",
    "promotion",
    "read_more",
    "read_also",
    "legal",
    "leak",
    "credit_label",
    "credit_word",
    "agency",
    "caption_start",
    "caption_label",
    "byline_label",
    "job",
    "kicker",
    "end_note",
    "month",
    "weekday",
    "number_word",
    "negation",
    "site_word",
    "light_word",
    "empty_word",
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{FILES, LISTS, Lexicon, entries};
    use crate::compare::key;
    use crate::recognize::artifact::Widget;
    use crate::recognize::forms::FormLists;

    /// The entry as a line of a page would have it.
    fn filled(entry: &str) -> String {
        entry.replace("{n}", "12").replace("{*}", "Harbour Times")
    }

    #[test]
    fn every_entry_is_found_as_what_it_is() {
        let lexicon = Lexicon::built_in();
        let lists = &lexicon.lists;
        let mut count = 0;
        for (file, data) in FILES {
            for (list, entry) in entries(data) {
                count += 1;
                let key = key::of(&filled(entry));
                let word = lexicon.word(&key);
                let found = match list {
                    _ if Widget::of_list(list).is_some() => lists.widgets.find(&key).is_some(),
                    _ if FormLists::has(list) => lists.forms.holds(list, &key),
                    "read_also" => lists.read_also.at_start(&format!("{key} x")).is_some(),
                    "agency" => lexicon.is_agency(&key),
                    "credit_label" => {
                        lists.credit_labels.contains(key.trim_end_matches([':', ' ']))
                    }
                    "credit_word" => lists.credit_words.contains(&key),
                    "caption_start" => lists.caption_starts.at_start(&key).is_some(),
                    "caption_label" => {
                        lists.caption_starts.at_start(&key).is_some()
                            && lists.caption_labels.at_start(&key).is_some()
                    }
                    "byline_label" => lists.byline_labels.at_start(&key).is_some(),
                    "job" => lists.jobs.contains(&key),
                    "kicker" => lists.kickers.contains(&key),
                    "end_note" => lists.end_notes.at_start(&key).is_some(),
                    "month" | "weekday" => word.date,
                    "number_word" => word.number != 0,
                    "negation" => word.negation,
                    "site_word" => word.site,
                    "light_word" => word.light != 0,
                    "empty_word" => word.empty != 0,
                    _ => false,
                };
                assert!(found, "{file}.txt, [{list}]: {entry:?} is not found");
            }
        }
        assert!(count > 10_000, "{count} entries");
    }

    #[test]
    fn lists_are_what_the_readme_says() {
        let readme = include_str!("data/README.md");
        for list in LISTS.into_iter().chain(FormLists::names()) {
            assert!(readme.contains(&format!("`{list}`")), "the README does not explain {list}");
            assert!(
                FILES.iter().any(|(_, data)| entries(data).any(|(of, _)| of == list)),
                "no file has a list {list}"
            );
        }
        for (file, data) in FILES {
            assert!(data.starts_with("# "), "{file}.txt does not say what it is");
            assert!(
                entries(data).all(|(list, _)| !list.is_empty()),
                "{file}.txt has an entry above its first list"
            );
        }
    }

    #[test]
    fn no_fact_is_a_light_word() {
        for (file, data) in FILES {
            let is_fact = |list: &str| matches!(list, "number_word" | "negation");
            let facts: HashSet<String> = entries(data)
                .filter(|(list, _)| is_fact(list))
                .map(|(_, entry)| key::of(entry))
                .collect();
            for (_, entry) in
                entries(data).filter(|(list, _)| matches!(*list, "light_word" | "empty_word"))
            {
                assert!(
                    !facts.contains(&key::of(entry)),
                    "{file}.txt: {entry:?} is a fact and a light word"
                );
            }
        }
    }
}
