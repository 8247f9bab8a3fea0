//! What goes by other names in another version, and where the parts of a record belong then.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::{Id, InstanceKey};

/// New names by former ones. A record takes them as exchanges: what lies under the one name goes to the other,
/// so nothing is lost, and the same exchange leads back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Renamed {
    /// Steps.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub steps: BTreeMap<Id, Id>,
    /// Questions, by the former ids of the lists around them and their own: `tenants.user`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub questions: BTreeMap<String, Id>,
    /// Values of choices, by the question that takes them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Ids of items in the keys of steps, by the step's former id and the item's place there, from 0.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<Id, BTreeMap<usize, BTreeMap<String, String>>>,
}

impl Renamed {
    /// Whether everything goes by the name that it had.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.questions.is_empty() && self.values.is_empty() && self.items.is_empty()
    }

    /// What a step is known by then.
    pub fn key(&self, key: &InstanceKey) -> InstanceKey {
        let step = key.step();
        let (former, id) = match self.steps.iter().find(|(former, new)| *former == step || *new == step) {
            Some((former, new)) if former == step => (former.as_str(), new.clone()),
            Some((former, _)) => (former.as_str(), former.clone()),
            None => (step, step.parse().expect("a key begins with an id")),
        };
        let places = self.items.get(former);
        let item = |(place, item)| {
            let names = places.and_then(|places| places.get(&place));
            names.map_or(item, |names| exchanged(names, item).unwrap_or(item))
        };
        InstanceKey::new(&id, key.items().enumerate().map(item))
    }

    /// What the question `id` of the lists at `path` is called then.
    pub fn question(&self, path: &str, id: &Id) -> Id {
        if let Some(new) = self.questions.get(&below(path, id.as_str())) {
            return new.clone();
        }
        let leads_here = |(former, new): &(&String, &Id)| {
            let (around, _) = former.rsplit_once('.').unwrap_or(("", former));
            *new == id && around == path
        };
        let former = self.questions.iter().find(leads_here);
        let id_of = |former: &str| former.rsplit('.').next().and_then(|id| id.parse().ok());
        former.and_then(|(former, _)| id_of(former)).unwrap_or_else(|| id.clone())
    }

    /// What a value recorded of the question at `path` is then, if it is another.
    pub fn value(&self, path: &str, value: &str) -> Option<&str> {
        exchanged(self.values.get(path)?, value)
    }
}

/// The path of a question of the lists at `path`.
pub fn below(path: &str, id: &str) -> String {
    if path.is_empty() { id.to_owned() } else { format!("{path}.{id}") }
}

/// The other name of a pair.
fn exchanged<'n>(names: &'n BTreeMap<String, String>, name: &str) -> Option<&'n str> {
    let back = || names.iter().find(|(_, new)| *new == name).map(|(former, _)| former);
    names.get(name).or_else(back).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed() -> Renamed {
        let json = r#"{
            "steps": { "old": "new" },
            "questions": { "tenants.user": "person", "user": "who" },
            "values": { "place": { "office": "hq" } },
            "items": { "old": { "1": { "gb": "uk" } } }
        }"#;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_is_renamed_goes_to_its_new_name_and_back() {
        let renamed = renamed();
        for (one, other) in [("old", "new"), ("old/us/gb", "new/us/uk"), ("old/gb/uk/gb", "new/gb/gb/gb")] {
            let (one, other): (InstanceKey, InstanceKey) = (one.parse().unwrap(), other.parse().unwrap());
            assert_eq!(renamed.key(&one), other);
            assert_eq!(renamed.key(&other), one);
        }
        let key: InstanceKey = "other/us/gb".parse().unwrap();
        assert_eq!(renamed.key(&key), key);
        for (path, one, other) in
            [("", "user", "who"), ("tenants", "user", "person"), ("users", "user", "user")]
        {
            let (one, other): (Id, Id) = (one.parse().unwrap(), other.parse().unwrap());
            assert_eq!(renamed.question(path, &one), other);
            assert_eq!(renamed.question(path, &other), one);
        }
        assert_eq!(renamed.value("place", "office"), Some("hq"));
        assert_eq!(renamed.value("place", "hq"), Some("office"));
        assert_eq!(renamed.value("place", "home"), None);
        assert_eq!(renamed.value("desk", "office"), None);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let json = serde_json::to_string(&renamed()).unwrap();
        assert_eq!(serde_json::from_str::<Renamed>(&json).unwrap(), renamed());
        assert_eq!(serde_json::to_string(&Renamed::default()).unwrap(), "{}");
        assert!(Renamed::default().is_empty());
    }
}
