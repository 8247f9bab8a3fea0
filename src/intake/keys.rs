//! What tells the rows of a list apart: their key values, as given or as known, and what may become of them.

use std::collections::{BTreeMap, HashSet};

use super::document::Intake;
use super::rows::{Keyed, folded, has_key};
use crate::checklist::{Address, Home, Kind, List, Place, QuestionIx, RowId, Value};
use crate::format::yaml::{Node, Shape, Span};

/// The rows of a list that stand in the file so far, and those that there are.
pub(super) struct Known<'c> {
    /// In the order of the file.
    pub ids: Vec<RowId>,
    standing: HashSet<RowId>,
    keys: HashSet<Vec<Value>>,
    pub keyed: Keyed<'c>,
}

impl<'c> Known<'c> {
    /// None of the file yet.
    pub fn new(keyed: Keyed<'c>) -> Self {
        Self { ids: Vec::new(), standing: HashSet::new(), keys: HashSet::new(), keyed }
    }

    /// Takes a row of the file, with its key if that is whole.
    ///
    /// # Errors
    /// Why it cannot stand there beside those before it.
    pub fn take(&mut self, id: &RowId, key: Option<&[KeyValue]>) -> Result<(), String> {
        if self.standing.contains(id) {
            return Err(format!("`{id}` stands in this list already"));
        }
        let is_new = |key: &[KeyValue]| self.keys.insert(key.iter().map(|own| folded(&own.value)).collect());
        if !key.is_none_or(is_new) {
            return Err("another row has the same key".to_owned());
        }
        self.standing.insert(id.clone());
        self.ids.push(id.clone());
        Ok(())
    }
}

/// A key field of a row, and where its value stands.
pub(super) struct KeyValue {
    pub field: QuestionIx,
    pub value: Value,
    pub at: Span,
}

impl<'a> Intake<'a, '_> {
    /// Key fields are taken with their row.
    pub(super) fn is_key(&self, field: QuestionIx) -> bool {
        self.list_of(field).is_some_and(|list| list.key.contains(&field))
    }

    /// The list whose rows have this field.
    fn list_of(&self, field: QuestionIx) -> Option<&'a List> {
        match self.checklist.question(field).home {
            Home::Row(list) => self.checklist.list(list),
            Home::Document => None,
        }
    }

    /// The key values of a row: as given, else as its id has them already. What is wrong or missing is left out.
    pub(super) fn key(
        &mut self,
        list: QuestionIx,
        place: &Place,
        row: &Node,
        known: Option<(&Address, &RowId)>,
    ) -> Vec<KeyValue> {
        let fields = self.checklist.list(list).map_or(&[][..], |list| &list.key);
        let mut key = Vec::new();
        for &field in fields {
            let id = &self.checklist.question(field).id;
            let node = match &row.shape {
                Shape::Mapping(entries) => {
                    entries.iter().find(|(key, _)| key.text == id.as_str()).map(|(_, node)| node)
                }
                _ => Some(row),
            };
            let recorded = known.and_then(|(path, row)| {
                let row = self.record.rows(path).find(row.as_str())?;
                Some(row.answers.values.get(id)?.value.clone())
            });
            let (value, at) = match (node, recorded) {
                (Some(node), _) => (self.value(field, place, node), node.at),
                (None, Some(value)) => (Some(value), row.at),
                (None, None) => {
                    self.fault("missing-answer", row.at, format!("a row needs `{id}`"), None);
                    (None, row.at)
                }
            };
            key.extend(value.map(|value| KeyValue { field, value, at }));
        }
        key
    }

    /// Whether a key field of a row may have this value: not if that makes it another row, or the same as another.
    pub(super) fn may_become(&mut self, field: QuestionIx, own: &Place, value: &Value, at: Span) -> bool {
        let Some(row) = own.row() else { return false };
        let Some(list) = self.list_of(field) else { return false };
        let given = |field: &QuestionIx| {
            let id = &self.checklist.question(*field).id;
            Some((id.clone(), self.record.given(&own.address(id))?.value.clone()))
        };
        let mut key: BTreeMap<_, _> = list.key.iter().filter_map(given).collect();
        key.insert(self.checklist.question(field).id.clone(), value.clone());
        let rows = self.record.rows(&row.list).iter();
        let same =
            rows.filter(|other| other.present && other.id != row.row).any(|other| has_key(other, &key));
        if same {
            self.fault("duplicate-row", at, "another row has the same key".to_owned(), None);
        }
        self.stays_same(field, own, value, at) && !same
    }

    /// Whether a row stays what it is with this value of a key field: a choice or a pick makes it another.
    pub(super) fn stays_same(&mut self, field: QuestionIx, own: &Place, value: &Value, at: Span) -> bool {
        let question = self.checklist.question(field);
        let recorded = self.record.given(&own.address(&question.id));
        let changes =
            matches!(question.kind, Kind::Choice(_)) && recorded.is_some_and(|given| given.value != *value);
        if changes {
            let message = format!("`{}` makes this row what it is and cannot be changed", question.id);
            self.fault("changed-key", at, message, Some("take the row out and add another".to_owned()));
        }
        !changes
    }
}
