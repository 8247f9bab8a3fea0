//! What programs are told is what the page says: every member stands in its table, and no other.

use std::collections::BTreeSet;

use clap::CommandFactory;
use frp_onboard::cli::Cli;
use frp_onboard::exit::Exit;
use serde_json::Value;

use crate::board::desks;
use crate::desk::Desk;
use crate::pages::{read, root};
use crate::schema::untold;
use crate::walk::on_record;

const PAGE: &str = include_str!("../../docs/json.md");

/// What a run tells programs.
fn told(desk: &Desk, args: &str) -> Value {
    let ran = desk.run_piped(args);
    let value: Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{args}: {error}: {}", ran.err));
    assert_eq!(value["format"], 1, "{args}");
    value
}

/// The members of some values by their paths: `steps[].key`. Below `without` nothing is looked at.
fn members<'v>(values: impl IntoIterator<Item = &'v Value>, without: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for value in values {
        collect(value, String::new(), without, &mut found);
    }
    found
}

fn collect(value: &Value, path: String, without: &[&str], found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                collect(value, path, without, found);
            }
        }
        Value::Array(values) if !path.is_empty() => {
            let path = format!("{path}[]");
            let objects = values.iter().any(Value::is_object) && !without.contains(&path.as_str());
            match objects {
                true => values.iter().for_each(|value| collect(value, path.clone(), without, found)),
                false => drop(found.insert(path)),
            }
        }
        _ => drop(found.insert(path)),
    }
}

/// The members in the tables of a part of the page whose first cell is `head`.
fn tabled(section: &str, head: &str) -> BTreeSet<String> {
    let section = PAGE.split(&format!("\n## {section}\n")).nth(1).expect("the section is there");
    let section = section.split("\n## ").next().expect("it has text");
    let mut members = BTreeSet::new();
    for table in section.split("\n\n").filter(|block| block.starts_with(&format!("| {head} |"))) {
        members.extend(table.lines().skip(2).filter_map(|row| row.split('`').nth(1)).map(str::to_owned));
    }
    assert!(!members.is_empty(), "no table of {head} in {section}");
    members
}

/// Holds members against a table: what is an object or a list somewhere may be nothing elsewhere.
fn agrees(found: &BTreeSet<String>, section: &str, head: &str) {
    let page = tabled(section, head);
    let below = |path: &String| {
        found
            .iter()
            .any(|other| other.starts_with(&format!("{path}.")) || other.starts_with(&format!("{path}[]")))
    };
    // What may be a text or a list of texts stands there once.
    let on_page =
        |path: &str| page.contains(path) || path.strip_suffix("[]").is_some_and(|path| page.contains(path));
    let unsaid: Vec<_> = found.iter().filter(|path| !on_page(path) && !below(path)).collect();
    let missing: Vec<_> = page.iter().filter(|path| !found.contains(*path) && !below(path)).collect();
    assert!(
        unsaid.is_empty() && missing.is_empty(),
        "{section}, {head}: not on the page {unsaid:?}, only there {missing:?}"
    );
}

/// Holds what was told against its schema in `docs/json`, which has every member of it.
pub fn fits<'v>(of: &str, values: impl IntoIterator<Item = &'v Value>) {
    let path = root().join("docs/json").join(format!("{of}.schema.json"));
    let mut schema: Value = serde_json::from_str(&read(&path)).expect("it is JSON");
    jsonschema::meta::validate(&schema).expect("it is a schema");
    assert_eq!(untold(&schema), [""; 0], "{of}: every member is told of");
    close(&mut schema);
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    for value in values {
        let wrong: Vec<_> = validator.iter_errors(value).collect();
        let wrong: Vec<_> = wrong.iter().map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{of}: {wrong:#?}");
    }
}

/// Takes no member that is not named. To programs more may be told some day.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(close);
            if members.get("properties").is_some_and(Value::is_object) {
                members.entry("additionalProperties").or_insert(false.into());
            }
        }
        Value::Array(values) => values.iter_mut().for_each(close),
        _ => {}
    }
}

/// The parts of a checklist at every depth, and the questions.
fn parts_and_questions(checklist: &Value) -> (Vec<Value>, Vec<Value>) {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut parts = list(&checklist["sections"]);
    let mut questions = list(&checklist["ask"]);
    let mut at = 0;
    while at < parts.len() {
        let inner = list(&parts[at]["section"]["parts"]);
        questions.extend(list(&parts[at]["step"]["asks"]));
        parts.extend(inner);
        at += 1;
    }
    let mut at = 0;
    while at < questions.len() {
        let inner = list(&questions[at]["fields"]);
        questions.extend(inner);
        at += 1;
    }
    (parts, questions)
}

#[test]
fn every_command_that_tells_programs_has_its_part_of_the_page_and_its_schema() {
    let says_json = |command: &&clap::Command| {
        let format = command.get_arguments().find(|argument| argument.get_id() == "format");
        format
            .is_some_and(|format| format.get_possible_values().iter().any(|value| value.get_name() == "json"))
    };
    let cli = Cli::command();
    let commands: Vec<_> = cli.get_subcommands().filter(says_json).map(clap::Command::get_name).collect();
    let named = PAGE.lines().find(|line| line.contains("take `--format json`")).expect("it says which");
    let named = named.split(" take `").next().expect("they come first");
    assert_eq!(named.matches('`').count(), 2 * commands.len(), "{named}: {commands:?}");
    for command in commands {
        assert!(named.contains(&format!("`{command}`")), "{command}");
        assert!(PAGE.contains(&format!("\n## {command}\n")), "{command}");
        assert!(PAGE.contains(&format!("[{command}](json/{command}.schema.json)")), "{command}");
        assert!(root().join(format!("docs/json/{command}.schema.json")).is_file(), "{command}");
    }
}

#[test]
fn the_board_is_told_as_the_page_says() {
    let told = told(&desks(), "list --format json");
    agrees(&members([&told], &[]), "list", "member");
    fits("list", [&told]);
}

#[test]
fn a_session_is_told_as_the_page_says() {
    let desk = desks();
    desk.run("mark fourth-coffee read --note seen --evidence INC-1 --untick 1");
    desk.run("mark contoso --note all");
    desk.run("mark adatum approve/us --skip later");
    let told: Vec<_> = ["adatum", "contoso", "relecloud", "fourth-coffee", "wingtip"]
        .iter()
        .map(|session| {
            let ran = desk.run_piped(&format!("status {session} --format json"));
            serde_json::from_str::<Value>(&ran.out).expect("it is JSON")
        })
        .collect();
    agrees(&members(&told, &[]), "status", "member");
    fits("status", &told);
    let elsewhere =
        desk.run_piped(&format!("status adatum --format json --dir {}", desk.sessions().display()));
    let elsewhere: Value = serde_json::from_str(&elsewhere.out).expect("it is JSON");
    assert_eq!(elsewhere["session"], "adatum");
}

#[test]
fn a_report_is_told_as_the_page_says() {
    let desk = desks();
    desk.write("mail.txt", "Accept was clicked at 14:02");
    desk.run("mark relecloud verify/us --waiting-for Microsoft --follow-up mon --reference 7 --note seen");
    desk.run("mark relecloud verify/us --done");
    desk.run("mark relecloud approve/us --evidence mail.txt --done");
    desk.run("mark relecloud --note all");
    desk.run("mark adatum approve/us --skip later");
    desk.run("answer adatum tenants.us.path=users --yes");
    let mut told: Vec<_> = ["relecloud", "adatum", "fourth-coffee", "contoso --redact"]
        .iter()
        .map(|session| told(&desk, &format!("report {session} --format json")))
        .collect();
    let damaged = desk.run_piped("report wingtip --format json");
    assert_eq!(damaged.exit, Exit::FAILED);
    told.push(serde_json::from_str(&damaged.out).expect("it is JSON"));
    assert!(told[4]["damage"].is_string() && told[3]["people"].is_number());
    agrees(&members(&told, &[]), "report", "member");
    fits("report", &told);
}

#[test]
fn a_checklist_is_told_as_the_page_says() {
    let desk = Desk::new();
    desk.write("branches.yaml", include_str!("checklists/branches.yaml"));
    desk.write("tenants.yaml", include_str!("checklists/tenants.yaml"));
    let checklists = ["branches.yaml", "tenants.yaml", "partner-onboarding"];
    let told: Vec<_> =
        checklists.iter().map(|name| told(&desk, &format!("show {name} --format json"))).collect();
    agrees(&members(&told, &["checklist.sections[]", "checklist.ask[]"]), "show", "member");
    fits("show", &told);
    let (mut parts, mut questions) = (Vec::new(), Vec::new());
    for told in &told {
        let (own_parts, own_questions) = parts_and_questions(&told["checklist"]);
        parts.extend(own_parts);
        questions.extend(own_questions);
    }
    agrees(&members(&parts, &["section.parts[]", "step.asks[]"]), "show", "member of a part");
    agrees(&members(&questions, &["fields[]"]), "show", "member of a question");
    let list = serde_json::from_str::<Value>(&desk.run("show --format json").out).expect("it is JSON");
    agrees(&members([&list], &[]), "show", "member of the list");
    fits("checklists", [&list]);
}

#[test]
fn answers_are_told_as_the_page_says_and_asked_about_by_nobody() {
    let desk = desks();
    let before = desk.journal("woodgrove").len();
    let lines = [
        ("answer woodgrove tenants.us.path=users tenants.uk.path=admin --format json", Exit::FAILED, 0),
        ("answer woodgrove tenants.us.path=users tenants.uk.path=admin --format json --dry-run", Exit::OK, 0),
        ("answer woodgrove countries=US --format json --dry-run", Exit::OK, 0),
        ("answer woodgrove portal=maybe tenants.fr.country=FR countries=US --format json", Exit::FAILED, 0),
        ("answer woodgrove tenants.us.country=DE --format json --yes", Exit::OK, 1),
        ("answer woodgrove portal=yes from=mon --format json", Exit::OK, 3),
    ];
    let mut values = Vec::new();
    let mut text = String::new();
    for (line, exit, more) in lines {
        let ran = desk.run(line);
        assert_eq!(ran.exit, exit, "{line}: {}", ran.err);
        assert_eq!(desk.journal("woodgrove").len(), before + more, "{line}");
        text += &format!("$ frp-onboard {line}\n{}{}\n", ran.out, ran.err);
        values.push(serde_json::from_str::<Value>(&ran.out).expect("it is JSON"));
    }
    on_record("answer.json.txt", &text);
    agrees(&members(&values, &[]), "answer", "member");
    fits("answer", &values);
}

#[test]
fn a_reply_is_told_as_the_page_says_and_asked_about_by_nobody() {
    let desk = desks();
    let sheet = desk.run_piped("handoff woodgrove --actor partner-admin");
    assert_eq!(sheet.exit, Exit::OK, "{}", sheet.err);
    let filled =
        sheet.out.replace("verify/uk:", "verify/uk: done, Authorized").replace("portal=", "portal= maybe");
    desk.write("reply.txt", filled.replace("your name:", "your name: Eli O'Brien"));
    desk.write("strange.txt", sheet.out.replace("portal=", "portal= no\n    approve/us: done"));
    let before = desk.journal("woodgrove").len();
    let (mut values, mut text) = (Vec::new(), String::new());
    for (line, exit, more) in [
        ("apply woodgrove reply.txt --format json", Exit::FAILED, 0),
        ("apply woodgrove reply.txt --format json --dry-run", Exit::OK, 0),
        ("apply woodgrove reply.txt --format json --yes", Exit::OK, 2),
        ("apply woodgrove reply.txt --format json --yes", Exit::FAILED, 2),
        ("apply woodgrove strange.txt --format json --yes", Exit::OK, 3),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.exit, exit, "{line}: {}{}", ran.out, ran.err);
        assert_eq!(desk.journal("woodgrove").len(), before + more, "{line}");
        let value: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        text += &format!("$ frp-onboard {line}\n{}{}\n", ran.out, ran.err);
        text = text.replace(value["sheet"].as_str().expect("a code"), "7f3a09.41.b81d6e55c0aa");
        values.push(value);
    }
    on_record("apply.json.txt", &text);
    agrees(&members(&values, &[]), "apply", "member");
    fits("apply", &values);
    let status = told(&desk, "status woodgrove --format json");
    fits("status", [&status]);
    let steps = status["steps"].as_array().expect("a list");
    let done = steps.iter().find(|step| step["key"] == "verify/uk").expect("it is there");
    assert_eq!(done["mark"]["reply_from"], "Eli O'Brien (Partner admin)");
}

#[test]
fn findings_are_told_as_the_page_says() {
    let args = format!("check --format json {}", root().join("tests/check").display());
    let told = told(&Desk::new(), &args);
    let findings = told["findings"].as_array().expect("a list");
    assert!(findings.len() > 200 && findings.iter().any(|finding| finding.get("also").is_some()));
    agrees(&members([&told], &[]), "check", "member");
    fits("check", [&told]);
}

#[test]
fn a_member_that_no_schema_names_is_found() {
    let told = serde_json::json!({ "format": 1, "checklists": [], "more": 1 });
    assert!(std::panic::catch_unwind(|| fits("checklists", [&told])).is_err());
}

#[test]
fn marks_are_told_as_the_page_says() {
    let desk = desks();
    let before = desk.journal("woodgrove").len();
    let lines = [
        ("mark woodgrove verify/us approve/us --done --format json", Exit::FAILED, 0),
        ("mark woodgrove verify --done --format json", Exit::FAILED, 0),
        ("mark woodgrove approve/us --evidence INC-1 --done --format json --dry-run", Exit::OK, 0),
        ("mark woodgrove approve/us --evidence INC-1 --done --format json", Exit::OK, 2),
        ("mark woodgrove verify/uk --waiting-for Microsoft --reference 78 --format json", Exit::OK, 1),
        ("mark woodgrove portal --skip later --format json", Exit::OK, 1),
        ("mark woodgrove read --untick 1 --format json", Exit::OK, 1),
        ("mark woodgrove --note well --format json", Exit::OK, 1),
    ];
    let (mut values, mut text, mut recorded) = (Vec::new(), String::new(), before);
    for (line, exit, more) in lines {
        let ran = desk.run(line);
        recorded += more;
        assert_eq!(ran.exit, exit, "{line}: {}", ran.err);
        assert_eq!(desk.journal("woodgrove").len(), recorded, "{line}");
        text += &format!("$ frp-onboard {line}\n{}{}\n", ran.out, ran.err);
        values.push(serde_json::from_str::<Value>(&ran.out).expect("it is JSON"));
    }
    on_record("mark.json.txt", &text);
    fits("mark", &values);
    agrees(&members(&values, &[]), "mark", "member");
}

#[test]
fn an_upgrade_is_told_as_the_page_says_and_asked_about_by_nobody() {
    let desk = desks();
    desk.write("tenants-2.yaml", include_str!("checklists/tenants-2.yaml"));
    let before = desk.journal("adatum").len();
    let lines = [
        ("upgrade adatum tenants-2.yaml --format json", Exit::FAILED, 0),
        ("upgrade adatum tenants-2.yaml --format json --dry-run", Exit::OK, 0),
        ("upgrade adatum tenants-2.yaml --format json --yes", Exit::OK, 1),
        ("upgrade adatum tenants-2.yaml --format json --yes", Exit::OK, 1),
    ];
    let mut values = Vec::new();
    for (line, exit, more) in lines {
        let ran = desk.run(line);
        assert_eq!(ran.exit, exit, "{line}: {}", ran.err);
        assert_eq!(desk.journal("adatum").len(), before + more, "{line}");
        values.push(serde_json::from_str::<Value>(&ran.out).expect("it is JSON"));
    }
    on_record("upgrade.json", &format!("{:#}\n", values[2]));
    agrees(&members(&values, &[]), "upgrade", "member");
    fits("upgrade", &values);
}

#[test]
fn what_the_page_does_not_say_is_found() {
    let value = serde_json::json!({ "format": 1, "session": "x", "more": [{ "a": null }], "few": [1] });
    let found = members([&value], &[]);
    assert_eq!(found.iter().collect::<Vec<_>>(), ["few[]", "format", "more[].a", "session"]);
    let agrees = std::panic::catch_unwind(|| agrees(&found, "answer", "member"));
    assert!(agrees.is_err());
}
