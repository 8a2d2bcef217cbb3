//! One line of JSON Lines as a text to compare: a record with an id and a text, or an article that
//! `copydesk clean` wrote.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::input::records::Fields;

/// What a line holds.
#[derive(Debug, Default)]
pub(crate) struct Row<'l> {
    /// A string or a number, where the record has one. Of an article the document that it is from:
    /// several articles may have the same one.
    pub(crate) id: Option<Value>,
    /// Whether it is an article that `copydesk clean` wrote.
    pub(crate) is_article: bool,
    /// The text; of an article the headline and the paragraphs with blank lines between.
    pub(crate) text: Cow<'l, str>,
    /// The record's `date`, or the first of an article's `dates`.
    pub(crate) date: Option<Cow<'l, str>>,
    /// The record's `source`; of an article the host of its document's URL.
    pub(crate) source: Option<Cow<'l, str>>,
}

/// Reads a line that has a text or the paragraphs of an article; `None` where it has neither or is
/// no JSON object.
pub(crate) fn read<'l>(line: &'l str, fields: &Fields) -> Option<Row<'l>> {
    let mut parser = serde_json::Deserializer::from_str(line);
    let row = RowSeed(fields).deserialize(&mut parser).ok()?;
    parser.end().ok()?;
    row
}

/// A string that is borrowed where it can be.
#[derive(Deserialize)]
struct Text<'l>(#[serde(borrow)] Cow<'l, str>);

/// Reads the named fields and passes over the others.
struct RowSeed<'f>(&'f Fields);

impl<'l> DeserializeSeed<'l> for RowSeed<'_> {
    type Value = Option<Row<'l>>;

    fn deserialize<D: Deserializer<'l>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'l> Visitor<'l> for RowSeed<'_> {
    type Value = Option<Row<'l>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut row = Row::default();
        let (mut text, mut headline, mut paragraphs) = (None, None, None);
        let mut source = Value::Null;
        while let Some(Text(name)) = map.next_key()? {
            match &*name {
                name if name == self.0.text => text = Some(map.next_value::<Text<'l>>()?.0),
                name if name == self.0.id => {
                    row.id = id(map.next_value()?).map_err(A::Error::custom)?;
                }
                "headline" => headline = string(&map.next_value()?),
                "paragraphs" => paragraphs = map.next_value::<Value>()?.as_array().cloned(),
                "date" => row.date = string(&map.next_value()?),
                "dates" => {
                    row.date =
                        row.date.take().or(map.next_value::<Value>()?.get(0).and_then(string));
                }
                "source" => source = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        row.source = string(&source);
        if let Some(text) = text {
            return Ok(Some(Row { text, ..row }));
        }
        row.source = row
            .source
            .map(|name| host_of(&name).map(|host| host.to_owned().into()).unwrap_or(name));
        row.id = id(source).map_err(A::Error::custom)?.or(row.id);
        Ok(paragraphs.map(|paragraphs| Row {
            text: Cow::Owned(joined(headline, &paragraphs)),
            is_article: true,
            ..row
        }))
    }
}

/// The host of a URL, without `www.`.
pub(crate) fn host_of(url: &str) -> Option<&str> {
    let rest = &url[url.find("://")? + "://".len()..];
    let host = &rest[..rest.find('/').unwrap_or(rest.len())];
    Some(host.strip_prefix("www.").unwrap_or(host))
}

fn id(value: Value) -> Result<Option<Value>, &'static str> {
    match value {
        Value::Null => Ok(None),
        Value::String(_) => Ok(Some(value)),
        Value::Number(ref number) if number.is_i64() || number.is_u64() => Ok(Some(value)),
        _ => Err("an id"),
    }
}

fn string<'l>(value: &Value) -> Option<Cow<'l, str>> {
    value.as_str().map(|text| Cow::Owned(text.to_owned()))
}

fn joined(headline: Option<Cow<'_, str>>, paragraphs: &[Value]) -> String {
    let paragraphs = paragraphs.iter().filter_map(Value::as_str).map(Cow::Borrowed);
    headline.into_iter().chain(paragraphs).collect::<Vec<_>>().join("\n\n")
}
