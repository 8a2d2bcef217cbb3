//! From what speaks for each line to the lines of the story: the best way through the page.
//!
//! The page is read in three states: before the story, in it, in a pause of it, from which it may
//! not come back. Beginning and pausing cost, so that single lines do not decide. A. J. Viterbi:
//! Error bounds for convolutional codes, IEEE Transactions on Information Theory, 1967.

/// What it costs to begin the story, and to leave it for a pause or for good, in hundredths of a
/// logit.
const BEGIN: i64 = 600;
const PAUSE: i64 = 100;
/// What every line is given, so that in doubt it stays.
const BIAS: i64 = 30;
/// Most that one line counts for or against, however long it is.
const LIMIT: i64 = 600;
/// The score of a line far from any text.
const FAR: i64 = -1000;

/// A state that cannot be reached yet.
const NEVER: i64 = i64::MIN / 4;

/// Whether each line is of the story, by its score and its words. Linear.
pub(super) fn story(lines: &[(Option<i32>, i32)]) -> Vec<bool> {
    let mut sums = [0, NEVER, NEVER];
    // For each line and state, the state of the line before.
    let mut back: Vec<[u8; 3]> = Vec::with_capacity(lines.len());
    for &(score, words) in lines {
        let gain = gain(score, words);
        let [before, story, pause] = sums;
        let best = |ways: &[(i64, u8)]| {
            ways.iter().copied().max_by_key(|&(sum, state)| (sum, state)).unwrap_or((NEVER, 0))
        };
        let to_story = best(&[(before - BEGIN, 0), (story, 1), (pause, 2)]);
        let to_pause = best(&[(story - PAUSE, 1), (pause, 2)]);
        sums = [before, to_story.0 + gain, to_pause.0];
        back.push([0, to_story.1, to_pause.1]);
    }
    let mut state =
        (0..3).max_by_key(|&state| (sums[state], std::cmp::Reverse(state))).unwrap_or(0);
    let mut kept = vec![false; lines.len()];
    for (kept, back) in kept.iter_mut().zip(&back).rev() {
        *kept = state == 1;
        state = usize::from(back[state]);
    }
    kept
}

/// What a line brings to the story: its score, by the root of its words, since longer lines are
/// better known.
fn gain(score: Option<i32>, words: i32) -> i64 {
    let score = score.map_or(FAR, i64::from) + BIAS;
    // The root with two digits.
    let root = (i64::from(words.max(1)) * 10_000).isqrt();
    (score * root / 100).clamp(-LIMIT, LIMIT)
}

#[cfg(test)]
mod tests {
    use super::story;

    fn kept(scores: &[i32]) -> String {
        let lines: Vec<_> = scores.iter().map(|&score| (Some(score), 20)).collect();
        story(&lines).into_iter().map(|kept| if kept { 'x' } else { '.' }).collect()
    }

    #[test]
    fn one_run_with_its_pauses() {
        assert_eq!(kept(&[-200, 300, 300, -200, 300, -200]), ".xx.x.");
        assert_eq!(kept(&[-200, -200]), "..");
        assert_eq!(kept(&[]), "");
    }

    #[test]
    fn one_line_does_not_begin_a_story() {
        assert_eq!(kept(&[50, -200, -200]), "...");
    }

    #[test]
    fn there_is_one_story() {
        assert_eq!(
            kept(&[300, 300, -300, -300, -300, -300, -300, -300, -300, -300, -300, 300, 300]),
            "xx.........xx"
        );
    }

    #[test]
    fn lines_far_from_any_text_are_out() {
        assert_eq!(
            story(&[(None, 10), (Some(300), 50), (Some(300), 50), (None, 10)]),
            [false, true, true, false]
        );
    }
}
