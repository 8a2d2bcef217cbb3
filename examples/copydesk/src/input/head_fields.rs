//! The fields of records with what they say of their article: its title, its date, its byline.

use serde_json::{Map, Value};

use crate::args::InputArguments;
use crate::input::page_head::PageHead;
use crate::input::records;

/// A field that was named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its name, or the names on the way to it with dots between.
    pub(crate) field: String,
    /// What it holds.
    pub(crate) thing: &'static str,
    /// The flag that names it.
    pub(crate) flag: &'static str,
}

/// The fields that were named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HeadFields {
    title: Option<Named>,
    date: Option<Named>,
    byline: Option<Named>,
}

impl HeadFields {
    /// Those that the command line names.
    pub(crate) fn of(arguments: &InputArguments) -> Self {
        let named = |field: &Option<String>, thing, flag| {
            field.clone().map(|field| Named { field, thing, flag })
        };
        Self {
            title: named(&arguments.title_field, "title", "--title-field"),
            date: named(&arguments.date_field, "date", "--date-field"),
            byline: named(&arguments.byline_field, "byline", "--byline-field"),
        }
    }

    /// What an object says in them; `None` where none is named.
    pub(crate) fn read(&self, object: &Map<String, Value>) -> Option<PageHead> {
        let said =
            |named: &Option<Named>| said(records::find(object, &named.as_ref()?.field)?, ", ");
        self.is_named().then(|| PageHead {
            title: said(&self.title),
            author: said(&self.byline),
            published: said(&self.date),
            ..PageHead::default()
        })
    }

    fn is_named(&self) -> bool {
        self.title.is_some() || self.date.is_some() || self.byline.is_some()
    }

    /// Forgets the fields in which a record says something: those that are left are said by no
    /// record so far.
    pub(crate) fn strike(&mut self, head: &PageHead) {
        self.title.take_if(|_| head.title.is_some());
        self.date.take_if(|_| head.published.is_some());
        self.byline.take_if(|_| head.author.is_some());
    }

    /// The fields that are left.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Named> {
        self.title.iter().chain(&self.date).chain(&self.byline)
    }
}

/// A string on one line, a number, or a list of them, as authors are given.
fn said(value: &Value, between: &str) -> Option<String> {
    let text = match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            let texts: Vec<_> = values
                .iter()
                .filter(|value| !value.is_array())
                .filter_map(|value| said(value, between))
                .collect();
            texts.join(between)
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => String::new(),
    };
    (!text.is_empty()).then_some(text)
}
