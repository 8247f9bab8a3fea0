//! An operator by rule: gives the answers of a scenario to whatever is asked, ticks what is to be ticked, and
//! says of every step that it is done.

use frp_onboard::checklist::{Address, Checklist, Value};
use frp_onboard::intake::scenario::Scenario;
use frp_onboard::plan::Plan;
use frp_onboard::session::{Event, Record, Row, Stamp};
use frp_onboard::walk::{About, Act, Ask, End, Form, Move, Reply, Topic, Walk};
use frp_onboard::{format, library};

/// A built-in checklist and one of its scenarios.
pub struct Story {
    pub checklist: Checklist,
    /// All that is to be answered.
    target: Record,
    /// The keys that it leads to.
    pub steps: Vec<String>,
}

/// One thing asked, and what was replied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    pub ask: Ask,
    pub reply: Reply,
}

impl Story {
    /// The scenario of that name of the first built-in checklist.
    pub fn of(scenario: &str) -> Self {
        let text = library::BUILT_IN[0].text.as_bytes();
        let checklist =
            format::checklist("partner-onboarding", text).expect("the built-in checklist is right");
        let path = format!("checklists/scenarios/{scenario}.yaml");
        let text = std::fs::read_to_string(path).expect("the scenario is there");
        let scenario = Scenario::read(without_ids(&text).as_bytes()).expect("the scenario reads");
        let target = scenario.record(&checklist, &stamp(0)).expect("its answers fit");
        let steps =
            Plan::all_done(&checklist, &target).instances().iter().map(|at| at.key.to_string()).collect();
        Self { checklist, target, steps }
    }

    /// What this operator replies.
    pub fn reply(&self, ask: &Ask, plan: &Plan<'_>) -> Reply {
        let act = |wanted: &dyn Fn(&Act) -> bool| match &ask.form {
            Form::Menu { acts, .. } => {
                let at = acts.iter().position(wanted);
                Reply::Picked(at.unwrap_or_else(|| panic!("not offered: {ask:?}")))
            }
            form => panic!("no menu: {form:?}"),
        };
        match &ask.about {
            About::Question(address) => self.answer(address, ask, plan),
            About::Rows(list) => match self.missing(list, plan) {
                Some(_) => act(&|act| *act == Act::Add),
                None => act(&|act| matches!(act, Act::All(_))),
            },
            About::Gathered(_) => act(&|act| matches!(act, Act::All(_))),
            About::Ticks(_) => match &ask.form {
                Form::Menu { cursor: Some(cursor), .. } => Reply::Picked(*cursor),
                form => panic!("no next tick: {form:?}"),
            },
            About::Step(_) => act(&|act| *act == Act::Done),
            About::Confirm(key) => {
                let instance = plan.find(key.as_str()).expect("it is in the plan");
                Reply::Typed(plan.confirmation(instance).expect("it is confirmed"))
            }
            About::Words(Topic::Evidence) => Reply::Typed("INC-20491".to_owned()),
            about => panic!("this operator has no answer to {about:?}"),
        }
    }

    fn answer(&self, address: &Address, ask: &Ask, plan: &Plan<'_>) -> Reply {
        let value = self.wanted(address, plan);
        match (&ask.form, value) {
            (Form::Menu { acts, .. }, value) => {
                let wanted = match value {
                    Some(Value::Text(value)) => Act::Take(value),
                    _ => Act::Blank,
                };
                let at = acts.iter().position(|act| *act == wanted);
                Reply::Picked(at.unwrap_or_else(|| panic!("{address}: {wanted:?} is not among {acts:?}")))
            }
            (Form::Several { choices, .. }, Some(Value::Many(values))) => {
                let at = |value| choices.iter().position(|choice| choice == value).expect("it is offered");
                Reply::Ticked(values.iter().map(at).collect())
            }
            (Form::Several { .. }, _) => Reply::Ticked(Vec::new()),
            (Form::YesNo, Some(Value::Bool(yes))) => Reply::Decided(yes),
            (Form::YesNo, _) => Reply::Decided(false),
            (Form::Text { .. }, Some(Value::Many(values))) => Reply::Typed(values.join(", ")),
            (Form::Text { .. }, Some(Value::Text(text))) => Reply::Typed(text),
            (Form::Text { .. }, _) => Reply::Typed(String::new()),
        }
    }

    /// The answer wanted at `address`; in a row that is being filled, that of the next row of the list.
    fn wanted(&self, address: &Address, plan: &Plan<'_>) -> Option<Value> {
        if let Some(given) = self.target.given(address) {
            return Some(given.value.clone());
        }
        let row = address.place.row()?;
        let next = self.missing(&row.list, plan)?;
        Some(next.answers.values.get(&address.question)?.value.clone())
    }

    /// The first row of a list that is not in it yet.
    fn missing(&self, list: &Address, plan: &Plan<'_>) -> Option<&Row> {
        let there = plan.record().rows(list);
        let stands = |row: &&Row| there.present(row.id.as_str()).is_some();
        self.target.rows(list).iter().find(|row| !stands(row))
    }

    /// Walks the scenario to its end, and says what was asked and replied.
    pub fn walk(&self) -> (Vec<Deed>, Record, End) {
        let mut walk = Walk::new(self.checklist.clone(), Record::default());
        let today = "2026-12-01".parse().expect("a date");
        let (mut deeds, mut second) = (Vec::new(), 0);
        loop {
            second += 1;
            assert!(second < 3_000, "the walk does not end: {:?}", &deeds[deeds.len().saturating_sub(4)..]);
            let stamp = stamp(second);
            match walk.next(today, &stamp) {
                Move::Say(_) | Move::Copy(_) | Move::Open(_) | Move::HandOver(_) => {}
                Move::Record(whats) => {
                    let events: Vec<_> =
                        whats.into_iter().map(|what| Event { stamp: stamp.clone(), what }).collect();
                    walk.recorded(&events);
                }
                Move::Ask(ask) => {
                    let reply = walk.plan(&stamp, |plan| self.reply(&ask, plan));
                    deeds.push(Deed { ask, reply: reply.clone() });
                    walk.reply(reply, today, &stamp);
                }
                Move::End(end) => return (deeds, walk.record().clone(), end),
            }
        }
    }
}

impl Deed {
    /// What is typed for it in line mode.
    pub fn typed(&self) -> String {
        match &self.reply {
            Reply::Picked(at) => (at + 1).to_string(),
            Reply::Ticked(rows) if rows.is_empty() => "-".to_owned(),
            Reply::Ticked(rows) => rows.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(","),
            Reply::Typed(text) => text.clone(),
            Reply::Decided(yes) => if *yes { "y" } else { "n" }.to_owned(),
            Reply::Escaped(_) => ":".to_owned(),
        }
    }
}

/// The answers of a scenario as one types them: rows are named by what is answered, not by the file.
fn without_ids(text: &str) -> String {
    let answers = text.split("expect:").next().unwrap_or_default();
    let mut lines = Vec::new();
    let mut dash = false;
    for line in answers.lines() {
        match line.trim_start().starts_with("- id:") {
            true => dash = true,
            false if std::mem::take(&mut dash) => lines.push(format!("    - {}", line.trim_start())),
            false => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

/// A moment of the story.
pub fn stamp(second: i64) -> Stamp {
    Stamp {
        at: jiff::Timestamp::from_second(1_796_000_000 + second).expect("a moment"),
        offset: jiff::tz::Offset::UTC,
        by: "dana".to_owned(),
        reply: None,
    }
}

/// The keys of a plan whose steps are all settled.
pub fn keys(checklist: &Checklist, record: &Record) -> Vec<String> {
    let plan = Plan::new(checklist, record);
    plan.instances().iter().map(|instance| instance.key.to_string()).collect()
}
