//! The built-in procedure says and does what "Partner Center Org ID Credentials for FRPs" of 3 January 2020 asks:
//! the tables in `guide/` restate the guide, and everything in them is looked up or tried on the real checklists.

mod behaviour;
mod carried;
mod countries;
mod refusals;
mod roles;
mod sentences;
mod wording;

use std::fs;
use std::path::Path;

use frp_onboard::checklist::Checklist;
use frp_onboard::format::{self, yaml};
use frp_onboard::intake::{self, Taken};
use frp_onboard::library;
use frp_onboard::session::Record;

use super::robot::stamp;

/// The built-in checklist of that id.
fn checklist(id: &str) -> Checklist {
    let built_in = library::BUILT_IN.iter().find(|built_in| built_in.id == id);
    let built_in = built_in.unwrap_or_else(|| panic!("there is no checklist {id}"));
    format::checklist(id, built_in.text.as_bytes()).expect("a built-in checklist is right")
}

/// What comes of an answers file: what is taken, or what is said against it.
fn taken(checklist: &Checklist, answers: &str) -> Result<Taken, Vec<String>> {
    let root = yaml::read(answers.as_bytes(), &yaml::Limits::CHECKLIST);
    let root = root.unwrap_or_else(|faults| panic!("{answers}\n{faults:?}")).root;
    let told = |fault: yaml::Fault| match fault.hint {
        Some(hint) => format!("{}; {hint}", fault.message),
        None => fault.message,
    };
    intake::document(checklist, &Record::default(), &stamp(0), &root)
        .map_err(|faults| faults.into_iter().map(told).collect())
}

/// A table in `guide/`.
fn table(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/guide").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A table of YAML.
fn rows<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_yaml::from_str(&table(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}
