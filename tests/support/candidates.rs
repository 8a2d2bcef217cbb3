//! The index of near-duplicate candidates against all pairs.

/// As many paragraphs as the index finds every pair of.
const MOST_PARAGRAPHS: usize = 48;

/// The first byte gives the overlap, the second one the words, the lines of the rest are
/// paragraphs: both ways give the same pairs.
pub(crate) fn run(data: &[u8]) {
    let [overlap, words, text @ ..] = data else { return };
    let overlap = 0.3 + 0.7 * f32::from(*overlap) / 255.0;
    let words = usize::from(*words % 24);
    let text = String::from_utf8_lossy(text);
    let paragraphs: Vec<String> = text.lines().take(MOST_PARAGRAPHS).map(str::to_owned).collect();
    let (index, all_pairs) = copydesk::differential::candidates(&paragraphs, overlap, words);
    assert_eq!(index, all_pairs, "overlap {overlap}, {words} words, paragraphs {paragraphs:#?}");
}
