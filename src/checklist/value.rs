//! What a question was answered with.

use std::fmt;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A recorded answer. A choice stands by its value, a pick by the ids of its row (`us/dana`), a number
/// or a date by its canonical text; a list by the ids of its rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Left blank on purpose.
    Blank,
    /// Yes or no.
    Bool(bool),
    /// Any single value.
    Text(String),
    /// Several choices or picks, or the rows of a list.
    Many(Vec<String>),
}

impl Value {
    /// Whether nothing is said by it: blank, or an empty selection.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Blank => true,
            Value::Many(values) => values.is_empty(),
            Value::Bool(_) | Value::Text(_) => false,
        }
    }

    /// The single text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Blank => serializer.serialize_unit(),
            Value::Bool(yes) => serializer.serialize_bool(*yes),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Many(values) => values.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, true or false, a text, or a list of texts")
    }
    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Blank)
    }
    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(Value::Many(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_survives_json() {
        for json in ["null", "true", "\"US\"", "[\"a\",\"b\"]", "[]"] {
            let value: Value = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
        }
        for json in ["1", "{}", "[1]"] {
            assert!(serde_json::from_str::<Value>(json).is_err(), "{json}");
        }
    }
}
