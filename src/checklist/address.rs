//! Where an answer lives in the one answer document of a session: `tenants.us.country`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Id, RowId};

/// A row and the rows it lies in, outermost first; empty for the document itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub Vec<(Id, RowId)>);

/// A row of a list: `tenants.us`, `tenants.us.users.dana`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RowAddress {
    /// The list that holds the row.
    pub list: Address,
    /// The row's id in it.
    pub row: RowId,
}

/// An answer: `partner`, `tenants.us.country`; or a whole list: `tenants.us.users`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address {
    /// The rows that it lies in.
    pub place: Place,
    /// The question that it answers.
    pub question: Id,
}

/// A text that is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the place of {1}, like `{2}`")]
pub struct BadAddress(String, &'static str, &'static str);

impl Place {
    /// The place of `row`.
    pub fn of(row: &RowAddress) -> Self {
        row.list.place.clone().within(row.list.question.clone(), row.row.clone())
    }

    /// A row of `list` that lies here.
    #[must_use]
    pub fn within(mut self, list: Id, row: RowId) -> Self {
        self.0.push((list, row));
        self
    }

    /// The address of `question` here.
    pub fn address(&self, question: &Id) -> Address {
        Address { place: self.clone(), question: question.clone() }
    }

    /// This row, unless it is the document.
    pub fn row(&self) -> Option<RowAddress> {
        let ((list, row), outer) = self.0.split_last()?;
        Some(RowAddress { list: Place(outer.to_vec()).address(list), row: row.clone() })
    }
}

impl Address {
    /// Whether it lies in a row of `list`.
    pub fn is_within(&self, list: &Address) -> bool {
        let depth = list.place.0.len();
        self.place.0.get(depth).is_some_and(|(id, _)| *id == list.question)
            && self.place.0[..depth] == list.place.0[..]
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (list, row) in &self.place.0 {
            write!(f, "{list}.{row}.")?;
        }
        write!(f, "{}", self.question)
    }
}

impl fmt::Display for RowAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.list, self.row)
    }
}

impl FromStr for Address {
    type Err = BadAddress;
    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let bad = || BadAddress(text.to_owned(), "an answer", "tenants.us.country");
        let (place, last) = split(text).ok_or_else(bad)?;
        Ok(place.address(&last.ok_or_else(bad)?))
    }
}

impl FromStr for RowAddress {
    type Err = BadAddress;
    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let bad = || BadAddress(text.to_owned(), "a row", "tenants.us");
        match split(text).ok_or_else(bad)? {
            (place, None) => place.row().ok_or_else(bad),
            _ => Err(bad()),
        }
    }
}

/// The rows named in `text`, and the question after them if there is one.
fn split(text: &str) -> Option<(Place, Option<Id>)> {
    let mut place = Place::default();
    let mut parts = text.split('.');
    while let Some(id) = parts.next() {
        let id = id.parse().ok()?;
        match parts.next() {
            Some(row) => place.0.push((id, row.parse().ok()?)),
            None => return Some((place, Some(id))),
        }
    }
    Some((place, None))
}

macro_rules! as_text {
    ($($name:ident)*) => {$(
        impl TryFrom<String> for $name {
            type Error = BadAddress;
            fn try_from(text: String) -> Result<Self, BadAddress> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(address: $name) -> Self {
                address.to_string()
            }
        }
    )*};
}
as_text!(Address RowAddress);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_as_it_is_written() {
        for text in ["partner", "tenants.us.country", "tenants.us.users.dana.roles"] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), text);
            assert!(text.parse::<RowAddress>().is_err());
        }
        for text in ["tenants.us", "tenants.us.users.dana"] {
            assert_eq!(text.parse::<RowAddress>().unwrap().to_string(), text);
            assert!(text.parse::<Address>().is_err());
        }
    }

    #[test]
    fn what_is_no_address_says_how_one_looks() {
        for text in ["", ".", "a.", ".a", "a..b", "A", "tenants.US.country"] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
        assert_eq!(
            "a b".parse::<Address>().unwrap_err().to_string(),
            "`a b` is not the place of an answer, like `tenants.us.country`"
        );
    }

    #[test]
    fn a_row_is_a_place() {
        let row: RowAddress = "tenants.us.users.dana".parse().unwrap();
        assert_eq!(Place::of(&row).row(), Some(row));
        assert_eq!(Place::default().row(), None);
    }
}
