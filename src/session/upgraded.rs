//! A record under another version of its checklist: what goes by another name goes along with it.

use std::collections::BTreeMap;

use super::{Answers, Record, Said, Stamp, Upgraded};
use crate::checklist::{Id, Renamed, Value, below};

impl Record {
    /// Takes the new names. What fits nowhere any more stays where it is, and counts again in a version that
    /// takes it back.
    pub(super) fn upgrade(&mut self, upgraded: &Upgraded, stamp: &Stamp) {
        let renamed = &upgraded.renamed;
        if !renamed.is_empty() {
            rename(&mut self.answers, "", renamed);
            let steps = std::mem::take(&mut self.steps);
            self.steps = steps.into_iter().map(|(key, step)| (renamed.key(&key), step)).collect();
        }
        for (step, text) in &upgraded.confirmed {
            if let Some(confirmed) = self.steps.get_mut(step).and_then(|step| step.confirmed.as_mut()) {
                confirmed.reads.clone_from(text);
            }
        }
        // What the version before took is no reason any more; what this one takes is said anew.
        for step in self.steps.values_mut().filter(|step| step.by_version) {
            step.reopened = None;
            step.by_version = false;
        }
        for (step, reason) in &upgraded.reopened {
            let step = self.step(step);
            step.reopen(Said { text: reason.clone(), stamp: stamp.clone() });
            step.by_version = true;
        }
    }
}

fn rename(answers: &mut Answers, path: &str, renamed: &Renamed) {
    for (question, given) in &mut answers.values {
        value(&mut given.value, &below(path, question.as_str()), renamed);
    }
    for (list, rows) in &mut answers.lists {
        let path = below(path, list.as_str());
        rows.answers_mut().for_each(|answers| rename(answers, &path, renamed));
    }
    answers.values = under_new_names(std::mem::take(&mut answers.values), path, renamed);
    answers.lists = under_new_names(std::mem::take(&mut answers.lists), path, renamed);
}

fn under_new_names<T>(parts: BTreeMap<Id, T>, path: &str, renamed: &Renamed) -> BTreeMap<Id, T> {
    parts.into_iter().map(|(id, part)| (renamed.question(path, &id), part)).collect()
}

fn value(value: &mut Value, path: &str, renamed: &Renamed) {
    let texts = match value {
        Value::Text(text) => std::slice::from_mut(text),
        Value::Many(texts) => texts.as_mut_slice(),
        Value::Blank | Value::Bool(_) => return,
    };
    for text in texts {
        if let Some(new) = renamed.value(path, text) {
            *text = new.to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use super::*;
    use crate::session::{Event, What};

    fn record(whats: Vec<What>) -> Record {
        let stamp = Stamp { at: Timestamp::UNIX_EPOCH, offset: Offset::UTC, by: "dana".into(), reply: None };
        let events: Vec<_> = whats.into_iter().map(|what| Event { stamp: stamp.clone(), what }).collect();
        Record::of(&events)
    }

    fn upgraded(renamed: &str) -> What {
        What::Upgraded(Box::new(Upgraded {
            program: "0.1.0".into(),
            origin: "a.yaml".into(),
            digest: String::new(),
            definition: String::new(),
            renamed: serde_json::from_str(renamed).unwrap(),
            confirmed: BTreeMap::new(),
            reopened: BTreeMap::new(),
        }))
    }

    fn answered(path: &str, value: Value) -> What {
        What::Answered { path: path.parse().unwrap(), value }
    }

    fn story(list: &str, field: &str, place: &str, step: &str) -> Vec<What> {
        let text = |text: &str| Value::Text(text.into());
        vec![
            What::RowAdded {
                list: list.parse().unwrap(),
                id: "us".parse().unwrap(),
                values: BTreeMap::new(),
            },
            answered(&format!("{list}.us.{field}"), text(place)),
            answered("places", Value::Many(vec![place.into(), "home".into()])),
            answered("other", text("office")),
            What::Done { step: step.parse().unwrap() },
        ]
    }

    const RENAMED: &str = r#"{
        "steps": { "verify": "check" },
        "questions": { "tenants": "customers", "tenants.place": "where" },
        "values": { "tenants.place": { "office": "hq" }, "places": { "office": "hq" } },
        "items": { "verify": { "1": { "office": "hq" } } }
    }"#;

    #[test]
    fn answers_and_marks_move_to_their_new_names() {
        let mut whats = story("tenants", "place", "office", "verify/us/office");
        whats.push(upgraded(RENAMED));
        assert_eq!(record(whats), record(story("customers", "where", "hq", "check/us/hq")));
    }

    #[test]
    fn a_reason_that_a_version_gave_does_not_outlive_it() {
        let step = || "verify/us".parse().unwrap();
        let opening = |reason: &str| match upgraded("{}") {
            What::Upgraded(own) => {
                let reopened = [(step(), reason.to_owned())].into();
                What::Upgraded(Box::new(Upgraded { reopened, ..*own }))
            }
            what => panic!("{what:?}"),
        };
        let why = |whats: Vec<What>| record(whats).steps["verify/us"].reopened.clone().map(|said| said.text);
        let (done, second) = (|| What::Done { step: step() }, || opening("version 2 takes evidence"));
        assert_eq!(why(vec![done(), second()]).as_deref(), Some("version 2 takes evidence"));
        assert_eq!(why(vec![done(), second(), upgraded("{}")]), None);
        let anew = vec![done(), second(), opening("version 3 takes a tick, Read")];
        assert_eq!(why(anew).as_deref(), Some("version 3 takes a tick, Read"));
        let back = What::Reopened { step: step(), reason: "the address was wrong".into() };
        let by_hand = vec![done(), second(), done(), back, upgraded("{}")];
        assert_eq!(why(by_hand).as_deref(), Some("the address was wrong"), "what people say stays");
    }

    #[test]
    fn the_same_exchange_leads_back_and_loses_nothing_that_stood_there() {
        let mut whats = story("tenants", "place", "office", "verify/us/office");
        whats.push(answered("customers", Value::Text("of an earlier version".into())));
        whats.push(What::Done { step: "check/us/office".parse().unwrap() });
        let before = record(whats.clone());
        let back = r#"{
            "steps": { "check": "verify" },
            "questions": { "customers": "tenants", "customers.where": "place" },
            "values": { "customers.where": { "hq": "office" }, "places": { "hq": "office" } },
            "items": { "check": { "1": { "hq": "office" } } }
        }"#;
        whats.push(upgraded(RENAMED));
        assert_ne!(record(whats.clone()), before);
        whats.push(upgraded(back));
        assert_eq!(record(whats), before);
    }
}
