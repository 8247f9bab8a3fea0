//! Laws that hold of every checklist and every record: held against random ones.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestError, TestRng, TestRunner};

use super::Story;
use super::author::{self, Tape};
use crate::checklist::{
    Address, Checklist, Condition, Home, Id, InstanceKey, Kind, NodeIx, Options, Path, Place, QuestionIx,
    RowId, Value,
};
use crate::plan::{Atom, Binding, Instance, Lack, Plan, Progress, Status, Truth, impact};
use crate::session::{Answers, Record, What};

/// A random checklist and nothing recorded yet.
pub(super) fn random(numbers: &[u32]) -> Story {
    Story { checklist: read(&author::checklist(&mut Tape::new(numbers))), record: Record::default() }
}

/// The checklist of a text that has to be right.
pub(super) fn read(text: &str) -> Checklist {
    crate::format::checklist("random.yaml", text.as_bytes()).unwrap_or_else(|findings| {
        panic!(
            "{text}\n{}",
            findings.iter().map(crate::diagnostic::short::render).collect::<Vec<_>>().join("\n")
        )
    })
}

/// Runs a law on so many pairs, random and the same in every run: numbers for the checklist, numbers for what is done with it.
pub(super) fn holds(cases: u32, law: impl Fn(&[u32], &[u32])) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    };
    let numbers = (vec(any::<u32>(), 80..300), vec(any::<u32>(), 40..200));
    let run = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)).run(
        &numbers,
        |(file, deeds)| {
            law(&file, &deeds);
            Ok(())
        },
    );
    if let Err(TestError::Fail(reason, (file, deeds))) = run {
        panic!("{reason}\nof {}with {deeds:?}", author::checklist(&mut Tape::new(&file)));
    }
}

impl Story {
    fn takes(&mut self, what: What) {
        *self = self.clone().and(what);
    }

    /// A random value that fits here; none where nothing is offered.
    fn value(&self, tape: &mut Tape<'_>, question: QuestionIx, place: &Place) -> Option<Value> {
        let plan = self.plan();
        let reader = plan.reader();
        let at = (question, reader.find(place).expect("a row that exists"));
        let pick = |tape: &mut Tape<'_>, options: &Options| {
            let offered = reader.offered(at, options);
            Some(offered.recorded(reader, tape.one(&offered.all())?))
        };
        let short = |tape: &mut Tape<'_>, of: [&str; 3]| Some(Value::Text((*tape.one(&of)?).to_owned()));
        match &self.checklist.question(at.0).kind {
            Kind::Confirm => Some(Value::Bool(tape.chance(50))),
            Kind::Choice(options) => pick(tape, options).map(Value::Text),
            Kind::Choices(options) => {
                let picks: BTreeSet<_> = (0..=tape.below(2)).filter_map(|_| pick(tape, options)).collect();
                (!picks.is_empty()).then(|| Value::Many(picks.into_iter().collect()))
            }
            Kind::Number => short(tape, ["0", "1", "2"]),
            Kind::Date => short(tape, ["2026-11-30", "2026-12-01", "2026-12-24"]),
            Kind::Text(_) => short(tape, ["a", "b", "c"]),
            Kind::List(_) => None,
        }
    }

    /// Adds a row with a random key, if there can be one; its id is made of that, so that equal keys are one row.
    fn add_row(&mut self, tape: &mut Tape<'_>, list: &Address) -> bool {
        let key = self.checklist.list(self.question(list)).expect("a list").key.clone();
        let mut values = BTreeMap::new();
        for field in key {
            // What a key field is offered hangs on no field of its own row.
            let Some(value) = self.value(tape, field, &list.place) else { return false };
            values.insert(self.checklist.question(field).id.clone(), value);
        }
        let id: Vec<_> =
            values.values().map(|value| value.text().expect("one text").replace('/', "-")).collect();
        let id = id.join("-").parse().expect("a slug");
        self.takes(What::RowAdded { list: list.clone(), id, values });
        true
    }

    /// Answers what is lacking; false where that cannot be.
    fn answer(&mut self, tape: &mut Tape<'_>, path: &Address) -> bool {
        let question = self.question(path);
        if self.checklist.list(question).is_some() {
            let rows = 1 + tape.below(2);
            return (0..rows).all(|_| self.add_row(tape, path));
        }
        let Some(value) = self.value(tape, question, &path.place) else { return false };
        self.takes(What::Answered { path: path.clone(), value });
        true
    }

    fn question(&self, path: &Address) -> QuestionIx {
        let inside = |home, (list, _): &(Id, RowId)| {
            Home::Row(self.checklist.find_question(home, list.as_str()).expect("a list"))
        };
        let home = path.place.0.iter().fold(Home::Document, inside);
        self.checklist.find_question(home, path.question.as_str()).expect("a question")
    }

    /// Answers what is asked before the first step, and says of the rest that it is left blank: no mark does.
    fn open(&mut self, tape: &mut Tape<'_>) {
        loop {
            if let Some(path) = self.plan().opening_lacks().first().cloned() {
                assert!(self.answer(tape, &path), "everything there can be answered");
            } else if let Some(path) = self.unsaid() {
                self.takes(What::Answered { path, value: Value::Blank });
            } else {
                return;
            }
        }
    }

    /// The first optional answer asked before the first step of which nothing is said.
    fn unsaid(&self) -> Option<Address> {
        let plan = self.plan();
        let reader = plan.reader();
        let mut asked: Vec<_> = self.checklist.ask.iter().rev().map(|&question| (question, None)).collect();
        while let Some(at) = asked.pop() {
            if let Some(list) = self.checklist.list(at.0) {
                let rows = reader.rows(at);
                asked.extend(
                    rows.iter().flat_map(|&row| list.fields.iter().map(move |&field| (field, Some(row)))),
                );
            } else if !self.checklist.question(at.0).required && reader.value(at).is_none() {
                return Some(reader.address(at));
            }
        }
        None
    }

    /// Does what a step takes and marks it: done, or skipped where that cannot be or by chance.
    fn work_on(&mut self, tape: &mut Tape<'_>, step: &str, seen: &mut dyn FnMut(&Self)) {
        let optional: Vec<_> = {
            let plan = self.plan();
            let asked = plan.asked(plan.find(step).expect("it is there"));
            let open = asked.into_iter().filter(|&at| match self.checklist.list(at.0) {
                Some(_) => plan.reader().may_grow(at),
                None => plan.reader().value(at).is_none(),
            });
            open.map(|at| plan.reader().address(at)).collect()
        };
        for path in optional {
            // What was left blank in a step that was done is an answer too.
            if !self.record.steps.contains_key(step) && tape.chance(40) {
                self.answer(tape, &path);
                seen(self);
            }
        }
        for _ in 0..40 {
            let Some(lack) = self.lacks(step).first().cloned() else {
                self.takes(What::Done { step: step.parse().expect("a key") });
                return seen(self);
            };
            let mended = match lack {
                Lack::Answer(path) => self.answer(tape, &path),
                Lack::Tick(tick) => {
                    self.takes(What::Ticked { step: step.parse().expect("a key"), tick });
                    true
                }
                Lack::Evidence | Lack::Confirmation => unreachable!("not written by the author"),
            };
            seen(self);
            if !mended {
                break;
            }
        }
        self.takes(What::Skipped { step: step.parse().expect("a key"), reason: "cannot be".into() });
        seen(self);
    }

    /// Walks to the end, or for so many steps; `seen` looks at the session after every event.
    pub(super) fn walk(&mut self, tape: &mut Tape<'_>, steps: usize, seen: &mut dyn FnMut(&Self)) {
        self.open(tape);
        seen(self);
        for _ in 0..steps {
            let plan = self.plan();
            let of = |status| plan.instances().iter().filter(move |own| own.status == status);
            let ready: Vec<_> = of(Status::Ready).map(|own| own.key.clone()).collect();
            let waiting: Vec<_> = of(Status::Waiting).map(|own| own.key.clone()).collect();
            if plan.is_complete() {
                return;
            }
            assert!(!ready.is_empty() || !waiting.is_empty(), "stuck: {:?}", self.steps());
            drop(plan);
            let comes_back = ready.is_empty() || tape.chance(5);
            match tape.one(if comes_back && !waiting.is_empty() { &waiting } else { &ready }).cloned() {
                // A step that was done and lacks something by now is not opened again as a whole.
                Some(step) if !self.record.steps.contains_key(&step) && tape.chance(8) => {
                    *self = self.clone().waits(step.as_str());
                    seen(self);
                }
                Some(step) if tape.chance(8) => {
                    *self = self.clone().skipped(step.as_str());
                    seen(self);
                }
                Some(step) => self.work_on(tape, step.as_str(), seen),
                None => {}
            }
        }
    }
}

/// All that is said of an instance.
type Said = (String, Truth, Status, Vec<Lack>, Option<String>);

fn said(plan: &Plan<'_>) -> Vec<Said> {
    let key = |at: usize| plan.instances()[at].key.to_string();
    let say =
        |own: &Instance| (own.key.to_string(), own.shown, own.status, own.lacks.clone(), own.after.map(key));
    plan.instances().iter().map(say).collect()
}

/// What random checklists and records come to, so that the laws are not held against nothing.
#[derive(Debug, Default)]
struct Counts {
    cases: usize,
    repeated: usize,
    nested: usize,
    picked: usize,
    undecided: usize,
    hidden: usize,
    skipped: usize,
    waited: usize,
    plans: usize,
}

impl Counts {
    fn see(&mut self, before: &Story, end: &Story) {
        let (start, plan) = (before.plan(), end.plan());
        let any = |test: &dyn Fn(&Instance) -> bool| usize::from(plan.instances().iter().any(test));
        let picks = |own: &Instance| {
            let each = plan.node(own).each.as_ref();
            each.is_some_and(|each| each.path.hops.iter().any(|&hop| end.checklist.list(hop).is_none()))
        };
        self.cases += 1;
        self.repeated += any(&|own| !own.bindings.is_empty());
        self.nested += any(&|own| own.bindings.len() > 1);
        self.picked += any(&picks);
        self.undecided += usize::from(start.progress().undecided > 0);
        self.hidden += usize::from(!plan.hidden().is_empty());
        self.skipped += usize::from(plan.progress().skipped > 0);
    }
}

#[test]
fn a_walk_is_never_stuck_and_ends_with_everything_decided() {
    let counts = RefCell::new(Counts::default());
    holds(100, |file, deeds| {
        let mut story = random(file);
        let before = story.clone();
        let (plans, waited) = (RefCell::new(0), RefCell::new(false));
        story.walk(&mut Tape::new(deeds), 600, &mut |now| {
            *plans.borrow_mut() += 1;
            *waited.borrow_mut() |= now.plan().instances().iter().any(|own| own.status == Status::Waiting);
            keeps_count(&now.plan());
            stands_in_order(&now.plan());
            waits_for_what_concerns_it(&now.plan());
        });
        let plan = story.plan();
        assert!(plan.is_complete(), "not at its end: {:?}", story.steps());
        for instance in plan.instances() {
            assert!(!instance.key.as_str().contains('*'), "{} at the end", instance.key);
        }
        let mut counts = counts.borrow_mut();
        counts.plans += plans.into_inner();
        counts.see(&before, &story);
        counts.waited += usize::from(*waited.borrow());
    });
    let counts = counts.into_inner();
    let percent = |count: usize| count * 100 / counts.cases;
    assert!(percent(counts.repeated) >= 35 && percent(counts.nested) >= 12, "{counts:?}");
    assert!(percent(counts.picked) >= 12 && percent(counts.undecided) >= 50, "{counts:?}");
    assert!(percent(counts.hidden) >= 35 && percent(counts.skipped) >= 15, "{counts:?}");
    assert!(percent(counts.waited) >= 15 && percent(counts.plans) >= 500, "{counts:?}");
}

fn keeps_count(plan: &Plan<'_>) {
    let count = |test: &dyn Fn(&&Instance) -> bool| plan.instances().iter().filter(test).count();
    let certain = |own: &&Instance| own.shown == Truth::Yes;
    let counted = Progress {
        done: count(&|own| own.status == Status::Done),
        skipped: count(&|own| own.status == Status::Skipped),
        of: count(&certain),
        undecided: count(&|own| own.shown == Truth::Maybe),
    };
    assert_eq!(plan.progress(), counted);
    assert_eq!(counted.of + counted.undecided, plan.instances().len());
    assert_eq!(plan.is_complete(), counted.done + counted.skipped == plan.instances().len());
    for (at, own) in plan.instances().iter().enumerate() {
        assert_eq!(plan.position(own.key.as_str()), Some(at), "each key stands once");
        assert!(own.shown != Truth::No);
        assert_eq!(
            own.status == Status::Ready,
            own.shown == Truth::Yes && own.after.is_none() && !marked(own)
        );
        if own.key.as_str().contains('*') {
            assert_eq!(own.shown, Truth::Maybe);
        }
    }
}

/// Each waits for the first open instance before it, by its own waits and those of its sections, that is bound to
/// no other item than itself.
fn waits_for_what_concerns_it(plan: &Plan<'_>) {
    let checklist = plan.checklist();
    for own in plan.instances().iter().filter(|own| !own.is_settled()) {
        let around = std::iter::successors(Some(own.node), |&node| checklist.node(node).parent);
        let waits: Vec<_> = around.flat_map(|node| checklist.waits(node)).collect();
        let another = |other: &Instance| {
            let differs =
                |it: &Binding| other.bindings.iter().any(|their| their.item == it.item && their.to != it.to);
            own.bindings.iter().any(differs)
        };
        let holds_back = |other: &Instance| {
            other.node != own.node
                && !other.is_settled()
                && waits.iter().any(|range| range.contains(&other.node.0))
                && !another(other)
        };
        assert_eq!(own.after, plan.instances().iter().position(holds_back), "{}", own.key);
    }
}

fn marked(own: &Instance) -> bool {
    own.is_settled() || own.status == Status::Waiting
}

/// By their nodes, then by the items of each node around them: known ones first, in the order of their rows.
fn stands_in_order(plan: &Plan<'_>) {
    let places: Vec<_> = plan.instances().iter().map(|own| place(plan, own)).collect();
    for (at, pair) in places.windows(2).enumerate() {
        assert!(pair[0] < pair[1], "{} before {}", plan.instances()[at].key, plan.instances()[at + 1].key);
    }
}

/// Where an instance stands: each node around it, whether all its items are known, and their places.
type Standing = Vec<(usize, bool, Vec<Vec<usize>>)>;

fn place(plan: &Plan<'_>, own: &Instance) -> Standing {
    let checklist = plan.checklist();
    let mut around: Vec<_> =
        std::iter::successors(Some(own.node), |&node| checklist.node(node).parent).collect();
    around.reverse();
    let mut bound = 0;
    let standing = |node: NodeIx| {
        let new = checklist.node(node).each.as_ref().map_or(&[][..], |each| &each.binds);
        let before = bound;
        while bound < own.bindings.len() && new.contains(&own.bindings[bound].item) {
            bound += 1;
        }
        let items = &own.bindings[before..bound];
        let open = items.iter().any(|binding| binding.to.is_none());
        let rank = |binding: &Binding| match &binding.to {
            None => vec![usize::MAX],
            Some(Atom::Row(row)) => plan.reader().position(*row),
            Some(Atom::Choice(_, at)) => vec![*at],
            Some(_) => unreachable!("facts have no order of their own"),
        };
        match items {
            [] => (node.0, open, Vec::new()),
            items if is_ordered(checklist, node) => (node.0, open, items.iter().map(rank).collect()),
            _ => (node.0, open, vec![vec![first_met(plan, own, node, bound)]]),
        }
    };
    around.into_iter().map(standing).collect()
}

/// Whether what a node repeats over is in the order of its list: rows, or what one answer was chosen from.
fn is_ordered(checklist: &Checklist, node: NodeIx) -> bool {
    let path = &checklist.node(node).each.as_ref().expect("something is bound").path;
    let from_list = |hop: &QuestionIx| {
        !matches!(
            checklist.question(*hop).kind,
            Kind::Choice(Options::Answer(..)) | Kind::Choices(Options::Answer(..))
        )
    };
    let only_lists = path.hops.iter().all(|&hop| checklist.list(hop).is_some());
    only_lists || path.fact.is_none() && path.hops.len() == 1 && path.hops.iter().all(from_list)
}

/// The place in the plan of the first instance of a node that stands at the same items, so many of them: facts,
/// and what is read through several rows, stand as they are first met.
fn first_met(plan: &Plan<'_>, own: &Instance, node: NodeIx, items: usize) -> usize {
    let inside = node.0..plan.checklist().node(node).end.0;
    let same =
        |other: &Instance| inside.contains(&other.node.0) && other.bindings[..items] == own.bindings[..items];
    plan.instances().iter().position(same).expect("itself at least")
}

#[test]
fn what_is_certain_stays_and_nothing_comes_but_what_was_undecided() {
    holds(100, |file, deeds| {
        let mut story = random(file);
        let mut before: Option<Story> = None;
        story.walk(&mut Tape::new(deeds), 600, &mut |now| {
            if let Some(before) = before.replace(now.clone()) {
                only_decides(&before, now);
            }
        });
    });
}

fn only_decides(before: &Story, now: &Story) {
    let (was, is) = (before.plan(), now.plan());
    for own in was.instances().iter().filter(|own| own.shown == Truth::Yes) {
        let stays = is.find(own.key.as_str()).map(|own| own.shown);
        assert_eq!(stays, Some(Truth::Yes), "{} was certain", own.key);
    }
    for own in is.instances() {
        let foreseen = was.instances().iter().any(|was| covers(was.key.as_str(), own.key.as_str()));
        assert!(
            foreseen,
            "{} came from nowhere: {:?} {:?} => {:?}",
            own.key,
            before.steps(),
            addresses(before),
            addresses(now)
        );
    }
}

/// Whether a key may become the other once what is not known is.
fn covers(open: &str, key: &str) -> bool {
    let (open, key): (Vec<_>, Vec<_>) = (open.split('/').collect(), key.split('/').collect());
    open.len() == key.len() && open.iter().zip(key).all(|(open, own)| *open == "*" || *open == own)
}

/// A session somewhere on its way, and one answer of it changed.
fn changed(file: &[u32], deeds: &[u32]) -> Option<(Story, Story, Address)> {
    let mut story = random(file);
    let mut tape = Tape::new(deeds);
    let steps = tape.below(25);
    story.walk(&mut tape, steps, &mut |_| {});
    let given: Vec<_> = addresses(&story).into_iter().filter(|(path, _)| !is_fixed(&story, path)).collect();
    let (path, before) = tape.one(&given)?.clone();
    let question = story.question(&path);
    let other = |_| story.value(&mut tape, question, &path.place).filter(|value| *value != before);
    let value = (0..5).find_map(other);
    let after = match value {
        Some(value) if tape.chance(80) => story.clone().and(What::Answered { path: path.clone(), value }),
        _ => story.clone().and(What::Unset { path: path.clone() }),
    };
    Some((story, after, path))
}

/// Lists, keys and what lies in no row that exists are changed in other ways.
fn is_fixed(story: &Story, path: &Address) -> bool {
    let plan = story.plan();
    if plan.reader().find(&path.place).is_none() {
        return true;
    }
    let question = story.question(path);
    let key = match story.checklist.question(question).home {
        Home::Row(list) => story.checklist.list(list).is_some_and(|list| list.key.contains(&question)),
        Home::Document => false,
    };
    key || story.checklist.list(question).is_some()
}

/// Every answer given, with its address.
fn addresses(story: &Story) -> Vec<(Address, Value)> {
    fn of(place: &Place, answers: &Answers, all: &mut Vec<(Address, Value)>) {
        all.extend(answers.values.iter().map(|(id, given)| (place.address(id), given.value.clone())));
        for (list, rows) in &answers.lists {
            for row in rows {
                of(&place.clone().within(list.clone(), row.id.clone()), &row.answers, all);
            }
        }
    }
    let mut all = Vec::new();
    of(&Place::default(), &story.record.answers, &mut all);
    all
}

#[test]
fn an_answer_changed_and_changed_back_leaves_everything_as_it_was() {
    let counts = RefCell::new((0, 0));
    holds(200, |file, deeds| {
        let Some((before, after, path)) = changed(file, deeds) else { return };
        let value = before.record.given(&path).expect("it was given").value.clone();
        let back = after.clone().and(What::Answered { path, value });
        assert_eq!(back.record, before.record);
        assert_eq!(said(&back.plan()), said(&before.plan()));
        let mut counts = counts.borrow_mut();
        counts.0 += 1;
        counts.1 += usize::from(said(&after.plan()) != said(&before.plan()));
    });
    let (changes, moving) = counts.into_inner();
    assert!(changes > 100 && moving * 5 > changes, "{moving} of {changes} changes move something");
}

#[test]
fn an_impact_is_the_difference_of_the_two_plans() {
    let counts = RefCell::new([0; 4]);
    holds(200, |file, deeds| {
        let Some((before, after, _)) = changed(file, deeds) else { return };
        let (was, is) = (before.plan(), after.plan());
        let shown = |plan: &Plan<'_>| {
            let certain = plan.instances().iter().filter(|own| own.shown == Truth::Yes);
            certain.map(|own| (own.key.clone(), own.status)).collect::<BTreeMap<_, _>>()
        };
        let (old, new) = (shown(&was), shown(&is));
        let impact = impact(&was, &is);
        let set = |of: &[(InstanceKey, Status)]| of.iter().cloned().collect::<BTreeMap<_, _>>();
        let gone = old.iter().filter(|(key, _)| is.find(key.as_str()).is_none());
        let come = new.iter().filter(|(key, _)| !old.contains_key(*key));
        let open = old.iter().filter(|(key, status)| {
            **status == Status::Done && is.find(key.as_str()).is_some_and(|now| now.status != Status::Done)
        });
        assert_eq!(set(&impact.hides), gone.map(|(key, status)| (key.clone(), *status)).collect());
        assert_eq!(set(&impact.adds), come.map(|(key, status)| (key.clone(), *status)).collect());
        assert_eq!(
            impact.reopens.iter().collect::<BTreeSet<_>>(),
            open.map(|(key, _)| key).collect::<BTreeSet<_>>()
        );
        assert_eq!((impact.before, impact.after), (was.progress(), is.progress()));
        if said(&was) == said(&is) {
            assert!(impact.is_none());
        }
        let mut counts = counts.borrow_mut();
        counts[0] += usize::from(!impact.hides.is_empty());
        counts[1] += usize::from(!impact.adds.is_empty());
        counts[2] += usize::from(!impact.reopens.is_empty());
        counts[3] += usize::from(impact.touches_work());
    });
    let counts = counts.into_inner();
    assert!(counts.iter().all(|&count| count > 3), "hides, adds, reopens, touches: {counts:?}");
}

#[test]
fn a_plan_does_not_hang_on_the_order_in_which_answers_came() {
    let counts = RefCell::new(0);
    holds(120, |file, deeds| {
        let mut story = random(file);
        let mut tape = Tape::new(deeds);
        let steps = tape.below(60);
        story.walk(&mut tape, steps, &mut |_| {});
        let mut other = Story { record: Record::default(), ..story.clone() };
        // Rows stand as they were entered; everything else may come in any order.
        rows(&Place::default(), &story.record.answers).into_iter().for_each(|what| other.takes(what));
        let mut answers = addresses(&story);
        answers.reverse();
        answers.sort_by_cached_key(|_| tape.below(5));
        *counts.borrow_mut() += usize::from(answers.len() > 2);
        answers.into_iter().for_each(|(path, value)| other.takes(What::Answered { path, value }));
        other.record.steps.clone_from(&story.record.steps);
        assert_eq!(said(&other.plan()), said(&story.plan()));
    });
    let many = counts.into_inner();
    assert!(many >= 30, "{many} of 120 with several answers");
}

/// The rows below a place, as they were entered.
fn rows(place: &Place, answers: &Answers) -> Vec<What> {
    let mut all = Vec::new();
    for (list, entered) in &answers.lists {
        for row in entered {
            let values = BTreeMap::new();
            all.push(What::RowAdded { list: place.address(list), id: row.id.clone(), values });
            all.extend(rows(&place.clone().within(list.clone(), row.id.clone()), &row.answers));
        }
    }
    all
}

#[test]
fn what_does_not_depend_on_an_answer_never_moves_when_that_changes() {
    let counts = RefCell::new((0, 0));
    holds(200, |file, deeds| {
        let Some((before, after, path)) = changed(file, deeds) else { return };
        let question = before.question(&path);
        let reads = Reads { checklist: &before.checklist };
        let free = |plan: &Plan<'_>| -> Vec<_> {
            let free = plan.instances().iter().filter(|own| !reads.node(own.node).contains(&question));
            free.map(|own| (own.key.to_string(), own.shown)).collect()
        };
        let (was, is) = (free(&before.plan()), free(&after.plan()));
        assert_eq!(was, is, "{}", before.checklist.question(question).id);
        let mut counts = counts.borrow_mut();
        counts.0 += usize::from(was.len() < before.plan().instances().len());
        counts.1 += usize::from(!was.is_empty());
    });
    let (depend, free) = counts.into_inner();
    assert!(depend > 40 && free > 40, "{depend} with steps that depend, {free} with steps that do not");
}

/// Which answers something may depend on, found by reading the checklist alone.
struct Reads<'c> {
    checklist: &'c Checklist,
}

impl Reads<'_> {
    /// What decides whether a node is there.
    fn node(&self, node: NodeIx) -> BTreeSet<QuestionIx> {
        let node = self.checklist.node(node);
        let mut reads = node.parent.map(|parent| self.node(parent)).unwrap_or_default();
        reads.extend(node.when.iter().flat_map(|when| self.condition(when)));
        reads.extend(node.each.iter().flat_map(|each| self.path(&each.path)));
        reads
    }

    fn condition(&self, condition: &Condition) -> BTreeSet<QuestionIx> {
        condition.tests().into_iter().flat_map(|(path, _)| self.path(path)).collect()
    }

    fn path(&self, path: &Path) -> BTreeSet<QuestionIx> {
        path.hops.iter().flat_map(|&hop| self.question(hop)).collect()
    }

    /// What decides what a question yields, itself too.
    fn question(&self, ix: QuestionIx) -> BTreeSet<QuestionIx> {
        let question = self.checklist.question(ix);
        let mut reads = BTreeSet::from([ix]);
        reads.extend(question.when.iter().flat_map(|when| self.condition(when)));
        reads.extend(question.steps.iter().flat_map(|&step| self.node(step)));
        if let Home::Row(list) = question.home {
            reads.extend(self.question(list));
        }
        match &question.kind {
            Kind::Choice(options) | Kind::Choices(options) => match options {
                Options::Answer(path, _) | Options::Rows(path, _) => reads.extend(self.path(path)),
                Options::List(_) => {}
            },
            Kind::List(list) => {
                let from = list.key.iter().filter_map(|&field| match &self.checklist.question(field).kind {
                    Kind::Choice(Options::Answer(path, _) | Options::Rows(path, _)) => Some(path),
                    _ => None,
                });
                reads.extend(from.flat_map(|path| self.path(path)));
            }
            _ => {}
        }
        reads
    }
}
