//! Lists below a heading of other stories: they stay or go as one.

use crate::recognize::forms::Forms;
use crate::recognize::shape::End;
use crate::stage::read::facts::Facts;
use crate::stage::read::look::Class;
use crate::stage::read::reading::Reading;

/// Items of a list that is one box.
const ITEMS: usize = 2;

/// The rows of lists right below a heading of other stories of which some item is read as the page's
/// and another as the story's. A list of which no item is read as the page's is the story's.
pub(super) fn torn(readings: &[Reading], facts: &Facts<'_>) -> Vec<usize> {
    let is_item = |row: &usize| {
        let look = facts.looks[*row];
        look.class == Class::Bullet && look.end != End::Stop
    };
    let is_heading = |&row: &usize| {
        facts.looks[row].forms.has(Forms::RELATED_LABEL) && readings[row].is_of_page()
    };
    let mut rows = Vec::new();
    let mut next = 0;
    while let Some(heading) = (next..readings.len()).find(is_heading) {
        let items: Vec<usize> = (heading + 1..readings.len()).take_while(is_item).collect();
        next = heading + 1 + items.len();
        let of_page = items.iter().filter(|&&row| readings[row].is_of_page()).count();
        if items.len() >= ITEMS && of_page > 0 {
            rows.extend(items.into_iter().filter(|&row| is_of_story(readings[row])));
        }
    }
    rows
}

/// Keywords below `Related topics` are none.
fn is_of_story(reading: Reading) -> bool {
    matches!(reading, Reading::Paragraph | Reading::Subhead | Reading::Point)
}

#[cfg(test)]
mod tests {
    use super::torn;
    use crate::stage::read::facts::tests::with_page;
    use crate::stage::read::reading::Reading::{self, Menu, Paragraph, Point, RelatedLabel, Tags};

    #[test]
    fn a_list_of_other_stories_is_one() {
        const LABEL: &str = "Related stories";
        const ITEM: &str = "• The pier of Selby opens";
        const OTHER: &str = "• Ferries cost more than in May";
        for (name, lines, readings, wanted) in [
            ("the last one", [LABEL, ITEM, OTHER], [RelatedLabel, Menu, Paragraph], vec![2]),
            ("the first one", [LABEL, ITEM, OTHER], [RelatedLabel, Point, Menu], vec![1]),
            ("a keyword", [LABEL, ITEM, OTHER], [RelatedLabel, Tags, Menu], vec![]),
            ("none", [LABEL, ITEM, OTHER], [RelatedLabel, Paragraph, Paragraph], vec![]),
            ("all", [LABEL, ITEM, OTHER], [RelatedLabel, Menu, Menu], vec![]),
            ("no label", ["The ferry sails", ITEM, OTHER], [Paragraph, Menu, Paragraph], vec![]),
            ("a label that stays", [LABEL, ITEM, OTHER], [Paragraph, Menu, Paragraph], vec![]),
            (
                "no item",
                [LABEL, ITEM, "The pier opens again in May"],
                [RelatedLabel, Menu, Paragraph],
                vec![],
            ),
            (
                "a text",
                [LABEL, ITEM, "• The pier of the old town opens again in May, the office said."],
                [RelatedLabel, Menu, Paragraph],
                vec![],
            ),
        ] {
            let readings: [Reading; 3] = readings;
            let found = with_page(
                &lines.join("\n"),
                None,
                None,
                |_, _| true,
                |_, _, facts, _| torn(&readings, facts),
            );
            assert_eq!(found, wanted, "{name}");
        }
    }
}
