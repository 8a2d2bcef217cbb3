//! Names what is no text, by how it begins: documents, archives, tables of databases, pictures,
//! programs.

use std::fmt;

use infer::{Infer, MatcherType, Type};

/// Formats that may be without a byte that no text has. Of any other, such a byte is asked for too:
/// `BMW` begins like a picture.
const WRITTEN: [&str; 4] = ["pdf", "ps", "rtf", "xml"];
/// One byte in so many that is a control character makes data; texts have a few. Random bytes have
/// one in nine.
const TEXT_BYTES_PER_CONTROL: usize = 20;
/// As many control characters a text may have, be it ever so short.
const STRAY_CONTROLS: usize = 3;

/// What a file is, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kind {
    /// How names of such files end.
    extension: &'static str,
    name: String,
    advice: &'static str,
}

impl Kind {
    /// How names of such files end.
    #[cfg(feature = "parquet")]
    pub(crate) fn extension(&self) -> &'static str {
        self.extension
    }
}

/// Whether a page of HTML begins with `head`.
pub(crate) fn is_html(head: &[u8]) -> bool {
    recognizer().get(head).is_some_and(|found| found.extension() == "html")
}

/// What begins with `head`, unless that is a text.
pub(crate) fn of(head: &[u8]) -> Option<Kind> {
    let known = recognizer().get(head).filter(|found| {
        let is_text = found.matcher_type() == MatcherType::Text;
        WRITTEN.contains(&found.extension()) || (!is_text && controls(head) > 0)
    });
    known.map(named).or_else(|| is_data(head).then(unknown))
}

fn recognizer() -> Infer {
    let mut recognizer = Infer::new();
    let (parquet, arrow) = ("application/vnd.apache.parquet", "application/vnd.apache.arrow.file");
    recognizer.add(parquet, "parquet", |head| head.starts_with(b"PAR1"));
    recognizer.add(arrow, "arrow", |head| head.starts_with(b"ARROW1"));
    recognizer
}

fn named(found: Type) -> Kind {
    let advice = match (found.extension(), found.matcher_type()) {
        ("xml", _) => "extract its text first, or pass --from text to clean it as it stands",
        ("parquet" | "arrow", _) => {
            "this build of the tool cannot read it; build one that can with `cargo install --locked --path examples/copydesk --example copydesk --features html,parquet`, or export its rows as JSON Lines"
        }
        ("sqlite" | "xls" | "xlsx" | "ods", _) => "export its rows as JSON Lines",
        ("pdf" | "rtf" | "ps", _) | (_, MatcherType::Doc | MatcherType::Book) => {
            "extract its text first, for example with pdftotext or pandoc"
        }
        (_, MatcherType::Archive) => "unpack it first",
        _ => "name files that hold text",
    };
    let name = format!("{} ({})", found.extension().to_uppercase(), found.mime_type());
    Kind { extension: found.extension(), name, advice }
}

fn unknown() -> Kind {
    let advice = "name files that hold text, or pass --from text to clean it all the same";
    Kind { extension: "", name: "binary data".to_owned(), advice }
}

fn is_data(head: &[u8]) -> bool {
    let controls = controls(head);
    controls > STRAY_CONTROLS && controls > head.len() / TEXT_BYTES_PER_CONTROL
}

/// Control characters that no text needs: neither white space nor what starts a colour of a
/// terminal.
fn controls(head: &[u8]) -> usize {
    let is_control = |byte: &&u8| matches!(byte, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F);
    head.iter().filter(is_control).count()
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is {}, not text; {}", self.name, self.advice)
    }
}
