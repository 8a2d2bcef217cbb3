//! Names what is no text, by how it begins: documents, archives, tables of databases, pictures,
//! programs.

use std::fmt;

use infer::{Infer, MatcherType, Type};
use memchr::memmem;

/// Formats that may be without a byte that no text has. Of any other, such a byte is asked for too:
/// `BMW` begins like a picture.
const WRITTEN: [&str; 4] = ["pdf", "ps", "rtf", "xml"];
/// One byte in so many that is a control character makes data; texts have a few. Random bytes have
/// one in nine.
const TEXT_BYTES_PER_CONTROL: usize = 20;
/// As many control characters a text may have, be it ever so short.
const STRAY_CONTROLS: usize = 3;
/// How archives of a web crawl in the form before WARC begin.
const ARC: &[u8] = b"filedesc://";
/// Elements that fragments of pages begin with, beside those that the recognizer knows.
const HTML_ELEMENTS: [&str; 33] = [
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "dl",
    "em",
    "figure",
    "footer",
    "form",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "picture",
    "pre",
    "section",
    "span",
    "strong",
    "u",
    "ul",
    "video",
];
/// What shows that a name in angle brackets is a tag: an end, or a namespace.
const TAG_SIGNS: [&[u8]; 3] = [b"</", b"/>", b" xmlns"];
/// Bytes before the brackets of JSON that a call or an assignment around it may take.
const LONGEST_CALL: usize = 100;

const EXTRACT: &str = "extract its text first, or pass --from text to clean it as it stands";

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
    pub(crate) fn extension(&self) -> &'static str {
        self.extension
    }
}

/// Whether a page of HTML begins with `head`.
pub(crate) fn is_html(head: &[u8]) -> bool {
    recognizer().get(head).is_some_and(|found| found.extension() == "html")
        || tag_of(head).is_some_and(|tag| {
            HTML_ELEMENTS.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(tag))
        })
}

/// The name of the tag that markup begins with.
fn tag_of(head: &[u8]) -> Option<&[u8]> {
    let name = head.strip_prefix(b"<")?;
    let end = name.iter().position(|byte| byte.is_ascii_whitespace() || b">/".contains(byte))?;
    let name = &name[..end];
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b":_-.".contains(byte);
    let is_name = name.first()?.is_ascii_alphabetic() && name.iter().all(is_of_name);
    let is_tag = TAG_SIGNS.iter().any(|sign| memmem::find(head, sign).is_some());
    (is_name && is_tag).then_some(name)
}

/// Whether a line is a field of a message's head, as `Subject: ...`.
pub(crate) fn is_head_line(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    name.len() < line.len() && !name.is_empty() && name.iter().all(is_of_name)
}

/// Whether an e-mail message begins, alone or as the first of a mailbox: a head that names its
/// version, as messages with encoded bodies have.
fn is_message(head: &[u8]) -> bool {
    const VERSION: &[u8] = b"mime-version:";
    let mut lines = head.split(|byte| *byte == b'\n').peekable();
    lines.next_if(|line| line.starts_with(b"From "));
    let is_head = lines.peek().is_some_and(|line| is_head_line(line));
    let mut fields = lines.take_while(|line| !line.trim_ascii().is_empty());
    is_head
        && fields.any(|line| {
            line.get(..VERSION.len()).is_some_and(|name| name.eq_ignore_ascii_case(VERSION))
        })
}

/// Whether a call or an assignment of JavaScript stands around JSON.
fn is_script(head: &[u8]) -> bool {
    let begin = &head[..head.len().min(LONGEST_CALL)];
    let json = [b"{\"", b"[{", b"[\""].iter().filter_map(|json| memmem::find(begin, *json)).min();
    let before = json.map(|at| begin[..at].trim_ascii_end()).unwrap_or_default();
    let is_of_call = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$. =(;[]'\"".contains(byte);
    matches!(before, [_, .., b'=' | b'(']) && before.iter().all(is_of_call)
}

/// What is written in characters, and yet no text to clean.
fn written(head: &[u8]) -> Option<Kind> {
    let kind =
        |extension, name: &str, advice| Some(Kind { extension, name: name.to_owned(), advice });
    if head.starts_with(ARC) {
        kind(
            "arc",
            "ARC (application/x-ia-arc)",
            "convert it to WARC first, for example with warcio",
        )
    } else if is_message(head) {
        kind("eml", "an e-mail message (message/rfc822)", EXTRACT)
    } else if tag_of(head).is_some() {
        kind("xml", "XML (text/xml)", EXTRACT)
    } else if is_script(head) {
        kind(
            "js",
            "JavaScript around JSON (text/javascript)",
            "leave the JSON alone in the file, or pass --from text to clean it as it stands",
        )
    } else {
        None
    }
}

/// What begins with `head`, unless that is a text.
pub(crate) fn of(head: &[u8]) -> Option<Kind> {
    let known = recognizer().get(head).filter(|found| {
        let is_text = found.matcher_type() == MatcherType::Text;
        WRITTEN.contains(&found.extension()) || (!is_text && controls(head) > 0)
    });
    known.map(named).or_else(|| written(head)).or_else(|| is_data(head).then(unknown))
}

fn recognizer() -> Infer {
    let mut recognizer = Infer::new();
    let (parquet, arrow) = ("application/vnd.apache.parquet", "application/vnd.apache.arrow.file");
    recognizer.add(parquet, "parquet", |head| head.starts_with(b"PAR1"));
    recognizer.add(arrow, "arrow", |head| head.starts_with(b"ARROW1"));
    recognizer.add("application/x-pickle", "pickle", |head| {
        matches!(head, [0x80, 2..=5, ..]) && head.len() > 2
    });
    recognizer
}

fn named(found: Type) -> Kind {
    let advice = match (found.extension(), found.matcher_type()) {
        ("xml", _) => EXTRACT,
        ("parquet" | "arrow", _) => {
            "this build of the tool cannot read it; build one that can with `cargo install --locked --path examples/copydesk --example copydesk --features html,parquet`, or export its rows as JSON Lines"
        }
        ("sqlite" | "xls" | "xlsx" | "ods" | "pickle", _) => "export its rows as JSON Lines",
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
