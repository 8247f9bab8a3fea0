//! Scenarios: those beside the checklists, and what one is told (rule 24).

use std::fs;
use std::path::Path;

use super::{checklist, stamp};
use crate::format::{self, yaml::Fault};
use crate::intake::scenario::Scenario;

#[test]
fn every_shipped_scenario_plans_the_steps_that_it_expects() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists/scenarios");
    let mut run = 0;
    for entry in fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let scenario =
            Scenario::read(&fs::read(&path).unwrap()).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        let bytes = fs::read(dir.join(&scenario.checklist)).unwrap();
        let checklist = format::checklist(&scenario.checklist, &bytes)
            .unwrap_or_else(|findings| panic!("{}: {findings:#?}", scenario.checklist));
        scenario.run(&checklist, &stamp()).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        run += 1;
    }
    assert!(run >= 3, "{run} scenarios");
}

const BODY: &str = "
ask: [{ id: wide, type: confirm, label: Wide }]
sections:
  - id: main
    title: Main
    steps:
      - { id: name, title: Name, ask: [{ id: name, type: text, label: Name }, { id: nick, type: text, label: Nick, required: false }] }
      - { id: sites, title: Sites, when: { wide: true }, ask: [{ id: sites, type: list, item: site, key: name, label: Sites, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: visit, title: Visit, each: sites, when: { nick: { given: false } } }
      - { id: tell, title: Tell, tick: [Told], evidence: The mail }
";

/// What a scenario with this content is told, each as `line:column message`.
fn told(content: &str) -> Vec<String> {
    let text = format!("scenario: 1\nchecklist: story.yaml\n{content}");
    let shown = |faults: Vec<Fault>| {
        faults
            .into_iter()
            .map(|fault| format!("{}:{} {}", fault.at.line, fault.at.column, fault.message))
            .collect()
    };
    match Scenario::read(text.as_bytes()) {
        Ok(scenario) => scenario.run(&checklist(BODY), &stamp()).map_or_else(shown, |_| Vec::new()),
        Err(faults) => shown(faults),
    }
}

#[test]
fn a_scenario_plans_as_if_every_step_were_done_and_what_is_optional_left_blank() {
    let answers = "answers: { wide: true, name: Ann, sites: [oslo, rome] }\n";
    assert_eq!(
        told(&format!("{answers}expect: {{ steps: [name, sites, visit/oslo, visit/rome, tell] }}")),
        [""; 0]
    );
    let nicked = "answers: { wide: true, name: Ann, nick: A, sites: [oslo] }\n";
    assert_eq!(
        told(&format!("{nicked}expect: {{ steps: [name, sites, tell], hidden: [visit/oslo] }}")),
        [""; 0]
    );
    let narrow = "answers: { wide: false, name: Ann, sites: [oslo] }\n";
    assert_eq!(told(&format!("{narrow}expect: {{ steps: [name, tell], hidden: [sites] }}")), [""; 0]);
}

#[test]
fn a_visible_required_answer_left_out_is_told() {
    assert_eq!(
        told("answers: { nick: A }\nexpect: { hidden: [] }"),
        [
            "3:10 `wide` has no answer, and is asked before the first step",
            "3:10 `name` has no answer, and `name` takes one"
        ]
    );
    assert_eq!(
        told("answers: { wide: true, name: Ann }"),
        ["3:10 `sites` has no answer, and `sites` takes one"]
    );
}

#[test]
fn the_first_step_that_differs_is_told_at_its_place() {
    let answers = "answers: { wide: false, name: Ann }\n";
    let told = |expect: &str| told(&format!("{answers}expect: {expect}"));
    assert_eq!(told("{ steps: [name, sites, tell] }"), ["4:25 step 2 should be `sites`, is `tell`"]);
    assert_eq!(
        told("{ steps: [name, tell, rest] }"),
        ["4:31 step 3 should be `rest`, but the plan ends before it"]
    );
    assert_eq!(told("{ steps: [name] }"), ["4:9 the plan goes on with `tell` as step 2"]);
    assert_eq!(
        told("{ hidden: [name, visit/oslo] }"),
        [
            "4:20 `name` should be hidden, but is shown",
            "4:26 `visit/oslo` should be hidden, but is of no row that exists"
        ]
    );
}

#[test]
fn a_scenario_that_cannot_be_read_says_why() {
    assert_eq!(told("expects: {}\nexpect: { steps: [A b], hiden: [] }").len(), 3);
    let read = |text: &str| {
        Scenario::read(text.as_bytes()).unwrap_err().into_iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(read("scenario: 2\nchecklist: a.yaml"), ["newer-format"]);
    assert_eq!(read("scenario: 1"), ["missing-key"]);
    assert_eq!(read("checklist: a.yaml"), ["missing-key"]);
    assert_eq!(read("scenario: one\nchecklist: a.yaml"), ["bad-value"]);
    assert_eq!(read("[a]"), ["wrong-type", "missing-key", "missing-key"]);
}

#[test]
fn answers_that_lead_to_more_steps_than_anybody_walks_are_refused() {
    let visits: Vec<_> =
        (0..200).map(|at| format!("      - {{ id: visit-{at}, title: V{at}, each: sites }}\n")).collect();
    let long = checklist(&format!(
        "sections:\n  - id: main\n    title: Main\n    steps:\n      - {{ id: sites, title: Sites, ask: [{{ id: sites, \
         type: list, item: site, key: name, label: Sites, fields: [{{ id: name, type: text, label: Name }}] }}] }}\n{}",
        visits.concat()
    ));
    let run = |sites: usize| {
        let names: Vec<_> = (0..sites).map(|at| format!("s{at}")).collect();
        let text = format!("scenario: 1\nchecklist: long.yaml\nanswers:\n  sites: [{}]\n", names.join(", "));
        Scenario::read(text.as_bytes()).expect("a scenario").run(&long, &stamp())
    };
    assert_eq!(run(98).expect("few enough").len(), 1 + 98 * 200);
    let faults = run(100).expect_err("too many");
    let told: Vec<_> = faults.iter().map(|fault| (fault.code, fault.at.line, &*fault.message)).collect();
    assert_eq!(told, [("too-large", 4, "these answers lead to more than 20,000 sections and steps")]);
}
