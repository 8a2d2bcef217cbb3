//! Whether the text at a line goes on with the words of the story above it.
//!
//! Neighbouring texts that tell of different things share few words (M. A. Hearst: `TextTiling`,
//! Computational Linguistics 23, 1997). The words of the main block do not tell that, since another
//! story in the same block has all of them.

use crate::stage::page::overlap::{LineWords, Words};
use crate::stage::page::own::Own;

/// Lines that are asked together: enough for a title and the text below it, and for two of both.
const SOON: usize = 6;
/// Lines on that are asked together for what comes: a few texts with the buttons between them, so
/// that one line of a story that names new things is told from where the story ends.
const LATER: usize = 14;
/// Words of the story that the lines above it are compared with: its first paragraphs, which say
/// what the headline and the deck say.
const LEAD_WORDS: usize = 300;
/// Different words of the story beyond which more tell nothing more.
const MOST_KNOWN: usize = 400;

/// How a line goes on with the story above it: percentages of words, −1 where there is nothing to
/// compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cohesion {
    /// Of the line, and of it and the five lines on.
    pub(super) own: i32,
    pub(super) soon: i32,
    /// Of the fourteen lines on.
    pub(super) later: i32,
    /// Different words of the story above.
    pub(super) known: i32,
}

impl Cohesion {
    const NONE: Self = Self { own: -1, soon: -1, later: -1, known: -1 };
}

/// The cohesion of every line with the sentences from line `head` on. Linear.
pub(super) fn measure(words: &LineWords, lines: &[Own], head: usize) -> Vec<Cohesion> {
    let lead = lead(words, lines, head);
    let mut story = Words::default();
    let mut known = 0;
    (0..lines.len())
        .map(|at| {
            let here = if at <= head {
                Cohesion { own: percent(words.stems(at..at + 1), &lead), ..Cohesion::NONE }
            } else if known == 0 {
                Cohesion::NONE
            } else {
                Cohesion {
                    own: percent(words.stems(at..at + 1), &story),
                    soon: percent(words.stems(at..at + SOON), &story),
                    later: percent(words.stems(at + 1..at + 1 + LATER), &story),
                    known: known.min(MOST_KNOWN) as i32,
                }
            };
            if at > head && lines[at].sentence {
                known += story.add_new(words.stems(at..at + 1));
            }
            here
        })
        .collect()
}

/// How many of the words the story has, in percent.
fn percent(words: &[u64], story: &Words) -> i32 {
    if words.is_empty() {
        return -1;
    }
    let held = words.iter().filter(|&&word| story.holds(word)).count();
    (100 * held / words.len()) as i32
}

/// The words of the first paragraphs from line `head` on.
fn lead(words: &LineWords, lines: &[Own], head: usize) -> Words {
    let mut lead = Words::default();
    for at in (head..lines.len()).filter(|&at| lines[at].sentence) {
        if lead.count() > LEAD_WORDS {
            break;
        }
        lead.add_new(words.stems(at..at + 1));
    }
    lead
}

#[cfg(test)]
mod tests {
    use super::{Cohesion, LEAD_WORDS, MOST_KNOWN, measure};
    use crate::stage::page::overlap::LineWords;
    use crate::stage::page::own::{MOST_WORDS, Own};

    fn own(sentence: bool) -> Own {
        let mut own = Own::default();
        own.sentence = sentence;
        own
    }

    /// The cohesion of lines with the head at `head`; those that end with a full stop are
    /// sentences.
    fn cohesion(lines: &[&str], head: usize) -> Vec<Cohesion> {
        let own: Vec<Own> = lines.iter().map(|line| own(line.ends_with('.'))).collect();
        measure(&LineWords::of(lines.iter().map(|&line| Some(line))), &own, head)
    }

    fn all(own: i32, soon: i32, later: i32, known: i32) -> Cohesion {
        Cohesion { own, soon, later, known }
    }

    #[test]
    fn a_line_is_compared_with_the_sentences_between_it_and_the_head() {
        let found = cohesion(
            &[
                "harbour menu",
                "harbour wall",
                "wall harbour storm.",
                "harbour storm bridge",
                "bridge ferry.",
                "ferry harbour.",
            ],
            1,
        );
        assert_eq!(
            found,
            [
                // Above the head: with the first paragraphs below it.
                all(50, -1, -1, -1),
                all(100, -1, -1, -1),
                // Nothing above yet.
                all(-1, -1, -1, -1),
                // Of 3 words, of 3 + 2 + 2, and of 2 + 2.
                all(66, 42, 25, 3),
                // What stands above without an end is no sentence of the story.
                all(0, 25, 50, 3),
                all(100, 100, -1, 5),
            ]
        );
    }

    #[test]
    fn lines_far_from_text_are_not_compared() {
        let own = [own(true); 4];
        let keys = [Some("harbour wall"), None, Some("harbour")];
        let found = measure(&LineWords::of(keys.into_iter()), &own[..3], 0);
        assert_eq!(found[1], all(-1, -1, -1, -1), "nothing is known yet");
        let keys = [Some("title"), Some("harbour wall"), None, Some("harbour")];
        let found = measure(&LineWords::of(keys.into_iter()), &own, 0);
        assert_eq!(found[2], all(-1, 100, 100, 2), "no words of its own");
    }

    #[test]
    fn windows_end_after_six_and_after_fourteen_lines() {
        let mut lines = vec!["title", "harbour."];
        lines.extend(["bridge"; 5]);
        lines.extend(["harbour"; 20]);
        let found = cohesion(&lines, 0);
        assert_eq!((found[2].soon, found[3].soon), (16, 33));
        // Below line 2 there are four bridges and ten harbours.
        assert_eq!(found[2].later, 71);
    }

    #[test]
    fn bounds_of_what_counts() {
        // Words whose first letters differ.
        let word = |at: usize| {
            let letter = |place: usize| char::from(b'a' + (at / place % 10) as u8);
            format!("{}{}{}x", letter(100), letter(10), letter(1))
        };
        let words = |from: usize, to: usize| (from..to).map(word).collect::<Vec<_>>().join(" ");
        let lead = |count: usize| {
            let first = format!("{}.", words(0, count.min(100)));
            let second = format!("{}.", words(100, 200));
            let third = format!("{}.", words(200, 300));
            let fourth = format!("{}.", words(300, 301));
            (first, second, third, fourth)
        };
        let (first, second, third, fourth) = lead(100);
        let last = word(300);
        let lines = [last.as_str(), &first, &second, &third, &fourth, "fifth sentence.", "fifth"];
        assert_eq!(cohesion(&lines, 1)[0].own, 100, "{LEAD_WORDS} words, and the line after them");
        let longer = format!("{}.", words(300, 302));
        let next = format!("{}.", words(400, 401));
        let later = word(400);
        let lines = [later.as_str(), &first, &second, &third, &longer, &next];
        assert_eq!(cohesion(&lines, 1)[0].own, 0);
        let long = format!("{}.", words(0, MOST_WORDS as usize + 1));
        let beyond = word(MOST_WORDS as usize);
        let found = cohesion(&["title", &long, &word(MOST_WORDS as usize - 1), &beyond], 0);
        assert_eq!((found[2].own, found[3].own, found[2].known), (100, 0, MOST_WORDS));
        let many: Vec<String> =
            (0..6).map(|at| format!("{}.", words(at * 100, at * 100 + 100))).collect();
        let mut lines = vec!["title"];
        lines.extend(many.iter().map(String::as_str));
        let found = cohesion(&lines, 0);
        assert!(found[4].known < MOST_KNOWN as i32, "{found:?}");
        assert_eq!(found[6].known, MOST_KNOWN as i32);
    }
}
