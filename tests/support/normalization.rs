//! The comparison key's fast path against its definition.

/// The keys of `data`, whole and line by line, are the same both ways.
pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for text in text.split('\n').chain([&*text]) {
        let (fast, naive) = copydesk::differential::key(text);
        assert_eq!(fast, naive, "the key of {text:?}");
    }
}
