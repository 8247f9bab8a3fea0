//! Every session that a small checklist can have, found by the plan alone: each answer, each missing answer
//! where the step may be skipped, lists of no, one and two rows.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::checklist::{Address, Checklist, Id, Kind, Options, Value};
use crate::plan::{At, Atom, Instance, Lack, Plan, Truth};
use crate::session::{Event, Record, Stamp, What};

/// A session under way.
#[derive(Clone, Default)]
struct Session {
    record: Record,
    /// What is said: answered, left blank, counted; or missing for good.
    said: BTreeSet<Address>,
}

/// What texts there are: two that conditions name, and one that none does.
const TEXTS: [&str; 3] = ["a", "b", "other"];

/// All of them at their ends, unless there are more than so many.
pub fn worlds(checklist: &Checklist, most: usize) -> Option<Vec<Record>> {
    let mut open = vec![Session::default()];
    let (mut ends, mut tried) = (Vec::new(), 0);
    while let Some(session) = open.pop() {
        tried += 1;
        if ends.len() + open.len() > most || tried > 12 * most {
            return None;
        }
        let next = session.next(checklist);
        if next.is_empty() {
            ends.push(session.record);
        } else {
            open.extend(next);
        }
    }
    Some(ends)
}

impl Session {
    fn and(&self, what: What) -> Self {
        let mut next = self.clone();
        let stamp = Stamp { at: Timestamp::UNIX_EPOCH, offset: Offset::UTC, by: "dana".into(), reply: None };
        next.record.apply(&Event { stamp, what });
        next
    }

    fn saying(&self, path: &Address) -> Self {
        let mut next = self.clone();
        next.said.insert(path.clone());
        next
    }

    /// What may happen next; nothing at the end.
    fn next(&self, checklist: &Checklist) -> Vec<Self> {
        let plan = Plan::new(checklist, &self.record);
        let opening: Vec<_> = checklist.ask.iter().map(|&question| (question, None)).collect();
        if let Some(at) = self.unsaid(&plan, &opening) {
            return self.saying_all(&plan, at, false);
        }
        // Answers may be given and marks made in any order; a step that can be neither done nor skipped stays.
        for instance in plan.instances().iter().filter(|own| own.shown == Truth::Yes) {
            let skippable = plan.step(instance).skippable;
            let next = match self.unsaid(&plan, &plan.asked(instance)) {
                Some(at) => self.saying_all(&plan, at, skippable),
                None if instance.is_settled() => Vec::new(),
                None => self.settle(instance, skippable).into_iter().collect(),
            };
            if !next.is_empty() {
                return next;
            }
        }
        Vec::new()
    }

    fn settle(&self, own: &Instance, skippable: bool) -> Option<Self> {
        let step = own.key.clone();
        if own.lacks.iter().any(|lack| matches!(lack, Lack::Answer(_))) {
            return skippable.then(|| self.and(What::Skipped { step, reason: "not ours".into() }));
        }
        let ticked = own.lacks.iter().fold(self.clone(), |session, lack| match lack {
            Lack::Tick(tick) => session.and(What::Ticked { step: step.clone(), tick: tick.clone() }),
            _ => session,
        });
        Some(ticked.and(What::Done { step }))
    }

    /// The first of these of which nothing is said, or of a row of these.
    fn unsaid(&self, plan: &Plan<'_>, asked: &[At]) -> Option<At> {
        for &at in asked.iter().filter(|&&at| plan.reader().shown(at) == Truth::Yes) {
            if !self.said.contains(&plan.reader().address(at)) {
                return Some(at);
            }
            if let Some(list) = plan.checklist().list(at.0) {
                let rows = plan.reader().rows(at);
                let fields = list.fields.iter().filter(|field| !list.key.contains(field));
                let fields: Vec<_> = fields.collect();
                let fields =
                    rows.iter().flat_map(|&row| fields.iter().map(move |&&field| (field, Some(row))));
                if let Some(at) = self.unsaid(plan, &fields.collect::<Vec<_>>()) {
                    return Some(at);
                }
            }
        }
        None
    }

    fn saying_all(&self, plan: &Plan<'_>, at: At, skippable: bool) -> Vec<Self> {
        let path = plan.reader().address(at);
        let question = plan.checklist().question(at.0);
        let said = self.saying(&path);
        let mut next = Vec::new();
        if plan.checklist().list(at.0).is_some() {
            let rows = rows(plan, at);
            next.extend(
                rows.into_iter().map(|what| what.into_iter().fold(said.clone(), |own, what| own.and(what))),
            );
            if !question.required || skippable {
                next.push(said);
            }
            return next;
        }
        let values = values(plan, at);
        next.extend(values.into_iter().map(|value| said.and(What::Answered { path: path.clone(), value })));
        // What was picked may be offered no more.
        let gone = match &question.kind {
            Kind::Choice(Options::Answer(..) | Options::Rows(..)) => Some(Value::Text("gone".to_owned())),
            Kind::Choices(Options::Answer(..) | Options::Rows(..)) => {
                Some(Value::Many(vec!["gone".to_owned()]))
            }
            _ => None,
        };
        next.extend(gone.map(|value| said.and(What::Answered { path: path.clone(), value })));
        if !question.required {
            next.push(said.and(What::Answered { path, value: Value::Blank }));
        } else if skippable {
            next.push(said);
        } else if next.is_empty() {
            // Nothing is offered: it stays as it is, and so does its step.
            next.push(said);
        }
        next
    }
}

/// One row, and two, with every key.
fn rows(plan: &Plan<'_>, (list, parent): At) -> Vec<Vec<What>> {
    let own = plan.checklist().list(list).expect("a list");
    let path = plan.reader().address((list, parent));
    let [key] = own.key.as_slice() else { panic!("one key field each") };
    let id: &Id = &plan.checklist().question(*key).id;
    let keys = match plan.checklist().question(*key).kind {
        Kind::Text(_) => TEXTS.iter().map(|text| Value::Text((*text).into())).collect(),
        _ => values(plan, (*key, parent)),
    };
    let row = |key: &Value, name: &str| What::RowAdded {
        list: path.clone(),
        id: name.parse().expect("a slug"),
        values: [(id.clone(), key.clone())].into(),
    };
    let mut rows: Vec<_> = keys.iter().map(|key| vec![row(key, "r1")]).collect();
    for (at, one) in keys.iter().enumerate() {
        let others = keys.iter().enumerate().filter(|(other, _)| *other != at);
        rows.extend(others.map(|(_, other)| vec![row(one, "r1"), row(other, "r2")]));
    }
    if let Kind::Text(_) = plan.checklist().question(*key).kind {
        // There is more than one text that no condition names.
        let unnamed = ["other", "another"].map(|text| Value::Text(text.into()));
        rows.push(vec![row(&unnamed[0], "r1"), row(&unnamed[1], "r2")]);
    }
    rows
}

/// Every value that the answer may have.
fn values(plan: &Plan<'_>, at: At) -> Vec<Value> {
    match &plan.checklist().question(at.0).kind {
        Kind::Confirm => vec![Value::Bool(true), Value::Bool(false)],
        Kind::Choice(options) => offered(plan, at, options).into_iter().map(Value::Text).collect(),
        Kind::Choices(options) => {
            let all = offered(plan, at, options);
            let some = |mask: u32| all.iter().enumerate().filter(move |(at, _)| mask >> at & 1 == 1);
            (1..1u32 << all.len())
                .map(|mask| Value::Many(some(mask).map(|(_, own)| own.clone()).collect()))
                .collect()
        }
        Kind::Number | Kind::Date | Kind::Text(_) => {
            TEXTS.iter().map(|text| Value::Text((*text).into())).collect()
        }
        Kind::List(_) => Vec::new(),
    }
}

/// What may be chosen, without what is offered only while a list of the same step may still grow.
fn offered(plan: &Plan<'_>, at: At, options: &Options) -> Vec<String> {
    let reader = plan.reader();
    let offered = reader.offered(at, options);
    let stays = |atom: &Atom| match options {
        Options::List(_) => true,
        Options::Answer(path, _) | Options::Rows(path, _) => {
            reader.read(path, &reader.scope(at.1)).values.iter().any(|(own, _)| own == atom)
        }
    };
    offered.all().iter().filter(|atom| stays(atom)).map(|atom| offered.recorded(reader, atom)).collect()
}
