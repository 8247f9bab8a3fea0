//! The schemas hold what the program holds, as far as form goes: the same keys, the same files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use frp_onboard::exit::Exit;
use frp_onboard::format;
use frp_onboard::intake::scenario::Scenario;
use frp_onboard::schema;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::pages::{FORMAT, MAPS, files, first_cells, known, read, root, rows, updating};

/// What is wrong with a file by its form.
const OF_FORM: [&str; 11] = [
    "unknown-key",
    "missing-key",
    "wrong-type",
    "empty",
    "misplaced-key",
    "bad-id",
    "bad-url",
    "bad-value",
    "misplaced-hole",
    "newer-format",
    "key-not-text",
];

mod pages {
    use super::*;

    #[test]
    fn the_kept_schemas_are_what_the_program_prints() {
        for (of, page) in [("checklist", "checklist.schema.json"), ("scenario", "scenario.schema.json")] {
            let ran = Desk::new().run(&format!("schema {of}"));
            assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
            let path = root().join("docs").join(page);
            if updating() {
                fs::write(&path, &ran.out).expect("it is written");
            }
            assert!(read(&path) == ran.out, "UPDATE=1 writes docs/{page} anew");
        }
        assert_eq!(Desk::new().run("schema").out, Desk::new().run("schema checklist").out);
    }

    #[test]
    fn each_is_a_schema() {
        let checklist = accepted(&root().join("checklists/partner-onboarding.yaml"));
        for schema in [schema::checklist(), schema::scenario(), schema::answers(&checklist)] {
            jsonschema::meta::validate(&schema).expect("it is of the dialect that it names");
            assert_eq!(untold(&schema), [""; 0], "every key is told of");
        }
    }

    /// The program, the page and the schema know the same keys, and the same of them must be there.
    #[test]
    fn every_map_has_the_keys_that_the_program_knows() {
        let schema = schema::checklist();
        for (heading, table) in MAPS {
            let own = match heading {
                "### Checklist" => &schema,
                _ => &schema["$defs"][heading.trim_start_matches("### ").to_lowercase()],
            };
            assert_eq!(keys(own), known(table), "{heading}");
            let mut needed: Vec<_> = own["required"].as_array().into_iter().flatten().map(text).collect();
            needed.sort();
            let bold = |row: &Vec<String>| row[0].strip_prefix("**`")?.strip_suffix("`**").map(str::to_owned);
            let mut told: Vec<_> = rows(FORMAT, heading).iter().filter_map(bold).collect();
            told.sort();
            assert_eq!(needed, told, "{heading}");
        }
        assert_eq!(keys(&schema["$defs"]["test"]), known("TESTS"));
        let scenario = schema::scenario();
        assert_eq!(keys(&scenario), first_cells(FORMAT, "#### Scenario"));
        assert_eq!(keys(&scenario["properties"]["expect"]), first_cells(FORMAT, "#### Expect"));
    }

    #[test]
    fn every_type_of_question_is_offered() {
        let schema = schema::checklist();
        let words = |schema: &Value| -> Vec<_> {
            let mut words: Vec<_> =
                schema["anyOf"].as_array().unwrap().iter().map(|word| text(&word["const"])).collect();
            words.sort();
            words
        };
        let of_type = &schema["$defs"]["type"];
        assert_eq!(words(&of_type["else"]), known("TYPES"));
        assert_eq!(words(&of_type["then"]["items"]), known("TEXT_TYPES"));
    }

    fn keys(schema: &Value) -> Vec<String> {
        let mut keys: Vec<_> =
            schema["properties"].as_object().expect("it is of a map").keys().cloned().collect();
        keys.sort();
        keys
    }
}

mod checklists {
    use super::*;

    #[test]
    fn what_is_shipped_fits() {
        let (checklist, scenario) = (validator(&schema::checklist()), validator(&schema::scenario()));
        for folder in ["checklists", "docs/examples"] {
            for path in files(folder) {
                assert_eq!(wrong(&checklist, &read(&path)), [""; 0], "{}", path.display());
            }
            for path in files(&format!("{folder}/scenarios")) {
                assert_eq!(wrong(&scenario, &read(&path)), [""; 0], "{}", path.display());
            }
        }
    }

    /// Of the broken files those do not fit whose form is wrong; what the program takes fits.
    #[test]
    fn what_is_broken_by_its_form_does_not_fit() {
        let validator = validator(&schema::checklist());
        let (mut refused, mut taken) = (0, 0);
        for path in files("tests/check") {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let found: BTreeSet<_> = match format::checklist("a", text.as_bytes()) {
                Ok(_) => BTreeSet::new(),
                Err(findings) => findings.into_iter().map(|finding| finding.code).collect(),
            };
            // What is no YAML, or not the YAML that is taken here, no schema is asked about.
            let Some(value) = value(&text) else { continue };
            let fits = validator.is_valid(&value);
            if found.iter().any(|code| OF_FORM.contains(code)) {
                assert!(!fits, "{} fits, in spite of {found:?}", path.display());
                refused += 1;
            } else if found.is_empty() {
                assert!(fits, "{}: {:?}", path.display(), wrong(&validator, &text));
                taken += 1;
            }
        }
        assert!(refused > 10 && taken > 15, "{refused} refused, {taken} taken");
    }

    /// Each place of a checklist, changed in each way: whatever the program takes fits, whatever is wrong by its
    /// form does not.
    #[test]
    fn both_agree_on_a_checklist_changed_in_one_place() {
        let validator = validator(&schema::checklist());
        let (mut refused, mut taken) = (0, 0);
        for path in files("docs/examples").iter().chain([&root().join("checklists/remove-user.yaml")]) {
            let some = if path.starts_with(root().join("checklists")) { 5 } else { 1 };
            let whole = value(&read(path)).expect("it is YAML");
            for (at, changed) in changed(&whole).into_iter().step_by(some) {
                let text = serde_json::to_string(&changed).expect("it is JSON, and so YAML");
                let found: BTreeSet<_> = match format::checklist("a", text.as_bytes()) {
                    Ok(_) => BTreeSet::new(),
                    Err(findings) => findings.into_iter().map(|finding| finding.code).collect(),
                };
                let fits = validator.is_valid(&changed);
                if found.is_empty() {
                    assert!(fits, "{}: {at}: {:?}", path.display(), wrong(&validator, &text));
                    taken += 1;
                } else if found.iter().any(|code| OF_FORM.contains(code)) {
                    assert!(!fits, "{}: {at}: {found:?}", path.display());
                    refused += 1;
                }
            }
        }
        assert!(refused > 1500 && taken > 200, "{refused} refused, {taken} taken");
    }

    /// A document with each of its values changed in some way, or each of its keys taken away or misspelt.
    fn changed(whole: &Value) -> Vec<(String, Value)> {
        let mut all = Vec::new();
        for pointer in pointers(whole) {
            let others =
                [json!(null), json!(""), json!("a word"), json!(7), json!([]), json!({}), json!(["a-b"])];
            for other in others {
                let mut changed = whole.clone();
                *changed.pointer_mut(&pointer).expect("it is there") = other.clone();
                all.push((format!("{pointer} = {other}"), changed));
            }
            let Some((around, _)) = pointer.rsplit_once('/') else { continue };
            let mut without = whole.clone();
            if let Some(Value::Object(members)) = without.pointer_mut(around) {
                let key = pointer[around.len() + 1..].to_owned();
                let own = members.shift_remove(&key).expect("it is there");
                all.push((format!("without {pointer}"), without.clone()));
                let Some(Value::Object(members)) = without.pointer_mut(around) else { continue };
                members.insert(format!("{key}-x"), own);
                all.push((format!("{pointer} misspelt"), without));
            }
        }
        all
    }

    fn pointers(value: &Value) -> Vec<String> {
        let inner: Vec<(String, &Value)> = match value {
            Value::Object(members) => members.iter().map(|(key, own)| (key.clone(), own)).collect(),
            Value::Array(values) => {
                values.iter().enumerate().map(|(at, own)| (at.to_string(), own)).collect()
            }
            _ => Vec::new(),
        };
        let own = |(key, value): (String, &Value)| {
            let below = pointers(value).into_iter().map(|below| format!("/{key}{below}"));
            below.collect::<Vec<_>>()
        };
        let mut all: Vec<_> = inner.into_iter().flat_map(own).collect();
        all.push(String::new());
        all
    }
}

mod answers {
    use super::*;

    #[test]
    fn the_answers_of_every_scenario_fit() {
        let mut fitted = 0;
        for folder in ["checklists/scenarios", "docs/examples/scenarios"] {
            for path in files(folder) {
                let scenario = Scenario::read(read(&path).as_bytes()).expect("it is a scenario");
                let checklist = accepted(&path.parent().expect("a folder").join(&scenario.checklist));
                let answers = &value(&read(&path)).expect("it is YAML")["answers"];
                let text = answers.to_string();
                assert_eq!(
                    wrong(&validator(&schema::answers(&checklist)), &text),
                    [""; 0],
                    "{}",
                    path.display()
                );
                fitted += 1;
            }
        }
        assert!(fitted > 10);
    }

    const CHECKLIST: &str = r#"
format: 1
id: first-week
title: First week
version: "1"
ask:
- { id: name, type: text, label: Name, help: It heads the screens., check: { pattern: "[A-Z].*", message: "{{ name }} begins with a capital" } }
- { id: since, type: date, label: Since, required: false }
- { id: hours, type: number, label: Hours, check: { min: 1, max: 40, message: One to forty } }
- { id: remote, type: confirm, label: Remote }
- { id: place, type: choice, label: Place, question: Where do they sit?, choices: [{ value: "1", label: Berlin, help: The old house, aliases: Spree }, { value: NO, label: Norway }] }
- { id: tools, type: choices, label: Tools, required: false, choices: { phone: Phone, laptop: Laptop } }
- { id: mail, type: [guid, upn], label: Account }
- id: doors
  type: list
  item: door
  key: number
  label: Doors
  fields: [{ id: number, type: text, label: Number }, { id: locked, type: confirm, label: Locked, required: false }]
- { id: own, type: choice, from: doors, label: Own door }
sections: [{ id: all-steps, title: All, steps: [{ id: desk, title: Desk }] }]
"#;

    #[test]
    fn each_type_takes_its_answers_and_no_others() {
        let checklist = format::checklist("a", CHECKLIST.as_bytes()).expect("it is a checklist");
        let validator = validator(&schema::answers(&checklist));
        for fits in [
            "{}",
            "name: Dana",
            "name: ' Dana '",
            "since: 2026-11-30",
            "since:",
            "hours: 38.5",
            "hours: '7'",
            "remote: true",
            "remote: no",
            "place: 1",
            "place: NO",
            "place: Berlin",
            "place: Spree",
            "tools: phone",
            "tools: [Laptop, phone]",
            "tools: []",
            "mail: dana@contoso.com",
            "mail: 871e613c-59df-73c1-b016-f93aac00dccd",
            "doors: [12, B7, { number: 3, locked: yes }, { id: b7 }]",
            "own: 12",
        ] {
            assert_eq!(wrong(&validator, fits), [""; 0], "{fits}");
        }
        for (not, at) in [
            ("nmae: Dana", ""),
            ("name: dana", "/name"),
            ("name:", "/name"),
            ("since: 30.11.2026", "/since"),
            ("hours: 41", "/hours"),
            ("hours: many", "/hours"),
            ("remote: perhaps", "/remote"),
            ("place: Bergen", "/place"),
            ("place: [Berlin]", "/place"),
            ("tools: [pager]", "/tools/0"),
            ("mail: contoso.com", "/mail"),
            ("doors: []", "/doors"),
            ("doors: [{ locked: true }]", "/doors/0"),
            ("doors: [{ number: 3, lokced: true }]", "/doors/0"),
            ("own: {}", "/own"),
        ] {
            assert_eq!(
                wrong(&validator, not).first().map(|wrong| wrong.split(": ").next().unwrap()),
                Some(at),
                "{not}"
            );
        }
    }

    #[test]
    fn an_editor_is_told_what_the_operator_is_asked() {
        let checklist = format::checklist("a", CHECKLIST.as_bytes()).expect("it is a checklist");
        let schema = schema::answers(&checklist);
        let of = |key: &str| schema["properties"][key].clone();
        assert_eq!(
            (&of("name")["title"], &of("name")["description"]),
            (&json!("Name"), &json!("Name\n\nIt heads the screens."))
        );
        assert_eq!(of("name")["allOf"][0]["patternErrorMessage"], "‹Name› begins with a capital");
        assert_eq!(of("place")["description"], "Where do they sit?");
        let list = of("place")["$ref"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        assert_eq!(
            schema["$defs"][list]["anyOf"][0],
            json!({ "title": "Berlin", "description": "The old house", "enum": ["1", 1] })
        );
    }

    #[test]
    fn the_command_takes_a_checklist_and_no_other_kind_does() {
        let desk = Desk::new();
        desk.write("a.yaml", CHECKLIST);
        desk.write("b.yaml", CHECKLIST.replace("title: First", "titel: First"));
        let title = |args: &str| {
            let ran = desk.run(args);
            assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""), "{args}");
            serde_json::from_str::<Value>(&ran.out).expect("it is JSON")["title"].clone()
        };
        assert_eq!(title("schema answers a.yaml"), "Answers for first-week 1");
        assert_eq!(title("schema answers add-user"), "Answers for add-user 1");
        assert_eq!(title("schema answers"), "Answers for partner-onboarding 1");
        let broken = desk.run("schema answers b.yaml");
        assert_eq!((broken.exit, broken.out.as_str()), (Exit::FAILED, ""));
        assert!(broken.err.contains("b.yaml:4:1"), "{}", broken.err);
        let gone = desk.run("schema answers c.yaml");
        assert_eq!((gone.exit, gone.out.as_str()), (Exit::FAILED, ""));
        let odd = desk.run("schema scenario a.yaml");
        assert_eq!(odd.exit, Exit::USAGE);
        assert!(
            odd.err.ends_with("hint: for its answers: frp-onboard schema answers a.yaml\n"),
            "{}",
            odd.err
        );
    }
}

/// Keys without a description, in whatever depth.
pub fn untold(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if let Value::Object(members) = schema {
        let keys = members.get("properties").and_then(Value::as_object).into_iter().flatten();
        for (key, own) in keys.filter(|(_, own)| own.is_object() && members.contains_key("type")) {
            let told = own["description"].as_str().is_some_and(|told| !told.trim().is_empty());
            found.extend((!told).then(|| key.clone()));
        }
    }
    let inner: Box<dyn Iterator<Item = &Value>> = match schema {
        Value::Object(members) => Box::new(members.values()),
        Value::Array(values) => Box::new(values.iter()),
        _ => Box::new(std::iter::empty()),
    };
    found.extend(inner.flat_map(untold));
    found
}

fn validator(schema: &Value) -> Validator {
    jsonschema::options().should_validate_formats(false).build(schema).expect("it is a schema")
}

/// What does not fit, each with the place of the value.
fn wrong(validator: &Validator, yaml: &str) -> Vec<String> {
    let value = value(yaml).expect("it is YAML");
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// YAML as other programs read it.
fn value(yaml: &str) -> Option<Value> {
    serde_yaml::from_str(yaml).ok()
}

fn accepted(path: &Path) -> frp_onboard::checklist::Checklist {
    format::checklist(&path.display().to_string(), read(path).as_bytes()).expect("it has no findings")
}

fn text(value: &Value) -> String {
    value.as_str().expect("it is a text").to_owned()
}
