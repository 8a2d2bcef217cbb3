//! How much speaks for a line: small trees of questions about its facts, with a weight at every
//! answer.

use std::sync::LazyLock;

use crate::stage::page::scorer::Scorer;
use crate::stage::page::{facts, headline};

/// What speaks for a line to be of the story, in hundredths of a logit. A line is a question,
/// `fact <= limit (weight so far)`, followed by the answers for yes and for no, or the weight of an
/// answer.
const STORY: &str = include_str!("data/weights.txt");
/// What speaks for a line to be the headline, in the same form.
const HEADLINE: &str = include_str!("data/headline.txt");

/// All trees.
#[derive(Debug)]
pub(super) struct Weights {
    /// One after the other, a question before what follows from it.
    nodes: Vec<Node>,
    roots: Vec<u16>,
    scorer: Scorer,
}

/// A question or an answer.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// The weight of all that is known on the way here.
    weight: i16,
    limit: i16,
    fact: u16,
    /// The node for values up to the limit, before the one for those above it; 0 for an answer.
    next: u16,
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
        let lines =
            data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut lines = lines.peekable();
        let mut weights =
            Self { nodes: Vec::new(), roots: Vec::new(), scorer: Scorer::new(names.len()) };
        while lines.next_if(|line| line.starts_with("tree ")).is_some() {
            let root = weights.nodes.len();
            weights.roots.push(root as u16);
            weights.nodes.push(Node::default());
            weights.scorer.add_tree();
            weights.add(root, 0, names, &mut lines);
        }
        weights
    }

    /// Reads a question or an answer, and all that follows from it, into node `at` of the last tree.
    /// Gives how many answers the tree then has, `answers` of them before.
    fn add<'l>(
        &mut self,
        at: usize,
        answers: usize,
        names: &[&str],
        lines: &mut impl Iterator<Item = &'l str>,
    ) -> usize {
        let line = lines.next().unwrap_or_default();
        let number = |text: &str| text.trim_matches(['(', ')']).parse().unwrap_or_default();
        let mut parts = line.split(' ');
        let first = parts.next().unwrap_or_default();
        let Some(fact) = names.iter().position(|name| *name == first) else {
            self.nodes[at].weight = number(first);
            self.scorer.add_answer(answers, self.nodes[at].weight);
            return answers + 1;
        };
        let (limit, weight) = (parts.nth(1).map_or(0, number), parts.next().map_or(0, number));
        let next = self.nodes.len();
        self.nodes[at] = Node { weight, limit, fact: fact as u16, next: next as u16 };
        self.nodes.extend([Node::default(); 2]);
        let yes = self.add(next, answers, names, lines);
        let no = self.add(next + 1, yes, names, lines);
        self.scorer.add_question(fact, limit, answers..yes);
        no
    }

    /// How much speaks for each of these lines, in hundredths of a logit.
    pub(super) fn scores<const COUNT: usize>(&self, lines: &[&[i16; COUNT]]) -> Vec<i32> {
        self.scorer.scores(lines)
    }

    /// How much each fact moves the scores of these lines: the weights of its answers, less those of
    /// its questions. A tree is walked for all lines before the next one, as all trees together are
    /// larger than what is near.
    pub(super) fn moves<const COUNT: usize>(&self, lines: &[&[i16; COUNT]]) -> Vec<[i32; COUNT]> {
        let mut moves = vec![[0; COUNT]; lines.len()];
        for &root in &self.roots {
            for (facts, moves) in lines.iter().zip(&mut moves) {
                let mut node = self.nodes[usize::from(root)];
                while node.next != 0 {
                    let fact = usize::from(node.fact);
                    let next =
                        self.nodes[usize::from(node.next) + usize::from(facts[fact] > node.limit)];
                    moves[fact] += i32::from(next.weight) - i32::from(node.weight);
                    node = next;
                }
            }
        }
        moves
    }
}

#[cfg(test)]
mod tests {
    use super::{HEADLINE, STORY, Weights};
    use crate::stage::page::scorer::ANSWERS;
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
            (weights.scores(&[&[words, end]])[0], weights.moves(&[&[words, end]])[0].to_vec())
        };
        assert_eq!(answers(5, 4), (-3, vec![-10, 0]));
        assert_eq!(answers(6, 3), (8, vec![4, -3]));
        assert_eq!(answers(6, 4), (27, vec![4, 16]));
    }

    /// The score of one line, down each tree from its root.
    fn walked(weights: &Weights, facts: &[i16]) -> i32 {
        let answer = |&root: &u16| {
            let mut node = weights.nodes[usize::from(root)];
            while node.next != 0 {
                let is_above = facts[usize::from(node.fact)] > node.limit;
                node = weights.nodes[usize::from(node.next) + usize::from(is_above)];
            }
            i32::from(node.weight)
        };
        weights.roots.iter().map(answer).sum()
    }

    #[test]
    fn lines_together_score_what_each_does_down_the_trees() {
        let weights = Weights::of_story();
        let mut seed = 7_u64;
        let mut value = |bound: i64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((seed >> 40) as i64 % bound) as i16
        };
        for count in [0, 1, 15, 16, 17, 40] {
            let lines: Vec<[i16; facts::COUNT]> = (0..count)
                .map(|line| [(); facts::COUNT].map(|()| value(2 + 7 * line) - 2))
                .collect();
            let lines: Vec<_> = lines.iter().collect();
            let each: Vec<i32> = lines.iter().map(|facts| walked(weights, *facts)).collect();
            assert_eq!(weights.scores(&lines), each, "{count} lines");
        }
        for value in [i16::MIN, i16::MAX] {
            let facts = [value; facts::COUNT];
            assert_eq!(weights.scores(&[&facts]), [walked(weights, &facts)], "{value}");
        }
    }

    #[test]
    fn every_tree_is_whole() {
        for (data, names) in ALL {
            let weights = Weights::read(data, names);
            let trees = data.lines().filter(|line| line.starts_with("tree")).count();
            assert!(trees > 0);
            assert_eq!(weights.roots.len(), trees);
            let questions = weights.nodes.iter().filter(|node| node.next != 0).count();
            let is_forward =
                |(at, node): (usize, &super::Node)| node.next == 0 || usize::from(node.next) > at;
            assert!(weights.nodes.iter().enumerate().all(is_forward));
            assert_eq!(weights.nodes.len(), 2 * questions + weights.roots.len());
            let of_trees = data.split("tree ").skip(1).map(|tree| tree.lines().skip(1));
            let answers = of_trees
                .map(|lines| lines.filter(|line| !line.is_empty() && !line.contains("<=")).count());
            assert!(answers.max() <= Some(ANSWERS), "a bit for each answer of a tree");
        }
    }
}
