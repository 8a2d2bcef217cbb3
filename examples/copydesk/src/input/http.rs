//! The body of a page as a server sent it: a response of HTTP in the record of a crawl.

use std::io::{self, Read};

use encoding_rs::Encoding;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::input::html_encoding;

/// Fields that a head may have; servers send some 30.
const MOST_FIELDS: usize = 256;
/// Bytes that show whether a body is compressed.
const LOOKED_AT: usize = 1024;

/// A page in HTML.
#[derive(Debug, PartialEq)]
pub(crate) struct Response {
    /// The encoding that the head names.
    pub(crate) encoding: Option<&'static Encoding>,
    /// The page, unpacked.
    pub(crate) html: Vec<u8>,
}

/// Why a response gives no page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Defect {
    /// Its head cannot be read.
    Head,
    /// It is compressed in a way that is not known.
    Coding(String),
    /// It is longer than it may be, unpacked.
    TooLong,
}

/// The page of a response; `None` where it has none: of another kind, or an error of the server.
pub(crate) fn page_of(bytes: &[u8], longest: usize) -> Result<Option<Response>, Defect> {
    // Crawls have responses of other protocols too, such as of name servers.
    if !bytes.starts_with(b"HTTP/") {
        return Ok(None);
    }
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let Ok(httparse::Status::Complete(length)) = head.parse(bytes) else {
        return Err(Defect::Head);
    };
    let field = |name: &str| {
        let fields = head.headers.iter().rev();
        let field = fields.clone().find(|field| field.name.eq_ignore_ascii_case(name));
        field.map(|field| String::from_utf8_lossy(field.value).trim().to_ascii_lowercase())
    };
    let kind = field("content-type").unwrap_or_default();
    let is_page = kind.starts_with("text/html") || kind.starts_with("application/xhtml");
    if !is_page || !matches!(head.code, Some(200..=299)) {
        return Ok(None);
    }
    let is_chunked = field("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    let body = if is_chunked { joined(&bytes[length..]) } else { bytes[length..].to_vec() };
    let html = unpacked(body, &field("content-encoding").unwrap_or_default(), longest)?;
    let encoding = html_encoding::of_content_type(&kind);
    Ok(Some(Response { encoding, html }))
}

/// A body that is in chunks, in one piece. Crawlers that join the chunks leave the field in the
/// head, so what does not begin with the length of a chunk is whole. Of a body that was cut off,
/// what is there is taken.
fn joined(body: &[u8]) -> Vec<u8> {
    let mut joined = Vec::new();
    let mut rest = body;
    while let Some((length, chunk)) = chunk_of(rest) {
        let is_cut_off = chunk.len() < length;
        joined.extend_from_slice(&chunk[..length.min(chunk.len())]);
        if length == 0 || is_cut_off {
            return joined;
        }
        let after = &chunk[length..];
        rest = after.strip_prefix(b"\r\n").or(after.strip_prefix(b"\n")).unwrap_or(after);
    }
    if joined.is_empty() { body.to_vec() } else { joined }
}

/// The length of a chunk, and what follows the line that says it.
fn chunk_of(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', bytes)?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let length = line.split(';').next()?.trim();
    Some((usize::from_str_radix(length, 16).ok()?, &bytes[end + 1..]))
}

/// A body without its compression. Crawlers that unpack it leave the field in the head. Of a body
/// that is damaged or cut off, what can be read is taken.
fn unpacked(body: Vec<u8>, coding: &str, longest: usize) -> Result<Vec<u8>, Defect> {
    let most = longest as u64 + 1;
    let mut unpacked = Vec::new();
    let read = match coding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => {
            MultiGzDecoder::new(&body[..]).take(most).read_to_end(&mut unpacked)
        }
        "deflate" if is_zlib(&body) => {
            ZlibDecoder::new(&body[..]).take(most).read_to_end(&mut unpacked)
        }
        "deflate" if !is_plain(&body) => {
            DeflateDecoder::new(&body[..]).take(most).read_to_end(&mut unpacked)
        }
        "zstd" if body.starts_with(b"\x28\xB5\x2F\xFD") => zstd::Decoder::with_buffer(&body[..])
            .and_then(|decoder| decoder.take(most).read_to_end(&mut unpacked)),
        _ if is_plain(&body) => return fitting(body, longest),
        other => return Err(Defect::Coding(other.to_owned())),
    };
    let _: io::Result<usize> = read;
    fitting(unpacked, longest)
}

fn fitting(body: Vec<u8>, longest: usize) -> Result<Vec<u8>, Defect> {
    if body.len() > longest { Err(Defect::TooLong) } else { Ok(body) }
}

fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..]
        if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// Whether there are no characters in the begin that no page has, so that it is not compressed.
fn is_plain(body: &[u8]) -> bool {
    let is_odd = |byte: &u8| *byte < b' ' && !byte.is_ascii_whitespace();
    !body.iter().take(LOOKED_AT).any(is_odd)
}

#[cfg(test)]
mod tests {
    use super::{Defect, joined, page_of};

    const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n";

    #[test]
    fn chunks_are_joined() {
        let cases = [
            ("3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n", "abcde"),
            ("A\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
            ("5\r\nab", "ab"),
            ("3\nabc\n0\n\n", "abc"),
            ("<p>Joined by the crawler", "<p>Joined by the crawler"),
            ("", ""),
        ];
        for (body, expected) in cases {
            assert_eq!(joined(body.as_bytes()), expected.as_bytes(), "{body:?}");
        }
    }

    #[test]
    fn what_is_no_page_gives_none() {
        let response = |head: &str| page_of(format!("{head}\r\n<p>x").as_bytes(), 100);
        assert_eq!(response(HEAD).unwrap().unwrap().html, b"<p>x");
        assert_eq!(response(HEAD).unwrap().unwrap().encoding.unwrap().name(), "windows-1251");
        assert_eq!(response(&HEAD.replace("200", "404")), Ok(None));
        assert_eq!(response(&HEAD.replace("text/html", "image/png")), Ok(None));
        assert_eq!(response("HTTP/1.1 200 OK\r\n"), Ok(None));
        assert_eq!(response("oakmouth.example. 300 IN A 192.0.2.1\r\n"), Ok(None));
    }

    #[test]
    fn what_cannot_be_read_is_a_defect() {
        let response = |head: &str, body: &str| page_of(format!("{head}{body}").as_bytes(), 100);
        let packed = format!("{HEAD}Content-Encoding: br\r\n\r\n");
        assert_eq!(response("HTTP/1.1 OK", "\r\n\r\n<p>"), Err(Defect::Head));
        assert_eq!(response(HEAD, ""), Err(Defect::Head));
        assert_eq!(response(&packed, "\u{1}\u{2}"), Err(Defect::Coding("br".to_owned())));
        assert_eq!(response(&packed, "<p>Unpacked").unwrap().unwrap().html, b"<p>Unpacked");
        assert_eq!(response(&format!("{HEAD}\r\n"), &"x".repeat(101)), Err(Defect::TooLong));
        assert!(response(&format!("{HEAD}\r\n"), &"x".repeat(100)).is_ok());
    }
}
