//! Words that are numbers in one language and function words in another: `ten`, in English and in
//! Polish. Which of both one is, the language of its text says.

use crate::corpus::known::Known;
use crate::corpus::words::{Class, Word, class, with_class};
use crate::recognize::lexicon::{Languages, most_frequent_language};

/// What a text says of its language, and the words that wait for it.
#[derive(Debug, Default)]
pub(super) struct Language {
    /// For each function word the languages, a bit each, in which it is one.
    light: Vec<Languages>,
    waiting: Vec<Waiting>,
}

/// A function word that is a number in some languages, a bit each.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    at: usize,
    number: Languages,
}

impl Language {
    /// Takes note of the word that stands at `at`.
    #[inline]
    pub(super) fn note(&mut self, known: &Known, at: usize) {
        if known.light != 0 {
            self.light.push(known.light);
            if known.number != 0 {
                self.waiting.push(Waiting { at, number: known.number });
            }
        }
    }

    /// Forgets the words that wait from the one at `from` on, as they are read once more.
    pub(super) fn truncate(&mut self, from: usize) {
        self.waiting.retain(|word| word.at < from);
    }

    /// Makes numbers of the words that are numbers in the text's language, and forgets the text.
    pub(super) fn settle(&mut self, words: &mut [Word]) {
        if !self.waiting.is_empty() {
            let language = most_frequent_language(self.light.iter().copied());
            for word in self.waiting.iter().filter(|word| word.number & language != 0) {
                if let Some(word) = words.get_mut(word.at).filter(|w| class(**w) == Class::Light) {
                    *word = with_class(*word, Class::Number);
                }
            }
        }
        self.light.clear();
        self.waiting.clear();
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::key;
    use crate::corpus::reader::Reader;
    use crate::corpus::words::{Class, class};
    use crate::recognize::Lexicon;
    use crate::recognize::lexicon::built_in_entries;

    #[test]
    fn a_number_of_another_language_is_none() {
        for (text, numbers) in [
            ("The ferry was out of service for ten days, the mayor said on Friday.", 1),
            ("Prom nie pływał, bo ten silnik się zepsuł i nie było go na miejscu.", 0),
            ("De veerboot voer niet uit, want het dek was ten onder en de kade ook.", 0),
            ("A balsa não saiu dos portos, e os homens que estavam no cais foram embora.", 0),
            // A number in English, whatever it is elsewhere.
            ("The one that the council bought is at the pier, the mayor said.", 1),
            // No language is known.
            ("ten", 0),
            // Read piece by piece, as the sign before the word has more letters when it is folded.
            ("The ferry was out of service for ½ ten days, the mayor said on Friday.", 1),
        ] {
            let words = Reader::new().read(text);
            let found = words.iter().filter(|word| class(**word) == Class::Number).count();
            let digits = usize::from(text.contains('½')) * 2;
            assert_eq!(found, numbers + digits, "{text}");
        }
    }

    #[test]
    fn no_language_has_a_word_as_number_and_as_function_word() {
        let lexicon = Lexicon::built_in();
        for (_, list, entry) in built_in_entries().filter(|(_, list, _)| *list == "number_word") {
            let word = lexicon.word(&key::of(entry));
            assert_eq!(word.number & (word.light | word.empty), 0, "{list}: {entry}");
        }
    }

    #[test]
    fn a_text_says_nothing_of_the_next_one() {
        let mut reader = Reader::new();
        let first = "Prom nie pływał, bo ten silnik się zepsuł i nie było go na miejscu. To ten.";
        let second = "It took ten days, the mayor said.";
        reader.read(first);
        assert_eq!(reader.read(second), Reader::new().read(second));
    }
}
