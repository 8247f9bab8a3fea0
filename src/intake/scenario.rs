//! A scenario: answers, and the steps that they must lead to.

use crate::checklist::{Checklist, InstanceKey};
use crate::format::yaml::{self, Fault, Limits, Node, Shape, Span};
use crate::plan::{Lack, Plan};
use crate::session::{Record, Stamp};

/// A scenario file, read.
#[derive(Debug)]
pub struct Scenario {
    /// The checklist's file, from the scenario's.
    pub checklist: String,
    /// Where it is named.
    pub checklist_at: Span,
    answers: Option<Node<'static>>,
    /// The keys that are expected, with their places; none if nothing is said of them.
    steps: Option<Vec<(String, Span)>>,
    hidden: Vec<(String, Span)>,
    expect: Span,
}

impl Scenario {
    /// The scenario that `bytes` hold.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        let document = yaml::read(bytes, &Limits::CHECKLIST)?;
        let mut faults = Vec::new();
        let root = document.root;
        let keys = ["scenario", "checklist", "answers", "expect"];
        let fields = crate::format::map(&root, "a scenario", &keys, &mut faults);
        let at = root.at;
        let get = |name: &str| fields.iter().find(|(key, _)| key.text == name).map(|(_, node)| node);
        match get("scenario") {
            None => faults.push(fault("missing-key", at, "the line `scenario: 1` is missing")),
            Some(node) if node.text() == Some("1") => {}
            Some(node)
                if node
                    .text()
                    .and_then(|format| format.parse().ok())
                    .is_some_and(|format: u32| format > 1) =>
            {
                faults.push(fault("newer-format", node.at, "this program reads scenarios of format 1"));
            }
            Some(node) => faults.push(fault("bad-value", node.at, "a scenario starts with `scenario: 1`")),
        }
        let checklist = get("checklist").and_then(Node::text).unwrap_or_default().to_owned();
        if checklist.is_empty() {
            faults.push(fault("missing-key", at, "a scenario names its `checklist`, as a path from its own"));
        }
        let (mut steps, mut hidden, mut expect) = (None, Vec::new(), at);
        if let Some(node) = get("expect") {
            expect = node.at;
            for (key, node) in crate::format::map(node, "`expect`", &["steps", "hidden"], &mut faults) {
                let list = keys_of(node, &mut faults);
                match &*key.text {
                    "steps" => steps = Some(list),
                    _ => hidden = list,
                }
            }
        }
        let answers = get("answers").cloned().map(Node::into_owned);
        let checklist_at = get("checklist").map_or(at, |node| node.at);
        if faults.is_empty() {
            Ok(Self { checklist, checklist_at, answers, steps, hidden, expect })
        } else {
            Err(faults)
        }
    }

    /// How many steps it expects.
    pub fn length(&self) -> Option<usize> {
        self.steps.as_ref().map(Vec::len)
    }

    /// What its answers come to.
    ///
    /// # Errors
    /// Answers that do not fit.
    pub fn record(&self, checklist: &Checklist, stamp: &Stamp) -> Result<Record, Vec<Fault>> {
        match &self.answers {
            Some(answers) => Ok(super::document(checklist, &Record::default(), stamp, answers)?.record),
            None => Ok(Record::default()),
        }
    }

    /// Plans the scenario as if every step were marked done, and holds it against what it expects.
    ///
    /// # Errors
    /// Answers that do not fit or are missing, and the first step that differs.
    pub fn run(&self, checklist: &Checklist, stamp: &Stamp) -> Result<Vec<InstanceKey>, Vec<Fault>> {
        let record = self.record(checklist, stamp)?;
        let plan = Plan::all_done(checklist, &record);
        let mut faults = self.missing(&plan);
        let keys: Vec<_> = plan.instances().iter().map(|instance| instance.key.clone()).collect();
        faults.extend(self.differing(&keys));
        for (key, at) in &self.hidden {
            if !plan.hidden().iter().any(|hidden| hidden.as_str() == key) {
                let where_it_is =
                    if plan.find(key).is_some() { "is shown" } else { "is of no row that exists" };
                faults.push(fault("scenario", *at, &format!("`{key}` should be hidden, but {where_it_is}")));
            }
        }
        if faults.is_empty() { Ok(keys) } else { Err(faults) }
    }

    fn missing(&self, plan: &Plan<'_>) -> Vec<Fault> {
        let at = self.answers.as_ref().map_or(self.expect, |node| node.at);
        let opening = plan.opening_lacks().into_iter();
        let opening =
            opening.map(|path| format!("`{path}` has no answer, and is asked before the first step"));
        let lacks = plan.instances().iter().flat_map(|step| step.lacks.iter().map(move |lack| (step, lack)));
        let of_steps = lacks.filter_map(|(step, lack)| match lack {
            Lack::Answer(path) => Some(format!("`{path}` has no answer, and `{}` takes one", step.key)),
            _ => None,
        });
        opening.chain(of_steps).map(|message| fault("missing-answer", at, &message)).collect()
    }

    fn differing(&self, keys: &[InstanceKey]) -> Option<Fault> {
        let expected = self.steps.as_ref()?;
        let length = expected.len().max(keys.len());
        let at = (0..length).find(|&at| {
            expected.get(at).map(|(key, _)| key.as_str()) != keys.get(at).map(InstanceKey::as_str)
        })?;
        let number = at + 1;
        let (message, place) = match (expected.get(at), keys.get(at)) {
            (Some((want, place)), Some(is)) => {
                (format!("step {number} should be `{want}`, is `{is}`"), *place)
            }
            (Some((want, place)), None) => {
                (format!("step {number} should be `{want}`, but the plan ends before it"), *place)
            }
            (None, Some(is)) => (format!("the plan goes on with `{is}` as step {number}"), self.expect),
            (None, None) => return None,
        };
        Some(fault("scenario", place, &message))
    }
}

fn fault(code: &'static str, at: Span, message: &str) -> Fault {
    Fault { code, message: message.to_owned(), at, hint: None }
}

fn keys_of(node: &Node, faults: &mut Vec<Fault>) -> Vec<(String, Span)> {
    let Shape::Sequence(nodes) = &node.shape else {
        faults.push(fault("wrong-type", node.at, "step keys are a list"));
        return Vec::new();
    };
    let mut keys = Vec::new();
    for node in nodes {
        match node.text() {
            Some(key) if key.parse::<InstanceKey>().is_ok() => keys.push((key.to_owned(), node.at)),
            _ => faults.push(fault("bad-value", node.at, "this is no step key, like `assign-roles/us/dana`")),
        }
    }
    keys
}
