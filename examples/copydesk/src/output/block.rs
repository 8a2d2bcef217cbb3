//! What a block of a page is and why it is not the story, in words.

use copydesk::{Argument, Block, Cleaned, Place};

use crate::output::entries::Entry;

/// The block that an entry opens, where `last` is the block of the entry before. Moves `last` on.
pub(crate) fn opened<'a>(
    entry: Entry<'_>,
    cleaned: &'a Cleaned,
    last: &mut Option<usize>,
) -> Option<&'a Block> {
    let of_entry = if let Entry::Removed(removal) = entry { removal.block } else { None };
    let opened = of_entry.filter(|_| of_entry != *last);
    *last = of_entry;
    cleaned.blocks.get(opened?)
}

/// Where a block stands, what it reads like, how long it is, and what spoke against it.
pub(crate) fn description(block: &Block) -> String {
    let place = match block.place {
        Place::Before => "above the story",
        Place::Inside => "inside the story",
        _ => "below the story",
    };
    let score = block.score.map_or_else(
        || "far from any text".to_owned(),
        |score| format!("score {:.2}", f64::from(score) / 100.0),
    );
    let argument = |argument: &Argument| {
        format!(
            "{} = {} ({:.2})",
            argument.fact,
            argument.value,
            f64::from(argument.weight) / 100.0
        )
    };
    let against: Vec<String> = block.against.iter().map(argument).collect();
    let against = if against.is_empty() {
        String::new()
    } else {
        format!("; against it: {}", against.join("; "))
    };
    format!("{place}: {}, {} words; {score}{against}", block.reason, block.words)
}
