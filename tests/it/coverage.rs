//! The built-in checklists are used up by their scenarios: each question is answered, each choice taken, and
//! each condition holds in one place and fails in another. What none reaches, nobody has ever read.
//!
//! A condition counts only where all around it holds: one that fails because its section is hidden was not asked.

use std::collections::BTreeMap;

use frp_onboard::checklist::{
    Checklist, Condition, Home, Kind, Node, NodeIx, Options, Question, QuestionIx, Step, Value,
};
use frp_onboard::intake::scenario::Scenario;
use frp_onboard::plan::{At, Atom, Binding, Instance, Plan, RowIx, Truth};
use frp_onboard::session::Record;
use frp_onboard::{format, library};

use super::pages::{files, read};
use super::robot::stamp;

/// What a longer list offers is held against its source one by one, not by scenarios.
const TAKEN_ONE_BY_ONE: usize = 20;

/// What must be met, and whether it was.
#[derive(Default)]
struct Met(BTreeMap<String, bool>);

impl Met {
    fn is(&mut self, what: String, met: bool) {
        *self.0.entry(what).or_default() |= met;
    }

    fn both(&mut self, condition: &str, holds: Truth) {
        assert_ne!(holds, Truth::Maybe, "{condition} is open though every answer is given");
        self.is(format!("{condition} holds"), holds == Truth::Yes);
        self.is(format!("{condition} fails"), holds == Truth::No);
    }

    fn missing(self) -> Vec<String> {
        self.0.into_iter().filter_map(|(what, met)| (!met).then_some(what)).collect()
    }
}

/// A checklist, and what its scenarios must meet of it.
struct Coverage {
    checklist: Checklist,
    /// The same without conditions on sections and steps: all places where one could stand.
    open: Checklist,
    met: Met,
}

#[test]
fn scenarios_use_up_the_built_in_checklists() {
    let mut missing = Vec::new();
    for built_in in library::BUILT_IN {
        let unmet = unmet(built_in.text, &scenarios(built_in.id));
        missing.extend(unmet.into_iter().map(|what| format!("{}: {what}", built_in.id)));
    }
    assert!(missing.is_empty(), "no scenario shows that\n  {}", missing.join("\n  "));
}

#[test]
fn what_is_not_used_up_is_named() {
    let text = "\
format: 1
id: story
title: Story
version: 1
ask: [{ id: wide, type: confirm, label: Wide }]
sections:
  - id: main
    title: Main
    steps:
      - id: sites
        title: Sites
        ask:
          - id: sites
            type: list
            item: site
            label: Sites
            key: name
            required: false
            fields:
              - { id: name, type: text, label: Name }
              - { id: size, type: choice, label: Size, when: { wide: true }, choices: { small: Small, large: Large } }
      - { id: visit, title: Visit, each: sites, when: { site.size: large }, tick: [{ text: Seen, when: { wide: true } }] }
";
    let scenario = |answers: &str| format!("scenario: 1\nchecklist: story.yaml\nanswers: {answers}\n");
    let small = scenario("{ wide: true, sites: [{ name: Oslo, size: small }] }");
    assert_eq!(
        unmet(text, std::slice::from_ref(&small)),
        [
            "`sites` is left empty",
            "`size` takes large",
            "`size`, condition fails",
            "`visit`, condition holds",
            "`visit`, tick 1 fails",
            "`visit`, tick 1 holds",
            "`wide` takes no",
        ]
    );
    let others = ["{ wide: true, sites: [{ name: Oslo, size: large }] }", "{ wide: false }"].map(scenario);
    let all = [small, others[0].clone(), others[1].clone(), scenario("{ wide: false, sites: [Rome] }")];
    assert_eq!(unmet(text, &all), ["`visit`, tick 1 fails"], "it cannot: the size is asked only where wide");
}

/// The scenarios that name the built-in checklist.
fn scenarios(id: &str) -> Vec<String> {
    let texts = files("checklists/scenarios").into_iter().map(|file| read(&file));
    texts.filter(|text| text.contains(&format!("\nchecklist: ../{id}.yaml\n"))).collect()
}

fn unmet(checklist: &str, scenarios: &[String]) -> Vec<String> {
    let checklist = format::checklist("story.yaml", checklist.as_bytes()).expect("it is right");
    let mut open = checklist.clone();
    open.nodes.iter_mut().for_each(|node| node.when = None);
    let met = wanted(&checklist);
    let mut coverage = Coverage { checklist, open, met };
    for text in scenarios {
        let scenario = Scenario::read(text.as_bytes()).expect("the scenario reads");
        let record = scenario.record(&coverage.checklist, &stamp(0)).expect("its answers fit");
        coverage.add(&record);
    }
    coverage.met.missing()
}

/// All conditions, none of them seen yet: one that stands where nobody comes is missing, too.
fn wanted(checklist: &Checklist) -> Met {
    let mut met = Met::default();
    let mut both = |condition: String| {
        met.is(format!("{condition} holds"), false);
        met.is(format!("{condition} fails"), false);
    };
    for node in &checklist.nodes {
        if node.when.is_some() {
            both(format!("`{}`, condition", node.id));
        }
        let parts = node.step().map(conditions).unwrap_or_default();
        parts.into_iter().for_each(|(part, _)| both(format!("`{}`, {part}", node.id)));
    }
    for question in checklist.questions.iter().filter(|question| question.when.is_some()) {
        both(format!("`{}`, condition", question.id));
    }
    met
}

impl Coverage {
    fn add(&mut self, record: &Record) {
        let (checklist, met) = (&self.checklist, &mut self.met);
        let plan = Plan::all_done(checklist, record);
        let everywhere = Plan::all_done(&self.open, record);
        for (ix, node) in checklist.nodes.iter().enumerate() {
            if let Some(when) = &node.when {
                let places = everywhere.instances().iter().filter(|place| within(checklist, place.node, ix));
                let scopes = places.filter_map(|place| translated(&everywhere, &plan, place));
                for scope in scopes.filter(|scope| around_holds(&plan, node, scope)) {
                    met.both(&format!("`{}`, condition", node.id), plan.reader().holds(when, &scope));
                }
            }
        }
        for instance in plan.instances() {
            parts(met, &plan, instance);
        }
        for (ix, question) in checklist.questions.iter().enumerate() {
            for holder in holders(&plan, question.home) {
                asked(met, &plan, question, (QuestionIx(ix), holder));
            }
        }
    }
}

/// Whether a step is this node or lies in it.
fn within(checklist: &Checklist, step: NodeIx, node: usize) -> bool {
    step.0 >= node && step.0 < checklist.nodes[node].end.0
}

/// The items of an instance of one plan, as another knows them; nothing if they do not exist there.
fn translated(from: &Plan<'_>, to: &Plan<'_>, instance: &Instance) -> Option<Vec<Binding>> {
    let translate = |binding: &Binding| {
        let atom = match binding.to.as_ref()? {
            Atom::Row(row) => Atom::Row(to.reader().find(&from.reader().place(Some(*row)))??),
            atom => atom.clone(),
        };
        Some(Binding { item: binding.item, to: Some(atom) })
    };
    instance.bindings.iter().map(translate).collect()
}

fn around_holds(plan: &Plan<'_>, node: &Node, scope: &[Binding]) -> bool {
    let parents = std::iter::successors(node.parent, |&parent| plan.checklist().node(parent).parent);
    let mut conditions = parents.filter_map(|parent| plan.checklist().node(parent).when.as_ref());
    conditions.all(|when| plan.reader().holds(when, scope) == Truth::Yes)
}

/// The conditions of what a step says and takes, where it is shown.
fn parts(met: &mut Met, plan: &Plan<'_>, instance: &Instance) {
    let id = &plan.node(instance).id;
    for (part, when) in conditions(plan.step(instance)) {
        met.both(&format!("`{id}`, {part}"), plan.reader().holds(when, &instance.bindings));
    }
}

fn conditions(step: &Step) -> Vec<(String, &Condition)> {
    let links = step.links.iter().map(|link| link.when.as_ref());
    let lines = step.expect.iter().map(|line| line.when.as_ref());
    let notes = step.notes.iter().map(|note| note.when.as_ref());
    let ticks = step.ticks.iter().map(|tick| tick.when.as_ref());
    let number = |what: &'static str| {
        move |(at, when): (usize, Option<_>)| Some((format!("{what} {}", at + 1), when?))
    };
    let links = links.enumerate().filter_map(number("link"));
    let lines = lines.enumerate().filter_map(number("line expected"));
    let notes = notes.enumerate().filter_map(number("note"));
    links.chain(lines).chain(notes).chain(ticks.enumerate().filter_map(number("tick"))).collect()
}

/// The document, or all rows of a list.
fn holders(plan: &Plan<'_>, home: Home) -> Vec<Option<RowIx>> {
    let Home::Row(list) = home else { return vec![None] };
    let outer = holders(plan, plan.checklist().question(list).home);
    outer
        .into_iter()
        .flat_map(|holder| plan.reader().rows((list, holder)).iter().copied().map(Some).collect::<Vec<_>>())
        .collect()
}

/// Whether a question is asked here, and what of it is answered.
fn asked(met: &mut Met, plan: &Plan<'_>, question: &Question, at: At) {
    let reader = plan.reader();
    let around = match (question.home, question.steps.is_empty()) {
        (Home::Row(list), true) => {
            reader.shown((list, at.1.and_then(|row| reader.parent(row)))) == Truth::Yes
        }
        (_, true) => true,
        (_, false) => asks(plan, at),
    };
    if let Some(when) = question.when.as_ref().filter(|_| around) {
        met.both(&format!("`{}`, condition", question.id), reader.holds(when, &reader.scope(at.1)));
    }
    let shown = around && reader.shown(at) == Truth::Yes;
    let answers = if shown { reader.answer(at).values } else { Vec::new() };
    met.is(format!("`{}` is answered", question.id), !answers.is_empty());
    if !question.required {
        met.is(format!("`{}` is left empty", question.id), shown && answers.is_empty());
    }
    match &question.kind {
        Kind::Confirm => {
            for (word, value) in [("yes", true), ("no", false)] {
                let given = reader.value(at) == Some(&Value::Bool(value));
                met.is(format!("`{}` takes {word}", question.id), shown && given);
            }
        }
        Kind::Choice(Options::List(list)) | Kind::Choices(Options::List(list)) => {
            let choices = plan.checklist().choices(*list);
            for (place, choice) in choices.iter().enumerate().filter(|_| choices.len() <= TAKEN_ONE_BY_ONE) {
                let given = answers.iter().any(|(atom, _)| *atom == Atom::Choice(*list, place));
                met.is(format!("`{}` takes {}", question.id, choice.value), given);
            }
        }
        _ => {}
    }
}

/// Whether a step that is shown asks this.
fn asks(plan: &Plan<'_>, at: At) -> bool {
    plan.instances().iter().any(|instance| {
        let own = plan.step(instance).asks.contains(&at.0);
        let bound = at.1.is_none_or(|row| instance.bindings.iter().any(|one| one.to == Some(Atom::Row(row))));
        own && bound
    })
}
