//! `new`, as authors meet it.

use std::fs;

use frp_onboard::exit::Exit;
use frp_onboard::terminal::Mode;

use crate::desk::Desk;

#[test]
fn what_is_written_checks_clean_and_walks_to_its_end() {
    let desk = Desk::new();
    let made = desk.run("new");
    assert_eq!((made.exit, made.err.as_str()), (Exit::OK, ""));
    assert_eq!(
        made.out,
        "wrote checklist.yaml, scenarios/checklist.yaml and checklist.schema.json\n\
         Next: frp-onboard start checklist.yaml\n"
    );
    let checked = desk.run("check --deny warnings");
    assert_eq!((checked.exit, checked.out.as_str()), (Exit::OK, "1 file, 1 scenario: no findings\n"));
    let words = ["Kim", "home", "Laptop", "add", "Phone", "all", "done", "done", "done"];
    let walked = desk.talk(Mode::Lines, "start checklist.yaml", words);
    assert_eq!((walked.exit, walked.err.as_str()), (Exit::OK, ""));
    assert!(walked.talk.contains("All steps are complete."), "{}", walked.talk);
}

#[test]
fn its_first_line_names_a_schema_that_is_there_and_that_it_fits() {
    let desk = Desk::new();
    desk.run("new week.yaml");
    let text = fs::read_to_string(desk.dir().join("week.yaml")).expect("it is written");
    let schema = text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
    let schema = fs::read_to_string(desk.dir().join(schema.expect("it names one"))).expect("it is written");
    assert_eq!(schema, desk.run("schema").out);
    let schema = serde_json::from_str(&schema).expect("it is JSON");
    let value: serde_json::Value = serde_yaml::from_str(&text).expect("it is YAML");
    assert!(jsonschema::validator_for(&schema).expect("it is a schema").is_valid(&value));
}

#[test]
fn the_name_is_the_id_and_the_scenario_finds_it_whatever_it_is() {
    let desk = Desk::new();
    fs::create_dir(desk.dir().join("sub")).expect("a folder");
    for (file, id) in [
        ("sub/First_Week.yml", "first-week"),
        ("2026.yaml", "checklist-2026"),
        ("Zürich.yaml", "zurich"),
        ("a'b{c}.yaml", "a-b-c"),
        ("+.yaml", "checklist"),
    ] {
        let made = desk.run(&format!("new {file}"));
        let next = if file.contains('{') { format!("\"{file}\"") } else { file.to_owned() };
        assert_eq!(made.exit, Exit::OK, "{file}");
        assert!(made.out.ends_with(&format!("\nNext: frp-onboard start {next}\n")), "{}", made.out);
        let checked = desk.run(&format!("check --deny warnings {file}"));
        assert_eq!(
            (checked.exit, checked.out.as_str()),
            (Exit::OK, "1 file, 1 scenario: no findings\n"),
            "{file}"
        );
        let text = fs::read_to_string(desk.dir().join(file)).expect("it is written");
        assert!(text.contains(&format!("\nid: {id}\n")) && !text.contains("starter"), "{text}");
    }
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let taken = |file: &str, new: &str| {
        let desk = Desk::new();
        fs::create_dir(desk.dir().join("scenarios")).expect("a folder");
        desk.write(file, "mine");
        let ran = desk.run(new);
        assert_eq!(fs::read_to_string(desk.dir().join(file)).expect("it is there"), "mine");
        ran
    };
    for file in ["a.yaml", "scenarios/a.yaml"] {
        let ran = taken(file, "new a.yaml");
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::FAILED, ""));
        assert_eq!(
            ran.err,
            format!(
                "error: `{file}` is there already\nhint: another name: frp-onboard new first-week.yaml\n"
            )
        );
    }
    // A schema is shared by all that lie there.
    let ran = taken("checklist.schema.json", "new a.yaml");
    assert_eq!((ran.exit, ran.out.lines().next()), (Exit::OK, Some("wrote a.yaml and scenarios/a.yaml")));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_followed() {
    let desk = Desk::new();
    std::os::unix::fs::symlink("elsewhere.yaml", desk.dir().join("a.yaml")).expect("a link");
    assert_eq!(desk.run("new a.yaml").exit, Exit::FAILED);
    assert!(!desk.dir().join("elsewhere.yaml").exists());
}

#[test]
fn what_cannot_be_a_checklist_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    for file in ["week", "week.json", ".yaml", "..", "a\u{202e}b.yaml"] {
        let ran = desk.run(&format!("new {file}"));
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::USAGE, ""), "{file}");
        assert!(ran.err.contains("hint: a name ends in .yaml"), "{}", ran.err);
    }
    let ran = desk.run("new gone/week.yaml");
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::FAILED, ""));
    assert_eq!(
        ran.err,
        "error: cannot write `gone/week.yaml`: there is no folder `gone`\n\
         hint: make the folder first, or name another file\n"
    );
    assert_eq!(fs::read_dir(desk.dir()).expect("a folder").count(), 0);
}

#[test]
fn what_fails_leaves_nothing_behind_that_blocks_the_next_try() {
    let desk = Desk::new();
    fs::write(desk.dir().join("scenarios"), "a file").expect("it is written");
    let failed = desk.run("new week.yaml");
    assert_eq!(failed.exit, Exit::FAILED);
    assert!(failed.err.starts_with("error: cannot write `scenarios/week.yaml`: "), "{}", failed.err);
    assert!(failed.err.contains("\nhint: ") && !failed.err.contains("os error"), "{}", failed.err);
    assert!(!desk.dir().join("week.yaml").exists());
    fs::remove_file(desk.dir().join("scenarios")).expect("it is removed");
    assert_eq!(desk.run("new week.yaml").exit, Exit::OK);
}
