//! What a site asks its readers to take: `Sign up for our brief and get the news in your inbox.`
//!
//! The lists of whole lines know the short ones; longer ones are told by how they are built: a
//! sentence that begins by asking and names a service of the site.

use crate::compare::key;
use crate::compare::tokens;
use crate::recognize::Lexicon;
use crate::recognize::forms::Forms;
use crate::recognize::forms::table::Start;
use crate::recognize::shape;

/// Words of an offer. The longest that were seen, which say all that the newsletter has, have some
/// forty; a paragraph about a newsletter has more.
const MOST_WORDS: usize = 45;

/// An offer has nothing but sentences that ask or lure, and names a service of the site in one that
/// asks. With a figure in it, it says what a story may say: `Subscribe to the newsletter by 3 May.`
pub(super) fn of(text: &str, key: &str, lexicon: &Lexicon) -> Forms {
    let starts = lexicon.lists.forms.start(Start::Offer);
    let asks = |key: &str| {
        starts.at_start(key.trim_start_matches(|char: char| !char.is_alphanumeric())).is_some()
    };
    if !asks(key) && !key.contains('?') {
        return Forms::NONE;
    }
    let (mut offers, mut from) = (false, 0);
    for end in shape::sentence_ends(text).chain([text.len()]) {
        let sentence = text[from..end].trim();
        from = end;
        if sentence.is_empty() {
            continue;
        }
        let key = key::of(sentence);
        if asks(&key) {
            offers |= holds_service(&key, lexicon);
        } else if !key.ends_with('?') {
            return Forms::NONE;
        }
    }
    let is_short = || tokens::count(text).total() <= MOST_WORDS;
    let has_figure = || text.contains(|char: char| char.is_numeric());
    Forms::when(offers && !has_figure() && is_short(), Forms::OFFER.or(Forms::NEWSLETTER))
}

/// Whether one of a sentence's words begins the name of a service.
fn holds_service(sentence: &str, lexicon: &Lexicon) -> bool {
    let services = lexicon.lists.forms.start(Start::Service);
    let words = sentence.match_indices(|char: char| !char.is_alphanumeric());
    words
        .map(|(at, sign)| &sentence[at + sign.len()..])
        .any(|rest| services.at_start(rest).is_some())
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::compare::key;
    use crate::recognize::Lexicon;
    use crate::recognize::forms::Forms;

    #[test]
    fn sentences_that_ask_and_name_a_service() {
        let words = |others: usize| format!("Sign up for our newsletter{}.", " now".repeat(others));
        let (most, more) = (words(40), words(41));
        let unasked = "Sign up for our brief. It was read by the harbour, and it is a newsletter.";
        for (line, expected) in [
            ("Sign up for our Weekly Brief for the news, straight to your inbox.", true),
            ("➤ FOLLOW the Harbour Times on Google News and see more of our news.", true),
            ("Want to keep up with the port? Subscribe to our newsletter.", true),
            ("Stay up to date with the port. Subscribe to the newsletter here", true),
            ("Don't miss: want to be smarter? Sign up for our new newsletter!", true),
            ("Abonnieren Sie unseren Newsletter mit den Nachrichten aus dem Hafen.", true),
            ("Подписывайтесь на наш канал, чтобы не пропустить новости порта.", true),
            (&most, true),
            (&more, false),
            (unasked, false),
            ("The council asked its readers to sign up for a newsletter.", false),
            ("Sign up for the swimming course at the harbour office.", false),
            ("Want to keep up with the port? The newsletter is free.", false),
            ("Is the newsletter to be closed?", false),
            ("Sign up for the newsletter by 3 May to win a bicycle.", false),
            ("Signs on Facebook", false),
            ("", false),
        ] {
            let found = of(line, &key::of(line), Lexicon::built_in());
            assert_eq!(found.has(Forms::OFFER), expected, "{line}");
            assert_eq!(found.has(Forms::NEWSLETTER), expected, "{line}");
        }
    }
}
