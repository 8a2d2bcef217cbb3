//! The score of many lines at once, by the way of C. Lucchese et al.: `QuickScorer`, SIGIR 2015, and
//! of the same authors: Exploiting CPU SIMD extensions to speed up document scoring with tree
//! ensembles, SIGIR 2016.
//!
//! No tree is walked. Every question that a line answers with no takes the answers of its other
//! side from those that its tree still has, and the first one left is the line's. So all questions
//! about one fact are asked in a row, those with the highest limits not at all, of some lines at a
//! time, without a branch for each.

/// Lines that are asked together: with eight and with 32 it takes as long.
const LANES: usize = 16;
/// Answers of a tree at most, a bit each.
pub(super) const ANSWERS: usize = 32;

/// A question, among those about its fact.
#[derive(Debug, Clone, Copy)]
struct Question {
    limit: i16,
    tree: u16,
    /// The answers that are left where the fact is above the limit.
    left: u32,
}

/// All trees, taken apart.
#[derive(Debug, Default)]
pub(super) struct Scorer {
    /// Of each fact, its questions, the lowest limit first.
    questions: Vec<Vec<Question>>,
    /// The weights of each tree's answers, those for yes first.
    answers: Vec<[i16; ANSWERS]>,
}

impl Scorer {
    pub(super) fn new(facts: usize) -> Self {
        Self { questions: vec![Vec::new(); facts], answers: Vec::new() }
    }

    /// Begins a tree.
    pub(super) fn add_tree(&mut self) {
        self.answers.push([0; ANSWERS]);
    }

    /// Adds the weight of answer `at` of the last tree.
    pub(super) fn add_answer(&mut self, at: usize, weight: i16) {
        if let Some(answer) = self.answers.last_mut().and_then(|answers| answers.get_mut(at)) {
            *answer = weight;
        }
    }

    /// Adds a question of the last tree, with its answers for yes.
    pub(super) fn add_question(&mut self, fact: usize, limit: i16, yes: std::ops::Range<usize>) {
        let bits = |count: usize| u32::MAX.checked_shr(ANSWERS as u32 - count.min(ANSWERS) as u32);
        let up_to = |count: usize| bits(count).unwrap_or(0);
        let left = !(up_to(yes.end) & !up_to(yes.start));
        let tree = self.answers.len().saturating_sub(1) as u16;
        let questions = &mut self.questions[fact];
        let at = questions.partition_point(|question| question.limit <= limit);
        questions.insert(at, Question { limit, tree, left });
    }

    /// How much speaks for each of these lines, in hundredths of a logit. Linear.
    pub(super) fn scores<const COUNT: usize>(&self, lines: &[&[i16; COUNT]]) -> Vec<i32> {
        let mut of_all = vec![u32::MAX; self.answers.len()];
        let mut left = vec![[0; LANES]; self.answers.len()];
        let mut scores = Vec::with_capacity(lines.len());
        for lines in lines.chunks(LANES) {
            of_all.fill(u32::MAX);
            left.fill([u32::MAX; LANES]);
            for (fact, questions) in self.questions.iter().enumerate() {
                let mut values = [i16::MIN; LANES];
                for (value, facts) in values.iter_mut().zip(lines) {
                    *value = facts[fact];
                }
                let asked = &values[..lines.len()];
                let least = asked.iter().copied().min().unwrap_or(i16::MIN);
                let most = asked.iter().copied().max().unwrap_or(i16::MIN);
                // What is known of a page is the same for all its lines, and of many facts most
                // lines beside each other have as much.
                let same = questions.partition_point(|question| question.limit < least);
                for question in &questions[..same] {
                    of_all[usize::from(question.tree)] &= question.left;
                }
                for question in
                    questions[same..].iter().take_while(|question| question.limit < most)
                {
                    let left = &mut left[usize::from(question.tree)];
                    for (left, value) in left.iter_mut().zip(values) {
                        *left &= if value > question.limit { question.left } else { u32::MAX };
                    }
                }
            }
            scores.extend((0..lines.len()).map(|lane| {
                let trees = self.answers.iter().zip(&of_all).zip(&left);
                let answer =
                    |((answers, of_all), left): ((&[i16; ANSWERS], &u32), &[u32; LANES])| {
                        let first = (left[lane] & of_all).trailing_zeros() as usize;
                        i32::from(answers[first % ANSWERS])
                    };
                trees.map(answer).sum::<i32>()
            }));
        }
        scores
    }
}
