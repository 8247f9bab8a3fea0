//! What a value may be, in the words of JSON Schema.
//!
//! Choices between forms are written with `if`, `then` and `else`, by the kind of the value: an editor then says
//! what is wrong with what was meant, where `anyOf` makes it say that nothing fits.

use serde_json::{Map, Value, json};

/// The dialect.
pub(super) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What stands under a key, by a name under `$defs`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    /// One of it.
    Is(&'static str),
    /// A list of at least so many.
    List(&'static str, usize),
    /// One, or a list of at least so many.
    OneOrList(&'static str, usize),
    /// A map from ids.
    Named(&'static str),
}

impl Form {
    fn schema(self) -> Value {
        match self {
            Form::Is(name) => part(name),
            Form::List(name, least) => list(&part(name), least),
            Form::OneOrList(name, least) => {
                by_kind("array", &json!({ "items": part(name), "minItems": least }), &part(name))
            }
            Form::Named(name) => json!({
                "type": "object", "propertyNames": part("id"), "additionalProperties": part(name),
            }),
        }
    }
}

/// A map of the format: its keys, which of them must be there, and what is told of each.
#[derive(Debug)]
pub(super) struct Keys {
    /// Its name under `$defs`.
    pub name: &'static str,
    /// What it is.
    pub says: &'static str,
    /// What must be there.
    pub needed: &'static [&'static str],
    /// All of its keys: what stands under each, and what it means.
    pub members: &'static [(&'static str, Form, &'static str)],
}

impl Keys {
    /// It as a schema. No other key is taken.
    pub fn schema(&self) -> Value {
        let keys =
            self.members.iter().map(|(key, form, says)| ((*key).to_owned(), said(says, form.schema())));
        let mut schema = json!({
            "description": self.says,
            "type": "object",
            "additionalProperties": false,
            "properties": keys.collect::<Map<_, _>>(),
        });
        if !self.needed.is_empty() {
            schema["required"] = json!(self.needed);
        }
        schema
    }
}

/// What `$defs` has under this name.
pub(super) fn part(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// One form for what is of this type, another for all else.
pub(super) fn by_kind(kind: &str, then: &Value, other: &Value) -> Value {
    json!({ "if": { "type": kind }, "then": then, "else": other })
}

/// A list.
pub(super) fn list(of: &Value, least: usize) -> Value {
    let mut schema = json!({ "type": "array", "items": of });
    if least > 0 {
        schema["minItems"] = json!(least);
    }
    schema
}

/// A text of this pattern, and what is said of any other: editors know `patternErrorMessage`, all else passes it over.
pub(super) fn pattern(pattern: &str, otherwise: &str) -> Value {
    json!({ "type": "string", "pattern": pattern, "patternErrorMessage": otherwise })
}

/// One of a few words, each with what it means.
pub(super) fn words<'w>(words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Value {
    let word = |(word, says)| json!({ "const": word, "description": says });
    json!({ "anyOf": words.into_iter().map(word).collect::<Vec<_>>() })
}

/// A schema with what is told of it, which stands first.
pub(super) fn said(says: &str, schema: Value) -> Value {
    let mut all = Map::new();
    all.insert("description".to_owned(), says.into());
    if let Value::Object(own) = schema {
        all.extend(own);
    }
    all.into()
}
