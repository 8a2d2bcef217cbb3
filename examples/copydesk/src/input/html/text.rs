//! The text of a whole page, as a browser lays it out: each block on a line of its own.

use dom_query::{Document, NodeRef};

/// Blocks that stand apart: a blank line comes before and after them.
const APART: [&str; 17] = [
    "article",
    "aside",
    "blockquote",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "section",
    "ul",
];
/// Other blocks: they begin and end with a line.
const BLOCKS: [&str; 31] = [
    "address",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dt",
    "fieldset",
    "figcaption",
    "footer",
    "form",
    "header",
    "hgroup",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "option",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "video",
];
/// Elements that are not shown, or hold no text of the page.
const HIDDEN: [&str; 19] = [
    "audio", "canvas", "datalist", "embed", "head", "iframe", "math", "noembed", "noframes",
    "noscript", "object", "rp", "script", "select", "style", "svg", "template", "textarea",
    "title",
];

/// The text of the page.
pub(super) fn of(document: &Document) -> String {
    let root = document.root();
    let mut text = Text::default();
    let mut next = root.first_child();
    while let Some(node) = next {
        let inside = if text.enter(&node) { node.first_child() } else { None };
        next = inside.or_else(|| after(node, &mut text));
    }
    text.finish()
}

/// The node that follows in the order of the page, once `node` and what ends with it is left.
fn after<'d>(node: NodeRef<'d>, text: &mut Text) -> Option<NodeRef<'d>> {
    let mut node = node;
    loop {
        text.leave(&node);
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent()?;
    }
}

/// What comes between two pieces of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Blank,
}

/// Text that grows.
#[derive(Debug, Default)]
struct Text {
    written: String,
    gap: Gap,
    /// How many elements are open whose line ends are the text's own.
    preformatted: usize,
}

impl Text {
    /// Writes what begins with a node, and says whether what it holds is to be written.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.write(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else { return true };
        if HIDDEN.contains(&name.as_ref()) || is_hidden(node) {
            return false;
        }
        self.preformatted += usize::from(&*name == "pre");
        self.widen(gap_of(&name));
        true
    }

    /// Writes what ends with a node.
    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        if HIDDEN.contains(&name.as_ref()) || is_hidden(node) {
            return;
        }
        self.preformatted -= usize::from(&*name == "pre");
        self.widen(gap_of(&name));
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn write(&mut self, text: &str) {
        if self.preformatted == 0 {
            self.write_line(text);
            return;
        }
        for (number, line) in text.lines().enumerate() {
            if number > 0 {
                self.widen(Gap::Line);
            }
            self.write_line(line);
        }
    }

    /// Writes words with one space between them.
    fn write_line(&mut self, text: &str) {
        let is_space = |character: char| character.is_ascii_whitespace();
        if text.starts_with(is_space) {
            self.widen(Gap::Space);
        }
        for (number, word) in text.split(is_space).filter(|word| !word.is_empty()).enumerate() {
            if number > 0 {
                self.gap = Gap::Space;
            }
            self.fill_gap();
            self.written.push_str(word);
        }
        if text.ends_with(is_space) {
            self.widen(Gap::Space);
        }
    }

    fn fill_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if !self.written.is_empty() {
            self.written.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Blank => "\n\n",
            });
        }
    }

    fn finish(mut self) -> String {
        if !self.written.is_empty() {
            self.written.push('\n');
        }
        self.written
    }
}

fn gap_of(name: &str) -> Gap {
    match name {
        _ if APART.contains(&name) => Gap::Blank,
        _ if BLOCKS.contains(&name) => Gap::Line,
        // Cells of a row stay on its line, unless they hold blocks.
        "td" | "th" => Gap::Space,
        _ => Gap::None,
    }
}

/// Whether a page says that an element is not shown.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default();
    let hides = |style: &str| {
        let style: String = style.split_whitespace().collect();
        style.to_ascii_lowercase().contains("display:none")
    };
    node.has_attr("hidden") || (!style.is_empty() && hides(&style))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::of;

    #[test]
    fn each_block_is_on_a_line_of_its_own() {
        let cases = [
            ("blocks", "<p>One<p>Two<div>Three</div>Four", "One\n\nTwo\n\nThree\nFour\n"),
            ("inline", "<p>The <b>har</b>bour <i> office</i> said", "The harbour office said\n"),
            ("line ends are spaces", "<p>One\ntwo\n\n three", "One two three\n"),
            ("breaks", "One<br>Two<br><br>Three", "One\nTwo\nThree\n"),
            ("preformatted", "<pre>One\n  two</pre>", "One\ntwo\n"),
            ("a menu", "<ul><li><a>Home</a></li><li><a>News</a></li></ul>", "Home\nNews\n"),
            ("cells", "<table><tr><td>One<td>Two<tr><td>Three</table>", "One Two\nThree\n"),
            ("laid out", "<table><tr><td><p>One<td><p>Two</table>", "One\n\nTwo\n"),
            ("a caption", "<figure><img><figcaption>Pier</figcaption></figure>x", "Pier\n\nx\n"),
            ("entities", "Tom &amp; Lena&nbsp;Marsh", "Tom & Lena\u{a0}Marsh\n"),
            ("scripts", "<script>var a</script><style>p {}</style><p>One", "One\n"),
            ("not shown", "<p hidden>a<p style='DISPLAY : none'>b<p style='color:red'>c", "c\n"),
            ("no body", "<html><head><title>T</title></head></html>", ""),
            ("frames", "<frameset><frame src=a><noframes>None</noframes></frameset>", ""),
            ("nothing", "", ""),
        ];
        for (name, page, expected) in cases {
            assert_eq!(of(&Document::from(page)), expected, "{name}");
        }
    }
}
