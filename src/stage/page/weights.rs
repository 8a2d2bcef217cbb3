//! How much speaks for a line: small trees of questions about its facts, with a weight at every
//! answer.

use std::sync::LazyLock;

use crate::stage::page::{facts, headline};

/// What speaks for a line to be of the story, in hundredths of a logit. A line is a question,
/// `fact <= limit (weight so far)`, followed by the answers for yes and for no, or the weight of an
/// answer.
const STORY: &str = include_str!("data/weights.txt");
/// What speaks for a line to be the headline, in the same form.
const HEADLINE: &str = include_str!("data/headline.txt");

/// All trees, one after the other.
#[derive(Debug)]
pub(super) struct Weights {
    nodes: Vec<Node>,
    roots: Vec<u16>,
}

/// A question or an answer.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The weight of all that is known on the way here.
    weight: i16,
    limit: i16,
    fact: u8,
    /// The nodes for values up to the limit and above it; both 0 for an answer.
    next: [u16; 2],
}

impl Weights {
    /// Of the lines of a story, read at their first use.
    pub(super) fn of_story() -> &'static Self {
        static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| Weights::read(STORY, facts::NAMES));
        &BUILT_IN
    }

    /// Of headlines, read at their first use.
    pub(super) fn of_headline() -> &'static Self {
        static BUILT_IN: LazyLock<Weights> =
            LazyLock::new(|| Weights::read(HEADLINE, headline::NAMES));
        &BUILT_IN
    }

    fn read(data: &str, names: &[&str]) -> Self {
        let mut weights = Self { nodes: Vec::new(), roots: Vec::new() };
        let lines =
            data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        // Questions that wait for an answer, with the side that comes next.
        let mut open: Vec<(u16, usize)> = Vec::new();
        for line in lines {
            if line.starts_with("tree") {
                continue;
            }
            let at = weights.nodes.len() as u16;
            match open.pop() {
                Some((question, side)) => {
                    weights.nodes[question as usize].next[side] = at;
                    if side == 0 {
                        open.push((question, 1));
                    }
                }
                None => weights.roots.push(at),
            }
            let node = node(line, names);
            weights.nodes.push(node.0);
            if node.1 {
                open.push((at, 0));
            }
        }
        weights
    }

    /// How much speaks for a line, in hundredths of a logit.
    pub(super) fn score(&self, facts: &[i16]) -> i32 {
        let mut score = 0;
        for &root in &self.roots {
            let mut node = &self.nodes[root as usize];
            while node.next[0] != 0 {
                node = &self.nodes
                    [node.next[usize::from(facts[node.fact as usize] > node.limit)] as usize];
            }
            score += i32::from(node.weight);
        }
        score
    }

    /// How much each fact moves the score of a line: the weights of its answers, less those of its
    /// questions.
    pub(super) fn moves<const COUNT: usize>(&self, facts: &[i16; COUNT]) -> [i32; COUNT] {
        let mut moves = [0; COUNT];
        for &root in &self.roots {
            let mut node = &self.nodes[root as usize];
            while node.next[0] != 0 {
                let next = &self.nodes
                    [node.next[usize::from(facts[node.fact as usize] > node.limit)] as usize];
                moves[node.fact as usize] += i32::from(next.weight) - i32::from(node.weight);
                node = next;
            }
        }
        moves
    }
}

/// A line of the data and whether it is a question.
fn node(line: &str, names: &[&str]) -> (Node, bool) {
    let number = |text: &str| text.trim_matches(['(', ')']).parse().unwrap_or_default();
    let mut parts = line.split(' ');
    let first = parts.next().unwrap_or_default();
    let Some(fact) = names.iter().position(|name| *name == first) else {
        return (Node { weight: number(first), limit: 0, fact: 0, next: [0; 2] }, false);
    };
    let (limit, weight) = (parts.nth(1).map_or(0, number), parts.next().map_or(0, number));
    (Node { weight, limit, fact: fact as u8, next: [0; 2] }, true)
}

#[cfg(test)]
mod tests {
    use super::{HEADLINE, STORY, Weights};
    use crate::stage::page::{facts, headline};

    const ALL: [(&str, &[&str]); 2] = [(STORY, facts::NAMES), (HEADLINE, headline::NAMES)];

    #[test]
    fn every_line_of_the_data_is_a_question_or_a_weight() {
        for (data, names) in ALL {
            let lines = data.lines().map(str::trim);
            for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
                let parts: Vec<&str> = line.split(' ').collect();
                let is_number = |text: &str| text.parse::<i16>().is_ok();
                let is_good = match parts.as_slice() {
                    ["tree", number] => is_number(number),
                    [weight] => is_number(weight),
                    [fact, "<=", limit, weight] => {
                        names.contains(fact)
                            && is_number(limit)
                            && weight
                                .strip_prefix('(')
                                .and_then(|rest| rest.strip_suffix(')'))
                                .is_some_and(is_number)
                    }
                    _ => false,
                };
                assert!(is_good, "{line:?}");
            }
        }
    }

    #[test]
    fn the_answers_follow_their_questions() {
        let weights = Weights::read(
            "tree 1\n words <= 5 (0)\n  -10\n  end <= 3 (4)\n   1\n   20\ntree 2\n 7\n",
            &["words", "end"],
        );
        let answers = |words: i16, end: i16| {
            (weights.score(&[words, end]), weights.moves(&[words, end]).to_vec())
        };
        assert_eq!(answers(5, 4), (-3, vec![-10, 0]));
        assert_eq!(answers(6, 3), (8, vec![4, -3]));
        assert_eq!(answers(6, 4), (27, vec![4, 16]));
    }

    #[test]
    fn every_tree_is_whole() {
        for (data, names) in ALL {
            let weights = Weights::read(data, names);
            let trees = data.lines().filter(|line| line.starts_with("tree")).count();
            assert!(trees > 0);
            assert_eq!(weights.roots.len(), trees);
            let questions = weights.nodes.iter().filter(|node| node.next[0] != 0).count();
            let is_forward = |(at, node): (usize, &super::Node)| {
                node.next[0] == 0 || node.next.iter().all(|&next| next as usize > at)
            };
            assert!(weights.nodes.iter().enumerate().all(is_forward));
            assert_eq!(weights.nodes.len(), 2 * questions + weights.roots.len());
        }
    }
}
