//! One record as a text to compare: a record with an id and a text, or an article in any of the
//! forms that `copydesk clean` writes.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::input::identity;
use crate::input::records::{self, Fields};

/// The fields to read: names, or the names on the way to them with dots between.
#[derive(Debug, Clone)]
pub(crate) struct RowFields {
    /// The id and the text.
    pub(crate) named: Fields,
    /// Who published it, where a field is named.
    pub(crate) publisher: Option<String>,
    /// When it was published, where a field is named.
    pub(crate) published: Option<String>,
}

impl RowFields {
    /// Whether all fields are those that are read without looking at whole records.
    fn are_plain(&self) -> bool {
        let has_dot = |name: &String| name.contains('.');
        self.publisher.is_none()
            && self.published.is_none()
            && !has_dot(&self.named.id)
            && !has_dot(&self.named.text)
    }
}

/// What a record holds.
#[derive(Debug, Default)]
pub(crate) struct Row<'l> {
    /// A string or a number, where the record has one. Of an article the document that it is from:
    /// several articles may have the same one.
    pub(crate) id: Option<Value>,
    /// Whether it is an article that `copydesk clean` wrote.
    pub(crate) is_article: bool,
    /// The text; of an article the headline and the paragraphs with blank lines between.
    pub(crate) text: Cow<'l, str>,
    /// What the record says; of an article what the record of its document says, or an ISO date
    /// among its `dates`.
    pub(crate) published: Option<Cow<'l, str>>,
    /// What the record says, the host of a URL; of an article what the record of its document says,
    /// or the host of the document's URL.
    pub(crate) publisher: Option<Cow<'l, str>>,
}

/// Reads a line that has a text or is an article; `None` where it is neither or is no JSON object.
pub(crate) fn read<'l>(line: &'l str, fields: &RowFields) -> Option<Row<'l>> {
    let plain = if fields.are_plain() { read_plain(line, &fields.named) } else { None };
    if plain.is_some() {
        return plain;
    }
    read_object(&serde_json::from_str(line).ok()?, fields)
}

/// Reads the usual fields of a line without looking at the others.
fn read_plain<'l>(line: &'l str, fields: &Fields) -> Option<Row<'l>> {
    let mut parser = serde_json::Deserializer::from_str(line);
    let parts = PartsSeed(fields).deserialize(&mut parser).ok()?;
    parser.end().ok()?;
    parts.row()
}

/// The same of an object, with all names of fields.
pub(crate) fn read_object(object: &Map<String, Value>, fields: &RowFields) -> Option<Row<'static>> {
    let owned = |value: &Value| value.as_str().map(|text| Cow::Owned(text.to_owned()));
    let field = |name: &str| object.get(name).cloned().unwrap_or_default();
    let record = match field("record") {
        Value::Null => field("metadata").get("record").cloned().unwrap_or_default(),
        record => record,
    };
    // What a record said stands beside an article, or in the record itself.
    let said = |path: &String| {
        let objects = record.as_object().into_iter().chain([object]);
        objects.filter_map(|object| records::find(object, path)).find_map(owned)
    };
    let text = match records::find(object, &fields.named.text) {
        Some(text) => Some(text.as_str()?.to_owned()),
        None => standard_text(object),
    };
    // One that is no name is no record, and the reader of records says what is wrong with it.
    let id = records::id_of(records::find(object, &fields.named.id), &fields.named.id).ok()?;
    let of_standard = || object.get("uri").or_else(|| object.get("identifier"));
    let published = || owned(object.get("published").or_else(|| object.get("date"))?);
    Parts {
        text: text.map(Cow::Owned),
        id: id.or_else(|| of_standard().cloned()),
        headline: object.get("headline").and_then(owned),
        paragraphs: object.get("paragraphs").and_then(Value::as_array).cloned(),
        dates: field("dates"),
        source: field("source"),
        publisher: fields
            .publisher
            .as_ref()
            .and_then(said)
            .or_else(|| owned(object.get("publisher")?)),
        published: fields.published.as_ref().and_then(said).or_else(published),
        metadata: field("metadata"),
        record,
    }
    .row()
}

/// The text of an item of IPTC ninjs or a `NewsArticle` of schema.org, with its headline.
fn standard_text(object: &Map<String, Value>) -> Option<String> {
    let body = object.get("articleBody").or_else(|| object.get("bodies")?.get(0)?.get("value"))?;
    let headline = object.get("headline").or_else(|| object.get("headlines")?.get(0)?.get("value"));
    Some(joined(headline.and_then(string), std::slice::from_ref(body)))
}

/// What a record says that matters here.
#[derive(Debug, Default)]
struct Parts<'l> {
    text: Option<Cow<'l, str>>,
    id: Option<Value>,
    headline: Option<Cow<'l, str>>,
    paragraphs: Option<Vec<Value>>,
    dates: Value,
    source: Value,
    publisher: Option<Cow<'l, str>>,
    published: Option<Cow<'l, str>>,
    /// What else the record of an article's document says.
    record: Value,
    /// The same of a row of a corpus, and more.
    metadata: Value,
}

impl<'l> Parts<'l> {
    fn row(mut self) -> Option<Row<'l>> {
        let is_content_hash = identity::is_content_hash(self.id.as_ref());
        let metadata = self.metadata.as_object_mut().filter(|of| of.contains_key("source"));
        if let Some(metadata) = metadata.filter(|_| is_content_hash) {
            let mut take = |name| metadata.remove(name).unwrap_or_default();
            (self.source, self.dates, self.record) =
                (take("source"), take("dates"), take("record"));
            return self.article();
        }
        // A row of a table of articles.
        let is_article = self.text.is_none() || is_content_hash && !self.source.is_null();
        if is_article { self.article() } else { self.plain() }
    }

    fn plain(self) -> Option<Row<'l>> {
        let publisher = self.publisher.or_else(|| string(&self.source));
        Some(Row {
            id: self.id,
            is_article: false,
            text: self.text?,
            published: self.published,
            publisher: publisher.map(site),
        })
    }

    fn article(self) -> Option<Row<'l>> {
        let record = self.record.as_object();
        let day = || identity::published_said(record?, None).map(Cow::Owned);
        let of_record = || identity::publisher(record, &self.source, None).map(Cow::Owned);
        let text = match (self.text, &self.paragraphs) {
            (Some(text), _) => match self.headline {
                Some(headline) if !headline.is_empty() => {
                    Cow::Owned(format!("{headline}\n\n{text}"))
                }
                _ => text,
            },
            (None, Some(paragraphs)) => Cow::Owned(joined(self.headline, paragraphs)),
            (None, None) => return None,
        };
        let publisher = self.publisher.map(site).or_else(of_record);
        Some(Row {
            is_article: true,
            text,
            published: self.published.or_else(day).or_else(|| identity::iso_date(&self.dates)),
            publisher: publisher.or_else(|| string(&self.source)),
            id: name(self.source).ok().flatten().or(self.id),
        })
    }
}

/// A string that is borrowed where it can be.
#[derive(Deserialize)]
struct Text<'l>(#[serde(borrow)] Cow<'l, str>);

/// Reads the fields that matter and passes over the others.
struct PartsSeed<'f>(&'f Fields);

impl<'l> DeserializeSeed<'l> for PartsSeed<'_> {
    type Value = Parts<'l>;

    fn deserialize<D: Deserializer<'l>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'l> Visitor<'l> for PartsSeed<'_> {
    type Value = Parts<'l>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut parts = Parts::default();
        let mut date = None;
        while let Some(Text(field)) = map.next_key()? {
            match &*field {
                field if field == self.0.text => parts.text = Some(map.next_value::<Text<'l>>()?.0),
                field if field == self.0.id => {
                    parts.id = name(map.next_value()?).map_err(A::Error::custom)?;
                }
                "headline" => parts.headline = string(&map.next_value()?),
                "paragraphs" => parts.paragraphs = map.next_value::<Value>()?.as_array().cloned(),
                "publisher" => parts.publisher = string(&map.next_value()?),
                "published" => parts.published = string(&map.next_value()?),
                "date" => date = string(&map.next_value()?),
                "dates" => parts.dates = map.next_value()?,
                "source" => parts.source = map.next_value()?,
                "record" => parts.record = map.next_value()?,
                "metadata" => parts.metadata = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        parts.published = parts.published.or(date);
        Ok(parts)
    }
}

/// A string or a whole number, which may name a record.
fn name(value: Value) -> Result<Option<Value>, &'static str> {
    match value {
        Value::Null => Ok(None),
        Value::String(_) => Ok(Some(value)),
        Value::Number(ref number) if number.is_i64() || number.is_u64() => Ok(Some(value)),
        _ => Err("an id"),
    }
}

/// The host of a URL, or the name itself.
fn site(name: Cow<'_, str>) -> Cow<'_, str> {
    match identity::host_of(&name) {
        Some(host) => Cow::Owned(host.to_owned()),
        None => name,
    }
}

fn string<'l>(value: &Value) -> Option<Cow<'l, str>> {
    value.as_str().map(|text| Cow::Owned(text.to_owned()))
}

fn joined(headline: Option<Cow<'_, str>>, paragraphs: &[Value]) -> String {
    let paragraphs = paragraphs.iter().filter_map(Value::as_str).map(Cow::Borrowed);
    headline.into_iter().chain(paragraphs).collect::<Vec<_>>().join("\n\n")
}
